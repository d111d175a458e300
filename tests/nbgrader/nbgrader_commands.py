"""Run nbgrader commands in one process: a start of nbgrader costs three seconds.

    python nbgrader_commands.py < requests > answers

A request is a line of JSON, `{"course": FOLDER, "commands": [ARGUMENTS, ...]}`; the answer is one
line with the exit status and the log of each command. `["formgrader", ASSIGNMENT]` is no command of
nbgrader: it answers what formgrader shows of the submissions. Nothing of this project is imported
here: what runs is nbgrader as it is installed.
"""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import traceback


def run(arguments: list[str]) -> dict[str, object]:
    """One command as the console script `nbgrader` runs it."""
    from jupyter_core.application import NoStart
    from nbgrader.apps.nbgraderapp import NbGraderApp

    log = io.StringIO()
    app = NbGraderApp.instance()
    status: object = 0
    try:
        app.initialize(arguments)
        app.init_logging(logging.StreamHandler, [log], color=False, subapps=True)
        app.start()
    except NoStart:
        pass
    except SystemExit as stop:
        status = stop.code or 0
    except Exception:
        status = 1
        log.write(traceback.format_exc())
    finally:
        app.reset()
    return {"status": status, "log": log.getvalue()}


def formgrader(assignment: str) -> dict[str, object]:
    """What formgrader's page of the submissions is made from, as JSON in the log."""
    from nbgrader.apps import NbGrader
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    app = NbGrader()
    app.initialize([])
    api = NbGraderAPI(CourseDirectory(parent=app), parent=app)
    return {"status": 0, "log": json.dumps(api.get_submissions(assignment), default=str)}


def main() -> None:
    answers = open(os.dup(1), "w", encoding="utf-8")  # noqa: SIM115
    os.dup2(2, 1)  # nbgrader prints; only the answers go to stdout
    for line in sys.stdin:
        request = json.loads(line)
        os.chdir(request["course"])
        outcomes = [
            formgrader(arguments[1]) if arguments[0] == "formgrader" else run(arguments)
            for arguments in request["commands"]
        ]
        answers.write(json.dumps(outcomes) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
