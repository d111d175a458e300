"""A lab as its files say it, with the line of everything that can be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Literal

Kind = Literal["code", "markdown"]


class Role(StrEnum):
    """What a cell does; a cell without a role is prose or set-up."""

    ANSWER = "answer"
    CHECK = "check"
    HIDDEN = "hidden"
    HINT = "hint"
    WRITTEN = "written"

    @property
    def kind(self) -> Kind:
        """The kind of cell that can have this role."""
        return "markdown" if self in (Role.HINT, Role.WRITTEN) else "code"

    @property
    def graded(self) -> bool:
        """Whether a cell of this role carries points."""
        return self in (Role.CHECK, Role.HIDDEN, Role.WRITTEN)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of `lab.py`; `line` is its `# %%` line, `first_line` the first of its source."""

    kind: Kind
    source: str
    line: int
    first_line: int
    task: str | None = None
    role: Role | None = None
    points: float = 0.0
    outcome: str | None = None
    forbid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """The cells of one task, in the order of the file."""

    id: str
    cells: tuple[Cell, ...]

    def having(self, role: Role) -> list[Cell]:
        """The task's cells of one role."""
        return [cell for cell in self.cells if cell.role is role]

    @property
    def line(self) -> int:
        """Where the task begins."""
        return self.cells[0].line

    @property
    def written(self) -> bool:
        """Whether a person marks this task."""
        return bool(self.having(Role.WRITTEN))

    @property
    def points(self) -> float:
        """The points of all its cells."""
        return sum(cell.points for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of `messages.toml`: its text in each language."""

    id: str
    line: int
    texts: Mapping[str, str]

    def text(self, language: str) -> str:
        """The text in a language, in English where it has none."""
        return self.texts.get(language, self.texts["en"])


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer of `attempts.py`; a wrong one names the message that it must get."""

    task: str
    name: str
    code: str
    line: int
    message: str | None = None


class Invariance(StrEnum):
    """What may change about what a function gets or gives without its answer being another."""

    INPUT_FLOATS = "input floats"  # whole numbers come as floats
    INPUT_COLUMNS = "input columns"  # tables come with more columns
    INPUT_INDEX = "input index"  # tables come with another index
    INPUT_ORDER = "input order"  # the rows of tables come in any order
    OUTPUT_COLUMNS = "output columns"  # the resulting table may have more columns
    OUTPUT_INDEX = "output index"  # the resulting table may have any index
    OUTPUT_ORDER = "output order"  # the rows of the resulting table may have any order


@dataclass(frozen=True, slots=True)
class Excuse:
    """What an author says about a task, a mutant or a table in `attempts.py`, with the reason.

    `key` is the mutated line, the name of the table, or a kind of `Invariance`; a colon and names
    of parameters after it say which of them may change.
    """

    task: str
    key: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Attempts:
    """What an `attempts.py` holds.

    right, wrong   answers
    equivalent     mutants of the reference that are right, too
    invariant      what may change about what a task's function gets or gives
    ordered        tables whose rows have a meaning in their order
    constant       what the checks of a task never vary, and why
    unchanged      tasks whose text forbids to change what a function is given
    """

    right: tuple[Attempt, ...] = ()
    wrong: tuple[Attempt, ...] = ()
    equivalent: tuple[Excuse, ...] = ()
    invariant: tuple[Excuse, ...] = ()
    ordered: tuple[Excuse, ...] = ()
    constant: tuple[Excuse, ...] = ()
    unchanged: tuple[Excuse, ...] = ()

    @property
    def all(self) -> tuple[Attempt, ...]:
        """The right answers, then the wrong ones."""
        return (*self.right, *self.wrong)


@dataclass(frozen=True, slots=True)
class LabEntry:
    """What `module.toml` says about one lab; `line` is its table's heading."""

    title: str
    minutes: int
    points: float
    requires: tuple[str, ...]
    teaches: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Module:
    """A `module.toml`: `outcomes` maps ids to sentences, `labs` ids to entries."""

    path: Path
    position: str
    title: str
    version: str
    licence: str
    prerequisites: tuple[str, ...]
    outcomes: Mapping[str, str]
    labs: Mapping[str, LabEntry]

    @property
    def id(self) -> str:
        """The module's name: its folder."""
        return self.path.parent.name


@dataclass(frozen=True)
class Lab:
    """A lab that was read without a mistake of form; `lint` finds the others."""

    folder: Path
    module: Module
    cells: tuple[Cell, ...]
    messages: Mapping[str, Message]
    attempts: Attempts

    @property
    def right(self) -> tuple[Attempt, ...]:
        """Answers that must get full marks."""
        return self.attempts.right

    @property
    def wrong(self) -> tuple[Attempt, ...]:
        """Answers that must lose points and get their message."""
        return self.attempts.wrong

    @property
    def id(self) -> str:
        """The name of the lab, of its notebook and of the nbgrader assignment."""
        return self.folder.name

    @property
    def entry(self) -> LabEntry:
        """The lab's part of `module.toml`."""
        return self.module.labs[self.id]

    @property
    def path(self) -> Path:
        """The file `lab.py`."""
        return self.folder / "lab.py"

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        """The tasks in the order in which they begin."""
        names = dict.fromkeys(cell.task for cell in self.cells if cell.task)
        return {
            name: Task(name, tuple(cell for cell in self.cells if cell.task == name))
            for name in names
        }
