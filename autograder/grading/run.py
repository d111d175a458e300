"""Grading a course: which submissions are due, in parallel threads, one writer, nothing lost."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.engine.engine import Engine
from autograder.errors import LabsError, SubmissionError
from autograder.grading import submitted
from autograder.grading.course import Course, Submission
from autograder.grading.gradebook import GradebookWriter, open_gradebook
from autograder.grading.marks import Mark
from autograder.grading.notebook import NotebookGrader, Prepared
from autograder.grading.results import NotebookResult, Status, SubmissionResult
from autograder.grading.selection import choose, due, timestamp
from autograder.grading.source import read_assignment
from autograder.grading.staging import Staging

# So many submissions are looked at to find the locked cells that most begin with.
_SAMPLE = 5


@dataclass(frozen=True)
class Options:
    """What the user asked for; the meaning of each is in `labs grade --help`."""

    students: Sequence[str] = ()
    jobs: int = field(default_factory=lambda: len(os.sched_getaffinity(0)))
    force: bool = False
    compat: bool = False
    isolation: str = "auto"
    wall: bool = True


@dataclass(frozen=True)
class Progress:
    """An event of a run: `result` is set when a submission is finished."""

    total: int
    result: SubmissionResult | None = None


@dataclass
class _Graded:
    """A submission that was run and marked, on its way to the writer."""

    submission: Submission
    notebooks: dict[str, Any]
    results: list[NotebookResult]
    files: dict[str, Path]
    seconds: float


class AssignmentRun:
    """The grading of one assignment."""

    def __init__(self, course: Course, engine: Engine, assignment: str, options: Options) -> None:
        self.course, self.assignment, self.options = course, assignment, options
        self._prepared: dict[tuple[str, str], Prepared] = {}
        source = course.path("source", ".", assignment)
        kept = course.autograde.exclude_overwriting.get(assignment, [])
        self.support = {
            name: path
            for name, path in submitted.support_files(course, source).items()
            if name not in kept
        }
        with open_gradebook(course) as gradebook:
            sources = read_assignment(gradebook, assignment)
        self.graders = {
            name: NotebookGrader(
                course,
                engine,
                source,
                assignment,
                self.support,
                options.compat,
                share=not kept,
                wall=options.wall,
            )  # fmt: skip
            for name, source in sources.items()
        }

    def close(self) -> None:
        """End the assignment's fork servers."""
        for grader in self.graders.values():
            grader.close()

    @property
    def notes(self) -> list[str]:
        """What was unusual about the assignment as a whole."""
        return [note for grader in self.graders.values() for note in grader.notes]

    def warm_up(self, submissions: Sequence[Submission]) -> None:
        """Run the locked cells that the notebooks begin with once for all, and try the wall."""
        for name, grader in self.graders.items():
            sample: list[Prepared] = []
            for submission in submissions[:_SAMPLE]:
                path = submitted.notebooks(submission).get(name)
                if path is not None:
                    try:
                        prepared = grader.prepare(path, submission.student)
                    except SubmissionError:
                        continue  # it is reported when its turn comes
                    sample.append(prepared)
                    self._prepared[submission.student, name] = prepared
            grader.share_prefix(sample)
            grader.settle_wall()

    def grade(self, submission: Submission) -> _Graded:
        """Run and mark one submission; safe to call from several threads.

        Raises `LabsError` with what to do; nothing has been written then.
        """
        submitted.refuse_name(submission)
        submitted.refuse_links(submission)
        handed_in = submitted.notebooks(submission)
        known = {name: path for name, path in handed_in.items() if name in self.graders}
        if not known:
            expected = ", ".join(f"{name}.ipynb" for name in self.graders)
            there = ", ".join(f"{name}.ipynb" for name in handed_in) or "no notebook"
            raise SubmissionError(
                f"it holds {there} where {expected} is expected",
                "rename the notebook, or ask the student to submit it again",
            )
        theirs = submitted.support_files(self.course, submission.folder)
        own = {name: path for name, path in theirs.items() if name not in self.support}
        notebooks: dict[str, Any] = {}
        results: list[NotebookResult] = []
        for name, grader in self.graders.items():
            if name not in known:
                note = f"{name}.ipynb was not handed in: 0 points"
                results.append(NotebookResult(name, (), notes=[note], missing=True))
                continue
            prepared = self._prepared.pop((submission.student, name), None) or grader.prepare(
                known[name], submission.student
            )
            marks, execution = grader.grade(prepared, own)
            notebooks[name] = prepared.notebook
            results.append(
                NotebookResult(
                    name, marks, execution.isolation, execution.wall_seconds, prepared.notes,
                    walling=grader.walling,
                )
            )  # fmt: skip
        unknown = sorted(set(handed_in) - set(known))
        if unknown:
            results[0] = _with_note(results[0], f"not part of the assignment: {unknown}")
        seconds = sum(result.seconds for result in results)
        return _Graded(submission, notebooks, results, {**own, **self.support}, seconds)


