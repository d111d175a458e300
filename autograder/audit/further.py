"""What is found out about a lab beyond its marks: over seeds, by its calls, on its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.audit.answers.mutation import Mutant
from autograder.audit.bench.seeds import Seeded, passes
from autograder.audit.calls.sketch import Sketch
from autograder.audit.page import Page
from autograder.authoring.model import Attempt


@dataclass(frozen=True)
class Further:
    """What is found out.

    sketches  what the checks of each task hand to its functions
    seeds     with which seeds hidden checks ran again; `sample` are those for mutants
    drawing   the checks that draw from the seed
    attempts  the reference of a task (named by the task) and attempts, by seed: right ones, and
              wrong ones that no check without a draw stops
    mutants   mutants that were caught by a check that draws, with the seeds of the sample
    page      what locked cells show; None if it was not looked at
    """

    sketches: Mapping[str, Sketch] = field(default_factory=dict)
    seeds: Sequence[int] = ()
    sample: Sequence[int] = ()
    drawing: frozenset[str] = frozenset()
    references: Mapping[str, Seeded] = field(default_factory=dict)
    attempts: Mapping[Attempt, Seeded] = field(default_factory=dict)
    mutants: Sequence[tuple[Mutant, Seeded]] = ()
    page: Page | None = None


def passing(seeded: Seeded) -> list[int]:
    """The seeds with which an answer gets full points."""
    return [seed for seed, outcomes in seeded.items() if passes(outcomes)]
