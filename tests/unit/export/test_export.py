"""Marks leave in each platform's own form, and come back from it as they were."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from autograder.errors import LabsError
from autograder.export.export import export, without_formulas
from autograder.export.formats import NAMES, format_named
from autograder.export.marks import Marks, Student, Total, read_marks
from autograder.export.settings import column_ids
from autograder.grading.courses.course import Course, open_course
from autograder.grading.nbgrader_api import Gradebook

pytestmark = [
    pytest.mark.unit,
    # nbgrader adds a submission before its notebooks; SQLAlchemy warns, and it is harmless.
    pytest.mark.filterwarnings("ignore:Object of type <Submitted"),
]

GOLDEN = Path(__file__).parent / "golden"
PEOPLE = [
    {"student_id": "ana", "first_name": "Ana", "last_name": "Núñez, Gil", "email": "a@x.example"},
    {"student_id": "li", "first_name": "小明", "last_name": "李", "lms_user_id": "77"},
    {"student_id": "max", "first_name": '=HYPERLINK("x")', "last_name": "+Evil"},
]
IDS = '[canvas]\nmarket = 4711\n[blackboard]\nmarket = "574283"\npricing = "574284"\n'


def fill(folder: Path) -> None:
    """Three students, two assignments; ana was late, li's memo is unmarked, max did one only."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "term") as gradebook:
        for person in PEOPLE:
            gradebook.add_student(person["student_id"], **{k: v for k, v in person.items()
                                                         if k != "student_id"})  # fmt: skip
        for name in ("market", "pricing"):
            gradebook.add_assignment(name, duedate="2026-09-13 23:59:00 UTC")
            gradebook.add_notebook(name, name)
            for cell, points in (("task", 6), ("memo", 4)):
                gradebook.add_grade_cell(cell, name, name, max_score=points, cell_type="code")
        for student, name, points, memo in (
            ("ana", "market", 5.25, 3.0), ("li", "market", 6, None), ("ana", "pricing", 0, 0.0),
            ("max", "market", 4.5, 4.0),
        ):  # fmt: skip
            gradebook.add_submission(name, student, timestamp=datetime(2026, 9, 13, 20))
            by_test = gradebook.find_grade("task", name, name, student)
            by_test.auto_score, by_test.needs_manual_grade = points, False
            grade = gradebook.find_grade("memo", name, name, student)
            grade.manual_score, grade.needs_manual_grade = memo, memo is None
        late = gradebook.find_submission_notebook("market", "market", "ana")
        late.late_submission_penalty = 1.5
        gradebook.db.commit()


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    folder = tmp_path_factory.mktemp("course")
    (folder / "nbgrader_config.py").write_text(
        'c = get_config()\nc.CourseDirectory.course_id = "term"\n'
    )
    (folder / "export.toml").write_text(IDS)
    fill(folder)
    return open_course(folder)


@pytest.mark.parametrize("platform", NAMES)
def test_a_file_is_what_the_platform_was_seen_to_take(course: Course, platform: str) -> None:
    done = export(course, platform, [], None, pending=True)
    text = done.path.read_text("utf-8-sig")
    golden = GOLDEN / done.path.name
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_bytes(done.path.read_bytes())
    assert done.path.read_bytes() == golden.read_bytes()
    scores = format_named(platform).read(text, done.marks)
    assert scores["ana", "market"] == 6.75  # the penalty is off
    assert scores["ana", "pricing"] == 0
    assert scores["li", "pricing"] is None  # nothing handed in is no zero
    assert scores["max", "pricing"] is None


@pytest.mark.parametrize("platform", NAMES)
def test_no_name_becomes_a_formula(course: Course, platform: str) -> None:
    text = export(course, platform, [], None, pending=True).path.read_text("utf-8-sig")
    cells = text.replace('"', "").replace("\t", ",").replace("\r\n", ",").split(",")
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_marks_that_a_person_has_to_complete_do_not_leave_unnoticed(course: Course) -> None:
    with pytest.raises(LabsError, match=r"1 submissions .*li in market.*--pending"):
        export(course, "csv", [], None, pending=False)
    done = export(course, "csv", ["pricing"], None, pending=False)
    assert list(done.marks.assignments) == ["pricing"]


def test_a_missing_column_id_is_asked_for_where_it_would_lose_marks(
    course: Course, tmp_path: Path
) -> None:
    marks = read_marks(course)
    with pytest.raises(LabsError, match=r"none for pricing; download the Grade Center once"):
        format_named("blackboard").write(marks, {"market": "1"})
    advice = format_named("canvas").advice(marks, column_ids(course.root, "canvas"))
    assert advice[0].startswith("Canvas will make a new assignment for pricing;")


@pytest.mark.parametrize("text", ["[canvas", "canvas = 3", "[canvas]\nmarket = true"])
def test_settings_that_cannot_be_used_are_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "export.toml").write_text(text)
    with pytest.raises(LabsError, match=r"export\.toml"):
        column_ids(tmp_path, "canvas")


def test_an_unknown_assignment_names_those_that_are_there(course: Course) -> None:
    with pytest.raises(LabsError, match=r"no assignment 'tax'; those it has: market, pricing"):
        export(course, "csv", ["tax"], None, pending=True)


def test_a_file_that_cannot_be_written_says_so(course: Course, tmp_path: Path) -> None:
    with pytest.raises(LabsError, match="name another file"):
        export(course, "csv", [], tmp_path / "nowhere" / "marks.csv", pending=True)


@pytest.mark.parametrize("platform", NAMES)
def test_an_id_that_would_be_a_formula_is_refused(platform: str) -> None:
    marks = Marks((Student("=1+1"),), {"market": 10.0}, {("=1+1", "market"): Total(5, 10)})
    with pytest.raises(LabsError, match="give the student another id"):
        format_named(platform).write(marks, {"market": "1"})


@pytest.mark.parametrize("strange", ["=1+1", "-rf", "+1", "@x", "\uff1d1", "a\x1b[2J"])
def test_one_strange_id_is_left_out_with_a_line_and_the_others_are_exported(strange: str) -> None:
    students = (Student("ana"), Student(strange), Student("ben", lms_id=strange))
    totals = {(one.id, "market"): Total(5, 10) for one in students}
    kept, lines = without_formulas(Marks(students, {"market": 10.0}, totals))
    assert [one.id for one in kept.students] == ["ana"]
    assert list(kept.totals) == [("ana", "market")]
    assert len(lines) == 2
    assert all("is left out" in line and line.isprintable() for line in lines)
    for name, platform in ((one, format_named(one)) for one in NAMES):
        assert platform.read(platform.write(kept, {"market": "1"}), kept), name


def test_a_mark_above_a_hundred_is_announced_to_moodles_people() -> None:
    marks = Marks((Student("ana"),), {"market": 120.0}, {("ana", "market"): Total(110, 120)})
    assert "unlimitedgrades" in format_named("moodle").advice(marks, {})[-1]
    marks.totals["ana", "market"] = Total(100, 120)
    assert len(format_named("moodle").advice(marks, {})) == 1
