"""`labs demo`: a class drawn from the labs' attempts gets the marks that its answers are worth."""

from __future__ import annotations

import csv
import html
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from gradebook_reading import Submissions, auto_scores, read
from nbgrader_courses import Course, environment

from autograder.authoring import Lab, Role, read_lab, reader
from autograder.demo import lab_course
from autograder.demo.course_folder import claim, student_name
from autograder.demo.made_up_class import HandedIn, Kind, draw_class
from autograder.errors import LabsError

pytestmark = [pytest.mark.labs, pytest.mark.nbgrader, pytest.mark.timeout(200)]

REPOSITORY = Path(__file__).parents[2]
TINY = REPOSITORY / "tests/unit/authoring/tiny"
LAB = "shop-growth"


def _clone(folder: Path) -> Path:
    """The tiny clone with a table, which its lab reads."""
    shutil.copytree(TINY, folder)
    text = folder / f"course/modules/shop/{LAB}/lab.py"
    source = text.read_text("utf-8")
    start = "from autograder.checks import approx, check, course_seed, fill\n"
    assert start in source
    reading = start.replace("course_seed,", "course_seed, data_file,")
    reading += '\ncups = data_file("cups.csv").read_text("utf-8")\n'
    text.write_text(source.replace(start, reading), "utf-8")
    (folder / "datasets/lumina/tables").mkdir(parents=True)
    (folder / "datasets/lumina/tables/cups.csv").write_text("month,parcels\nMay,90\n", "utf-8")
    return folder


def _demo(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder.cli.app", "demo", *arguments]
    variables = environment() | {"PYTHONPATH": str(REPOSITORY), "COLUMNS": "200"}
    return subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, check=False
    )


@dataclass(frozen=True)
class Demo:
    """One run of the command in the tiny clone."""

    course: Course
    done: subprocess.CompletedProcess[str]
    lab: Lab
    handed_in: dict[str, HandedIn]
    marks: Submissions

    def scores(self, student: str) -> dict[str, float | None]:
        """The marks that the machine gave, by cell."""
        return auto_scores(self.marks[LAB, student], LAB)

    def points(self, task: str) -> dict[str, float]:
        """The points of a task's checks, by cell."""
        return {
            f"{task}-{cell.role}": cell.points
            for cell in self.lab.tasks[task].cells
            if cell.role in (Role.CHECK, Role.HIDDEN)
        }

    def page(self, student: str) -> Path:
        """A student's feedback page."""
        return self.course.root / "feedback" / student / LAB / f"{LAB}.html"

    def text(self, student: str) -> str:
        """What a student reads on the page."""
        return html.unescape(re.sub(r"<[^>]+>", "", self.page(student).read_text("utf-8")))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    clone = _clone(tmp_path_factory.mktemp("demo") / "clone")
    done = _demo(clone, "--into", "class", "--students", "8")
    lab = read_lab(clone, LAB)
    handed_in = {one.student: one for one in draw_class([lab], 8)}
    course = Course(clone / "class")
    return Demo(course, done, lab, handed_in, read(course))


def _of(demo: Demo, kind: Kind) -> list[HandedIn]:
    found = [one for one in demo.handed_in.values() if one.kind is kind and not one.broken]
    assert found
    return found


def test_it_ends_well_and_says_where_to_look_next(demo: Demo) -> None:
    assert demo.done.returncode == 0, demo.done.stderr
    assert demo.done.stderr == ""
    for word in ("class/class.csv", "feedback/", "cd class", "lab", "Formgrader"):
        assert word in demo.done.stdout.partition("Writing feedback pages")[2]
    assert "hana's file is broken and fatou is late" in demo.done.stdout


def test_right_answers_get_all_points_of_their_tasks(demo: Demo) -> None:
    for one in _of(demo, Kind.RIGHT):
        assert one.right == {"growth", "best-month"}
    for one in demo.handed_in.values():
        for task in [] if one.broken else one.right:
            points = demo.points(task)
            scores = demo.scores(one.student)
            assert {cell: scores[cell] for cell in points} == points, (one.student, task)


def test_wrong_answers_lose_points_and_read_why(demo: Demo) -> None:
    wrong = {attempt.name: attempt for attempt in demo.lab.wrong}
    for one in _of(demo, Kind.PARTLY):
        assert one.right
        assert one.wrong
        for task in one.wrong:
            points, scores = demo.points(task), demo.scores(one.student)
            assert any((scores[cell] or 0) < points[cell] for cell in points), (one.student, task)
            message = wrong[one.tasks[task].removeprefix("wrong: ")].message or ""
            state = {"not-attempted": "not attempted", "raised": "raised an error"}.get(message)
            words = state or "not yet" + demo.lab.messages[message].text("en").split("{")[0]
            assert f"{task}: {words}" in demo.text(one.student)


