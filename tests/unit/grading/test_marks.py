"""From outputs to marks: nbgrader's rules with --compat, mended by default."""

from __future__ import annotations

import math
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_output

from autograder.checks import Card, State
from autograder.engine.between.execution import CellResult, Ending
from autograder.errors import SubmissionError
from autograder.grading.marking.marks import NO_RESPONSE, mark
from autograder.grading.nbgrader_api import utils

pytestmark = pytest.mark.unit

STDERR = new_output("stream", name="stderr", text="a warning")
ERROR = new_output("error", ename="AssertionError", evalue="", traceback=[])


def value(text: str) -> Any:
    return new_output("execute_result", data={"text/plain": text}, execution_count=1)


def a_test_cell(*outputs: Any, points: float = 4) -> Any:
    cell = new_code_cell("assert True", outputs=list(outputs))
    cell.metadata["nbgrader"] = {
        "grade": True, "solution": False, "locked": True, "grade_id": "t", "points": points,
        "schema_version": 3, "task": False,
    }  # fmt: skip
    return cell


def done(value: float | str | None = None) -> CellResult:
    """A cell that came to its end."""
    return CellResult([], 1, finished=True, value=value)


FAILED = CellResult([], 1, error="AssertionError")


@pytest.mark.parametrize(
    ("outputs", "ran", "compat", "mended"),
    [
        ([], done(), 4, 4),
        ([ERROR], FAILED, 0, 0),
        ([STDERR], done(), 0, 4),
        ([STDERR, ERROR], FAILED, 0, 0),
        ([value("2.5")], done(2.5), 2.5, 2.5),
        ([value("2.5"), value("1")], done(2.5), 2.5, 2.5),
        ([value("np.float64(0.0)")], done(0.0), 4, 0),
        ([value("np.float64(1.5)")], done(1.5), 4, 1.5),
        ([value("nan")], done(math.nan), 4, 0),
        ([value("-1")], done(-1.0), 4, 0),
        ([value("True")], done("other"), 4, 0),
        ([value("'0.5'")], done("other"), 4, 0),
        ([value("1"), ERROR], FAILED, 1, 0),
        ([new_output("stream", name="stdout", text="hello")], done(), 4, 4),
        ([], CellResult([], None), 0, 0),
        ([], CellResult([], None, Ending.NOT_RUN, error="CellNotRun"), 0, 0),
        ([value("4.0")], CellResult([], 1), 0, 0),
        ([], None, 0, 0),
    ],
)
def test_a_test_cell_gets_nbgraders_mark_or_the_mended_one(
    outputs: list[Any], ran: CellResult | None, compat: float, mended: float
) -> None:
    cell = a_test_cell(*outputs)
    theirs, ours = mark(cell, ran, compat=True), mark(cell, ran, compat=False)
    assert theirs is not None
    assert ours is not None
    assert theirs.score == compat
    assert ours.score == mended


def test_a_mark_that_differs_from_nbgraders_says_so() -> None:
    ours = mark(a_test_cell(STDERR), done(), compat=False)
    assert ours is not None
    assert "nbgrader would give 0" in ours.note


def test_a_mark_that_does_not_differ_says_nothing() -> None:
    ours = mark(a_test_cell(value("3")), done(3.0), compat=False)
    assert ours is not None
    assert ours.note == ""


@pytest.mark.parametrize(
    ("ran", "why"),
    [
        (done(9.0), "more than its points"),
        (done(-1.0), "no credit"),
        (done(math.nan), "no credit"),
        (done(math.inf), "more than its points"),
        (done("other"), "no number"),
        (None, "was not run"),
    ],
)
def test_without_evidence_there_are_no_points_and_a_person_looks(
    ran: CellResult | None, why: str
) -> None:
    ours = mark(a_test_cell(), ran, compat=False)
    assert ours is not None
    assert (ours.score, ours.review) == (0, True)
    assert why in ours.note


def test_a_check_that_cannot_judge_gives_no_points_and_asks_a_person_by_name() -> None:
    card = Card("t", State.UNDECIDED, hidden=True, message="A formula needs the function FOO.")
    data, metadata = card._repr_mimebundle_()
    shown = new_output("display_data", data=data, metadata=metadata)
    ours = mark(a_test_cell(shown, ERROR), FAILED, compat=False)
    assert ours is not None
    assert (ours.score, ours.review) == (0, True)
    assert "function FOO" in ours.note
    other = mark(a_test_cell(ERROR), FAILED, compat=False)
    assert other is not None
    assert (other.score, other.review, other.note) == (0, False, "")


def test_a_constant_at_the_end_of_a_test_says_nothing_of_the_answer() -> None:
    cell = a_test_cell(value("'Well done!'"))
    for last, points in (("'Well done!'", 4), ("None", 4), ("well_done", 0), ("f(3) == 4", 0)):
        cell.source = f"assert f(1) == 1\n{last}"
        ours = mark(cell, done("other"), compat=False)
        assert ours is not None
        assert ours.score == points


def test_a_rounding_error_above_the_maximum_is_the_maximum() -> None:
    ours = mark(a_test_cell(value("4.0000000001")), done(4.0000000001), compat=False)
    assert ours is not None
    assert (ours.score, ours.review) == (4, False)


def test_more_than_the_maximum_fails_the_submission_as_in_nbgrader() -> None:
    with pytest.raises(SubmissionError, match="no mark at all"):
        mark(a_test_cell(value("9")), done(9.0), compat=True)


def test_an_untouched_written_answer_is_no_response_and_a_changed_one_waits_for_a_person() -> None:
    cell = new_code_cell("# YOUR CODE HERE")
    cell.metadata["nbgrader"] = {
        "grade": True, "solution": True, "locked": False, "grade_id": "w", "points": 3,
        "schema_version": 3, "task": False,
    }  # fmt: skip
    cell.metadata.nbgrader["checksum"] = utils.compute_checksum(cell)
    blank = mark(cell, None, compat=False)
    cell.source = "my thoughts"
    written = mark(cell, None, compat=False)
    assert blank is not None
    assert written is not None
    assert (blank.score, blank.comment) == (0, NO_RESPONSE)
    assert (written.score, written.comment) == (None, None)


def test_an_ordinary_cell_has_no_mark() -> None:
    assert mark(new_code_cell("1 + 1"), None, compat=False) is None
