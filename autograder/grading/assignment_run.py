"""The grading of one assignment: its fork servers, and one submission after another."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.engine.engine import Engine
from autograder.errors import SubmissionError
from autograder.grading import submitted
from autograder.grading.course import Course, Submission
from autograder.grading.notebook import NotebookGrader, Prepared
from autograder.grading.results import NotebookResult
from autograder.grading.source import NotebookSource
from autograder.grading.walling import Walling

# So many submissions are read before the first is run: the engine's imports take longer than that.
# The locked cells with which most of them begin are run once for all.
_READ_AHEAD = 50


@dataclass(frozen=True)
class Options:
    """What the user asked for; the meaning of each is in `labs grade --help`."""

    students: Sequence[str] = ()
    jobs: int = field(default_factory=lambda: len(os.sched_getaffinity(0)))
    force: bool = False
    compat: bool = False
    isolation: str = "auto"
    wall: bool = True
    prove: bool = False
    force_anyway: bool = False


@dataclass
class Graded:
    """A submission that was run and marked, on its way to the writer."""

    submission: Submission
    notebooks: dict[str, Any]
    results: list[NotebookResult]
    files: dict[str, Path]
    seconds: float


class AssignmentRun:
    """The grading of one assignment."""

    def __init__(
        self,
        course: Course,
        engine: Engine,
        assignment: str,
        sources: Mapping[str, NotebookSource],
        submissions: Sequence[Submission],
        options: Options,
    ) -> None:
        self.submissions = submissions
        self.course, self.assignment, self.options = course, assignment, options
        self._prepared: dict[tuple[str, str], Prepared] = {}
        source = course.path("source", ".", assignment)
        kept = course.autograde.exclude_overwriting.get(assignment, [])
        files = submitted.support_files(course, source)
        self.support = {name: path for name, path in files.items() if name not in kept}
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
                kept={name: path for name, path in files.items() if name in kept},
            )
            for name, source in sources.items()
        }

    def close(self) -> None:
        """End the assignment's fork servers."""
        for grader in self.graders.values():
            grader.close()

    @property
    def notes(self) -> list[str]:
        """What was unusual about the assignment as a whole."""
        return [
            f"{self.assignment} / {note}"
            for grader in self.graders.values()
            for note in dict.fromkeys(grader.notes)
        ]

    @property
    def wallings(self) -> dict[str, Walling]:
        """Where the tests of each notebook run."""
        return {name: grader.walling for name, grader in self.graders.items()}

    def warm_up(self) -> None:
        """Run the locked cells that the notebooks begin with once for all, and try the wall."""
        for name, grader in self.graders.items():
            sample: list[Prepared] = []
            for submission in self.submissions[:_READ_AHEAD]:
                path = submitted.notebooks(submission).get(name)
                if path is not None:
                    try:
                        prepared = grader.prepare(path, submission.student)
                    except SubmissionError:
                        continue  # it is reported when its turn comes
                    sample.append(prepared)
                    self._prepared[submission.student, name] = prepared
            grader.share_prefix(sample)
            grader.settle_wall(self.options.prove, self.options.force_anyway)

    def grade(self, submission: Submission) -> Graded:
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
                results.append(
                    NotebookResult(name, (), notes=[note], missing=True, versions=grader.versions)
                )
                continue
            prepared = self._prepared.pop((submission.student, name), None) or grader.prepare(
                known[name], submission.student
            )
            marks, execution = grader.grade(prepared, own)
            notebooks[name] = prepared.notebook
            results.append(
                NotebookResult(
                    name, marks, execution.isolation, execution.wall_seconds, prepared.notes,
                    walling=grader.walling, versions=grader.versions,
                )
            )  # fmt: skip
        unknown = sorted(set(handed_in) - set(known))
        if unknown:
            results[0] = _with_note(results[0], f"not part of the assignment: {unknown}")
        seconds = sum(result.seconds for result in results)
        return Graded(submission, notebooks, results, {**own, **self.support}, seconds)


def _with_note(result: NotebookResult, note: str) -> NotebookResult:
    return NotebookResult(**{**vars(result), "notes": [*result.notes, note]})
