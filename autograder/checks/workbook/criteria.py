"""The conditions of SUMIFS and its kin: `">=5"`, `"<>x"`, `"LT-*"`, a number, an empty cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from autograder.checks.workbook.values import ExcelError, Scalar, compare, number_in

_OPERATORS = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)


def criterion(condition: Scalar) -> Callable[[Scalar], bool]:
    """The test that a condition puts to each cell."""
    if isinstance(condition, str):
        return _of_text(condition)
    wanted = 0.0 if condition is None else condition
    return lambda cell: _equal(cell, wanted)


@lru_cache(maxsize=1024)
def _of_text(condition: str) -> Callable[[Scalar], bool]:
    match = _OPERATORS.fullmatch(condition)
    assert match is not None
    operator, operand = match[1] or "=", match[2]
    wanted = number_in(operand)
    if operator in ("=", "<>"):
        same = _same(operand, wanted)
        return same if operator == "=" else lambda cell: not same(cell)
    signs = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (1, 0)}[operator]
    limit: Scalar = operand if wanted is None else wanted

    def beyond(cell: Scalar) -> bool:
        return type(cell) is type(limit) and compare(cell, limit) in signs

    return beyond


def _same(operand: str, wanted: float | None) -> Callable[[Scalar], bool]:
    if wanted is not None:
        return lambda cell: _equal(cell, wanted)
    if operand == "":
        return lambda cell: cell is None or cell == ""
    pattern = wildcards(operand)
    return lambda cell: isinstance(cell, str) and pattern.fullmatch(cell) is not None


@lru_cache(maxsize=1024)
def wildcards(pattern: str) -> re.Pattern[str]:
    """A pattern with * and ? (a tilde before them takes their meaning away)."""
    parts = re.findall(r"~[*?~]|.", pattern, re.DOTALL)
    known = {"*": ".*", "?": "."}
    words = "".join(known.get(part) or re.escape(part.removeprefix("~") or "~") for part in parts)
    return re.compile(words, re.IGNORECASE | re.DOTALL)


def _equal(cell: Scalar, wanted: Scalar) -> bool:
    if isinstance(wanted, ExcelError) or isinstance(cell, ExcelError):
        return cell == wanted
    if isinstance(cell, str) and isinstance(wanted, float):
        cell = number_in(cell)  # a number stored as text counts here, though SUM passes it over
    if cell is None or isinstance(cell, bool) is not isinstance(wanted, bool):
        return False
    return compare(cell, wanted) == 0
