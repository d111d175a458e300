"""The file that Canvas imports.

Source: canvas-lms, lib/gradebook_importer.rb: the first column holds "Student", the
second "ID", the last of the student "Section"; a second row may begin with "Points Possible".
"""

from __future__ import annotations

import re

from autograder.export.marks import Marks
from autograder.export.platform import (
    Format,
    Ids,
    Scores,
    as_table,
    key_of,
    number,
    points_in,
    rows_of,
    safe,
    score_of,
)

_COLUMNS = ("Student", "ID", "SIS Login ID", "Section")
_POSSIBLE = "    Points Possible"


def _write(marks: Marks, ids: Ids) -> str:
    titles = [f"{name} ({ids[name]})" if name in ids else name for name in marks.assignments]
    maxima = [number(maximum) for maximum in marks.assignments.values()]
    rows = [[*_COLUMNS, *titles], [_POSSIBLE, "", "", "", *maxima]]
    for student in marks.students:
        scores = [number(score_of(marks, student, name)) for name in marks.assignments]
        rows.append([safe(student.name), student.lms_id, key_of(student), "", *scores])
    return as_table(rows)


def _read(text: str, marks: Marks) -> Scores:
    head, *rows = rows_of(text)
    if tuple(head[:4]) != _COLUMNS:
        raise ValueError("the columns of the student are not Canvas's")
    names = [re.sub(r" \(\d+\)$", "", title) for title in head[4:]]
    return {
        (row[2], name): points_in(cell)
        for row in rows
        if row[0] != _POSSIBLE
        for name, cell in zip(names, row[4:], strict=True)
    }


def _advice(marks: Marks, ids: Ids) -> list[str]:
    new = [name for name in marks.assignments if name not in ids]
    lines = []
    if new:
        lines.append(
            f"Canvas will make a new assignment for {', '.join(new)}; to fill one that is there, "
            "put its id (the number in its address) into export.toml under [canvas]"
        )
    if any(not student.lms_id for student in marks.students):
        lines.append("students without an LMS id are found by their login, the student id here")
    return lines


FORMAT = Format(_write, _read, _advice)
