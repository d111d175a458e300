"""The marks of a course as they leave it: totals with late penalties, by student and assignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.errors import CourseError
from autograder.grading.courses.course import Course
from autograder.grading.records.gradebook import open_gradebook
from autograder.grading.records.standing import standings


@dataclass(frozen=True)
class Student:
    """Who is marked; `lms_id` is the id in the learning platform, as nbgrader stores it."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_id: str = ""

    @property
    def name(self) -> str:
        """Last name first, the id where the gradebook has no name."""
        return ", ".join(filter(None, (self.last_name, self.first_name))) or self.id


@dataclass(frozen=True)
class Total:
    """One student's mark in one assignment.

    score     points with manual marks and extra credit, the late penalty taken off; never below 0
    penalty   points that were taken off for being late
    pending   a person has something to mark yet
    """

    score: float
    max_score: float
    penalty: float = 0.0
    pending: bool = False
    timestamp: str = ""


@dataclass(frozen=True)
class Marks:
    """Students, assignments with their maximum, and a total for everything that was handed in."""

    students: tuple[Student, ...]
    assignments: dict[str, float]
    totals: dict[tuple[str, str], Total]

    def total(self, student: Student, assignment: str) -> Total | None:
        """None where nothing was handed in: that is no zero."""
        return self.totals.get((student.id, assignment))

    @property
    def pending(self) -> list[tuple[str, str]]:
        """Student and assignment of all that a person has still to mark."""
        return [key for key, total in self.totals.items() if total.pending]


def read_marks(course: Course, assignments: Sequence[str] = ()) -> Marks:
    """Read the gradebook; all assignments, or these.

    Raises:
        CourseError: an assignment is unknown, or nobody is in the gradebook.
    """
    with open_gradebook(course) as gradebook:
        known = {str(one.name): one for one in gradebook.assignments}
        for name in assignments:
            if name not in known:
                there = ", ".join(known) or "none"
                raise CourseError(
                    f"the gradebook has no assignment {name!r:.80}", f"those it has: {there}"
                )
        chosen = {name: known[name] for name in assignments or known}
        students = tuple(
            Student(
                str(one.id),
                one.first_name or "",
                one.last_name or "",
                one.email or "",
                one.lms_user_id or "",
            )
            for one in gradebook.students
        )
        totals, maxima = {}, {}
        for name, assignment in chosen.items():
            maxima[name] = float(assignment.max_score)
            for student, standing in standings(gradebook, assignment).items():
                totals[student, name] = Total(
                    standing.mark,
                    maxima[name],
                    standing.late_penalty,
                    standing.needs_manual_grade,
                    str(standing.timestamp or ""),
                )
    if not students or not maxima:
        raise CourseError("the gradebook is empty", "grade something first: labs grade")
    return Marks(students, maxima, totals)
