"""Operators on calls, as people of our trade get them wrong."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.audit.answers.mutation.source import COSMETIC, Edit, Operator, Source

_PAIRS = (
    ("min", "max"), ("minimum", "maximum"), ("fmin", "fmax"), ("idxmin", "idxmax"),
    ("argmin", "argmax"), ("nsmallest", "nlargest"), ("cummin", "cummax"), ("any", "all"),
    ("floor", "ceil"), ("first", "last"), ("head", "tail"), ("ffill", "bfill"),
    ("lower", "upper"), ("lstrip", "rstrip"), ("startswith", "endswith"), ("isna", "notna"),
    ("isnull", "notnull"), ("exp", "expm1"), ("log", "log1p"), ("gt", "ge"), ("lt", "le"),
    ("eq", "ne"), ("add", "sub"), ("mul", "div"), ("std", "var"), ("sum", "mean"),
    ("count", "nunique"), ("cumsum", "cumprod"), ("removeprefix", "removesuffix"),
    ("find", "rfind"), ("partition", "rpartition"), ("intersection", "union"),
)  # fmt: skip
_OTHER: dict[str, tuple[str, ...]] = {
    **{one: (other,) for pair in _PAIRS for one, other in (pair, pair[::-1])},
    "mean": ("sum", "median"),
    "median": ("mean",),
    "trunc": ("floor", "round"),
    "ROUND_HALF_UP": ("ROUND_HALF_EVEN", "ROUND_DOWN"),
    "ROUND_HALF_EVEN": ("ROUND_HALF_UP",),
    "ROUND_DOWN": ("ROUND_HALF_UP",),
    "ROUND_UP": ("ROUND_HALF_UP",),
}
# Words that choose a way of doing something, where they stand as an argument.
_WORDS: dict[str, tuple[str, ...]] = {
    "left": ("inner",), "right": ("inner",), "outer": ("inner",), "inner": ("outer",),
    "first": ("last",), "last": ("first",), "ffill": ("bfill",), "bfill": ("ffill",),
    "backward": ("forward",), "forward": ("backward",), "nearest": ("backward",),
    "both": ("neither",), "neither": ("both",), "sum": ("mean",), "mean": ("sum",),
    "median": ("mean",), "max": ("min",), "min": ("max",), "count": ("nunique",),
    "size": ("nunique",), "nunique": ("count",), "std": ("var",),
}  # fmt: skip
# Methods without which an expression still is of its kind.
_METHODS = frozenset({
    "abs", "astype", "bfill", "clip", "copy", "cumsum", "drop_duplicates", "dropna", "ffill",
    "fillna", "head", "lower", "mask", "normalize", "quantize", "replace", "reset_index", "round",
    "shift", "sort_index", "sort_values", "strip", "tail", "title", "upper", "where",
})  # fmt: skip
_FUNCTIONS = frozenset({
    "abs", "ceil", "exp", "expm1", "fabs", "floor", "int", "log", "log10", "log1p", "log2",
    "maximum", "max", "min", "minimum", "reversed", "rint", "round", "set", "sorted", "sqrt",
    "trunc", "unique",
})  # fmt: skip
# What takes names of columns by which rows belong together.
_KEYED = frozenset({
    "drop_duplicates", "duplicated", "groupby", "merge", "pivot", "pivot_table", "set_index",
    "sort_values",
})  # fmt: skip
_KEY_ARGUMENTS = frozenset(
    {"by", "columns", "index", "keys", "left_on", "on", "right_on", "subset"}
)


def function_exchanged(node: ast.AST, source: Source) -> Iterator[Edit]:
    """Sum for mean, smallest for largest, first for last, one way of rounding for another."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name in _OTHER:
            called = isinstance(parent := source.parents[node], ast.Call) and parent.func is node
            if called or name.startswith("ROUND_"):
                yield from (source.replace(node, other) for other in _OTHER[name])
        case ast.Attribute(value=value, attr=name, ctx=ast.Load()) if name in _OTHER:
            called = isinstance(parent := source.parents[node], ast.Call) and parent.func is node
            if called or name.startswith("ROUND_"):
                for other in _OTHER[name]:
                    yield source.replace(node, f"{source.of(value)}.{other}")


