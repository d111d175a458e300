"""A check was wrong, was mended, and the class is graded again: what changes is seen before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from gradebook_reading import Submissions, grade, read
from nbgrader_courses import Course, MakeCourse, labs, nbgrader
from tiny_notebooks import answer, essay, graded, handed_in, locked, nbformat, notebook
from typer.testing import CliRunner

from autograder import __version__
from autograder.cli.app import app
from autograder.engine.outside.engine import Engine
from autograder.errors import CourseError, LabsError
from autograder.grading.courses.course import open_course
from autograder.grading.options import Options
from autograder.grading.regrade.run import Regrade

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(400)]

ANSWERS = {"ana": 42, "bao": 41, "chen": 7}
WRONG, MENDED = "21 * rate - 1", "21 * rate"


def cells(expected: str) -> list[Any]:
    return [
        locked("rate = 2"),
        answer("### BEGIN SOLUTION\nanswer = 42\n### END SOLUTION"),
        graded(f"assert answer == {expected}, 'Multiply by the rate.'", 2),
        essay("Say why."),
    ]


@dataclass(frozen=True)
class Regraded:
    status: int
    text: str
    errors: str
    data: dict[str, Any]

    @property
    def changes(self) -> dict[str, dict[str, Any]]:
        return {change["student"]: change for change in self.data["changes"]}


def regrade(course: Course, *arguments: str) -> Regraded:
    report = course.root.with_name("changes.json")
    report.unlink(missing_ok=True)
    done = CliRunner(env={"COLUMNS": "160"}).invoke(
        app, ["regrade", "--course", str(course.root), "--json", str(report), *arguments]
    )
    assert done.exception is None or isinstance(done.exception, LabsError | SystemExit)
    data = json.loads(report.read_text("utf-8")) if report.exists() else {}
    return Regraded(done.exit_code, done.stdout, str(done.exception), data)


def fingerprints(course: Course) -> dict[str, str]:
    """Every file of the course but the lock: by its name, the hash of its bytes."""
    return {
        str(path.relative_to(course.root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(course.root.rglob("*"))
        if path.is_file() and ".labs" not in path.parts
    }


@dataclass(frozen=True)
class Story:
    course: Course
    stale: Regraded
    untouched: dict[str, str]
    preview: Regraded
    after_preview: dict[str, str]
    regraded: Regraded
    marks: Submissions
    again: Regraded


def mark_by_hand(course: Course) -> None:
    """Ana's and Bao's words are marked, Bao's test is overruled, Ana gets a comment."""
    with course.gradebook() as gradebook:
        for student in ("ana", "bao"):
            found = gradebook.find_submission_notebook("p1", "ps", student)
            for one in found.grades:
                if one.name == "essay":
                    one.manual_score, one.needs_manual_grade = 1.5, False
                elif student == "bao":
                    one.manual_score, one.needs_manual_grade = 1.0, False
            for comment in found.comments:
                if (student, comment.name) == ("ana", "essay"):
                    comment.manual_comment = "Well said."
        gradebook.db.commit()


@pytest.fixture(scope="module")
def story(make_course: MakeCourse) -> Story:
    course = make_course("c.CourseDirectory.course_id = 'trade'")
    course.source("ps", {"p1": notebook(*cells(WRONG))})
    course.generate("ps")
    released = course.released("ps")
    for student, value in ANSWERS.items():
        own = [released.cells[0], answer(f"answer = {value}"), released.cells[2]]
        course.submit(student, "ps", {"p1": handed_in(released, *own, essay("Because."))})
    assert labs(course).status == 0
    mark_by_hand(course)
    course.submit("dina", "ps", {"p1": handed_in(released, *released.cells)})
    course.source("ps", {"p1": notebook(*cells(MENDED))})
    stale = regrade(course, "ps", "--preview")
    (generated,) = nbgrader(course, ["generate_assignment", "ps", "--force"])
    assert generated.status == 0, generated.log
    untouched = fingerprints(course)
    preview = regrade(course, "ps", "--preview")
    after_preview = fingerprints(course)
    regraded = regrade(course, "ps")
    marks = read(course)
    Path(course.root, "submitted/chen/ps/p1.ipynb").write_text("{", encoding="utf-8")
    again = regrade(course, "ps")
    return Story(course, stale, untouched, preview, after_preview, regraded, marks, again)


def test_a_mended_check_that_the_gradebook_does_not_know_is_told(story: Story) -> None:
    assert story.stale.status == 1
    assert "\n" not in story.stale.errors
    assert "'test' in source/ps/p1.ipynb is not what the gradebook marks with" in story.stale.errors
    assert "nbgrader generate_assignment ps --force" in story.stale.errors


