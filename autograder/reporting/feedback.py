"""A page for each student: marks, what the checks said, and with which task to go on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from autograder.files import write_whole
from autograder.grading.courses.course import Course
from autograder.pages import page_templates
from autograder.reporting.classroom import Classroom

PAGE = "your-marks.html"
_Row = Mapping[Hashable, Any]


def write_pages(course: Course, room: Classroom) -> int:
    """Write `feedback/<student>/<assignment>/your-marks.html`; returns how many.

    nbgrader's `release_feedback` hands it out together with its own page of the same folder. It
    holds no hidden check, no traceback and no hidden value: messages come from the author's words
    alone.
    """
    template = page_templates("autograder.reporting").get_template("student.html.j2")
    grades, messages = _by_submission(room.grades), _by_submission(room.messages)
    written = 0
    for row in room.submissions[room.submissions["handed_in"]].to_dict("records"):
        key = (row["assignment"], row["student"])
        folder = course.path("feedback", row["student"], row["assignment"])
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / PAGE, template.render(_page(row, grades[key], messages[key])))
        written += 1
    return written


def _page(row: _Row, grades: list[_Row], messages: list[_Row]) -> dict[str, Any]:
    tasks: list[dict[str, Any]] = []
    for name in dict.fromkeys(grade["task"] for grade in grades):
        cells = [grade for grade in grades if grade["task"] == name]
        said = dict.fromkeys(one["message"] for one in messages if one["task"] == name)
        tasks.append(
            {
                "name": name,
                "points": sum(cell["points"] for cell in cells),
                "most": sum(cell["max_points"] for cell in cells),
                "by_hand": any(cell["by_hand"] for cell in cells),
                "pending": any(cell["pending"] for cell in cells),
                "messages": [message for message in said if message],
            }
        )
    # The first task that lost points is where to go on: later ones may only follow from it.
    lost = [task for task in tasks if task["points"] < task["most"] and task["messages"]]
    return {
        "assignment": row["assignment"],
        "student": row["student"],
        "score": row["score"],
        "max_score": row["max_score"],
        "penalty": row["late_penalty"],
        "pending": row["pending"],
        "tasks": tasks,
        "next": lost[0] if lost else None,
    }


def _by_submission(table: pd.DataFrame) -> dict[tuple[str, str], list[_Row]]:
    """The rows of each submission, by assignment and student."""
    rows: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in table.to_dict("records"):
        rows[row["assignment"], row["student"]].append(row)
    return rows
