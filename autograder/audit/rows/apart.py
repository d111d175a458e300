"""Does no attempt change the marks of another task?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.bench.outcomes import same
from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise


@question(
    110,
    "attempts of all tasks together",
    "no answer changes the marks of another task",
    own=True,
)
def apart(evidence: Evidence) -> Row:
    """Attempts beside those of the other tasks, and alone."""
    wanted = "none changes the marks of another"
    if len(evidence.subject.chosen) == 1:
        return Row(0, wanted, "not tried", left_out=True)
    found = tuple(_surprises(evidence))
    got = "none does" if not found else f"answers with other marks: {len(found)}"
    return Row(len(evidence.packed), wanted, got, found)


def _surprises(evidence: Evidence) -> Iterator[Surprise]:
    subject = evidence.subject
    for run in evidence.packed:
        for task in evidence.tasks:
            attempt = next((a for a in run.variation.attempts if a.task == task), None)
            alone = evidence.outcomes(attempt) if attempt else evidence.reference.of(task)
            if same(run.of(task), alone):
                continue
            others = [f"{a.task}: {a.name}" for a in run.variation.attempts if a.task != task]
            yield Surprise(
                task,
                attempt.name if attempt else "reference",
                subject.attempts_place(attempt.line) if attempt else subject.cell_place(task),
                f"as alone: {evidence.got(alone)}",
                f"{evidence.got(run.of(task))} (beside {'; '.join(others)})",
                "find out which of them changes more than its own task",
            )
