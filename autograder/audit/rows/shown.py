"""Do the cards of checks show a short message, and nothing that a student should not see?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.bench.outcomes import Outcome
from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.audit.surprises import grouped, of_check
from autograder.checks import State


@question(
    150,
    "cards of checks",
    "a message of three lines at most; no traceback, no line of the check's source; a hidden check "
    "shows its card, a message of the catalogue, and nothing else",
    own=True,
)
def shown(evidence: Evidence) -> Row:
    """The cards that all attempts get."""
    found = tuple(grouped(_surprises(evidence)))
    total = sum(len(run.outcomes) for run in evidence.runs)
    got = "nothing else" if not found else f"checks that show more: {len(found)}"
    return Row(total, "three lines at most, no traceback, no test source", got, found)


def _surprises(evidence: Evidence) -> Iterator[tuple[str, Surprise]]:
    for run in evidence.runs:
        for outcome in run.outcomes:
            faults = [*outcome.seen.faults, *_unknown(evidence, outcome)]
            if faults:
                wanted, remedy = "a card with a short message", "mend the check or its message"
                name = run.variation.wrote(outcome.check.task)
                yield of_check(evidence, outcome, name, wanted, "; ".join(faults), remedy)


def _unknown(evidence: Evidence, outcome: Outcome) -> Iterator[str]:
    """What a hidden check says that its author did not write: it may hold a value."""
    seen = outcome.seen
    if outcome.check.hidden and seen.state == State.NOT_YET and evidence.messages.unknown(seen):
        yield "a hidden check says what is not in messages.toml"
