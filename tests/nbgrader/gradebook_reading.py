"""What a gradebook says, as plain values that two gradebooks can be compared by."""

from __future__ import annotations

from typing import Any

from nbgrader_courses import Course

Marks = dict[str, Any]
Submissions = dict[tuple[str, str], Marks]


def read(course: Course) -> Submissions:
    """Every submission of the gradebook: totals, each notebook, each grade and comment."""
    with course.gradebook() as gradebook:
        return {
            (submission.assignment.name, submission.student_id): _submission(submission)
            for assignment in gradebook.assignments
            for submission in assignment.submissions
        }


def _submission(submission: Any) -> Marks:
    return {
        "score": submission.score,
        "max_score": submission.max_score,
        "needs_manual_grade": submission.needs_manual_grade,
        "timestamp": submission.timestamp,
        "seconds_late": submission.total_seconds_late,
        "notebooks": {nb.name: _notebook(nb) for nb in submission.notebooks},
    }


def _notebook(notebook: Any) -> Marks:
    return {
        "score": notebook.score,
        "max_score": notebook.max_score,
        "needs_manual_grade": notebook.needs_manual_grade,
        "failed_tests": notebook.failed_tests,
        "late_submission_penalty": notebook.late_submission_penalty,
        "grades": {
            grade.name: {
                "auto_score": grade.auto_score,
                "manual_score": grade.manual_score,
                "extra_credit": grade.extra_credit,
                "score": grade.score,
                "max_score": grade.max_score,
                "needs_manual_grade": grade.needs_manual_grade,
                "failed_tests": grade.failed_tests,
            }
            for grade in notebook.grades
        },
        "comments": {
            comment.name: (comment.auto_comment, comment.manual_comment)
            for comment in notebook.comments
        },
    }


def grade(marks: Marks, cell: str, notebook: str = "p1") -> Marks:
    """One grade of a submission."""
    found: Marks = marks["notebooks"][notebook]["grades"][cell]
    return found


def auto_scores(marks: Marks, notebook: str = "p1") -> dict[str, float | None]:
    """The automatic score of each graded cell of a notebook."""
    grades = marks["notebooks"][notebook]["grades"]
    return {name: values["auto_score"] for name, values in grades.items()}
