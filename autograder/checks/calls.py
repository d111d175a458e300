"""Says which call of a check raised, in the student's words: `growth([10.5, 12.5])`."""

from __future__ import annotations

import ast
import builtins
import linecache
import re
import reprlib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import takewhile
from types import TracebackType

_ELLIPSIS = "…"


class _Short(reprlib.Repr):
    def __init__(self) -> None:
        super().__init__()
        self.maxstring, self.maxother, self.maxlong = 40, 60, 20

    def repr1(self, x: object, level: int) -> str:
        try:
            shape = getattr(x, "shape", None)
            if isinstance(shape, tuple) and shape:
                return f"{type(x).__name__} of {' x '.join(map(str, shape))}"
            if shape == () and hasattr(x, "item"):
                x = x.item()  # a number of numpy reads as a plain number
            if isinstance(x, float):
                return f"{x:.10g}"  # 0.36, not 0.36000000000000004
            if isinstance(x, Decimal | date | timedelta):
                return str(x)
            return re.sub(r" at 0x\w+", "", " ".join(super().repr1(x, level).split()))
        except Exception:  # a student's object may do anything
            return f"<{type(x).__name__}>"


_short = _Short()


def seen(value: object) -> str:
    """A value as one short line for people: long lists and texts are cut, numbers are rounded."""
    return _short.repr(value)


def failing_frame(trace: TracebackType) -> TracebackType:
    """The last entry of a traceback that is still in the check's own cell.

    It is the check itself, or a helper function that the author wrote beside it.
    """
    cell = trace.tb_frame.f_code.co_filename
    chain = takewhile(lambda entry: entry.tb_frame.f_code.co_filename == cell, _chain(trace))
    return list(chain)[-1]


def failing_call(trace: TracebackType, *, values: bool) -> str | None:
    """The call that raised, or None when it was no call of a name, or never left the check.

    Arguments that are names or literals are shown as values; others, and all of them without
    `values`, as an ellipsis.
    """
    entry = failing_frame(trace)
    call = _call_at(entry)
    if entry.tb_next is None or call is None:
        return None
    called = ast.unparse(call.func)
    if hasattr(builtins, called) or not called.replace(".", "_").isidentifier():
        return None
    if not values:
        return f"{called}({_ELLIPSIS})"
    scope = {**entry.tb_frame.f_globals, **entry.tb_frame.f_locals}
    shown = [_argument(argument, scope) for argument in call.args]
    shown += [f"{key.arg or '**'}={_argument(key.value, scope)}" for key in call.keywords]
    return f"{called}({', '.join(shown)})"


def _chain(trace: TracebackType | None) -> list[TracebackType]:
    entries = []
    while trace is not None:
        entries.append(trace)
        trace = trace.tb_next
    return entries


def _call_at(entry: TracebackType) -> ast.Call | None:
    """The call expression that an entry of a traceback stands at."""
    code = entry.tb_frame.f_code
    place = list(code.co_positions())[entry.tb_lasti // 2]
    source = "".join(linecache.getlines(code.co_filename, entry.tb_frame.f_globals))
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and place == (
            node.lineno,
            node.end_lineno,
            node.col_offset,
            node.end_col_offset,
        ):
            return node
    return None


def _argument(node: ast.expr, scope: Mapping[str, object]) -> str:
    if isinstance(node, ast.Name) and node.id in scope:
        return seen(scope[node.id])
    try:
        return seen(ast.literal_eval(node))
    except (ValueError, TypeError):
        return _ELLIPSIS
