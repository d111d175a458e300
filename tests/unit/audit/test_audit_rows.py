"""The questions of the audit: found by their files, and told in docs/audit.md."""

from __future__ import annotations

from pathlib import Path

import pytest

import autograder.audit.rows
from autograder.audit.rows import questions

pytestmark = pytest.mark.unit

DOCS = Path(__file__).parents[3] / "docs" / "audit.md"


def test_every_file_is_a_question_with_its_name_and_its_own_place() -> None:
    (folder,) = autograder.audit.rows.__path__
    files = {path.stem for path in Path(folder).glob("*.py")} - {"__init__"}
    assert {question.id for question in questions()} == files
    assert len({question.place for question in questions()}) == len(files)


def test_docs_hold_the_table_of_the_questions_in_the_order_of_the_report() -> None:
    lines = [f"| `{one.id}` | {one.what} | {one.doc} |" for one in questions()]
    table = "\n".join(["| id | row | what must come out |", "|---|---|---|", *lines])
    assert f"\n\n{table}\n\n" in DOCS.read_text("utf-8"), f"put this in {DOCS.name}:\n{table}"
