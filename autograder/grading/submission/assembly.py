"""From what was handed in to the notebook that runs: the frame, filled with answers.

The student's notebook gives the texts of answers and the student's own cells between them. A test
that was deleted, copied, moved or changed needs no repair: it was never taken from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.errors import SubmissionError
from autograder.grading.instructor.blueprint import SKIP, Blueprint, FrameCell
from autograder.grading.nbgrader_api import nbformat, utils
from autograder.grading.submission.lost_metadata import find_lost
from autograder.reading.reader import ASK, HandedIn, HandedInCell

_IDS_SINCE = 5  # nbformat 4.5


def assemble(blueprint: Blueprint, handed_in: HandedIn) -> tuple[Any, list[str]]:
    """The notebook to run, and in words what was unusual about the one handed in."""
    given, notes = find_lost(blueprint, handed_in.cells)
    chosen, copies = _choose(blueprint, given)
    notes += copies
    after: dict[str, list[HandedInCell]] = {"": []}  # the student's own cells, by what they follow
    last = ""
    for number, cell in enumerate(given):
        if cell.name is not None and chosen.get(cell.name) == number:
            last = cell.name
            after[last] = []
        else:
            after[last].append(cell)
    cells = [_own(cell) for cell in after[""]]
    place: int | None = None  # where a deleted cell goes back to; None: to the end
    for frame in blueprint.cells:
        number = chosen.get(frame.name, -1)
        there = given[number] if number >= 0 else None
        if there is None and frame.answer and not frame.marked:
            place = None  # the student wrote it somewhere else: after that
            continue
        made = _made(frame, there)
        if there is None and place is not None:
            cells.insert(place, made)  # right after what it followed, before the student's own
            place += 1
        else:
            cells.append(made)
            place = len(cells)
            cells += [_own(cell) for cell in after.get(frame.name, ())]
        notes += _remarks(frame, there)
    return _notebook(cells, blueprint.metadata), notes


def as_handed_in(blueprint: Blueprint, handed_in: HandedIn) -> Any:
    """The notebook as nbgrader would read it, for `--compat`: with the roles that it claims.

    Only what has the form that nbgrader knows comes here; raises `SubmissionError` for the rest.
    Tags of marked cells are the instructor's.
    """
    cells = []
    skipped = {cell.name for cell in blueprint.cells if cell.skipped}
    for cell in handed_in.cells:
        if cell.problem:
            raise SubmissionError(f"it has {cell.problem}", ASK)
        known = cell.name in blueprint.by_name
        made = _cell(cell.kind, cell.source, cell.pictures)
        if cell.role or cell.name:
            made.metadata["nbgrader"] = nbformat.from_dict(dict(cell.role))
        if cell.name in skipped or (cell.skipped and not known):
            made.metadata["tags"] = [SKIP]
        cells.append(made)
    notebook = _notebook(cells, {})
    if handed_in.minor < _IDS_SINCE:
        notebook.nbformat_minor = handed_in.minor
        for cell in notebook.cells:
            del cell["id"]
    return notebook


def _notebook(cells: Sequence[Any], metadata: Mapping[str, Any]) -> Any:
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    notebook = nbformat.v4.new_notebook(cells=list(cells))
    notebook.metadata.update(nbformat.from_dict(dict(metadata)))
    notebook.nbformat_minor = _IDS_SINCE
    return notebook


def _cell(kind: str, source: str, pictures: Mapping[str, Any]) -> Any:
    make = {
        "code": nbformat.v4.new_code_cell,
        "markdown": nbformat.v4.new_markdown_cell,
        "raw": nbformat.v4.new_raw_cell,
    }[kind]
    cell = make(source)
    if pictures and kind == "markdown":
        cell["attachments"] = nbformat.from_dict({name: dict(p) for name, p in pictures.items()})
    return cell


def _own(given: HandedInCell) -> Any:
    """A cell of the student's own; no mark depends on whether it runs."""
    cell = _cell(given.kind, given.source, given.pictures)
    if given.skipped:
        cell.metadata["tags"] = [SKIP]
    return cell


def _made(frame: FrameCell, given: HandedInCell | None) -> Any:
    """A cell of the frame: an answer as it was handed in, all else as the instructor has it."""
    if frame.answer and given is not None:
        cell = _cell(frame.kind, given.source, given.pictures)
    else:
        cell = _cell(frame.kind, frame.source, frame.pictures)
    cell.metadata["nbgrader"] = nbformat.from_dict(dict(frame.role))
    if frame.skipped:
        cell.metadata["tags"] = [SKIP]
    return cell


def _choose(
    blueprint: Blueprint, given: Sequence[HandedInCell]
) -> tuple[dict[str, int], list[str]]:
    """For each cell of the frame the one that stands for it, and what was said of copies.

    Of copied answers the last one that was changed counts. Of other cells a copy only says where
    the student's own cells stand: the first one after those that come before it.
    """
    places: dict[str, list[int]] = {}
    for number, cell in enumerate(given):
        if cell.name is not None:
            places.setdefault(cell.name, []).append(number)
    chosen: dict[str, int] = {}
    notes = []
    latest = -1
    for frame in blueprint.cells:
        there = places.get(frame.name)
        if not there:
            continue
        if frame.answer:
            changed = [number for number in there if not _is_released(frame, given[number])]
            keep = (changed or there)[-1]
            what = f"copy {there.index(keep) + 1} of {len(there)} counts"
        else:
            keep = next((number for number in there if number > latest), there[-1])
            what = "the instructor's own was run, once"
        if len(there) > 1:
            notes.append(f"the cell '{frame.name}' was there {len(there)} times: {what}")
        chosen[frame.name] = keep
        latest = max(latest, keep)
    return chosen, notes


def _is_released(frame: FrameCell, given: HandedInCell) -> bool:
    """Whether a cell is as the student got it; editors on Windows and the web add blanks."""
    return given.source.strip() in {text.strip() for text in frame.released}


def _remarks(frame: FrameCell, given: HandedInCell | None) -> list[str]:
    """What a person should know of the cell that was handed in for one of the frame."""
    if given is None:
        return [f"the cell '{frame.name}' had been deleted: it was put back"]
    notes = []
    if given.kind != frame.kind:
        notes.append(f"the cell '{frame.name}' was a {given.kind} cell: it is {frame.kind} again")
    if not frame.answer and not _is_released(frame, given) and not _is_as_it_says(given):
        what = "test" if frame.role["grade"] else "locked cell"
        notes.append(f"the {what} '{frame.name}' was changed: the instructor's own was run")
    return notes


def _is_as_it_says(given: HandedInCell) -> bool:
    """Whether a cell's checksum is that of its text: it is of an older release, and unchanged."""
    cell = _cell(given.kind, given.source, {})
    cell.metadata["nbgrader"] = nbformat.from_dict({**given.role, "grade_id": given.name})
    stated = given.role.get("checksum")
    if given.problem or stated is None:
        return False
    return bool(stated == utils.compute_checksum(cell))
