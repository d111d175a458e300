"""A lab that cannot be added leaves the course's curriculum as it was, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.composing.compose import OWN, add_lab
from autograder.errors import LabsError

pytestmark = pytest.mark.unit

TINY = Path(__file__).parents[1] / "authoring/tiny"
HEAD = 'title = "A term"\ncourse_id = "term"\nhours = 1\nstarts = 2026-09-07\n'
TABLE = HEAD + '[[labs]]\nid = "shop-growth"\nweek = 1\n'
LIST = HEAD + 'labs = [{id = "shop-growth", week = 1}]\n'


@pytest.mark.parametrize(
    ("curriculum", "lab", "what"),
    [
        (TABLE, "shop-growth", "shop-growth is planned twice; remove one"),
        (TABLE, "shop-returns", "there is no lab shop-returns; labs here: shop-growth"),
        (TABLE, "Shop growth", "labs.2.id: "),
        (LIST, "shop-returns", r"has its labs in one list; write a \[\[labs\]\] table"),
    ],
)
def test_a_lab_that_does_not_fit_is_not_added(
    tmp_path: Path, curriculum: str, lab: str, what: str
) -> None:
    (tmp_path / OWN).write_text(curriculum)
    with pytest.raises(LabsError, match=what):
        add_lab(TINY, lab, None, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [OWN]
    assert (tmp_path / OWN).read_text() == curriculum


def test_where_no_course_was_composed_nothing_is_added(tmp_path: Path) -> None:
    with pytest.raises(LabsError, match="no course was composed in .*; name its folder with"):
        add_lab(TINY, "shop-growth", None, tmp_path)
    assert not list(tmp_path.iterdir())
