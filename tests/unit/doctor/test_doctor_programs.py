"""Programs that the shell finds, and Pythons that others cannot read: each both ways."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from autograder.doctor import programs
from autograder.doctor.finding import State

pytestmark = pytest.mark.unit

HOME = str(Path(sys.prefix, "bin"))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A folder of programs of another environment."""
    folder = tmp_path / "other" / "bin"
    folder.mkdir(parents=True)
    return folder


def program(folder: Path, name: str, says: str, status: int = 0) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {says}\nexit {status}\n", encoding="ascii")
    path.chmod(0o755)


def test_this_nbgrader_first_on_the_path_is_good(other: Path) -> None:
    program(other, "nbgrader", "0.8.4")
    found = programs.nbgrader_versions([HOME, str(other)])
    assert (found.state, found.says) == (State.OK, f"version 0.9.6 in {HOME}")


def test_another_version_first_on_the_path_is_broken(other: Path) -> None:
    program(other, "nbgrader", "0.8.4")
    found = programs.nbgrader_versions([str(other), HOME])
    assert found.state == State.BROKEN
    assert found.says == f"the shell starts {other}/nbgrader, version 0.8.4; this one is 0.9.6"
    assert "bin/activate" in found.remedy


def test_the_same_version_of_another_environment_is_a_warning(other: Path) -> None:
    program(other, "nbgrader", "0.9.6")
    found = programs.nbgrader_versions([str(other), HOME])
    assert (found.state, "of another environment" in found.says) == (State.WARNING, True)


def test_one_that_does_not_start_is_broken(other: Path) -> None:
    program(other, "nbgrader", "no module named nbgrader", status=1)
    found = programs.nbgrader_versions([str(other)])
    assert (found.state, "which does not start" in found.says) == (State.BROKEN, True)


def test_none_on_the_path_is_a_warning_with_the_way_to_activate(other: Path) -> None:
    found = programs.nbgrader_versions([str(other)])
    assert found.state == State.WARNING
    assert found.remedy.startswith("activate this environment first: source ")


def test_nbgrader_installed_twice_is_a_warning(tmp_path: Path) -> None:
    second = tmp_path / "nbgrader-0.8.4.dist-info"
    second.mkdir()
    (second / "METADATA").write_text("Metadata-Version: 2.1\nName: nbgrader\nVersion: 0.8.4\n")
    found = programs.nbgrader_versions([HOME], [*sys.path, str(tmp_path)])
    assert (found.state, str(tmp_path) in found.says) == (State.WARNING, True)


def test_alembic_is_found_beside_nbgrader() -> None:
    assert programs.alembic_on_path([HOME], gradebook_exists=False).state == State.OK


@pytest.mark.parametrize(("exists", "state"), [(False, State.BROKEN), (True, State.WARNING)])
def test_without_alembic_no_gradebook_can_be_made(other: Path, exists: bool, state: State) -> None:
    found = programs.alembic_on_path([str(other)], gradebook_exists=exists)
    assert (found.state, found.check == "alembic") == (state, True)


def test_a_python_that_others_cannot_reach_is_told_with_the_folder(tmp_path: Path) -> None:
    closed = tmp_path / "home" / "env"
    closed.mkdir(parents=True)
    python = closed / "python"
    python.write_text("#!/bin/sh\n")
    python.chmod(0o755)
    for folder in (*tmp_path.parents,):  # pytest's own folders are closed to others
        if folder.is_relative_to("/tmp") and folder != Path("/tmp"):
            os.chmod(folder, 0o755)
    tmp_path.chmod(0o755)
    assert programs.python_for_others([str(python)]).state == State.OK
    closed.parent.chmod(0o700)
    found = programs.python_for_others([str(python)])
    assert found.state == State.WARNING
    assert found.says.endswith(f"{closed.parent} is closed to them")
    assert f"chmod o+rX {closed.parent}" in found.remedy


def test_a_python_that_others_cannot_read_is_told(tmp_path: Path) -> None:
    python = Path("/tmp") / f"labs-doctor-{os.getpid()}"
    python.write_text("#!/bin/sh\n")
    try:
        python.chmod(0o700)
        assert f"{python} is closed" in programs.python_for_others([str(python)]).says
        python.chmod(0o755)
        assert programs.python_for_others([str(python)]).state == State.OK
    finally:
        python.unlink()
