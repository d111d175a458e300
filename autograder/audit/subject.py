"""What is audited: a lab of this course, or the source notebook of an nbgrader course."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.audit.answers.variations import CheckCell, Notebooks
from autograder.audit.tables import tables_of
from autograder.authoring import regions
from autograder.authoring.lint import lint
from autograder.authoring.model import Attempts, Message, Role
from autograder.authoring.notebook import source_notebook
from autograder.authoring.problems import AuthoringError
from autograder.authoring.reader import known_outcomes, read_lab
from autograder.cells import grade_id
from autograder.errors import LabsError
from autograder.grading.nbgrader_api import nbformat, utils

_AUTOTEST = ("### AUTOTEST", "### HASHED AUTOTEST")


@dataclass(frozen=True)
class Subject:
    """What an audit needs to know.

    name       the lab's id, or the notebook's name
    file       `lab.py`, or the notebook
    notebooks  its notebooks, with answers and checks
    tables     the files that stand beside the notebook, by their path there
    messages   by id; none in a notebook
    attempts   what `attempts.py` holds; nothing for a notebook
    lines      for each answer and check cell of a lab the line of its source in `lab.py`, or that
               of its marker; empty for a notebook
    chosen     the tasks that are audited; empty for all of them
    skipped    of these, the tasks whose reference is not varied
    known      for tasks that were proven before, the messages that only automatic answers get
    own        whether it is a lab in the course's own format, with cards, messages and attempts
    """

    name: str
    root: Path
    file: Path
    notebooks: Notebooks
    tables: Mapping[str, Path]
    messages: Mapping[str, Message] = field(default_factory=dict)
    attempts: Attempts = field(default_factory=Attempts)
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    own: bool = True
    chosen: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    known: Mapping[str, Collection[str]] = field(default_factory=dict)

    @property
    def tasks(self) -> list[str]:
        """The tasks that are marked automatically and were chosen, in their order."""
        tasks = dict.fromkeys(check.task for check in self.notebooks.checks)
        return [task for task in tasks if not self.chosen or task in self.chosen]

    @property
    def varied(self) -> list[str]:
        """The tasks whose reference is varied: mutants and other automatic answers are made."""
        return [task for task in self.tasks if task not in self.skipped]

    def only(self, tasks: Collection[str]) -> Subject:
        """The same with some of its tasks; all, if none is named.

        Raises:
            LabsError: it has no such task.
        """
        for task in sorted({*tasks} - {*self.tasks}):
            raise LabsError(
                f"{self.name} has no task '{task}'", f"tasks there: {', '.join(self.tasks)}"
            )
        if not tasks:
            return self
        known = self.attempts
        attempts = Attempts(
            tuple(one for one in known.right if one.task in tasks),
            tuple(one for one in known.wrong if one.task in tasks),
            tuple(one for one in known.equivalent if one.task in tasks),
            tuple(one for one in known.invariant if one.task in tasks),
            known.ordered,
            tuple(one for one in known.constant if one.task in tasks),
            tuple(one for one in known.unchanged if one.task in tasks),
        )
        return replace(self, attempts=attempts, chosen=frozenset(tasks))

    def cell_place(self, cell: str, line: int = -1) -> str:
        """Where a cell stands, or a line of its source, which counts from 0."""
        if not self.own:
            more = f", line {line + 1}" if line >= 0 else ""
            return f"{self._relative(self.file)}, cell {cell}{more}"
        marker, first = self.lines[cell]
        return f"{self._relative(self.file)}:{marker if line < 0 else first + line}"

    def attempts_place(self, line: int) -> str:
        """A line of `attempts.py`."""
        return f"{self._relative(self.file.with_name('attempts.py'))}:{line}"

    def message_place(self, message: str) -> str:
        """Where a message stands."""
        line = self.messages[message].line
        return f"{self._relative(self.file.with_name('messages.toml'))}:{line}"

    @property
    def start(self) -> str:
        """The place of what concerns all of it."""
        return f"{self._relative(self.file)}:1" if self.own else self._relative(self.file)

    def _relative(self, path: Path) -> str:
        return os.path.relpath(path, self.root)


def lab_subject(root: Path, lab_id: str) -> Subject:
    """A lab of the clone at `root`.

    Raises:
        LabsError: there is no such lab.
        AuthoringError: the lab does not build.
    """
    lab = read_lab(root, lab_id)
    problems = lint(lab, known_outcomes(root))
    if problems:
        raise AuthoringError(problems)
    source = source_notebook(lab)
    written = [cell for cell in lab.cells if cell.role in (Role.CHECK, Role.HIDDEN)]
    found = [cell for cell in source.cells if cell.cell_type == "code" and utils.is_grade(cell)]
    checks = tuple(
        CheckCell(cell.id, own.task or "", own.role is Role.HIDDEN, own.points)
        for cell, own in zip(found, written, strict=True)
    )
    lines = {
        cell.id: (own.line, own.first_line) for cell, own in zip(found, written, strict=True)
    } | {
        task.id: (answer.line, answer.first_line)
        for task in lab.tasks.values()
        for answer in task.having(Role.ANSWER)
    }
    return Subject(
        lab.id, root, lab.path, Notebooks(source, checks), tables_of(lab, root), lab.messages,
        lab.attempts, lines,
    )  # fmt: skip


def notebook_subject(path: Path) -> Subject:
    """The source notebook of an assignment of some nbgrader course, with the files beside it.

    A task is a code cell that a student writes, and the tests up to the next one are its checks.

    Raises:
        LabsError: it cannot be read, has no automatic test, or nbgrader makes no exercise of it.
    """
    try:
        source = nbformat.read(path, as_version=4)
    except Exception as error:  # of any kind: the file may hold anything
        raise LabsError(f"{path} is no notebook that can be read ({error})") from error
    if any(mark in cell.source for cell in source.cells for mark in _AUTOTEST):
        raise LabsError(
            f"{path} has AUTOTEST lines, which are no tests yet",
            "write the tests out as asserts, or audit a notebook in which nbgrader did",
        )
    checks, task = [], ""
    for number, cell in enumerate(source.cells):
        cell.id = grade_id(cell) or f"audit-cell-{number}"
        if cell.cell_type != "code":
            continue
        if utils.is_solution(cell):
            task = "" if utils.is_grade(cell) else cell.id
        elif utils.is_grade(cell) and task:
            hidden = f"BEGIN {regions.HIDDEN_TESTS}" in cell.source
            points = float(cell.metadata.nbgrader["points"])
            checks.append(CheckCell(cell.id, task, hidden, points))
    if not checks:
        raise LabsError(
            f"{path} has no answer with an automatic test", "name a source notebook of nbgrader"
        )
    source.nbformat_minor = max(source.nbformat_minor, 5)
    try:
        notebooks = Notebooks(source, tuple(checks))
    except Exception as error:  # nbgrader's steps raise what they like
        raise LabsError(f"nbgrader makes no exercise of {path} ({error})") from error
    beside = {
        str(file.relative_to(path.parent)): file
        for file in sorted(path.parent.rglob("*"))
        if file.is_file() and file.suffix != ".ipynb"
    }
    return Subject(path.stem, Path.cwd(), path, notebooks, beside, own=False)
