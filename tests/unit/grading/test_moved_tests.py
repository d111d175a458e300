"""A plan without some tests: those run with the student, the others where they did."""

from __future__ import annotations

import pytest

from autograder.wall.plan import Plan, Role, SourceCell

pytestmark = pytest.mark.unit
CELLS = [
    SourceCell("answer", Role.ANSWER, "f = 1"),
    SourceCell("a", Role.TEST, "assert f"),
    SourceCell("b", Role.TEST, "from autograder.checks import course_seed\nassert course_seed()"),
]


def test_the_others_stay_in_their_places() -> None:
    plan = Plan(CELLS)
    moved = plan.without(["a"])
    assert moved.places == {"b": plan.places["b"]}
    assert moved.with_student == {"a"}
    assert set(plan.places) == {"a", "b"}  # the plan itself is as it was
    assert set(moved.without(["b"]).with_student) == {"a", "b"}


def test_the_student_is_told_the_seed_only_where_a_moved_test_asks_for_it() -> None:
    assert not Plan(CELLS).tells_seed
    assert not Plan(CELLS).without(["a"]).tells_seed
    assert Plan(CELLS).without(["b"]).tells_seed
