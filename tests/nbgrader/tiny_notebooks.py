"""Tiny nbgrader notebooks, cell by cell."""

from __future__ import annotations

import copy
from typing import Any

from autograder.grading.nbgrader_api import nbformat

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def _cell(kind: str, source: str, name: str, **meta: Any) -> Any:
    make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    flags = {"grade": False, "solution": False, "locked": False, "task": False}
    cell = make(source)
    cell.metadata["nbgrader"] = {**flags, "schema_version": 3, "grade_id": name, **meta}
    return cell


def plain(source: str) -> Any:
    """A code cell that nbgrader knows nothing of."""
    return nbformat.v4.new_code_cell(source)


def locked(source: str, name: str = "setup") -> Any:
    """A code cell that students may read but not edit."""
    return _cell("code", source, name, locked=True)


def answer(source: str, name: str = "answer") -> Any:
    """A code cell for the student's answer."""
    return _cell("code", source, name, solution=True)


def graded(source: str, points: float = 1, name: str = "test") -> Any:
    """A code cell worth points, marked by running it."""
    return _cell("code", source, name, grade=True, locked=True, points=points)


def essay(source: str, points: float = 2, name: str = "essay") -> Any:
    """A Markdown answer that a person marks."""
    return _cell("markdown", source, name, grade=True, solution=True, points=points)


def program(source: str, points: float = 2, name: str = "program") -> Any:
    """A code answer that a person marks."""
    return _cell("code", source, name, grade=True, solution=True, points=points)


def task(source: str, points: float = 3, name: str = "task") -> Any:
    """A task: Markdown that asks for cells of the student's own, marked by a person."""
    return _cell("markdown", source, name, task=True, locked=True, points=points)


def notebook(*cells: Any) -> Any:
    """A notebook of these cells in Python; their ids are their positions."""
    numbered = [nbformat.from_dict({**cell, "id": f"cell-{n}"}) for n, cell in enumerate(cells)]
    made = nbformat.v4.new_notebook(cells=numbered)
    made.metadata["kernelspec"] = {
        "name": "python3", "display_name": "Python 3", "language": "python",
    }  # fmt: skip
    return made


def as_text(released: Any) -> Any:
    """The notebook with its code cells turned into Markdown, as JupyterLab 1 to 3 wrote it."""
    made = copy.deepcopy(released)
    made.nbformat_minor = 4  # cells have ids since nbformat 4.5
    for cell in made.cells:
        cell.cell_type = "markdown"
        for key in ("outputs", "execution_count", "id"):
            cell.pop(key, None)
    return made


def handed_in(released: Any, *cells: Any) -> Any:
    """A notebook of these cells; those with a role carry the metadata that the student received."""
    known = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in released.cells}
    made = notebook(*cells)
    for cell in made.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in known:
            cell.metadata = nbformat.from_dict(known[name].metadata)
    return made
