"""Students' cells as syntax trees."""

from __future__ import annotations

import ast

from IPython.core.inputtransformer2 import TransformerManager

LONGEST = 100_000
"""Characters of a cell that are looked at; a longer one cannot be checked."""


class Unreadable(Exception):
    """Code that is too long, or too deeply nested, to be looked at."""


def parse(source: str) -> ast.Module | None:
    """The tree of a cell with its magic commands translated; None for what is no Python.

    Raises `Unreadable`.
    """
    if len(source) > LONGEST:
        raise Unreadable(f"it is longer than {LONGEST:,} characters")
    try:
        tree: ast.Module = ast.parse(TransformerManager().transform_cell(source))
        tree.body = [one for statement in tree.body for one in _unfolded(statement)]
    except (SyntaxError, ValueError):
        return None
    except (RecursionError, MemoryError):
        raise Unreadable("it is nested too deeply") from None
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
