"""The same marks under nbgrader itself, and what is said where they differ."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from spoiled_lab import LAB, Edit, failed

from autograder.audit.audit import audit_lab
from autograder.audit.bench.engines import Engines
from autograder.audit.bench.nbgrader_scores import autograde
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
    report = audit_lab(clone, LAB, engine, fast=True, nbgrader=True)
    found = failed(report)
    assert set(found) == {"right", "nbgrader"}, found
    assert {surprise.attempt for surprise in found["nbgrader"]} == {"typed"}
    assert next(row.number for row in report.rows if row.id == "nbgrader") == 10


def test_a_check_that_writes_on_stderr_gets_other_marks_as_nbgrader_gives_them(
    clone: Path, edit: Edit, engine: Engines
) -> None:
    month = 'assert best_month in ("May", "June"), "best-month-type"\n'
    edit("lab.py", month, month + 'import sys; print("done", file=sys.stderr)\n')
    report = audit_lab(clone, LAB, engine, tasks=["best-month"], fast=True, nbgrader=True)
    (surprise,) = failed(report)["compat"]
    assert (surprise.expected, surprise.got) == ("1 points, as in the default mode", "0 points")
    assert "nbgrader" not in failed(report)  # it does as --compat says


def test_what_nbgrader_refuses_is_one_error(tmp_path: Path) -> None:
    cell = nbformat.v4.new_code_cell("1 + 1", metadata={"nbgrader": {"schema_version": 1}})
    source = nbformat.v4.new_notebook(cells=[cell])
    with pytest.raises(LabsError, match="nbgrader generate_assignment failed: "):
        autograde("old", source, {"one": source}, {})
