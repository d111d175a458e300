"""Which messages are shown for more mistakes than those that they were written for?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.evidence import Evidence, first_failed
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.checks import State

_MOST = 5


@question(
    126,
    "messages for other mistakes",
    "listed for the author, who looks whether they are true there, too: each message of a wrong "
    "attempt that mutants get as well, with some of them",
    own=True,
)
def causes(evidence: Evidence) -> Row:
    """Messages that wrong attempts name, and the mutants that get them."""
    found = tuple(_notices(evidence))
    total = len({attempt.message for attempt in evidence.subject.attempts.wrong})
    got = f"{len(found)} of {total} are shown for others, too"
    return Row(total, "true for all that get it", got, notices=found)


def _notices(evidence: Evidence) -> Iterator[Surprise]:
    named: dict[tuple[str, str], list[str]] = {}
    for attempt in evidence.subject.attempts.wrong:
        named.setdefault((attempt.task, attempt.message or ""), []).append(attempt.name)
    for (task, message), attempts in named.items():
        others: dict[str, list[str]] = {}
        for mutant, run in evidence.mutants:
            failed = first_failed(run.outcomes) if mutant.task == task else None
            if failed and failed.seen.state == State.NOT_YET:
                if evidence.messages.says(failed.seen, message):
                    others.setdefault(mutant.operator, []).append(mutant.diff)
        if others:
            text = evidence.subject.messages[message].text("en")
            count = sum(map(len, others.values()))
            yield Surprise(
                task,
                message,
                evidence.subject.message_place(message),
                f"true, whatever the mistake: {text}",
                f"written for: {'; '.join(attempts)}. Shown for {count} mutants, too",
                "read it with each of these mistakes in mind; name a cause only where the check "
                "has excluded the others",
                "\n".join(diffs[0] for diffs in [*others.values()][:_MOST]),
            )
