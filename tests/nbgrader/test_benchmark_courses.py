"""The benchmark's heavier assignments are right: what it measures is grading, not failing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader_courses import Course, Graded, environment, labs

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(400)]

COURSE = Path(__file__).parents[2] / "benchmarks" / "course.py"
POINTS = {"pricing": 12, "report": 10, "cut-out": 10, "half-second": 2}
RIGHT, HALF, _, BLANK = (f"student{number:03d}" for number in range(4))
Marks = dict[tuple[str, str], float]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """One submission of each kind, with a third of the data."""
    root = tmp_path_factory.mktemp("benchmark") / "course"
    only = [word for name in POINTS for word in ("--only", name)]
    command = [sys.executable, COURSE, root, "--students", "4", "--scale", "0.3", *only]
    subprocess.run(command, check=True, capture_output=True, env=environment())
    return Course(root)


@pytest.fixture(scope="module")
def walled(course: Course) -> Graded:
    return labs(course.copy("walled"))


def marks(run: Graded) -> Marks:
    return {key: float(row["score"]) for key, row in run.submissions.items()}


def test_every_assignment_runs_behind_the_wall(walled: Graded) -> None:
    reasons = {
        assignment: row["notebooks"][0]["wall"]["reason"]
        for (assignment, _), row in walled.submissions.items()
    }
    assert reasons == dict.fromkeys(POINTS)


def test_a_right_submission_gets_all_points_a_blank_one_none(walled: Graded) -> None:
    found = marks(walled)
    assert {name: found[name, RIGHT] for name in POINTS} == POINTS
    assert {name: found[name, BLANK] for name in POINTS} == dict.fromkeys(POINTS, 0)


def test_one_that_is_half_right_gets_some_points(walled: Graded) -> None:
    found = marks(walled)
    for name in ("pricing", "report", "cut-out"):
        assert 0 < found[name, HALF] < POINTS[name]


@pytest.mark.parametrize("option", ["--no-wall", "--compat"])
def test_the_marks_are_the_same_without_the_wall(
    course: Course, walled: Graded, option: str
) -> None:
    found = marks(labs(course.copy(option.strip("-")), option))
    assert len(found) == 4 * len(POINTS)
    assert found == marks(walled)
