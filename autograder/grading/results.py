"""The result of grading, for the table on the screen, for `--json` and for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from autograder.checks.card import State
from autograder.engine.between.execution import Isolation
from autograder.grading.instructor.versions import Versions
from autograder.grading.marking.marks import Mark
from autograder.grading.marking.verdict import Verdict
from autograder.grading.proving.walling import Walling
from autograder.sandbox.level import Level


class Status(StrEnum):
    """What became of a submission."""

    GRADED = "graded"
    SKIPPED = "skipped"  # graded before, and nothing newer was submitted
    FAILED = "failed"  # not graded; `problem` says why and what to do


@dataclass(frozen=True)
class NotebookResult:
    """One notebook's marks. `missing` when the student did not hand it in."""

    name: str
    marks: Sequence[Mark]
    isolation: Isolation | None = None
    seconds: float = 0.0
    notes: Sequence[str] = ()
    missing: bool = False
    walling: Walling | None = None
    versions: Versions | None = None
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)


@dataclass(frozen=True)
class SubmissionResult:
    """One submission's result. `score` and `max_score` are nbgrader's totals from the gradebook."""

    assignment: str
    student: str
    status: Status
    notebooks: Sequence[NotebookResult] = ()
    score: float | None = None
    max_score: float | None = None
    needs_manual_grade: bool = False
    seconds: float = 0.0
    problem: str = ""
    notes: Sequence[str] = ()

    @property
    def all_notes(self) -> list[str]:
        """Everything unusual, the submission's own notes first."""
        return [*self.notes, *(note for nb in self.notebooks for note in nb.notes)]

    def as_dict(self) -> dict[str, Any]:
        """Plain data in the form that docs/grading-json.md describes."""
        return {
            "assignment": self.assignment,
            "student": self.student,
            "status": self.status.value,
            "score": self.score,
            "max_score": self.max_score,
            "needs_manual_grade": self.needs_manual_grade,
            "seconds": round(self.seconds, 4),
            "problem": self.problem or None,
            "notes": list(self.notes),
            "notebooks": [_notebook(notebook) for notebook in self.notebooks],
        }


@dataclass(frozen=True)
class AssignmentResult:
    """One assignment: where its tests ran, notebook by notebook, or why it was not graded."""

    assignment: str
    wallings: Mapping[str, Walling] = field(default_factory=dict)
    problem: str = ""

    def as_dict(self, level: Level | None) -> dict[str, Any]:
        """Plain data in the form that docs/grading-json.md describes."""
        return {
            "assignment": self.assignment,
            "problem": self.problem or None,
            "notebooks": [
                {"name": name, "tests": walling.total, "wall": walling.as_dict(level)}
                for name, walling in self.wallings.items()
            ],
        }


def _notebook(result: NotebookResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "missing": result.missing,
        "seconds": round(result.seconds, 4),
        "notes": list(result.notes),
        "isolation": result.isolation.as_dict() if result.isolation else None,
        "wall": _wall(result),
        "versions": result.versions.as_dict() if result.versions else None,
        "cells": [
            {
                "cell": mark.cell,
                "score": mark.score,
                "max_score": mark.max_score,
                "needs_manual_grade": mark.score is None or mark.review,
                "comment": mark.comment,
                "note": mark.note or None,
                **_said(mark, result.verdicts.get(mark.cell)),
            }
            for mark in result.marks
            if mark.graded
        ],
    }


def _said(mark: Mark, verdict: Verdict | None) -> dict[str, Any]:
    """What the check said; without a card or an error a test that gave all points passed."""
    if mark.commented:  # an answer that a person marks
        return {"state": None, "message": None}
    if verdict is not None:
        return {"state": verdict.state.value, "message": verdict.line or None}
    full = mark.score is not None and mark.score == mark.max_score
    return {"state": State.PASSED.value if full else None, "message": None}


def _wall(result: NotebookResult) -> dict[str, Any] | None:
    level = result.isolation.level if result.isolation else None
    return result.walling.as_dict(level) if result.walling else None
