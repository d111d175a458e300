"""A graded notebook as it may be stored: whoever opens it or makes a page of it is safe.

nbgrader's formgrader and feedback put Markdown into their pages as it is, and a page of formgrader
may do all that its instructor may. So what a student wrote is made harmless where it is stored.
"""

from __future__ import annotations

from typing import Any

from autograder.engine.outside.outputs import clean
from autograder.grading.nbgrader_api import nbformat, utils
from autograder.harmless.markdown import clean_attachments, clean_markdown


def make_harmless(notebook: Any) -> None:
    """Rewrite in place what could act: Markdown, attachments, raw cells, the state of widgets.

    Cells as they were handed out stay as they are. Outputs are made harmless when they arrive.
    """
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if _as_handed_out(cell):
            continue
        if cell.cell_type == "markdown":
            pictures = clean_attachments(cell.pop("attachments", None))
            if pictures:
                cell.attachments = nbformat.from_dict(pictures)
            cell.source = clean_markdown(cell.source, pictures)
        elif cell.cell_type == "raw":
            for key in ("raw_mimetype", "format"):  # a page would take it for HTML
                cell.metadata.pop(key, None)


def clean_outputs(cell: Any) -> None:
    """Make the outputs of a code cell harmless that another program ran."""
    cell.outputs = [nbformat.from_dict(output) for output in clean(cell.outputs)]


def _as_handed_out(cell: Any) -> bool:
    """Whether a cell holds what the instructor wrote: its id and its checksum are nbgrader's."""
    role = cell.metadata.get("nbgrader", {})
    known = bool(role.get("grade_id")) and bool(role.get("checksum"))
    return known and role["checksum"] == utils.compute_checksum(cell)
