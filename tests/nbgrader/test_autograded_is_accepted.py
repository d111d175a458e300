"""What `labs grade` leaves behind is what nbgrader's other commands and its settings expect."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from gradebook_reading import Submissions, grade, read
from nbgrader_courses import Course, Graded, MakeCourse, labs, nbgrader
from tiny_notebooks import STUB, answer, essay, graded, locked, notebook, program

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(400)]

PLUGIN = '''
from nbgrader.plugins import BasePlugin


class Hourly(BasePlugin):
    """Half a point an hour."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return total_seconds_late / 7200
'''
CONFIGURATION = (
    "c.CourseDirectory.course_id = 'trade101'",
    "c.CourseDirectory.groupshared = True",
    "c.CourseDirectory.student_id_exclude = 'zoe,nobody'",
    "c.CourseDirectory.ignore = ['.ipynb_checkpoints', '*.pyc', '__pycache__', '*.bak']",
    "c.CourseDirectory.source_directory = 'master'",
    "c.CourseDirectory.submitted_directory = 'handed_in'",
    "c.CourseDirectory.autograded_directory = 'marked'",
    "c.CourseDirectory.db_url = 'sqlite:///marks/book.db'",
    "c.Autograde.exclude_overwriting = {'ps': ['helper.py']}",
    "c.Execute.timeout = 3",
    "c.AssignLatePenalties.plugin_class = 'late_plugin.Hourly'",
)
RENAMED = {"source": "master", "submitted": "handed_in", "gradebook.db": "marks/book.db"}


def _notebook(code: str, words: str = "YOUR ANSWER HERE", mean: str = STUB) -> object:
    return notebook(
        locked("import helper"), answer(code), graded("assert answer == 42", 2),
        graded("assert helper.RATE == 7", 3, "rate"), essay(words), program(mean),
    )  # fmt: skip


def _build(course: Course) -> None:
    course.configure("c.CourseDirectory.course_id = 'trade101'")
    files = {"data_txt": "1\n"}
    course.source("ps", {"p1": _notebook(STUB)}, **files)
    (course.root / "source/ps/helper.py").write_text("RATE = 5\n")
    course.generate("ps")
    (course.root / "late_plugin.py").write_text(PLUGIN)
    for student, code in {
        "ann": "answer = 42", "ben": "answer = 41", "tim": "while True: pass",
        "zoe": "answer = 42",
    }.items():  # fmt: skip
        folder = course.submit(student, "ps", {"p1": _notebook(code, "My words.")}, data_txt="2\n")
        (folder / "helper.py").write_text("RATE = 7\n" if student == "ann" else "RATE = 5\n")
        (folder / "own.bak").write_text("an old copy\n")
        (folder / "own").mkdir()
        (folder / "own" / "notes.txt").write_text("mine\n")
    (course.root / "submitted/ben/ps/timestamp.txt").write_text("2026-03-01 15:00:00 UTC")
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("ps", duedate="2026-03-01 12:00:00 UTC")


def _configured(course: Course, name: str) -> Course:
    """The same course with everything renamed, moved and set in nbgrader_config.py."""
    moved = course.copy(name)
    (moved.root / "marks").mkdir()
    for old, new in RENAMED.items():
        (moved.root / old).rename(moved.root / new)
    moved.configure(*CONFIGURATION)
    return Moved(moved.root, moved.config)


class Moved(Course):
    """A course whose gradebook has been moved."""

    @property
    def url(self) -> str:
        return f"sqlite:///{self.root / 'marks/book.db'}"


def _tree(folder: Path) -> dict[str, tuple[str, str]]:
    """Every path in the submissions' folders: permissions, and content of what is no notebook.

    Not the students' own folders: where they are shared by a group, nbgrader forgets them.
    """
    found = {}
    for path in sorted(folder.glob("*/*/**/*")):
        text = path.read_text() if path.is_file() and path.suffix != ".ipynb" else ""
        found[str(path.relative_to(folder))] = (oct(path.stat().st_mode), text)
    return found


def _mark_by_hand(course: Course) -> None:
    with course.gradebook() as gradebook:
        for student in ("ann", "ben"):
            mark = gradebook.find_grade("essay", "p1", "ps", student)
            mark.manual_score, mark.extra_credit, mark.needs_manual_grade = 1.5, 0.5, False
            test = gradebook.find_grade("test", "p1", "ps", student)
            test.manual_score, test.needs_manual_grade = 1, False
            comment = gradebook.find_comment("essay", "p1", "ps", student)
            comment.manual_comment = "Well said."
        gradebook.db.commit()


@dataclass(frozen=True)
class Rounds:
    """Both programs on the configured course: fresh, with a newer submission, and forced."""

    theirs: list[Submissions]
    ours: list[Submissions]
    runs: list[Graded]
    trees: tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]
    course: Course


@pytest.fixture(scope="module")
def rounds(make_course: MakeCourse) -> Rounds:
    base = make_course()
    _build(base)
    theirs, ours = _configured(base, "theirs"), _configured(base, "ours")
    marks: tuple[list[Submissions], list[Submissions]] = ([], [])
    runs, trees = [], []
    for place, found in ((theirs, marks[0]), (ours, marks[1])):
        for options in ([], [], ["--force"]):
            if place is theirs:
                assert nbgrader(place, ["autograde", "ps", *options])[0].status == 0
            else:
                runs.append(labs(place, "--compat", *options))
            found.append(read(place))
            if len(found) == 1:
                trees.append(_tree(place.root / "marked"))
                _mark_by_hand(place)
                time = place.root / "handed_in/ben/ps/timestamp.txt"
                time.write_text("2026-03-01 16:00:00 UTC")
    return Rounds(marks[0], marks[1], runs, (trees[0], trees[1]), ours)


def test_a_configured_course_gets_nbgraders_marks(rounds: Rounds) -> None:
    assert [run.status for run in rounds.runs] == [0, 0, 0]
    assert rounds.ours == rounds.theirs
    fresh = rounds.ours[0]
    assert set(fresh) == {("ps", "ann"), ("ps", "ben"), ("ps", "tim")}


def test_the_time_limit_of_the_configuration_counts(rounds: Rounds) -> None:
    assert grade(rounds.ours[0]["ps", "tim"], "test")["auto_score"] == 0
    notes = rounds.runs[0].notes("ps", "tim")
    assert any("'answer'" in note and "3 s" in note for note in notes)


def test_the_late_penalty_comes_from_the_configured_plugin(rounds: Rounds) -> None:
    late = [found["ps", "ben"]["notebooks"]["p1"] for found in rounds.ours]
    # three hours late on nothing, four on 1 + 1.5 + 0.5 points given by hand
    assert [notebook["late_submission_penalty"] for notebook in late] == [0, 2, 2]


def test_autograded_holds_the_same_files_with_the_same_permissions(rounds: Rounds) -> None:
    theirs, ours = rounds.trees
    assert ours == theirs
    assert "ann/ps/own/notes.txt" in ours
    assert "ann/ps/own.bak" not in ours
    assert ours["ann/ps/helper.py"][1] == "RATE = 7\n"
    assert ours["ann/ps/data.txt"][1] == "1\n"


def test_only_a_newer_submission_is_graded_again(rounds: Rounds) -> None:
    status = {key[1]: entry["status"] for key, entry in rounds.runs[1].submissions.items()}
    assert status == {"ann": "skipped", "ben": "graded", "tim": "skipped"}


def test_what_a_person_entered_survives_force(rounds: Rounds) -> None:
    for student in ("ann", "ben"):
        marks = rounds.ours[2]["ps", student]
        kept = grade(marks, "essay")
        assert (kept["manual_score"], kept["extra_credit"]) == (1.5, 0.5)
        assert marks["notebooks"]["p1"]["comments"]["essay"] == (None, "Well said.")
        assert grade(marks, "test")["score"] == 1
        assert grade(marks, "test")["needs_manual_grade"]  # nbgrader asks to look again


def test_feedback_export_and_formgrader_accept_the_result(rounds: Rounds) -> None:
    shown, feedback, export = nbgrader(
        rounds.course, ["formgrader", "ps"], ["generate_feedback", "ps"], ["export"]
    )
    submissions = {entry["student"]: entry for entry in json.loads(shown.log)}
    assert {name for name, entry in submissions.items() if entry["autograded"]} == {
        "ann", "ben", "tim"}  # fmt: skip
    assert submissions["ann"]["score"] == rounds.ours[2]["ps", "ann"]["score"]
    assert submissions["ann"]["needs_manual_grade"]
    assert feedback.status == 0, feedback.log
    page = (rounds.course.root / "feedback/ann/ps/p1.html").read_text(encoding="utf-8")
    assert "Well said." in page
    assert export.status == 0, export.log
    with open(rounds.course.root / "grades.csv", newline="", encoding="utf-8") as stream:
        rows = {row["student_id"]: float(row["score"]) for row in csv.DictReader(stream)}
    late = 2
    assert rows["ann"] == rounds.ours[2]["ps", "ann"]["score"]
    assert rows["ben"] == rounds.ours[2]["ps", "ben"]["score"] - late
