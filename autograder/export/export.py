"""Writes a platform's file, and reads it back before anybody else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import LabsError
from autograder.export.formats import format_named
from autograder.export.marks import Marks, read_marks
from autograder.export.platform import Scores, number, usable
from autograder.export.settings import column_ids
from autograder.files import write_whole
from autograder.grading.courses.course import Course


@dataclass(frozen=True)
class Exported:
    """A file that was written, what it holds, and what to know before it is imported."""

    path: Path
    marks: Marks
    advice: tuple[str, ...]


def export(
    course: Course, platform: str, assignments: Sequence[str], into: Path | None, *, pending: bool
) -> Exported:
    """Write the marks of a course for a platform.

    `pending` allows marks that a person has still to complete.

    Raises:
        LabsError: something is still to be marked, a platform's id is missing, the file cannot be
            written, or it does not hold what it should.
    """
    chosen = format_named(platform)
    ids = column_ids(course.root, platform)
    marks = read_marks(course, assignments)
    if marks.pending and not pending:
        some = ", ".join(f"{student} in {name}" for student, name in marks.pending[:3])
        more = ", ..." if len(marks.pending) > 3 else ""
        raise LabsError(
            f"{len(marks.pending)} submissions have answers that nobody has marked ({some}{more})",
            "mark them in formgrader, or export the marks as they are with --pending",
        )
    marks, left_out = without_formulas(marks)
    text = chosen.write(marks, ids)
    _check(chosen.read(text, marks), marks)
    path = into or course.root / f"marks-{platform}{chosen.suffix}"
    _write(path, text, "utf-8-sig" if chosen.marked else "utf-8")
    return Exported(path, marks, (*left_out, *chosen.advice(marks, ids)))


def without_formulas(marks: Marks) -> tuple[Marks, list[str]]:
    """The marks of those whom a platform can find, and a line about each of the others."""
    found = tuple(student for student in marks.students if usable(student))
    lines = [
        f"{student.id!r:.80} (LMS: {student.lms_id!r:.80}) is left out: the id would not arrive "
        "in a spreadsheet as it is; give another one: nbgrader db student"
        for student in marks.students
        if student not in found
    ]
    ids = {student.id for student in found}
    totals = {key: total for key, total in marks.totals.items() if key[0] in ids}
    return Marks(found, marks.assignments, totals), lines


def _check(found: Scores, marks: Marks) -> None:
    for student in marks.students:
        for name in marks.assignments:
            total = marks.total(student, name)
            wanted = number(None if total is None else total.score)
            if number(found.get((student.id, name))) != wanted:
                raise LabsError(
                    f"the file would not hold the mark of {student.id} in {name}",
                    "please report it with the name of the format",
                )


def _write(path: Path, text: str, encoding: str) -> None:
    try:
        write_whole(path, text, encoding)
    except OSError as error:
        raise LabsError(
            f"the marks cannot be written to {path} ({error.strerror})", "name another file"
        ) from error
