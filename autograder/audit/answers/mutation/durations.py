"""Operators on time: whole days for a duration, a date for an instant."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.audit.answers.mutation.source import Edit, Operator, Source

# What counts as the clock's reading of a text or a number.
_INSTANTS = frozenset({"fromisoformat", "fromtimestamp", "strptime", "Timestamp", "parse"})


def days_for_duration(node: ast.AST, source: Source) -> Iterator[Edit]:
    """Whole days, or whole hours, for the seconds of a duration."""
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr="total_seconds"), args=[]):
            yield source.replace(node, f"({source.of(value)}.days * 86400)")
            yield source.replace(node, f"({source.plain(node)} // 3600 * 3600)")
            yield source.replace(node, f"({source.plain(node)} // 60 * 60)")
        case ast.BinOp(left=left, op=ast.Div(), right=ast.Call(func=func)) if _is_delta(func):
            yield from source.between(left, node.right, "/", "//")


def date_for_instant(node: ast.AST, source: Source) -> Iterator[Edit]:
    """The start of the day for an instant, or its minute."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) if name in _INSTANTS:
            whole = source.plain(node)
            yield source.replace(node, f"{whole}.replace(hour=0, minute=0, second=0)")
            yield source.replace(node, f"{whole}.replace(second=0, microsecond=0)")
        case ast.Call(func=ast.Attribute(attr="to_datetime"), args=[first, *_]):
            method = ".dt.normalize()" if isinstance(first, ast.Subscript) else ".normalize()"
            yield source.replace(node, f"{source.plain(node)}{method}")


def clock_moved(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A change of time zone left out, or made without a change of the clock."""
    match node:
        case ast.Call(
            func=ast.Attribute(value=value, attr="astimezone" | "tz_convert"), args=[zone]
        ):
            yield source.replace(node, source.of(value))
            if node.func.attr == "astimezone":  # type: ignore[attr-defined]
                clock = f"{source.of(value)}.replace(tzinfo={source.plain(zone)})"
                yield source.replace(node, clock)
        case ast.keyword(arg="fold", value=ast.Constant() as value):
            yield source.replace(value, "0")


def _is_delta(func: ast.expr) -> bool:
    match func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.lower() == "timedelta"
    return False


OPERATORS: dict[str, Operator] = {
    "days for a duration": days_for_duration,
    "date for an instant": date_for_instant,
    "clock moved": clock_moved,
}
