"""The files of a lab in a course: the instructor's notebook, and the tables beside it."""

from __future__ import annotations

import ast
import shutil
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.authoring import Lab, build_lab
from autograder.authoring.build import EXERCISES, SOLUTIONS
from autograder.checks.course import TABLES
from autograder.composing.lockfile import digest
from autograder.errors import LabsError


@dataclass(frozen=True)
class Source:
    """What a lab puts into a course: the text of its instructor's notebook, and its tables."""

    name: str
    notebook: str
    tables: tuple[Path, ...]

    def write(self, folder: Path) -> None:
        """Write the notebook into a folder, and the tables into `data` in it."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.name}.ipynb").write_text(self.notebook, "utf-8", newline="\n")
        for table in self.tables:
            (folder / "data").mkdir(exist_ok=True)
            shutil.copyfile(table, folder / "data" / table.name)

    def digests(self) -> dict[str, str]:
        """The hash of each file that `write` writes, by its path in the folder."""
        files = {f"data/{table.name}": table.read_bytes() for table in self.tables}
        files[f"{self.name}.ipynb"] = self.notebook.encode()
        return {name: digest(files[name]) for name in sorted(files)}


def read_source(root: Path, lab: Lab) -> Source:
    """Build a lab's notebook in memory and find its tables; nothing is written.

    Raises:
        LabsError: the lab has mistakes, or a table is missing.
    """
    built, name = build_lab(root, lab.id), f"{lab.id}.ipynb"
    tables = _tables(root, lab, built[EXERCISES / "en" / lab.id / name])
    return Source(lab.id, built[SOLUTIONS / "en" / lab.id / name], tuple(tables))


def _tables(root: Path, lab: Lab, exercise: str) -> list[Path]:
    """The tables that the text of a student's notebook reads with `data_file("...")`.

    What hidden checks alone read stays out: they find it in the installed package.
    """
    found = set()
    for cell in nbformat.reads(exercise, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        for node in ast.walk(ast.parse(cell.source)):
            match node:
                case ast.Call(func=ast.Name(id="data_file"), args=[ast.Constant(value=str(name))]):
                    found.add(name)
    for name in sorted(found):
        if not (root / TABLES / name).is_file():
            remedy = f"put it into {TABLES}, or correct the name in the lab"
            raise LabsError(f"{lab.path}: there is no table {name}", remedy)
    return [root / TABLES / name for name in sorted(found)]
