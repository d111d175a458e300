"""Which submissions are graded: those that were named, and a name that nobody has is told."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path

import pytest

from autograder.engine.outside.engine import Engine
from autograder.errors import CourseError, SubmissionError
from autograder.grading.assignment_run import Graded
from autograder.grading.courses.course import Course, open_course
from autograder.grading.courses.selection import choose
from autograder.grading.options import Options
from autograder.grading.records.gradebook import GradebookWriter
from autograder.grading.records.staging import Staging
from autograder.grading.results import Status
from autograder.grading.run import CourseRun

pytestmark = pytest.mark.unit


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Ana submitted both assignments, Bao the first."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    for place in ("ana/ps1", "ana/ps2", "bao/ps1"):
        (tmp_path / "submitted" / place).mkdir(parents=True)
    return open_course(tmp_path)


def names(chosen: Mapping[str, list[object]]) -> dict[str, list[str]]:
    return {name: [found.student for found in some] for name, some in chosen.items()}  # type: ignore[attr-defined]


def test_all_who_submitted_are_chosen(course: Course) -> None:
    chosen = choose(course, ["ps1", "ps2"], [])
    assert names(chosen) == {"ps1": ["ana", "bao"], "ps2": ["ana"]}


def test_a_student_who_submitted_only_one_of_them_is_chosen_there(course: Course) -> None:
    assert names(choose(course, ["ps1", "ps2"], ["bao"])) == {"ps1": ["bao"]}


@pytest.mark.parametrize("name", ["ps9", "*", "p*", "", ".", "../ps1", "ana/ps1", "[p", "x" * 5000])
def test_an_assignment_that_nobody_submitted_is_told_with_those_there_are(
    course: Course, name: str
) -> None:
    with pytest.raises(CourseError, match="nobody has submitted") as refusal:
        choose(course, [name], [])
    assert "submitted are: ps1, ps2" in refusal.value.remedy
    assert len(str(refusal.value)) < 200


@pytest.mark.parametrize("student", ["zoe", "", "*", "../ana", "a\nb"])
def test_a_student_who_submitted_nothing_is_told(course: Course, student: str) -> None:
    with pytest.raises(CourseError, match="did not submit ps1 or ps2") as refusal:
        choose(course, ["ps1", "ps2"], ["ana", student])
    assert "\n" not in str(refusal.value)
    assert "--student" in refusal.value.remedy


class Refusing(GradebookWriter):
    """A gradebook that is locked, or on a full disk."""

    def __init__(self) -> None:
        pass

    def write(self, *_: object) -> object:
        raise SubmissionError("the gradebook refuses the marks", "close other programs")


@pytest.mark.parametrize("graded_before", [True, False])
def test_when_the_gradebook_refuses_the_earlier_result_stays(
    course: Course, graded_before: bool
) -> None:
    submission = choose(course, ["ps1"], ["ana"])["ps1"][0]
    place = course.path("autograded", "ana", "ps1")
    if graded_before:
        place.mkdir(parents=True)
        (place / "p1.ipynb").write_text("the earlier result", encoding="utf-8")
    done: Future[Graded] = Future()
    done.set_result(Graded(submission, {}, [], {}, 0.0))
    with Staging(course).locked() as staging:
        result = CourseRun(course, Options(), Engine())._finish(
            submission, done, staging, Refusing()
        )
    assert (result.status, place.exists()) == (Status.FAILED, graded_before)
    if graded_before:
        assert (place / "p1.ipynb").read_text("utf-8") == "the earlier result"
