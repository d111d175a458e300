"""Do the wrong attempts lose points, and get the message that they name?"""

from __future__ import annotations

from autograder.audit.evidence import Evidence, as_said, first_failed
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.audit.surprises import of_attempt
from autograder.authoring.model import Attempt


@question(
    60,
    "wrong attempts",
    "fewer points for their task, and the message that they name",
    own=True,
)
def wrong(evidence: Evidence) -> Row:
    """The attempts of `WRONG`."""
    attempts = evidence.subject.attempts.wrong
    found = tuple(one for attempt in attempts if (one := _surprise(evidence, attempt)))
    got = f"{len(attempts) - len(found)} of {len(attempts)} do"
    return Row(len(attempts), "lose points, get their message", got, found)


def _surprise(evidence: Evidence, attempt: Attempt) -> Surprise | None:
    own = evidence.outcomes(attempt)
    if as_said(evidence.messages, attempt, own):
        return None
    full = sum(outcome.check.points for outcome in own)
    remedy = "add an assert that catches it, or move it to RIGHT"
    if first_failed(own):
        remedy = "let the assert with that message come first, or name the message that it gets"
    wanted = f"fewer than {full:g} points; {attempt.message}"
    return of_attempt(evidence, attempt, wanted, evidence.got(own), remedy)
