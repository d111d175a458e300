"""What a student sees of a check: its state, its message, and what should not be there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.authoring.lint_messages import FRAMEWORK, LINES
from autograder.authoring.model import Message
from autograder.checks import CheckFailed, State
from autograder.checks.catalogue import text
from autograder.engine.between.execution import CellResult, Ending

# Shorter lines of a check (`else:`, `x = f()`) may stand in a message by chance.
_TELLING = 16


@dataclass(frozen=True, slots=True)
class Seen:
    """The card of a check: `state` is one of `State`, or says in words how the cell ended.

    `name` is the id of the message, "" for words of the framework. `faults` are things that no
    student should see.
    """

    state: str
    message: str = ""
    faults: tuple[str, ...] = ()
    name: str = ""


def see(result: CellResult, source: str, *, hidden: bool) -> Seen:
    """Read the card in the outputs of a check cell with this source."""
    cards = [output for output in result.outputs if "labs" in output.get("metadata", {})]
    if result.ending is not Ending.DONE:
        return Seen(result.note or "was not run")
    if not cards:
        faults = (*_faults(result, "", source), "it shows no card")
        return Seen(f"no card ({result.error or 'no error'})", faults=faults)
    facts = cards[-1]["metadata"]["labs"]
    message = str(facts["message"])
    faults = tuple(_faults(result, message, source))
    if hidden and any(_extra(output) for output in result.outputs):
        faults += ("a hidden check shows more than its card",)
    return Seen(str(facts["state"]), message, faults, str(facts["id"]))


def _extra(output: dict[str, Any]) -> bool:
    return output["output_type"] != "error" and "labs" not in output.get("metadata", {})


def _faults(result: CellResult, message: str, source: str) -> Iterator[str]:
    if len(message.splitlines()) > LINES:
        yield f"the message has more than {LINES} lines"
    shown = []
    for output in result.outputs:
        shown.append(str(output.get("data", {}).get("text/plain", "")))
        if output["output_type"] == "error":
            shown += [output["evalue"], *output["traceback"]]
            if output["ename"] != CheckFailed.__name__:
                yield f"the cell ends with {output['ename']} outside of its `with check`"
    whole = "\n".join(shown)
    if "Traceback (most recent call last)" in whole:
        yield "it shows a traceback"
    lines = {line.strip() for line in source.splitlines()}
    if any(len(line) >= _TELLING and line in whole for line in lines):
        yield "it shows a line of the check's source"


class Messages:
    """The messages of a lab, to find out which of them a card shows."""

    def __init__(self, messages: Mapping[str, Message]) -> None:
        self._names = frozenset(messages)

    def says(self, seen: Seen, name: str) -> bool:
        """Whether a card shows the message of that id, or has the state of that name."""
        if name in FRAMEWORK:
            return seen.state == name
        return seen.state == State.NOT_YET and seen.name == name

    def unknown(self, seen: Seen) -> bool:
        """Whether the text of a card is neither one of these messages nor the framework's own."""
        kind = re.escape(text("check.unusable", error="@")).replace("@", r"\w+")
        own = seen.message == text("check.no-message") or re.fullmatch(kind, seen.message)
        return not own and seen.name not in self._names

    def describe(self, seen: Seen) -> str:
        """A card in words: its state, the id of its message, the message."""
        head = seen.name or ("not yet" if seen.state == State.NOT_YET else seen.state)
        return f"{head}: {seen.message}" if seen.message else head
