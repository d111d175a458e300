"""Operators on steps of a calculation: rounded, made positive or cut at zero too early."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.audit.answers.mutation.source import Edit, Operator, Source


def difference_forced(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A difference made positive, or 0 where it is negative."""
    match node:
        case ast.BinOp(op=ast.Sub()) if not isinstance(source.parents[node], ast.BinOp):
            if _is_step(node, source):
                whole = source.of(node)
                yield source.replace(node, f"abs{whole}")
                yield source.replace(node, f"({whole} * ({whole} > 0))")


def rounded_early(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A product or a ratio rounded to two decimals before it is used further."""
    match node:
        case ast.BinOp(op=ast.Mult() | ast.Div()) if isinstance(
            source.parents[node], ast.BinOp | ast.Compare
        ):
            if _is_step(node, source):
                yield source.replace(node, f"round({source.plain(node)}, 2)")


def floats_inside(node: ast.AST, source: Source) -> Iterator[Edit]:
    """An exact number written as a float: 0.19 in place of "0.19"."""
    match node:
        case ast.Call(
            func=ast.Name(id="Decimal") | ast.Attribute(attr="Decimal") as func,
            args=[ast.Constant(value=str(text))],
        ) if "." in text:
            yield source.replace(node, f"{source.of(func)}({text})")
        case ast.Call(
            func=ast.Name(id="Decimal") | ast.Attribute(attr="Decimal") as func,
            args=[ast.Call(func=ast.Name(id="str"), args=[inner])],
        ):
            yield source.replace(node, f"{source.of(func)}({source.plain(inner)})")


def floor_for_round(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A rounding that cuts: floor for round."""
    match node:
        case ast.Call(func=ast.Name(id="round"), args=[value]):
            yield source.replace(node, f"int({source.plain(value)} // 1)")
        case ast.Call(func=ast.Name(id="round"), args=[value, places]):
            scale = f"10 ** {source.of(places)}"
            yield source.replace(node, f"({source.of(value)} * {scale} // 1 / {scale})")


def _is_step(node: ast.BinOp, source: Source) -> bool:
    """Whether it can be a step of a calculation with numbers: no index, no text."""
    up: ast.AST = node
    while (up := source.parents.get(up, source.tree)) is not source.tree:
        if isinstance(up, ast.Slice):
            return False
        if isinstance(up, ast.stmt):
            break
    return not any(
        isinstance(child, ast.JoinedStr)
        or (isinstance(child, ast.Constant) and isinstance(child.value, str | bytes))
        for side in (node.left, node.right)
        if not isinstance(side, ast.Subscript | ast.Call | ast.Attribute)
        for child in ast.walk(side)
    )


OPERATORS: dict[str, Operator] = {
    "difference forced": difference_forced,
    "rounded early": rounded_early,
    "floats inside": floats_inside,
    "floor for round": floor_for_round,
}
