"""The notebook that runs is the instructor's, filled with the student's answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from autograder.grading.instructor.blueprint import Blueprint, make_blueprint
from autograder.grading.instructor.source import GradedCell, NotebookSource, SourceCell
from autograder.grading.nbgrader_api import nbformat
from autograder.grading.submission.assembly import assemble
from autograder.reading.reader import HandedIn, HandedInCell

pytestmark = pytest.mark.unit

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
TEST = "assert f(1) == 1"


def _source() -> NotebookSource:
    def cell(name: str, kind: str, locked: bool, source: str) -> SourceCell:
        return SourceCell(name, kind, locked, source, "0" * 32)

    cells = [
        cell("setup", "code", True, "import math"),
        cell("f", "code", False, STUB),
        cell("test-f", "code", True, TEST),
        cell("essay", "markdown", False, "YOUR ANSWER HERE"),
        cell("g", "code", False, STUB),
        cell("test-g", "code", True, "assert g(1) == 2"),
    ]
    points = [GradedCell("test-f", 2), GradedCell("essay", 3), GradedCell("test-g", 1)]
    answers = [GradedCell(name, 0) for name in ("f", "essay", "g")]
    return NotebookSource(
        "p1", {"name": "python3", "display_name": "Python 3"}, cells, points, answers, []
    )


PROSE = ("markdown", "Why does it work?")


def _frame() -> Blueprint:
    """The frame of a notebook that has one cell of prose before the essay."""
    release = nbformat.v4.new_notebook()
    for cell in _source().source_cells:
        if cell.name == "essay":
            release.cells.append(nbformat.v4.new_markdown_cell(PROSE[1]))
        make = nbformat.v4.new_code_cell if cell.cell_type == "code" else (
            nbformat.v4.new_markdown_cell
        )  # fmt: skip
        made = make(cell.source)
        made.metadata["nbgrader"] = nbformat.from_dict({"grade_id": cell.name})
        release.cells.append(made)
    return make_blueprint(_source(), None, release)


def given(name: str | None, source: str, kind: str = "code", **more: Any) -> HandedInCell:
    return HandedInCell(
        kind, source, name, more.pop("role", {}), "", more.pop("skipped", False), {}
    )


RIGHT = [
    given("setup", "import math"),
    given("f", "def f(x): return x"),
    given("test-f", TEST),
    given(None, PROSE[1], "markdown"),
    given("essay", "Because.", "markdown"),
    given("g", "def g(x): return 2 * x"),
    given("test-g", "assert g(1) == 2"),
]


def put_together(cells: Sequence[HandedInCell]) -> tuple[list[tuple[str, str]], list[str]]:
    notebook, notes = assemble(_frame(), HandedIn(cells, None, 5))
    nbformat.validate(notebook)
    named = [
        (cell.metadata.get("nbgrader", {}).get("grade_id", ""), cell.source)
        for cell in notebook.cells
    ]
    return named, notes


def test_an_honest_notebook_comes_out_as_it_went_in_and_nothing_is_said() -> None:
    cells, notes = put_together(RIGHT)
    assert cells == [(cell.name or "", cell.source) for cell in RIGHT]
    assert notes == []


def test_tests_roles_points_and_tags_are_the_instructors_whatever_is_claimed() -> None:
    lies = {"grade": False, "solution": True, "locked": False, "points": 100, "checksum": "x"}
    cells = [
        given(cell.name, "pass" if cell.name == "test-f" else cell.source, cell.kind,
              role=lies, skipped=True)
        for cell in RIGHT
    ]  # fmt: skip
    notebook, notes = assemble(_frame(), HandedIn(cells, None, 5))
    made = {c.metadata.nbgrader.grade_id: c for c in notebook.cells if "nbgrader" in c.metadata}
    assert made["test-f"].source == TEST
    assert made["test-f"].metadata.nbgrader.points == 2
    assert made["test-f"].metadata.nbgrader.grade is True
    assert made["f"].metadata.nbgrader.solution is True
    assert all("tags" not in cell.metadata for cell in made.values())
    assert "the test 'test-f' was changed: the instructor's own was run" in notes


def test_a_test_that_was_deleted_moved_or_copied_stands_where_the_instructor_put_it() -> None:
    f, test = RIGHT[1], RIGHT[2]
    right = [cell for cell in put_together(RIGHT)[0] if cell[0]]
    for cells in (
        [*RIGHT[:2], *RIGHT[3:]],
        [test, *RIGHT[:2], *RIGHT[3:]],
        [*RIGHT[:2], *RIGHT[3:], test],
    ):
        assert [cell for cell in put_together(cells)[0] if cell[0]] == right
    copied, notes = put_together([*RIGHT[:3], test, *RIGHT[3:]])
    assert [name for name, _ in copied].count("test-f") == 1
    assert "the cell 'test-f' was there 2 times: the instructor's own was run, once" in notes
    assert f.source in [source for _, source in copied]


def test_of_copied_answers_the_last_changed_one_counts_and_the_others_stay_the_students() -> None:
    tries = [given("f", "first"), given("f", "second"), given("f", STUB)]
    cells, notes = put_together([RIGHT[0], *tries, *RIGHT[2:]])
    assert ("f", "second") in cells
    assert ("", "first") in cells
    assert "the cell 'f' was there 3 times: copy 2 of 3 counts" in notes


def test_own_cells_stay_behind_the_cell_that_they_followed() -> None:
    cells, notes = put_together([*RIGHT[:2], given(None, "y = f(2)"), *RIGHT[2:]])
    place = cells.index(("", "y = f(2)"))
    assert cells[place - 1][0] == "f"
    assert cells[place + 1][0] == "test-f"
    assert notes == []


def test_a_deleted_answer_without_points_is_not_put_back_over_what_the_student_wrote() -> None:
    cells, _ = put_together([RIGHT[0], given(None, "def f(x): return x"), *RIGHT[2:]])
    assert (STUB not in [source for _, source in cells]) or ("f", "def f(x): return x") in cells
    sources = [source for _, source in cells]
    assert sources.index("def f(x): return x") < sources.index(TEST)


def test_a_written_answer_that_lost_its_metadata_is_found_by_its_place() -> None:
    cells = [given(None, cell.source, cell.kind) for cell in RIGHT]
    made, notes = put_together(cells)
    assert ("essay", "Because.") in made
    assert ("", PROSE[1]) in made
    assert [name for name, _ in made if name] == [c.name for c in RIGHT if c.name]
    assert "'essay' had lost its metadata: the cell that stands there was taken" in notes


def test_prose_that_was_changed_is_not_taken_for_the_answer_below_it() -> None:
    cells = [given(None, cell.source, cell.kind) for cell in RIGHT]
    cells[3] = given(None, "Why?? It does not.", "markdown")
    assert ("essay", "Because.") in put_together(cells)[0]


def test_a_written_answer_that_was_deleted_is_put_back_as_it_was_handed_out() -> None:
    made, notes = put_together([*RIGHT[:4], *RIGHT[5:]])
    assert ("essay", "YOUR ANSWER HERE") in made
    assert "the cell 'essay' had been deleted: it was put back" in notes


def test_a_cell_of_another_type_is_what_the_instructor_made_it() -> None:
    turned = [given(c.name, c.source, "markdown" if c.kind == "code" else "code") for c in RIGHT]
    notebook, notes = assemble(_frame(), HandedIn(turned, None, 4))
    kinds = {c.metadata.nbgrader.grade_id: c.cell_type for c in notebook.cells
             if "nbgrader" in c.metadata}  # fmt: skip
    assert kinds["test-f"] == kinds["f"] == "code"
    assert kinds["essay"] == "markdown"
    assert "the cell 'test-f' was a markdown cell: it is code again" in notes


def test_line_ends_of_another_system_change_no_test() -> None:
    padded = [given(c.name, c.source + " \n", c.kind) for c in RIGHT]
    assert put_together(padded)[1] == []


def test_an_empty_notebook_gets_all_that_is_marked_back() -> None:
    made, notes = put_together([])
    assert [name for name, _ in made] == ["setup", "test-f", "essay", "test-g"]
    assert len(notes) == 4
