"""From a graded cell's outputs to its mark: as nbgrader gives it, or with its oddities mended.

Every mended rule is a section of docs/differences-from-nbgrader.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from autograder.errors import SubmissionError
from autograder.grading.nbgrader_api import utils

NO_RESPONSE = "No response."


@dataclass(frozen=True)
class Mark:
    """What the gradebook gets for one cell.

    cell           the cell's grade_id
    graded         whether it has a score (tests and manually marked answers)
    commented      whether it has a comment (answers and tasks)
    score          points, or None where a person must mark
    max_score      points at most
    comment        nbgrader's automatic comment, or None
    review         a person should look although there is a score
    note           what differs from nbgrader's mark, or ""
    """

    cell: str
    graded: bool
    commented: bool
    score: float | None
    max_score: float
    comment: str | None
    review: bool = False
    note: str = ""


def mark(cell: Any, compat: bool) -> Mark | None:
    """The mark of a cell that was run; None for a cell that has none.

    Raises `SubmissionError` in compatible mode where nbgrader would fail the whole submission.
    """
    graded, commented = utils.is_grade(cell), utils.is_solution(cell) or utils.is_task(cell)
    if not (graded or commented):
        return None
    name = str(cell.metadata.nbgrader["grade_id"])
    score, maximum, review, note = None, 0.0, False, ""
    if graded:
        if compat:
            score, maximum = _as_nbgrader(cell, name)
        else:
            score, maximum, review, note = _mended(cell, name)
    return Mark(name, graded, commented, score, maximum, _comment(cell), review, note)


def _comment(cell: Any) -> str | None:
    unchanged = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
    return NO_RESPONSE if unchanged and not utils.is_task(cell) else None


def _as_nbgrader(cell: Any, name: str) -> tuple[float | None, float]:
    try:
        score, maximum = utils.determine_grade(cell)
    except (ValueError, KeyError) as error:
        raise SubmissionError(
            f"nbgrader gives no mark at all: the test '{name}' returned {error}",
            "mend the test, or grade without --compat",
        ) from error
    return score, maximum


def _mended(cell: Any, name: str) -> tuple[float | None, float, bool, str]:
    """Score, maximum, whether a person should look, and what differs from nbgrader's mark."""
    maximum = float(cell.metadata.nbgrader["points"])
    if utils.is_solution(cell) or cell.cell_type != "code":
        score, maximum = utils.determine_grade(cell)
        return score, maximum, False, ""
    score, review = _score(cell.outputs, maximum)
    try:
        theirs = utils.determine_grade(cell)[0]
        difference = "" if theirs == score else f"nbgrader would give {theirs:g}"
    except (ValueError, KeyError):
        difference = "nbgrader would give this submission no mark"
    note = f"'{name}' gets {score:g} of {maximum:g}: {difference}" if difference else ""
    return score, maximum, review, note


def _score(outputs: list[Any], maximum: float) -> tuple[float, bool]:
    """Points for a test cell's outputs, and whether a person should look."""
    if any(output.output_type == "error" for output in outputs):
        return 0.0, False
    for output in outputs:
        if output.output_type == "execute_result":
            return _partial_credit(output, maximum)
    return maximum, False


def _partial_credit(output: Any, maximum: float) -> tuple[float, bool]:
    """Points for the value of a test cell: a number is partial credit, anything else is full."""
    text = output.get("data", {}).get("text/plain")
    try:
        value = float("".join(text) if isinstance(text, list) else text)
    except (TypeError, ValueError):
        return maximum, False
    if math.isnan(value) or value < 0:
        return 0.0, True
    if value > maximum:
        # A sum of floats may miss the maximum by a rounding error; more than that is a mistake.
        close = math.isclose(value, maximum, rel_tol=1e-9)
        return (maximum, False) if close else (0.0, True)
    return value, False
