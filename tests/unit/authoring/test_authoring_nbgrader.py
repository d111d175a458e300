"""The built folders serve nbgrader as they stand: release, autograde, scores, outputs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tiny_lab import LAB

from autograder.authoring import build_lab, read_lab, write
from autograder.authoring.model import Role

pytestmark = pytest.mark.nbgrader
REPOSITORY = Path(__file__).parents[3]
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "tiny"
c.CourseDirectory.source_directory = "solutions/en"
c.CourseDirectory.release_directory = "exercises/en"
"""
NOISY = """
import logging, os, sys, warnings
logging.basicConfig()
def growth(levels):
    warnings.warn("careful")
    print("careful", file=sys.stderr)
    logging.warning("careful")
    os.write(2, b"careful")
    return [100 * (b - a) / a for a, b in zip(levels, levels[1:])]
"""


def nbgrader(clone: Path, *arguments: str) -> None:
    variables = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY),
    }
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(
        command, cwd=clone, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, Any]]]:
    """A course in which nbgrader released the lab and graded every attempt; scores by student."""
    import shutil

    from nbgrader.api import Gradebook

    clone = tmp_path_factory.mktemp("course") / "clone"
    shutil.copytree(Path(__file__).parent / "tiny", clone)
    (clone / "nbgrader_config.py").write_text(CONFIG, "utf-8")
    write(clone, build_lab(clone, LAB))
    shutil.copytree(clone / "exercises", clone / "as-built")
    nbgrader(clone, "generate_assignment", LAB, "--force")

    lab = read_lab(clone, LAB)
    reference = {cell.task: cell.source for cell in lab.cells if cell.role is Role.ANSWER}
    answers: dict[str, dict[str | None, str]] = {
        "reference": reference,
        "blank": {},
        "noisy": {**reference, "growth": NOISY, "limits": "When the definition changed."},
    }
    for number, attempt in enumerate((*lab.right, *lab.wrong)):
        answers[f"attempt-{number}"] = {**reference, attempt.task: attempt.code}
    for student, sources in answers.items():
        notebook = nbformat.read(clone / "exercises/en" / LAB / f"{LAB}.ipynb", as_version=4)
        for cell in notebook.cells:
            cell.source = sources.get(cell.id, cell.source)
        folder = clone / "submitted" / student / LAB
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{LAB}.ipynb")
    nbgrader(clone, "autograde", LAB)

    scores: dict[str, dict[str, Any]] = {}
    with Gradebook(f"sqlite:///{clone}/gradebook.db") as gradebook:
        for submission in gradebook.assignment_submissions(LAB):
            (notebook,) = submission.notebooks
            scores[submission.student.id] = {g.name: g.auto_score for g in notebook.grades}
    return clone, scores


def outputs(clone: Path, student: str, cell_id: str) -> list[Any]:
    notebook = nbformat.read(clone / "autograded" / student / LAB / f"{LAB}.ipynb", as_version=4)
    return next(cell.outputs for cell in notebook.cells if cell.id == cell_id)


FULL = {"growth-check": 1, "growth-hidden": 2, "best-month-check": 1, "best-month-hidden": 1}


def test_what_nbgrader_releases_is_what_was_built(graded: Any) -> None:
    clone, _ = graded
    released = clone / "exercises/en" / LAB / f"{LAB}.ipynb"
    assert released.read_bytes() == (clone / "as-built/en" / LAB / f"{LAB}.ipynb").read_bytes()


def test_the_reference_scores_all_points_that_a_machine_gives(graded: Any) -> None:
    assert graded[1]["reference"] == {**FULL, "limits": 0}


def test_a_blank_submission_scores_nothing_and_every_task_says_not_attempted(graded: Any) -> None:
    clone, scores = graded
    assert scores["blank"] == dict.fromkeys([*FULL, "limits"], 0)
    for check in FULL:
        shown, failed = outputs(clone, "blank", check)
        assert shown.metadata.labs.state == "not-attempted"
        assert failed.traceback == [f"{failed.evalue.splitlines()[0]} (see the card above)"]


def test_right_attempts_score_and_wrong_ones_lose_with_their_message(graded: Any) -> None:
    clone, scores = graded
    lab = read_lab(clone, LAB)
    for number, attempt in enumerate((*lab.right, *lab.wrong)):
        student = f"attempt-{number}"
        lost = {name for name, points in FULL.items() if scores[student][name] < points}
        assert bool(lost) is (attempt.message is not None), attempt.name
        if attempt.message is None:
            continue
        assert all(name.startswith(attempt.task) for name in lost)
        shown = [outputs(clone, student, name)[0].metadata.labs for name in lost]
        if attempt.message in lab.messages:
            start = lab.messages[attempt.message].text("en").split("{")[0]
            assert any(card.message.startswith(start) for card in shown), attempt.name
        else:
            assert attempt.message in {card.state for card in shown}, attempt.name


def test_warnings_logs_and_stderr_cost_nothing(graded: Any) -> None:
    clone, scores = graded
    assert scores["noisy"] == {**FULL, "limits": None}
    for check in FULL:
        kinds = [output.output_type for output in outputs(clone, "noisy", check)]
        assert kinds == ["display_data"]


def test_no_output_shows_the_source_of_a_check(graded: Any) -> None:
    clone, scores = graded
    for student in scores:
        for check in FULL:
            text = str(outputs(clone, student, check))
            for source in ("assert ", "with check", "course_seed", "approx(", "File "):
                assert source not in text
