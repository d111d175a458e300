"""Gradebooks that are locked, damaged, old or far away: real files, each both ways."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from doctor_types import Open

from autograder.doctor import gradebook
from autograder.doctor.finding import State
from autograder.grading.nbgrader_api import Gradebook

pytestmark = pytest.mark.unit

HOLDER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("BEGIN " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A gradebook as nbgrader makes it."""
    path = tmp_path_factory.mktemp("made") / "gradebook.db"
    with Gradebook(f"sqlite:///{path}"):
        pass
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, empty: bytes) -> Path:
    found = tmp_path / "course" / "gradebook.db"
    found.parent.mkdir()
    found.write_bytes(empty)
    return found


def test_a_whole_gradebook_is_good_and_stays_as_it_is(
    open_here: Open, path: Path, empty: bytes
) -> None:
    assert gradebook.gradebook(open_here()).state == State.OK
    assert gradebook.lock(path).state == State.OK
    assert path.read_bytes() == empty


def test_none_yet_is_a_warning(open_here: Open) -> None:
    found = gradebook.gradebook(open_here())
    assert (found.state, "generate_assignment" in found.remedy) == (State.WARNING, True)


@pytest.mark.parametrize(("kind", "opens"), [("IMMEDIATE", True), ("EXCLUSIVE", False)])
def test_one_that_another_program_holds_is_broken_and_the_program_named(
    open_here: Open, path: Path, kind: str, opens: bool
) -> None:
    opened = open_here()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), kind],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        found = gradebook.lock(path)
        other = gradebook.gradebook(opened)
        holder.communicate()
    assert found.state == State.BROKEN
    assert f"process {holder.pid}, " in found.says
    assert (other.state == State.OK) is opens
    assert gradebook.lock(path).state == State.OK


def test_a_damaged_one_is_broken(open_here: Open, path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    path.write_bytes(content)
    found = gradebook.gradebook(open_here())
    assert (found.state, "is damaged" in found.says) == (State.BROKEN, True)
    assert "backup" in found.remedy


def test_a_file_that_is_none_is_broken(open_here: Open, path: Path) -> None:
    path.write_text("a page of text, as a browser saves it when the login has run out\n" * 99)
    assert gradebook.gradebook(open_here()).state == State.BROKEN


def test_one_of_an_older_nbgrader_is_broken_until_it_is_upgraded(
    open_here: Open, path: Path
) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE alembic_version SET version_num = '50a4d84c131a'")
        database.commit()
    found = gradebook.gradebook(open_here())
    assert (found.state, "nbgrader db upgrade" in found.remedy) == (State.BROKEN, True)


def test_a_place_on_the_network_is_told() -> None:
    mounts = (
        "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "22 21 0:40 / /home\\040all rw - nfs4 server:/home rw\n"
    )
    far = gradebook.file_system(Path("/home all/course/gradebook.db"), mounts)
    assert (far.state, "/home all comes over the network (nfs4)" in far.says) == (
        State.WARNING, True,
    )  # fmt: skip
    near = gradebook.file_system(Path("/srv/course/gradebook.db"), mounts)
    assert (near.state, "(ext4)" in near.says) == (State.OK, True)


def test_the_file_system_of_this_machine_is_known(path: Path) -> None:
    assert "is on a local disk" in gradebook.file_system(path).says


@pytest.mark.parametrize(
    ("url", "state", "line"),
    [
        ("sqlite:////srv/g.db?timeout=60", State.OK, ""),
        ("sqlite:////srv/g.db", State.WARNING, "sqlite:////srv/g.db?timeout=60"),
        ("sqlite:////srv/g.db?timeout=5", State.WARNING, "sqlite:////srv/g.db?timeout=60"),
    ],
)
def test_a_short_time_out_is_told_with_the_line_to_write(url: str, state: State, line: str) -> None:
    found = gradebook.time_out(url)
    assert (found.state, line in found.remedy) == (state, True)
