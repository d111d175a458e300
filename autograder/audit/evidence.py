"""What came out of all runs of a lab, and the words in which rows speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.audit.answers.mutation import Mutant
from autograder.audit.answers.trials import Trial, Worth
from autograder.audit.bench.cards import Messages
from autograder.audit.bench.nbgrader_scores import Scores
from autograder.audit.bench.outcomes import Needs, Outcome, Run
from autograder.audit.bench.reruns import Steady
from autograder.audit.further import Further
from autograder.audit.subject import Subject
from autograder.authoring.model import Attempt
from autograder.checks import State


@dataclass(frozen=True)
class Evidence:
    """Everything that the questions look at.

    reference  the reference, run from its first cell
    needs      what it needs when all of it runs in one process
    untouched  the exercise as the student got it
    alone      attempts by themselves, with the checks of their task: those that are not as the lab
               says in `packed`; all, if only one task was chosen
    mutants    each mutant of the reference alone, up to the first check that catches it
    packed     the attempts of all tasks in few notebooks, with all checks
    compatible  reference, untouched and packed again, in one process and marked as nbgrader does;
                None if left out
    trials     each answer that was made automatically, with the checks of its task
    steady     the reference again, under other conditions; None if left out
    plain      nbgrader's scores of reference, untouched and packed by name; None if left out
    further    what was found out beyond the marks
    """

    subject: Subject
    messages: Messages
    reference: Run
    needs: Needs
    untouched: Run
    alone: Mapping[Attempt, Run]
    mutants: Sequence[tuple[Mutant, Run]]
    packed: Sequence[Run]
    compatible: Sequence[Run] | None
    trials: Sequence[tuple[Trial, Run]]
    steady: Sequence[Steady] | None
    plain: Mapping[str, Scores] | None
    further: Further = field(default_factory=Further)

    @property
    def tasks(self) -> list[str]:
        """The tasks that are marked automatically and were chosen."""
        return self.subject.tasks

    @property
    def walled(self) -> bool:
        """Whether the tests ran in a process of their own."""
        return self.reference.walled

    def sound(self, task: str) -> bool:
        """Whether the reference answers a task: if not, nothing that is made of it says much."""
        return all(outcome.full for outcome in self.reference.of(task))

    def tried(self, row: str) -> list[tuple[Trial, Run]]:
        """The answers that were made automatically for a question."""
        return [(trial, run) for trial, run in self.trials if trial.row == row]

    def guessed(self, task: str) -> float:
        """The most points of a task that an answer without a thought gets."""
        return max(
            (
                sum(outcome.score for outcome in run.outcomes)
                for trial, run in self.tried("thoughtless")
                if trial.task == task and trial.worth is Worth.NONE
            ),
            default=0.0,
        )

    @property
    def whole(self) -> list[Run]:
        """The runs with all checks."""
        return [self.reference, self.untouched, *self.packed]

    @property
    def runs(self) -> list[Run]:
        """All runs."""
        return [*self.whole, *self.alone.values()]

    def outcomes(self, attempt: Attempt) -> tuple[Outcome, ...]:
        """What came of an attempt, which is judged by itself if it surprises beside others."""
        beside = (run for run in self.packed if attempt in run.variation.attempts)
        return (self.alone.get(attempt) or next(beside)).of(attempt.task)

    def said(self, runs: Iterable[Run]) -> set[str]:
        """The messages of the lab that runs show."""
        seen = [outcome.seen for run in runs for outcome in run.outcomes]
        shown = {(one.state, one.message): one for one in seen if one.state == State.NOT_YET}
        return {
            name
            for one in shown.values()
            for name in self.subject.messages
            if self.messages.says(one, name)
        }

    def got(self, outcomes: Sequence[Outcome]) -> str:
        """Points of a task's checks, and the first card that is not passed."""
        failed = first_failed(outcomes)
        words = self.messages.describe(failed.seen) if failed else "every check passed"
        return f"{points(outcomes)}; {words}"


def first_failed(outcomes: Iterable[Outcome]) -> Outcome | None:
    """The first check that a student sees fail."""
    return next((outcome for outcome in outcomes if not outcome.full), None)


def as_said(messages: Messages, attempt: Attempt, outcomes: Iterable[Outcome]) -> bool:
    """Whether an attempt gets full marks, or if it names a message, loses points and shows it."""
    failed = first_failed(outcomes)
    if attempt.message is None:
        return failed is None
    return failed is not None and messages.says(failed.seen, attempt.message)


def points(outcomes: Sequence[Outcome]) -> str:
    """The points of some checks, in words."""
    score = sum(outcome.score for outcome in outcomes)
    return f"{score:g} of {sum(outcome.check.points for outcome in outcomes):g} points"
