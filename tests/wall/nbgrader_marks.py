"""What nbgrader gives for the attacks: `python -m tests.wall.nbgrader_marks [NAME ...]` measures.

Each attack that needs no wall and does no harm to a machine is graded by `nbgrader autograde`, in a
course of its own: the instructor's notebook with hidden tests, released, filled in and handed in.
The marks go to nbgrader_marks.json, from which the table of docs/security.md is made.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from autograder.grading.nbgrader_api import Gradebook, nbformat

from .cases import HONEST, MARKER, POINTS, SEED, SETUP, Case, themes

RESULTS = Path(__file__).with_suffix(".json")
COMMANDS = Path(__file__).parents[1] / "nbgrader" / "nbgrader_commands.py"
CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'attacked'\nc.Execute.timeout = 6\n"
AT_ONCE = 3
Marks = dict[str, Any]


def meaningful(case: Case) -> bool:
    """Whether nbgrader can be tried with a case on one's own machine."""
    return case.host and not case.tools


def _cell(name: str, source: str, **meta: Any) -> Any:
    flags = {"grade": False, "solution": False, "locked": False, "task": False}
    cell = nbformat.v4.new_code_cell(source, id=name)
    cell.metadata["nbgrader"] = {**flags, "schema_version": 3, "grade_id": name, **meta}
    return cell


def _first_cell(case: Case) -> str:
    """The first cell without the libraries that this case does not use: they take seconds."""
    used = "".join((case.answer, case.test, case.setup, case.reference))
    imports = [line for line in SETUP.splitlines() if f"{line.split()[-1]}." in used]
    return "\n".join([*imports, case.setup])


def source_notebook(case: Case) -> Any:
    """The instructor's notebook."""

    def hidden(name: str, source: str) -> Any:
        text = f"### BEGIN HIDDEN TESTS\n{source}\n### END HIDDEN TESTS"
        return _cell(name, text, grade=True, locked=True, points=POINTS)

    def solution(name: str, source: str) -> Any:
        return _cell(name, f"### BEGIN SOLUTION\n{source}\n### END SOLUTION", solution=True)

    notebook = nbformat.v4.new_notebook(
        cells=[
            _cell("setup", _first_cell(case), locked=True),
            solution("other", HONEST),
            solution("attacked", case.reference),
            hidden("test-attacked", case.hidden),
            hidden("test-other", case.other),
        ]
    )
    notebook.metadata["kernelspec"] = {
        "name": "python3", "display_name": "Python 3", "language": "python",
    }  # fmt: skip
    return notebook


def hand_in(case: Case, course: Path) -> None:
    """The student's notebook, from what was released."""
    notebook = nbformat.read(course / "release/a/a.ipynb", as_version=4)
    answers = {"other": HONEST, "attacked": case.answer}
    for cell in notebook.cells:
        name = cell.metadata.nbgrader["grade_id"]
        cell.source = answers.get(name, cell.source)
    folder = course / "submitted/student/a"
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "a.ipynb")


def _marks(course: Path, status: int) -> Marks:
    """The marks in the gradebook, and whether the hidden test was read."""
    if status:
        return {"attacked": None, "other": None, "read": False}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        scores = {
            task: float(book.find_grade(f"test-{task}", "a", "a", "student").score)
            for task in ("attacked", "other")
        }
    graded = nbformat.read(course / "autograded/student/a/a.ipynb", as_version=4)
    shown = [
        output.get("text", "") + str(output.get("data", ""))
        for cell in graded.cells
        for output in cell.get("outputs", [])
    ]
    return {**scores, "read": any(MARKER in text for text in shown)}


class Nbgrader:
    """A process that runs nbgrader's commands, with nothing of this account in its environment."""

    def __init__(self, home: Path) -> None:
        path = os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"])
        environment = {
            "PATH": path, "HOME": str(home), "LANG": "C.UTF-8", "LABS_SEED": SEED,
            "JUPYTER_CONFIG_DIR": str(home / "none"), "OMP_NUM_THREADS": "1",
        }  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, str(COMMANDS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, env=environment,
        )  # fmt: skip

    def run(self, course: Path, *command: str) -> int:
        """Run one command; its exit status."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"course": str(course), "commands": [list(command)]}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return int(json.loads(self._process.stdout.readline())[0]["status"])

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def measure(names: Sequence[str]) -> Iterator[tuple[str, Marks]]:
    """The marks of the attacks of these names, or of all."""
    with tempfile.TemporaryDirectory(prefix="attacked-") as folder:
        waiting: SimpleQueue[Nbgrader] = SimpleQueue()
        for _ in range(AT_ONCE):
            waiting.put(Nbgrader(Path(folder)))

        def one(number: int, case: Case) -> tuple[str, Marks]:
            nbgrader = waiting.get()
            course = Path(folder) / f"course-{number}"
            (course / "source/a").mkdir(parents=True)
            (course / "nbgrader_config.py").write_text(CONFIG)
            nbformat.write(source_notebook(case), course / "source/a/a.ipynb")
            assert nbgrader.run(course, "generate_assignment", "a") == 0, case.name
            hand_in(case, course)
            marks = _marks(course, nbgrader.run(course, "autograde", "a"))
            waiting.put(nbgrader)
            return case.name, marks

        cases = [case for theme in themes().values() for case in theme.CASES if meaningful(case)]
        cases = [case for case in cases if not names or case.name in names]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield from pool.map(one, range(len(cases)), cases)
        for _ in range(AT_ONCE):
            waiting.get().close()


def main() -> None:
    """Measure and write down; what was measured before and not now stays."""
    names = sys.argv[1:]
    found = json.loads(RESULTS.read_text(encoding="utf-8")) if names else {}
    for name, marks in measure(names):
        found[name] = marks
        print(f"{name}: {marks}", flush=True)
    RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
