"""What gave a mark: the versions of the lab, of its checks and of the grader."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import autograder
from autograder import RECORD
from autograder.errors import CourseError
from autograder.grading.instructor.instructors import read_notebook
from autograder.grading.instructor.source import NotebookSource


@dataclass(frozen=True)
class Versions:
    """The versions behind the marks of one notebook.

    lab           a hash of the instructor's notebook: its cells, not their outputs; None without it
    lab_version   the version that the lab's author gave it; None where the notebook has none
    checks        a hash of what no student can edit, as the gradebook has it, and of the points
    grader        of this package
    nbgrader      of nbgrader, whose code prepares notebooks and marks
    """

    lab: str | None
    lab_version: str | None
    checks: str
    grader: str
    nbgrader: str

    def as_dict(self) -> dict[str, str | None]:
        """Plain data for the record of a result."""
        return asdict(self)


def versions_of(reference: Path, source: NotebookSource) -> Versions:
    """The versions now in force; `reference` is the instructor's notebook, where it is there."""
    try:
        notebook = read_notebook(reference)
    except CourseError:
        lab, given = None, None
    else:
        lab = _hash([(c.cell_type, c.source, _role(c)) for c in notebook.cells])
        given = lab_version(notebook)
    points = {cell.name: cell.max_score for cell in (*source.grade_cells, *source.task_cells)}
    checks = _hash(
        [
            (cell.name, cell.cell_type, cell.source, points.get(cell.name))
            for cell in sorted(source.source_cells, key=lambda cell: cell.name)
            if cell.locked
        ]
    )
    return Versions(lab, given, checks, autograder.__version__, version("nbgrader"))


def lab_version(notebook: Any) -> str | None:
    """The version that a lab's author gave it, from its notebook's metadata."""
    record = notebook.metadata.get(RECORD)
    given = record.get("lab_version") if isinstance(record, Mapping) else None
    return given if isinstance(given, str) else None


def _role(cell: Any) -> dict[str, Any]:
    """A cell's nbgrader metadata without the checksum, which nbgrader adds to its own copies."""
    role = cell.metadata.get("nbgrader", {})
    return {name: value for name, value in role.items() if name != "checksum"}


def _hash(content: Any) -> str:
    """Sixteen hexadecimal digits of SHA-256: enough to tell versions apart, short to read."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
