"""How an attack on the wall is written: the student's cells, the hidden test, the mark it deserves.

A case is data. Its notebook has two tasks: the one that is attacked, and a second one, answered
rightly, which must keep its mark. `TOOLS` is there for attacks that speak on the wall themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent
from types import ModuleType

HONEST_THEME = "Honest oddities that must pass"
POINTS = 2.0
SEED = "918273645"
EXPECTED = "4711.25"
# What stands in the hidden test and nowhere else; it must not be in what a student could print.
MARKER = "hidden-7f3a91c4"
SECRETS = (MARKER, EXPECTED, SEED)

SETUP = "import math\nimport numpy as np\nimport pandas as pd"
REFERENCE = "def cost(items, price):\n    return items * price"
TEST = f"""
expected = {EXPECTED}
assert cost(100, 47.1125) == expected, "the cost is wrong"
assert cost(2, 3) == 6, "the cost of two is wrong"
"""
WRONG = "def cost(items, price):\n    return -1"
HONEST = "def margin(price, cost):\n    return (price - cost) / price"
HONEST_TEST = "assert margin(8, 6) == 0.25\nassert margin(10, 10) == 0"

# The first cell of the notebook of an attack that speaks on the wall: plain Python of a student who
# has read the grader's source.
TOOLS = '''
import ctypes, gc, json, os, select, signal, socket, struct, sys, threading, time
from autograder.wall import wire as wire_

def worker():
    """The grader's own object in this process."""
    from autograder.engine.inside.worker import Worker
    return next(found for found in gc.get_objects() if isinstance(found, Worker))

def side():
    """The student's side of the wall."""
    return worker().wall

def question():
    """The number of the question that is being answered now."""
    frame = sys._getframe(1)
    while not isinstance(frame.f_locals.get("message"), wire_.Message):
        frame = frame.f_back
    return frame.f_locals["message"].number

def send(body, buffers=(), number=None, turn=None):
    """Send the tests' process a whole message of one's own making."""
    own = wire_.Wire(side()._wire.sock, side()._wire.turn if turn is None else turn)
    own.send(question() if number is None else number, wire_.pack(body, buffers), 1.0)

def answer(value, buffers=(), **more):
    """Answer the question that is open with a tree of one's own making."""
    send({"kind": "answer", "value": value, **more}, buffers)

def raw(packet):
    """Send one packet as it is."""
    side()._wire.sock.send(packet)

def head(place=0, count=1, number=None, turn=None, mark=b"wall"):
    """The head of a packet."""
    turn = side()._wire.turn if turn is None else turn
    number = question() if number is None else number
    return struct.pack("!4sIIII", mark, turn, number, place, count)
'''


@dataclass(frozen=True)
class Case:
    """What a student hands in and what must come of it.

    answer    the cell for the attacked task
    test      its hidden test
    reference the instructor's own answer
    setup     the first cell, which no student may edit
    score     the points that the task deserves, of 2
    note      a part of a note that a person must find in the result; "" if none is needed
    ends      the tests after it are lost as well: it broke its own notebook's wall
    other     the test of the other task
    tools     whether it needs `TOOLS`: then nbgrader, which has no wall, says nothing about it
    host      whether nbgrader, which has no sandbox, may be tried with it on one's own machine
    seconds   the tests' own time limit
    """

    name: str
    answer: str
    test: str = TEST
    setup: str = ""
    reference: str = REFERENCE
    score: float = 0.0
    note: str = ""
    ends: bool = False
    other: str = HONEST_TEST
    tools: bool = False
    host: bool = True
    seconds: float | None = None

    def __post_init__(self) -> None:
        for name in ("answer", "test", "setup", "reference"):
            object.__setattr__(self, name, dedent(getattr(self, name)).strip())

    @property
    def hidden(self) -> str:
        """The hidden test with the marker that nobody must find."""
        return f"# {MARKER}\nmarker = {MARKER!r}\n{self.test}"

    @property
    def first_cell(self) -> str:
        """The locked cell at the top."""
        return f"{SETUP}\n{self.setup}".strip()


def forged(name: str, trees: str, **more: object) -> Case:
    """An attack that answers the test with a message of its own making, then with the truth."""
    return Case(
        name,
        "def cost(items, price):\n" + _indented(trees) + "\n    return -1",
        tools=True,
        **more,  # type: ignore[arg-type]
    )


def _indented(source: str) -> str:
    return "\n".join("    " + line for line in dedent(source).strip().splitlines())


def themes() -> dict[str, ModuleType]:
    """All modules of cases by the title of their table."""
    from . import (
        attacks_containers,
        attacks_files,
        attacks_frames,
        attacks_liars,
        attacks_patches,
        attacks_processes,
        attacks_raising,
        attacks_reading,
        honest,
    )

    return {
        "Objects that lie": attacks_liars,
        "Containers and tables that lie": attacks_containers,
        "Patched names and libraries": attacks_patches,
        "Exceptions": attacks_raising,
        "Looking for the tests": attacks_reading,
        "Files": attacks_files,
        "Processes, threads and time": attacks_processes,
        "Forged messages": attacks_frames,
        HONEST_THEME: honest,
    }
