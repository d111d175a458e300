"""Who hands in what: a made-up class, drawn from the right and wrong attempts of the labs."""

from __future__ import annotations

import ast
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.authoring import Attempt, Lab, Role
from autograder.demo.cheats import CHEATS, MISTAKES, Trick
from autograder.demo.course_folder import student_name

SEED = 20260901


class Kind(StrEnum):
    """What a submission is like."""

    RIGHT = "right"
    PARTLY = "partly right"
    BLANK = "blank"
    RAISING = "raises errors"
    CHEATING = "cheats"


# The kinds of ten students in a row; which of them a student is changes from lab to lab.
_KINDS = (
    Kind.RIGHT, Kind.PARTLY, Kind.BLANK, Kind.CHEATING, Kind.RAISING,
    Kind.RIGHT, Kind.PARTLY, Kind.PARTLY, Kind.RIGHT, Kind.PARTLY,
)  # fmt: skip
_STEP = 3
_BROKEN, _LATE = 7, 5  # the students whose first file is broken, and who are late once

_NOTES = (
    "I would check first who made the figure and what it counts. Then I would compute it again, "
    "and ask for a second source where the difference is larger than the rounding.",
    "The result holds for the days in the table. In a season with other prices it may not, so I "
    "would try it on some products, compare with those left alone, and only then go on.",
    "It depends on the data. AI can be wrong, so somebody must check it.",
    "Two of the numbers come from different sources, so they cannot be compared as they stand.",
)


@dataclass(frozen=True)
class HandedIn:
    """One submission.

    `answers` are the sources of the answer cells by task, `tasks` says of each in words what it
    is. `right` and `wrong` are the tasks with a right answer, and with an attempt that must fail.
    """

    student: str
    lab: str
    kind: Kind
    answers: Mapping[str, str]
    tasks: Mapping[str, str]
    right: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()
    broken: bool = False
    late: bool = False


def draw_class(labs: Sequence[Lab], students: int) -> list[HandedIn]:
    """The submissions of a class of so many; the same for the same labs.

    Of ten in a row three are right in each lab, four partly, one blank, one raises errors and one
    cheats. From eight students on, one file is broken, and one submission late.
    """
    draw = random.Random(SEED)
    found = []
    for place, lab in enumerate(labs):
        for number in range(students):
            kind = _KINDS[(number + _STEP * place) % len(_KINDS)]
            first = place == 0
            found.append(
                _hand_in(
                    _Choice(lab, draw),
                    student_name(number),
                    kind,
                    turn=number // len(_KINDS) + place,
                    broken=first and number == _BROKEN,
                    late=first and number == _LATE and students > _BROKEN,
                )
            )
    return found


def _hand_in(
    choice: _Choice, student: str, kind: Kind, *, turn: int, broken: bool, late: bool
) -> HandedIn:
    match kind:
        case Kind.RIGHT:
            choice.right(choice.coded)
        case Kind.PARTLY:
            number = choice.draw.randint(1, max(1, len(choice.coded) - 1))
            failed = choice.draw.sample(choice.coded, number)
            choice.wrong(failed)
            choice.right([task for task in choice.coded if task not in failed])
        case Kind.RAISING:
            failed = choice.draw.sample(choice.coded, (len(choice.coded) + 1) // 2)
            for task in failed:
                choice.trick(task, choice.draw.choice(MISTAKES))
            choice.right([task for task in choice.coded if task not in failed])
        case Kind.CHEATING:
            trick = CHEATS[turn % len(CHEATS)]
            for task in choice.coded if trick.everywhere else choice.coded[:1]:
                choice.trick(task, trick)
        case Kind.BLANK:
            pass
    if kind not in (Kind.BLANK, Kind.CHEATING):
        choice.write()
    return HandedIn(
        student, choice.lab.id, kind, choice.answers, choice.described(),
        frozenset(choice.passing), frozenset(choice.failing), broken, late,
    )  # fmt: skip


class _Choice:
    """Chooses the answers of one submission."""

    def __init__(self, lab: Lab, draw: random.Random) -> None:
        self.lab, self.draw = lab, draw
        self.coded = [name for name, task in lab.tasks.items() if not task.written]
        self.answers: dict[str, str] = {}
        self.tasks: dict[str, str] = {}
        self.passing: set[str] = set()
        self.failing: set[str] = set()

    def right(self, tasks: Sequence[str]) -> None:
        """Answer these tasks by the reference or by another right attempt."""
        for task in tasks:
            attempts = [attempt for attempt in self.lab.right if attempt.task == task]
            attempt = self.draw.choice([None, *attempts])
            name = f"right: {attempt.name}" if attempt else "right: the reference"
            self._take(task, attempt.code if attempt else self._reference(task), name)
            self.passing.add(task)

    def wrong(self, tasks: Sequence[str]) -> None:
        """Answer these tasks by wrong attempts; one that has none stays blank."""
        for task in tasks:
            attempts: list[Attempt] = [one for one in self.lab.wrong if one.task == task]
            if attempts:
                attempt = self.draw.choice(attempts)
                self._take(task, attempt.code, f"wrong: {attempt.name}")
            self.failing.add(task)

    def trick(self, task: str, trick: Trick) -> None:
        """Answer a task by a mistake of everybody's, or by a cheat."""
        self._take(task, trick.written_for(_defined(self._reference(task))), trick.what)
        self.failing.add(task)

    def write(self) -> None:
        """Answer the questions in words."""
        for name, task in self.lab.tasks.items():
            if task.written:
                self._take(name, self.draw.choice(_NOTES), "written")

    def described(self) -> dict[str, str]:
        """What each answer is, in the order of the lab."""
        return {name: self.tasks[name] for name in self.lab.tasks if name in self.tasks}

    def _take(self, task: str, code: str, what: str) -> None:
        self.answers[task], self.tasks[task] = code, what

    def _reference(self, task: str) -> str:
        """The lab's own answer, without the marks around the solution."""
        (cell,) = self.lab.tasks[task].having(Role.ANSWER)
        lines = cell.source.split("\n")
        return "\n".join(line for line in lines if not line.strip().startswith("### "))


def _defined(source: str) -> str:
    """The first function that a source defines, or a name of no meaning."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            return node.name
    return "answer"
