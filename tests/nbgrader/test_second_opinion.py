"""Tests that test nothing behind the wall: a wrong answer gets no point for them all the same."""

from __future__ import annotations

from typing import Any

import pytest
from nbgrader_courses import Course, Graded, MakeCourse, labs
from tiny_notebooks import answer, graded, handed_in, locked, notebook

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(400)]

RIGHT = '''
class V:
    def __init__(self, x):
        self.x = x
    def __eq__(self, other):
        return isinstance(other, V) and self.x == other.x

class Basket:
    def __init__(self, *items):
        self.items = items
    def __bool__(self):
        return bool(self.items)

def f(x):
    """One more.

    >>> f(1)
    2
    """
    return x + 1

def draw():
    pass

def mean(numbers):
    return sum(numbers) / len(numbers)

def ratio(a, b):
    return a / b if b else 0.0

full, empty = Basket(1), Basket()
'''
# Wrong in every part: equality always, a basket that is never true, a wrong doctest, what must not
# be imported, an open figure, a division by zero.
WRONG = '''
import numpy as np
import statistics
import matplotlib.pyplot as plt

class V:
    def __init__(self, x):
        self.x = x
    def __eq__(self, other):
        return True

class Basket:
    def __init__(self, *items):
        self.items = items
    def __bool__(self):
        return False

def f(x):
    """One more.

    >>> f(1)
    3
    """
    return x + 1

plt.figure()

def draw():
    plt.figure()

def mean(numbers):
    return statistics.mean(numbers)

def ratio(a, b):
    return np.float64(a) / np.float64(b) if b else np.float64(1.0) / np.float64(0.0) * 0

full, empty = Basket(1), Basket()
'''
TESTS = {
    "doctest": "import doctest\nassert doctest.testmod().failed == 0",
    "finder": (
        "import doctest\n"
        "found = [t for t in doctest.DocTestFinder(recurse=False).find(f, 'f', globs={'f': f})]\n"
        "runner = doctest.DocTestRunner(verbose=False)\n"
        "assert not any(runner.run(t, out=lambda s: None).failed for t in found)"
    ),
    "globals": "assert 'np' not in globals()",
    "modules": "import sys\nassert 'statistics' not in sys.modules",
    "figures": "import matplotlib.pyplot\ndraw()\nassert len(matplotlib.pyplot.get_fignums()) == 0",
    "of-function": "assert 'statistics' not in getattr(mean, '__globals__', {})",
}
# The class is given, its methods are the exercise: behind the wall an object is always true, and
# two objects are never equal, so that the untouched exercise passes there and in one process not.
METHODS = """
class V:
    def __init__(self, x):
        self.x = x
    def __eq__(self, other):
        ### BEGIN SOLUTION
        return self.x == other.x
        ### END SOLUTION
    def __bool__(self):
        ### BEGIN SOLUTION
        return self.x != 0
        ### END SOLUTION

full = V(1)
"""
BETTER = METHODS.replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")
WORSE = BETTER.replace("self.x == other.x", "True").replace("self.x != 0", "False")
OF_OBJECTS = {"truth": "assert full", "equality": "assert V(1) != V(2)"}
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"


def cells(source: str) -> list[Any]:
    tests = [graded(HIDDEN.format(test), name=name) for name, test in TESTS.items()]
    tests.append(graded(HIDDEN.format("assert f(1) == 2"), name="plain"))
    return [locked("import math"), answer(source), *tests]


def of_objects(source: str) -> list[Any]:
    tests = [graded(HIDDEN.format(test), name=name) for name, test in OF_OBJECTS.items()]
    return [locked("import math"), answer(source), *tests]


@pytest.fixture(scope="module")
def course(make_course: MakeCourse) -> Course:
    course = make_course()
    solution = f"### BEGIN SOLUTION\n{RIGHT}\n### END SOLUTION"
    course.source("hw", {"p1": notebook(*cells(solution))})
    course.source("objects", {"p1": notebook(*of_objects(METHODS))})
    course.generate("hw", "objects")
    for student, source in (("ann", BETTER), ("bob", WORSE)):
        made = handed_in(course.released("objects"), *of_objects(source))
        course.submit(student, "objects", {"p1": made})
    for student, source in (("ann", RIGHT), ("bob", WRONG)):
        course.submit(student, "hw", {"p1": handed_in(course.released("hw"), *cells(source))})
    return course


@pytest.fixture(scope="module")
def run(course: Course) -> Graded:
    return labs(course.copy("opinion"))


def scores(run: Graded, student: str, assignment: str = "hw") -> dict[str, float]:
    found = run.submissions[assignment, student]["notebooks"][0]["cells"]
    return {cell["cell"]: cell["score"] for cell in found}


def test_a_right_answer_gets_every_point(run: Graded) -> None:
    assert set(scores(run, "ann").values()) == {1.0}


@pytest.mark.parametrize("test", TESTS)
def test_a_wrong_answer_gets_nothing_from_a_test_of_its_process(run: Graded, test: str) -> None:
    assert scores(run, "bob")[test] == 0


def test_a_test_of_the_answer_has_one_verdict(run: Graded) -> None:
    wall = run.submissions["hw", "bob"]["notebooks"][0]["wall"]
    assert scores(run, "bob")["plain"] == 1
    assert "plain" not in wall["second_opinion"]
    assert set(wall["second_opinion"]) | set(wall["moved"]) == set(TESTS)


def test_what_the_untouched_exercise_gets_behind_the_wall_alone_is_worth_nothing(
    run: Graded,
) -> None:
    assert scores(run, "ann", "objects") == {"truth": 1, "equality": 1}
    assert scores(run, "bob", "objects") == {"truth": 0, "equality": 0}


def test_the_lost_point_is_explained(run: Graded) -> None:
    assert any("together with the answers it gets no more" in n for n in run.notes("hw", "bob"))


def test_a_course_may_do_without(course: Course) -> None:
    without = course.copy("without")
    (without.root / "grading.toml").write_text("second_opinion = false\n")
    run = labs(without)
    wall = run.submissions["hw", "bob"]["notebooks"][0]["wall"]
    assert wall["second_opinion"] == {}
    assert scores(run, "bob")["globals"] == 1


def test_a_course_may_ask_for_all_tests(course: Course) -> None:
    everywhere = course.copy("everywhere")
    (everywhere.root / "grading.toml").write_text("second_opinion = true\n")
    run = labs(everywhere)
    wall = run.submissions["hw", "ann"]["notebooks"][0]["wall"]
    assert "plain" in wall["second_opinion"]
    assert set(scores(run, "ann").values()) == {1.0}
