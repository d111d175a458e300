"""Do the right attempts get full marks?"""

from __future__ import annotations

from autograder.audit.evidence import Evidence, as_said
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.audit.surprises import of_attempt
from autograder.authoring.model import Attempt


@question(
    40,
    "right attempts",
    "full marks for their task; the other answers are the reference's",
    own=True,
)
def right(evidence: Evidence) -> Row:
    """The attempts of `RIGHT`."""
    attempts = evidence.subject.attempts.right
    found = tuple(one for attempt in attempts if (one := _surprise(evidence, attempt)))
    got = f"{len(attempts) - len(found)} of {len(attempts)} do"
    return Row(len(attempts), "full marks for their task", got, found)


def _surprise(evidence: Evidence, attempt: Attempt) -> Surprise | None:
    own = evidence.outcomes(attempt)
    if as_said(evidence.messages, attempt, own):
        return None
    wanted = f"all {sum(outcome.check.points for outcome in own):g} points"
    remedy = "let the check accept it, or move it to WRONG with the message that it must get"
    return of_attempt(evidence, attempt, wanted, evidence.got(own), remedy)
