"""Operators on choices: ties the other way, the leftmost for the longest, any for all."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.audit.answers.mutation.source import Edit, Operator, Source

_CHOOSING = ("max", "min", "sorted")


def ties_turned(node: ast.AST, source: Source) -> Iterator[Edit]:
    """Of those that are alike the last one, or in the opposite order."""
    match node:
        case ast.Call(func=ast.Name(id=name), args=[values], keywords=keywords) if (
            name in _CHOOSING and any(keyword.arg == "key" for keyword in keywords)
        ):
            given = f"list({source.of(values)})"
            if isinstance(values, ast.GeneratorExp):
                given = f"list({source.plain(values)})"
            yield source.replace(values, f"{given}[::-1]")
        case ast.Call(func=ast.Attribute(value=value, attr="sort_values")):
            yield from _after_turning(value, source)
        case ast.Call(func=ast.Attribute(value=value, attr="idxmax" | "idxmin")):
            yield from _after_turning(value, source)


def _after_turning(value: ast.expr, source: Source) -> Iterator[Edit]:
    yield source.replace(value, f"{source.of(value)}.iloc[::-1]")


def length_forgotten(node: ast.AST, source: Source) -> Iterator[Edit]:
    """The first that fits for the longest: a choice by length left out."""
    match node:
        case ast.Call(func=ast.Name(id="sorted"), args=[values], keywords=keywords) if _by_length(
            keywords
        ):
            yield source.replace(node, f"list({source.of(values)})")
            yield source.replace(node, f"sorted({source.of(values)})")
        case ast.Call(func=ast.Name(id="max" | "min"), args=[values], keywords=keywords) if (
            _by_length(keywords) and not isinstance(values, ast.GeneratorExp)
        ):
            yield source.replace(node, f"next(iter({source.of(values)}))")


def _by_length(keywords: list[ast.keyword]) -> bool:
    return any(
        isinstance(child, ast.Name) and child.id == "len"
        for keyword in keywords
        if keyword.arg == "key"
        for child in ast.walk(keyword.value)
    )


OPERATORS: dict[str, Operator] = {
    "ties turned": ties_turned,
    "length forgotten": length_forgotten,
}
