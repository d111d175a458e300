"""What a check said, by its card or its error: a claim never makes a failed check a passed one."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.checks.card import Card, State
from autograder.grading.marking.marks import Mark
from autograder.grading.marking.verdict import Verdict, verdict
from autograder.grading.results import NotebookResult, Status, SubmissionResult

pytestmark = pytest.mark.unit


def _card(state: str, message: str = "") -> dict[str, Any]:
    facts = {"task": "q1", "state": state, "hidden": False, "message": message}
    return {"output_type": "display_data", "data": {}, "metadata": {"labs": facts}}


def _error(name: str, said: str) -> dict[str, Any]:
    return {"output_type": "error", "ename": name, "evalue": said, "traceback": []}


STREAM = {"output_type": "stream", "name": "stdout", "text": "hello"}


@pytest.mark.parametrize(
    ("outputs", "state", "line"),
    [
        ([_card("passed", "Good.")], "passed", ""),
        ([_card("not-yet", "Not a share."), _error("CheckFailed", "card")], "not-yet",
         "Not a share."),
        ([_card("not-attempted", "Nothing yet.")], "not-attempted", "Nothing yet."),
        ([_card("raised", "It raised KeyError.")], "raised", "It raised KeyError."),
        ([_error("AssertionError", "From one to two\nand more")], "not-yet",
         "AssertionError: From one to two"),
        ([_error("AssertionError", "")], "not-yet", "AssertionError"),
        ([_error("KeyError", "'a'")], "raised", "KeyError: 'a'"),
        ([_error("CellTimeoutError", "30 s")], "raised", "CellTimeoutError: 30 s"),
        ([_card("passed", "Good."), _error("ValueError", "no")], "raised", "Good."),
        ([_card("made-up", "x"), _error("AssertionError", "no")], "not-yet", "x"),
        ([_card("passed"), _card("not-yet", "Later.")], "not-yet", "Later."),
        ([_error("E", "\x1b[2J\u202e" + "x" * 5000)], "raised", "E: [2J " + "x" * 292 + "…"),
        ([_error("", "")], "raised", "an error"),
    ],
)  # fmt: skip
def test_the_last_word_counts(outputs: list[Any], state: str, line: str) -> None:
    found = verdict([STREAM, *outputs])
    assert found is not None
    assert (found.state.value, found.line) == (state, line)


def test_nothing_said_is_no_verdict() -> None:
    assert verdict([]) is None
    assert verdict([STREAM, {"output_type": "execute_result", "data": {}, "metadata": {}}]) is None
    assert verdict([{**STREAM, "metadata": {"labs": "x"}}]) is None


def test_a_card_is_read_as_it_is_shown() -> None:
    _, metadata = Card("q1", State.NOT_YET, message="Too low.")._repr_mimebundle_()
    found = verdict([{"output_type": "display_data", "metadata": metadata}])
    assert found == Verdict(State.NOT_YET, "Too low.")


def test_json_says_why_points_were_lost() -> None:
    marks = [
        Mark("q1", True, False, 0.0, 2.0, None), Mark("q2", True, False, 2.0, 2.0, None),
        Mark("q3", True, False, 1.0, 2.0, None), Mark("text", True, True, None, 2.0, None),
    ]  # fmt: skip
    said = {"q1": Verdict(State.NOT_YET, "Too low."), "text": Verdict(State.RAISED, "x")}
    notebook = NotebookResult("p1", marks, verdicts=said)
    result = SubmissionResult("ps", "ana", Status.GRADED, [notebook]).as_dict()
    cells = {
        cell["cell"]: (cell["state"], cell["message"]) for cell in result["notebooks"][0]["cells"]
    }
    assert cells == {
        "q1": ("not-yet", "Too low."), "q2": ("passed", None), "q3": (None, None),
        "text": (None, None),
    }  # fmt: skip
