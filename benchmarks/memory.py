"""The private memory of workers while they run a notebook, as the kernel counts it."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path

from descendants import descendants
from notebooks import DATA

from autograder.engine.between.execution import Cell
from autograder.engine.outside.engine import Engine
from autograder.sandbox.limits import Limits


def _private_megabytes(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def worker_memory() -> float:
    """The largest private memory of any worker process, in MiB, over a run of `data`."""
    steps = [Cell(code, checkpoint=False) for code in DATA.setup]
    for step in DATA.steps:
        steps += [Cell(step.answer, True), Cell(step.test, True)]
    largest = 0.0
    with Engine() as engine:
        server = engine.assignment(Limits(), {})
        before = set(descendants(os.getpid()))
        run = threading.Thread(target=server.run, args=(steps, {}))
        run.start()
        while run.is_alive():
            for pid in set(descendants(os.getpid())) - before:
                with contextlib.suppress(OSError, ProcessLookupError):
                    largest = max(largest, _private_megabytes(pid))
            time.sleep(0.01)
        server.close()
    return largest
