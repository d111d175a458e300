"""Does the reference get full marks when it is written in another way?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.answers.rewrites import rewrites as rewritten
from autograder.audit.answers.trials import Trial
from autograder.audit.bench.outcomes import Run
from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.audit.surprises import of_trial


@question(
    50,
    "rewrites of the reference",
    "full marks for their task: local names changed, a number of numpy in place of a float, and "
    "what `INVARIANT` says may change",
    tries=rewritten,
)
def rewrites(evidence: Evidence) -> Row:
    """Other forms of references that get full marks themselves."""
    tried = [(t, run) for t, run in evidence.tried("rewrites") if evidence.sound(t.task)]
    found = tuple(_surprises(evidence, tried))
    got = f"{len(tried) - len(found)} of {len(tried)} do"
    return Row(len(tried), "full marks for their task", got, found)


def _surprises(evidence: Evidence, tried: list[tuple[Trial, Run]]) -> Iterator[Surprise]:
    for trial, run in tried:
        if not run.full:
            full = sum(outcome.check.points for outcome in run.outcomes)
            remedy = "let the check accept it, or let the reference not depend on it"
            yield of_trial(evidence, trial, run, f"all {full:g} points", remedy)