def test_mistakes_that_raise_and_blank_tasks_get_nothing(demo: Demo) -> None:
    for one in [*_of(demo, Kind.RAISING), *_of(demo, Kind.BLANK)]:
        scores = demo.scores(one.student)
        for task in {"growth", "best-month"} - one.right:
            assert [scores[cell] for cell in demo.points(task)] == [0, 0]
    for one in _of(demo, Kind.BLANK):
        assert demo.marks[LAB, one.student]["needs_manual_grade"] is False


def test_looking_for_the_gradebook_gives_nothing(demo: Demo) -> None:
    (cheat,) = _of(demo, Kind.CHEATING)
    assert "looks for the gradebook" in cheat.tasks["growth"]
    assert set(demo.scores(cheat.student).values()) == {0}


def test_one_file_is_broken_and_one_submission_late(demo: Demo) -> None:
    (broken,) = [one for one in demo.handed_in.values() if one.broken]
    assert "not graded" in demo.done.stdout
    assert not (demo.course.root / "autograded" / broken.student).exists()
    late = {student for (_, student), marks in demo.marks.items() if marks["seconds_late"] > 0}
    assert late == {one.student for one in demo.handed_in.values() if one.late}
    assert len(late) == 1


def test_every_graded_student_has_a_page_with_marks_and_without_hidden_tests(demo: Demo) -> None:
    for one in demo.handed_in.values():
        assert demo.page(one.student).exists() is not one.broken
        if one.broken:
            continue
        page = demo.text(one.student)
        assert f"{LAB} (Score: {demo.marks[LAB, one.student]['score']:.1f} / 8.0)" in page
        assert "Hidden check: 2 points" in page
        for secret in ("draw.uniform", "HIDDEN TESTS", "hidden=True", "assert best_month =="):
            assert secret not in page, (one.student, secret)


def test_the_tables_lie_beside_the_notebook_and_the_class_is_told(demo: Demo) -> None:
    assert (demo.course.root / f"source/{LAB}/data/cups.csv").is_file()
    assert (demo.course.root / f"release/{LAB}/data/cups.csv").is_file()
    with (demo.course.root / "class.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    told = {(row["student"], row["task"]): row["what"] for row in rows if row["task"]}
    handed_in = demo.handed_in.values()
    assert told == {(one.student, t): what for one in handed_in for t, what in one.tasks.items()}
    assert {row["student"] for row in rows} == set(demo.handed_in)


def test_a_class_of_forty_is_mixed_and_drawn_alike_again(tmp_path: Path) -> None:
    lab = read_lab(_clone(tmp_path / "clone"), LAB)
    drawn = draw_class([lab, lab], 40)
    assert drawn == draw_class([lab, lab], 40)
    for half in (drawn[:40], drawn[40:]):
        counts = Counter(one.kind for one in half)
        assert counts == {
            Kind.RIGHT: 12, Kind.PARTLY: 16, Kind.BLANK: 4, Kind.RAISING: 4, Kind.CHEATING: 4,
        }  # fmt: skip
        cheats = {tuple(one.tasks.values()) for one in half if one.kind is Kind.CHEATING}
        assert len(cheats) == 4
    assert sum(one.broken for one in drawn) == 1
    assert sum(one.late for one in drawn) == 1
    assert len({student_name(number) for number in range(2000)}) == 2000


def test_a_folder_of_an_earlier_demo_is_made_anew_and_another_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "class"
    claim(folder, "c = get_config()\n")
    (folder / "submitted/ana").mkdir(parents=True)
    (folder / "gradebook.db").touch()
    (folder / "my notes.txt").touch()
    claim(folder, "c = get_config()\n")
    assert sorted(os.listdir(folder)) == ["my notes.txt", "nbgrader_config.py"]

    (folder / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    (folder / "gradebook.db").touch()
    with pytest.raises(LabsError, match="is not empty; name another folder with --into"):
        claim(folder, "")
    assert (folder / "gradebook.db").exists()


def test_a_missing_table_names_the_lab_and_the_remedy(tmp_path: Path) -> None:
    clone = _clone(tmp_path / "clone")
    (clone / "datasets/lumina/tables/cups.csv").unlink()
    with pytest.raises(LabsError, match=r"lab\.py: there is no table cups\.csv; put it into"):
        lab_course.make_course(clone, tmp_path / "class", 2)
    assert not (tmp_path / "class").exists()


def test_without_a_clone_the_error_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert reader.find_clone() == REPOSITORY  # the package itself lies in a clone
    package: Any = reader.autograder
    monkeypatch.setattr(package, "__file__", str(tmp_path / "site/autograder/__init__.py"))
    with pytest.raises(LabsError, match="run this in a clone, or run: labs demo --example"):
        reader.find_clone()
