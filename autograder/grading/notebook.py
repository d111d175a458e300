"""One submitted notebook: prepared, run contained, and marked."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import RECORD
from autograder.engine.engine import AssignmentServer, Engine
from autograder.engine.execution import Ending, Execution
from autograder.errors import CourseError, SubmissionError
from autograder.grading import sanitize, second_opinion, submitted
from autograder.grading.changed_cells import notes_on_changed_cells
from autograder.grading.course import Course
from autograder.grading.marks import Mark, mark
from autograder.grading.nbgrader_api import (
    AssignLatePenalties,
    CheckCellMetadata,
    Execute,
    SaveAutoGrades,
    nbformat,
    utils,
)
from autograder.grading.proof import Proofs
from autograder.grading.settling import Settling, Wishes, refuse_open
from autograder.grading.source import NotebookSource
from autograder.grading.versions import lab_version, versions_of
from autograder.grading.walling import ASKED_FOR, COMPATIBLE, Walling, cell_to_run

# Run by the engine, by the gradebook's writer, or (the metadata) before the run already.
_DONE_HERE = (Execute, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata)
Files = dict[str, Path]


@dataclass
class Prepared:
    """A sanitized notebook, ready to run, and what was done to it."""

    notebook: Any
    resources: dict[str, Any]
    notes: list[str]

    @property
    def code(self) -> list[Any]:
        """The code cells that run: not empty, not tagged to be skipped (as nbclient does)."""
        return [
            cell
            for cell in self.notebook.cells
            if cell.cell_type == "code"
            and cell.source.strip()
            and "skip-execution" not in cell.metadata.get("tags", [])
        ]

    @property
    def prefix(self) -> tuple[str, ...]:
        """The sources of the leading code cells that no student may edit."""
        sources = []
        for cell in self.code:
            if not utils.is_locked(cell) or utils.is_grade(cell):
                break
            sources.append(str(cell.source))
        return tuple(sources)


@dataclass
class NotebookGrader:
    """Grades one notebook of an assignment for many students; methods may be called from threads.

    `support` are the assignment's files that every student gets; `share` allows the locked cells
    to be run once for all (not where students may replace the assignment's files). `wall` asks for
    tests in a process of their own, wherever `settle_wall` finds that they can run there. `kept`
    are the assignment's files that students may replace.
    """

    course: Course
    engine: Engine
    source: NotebookSource
    assignment: str
    support: Files
    compat: bool
    share: bool
    wall: bool = True
    kept: Files = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        language = (self.source.kernelspec or {}).get("language", "python")
        if language.lower() not in ("python", "python3"):
            raise CourseError(
                f"the notebook '{self.source.name}' is written in {language}",
                "only Python notebooks can be graded here; use nbgrader for the others",
            )
        self._lock = threading.Lock()
        self._plain: AssignmentServer | None = None
        self._shared: AssignmentServer | None = None
        self.walling = COMPATIBLE if self.compat else ASKED_FOR
        self.order = self._cell_order()
        self.versions = versions_of(self.reference, self.source)

    def _cell_order(self) -> list[str]:
        """The ids of the source's cells in their order, from the source notebook if it is there."""
        names = [cell.name for cell in self.source.source_cells]
        try:
            cells = submitted.read_notebook(self.reference).cells
        except SubmissionError:
            return names
        found = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in cells]
        return found if set(names) <= set(found) else names

    @property
    def reference(self) -> Path:
        """The instructor's notebook, with the answers."""
        return self.course.path("source", ".", self.assignment) / f"{self.source.name}.ipynb"

    def prepare(self, path: Path, student: str) -> Prepared:
        """Read and sanitize a submitted notebook. Raises `SubmissionError`."""
        notebook = submitted.read_notebook(path)
        resources = {
            "unique_key": self.source.name,
            "nbgrader": {
                "student": student,
                "assignment": self.assignment,
                "notebook": self.source.name,
                "db_url": self.course.directory.db_url,
            },
        }
        notes: list[str] = []
        if not self.compat:
            notes += notes_on_changed_cells(self.source, notebook)
            notes += sanitize.resolve_copies(notebook, self.order)
            notes += sanitize.restore_types(self.source, notebook)
            notes += sanitize.restore_deleted(self.course, self.source, notebook, self.order)
        notebook = sanitize.sanitize(self.course, self.source, notebook, resources)
        return Prepared(notebook, resources, notes)

    def share_prefix(self, sample: Iterable[Prepared]) -> None:
        """Run the locked cells with which most of these notebooks begin, once for all."""
        counts = Counter(prepared.prefix for prepared in sample if prepared.prefix)
        if not self.share or not counts:
            return
        server = self.engine.assignment(self.course.limits, self.support)
        reason = server.share_prefix(counts.most_common(1)[0][0])
        if reason:
            self.notes.append(f"{self.source.name}: locked cells run for each student: {reason}")
            server.close()
        else:
            self._shared = server

    def settle_wall(self, anew: bool = False, anyway: bool = False) -> None:
        """Find out which tests can run in a process of their own; `Wishes` explains the options.

        Raises `CourseError` for a source notebook that cannot be used, and where the assignment
        must not be graded: its reference gets other marks than before, or a test does not run
        behind the wall in a course that requires it.
        """
        if self.reference.exists():
            self._settle(anew, anyway)
        elif self.wall and not self.compat:
            place = self.reference.relative_to(self.course.root)
            self.walling = Walling(None, f"there is no reference; put {place} back")
        if self.course.wall.require_wall:
            level = self._server(None).isolation.level
            refuse_open(self.source.name, self.walling, level)

    def _settle(self, anew: bool, anyway: bool) -> None:
        try:
            raw = submitted.read_notebook(self.reference)
            reference = self.prepare(self.reference, "reference")
        except SubmissionError as error:
            raise CourseError(
                f"the instructor's notebook cannot be used ({error.problem})",
                f"mend it, then run `nbgrader generate_assignment {self.assignment} --force`",
            ) from error
        audited = lab_version(raw) is not None  # one of our labs: its audit proves its tests
        opinion = False if audited else self.course.wall.second_opinion
        wishes = Wishes(self.compat, self.wall, opinion, anew, anyway)
        files = {**self.support, **self.kept}
        around = [self.course.limits.as_dict(), self.engine.wanted, self.engine.hidden, self.share]
        settling = Settling(
            Proofs(self.course.root), self.assignment, self.source, files, wishes, around
        )
        self.walling, notes = settling.settle(
            reference.notebook,
            reference.code,
            lambda cells, plan: self._server(reference).run(cells, self.kept, plan),
        )
        self.notes += [f"{self.source.name}: {note}" for note in (*self.walling.notes, *notes)]

    def _server(self, prepared: Prepared | None) -> AssignmentServer:
        """The fork server for a notebook; without one, any that there is."""
        shared = self._shared
        if shared is not None and (
            prepared is None or prepared.prefix[: len(shared.prefix)] == shared.prefix
        ):
            return shared
        with self._lock:
            if self._plain is None:
                self._plain = self.engine.assignment(self.course.limits, self.support)
            return self._plain

    def grade(self, prepared: Prepared, own_files: Files) -> tuple[list[Mark], Execution]:
        """Run a prepared notebook and mark it; the notebook then holds the outputs.

        `own_files` are the student's files that are not the assignment's.
        Raises `SubmissionError` or `EngineError`.
        """
        cells = [cell_to_run(cell) for cell in prepared.code]
        execution = self._server(prepared).run(cells, own_files, self.walling.plan)
        for cell, result in zip(prepared.code, execution.cells, strict=True):
            cell.outputs = [nbformat.from_dict(output) for output in result.outputs]
            cell.execution_count = result.execution_count
            if result.ending is not Ending.DONE and result.note:
                name = cell.metadata.get("nbgrader", {}).get("grade_id", "a cell")
                prepared.notes.append(f"'{name}': {result.note}")
        prepared.notes += execution.notes
        prepared.notebook = sanitize.apply_after_run(
            self.course,
            _DONE_HERE,
            prepared.notebook,
            prepared.resources,
        )
        marks = [m for m in (mark(cell, self.compat) for cell in prepared.notebook.cells) if m]
        if self.walling.twice:
            second = self._server(prepared).run(cells, own_files)
            marks = second_opinion.settle(marks, prepared.code, second, self.walling.twice)
        prepared.notes += [m.note for m in marks if m.note]
        prepared.notebook.metadata[RECORD] = {
            "versions": self.versions.as_dict(),
            "compat": self.compat,
            "isolation": execution.isolation.as_dict(),
            "wall": self.walling.as_dict(execution.isolation.level),
            "seconds": round(execution.wall_seconds, 3),
        }
        return marks, execution

    def close(self) -> None:
        """End this notebook's fork servers."""
        for server in (self._plain, self._shared):
            if server is not None:
                server.close()
