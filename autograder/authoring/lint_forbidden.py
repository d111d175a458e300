"""Whether the reference and the right answers of a lab obey what the lab forbids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from autograder.authoring.model import Cell, Lab, Role
from autograder.authoring.notebook import source_notebook
from autograder.authoring.problems import Problem
from autograder.errors import CourseError
from autograder.forbidden.reference import rules_of


def forbidden(lab: Lab) -> Iterator[Problem]:
    """A rule that is none, and answers that ought to be right and break one."""
    ruled = {cell.task: cell for cell in lab.cells if cell.forbid}
    if not ruled:
        return
    try:
        rules_of(source_notebook(lab), {}, lab.id)
    except CourseError as error:
        line = next(iter(ruled.values())).line
        yield Problem(lab.path, line, error.problem, error.remedy)
        return
    for attempt in lab.right:
        cell = ruled.get(attempt.task)
        if cell is None:
            continue
        try:
            rules_of(source_notebook(_with(lab, cell, attempt.code)), {}, lab.id)
        except CourseError:
            what = f"the right answer '{attempt.name}' uses what '{attempt.task}' forbids"
            path = lab.folder / "attempts.py"
            yield Problem(path, attempt.line, what, "mend it, or forbid less")


def _with(lab: Lab, answer: Cell, code: str) -> Lab:
    """The lab with another answer."""
    cells = tuple(
        replace(cell, source=code)
        if cell.role is Role.ANSWER and cell.task == answer.task
        else cell
        for cell in lab.cells
    )
    return replace(lab, cells=cells)
