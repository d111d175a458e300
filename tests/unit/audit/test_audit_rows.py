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


NEW = '''
from autograder.audit.question import question
from autograder.audit.report import Row


@question(45, "a new question", "an answer")
def brand_new(evidence):
    """Nothing else is needed."""
    return Row(1, "an answer", "an answer")
'''


def test_a_new_file_is_a_new_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "brand_new.py").write_text(NEW, "utf-8")
    folders = [*autograder.audit.rows.__path__, str(tmp_path)]
    monkeypatch.setattr(autograder.audit.rows, "__path__", folders)
    questions.cache_clear()
    try:
        ids = [question.id for question in questions()]
    finally:
        questions.cache_clear()
    assert ids[ids.index("right") :][:3] == ["right", "brand-new", "rewrites"]
