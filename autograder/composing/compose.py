"""Composes a course: curriculum, plan, course folder, papers, the students' bundle."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from autograder.composing.bundle import write_bundle
from autograder.composing.course import Composed, write_course
from autograder.composing.curriculum import find_curriculum, read_curriculum
from autograder.composing.papers import write_papers
from autograder.composing.planning import CoursePlan, plan_course
from autograder.errors import LabsError
from autograder.files import write_whole

OWN = "curriculum.toml"
BEFORE = "curriculum.before.toml"


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
    path, own = find_curriculum(curriculum, root), folder / OWN
    plan = plan_course(root, read_curriculum(path))
    text = path.read_text("utf-8")
    composed = write_course(root, plan, text.encode(), folder)
    earlier = own.read_text("utf-8") if own.is_file() else text
    if earlier != text:  # somebody may have changed the course's own by hand
        write_whole(folder / BEFORE, earlier)
    write_whole(own, text)
    papers = (*write_papers(folder, plan), write_bundle(folder, plan))
    return Result(plan, composed, papers)


def add_lab(root: Path, lab: str, week: int | None, folder: Path) -> Result:
    """Put a lab into a course that is running, at the end or in a week.

    Raises:
        LabsError: no course was composed there, it has the lab already, or it does not fit; the
            course's curriculum is as it was then.
    """
    own = folder / OWN
    if not own.is_file():
        raise LabsError(f"no course was composed in {folder}", "name its folder with --into")
    week = week or max(planned.week for planned in read_curriculum(own).labs) + 1
    entry = f"\n[[labs]]\nid = {json.dumps(lab)}\nweek = {week}\n"
    text = own.read_text("utf-8").rstrip("\n") + "\n" + entry
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        remedy = "write a [[labs]] table for each lab, then add this one"
        raise LabsError(f"{own} has its labs in one list", remedy) from None
    part = folder / f"{OWN}.new"
    try:
        write_whole(part, text)
        return compose(root, str(part), folder)
    finally:
        part.unlink(missing_ok=True)
