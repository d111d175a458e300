"""Does no cell of the page hide why it cannot show something?"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise

_BROAD = ("Exception", "BaseException")


@question(
    184,
    "errors that a locked cell hides",
    "none: no `except Exception` that neither shows nor raises what it caught",
)
def excepts(evidence: Evidence) -> Row:
    """All code cells that are neither answers nor checks."""
    notebooks = evidence.subject.notebooks
    graded = {check.id for check in notebooks.checks} | {*notebooks.answers}
    cells = [
        cell
        for cell in notebooks.source.cells
        if cell.cell_type == "code" and cell.id not in graded
    ]
    file = evidence.subject.start.partition(":")[0]
    found = tuple(
        Surprise(
            "",
            "locked cell",
            f"{file}, '{lines[handler.lineno - 2].strip()[:50]}'",
            "the real error, if the checks above have passed",
            lines[handler.lineno - 1].strip(),
            "catch what is meant alone, or show the error that was caught",
            "\n".join(lines[handler.lineno - 1 : handler.end_lineno]),
        )
        for cell in cells
        for lines in [cell.source.splitlines()]
        for handler in _hiding(cell.source)
    )
    got = "none does" if not found else f"places that do: {len(found)}"
    return Row(len(cells), "none", got, found)


def _hiding(source: str) -> Iterator[ast.ExceptHandler]:
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic command
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type):
            inside = [child for line in node.body for child in ast.walk(line)]
            used = any(isinstance(c, ast.Name) and c.id == node.name for c in inside)
            if not used and not any(isinstance(child, ast.Raise) for child in inside):
                yield node


def _is_broad(kind: ast.expr | None) -> bool:
    match kind:
        case None:
            return True
        case ast.Name(id=name):
            return name in _BROAD
        case ast.Tuple(elts=kinds):
            return any(map(_is_broad, kinds))
    return False
