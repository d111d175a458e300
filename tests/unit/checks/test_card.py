"""The card, as HTML and as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from autograder.checks import Card, State
from autograder.checks.catalogue import text

pytestmark = pytest.mark.unit

FULL = Card(
    "growth", State.NOT_YET, message="Divide by `a`, not <b>.", said="UserWarning: x", hint="Why?"
)


def test_a_card_has_no_script_and_no_outside_address() -> None:
    assert not re.search(r"<script|https?:|url\(|\son\w+=|\sid=", FULL.html())


def test_a_card_is_made_of_what_jupyterlabs_sanitiser_lets_through() -> None:
    tags, styles = set(), set()
    for tag, attributes in _tags(FULL.html()):
        tags.add(tag)
        assert [name for name, _ in attributes] in ([], ["style"])
        styles |= {part.strip() for _, value in attributes for part in (value or "").split(";")}
    # Read in the sanitiser of JupyterLab 4.6.6, whose patterns these values match.
    assert tags <= {"div", "strong", "code", "br", "details", "summary"}
    assert styles == {"border-left: 4px solid #c62828", "padding: 4px 12px", "margin: 4px 0"}


def test_what_a_message_says_can_never_become_html() -> None:
    assert "Divide by <code>a</code>, not &lt;b&gt;." in FULL.html()


def test_the_hint_is_folded() -> None:
    assert re.search(r"<details><summary>A hint</summary>.*Why\?.*</details>", FULL.html())


def test_the_text_form_says_the_same_without_marks_of_code() -> None:
    assert FULL.text().splitlines() == [
        "✘ growth: not yet",
        "Divide by a, not <b>.",
        "Your code also wrote: UserWarning: x",
        'hint("growth") shows the hints one by one.',
    ]


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_mark_and_words_so_that_colour_carries_no_meaning(state: State) -> None:
    heading = Card("growth", state).heading
    assert heading[0] in "✔✘○?"
    assert heading.endswith(text(f"state.{state}"))


def test_no_card_ever_says_that_all_checks_passed() -> None:
    for hidden in (False, True):
        assert "all" not in Card("growth", State.PASSED, hidden=hidden).text().split()


def _tags(html: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, attrs))

    found: list[tuple[str, list[tuple[str, str | None]]]] = []
    Parser().feed(html)
    return found
