"""An assignment of the benchmark, and a class of which no two wrote the same.

An assignment is locked set-up code, then steps: an answer, perhaps a cell between that shows what
the answer gives, a test. A class of twenty is a quarter right, a quarter half right, a quarter
raising and a quarter blank; those that wrote something differ in their way and in their names.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
KINDS = ("right", "half", "raising", "blank")
NAMES = ("{}", "my_{}", "one_{}", "the_{}", "{}1")
"""How students name what an instructor names `{}`."""
MISTAKES = ("1 / 0", "int('one')", "[][0]", "{}['total']", "None.total")


@dataclass(frozen=True)
class Step:
    """An answer cell, a cell between and the test that follows.

    others   right answers that are written in another way, or with other parameters
    wrong    an answer that runs and is wrong; "" for one that was left blank
    between  a cell that calls the answer; "" for none
    locked   whether the cell between is nbgrader's read-only cell, or a plain one
    """

    name: str
    answer: str
    test: str
    others: tuple[str, ...] = ()
    wrong: str = ""
    between: str = ""
    locked: bool = True


@dataclass(frozen=True)
class Assignment:
    """An assignment: its file, its locked first cells (which load the file) and its steps.

    make_file   writes the file; the second argument scales how much is in it, 1 is the benchmark's
    """

    name: str
    file: str
    make_file: Callable[[Path, float], None]
    setup: tuple[str, ...]
    steps: tuple[Step, ...]


def answers(assignment: Assignment, student: int) -> list[str]:
    """What student number 0, 1, 2 ... wrote into the answer cells."""
    kind, turn = KINDS[student % len(KINDS)], student // len(KINDS)
    written = []
    for number, step in enumerate(assignment.steps):
        ways = (step.answer, *step.others)
        right = renamed(ways[(turn + number) % len(ways)], student)
        if kind == "right" or (kind == "half" and number % 2 == 0):
            written.append(right)
        elif kind == "half" and step.wrong:
            written.append(renamed(step.wrong, student))
        elif kind == "raising" and number % 2:
            mistake = MISTAKES[(turn + number) % len(MISTAKES)]
            written.append(f"{right}\n{mistake}  # {step.name}")
        else:
            written.append(STUB)
    return written


def renamed(source: str, student: int) -> str:
    """A cell with its functions' arguments and variables named as this student does."""
    style = NAMES[student % len(NAMES)]
    if student >= len(NAMES):
        style += f"_{student}"
    tree = ast.parse(source)
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            _rename(function, style)
    return ast.unparse(tree)


def _rename(function: ast.FunctionDef, style: str) -> None:
    inside = list(ast.walk(function))
    own = {node.arg for node in inside if isinstance(node, ast.arg)}
    own |= {n.id for n in inside if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for node in inside:
        if isinstance(node, ast.arg):
            node.arg = style.format(node.arg)
        elif isinstance(node, ast.Name) and node.id in own:
            node.id = style.format(node.id)
