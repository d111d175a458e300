"""`labs compose`: the course works with nbgrader, and composing again loses nothing."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader_courses import environment

from autograder.grading.nbgrader_api import Gradebook

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(200)]

REPOSITORY = Path(__file__).parents[2]
TINY = REPOSITORY / "tests/unit/authoring/tiny"
LAB, SECOND = "shop-growth", "shop-returns"
MODULE = Path("course/modules/shop")
TABLE = f"""
[labs.{SECOND}]
title = "Returns of a small shop"
minutes = 20
points = 8
requires = ["read-growth"]
teaches = ["doubt", "read-growth"]
"""
TERM = f"""
title = "A short term"
course_id = "term"
hours = 1
starts = 2026-09-07
[[labs]]
id = "{LAB}"
week = 1
"""


@dataclass
class Term:
    """A clone with two tiny labs, and a course that was composed from it."""

    clone: Path
    course: Path

    def labs(self, *arguments: str, at: Path | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "autograder.cli.app", *arguments]
        variables = environment() | {"PYTHONPATH": str(REPOSITORY), "COLUMNS": "200"}
        return subprocess.run(
            command, cwd=at or self.clone, env=variables, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    def compose(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.labs("compose", *arguments, "--into", str(self.course))

    def seed(self) -> str:
        return (self.course / "hidden_seed").read_text()

    def scores(self) -> dict[tuple[str, str], tuple[float, float | None]]:
        """Score and manual score of what was submitted, by assignment and student."""
        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}", "term") as gradebook:
            return {
                (one.assignment.name, one.student_id): (one.score, _by_hand(one))
                for assignment in gradebook.assignments
                for one in assignment.submissions
            }


def _by_hand(submission: Any) -> float | None:
    """The manual score of a submission that has one at most."""
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    return next((grade.manual_score for grade in grades if grade.manual_score), None)


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Term:
    """The course after: composed, done by ana, graded, and marked by hand."""
    top = tmp_path_factory.mktemp("compose")
    clone = top / "clone"
    shutil.copytree(TINY, clone)
    shutil.copytree(clone / MODULE / LAB, clone / MODULE / SECOND)
    module = clone / MODULE / "module.toml"
    module.write_text(module.read_text("utf-8") + TABLE, "utf-8")
    curricula = clone / "course/curricula"
    curricula.mkdir()
    (curricula / "term.toml").write_text(TERM, "utf-8")
    made = Term(clone, top / "term")
    done = made.compose("term")
    assert done.returncode == 0, done.stderr
    work = made.course / "submitted/ana" / LAB
    work.mkdir(parents=True)
    shutil.copy(made.course / "source" / LAB / f"{LAB}.ipynb", work)
    graded = made.labs("grade", at=made.course)
    assert graded.returncode == 0, graded.stderr
    with Gradebook(f"sqlite:///{made.course / 'gradebook.db'}", "term") as gradebook:
        grades = gradebook.find_submission(LAB, "ana").notebooks[0].grades
        next(grade for grade in grades if grade.needs_manual_grade).manual_score = 1.5
        gradebook.db.commit()
    return made


def test_the_course_grades_a_reference_with_full_marks(term: Term) -> None:
    score, manual = term.scores()[LAB, "ana"]
    assert manual == 1.5
    with Gradebook(f"sqlite:///{term.course / 'gradebook.db'}", "term") as gradebook:
        assignment = gradebook.find_assignment(LAB)
        assert f"{assignment.duedate}" == "2026-09-13 23:59:00"
        written = sum(g.max_score for n in assignment.notebooks for g in n.grade_cells
                      if g.name == "limits")  # fmt: skip
        assert score == assignment.max_score - written + manual


def test_the_seed_is_the_instructors_alone_and_reaches_the_hidden_checks(term: Term) -> None:
    place = term.course / "hidden_seed"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert term.seed().strip().isdecimal()
    assert 'os.environ["LABS_SEED"]' in (term.course / "nbgrader_config.py").read_text()


def test_the_bundle_holds_what_students_need_and_nothing_hidden(term: Term) -> None:
    with zipfile.ZipFile(term.course / "students.zip") as bundle:
        names = set(bundle.namelist())
        texts = {name: bundle.read(name).decode() for name in names}
    assert {"README.txt", "syllabus.html", f"{LAB}/{LAB}.ipynb"} <= names
    everything = "".join(texts.values())
    assert "BEGIN SOLUTION" not in everything
    assert "BEGIN HIDDEN TESTS" not in everything
    assert "MARK SCHEME" not in everything
    assert term.seed().strip() not in everything
    source = nbformat.read(term.course / "source" / LAB / f"{LAB}.ipynb", 4)
    hidden = [cell.source for cell in source.cells if cell.id.endswith("-hidden")]
    exercise = nbformat.reads(texts[f"{LAB}/{LAB}.ipynb"], 4)
    assert hidden
    for cell in exercise.cells:
        assert not any(line in cell.source for text in hidden for line in text.splitlines()[1:-1]
                       if len(line.strip()) > 12 and "assert" in line)  # fmt: skip


def test_composing_again_keeps_marks_seed_and_settings(term: Term) -> None:
    scores, seed = term.scores(), term.seed()
    settings = term.course / "grading.toml"
    settings.write_text(settings.read_text() + "# mine\n")
    done = term.compose()
    assert done.returncode == 0, done.stderr
    assert "as it was" in done.stdout
    assert (term.scores(), term.seed()) == (scores, seed)
    assert settings.read_text().endswith("# mine\n")


def test_a_mended_lab_is_brought_up_to_date_with_its_marks_kept(term: Term) -> None:
    lab = term.clone / MODULE / LAB / "lab.py"
    text, scores = lab.read_text("utf-8"), term.scores()
    assert text.count("# Growth of a small shop") == 1
    lab.write_text(text.replace("# Growth of a small shop", "# How a small shop grew"), "utf-8")
    before = json.loads((term.course / "course.lock").read_text())
    try:
        done = term.compose()
    finally:
        lab.write_text(text, "utf-8")
    assert done.returncode == 0, done.stderr
    assert "brought up to date" in done.stdout
    released = (term.course / "release" / LAB / f"{LAB}.ipynb").read_text()
    assert "How a small shop grew" in released
    after = json.loads((term.course / "course.lock").read_text())
    assert after["labs"][LAB]["files"] != before["labs"][LAB]["files"]
    assert term.scores() == scores


def test_a_lab_is_added_to_a_running_course(term: Term) -> None:
    scores = term.scores()
    done = term.compose("--add", SECOND, "--week", "2")
    assert done.returncode == 0, done.stderr
    assert (term.course / "release" / SECOND / f"{SECOND}.ipynb").is_file()
    assert term.scores() == scores
    again = term.compose("--add", SECOND)
    assert again.returncode == 1
    assert f"{SECOND} is planned twice" in again.stderr
    assert term.compose().returncode == 0  # the failure left the course as it was


def test_a_folder_that_holds_something_else_is_left_alone(term: Term, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("important")
    done = term.labs("compose", "term", "--into", str(tmp_path))
    assert done.returncode == 1
    assert "is not empty, and no course was composed there; name another folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    none = term.labs("compose", "--into", str(tmp_path / "new"))
    assert none.returncode == 1
    assert "labs compose semester" in none.stderr
