"""A test scores because it ran to its end, or by its number: nothing else is full marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from gradebook_reading import Submissions, auto_scores, read
from nbgrader_courses import Graded, MakeCourse, labs, nbgrader
from tiny_notebooks import STUB, answer, graded, handed_in, locked, notebook

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(400)]

OURS = """c.Autograde.autograde_preprocessors = [
    "autograder.preprocessors.Execute",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]"""
NUMPY = "import numpy as np\nnp.float64(f(4) == 16) * 2"
SOURCE = [
    locked("import math"),
    answer(STUB, "f"),
    graded("assert f(2) == 4", 3, "first"),
    graded(NUMPY, 2, "second"),
    graded("assert f(5) == 25", 1, "third"),
]
WRONG = "def f(x): return 0"
SKIP = "skip-execution"


def _tagged(cells: list[Any]) -> list[Any]:
    for cell in cells:
        cell.metadata["tags"] = [SKIP]
    return cells


@dataclass(frozen=True)
class Three:
    """The same submissions, graded by default, with --compat, and by nbgrader with our Execute."""

    by_default: Submissions
    compat: Submissions
    execute: Submissions
    run: Graded


@pytest.fixture(scope="module")
def three(make_course: MakeCourse) -> Three:
    course = make_course()
    course.source("ps", {"p1": notebook(*SOURCE)})
    skipping = notebook(*SOURCE)
    skipping.cells[2].metadata["tags"] = [SKIP]
    course.source("skipping", {"p1": skipping})
    course.generate("ps", "skipping")
    released = course.released("ps")
    course.submit("blank", "ps", {"p1": released})
    right = handed_in(released, SOURCE[0], answer("def f(x): return x * x", "f"), *SOURCE[2:])
    course.submit("right", "ps", {"p1": right})
    course.submit("right", "skipping", {"p1": right})
    for name, code in (("blank-tagged", STUB), ("wrong-tagged", WRONG)):
        made = handed_in(released, SOURCE[0], answer(code, "f"), *SOURCE[2:])
        _tagged(made.cells)
        course.submit(name, "ps", {"p1": made})
    compat, execute = course.copy("compat"), course.copy("execute")
    execute.configure(OURS)
    run = labs(course)
    labs(compat, "--compat")
    (outcome,) = nbgrader(execute, ["autograde", "ps"])
    assert outcome.status == 0, outcome.log
    return Three(read(course), read(compat), read(execute), run)


@pytest.mark.parametrize("way", ["by_default", "compat", "execute"])
@pytest.mark.parametrize("student", ["blank", "blank-tagged", "wrong-tagged"])
def test_a_tag_that_skips_the_tests_gains_nothing(three: Three, way: str, student: str) -> None:
    marks = auto_scores(getattr(three, way)["ps", student])
    assert marks["first"] == marks["third"] == 0


@pytest.mark.parametrize("way", ["by_default", "execute"])
def test_a_numpy_number_is_partial_credit(three: Three, way: str) -> None:
    assert auto_scores(getattr(three, way)["ps", "wrong-tagged"])["second"] == 0
    assert auto_scores(getattr(three, way)["ps", "right"])["second"] == 2


@pytest.mark.parametrize("way", ["by_default", "compat", "execute"])
def test_the_right_answer_has_its_points(three: Three, way: str) -> None:
    marks = auto_scores(getattr(three, way)["ps", "right"])
    assert marks == {"first": 3, "second": 2, "third": 1}


def test_a_test_that_the_instructor_skips_goes_to_a_person(three: Three) -> None:
    marks = three.by_default["skipping", "right"]
    assert auto_scores(marks) == {"first": 0, "second": 2, "third": 1}
    assert marks["notebooks"]["p1"]["grades"]["first"]["needs_manual_grade"]
    assert any("'first' was not run" in note for note in three.run.notes("skipping", "right"))


NO_CHECK = """c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
]"""


@pytest.mark.parametrize("mode", [(), ("--compat",)])
def test_a_cell_that_says_it_is_locked_runs_in_the_sandbox_all_the_same(
    make_course: MakeCourse, mode: tuple[str, ...]
) -> None:
    course = make_course(NO_CHECK)
    course.source("ps", {"p1": notebook(*SOURCE)})
    course.generate("ps")
    looks = "import socket\ntry:\n    socket.socket()\n    said = 'is ' + 'open'"
    hostile = f"{looks}\nexcept PermissionError:\n    said = 'is ' + 'closed'\nprint(said)"
    for student in ("ann", "bob", "eve"):
        first = locked(hostile, "mine")
        made = handed_in(course.released("ps"), first, *SOURCE)
        made.cells[0].metadata = first.metadata
        course.submit(student, "ps", {"p1": made})
    labs(course, *mode)
    for student in ("ann", "bob", "eve"):
        text = (course.root / "autograded" / student / "ps/p1.ipynb").read_text(encoding="utf-8")
        assert "is closed" in text
        assert "is open" not in text
