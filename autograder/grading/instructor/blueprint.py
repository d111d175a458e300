"""The instructor's notebook as the frame into which a student's answers are put.

Roles, points, tags, order, tests and locked text come from here and from nowhere else: texts and
points from the gradebook, as `nbgrader generate_assignment` stored them, order and tags from the
source notebook, what students saw from the released one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder import RECORD
from autograder.cells import grade_id
from autograder.grading.instructor.instructors import plain_lines
from autograder.grading.instructor.source import NotebookSource, SourceCell
from autograder.grading.nbgrader_api import ClearHiddenTests, nbformat

SKIP = "skip-execution"
_SCHEMA = 3  # of nbgrader's metadata


@dataclass(frozen=True)
class FrameCell:
    """One cell that the instructor marked.

    `released` are the texts that students may have got, `role` is its nbgrader metadata, `answer`
    tells that a student writes it, `marked` that it carries points.
    """

    name: str
    kind: str
    source: str
    released: frozenset[str]
    role: Mapping[str, Any]
    answer: bool
    marked: bool
    skipped: bool
    pictures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Blueprint:
    """The marked cells of a notebook in their order, and the notebook's metadata.

    `page` are all cells of the notebook as students got it, the unmarked ones with the name None,
    each with its kind and text; it is empty where neither source nor release is there.
    `languages` are those of its checks' messages, its own first; none for notebooks without them.
    """

    cells: Sequence[FrameCell]
    metadata: Mapping[str, Any]
    page: Sequence[tuple[str | None, str, str]]
    languages: tuple[str, ...] = ()

    def language(self, claimed: str | None) -> str | None:
        """The language in which a submission that says this of itself is answered."""
        return claimed if claimed in self.languages else next(iter(self.languages), None)

    @property
    def by_name(self) -> dict[str, FrameCell]:
        """The cells by their grade ids."""
        return {cell.name: cell for cell in self.cells}


def make_blueprint(source: NotebookSource, reference: Any, release: Any) -> Blueprint:
    """The frame of a notebook; `reference` and `release` are the instructor's notebooks or None."""
    page_of = release if release is not None else reference
    shown = _named(release)
    own = _named(reference)
    names = _in_order(source, own or shown)
    cells = [
        _frame_cell(source, source.find_source_cell(name), own.get(name), shown.get(name))
        for name in names
    ]
    known = {cell.name for cell in cells}
    page = [
        (name if (name := grade_id(cell)) in known else None, cell.cell_type, cell.source)
        for cell in (page_of.cells if page_of else ())
    ]
    metadata: dict[str, Any] = {}
    if source.kernelspec:
        metadata["kernelspec"] = dict(source.kernelspec)
    if page_of is not None and isinstance(page_of.metadata.get("language_info"), dict):
        metadata["language_info"] = dict(page_of.metadata["language_info"])
    return Blueprint(cells, metadata, page, _languages(page_of))


def _languages(notebook: Any) -> tuple[str, ...]:
    record = notebook.metadata.get(RECORD) if notebook is not None else None
    if not isinstance(record, Mapping) or not isinstance(record.get("languages"), list):
        return ()
    own = record.get("language")
    named = [one for one in record["languages"] if isinstance(one, str)]
    return tuple(sorted(named, key=lambda one: one != own))


def _named(notebook: Any) -> dict[str, Any]:
    cells = notebook.cells if notebook is not None else []
    return {name: cell for cell in cells if (name := grade_id(cell))}


def _in_order(source: NotebookSource, there: Mapping[str, Any]) -> list[str]:
    """The names of the gradebook's cells, as they stand in the instructor's notebook."""
    stored = [cell.name for cell in source.source_cells]
    placed = [name for name in there if name in set(stored)]
    return placed + [name for name in stored if name not in there]


def _frame_cell(source: NotebookSource, cell: SourceCell, own: Any, shown: Any) -> FrameCell:
    points = {one.name: one.max_score for one in (*source.grade_cells, *source.task_cells)}
    solution = cell.name in {one.name for one in source.solution_cells}
    task = cell.name in {one.name for one in source.task_cells}
    role = {
        "schema_version": _SCHEMA, "grade_id": cell.name, "cell_type": cell.cell_type,
        "grade": cell.name in points and not task, "solution": solution, "task": task,
        "locked": cell.locked, "checksum": cell.checksum,
    }  # fmt: skip
    if cell.name in points:
        role["points"] = points[cell.name]
    released = {cell.source, _without_hidden_tests(cell.source)}
    if shown is not None:
        released.add(shown.source)
    tags = own.metadata.get("tags") if own is not None else None
    pictures = next((one.get("attachments") for one in (own, shown) if one is not None), None)
    return FrameCell(
        cell.name, cell.cell_type, cell.source, frozenset(map(plain_lines, released)), role,
        solution, cell.name in points, isinstance(tags, list) and SKIP in tags,
        pictures if isinstance(pictures, dict) and not solution else {},
    )  # fmt: skip


def _without_hidden_tests(text: str) -> str:
    bare = nbformat.v4.new_code_cell(text)
    try:
        ClearHiddenTests().preprocess_cell(bare, {}, 0)
    except RuntimeError:  # a mark without its partner: then nbgrader released nothing
        return text
    return str(bare.source)


def is_code_that_runs(cell: Any) -> bool:
    """Whether a cell of a put-together notebook is run: code, not empty, not to be skipped."""
    tags = cell.metadata.get("tags", [])
    return cell.cell_type == "code" and bool(cell.source.strip()) and SKIP not in tags
