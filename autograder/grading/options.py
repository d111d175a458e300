"""What a run of the grader is asked to do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Options:
    """What the user asked for; `labs grade --help` says the same.

    students      only these; all if there is none
    jobs          submissions at once
    force         also what was graded before
    compat        nbgrader's marks exactly, its oddities included
    isolation     a level of `autograder.sandbox.level.CHOICES`; None: as the course says
    wall          tests run in a process of their own
    prove         the reference runs again although nothing has changed
    force_anyway  grade although the reference gets other marks than before
    """

    students: Sequence[str] = ()
    jobs: int = field(default_factory=lambda: len(os.sched_getaffinity(0)))
    force: bool = False
    compat: bool = False
    isolation: str | None = None
    wall: bool = True
    prove: bool = False
    force_anyway: bool = False
