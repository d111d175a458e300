"""What an earlier run left in `autograded/`: what its checks said, and the versions behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import RECORD
from autograder.cells import grade_id
from autograder.grading.marking.verdict import verdicts
from autograder.grading.nbgrader_api import nbformat, utils


@dataclass(frozen=True)
class Said:
    """One graded notebook: the message of each check, "" where it passed, and its record."""

    messages: Mapping[str, str] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)


def read(folder: Path, names: Iterable[str]) -> dict[str, Said]:
    """The graded notebooks of a submission by name; without those that cannot be read."""
    found = {}
    for name in names:
        try:
            notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
        except Exception:  # not there, not readable, no notebook: nothing is known of it
            continue
        found[name] = said(notebook)
    return found


def said(notebook: Any) -> Said:
    """What the checks of a graded notebook said."""
    known = verdicts(notebook)
    messages = {
        grade_id(cell): ""
        for cell in notebook.cells
        if cell.cell_type == "code" and utils.is_grade(cell)
    }
    messages |= {name: verdict.line for name, verdict in known.items()}
    record = notebook.metadata.get(RECORD)
    return Said(messages, record if isinstance(record, Mapping) else {})
