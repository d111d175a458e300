"""Makes an nbgrader course of this project's labs, with a class that did them."""

from __future__ import annotations

import ast
import csv
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import autograder
from autograder.authoring import Lab, build_lab, find_root, lab_ids, read_lab
from autograder.authoring.build import SOLUTIONS
from autograder.demo.course_folder import claim, run_nbgrader
from autograder.demo.made_up_class import SEED, HandedIn, draw_class
from autograder.errors import LabsError
from autograder.grading.nbgrader_api import Gradebook, nbformat

TABLES = Path("datasets") / "tables"
# The class has cheats in it: nbgrader's own commands and formgrader's button run contained, too.
_CONFIG = """\
from nbgrader import preprocessors

from autograder.preprocessors import Execute

c = get_config()
c.CourseDirectory.course_id = "lumina"
c.Execute.timeout = 15
c.Autograde.autograde_preprocessors = [
    Execute,
    preprocessors.IgnorePattern,
    preprocessors.LimitOutput,
    preprocessors.SaveAutoGrades,
    preprocessors.AssignLatePenalties,
    preprocessors.CheckCellMetadata,
]
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.feedback.HideTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
c.HTMLExporter.preprocessors = ["autograder.feedback.Formulas"]
"""
_FIRST_DUE = datetime(2026, 10, 5, 18)  # UTC; a lab a week


def find_clone() -> Path:
    """The clone of this project at or above the current folder, or the one that is installed.

    Raises:
        LabsError: there is none with a lab in it.
    """
    for start in (Path.cwd(), Path(autograder.__file__).parent):
        try:
            root = find_root(start)
        except LabsError:
            continue
        if lab_ids(root):
            return root
    raise LabsError(
        "no labs were found: they are in a clone of crossborder-labs, not in the installed package",
        "run this in a clone, or run: labs demo --example",
    )


def make_course(root: Path, folder: Path, students: int) -> list[HandedIn]:
    """Write the course with all labs of a clone: configuration, source, release and submissions.

    `class.csv` in the folder says what each student handed in; so does the result.

    Raises:
        LabsError: the folder is in use, a lab has mistakes, a table is missing, nbgrader failed.
    """
    labs = [read_lab(root, name) for name in lab_ids(root)]
    built = {lab.id: build_lab(root, lab.id) for lab in labs}
    tables = {lab.id: list(_tables(root, lab)) for lab in labs}
    claim(folder, _CONFIG)
    for lab in labs:
        source = folder / "source" / lab.id
        source.mkdir(parents=True)
        name = f"{lab.id}.ipynb"
        (source / name).write_text(built[lab.id][SOLUTIONS / "en" / lab.id / name], "utf-8")
        for table in tables[lab.id]:
            (source / "data").mkdir(exist_ok=True)
            shutil.copyfile(table, source / "data" / table.name)
    run_nbgrader(folder, "generate_assignment", "*")
    due = {lab.id: _FIRST_DUE + timedelta(weeks=week) for week, lab in enumerate(labs)}
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "lumina") as gradebook:
        for name, day in due.items():
            gradebook.update_or_create_assignment(name, duedate=f"{day} UTC")
    handed_in = draw_class(labs, students)
    draw = Random(SEED)
    for one in handed_in:
        hours = draw.uniform(3, 30) if one.late else -draw.uniform(1, 100)
        _submit(folder, one, due[one.lab] + timedelta(hours=hours))
    _write_class(folder / "class.csv", handed_in)
    return handed_in


def write_feedback(folder: Path, labs: Sequence[str]) -> None:
    """Let nbgrader write the feedback pages of these labs, several labs at once.

    Raises:
        LabsError: nbgrader failed.
    """
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        list(pool.map(partial(run_nbgrader, folder, "generate_feedback"), labs))


def _tables(root: Path, lab: Lab) -> Iterator[Path]:
    """The tables that a lab reads with `data_file("...")`."""
    found = set()
    for cell in lab.cells:
        if cell.kind != "code":
            continue
        for node in ast.walk(ast.parse(cell.source)):
            match node:
                case ast.Call(func=ast.Name(id="data_file"), args=[ast.Constant(value=str(name))]):
                    found.add(name)
    for name in sorted(found):
        path = root / TABLES / name
        if not path.is_file():
            remedy = f"put it into {TABLES}, or correct the name in the lab"
            raise LabsError(f"{lab.path}: there is no table {name}", remedy)
        yield path


def _submit(folder: Path, one: HandedIn, time: datetime) -> None:
    """Write a submission: the released notebook with the student's answers in it."""
    released = folder / "release" / one.lab / f"{one.lab}.ipynb"
    notebook = nbformat.read(released, as_version=4)
    for cell in notebook.cells:
        cell.source = one.answers.get(cell.id, cell.source)
    text = nbformat.writes(notebook)
    place = folder / "submitted" / one.student / one.lab
    place.mkdir(parents=True)
    text = text[: len(text) // 2] if one.broken else text  # a download that broke off
    (place / released.name).write_text(text, encoding="utf-8")
    (place / "timestamp.txt").write_text(f"{time:%Y-%m-%d %H:%M:%S} UTC\n", encoding="ascii")


def _write_class(path: Path, handed_in: Sequence[HandedIn]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(("lab", "student", "kind", "task", "what"))
        for one in handed_in:
            kind = ", ".join([one.kind, *["late"] * one.late, *["broken file"] * one.broken])
            for task, what in one.tasks.items() or [("", "")]:
                rows.writerow((one.lab, one.student, kind, task, what))
