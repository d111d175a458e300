"""Which tables a lab reads, and where they are."""

from __future__ import annotations

import ast
import zipfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from autograder.authoring.model import Cell, Lab
from autograder.authoring.problems import AuthoringError, Problem
from autograder.checks import data_file
from autograder.checks.course import TABLES

_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")


def tables_of(lab: Lab, root: Path, cells: Iterable[Cell] | None = None) -> dict[str, Path]:
    """The tables that cells of a lab name in `data_file("...")`, by their path in a course.

    They are taken from the clone, else from the installed package. Without `cells` it is all of
    the lab's.

    Raises:
        AuthoringError: a table is in neither, or its name is not written as a text.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for cell in lab.cells if cells is None else cells:
        for call in _calls(cell):
            line = cell.first_line + call.lineno - 1
            match call.args:
                case [ast.Constant(value=str(name))]:
                    try:
                        path = root / TABLES / name
                        found[f"data/{name}"] = path if path.is_file() else data_file(name)
                    except (FileNotFoundError, ValueError):
                        what, remedy = f"there is no table '{name}'", f"add it to {TABLES}"
                        problems.append(Problem(lab.path, line, what, remedy))
                case _:
                    what = "data_file(...) does not name its table"
                    problems.append(Problem(lab.path, line, what, 'write data_file("name.csv")'))
    if problems:
        raise AuthoringError(problems)
    return found


def mostly_pictures(files: Iterable[Path]) -> bool:
    """Whether over half of the bytes of these files are pictures, also those in a ZIP."""
    total = pictures = 0
    for path in files:
        total += path.stat().st_size
        if path.suffix.lower() in _PICTURES:
            pictures += path.stat().st_size
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                members = archive.infolist()
            pictures += sum(
                member.compress_size
                for member in members
                if member.filename.lower().endswith(_PICTURES)
            )
    return 2 * pictures > total


def _calls(cell: Cell) -> Sequence[ast.Call]:
    return _reads(cell.source) if cell.kind == "code" else ()


@lru_cache(maxsize=4000)
def _reads(source: str) -> tuple[ast.Call, ...]:
    """The calls of `data_file` in the source of a cell."""
    nodes = ast.walk(ast.parse(source))
    return tuple(
        node
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "data_file"
    )
