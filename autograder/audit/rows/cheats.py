"""Are cheats worth no more than an answer without a thought?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autograder.audit.answers.cheats import cheats as attacks
from autograder.audit.answers.trials import Trial
from autograder.audit.bench.outcomes import Run
from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.audit.surprises import grouped, of_trial


@question(
    90,
    "cheats",
    "0 points (or what an answer without a thought gets) for some thirty cheats that need to know "
    "nothing of the lab, each in all tasks of a notebook",
    tries=attacks,
)
def cheats(evidence: Evidence) -> Row:
    """All cheats; they are judged only where the tests run in a process of their own."""
    tried = evidence.tried("cheats")
    names = dict.fromkeys(trial.name for trial, _ in tried)
    paid = [(t, run) for t, run in tried if run.score > evidence.guessed(t.task)]
    remedy = "tell the maintainers: a cheat gets through the wall"
    found = tuple(
        grouped((t.name, of_trial(evidence, t, run, "0 points", remedy)) for t, run in paid)
    )
    got = f"{len(names) - len(found)} of {len(names)} get none"
    row = Row(len(tried), "0 points", got, found)
    if evidence.walled:
        return row
    got += "; not judged, as the tests run beside the student's code"
    return replace(row, got=got, surprises=(), notices=_unjudged(evidence, paid), judged=False)


def _unjudged(evidence: Evidence, paid: Sequence[tuple[Trial, Run]]) -> tuple[Surprise, ...]:
    """Which cheats get points where nothing keeps them from it."""
    tasks: dict[str, list[str]] = {}
    for trial, _ in paid:
        tasks.setdefault(trial.name, []).append(trial.task)
    if not tasks:
        return ()
    lines = "\n".join(f"{name}: {', '.join(where)}" for name, where in tasks.items())
    remedy = "nothing in the lab: grade it where the tests have a process of their own"
    place = evidence.subject.start
    return (Surprise("", "cheats that get points", place, "0 points", lines, remedy),)