def _with_note(result: NotebookResult, note: str) -> NotebookResult:
    return NotebookResult(**{**vars(result), "notes": [*result.notes, note]})


class CourseRun:
    """Grades assignments of a course with an engine that was started; `grade` yields progress."""

    def __init__(self, course: Course, options: Options, engine: Engine) -> None:
        self.course, self.options, self.engine = course, options, engine
        self.results: list[SubmissionResult] = []
        self.notes: list[str] = []

    def grade(self, assignments: Sequence[str]) -> Iterator[Progress]:
        """Grade the submissions of these assignments that are due.

        Yields a `Progress` for each; `results` and `notes` are complete afterwards. Raises
        `LabsError` for what concerns the course as a whole.
        """
        todo = choose(self.course, assignments, self.options.students)
        with open_gradebook(self.course) as gradebook:
            for assignment in todo:  # all are known, or nothing is begun
                read_assignment(gradebook, assignment)
        total = sum(map(len, todo.values()))
        yield Progress(total)
        self.engine.wanted = self.options.isolation
        with (
            Staging(self.course).locked() as staging,
            open_gradebook(self.course) as gradebook,
        ):
            writer = GradebookWriter(self.course, gradebook, self.options.compat)
            for assignment, submissions in todo.items():
                for result in self._assignment(assignment, submissions, staging, writer):
                    self.results.append(result)
                    yield Progress(total, result)

    def as_dict(self) -> dict[str, Any]:
        """The results in the form of docs/grading-json.md."""
        return {
            "format": 1,
            "compat": self.options.compat,
            "notes": self.notes,
            "submissions": [result.as_dict() for result in self.results],
        }

    def _assignment(
        self,
        assignment: str,
        submissions: list[Submission],
        staging: Staging,
        writer: GradebookWriter,
    ) -> Iterator[SubmissionResult]:
        waiting = []
        for submission in submissions:
            try:
                if due(self.course, submission, self.options.force):
                    waiting.append(submission)
                else:
                    yield _result(submission, Status.SKIPPED)
            except LabsError as error:
                yield _failed(submission, error)
        if not waiting:
            return
        with ExitStack() as stack:
            run = AssignmentRun(self.course, self.engine, assignment, self.options)
            stack.callback(run.close)
            run.warm_up(waiting)
            self.notes += run.notes
            pool = stack.enter_context(ThreadPoolExecutor(self.options.jobs))
            futures = {pool.submit(run.grade, submission): submission for submission in waiting}
            stack.callback(_cancel, futures)
            for future in as_completed(futures):
                yield self._finish(futures[future], future, staging, writer)

    def _finish(
        self,
        submission: Submission,
        future: Future[_Graded],
        staging: Staging,
        writer: GradebookWriter,
    ) -> SubmissionResult:
        """Write down one submission: files aside, gradebook, files in place."""
        try:
            graded = future.result()
            folder = staging.stage(submission, graded.notebooks, graded.files)
            marks: dict[str, Sequence[Mark] | None] = {
                result.name: None if result.missing else result.marks for result in graded.results
            }
            handed_in = timestamp(self.course, submission.folder)
            staging.retire(submission)
            try:
                entry = writer.write(submission.assignment, submission.student, handed_in, marks)
            except BaseException:
                staging.restore(submission)
                raise
            staging.publish(submission, folder)
            return SubmissionResult(
                submission.assignment,
                submission.student,
                Status.GRADED,
                graded.results,
                float(entry.score),
                float(entry.max_score),
                bool(entry.needs_manual_grade),
                graded.seconds,
            )
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


def _cancel(futures: dict[Future[_Graded], Submission]) -> None:
    for future in futures:
        future.cancel()


def _result(submission: Submission, status: Status) -> SubmissionResult:
    return SubmissionResult(submission.assignment, submission.student, status)


def _failed(submission: Submission, error: LabsError) -> SubmissionResult:
    return SubmissionResult(
        submission.assignment, submission.student, Status.FAILED, problem=str(error)
    )
