"""What a class stands at, read at once, is what nbgrader says one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from autograder.grading.nbgrader_api import Gradebook
from autograder.grading.records.standing import standings

pytestmark = [
    pytest.mark.unit,
    # nbgrader adds a submission before its notebooks; SQLAlchemy warns, and it is harmless.
    pytest.mark.filterwarnings("ignore:Object of type <Submitted"),
]


@pytest.fixture
def gradebook(tmp_path: Path) -> Iterator[Gradebook]:
    """Two assignments; in "market" ana is late and praised, li is unmarked, max failed."""
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "term") as gradebook:
        for student in ("ana", "li", "max"):
            gradebook.add_student(student)
        for name, notebooks in (("market", ("audit", "note")), ("pricing", ("plan",))):
            gradebook.add_assignment(name)
            for notebook in notebooks:
                gradebook.add_notebook(notebook, name)
                gradebook.add_grade_cell("check", notebook, name, max_score=6, cell_type="code")
                gradebook.add_task_cell("memo", notebook, name, max_score=4, cell_type="markdown")
        for student, points, memo, extra in (
            ("ana", 5.25, 3.0, 0.5), ("li", 6, None, None), ("max", 0, 0.0, None),
        ):  # fmt: skip
            gradebook.add_submission("market", student, timestamp=datetime(2026, 9, 13, 20))
            for notebook in ("audit", "note"):
                check = gradebook.find_grade("check", notebook, "market", student)
                check.auto_score, check.needs_manual_grade = points, False
                task = gradebook.find_grade("memo", notebook, "market", student)
                task.manual_score, task.needs_manual_grade = memo, memo is None
                task.extra_credit = extra
        late = gradebook.find_submission_notebook("note", "market", "ana")
        late.late_submission_penalty = 1.5
        gradebook.add_submission("pricing", "max")
        gradebook.db.commit()
        yield gradebook


@pytest.mark.parametrize("assignment", ["market", "pricing"])
def test_every_number_is_the_one_that_nbgrader_computes(
    gradebook: Gradebook, assignment: str
) -> None:
    found = standings(gradebook, gradebook.find_assignment(assignment))
    theirs = {one.student_id: one for one in gradebook.find_assignment(assignment).submissions}
    assert set(found) == set(theirs)
    for student, standing in found.items():
        submission = theirs[student]
        assert standing.score == submission.score
        assert standing.needs_manual_grade == submission.needs_manual_grade
        assert standing.late_penalty == submission.late_submission_penalty
        assert standing.timestamp == submission.timestamp
        assert sum(mark.max_score for mark in standing.marks) == submission.max_score
        assert {
            (notebook, mark.cell): (mark.score, mark.max_score, mark.manual)
            for notebook, marks in standing.notebooks.items()
            for mark in marks
        } == {
            (notebook.name, grade.name): (grade.score, grade.max_score, grade.manual_score)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def test_the_number_of_questions_does_not_grow_with_the_class(
    gradebook: Gradebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    execute = gradebook.db.execute
    monkeypatch.setattr(gradebook.db, "execute", lambda *a: asked.append(a) or execute(*a))
    for assignment in ("market", "pricing"):  # three submissions, and one
        before = len(asked)
        standings(gradebook, gradebook.find_assignment(assignment))
        assert len(asked) - before == 6
