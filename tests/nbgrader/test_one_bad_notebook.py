"""One bad notebook is one bad notebook: told in a line with what to do, and all others graded."""

from __future__ import annotations

import os
from dataclasses import dataclass

import pytest
from bad_submissions import (
    BAD,
    GRADABLE,
    ODD_METADATA,
    RIGHT,
    STRAYS,
    TIMES,
    UNREADABLE,
    add,
)
from gradebook_reading import Submissions, auto_scores, read
from nbgrader_courses import Course, Graded, MakeCourse, labs
from tiny_notebooks import STUB, answer, notebook, plain

LATE = "c.LateSubmissionPlugin.penalty_method = 'zero'"
pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(400)]


@dataclass(frozen=True)
class Result:
    """One course with all bad submissions, graded, and once more after some handed in again."""

    course: Course
    run: Graded
    marks: Submissions
    again: Graded
    marks_again: Submissions


def _hand_in_again(course: Course) -> None:
    submitted = course.root / "submitted"
    (submitted / "corrupt/ps/p1.ipynb").write_bytes((submitted / "zoe/ps/p1.ipynb").read_bytes())
    (submitted / "zoe/ps/p1.ipynb").unlink()  # Zoe has it, too
    (submitted / "zoe/ps/p1.ipynb").write_text("{")
    (submitted / "zoe/ps/timestamp.txt").write_text("2026-03-02 12:00:00 UTC")
    os.mkfifo(submitted / "aaron/ps/timestamp.txt")


@pytest.fixture(scope="module")
def result(make_course: MakeCourse) -> Result:
    course = make_course("c.Execute.timeout = 4", LATE)
    course.source("ps", {"p1": notebook(answer(STUB), RIGHT[1], plain("1"))})
    course.generate("ps")
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("ps", duedate="1999-01-01 12:00:00 UTC")
    add(course, "ps")
    run = labs(course)
    marks = read(course)
    _hand_in_again(course)
    return Result(course, run, marks, labs(course), read(course))


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_told_in_one_line_with_what_to_do(result: Result, name: str) -> None:
    entry = result.run.submissions["ps", name]
    assert entry["status"] == "failed"
    assert BAD[name].problem in entry["problem"]
    assert BAD[name].remedy in entry["problem"]
    assert "\n" not in entry["problem"]
    assert "; " in entry["problem"]
    assert "please report it" not in entry["problem"]


@pytest.mark.skipif(not os.getuid(), reason="root may read every file")
def test_an_unreadable_file_is_told_too(result: Result) -> None:
    problem = result.run.submissions["ps", UNREADABLE]["problem"]
    assert "p1.ipynb cannot be read (Permission denied)" in problem


@pytest.mark.parametrize("name", BAD)
def test_nothing_is_written_for_a_bad_one(result: Result, name: str) -> None:
    assert ("ps", name) not in result.marks
    if name != "corrupt":  # which is mended before the second run
        assert not (result.course.root / "autograded" / name / "ps").exists()


def test_everyone_else_is_graded(result: Result) -> None:
    others = {"aaron": 1, "zoe": 1, "Zoe": 1, "no-ids": 1, "wrong-types": 1}
    others |= dict.fromkeys((*TIMES, *ODD_METADATA), 1)
    others |= {name: score for name, (_, score) in GRADABLE.items()}
    scores = {student: auto_scores(marks)["test"] for (_, student), marks in result.marks.items()}
    assert scores == others
    for name in others:
        assert (result.course.root / "autograded" / name / "ps" / "p1.ipynb").exists()


def test_the_exit_status_is_1_and_nothing_but_the_table_is_shown(result: Result) -> None:
    assert result.run.status == 1
    assert result.run.errors == ""
    strays = 3  # folders that are no assignment's, one of them a second time through a link
    assert f"{len(BAD) + strays + bool(os.getuid())} not graded" in result.run.text
    assert "[red]o'neil" in result.run.text


@pytest.mark.parametrize("line", STRAYS)
def test_what_lies_about_is_told_and_stops_nobody(result: Result, line: str) -> None:
    assert line in " ".join(result.run.text.replace("│", " ").split())


def test_a_folder_of_no_assignment_is_told(result: Result) -> None:
    for assignment, student in (("__MACOSX", "aaron"), ("holiday pictures", "zoe")):
        entry = result.run.submissions[assignment, student]
        assert f"no assignment '{assignment}'" in entry["problem"]


@pytest.mark.parametrize("name", TIMES)
def test_a_time_that_is_not_believed_is_told_and_costs_nothing(result: Result, name: str) -> None:
    (note,) = (note for note in result.run.notes("ps", name) if "timestamp.txt" in note)
    assert TIMES[name][1] in note
    assert "without a late penalty; write one like" in note
    entry = result.marks["ps", name]["notebooks"]["p1"]
    assert entry["late_submission_penalty"] is None


def test_the_table_holds_no_escape_sequence_and_no_mark_that_turns_text(result: Result) -> None:
    for shown in (result.run.text, result.again.text):
        assert not {c for c in shown if not c.isprintable()} - {"\n"}


def test_much_output_is_cut_and_the_notebook_stays_small(result: Result) -> None:
    for name in ("prints-100-mb", "prints-then-fails"):
        place = result.course.root / "autograded" / name / "ps" / "p1.ipynb"
        assert place.stat().st_size < 8_000_000
    assert any("printed more than" in note for note in result.run.notes("ps", "prints-100-mb"))


def test_the_rest_of_the_notebook_runs_after_a_process_that_died(result: Result) -> None:
    text = (result.course.root / "autograded/exits/ps/p1.ipynb").read_text(encoding="utf-8")
    assert "'the end'" in text.split("CellProcessDied")[-1]
    assert any("'answer'" in note for note in result.run.notes("ps", "exits"))


def test_a_bad_notebook_handed_in_later_changes_nothing(result: Result) -> None:
    assert result.again.submissions["ps", "zoe"]["status"] == "failed"
    assert result.marks_again["ps", "zoe"] == result.marks["ps", "zoe"]
    assert (result.course.root / "autograded/zoe/ps/p1.ipynb").exists()


def test_a_second_run_grades_what_was_mended_and_leaves_the_rest(result: Result) -> None:
    entries = result.again.submissions.items()
    status = {student: one["status"] for (name, student), one in entries if name == "ps"}
    assert status.pop("corrupt") == "graded"
    assert auto_scores(result.marks_again["ps", "corrupt"]) == {"test": 1}
    assert status.pop("aaron") == "skipped"  # its pipe is no newer submission, and holds up nobody
    del status["zoe"]
    assert set(status.values()) == {"failed", "skipped"}
    kept = {key: marks for key, marks in result.marks_again.items() if key[1] != "corrupt"}
    assert kept == result.marks
