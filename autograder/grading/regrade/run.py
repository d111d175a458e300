"""The run of `labs regrade`: `labs grade` over what was graded before, with a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from autograder.engine.outside.engine import Engine
from autograder.errors import CourseError
from autograder.grading.assignment_run import Graded
from autograder.grading.courses.course import Course, Submission
from autograder.grading.instructor.freshness import changed_since_generated
from autograder.grading.instructor.source import read_assignment
from autograder.grading.nbgrader_api import Gradebook
from autograder.grading.options import Options
from autograder.grading.records.gradebook import GradebookWriter, Totals, open_gradebook
from autograder.grading.records.staging import Staging
from autograder.grading.regrade import graded_before
from autograder.grading.regrade.changes import StudentChange, compare
from autograder.grading.regrade.snapshot import ComparingWriter
from autograder.grading.run import CourseRun, Progress


class Regrade(CourseRun):
    """Grades one assignment again; with `preview` nothing is written. `changes` says what changes.

    Submissions without marks in the gradebook are skipped: they are the business of `labs grade`.
    """

    def __init__(self, course: Course, options: Options, engine: Engine, preview: bool) -> None:
        super().__init__(course, options, engine)
        self.preview, self.writes = preview, not preview
        self.changes: list[StudentChange] = []
        self._graded: set[tuple[str, str]] = set()

    def grade(self, assignments: Sequence[str]) -> Iterator[Progress]:
        """Grade these assignments again.

        Raises `CourseError` where nothing was graded, and where the gradebook does not know the
        instructor's notebook as it is now: the marks would not change, and nobody would see why.
        """
        with open_gradebook(self.course) as gradebook:
            for name in assignments:
                self._refuse_stale(gradebook, name)
                entry = gradebook.find_assignment(name)
                self._graded |= {(name, one.student_id) for one in entry.submissions}
        missing = [name for name in assignments if not any(a == name for a, _ in self._graded)]
        if missing:
            raise CourseError(
                f"no submission of {missing[0]!r} was graded yet", f"run `labs grade {missing[0]}`"
            )
        yield from super().grade(assignments)

    def as_dict(self) -> dict[str, Any]:
        """The results in the form of docs/regrading.md."""
        changes = sorted(self.changes, key=lambda change: (change.assignment, change.student))
        return {
            **super().as_dict(),
            "preview": self.preview,
            "changes": [change.as_dict() for change in changes],
        }

    def _refuse_stale(self, gradebook: Gradebook, assignment: str) -> None:
        for name, source in read_assignment(gradebook, assignment).items():
            reference = self.course.path("source", ".", assignment) / f"{name}.ipynb"
            changed = changed_since_generated(reference, source)
            if changed:
                raise CourseError(
                    f"'{changed[0]}' in {reference.relative_to(self.course.root)} is not what the "
                    "gradebook marks with",
                    f"run `nbgrader generate_assignment {assignment} --force`, then this again",
                )

    def _is_due(self, submission: Submission) -> bool:
        return (submission.assignment, submission.student) in self._graded

    def _writer(self, gradebook: Gradebook) -> GradebookWriter:
        return ComparingWriter(self.course, gradebook, self.options.compat, keep=not self.preview)

    def _store(self, graded: Graded, staging: Staging, writer: GradebookWriter) -> Totals:
        submission = graded.submission
        names = [result.name for result in graded.results]
        place = self.course.path("autograded", submission.student, submission.assignment)
        earlier = graded_before.read(place, names)
        if self.preview:
            totals = self._enter(graded, writer)
        else:
            totals = super()._store(graded, staging, writer)
        assert isinstance(writer, ComparingWriter)
        assert writer.after is not None
        self.changes.append(
            compare(
                (submission.assignment, submission.student),
                writer.before,
                writer.after,
                earlier,
                {name: graded_before.said(nb) for name, nb in graded.notebooks.items()},
                {result.name: result for result in graded.results},
                self.options.compat,
            )
        )
        return totals
