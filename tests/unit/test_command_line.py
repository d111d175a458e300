"""The command line: every mistake is one line with its remedy and a non-zero status."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit


def labs(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder.cli.app", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    return tmp_path


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_folder_that_is_no_course(tmp_path: Path) -> None:
    assert "is not an nbgrader course" in one_line(labs("grade", folder=tmp_path))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    said = one_line(labs("grade", "--course", "nowhere", folder=tmp_path))
    assert "there is no folder" in said
    assert "--course" in said


def test_a_course_without_submissions(course: Path) -> None:
    assert "nobody has submitted anything" in one_line(labs("grade", folder=course))


def test_an_assignment_that_nobody_submitted(course: Path) -> None:
    assert "nobody has submitted 'ps9'" in one_line(labs("grade", "ps9", folder=course))


def test_settings_that_make_no_sense(course: Path) -> None:
    (course / "grading.toml").write_text("[limits]\nmemory_mb = -3\n", encoding="utf-8")
    assert "memory_mb = -3" in one_line(labs("grade", folder=course))


def test_an_assignment_that_the_gradebook_does_not_know(course: Path) -> None:
    place = course / "submitted" / "ana" / "ps1"
    place.mkdir(parents=True)
    (place / "p.ipynb").write_text("{}", encoding="utf-8")
    said = one_line(labs("grade", folder=course))
    assert "nbgrader generate_assignment ps1" in said


def test_a_demo_into_a_folder_that_is_in_use(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep me", encoding="utf-8")
    assert "is not empty" in one_line(labs("demo", "--into", ".", folder=tmp_path))
    assert (tmp_path / "mine.txt").exists()


def test_an_unknown_option_is_an_error_of_usage(tmp_path: Path) -> None:
    done = labs("grade", "--speed", folder=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
