"""The grading of one assignment: its fork servers, and one submission after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.engine.outside.engine import Engine
from autograder.errors import SubmissionError
from autograder.grading.courses.course import Course, Submission
from autograder.grading.instructor.source import NotebookSource
from autograder.grading.marking.verdict import verdicts
from autograder.grading.options import Options
from autograder.grading.proving.walling import Walling
from autograder.grading.results import NotebookResult
from autograder.grading.submission import submitted
from autograder.grading.submission.handed_in import refuse_links, refuse_name
from autograder.grading.submission.notebook import NotebookGrader
from autograder.reading.reader import NotebookReader


@dataclass
class Graded:
    """A submission that was run and marked, on its way to the writer."""

    submission: Submission
    notebooks: dict[str, Any]
    results: list[NotebookResult]
    files: dict[str, Path]
    seconds: float
    notes: list[str] = field(default_factory=list)
    written: dict[str, bytes] = field(default_factory=dict)


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
        self._reader = NotebookReader()
        source = course.path("source", ".", assignment)
        kept = course.autograde.exclude_overwriting.get(assignment, [])
        files = submitted.support_files(course, source)
        self.support = {name: path for name, path in files.items() if name not in kept}
        self.graders = {
            name: NotebookGrader(
                course,
                engine,
                self._reader,
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
        """End the assignment's processes."""
        for grader in self.graders.values():
            grader.close()
        self._reader.close()

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
        for grader in self.graders.values():
            grader.share_prefix()
            grader.settle_wall(self.options.prove, self.options.force_anyway)

    def grade(self, submission: Submission) -> Graded:
        """Run and mark one submission; safe to call from several threads.

        Raises `LabsError` with what to do; nothing has been written then.
        """
        refuse_name(submission)
        refuse_links(submission)
        handed_in = submitted.notebooks(submission)
        known = {name: path for name, path in handed_in.items() if name in self.graders}
        if not known:
            expected = ", ".join(f"{name}.ipynb" for name in self.graders)
            there = ", ".join(f"{name}.ipynb" for name in handed_in) or "no notebook"
            raise SubmissionError(
                f"it holds {there} where {expected} is expected",
                "rename the notebook, or ask the student to submit it again",
            )
        theirs = submitted.student_files(self.course, submission)
        own = {name: path for name, path in theirs.items() if name not in self.support}
        notebooks: dict[str, Any] = {}
        results: list[NotebookResult] = []
        written: dict[str, bytes] = {}
        for name, grader in self.graders.items():
            if name not in known:
                note = f"{name}.ipynb was not handed in: 0 points"
                results.append(
                    NotebookResult(name, (), notes=[note], missing=True, versions=grader.versions)
                )
                continue
            prepared = grader.prepare(known[name], submission.student)
            marks, execution = grader.grade(prepared, own)
            notebooks[name] = prepared.notebook
            written.update(execution.files)
            results.append(
                NotebookResult(
                    name, marks, execution.isolation, execution.wall_seconds, prepared.notes,
                    walling=grader.walling, versions=grader.versions,
                    verdicts=verdicts(prepared.notebook),
                )
            )  # fmt: skip
        unknown = sorted(set(handed_in) - set(known))
        if unknown:
            results[0] = _with_note(results[0], f"not part of the assignment: {unknown}")
        seconds = sum(result.seconds for result in results)
        files = {**own, **self.support}
        return Graded(submission, notebooks, results, files, seconds, written=written)


def _with_note(result: NotebookResult, note: str) -> NotebookResult:
    return NotebookResult(**{**vars(result), "notes": [*result.notes, note]})
