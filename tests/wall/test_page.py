"""The page about security says what the tests try."""

from __future__ import annotations

import json

import pytest

from . import nbgrader_marks, table
from .cases import themes

pytestmark = pytest.mark.unit


def test_the_table_of_the_page_is_made_from_the_cases() -> None:
    remedy = "write it anew: python -m tests.wall.table"
    assert table.PAGE.read_text(encoding="utf-8") == table.page(), remedy


def test_nbgrader_was_tried_with_each_attack_that_it_can_be_tried_with() -> None:
    cases = [case for theme in themes().values() for case in theme.CASES]
    tried = {case.name for case in cases if nbgrader_marks.meaningful(case)}
    remedy = "measure anew: python -m tests.wall.nbgrader_marks"
    assert set(json.loads(nbgrader_marks.RESULTS.read_text(encoding="utf-8"))) == tried, remedy
