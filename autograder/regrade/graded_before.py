"""What an earlier run left in `autograded/`: what its checks said, and the versions behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import RECORD
from autograder.grading.nbgrader_api import nbformat, utils

_LONGEST = 300  # letters of a message


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
    messages = {
        str(cell.metadata.nbgrader["grade_id"]): _message(cell.get("outputs", ()))
        for cell in notebook.cells
        if cell.cell_type == "code" and utils.is_grade(cell)
    }
    record = notebook.metadata.get(RECORD)
    return Said(messages, record if isinstance(record, Mapping) else {})


def _message(outputs: Iterable[Mapping[str, Any]]) -> str:
    """What a check said last: its card, or the error that it ended with."""
    message = ""
    for output in outputs:
        facts = (output.get("metadata") or {}).get("labs")
        if output["output_type"] == "error":
            message = message or printable(f"{output['ename']}: {output['evalue']}").strip(": ")
        elif isinstance(facts, Mapping) and facts.get("state") != "passed":
            message = printable(str(facts.get("message") or facts.get("state") or ""))
    return message


def printable(text: str) -> str:
    """One line that no terminal takes for a command: student code may have written it."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
