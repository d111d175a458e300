"""Makes an nbgrader course of this project's labs, with a class that did them."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from autograder.authoring import lab_ids, read_lab
from autograder.composing.sources import read_source
from autograder.demo.course_folder import claim
from autograder.demo.made_up_class import SEED, HandedIn, draw_class
from autograder.grading.nbgrader_api import Gradebook, nbformat
from autograder.grading.nbgrader_program import run_nbgrader

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


def make_course(root: Path, folder: Path, students: int) -> list[HandedIn]:
    """Write the course with all labs of a clone: configuration, source, release and submissions.

    `class.csv` in the folder says what each student handed in; so does the result.

    Raises:
        LabsError: the folder is in use, a lab has mistakes, a table is missing, nbgrader failed.
    """
    labs = [read_lab(root, name) for name in lab_ids(root)]
    sources = [read_source(root, lab) for lab in labs]
    claim(folder, _CONFIG)
    for source in sources:
        source.write(folder / "source" / source.name)
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
