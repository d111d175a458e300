"""Which submissions are to be graded: by name, and by what was graded before."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.errors import CourseError
from autograder.grading.courses.course import Course, Submission
from autograder.grading.submission.timestamps import changed


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
    return changed(course, submission.folder, place)
