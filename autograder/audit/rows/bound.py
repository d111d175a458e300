"""Do checks leave the names of the notebook alone?"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.wall.names import names_of


@question(
    182,
    "names that checks give a value to",
    "none that a cell below reads which is no check: later pages would show the check's own value",
)
def bound(evidence: Evidence) -> Row:
    """The names of all checks, and who reads them."""
    checks = {check.id: check for check in evidence.subject.notebooks.checks}
    cells = [c for c in evidence.subject.notebooks.source.cells if c.cell_type == "code"]
    found = tuple(_surprises(evidence, cells, checks))
    got = "none" if not found else f"checks that do: {len(found)}"
    return Row(len(checks), "none that others read", got, found)


def _surprises(evidence: Evidence, cells: list, checks: dict) -> Iterator[Surprise]:  # type: ignore[type-arg]
    names = [names_of(cell.source) for cell in cells]
    for number, cell in enumerate(cells):
        check = checks.get(cell.id)
        if check is None:
            continue
        taken, left = set[str](), names[number].binds
        for other, own in zip(cells[number + 1 :], names[number + 1 :], strict=True):
            if other.id not in checks:
                taken |= (left & (own.borrows | own.later)) - _given_first(other.source)
                left -= own.binds  # from there on it is another's
        for name in sorted(taken):
            yield Surprise(
                check.task,
                f"{'hidden' if check.hidden else 'visible'} check, {name}",
                evidence.subject.cell_place(cell.id),
                "names of its own",
                f"a cell below reads {name}, too",
                f"call it _{name}, or put the code of the check into a function",
            )


def _given_first(source: str) -> set[str]:
    """The names that a cell gives a value before it reads them, in the order of its lines.

    In a `try` the value may be missing; then the line that reads it is not reached either.
    """
    first: dict[str, bool] = {}
    for node in _in_order(ast.parse(source)):
        if isinstance(node, ast.Name):
            first.setdefault(node.id, isinstance(node.ctx, ast.Store))
    return {name for name, given in first.items() if given}


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    """A tree in the order in which it runs; what functions do comes when they are called."""
    children = list(ast.iter_child_nodes(node))
    match node:
        case ast.FunctionDef() | ast.ClassDef() | ast.Lambda():
            return
        case ast.Assign(targets=targets, value=value):
            children = [value, *targets]
        case ast.AugAssign(target=ast.Name(id=name)):
            children = [ast.Name(name, ast.Load()), *children]
        case ast.For(target=target, iter=values):
            children = [values, target, *children[2:]]
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            children = [each.iter for each in node.generators]
    yield node
    for child in children:
        yield from _in_order(child)
