"""An answer that was made automatically, and what it is worth."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from autograder.authoring.model import Excuse


class Worth(Enum):
    """The points of its task that an answer must get."""

    ALL = auto()
    NOT_ALL = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Trial:
    """An answer to one task.

    worth    what it must get
    name     what was done, in words
    code     the whole answer cell
    shown    the part of the code that shows it
    hostile  whether it may attack its process, so that it shares none with another answer
    row      the id of the question that asks for it
    """

    worth: Worth
    task: str
    name: str
    code: str
    shown: str
    hostile: bool = False
    row: str = ""

    def as_expected(self, full: bool, score: float) -> bool:
        """Whether it got what it is worth: `full` marks for its task, or `score` points."""
        match self.worth:
            case Worth.ALL:
                return full
            case Worth.NOT_ALL:
                return not full
            case Worth.NONE:
                return not score


@dataclass(frozen=True, slots=True)
class Material:
    """What answers to a task are made from.

    answer   the reference
    visible  the text of its visible checks
    checks   the text of all its checks
    allowed  what its author says may change (`INVARIANT`)
    right    the right attempts at it, by name
    unchanged  whether its text forbids to change what a function is given (`UNCHANGED`)
    """

    task: str
    answer: str
    visible: str
    checks: str
    allowed: Sequence[Excuse] = ()
    right: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False


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
