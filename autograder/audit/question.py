"""One question of an audit: its place in the report, what it tries, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from autograder.audit.answers.trials import Material, Trial
from autograder.audit.evidence import Evidence
from autograder.audit.report import Row

PROVEN = "proven before"
Answer = Callable[[Evidence], Row]
Tries = Callable[[Material], Iterable[Trial]]


def _nothing(given: Material) -> Iterable[Trial]:
    return ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question.

    id      a short name that stays the same, for programs
    place   where its row stands in the report: after all with a smaller number
    what    what is tried, in words
    doc     what must come out, for the table of docs/audit.md
    answer  finds the row of the report
    tries   makes answers to a task for this question alone, if it needs some
    own     whether only a lab of this course can be asked: it has cards, messages and attempts
    """

    id: str
    place: int
    what: str
    doc: str
    answer: Answer
    tries: Tries = _nothing
    own: bool = False

    def ask(self, evidence: Evidence) -> Row:
        """The row of the report."""
        row = self.answer(evidence)
        if self.tries is not _nothing and not evidence.subject.varied:
            row = Row(0, row.expected, PROVEN, left_out=True)
        return replace(row, id=self.id, what=self.what)

    def trials(self, given: Material) -> list[Trial]:
        """The answers to a task that are tried for this question.

        Raises:
            SyntaxError: the reference or a check is not plain Python.
        """
        return [replace(trial, row=self.id) for trial in self.tries(given)]


def question(
    place: int, what: str, doc: str, *, tries: Tries = _nothing, own: bool = False
) -> Callable[[Answer], Question]:
    """Make a question of the function that answers it, with the function's name as its id."""

    def made(answer: Answer) -> Question:
        name = answer.__name__.replace("_", "-")
        return Question(name, place, what, doc, answer, tries, own)

    return made
