"""Where a course's tests run: behind the wall if its reference proves that they can."""

from __future__ import annotations

from typing import Any

import pytest
from nbgrader_courses import Course, Graded, MakeCourse, labs
from tiny_notebooks import STUB, answer, graded, handed_in, locked, notebook

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(400)]

ANSWER = "### BEGIN SOLUTION\ndef f(x):\n    return x + 1\n### END SOLUTION"
GOOD = "def f(x):\n    return x + 1"
CHEAT = """
class Yes:
    def __eq__(self, other):
        return True

def f(x):
    return Yes()
"""
# Looks whether `g` calls `f`: it takes `f` away, which only works where both live.
SHARED = """
kept, f = f, None
try:
    g(1)
except TypeError:
    pass
else:
    raise AssertionError("g does not call f")
finally:
    f = kept
"""
HIDDEN = "### BEGIN HIDDEN TESTS\nassert f(41) == 42\n### END HIDDEN TESTS"


@pytest.fixture(scope="module")
def course(make_course: MakeCourse) -> Course:
    course = make_course()
    setup = locked("import math")
    course.source("plain", {"p1": notebook(setup, answer(ANSWER), graded(HIDDEN))})
    both = ANSWER.replace("### END", "def g(x):\n    return f(x)\n### END")
    course.source("shared", {"p1": notebook(setup, answer(both), graded(SHARED))})
    course.source("broken", {"p1": notebook(setup, answer(STUB), graded("assert False"))})
    course.generate("plain", "shared", "broken")
    changed = graded("assert True")
    for student, source, test in (
        ("ann", GOOD, graded("")), ("bob", CHEAT, graded("")), ("cy", GOOD, changed),
    ):  # fmt: skip
        for name in ("plain", "shared", "broken"):
            cells = (setup, answer(source), test)
            course.submit(student, name, {"p1": handed_in(course.released(name), *cells)})
    course.submit("eve", "plain", {"p1": course.root / "release/plain/p1.ipynb"})
    return course


@pytest.fixture(scope="module")
def run(course: Course) -> Graded:
    return labs(course.copy("walled"))


@pytest.fixture(scope="module")
def open_run(course: Course) -> Graded:
    return labs(course.copy("open"), "--no-wall")


def score(run: Graded, assignment: str, student: str) -> float:
    return float(run.submissions[assignment, student]["score"])


def wall(run: Graded, assignment: str) -> dict[str, Any]:
    """Where the tests of an assignment ran, as the result of a student says."""
    found: dict[str, Any] = run.submissions[assignment, "ann"]["notebooks"][0]["wall"]
    return found


def test_a_right_answer_gets_full_marks_behind_the_wall(run: Graded) -> None:
    assert wall(run, "plain") == {
        "tests_run_in": "a process of their own", "reason": None, "moved": {}, "second_opinion": {},
    }  # fmt: skip
    assert score(run, "plain", "ann") == 1


def test_an_object_that_equals_everything_gets_marks_only_without_the_wall(
    run: Graded, open_run: Graded
) -> None:
    assert score(run, "plain", "bob") == 0
    assert score(open_run, "plain", "bob") == 1


def test_tests_on_shared_state_stay_with_the_student_and_the_result_says_why(run: Graded) -> None:
    found = wall(run, "shared")
    assert found["tests_run_in"] == "the student's process"
    assert "'test': the reference gets 0 of 1 behind the wall (AssertionError" in found["reason"]
    assert "1 of 1 in one process; see docs/security.md" in found["reason"]
    assert run.text.count("shared: the tests ran in the students' processes: p1, 'test'") == 1


def test_a_reference_that_fails_everywhere_proves_nothing_and_is_named_once(run: Graded) -> None:
    assert wall(run, "broken")["tests_run_in"] == "the student's process"
    text = " ".join(run.text.replace("│", "").split())
    told = "p1, 'test': the reference gets 0 of 1 (AssertionError); mend the reference or the test"
    assert text.count(told) == 1


def test_no_wall_is_what_the_result_says_when_it_was_asked_for(open_run: Graded) -> None:
    found = wall(open_run, "plain")
    assert found["tests_run_in"] == "the student's process"
    assert found["reason"] == "asked for by --no-wall"
    told = "plain: the tests ran in the students' processes: p1, asked for by --no-wall"
    assert told in open_run.text


def test_a_changed_test_is_told_to_a_person_and_not_run(run: Graded) -> None:
    assert "the test 'test' was changed: the instructor's own was run" in run.notes("plain", "cy")
    assert score(run, "plain", "cy") == 1


def test_a_released_notebook_is_not_taken_for_a_changed_one(run: Graded) -> None:
    assert run.notes("plain", "eve") == []


def test_the_summary_has_a_line_for_each_assignment(run: Graded) -> None:
    assert "plain: 1 test ran behind the wall" in run.text.splitlines()
    assert len([line for line in run.text.splitlines() if line.startswith("broken: ")]) == 1
