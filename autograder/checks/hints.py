"""Hints: the notebook's set-up registers them, `hint` shows one more at each call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from autograder.checks.card import Bundle, show
from autograder.checks.catalogue import text


@dataclass(slots=True)
class _Ladder:
    rungs: tuple[str, ...]
    shown: int = field(default=0)


_ladders: dict[str, _Ladder] = {}


@dataclass(frozen=True, slots=True)
class _HintCard:
    heading: str
    body: str = ""

    def text(self) -> str:
        return f"{self.heading}\n{self.body}".strip()

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        markdown = f"**{self.heading}**\n\n{self.body}".strip()
        return {"text/plain": self.text(), "text/markdown": markdown}


def add_hints(task: str, hints: Sequence[str]) -> None:
    """Register the hints of a task, in the order in which they are shown.

    The build writes a cell with these calls into every notebook. Registering again starts anew.
    """
    _ladders[task] = _Ladder(tuple(hints))


def first_hint(task: str) -> str:
    """The first hint of a task, or nothing when it has none."""
    ladder = _ladders.get(task)
    return ladder.rungs[0] if ladder and ladder.rungs else ""


def hint(task: str) -> None:
    """Show the next hint of a task; after the last one, say that there are no more."""
    ladder = _ladders.get(task)
    if ladder is None or not ladder.rungs:
        known = ", ".join(sorted(name for name, other in _ladders.items() if other.rungs))
        card = _HintCard(text("hint.none", task=task, known=known or "-"))
    elif ladder.shown >= len(ladder.rungs):
        card = _HintCard(text("hint.no-more", task=task))
    else:
        ladder.shown += 1
        heading = text("hint.heading", task=task, number=ladder.shown, total=len(ladder.rungs))
        card = _HintCard(heading, ladder.rungs[ladder.shown - 1])
    if not show(card):
        print(card.text())
