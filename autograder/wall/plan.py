"""Which cells of an assignment run where, read from the instructor's own notebook.

Answers run in the student's process and tests in the tests' process. Locked cells run in both: the
tests need the imports and the data, and take the instructor's and never the student's. A locked
cell that only shows what the answers do (a plot of a student's function, say) is not needed there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from enum import StrEnum

from autograder.wall.names import Names, names_of

Record = Mapping[str, Sequence[str]]
# What a cell tells `autograder.checks` with these counts for every check below it.
_TELLS_CHECKS = frozenset({"add_messages", "speak"})


class Role(StrEnum):
    """What a code cell is: the student's, the instructor's, or a test."""

    ANSWER = "answer"
    LOCKED = "locked"
    TEST = "test"


@dataclass(frozen=True)
class SourceCell:
    """A code cell of the instructor's notebook; `name` is its id, "" if it has none."""

    name: str
    role: Role
    source: str


@dataclass(frozen=True)
class PlannedCell:
    """A cell for the tests' process, and the student's names that it needs.

    patches   of these, the functions that a test deletes or replaces while functions of the answers
              read them
    expected  the kinds of values in the reference's answers to it (see `kinds`), if known
    """

    name: str
    role: Role
    source: str
    needs: tuple[str, ...]
    patches: tuple[str, ...] = ()
    expected: Record | None = None


def _reached(uses: frozenset[str], cells: Sequence[Names]) -> set[str]:
    """The names that code uses, and those that the functions use which it may call."""
    reached: set[str] = set()
    new = set(uses)
    while new:
        reached |= new
        new = {n for cell in cells if cell.defines & new for n in cell.later} - reached
    return reached


def idle(cells: Sequence[SourceCell]) -> list[bool]:
    """Which locked cells do the same whatever the answers are, and nothing else reads what they do.

    They show something (a plot of a table, the scores of a model), and no mark depends on them.
    What a cell writes into files is not seen here.
    """
    names = [names_of(cell.source) for cell in cells]
    pairs = list(zip(cells, names, strict=True))
    answered = {n for cell, own in pairs if cell.role is Role.ANSWER for n in own.binds}
    follows = []  # whether a cell depends on an answer
    for cell, own in pairs:
        follows.append(cell.role is not Role.LOCKED or bool(own.uses & answered))
        if follows[-1]:
            answered |= own.binds | own.changes
    wanted = set[str]()
    found = []
    for follow, own in reversed(list(zip(follows, names, strict=True))):
        found.append(not follow and not (own.binds | own.changes) & wanted)
        if not found[-1]:
            wanted |= own.uses
    return found[::-1]


def again(test: str, number: int) -> str:
    """The name of a test that a plan repeats, the n-th time."""
    return f"{test}, {number}"


