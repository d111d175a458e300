"""What came out for each task, in the words of `audit.lock`."""

from __future__ import annotations

from autograder.audit.evidence import Evidence, points
from autograder.audit.mutation_score import scores
from autograder.audit.report import Result
from autograder.authoring.model import Attempt


def results(evidence: Evidence) -> dict[str, Result]:
    """The results of all tasks whose reference was varied."""
    subject, shown = evidence.subject, evidence.said(evidence.runs)
    caught = {score.task: score for score in scores(evidence)}
    steady = evidence.steady or ()
    found = {}
    for task in subject.varied:
        automatic = [run for one, run in evidence.mutants if one.task == task]
        automatic += [run for one, run in evidence.trials if one.task == task]
        score = caught.get(task)
        found[task] = Result(
            max(len(evidence.further.seeds), 1 + sum(not one.table for one in steady)),
            points(evidence.reference.of(task)),
            {
                one.name: _points(evidence, one)
                for one in subject.attempts.right
                if one.task == task
            },
            {
                a.name: f"{_points(evidence, a)}, {a.message}"
                for a in subject.attempts.wrong
                if a.task == task
            },
            f"{score.caught} of {score.made} caught" if score else "not tried",
            tuple(sorted(evidence.said(automatic) - shown)),
        )
    return found


def _points(evidence: Evidence, attempt: Attempt) -> str:
    return points(evidence.outcomes(attempt))
