"""What the tests may have done to an object of the student's, by name."""

from __future__ import annotations

import inspect
import operator
from collections.abc import Callable
from typing import Any

LONGEST_TEXT = 64_000
"""Characters of a text that is sent back."""


def _signature(target: Any) -> list[tuple[str, int, bool]]:
    """The parameters of a callable: name, kind, whether there is a default."""
    return [
        (p.name, int(p.kind), p.default is not p.empty)
        for p in inspect.signature(target).parameters.values()
    ]


_SIGNS: dict[str, Callable[..., object]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
VERBS: dict[str, Callable[..., object]] = {
    "get": getattr,
    "set": setattr,
    "item": operator.getitem,
    "set item": operator.setitem,
    "length": len,
    "iterate": iter,
    "next": next,
    "represent": lambda target: repr(target)[:LONGEST_TEXT],
    "text": lambda target: str(target)[:LONGEST_TEXT],
    "instance": lambda target, value: isinstance(value, target),
    "signature": _signature,
    "directory": lambda target: [name for name in dir(target) if type(name) is str],
    "truth": operator.truth,
    "hash": hash,
    "compare": lambda target, sign, other: _SIGNS[sign](target, other),
}
