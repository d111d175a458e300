"""Composes a course: curriculum, plan, course folder, papers, the students' bundle."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from autograder.composing.bundle import write_bundle
from autograder.composing.course import Composed, write_course
from autograder.composing.curriculum import find_curriculum, read_curriculum
from autograder.composing.lockfile import write_text
from autograder.composing.papers import write_papers
from autograder.composing.planning import CoursePlan, plan_course
from autograder.errors import LabsError

OWN = "curriculum.toml"


@dataclass(frozen=True)
class Result:
    """A composed course, what was done to its labs, and the papers that were written."""

    plan: CoursePlan
    composed: Composed
    papers: tuple[Path, ...]


def compose(root: Path, curriculum: str, folder: Path) -> Result:
    """Compose a course from a curriculum, which is kept in it as `curriculum.toml`.

    Raises:
        LabsError: a line for each thing that is wrong; nothing was written then.
    """
    path = find_curriculum(curriculum, root)
    plan = plan_course(root, read_curriculum(path))
    composed = write_course(root, plan, path, folder)
    if path.resolve() != (folder / OWN).resolve():
        write_text(folder / OWN, path.read_text("utf-8"))
    papers = (*write_papers(folder, plan), write_bundle(folder, plan))
    return Result(plan, composed, papers)


def add_lab(root: Path, lab: str, week: int | None, folder: Path) -> Result:
    """Put a lab into a course that is running, at the end or in a week.

    Raises:
        LabsError: no course was composed there, it has the lab already, or it does not fit.
    """
    own = folder / OWN
    if not own.is_file():
        raise LabsError(f"no course was composed in {folder}", "name its folder with --into")
    before = own.read_text("utf-8")
    labs = read_curriculum(own).labs
    week = week or max(planned.week for planned in labs) + 1
    entry = f"\n[[labs]]\nid = {json.dumps(lab)}\nweek = {week}\n"
    part = folder / f"{OWN}.new"
    write_text(part, before.rstrip("\n") + "\n" + entry)
    try:
        plan_course(root, read_curriculum(part))
        part.replace(own)
    finally:
        part.unlink(missing_ok=True)
    return compose(root, str(own), folder)
