"""Do right answers keep their marks when they change what they were given?"""

from __future__ import annotations

from autograder.audit.answers.spoiling import spoiled as spoiling
from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row
from autograder.audit.surprises import of_trial


@question(
    55,
    "right answers that change what they were given",
    "full marks for the reference and each right attempt, which here cuts the lists, dicts and "
    "tables that it got once it has computed its result; not where `UNCHANGED` says that the text "
    "forbids it",
    tries=spoiling,
    own=True,
)
def spoiled(evidence: Evidence) -> Row:
    """Right answers that cut their arguments."""
    tried = [(t, run) for t, run in evidence.tried("spoiled") if evidence.sound(t.task)]
    wanted = "full marks for their task"
    remedy = (
        "hand a copy of its own to each call; if the text forbids a change: "
        'UNCHANGED = {"TASK": "where the text says so"} in attempts.py'
    )
    found = tuple(
        of_trial(evidence, trial, run, wanted, remedy.replace("TASK", trial.task))
        for trial, run in tried
        if not run.full
    )
    return Row(len(tried), wanted, f"{len(tried) - len(found)} of {len(tried)} get them", found)
