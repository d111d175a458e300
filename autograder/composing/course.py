"""Writes an nbgrader course from a plan, and brings one that exists up to date."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.composing.curriculum import Curriculum
from autograder.composing.lockfile import digest, lock_of, read_lock, write_lock, write_text
from autograder.composing.planning import CoursePlan
from autograder.composing.sources import Source, read_source
from autograder.errors import LabsError
from autograder.grading.course import open_course
from autograder.grading.gradebook import open_gradebook
from autograder.grading.nbgrader_program import run_nbgrader

SEED = "hidden_seed"
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


@dataclass
class Composed:
    """What composing did: the labs that are new, changed, as they were, and no longer planned."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def write_course(root: Path, plan: CoursePlan, curriculum: Path, folder: Path) -> Composed:
    """Write the course, or bring it up to date; marks, seed and settings stay as they are.

    Raises:
        LabsError: the folder is in use, a lab has mistakes, nbgrader refuses.
    """
    sources = [read_source(root, week.lab) for week in plan.weeks]
    lock = _claim(folder, plan.curriculum)
    done = Composed()
    before = lock["labs"] if lock else {}
    for source in sources:
        state = _write_lab(source, folder, known=source.name in before)
        getattr(done, state).append(source.name)
    planned = {week.id for week in plan.weeks}
    done.left = [name for name in before if name not in planned]
    for name in done.new:
        run_nbgrader(folder, "generate_assignment", name)
    for name in done.changed:
        run_nbgrader(folder, "generate_assignment", name, "--force")
    with contextlib.chdir(folder), open_gradebook(open_course(folder.absolute())) as gradebook:
        for week in plan.weeks:
            due = plan.curriculum.due_date(week.planned)
            gradebook.update_or_create_assignment(week.id, duedate=f"{due} UTC")
    fresh = lock_of(folder, plan, curriculum)
    fresh["labs"] |= {name: before[name] for name in done.left}
    write_lock(folder, fresh)
    return done


def _claim(folder: Path, curriculum: Curriculum) -> dict[str, Any] | None:
    """Make the folder with its settings and its seed, or check that it is the same course."""
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
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (
        ("nbgrader_config.py", _CONFIG.format(course_id=curriculum.course_id)),
        ("grading.toml", _SETTINGS),
    ):
        if not (folder / name).exists():
            write_text(folder / name, text)
    _write_seed(folder / SEED)
    return lock


def _write_seed(path: Path) -> None:
    """The seed of the hidden checks: drawn once, for nobody but the instructor's account."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(f"{secrets.randbelow(10**9)}\n")


def _write_lab(lab: Source, folder: Path, *, known: bool) -> str:
    """Write a lab's source if it is not the same already; returns its list in `Composed`."""
    source, part = folder / "source" / lab.name, folder / "source" / f".{lab.name}.part"
    shutil.rmtree(part, ignore_errors=True)
    lab.write(part)
    if source.is_dir() and _digests(source) == _digests(part):
        shutil.rmtree(part)
        released = (folder / "release" / lab.name / f"{lab.name}.ipynb").is_file()
        return "kept" if released else "new"
    shutil.rmtree(source, ignore_errors=True)
    part.rename(source)
    return "changed" if known else "new"


def _digests(folder: Path) -> dict[str, str]:
    files: Sequence[Path] = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): digest(path) for path in files}
