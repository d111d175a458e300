"""Whether the gradebook knows the instructor's notebook as it is now.

nbgrader marks with the checks that `nbgrader generate_assignment` stored in the gradebook. A check
that was mended in the notebook alone changes no mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.cells import grade_id, role
from autograder.errors import CourseError
from autograder.grading.instructor.instructors import read_notebook
from autograder.grading.instructor.source import NotebookSource
from autograder.grading.nbgrader_api import utils

# nbgrader writes the asserts of such a cell when it generates the assignment.
_WRITTEN_BY_NBGRADER = re.compile(r"^\s*###\s*(HASHED\s+)?AUTOTEST\b", re.MULTILINE)


def changed_since_generated(reference: Path, source: NotebookSource) -> list[str]:
    """The cells no student may edit whose text or points differ from what the gradebook has.

    `reference` is the instructor's notebook; nothing can be said where it is not there.
    """
    try:
        cells = read_notebook(reference).cells
    except CourseError:
        return []
    stored = {cell.name: cell for cell in source.source_cells}
    points = {cell.name: cell.max_score for cell in (*source.grade_cells, *source.task_cells)}
    changed, seen = [], set()
    for cell in cells:
        name = grade_id(cell)
        if not name or not (utils.is_locked(cell) or utils.is_grade(cell) or utils.is_task(cell)):
            continue
        seen.add(name)
        same_text = written_by_nbgrader(cell) or not utils.is_locked(cell) or (
            name in stored and stored[name].source == cell.source
        )  # fmt: skip
        if not same_text or points.get(name) != _points(role(cell)):
            changed.append(str(name))
    return changed + sorted(set(points) - seen)


def written_by_nbgrader(cell: Any) -> bool:
    """Whether nbgrader writes asserts into this cell when it generates the assignment."""
    return _WRITTEN_BY_NBGRADER.search(cell.source) is not None


def _points(role: Mapping[str, Any]) -> float | None:
    graded = role.get("grade") or role.get("task")
    given = role.get("points", 0)
    return float(given) if graded and isinstance(given, int | float) else None