class Plan:
    """The tests' process's part of a notebook: its cells in order, and where each test stands.

    Libraries that answers import are imported there, too.
    A `lean` plan leaves out the locked cells that no test seems to need; else only those are left
    out that show what the answers do. What locked cells display is left out of a lean plan, too.
    `with_student` are tests that cannot run there.
    """

    with_student: frozenset[str] = frozenset()

    def __init__(self, cells: Sequence[SourceCell], lean: bool = True) -> None:
        self.lean = lean
        names = [names_of(cell.source) for cell in cells]
        pairs = list(zip(cells, names, strict=True))
        fixed = {n for cell, own in pairs if cell.role is Role.LOCKED for n in own.defines}
        answers = [own for cell, own in pairs if cell.role is Role.ANSWER]
        # A library is a library: the tests import it themselves, whatever a student makes of it.
        fixed |= {
            name for own in answers for name, _ in own.imports
            if all(name in dict(o.imports) or name not in o.binds | o.changes for o in answers)
        }  # fmt: skip
        students = {name for own in answers for name in own.binds | own.changes} - fixed
        read = [own.borrows if lean else own.uses for own in names]
        wanted = {
            name for cell, reads in zip(cells, read, strict=True) if cell.role is Role.TEST
            for name in reads
        }  # fmt: skip
        for cell, own, reads in reversed(list(zip(cells, names, read, strict=True))):
            if cell.role is Role.LOCKED and (own.binds | own.changes) & wanted:
                wanted |= reads
        self.students = frozenset(students)
        own_names = {name for _, own in pairs for name in own.binds}
        self.cells: list[PlannedCell] = []
        self._answers: dict[str, int] = {}  # where each answer would stand
        kept: list[Names] = []
        linked = {name for own in answers for name in own.linked}
        for cell, own in pairs:
            if cell.role is Role.ANSWER:
                self._answers[cell.name] = len(self.cells)
                needed = sorted({text for n, text in own.imports if n in fixed & wanted})
                if needed:
                    self.cells.append(PlannedCell("", Role.LOCKED, "\n".join(needed), ()))
                continue
            serves = (
                (own.binds | own.changes) & wanted
                or own.uses & _TELLS_CHECKS
                or not own.uses & (own_names if lean else students)
            )
            if cell.role is Role.LOCKED and not serves:
                continue
            kept.append(own)
            patches = own.binds & students & linked if cell.role is Role.TEST else frozenset()
            needs = _reached(own.uses, kept) & students | patches
            self.cells.append(
                PlannedCell(
                    cell.name, cell.role, cell.source, tuple(sorted(needs)), tuple(sorted(patches))
                )
            )
        self._find_tests()

    @property
    def expected(self) -> list[dict[str, list[str]] | None]:
        """The kinds of values in the reference's answers to each cell, as plain data."""
        return [
            None if cell.expected is None else {k: list(v) for k, v in cell.expected.items()}
            for cell in self.cells
        ]

    def expecting(self, answers: Sequence[Record | None]) -> Plan:
        """This plan with what the reference's answers were, a record for each of its cells.

        The records are those of an `Execution` by this plan, or what `expected` gave once.
        """
        plan = copy(self)
        plan.cells = [
            replace(cell, expected=record) for cell, record in zip(self.cells, answers, strict=True)
        ]
        return plan

    def _find_tests(self) -> None:
        self.places = {
            cell.name: place
            for place, cell in enumerate(self.cells)
            if cell.role is Role.TEST and cell.name and cell.name not in self.with_student
        }

    def without(self, tests: Iterable[str]) -> Plan:
        """The plan of which these tests run in the student's process, all others where they did."""
        plan = copy(self)
        plan.with_student = self.with_student | frozenset(tests)
        plan._find_tests()
        return plan

    @property
    def tells_seed(self) -> bool:
        """Whether a test in the student's process draws from the seed of the hidden checks."""
        return any(
            word in cell.source
            for cell in self.cells
            if cell.role is Role.TEST and cell.name in self.with_student
            for word in ("course_seed", "LABS_SEED")
        )

    def repeated(self, answer: str, times: int) -> Plan:
        """The plan for a notebook in which all from an answer on stands several times.

        The tests of the n-th time, from 0, have the names that `again` gives them.
        """
        plan = copy(self)
        start = self._answers[answer]
        plan.cells = self.cells[:start] + [
            replace(cell, name=again(cell.name, number)) if cell.role is Role.TEST else cell
            for number in range(times)
            for cell in self.cells[start:]
        ]
        plan._find_tests()
        return plan

    def in_rounds(self, answer: str, times: int, rounds: Sequence[Mapping[str, str]]) -> Plan:
        """The plan for a notebook in which all from an answer on stands several times.

        The n-th of the `rounds`, from 0, of each time runs those tests that it names, each with
        that text before its source; the locked cells run in the first. The tests have the names
        that `again` gives them, by the number of the round, counted through.
        """
        plan = copy(self)
        start = self._answers[answer]
        plan.cells = self.cells[:start]
        for number in range(times * len(rounds)):
            texts = rounds[number % len(rounds)]
            plan.cells += [
                replace(cell, name=again(cell.name, number), source=texts[cell.name] + cell.source)
                if cell.role is Role.TEST
                else cell
                for cell in self.cells[start:]
                if cell.name in texts or (cell.role is not Role.TEST and number % len(rounds) == 0)
            ]
        plan._find_tests()
        return plan

    def leading(self, prefix: Sequence[str]) -> int:
        """How many of the cells have been run for all, if these have; they may hold others, too."""
        count = 0
        for source in prefix:
            if count < len(self.cells) and self.cells[count].source == source:
                count += 1
        return count
