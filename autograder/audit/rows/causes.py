"""Which messages are shown for more mistakes than those that they were written for?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.answers.mutation import Mutant
from autograder.audit.evidence import Evidence, first_failed
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.checks import State

_MOST = 4


@question(
    126,
    "messages for other mistakes",
    "listed for the author, who looks whether they are true there, too: each message of a wrong "
    "attempt that mutants get as well, with some of them",
    own=True,
)
def causes(evidence: Evidence) -> Row:
    """Messages that wrong attempts name, and the mutants that get them."""
    others = _others(evidence)
    found = tuple(_notices(evidence, others))
    total = len({(one.task, one.message) for one in evidence.subject.attempts.wrong})
    got = f"{len(others)} of {total} are shown for others, too"
    return Row(total, "true for all that get it", got, notices=found)


def _others(evidence: Evidence) -> dict[tuple[str, str], list[Mutant]]:
    """By task and message of a wrong attempt the mutants that get it."""
    wrong = {(one.task, one.message or "") for one in evidence.subject.attempts.wrong}
    found: dict[tuple[str, str], list[Mutant]] = {}
    for mutant, run in evidence.mutants:
        failed = first_failed(run.outcomes)
        if failed and failed.seen.state == State.NOT_YET:
            for task, message in wrong:
                if task == mutant.task and evidence.messages.says(failed.seen, message):
                    found.setdefault((task, message), []).append(mutant)
    return found


def _notices(evidence: Evidence, others: dict[tuple[str, str], list[Mutant]]) -> Iterator[Surprise]:
    """One for each task."""
    for task in evidence.tasks:
        lines = [
            f"{message} ({len(mutants)}): {evidence.subject.messages[message].text('en')}\n"
            + "\n".join(f"    {_last(mutant)}" for mutant in _different(mutants))
            for (of, message), mutants in sorted(others.items())
            if of == task
        ]
        if lines:
            yield Surprise(
                task,
                "messages for other mistakes",
                evidence.subject.cell_place(task),
                "messages that are true whatever the mistake",
                f"mutants get {len(lines)} messages that were written for wrong attempts",
                "read each with these mistakes in mind; name a cause only where the check has "
                "excluded the others",
                "\n".join(lines),
            )


def _different(mutants: list[Mutant]) -> list[Mutant]:
    """One mutant of each kind, a few at most."""
    return [*{mutant.operator: mutant for mutant in mutants}.values()][:_MOST]


def _last(mutant: Mutant) -> str:
    return mutant.diff.rpartition("\n")[2]
