"""Lint finds what would make a lab unfair, and says where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from lint_mistakes import MISTAKES
from tiny_lab import LAB, Edit

from autograder.authoring import Problem, lint, read_lab

pytestmark = pytest.mark.unit


def problems(clone: Path) -> list[Problem]:
    return lint(read_lab(clone, LAB))


def test_a_good_lab_has_no_problem(clone: Path) -> None:
    assert problems(clone) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_lint_finds(clone: Path, edit: Edit, mistake: str) -> None:
    change, what, remedy, at = MISTAKES[mistake]
    edit(*change)
    found = [problem for problem in problems(clone) if what in problem.what]
    assert found, [str(problem) for problem in problems(clone)]
    for problem in found:
        assert remedy in problem.remedy
        assert at in problem.path.read_text("utf-8").splitlines()[problem.line - 1]


def test_lint_finds_outcomes_that_are_taught_and_never_assessed_and_the_reverse(
    clone: Path, edit: Edit
) -> None:
    edit("module.toml", 'teaches = ["read-growth", "doubt"]', 'teaches = ["doubt", "spell"]')
    edit("module.toml", 'doubt = "', 'spell = "Spell."\ndoubt = "')
    assert [problem.what for problem in problems(clone)] == [
        "shop-growth assesses 'read-growth' without teaching it",
        "no cell of shop-growth assesses 'spell'",
    ]


def test_an_outcome_of_another_module_can_be_required(clone: Path, edit: Edit) -> None:
    edit("module.toml", "requires = []", 'requires = ["count"]')
    assert lint(read_lab(clone, LAB), {"count"}) == []


def test_a_lab_in_the_wrong_module_is_told_so(clone: Path, edit: Edit) -> None:
    edit("module.toml", "[labs.shop-growth]", "[labs.other-growth]")
    (clone / "course/modules/shop" / LAB).rename(clone / "course/modules/shop/other-growth")
    (problem,) = lint(read_lab(clone, "other-growth"))
    assert problem.remedy == "rename its folder to 'shop-<topic>'"
