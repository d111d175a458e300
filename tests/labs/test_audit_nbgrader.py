"""The same marks under nbgrader itself, and what is said where they differ."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from spoiled_lab import LAB, Edit, failed

from autograder.audit import Engines, audit_lab
from autograder.audit.plain import autograde
from autograder.errors import LabsError

pytestmark = [pytest.mark.labs, pytest.mark.nbgrader]


def test_nbgrader_agrees_but_where_an_answer_needs_what_grading_forbids(
    clone: Path, edit: Edit, engine: Engines
) -> None:
    edit(
        "attempts.py",
        "'best_month = \"June\"'",
        '\'import os\\nbest_month = "July" if os.system("true") else "June"\'',
    )
    report = audit_lab(clone, LAB, engine)
    found = failed(report)
    assert set(found) == {"right", "nbgrader"}, found
    assert {surprise.attempt for surprise in found["nbgrader"]} == {"typed"}
    assert next(row.number for row in report.rows if row.id == "nbgrader") == 10


def test_what_nbgrader_refuses_is_one_error(tmp_path: Path) -> None:
    cell = nbformat.v4.new_code_cell("1 + 1", metadata={"nbgrader": {"schema_version": 1}})
    source = nbformat.v4.new_notebook(cells=[cell])
    with pytest.raises(LabsError, match="nbgrader generate_assignment failed: "):
        autograde("old", source, {"one": source}, {})
