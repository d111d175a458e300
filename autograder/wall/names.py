"""What a notebook's cell does with names: which it gives a value, which it reads or changes."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

_DEFINITIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_ITERATED = "_what_the_comprehension_iterates_over"


@dataclass(frozen=True)
class Names:
    """What a cell does with names at the level of the notebook.

    binds     given a value, in any way
    defines   bound by an import, a function or a class alone
    uses      read, in functions too
    borrows   of these, read before the cell has surely given them a value itself
    later     read in functions and classes alone: when they are called
    linked    read in functions and classes of another name
    changes   changed in place: `table["x"] = 1`, `names.append("x")`
    imports   bound by an import and in no other way, each with its statement
    packages  imported anywhere, in functions too
    """

    binds: frozenset[str] = frozenset()
    defines: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()
    borrows: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    imports: frozenset[tuple[str, str]] = frozenset()
    packages: frozenset[str] = frozenset()


@lru_cache(maxsize=1000)  # of several plans of one notebook
def names_of(source: str) -> Names:
    """The names in a cell; none for one that is not Python even without its magic commands."""
    try:
        code = TransformerManager().transform_cell(source)
        tree = ast.parse(code)
        binds, uses, later = _bound_and_read(code)
    except (SyntaxError, ValueError):
        return Names()
    defines = set[str]()
    for node in tree.body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                defines.add(node.name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                defines |= {(a.asname or a.name).partition(".")[0] for a in aliases}
    return Names(
        frozenset(binds), frozenset(defines), frozenset(uses | later),
        frozenset(_borrowed(tree.body, set())), frozenset(later), frozenset(_linked(tree.body)),
        frozenset(_changed(tree.body)), frozenset(_imported(tree)), frozenset(_packages(tree)),
    )  # fmt: skip


def _linked(body: Sequence[ast.stmt]) -> set[str]:
    """Names that functions and classes read which have another name themselves."""
    return {
        name
        for node in body if isinstance(node, _DEFINITIONS)
        for name in _bound_and_read(ast.unparse(node))[2] - {node.name}
    }  # fmt: skip


def _packages(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                yield from (alias.name.partition(".")[0] for alias in aliases)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]


class _OwnScope(ast.NodeTransformer):
    """Puts each comprehension into a function: `[f(x) for x in y]` binds no `x` around it.

    So it was before Python 3.12; since then its table of symbols says otherwise (PEP 709). `binds`
    are the names that comprehensions of the notebook itself bind with `:=`.
    """

    def __init__(self) -> None:
        self.binds: set[str] = set()
        self._inside = 0  # of how many functions and classes

    def visit(self, node: ast.AST) -> Any:
        """What a comprehension iterates over is still read outside of it."""
        scope = isinstance(node, _DEFINITIONS | ast.Lambda)
        self._inside += scope
        self.generic_visit(node)
        self._inside -= scope
        if not isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp):
            return node
        parts = list(ast.walk(node))
        if any(isinstance(part, ast.Await) or getattr(part, "is_async", 0) for part in parts):
            return node
        if not self._inside:
            self.binds |= {part.target.id for part in parts if isinstance(part, ast.NamedExpr)}
        first = node.generators[0]
        values, first.iter = first.iter, ast.Name(_ITERATED, ast.Load())
        arguments = ast.arguments([], [ast.arg(_ITERATED)], None, [], [], None, [])
        return ast.Call(ast.Lambda(arguments, node), [values], [])


def _bound_and_read(code: str) -> tuple[set[str], set[str], set[str]]:
    """Names of the notebook that code binds, that it reads, and that its functions read."""
    scopes = _OwnScope()
    tree = ast.fix_missing_locations(scopes.visit(ast.parse(code)))
    table = symtable.symtable(ast.unparse(tree), "cell", "exec")
    binds, uses, later = scopes.binds, set[str](), set[str]()
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
    return binds, uses, later


def _borrowed(body: Sequence[ast.stmt], have: set[str]) -> set[str]:
    """Names that statements read before they have them; what they surely bind joins `have`.

    A function counts as called where it is defined. What a loop or a branch binds is not sure.
    """
    borrowed: set[str] = set()
    for node in body:
        match node:
            case ast.With(items=items, body=inner):  # its body runs, whatever it is in
                borrowed |= _borrowed([ast.Expr(item.context_expr) for item in items], have)
                have |= {n for item in items for n in _given(item.optional_vars)}
                borrowed |= _borrowed(inner, have)
                continue
            case ast.For(target=target, iter=values, body=inner, orelse=other):
                borrowed |= _borrowed([ast.Expr(values)], have)
                borrowed |= _borrowed(inner, have | _given(target)) | _borrowed(other, {*have})
                continue
            case ast.If(test=test, body=inner, orelse=other):
                borrowed |= _borrowed([ast.Expr(test)], have)
                borrowed |= _borrowed(inner, {*have}) | _borrowed(other, {*have})
                continue
        binds, uses, later = _bound_and_read(ast.unparse(node))
        own = {node.name} if isinstance(node, _DEFINITIONS) else set()
        if isinstance(node, ast.AugAssign):
            uses |= binds
        borrowed |= (uses | later) - have - own
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.Import | ast.ImportFrom) or own:
            have |= binds
    return borrowed


def _given(target: ast.expr | None) -> set[str]:
    """The names that `for` or `with` gives a value."""
    nodes = ast.walk(target) if target is not None else ()
    return {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


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
