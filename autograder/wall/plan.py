"""Which cells of an assignment run where, read from the instructor's own notebook.

Answers run in the student's process and tests in the tests' process. Locked cells run in both: the
tests need the imports and the data, and take the instructor's and never the student's. A locked
cell that only shows what the answers do (a plot of a student's function, say) is not needed there.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

_DEFINITIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Role(StrEnum):
    """What a code cell is: the student's, the instructor's, or a test."""

    ANSWER = "answer"
    LOCKED = "locked"
    TEST = "test"


@dataclass(frozen=True)
class SourceCell:
    """A code cell of the instructor's notebook; `name` is its id, "" if it has none."""

    name: str
    role: Role
    source: str


@dataclass(frozen=True)
class PlannedCell:
    """A cell for the tests' process, and the student's names that it needs."""

    name: str
    role: Role
    source: str
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """What a cell does with names at the level of the notebook.

    binds     given a value, in any way
    defines   bound by an import, a function or a class alone
    uses      read, in functions too
    later     read in functions and classes alone: when they are called
    changes   changed in place: `table["x"] = 1`, `names.append("x")`
    imports   bound by an import and in no other way, each with its statement
    """

    binds: frozenset[str] = frozenset()
    defines: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    imports: frozenset[tuple[str, str]] = frozenset()


def names_of(source: str) -> Names:
    """The names in a cell; none for one that is not Python even without its magic commands."""
    try:
        code = TransformerManager().transform_cell(source)
        tree, table = ast.parse(code), symtable.symtable(code, "cell", "exec")
    except (SyntaxError, ValueError):
        return Names()
    binds, defines, uses, later = set[str](), set[str](), set[str](), set[str]()
    waiting = [table]
    while waiting:
        scope = waiting.pop()
        waiting += scope.get_children()
        for symbol in scope.get_symbols():
            top = scope is table
            if not top and not symbol.is_global():
                continue
            if symbol.is_referenced():
                (uses if top else later).add(symbol.get_name())
            if symbol.is_assigned() or symbol.is_imported() or (top and symbol.is_namespace()):
                binds.add(symbol.get_name())
    for node in tree.body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                defines.add(node.name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                defines |= {(a.asname or a.name).partition(".")[0] for a in aliases}
    return Names(
        frozenset(binds), frozenset(defines), frozenset(uses | later), frozenset(later),
        frozenset(_changed(tree.body)), frozenset(_imported(tree)),
    )  # fmt: skip


def _imported(tree: ast.Module) -> set[tuple[str, str]]:
    """The names that only imports bind, with the statement for each."""
    others = {
        node.id for node in ast.walk(tree)
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
    } | {node.name for node in tree.body if isinstance(node, _DEFINITIONS)}  # fmt: skip
    found = set()
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                name = (alias.asname or alias.name).partition(".")[0]
                if name not in others and name != "*":
                    found.add((name, ast.unparse(node)))
    return found


def _changed(body: Sequence[ast.stmt]) -> set[str]:
    """Names whose values statements outside of functions change in place."""
    changed = set()
    for node in _outside_functions(body):
        targets: list[ast.expr] = []
        match node:
            case ast.Assign(targets=several) | ast.Delete(targets=several):
                targets = several
            case ast.AugAssign(target=one) | ast.AnnAssign(target=one):
                targets = [one]
            case ast.Expr(value=ast.Call(func=ast.Attribute() as method)):
                targets = [method]
        for target in targets:
            root: ast.expr = target
            while isinstance(root, ast.Attribute | ast.Subscript):
                root = root.value
            if isinstance(root, ast.Name) and root is not target:
                changed.add(root.id)
    return changed


def _outside_functions(body: Sequence[ast.stmt]) -> list[ast.AST]:
    found: list[ast.AST] = []
    waiting: list[Any] = list(body)
    while waiting:
        node = waiting.pop()
        found.append(node)
        if not isinstance(node, _DEFINITIONS | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return found


def _reached(uses: frozenset[str], cells: Sequence[Names]) -> set[str]:
    """The names that code uses, and those that the functions use which it may call."""
    reached: set[str] = set()
    new = set(uses)
    while new:
        reached |= new
        new = {n for cell in cells if cell.defines & new for n in cell.later} - reached
    return reached


class Plan:
    """The tests' process's part of a notebook: its cells in order, and where each test stands.

    Libraries that answers import are imported there, too.
    A `lean` plan leaves out the locked cells that no test seems to need; else only those are left
    out that show what the answers do.
    """

    def __init__(self, cells: Sequence[SourceCell], lean: bool = True) -> None:
        names = [names_of(cell.source) for cell in cells]
        pairs = list(zip(cells, names, strict=True))
        fixed = {n for cell, own in pairs if cell.role is Role.LOCKED for n in own.defines}
        answers = [own for cell, own in pairs if cell.role is Role.ANSWER]
        # A library is a library: the tests import it themselves, whatever a student makes of it.
        fixed |= {
            name for own in answers for name, _ in own.imports
            if all(name in dict(o.imports) or name not in o.binds | o.changes for o in answers)
        }  # fmt: skip
        students = {name for own in answers for name in own.binds | own.changes} - fixed
        wanted = {name for cell, own in pairs if cell.role is Role.TEST for name in own.uses}
        for _, own in reversed([pair for pair in pairs if pair[0].role is Role.LOCKED]):
            if own.binds & wanted or own.changes & wanted:
                wanted |= own.uses
        self.students = frozenset(students)
        own_names = {name for _, own in pairs for name in own.binds}
        self.cells: list[PlannedCell] = []
        kept: list[Names] = []
        for cell, own in pairs:
            if cell.role is Role.ANSWER:
                needed = sorted({text for n, text in own.imports if n in fixed & wanted})
                if needed:
                    self.cells.append(PlannedCell("", Role.LOCKED, "\n".join(needed), ()))
                continue
            serves = (own.binds | own.changes) & wanted or not own.uses & (
                own_names if lean else students
            )
            if cell.role is Role.LOCKED and not serves:
                continue
            kept.append(own)
            needs = tuple(sorted(_reached(own.uses, kept) & students))
            self.cells.append(PlannedCell(cell.name, cell.role, cell.source, needs))
        self.places = {
            cell.name: place
            for place, cell in enumerate(self.cells)
            if cell.role is Role.TEST and cell.name
        }

    def leading(self, prefix: Sequence[str]) -> int:
        """How many of the cells have been run for all, if these have; they may hold others, too."""
        count = 0
        for source in prefix:
            if count < len(self.cells) and self.cells[count].source == source:
                count += 1
        return count
