"""Answers whose checks draw their data with one seed after the other.

The cells of an answer run once. Then the checks that draw run again for each seed, in the same
processes: the seed is a variable of the environment, and a line before each check sets it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.audit.answers.variations import CheckCell, Variation
from autograder.audit.bench.batches import KEEP, PUT_BACK
from autograder.audit.bench.outcomes import Outcome, outcome_of
from autograder.audit.bench.runner import BROKEN_OFF
from autograder.engine.between.execution import Cell, CellResult
from autograder.engine.outside.engine import AssignmentServer
from autograder.wall.plan import Plan, again

_SET = '__import__("os").environ["LABS_SEED"] = "{seed}"\n'
MOST_SECONDS = 20.0  # of checks in the same processes: their processor time is limited
MOST_CHECKS = 600

Seeded = dict[int, tuple[Outcome, ...]]
"""By seed the outcomes of the checks; none where the processes ended. The first seed has all."""


def passes(outcomes: Sequence[Outcome]) -> bool:
    """Whether these checks gave full points."""
    return bool(outcomes) and all(outcome.full for outcome in outcomes)


@dataclass(frozen=True)
class SeedRuns:
    """Runs answers to one task with several seeds.

    head      the sources of the cells above the answer
    block     the cells from the answer, which is the reference's, to the last check of the task
    checks    the checks of the task, by their cell's id
    drawing   those that draw
    server    where a run starts; `plan` says which cells run in the tests' process
    patience  the time for a cell in seconds
    seconds   what the slowest cell of the reference takes
    """

    head: Sequence[str]
    block: Sequence[Any]
    checks: Mapping[str, CheckCell]
    drawing: frozenset[str]
    server: AssignmentServer
    plan: Plan | None
    patience: float
    seconds: float

    def jobs(
        self, answers: Sequence[Variation], seeds: Sequence[int]
    ) -> list[tuple[list[int], Sequence[int]]]:
        """Which answers, by their numbers, to run with which seeds in the same processes."""
        count = max(1, int(min(MOST_CHECKS, MOST_SECONDS / max(self.seconds, 0.005))))
        together = max(1, count // max(len(self.drawing) * len(seeds), 1))
        at_once = max(1, count // max(len(self.drawing), 1))
        numbers = range(len(answers))
        return [
            ([*numbers[first : first + together]], seeds[start : start + at_once])
            for first in range(0, len(answers), together)
            for start in range(0, len(seeds), at_once)
        ]

    def run(self, answers: Sequence[Variation], seeds: Sequence[int]) -> list[Seeded]:
        """Run answers with these seeds.

        An answer that a check without a draw stops is stopped with every seed.
        """
        found = self._together(answers, seeds)
        for answer in answers[len(found) :]:  # one of them ended the processes
            found += self._together([answer], seeds) or [dict.fromkeys(seeds, ())]
        return found

    def printed(self, code: str, seeds: Sequence[int], last: str) -> str:
        """What a last cell prints after an answer and its checks with these seeds."""
        task = self.block[0].id
        cells = [Cell(source, False) for source in self.head]
        for place in range(len(seeds)):
            cells += [cell for cell, _ in self._round(0, place, seeds, code)]
        cells.append(Cell(last, False, self.patience))
        plan = self.plan.in_rounds(task, 1, self._texts(seeds)) if self.plan else None
        done = self.server.run(cells, {}, plan, one_life=True).cells[-1]
        return "".join(str(output.get("text", "")) for output in done.outputs)

    def _together(self, answers: Sequence[Variation], seeds: Sequence[int]) -> list[Seeded]:
        """What came of the answers, up to one that ends the processes."""
        task = self.block[0].id
        cells = [Cell(source, False) for source in self.head]
        marks: list[tuple[int, int, str] | None] = [None] * len(cells)  # answer, round, check
        starts = dict[tuple[int, int], int]()
        for number, answer in enumerate(answers):
            for place in range(len(seeds)):
                starts[number, place] = len(cells)
                for cell, check in self._round(number, place, seeds, answer.answers[task]):
                    cells.append(cell)
                    marks.append((number, place, check) if check else None)
        starts[len(answers), 0] = len(cells)
        found: list[Seeded] = [dict.fromkeys(seeds, ()) for _ in answers]
        by_id, broken = {cell.id: cell for cell in self.block}, list[int]()

        def then(cell: int, result: CellResult) -> int:
            mark = marks[cell]
            if result.ending in BROKEN_OFF:
                broken.append(self._answer_of(cell, starts))
                return len(cells)
            if mark is None:
                return cell + 1
            number, place, check = mark
            outcome = outcome_of(self.checks[check], by_id[check], result)
            found[number][seeds[place]] += (outcome,)
            if not outcome.full and check not in self.drawing:  # it fails with every seed
                found[number] = dict.fromkeys(seeds, found[number][seeds[place]])
                return starts[number + 1, 0]
            if outcome.full or place == 0:  # another check of the first round may draw nothing
                return cell + 1
            return starts[number, place + 1] if place + 1 < len(seeds) else starts[number + 1, 0]

        plan = self.plan.in_rounds(task, len(answers), self._texts(seeds)) if self.plan else None
        self.server.run(cells, {}, plan, then=then, one_life=True)
        return found[: broken[0]] if broken else [*found]

    def _round(
        self, number: int, place: int, seeds: Sequence[int], code: str
    ) -> list[tuple[Cell, str]]:
        """The cells of an answer with one seed, each with the id of its check or ""."""
        found: list[tuple[Cell, str]] = []
        if place == 0:
            found.append((Cell(PUT_BACK if number else KEEP, False), ""))
            found.append((Cell(code, False, self.patience), ""))
        for cell in self.block[1:]:
            check = cell.id if cell.id in self.checks else ""
            if place == 0 or check in self.drawing:
                name = again(check, number * len(seeds) + place) if check else ""
                source = (_SET.format(seed=seeds[place]) if check else "") + cell.source
                found.append((Cell(source, False, self.patience, name=name), check))
        return found

    def _texts(self, seeds: Sequence[int]) -> list[Mapping[str, str]]:
        return [
            {
                check: _SET.format(seed=seed)
                for check in self.checks
                if place == 0 or check in self.drawing
            }
            for place, seed in enumerate(seeds)
        ]

    @staticmethod
    def _answer_of(cell: int, starts: Mapping[tuple[int, int], int]) -> int:
        """Whose cell it is, by the number of the answer."""
        return max((number for (number, _), start in starts.items() if start <= cell), default=0)
