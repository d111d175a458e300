"""What the gradebook holds for one submission, as plain data that outlives a transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.grading.marking.marks import Mark
from autograder.grading.nbgrader_api import BaseCell, Gradebook, MissingEntry
from autograder.grading.records.gradebook import GradebookWriter
from autograder.grading.submission.timestamps import HandedIn

Place = tuple[str, str]  # a notebook and a cell


@dataclass(frozen=True)
class Grade:
    """One graded cell: points by the checks, by hand, extra, and what they make together."""

    auto: float | None
    manual: float | None
    extra: float | None
    score: float
    max_score: float
    needs_manual_grade: bool


@dataclass(frozen=True)
class Snapshot:
    """One submission: totals, late penalties by notebook, grades, comments written by hand."""

    score: float
    max_score: float
    timestamp: Any
    penalties: Mapping[str, float]
    grades: Mapping[Place, Grade]
    remarks: Mapping[Place, str]

    @property
    def by_hand(self) -> set[Place]:
        """The cells for which a person entered something."""
        entered = {
            place
            for place, grade in self.grades.items()
            if grade.manual is not None or grade.extra is not None
        }
        return entered | set(self.remarks)


def read(gradebook: Gradebook, assignment: str, student: str) -> Snapshot | None:
    """What the gradebook holds now; None for a submission that it does not know."""
    try:
        entry = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return None
    grades: dict[Place, Grade] = {}
    remarks: dict[Place, str] = {}
    for notebook in entry.notebooks:
        # In one query: the names of grades and comments are those of their cells.
        cells = gradebook.db.query(BaseCell).filter_by(notebook_id=notebook.notebook_id).all()
        for one in notebook.grades:
            grades[notebook.name, one.name] = Grade(
                one.auto_score, one.manual_score, one.extra_credit,
                float(one.score or 0), float(one.max_score), bool(one.needs_manual_grade),
            )  # fmt: skip
        for comment in notebook.comments:
            if comment.manual_comment:
                remarks[notebook.name, comment.name] = comment.manual_comment
        del cells
    penalties = {
        notebook.name: float(notebook.late_submission_penalty or 0) for notebook in entry.notebooks
    }
    return Snapshot(
        float(entry.score), float(entry.max_score), entry.timestamp, penalties, grades, remarks
    )


class ComparingWriter(GradebookWriter):
    """Writes results and remembers what was there before and after: in `before` and `after`.

    A mark by hand that a person has settled stays settled while the checks give what they gave:
    nbgrader would ask to look at every one of them again.
    """

    before: Snapshot | None = None
    after: Snapshot | None = None

    def _write(
        self,
        assignment: str,
        student: str,
        handed_in: HandedIn | None,
        marks: Mapping[str, Sequence[Mark] | None],
    ) -> Any:
        before = read(self.gradebook, assignment, student)
        entry = super()._write(assignment, student, handed_in, marks)
        if before is not None and before.timestamp == entry.timestamp:
            _stay_settled(entry, before)
        self.gradebook.db.flush()
        self.gradebook.db.expire_all()
        self.before, self.after = before, read(self.gradebook, assignment, student)
        return entry


def _stay_settled(entry: Any, before: Snapshot) -> None:
    for notebook in entry.notebooks:
        for grade in notebook.grades:
            earlier = before.grades.get((notebook.name, grade.name))
            if earlier is None or earlier.manual is None or earlier.needs_manual_grade:
                continue
            if earlier.auto == grade.auto_score:
                grade.needs_manual_grade = False
