"""Writes an nbgrader course from a plan, and brings one that exists up to date."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.composing.changes import State, find_changes
from autograder.composing.curriculum import Curriculum
from autograder.composing.lockfile import locked, new_lock, read_lock, write_lock
from autograder.composing.planning import CoursePlan
from autograder.composing.sources import Source, read_source
from autograder.errors import LabsError
from autograder.files import write_whole
from autograder.grading.courses.course import inside_course
from autograder.grading.courses.seed import SEED_FILE, write_seed
from autograder.grading.nbgrader_program import run_nbgrader
from autograder.grading.records.gradebook import open_gradebook

_CONFIG = """\
# Written by `labs compose`, and not written again: change what you like.
import os
from pathlib import Path

from nbgrader import preprocessors

from autograder.preprocessors import Execute

c = get_config()
c.CourseDirectory.course_id = {course_id!r}
c.CourseDirectory.root = str(Path(__file__).parent)
# One writer at a time; a second program waits a minute before it gives up.
c.CourseDirectory.db_url = "sqlite:///" + str(Path(__file__).with_name("gradebook.db"))
c.CourseDirectory.db_url += "?timeout=60"
c.Execute.timeout = 30
# Student code runs contained under nbgrader's own commands and formgrader's button, too.
c.Autograde.autograde_preprocessors = [
    Execute,
    preprocessors.IgnorePattern,
    preprocessors.LimitOutput,
    preprocessors.SaveAutoGrades,
    preprocessors.AssignLatePenalties,
    preprocessors.CheckCellMetadata,
]
# Feedback shows marks and messages, never a hidden check.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.feedback.HideTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
# Formulas show without a network, in feedback and in formgrader.
c.HTMLExporter.preprocessors = ["autograder.feedback.Formulas"]
# The hidden checks of this course draw their data from a seed of its own.
os.environ["LABS_SEED"] = Path(__file__).with_name("hidden_seed").read_text().strip()
"""
_SETTINGS = """\
# Limits for one submission; docs/sandbox.md has all of them. `labs audit LAB` suggests others.
isolation = "auto"

[limits]
wall_seconds = 30
total_seconds = 300
memory_mb = 1024
disk_mb = 64
"""


@dataclass(frozen=True)
class Composed:
    """What composing did to each lab, and the labs of the course that are no longer planned."""

    states: Mapping[str, State]
    left: tuple[str, ...]


def write_course(root: Path, plan: CoursePlan, curriculum: bytes, folder: Path) -> Composed:
    """Write the course, or bring it up to date; marks, seed and settings stay as they are.

    Raises:
        LabsError: the folder is in use, a lab has mistakes, or bringing it up to date would lose
            something: nothing was written then. Or nbgrader failed: composing again goes on.
    """
    sources = {week.id: read_source(root, week.lab) for week in plan.weeks}
    lock = _lock(folder, plan.curriculum) or new_lock(plan.curriculum.course_id, curriculum)
    before = lock["labs"]
    states = find_changes(list(sources.values()), folder, before)
    _prepare(folder, plan.curriculum, lock)
    for name, state in states.items():
        if state in (State.NEW, State.CHANGED):
            _write_lab(sources[name], folder)
            run_nbgrader(folder, "generate_assignment", name, "--force")
    with inside_course(folder) as course, open_gradebook(course) as gradebook:
        for week in plan.weeks:
            due = plan.curriculum.due_date(week.planned)
            gradebook.update_or_create_assignment(week.id, duedate=f"{due} UTC")
    left = tuple(name for name in before if name not in sources)
    fresh = new_lock(plan.curriculum.course_id, curriculum)
    fresh["labs"] = {week.id: locked(week, sources[week.id].digests()) for week in plan.weeks}
    fresh["labs"] |= {name: before[name] for name in left}
    write_lock(folder, fresh)
    return Composed(states, left)


def _lock(folder: Path, curriculum: Curriculum) -> dict[str, Any] | None:
    """The lock of the course in a folder, or None where one can be made."""
    if folder.exists() and not folder.is_dir():
        raise LabsError(f"{folder} is a file", "name a folder with --into")
    lock = read_lock(folder)
    if lock is None and folder.exists() and any(folder.iterdir()):
        raise LabsError(
            f"{folder} is not empty, and no course was composed there",
            "name another folder with --into",
        )
    if lock is not None and lock["course_id"] != curriculum.course_id:
        raise LabsError(
            f"{folder} holds the course {lock['course_id']!r}, not {curriculum.course_id!r}",
            "name another folder with --into",
        )
    return lock


def _prepare(folder: Path, curriculum: Curriculum, lock: Mapping[str, Any]) -> None:
    """Make the folder with its settings and its seed; what is there stays."""
    folder.mkdir(parents=True, exist_ok=True)
    write_lock(folder, lock)  # first, so that a run that is interrupted can be taken up again
    for name, text in (
        ("nbgrader_config.py", _CONFIG.format(course_id=curriculum.course_id)),
        ("grading.toml", _SETTINGS),
    ):
        if not (folder / name).exists():
            write_whole(folder / name, text)
    if not (folder / SEED_FILE).exists():
        write_seed(folder / SEED_FILE)


def _write_lab(lab: Source, folder: Path) -> None:
    """Write a lab's source, whole or not at all."""
    source = folder / "source" / lab.name
    part, old = (source.with_name(f".{lab.name}.{end}") for end in ("part", "old"))
    shutil.rmtree(part, ignore_errors=True)
    lab.write(part)
    if source.exists():
        shutil.rmtree(old, ignore_errors=True)
        source.rename(old)
    part.rename(source)
    shutil.rmtree(old, ignore_errors=True)
