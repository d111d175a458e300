"""What a person should look at fits on a screen, however much went wrong."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any, cast

import pytest
from rich.console import Console

from autograder.cli.display import grouped, show_odd
from autograder.grading.run import CourseRun

pytestmark = pytest.mark.unit
ENDED = "the cell ended the notebook's process"


def shown(*results: SimpleNamespace, notes: tuple[str, ...] = ()) -> str:
    console = Console(file=io.StringIO(), width=200)
    run: Any = SimpleNamespace(results=results, notes=notes, assignments={})
    show_odd(console, cast(CourseRun, run))
    return cast(io.StringIO, console.file).getvalue()


def result(student: str, problem: str = "", notes: tuple[str, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(assignment="ps1", student=student, problem=problem, all_notes=notes)


def test_cells_of_which_the_same_is_said_share_a_line() -> None:
    cells = ("'setup-3'", "'teach-check'", "'teach-hidden'", "'mix-check'")
    notes = [*(f"{cell}: {ENDED}" for cell in cells), "'plan': a test is missing", "late by 2 h"]
    assert grouped(notes) == [
        f"'setup-3', 'teach-check' and 2 more cells: {ENDED}",
        "'plan': a test is missing",
        "late by 2 h",
    ]


def test_a_few_cells_are_all_named() -> None:
    assert grouped([f"'{cell}': {ENDED}" for cell in "abc"]) == [f"'a', 'b', 'c': {ENDED}"]


def test_what_was_not_graded_comes_before_remarks() -> None:
    text = shown(result("ana", notes=("late",)), result("li", "no notebook: fetch it again"))
    assert text.index("li: no notebook") < text.index("ana: late")


def test_a_thousand_remarks_are_cut_with_a_word_where_all_of_them_are() -> None:
    text = shown(*(result(f"student-{number}", notes=("late",)) for number in range(1000)))
    assert text.count("late") == 100
    assert "… and 900 more: --json FILE has all" in text


def test_nothing_odd_shows_nothing() -> None:
    assert shown(result("ana")) == ""
