"""The file that the classic Grade Center of Blackboard imports.

"Username" and the column id after the bar are the keys; a
column without an id becomes text worth no points. Source: Blackboard's help, "Work offline with
grade data"; tabs are what it recommends.
"""

from __future__ import annotations

from autograder.errors import LabsError
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
    rows_of,
    safe,
    score_of,
)

_COLUMNS = ("Last Name", "First Name", "Username", "Student ID")


def _write(marks: Marks, ids: Ids) -> str:
    missing = [name for name in marks.assignments if name not in ids]
    if missing:
        raise LabsError(
            f"Blackboard knows a column by its id, and there is none for {', '.join(missing)}",
            "download the Grade Center once, and put the number after the bar in each column's "
            'title into export.toml: [blackboard] and lines like foundations-market = "574283"',
        )
    titles = [
        f"{name} [Total Pts: {number(maximum)} Score] |{ids[name]}"
        for name, maximum in marks.assignments.items()
    ]
    rows = [[*_COLUMNS, *titles]]
    for student in marks.students:
        scores = [number(score_of(marks, student, name)) for name in marks.assignments]
        person = [safe(student.last_name), safe(student.first_name)]
        rows.append([*person, key_of(student), student.lms_id, *scores])
    return as_table(rows, "\t", quote_all=True)


def _read(text: str, marks: Marks) -> Scores:
    head, *rows = rows_of(text, "\t")
    if tuple(head[:4]) != _COLUMNS:
        raise ValueError("the columns of the student are not Blackboard's")
    names = [title.partition(" [Total Pts:")[0] for title in head[4:]]
    return {
        (row[2], name): points_in(cell)
        for row in rows
        for name, cell in zip(names, row[4:], strict=True)
    }


FORMAT = Format(_write, _read, no_advice, suffix=".txt")
