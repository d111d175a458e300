"""Spoilt submissions, some of the many that `make fuzz` tries: no mark but an honest one."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from fuzz_submissions import fuzz

from autograder.grading.marking.marks import Mark, mark
from autograder.grading.submission import notebook as notebooks

pytestmark = [
    pytest.mark.nbgrader,
    pytest.mark.timeout(400),
    pytest.mark.filterwarnings("ignore:Object of type <Submitted"),  # nbgrader's own, harmless
]


def test_spoilt_submissions_change_nobodys_mark_and_gain_nothing(tmp_path: Path) -> None:
    found = fuzz(tmp_path, mutants=160, seed=7, batch=40)
    assert found.broken == []
    assert found.seen["graded"] > 80
    assert found.seen["not graded"] > 20


def test_a_grader_that_believes_metadata_would_be_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def generous(cell: Any, ran: Any, compat: bool) -> Mark | None:
        given = mark(cell, ran, compat)
        if given is not None and ran is None and given.graded and cell.cell_type == "code":
            return dataclasses.replace(given, score=given.max_score)
        return given

    def believing(blueprint: Any, handed_in: Any) -> Any:
        return notebooks.as_handed_in(blueprint, handed_in), []

    monkeypatch.setattr(notebooks, "mark", generous)
    monkeypatch.setattr(notebooks, "assemble", believing)
    monkeypatch.setattr(
        notebooks, "is_code_that_runs", lambda cell: not cell.source.startswith("### BEGIN")
        and cell.cell_type == "code" and bool(cell.source.strip()),
    )  # fmt: skip
    found = fuzz(tmp_path, mutants=20, seed=7, batch=20)
    assert found.broken != []
