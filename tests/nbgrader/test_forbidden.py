"""An answer that uses what is forbidden: its tests give nothing and say why, others go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from nbgrader_courses import Course, Graded, MakeCourse, labs, nbgrader
from tiny_notebooks import answer, graded, handed_in, locked, notebook, plain

from autograder import RECORD

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(400)]

SORT = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
OWN = """def my_sort(values):
    left = list(values)
    out = []
    while left:
        out.append(min(left))
        left.remove(out[-1])
    return out"""
HIGHEST = "def highest(values):\n    return sorted(values)[-1]"
TESTS = "assert my_sort([3, 1, 2]) == [1, 2, 3]"
HIDDEN = "### BEGIN HIDDEN TESTS\nassert my_sort([5, 4]) == [4, 5]\n### END HIDDEN TESTS"
SETTINGS = '[forbid.sorting]\nmy-sort = ["sorted", ".sort", "heapq", "np.sort"]\n'
USES = {  # a student's own cell, if any, and the answer
    "right": (None, OWN),
    "direct": (None, "def my_sort(values):\n    # quickly\n    return sorted(values)"),
    "helper": ("def helper(v):\n    return sorted(v)", "def my_sort(v):\n    return helper(v)"),
    "method": (None, "def my_sort(v):\n    v = list(v)\n    v.sort()\n    return v"),
    "module": (None, "from heapq import *\ndef my_sort(v):\n    return nsmallest(len(v), v)"),
    "locked-import": (None, "def my_sort(v):\n    return list(np.sort(v))"),
    "while-running": (
        None,
        "def my_sort(v):\n    name = ''.join(chr(n) for n in (115, 111, 114, 116, 101, 100))\n"
        "    return eval(name)(v)",
    ),
    "idle-helper": ("print(sorted([2, 1]))", OWN),
}


@pytest.fixture(scope="module")
def course(make_course: MakeCourse) -> Course:
    course = make_course()
    cells = (
        locked("import numpy as np"),
        answer(SORT.format(OWN), "my-sort"),
        graded(TESTS, 2, "sort-test"),
        graded(HIDDEN, 3, "sort-hidden"),
        answer(SORT.format(HIGHEST), "highest"),
        graded("assert highest(my_sort([1, 7, 3])) == 7", 4, "highest-test"),
    )
    course.source("sorting", {"p1": notebook(*cells)})
    course.generate("sorting")
    (course.root / "grading.toml").write_text(SETTINGS, "utf-8")
    for student, (helper, code) in USES.items():
        own = [plain(helper)] if helper else []
        done = (cells[0], *own, answer(code, "my-sort"), *cells[2:4], answer(HIGHEST, "highest"))
        course.submit(student, "sorting", {"p1": handed_in(
            course.released("sorting"), *done, cells[5]
        )})  # fmt: skip
    return course


@pytest.fixture(scope="module", params=["--wall", "--no-wall"])
def run(course: Course, request: pytest.FixtureRequest) -> Graded:
    return labs(course.copy(f"graded{request.param}"), request.param)


def scores(run: Graded, student: str) -> dict[str, float]:
    (found,) = run.submissions["sorting", student]["notebooks"]
    return {cell["cell"]: cell["score"] for cell in found["cells"]}


@pytest.mark.parametrize("student", ["right", "idle-helper"])
def test_an_answer_that_obeys_gets_its_points(run: Graded, student: str) -> None:
    assert scores(run, student) == {"sort-test": 2, "sort-hidden": 3, "highest-test": 4}
    assert run.notes("sorting", student) == []


@pytest.mark.parametrize("student", sorted(set(USES) - {"right", "idle-helper", "while-running"}))
def test_a_forbidden_use_costs_the_tests_of_that_answer_and_no_others(
    run: Graded, student: str
) -> None:
    assert scores(run, student) == {"sort-test": 0, "sort-hidden": 0, "highest-test": 4}
    assert any("'my-sort' uses" in note for note in run.notes("sorting", student))


def test_what_only_running_tells_fails_the_tests_that_run_it(run: Graded) -> None:
    # The test of `highest` calls `my_sort` itself: that raises, too.
    assert scores(run, "while-running") == {"sort-test": 0, "sort-hidden": 0, "highest-test": 0}
    notes = run.notes("sorting", "while-running")
    assert "'sort-test' failed: 'my-sort' used something forbidden as it ran" in notes


def test_the_page_of_a_student_says_what_and_where(course: Course) -> None:
    graded_course = course.copy("feedback").configure(
        "c.GenerateFeedback.preprocessors = ['nbgrader.preprocessors.GetGrades', "
        "'autograder.feedback.HideTests', 'nbconvert.preprocessors.CSSHTMLHeaderPreprocessor']"
    )
    labs(graded_course)
    (outcome,) = nbgrader(graded_course, ["generate_feedback", "sorting"])
    assert outcome.status == 0, outcome.log
    pages = {
        name: (graded_course.root / f"feedback/{name}/sorting/p1.html").read_text("utf-8")
        for name in ("direct", "helper", "right", "while-running")
    }
    assert "<code>sorted</code> must not be used here: line 3 of your answer." in pages["direct"]
    assert "your answer uses <code>helper</code>, and line 2" in pages["helper"]
    assert "was used when your answer ran" in pages["while-running"]
    assert "must not be used here" not in pages["right"]


def test_compat_gives_what_nbgrader_gives_and_says_so(course: Course) -> None:
    run = labs(course.copy("compat"), "--compat")
    assert scores(run, "direct") == {"sort-test": 2, "sort-hidden": 3, "highest-test": 4}
    assert "what is forbidden is not looked for: --compat" in " ".join(run.text.split())


def test_a_message_that_a_student_writes_into_the_notebook_is_not_kept(course: Course) -> None:
    forged = course.copy("forged")
    path = forged.root / "submitted/right/sorting/p1.ipynb"
    loaded = json.loads(path.read_text("utf-8"))
    loaded["metadata"][RECORD] = {"forbidden": {"sort-test": "forged"}}
    path.write_text(json.dumps(loaded), "utf-8")
    labs(forged, "--student", "right")
    autograded = json.loads((forged.root / "autograded/right/sorting/p1.ipynb").read_text("utf-8"))
    assert autograded["metadata"][RECORD]["forbidden"] == {}


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ('[forbid.sorting]\nhighest = ["sorted"]', "your own answer 'highest' breaks its rule"),
        ('[forbid.sorting]\n"*" = ["sorted"]', "your own answer 'highest' breaks its rule"),
        ('[forbid.sorting]\nmysort = ["sorted"]', "names 'mysort', which is no answer"),
        ('[forbid.sortin]\n"*" = ["numpy"]', "[forbid.sortin] is no assignment of this course"),
        ('[forbid.sorting]\nmy-sort = [""]', "'' cannot be forbidden"),
        ('[forbid.sorting]\nmy-sort = ["a b"]', "'a b' cannot be forbidden"),
        ('[forbid.sorting]\nmy-sort = []', "write a list of names"),
        ('[forbid.sorting]\nmy-sort = "sorted"', "write a list of names"),
        ("[forbid]\nsorting = 3", "forbid.sorting = 3"),
        ("forbid = 3", "forbid = 3"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_rules_is_one_line_before_anybody_is_graded(
    course: Course, tmp_path: Path, settings: str, problem: str
) -> None:
    spoilt = course.copy(f"spoilt-{tmp_path.name}")
    (spoilt.root / "grading.toml").write_text(settings, "utf-8")
    run = labs(spoilt, "--student", "right")
    assert run.status == 1
    assert problem in " ".join(run.errors.split())
    assert len(run.errors.strip().splitlines()) == 1
    assert not (spoilt.root / "autograded").exists()
