"""Does the reference take little processor time, so that a class is graded in minutes?"""

from __future__ import annotations

from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row
from autograder.audit.surprises import above_limit

CPU_SECONDS = 3.0
NOTICED = 1.2  # times as slow as usual


@question(
    160,
    "processor time of the reference",
    "3 s at most, with all its cells in one process. On a slow machine the time is divided by how "
    "much longer it takes than usual for a piece of work of the same kind, which is measured "
    "before and after; then the row says both",
)
def cpu(evidence: Evidence) -> Row:
    """The processor time of all cells, in seconds of a usual machine."""
    needs = evidence.needs
    seconds, wanted = needs.cpu_seconds / needs.slowness, f"{CPU_SECONDS:g} s at most"
    remedy = "use less data, a smaller model or a smaller picture"
    found = above_limit(evidence, "reference", seconds, CPU_SECONDS, "s", remedy)
    got = f"{seconds:.2f} s"
    if needs.slowness > NOTICED:
        got += f"; {needs.cpu_seconds:.2f} s here, {needs.slowness:.1f} times as slow as usual"
    return Row(1, wanted, got, found)
