"""From a graded cell that was run to its mark: as nbgrader gives it, or with its oddities mended.

A mark needs evidence. A test scores because the process that ran it says that it ran to its end, or
because it ends in a number; outputs alone prove nothing. Every mended rule is a section of
docs/differences-from-nbgrader.md.
"""

from __future__ import annotations

import ast
import math
from dataclasses import dataclass
from typing import Any

from autograder.cells import grade_id
from autograder.checks.card import State
from autograder.engine.between.execution import CellResult
from autograder.errors import SubmissionError
from autograder.grading.marking.verdict import verdict
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


def mark(cell: Any, ran: CellResult | None, compat: bool) -> Mark | None:
    """The mark of a cell, `ran` being what came of running it; None for a cell that has none.

    Without `ran` a test was not run: then it has no points, in either mode. Raises
    `SubmissionError` in compatible mode where nbgrader would fail the whole submission.
    """
    graded, commented = utils.is_grade(cell), utils.is_solution(cell) or utils.is_task(cell)
    if not (graded or commented):
        return None
    name = grade_id(cell)
    score, maximum, review, note = None, 0.0, False, ""
    if graded:
        maximum = float(cell.metadata.nbgrader["points"])
        if utils.is_solution(cell) or cell.cell_type != "code":
            score, maximum = utils.determine_grade(cell)
        elif ran is None or (compat and not _has_evidence(cell, ran)):
            score, review, note = 0.0, not compat, f"'{name}' was not run: no points"
        elif compat:
            score = _as_nbgrader(cell, name)
        else:
            score, review, note = _mended(cell, ran, name, maximum)
    return Mark(name, graded, commented, score, maximum, _comment(cell), review, note)


def _comment(cell: Any) -> str | None:
    unchanged = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
    return NO_RESPONSE if unchanged and not utils.is_task(cell) else None


def _has_evidence(cell: Any, ran: CellResult) -> bool:
    """Whether a cell was run: it came to its end, or to an error that it shows."""
    return ran.finished or any(output.output_type == "error" for output in cell.outputs)


def _as_nbgrader(cell: Any, name: str) -> float | None:
    try:
        score: float | None = utils.determine_grade(cell)[0]
    except (ValueError, KeyError) as error:
        raise SubmissionError(
            f"nbgrader gives no mark at all: the test '{name}' returned {error}",
            "mend the test, or grade without --compat",
        ) from error
    return score


def _mended(cell: Any, ran: CellResult, name: str, maximum: float) -> tuple[float, bool, str]:
    """Score, whether a person should look, and what differs from nbgrader's mark."""
    score, review, why = _score(cell, ran, maximum)
    try:
        theirs = utils.determine_grade(cell)[0]
        difference = "" if theirs == score else f"nbgrader would give {theirs:g}"
    except (ValueError, KeyError):
        difference = "nbgrader would give this submission no mark"
    said = "; ".join(filter(None, (why, difference)))
    return score, review, f"'{name}' gets {score:g} of {maximum:g}: {said}" if said else ""


def _score(cell: Any, ran: CellResult, maximum: float) -> tuple[float, bool, str]:
    """Points for a test that was run, whether a person should look, and why."""
    if not ran.finished:
        said = verdict(cell.outputs)
        undecided = said is not None and said.state is State.UNDECIDED
        return 0.0, undecided, said.line if said is not None and undecided else ""
    if ran.value is None or _ends_in_constant(cell.source):
        return maximum, False, ""
    if not isinstance(ran.value, float):
        return 0.0, True, "it ends in a value that is no number"
    if math.isnan(ran.value) or ran.value < 0:
        return 0.0, True, "it ends in a number that is no credit"
    if ran.value > maximum:
        # A sum of floats may miss the maximum by a rounding error; more than that is a mistake.
        close = math.isclose(ran.value, maximum, rel_tol=1e-9)
        return (maximum, False, "") if close else (0.0, True, "it ends in more than its points")
    return ran.value, False, ""


def _ends_in_constant(source: str) -> bool:
    """Whether the last line of a test is a text or the like, which says nothing of an answer."""
    try:
        last = ast.parse(source).body[-1]
    except (SyntaxError, ValueError, IndexError):
        return False
    if not isinstance(last, ast.Expr) or not isinstance(last.value, ast.Constant):
        return False
    return type(last.value.value) not in (int, float, complex)
