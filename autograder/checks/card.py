"""What a student sees of a check: a small card, as HTML and as text."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Any, Protocol

from autograder.checks.catalogue import text

Bundle = dict[str, Any]


class State(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    NOT_YET = "not-yet"
    NOT_ATTEMPTED = "not-attempted"
    RAISED = "raised"
    UNDECIDED = "undecided"


_MARKS = {
    State.PASSED: "✔",
    State.NOT_ATTEMPTED: "○",
    State.NOT_YET: "✘",
    State.RAISED: "✘",
    State.UNDECIDED: "?",
}
_COLOURS = {
    State.PASSED: "#2e7d32",
    State.NOT_ATTEMPTED: "#757575",
    State.NOT_YET: "#c62828",
    State.RAISED: "#c62828",
    State.UNDECIDED: "#8d6e00",
}


class Shown(Protocol):
    """Something that IPython can display."""

    def text(self) -> str:
        """The plain form."""

    def _repr_mimebundle_(self, **_: object) -> Bundle | tuple[Bundle, Bundle]: ...


@dataclass(frozen=True, slots=True)
class Card:
    """The result of one check.

    `message` is the author's or the framework's sentence, `said` what the student's code wrote on
    stderr, `hint` the first hint of the task. A hidden check has neither `said` nor `hint`. `name`
    is the id of the author's message. `lang` is the language of the framework's own words; by
    default that of the notebook.
    """

    task: str
    state: State
    hidden: bool = False
    message: str = ""
    said: str = ""
    hint: str = ""
    name: str = ""
    lang: str | None = None

    @property
    def heading(self) -> str:
        """The mark, the task and the state in words."""
        state = "passed-hidden" if self.hidden and self.state is State.PASSED else self.state
        return f"{_MARKS[self.state]} {self.task}: {text(f'state.{state}', self.lang)}"

    def text(self) -> str:
        """The card as plain text."""
        offer = text("hint.offer", self.lang, task=self.task) if self.hint else ""
        lines = [self.heading, self.message, self._said(), offer]
        return "\n".join(line.replace("`", "") for line in lines if line)

    def html(self) -> str:
        """The card as HTML: inline style, no script, safe in a notebook that nobody trusts."""
        parts = [f"<strong>{escape(self.heading)}</strong>"]
        parts += [f"<div>{inline(line)}</div>" for line in (self.message, self._said()) if line]
        if self.hint:
            offer = text("hint.offer", self.lang, task=self.task)
            parts.append(
                f"<details><summary>{escape(text('hint.label', self.lang))}</summary>"
                f"<div>{inline(self.hint)}</div><div>{inline(offer)}</div></details>"
            )
        style = f"border-left: 4px solid {_COLOURS[self.state]}; padding: 4px 12px; margin: 4px 0"
        return f'<div style="{style}">{"".join(parts)}</div>'

    def _said(self) -> str:
        return text("check.said", self.lang, text=self.said) if self.said else ""

    def _repr_mimebundle_(self, **_: object) -> tuple[Bundle, Bundle]:
        data = {"text/plain": self.text(), "text/html": self.html()}
        facts = {"task": self.task, "state": self.state.value, "hidden": self.hidden}
        return data, {"labs": {**facts, "id": self.name, "message": self.message}}


class Undecided(Exception):
    """A check cannot judge an answer; the text names what a person must look at.

    The check ends without points, and the grader asks a person for them.
    """


class CheckFailed(AssertionError):
    """A check that did not pass; its only traceback is the card."""

    def __init__(self, card: Card, *, shown: bool) -> None:
        super().__init__(card.text())
        self.card = card
        self._shown = shown

    def _render_traceback_(self) -> list[str]:
        """IPython shows these lines in place of a traceback.

        Where the card stands above them, one line is enough. nbgrader's "Validate" shows nothing
        but these lines, so there they are the whole card.
        """
        if self._shown and os.environ.get("NBGRADER_EXECUTION") != "validate":
            return [f"{self.card.heading} ({text('check.above')})"]
        return self.card.text().splitlines()


def show(thing: Shown) -> bool:
    """Display something in a notebook; outside IPython say False and do nothing."""
    if not in_ipython():
        return False
    from IPython.display import display

    display(thing)
    return True


def in_ipython() -> bool:
    """Whether a cell of a notebook is running, in a kernel or in a bare shell."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


def inline(line: str) -> str:
    """A line as HTML, with `code` between backticks."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(line)).replace("\n", "<br>")
