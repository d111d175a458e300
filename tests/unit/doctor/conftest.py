"""A course in a temporary folder, opened as the commands open it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from doctor_types import Open

from autograder.grading.courses.course import Course, open_course


@pytest.fixture
def open_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a course with these lines of configuration; the folder is `course`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "no-configuration"))

    def make(*lines: str) -> Course:
        folder = tmp_path / "course"
        folder.mkdir(exist_ok=True)
        text = "\n".join(["c = get_config()", *lines]) + "\n"
        (folder / "nbgrader_config.py").write_text(text, encoding="utf-8")
        return open_course(folder)

    return make
