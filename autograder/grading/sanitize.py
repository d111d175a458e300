"""From a submitted notebook to the one that is run: nbgrader's own preprocessors, in its order.

Where nbgrader asks the gradebook, `NotebookSource` answers. In the default mode, copies of a cell
are resolved and deleted cells are put back first; `--compat` leaves that to nbgrader's settings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.errors import SubmissionError
from autograder.grading import metadata
from autograder.grading.configuration import instance
from autograder.grading.course import Course
from autograder.grading.nbgrader_api import (
    CheckCellMetadata,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SchemaTooNewError,
    SchemaTooOldError,
    nbformat,
    utils,
)
from autograder.grading.source import NotebookSource

Resources = dict[str, Any]


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


def sanitize(course: Course, source: NotebookSource, notebook: Any, resources: Resources) -> Any:
    """Run the configured sanitizing preprocessors; returns the notebook to run.

    Raises `SubmissionError` for a notebook that nbgrader refuses.
    """
    stand_ins = {
        OverwriteCells: _OverwriteCells,
        OverwriteKernelspec: _OverwriteKernelspec,
        CheckCellMetadata: metadata.CheckCellMetadata,
    }
    for preprocessor in course.autograde.sanitize_preprocessors:
        step = instance(stand_ins.get(preprocessor, preprocessor), course.app)
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


def resolve_copies(notebook: Any, order: list[str]) -> list[str]:
    """Keep one of several cells with the same id; returns what was done, in words.

    Of copied answers the last one that was changed counts, of copied tests and locked cells the
    first that stands where the instructor put it: after the cells that come before it in `order`,
    the ids of the source's cells. The others become ordinary cells.
    """
    groups: dict[str, list[Any]] = {}
    for cell in notebook.cells:
        if utils.is_grade(cell) or utils.is_solution(cell) or utils.is_locked(cell):
            groups.setdefault(str(cell.metadata.nbgrader.get("grade_id")), []).append(cell)
    notes = []
    for name, cells in groups.items():
        if len(cells) == 1:
            continue
        keep = _in_its_place(cells, notebook, order)
        if utils.is_solution(cells[-1]):
            changed = [cell for cell in cells if _changed(cell)]
            keep = (changed or cells)[-1]
        for cell in cells:
            if cell is not keep:
                del cell.metadata["nbgrader"]
        which = f"copy {cells.index(keep) + 1} of {len(cells)}"
        notes.append(f"the cell '{name}' was there {len(cells)} times: {which} counts")
    return notes


def _in_its_place(cells: list[Any], notebook: Any, order: list[str]) -> Any:
    name = cells[0].metadata.nbgrader.get("grade_id")
    earlier = set(order[: order.index(name)]) if name in order else set()
    last = max(
        (
            index
            for index, cell in enumerate(notebook.cells)
            if cell.metadata.get("nbgrader", {}).get("grade_id") in earlier
        ),
        default=-1,
    )
    return next((cell for cell in cells if _index(notebook.cells, cell) > last), cells[-1])


def restore_types(source: NotebookSource, notebook: Any) -> list[str]:
    """Change cells back whose type the student changed; returns what was done, in words."""
    types = {cell.name: cell.cell_type for cell in source.source_cells}
    notes = []
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        wanted = types.get(name, cell.cell_type)
        if wanted == cell.cell_type:
            continue
        notes.append(f"the cell '{name}' was a {cell.cell_type} cell: it is {wanted} again")
        cell.cell_type = wanted
        cell.metadata.nbgrader["cell_type"] = wanted
        if wanted == "code":
            cell.outputs, cell.execution_count = [], None
        else:
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
    return notes


def _changed(cell: Any) -> bool:
    checksum = cell.metadata.nbgrader.get("checksum")
    return checksum is None or checksum != utils.compute_checksum(cell)


def restore_deleted(
    course: Course, source: NotebookSource, notebook: Any, order: list[str]
) -> list[str]:
    """Put back graded cells that the student deleted, each after the cell it followed.

    `order` are the ids of the source's cells as they stand in the notebook. Returns what was done.
    """
    there = {
        cell.metadata.nbgrader.get("grade_id"): cell
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }
    transform = instance(_OverwriteCells, course.app).missing_cell_transform
    tasks = {cell.name: cell for cell in source.task_cells}
    graded = {cell.name: cell for cell in source.grade_cells} | tasks
    solutions = {cell.name for cell in source.solution_cells}
    notes = []
    for position, name in enumerate(order):
        if name in there or name not in graded:
            continue
        restored = nbformat.from_dict(
            transform(
                source.find_source_cell(name),
                graded[name].max_score,
                is_solution=name in solutions,
                is_task=name in tasks,
            )
        )
        # Without nbgrader's notice in front, the cell's checksum still holds.
        restored.source = source.find_source_cell(name).source
        before = [there[other] for other in order[:position] if other in there]
        after = [there[other] for other in order[position + 1 :] if other in there]
        if before:
            index = _index(notebook.cells, before[-1]) + 1
        else:
            index = _index(notebook.cells, after[0]) if after else len(notebook.cells)
        notebook.cells.insert(index, restored)
        there[name] = restored
        notes.append(f"the cell '{name}' had been deleted: it was put back")
    return notes


def _index(cells: list[Any], wanted: Any) -> int:
    return next(index for index, cell in enumerate(cells) if cell is wanted)
