"""What a page may say of a check: words of its author and of the framework, and no others.

The outputs of a check were made by the process that ran the student's code. A student can have put
anything there, a hidden value too. So nothing of them is copied: the card is made anew, and a
message only comes back if the check's own source or the catalogue holds it. A value that stood in
it becomes an ellipsis.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any

from autograder import RECORD
from autograder.checks.card import Card, State
from autograder.checks.catalogue import languages, text
from autograder.grading.marking.verdict import Output, verdict

_ELLIPSIS = "…"
# Of one kind: which of Python's errors it is can say what a hidden test gave to the code.
ERROR = "an error"
_SENTENCES = ("stub", "missing", "no-message", "other-data", "call", "code", "unusable", "stopped")
_PLACE = re.compile(r"\{\w+\}")


Texts = Mapping[str, Sequence[str]]
"""The texts of a notebook's messages by id, one in each language."""


def texts_in(sources: Iterable[str]) -> dict[str, list[str]]:
    """The texts that cells register with `add_messages("en", {...})`, by id.

    `sources` must be the instructor's. They are read and never run.
    """
    found: dict[str, list[str]] = {}
    for source in sources:
        if "add_messages" not in source:
            continue
        for node in ast.walk(_parsed(source)):
            match node:
                case ast.Call(func=ast.Name(id="add_messages"), args=[_, ast.Dict() as texts]):
                    for name, words in zip(texts.keys, texts.values, strict=True):
                        match name, words:
                            case ast.Constant(value=str(key)), ast.Constant(value=str(value)):
                                found.setdefault(key, []).append(value)
    return found


def language_of(notebook: Mapping[str, Any]) -> str | None:
    """The language in which a notebook was graded, if the framework has it."""
    record = notebook.get("metadata", {}).get(RECORD)
    found = record.get("language") if isinstance(record, Mapping) else None
    return found if found in languages() else None


@dataclass(frozen=True)
class CheckSource:
    """The source of a check cell, asked for the words that it holds.

    `texts` are those of the notebook's messages; the cell may hold more.
    """

    text: str
    texts: Texts = field(default_factory=dict)

    @cached_property
    def _tree(self) -> ast.Module:
        return _parsed(self.text)

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
        """The texts that its asserts can show, in every language."""
        known = {**self.texts, **texts_in([self.text])}
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Assert) and node.msg is not None:
                for part in ast.walk(node.msg):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield from known.get(part.value, (part.value,))


def retell(
    source: str,
    outputs: Sequence[Output],
    name: str,
    *,
    hidden: bool,
    texts: Texts | None = None,
    lang: str | None = None,
) -> Card | None:
    """The card of a check that ran, in safe words; None where it left neither card nor error.

    `source` is the whole source of the cell, `name` stands where it names no task, `texts` are the
    notebook's. A check that ended with an error never counts as passed, whatever a card in the
    outputs says. `lang` is the language of the framework's words.
    """
    said = verdict(outputs)
    if said is None:
        return None
    check = CheckSource(source, texts or {})
    message = _authors(said.message or said.details, check) or _frameworks(said.message, check)
    if not message and said.error and said.state is State.RAISED:
        stopped = said.error == "CellTimeoutError"
        message = text("check.stopped" if stopped else "check.code", lang, error=ERROR)
    if said.state is State.UNDECIDED:
        message = text("check.undecided", lang, what=_ELLIPSIS)
    return Card(check.task or name, said.state, hidden=hidden, message=message, lang=lang)


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:  # IPython's own syntax: its words are not known
        return ast.Module([], [])


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
    for lang, sentence in product(languages(), _SENTENCES):
        pattern = re.escape(text(f"check.{sentence}", lang, **fields))
        for place, mark in fields.items():
            pattern = pattern.replace(mark, f"(?P<{place}>.+?)")
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found is None:
            continue
        words = found.groupdict()
        name = words.get("name") or words.get("call", "").partition("(")[0]
        if name and name not in check.names:
            return ""
        return text(f"check.{sentence}", lang, name=name, call=f"{name}({_ELLIPSIS})", error=ERROR)
    return ""
