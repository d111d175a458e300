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

import nbformat
import pytest
from composed_term import (
    DRAW,
    LAB,
    MODULE,
    OWN_SEED,
    SECOND,
    TABLE,
    TERM,
    TINY,
    Ended,
    Scores,
    Term,
)
from nbgrader_courses import environment

from autograder.checks.course import DEFAULT_SEED
from autograder.composing.lockfile import digests_of
from autograder.grading.nbgrader_api import Gradebook

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(200)]


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Term:
    """The course after: killed while composed, composed, done by ana, graded, marked by hand."""
    top = tmp_path_factory.mktemp("compose")
    clone = top / "clone"
    shutil.copytree(TINY, clone)
    shutil.copytree(clone / MODULE / LAB, clone / MODULE / SECOND)
    second = clone / MODULE / SECOND / "lab.py"
    text = second.read_text("utf-8")
    assert text.count(DRAW) == 1
    second.write_text(text.replace(DRAW, DRAW + OWN_SEED), "utf-8")
    module = clone / MODULE / "module.toml"
    module.write_text(module.read_text("utf-8") + TABLE, "utf-8")
    curricula = clone / "course/curricula"
    curricula.mkdir()
    (curricula / "term.toml").write_text(TERM, "utf-8")
    made = Term(clone, top / "term")
    made.compose_and_kill()
    assert (made.course / "source" / LAB / f"{LAB}.ipynb").is_file()
    assert not (made.course / "release").exists()
    made.first_seed = made.seed()
    done = made.compose("term")
    assert done.returncode == 0, done.stderr
    work = made.course / "submitted/ana" / LAB
    work.mkdir(parents=True)
    shutil.copy(made.course / "source" / LAB / f"{LAB}.ipynb", work)
    made.grade()
    with Gradebook(f"sqlite:///{made.course / 'gradebook.db'}", "term") as gradebook:
        grades = gradebook.find_submission(LAB, "ana").notebooks[0].grades
        next(grade for grade in grades if grade.needs_manual_grade).manual_score = 1.5
        gradebook.db.commit()
    return made


@dataclass(frozen=True)
class Added:
    """How a second lab was added, and the scores on either side of it."""

    ended: Ended
    scores_before: Scores
    scores_after: Scores


@pytest.fixture(scope="module")
def added(term: Term) -> Added:
    before = term.scores()
    ended = term.compose("--add", SECOND, "--week", "2")
    return Added(ended, before, term.scores())


def test_a_run_that_was_killed_went_on_with_its_seed(term: Term) -> None:
    assert term.seed() == term.first_seed
    assert (term.course / "release" / LAB / f"{LAB}.ipynb").is_file()


def test_the_course_grades_a_reference_with_full_marks(term: Term) -> None:
    score, manual = term.scores()[LAB, "ana"]
    assert manual == 1.5
    with Gradebook(f"sqlite:///{term.course / 'gradebook.db'}", "term") as gradebook:
        assignment = gradebook.find_assignment(LAB)
        assert f"{assignment.duedate}" == "2026-09-13 23:59:00"
        written = sum(g.max_score for n in assignment.notebooks for g in n.grade_cells
                      if g.name == "limits")  # fmt: skip
        assert score == assignment.max_score - written + manual


def test_the_seed_is_the_instructors_alone(term: Term) -> None:
    place = term.course / "hidden_seed"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert term.seed().strip().isdecimal()


def test_nbgrader_releases_what_was_composed(term: Term, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)  # nbgrader wants an exchange that all may write to
    command = [sys.executable, "-m", "nbgrader", "release_assignment", LAB]
    command.append(f"--Exchange.root={tmp_path}")
    done = subprocess.run(
        command, cwd=term.course, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    released = nbformat.read(tmp_path / "term/outbound" / LAB / f"{LAB}.ipynb", 4)
    assert released.metadata.kernelspec.name == "python3"
    assert not any("BEGIN" in cell.source for cell in released.cells)


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


def test_a_lab_whose_cells_went_after_submission_is_refused_before_anything_is_written(
    term: Term,
) -> None:
    lab, module = term.clone / MODULE / LAB / "lab.py", term.clone / MODULE / "module.toml"
    text, entries = lab.read_text("utf-8"), module.read_text("utf-8")
    before, scores = digests_of(term.course), term.scores()
    lab.write_text(text[: text.index('# %% [markdown] task="limits"')], "utf-8")
    head, tail = entries.split(f"[labs.{SECOND}]")
    head = head.replace("points = 8", "points = 5").replace(', "doubt"', "")
    module.write_text(f"{head}[labs.{SECOND}]{tail}", "utf-8")
    try:
        done = term.compose()
    finally:
        lab.write_text(text, "utf-8")
        module.write_text(entries, "utf-8")
    assert done.returncode == 1
    assert "graded cells came or went (limits)" in done.stderr
    assert "go back to the version of the labs in course.lock" in done.stderr
    assert (digests_of(term.course), term.scores()) == (before, scores)


def test_a_lab_is_added_to_a_running_course(term: Term, added: Added) -> None:
    assert added.ended.returncode == 0, added.ended.stderr
    assert (term.course / "release" / SECOND / f"{SECOND}.ipynb").is_file()
    assert added.scores_after == added.scores_before
    assert SECOND in (term.course / "curriculum.toml").read_text()
    assert (term.course / "curriculum.before.toml").read_text() == TERM
    again = term.compose("--add", SECOND)
    assert again.returncode == 1
    assert f"{SECOND} is planned twice" in again.stderr
    assert term.compose().returncode == 0  # the failure left the course as it was


def test_the_hidden_checks_draw_from_the_seed_of_the_course(term: Term, added: Added) -> None:
    """One hidden check of the second lab wants another seed than the one without a course."""
    assert added.ended.returncode == 0, added.ended.stderr
    work = term.course / "submitted/ben" / SECOND
    work.mkdir(parents=True)
    shutil.copy(term.course / "source" / SECOND / f"{SECOND}.ipynb", work)
    seed, scores = term.seed(), []
    try:
        for text in (seed, f"{DEFAULT_SEED}\n"):
            (term.course / "hidden_seed").write_text(text)
            # Another seed gives the reference other marks, which is refused unless it is meant.
            term.grade(SECOND, "--force", "--force-anyway")
            scores.append(term.scores()[SECOND, "ben"][0])
    finally:
        (term.course / "hidden_seed").write_text(seed)
    assert scores == [5, 3]  # of 8, without the written answer; the hidden check is worth 2


def test_a_folder_that_holds_something_else_is_left_alone(term: Term, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("important")
    done = term.labs("compose", "term", "--into", str(tmp_path))
    assert done.returncode == 1
    assert "is not empty, and no course was composed there; name another folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    none = term.labs("compose", "--into", str(tmp_path / "new"))
    assert none.returncode == 1
    assert "labs compose semester" in none.stderr


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
