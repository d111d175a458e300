"""Many answers to one task, one after the other in the same processes.

A start of two processes costs more than most answers and checks do. The price is that an answer
might leave something behind. So the notebook's names are put back before each, the reference comes
last and must get full marks, and if it does not, smaller batches are run, down to single answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.audit.answers.variations import CheckCell, Variation
from autograder.audit.bench.outcomes import Outcome, Run, outcome_of
from autograder.audit.bench.runner import BROKEN_OFF
from autograder.engine.between.execution import Cell, CellResult
from autograder.engine.outside.engine import AssignmentServer
from autograder.wall.plan import Plan, again

LARGEST = 24
KEEP = "_names_before = dict(globals())"
PUT_BACK = """
for _name in {*globals()} - {*_names_before, "_names_before", "_name"}:
    del globals()[_name]
globals().update(_names_before)
"""


@dataclass(frozen=True)
class Batches:
    """Runs answers to one task.

    head       the sources of the cells above the answer
    block      the cells from the answer, which is the reference's, to the last check of the task
    checks     the checks of the task, by their cell's id
    server     where a run starts
    plan       which of the cells run in the tests' process; None if all are run in one
    patience   the time for a cell in seconds
    brief      whether an answer is known after its first check without full points
    alone      runs an answer in processes of its own
    """

    head: Sequence[str]
    block: Sequence[Any]
    checks: Mapping[str, CheckCell]
    server: AssignmentServer
    plan: Plan | None
    patience: float
    brief: bool
    alone: Callable[[Variation], Run]

    def run(self, answers: Sequence[Variation]) -> list[Run]:
        """Run answers, each as if it were alone."""
        if len(answers) < 2:
            return [self.alone(answer) for answer in answers]
        done, sound = self._together(answers)
        if sound:
            return done
        count = len(done)
        if count < len(answers):  # the next one ended the processes
            ending, after = answers[count], answers[count + 1 :]
            return [*self.run(answers[:count]), self.alone(ending), *self.run(after)]
        half = len(answers) // 2
        return [*self.run(answers[:half]), *self.run(answers[half:])]

    def _together(self, answers: Sequence[Variation]) -> tuple[list[Run], bool]:
        """Runs of the answers, up to one that ends the processes; and whether to trust them."""
        task = self.block[0].id
        codes = [*(answer.answers[task] for answer in answers), self.block[0].source]
        cells = [Cell(source, False) for source in self.head]
        for number, code in enumerate(codes):
            cells += self._cells(number, code)
        size = len(self.block) + 1
        tried = [_Tried() for _ in codes]

        def then(number: int, result: CellResult) -> int:
            if result.ending in BROKEN_OFF:
                return len(cells)
            which, place = divmod(number - len(self.head), size)
            if which < 0:
                return number + 1
            known = self._note(tried[which], place - 1, result)
            return len(self.head) + (which + 1) * size if known else number + 1

        plan = self.plan.repeated(task, len(codes)) if self.plan else None
        self.server.run(cells, {}, plan, then=then, one_life=True)
        whole = [one for one in tried if one.known]
        runs = [
            Run(answer, tuple(one.outcomes), plan is not None)
            for answer, one in zip(answers, whole, strict=False)
        ]
        sound = len(whole) == len(codes) and all(outcome.full for outcome in whole[-1].outcomes)
        return runs, sound

    def _cells(self, number: int, code: str) -> list[Cell]:
        """What runs for the n-th answer."""
        before = Cell(PUT_BACK if number else KEEP, False)
        answer = Cell(code, False, self.patience)
        return [before, answer] + [
            Cell(
                cell.source,
                False,
                self.patience,
                name=again(cell.id, number) if cell.id in self.checks else "",
            )
            for cell in self.block[1:]
        ]

    def _note(self, one: _Tried, place: int, result: CellResult) -> bool:
        """Note the result of a cell of the block; returns whether no other is needed."""
        cell = self.block[place]
        check = self.checks.get(cell.id) if place > 0 else None
        if check:
            one.outcomes.append(outcome_of(check, cell, result))
            one.known = self.brief and not one.outcomes[-1].full
        one.known = one.known or place == len(self.block) - 1
        return one.known


@dataclass
class _Tried:
    """What is found out about one answer; `known` once it is all that is needed."""

    outcomes: list[Outcome] = field(default_factory=list)
    known: bool = False
