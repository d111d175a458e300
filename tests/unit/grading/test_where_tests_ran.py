"""Where tests ran, in words: for the summary, the record, and a course that wants a wall."""

from __future__ import annotations

import pytest

from autograder.cli.display import where_tests_ran
from autograder.errors import CourseError
from autograder.grading.proving.settling import refuse_open
from autograder.grading.proving.walling import ASKED_FOR, Walling
from autograder.sandbox.level import Level
from autograder.wall.plan import Plan, Role, SourceCell

pytestmark = pytest.mark.unit
CELLS = [SourceCell("answer", Role.ANSWER, "f = 1")]
CELLS += [SourceCell(name, Role.TEST, "assert f") for name in "abc"]
POINTS = {"a": 1.0, "b": 1.0, "c": 1.0}
ALL = Walling(Plan(CELLS), one_process=POINTS, behind_wall=POINTS)
TWICE = Walling(Plan(CELLS), one_process=POINTS, behind_wall=POINTS, twice={"b": "globals"})
SOME = Walling(
    Plan(CELLS).without("bc"),
    moved={"b": "it differs; mend b", "c": "it differs; mend c"},
    one_process=POINTS,
    behind_wall={"a": 1.0},
)


@pytest.mark.parametrize("level", [Level.FULL, Level.LANDLOCK])
def test_all_tests_behind_the_wall_are_counted(level: Level) -> None:
    assert where_tests_ran("hw", {"p1": ALL}, level) == "hw: 3 tests ran behind the wall"


def test_a_second_opinion_is_counted() -> None:
    told = where_tests_ran("hw", {"p1": TWICE}, Level.FULL)
    assert told == "hw: 3 tests ran behind the wall; 1 of them with a second opinion"


def test_what_moved_is_named_once_with_its_remedy() -> None:
    assert where_tests_ran("hw", {"p1": ALL, "p2": SOME}, Level.FULL) == (
        "hw: 4 ran behind the wall, 2 tests ran in the students' processes: p2, 'b': it differs; "
        "mend b (and 1 more: --json FILE has all)"
    )


def test_no_wall_says_who_asked_for_it() -> None:
    told = where_tests_ran("hw", {"p1": ASKED_FOR}, Level.FULL)
    assert told == "hw: the tests ran in the students' processes: p1, asked for by --no-wall"


def test_without_isolation_no_claim_is_made() -> None:
    told = where_tests_ran("hw", {"p1": ALL}, Level.NONE)
    assert "wall" not in told
    assert "within reach of student code (isolation none)" in told
    assert ALL.as_dict(Level.NONE)["tests_run_in"].endswith("within reach of student code")
    assert ALL.as_dict(Level.FULL)["tests_run_in"] == "a process of their own"


def test_a_course_that_requires_the_wall_takes_nothing_less() -> None:
    refuse_open("p1", ALL, Level.FULL)
    refuse_open("p1", ALL, Level.LANDLOCK)
    for walling, level, says in (
        (ALL, Level.NONE, "isolation none"),
        (SOME, Level.FULL, "'b' does not run there: it differs; mend b"),
        (ASKED_FOR, Level.FULL, "asked for by --no-wall"),
    ):
        with pytest.raises(CourseError) as refused:
            refuse_open("p1", walling, level)
        assert says in str(refused.value)
