"""A thread of a notebook works on in the next cell, and nothing waits for one that is gone."""

from __future__ import annotations

import pytest

from autograder.engine.between.execution import Cell, Ending
from autograder.sandbox.limits import Limits

from .cases import text_of
from .runner import Runner

CRASH = "import os; os._exit(1)"
WAYS = {
    "a thread that counts": (
        "import threading, time\ncount = [0]\ndef work():\n    while True:\n        count[0] += 1\n"
        "        time.sleep(0.01)\nthreading.Thread(target=work, daemon=True).start()",
        "before = count[0]\ntime.sleep(0.2)\nprint(count[0] > before)",
    ),
    "a worker with a queue": (
        "import queue, threading\ntasks, done = queue.Queue(), []\ndef work():\n    while True:\n"
        "        done.append(tasks.get() * 2)\n        tasks.task_done()\n"
        "threading.Thread(target=work, daemon=True).start()",
        "tasks.put(21)\ntasks.join()\nprint(done.pop() == 42)",
    ),
    "an event loop in a thread": (
        "import asyncio, threading\nloop = asyncio.new_event_loop()\n"
        "threading.Thread(target=loop.run_forever, daemon=True).start()",
        "print(asyncio.run_coroutine_threadsafe(asyncio.sleep(0, 7), loop).result(3) == 7)",
    ),
    "a pool of multiprocessing": (
        "from multiprocessing.pool import ThreadPool\npool = ThreadPool(2)",
        "print(pool.map(abs, [-1, -2]) == [1, 2])",
    ),
    "a pool of concurrent.futures": (
        "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(2)\n"
        "print(list(pool.map(abs, [-1])) == [1])",
        "print(list(pool.map(abs, [-1, -2])) == [1, 2])",
    ),
    "a task of a pool": (
        "from concurrent.futures import ThreadPoolExecutor\nimport time\n"
        "pool = ThreadPoolExecutor(1)\ndef slow():\n    time.sleep(0.4)\n    return 7\n"
        "task = pool.submit(slow)",
        "print(task.result(3) == 7)",
    ),
    "a timer": (
        "import threading, time\nrang = threading.Event()\nthreading.Timer(0.3, rang.set).start()",
        "print(rang.wait(3))",
    ),
    "a listener of logging": (
        "import logging, logging.handlers, queue, time\nkept = []\n"
        "class Keep(logging.Handler):\n    def emit(self, record):\n        kept.append(record)\n"
        "waiting = queue.Queue()\nlogging.handlers.QueueListener(waiting, Keep()).start()\n"
        "log = logging.getLogger('x')\nlog.addHandler(logging.handlers.QueueHandler(waiting))",
        "kept.clear()\nlog.warning('heard')\ntime.sleep(0.3)\nprint(len(kept) == 1)",
    ),
    "a job of IPython's": (
        "from IPython.lib.backgroundjobs import BackgroundJobManager\nimport time\n"
        "jobs = BackgroundJobManager()\njob = jobs.new(lambda: time.sleep(0.3) or 7)",
        "job.join(3)\nprint(job.result == 7)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_thread_works_on_in_later_cells(runner: Runner, way: str) -> None:
    start, use = WAYS[way]
    again = "" if "task" in way or "timer" in way or "job" in way else use
    cells = [Cell(source, True) for source in (start, use, again)]
    results = runner.server(Limits(wall_seconds=5)).run(cells, {}).cells
    assert [result.error for result in results] == [None] * 3
    for result in results[1 : 3 if again else 2]:
        assert text_of(result).endswith("True\n")


def test_a_crash_beside_a_thread_costs_one_cell(runner: Runner) -> None:
    start, use = WAYS["a thread that counts"]
    cells = [Cell(source, True) for source in ("kept = 7", start, CRASH, use, "print(kept)")]
    results = runner.server(Limits(wall_seconds=5)).run(cells, {}).cells
    assert [result.ending is Ending.DONE for result in results] == [True, True, False, True, True]
    assert text_of(results[3]) == "True\n"
    assert text_of(results[4]) == "7\n"


def test_cells_that_run_again_after_a_crash_have_the_time_of_one(runner: Runner) -> None:
    """Else each crash would cost a notebook's whole time, and the limit on it would not hold."""
    start = WAYS["a thread that counts"][0]
    slow = Cell("time.sleep(1.5)", True)
    cells = [Cell(start, True), slow, slow, Cell(CRASH, True), Cell("1", True)]
    results = runner.server(Limits(wall_seconds=2)).run(cells, {}).cells
    assert results[3].ending is Ending.LOST
    assert results[4].ending is Ending.NOT_RUN
