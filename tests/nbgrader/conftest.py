"""Fixtures for the tests against nbgrader."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader_courses import Course, MakeCourse, close_idle

from autograder.grading.nbgrader_api import Gradebook


@pytest.fixture(scope="session", autouse=True)
def _nbgrader_processes() -> Iterator[None]:
    """nbgrader runs in processes that serve the whole session."""
    yield
    close_idle()


@pytest.fixture(scope="session")
def empty_gradebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook without entries: made once, since nbgrader needs seconds for each."""
    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    with Gradebook(f"sqlite:///{path}"):
        pass
    return path


@pytest.fixture(scope="session")
def make_course(empty_gradebook: Path, tmp_path_factory: pytest.TempPathFactory) -> MakeCourse:
    """Makes a course folder with an empty gradebook and these lines of configuration."""

    def make(*config: str) -> Course:
        course = Course(tmp_path_factory.mktemp("courses") / "course")
        course.root.mkdir()
        shutil.copyfile(empty_gradebook, course.root / "gradebook.db")
        return course.configure(*config)

    return make
