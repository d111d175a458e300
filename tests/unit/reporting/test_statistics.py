"""The figures of a report are those of the tables, and few people make no statistics."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from autograder.reporting import statistics
from autograder.reporting.classroom import Classroom, _messages
from autograder.reporting.report import render
from autograder.reporting.workbook import write_workbook

pytestmark = pytest.mark.unit

STUDENTS = [f"s{number:02d}" for number in range(12)]
LAB = "market"


def room(students: list[str] | None = None, absent: int = 2) -> Classroom:
    """Twelve students: task `a` is easy, `b` follows ability, `c` goes against it."""
    names = STUDENTS if students is None else students
    there = names[: len(names) - absent]
    submissions, grades, messages = [], [], []
    for number, student in enumerate(names):
        here = student in there
        ability = number / len(names)
        points = {"a": 4.0, "b": 4.0 * (ability > 0.4), "c": 2.0 * (ability < 0.3)}
        total = sum(points.values()) if here else 0.0
        submissions.append(
            (LAB, student, here, total, 10.0, 10.0, 0.0, False, 1.5 if here else None)
        )
        if not here:
            continue
        for task, value in points.items():
            most = 2.0 if task == "c" else 4.0
            for part in ("check", "hidden"):
                cell = f"{task}-{part}"
                grades.append(
                    (LAB, student, task, cell, value / 2, most / 2, False, False, f"out-{task}")
                )
            if value == 0:
                messages.append((LAB, student, task, "not-yet", f"Mind the {task}.", part == "x"))
    return Classroom(
        pd.DataFrame(submissions, columns=["assignment", "student", "handed_in", "score",
                     "max_score", "marked", "late_penalty", "pending", "seconds"]),
        pd.DataFrame(grades, columns=["assignment", "student", "task", "cell", "points",
                     "max_points", "by_hand", "pending", "outcome"]),
        pd.DataFrame(messages, columns=["assignment", "student", "task", "state", "message",
                     "hidden"]),
    )  # fmt: skip


def tables(classroom: Classroom) -> dict[str, pd.DataFrame]:
    return {
        "overview": statistics.overview(classroom),
        "tasks": statistics.tasks(classroom),
        "messages": statistics.messages(classroom),
        "outcomes": statistics.outcomes(classroom),
        "may need help": statistics.may_need_help(classroom),
    }


def test_difficulty_is_the_share_of_points_of_those_who_handed_in() -> None:
    share = statistics.tasks(room()).set_index("task")["share"]
    assert share["a"] == 1
    assert share["b"] == pytest.approx(5 / 10)  # s05 to s09 of ten
    assert share["c"] == pytest.approx(4 / 10)


def test_discrimination_correlates_a_task_with_all_others() -> None:
    found = statistics.tasks(room()).set_index("task")["discrimination"]
    b = np.array([number > 4 for number in range(10)], float)
    c = np.array([number < 4 for number in range(10)], float)
    assert found["b"] == pytest.approx(np.corrcoef(b, c)[0, 1])
    assert found["b"] < 0
    assert np.isnan(found["a"])  # everybody has it: nothing varies


def test_few_submissions_have_no_correlation() -> None:
    assert statistics.tasks(room(STUDENTS[:9], absent=0))["discrimination"].isna().all()


def test_messages_count_students_and_come_in_order() -> None:
    found = statistics.messages(room())
    assert list(found["students"]) == [6, 5]
    assert list(found["task"]) == ["c", "b"]
    assert list(found["share"]) == [0.6, 0.5]


def test_what_was_not_handed_in_counts_for_those_who_may_need_help() -> None:
    found = statistics.may_need_help(room())
    assert list(found["student"][:2]) == ["s10", "s11"]
    assert list(found["missing"][:2]) == [1, 1]
    assert set(found["student"][2:]) == {"s04"}  # 4 of 10 points
    assert found.set_index("student").loc["s04", "weakest"] == "b, c"


def test_what_waits_for_a_person_is_left_out() -> None:
    classroom = room()
    waits = classroom.grades["task"] == "c"
    classroom.grades.loc[waits, "pending"] = True
    found = statistics.tasks(classroom).set_index("task")
    assert np.isnan(found.loc["c", "share"])
    assert "c" not in "".join(statistics.may_need_help(classroom)["weakest"])
    assert "out-c" not in set(statistics.outcomes(classroom)["outcome"])


def test_who_did_not_try_is_not_counted_among_the_mistaken() -> None:
    classroom = room()
    classroom.messages.loc[classroom.messages["task"] == "b", "state"] = "not-attempted"
    assert list(statistics.messages(classroom)["task"]) == ["c"]


def test_an_outcome_is_reached_with_six_tenths_of_its_points() -> None:
    found = statistics.outcomes(room()).set_index("outcome")
    assert found.loc["out-a", "reached"] == 10
    assert found.loc["out-b", "reached"] == 5


def test_the_page_needs_nothing_from_elsewhere_and_speaks_to_screen_readers() -> None:
    classroom = room()
    text = render("term", classroom, tables(classroom))
    assert "<script" not in text
    assert not re.search(r'(?:src|href)="(?!#)', text)
    assert re.findall(r'role="img" aria-label="market: 10 handed in, the median is', text)
    assert "Mind the b." in text
    assert "fill: #c9d3dc" in text  # colours are no names
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_the_page_of_a_small_class_says_what_rests_on_few() -> None:
    classroom = room(STUDENTS[:6], absent=1)
    assert "Fewer than 10 handed in" in render("term", classroom, tables(classroom))


def test_a_name_with_markup_stays_text() -> None:
    classroom = room(["<b>eve</b>", *STUDENTS[:3]], absent=3)
    text = render("<i>term</i>", classroom, tables(classroom))
    assert "<b>eve" not in text
    assert "<i>term" not in text


def test_the_workbook_has_the_tables_and_no_formula(tmp_path: Path) -> None:
    classroom = room(["=cmd()", *STUDENTS], absent=0)
    path = tmp_path / "report.xlsx"
    write_workbook(path, {**tables(classroom), "submissions": classroom.submissions})
    book = load_workbook(path)
    assert book.sheetnames[:3] == ["overview", "tasks", "messages"]
    assert book["submissions"].max_row == 14
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert book["submissions"]["B2"].value == "'=cmd()"


CHECK = 'with check("a", hidden=True):\n    assert a() == 7, "Mind the fee."'


def cell(message: str, error: bool = True) -> dict[str, object]:
    facts = {"task": "a", "state": "not-yet", "hidden": True, "message": message}
    outputs: list[dict[str, object]] = [
        {"output_type": "display_data", "data": {}, "metadata": {"labs": facts}}
    ]
    if error:
        outputs.append({"output_type": "error", "ename": "AssertionError", "evalue": message})
    marks = {"grade_id": "a-hidden", "grade": True, "solution": False, "locked": True}
    metadata = {"nbgrader": marks}
    return {"cell_type": "code", "source": CHECK, "outputs": outputs, "metadata": metadata}


def test_messages_come_from_the_author_alone() -> None:
    told = list(_messages({"cells": [cell("Mind the fee.")]}))
    assert told == [("a", "not-yet", "Mind the fee.", True)]
    forged = list(_messages({"cells": [cell("The hidden value is 7")]}))
    assert forged[0][2] == ""
