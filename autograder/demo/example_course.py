"""Makes a course from the assignment that the installed nbgrader ships, and a class that did it.

The students are made up. Some are right, some half right, some left everything blank, and some did
what happens in every class: an endless loop, a deleted test, a copied cell, a broken file.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.cells import grade_id
from autograder.demo.course_folder import claim, student_name
from autograder.errors import LabsError
from autograder.grading.nbgrader_api import nbformat
from autograder.grading.nbgrader_program import run_nbgrader

ASSIGNMENT = "ps1"
_CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "example"
c.Execute.timeout = 3
"""

RIGHT = {
    "squares": "def squares(n):\n"
    "    if n < 1:\n"
    "        raise ValueError('n must be at least 1')\n"
    "    return [i * i for i in range(1, n + 1)]",
    "sum_of_squares": "def sum_of_squares(n):\n    return sum(squares(n))",
    "sum_of_squares_equation": r"$\sum_{i=1}^{n} i^2$",
    "sum_of_squares_application": "sum_of_squares(24) == 70 ** 2  # a square of cannonballs",
    "part-a": "It computes the Fibonacci numbers by calling itself.",
    "part-b": "A negative input never reaches a base case.",
}
_NO_CHECK = "def squares(n):\n    return [i * i for i in range(1, n + 1)]"
_OFF_BY_ONE = "def squares(n):\n    return [i * i for i in range(1, n)]"
_ENDLESS = "def squares(n):\n    while True:\n        pass"
_CRASH = "import os\nos._exit(1)"
_LOUD = "import warnings\nwarnings.warn('my first warning')\n" + RIGHT["sum_of_squares"]
_CURIOUS = "open('/etc/shadow').read()\n" + RIGHT["sum_of_squares"]
_ALONE = "def sum_of_squares(n):\n    return n * (n + 1) * (2 * n + 1) // 6"

Change = Callable[[Any], None]


def _answers(**answers: str) -> dict[str, str]:
    return {**RIGHT, **answers}


def _delete_test(notebook: Any) -> None:
    notebook.cells = [cell for cell in notebook.cells if grade_id(cell) != "squares_invalid_input"]


def _copy_answer(notebook: Any) -> None:
    for index, cell in enumerate(notebook.cells):
        if grade_id(cell) == "squares":
            draft = copy.deepcopy(cell)
            draft.source = _OFF_BY_ONE
            notebook.cells.insert(index, draft)
            return


# What a student wrote, and what else happened to the first notebook. None is a broken file.
_KINDS: tuple[tuple[dict[str, str] | None, Change | None], ...] = (
    (RIGHT, None),
    (_answers(squares=_NO_CHECK), None),
    (RIGHT, None),
    (_answers(squares=_OFF_BY_ONE), None),
    ({}, None),
    (_answers(sum_of_squares=_ALONE), None),
    (_answers(squares=_NO_CHECK), _delete_test),
    (RIGHT, _copy_answer),
    (_answers(sum_of_squares=_LOUD), None),
    ({"squares": RIGHT["squares"]}, None),
)
_ACCIDENTS: dict[int, tuple[dict[str, str] | None, Change | None]] = {
    6: (_answers(squares=_ENDLESS), None),
    13: (_answers(sum_of_squares=_CRASH), None),
    17: (_answers(sum_of_squares=_CURIOUS), None),
    24: (None, None),
}


def make_course(folder: Path, students: int = 30) -> None:
    """Write the course into a folder: configuration, source, gradebook and submissions.

    Raises `LabsError` when the folder is in use or nbgrader lacks its example.
    """
    import nbgrader

    example = Path(nbgrader.__file__).parent / "docs/source/user_guide/source" / ASSIGNMENT
    if not example.is_dir():
        raise LabsError("the installed nbgrader does not hold its example course", "reinstall it")
    claim(folder, _CONFIG)
    source = folder / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    for path in example.iterdir():
        (source / path.name).write_bytes(path.read_bytes())
    run_nbgrader(folder, "generate_assignment", ASSIGNMENT)
    for number in range(students):
        written, change = _ACCIDENTS.get(number, _KINDS[number % len(_KINDS)])
        _submit(folder, student_name(number), written, change)


def _submit(
    folder: Path, student: str, written: dict[str, str] | None, change: Change | None
) -> None:
    place = folder / "submitted" / student / ASSIGNMENT
    place.mkdir(parents=True)
    (place / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC\n", encoding="ascii")
    for path in sorted((folder / "release" / ASSIGNMENT).glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            cell.source = (written or {}).get(grade_id(cell), cell.source)
        if change is not None:
            change(notebook)
        text = nbformat.writes(notebook)
        if written is None:
            text = text[: len(text) // 2]  # a download that broke off
        (place / path.name).write_text(text, encoding="utf-8")