def test_a_preview_changes_no_byte(story: Story) -> None:
    assert story.preview.status == 0
    assert story.after_preview == story.untouched
    assert "Nothing was written. To write it: labs regrade ps" in story.preview.text


def test_a_preview_shows_marks_messages_and_reasons(story: Story) -> None:
    ana = story.preview.changes["ana"]
    assert (ana["before"], ana["after"], ana["max_score"]) == (1.5, 3.5, 4)
    (cell,) = ana["cells"]
    assert (cell["cell"], cell["before"], cell["after"], cell["max_score"]) == ("test", 0, 2, 2)
    assert cell["said_before"] == "AssertionError: Multiply by the rate."
    assert cell["said_after"] == ""
    (why,) = [reason for reason in ana["why"] if "checks" in reason]
    assert why.startswith("p1: the checks changed, ")
    assert not any("instructor's notebook" in reason for reason in ana["why"])
    assert "Multiply by the rate." in story.preview.text


def test_who_was_wrong_and_stays_wrong_has_no_change(story: Story) -> None:
    chen = story.preview.changes["chen"]
    assert (chen["before"], chen["after"], chen["cells"]) == (0, 0, [])


def test_what_the_preview_showed_is_what_is_written(story: Story) -> None:
    assert story.regraded.status == 0
    assert story.regraded.data["changes"] == story.preview.data["changes"]
    for student, change in story.preview.changes.items():
        assert story.marks["ps", student]["score"] == change["after"]
    assert grade(story.marks["ps", "ana"], "test")["auto_score"] == 2
    assert grade(story.marks["ps", "bao"], "test")["auto_score"] == 0


def test_marks_and_comments_by_hand_stay(story: Story) -> None:
    bao = grade(story.marks["ps", "bao"], "test")
    assert (bao["manual_score"], bao["score"], bao["auto_score"]) == (1, 1, 0)
    assert bao["needs_manual_grade"], "the check gives something else: a person looks again"
    for student in ("ana", "bao"):
        written = grade(story.marks["ps", student], "essay")
        assert (written["manual_score"], written["needs_manual_grade"]) == (1.5, False)
    comments = story.marks["ps", "ana"]["notebooks"]["p1"]["comments"]
    assert comments["essay"][1] == "Well said."
    assert "(by hand: 1, stays)" in story.preview.text
    assert len(story.preview.changes["bao"]["by_hand"]) == 2


def test_who_was_never_graded_is_left_to_labs_grade(story: Story) -> None:
    assert "dina" not in story.preview.changes
    assert ("ps", "dina") not in story.marks
    assert "1 were never graded: run `labs grade ps`." in story.preview.text


def test_grading_again_what_was_graded_again_changes_nothing(story: Story) -> None:
    assert "No mark changes." in story.again.text
    assert not any(change["cells"] for change in story.again.changes.values())
    assert read(story.course) == story.marks


def test_each_result_records_the_versions_that_gave_it(story: Story) -> None:
    (result,) = [one for one in story.regraded.data["submissions"] if one["student"] == "ana"]
    versions = result["notebooks"][0]["versions"]
    place = story.course.root / "autograded/ana/ps/p1.ipynb"
    kept = nbformat.read(place, as_version=4).metadata.crossborder_labs
    assert kept["versions"] == versions
    assert (versions["grader"], versions["nbgrader"]) == (__version__, "0.9.6")
    assert len(versions["checks"]) == len(versions["lab"]) == 16
    assert versions["lab_version"] is None, "the source notebook states none"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("next", "no submission of 'next' was graded yet; run `labs grade next`"),
        ("ps9", "the gradebook has no assignment 'ps9'; run `nbgrader generate_assignment ps9`"),
    ],
)
def test_what_was_never_graded_cannot_be_graded_again(
    story: Story, monkeypatch: pytest.MonkeyPatch, name: str, says: str
) -> None:
    monkeypatch.chdir(story.course.root)
    with story.course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("next")
    run = Regrade(open_course(story.course.root), Options(), Engine(), preview=True)
    with pytest.raises(CourseError) as refusal:
        next(run.grade([name]))
    assert str(refusal.value).startswith(says)


def test_a_broken_file_keeps_its_marks_and_fails_the_run(story: Story) -> None:
    assert story.again.status == 1
    assert "p1.ipynb is not valid JSON" in story.again.text
    assert "chen" not in story.again.changes
    assert story.marks["ps", "chen"] == read(story.course)["ps", "chen"]
    assert (story.course.root / "autograded/chen/ps/p1.ipynb").is_file()
