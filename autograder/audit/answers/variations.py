"""The ways to fill in a lab: the reference, nothing at all, and the author's attempts."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from autograder.authoring.model import Attempt, Attempts
from autograder.authoring.release import release_notebook
from autograder.grading.nbgrader_api import utils


@dataclass(frozen=True, slots=True)
class CheckCell:
    """A check cell of the notebook: `id` is its grade id."""

    id: str
    task: str
    hidden: bool
    points: float


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
    """The notebooks of a lab, all in English.

    source     the instructor's, which nbgrader releases; the ids of marked cells are grade ids
    exercise   the student's: answers are stubs, hidden checks are empty
    graded     the student's as it is graded: with the hidden checks in place
    reference  the source of each answer cell that has checks, by task
    answers    the source of every answer cell, also of those that a person marks
    checks     the check cells, in their order
    """

    def __init__(self, source: Any, checks: tuple[CheckCell, ...]) -> None:
        self.source, self.checks = source, checks
        self.exercise = release_notebook(source)
        self.graded = deepcopy(self.exercise)
        self.answers: dict[str, str] = {}
        for cell, original in zip(self.graded.cells, source.cells, strict=True):
            if cell.cell_type != "code":
                continue
            if utils.is_solution(cell):
                self.answers[cell.id] = original.source
            elif utils.is_grade(cell):
                cell.source = original.source
        tasks = {check.task for check in checks}
        self.reference = {task: code for task, code in self.answers.items() if task in tasks}

    def test_cells(self) -> list[tuple[Any, CheckCell]]:
        """The check cells as they are graded."""
        by_id = {cell.id: cell for cell in self.graded.cells}
        return [(by_id[check.id], check) for check in self.checks]

    @property
    def everything(self) -> Variation:
        """The reference for every task."""
        return Variation("reference", self.answers)

    @property
    def nothing(self) -> Variation:
        """The exercise as the student got it."""
        return Variation("untouched", {})

    def single(self, attempt: Attempt) -> Variation:
        """One attempt, and the reference for all other tasks."""
        return replace(self._with("attempt", attempt), task=attempt.task)

    def alone(self, name: str, task: str, code: str) -> Variation:
        """An answer to one task that is not the author's, and the reference for all others."""
        return Variation(name, {**self.answers, task: code}, task=task)

    def answered(self, name: str, codes: Mapping[str, str]) -> Variation:
        """Answers to some tasks that are not the author's, and the reference for all others."""
        return Variation(name, {**self.answers, **codes})

    def packed(self, attempts: Attempts) -> list[Variation]:
        """All attempts in few notebooks: the n-th holds the n-th attempt of every task."""
        columns = [
            [attempt for attempt in attempts.all if attempt.task == task] for task in self.reference
        ]
        return [
            self._with(f"class-{number:02}", *(attempt for attempt in row if attempt))
            for number, row in enumerate(zip_longest(*columns), 1)
        ]

    def _with(self, name: str, *attempts: Attempt) -> Variation:
        codes = {attempt.task: attempt.code for attempt in attempts}
        return Variation(name, {**self.answers, **codes}, attempts)


def filled_in(notebook: Any, variation: Variation) -> Any:
    """A copy of a notebook with the answers of a variation."""
    copy = type(notebook)(notebook)  # of what is changed, as there are hundreds of them
    copy.cells = [type(cell)(cell) for cell in notebook.cells]
    for cell in copy.cells:
        cell.source = variation.answers.get(cell.id, cell.source)
    return copy
