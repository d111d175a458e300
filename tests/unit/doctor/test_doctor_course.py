"""Settings that nobody reads, exchanges that are closed, clocks and disks: each both ways."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from doctor_types import Open

from autograder.doctor import course, exchange, machine
from autograder.doctor.finding import State
from autograder.doctor.machine import MEGABYTE
from autograder.errors import CourseError
from autograder.sandbox.limits import Limits

pytestmark = pytest.mark.unit


def test_settings_that_nbgrader_reads_are_good(open_here: Open, tmp_path: Path) -> None:
    opened = open_here(
        "c.CourseDirectory.course_id = 'trade'",
        "c.Exchange.root = '/srv/exchange'",
        "c.GenerateFeedback.preprocessors = ['autograder.feedback.HideTests']",
        "c.ClearSolutions.code_stub = {'python': 'pass'}",
        "c.HTMLExporter.preprocessors = ['autograder.feedback.Formulas']",
    )
    found = course.settings(opened, tmp_path / "course")
    assert (found.state, found.remedy) == (State.OK, "")


@pytest.mark.parametrize(
    ("line", "says", "remedy"),
    [
        ("c.CourseDirectroy.course_id = 'a'", "no c.CourseDirectroy", "mean c.CourseDirectory?"),
        ("c.CourseDirectory.db_ulr = 'a'", "no option db_ulr", "did you mean db_url?"),
        ("c.ServerApp.root_dir = '/srv'", "another file", "jupyter_server_config"),
    ],
)
def test_a_setting_that_nbgrader_does_not_read_is_told(
    open_here: Open, tmp_path: Path, line: str, says: str, remedy: str
) -> None:
    found = course.settings(open_here(line), tmp_path / "course")
    assert (found.state, says in found.says) == (State.WARNING, True)
    assert remedy in found.remedy


@pytest.mark.parametrize("name", ["nbgrader-config.py", "nbgrader_config.py.txt"])
def test_a_file_that_nbgrader_does_not_read_is_told(
    open_here: Open, tmp_path: Path, name: str
) -> None:
    opened = open_here()
    assert course.settings(opened, tmp_path / "course").state == State.OK
    (tmp_path / "course" / name).write_text("c = get_config()\n")
    found = course.settings(opened, tmp_path / "course")
    assert (found.state, found.says) == (State.WARNING, f"nbgrader does not read {name}")


def test_a_configuration_that_names_another_folder_is_told(open_here: Open, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    opened = open_here(f"c.CourseDirectory.root = '{tmp_path / 'elsewhere'}'")
    found = course.settings(opened, tmp_path / "course")
    assert (found.state, "not this folder" in found.says) == (State.WARNING, True)


@pytest.fixture
def root() -> Path:
    """A place for an exchange that every account could reach."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    yield folder / "exchange"
    shutil.rmtree(folder)


def test_an_exchange_that_is_open_to_all_is_good(open_here: Open, root: Path) -> None:
    opened = open_here("c.CourseDirectory.course_id = 'a'", f"c.Exchange.root = '{root}'")
    root.mkdir()
    root.chmod(0o777)
    assert exchange.folder(opened) == root
    assert exchange.exchange(opened, root).state == State.OK


def test_a_missing_exchange_is_broken_where_it_was_asked_for(open_here: Open, root: Path) -> None:
    found = exchange.exchange(open_here(f"c.Exchange.root = '{root}'"), root)
    assert (found.state, found.says) == (State.BROKEN, f"there is no folder {root}")
    assert found.remedy == f"make it: mkdir -p {root} && chmod 777 {root}"


def test_a_missing_exchange_is_a_warning_where_nobody_asked(open_here: Open, root: Path) -> None:
    found = exchange.exchange(open_here(), root)
    assert (found.state, "hand in another way" in found.remedy) == (State.WARNING, True)


def test_an_exchange_that_students_cannot_write_is_told_with_its_mode(
    open_here: Open, root: Path
) -> None:
    root.mkdir(mode=0o755)
    found = exchange.exchange(open_here(f"c.Exchange.root = '{root}'"), root)
    assert (found.state, "has mode 755" in found.says) == (State.WARNING, True)
    assert found.remedy == f"chmod 777 {root}"


def test_an_exchange_below_a_closed_folder_is_told(open_here: Open, root: Path) -> None:
    root.mkdir()
    root.chmod(0o777)
    root.parent.chmod(0o700)
    found = exchange.exchange(open_here(f"c.Exchange.root = '{root}'"), root)
    assert (found.state, f"{root.parent} is closed" in found.says) == (State.WARNING, True)


