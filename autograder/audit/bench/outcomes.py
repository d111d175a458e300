"""What came of a variation: its checks, its time, and what a student sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.audit.answers.variations import CheckCell, Variation
from autograder.audit.bench.cards import Seen, see
from autograder.engine.between.execution import CellResult
from autograder.grading.marking.marks import mark
from autograder.grading.nbgrader_api import nbformat


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check ended: its points in the engine's two modes, and what a student sees."""

    check: CheckCell
    score: float
    compat: float
    seen: Seen

    @property
    def full(self) -> bool:
        """Whether it gave all its points."""
        return self.score >= self.check.points


@dataclass(frozen=True, slots=True)
class Run:
    """A variation that was run.

    `walled` is whether the tests ran in a process of their own, `slowest` the seconds by the clock
    that one cell of a task took at most, by task; of runs that were made in batches it is not kept.
    """

    variation: Variation
    outcomes: tuple[Outcome, ...]
    walled: bool = False
    slowest: Mapping[str, float] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        """Whether every check that was run gave all its points."""
        return all(outcome.full for outcome in self.outcomes)

    @property
    def score(self) -> float:
        """The points of the checks that were run."""
        return sum(outcome.score for outcome in self.outcomes)

    def of(self, task: str) -> tuple[Outcome, ...]:
        """The outcomes of one task, in the order of the notebook."""
        return tuple(outcome for outcome in self.outcomes if outcome.check.task == task)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a notebook needs: seconds by the clock for a cell and for all, processor time, MiB.

    `slowness` is how many times as long as usual this machine takes, see `yardstick`.
    """

    slowest_cell: float
    seconds: float
    cpu_seconds: float
    memory_mb: float
    slowness: float = 1.0


def same(one: Sequence[Outcome], other: Sequence[Outcome]) -> bool:
    """Whether checks ended alike: the same points and the same states."""

    def key(outcome: Outcome) -> tuple[str, float, str]:
        return outcome.check.id, outcome.score, outcome.seen.state

    return list(map(key, one)) == list(map(key, other))


def outcome_of(check: CheckCell, cell: Any, result: CellResult) -> Outcome:
    """Mark the result of a check cell, and read its card."""
    graded = type(cell)(cell)
    graded.outputs = [nbformat.from_dict(output) for output in result.outputs]
    seen = see(result, cell.source, hidden=check.hidden)
    score, compat = _score(graded, result, False), _score(graded, result, True)
    return Outcome(check, score, compat, seen)


def _score(cell: Any, result: CellResult, compat: bool) -> float:
    """The points of a check cell; an automatic test always has some."""
    given = mark(cell, result, compat)
    return given.score if given is not None and given.score is not None else 0.0
