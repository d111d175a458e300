"""Writes the report of a class: one page that works offline, and the workbook behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from autograder.errors import LabsError
from autograder.files import whole
from autograder.grading.courses.course import Course
from autograder.pages import page_templates
from autograder.reporting import plots, statistics
from autograder.reporting.classroom import Classroom, read_class
from autograder.reporting.workbook import write_workbook

_MESSAGES_SHOWN = 8


@dataclass(frozen=True)
class Report:
    """The files that were written, and the tables that they show."""

    page: Path
    workbook: Path
    overview: pd.DataFrame
    room: Classroom


def write_report(course: Course, assignments: Sequence[str], page: Path) -> Report:
    """Write the page, and a workbook of the same name beside it.

    Raises:
        LabsError: nothing was graded, an assignment is unknown, or a file cannot be written.
    """
    room = read_class(course, assignments)
    tables = {
        "overview": statistics.overview(room),
        "tasks": statistics.tasks(room),
        "messages": statistics.messages(room),
        "outcomes": statistics.outcomes(room),
        "may need help": statistics.may_need_help(room),
        "submissions": room.submissions,
        "grades": room.grades,
    }
    text = render(str(course.directory.course_id or course.root.name), room, tables)
    workbook = page.with_suffix(".xlsx")
    try:
        with whole(workbook) as book, whole(page) as text_file:
            write_workbook(book, tables)
            text_file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise LabsError(
            f"the report cannot be written to {page} ({error.strerror})", "name another file"
        ) from error
    return Report(page, workbook, tables["overview"], room)


def render(title: str, room: Classroom, tables: dict[str, pd.DataFrame]) -> str:
    """The page as text."""
    parts = []
    for row in tables["overview"].to_dict("records"):
        name = row["assignment"]
        there = room.submissions[
            (room.submissions["assignment"] == name) & room.submissions["handed_in"]
        ]
        tasks = _of(tables["tasks"], name)
        met = _of(tables["messages"], name)
        parts.append(
            {
                **row,
                "distribution": plots.distribution(there["score"] / there["marked"], name)
                if len(there)
                else "",
                "difficulty": plots.difficulty(tasks, name) if len(tasks) else "",
                "tasks": tasks.to_dict("records"),
                "messages": met.head(_MESSAGES_SHOWN).to_dict("records"),
                "more": max(0, len(met) - _MESSAGES_SHOWN),
            }
        )
    known = {
        "title": title,
        "parts": parts,
        "outcomes": tables["outcomes"].sort_values("share").to_dict("records"),
        "help": tables["may need help"].to_dict("records"),
        "help_below": statistics.HELP_BELOW,
        "few": statistics.FEW,
        "students": int(room.submissions["student"].nunique()),
    }
    return page_templates("autograder.reporting").get_template("report.html.j2").render(known)


def _of(table: pd.DataFrame, assignment: str) -> pd.DataFrame:
    return table[table["assignment"] == assignment]
