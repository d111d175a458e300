"""The assignment as the gradebook knows it, read once and then used without the database.

nbgrader's `OverwriteCells` asks the gradebook for every cell of every submission. `NotebookSource`
answers the same questions from memory, so that submissions can be prepared in parallel threads.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from autograder.errors import CourseError
from autograder.grading.nbgrader_api import Gradebook, MissingEntry


@dataclass(frozen=True)
class SourceCell:
    """A cell that the instructor marked (nbgrader's `SourceCell`)."""

    name: str
    cell_type: str
    locked: bool
    source: str
    checksum: str


@dataclass(frozen=True)
class GradedCell:
    """A cell worth points: a test, a manually marked answer or a task."""

    name: str
    max_score: float


_Kind = TypeVar("_Kind", SourceCell, GradedCell)


@dataclass(frozen=True)
class NotebookSource:
    """One notebook of an assignment. Stands in for a `Gradebook` inside `OverwriteCells`."""

    name: str
    kernelspec: dict[str, Any] | None
    source_cells: Sequence[SourceCell]
    grade_cells: Sequence[GradedCell]
    solution_cells: Sequence[GradedCell]
    task_cells: Sequence[GradedCell]

    def find_source_cell(self, name: str, *_: str) -> SourceCell:
        """The cell of that name; raises nbgrader's `MissingEntry`."""
        return _find(self.source_cells, name, SourceCell)

    def find_graded_cell(self, name: str, *_: str) -> GradedCell:
        """The graded cell of that name; raises nbgrader's `MissingEntry`."""
        return _find([*self.grade_cells, *self.task_cells], name, GradedCell)

    def find_notebook(self, *_: str) -> NotebookSource:
        """This notebook."""
        return self


def _find(cells: Sequence[Any], name: str, kind: type[_Kind]) -> _Kind:
    for cell in cells:
        if isinstance(cell, kind) and cell.name == name:
            return cell
    raise MissingEntry(f"No such cell: {name}")


def read_assignment(gradebook: Gradebook, assignment: str) -> dict[str, NotebookSource]:
    """The notebooks of an assignment by name.

    Raises `CourseError` when the gradebook does not know the assignment.
    """
    try:
        entry = gradebook.find_assignment(assignment)
    except MissingEntry:
        raise CourseError(
            f"the gradebook has no assignment '{assignment}'",
            f"run `nbgrader generate_assignment {assignment}` first",
        ) from None
    return {notebook.name: _read_notebook(notebook) for notebook in entry.notebooks}


def _read_notebook(notebook: Any) -> NotebookSource:
    def graded(cells: Sequence[Any]) -> list[GradedCell]:
        return [GradedCell(cell.name, float(getattr(cell, "max_score", 0) or 0)) for cell in cells]

    kernelspec = json.loads(notebook.kernelspec) if notebook.kernelspec else None
    cells = [
        SourceCell(c.name, c.cell_type, bool(c.locked), c.source, c.checksum)
        for c in notebook.source_cells
    ]
    return NotebookSource(
        notebook.name,
        kernelspec,
        cells,
        graded(notebook.grade_cells),
        graded(notebook.solution_cells),
        graded(notebook.task_cells),
    )
