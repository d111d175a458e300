"""The ways to fill in a lab: the reference, nothing at all, and the author's attempts."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from autograder.authoring.model import Attempt, Lab, Role
from autograder.authoring.notebook import source_notebook
from autograder.authoring.release import release_notebook
from autograder.grading.nbgrader_api import utils


@dataclass(frozen=True, slots=True)
class CheckCell:
    """A check cell of the notebook: `id` is its grade id, `line` where it stands in lab.py."""

    id: str
    task: str
    hidden: bool
    points: float
    line: int


@dataclass(frozen=True, slots=True)
class Variation:
    """The source of each answer cell by task; a task that is not named stays untouched.

    `attempts` are the author's among these answers; `task` is the one task that is not answered
    by the reference, if there is such a one.
    """

    name: str
    answers: Mapping[str, str]
    attempts: tuple[Attempt, ...] = ()
    task: str = ""

    def wrote(self, task: str) -> str:
        """Whose answer to the task this is: the name of an attempt, or of the variation."""
        return next((a.name for a in self.attempts if a.task == task), self.name)


class Notebooks:
    """A lab's notebooks, all in English.

    source     the instructor's, which nbgrader releases
    exercise   the student's: answers are stubs, hidden checks are empty
    graded     the student's as it is graded: with the hidden checks in place
    reference  the source of each answer cell of `source`, by task
    checks     the check cells, in their order
    """

    def __init__(self, lab: Lab) -> None:
        self.source = source_notebook(lab)
        self.exercise = release_notebook(self.source)
        self.graded = deepcopy(self.exercise)
        self.reference: dict[str, str] = {}
        found = []
        for cell, original in zip(self.graded.cells, self.source.cells, strict=True):
            if cell.cell_type != "code":
                continue
            if utils.is_grade(cell):
                cell.source = original.source
                found.append(cell)
            elif utils.is_solution(cell):
                self.reference[cell.id] = original.source
        written = [cell for cell in lab.cells if cell.role in (Role.CHECK, Role.HIDDEN)]
        self.checks = tuple(
            CheckCell(cell.id, own.task or "", own.role is Role.HIDDEN, own.points, own.line)
            for cell, own in zip(found, written, strict=True)
        )

    @property
    def everything(self) -> Variation:
        """The reference for every task."""
        return Variation("reference", self.reference)

    @property
    def nothing(self) -> Variation:
        """The exercise as the student got it."""
        return Variation("untouched", {})

    def single(self, attempt: Attempt) -> Variation:
        """One attempt, and the reference for all other tasks."""
        return replace(self._with("attempt", attempt), task=attempt.task)

    def alone(self, name: str, task: str, code: str) -> Variation:
        """An answer to one task that is not the author's, and the reference for all others."""
        return Variation(name, {**self.reference, task: code}, task=task)

    def packed(self, lab: Lab) -> list[Variation]:
        """All attempts in few notebooks: the n-th holds the n-th attempt of every task."""
        columns = [
            [attempt for attempt in (*lab.right, *lab.wrong) if attempt.task == task]
            for task in self.reference
        ]
        return [
            self._with(f"class-{number:02}", *(attempt for attempt in row if attempt))
            for number, row in enumerate(zip_longest(*columns), 1)
        ]

    def _with(self, name: str, *attempts: Attempt) -> Variation:
        codes = {attempt.task: attempt.code for attempt in attempts}
        return Variation(name, {**self.reference, **codes}, attempts)


def filled_in(notebook: Any, variation: Variation) -> Any:
    """A copy of a notebook with the answers of a variation."""
    copy = deepcopy(notebook)
    for cell in copy.cells:
        cell.source = variation.answers.get(cell.id, cell.source)
    return copy