def way_exchanged(node: ast.AST, source: Source) -> Iterator[Edit]:
    """Another word for how to join, fill, keep or sum up."""
    match node:
        case ast.Constant(value=str(word)) if word in _WORDS:
            if isinstance(source.parents[node], ast.Call | ast.keyword | ast.Tuple | ast.Dict):
                yield from (source.replace(node, f'"{other}"') for other in _WORDS[word])


def call_dropped(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A rounding, a sort, an absolute value, a logarithm or a limit left out."""
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr=name)) if name in _METHODS:
            yield source.replace(node, source.of(value))
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if (
            name in _FUNCTIONS and args
        ):
            given = args if name in ("max", "min", "maximum", "minimum") else args[:1]
            for argument in given:
                if not isinstance(argument, ast.Starred | ast.GeneratorExp):
                    yield source.replace(node, source.of(argument))


def argument_dropped(node: ast.AST, source: Source) -> Iterator[Edit]:
    """An argument by name left out, so that its default counts."""
    match node:
        case ast.Call(func=func, args=args, keywords=keywords):
            for left_out in keywords:
                if left_out.arg is None or left_out.arg in COSMETIC:
                    continue
                rest = [source.plain(argument) for argument in args]
                rest += [source.plain(keyword) for keyword in keywords if keyword is not left_out]
                yield source.replace(node, f"{source.of(func)}({', '.join(rest)})")


def key_lost(node: ast.AST, source: Source) -> Iterator[Edit]:
    """One of several columns by which is grouped, joined or sorted left out."""
    match node:
        case ast.List(elts=elements) if len(elements) > 1 and _holds_keys(node, source):
            for left_out in elements:
                rest = [source.of(element) for element in elements if element is not left_out]
                yield source.replace(node, f"[{', '.join(rest)}]")


def ends_moved(node: ast.AST, source: Source) -> Iterator[Edit]:
    """An end that counts or does not: of `between`, of `range`, of a slice."""
    match node:
        case ast.Call(func=ast.Attribute(attr="between"), args=[_, last], keywords=[]):
            for ends in ("neither", "left", "right"):
                yield source.insert_after(last, f', inclusive="{ends}"')
        case ast.Call(func=ast.Name(id="range"), args=[*_, last]) if len(node.args) < 3:
            yield source.replace(last, f"{source.of(last)} - 1")
            yield source.replace(last, f"{source.of(last)} + 1")
        case ast.Slice(lower=lower, upper=upper):
            if lower is not None and not isinstance(lower, ast.Constant):
                yield source.replace(lower, f"{source.of(lower)} + 1")
            if upper is not None and not isinstance(upper, ast.Constant):
                yield source.replace(upper, f"{source.of(upper)} + 1")


def branches_exchanged(node: ast.AST, source: Source) -> Iterator[Edit]:
    """The two values of `where` exchanged, or those of a pair that is returned."""
    match node:
        case ast.Call(func=ast.Attribute(attr="where") as func, args=[test, one, other]):
            parts = map(source.of, (test, other, one))
            yield source.replace(node, f"{source.of(func)}({', '.join(parts)})")
        case ast.Return(value=ast.Tuple(elts=[one, other]) as pair):
            yield source.replace(pair, f"({source.of(other)}, {source.of(one)})")


def _holds_keys(node: ast.List, source: Source) -> bool:
    match source.parents[node]:
        case ast.Call(func=ast.Attribute(attr=name), args=[first, *_]) if first is node:
            return name in _KEYED
        case ast.keyword(arg=str(name)):
            return name in _KEY_ARGUMENTS
    return False


OPERATORS: dict[str, Operator] = {
    "function exchanged": function_exchanged,
    "way exchanged": way_exchanged,
    "call dropped": call_dropped,
    "argument dropped": argument_dropped,
    "key lost": key_lost,
    "ends moved": ends_moved,
    "branches exchanged": branches_exchanged,
}
