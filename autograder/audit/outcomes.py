"""What came of a variation: its checks, its time, and what a student sees."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.audit.cards import Seen
from autograder.audit.variations import CheckCell, Variation


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

    `cpu_seconds` is the processor time of all its cells, `slowest_cell` the wall time of one;
    `walled` is whether the tests ran in a process of their own.
    """

    variation: Variation
    outcomes: tuple[Outcome, ...]
    cpu_seconds: float
    slowest_cell: float
    walled: bool = False

    @property
    def full(self) -> bool:
        """Whether every check that was run gave all its points."""
        return all(outcome.full for outcome in self.outcomes)

    def of(self, task: str) -> tuple[Outcome, ...]:
        """The outcomes of one task, in the order of the notebook."""
        return tuple(outcome for outcome in self.outcomes if outcome.check.task == task)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a notebook needs: seconds by the clock for a cell and for all, processor time, MiB."""

    slowest_cell: float
    seconds: float
    cpu_seconds: float
    memory_mb: float
