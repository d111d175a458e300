"""Makes the student's notebook of a source notebook, with nbgrader's own preprocessors."""

from __future__ import annotations

from copy import deepcopy

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
)
from traitlets.config import Config

# The steps of `nbgrader generate_assignment` that need no gradebook and no file of a course.
STEPS = (
    LockCells,
    ClearSolutions,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
)


def release_notebook(source: NotebookNode) -> NotebookNode:
    """The notebook that `nbgrader generate_assignment` makes of a source notebook."""
    notebook, resources = deepcopy(source), ResourcesDict()
    for step in STEPS:
        notebook, resources = step(config=Config()).preprocess(notebook, resources)
    return notebook
