"""Are answers that need no thought worth nothing?"""

from __future__ import annotations

from autograder.audit.answers.thoughtless import thoughtless as unthinking
from autograder.audit.answers.trials import Worth
from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row
from autograder.audit.surprises import of_trial


@question(
    70,
    "answers without a thought",
    "0 points: None, 0, an empty list, an argument given back, an empty table with the right "
    "columns, a constant that the page shows. What knows the calls of the visible checks by heart "
    "must not get all points",
    tries=unthinking,
)
def thoughtless(evidence: Evidence) -> Row:
    """Answers that need no thought, and answers by heart."""
    tried = evidence.tried("thoughtless")
    remedy = "compare with a second example, or with one that a constant cannot guess"
    found = [
        of_trial(evidence, trial, run, "0 points", remedy)
        for trial, run in tried
        if trial.worth is Worth.NONE and run.score
    ]
    remedy = "add a hidden check with data of its own"
    found += [
        of_trial(evidence, trial, run, f"fewer than {run.score:g} points", remedy)
        for trial, run in tried
        if trial.worth is Worth.NOT_ALL and run.full
    ]
    got = f"{len(tried) - len(found)} of {len(tried)} get no more"
    return Row(len(tried), "0 points; by heart, not all points", got, tuple(found))
