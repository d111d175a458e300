"""Which submissions are to be graded: by name, and by what was graded before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.errors import CourseError, SubmissionError
from autograder.grading.course import Course, Submission


def choose(
    course: Course, assignments: Sequence[str], students: Sequence[str]
) -> dict[str, list[Submission]]:
    """The submissions of each assignment, of these students or of all.

    Raises `CourseError` for an assignment that nobody submitted, and for a student who submitted
    none of them.
    """
    there = course.assignments()
    for assignment in assignments:
        if assignment not in there:
            raise CourseError(
                f"nobody has submitted {assignment!r:.80}",
                f"check the name; submitted are: {', '.join(there) or 'none'}",
            )
    chosen = {name: course.submissions(name, list(students)) for name in assignments}
    present = {found.student for submissions in chosen.values() for found in submissions}
    if absent := [f"{student!r:.80}" for student in students if student not in present]:
        raise CourseError(
            f"{', '.join(absent)} did not submit {' or '.join(assignments)}",
            "check --student: it is the name of a folder below submitted",
        )
    if not present:
        raise CourseError(
            f"all who submitted {' or '.join(assignments)} are left out",
            "check CourseDirectory.student_id_exclude",
        )
    return {name: submissions for name, submissions in chosen.items() if submissions}


def due(course: Course, submission: Submission, force: bool) -> bool:
    """Whether a submission is to be graded: never was, is newer than its result, or is forced."""
    place = course.path("autograded", submission.student, submission.assignment)
    if force or not place.exists():
        return True
    new = timestamp(course, submission.folder)
    old = timestamp(course, place)
    return new is not None and old is not None and new > old


def timestamp(course: Course, folder: Path) -> Any:
    """The time in a submission's timestamp.txt, or None.

    Raises `SubmissionError` for one that is no time.
    """
    path = folder / "timestamp.txt"
    if path.exists() and not path.is_file():  # a pipe would make the reader wait for ever
        raise SubmissionError(f"{path.name} is not a plain file", "remove it, and grade again")
    try:
        return course.directory.get_existing_timestamp(str(folder))
    except (Exception, SystemExit) as error:
        raise SubmissionError(
            "timestamp.txt does not hold a time",
            "write one like '2026-03-01 12:00:00 UTC', or remove the file",
        ) from error
