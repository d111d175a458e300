"""A class as tables: who handed in what, points by task, and the messages that were met."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from autograder import RECORD
from autograder.authoring.notebook import OUTCOME
from autograder.cells import grade_id, role
from autograder.checks.card import State
from autograder.errors import CourseError
from autograder.feedback.retell import language_of, retell, texts_in
from autograder.grading.courses.course import Course
from autograder.grading.records.gradebook import open_gradebook
from autograder.grading.records.standing import Standing, standings

_PART = re.compile(r"-(check|hidden)(-\d+)?$")  # of a task, in the grade ids of built labs
_HIDDEN = re.compile(r"\bhidden\s*=\s*True\b")
_TABLES = {
    "submissions": ("assignment", "student", "handed_in", "score", "max_score", "marked",
                    "late_penalty", "pending", "seconds"),
    "grades": ("assignment", "student", "task", "cell", "points", "max_points", "by_hand",
               "pending", "outcome"),
    "messages": ("assignment", "student", "task", "state", "message", "hidden"),
}  # fmt: skip


@dataclass(frozen=True)
class Classroom:
    """The tables of a class; points are floats.

    submissions  one row for each student and assignment: `handed_in`, `score` (late penalty off;
                 0 where nothing was handed in), `max_score`, `marked` (the part of `max_score` that
                 has been marked: all but what waits for a person), `late_penalty`, `pending` (a
                 person has something to mark), `seconds` of the run (NaN where not known)
    grades       one row for each graded cell of what was handed in: `task`, `points`, `max_points`,
                 `by_hand`, `pending`, `outcome` ("" where the notebook names none)
    messages     one row for each check that did not pass: its `state` and the author's `message`,
                 with values taken out
    """

    submissions: pd.DataFrame
    grades: pd.DataFrame
    messages: pd.DataFrame


def read_class(course: Course, assignments: Sequence[str] = ()) -> Classroom:
    """Read gradebook and graded notebooks; all assignments that anybody handed in, or these.

    Raises:
        CourseError: an assignment is unknown, or nothing was graded.
    """
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _TABLES}
    with open_gradebook(course) as gradebook:
        known = {str(one.name): one for one in gradebook.assignments}
        for name in assignments:
            if name not in known:
                raise CourseError(
                    f"the gradebook has no assignment {name!r:.80}",
                    f"those it has: {', '.join(known) or 'none'}",
                )
        students = sorted(str(one.id) for one in gradebook.students)
        for name in assignments or known:
            submissions = standings(gradebook, known[name])
            if not submissions and not assignments:
                continue
            outcomes = _outcomes(course, name)
            for student in students:
                _student(course, name, student, submissions.get(student), outcomes,
                         float(known[name].max_score), rows)  # fmt: skip
    if not rows["submissions"]:
        raise CourseError("nothing was graded yet", "grade something first: labs grade")
    tables = {
        name: pd.DataFrame(rows[name], columns=list(columns)) for name, columns in _TABLES.items()
    }
    return Classroom(**tables)


def _student(
    course: Course,
    assignment: str,
    student: str,
    submission: Standing | None,
    outcomes: dict[str, str],
    maximum: float,
    rows: dict[str, list[tuple[Any, ...]]],
) -> None:
    key = (assignment, student)
    if submission is None:
        rows["submissions"].append((*key, False, 0.0, maximum, maximum, 0.0, False, None))
        return
    seconds, marked = 0.0, 0.0
    for notebook, marks in submission.notebooks.items():
        for one in marks:
            waits = one.needs_manual_grade and one.manual is None
            by_hand = one.needs_manual_grade or one.manual is not None
            marked += 0.0 if waits else one.max_score
            rows["grades"].append(
                (*key, _PART.sub("", one.cell), one.cell, one.score, one.max_score, by_hand, waits,
                 outcomes.get(one.cell, ""))
            )  # fmt: skip
        graded = _load(course.path("autograded", student, assignment) / f"{notebook}.ipynb")
        seconds += float(graded.get("metadata", {}).get(RECORD, {}).get("seconds", 0.0))
        rows["messages"] += [(*key, *met) for met in _messages(graded)]
    penalty = submission.late_penalty
    rows["submissions"].append(
        (*key, True, submission.mark, maximum, marked, penalty, submission.needs_manual_grade,
         seconds or None)
    )  # fmt: skip


def _load(path: Path) -> dict[str, Any]:
    """A notebook as plain data, without the slow check of its form; {} where there is none."""
    try:
        notebook = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return notebook if isinstance(notebook, dict) else {}


def _outcomes(course: Course, assignment: str) -> dict[str, str]:
    """What each graded cell of an assignment assesses, by the tags of the source notebooks."""
    found = {}
    for path in sorted(course.path("source", ".", assignment).glob("*.ipynb")):
        for cell in _load(path).get("cells", []):
            name = grade_id(cell)
            for tag in cell["metadata"].get("tags", []):
                if tag.startswith(OUTCOME):
                    found[name] = tag.removeprefix(OUTCOME)
    return found


def _messages(notebook: dict[str, Any]) -> Iterator[tuple[str, str, str, bool]]:
    """Task, state, message and whether it was hidden, of each check that did not pass."""
    cells = notebook.get("cells", [])
    texts = json.dumps(texts_in(_source(one) for one in cells if role(one).get("locked")))
    lang = language_of(notebook)
    for cell in cells:
        marks = role(cell)
        if cell["cell_type"] != "code" or not marks.get("grade") or marks.get("solution"):
            continue
        outputs = json.dumps(cell.get("outputs", []))
        told = _retold(_source(cell), outputs, grade_id(cell), texts, lang)
        if told is not None:
            yield told


def _source(cell: dict[str, Any]) -> str:
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


@lru_cache(maxsize=4096)
def _retold(
    source: str, outputs: str, name: str, texts: str, lang: str | None
) -> tuple[str, str, str, bool] | None:
    hidden = bool(_HIDDEN.search(source))
    card = retell(
        source, json.loads(outputs), _PART.sub("", name),
        hidden=hidden, texts=json.loads(texts), lang=lang,
    )  # fmt: skip
    if card is None or card.state is State.PASSED:
        return None
    return _PART.sub("", name), card.state.value, card.message, hidden