def test_an_inbound_folder_that_students_cannot_write_is_broken(
    open_here: Open, root: Path
) -> None:
    inbound = root / "trade" / "inbound"
    inbound.mkdir(parents=True)
    root.chmod(0o777)
    opened = open_here("c.CourseDirectory.course_id = 'trade'", f"c.Exchange.root = '{root}'")
    inbound.chmod(0o733)
    assert exchange.exchange(opened, root).state == State.OK
    inbound.chmod(0o755)
    assert exchange.exchange(opened, root).state == State.BROKEN


def test_what_was_handed_out_is_compared_with_the_release(open_here: Open, root: Path) -> None:
    opened = open_here("c.CourseDirectory.course_id = 'trade'", f"c.Exchange.root = '{root}'")
    release, out = opened.root / "release" / "ps", root / "trade" / "outbound" / "ps"
    for folder in (release, out):
        folder.mkdir(parents=True)
        (folder / "p1.ipynb").write_text("the same")
    assert exchange.handed_out(opened, root).state == State.OK
    (release / "p1.ipynb").write_text("newer")
    found = exchange.handed_out(opened, root)
    assert found.state == State.WARNING
    assert found.remedy == "nbgrader release_assignment ps --force"


def test_free_space_is_judged_by_the_disk_that_has_least(tmp_path: Path) -> None:
    assert machine.disk([tmp_path], full=1, nearly=1).state == State.OK
    assert machine.disk([tmp_path], full=1, nearly=1 << 60).state == State.WARNING
    found = machine.disk([tmp_path, tmp_path / "missing"], full=1 << 60, nearly=1 << 60)
    assert (found.state, "MB are free" in found.says) == (State.BROKEN, True)


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no file system in memory")
def test_disks_are_told_apart(tmp_path: Path) -> None:
    import shutil

    least = min(shutil.disk_usage(place).free for place in ("/dev/shm", tmp_path))
    says = machine.disk([tmp_path, Path("/dev/shm")]).says
    shown = float(says.split(" MB")[0].replace(",", ""))
    assert shown == pytest.approx(least / MEGABYTE, rel=0.2)


def test_a_clock_that_runs_is_good_and_one_in_the_past_is_broken(open_here: Open) -> None:
    opened = open_here()
    assert machine.clock(opened).state == State.OK
    assert machine.clock(opened, now=1_000_000_000.0).state == State.BROKEN
    ahead = machine.clock(opened, now=time.time() + 3600)
    assert (ahead.state, "differs by -36" in ahead.says) == (State.WARNING, True)


def test_a_submission_from_the_future_is_told(open_here: Open) -> None:
    opened = open_here()
    place = opened.root / "submitted" / "ana" / "ps"
    place.mkdir(parents=True)
    (place / "timestamp.txt").write_text("2020-01-01 12:00:00 UTC\n")
    assert machine.clock(opened).state == State.OK
    (place / "timestamp.txt").write_text("2190-01-01 12:00:00 UTC\n")
    found = machine.clock(opened)
    assert (found.state, found.says) == (State.WARNING, "ana's ps came from the future")


@pytest.mark.sandbox
def test_isolation_that_cannot_be_had_is_broken_with_the_reason() -> None:
    impossible = machine.isolation("landlock", Limits(processes=4))
    assert impossible.state == State.BROKEN
    assert "processes = 4 needs level full" in impossible.says


def test_the_hidden_seed_is_looked_at(
    open_here: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LABS_SEED", raising=False)
    opened = open_here()
    place = tmp_path / "course" / "hidden_seed"
    assert course.seed(opened, place.parent).state == State.OK
    place.write_text("7\n")
    place.chmod(0o600)
    assert course.seed(opened, place.parent).state == State.OK
    place.chmod(0o644)
    found = course.seed(opened, place.parent)
    assert (found.state, found.remedy) == (State.WARNING, f"chmod 600 {place}")
    place.write_text("seven\n")
    with pytest.raises(CourseError, match="holds no seed"):
        course.seed(opened, place.parent)


def test_a_configuration_that_fails_for_its_seed_says_so(
    open_here: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LABS_SEED", raising=False)
    with pytest.raises(CourseError, match=r"hidden_seed is missing; restore hidden_seed"):
        open_here("open('hidden_seed').read()")
    with pytest.raises(CourseError, match=r"configuration of the course cannot be used"):
        open_here("open('other').read()")
