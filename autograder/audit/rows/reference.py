"""Does the reference get full marks?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.evidence import Evidence, first_failed, points
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise


@question(10, "reference", "full marks in every check")
def reference(evidence: Evidence) -> Row:
    """The reference, run from its first cell."""
    got = points(evidence.reference.outcomes)
    return Row(1, "full marks", got, tuple(_surprises(evidence)))


def _surprises(evidence: Evidence) -> Iterator[Surprise]:
    for task in evidence.tasks:
        own = evidence.reference.of(task)
        if first_failed(own):
            wanted = f"all {sum(outcome.check.points for outcome in own):g} points"
            remedy = "mend the reference answer, or the check"
            place = evidence.subject.cell_place(task)
            yield Surprise(task, "reference", place, wanted, evidence.got(own), remedy)
