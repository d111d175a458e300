"""How a case is written: a cell that tries something, and what must come of it.

A case is data. Its source is a notebook cell that runs after `TOOLS`, so it may use `attempt`,
`syscall`, `channel` and `WORLD` (numbers and paths of the victims, see world.py). Its expectation
says in words what must come of it, and finds out whether it did.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import dedent

from autograder.engine.between.execution import CellResult, Ending
from autograder.sandbox.limits import Limits


@dataclass(frozen=True)
class Expectation:
    """What must come of a cell; calling it gives a complaint, or "" when all is well."""

    says: str
    check: Callable[[CellResult], str]

    def __call__(self, result: CellResult) -> str:
        return self.check(result)


LEVELS = ("full", "landlock")
# Small, so that what must hit a limit hits it soon.
SMALL = Limits(
    wall_seconds=5, total_seconds=60, cpu_seconds=5, memory_mb=256, disk_mb=8, files=300,
    open_files=128, output_mb=1, threads=40,
)  # fmt: skip

TOOLS = '''
import array, ctypes, errno, fcntl, gc, json, mmap, os, resource, signal, socket, struct, sys
import threading, time

libc = ctypes.CDLL(None, use_errno=True)
kept = 41
first = os.getppid()  # the worker's first process: this cell runs in its child

def attempt(what, action):
    """Try something forbidden and say in one line what came of it."""
    try:
        value = action()
    except OSError as error:
        print(f"refused: {what} ({type(error).__name__}: {str(error)[:120]})")
    else:
        print(f"ALLOWED: {what} -> {value!r:.80}")

def syscall(name, *arguments):
    """Make a system call past Python and glibc; arguments that are left out are zero."""
    if name not in NUMBERS:
        raise OSError(errno.ENOSYS, "this processor has no such call")
    words = (NUMBERS[name], *arguments, 0, 0, 0, 0, 0, 0)[:7]
    result = libc.syscall(*map(ctypes.c_long, words))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result

def worker():
    """The grader's own object in this process."""
    from autograder.engine.inside.worker import Worker
    return next(found for found in gc.get_objects() if isinstance(found, Worker))

def channel():
    """The socket to the controller."""
    return worker().sock

def say(body):
    """Send the controller a message of one's own making, a dictionary or raw bytes."""
    channel().send(b"." + (body if isinstance(body, bytes) else json.dumps(body).encode()))

def pass_descriptors(packet, numbers):
    """Send the controller a packet with open descriptors."""
    rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", numbers))
    channel().sendmsg([packet], [rights])
'''


@dataclass(frozen=True)
class Case:
    """A cell and what must come of it.

    landlock   the expectation at level landlock, where it is another one
    alone      needs a worker of its own (else many cases share one, each with a checkpoint)
    seconds    the cell's own time limit
    ends       the cells after it are lost as well: it harmed its own notebook on purpose
    before     cells that prepare it, in the same worker; only for a case alone
    """

    name: str
    source: str
    expect: Expectation
    landlock: Expectation | None = None
    alone: bool = False
    levels: tuple[str, ...] = LEVELS
    limits: Limits = SMALL
    seconds: float | None = None
    ends: bool = False
    before: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", dedent(self.source).strip())
        object.__setattr__(self, "before", tuple(dedent(cell).strip() for cell in self.before))

    def expectation(self, level: str) -> Expectation:
        """What must come of it at a level."""
        return self.landlock if level == "landlock" and self.landlock else self.expect


def text_of(result: CellResult) -> str:
    """All that a cell showed, as one text."""
    parts: list[str] = []
    for output in result.outputs:
        data = output.get("data", {})
        parts.append(str(output.get("text", "")) + str(data.get("text/plain", "")))
        if output["output_type"] == "error":
            parts.append(f"{output['ename']}: {output['evalue']}")
    return "\n".join(parts)


def _refused(result: CellResult) -> str:
    shown = text_of(result)
    if "refused:" in shown and "ALLOWED:" not in shown and result.ending is Ending.DONE:
        return ""
    allowed = [line for line in shown.splitlines() if not line.startswith("refused:")]
    return f"every attempt should be refused, but: {result.ending} {allowed or result.note}"


def _finishes(result: CellResult) -> str:
    return "" if result.ending is Ending.DONE else f"should end by itself, but: {result.note}"


def _times_out(result: CellResult) -> str:
    last = result.outputs[-1] if result.outputs else {}
    if result.ending is Ending.TIMED_OUT and last.get("ename") == "CellTimeoutError":
        return ""
    return f"should run into the time limit, but: {result.ending} {text_of(result)[:500]}"


# The cell made attempts, and every one of them was refused.
refused = Expectation("refused", _refused)
# The cell ends by itself, whatever it shows.
finishes = Expectation("does no harm", _finishes)
# The cell is ended by the clock, and says so as nbgrader does.
times_out = Expectation("ended at its time limit", _times_out)


def prints(text: str) -> Expectation:
    """The cell ends well and shows this text."""

    def check(result: CellResult) -> str:
        shown = text_of(result)
        if result.ending is Ending.DONE and result.error is None and text in shown:
            return ""
        return f"should show {text!r}, but: {result.ending} {shown[:2000]}"

    return Expectation(f"shows {text[:40]!r}", check)


def raises(name: str, fragment: str = "") -> Expectation:
    """The cell ends with this exception ("": with any), whose message holds the fragment."""

    def check(result: CellResult) -> str:
        errors = [o for o in result.outputs if o["output_type"] == "error"]
        found = any(name in ("", e["ename"]) and fragment in e["evalue"] for e in errors)
        if result.ending is Ending.DONE and found:
            return ""
        return f"should raise {name} ({fragment}), but: {result.ending} {text_of(result)[:2000]}"

    return Expectation(f"{name or 'an exception'}{fragment and f': {fragment}'}", check)


def dies(fragment: str) -> Expectation:
    """The cell's process ends, and the note says how."""

    def check(result: CellResult) -> str:
        if result.ending is Ending.LOST and fragment in result.note:
            return ""
        return f"should die ({fragment}), but: {result.ending} {result.note} {text_of(result)}"

    return Expectation(f"its process ends{fragment and f' ({fragment})'}", check)


def called(says: str, expectation: Expectation) -> Expectation:
    """The same expectation in words that fit a case better."""
    return Expectation(says, expectation.check)


def either(*expectations: Expectation) -> Expectation:
    """One of several ways to end, all of them harmless."""

    def check(result: CellResult) -> str:
        complaints = [expectation(result) for expectation in expectations]
        return "" if "" in complaints else " | ".join(complaints)

    return Expectation(" or ".join(expectation.says for expectation in expectations), check)
