"""Does nbgrader itself give the same marks as `--compat`?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from autograder.audit.bench.nbgrader_scores import Scores
from autograder.audit.bench.outcomes import Run
from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.audit.surprises import grouped, of_check


@question(140, "nbgrader autograde", "the same marks; with `--nbgrader`")
def nbgrader(evidence: Evidence) -> Row:
    """Reference, exercise and attempts, graded by nbgrader."""
    plain, compatible = evidence.plain, evidence.compatible
    if plain is None or compatible is None:
        return Row(0, "the same marks", "not tried", left_out=True)
    found = tuple(grouped(_surprises(evidence, compatible, plain)))
    got = "the same" if not found else f"checks that differ: {len(found)}"
    return Row(len(evidence.whole), "the same marks", got, found)


def _surprises(
    evidence: Evidence, compatible: Sequence[Run], plain: Mapping[str, Scores]
) -> Iterator[tuple[str, Surprise]]:
    for run in compatible:
        name = run.variation.name
        scores = plain.get(name)
        if scores is None:
            place, remedy = evidence.subject.start, "run nbgrader autograde to see why"
            yield name, Surprise("", name, place, "marks", "nbgrader gave none", remedy)
            continue
        for outcome in run.outcomes:
            theirs = scores[outcome.check.id]
            if theirs != outcome.compat:
                wrote = run.variation.wrote(outcome.check.task)
                wanted = f"{outcome.compat:g} points, as with --compat"
                remedy = "let the check and the answer do without what only a kernel has"
                got = f"{theirs:g} points"
                yield of_check(evidence, outcome, wrote, wanted, got, remedy)
