"""Operators on what is missing: a default where an error or a gap belongs, and the other way."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.audit.answers.mutation.source import Edit, Operator, Source


def default_given(node: ast.AST, source: Source) -> Iterator[Edit]:
    """0 for what is not known, another default than the one that is asked for."""
    match node:
        case ast.Attribute(value=ast.Name(id="np" | "math" | "pd"), attr="nan" | "NaT" | "NA"):
            yield source.replace(node, "0")
            yield source.replace(node, "None")
        case ast.Return(value=ast.Constant(value=None) as value):
            yield source.replace(value, "0")
            yield source.replace(value, 'float("nan")')
        case ast.Call(func=ast.Attribute(attr="get") as func, args=[key, _], keywords=[]):
            yield source.replace(node, f"{source.of(func)}({source.plain(key)})")
        case ast.Call(func=ast.Name(id="next"), args=[_, ast.Constant(value=None) as default]):
            yield source.replace(default, '""')


def error_hidden(node: ast.AST, source: Source) -> Iterator[Edit]:
    """None where an error is asked for."""
    match node:
        case ast.Raise():
            yield source.replace(node, "return None")


OPERATORS: dict[str, Operator] = {
    "default given": default_given,
    "error hidden": error_hidden,
}
