"""Is every message of the lab shown to somebody?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise


@question(
    120,
    "messages",
    "each is shown for some attempt, or at least for a mutant: then the row says for which only",
    own=True,
)
def messages(evidence: Evidence) -> Row:
    """The messages of the lab's catalogue."""
    subject = evidence.subject
    untried = {*subject.tasks} - {*subject.varied} - {*subject.known}
    if subject.chosen or untried or not evidence.reference.full:
        return Row(0, "each is reached", "not tried", left_out=True)
    by_attempts = evidence.said(evidence.runs)
    automatic = [*(run for _, run in evidence.mutants), *(run for _, run in evidence.trials)]
    by_others = evidence.said(automatic).union(*subject.known.values())
    never = [name for name in subject.messages if name not in by_attempts | by_others]
    only = [name for name in subject.messages if name in by_others - by_attempts]
    total = len(subject.messages)
    got = f"{total - len(never)} of {total} are"
    if only:
        got += f"; only by mutants: {', '.join(only)}"
    return Row(total, "each is reached", got, tuple(_surprises(evidence, never)))


def _surprises(evidence: Evidence, never: list[str]) -> Iterator[Surprise]:
    for name in never:
        yield Surprise(
            "",
            name,
            evidence.subject.message_place(name),
            "an attempt or a mutant that gets it",
            "nothing that was tried does",
            "write down the mistake that it names, or remove it",
        )
