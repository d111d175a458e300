"""What composing has to do with each lab; all of it is found out before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from autograder.cells import grade_id
from autograder.composing.lockfile import digests_of
from autograder.composing.sources import Source
from autograder.errors import LabsError
from autograder.grading.courses.course import inside_course
from autograder.grading.nbgrader_api import MissingEntry, nbformat, utils
from autograder.grading.records.gradebook import open_gradebook

_ROLES = {
    "grade_cells": utils.is_grade,
    "solution_cells": utils.is_solution,
    "task_cells": utils.is_task,
}


class State(StrEnum):
    """What is done to a lab, in the words that a person reads."""

    NEW = "new"
    CHANGED = "brought up to date"
    KEPT = "as it was"
    EDITED = "changed by hand, left so"


def find_changes(
    sources: Sequence[Source], folder: Path, composed: Mapping[str, Any]
) -> dict[str, State]:
    """What is to be done to each lab; `composed` are the labs of the lock, by name.

    Raises:
        LabsError: work of a person would be lost, or nbgrader could not take the change.
    """
    states, problems = {}, []
    for source in sources:
        try:
            states[source.name] = _state(source, folder, composed.get(source.name, {}).get("files"))
        except LabsError as error:
            problems.append(str(error))
    changed = [source for source in sources if states.get(source.name) is State.CHANGED]
    if changed:
        problems += _refused(changed, folder)
    if problems:
        raise LabsError("\n".join(problems))
    return states


def _state(source: Source, folder: Path, composed: Mapping[str, str] | None) -> State:
    """By three lists of hashes: what is there, what was composed last, what would be now.

    A run that was interrupted leaves what would be now beside an older lock, or no release.
    """
    place = folder / "source" / source.name
    there, now = digests_of(place), source.digests()
    released = (folder / "release" / source.name / f"{source.name}.ipynb").is_file()
    if there == now:
        if composed is None:
            return State.NEW
        return State.KEPT if composed == now and released else State.CHANGED
    if not there:
        return State.NEW if composed is None else State.CHANGED
    if there == composed:
        return State.CHANGED
    if composed == now:
        return State.EDITED
    if composed is None:
        problem = "is another assignment, which was not composed"
    else:
        problem = "was changed by hand, and its lab has changed since"
    raise LabsError(
        f"{place} {problem}",
        "move that folder out of the course, compose again, and put your changes in anew",
    )


def _refused(changed: Sequence[Source], folder: Path) -> Iterator[str]:
    """Labs whose cells nbgrader would not change any more.

    As nbgrader's `SaveCells`: once a submission is in the gradebook, no graded cell may come or
    go. nbgrader itself says so after it has removed the release.
    """
    with inside_course(folder) as course, open_gradebook(course) as gradebook:
        for source in changed:
            try:
                notebook = gradebook.find_notebook(source.name, source.name)
            except MissingEntry:
                continue
            if not notebook.submissions:
                continue
            before = {(role, c.name) for role in _ROLES for c in getattr(notebook, role)}
            before |= {("source_cells", c.name) for c in notebook.source_cells}
            cells = {name for _, name in before ^ _cells(source)}
            if cells:
                yield (
                    f"{source.name}: graded cells came or went ({', '.join(sorted(cells))}), which "
                    "nbgrader allows only before the first submission is graded; go back to the "
                    "version of the labs in course.lock, or compose the new one into a new folder"
                )


def _cells(source: Source) -> set[tuple[str, str]]:
    """The role and name of each cell that nbgrader will record."""
    found = set()
    for cell in nbformat.reads(source.notebook, as_version=4).cells:
        roles = [role for role, has in _ROLES.items() if has(cell)]
        if roles or utils.is_locked(cell):
            found |= {(role, grade_id(cell)) for role in [*roles, "source_cells"]}
    return found
