"""The preprocessors that a course configures, before a notebook is run and after it.

With `--compat` nbgrader's own repair what was handed in; where they ask the gradebook,
`NotebookSource` answers. By default there is nothing to repair (see `assembly`), and only those
that a course has added are called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from traitlets.utils.importstring import import_item

from autograder.errors import SubmissionError
from autograder.grading.courses.configuration import instance
from autograder.grading.courses.course import Course
from autograder.grading.instructor.source import NotebookSource
from autograder.grading.nbgrader_api import (
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SchemaTooNewError,
    SchemaTooOldError,
)
from autograder.grading.submission import metadata

Resources = dict[str, Any]
_REPAIRS = (ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteCells, CheckCellMetadata)


class _OverwriteCells(OverwriteCells):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's `OverwriteCells` on a source in memory."""

    source: NotebookSource

    def preprocess(self, nb: Any, resources: Resources) -> tuple[Any, Resources]:
        self.notebook_id = resources["nbgrader"]["notebook"]
        self.assignment_id = resources["nbgrader"]["assignment"]
        self.gradebook = self.source
        nb, resources = NbGraderPreprocessor.preprocess(self, nb, resources)
        if self.add_missing_cells:
            nb, resources = self.add_missing_grade_cells(nb, resources)
            nb, resources = self.add_missing_task_cells(nb, resources)
        return nb, resources


class _OverwriteKernelspec(OverwriteKernelspec):  # type: ignore[misc]
    """nbgrader's `OverwriteKernelspec` on a source in memory."""

    source: NotebookSource

    def preprocess(self, nb: Any, resources: Resources) -> tuple[Any, Resources]:
        if self.source.kernelspec:
            nb.metadata["kernelspec"] = self.source.kernelspec
        return nb, resources


def sanitize(
    course: Course, source: NotebookSource, notebook: Any, resources: Resources, compat: bool
) -> Any:
    """Run the configured sanitizing preprocessors; returns the notebook to run.

    Raises `SubmissionError` for a notebook that one of them refuses.
    """
    stand_ins = {
        OverwriteCells: _OverwriteCells,
        OverwriteKernelspec: _OverwriteKernelspec,
        CheckCellMetadata: metadata.CheckCellMetadata,
    }
    for preprocessor in course.autograde.sanitize_preprocessors:
        wanted = import_item(preprocessor) if isinstance(preprocessor, str) else preprocessor
        if not compat and isinstance(wanted, type) and issubclass(wanted, _REPAIRS):
            continue
        step = instance(stand_ins.get(wanted, wanted), course.app)
        if isinstance(step, _OverwriteCells | _OverwriteKernelspec):
            step.source = source
        notebook, resources = _apply(step, notebook, resources)
    return notebook


def apply_after_run(
    course: Course, skip: tuple[type, ...], notebook: Any, resources: Resources
) -> Any:
    """Run the configured preprocessors that come after the execution, but those in `skip`."""
    for preprocessor in course.autograde.autograde_preprocessors:
        made = instance(preprocessor, course.app)  # the list may hold their names
        if not isinstance(made, skip):
            notebook, resources = _apply(made, notebook, resources)
    return notebook


def _apply(preprocessor: Any, notebook: Any, resources: Resources) -> tuple[Any, Resources]:
    if not getattr(preprocessor, "enabled", True):
        return notebook, resources
    call: Callable[[Any, Resources], tuple[Any, Resources]]
    call = getattr(preprocessor, "preprocess", preprocessor)
    name = type(preprocessor).__name__
    try:
        return call(notebook, resources)
    except SchemaTooOldError as error:
        if any(cell.metadata.get("nbgrader") == {} for cell in notebook.cells):
            raise SubmissionError(
                "a cell of it was copied, which nbgrader cannot grade",
                "grade without --compat, or remove the copy",
            ) from error
        raise SubmissionError(
            "its nbgrader metadata has an old format", "back up and run `nbgrader update .`"
        ) from error
    except SchemaTooNewError as error:
        raise SubmissionError(
            "its nbgrader metadata has a newer format", "update nbgrader to that version"
        ) from error
    except Exception as error:
        lines = str(error).strip().splitlines() or [""]
        reason = f"{type(error).__name__}: {lines[0]}"
        raise SubmissionError(
            f"nbgrader's {name.lstrip('_')} refuses the notebook ({reason})",
            "ask the student to start from the released notebook",
        ) from error
