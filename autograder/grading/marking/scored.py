"""What the tests of a notebook give in one run, and why where it is less than all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.engine.between.execution import CellResult, Ending, Execution
from autograder.grading.marking.marks import mark
from autograder.grading.nbgrader_api import nbformat, utils
from autograder.sandbox.limits import Limits

_LONGEST = 160
_STARTS_NO_PROCESS = ("BlockingIOError", "PermissionError", "can't start new thread", "fork")
_DISK = ("No space left on device", "Disk quota exceeded", "File too large")


@dataclass(frozen=True)
class Scored:
    """The points of one test in one run.

    score    None where a person must mark
    why      the error or what became of the cell; "" if it ran to its end
    remedy   what to do if a limit is the cause, else ""
    asked    what the test asked of handles (see `autograder.wall`)
    """

    score: float | None
    max_score: float
    why: str = ""
    remedy: str = ""
    asked: tuple[str, ...] = ()

    @property
    def points(self) -> str:
        """As a person writes it: "5 of 6"."""
        given = "no points" if self.score is None else f"{self.score:g}"
        return f"{given} of {self.max_score:g}"


def scored(code: Sequence[Any], execution: Execution) -> dict[str, Scored]:
    """The verdict of each test, by name; `code` are the code cells that ran."""
    found = {}
    for cell, result in zip(code, execution.cells, strict=True):
        if not utils.is_grade(cell) or utils.is_solution(cell):
            continue
        ran = nbformat.from_dict({**cell, "outputs": result.outputs})
        given = mark(ran, result, compat=False)
        if given is not None:
            why = _why(result)
            found[given.cell] = Scored(
                given.score,
                given.max_score,
                why,
                _remedy(result, why, execution.isolation.limits),
                result.asked_of_handles,
            )
    return found


def _why(result: CellResult) -> str:
    if result.ending is not Ending.DONE and result.note:
        return _line(result.note)
    for output in result.outputs:
        if output["output_type"] == "error":
            return _line(f"{output['ename']}: {output['evalue']}".rstrip(": "))
    return ""


def _line(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _remedy(result: CellResult, why: str, limits: Limits) -> str:
    """What to change in grading.toml, where that is why a test fails."""
    if result.ending is Ending.TIMED_OUT:
        return "raise wall_seconds or total_seconds in grading.toml"
    if "MemoryError" in why or "memory" in result.note:
        return "raise memory_mb in grading.toml"
    if any(word in why for word in _DISK):
        return "raise disk_mb in grading.toml"
    if not limits.processes and any(word in why for word in _STARTS_NO_PROCESS):
        return "processes = 0 in grading.toml allows none: raise it, or mend the test"
    return ""
