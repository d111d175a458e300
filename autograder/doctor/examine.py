"""All checks, in the order in which a person would mend what they find."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from autograder.doctor import course as folder
from autograder.doctor import exchange, gradebook, jupyter, machine, programs
from autograder.doctor.finding import Finding, broken
from autograder.errors import LabsError
from autograder.grading.courses.course import Course, open_course
from autograder.sandbox.limits import Limits

Check = Callable[[], Finding | list[Finding]]


def examine(place: Path, search: Sequence[str]) -> Iterator[Finding]:
    """Look at a course folder; `search` are the folders of the shell's PATH."""
    yield from _run("nbgrader", lambda: programs.nbgrader_versions(search))
    yield from _run("python for others", programs.python_for_others)
    try:
        opened = open_course(place)
    except LabsError as error:
        yield broken("configuration", error.problem, error.remedy)
        checks = _without_course(place)
    else:
        checks = _of_course(opened, place, search)
    for name, check in checks.items():
        yield from _run(name, check)


def _without_course(place: Path) -> dict[str, Check]:
    """What can be looked at where the course's settings cannot be read: the machine."""
    return {
        "extension": jupyter.extension,
        "menus": jupyter.menus,
        "isolation": lambda: machine.isolation("auto", Limits()),
        "disk": lambda: machine.disk([place, Path(tempfile.gettempdir())]),
    }


def _of_course(opened: Course, place: Path, search: Sequence[str]) -> dict[str, Check]:
    file = gradebook.sqlite_file(opened)
    out = exchange.folder(opened)
    running = jupyter.servers()
    checks: dict[str, Check] = {
        "configuration": lambda: folder.settings(opened, place),
        "hidden seed": lambda: folder.seed(opened, place),
        "alembic": lambda: programs.alembic_on_path(search, file is None or file.exists()),
        "gradebook": lambda: gradebook.gradebook(opened),
    }
    if file is not None:
        checks |= {
            "gradebook's lock": lambda: gradebook.lock(file),
            "gradebook's place": lambda: gradebook.file_system(file),
            "gradebook's time-out": lambda: gradebook.time_out(str(opened.directory.db_url)),
        }
    temporary = Path(tempfile.gettempdir())
    places = [opened.root, *([file.parent] if file else []), *([out] if out else []), temporary]
    return checks | {
        "release": lambda: folder.released(opened),
        "exchange": lambda: exchange.exchange(opened, out),
        "handed out": lambda: exchange.handed_out(opened, out),
        "server's folder": lambda: jupyter.server_root(opened.root, running),
        "formgrader's course": lambda: jupyter.formgraders_course(opened.root, running),
        "extension": jupyter.extension,
        "menus": jupyter.menus,
        "isolation": lambda: machine.isolation(opened.isolation, opened.limits),
        "disk": lambda: machine.disk(places),
        "clock": lambda: machine.clock(opened),
    }


def _run(name: str, check: Check) -> list[Finding]:
    """The findings of one check; one that cannot be made is a finding, too."""
    try:
        found = check()
    except LabsError as error:
        return [broken(name, error.problem, error.remedy)]
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return [broken(name, f"{where}{error.strerror or error}", "check that it may be used")]
    return found if isinstance(found, list) else [found]
