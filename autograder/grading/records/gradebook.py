"""Writing marks into nbgrader's gradebook: one writer, one transaction a submission.

What a person entered (manual scores and comments, extra credit, extensions) is never touched.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from autograder.errors import CourseError, SubmissionError
from autograder.grading.courses.course import Course
from autograder.grading.marking.marks import Mark
from autograder.grading.nbgrader_api import (
    AssignLatePenalties,
    BaseCell,
    Gradebook,
    InvalidEntry,
    MissingEntry,
    SubmittedNotebook,
)
from autograder.grading.submission.timestamps import HandedIn

_TRIES = 3


@contextmanager
def open_gradebook(course: Course) -> Iterator[Gradebook]:
    """The course's gradebook; raises `CourseError` where it cannot be opened."""
    try:
        gradebook = Gradebook(course.db_url, course.directory.course_id)
    except Exception as error:
        raise CourseError(
            f"the gradebook {_without_password(course.directory.db_url)} cannot be opened "
            f"({_reason(error)})",
            _remedy(error),
        ) from error
    try:
        yield gradebook
    finally:
        gradebook.close()


# What a server or a missing driver says, and what to do about it.
_REMEDIES = (
    ("No module named", "for PostgreSQL install `crossborder-labs[postgres]`, and begin "
     "CourseDirectory.db_url with postgresql+psycopg://"),
    ("password authentication failed", "mend the password in ~/.pgpass or in the file that "
     "PGPASSFILE names"),
    ("no password supplied", "write the password into ~/.pgpass or the file that PGPASSFILE names; "
     "only you may read that file (chmod 600)"),
    ("does not exist", "create it on the server: createuser ROLE, createdb -O ROLE DATABASE"),
    ("permission denied", "let the role create tables: make it the owner of the database"),
    ("connection", "start the server, or mend host and port in CourseDirectory.db_url"),
)  # fmt: skip


def _reason(error: Exception) -> str:
    """The one line of an error that says most; SQLAlchemy hangs its own address below it."""
    lines = [line for line in str(error).strip().splitlines() if line.strip()]
    last = [line for line in lines if "FATAL:" in line or "refused" in line][:1]
    return (last or lines or [type(error).__name__])[0].strip()


def _remedy(error: Exception) -> str:
    text = str(error)
    for said, remedy in _REMEDIES:
        if said in text:
            return remedy
    return "check CourseDirectory.db_url; after an update of nbgrader run `nbgrader db upgrade`"


def _without_password(url: str) -> str:
    """An address that may be shown, logged and mailed."""
    return re.sub(r"(://[^/@]*):[^/]*@", r"\1:***@", url)


@dataclass(frozen=True)
class Totals:
    """nbgrader's totals of one submission, manual marks and late penalty included."""

    score: float
    max_score: float
    needs_manual_grade: bool


@contextmanager
def _transaction(gradebook: Gradebook, keep: bool) -> Iterator[None]:
    """One commit for everything within; nbgrader's API would commit after each step.

    Without `keep` nothing of it stays.
    """
    session = gradebook.db
    session.commit = session.flush
    try:
        yield
        del session.commit
        session.commit() if keep else session.rollback()
    except BaseException:
        session.__dict__.pop("commit", None)
        session.rollback()
        raise


