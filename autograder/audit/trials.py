"""An answer that was made automatically, and what it is worth."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Literal

Kind = Literal["rewrite", "thoughtless", "by heart", "cheat"]


@dataclass(frozen=True, slots=True)
class Trial:
    """An answer to one task.

    kind   why it was made: a rewrite is right, what knows the examples by heart is not worth all
           points, the others are worth none
    name   what was done, in words
    code   the whole answer cell
    shown  the part of the code that shows it
    """

    kind: Kind
    task: str
    name: str
    code: str
    shown: str

    def as_expected(self, full: bool, score: float) -> bool:
        """Whether it got what it is worth: `full` marks for its task, or `score` points."""
        match self.kind:
            case "rewrite":
                return full
            case "by heart":
                return not full
            case _:
                return not score


@dataclass(frozen=True, slots=True)
class Answered:
    """The names with which a task is answered: functions, or else values."""

    functions: tuple[str, ...]
    values: tuple[str, ...]


def answered(answer: str, checks: str) -> Answered:
    """What an answer cell defines at its top and the checks, given as one text, make use of.

    Raises:
        SyntaxError: one of them is not Python.
    """
    used = {node.id for node in ast.walk(ast.parse(checks)) if isinstance(node, ast.Name)}
    functions, values = [], []
    for statement in ast.parse(answer).body:
        match statement:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                functions.append(name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                values.append(name)
    return Answered(
        tuple(name for name in functions if name in used),
        tuple(dict.fromkeys(name for name in values if name in used)),
    )
