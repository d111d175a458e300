"""A curriculum is read and checked, and every mistake names its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.composing.curriculum import find_curriculum, read_curriculum
from autograder.composing.papers import matrix, write_papers
from autograder.composing.planning import plan_course
from autograder.errors import LabsError

pytestmark = pytest.mark.unit

REPOSITORY = Path(__file__).parents[3]
HEAD = """\
title = "A term"
course_id = "term"
hours = 8
starts = 2026-09-09
timezone = "Asia/Shanghai"
due = "friday 18:00"
"""
FIRST = '[[labs]]\nid = "foundations-market"\nweek = 1\n'
SECOND = '[[labs]]\nid = "operations-pricing"\nweek = 3\nweight = 3\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(LabsError) as caught:
        plan_course(REPOSITORY, read_curriculum(write(folder, text)))
    return str(caught.value)


@pytest.mark.parametrize("path", sorted((REPOSITORY / "course/curricula").glob("*.toml")))
def test_the_curricula_of_this_project_can_be_taught(path: Path) -> None:
    plan = plan_course(REPOSITORY, read_curriculum(path))
    assert plan.minutes <= 60 * plan.curriculum.hours


def test_labs_come_in_the_order_of_their_weeks_with_their_parts_of_the_mark(tmp_path: Path) -> None:
    plan = plan_course(REPOSITORY, read_curriculum(write(tmp_path, HEAD + SECOND + FIRST)))
    assert [week.id for week in plan.weeks] == ["foundations-market", "operations-pricing"]
    assert [plan.share(week) for week in plan.weeks] == [25, 75]


def test_a_due_date_is_by_the_clock_of_the_course_and_stored_as_utc(tmp_path: Path) -> None:
    curriculum = read_curriculum(write(tmp_path, HEAD + FIRST + SECOND))
    assert str(curriculum.due_date(curriculum.labs[0])) == "2026-09-11 10:00:00"
    assert curriculum.local_due(curriculum.labs[1]) == "Friday 2026-09-25, 18:00"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (HEAD + FIRST.replace("foundations", "foundation"), "there is no lab foundation-market; "),
        (HEAD + FIRST + FIRST, "foundations-market is planned twice; remove one"),
        (HEAD + SECOND, "requires growth, which nobody has taught by then; plan a lab that"),
        (
            HEAD + SECOND + FIRST.replace("week = 1", "week = 4"),
            "plan foundations-market before it (now in week 4), or add it to assumes",
        ),
        (HEAD + 'assumes = ["growing"]\n' + FIRST, "assumes: no module teaches growing; mend"),
        (HEAD.replace("= 8", "= 2") + FIRST + SECOND, "take 4.0 hours, the course has 2; give"),
        (HEAD + 'licences = ["MIT"]\n' + FIRST, "is under CC-BY-4.0, the course allows MIT; add"),
        (HEAD + FIRST + 'versions = ">=7"\n', "is of version 1.0, the curriculum wants >=7; get"),
    ],
)
def test_what_cannot_be_taught_is_said_with_its_remedy(
    tmp_path: Path, text: str, what: str
) -> None:
    assert what in complaint(tmp_path, text)


def test_what_students_bring_along_need_not_be_taught(tmp_path: Path) -> None:
    text = HEAD + 'assumes = ["growth", "currency"]\n' + SECOND
    assert plan_course(REPOSITORY, read_curriculum(write(tmp_path, text))).weeks


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("title = ", "is not TOML"),
        (HEAD.replace("hours", "hour") + FIRST, "hour: it is unknown; remove it, or mend its"),
        (HEAD.replace("hours", "hour") + FIRST, "hours: it is missing; add it"),
        (HEAD, "labs: it is missing; add it"),
        (HEAD.replace("Shanghai", "Shanghay") + FIRST, "write it like Asia/Shanghai"),
        (HEAD + FIRST.replace("week = 1", "week = 0"), "labs.1.week: "),
        (HEAD + FIRST + 'versions = "new"\n', "write it like >=1.0,<2"),
        (HEAD.replace("friday", "freitag") + FIRST, "due: 'freitag 18:00' is no weekday and hour"),
        (HEAD.replace("18:00", "25:00") + FIRST, "write it like sunday 23:59"),
        (HEAD.replace("18:00", "6pm") + FIRST, "write it like sunday 23:59"),
        (HEAD.replace("2026-09-09", "9999-12-30") + FIRST, "starts: "),
    ],
)
def test_a_mistake_of_form_names_its_place(tmp_path: Path, text: str, what: str) -> None:
    assert what in complaint(tmp_path, text)


@pytest.mark.parametrize("name", ["term", "term" * 100])
def test_an_unknown_curriculum_names_those_that_are_there(name: str) -> None:
    with pytest.raises(LabsError, match=r"no curriculum 'term.*semester, short-course"):
        find_curriculum(name, REPOSITORY)


def test_the_matrix_gives_every_point_of_a_lab_to_one_outcome(tmp_path: Path) -> None:
    plan = plan_course(REPOSITORY, read_curriculum(write(tmp_path, HEAD + FIRST + SECOND)))
    for week in plan.weeks:
        rows = matrix(week).rows.values()
        assert sum(sum(points) for _, points in rows) == week.lab.entry.points
        assert all(any(points) for _, points in rows)


def test_the_papers_name_every_lab_and_every_outcome(tmp_path: Path) -> None:
    plan = plan_course(REPOSITORY, read_curriculum(write(tmp_path, HEAD + FIRST + SECOND)))
    texts = {path.name: path.read_text("utf-8") for path in write_papers(tmp_path, plan)}
    assert set(texts) == {"syllabus.html", "syllabus.md", "outcomes.html", "outcomes.md"}
    for week in plan.weeks:
        for outcome in week.lab.entry.teaches:
            assert f"`{outcome}`" in texts["outcomes.md"]
            assert week.lab.module.outcomes[outcome] in texts["syllabus.md"]
    assert "<script" not in texts["syllabus.html"] + texts["outcomes.html"]
    assert "http" not in texts["syllabus.html"] + texts["outcomes.html"]
