"""What the marks of a task depend on: its cells, cells above that it needs, and files.

Cells are followed by names: a cell above is needed if it gives or changes a value that a needed
cell reads. What goes another way (a cell that writes a file for another, say) is not seen here;
for it there is the key of the lab as a whole, see `keys`.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from autograder.authoring.model import Cell, Lab, Role
from autograder.wall.names import names_of

COMPANY = "lumina"
"""The package of the course's data, which checks may import."""
_RULES = f"{COMPANY}.rules"
_PLAIN = (
    ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign,
)  # fmt: skip


def marked(cell: Cell) -> bool:
    """Whether a cell is an automatic check."""
    return cell.role in (Role.CHECK, Role.HIDDEN)


def code_cells(lab: Lab) -> list[Cell]:
    """The code cells of a lab."""
    return [cell for cell in lab.cells if cell.kind == "code"]


def needed_cells(lab: Lab, task: str) -> list[Cell]:
    """The code cells on which the marks of a task depend, in their order.

    Of a locked cell, the statements that give a value which is not needed are left out.
    """
    cells = code_cells(lab)
    last = max(n for n, cell in enumerate(cells) if cell.task == task and marked(cell))
    wanted = {name for cell in cells if cell.task == task for name in names_of(cell.source).borrows}
    needed = []
    for cell in reversed(cells[: last + 1]):
        own = names_of(cell.source)
        if cell.task == task:
            needed.append(cell)
        elif (own.binds | own.changes) & wanted:
            kept = _needed_part(cell.source, wanted) if cell.role is None else cell.source
            needed.append(replace(cell, source=kept))
            wanted |= names_of(kept).borrows
    return needed[::-1]


def _needed_part(source: str, wanted: Collection[str]) -> str:
    """The statements of a locked cell that give or change what is wanted, or may do anything."""
    wanted, kept = set(wanted), list[str]()
    for plain, text in reversed(_statements(source)):
        own = names_of(text)
        if not plain or (own.binds | own.changes) & wanted:
            kept.append(text)
            wanted |= own.borrows
    return "\n".join(reversed(kept))


@lru_cache(maxsize=1000)
def _statements(source: str) -> tuple[tuple[bool, str], ...]:
    """The statements of a cell, and whether they do nothing but give values to names."""
    lines, found = source.split("\n"), list[tuple[bool, str]]()
    for node in ast.parse(source).body:
        first = min(one.lineno for one in (node, *getattr(node, "decorator_list", ())))
        found.append((isinstance(node, _PLAIN), "\n".join(lines[first - 1 : node.end_lineno])))
    return tuple(found)


def needed_files(cells: Sequence[Cell]) -> dict[str, Path]:
    """Files of the package of the course's data that cells read or import, without tables.

    They have their path in the package as a name.
    """
    base = _folder(COMPANY)
    files = {file for cell in cells for file in _files(cell.source)}
    return {file.relative_to(base).as_posix(): file for file in sorted(files)}


@lru_cache(maxsize=4000)
def _files(source: str) -> frozenset[Path]:
    """The files that one cell reads or imports."""
    tree = ast.parse(source)
    files = {file for name in _imported(tree) for file in _module(name)}
    packs = list(_packs(tree))
    if packs:
        files |= {file for file in _module(_RULES) if file.suffix == ".py"}
        files |= {file for pack in packs for file in _folder(_RULES).glob(f"{pack}.csv")}
    return frozenset(files)


def _packs(tree: ast.Module) -> Iterator[str]:
    """The rule packs that code names in `rules("...")`; "*" for one that it does not spell out."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="rules"), args=[ast.Constant(value=str(name))]):
                yield name
            case ast.Call(func=ast.Name(id="rules")):
                yield "*"


def _imported(tree: ast.AST) -> Iterator[str]:
    """The modules of the package that code may import."""
    for node in ast.walk(tree):
        names: Iterable[str] = ()
        match node:
            case ast.Import(names=aliases):
                names = [alias.name for alias in aliases]
            case ast.ImportFrom(module=str(module), names=aliases):
                names = [module, *(f"{module}.{alias.name}" for alias in aliases)]
        yield from (name for name in names if name.partition(".")[0] == COMPANY)


@cache
def _module(name: str) -> frozenset[Path]:
    """The files of a module: its code, that of all that it imports, and the data beside them.

    A name that is no module (a function that is imported, say) has none.
    """
    found, waiting = set[Path](), [name]
    while waiting:
        one = waiting.pop()
        for file in _own_files(one):
            if file not in found:
                found.add(file)
                waiting += _imported(ast.parse(file.read_text("utf-8")))
    beside = {data for file in found for data in file.parent.iterdir() if data.suffix in _DATA}
    return frozenset(found | beside)


_DATA = (".toml", ".csv", ".json")


def _own_files(name: str) -> list[Path]:
    """The file of a module and those of the packages around it."""
    base, files = _folder(COMPANY).parent, []
    parts = name.split(".")
    for count in range(1, len(parts) + 1):
        place = base.joinpath(*parts[:count])
        files += [place / "__init__.py", place.with_suffix(".py")]
    return [file for file in files if file.is_file()]


@cache
def _folder(package: str) -> Path:
    """Where a package lies from which notebooks import."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"no package {package}")
    return Path(spec.submodule_search_locations[0])
