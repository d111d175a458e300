"""The keys of a lab: if one is the same as before, so are the marks that were proven with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from autograder.audit.answers.thoughtless import examples
from autograder.audit.proofs.barecode import bare
from autograder.audit.proofs.needs import code_cells, marked, needed_cells, needed_files
from autograder.audit.seeds import HASH_SEEDS, HIDDEN_SEEDS
from autograder.audit.tables import tables_of
from autograder.authoring.model import Attempts, Cell, Lab, Role


@dataclass(frozen=True)
class Keys:
    """The keys of a lab.

    lab    over all of its code, attempts, files and ids of messages
    tasks  for each task that is marked automatically, over what its marks depend on
    """

    lab: str
    tasks: Mapping[str, str]


def keys_of(lab: Lab, root: Path) -> Keys:
    """The keys of a lab of the clone at `root`.

    Prose, the texts of messages, docstrings and comments are not in them: no mark depends on them.

    Raises:
        AuthoringError: the lab names a table that is not there.
    """
    tasks = [task.id for task in lab.tasks.values() if any(map(marked, task.cells))]
    hashed = cache(_hash)  # most files serve several tasks
    return Keys(
        _key({
            "messages": sorted(lab.messages),
            "ordered": [excuse.key for excuse in lab.attempts.ordered],
            **_parts(lab, root, code_cells(lab), tasks, hashed),
        }),
        {task: _key(_parts(lab, root, needed_cells(lab, task), [task], hashed)) for task in tasks},
    )  # fmt: skip


def _parts(
    lab: Lab, root: Path, cells: Sequence[Cell], tasks: Sequence[str], hashed: Callable[[Path], str]
) -> dict[str, Any]:
    tables = tables_of(lab, root, cells)
    return {
        "cells": [_cell(cell) for cell in cells],
        # Answers without a thought are made of them.
        "examples": [
            examples(cell.source)
            for cell in cells
            if cell.role is Role.ANSWER and cell.task in tasks
        ],
        "attempts": _attempts(lab.attempts, tasks),
        "files": {
            **{name: hashed(path) for name, path in sorted(tables.items())},
            **{name: hashed(path) for name, path in needed_files(cells).items()},
        },
        "seeds": [*HASH_SEEDS, HIDDEN_SEEDS],
    }


def _cell(cell: Cell) -> list[Any]:
    role = cell.role.value if cell.role else ""
    return [cell.task, role, cell.points, list(cell.forbid), bare(cell.source)]


def _attempts(attempts: Attempts, tasks: Sequence[str]) -> list[list[Any]]:
    return [
        *([a.task, a.name, a.code, a.message] for a in attempts.all if a.task in tasks),
        *(["equivalent", e.task, e.key] for e in attempts.equivalent if e.task in tasks),
        *(["invariant", e.task, e.key] for e in attempts.invariant if e.task in tasks),
    ]


def _key(parts: Mapping[str, Any]) -> str:
    text = json.dumps(parts, sort_keys=True, ensure_ascii=True)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
