"""Reads the marks of an assignment in a few queries, for a whole class at once.

nbgrader's objects ask the database once for every number (`Grade.max_score`, `Submission.score`),
and each question reads the table of grades: 117,000 questions and four minutes for a thousand
students and six labs. What stands here is computed as nbgrader defines it; a test compares.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from autograder.grading.nbgrader_api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)


@dataclass(frozen=True, slots=True)
class CellMark:
    """One graded cell of a submission: its name and points; `manual` is None or a person's mark."""

    cell: str
    score: float
    max_score: float
    manual: float | None
    needs_manual_grade: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """One student's submission as the gradebook has it; `late_penalty` is not taken off `score`."""

    timestamp: datetime | None
    late_penalty: float
    notebooks: dict[str, tuple[CellMark, ...]]

    @property
    def marks(self) -> list[CellMark]:
        """Of all notebooks."""
        return [mark for marks in self.notebooks.values() for mark in marks]

    @property
    def score(self) -> float:
        """Points with manual marks and extra credit."""
        return sum(mark.score for mark in self.marks)

    @property
    def mark(self) -> float:
        """Points with the late penalty taken off; never below 0, as nbgrader has it."""
        return max(0.0, self.score - self.late_penalty)

    @property
    def needs_manual_grade(self) -> bool:
        """Whether a person has something to mark."""
        return any(mark.needs_manual_grade for mark in self.marks)


def standings(gradebook: Gradebook, assignment: Assignment) -> dict[str, Standing]:
    """What each student who handed in an assignment stands at, by the student's id."""
    session = gradebook.db
    submitted = select(SubmittedAssignment.id, SubmittedAssignment.student_id,
                       SubmittedAssignment.timestamp)  # fmt: skip
    submissions = session.execute(
        submitted.where(SubmittedAssignment.assignment_id == assignment.id)
    ).all()
    theirs = (
        select(SubmittedNotebook.id, SubmittedNotebook.assignment_id, Notebook.name,
               SubmittedNotebook.late_submission_penalty)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .where(Notebook.assignment_id == assignment.id)
    )  # fmt: skip
    marks = _marks(gradebook, assignment)
    notebooks: dict[str, dict[str, tuple[CellMark, ...]]] = defaultdict(dict)
    penalties: dict[str, float] = defaultdict(float)
    for notebook, submission, name, penalty in session.execute(theirs):
        notebooks[submission][str(name)] = tuple(marks[notebook])
        penalties[submission] += float(penalty or 0)
    return {
        str(student): Standing(timestamp, penalties[submission], notebooks[submission])
        for submission, student, timestamp in submissions
    }


def _marks(gradebook: Gradebook, assignment: Assignment) -> dict[str, list[CellMark]]:
    """The marks of an assignment, by the id of the submitted notebook."""
    session = gradebook.db
    of_it = select(Notebook.id).where(Notebook.assignment_id == assignment.id)
    cells = select(BaseCell.id, BaseCell.name).where(BaseCell.notebook_id.in_(of_it))
    names = {cell: str(name) for cell, name in session.execute(cells)}
    most: dict[str, float] = {}
    for kind in (GradeCell, TaskCell):
        points = select(kind.id, kind.max_score).where(kind.notebook_id.in_(of_it))
        most.update((cell, float(maximum)) for cell, maximum in session.execute(points))
    theirs = select(SubmittedNotebook.id).where(SubmittedNotebook.notebook_id.in_(of_it))
    grades = select(Grade.notebook_id, Grade.cell_id, Grade.score, Grade.manual_score,
                    Grade.needs_manual_grade).where(Grade.notebook_id.in_(theirs))  # fmt: skip
    marks: dict[str, list[CellMark]] = defaultdict(list)
    for notebook, cell, score, manual, waits in session.execute(grades):
        marks[notebook].append(
            CellMark(names[cell], float(score), most.get(cell, 0.0), manual, bool(waits))
        )
    return marks
