"""From outputs to marks: nbgrader's rules with --compat, mended by default."""

from __future__ import annotations

from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_output

from autograder.errors import SubmissionError
from autograder.grading.marks import NO_RESPONSE, mark
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


@pytest.mark.parametrize(
    ("outputs", "compat", "mended"),
    [
        ([], 4, 4),
        ([ERROR], 0, 0),
        ([STDERR], 0, 4),
        ([STDERR, ERROR], 0, 0),
        ([value("2.5")], 2.5, 2.5),
        ([value("2.5"), value("1")], 2.5, 2.5),
        ([value("nan")], 4, 0),
        ([value("-1")], 4, 0),
        ([value("True")], 4, 4),
        ([value("'0.5'")], 4, 4),
        ([value("1"), ERROR], 1, 0),
        ([new_output("stream", name="stdout", text="hello")], 4, 4),
    ],
)
def test_a_test_cell_gets_nbgraders_mark_or_the_mended_one(
    outputs: list[Any], compat: float, mended: float
) -> None:
    cell = a_test_cell(*outputs)
    theirs, ours = mark(cell, compat=True), mark(cell, compat=False)
    assert theirs is not None
    assert ours is not None
    assert theirs.score == compat
    assert ours.score == mended


def test_a_mark_that_differs_from_nbgraders_says_so() -> None:
    ours = mark(a_test_cell(STDERR), compat=False)
    assert ours is not None
    assert "nbgrader would give 0" in ours.note


def test_a_mark_that_does_not_differ_says_nothing() -> None:
    ours = mark(a_test_cell(value("3")), compat=False)
    assert ours is not None
    assert ours.note == ""


def test_more_than_the_maximum_is_for_a_person_to_look_at() -> None:
    ours = mark(a_test_cell(value("9")), compat=False)
    assert ours is not None
    assert (ours.score, ours.review) == (0, True)


def test_a_rounding_error_above_the_maximum_is_the_maximum() -> None:
    ours = mark(a_test_cell(value("4.0000000001")), compat=False)
    assert ours is not None
    assert (ours.score, ours.review) == (4, False)


def test_more_than_the_maximum_fails_the_submission_as_in_nbgrader() -> None:
    with pytest.raises(SubmissionError, match="no mark at all"):
        mark(a_test_cell(value("9")), compat=True)


def test_an_untouched_written_answer_is_no_response_and_a_changed_one_waits_for_a_person() -> None:
    cell = new_code_cell("# YOUR CODE HERE")
    cell.metadata["nbgrader"] = {
        "grade": True, "solution": True, "locked": False, "grade_id": "w", "points": 3,
        "schema_version": 3, "task": False,
    }  # fmt: skip
    cell.metadata.nbgrader["checksum"] = utils.compute_checksum(cell)
    blank = mark(cell, compat=False)
    cell.source = "my thoughts"
    written = mark(cell, compat=False)
    assert blank is not None
    assert written is not None
    assert (blank.score, blank.comment) == (0, NO_RESPONSE)
    assert (written.score, written.comment) == (None, None)


def test_an_ordinary_cell_has_no_mark() -> None:
    assert mark(new_code_cell("1 + 1"), compat=False) is None
