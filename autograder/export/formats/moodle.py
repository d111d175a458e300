"""The file that Moodle imports.

Source: moodle, grade/import/csv/classes/load_data.php: any header; one identifier column
is chosen on import; "-" is no grade; one unknown user or a value above 100 aborts all.
"""

from __future__ import annotations

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


def _write(marks: Marks, ids: Ids) -> str:
    names = list(marks.assignments)
    titles = [title for name in names for title in (name, f"{name} (feedback)")]
    rows = [["username", "idnumber", "email", *titles]]
    for student in marks.students:
        cells = []
        for name in names:
            score, maximum = score_of(marks, student, name), marks.assignments[name]
            cells.append("-" if score is None else number(score))
            said = "" if score is None else f"{number(score)} of {number(maximum)} points"
            cells.append(said)
        rows.append([key_of(student), student.lms_id, safe(student.email), *cells])
    return as_table(rows)


def _read(text: str, marks: Marks) -> Scores:
    head, *rows = rows_of(text)
    places = {name: head.index(name) for name in marks.assignments}
    return {(row[0], name): points_in(row[place]) for row in rows for name, place in places.items()}


def _advice(marks: Marks, ids: Ids) -> list[str]:
    lines = [
        "in Moodle choose username as the identifier, and map each lab and its feedback together: "
        "an import of one alone loses the other"
    ]
    if any(total.score > 100 for total in marks.totals.values()):
        lines.append("a mark above 100 aborts Moodle's import unless unlimitedgrades is set")
    return lines


FORMAT = Format(_write, _read, _advice)
