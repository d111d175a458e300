"""What a page may say of a check: words of its author and of the framework, and no others.

The outputs of a check were made by the process that ran the student's code. A student can have put
anything there, a hidden value too. So nothing of them is copied: the card is made anew, and a
message only comes back if the check's own source or the catalogue holds it. A value that stood in
it becomes an ellipsis.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from autograder.checks.card import Card, State
from autograder.checks.catalogue import text
from autograder.grading.marking.verdict import Output, verdict

_ELLIPSIS = "…"
# Of one kind: which of Python's errors it is can say what a hidden test gave to the code.
ERROR = "an error"
_SENTENCES = ("stub", "missing", "no-message", "other-data", "call", "code", "unusable", "stopped")
_PLACE = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class CheckSource:
    """The source of a check cell, asked for the words that it holds."""

    text: str

    @cached_property
    def _tree(self) -> ast.Module:
        try:
            return ast.parse(self.text)
        except SyntaxError:  # IPython's own syntax: its words are not known
            return ast.Module([], [])

    @property
    def task(self) -> str:
        """The task that it checks, by its first `check("task")`; empty without one."""
        for node in ast.walk(self._tree):
            match node:
                case ast.Call(func=ast.Name(id="check"), args=[ast.Constant(value=str(task))]):
                    return task
        return ""

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name in the source, `frame.sum` as a whole too."""
        return frozenset(re.findall(r"[A-Za-z_][\w.]*", self.text))

    def messages(self) -> Iterator[str]:
        """The texts that its asserts can show."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Assert) and node.msg is not None:
                for part in ast.walk(node.msg):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


def retell(source: str, outputs: Sequence[Output], name: str, *, hidden: bool) -> Card | None:
    """The card of a check that ran, in safe words; None where it left neither card nor error.

    `source` is the whole source of the cell, `name` stands where it names no task. A check that
    ended with an error never counts as passed, whatever a card in the outputs says.
    """
    said = verdict(outputs)
    if said is None:
        return None
    check = CheckSource(source)
    message = _authors(said.message or said.details, check) or _frameworks(said.message, check)
    if not message and said.error and said.state is State.RAISED:
        stopped = said.error == "CellTimeoutError"
        message = text("check.stopped") if stopped else text("check.code", error=ERROR)
    if said.state is State.UNDECIDED:
        message = text("check.undecided", what=_ELLIPSIS)
    return Card(check.task or name, said.state, hidden=hidden, message=message)


def _authors(said: str, check: CheckSource) -> str:
    """The author's message that was said, its values left out; empty if it is none of them."""
    for message in check.messages():
        parts = _PLACE.split(message)
        if said and re.fullmatch(".*?".join(map(re.escape, parts)), said, re.DOTALL):
            return _ELLIPSIS.join(parts)
    return ""


def _frameworks(said: str, check: CheckSource) -> str:
    """The framework's sentence that was said, with names of the check only."""
    fields = {field: f"@{field}@" for field in ("name", "call", "error")}
    for sentence in _SENTENCES:
        pattern = re.escape(text(f"check.{sentence}", **fields))
        for field, mark in fields.items():
            pattern = pattern.replace(mark, f"(?P<{field}>.+?)")
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found is None:
            continue
        words = found.groupdict()
        name = words.get("name") or words.get("call", "").partition("(")[0]
        if name and name not in check.names:
            return ""
        return text(f"check.{sentence}", name=name, call=f"{name}({_ELLIPSIS})", error=ERROR)
    return ""
