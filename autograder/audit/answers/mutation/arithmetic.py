"""Operators on numbers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from autograder.audit.answers.mutation.source import Edit, Operator, Source

_SYMBOLS: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "/"),
    ast.Mod: ("%", "//"),
    ast.Pow: ("**", "*"),
    ast.BitAnd: ("&", "|"),
    ast.BitOr: ("|", "&"),
    ast.BitXor: ("^", "&"),
}
_EITHER = (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr)
_LEFT_ONLY = (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)


def sign_exchanged(node: ast.AST, source: Source) -> Iterator[Edit]:
    """Plus for minus, times for divided by, and for or, and back."""
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SYMBOLS:
            if not (_is_text(left) or _is_text(right)):
                yield from source.between(left, right, *_SYMBOLS[type(op)])
        case ast.AugAssign(target=target, op=op, value=value) if type(op) in _SYMBOLS:
            old, new = _SYMBOLS[type(op)]
            yield from source.between(target, value, f"{old}=", f"{new}=")
            yield from source.between(target, value, f"{old}=", "=")


def part_dropped(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A factor, a term, a divisor, a power or a condition of a mask left out."""
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            if isinstance(op, (*_EITHER, *_LEFT_ONLY)):
                yield source.replace(node, source.of(left))
            if isinstance(op, _EITHER):
                yield source.replace(node, source.of(right))


def turned_round(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A ratio inverted, a difference taken the other way."""
    match node:
        case ast.BinOp(left=left, op=ast.Div() | ast.Sub() as op, right=right):
            symbol = _SYMBOLS[type(op)][0]
            yield source.replace(node, f"({source.of(right)} {symbol} {source.of(left)})")


def minus_dropped(node: ast.AST, source: Source) -> Iterator[Edit]:
    """The sign of a number left out."""
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield source.replace(node, source.of(operand))


def constant_moved(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A whole number one more or less, another a tenth larger, True for False."""
    match node:
        case ast.Constant(value=bool(value)):
            yield source.replace(node, str(not value))
        case ast.Constant(value=int(value)):
            yield source.replace(node, str(value + 1))
            yield source.replace(node, str(value - 1) if value else "(-1)")
        case ast.Constant(value=float(value)):
            yield source.replace(node, repr(round(value * 1.1, 12)) if value else "1.0")


def decimal_moved(node: ast.AST, source: Source) -> Iterator[Edit]:
    """An exact number ten times as large: a rate, or the place to which is rounded."""
    match node:
        case ast.Call(
            func=ast.Name(id="Decimal") | ast.Attribute(attr="Decimal"),
            args=[ast.Constant(value=str(text)) as constant],
        ):
            try:
                value = Decimal(text)
            except InvalidOperation:
                return
            new = str((value * 10).normalize()) if value else "1"
            yield source.replace(constant, f'"{new}"')


def _is_text(node: ast.expr) -> bool:
    """Whether an operand is a text or a list, for which only `+` has a meaning."""
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr() | ast.List() | ast.Tuple():
            return True
    return False


OPERATORS: dict[str, Operator] = {
    "sign exchanged": sign_exchanged,
    "part dropped": part_dropped,
    "turned round": turned_round,
    "minus dropped": minus_dropped,
    "constant moved": constant_moved,
    "decimal moved": decimal_moved,
}
