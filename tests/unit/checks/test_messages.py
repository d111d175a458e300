"""Checks name ids; what they say stands apart, in every language of the lab."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.checks import CheckFailed, add_messages, check, fill, messages, speak
from autograder.checks.catalogue import language

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("LABS_LANG", raising=False)
    monkeypatch.setattr(messages, "_texts", {})
    add_messages("en", {"sum-low": "The sum is {got}. Add the last row.", "sum-type": "A number."})
    add_messages("xx", {"sum-low": "Ulge {got}!"})
    yield
    speak("en")


def said(message: str) -> tuple[str, str]:
    """The id and the words on the card of a check that fails with this message."""
    with pytest.raises(CheckFailed) as failed, check("sum"):
        raise AssertionError(message)
    return failed.value.card.name, failed.value.card.message


def test_an_id_becomes_its_text() -> None:
    assert said("sum-type") == ("sum-type", "A number.")


def test_values_stand_in_the_text_rounded_for_people() -> None:
    assert said(fill("sum-low", got=0.1 + 0.2 + 0.06))[1] == "The sum is 0.36. Add the last row."
    assert said(fill("sum-low", got=Decimal("20.49")))[1].startswith("The sum is 20.49.")
    assert said(fill("sum-low", got=[date(2026, 9, 1)]))[1].startswith("The sum is [2026-09-01].")


def test_the_language_of_the_notebook_is_spoken() -> None:
    speak("xx")
    assert said(fill("sum-low", got=3)) == ("sum-low", "Ulge 3!")


def test_the_grader_names_another_language_than_the_notebook_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LABS_LANG", "xx")
    speak("en")
    assert language() == "xx"
    assert said(fill("sum-low", got=3))[1] == "Ulge 3!"


def test_a_text_that_a_language_lacks_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABS_LANG", "xx")
    assert said("sum-type") == ("sum-type", "A number.")


def test_what_is_no_id_is_its_own_text() -> None:
    assert said("Add the last row.") == ("", "Add the last row.")
    assert said(fill("You have {got}.", got=3)) == ("", "You have 3.")


def test_a_students_exception_is_no_message_of_the_author() -> None:
    answer: dict[str, Any] = {}
    exec(compile("def total():\n    raise AssertionError('sum-type')", "answer", "exec"), answer)
    with pytest.raises(CheckFailed) as failed, check("sum"):
        answer["total"]()
    assert failed.value.card.name == ""
    assert "AssertionError" in failed.value.card.message
