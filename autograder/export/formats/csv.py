"""A plain table: a row for each student and assignment."""

from __future__ import annotations

import csv
import io

from autograder.export.marks import Marks
from autograder.export.platform import (
    Format,
    Ids,
    Scores,
    as_table,
    key_of,
    no_advice,
    number,
    points_in,
    safe,
)

_COLUMNS = (
    "student", "last_name", "first_name", "email", "assignment", "score", "max_score",
    "late_penalty", "submitted", "to_be_marked",
)  # fmt: skip


def _write(marks: Marks, ids: Ids) -> str:
    rows = [list(_COLUMNS)]
    for name, maximum in marks.assignments.items():
        for student in marks.students:
            total = marks.total(student, name)
            person = [safe(student.last_name), safe(student.first_name), safe(student.email)]
            rest = ["", number(maximum), "", "", ""]
            if total:
                rest = [
                    number(total.score), number(maximum), number(total.penalty), total.timestamp,
                    "yes" if total.pending else "no",
                ]  # fmt: skip
            rows.append([key_of(student), *person, name, *rest])
    return as_table(rows)


def _read(text: str, marks: Marks) -> Scores:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {(row["student"], row["assignment"]): points_in(row["score"]) for row in rows}


FORMAT = Format(_write, _read, no_advice, marked=True)
