"""One submitted notebook: prepared, run contained, and marked."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder import RECORD
from autograder.checks.catalogue import VARIABLE
from autograder.engine.between.execution import Ending, Execution
from autograder.engine.outside.engine import AssignmentServer, Engine
from autograder.errors import CourseError, SubmissionError
from autograder.forbidden.cells import written_in
from autograder.forbidden.notebook import Forbidden
from autograder.grading.courses.course import Course
from autograder.grading.courses.forbidding import judge, notebook_rules
from autograder.grading.instructor.blueprint import is_code_that_runs, make_blueprint
from autograder.grading.instructor.instructors import read_notebook
from autograder.grading.instructor.source import NotebookSource
from autograder.grading.instructor.versions import lab_version, versions_of
from autograder.grading.marking import second_opinion
from autograder.grading.marking.marks import Mark, mark
from autograder.grading.nbgrader_api import (
    AssignLatePenalties,
    CheckCellMetadata,
    Execute,
    SaveAutoGrades,
    nbformat,
    utils,
)
from autograder.grading.proving.proof import Proofs
from autograder.grading.proving.settling import Settling, Wishes, refuse_open
from autograder.grading.proving.walling import (
    ASKED_FOR,
    COMPATIBLE,
    Walling,
    cell_to_run,
    name,
)
from autograder.grading.submission import sanitize
from autograder.grading.submission.assembly import as_handed_in, assemble
from autograder.reading.reader import NotebookReader

# Run by the engine, by the gradebook's writer, or (the metadata) before the run already.
_DONE_HERE = (Execute, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata)
Files = dict[str, Path]


@dataclass
class Prepared:
    """A notebook put together and ready to run, and what was unusual about it."""

    notebook: Any
    resources: dict[str, Any]
    notes: list[str]
    language: str | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are told: the language in which checks are to speak."""
        return {VARIABLE: self.language} if self.language else {}

    @property
    def code(self) -> list[Any]:
        """The code cells that run: not empty, not tagged to be skipped (as nbclient does)."""
        return [cell for cell in self.notebook.cells if is_code_that_runs(cell)]

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
    are the assignment's files that students may replace. `reader` reads what students handed in.
    """

    course: Course
    engine: Engine
    reader: NotebookReader
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
        release = self.course.path("release", ".", self.assignment)
        self.blueprint = make_blueprint(
            self.source,
            _instructors(self.reference),
            _instructors(release / self.reference.name),
        )
        self.versions = versions_of(self.reference, self.source)
        self.forbidden = notebook_rules(self.course, self.assignment, self.source.name)
        if self.compat and self.forbidden.rules:
            self.notes.append(f"{self.source.name}: what is forbidden is not looked for: --compat")
            self.forbidden = Forbidden()

    @property
    def reference(self) -> Path:
        """The instructor's notebook, with the answers."""
        return self.course.path("source", ".", self.assignment) / f"{self.source.name}.ipynb"

    def prepare(self, path: Path, student: str) -> Prepared:
        """Read a submitted notebook and put it together to run. Raises `SubmissionError`."""
        return self._prepare(path, student, self.compat)

    def _prepare(self, path: Path, student: str, compat: bool) -> Prepared:
        handed_in = self.reader.read(path)
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
        if compat:
            notebook = as_handed_in(self.blueprint, handed_in)
        else:
            notebook, notes = assemble(self.blueprint, handed_in)
        notebook = sanitize.sanitize(self.course, self.source, notebook, resources, compat)
        for number, cell in enumerate(notebook.cells):
            cell.setdefault("id", f"cell-{number}")  # there is none before nbformat 4.5
        notebook.nbformat_minor = max(notebook.nbformat_minor, 5)
        language = self.blueprint.language(handed_in.language)
        return Prepared(notebook, resources, notes, language)

    @cached_property
    def _own_answers(self) -> Prepared:
        """The instructor's notebook as a submission. Raises `SubmissionError`."""
        return self._prepare(self.reference, "reference", compat=False)

    def share_prefix(self) -> None:
        """Run the locked cells with which the instructor's notebook begins once for all."""
        try:
            prefix = self._own_answers.prefix if self.share else ()
        except SubmissionError:
            return
        if not prefix:
            return
        server = self.engine.assignment(self.course.limits, self.support)
        reason = server.share_prefix(prefix)
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
            raw = read_notebook(self.reference)
            reference = self._own_answers
        except (CourseError, SubmissionError) as error:
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
            lambda cells, plan: self._server(reference).run(cells, self.kept, plan, lightly=True),
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
        breaches = self.forbidden.breaches(written_in(prepared.code))
        cells = [self.forbidden.guarded(cell_to_run(c), c, breaches) for c in prepared.code]
        execution = self._server(prepared).run(
            cells,
            own_files,
            self.walling.plan,
            lightly=True,
            keep_files=True,
            told=prepared.environment,
        )
        for cell, result in zip(prepared.code, execution.cells, strict=True):
            cell.outputs = [nbformat.from_dict(output) for output in result.outputs]
            cell.execution_count = result.execution_count
            if result.ending is not Ending.DONE and result.note:
                prepared.notes.append(f"'{name(cell) or 'a cell'}': {result.note}")
        prepared.notes += execution.notes
        judgement = judge(self.forbidden, breaches, prepared.code)
        prepared.notes += judgement.notes
        ran = {
            cell.id: replace(result, finished=False)  # the test counts as failed
            if name(cell) in judgement.messages
            else result
            for cell, result in zip(prepared.code, execution.cells, strict=True)
        }
        prepared.notebook = sanitize.apply_after_run(
            self.course,
            _DONE_HERE,
            prepared.notebook,
            prepared.resources,
        )
        made = prepared.notebook.cells
        marks = [m for m in (mark(cell, ran.get(cell.id), self.compat) for cell in made) if m]
        if self.walling.twice:
            told = prepared.environment
            second = self._server(prepared).run(cells, own_files, lightly=True, told=told)
            marks = second_opinion.settle(marks, prepared.code, second, self.walling.twice)
        prepared.notes += [m.note for m in marks if m.note]
        prepared.notebook.metadata[RECORD] = {
            "versions": self.versions.as_dict(),
            **({"language": prepared.language} if prepared.language else {}),
            "compat": self.compat,
            "isolation": execution.isolation.as_dict(),
            "wall": self.walling.as_dict(execution.isolation.level),
            "seconds": round(execution.wall_seconds, 3),
            "forbidden": judgement.messages,
        }
        return marks, execution

    def close(self) -> None:
        """End this notebook's fork servers."""
        for server in (self._plain, self._shared):
            if server is not None:
                server.close()


def _instructors(path: Path) -> Any:
    """A notebook of the instructor's, or None where none can be read."""
    try:
        return read_notebook(path)
    except CourseError:
        return None
