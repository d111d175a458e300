"""The mutation score: how many mutants of the reference the checks of each task catch."""

from __future__ import annotations

from autograder.audit.answers.mutation import Mutant
from autograder.audit.evidence import Evidence
from autograder.audit.report import Score
from autograder.authoring.model import Attempts, Excuse


def scores(evidence: Evidence) -> tuple[Score, ...]:
    """How many mutants of each task are caught, where the reference itself gets full marks."""
    varied = evidence.subject.varied
    return tuple(_score(evidence, task) for task in varied if evidence.sound(task))


def _score(evidence: Evidence, task: str) -> Score:
    own = [(mutant, run) for mutant, run in evidence.mutants if mutant.task == task]
    counted = [run for mutant, run in own if not excused(evidence.subject.attempts, mutant)]
    caught = sum(not run.full for run in counted)
    return Score(task, len(counted), caught, len(own) - len(counted))


def excused(attempts: Attempts, mutant: Mutant) -> bool:
    """Whether the author lists a mutant as equivalent."""
    return any(excuses(excuse, mutant) for excuse in attempts.equivalent)


def excuses(excuse: Excuse, mutant: Mutant) -> bool:
    """Whether an entry of `EQUIVALENT` means this mutant."""
    return excuse.task == mutant.task and excuse.key == mutant.key
