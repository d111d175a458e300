"""Grading a course: which submissions are due, in parallel threads, one writer, nothing lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import chain
from typing import Any

from autograder.engine.outside.engine import Engine
from autograder.errors import CourseError, LabsError, SubmissionError
from autograder.grading.assignment_run import (
    AssignmentRun,
    Graded,
)
from autograder.grading.courses.course import Course, Submission
from autograder.grading.courses.forbidding import check_rules
from autograder.grading.courses.seed import SEED_FILE, Seed, course_seed_of, read_seed
from autograder.grading.courses.selection import choose, due
from autograder.grading.instructor.source import NotebookSource, read_assignment
from autograder.grading.marking.marks import Mark
from autograder.grading.nbgrader_api import Gradebook
from autograder.grading.options import Options
from autograder.grading.pipeline import AssignmentRefused, Pipeline
from autograder.grading.proving.proof import Proofs
from autograder.grading.records.gradebook import GradebookWriter, Totals, open_gradebook
from autograder.grading.records.staging import Staging
from autograder.grading.results import AssignmentResult, Status, SubmissionResult
from autograder.grading.submission.handed_in import odd
from autograder.grading.submission.timestamps import handed_in
from autograder.sandbox.level import Level


@dataclass(frozen=True)
class Progress:
    """An event of a run: `result` is set when a submission is finished."""

    total: int
    result: SubmissionResult | None = None


class CourseRun:
    """Grades assignments of a course with an engine; `grade` yields progress."""

    writes = True  # whether files of the course may be written

    def __init__(self, course: Course, options: Options, engine: Engine) -> None:
        self.course, self.options, self.engine = course, options, engine
        self.results: list[SubmissionResult] = []
        self.notes: list[str] = []
        self.assignments: dict[str, AssignmentResult] = {}
        self._seed: Seed | None = None
        self._sources: dict[str, dict[str, NotebookSource]] = {}
        self._strange: dict[str, CourseError] = {}

    def grade(self, assignments: Sequence[str]) -> Iterator[Progress]:
        """Grade the submissions of these assignments that are due.

        Yields a `Progress` for each; `results` and `notes` are complete afterwards. Raises
        `LabsError` for what concerns the course as a whole.
        """
        marks_given = Proofs(self.course.root).seeded
        self._seed = read_seed(self.course.folder, marks_given)
        todo = choose(self.course, assignments, self.options.students)
        self.notes += odd(self.course, chain.from_iterable(todo.values()))
        with open_gradebook(self.course) as gradebook:
            self._read_sources(gradebook, todo)
        check_rules(self.course, self._sources)
        total = sum(map(len, todo.values()))
        yield Progress(total)
        self.engine.wanted = self.options.isolation or self.course.isolation
        with (
            Staging(self.course).locked() as staging,
            open_gradebook(self.course) as gradebook,
        ):
            writer = self._writer(gradebook)
            for result in self._results(todo, staging, writer):
                self.results.append(result)
                yield Progress(total, result)

    def _read_sources(self, gradebook: Gradebook, names: Iterable[str]) -> None:
        """Read the assignments. One that is none is told where it was submitted, unless all are."""
        for name in names:
            try:
                self._sources[name] = read_assignment(gradebook, name)
            except CourseError as error:
                self._strange[name] = error
        if not self._sources:
            raise next(iter(self._strange.values()))

    def as_dict(self) -> dict[str, Any]:
        """The results in the form of docs/grading-json.md."""
        return {
            "format": 1,
            "compat": self.options.compat,
            "notes": self.notes,
            "assignments": [
                result.as_dict(self.level(name)) for name, result in self.assignments.items()
            ],
            "submissions": [result.as_dict() for result in self.results],
        }

    def level(self, assignment: str) -> Level | None:
        """The weakest level at which an assignment's submissions ran; None if none did."""
        levels = {
            notebook.isolation.level
            for result in self.results
            if result.assignment == assignment
            for notebook in result.notebooks
            if notebook.isolation is not None
        }
        order = (Level.NONE, Level.LANDLOCK, Level.FULL)
        return next((level for level in order if level in levels), None)

    def _results(
        self, todo: dict[str, list[Submission]], staging: Staging, writer: GradebookWriter
    ) -> Iterator[SubmissionResult]:
        waiting = []
        for assignment, submissions in todo.items():
            if strange := self._strange.get(assignment):
                strange = AssignmentRefused(assignment, strange)
                self.assignments[assignment] = AssignmentResult(assignment, problem=str(strange))
                yield from (_failed(one, strange) for one in submissions)
                continue
            fresh = []
            for submission in submissions:
                try:
                    if self._is_due(submission):
                        fresh.append(submission)
                    else:
                        yield _result(submission, Status.SKIPPED)
                except LabsError as error:
                    yield _failed(submission, error)
            if fresh:
                waiting.append((assignment, fresh))
        for submission, future in Pipeline(waiting, self._prepare, self.options.jobs):
            yield self._finish(submission, future, staging, writer)

    def _settle_seed(self) -> None:
        """Tell the engine the seed of the hidden checks; a course that has none gets one."""
        if self._seed is None:
            self._seed = course_seed_of(self.course.folder, write=self.writes)
            if self.writes:
                self.notes.append(
                    f"{SEED_FILE} was made: hidden checks draw from it; keep it with the gradebook"
                )
        self.engine.hidden = self._seed.environment

    def _is_due(self, submission: Submission) -> bool:
        return due(self.course, submission, self.options.force)

    def _writer(self, gradebook: Gradebook) -> GradebookWriter:
        return GradebookWriter(self.course, gradebook, self.options.compat)

    def _prepare(self, assignment: str, submissions: list[Submission]) -> AssignmentRun:
        """The run of an assignment, ready for its submissions."""
        sources = self._sources[assignment]
        self._settle_seed()
        run = AssignmentRun(
            self.course, self.engine, assignment, sources, submissions, self.options
        )
        try:
            run.warm_up()
        except BaseException:
            run.close()
            raise
        self.notes += run.notes
        self.assignments[assignment] = AssignmentResult(assignment, run.wallings)
        return run

    def _finish(
        self,
        submission: Submission,
        future: Future[Graded],
        staging: Staging,
        writer: GradebookWriter,
    ) -> SubmissionResult:
        """The result of one submission, written down, or why there is none."""
        try:
            graded = future.result()
            totals = self._store(graded, staging, writer)
            return SubmissionResult(
                submission.assignment,
                submission.student,
                Status.GRADED,
                graded.results,
                totals.score,
                totals.max_score,
                totals.needs_manual_grade,
                graded.seconds,
                notes=tuple(graded.notes),
            )
        except AssignmentRefused as error:
            name = submission.assignment
            self.assignments[name] = AssignmentResult(name, problem=str(error))
            return _failed(submission, error)
        except LabsError as error:
            return _failed(submission, error)
        except OSError as error:
            place = error.filename2 or error.filename  # of a copy, where it should go
            problem = f"{error.strerror}: {place}" if place else error.strerror or error
            return _failed(
                submission,
                SubmissionError(f"its result cannot be written ({problem})", "free some space"),
            )
        except Exception as error:  # one submission's failure is one submission's
            return _failed(
                submission,
                SubmissionError(
                    f"grading failed ({type(error).__name__}: {error})",
                    "please report it with this notebook",
                ),
            )

    def _store(self, graded: Graded, staging: Staging, writer: GradebookWriter) -> Totals:
        """Write down one submission: files aside, gradebook, files in place."""
        submission = graded.submission
        folder = staging.stage(submission, graded.notebooks, graded.files, graded.written)
        staging.retire(submission)
        try:
            totals = self._enter(graded, writer)
        except BaseException:
            staging.restore(submission)
            raise
        staging.publish(submission, folder)
        return totals

    def _enter(self, graded: Graded, writer: GradebookWriter) -> Totals:
        """Enter the marks of one submission into the gradebook."""
        submission = graded.submission
        marks: dict[str, Sequence[Mark] | None] = {
            result.name: None if result.missing else result.marks for result in graded.results
        }
        when = handed_in(self.course, submission.folder, self.options.compat)
        if when is not None and when.note:
            graded.notes.append(when.note)
        return writer.write(submission.assignment, submission.student, when, marks)


def _result(submission: Submission, status: Status) -> SubmissionResult:
    return SubmissionResult(submission.assignment, submission.student, status)


def _failed(submission: Submission, error: LabsError) -> SubmissionResult:
    return SubmissionResult(
        submission.assignment, submission.student, Status.FAILED, problem=str(error)
    )
