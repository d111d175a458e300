"""A clone with two tiny labs, and a course that is composed from it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from nbgrader_courses import environment

from autograder.checks.course import DEFAULT_SEED
from autograder.cli.app import main
from autograder.grading.nbgrader_api import Gradebook

REPOSITORY = Path(__file__).parents[2]
TINY = REPOSITORY / "tests/unit/authoring/tiny"
LAB, SECOND = "shop-growth", "shop-returns"
MODULE = Path("course/modules/shop")
DRAW = "    draw = random.Random(course_seed())\n"
OWN_SEED = f'    assert course_seed() != {DEFAULT_SEED}, "growth-scale"\n'
TABLE = f"""
[labs.{SECOND}]
title = "Returns of a small shop"
minutes = 20
points = 8
requires = ["read-growth"]
teaches = ["doubt", "read-growth"]
"""
TERM = f"""
title = "A short term"
course_id = "term"
hours = 1
starts = 2026-09-07
[[labs]]
id = "{LAB}"
week = 1
"""

Scores = dict[tuple[str, str], tuple[float, float | None]]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@dataclass
class Term:
    """A clone with two tiny labs, and a course that was composed from it."""

    clone: Path
    course: Path
    first_seed: str = ""

    def compose(self, *arguments: str) -> Ended:
        return self.labs("compose", *arguments, "--into", str(self.course))

    def labs(self, *arguments: str) -> Ended:
        """Run `labs` in the clone; in this process, which saves seconds of imports each time."""
        out, err = StringIO(), StringIO()
        with (
            chdir(self.clone),
            redirect_stdout(out),
            redirect_stderr(err),
            patch.dict(os.environ, COLUMNS="200"),  # composing reads the course's LABS_SEED
            patch.object(sys, "argv", ["labs", *arguments]),
            pytest.raises(SystemExit) as ended,
        ):
            main()
        return Ended(int(ended.value.code or 0), out.getvalue(), err.getvalue())

    def compose_and_kill(self) -> None:
        """Compose in a process that dies as soon as nbgrader is wanted."""
        code = (
            "import os; from pathlib import Path; import autograder.composing.course as course\n"
            "from autograder.composing.compose import compose\n"
            "course.run_nbgrader = lambda *_: os._exit(9)\n"
            f"compose(Path({str(self.clone)!r}), 'term', Path({str(self.course)!r}))\n"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9

    def grade(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "autograder.cli.app", "grade", *arguments]
        done = subprocess.run(
            command, cwd=self.course, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def seed(self) -> str:
        return (self.course / "hidden_seed").read_text()

    def scores(self) -> Scores:
        """Score and manual score of what was submitted, by assignment and student."""
        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}", "term") as gradebook:
            return {
                (one.assignment.name, one.student_id): (one.score, _by_hand(one))
                for assignment in gradebook.assignments
                for one in assignment.submissions
            }


def _by_hand(submission: Any) -> float | None:
    """The manual score of a submission that has one at most."""
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    return next((grade.manual_score for grade in grades if grade.manual_score), None)
