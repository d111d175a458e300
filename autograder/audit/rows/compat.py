"""Does `--compat` give the same marks?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.audit.bench.outcomes import Run
from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.audit.surprises import grouped, of_check


@question(130, "all tasks together with --compat", "the same marks; with `--nbgrader`")
def compat(evidence: Evidence) -> Row:
    """Reference, exercise and attempts, marked in both modes."""
    others = evidence.compatible
    if others is None:
        return Row(0, "the same marks", "not tried", left_out=True)
    found = tuple(grouped(_surprises(evidence, others)))
    got = "the same" if not found else f"checks that differ: {len(found)}"
    return Row(len(others), "the same marks", got, found)


def _surprises(evidence: Evidence, others: Sequence[Run]) -> Iterator[tuple[str, Surprise]]:
    for run, other in zip(evidence.whole, others, strict=True):
        for outcome, twin in zip(run.outcomes, other.outcomes, strict=True):
            if outcome.score != twin.compat:
                name = run.variation.wrote(outcome.check.task)
                wanted = f"{outcome.score:g} points, as in the default mode"
                got = f"{twin.compat:g} points"
                remedy = "let the cell end with the check, and print nothing outside of it"
                yield of_check(evidence, outcome, name, wanted, got, remedy)
