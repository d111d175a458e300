"""The papers of a course: the syllabus, and the matrix of outcomes by task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.composing.planning import CoursePlan, Week
from autograder.files import write_whole
from autograder.pages import page_templates

PAPERS = ("syllabus", "outcomes")


@dataclass(frozen=True)
class Matrix:
    """One lab's part of the matrix: points by outcome and task.

    tasks     the tasks in the order of the notebook
    written   those that a person marks
    rows      for each outcome its sentence and its points in each task, 0.0 where it has none
    """

    tasks: tuple[str, ...]
    written: frozenset[str]
    rows: Mapping[str, tuple[str, tuple[float, ...]]]


def matrix(week: Week) -> Matrix:
    """Which task of a lab assesses which outcome, with how many points."""
    tasks = tuple(week.lab.tasks)
    rows = {}
    for outcome in week.lab.entry.teaches:
        points = tuple(
            sum(cell.points for cell in week.lab.tasks[task].cells if cell.outcome == outcome)
            for task in tasks
        )
        rows[outcome] = (week.lab.module.outcomes[outcome], points)
    written = frozenset(task for task in tasks if week.lab.tasks[task].written)
    return Matrix(tasks, written, rows)


def write_papers(folder: Path, plan: CoursePlan) -> list[Path]:
    """Write syllabus and matrix, as HTML and as Markdown; returns their paths."""
    environment = page_templates("autograder.composing")
    known = {
        "plan": plan,
        "course": plan.curriculum,
        "matrices": {week.id: matrix(week) for week in plan.weeks},
    }
    written = []
    for name in PAPERS:
        for kind in ("html", "md"):
            text = environment.get_template(f"{name}.{kind}.j2").render(known)
            write_whole(folder / f"{name}.{kind}", text)
            written.append(folder / f"{name}.{kind}")
    return written
