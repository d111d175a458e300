"""Operators on names: one currency, column, word or parameter taken for another."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from autograder.audit.answers.mutation.source import Edit, Operator, Source


def text_exchanged(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A column, currency or word for the next one that is used in the same way."""
    match node:
        case ast.Constant(value=str(word)):
            role = _role(node, source)
            if role:
                used = [
                    str(other.value)
                    for other in ast.walk(source.tree)
                    if isinstance(other, ast.Constant)
                    and isinstance(other.value, str)
                    and _role(other, source) == role
                ]
                other = _next(word, used)
                if other is not None:
                    yield source.replace(node, repr(other).replace("'", '"'))


def values_exchanged(node: ast.AST, source: Source) -> Iterator[Edit]:
    """The values of two neighbours in a dict exchanged."""
    match node:
        case ast.Dict(keys=keys, values=values) if None not in keys:
            parts = [
                f"{source.of(key)}: {source.of(value)}"
                for key, value in zip(keys, values, strict=True)
                if key is not None
            ]
            for number in range(len(parts) - 1):
                here, there = values[number : number + 2]
                mixed = [*parts]
                for place, value in ((number, there), (number + 1, here)):
                    key = keys[place]
                    assert key is not None
                    mixed[place] = f"{source.of(key)}: {source.of(value)}"
                yield source.replace(node, f"{{{', '.join(mixed)}}}")


def parameter_exchanged(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A parameter for the next one of the same type."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()):
            function = source.function(node)
            if function is None:
                return
            kinds = {
                argument.arg: ast.dump(argument.annotation) if argument.annotation else ""
                for argument in (*function.args.args, *function.args.kwonlyargs)
            }
            if name in kinds:
                alike = [other for other, kind in kinds.items() if kind == kinds[name]]
                other = _next(name, alike)
                if other is not None:
                    yield source.replace(node, other)


def attribute_exchanged(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A field of a row for the next field of the same row."""
    match node:
        case ast.Attribute(value=ast.Name(id=base) as name, attr=attribute):
            used = [
                other.attr
                for other in ast.walk(source.tree)
                if isinstance(other, ast.Attribute)
                and isinstance(other.value, ast.Name)
                and other.value.id == base
                and not _called(other, source)
            ]
            if base in _imported(source) or _called(node, source):
                return
            other_name = _next(attribute, used)
            if other_name is not None:
                yield source.replace(node, f"{source.of(name)}.{other_name}")


def _next(word: str, used: Sequence[str]) -> str | None:
    """The word after this one in the order of first use, or None when there is no other."""
    words = list(dict.fromkeys(used))
    if len(words) < 2 or word not in words:
        return None
    return words[(words.index(word) + 1) % len(words)]


def _role(node: ast.Constant, source: Source) -> str:
    """How a text is used: as a key of something, in a comparison, or as a value."""
    parent = source.parents[node]
    match parent:
        case ast.Subscript(value=value, slice=index) if index is node:
            return f"key of {ast.unparse(value)}"
        case ast.Compare():
            return "compared"
        case ast.Tuple() | ast.List() | ast.Set() if isinstance(
            source.parents[parent], ast.Compare
        ):
            return "compared"
        case ast.IfExp() | ast.Return():
            return "value"
        case ast.Assign(value=value) if value is node:
            return "value"
        case ast.Call(func=ast.Attribute(attr="append")):
            return "value"
        case ast.Tuple(elts=[*_, last]) if last is node and isinstance(
            source.parents[parent], ast.Subscript
        ):
            return f"key of {ast.unparse(source.parents[parent].value)}"  # type: ignore[attr-defined]
    return ""


def _called(node: ast.Attribute, source: Source) -> bool:
    parent = source.parents[node]
    return isinstance(parent, ast.Call) and parent.func is node


def _imported(source: Source) -> set[str]:
    """The usual names of modules, whose members are no fields."""
    found = {"np", "pd", "plt", "math"}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {name.asname or name.name for name in node.names}
    return found


OPERATORS: dict[str, Operator] = {
    "text exchanged": text_exchanged,
    "values exchanged": values_exchanged,
    "parameter exchanged": parameter_exchanged,
    "field exchanged": attribute_exchanged,
}
