"""What each learning platform imports: its columns, its rules, and how to read them back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from autograder.errors import LabsError
from autograder.export.marks import Marks, Student
from autograder.harmless.text import printable

Ids = Mapping[str, str]
Scores = dict[tuple[str, str], float | None]
_FORMULA = tuple("=+-@＝＋－＠\t\r\n|%")


@dataclass(frozen=True)
class Format:
    """A platform's file.

    write    its text from marks and the platform's column ids; raises `LabsError`
    read     the scores in such a text, by student and assignment; None where there is none
    advice   what to know before the import, from marks and ids; a line each
    suffix   of the file's name
    marked   begins with a byte order mark, by which spreadsheets know UTF-8
    """

    write: Callable[[Marks, Ids], str]
    read: Callable[[str, Marks], Scores]
    advice: Callable[[Marks, Ids], list[str]]
    suffix: str = ".csv"
    marked: bool = False


def safe(text: str) -> str:
    """A name on one line that no spreadsheet takes for a formula.

    Source: OWASP, "CSV Injection": an apostrophe before = + - @ (the wide forms, too, which some
    spreadsheets take for them), tab and line ends.
    """
    line = printable(text, longest=None)
    return f"'{line}" if line.startswith(_FORMULA) else line


def usable(student: Student) -> bool:
    """Whether a platform can find a student: the ids must arrive as they are."""
    return all(safe(key) == key for key in (student.id, student.lms_id))


def _key(student: Student) -> str:
    """An id by which a platform finds a student."""
    if not usable(student):
        raise LabsError(
            f"the student id {student.id!r:.80} would be a formula in a spreadsheet",
            "give the student another id in the gradebook: nbgrader db student",
        )
    return student.id


def number(value: float | None) -> str:
    """Points as they are written: at most two places, "" for none."""
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def _score(marks: Marks, student: Student, name: str) -> float | None:
    total = marks.total(student, name)
    return None if total is None else total.score


def _table(rows: Sequence[Sequence[str]], delimiter: str = ",", quote_all: bool = False) -> str:
    stream = io.StringIO(newline="")
    dialect = csv.unix_dialect if quote_all else csv.excel
    csv.writer(stream, dialect, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


def _parsed(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _value(text: str) -> float | None:
    return None if text.strip() in ("", "-") else float(text)


# Canvas. Source: canvas-lms, lib/gradebook_importer.rb: the first column holds "Student", the
# second "ID", the last of the student "Section"; a second row may begin with "Points Possible".

_CANVAS = ("Student", "ID", "SIS Login ID", "Section")
_POSSIBLE = "    Points Possible"


def _write_canvas(marks: Marks, ids: Ids) -> str:
    titles = [f"{name} ({ids[name]})" if name in ids else name for name in marks.assignments]
    maxima = [number(maximum) for maximum in marks.assignments.values()]
    rows = [[*_CANVAS, *titles], [_POSSIBLE, "", "", "", *maxima]]
    for student in marks.students:
        scores = [number(_score(marks, student, name)) for name in marks.assignments]
        rows.append([safe(student.name), student.lms_id, _key(student), "", *scores])
    return _table(rows)


def _read_canvas(text: str, marks: Marks) -> Scores:
    head, *rows = _parsed(text)
    if tuple(head[:4]) != _CANVAS:
        raise ValueError("the columns of the student are not Canvas's")
    names = [re.sub(r" \(\d+\)$", "", title) for title in head[4:]]
    return {
        (row[2], name): _value(cell)
        for row in rows
        if row[0] != _POSSIBLE
        for name, cell in zip(names, row[4:], strict=True)
    }


def _canvas_advice(marks: Marks, ids: Ids) -> list[str]:
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


# Moodle. Source: moodle, grade/import/csv/classes/load_data.php: any header; one identifier column
# is chosen on import; "-" is no grade; one unknown user or a value above 100 aborts all.


def _write_moodle(marks: Marks, ids: Ids) -> str:
    names = list(marks.assignments)
    titles = [title for name in names for title in (name, f"{name} (feedback)")]
    rows = [["username", "idnumber", "email", *titles]]
    for student in marks.students:
        cells = []
        for name in names:
            score, maximum = _score(marks, student, name), marks.assignments[name]
            cells.append("-" if score is None else number(score))
            said = "" if score is None else f"{number(score)} of {number(maximum)} points"
            cells.append(said)
        rows.append([_key(student), student.lms_id, safe(student.email), *cells])
    return _table(rows)


def _read_moodle(text: str, marks: Marks) -> Scores:
    head, *rows = _parsed(text)
    places = {name: head.index(name) for name in marks.assignments}
    return {(row[0], name): _value(row[place]) for row in rows for name, place in places.items()}


def _moodle_advice(marks: Marks, ids: Ids) -> list[str]:
    lines = [
        "in Moodle choose username as the identifier, and map each lab and its feedback together: "
        "an import of one alone loses the other"
    ]
    if any(total.score > 100 for total in marks.totals.values()):
        lines.append("a mark above 100 aborts Moodle's import unless unlimitedgrades is set")
    return lines


# Blackboard, classic Grade Center: "Username" and the column id after the bar are the keys; a
# column without an id becomes text worth no points. Source: Blackboard's help, "Work offline with
# grade data"; tabs are what it recommends.

_BLACKBOARD = ("Last Name", "First Name", "Username", "Student ID")


def _write_blackboard(marks: Marks, ids: Ids) -> str:
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
    rows = [[*_BLACKBOARD, *titles]]
    for student in marks.students:
        scores = [number(_score(marks, student, name)) for name in marks.assignments]
        person = [safe(student.last_name), safe(student.first_name)]
        rows.append([*person, _key(student), student.lms_id, *scores])
    return _table(rows, "\t", quote_all=True)


def _read_blackboard(text: str, marks: Marks) -> Scores:
    head, *rows = _parsed(text, "\t")
    if tuple(head[:4]) != _BLACKBOARD:
        raise ValueError("the columns of the student are not Blackboard's")
    names = [title.partition(" [Total Pts:")[0] for title in head[4:]]
    return {
        (row[2], name): _value(cell)
        for row in rows
        for name, cell in zip(names, row[4:], strict=True)
    }


# Plain CSV: a row for each student and assignment.

_PLAIN = (
    "student", "last_name", "first_name", "email", "assignment", "score", "max_score",
    "late_penalty", "submitted", "to_be_marked",
)  # fmt: skip


def _write_plain(marks: Marks, ids: Ids) -> str:
    rows = [list(_PLAIN)]
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
            rows.append([_key(student), *person, name, *rest])
    return _table(rows)


def _read_plain(text: str, marks: Marks) -> Scores:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {(row["student"], row["assignment"]): _value(row["score"]) for row in rows}


def _no_advice(marks: Marks, ids: Ids) -> list[str]:
    return []


FORMATS = {
    "canvas": Format(_write_canvas, _read_canvas, _canvas_advice),
    "moodle": Format(_write_moodle, _read_moodle, _moodle_advice),
    "blackboard": Format(_write_blackboard, _read_blackboard, _no_advice, ".txt"),
    "csv": Format(_write_plain, _read_plain, _no_advice, marked=True),
}
