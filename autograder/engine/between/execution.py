"""What goes into a run of a notebook and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from autograder.sandbox.level import Level
from autograder.sandbox.limits import Limits

Output = dict[str, Any]


class Ending(StrEnum):
    """How a cell ended."""

    DONE = "done"
    TIMED_OUT = "timed out"
    LOST = "lost"  # its process died; later cells went on from before it
    NOT_RUN = "not run"  # nothing was left to run it in


@dataclass(frozen=True)
class Turn:
    """What a process needs to know about one turn of the wall (see `autograder.wall`).

    In the tests' process a cell runs within it: `names` are asked for first, `seconds` is the time
    for all, `secret` proves that a message is the controller's, what calls change in their
    arguments stays so after a `lasting` turn. `patched` are names that the cell deletes or replaces
    for the student's code, too; `expected` are the kinds in the reference's answers, if they are
    known. In turn 0 nothing can be asked. The student's process answers until the turn ends, and
    runs no cell.
    """

    number: int
    names: tuple[str, ...] = ()
    seconds: float = 0.0
    secret: str = ""
    lasting: bool = False
    patched: tuple[str, ...] = ()
    expected: Mapping[str, Sequence[str]] | None = None


@dataclass(frozen=True)
class Guard:
    """What a cell's code is refused while it runs (see `autograder.engine.inside.guarded_names`).

    `names` are built-in names, `modules` modules and parts of them, with dots. Code that is not
    `strict` is refused them only when strict code has called it.
    """

    names: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    strict: bool = True


@dataclass(frozen=True)
class Cell:
    """A code cell to run.

    `checkpoint` asks for a fork before it; `timeout` in seconds stands instead of the general one.
    `name` is the id of a test cell, for those that run behind the wall. The effects of a cell that
    is not `lasting` are not made again when a process has to go on from before it. `guard` says
    what its code must not use. `repeated` is set if the tests' process runs the same cell, too: its
    number in the plan and the names of the student's that it calls (see `wall.remembered`). What a
    cell that is not `shown` displays is neither formatted nor drawn: nobody sees it.
    """

    source: str
    checkpoint: bool
    timeout: float | None = None
    name: str = ""
    turn: Turn | None = None
    lasting: bool = True
    guard: Guard | None = None
    repeated: tuple[int, tuple[str, ...]] | None = None
    shown: bool = True


@dataclass(frozen=True)
class CellResult:
    """A cell's outputs (nbformat 4), how it ended, and in words what was unusual.

    finished   the process that ran the cell says that it ran to its end without an error
    value      the number that the cell showed as its result (its first `execute_result`, which
               nbgrader marks by); None if it showed none, "other" if that was no real number

    Both are claims of that process: of the tests' process, they can be believed.

    For a test behind the wall: `asked_of_handles` is what it asked of the student's objects that
    this side answers by itself, whatever they are ("equality of `basket`"); `kinds` are the kinds
    of strange values in the answers it got, by what was asked (see `autograder.wall.kinds`), None
    if they were too many to note.
    """

    outputs: list[Output]
    execution_count: int | None
    ending: Ending = Ending.DONE
    error: str | None = None
    truncated: bool = False
    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
    note: str = ""
    finished: bool = False
    value: float | str | None = None
    asked_of_handles: tuple[str, ...] = ()
    kinds: Mapping[str, Sequence[str]] | None = None


@dataclass(frozen=True)
class Isolation:
    """How a submission was contained: it stands in every result.

    level        what was reached; `reason` says why not a higher one
    self_tests   each forbidden thing that the worker tried, True where it was refused
    checker_self_tests   the same for the tests' process, if it was another
    """

    level: Level
    reason: str
    landlock_abi: int
    limits: Limits
    self_tests: Mapping[str, bool] = field(default_factory=dict)
    checker_self_tests: Mapping[str, bool] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The record in plain data, as it is stored with a result."""
        full = self.level is Level.FULL
        contained = self.level is not Level.NONE
        return {
            "level": self.level.value,
            "reason": self.reason,
            "landlock_abi": self.landlock_abi,
            "memory": "each process (RLIMIT_AS), together (polled)",
            "disk": "quota (tmpfs)" if full else "polled" if contained else "none",
            "network": "none (namespace, seccomp)" if full
            else "none (seccomp)" if contained else "open",
            "processes": self.limits.processes if contained else "unlimited",
            "self_tests": dict(self.self_tests),
            "checker_self_tests": dict(self.checker_self_tests),
            "limits": self.limits.as_dict(),
        }  # fmt: skip


@dataclass(frozen=True)
class Execution:
    """A whole notebook's run: one result a cell, in order.

    `answers` are the kinds of strange values in the answers to each cell of the plan, in its order;
    None for a cell that was not run, or whose answers were too many to note.
    `files` are those that the student's process wrote, by path, if they were asked for.
    """

    cells: Sequence[CellResult]
    isolation: Isolation
    wall_seconds: float
    notes: Sequence[str] = ()
    answers: Sequence[Mapping[str, Sequence[str]] | None] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


def error_output(name: str, message: str) -> Output:
    """An error output as a notebook shows it, for what no cell could report itself."""
    line = f"\x1b[0;31m{name}\x1b[0m: {message}"
    return {"output_type": "error", "ename": name, "evalue": message, "traceback": [line]}
