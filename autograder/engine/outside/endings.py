"""The results of cells that did not end by themselves."""

from __future__ import annotations

import contextlib
import os
import signal

from autograder.engine.between.execution import CellResult, Ending, error_output


def describe(status: object) -> str:
    """How a process ended, in words; `status` is what wait(2) gave, as the worker reports it."""
    if type(status) is not int or not 0 <= status < 1 << 16:
        return "the cell ended the notebook's process"
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU:
            return "the cell used up its processor time"
        with contextlib.suppress(ValueError):
            return f"the cell's process was ended by {signal.Signals(number).name}"
    return "the cell ended the notebook's process"


def lost(why: str) -> CellResult:
    error = error_output("CellProcessDied", why)
    return CellResult([error], None, Ending.LOST, error="CellProcessDied", note=why)


def timed_out(outputs: list[dict[str, object]], number: int | None, limit: float) -> CellResult:
    error = error_output("CellTimeoutError", "No reply from kernel before timeout")
    error["evalue"] = ""  # as nbgrader's Execute.error_on_timeout has it
    note = f"the cell took longer than {limit:g} s"
    return CellResult([*outputs, error], number, Ending.TIMED_OUT, "CellTimeoutError", note=note)


def not_run() -> CellResult:
    error = error_output("CellNotRun", "the notebook's process had ended before this cell")
    return CellResult([error], None, Ending.NOT_RUN, error="CellNotRun")
