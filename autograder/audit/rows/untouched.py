"""Is the exercise as a student gets it worth nothing, and is it called not attempted?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.evidence import Evidence, points
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.checks import State


@question(30, "untouched exercise", "0 points, and every check says *not attempted*")
def untouched(evidence: Evidence) -> Row:
    """The exercise without an answer."""
    outcomes, own = evidence.untouched.outcomes, evidence.subject.own
    said = sum(outcome.seen.state == State.NOT_ATTEMPTED for outcome in outcomes)
    wanted, got = "0 points", points(outcomes)
    if own:
        wanted += "; every check says not attempted"
        got += f"; {said} of {len(outcomes)} checks say not attempted"
    return Row(1, wanted, got, tuple(_surprises(evidence)))


def _surprises(evidence: Evidence) -> Iterator[Surprise]:
    own = evidence.subject.own
    for outcome in evidence.untouched.outcomes:
        if outcome.score or (own and outcome.seen.state != State.NOT_ATTEMPTED):
            yield Surprise(
                outcome.check.task,
                "untouched",
                evidence.subject.cell_place(outcome.check.id),
                "0 points; not-attempted" if own else "0 points",
                evidence.got([outcome]),
                "let the check begin with what the student writes",
            )
