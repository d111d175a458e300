"""How rows word what is not as the lab says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from autograder.audit.answers.trials import Trial
from autograder.audit.bench.outcomes import Outcome, Run
from autograder.audit.evidence import Evidence
from autograder.audit.report import Surprise
from autograder.authoring.model import Attempt


def of_attempt(
    evidence: Evidence, attempt: Attempt, wanted: str, got: str, remedy: str
) -> Surprise:
    """A surprise about an attempt of the author."""
    place = evidence.subject.attempts_place(attempt.line)
    return Surprise(attempt.task, attempt.name, place, wanted, got, remedy)


def of_trial(evidence: Evidence, trial: Trial, run: Run, wanted: str, remedy: str) -> Surprise:
    """A surprise about an answer that was made automatically."""
    place, got = evidence.subject.cell_place(trial.task), evidence.got(run.outcomes)
    return Surprise(trial.task, trial.name, place, wanted, got, remedy, trial.shown)


def of_check(
    evidence: Evidence, outcome: Outcome, name: str, wanted: str, got: str, remedy: str
) -> tuple[str, Surprise]:
    """A surprise that many attempts share, with the check as its key for `grouped`."""
    place, task = evidence.subject.cell_place(outcome.check.id), outcome.check.task
    return outcome.check.id, Surprise(task, name, place, wanted, got, remedy)


def above_limit(
    evidence: Evidence, what: str, value: float, limit: float, unit: str, remedy: str
) -> tuple[Surprise, ...]:
    """A surprise about the whole lab if a value is above its limit."""
    if value <= limit:
        return ()
    place, got = evidence.subject.start, f"{value:.2f} {unit}"
    return (Surprise("", what, place, f"{limit:g} {unit} at most", got, remedy),)


def grouped(surprises: Iterable[tuple[str, Surprise]]) -> Iterator[Surprise]:
    """Of surprises with the same key only the first; it says how many others there are."""
    groups: dict[str, list[Surprise]] = {}
    for key, surprise in surprises:
        groups.setdefault(key, []).append(surprise)
    for first, *others in groups.values():
        more = f", and {len(others)} more" if others else ""
        yield replace(first, attempt=first.attempt + more)
