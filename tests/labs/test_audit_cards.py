"""What should not be on a card is seen; what belongs there is not."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.audit.bench.cards import see
from autograder.checks import State
from autograder.engine.between.execution import CellResult, Ending

pytestmark = pytest.mark.labs

SOURCE = 'with check("growth"):\n    assert growth([7.0]) == [], (\n        "Look again."\n    )'


def card(message: str, state: str = "not-yet") -> dict[str, Any]:
    facts = {"task": "growth", "state": state, "hidden": False, "message": message}
    data = {"text/plain": f"growth: {state}\n{message}"}
    return {"output_type": "display_data", "data": data, "metadata": {"labs": facts}}


def error(ename: str = "CheckFailed", *trace: str) -> dict[str, Any]:
    return {"output_type": "error", "ename": ename, "evalue": "", "traceback": list(trace)}


def faults(*outputs: dict[str, Any], hidden: bool = False) -> tuple[str, ...]:
    return see(CellResult(list(outputs), 1), SOURCE, hidden=hidden).faults


def test_a_card_with_its_error_is_as_it_should_be() -> None:
    seen = see(CellResult([card("Look again."), error()], 1), SOURCE, hidden=True)
    assert (seen.state, seen.message, seen.faults) == (State.NOT_YET, "Look again.", ())


def test_a_message_of_four_lines_is_too_long() -> None:
    assert faults(card("a\nb\nc"), error()) == ()
    assert faults(card("a\nb\nc\nd"), error()) == ("the message has more than 3 lines",)


def test_a_traceback_and_test_source_are_seen() -> None:
    trace = "Traceback (most recent call last)"
    assert faults(card("x"), error("CheckFailed", trace)) == ("it shows a traceback",)
    line = "--> 2     assert growth([7.0]) == [], ("
    assert faults(card("x"), error("CheckFailed", line)) == (
        "it shows a line of the check's source",
    )


def test_the_call_that_raised_is_no_test_source() -> None:
    assert faults(card("`growth([7.0])` raised ValueError.", "raised"), error()) == ()


def test_an_error_outside_of_the_check_is_seen() -> None:
    assert faults(error("NameError")) == (
        "the cell ends with NameError outside of its `with check`",
        "it shows no card",
    )


def test_a_hidden_check_shows_its_card_and_nothing_else() -> None:
    printed = {"output_type": "stream", "name": "stdout", "text": "7.0"}
    assert faults(printed, card("", "passed")) == ()
    assert faults(printed, card("", "passed"), hidden=True) == (
        "a hidden check shows more than its card",
    )


def test_a_cell_that_was_ended_has_no_card_and_is_no_fault_of_the_check() -> None:
    result = CellResult([error("CellTimeoutError")], 1, Ending.TIMED_OUT, note="too long")
    assert see(result, SOURCE, hidden=False).state == "too long"
    assert see(result, SOURCE, hidden=False).faults == ()
