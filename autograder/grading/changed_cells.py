"""Cells that no student may edit and that were edited all the same: a person should know."""

from __future__ import annotations

from typing import Any

from autograder.grading.nbgrader_api import MissingEntry, utils
from autograder.grading.source import NotebookSource


def notes_on_changed_cells(source: NotebookSource, notebook: Any) -> list[str]:
    """A note for each locked cell whose text is neither the released one nor the instructor's.

    A released cell carries the checksum of its text; the instructor's own text is run in any case.
    """
    notes = []
    for cell in notebook.cells:
        role = cell.metadata.get("nbgrader", {})
        name, stated = role.get("grade_id"), role.get("checksum")
        try:
            original = source.find_source_cell(name or "")
        except MissingEntry:
            continue
        released = stated is None or stated == utils.compute_checksum(cell)
        if original.locked and not released and cell.source != original.source:
            what = "test" if role.get("grade") else "locked cell"
            notes.append(f"the {what} '{name}' was changed: the instructor's own was run")
    return notes
