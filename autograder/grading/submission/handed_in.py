"""What lies in `submitted/`: whose it is, and what about its names and links a person should know.

What is wrong with one submission is one line and concerns that one alone.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.errors import SubmissionError
from autograder.grading.courses.course import Course, Submission
from autograder.harmless.text import printable

LONGEST_ID = 128  # letters that the gradebook holds
# A spreadsheet takes such a text for a formula, a program for an option; the wide forms too.
_FORMULA = tuple("=+-@＝＋－＠")
_MOST_LINES = 20


def refuse_name(submission: Submission) -> None:
    """Raise `SubmissionError` for a folder whose name cannot be a student's id everywhere.

    It goes to the gradebook, to terminals, to file names and, as an export, to spreadsheets.
    """
    if reason := _unusable(submission.student):
        raise SubmissionError(
            f"the name of its folder cannot be a student's id: it {reason}", "rename the folder"
        )


def _unusable(name: str) -> str:
    if not name.isprintable():
        return "holds characters that cannot be shown"
    if name.startswith(_FORMULA):
        return f"begins with {name[0]!r}"
    if name != name.strip() or name.startswith("."):
        return "begins or ends with a blank or a dot"
    if len(name) > LONGEST_ID:
        return f"is longer than {LONGEST_ID} letters"
    if name != unicodedata.normalize("NFC", name):
        return "has its accents as letters of their own, so that it looks like another id"
    return ""


def refuse_links(submission: Submission) -> None:
    """Raise `SubmissionError` if the submission is or holds a link, or holds a special file.

    A link could name another student's work, or any file of the instructor, and grading would
    copy it.
    """
    if link := _linked(submission):
        raise SubmissionError(
            f"its folder {printable(link)} is a symbolic link",
            "replace it by a folder with what the student handed in, and grade again",
        )
    for path, folders, files in os.walk(submission.folder):
        for name in (*folders, *files):
            full = Path(path, name)
            mode = full.lstat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                kind = "a symbolic link" if stat.S_ISLNK(mode) else "a special file"
                raise SubmissionError(
                    f"{full.relative_to(submission.folder)} is {kind}",
                    "replace it by a plain file, or remove it, and grade again",
                )


def _linked(submission: Submission) -> str:
    """The name of the submission's own folder that is a link, if one is."""
    place = submission.folder
    while place.name in (submission.student, submission.assignment):
        if place.is_symlink():
            return place.name
        place = place.parent
    return ""


def odd(course: Course, submissions: Iterable[Submission]) -> list[str]:
    """Lines about what a person should know before trusting the marks of these submissions."""
    known = list(submissions)
    lines = [*_strays(course), *_lookalikes(known), *_shared(known)]
    more = len(lines) - _MOST_LINES
    return lines if more <= 0 else [*lines[:_MOST_LINES], f"… and {more} more lines of this kind"]


def _strays(course: Course) -> Iterator[str]:
    """What is no submission, although it lies where submissions do."""
    base, found = course.submitted_base, list(course.handed_in())
    inner = {folder for _, _, folder in found}
    used = {parent for folder in inner for parent in (folder, *folder.parents)}
    for path in sorted(base.iterdir()) if base.is_dir() else ():
        if path.name.startswith("."):
            continue
        name = printable(path.name, 80)
        if not path.is_dir():
            yield f"{name} in {base.name}/ is not a student's folder: unpack it or move it away"
        elif path not in used:
            yield f"{name}/ in {base.name}/ holds no assignment's folder: move it away"
        elif path not in inner and any(path.glob("*.ipynb")):
            yield f"{name}/ in {base.name}/ holds notebooks outside any assignment's folder"


def _lookalikes(submissions: list[Submission]) -> Iterator[str]:
    """Ids of one assignment that differ by capitals or forms of letters only."""
    alike: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in submissions:
        plain = unicodedata.normalize("NFKC", one.student).casefold()
        alike[one.assignment, plain].add(one.student)
    for (assignment, _), names in sorted(alike.items()):
        if len(names) > 1:
            some = ", ".join(printable(name, 80) for name in sorted(names))
            yield f"{printable(assignment)}: {some} look alike, and get a mark each: one person?"


def _shared(submissions: list[Submission]) -> Iterator[str]:
    """Files that several students have: one file with several names (hard links).

    What is read is what stands there now, and nothing is written to it: so it is graded, and a
    person decides whose work it is.
    """
    owners: dict[tuple[int, int], list[tuple[str, str, str]]] = defaultdict(list)
    for one in submissions:
        try:
            entries = [] if _linked(one) else list(os.scandir(one.folder))
        except OSError:
            continue
        for entry in entries:
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(status.st_mode) and status.st_nlink > 1:
                key = status.st_dev, status.st_ino
                owners[key].append((one.assignment, one.student, entry.name))
    for names in owners.values():
        students = sorted({student for _, student, _ in names})
        if len(students) > 1:
            assignment, _, name = names[0]
            some = ", ".join(printable(student, 80) for student in students)
            yield f"{printable(assignment)}: {printable(name)} is one file (hard links) of {some}"
