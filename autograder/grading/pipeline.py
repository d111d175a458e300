"""Many assignments at once: while one is graded, the next is prepared, and no core waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue
from typing import Any

from autograder.errors import CourseError, EngineError, LabsError
from autograder.grading.assignment_run import AssignmentRun, Graded
from autograder.grading.courses.course import Submission

# One that is graded and one that is next: each holds fork servers and a class's notebooks.
_OPEN_AT_ONCE = 2
Finished = tuple[Submission, Future[Graded]]


class AssignmentRefused(CourseError):
    """An assignment that cannot be graded: why, and what to do."""

    def __init__(self, assignment: str, error: LabsError) -> None:
        super().__init__(f"{assignment} is not graded: {error.problem}", error.remedy)


class Pipeline:
    """Grades the submissions of several assignments in threads; iterate over it for the results.

    `prepare` makes the run of an assignment from its name and its submissions. What it raises is
    the result of each of these; a failure of the engine comes out once all that was begun before
    is finished.
    """

    def __init__(
        self,
        waiting: Sequence[tuple[str, list[Submission]]],
        prepare: Callable[[str, list[Submission]], AssignmentRun],
        jobs: int,
    ) -> None:
        self._upcoming = iter(waiting)
        self._prepare, self._jobs = prepare, jobs
        self._done: SimpleQueue[Future[Any]] = SimpleQueue()
        self._left: dict[AssignmentRun, int] = {}
        self._running: dict[Future[Any], tuple[AssignmentRun, Submission]] = {}
        self._preparing: Future[AssignmentRun] | None = None
        self._next: tuple[str, list[Submission]] = ("", [])
        self._failure: LabsError | None = None

    def __iter__(self) -> Iterator[Finished]:
        """The submissions with their results, in the order in which they are finished."""
        with ExitStack() as stack:
            stack.callback(self._close_runs)
            pool = stack.enter_context(ThreadPoolExecutor(self._jobs))
            ahead = stack.enter_context(ThreadPoolExecutor(1))
            stack.callback(self._cancel)
            while True:
                self._prepare_next(ahead)
                if self._preparing is None and not self._running:
                    break
                future = self._done.get()
                if future is self._preparing:
                    self._preparing = None
                    yield from self._begin(future, pool)
                else:
                    run, submission = self._running.pop(future)
                    yield submission, future
                    self._leave(run)
        if self._failure is not None:
            raise self._failure

    def _prepare_next(self, ahead: ThreadPoolExecutor) -> None:
        busy = self._preparing is not None or len(self._left) >= _OPEN_AT_ONCE
        upcoming = None if busy or self._failure is not None else next(self._upcoming, None)
        if upcoming is not None:
            self._next = upcoming
            self._preparing = ahead.submit(self._prepare, *upcoming)
            self._preparing.add_done_callback(self._done.put)

    def _begin(
        self, prepared: Future[AssignmentRun], pool: ThreadPoolExecutor
    ) -> Iterator[Finished]:
        """Start on an assignment's submissions; all are finished if it cannot be graded."""
        try:
            run = prepared.result()
        except EngineError as error:
            self._failure = error
        except Exception as error:
            yield from self._refused(error)
        else:
            self._left[run] = len(run.submissions)
            for submission in run.submissions:
                future = pool.submit(run.grade, submission)
                self._running[future] = run, submission
                future.add_done_callback(self._done.put)

    def _refused(self, error: Exception) -> Iterator[Finished]:
        """The same end for each submission of an assignment that cannot be graded."""
        if not isinstance(error, LabsError):
            error = CourseError(
                f"it cannot be prepared ({type(error).__name__}: {error})",
                "please report it with the assignment's notebook",
            )
        for submission in self._next[1]:
            failed: Future[Graded] = Future()
            failed.set_exception(AssignmentRefused(submission.assignment, error))
            yield submission, failed

    def _leave(self, run: AssignmentRun) -> None:
        self._left[run] -= 1
        if not self._left[run]:
            del self._left[run]
            run.close()

    def _cancel(self) -> None:
        """After an interrupt: what was not begun is not begun any more."""
        for future in self._running:
            future.cancel()

    def _close_runs(self) -> None:
        if self._preparing is not None and self._preparing.exception() is None:
            self._left[self._preparing.result()] = 0
        for run in self._left:
            run.close()
