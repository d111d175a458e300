"""A page for each student: marks, what the checks said, and with which task to go on."""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from autograder.grading.course import Course
from autograder.pages import page_templates
from autograder.reporting.classroom import Classroom, read_class

PAGE = "your-marks.html"


def write_pages(course: Course, assignments: Sequence[str]) -> int:
    """Write `feedback/<student>/<assignment>/your-marks.html`; returns how many.

    nbgrader's `release_feedback` hands it out together with its own page of the same folder. It
    holds no hidden check, no traceback and no hidden value: messages come from the author's words
    alone.
    """
    room = read_class(course, assignments)
    template = page_templates("autograder.reporting").get_template("student.html.j2")
    written = 0
    for row in room.submissions[room.submissions["handed_in"]].to_dict("records"):
        folder = course.path("feedback", row["student"], row["assignment"])
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{PAGE}.part"
        part.write_text(template.render(_page(room, row)), encoding="utf-8")
        os.replace(part, folder / PAGE)
        written += 1
    return written


def _page(room: Classroom, row: Mapping[Hashable, Any]) -> dict[str, Any]:
    mine = _of(room.grades, row)
    said = _of(room.messages, row)
    tasks: list[dict[str, Any]] = []
    for name, cells in mine.groupby("task", sort=False):
        points, most = float(cells["points"].sum()), float(cells["max_points"].sum())
        messages = list(dict.fromkeys(said[said["task"] == name]["message"]))
        tasks.append(
            {
                "name": name, "points": points, "most": most,
                "by_hand": bool(cells["by_hand"].any()),
                "pending": bool(cells["pending"].any()),
                "messages": [message for message in messages if message],
            }
        )  # fmt: skip
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


def _of(table: pd.DataFrame, row: Mapping[Hashable, Any]) -> pd.DataFrame:
    found: pd.DataFrame = table[
        (table["assignment"] == row["assignment"]) & (table["student"] == row["student"])
    ]
    return found
