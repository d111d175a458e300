"""The default mode mends nbgrader's oddities; each is documented, and --compat keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from gradebook_reading import Submissions, auto_scores, read
from nbgrader_courses import Course, Graded, MakeCourse, Outcome, labs, nbgrader, start_nbgrader
from oddities import DUE, NO_MARK, ODDITIES
from tiny_notebooks import STUB, answer, as_text, essay, graded, handed_in, notebook, task

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(400)]

DOCUMENT = Path(__file__).parents[2] / "docs" / "differences-from-nbgrader.md"
MISSING = "Comments and penalties of a notebook that is missing now"
COMMENT = "Marks of an earlier attempt"
LATE = "c.LateSubmissionPlugin.penalty_method = 'zero'"


@dataclass(frozen=True)
class Three:
    """The same submissions, graded by nbgrader, by `labs grade` and by `labs grade --compat`."""

    theirs: Submissions
    ours: Submissions
    compat: Submissions
    outcomes: dict[str, Outcome]
    run: Graded
    compat_run: Graded


def _source(course: Course) -> None:
    for name, oddity in ODDITIES.items():
        course.source(name, {"p1": notebook(*oddity.source)})
    pair = {"p1": notebook(answer(STUB), graded("assert x")),
            "p2": notebook(essay("YOUR ANSWER HERE"), task("Do."), graded("1"))}  # fmt: skip
    course.source("missing", pair)
    course.source("comment", {"p1": notebook(answer(STUB), graded("assert True"))})
    course.generate(*ODDITIES, "missing", "comment")
    with course.gradebook() as gradebook:
        for name in ("missing", *(name for name, oddity in ODDITIES.items() if oddity.time)):
            gradebook.update_or_create_assignment(name, duedate=DUE)


def _first_attempts(course: Course) -> list[str]:
    names = [name for name, oddity in ODDITIES.items() if oddity.first]
    for name in names:
        cells = ODDITIES[name].first
        course.submit("ann", name, {"p1": handed_in(course.released(name), *cells)})
    both = {p: course.root / f"release/missing/{p}.ipynb" for p in ("p1", "p2")}
    course.submit("ann", "missing", both, timestamp_txt="2026-03-01 13:00:00 UTC")
    course.submit("ann", "comment", {"p1": course.root / "release/comment/p1.ipynb"})
    return [*names, "missing", "comment"]


def _second_attempts(course: Course) -> None:
    for name, oddity in ODDITIES.items():
        made = handed_in(course.released(name), *oddity.submitted)
        time = {"timestamp_txt": oddity.time} if oddity.time else {}
        course.submit("ann", name, {"p1": as_text(made) if oddity.as_text else made}, **time)
    (course.root / "submitted/ann/missing/p2.ipynb").unlink()
    course.submit("ann", "comment", {"p1": notebook(graded("assert True"))})


@pytest.fixture(scope="module")
def three(make_course: MakeCourse) -> Three:
    course = make_course(LATE)
    _source(course)
    again = _first_attempts(course)
    theirs, compat = course.copy("theirs"), course.copy("compat")
    names = [*ODDITIES, "missing", "comment"]
    second = [["autograde", name, "--force"] for name in names]
    for outcome in nbgrader(theirs, *(["autograde", name] for name in again)):
        assert outcome.status == 0, outcome.log
    _second_attempts(theirs)
    process = start_nbgrader(theirs, *second)
    runs = []
    for copy, mode in ((course, ()), (compat, ("--compat",))):
        assert labs(copy, *mode, *again).status == 0
        _second_attempts(copy)
        runs.append(labs(copy, *mode, "--force"))
    outcomes = dict(zip(names, process.receive(), strict=True))
    return Three(read(theirs), read(course), read(compat), outcomes, *runs)


@pytest.mark.parametrize("name", ODDITIES)
def test_nbgraders_mark_is_as_documented(three: Three, name: str) -> None:
    oddity = ODDITIES[name]
    assert three.outcomes[name].status == (1 if oddity.theirs == NO_MARK else 0)
    if oddity.theirs != NO_MARK:
        assert auto_scores(three.theirs[name, "ann"]) == oddity.theirs


@pytest.mark.parametrize("name", ODDITIES)
def test_compat_gives_nbgraders_mark(three: Three, name: str) -> None:
    if ODDITIES[name].theirs == NO_MARK:
        assert (name, "ann") in three.compat_run.failed
    else:
        assert three.compat[name, "ann"] == three.theirs[name, "ann"]


@pytest.mark.parametrize("name", ODDITIES)
def test_the_default_mode_gives_the_mended_mark_and_says_so(three: Three, name: str) -> None:
    oddity, marks = ODDITIES[name], three.ours[name, "ann"]
    assert auto_scores(marks) == pytest.approx(oddity.ours)
    assert any(oddity.reported in note for note in three.run.notes(name, "ann"))
    grades = marks["notebooks"]["p1"]["grades"]
    for cell, score in oddity.ours.items():
        task_cell = cell == "task"  # nbgrader gives tasks no automatic score and no flag
        wanted = oddity.review or (score is None and not task_cell)
        assert grades[cell]["needs_manual_grade"] is wanted or task_cell


@pytest.mark.parametrize("name", [name for name, oddity in ODDITIES.items() if oddity.time])
def test_who_is_late_pays_and_nobody_pays_for_a_time_that_is_not_believed(
    three: Three, name: str
) -> None:
    theirs, ours = ODDITIES[name].penalties

    def penalty(marks: Submissions) -> float | None:
        return marks[name, "ann"]["notebooks"]["p1"]["late_submission_penalty"]

    assert penalty(three.ours) == ours
    if ODDITIES[name].theirs != NO_MARK:
        assert penalty(three.theirs) == penalty(three.compat) == theirs
        notes = three.compat_run.notes(name, "ann")
        assert any(note.startswith("timestamp.txt: nbgrader takes it for") for note in notes)


def test_only_what_has_no_mark_in_nbgrader_fails_with_compat(three: Three) -> None:
    assert three.run.status == 0
    assert three.compat_run.status == 1
    without = {name for name, oddity in ODDITIES.items() if oddity.theirs == NO_MARK}
    assert three.compat_run.failed == {(name, "ann") for name in without}


def test_a_missing_notebook_keeps_nothing_of_the_attempt_before(three: Three) -> None:
    theirs, compat, ours = (
        marks["missing", "ann"]["notebooks"]["p2"]
        for marks in (three.theirs, three.compat, three.ours)
    )
    assert theirs["score"] == ours["score"] == 0
    assert theirs["comments"]["essay"] == ("No response.", None)
    assert theirs["late_submission_penalty"] == 1
    assert compat == theirs
    assert ours["comments"]["essay"] == (None, None)
    assert ours["late_submission_penalty"] is None
    notes = three.run.notes("missing", "ann")
    assert any("p2.ipynb was not handed in: 0 points" in note for note in notes)


def test_the_comment_on_a_deleted_answer_does_not_linger(three: Three) -> None:
    comments = [
        marks["comment", "ann"]["notebooks"]["p1"]["comments"]["answer"][0]
        for marks in (three.theirs, three.compat, three.ours)
    ]
    assert comments == ["No response.", "No response.", None]


def test_each_difference_of_marks_has_its_section_and_each_section_a_test() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    marks = re.search(r"^## Marks\n(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    assert marks is not None
    sections = re.findall(r"^### (.+)$", marks[1], re.MULTILINE)
    wanted = {oddity.section for oddity in ODDITIES.values()} | {MISSING, COMMENT}
    assert set(sections) == wanted
    for part in re.split(r"^### .+$", marks[1], flags=re.MULTILINE)[1:]:
        for word in ("**nbgrader:**", "**Here:**", "**Why:**", "**Reported:**"):
            assert part.count(word) == 1