class GradebookWriter:
    """Writes results for one course; used by one thread only.

    Without `keep` each result is written, its totals are read, and it is taken back: what a
    database would hold is found out by the database.
    """

    def __init__(
        self, course: Course, gradebook: Gradebook, compat: bool, keep: bool = True
    ) -> None:
        self.course, self.gradebook, self.compat, self.keep = course, gradebook, compat, keep
        self._penalties = AssignLatePenalties(parent=course.app)
        self._penalties.init_plugin()

    def write(
        self,
        assignment: str,
        student: str,
        handed_in: HandedIn | None,
        marks: Mapping[str, Sequence[Mark] | None],
    ) -> Totals:
        """Store the marks of one submission, all or nothing; returns nbgrader's totals.

        `marks` maps each notebook to its marks, or to None when it was not handed in. A time that
        is not known is taken out of the gradebook; without a timestamp.txt the one there stays.
        Raises `SubmissionError` when the database refuses, for instance because it is locked.
        """
        for attempt in range(1, _TRIES + 1):
            try:
                with _transaction(self.gradebook, self.keep):
                    entry = self._write(assignment, student, handed_in, marks)
                    self.gradebook.db.flush()
                    self.gradebook.db.expire_all()  # totals are computed by the database
                    return Totals(
                        float(entry.score), float(entry.max_score), bool(entry.needs_manual_grade)
                    )
            except SubmissionError:
                raise
            except Exception as error:
                if attempt == _TRIES:
                    reason = str(error).strip().splitlines()[0]
                    raise SubmissionError(
                        f"the gradebook refuses the marks ({reason})",
                        "close other programs that use it and run the command again",
                    ) from error
                time.sleep(0.5 * attempt)
        raise AssertionError("unreachable")

    def _write(
        self,
        assignment: str,
        student: str,
        handed_in: HandedIn | None,
        marks: Mapping[str, Sequence[Mark] | None],
    ) -> Any:
        gradebook = self.gradebook
        if self.course.autograde.create_student:
            gradebook.update_or_create_student(student)
        else:
            try:
                gradebook.find_student(student)
            except MissingEntry:
                raise SubmissionError(
                    f"the gradebook has no student '{student}'",
                    "add the student (`nbgrader db student add`) or set Autograde.create_student",
                ) from None
        details = {} if handed_in is None else {"timestamp": handed_in.time}
        try:
            submission = gradebook.update_or_create_submission(assignment, student, **details)
        except InvalidEntry as error:
            raise SubmissionError(f"the gradebook refuses the submission ({error})") from error
        for notebook in submission.notebooks:
            if notebook.name in marks:
                self._store(notebook, marks[notebook.name])
        gradebook.db.flush()
        gradebook.db.expire_all()
        for notebook in submission.notebooks:
            if marks.get(notebook.name) is not None:
                self._penalize(notebook, submission)
        return submission

    def _store(self, notebook: SubmittedNotebook, marks: Sequence[Mark] | None) -> None:
        """Set automatic scores and comments.

        In the default mode whatever the notebook no longer holds is set back, so that the marks
        of an earlier attempt do not linger; nbgrader leaves them.
        """
        by_name = {mark.cell: mark for mark in marks or ()}
        # In one query: the names of grades and comments are those of their cells.
        cells = self.gradebook.db.query(BaseCell).filter_by(notebook_id=notebook.notebook_id).all()
        missing = marks is None
        if missing and not self.compat:
            notebook.late_submission_penalty = None
        for grade in notebook.grades:
            mark = by_name.get(grade.name)
            if mark is not None and mark.graded:
                grade.auto_score = mark.score
                review = mark.review or mark.score is None
                grade.needs_manual_grade = review or grade.manual_score is not None
            elif missing:
                grade.auto_score, grade.needs_manual_grade = 0, False
        for comment in notebook.comments:
            mark = by_name.get(comment.name)
            if mark is not None and mark.commented:
                comment.auto_comment = mark.comment
            elif not self.compat:
                comment.auto_comment = None
        del cells  # the session forgets what nobody holds

    def _penalize(self, notebook: SubmittedNotebook, submission: Any) -> None:
        """The late penalty of the course's plug-in, between nothing and the score."""
        notebook.late_submission_penalty = None
        late = submission.total_seconds_late
        if late > 0:
            penalty = self._penalties.plugin_inst.late_submission_penalty(
                submission.student_id, notebook.score, late
            )
            if penalty is not None:
                penalty = self._penalties._check_late_penalty(notebook, penalty)
            notebook.late_submission_penalty = penalty
