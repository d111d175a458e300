"""Nothing is left over, however many submissions were run and however the grader ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.engine.between.execution import Cell
from autograder.engine.outside.boxes import remove_tree
from autograder.engine.outside.engine import Engine
from autograder.engine.outside.startup import LOG, SCRATCH, remove_abandoned
from autograder.sandbox.limits import Limits

from .runner import Runner, family
from .world import descriptors, processes, settled

TRIVIAL = [Cell("1 + 1", checkpoint=True)]
LARGEST_PRIVATE_MB = 60


def test_two_hundred_submissions_leave_nothing(runner: Runner) -> None:
    server = runner.server(Limits())
    server.run(TRIVIAL, {})
    zygote = runner.engine._zygote.pid
    before = runner.calm()
    held = {pid: descriptors(pid) for pid in before[0] | {zygote}}
    began = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        for execution in pool.map(lambda _: server.run(TRIVIAL, {}), range(200)):
            assert execution.cells[0].error is None
    seconds = time.monotonic() - began
    assert runner.left_behind(before) == []
    assert {pid: descriptors(pid) for pid in held} == held
    print(f"200 submissions in {seconds:.1f} s")


def test_the_private_memory_of_a_worker_is_small(runner: Runner, level: str) -> None:
    """What a worker adds to the memory that it shares with the fork server."""
    server = runner.server(Limits())
    zygote = runner.engine._zygote.pid
    before = family(zygote)
    run = threading.Thread(target=server.run, args=([Cell("import time; time.sleep(3)", True)], {}))
    run.start()
    # Its first process, and the fork of it that runs the cell.
    assert settled(lambda: len(family(zygote) - before) >= 2), "no worker was seen"
    time.sleep(0.5)  # until the cell is at work
    private = {pid: _private_kilobytes(pid) for pid in family(zygote) - before}
    run.join()
    assert private, "the worker ended before it could be measured"
    total = sum(private.values()) / 1024
    each = ", ".join(f"{size / 1024:.1f}" for size in private.values())
    print(f"private memory of a worker at level {level}: {total:.1f} MB ({each})")
    assert total < LARGEST_PRIVATE_MB


def _private_kilobytes(pid: int) -> int:
    fields = Path("/proc", str(pid), "smaps_rollup").read_text().splitlines()[1:]
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in fields}
    return sizes["Private_Dirty"] + sizes["Private_Clean"]


GRADER = """
import subprocess, sys
sys.path.insert(0, sys.argv[1])
from sandbox.weakened import standing_in
subprocess.Popen = standing_in("nothing")
from autograder.engine.outside.engine import Engine
from autograder.engine.between.execution import Cell
from autograder.engine.outside.startup import LOG, SCRATCH, remove_abandoned
from autograder.sandbox.limits import Limits
with Engine(sys.argv[2]) as engine:
    server = engine.assignment(Limits(wall_seconds=600), {})
    print(engine._zygote.pid, flush=True)
    server.run([Cell(sys.argv[3], True)], {})
"""


@pytest.mark.parametrize(
    ("number", "cell"),
    [(signal.SIGKILL, "import time; time.sleep(600)"), (signal.SIGTERM, "while True: pass")],
)
def test_when_the_grader_is_killed_its_processes_end(
    number: signal.Signals, cell: str, level: str
) -> None:
    tests = str(Path(__file__).parents[1])
    grader = subprocess.Popen(
        [sys.executable, "-c", GRADER, tests, level, cell], stdout=subprocess.PIPE, text=True
    )
    assert grader.stdout is not None
    zygote = int(grader.stdout.readline())
    assert settled(lambda: len(family(zygote)) > 2, 60), "no worker was seen"
    group = family(zygote) | {zygote}
    grader.send_signal(number)
    grader.wait()
    grader.stdout.close()
    gone = settled(lambda: not group & processes())
    left = group & processes()
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert gone, f"{len(left)} of {len(group)} processes outlived the grader"


def test_leaving_the_engine_ends_everything_at_once(level: str, light: None) -> None:
    with Engine(level) as engine:
        server = engine.assignment(Limits(), {})  # and nobody closes it
        server.run(TRIVIAL, {})
        group = family(engine._zygote.pid) | {engine._zygote.pid}
        scratch = Path(engine.scratch)
    assert engine._zygote.returncode == 0, "it had to be killed"
    assert settled(lambda: not group & processes())
    assert not scratch.exists()


def _make_old(folder: Path) -> None:
    for path in (*folder.iterdir(), folder):
        os.utime(path, (0, 0))


def test_a_living_engine_keeps_its_folder_however_long_it_works(level: str, light: None) -> None:
    with Engine(level) as engine:
        server = engine.assignment(Limits(), {})
        _make_old(Path(engine.scratch))
        remove_abandoned()
        assert Path(engine.canary).exists()
        assert server.run(TRIVIAL, {}).cells[0].error is None
    assert not Path(engine.scratch).exists()


@pytest.mark.parametrize("age", ["old", "new"])
def test_the_folder_of_a_killed_engine_is_removed_after_a_while(age: str) -> None:
    folder = Path(tempfile.mkdtemp(prefix=SCRATCH))
    (folder / LOG).touch()
    if age == "old":
        _make_old(folder)
    remove_abandoned()
    assert folder.exists() == (age == "new")
    remove_tree(str(folder))


def test_removing_changes_nothing_above_what_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "above"
    folder.mkdir(mode=0o755)
    remove_tree(str(folder / "missing"))
    assert folder.stat().st_mode & 0o777 == 0o755


def test_removing_does_not_follow_links(tmp_path: Path) -> None:
    treasure = tmp_path / "treasure"
    treasure.mkdir(mode=0o700)
    (treasure / "gold").write_text("kept")
    (treasure / "gold").chmod(0o400)
    waste = tmp_path / "waste"
    (waste / "closed").mkdir(parents=True)
    (waste / "link").symlink_to(treasure)
    (waste / "closed" / "link").symlink_to(treasure / "gold")
    (waste / "closed").chmod(0)
    remove_tree(str(waste))
    assert not waste.exists()
    assert (treasure / "gold").read_text() == "kept"
    assert (treasure / "gold").stat().st_mode & 0o777 == 0o400


def test_removing_reaches_any_depth() -> None:
    top = tempfile.mkdtemp(prefix="deep-")
    here = os.open(top, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d" * 100, dir_fd=here)
        below = os.open("d" * 100, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    remove_tree(top)
    assert not os.path.exists(top)
