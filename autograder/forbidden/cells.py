"""Cells of an nbgrader notebook: which a student may write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.cells import grade_id, role


@dataclass(frozen=True)
class Written:
    """A code cell that a student may write; `name` is the grade id of an answer, else ""."""

    name: str
    source: str


def is_answer(cell: Any) -> bool:
    """Whether a cell of an nbgrader notebook is for a student's answer."""
    return bool(role(cell).get("solution"))


def is_own(cell: Any) -> bool:
    """Whether a cell is nobody's in particular, so that a student may have written it."""
    return not any(role(cell).get(kind) for kind in ("solution", "grade", "locked"))


def answers_of(notebook: Any) -> list[str]:
    """The grade ids of the answers in code."""
    cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    return [grade_id(cell) for cell in cells if is_answer(cell)]


def written_in(code: Sequence[Any]) -> list[Written]:
    """The cells of a notebook that a student may write, of its code cells."""
    return [
        Written(grade_id(cell) if is_answer(cell) else "", str(cell.source))
        for cell in code
        if is_answer(cell) or is_own(cell)
    ]


def marks(cell: Any) -> Mapping[str, Any]:
    """What nbgrader knows of a cell."""
    found: Mapping[str, Any] = cell.metadata.get("nbgrader", {})
    return found
