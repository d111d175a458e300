"""Reads and rewrites the Python of check cells: which messages it names, which are hidden."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.authoring.model import Cell, Role


@dataclass(frozen=True, slots=True)
class MessageUse:
    """A message that an assert names; `filled` are the names that `fill(...)` gives it."""

    id: str
    line: int
    filled: frozenset[str]


@dataclass(frozen=True, slots=True)
class CheckCode:
    """A check cell's code; lines are lines of the file."""

    checks: tuple[ast.Call, ...]
    uses: tuple[MessageUse, ...]
    mute: tuple[int, ...]
    stray: tuple[int, ...]


def read_check(cell: Cell) -> CheckCode:
    """What a check cell holds: its `check(...)` calls and the messages of its asserts.

    `mute` are the lines of asserts whose message cannot be read; `stray` those of asserts that no
    `with check(...)` and no function of the cell surrounds.

    Raises:
        SyntaxError: the cell is not Python.
    """
    tree = ast.parse(cell.source)
    offset = cell.first_line - 1
    checks, stray = [], []
    for statement in tree.body:
        if isinstance(statement, ast.With):
            checks += [item.context_expr for item in statement.items if _is_check(item)]
        elif not isinstance(statement, ast.FunctionDef):
            stray += [n.lineno + offset for n in ast.walk(statement) if isinstance(n, ast.Assert)]
    uses, mute = [], []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            named = list(_named(node.msg))
            uses += [
                MessageUse(str(constant.value), constant.lineno + offset, filled)
                for constant, filled in named
                if constant is not None
            ]
            mute += [node.lineno + offset for constant, _ in named if constant is None]
    calls = tuple(call for call in checks if isinstance(call, ast.Call))
    return CheckCode(calls, tuple(uses), tuple(mute), tuple(stray))


def as_built(cell: Cell) -> str:
    """The cell's source as the notebook has it.

    In a hidden cell `check("task")` becomes `check("task", hidden=True)`, so that no author can
    forget it.
    """
    if cell.role is not Role.HIDDEN:
        return cell.source
    raw = [f"{line}\n".encode() for line in cell.source.split("\n")]
    starts = [sum(map(len, raw[:number])) for number in range(len(raw))]
    whole = b"".join(raw)
    ends = [
        starts[(call.end_lineno or 0) - 1] + (call.end_col_offset or 0) - 1
        for call in read_check(cell).checks
    ]
    for end in sorted(ends, reverse=True):
        whole = whole[:end] + b", hidden=True" + whole[end:]
    return whole.decode()[:-1]


def _is_check(item: ast.withitem) -> bool:
    match item.context_expr:
        case ast.Call(func=ast.Name(id="check")):
            return True
    return False


def _named(message: ast.expr | None) -> Iterator[tuple[ast.Constant | None, frozenset[str]]]:
    """The constants that an assert's message can be; None for what is not understood."""
    match message:
        case ast.Constant(value=str()):
            yield message, frozenset()
        case ast.Call(
            func=ast.Name(id="fill"),
            args=[ast.Constant(value=str()) as constant],
            keywords=keywords,
        ):
            yield constant, frozenset(keyword.arg or "" for keyword in keywords)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _named(body)
            yield from _named(orelse)
        case _:
            yield None, frozenset()
