"""What one student does changes nothing for another whose notebook runs at the same time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograder.engine.between.execution import Cell, Ending, Execution
from autograder.engine.outside.engine import Engine

from .cases import SMALL, text_of
from .runner import Runner

# A notebook that needs all that a neighbour could spoil: threads, wake-ups, files, memory, forks.
HONEST = tuple(
    Cell(source, checkpoint=True)
    for source in (
        "import asyncio, os, socket, threading, time",
        "began = time.process_time(); await asyncio.to_thread(time.sleep, 0.1)\n"
        "print('awaited', time.process_time() - began < 0.05)",
        "threads = [threading.Thread(target=abs, args=(1,)) for _ in range(20)]\n"
        "for thread in threads: thread.start()\nfor thread in threads: thread.join()\n"
        "a, b = socket.socketpair(); a.send(b'x'); print('threads', b.recv(1))",
        "open('own', 'wb').write(bytes(1 << 20)); print('file', os.path.getsize('own'))",
        "print('memory', len(bytearray(50 << 20)))",
        "print(await asyncio.to_thread(abs, -3))",
    )
)
ANSWERS = ["", "awaited True", "threads b'x'", "file 1048576", "memory 52428800", "3"]

NEIGHBOURS = {
    "sleeps": "time.sleep(60)",
    "loops": "while True: pass",
    "breaks the wake-ups of its own event loop": """
loop = worker().runner.loop
for end in (loop._ssock, loop._csock):
    end.shutdown(socket.SHUT_RDWR)
time.sleep(60)""",
    "fills every socket and pipe that it inherited": """
for number in range(3, 100):
    try:
        os.set_blocking(number, False)
        if number != channel().fileno():
            while os.write(number, bytes(4096)): pass
    except OSError: pass
os.set_blocking(channel().fileno(), True)
time.sleep(60)""",
    "holds as many descriptors in flight as it can": """
held = []
try:
    while True:
        held.append(socket.socketpair())
        try:
            while True:
                rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 100))
                held[-1][0].sendmsg([b"x"], [rights], socket.MSG_DONTWAIT)
        except BlockingIOError: pass
except OSError: pass
time.sleep(60)""",
    "starts as many threads as it can": """
threading.stack_size(32768)
try:
    while True: threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
except RuntimeError: pass
time.sleep(60)""",
    "fills its memory": "x = bytearray(200 << 20)\ntime.sleep(60)",
    "fills its disk": """
try:
    while True: open(str(time.time()), "wb").write(bytes(1 << 20))
except OSError: pass
time.sleep(60)""",
    "sends signals to everyone": """
while True:
    for pid in (*WORLD["grader"], -1):
        for number in (signal.SIGSTOP, signal.SIGKILL):
            try: os.kill(pid, 0 if pid == -1 else number)
            except OSError: pass""",
    "locks every file that it may read": """
import fcntl, pathlib
held = []
for path in pathlib.Path(os.__file__).parent.glob("*.py"):
    try: held.append(open(path)); fcntl.flock(held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError: pass
time.sleep(60)""",
}


@contextmanager
def beside(runner: Runner, source: str) -> Iterator[None]:
    """Run a cell until the block ends: it is ended by its time limit."""
    server = runner.server(SMALL)
    cells = [runner.opening(), Cell(source, checkpoint=True, timeout=2.5)]
    thread = threading.Thread(target=server.run, args=(cells, {}))
    thread.start()
    time.sleep(0.8)  # until it is at its worst
    try:
        yield
    finally:
        thread.join(120)
        assert not thread.is_alive(), "the neighbour was not ended"


def _answers(execution: Execution) -> list[str]:
    return [text_of(result).strip() for result in execution.cells]


def test_the_honest_notebook_runs_alone(runner: Runner) -> None:
    assert _answers(runner.server(SMALL).run(HONEST, {})) == ANSWERS


@pytest.mark.parametrize("what", NEIGHBOURS)
def test_an_honest_notebook_is_unharmed_while_another(what: str, runner: Runner) -> None:
    before = runner.calm()
    with beside(runner, NEIGHBOURS[what]):
        execution = runner.server(SMALL).run(HONEST, {})
    assert _answers(execution) == ANSWERS
    assert runner.left_behind(before) == []


def test_what_a_student_changes_in_the_libraries_is_gone_for_the_next(runner: Runner) -> None:
    server = runner.server(SMALL)
    poison = Cell(
        "import builtins, numpy, random, sys, os\nbuiltins.print = numpy.mean = None\n"
        "sys.path.insert(0, '/tmp'); os.environ['LEFT'] = 'x'; random.seed(1)",
        checkpoint=False,
    )
    look = Cell(
        "import numpy, os, sys\n"
        "print(numpy.mean([1, 3]), 'LEFT' in os.environ, '/tmp' in sys.path)",
        checkpoint=False,
    )
    assert server.run([poison], {}).cells[0].error is None
    assert text_of(server.run([look], {}).cells[0]) == "2.0 False False\n"


@pytest.mark.parametrize(
    "name",
    ["landlockpy.py", "threadpoolctl.py", "pyseccomp.py", "ctypes.py", "array.py", "encodings.py",
     "random.py", "autograder/__init__.py", "multiprocessing/__init__.py", "bz2.py", "lzma.py",
     "grp.py", "sitecustomize.py"],
)  # fmt: skip
def test_a_submitted_file_with_the_name_of_a_module_runs_only_inside(
    name: str, runner: Runner, tmp_path: Path
) -> None:
    """The worker closes the sandbox with the submission's files in its folder already."""
    (tmp_path / "evil.py").write_text("raise SystemExit('a file of the submission was imported')")
    files = {name: tmp_path / "evil.py"}
    execution = runner.server(SMALL).run([Cell("print('in order')", checkpoint=True)], files)
    assert all(execution.isolation.self_tests.values())
    assert (execution.cells[0].ending, text_of(execution.cells[0])) == (Ending.DONE, "in order\n")


def test_two_engines_at_once_leave_each_other_alone(runner: Runner, light: None) -> None:
    before = runner.calm()
    with Engine(runner.engine.wanted):
        assert runner.household()[2] == before[2]
    assert runner.left_behind(before) == []
    assert Path(runner.engine.canary).exists()
