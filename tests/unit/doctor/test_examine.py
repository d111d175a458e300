"""Each examination sees a thing that is really broken, and leaves a sound one in peace."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.doctor import examine as doctor
from autograder.doctor.examine import Finding, Verdict
from autograder.grading.course import Course, open_course
from autograder.grading.nbgrader_api import Gradebook

pytestmark = pytest.mark.unit

CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "term"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course folder, and the current folder put back afterwards."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "exchange").mkdir(mode=0o777)
    os.chmod(tmp_path / "exchange", 0o777)
    return tmp_path


def course(folder: Path, more: str = "") -> Course:
    (folder / "nbgrader_config.py").write_text(CONFIG + more)
    return open_course(folder)


def verdicts(findings: Iterator[Finding]) -> dict[str, Verdict]:
    return {one.what: one.verdict for one in findings}


def with_exchange(folder: Path) -> Course:
    return course(folder, f'c.Exchange.root = "{folder / "exchange"}"\n')


def test_an_exchange_that_all_can_use_is_good(folder: Path) -> None:
    assert verdicts(doctor.exchange(with_exchange(folder))) == {"exchange": Verdict.GOOD}


def test_an_exchange_for_its_owner_alone_is_warned_of(folder: Path) -> None:
    os.chmod(folder / "exchange", 0o755)
    (found,) = doctor.exchange(with_exchange(folder))
    assert (found.verdict, "mode 755" in found.found) == (Verdict.WARNING, True)
    assert found.remedy.startswith("chmod 777")


def test_a_missing_exchange_is_told_with_the_command_that_makes_it(folder: Path) -> None:
    (folder / "exchange").rmdir()
    (found,) = doctor.exchange(with_exchange(folder))
    assert "sudo mkdir -p" in found.remedy


def test_a_course_outside_the_servers_root_is_broken(folder: Path) -> None:
    assert verdicts(doctor.course_root(course(folder))) == {"course root": Verdict.GOOD}
    elsewhere = course(folder, 'c.ServerApp.root_dir = "/usr"\n')
    assert verdicts(doctor.course_root(elsewhere)) == {"course root": Verdict.BROKEN}


def test_programs_of_this_environment_are_good_and_others_are_named(folder: Path) -> None:
    own = str(Path(sys.prefix) / "bin")
    assert set(verdicts(doctor.programs(own)).values()) == {Verdict.GOOD}
    other = folder / "other"
    other.mkdir()
    (other / "nbgrader").write_text("#!/bin/sh\n")
    (other / "nbgrader").chmod(0o755)
    found = verdicts(doctor.programs(os.pathsep.join([str(other), own])))
    assert found == {"alembic": Verdict.GOOD, "nbgrader": Verdict.WARNING}
    assert verdicts(doctor.programs(str(other)))["alembic"] is Verdict.WARNING


def test_a_gradebook_that_is_not_there_yet_is_not_made(folder: Path) -> None:
    assert verdicts(doctor.gradebook(course(folder))) == {"gradebook": Verdict.WARNING}
    assert not (folder / "gradebook.db").exists()


def test_a_gradebook_in_use_is_broken_until_it_is_free(folder: Path) -> None:
    Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "term").close()
    opened = course(folder)
    with_lock = sqlite3.connect(folder / "gradebook.db", isolation_level=None)
    with_lock.execute("BEGIN IMMEDIATE")
    try:
        assert verdicts(doctor.gradebook(opened))["gradebook's lock"] is Verdict.BROKEN
    finally:
        with_lock.close()
    found = verdicts(doctor.gradebook(opened))
    assert found["gradebook's lock"] is Verdict.GOOD
    assert found["gradebook's patience"] is Verdict.WARNING


def test_a_gradebook_that_is_none_is_broken(folder: Path) -> None:
    (folder / "gradebook.db").write_text("no database")
    assert verdicts(doctor.gradebook(course(folder))) == {"gradebook": Verdict.BROKEN}


def test_the_disk_of_a_path_is_that_of_the_nearest_mount() -> None:
    mounts = "/dev/a / ext4 rw 0 0\nserver:/x /srv nfs4 rw 0 0\n/dev/b /srv/local xfs rw 0 0\n"
    assert doctor.file_system(Path("/home/a"), mounts) == "ext4"
    assert doctor.file_system(Path("/srv/course/gradebook.db"), mounts) == "nfs4"
    assert doctor.file_system(Path("/srv/local/gradebook.db"), mounts) == "xfs"


def test_solutions_in_the_release_folder_are_broken(folder: Path) -> None:
    for name, text in (("source", "### BEGIN SOLUTION"), ("release", "raise")):
        (folder / name / "ps").mkdir(parents=True)
        (folder / name / "ps/ps.ipynb").write_text(text)
    opened = course(folder)
    assert verdicts(doctor.releases(opened)) == {"release": Verdict.GOOD}
    (folder / "release/ps/ps.ipynb").write_text("### BEGIN SOLUTION")
    assert verdicts(doctor.releases(opened)) == {"release": Verdict.BROKEN}
    (folder / "release/ps/ps.ipynb").write_text("raise")
    os.utime(folder / "release/ps/ps.ipynb", (1, 1))
    assert verdicts(doctor.releases(opened)) == {"release": Verdict.WARNING}
