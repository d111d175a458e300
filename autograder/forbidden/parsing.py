"""Students' cells as syntax trees."""

from __future__ import annotations

import ast
import re

from IPython.core.inputtransformer2 import TransformerManager

LONGEST = 100_000
"""Characters of a cell that are looked at; a longer one cannot be checked."""
LONGEST_OF_ALL = 400_000
"""The same for all cells of a notebook together."""
_SIGNS = re.compile(r"^\s*[%!?,;/]|\?\s*$|=\s*[%!]", re.MULTILINE)
_MOST_WORK = 1_000_000


class Unreadable(Exception):
    """Code that is too long, or too deeply nested, to be looked at."""


def parse(source: str) -> ast.Module | None:
    """The tree of a cell with its magic commands translated; None for what is no Python.

    Raises `Unreadable`.
    """
    if len(source) > LONGEST:
        raise Unreadable(f"it is longer than {LONGEST:,} characters")
    try:
        return _tree(source)
    except (RecursionError, MemoryError):
        raise Unreadable("it is nested too deeply") from None
    except (SyntaxError, ValueError, RuntimeError):  # IPython refuses more than 500 magics
        return None


def _tree(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:
        # IPython reads the whole cell again for each magic command.
        if len(_SIGNS.findall(source)) * len(source) > _MOST_WORK:
            raise Unreadable("it has too many magic commands for its length") from None
    tree: ast.Module = ast.parse(TransformerManager().transform_cell(source))
    tree.body = [one for statement in tree.body for one in _unfolded(statement)]
    return tree


def _unfolded(statement: ast.stmt) -> list[ast.stmt]:
    """A statement, or the Python code that a magic command is given: `%%time`, `%time f()`."""
    match statement:
        case ast.Expr(ast.Call(
            func=ast.Attribute(attr="run_cell_magic" | "run_line_magic" as kind),
            args=[*_, ast.Constant(value=str(code))],
        )):  # fmt: skip
            try:
                inner = ast.parse(code)
            except SyntaxError:
                return [statement]
            below = 1 if kind == "run_cell_magic" else 0
            ast.increment_lineno(inner, statement.lineno - 1 + below)
            return [*inner.body] or [statement]
    return [statement]
