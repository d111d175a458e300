"""What the file of a learning platform is, and what all of them need."""

from __future__ import annotations

import csv
import io
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


def key_of(student: Student) -> str:
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


def score_of(marks: Marks, student: Student, name: str) -> float | None:
    """A student's points, None where nothing was handed in."""
    total = marks.total(student, name)
    return None if total is None else total.score


def as_table(rows: Sequence[Sequence[str]], delimiter: str = ",", quote_all: bool = False) -> str:
    """Rows as text, with the line ends that all platforms take."""
    stream = io.StringIO(newline="")
    dialect = csv.unix_dialect if quote_all else csv.excel
    csv.writer(stream, dialect, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


def rows_of(text: str, delimiter: str = ",") -> list[list[str]]:
    """The rows of such a text."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def points_in(text: str) -> float | None:
    """The points in a cell; None for an empty one and for "-"."""
    return None if text.strip() in ("", "-") else float(text)


def no_advice(marks: Marks, ids: Ids) -> list[str]:
    """Nothing to know before the import."""
    return []
