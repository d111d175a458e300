"""Reads the cells of a `lab.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
from nbformat import ValidationError

from autograder.authoring.model import Cell, Kind, Role
from autograder.authoring.problems import Problem, read_text
from autograder.forbidden.reference import split_rules

_MARKER = re.compile(r"# %%(\s|\[|$)")
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_TAKEN = re.compile(r"(setup|hints|prose)(-\d+)?|.*-(check|hidden|hint)(-\d+)?")
_KEYS = {"task", "role", "points", "outcome", "forbid"}
_JUPYTEXT_OWN = {"cell_marker", "lines_to_next_cell"}
_NAMELESS = {"title", "incorrectly_encoded_metadata"}
_ON_A_MARKER = 'write task="...", role="...", points=1 and outcome="..." on a marker only'
_FORMAT = {"extension": ".py", "format_name": "percent", "comment_magics": False}


def read_cells(path: Path, problems: list[Problem]) -> tuple[Cell, ...]:
    """The cells of a lab's text; mistakes of form are added to `problems`.

    Markers are read by jupytext (format `py:percent`); the lines are counted here, because
    jupytext does not keep them.
    """
    text = read_text(path, problems)
    if text is None:
        return ()
    lines = text.splitlines()
    markers = [number for number, line in enumerate(lines, 1) if _MARKER.match(line)]
    first_text = next((number for number, line in enumerate(lines, 1) if line.strip()), 0)
    if markers[:1] != [first_text]:
        remedy = "begin the file with a line '# %% [markdown]'"
        problems.append(Problem(path, first_text, "text stands before the first cell", remedy))
        return ()
    try:
        notebook = jupytext.reads("\n".join(lines) + "\n", fmt=_FORMAT)
    except ValidationError as error:
        what = f"jupytext cannot read the cells: {error.message}"
        problems.append(Problem(path, 0, what, _ON_A_MARKER))
        return ()
    if len(notebook.cells) != len(markers):
        remedy = "start every cell with '# %%' at the beginning of its line, and nothing else"
        problems.append(Problem(path, markers[0], "the cells cannot be told apart", remedy))
        return ()
    return tuple(
        _cell(node, path, number, lines, problems)
        for node, number in zip(notebook.cells, markers, strict=True)
    )


def _cell(node: Any, path: Path, line: int, lines: list[str], problems: list[Problem]) -> Cell:
    marks = {key: value for key, value in node.metadata.items() if key not in _JUPYTEXT_OWN}
    kind: Kind = "markdown" if node.cell_type == "markdown" else "code"
    source, first = node.source.strip("\n"), line + 1
    while kind == "code" and first < len(lines) and not lines[first - 1].strip():
        first += 1
    mistakes = [*_mistakes(marks, node.cell_type)]
    if not source.strip():
        mistakes.append(("an empty cell", "write something in it, or remove its marker"))
    problems += [Problem(path, line, what, remedy) for what, remedy in mistakes]
    if mistakes:
        return Cell(kind, source, line, first)
    role = Role(marks["role"]) if "role" in marks else None
    points = float(marks.get("points", 0))
    forbid = tuple(split_rules(marks["forbid"])) if "forbid" in marks else ()
    task, outcome = marks.get("task"), marks.get("outcome")
    return Cell(kind, source, line, first, task, role, points, outcome, forbid)


def _mistakes(marks: dict[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the keys of a cell marker, and the remedy of each."""
    for key in sorted(marks.keys() - _KEYS):
        shown = marks[key] if key in _NAMELESS else key
        yield f"'{shown}' on the cell marker is not understood", _ON_A_MARKER
    if kind not in ("code", "markdown"):
        yield f"a {kind} cell has no use in a lab", "make it '# %% [markdown]'"
        return
    task, points, outcome = (marks.get(key) for key in ("task", "points", "outcome"))
    if task is not None and not (isinstance(task, str) and _NAME.fullmatch(task)):
        remedy = "use lower case letters, digits and hyphens, at most 40, a letter first"
        yield f"'{task}' cannot name a task", remedy
    elif task and _TAKEN.fullmatch(task):
        yield f"the build names other cells '{task}'", "give the task another name"
    if "role" not in marks:
        if task:
            remedy = f"add role=, one of {', '.join(Role)}"
            yield f"a cell of task '{task}' without a role", remedy
        role = None
    elif marks["role"] in list(Role):
        role = Role(marks["role"])
        yield from _mistakes_of_role(role, kind, task, points, outcome)
    else:
        yield f"unknown role '{marks['role']}'", f"use one of {', '.join(Role)}, or no role"
        return
    forbid = marks.get("forbid")
    if "forbid" in marks:
        if role is not Role.ANSWER:
            yield "forbid= on a cell that is no answer", "move it to the marker of the answer"
        if not isinstance(forbid, str) or not all(split_rules(forbid)):
            yield f"forbid={forbid!r} names nothing", 'write forbid="sorted, numpy"'
    if not (role and role.graded):
        if points is not None:
            remedy = "move points= to a check, hidden or written cell"
            yield "points on a cell that nobody marks", remedy
        if outcome:
            yield "an outcome on a cell without points", "remove outcome= from its marker"


def _mistakes_of_role(
    role: Role, kind: str, task: Any, points: Any, outcome: Any
) -> Iterator[tuple[str, str]]:
    if not task:
        yield f"a {role} cell without a task", f'write task="..." role="{role}" on its marker'
    if kind != role.kind:
        marker = "# %% [markdown]" if role.kind == "markdown" else "# %%"
        yield f"role '{role}' on a {kind} cell", f"start the cell with '{marker}'"
    if role.graded:
        number = isinstance(points, int | float) and not isinstance(points, bool)
        if points is None:
            yield f"a {role} cell without points", "write points= and a number above 0"
        elif not number or points <= 0:
            yield f"points={points} is no number above 0", "write points= and such a number"
        if not outcome:
            yield f"a {role} cell without an outcome", 'add outcome="...", an id from module.toml'
