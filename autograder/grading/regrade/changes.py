"""What grading again changes for one student, cell by cell, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from autograder.grading.regrade.graded_before import Said
from autograder.grading.regrade.snapshot import Grade, Place, Snapshot
from autograder.grading.results import NotebookResult
from autograder.harmless.text import printable

_NAMES = {
    "checks": "the checks",
    "lab": "the instructor's notebook",
    "grader": "the grader's version",
    "nbgrader": "nbgrader's version",
}
NO_REASON = "nothing that is recorded: the answer or its check may not give the same twice"


@dataclass(frozen=True)
class CellChange:
    """One check: its points and what it said, before and after.

    `before` and `after` are points by the check, None where there were none. `by_hand` are points
    that a person gave instead; they count, whatever the check gives.
    """

    notebook: str
    cell: str
    before: float | None
    after: float | None
    max_score: float
    by_hand: float | None
    said_before: str | None
    said_after: str | None

    @property
    def of_points(self) -> bool:
        """Whether the check gives other points, not only other words."""
        return self.before != self.after


@dataclass(frozen=True)
class StudentChange:
    """What changes for one student. Totals are nbgrader's, the late penalty taken off."""

    assignment: str
    student: str
    before: float | None
    after: float
    max_score: float
    penalty_before: float
    penalty_after: float
    cells: tuple[CellChange, ...]
    by_hand: tuple[Place, ...]
    why: tuple[str, ...]

    @property
    def of_points(self) -> bool:
        """Whether any points change."""
        return self.before != self.after or any(cell.of_points for cell in self.cells)

    def as_dict(self) -> dict[str, Any]:
        """Plain data in the form of docs/regrading.md."""
        data = asdict(self)
        data["by_hand"] = [{"notebook": name, "cell": cell} for name, cell in self.by_hand]
        return data


def compare(
    who: tuple[str, str],
    before: Snapshot | None,
    after: Snapshot,
    earlier: Mapping[str, Said],
    now: Mapping[str, Said],
    results: Mapping[str, NotebookResult],
    compat: bool,
) -> StudentChange:
    """What changed for one submission (assignment, student); texts are by notebook."""
    known: Mapping[Place, Grade] = before.grades if before else {}
    cells = []
    for (name, cell), grade in after.grades.items():
        old = known.get((name, cell))
        said_before = earlier[name].messages.get(cell) if name in earlier else None
        said_after = now[name].messages.get(cell) if name in now else None
        same_words = said_before is None or said_before == said_after
        same_points = old is not None and old.auto == grade.auto
        if not (same_points and same_words):
            cells.append(
                CellChange(
                    name, cell, old.auto if old else None, grade.auto, grade.max_score,
                    grade.manual, said_before, said_after,
                )
            )  # fmt: skip
    again = before is not None and before.timestamp != after.timestamp
    why = ["it was handed in again since"] if again else []
    for name, result in results.items():
        why += [f"{name}: {reason}" for reason in _reasons(earlier.get(name), result, compat)]
    return StudentChange(
        *who,
        before.score if before else None,
        after.score,
        after.max_score,
        sum(before.penalties.values()) if before else 0.0,
        sum(after.penalties.values()),
        tuple(sorted(cells, key=lambda change: (change.notebook, change.cell))),
        tuple(sorted(before.by_hand & after.by_hand)) if before else (),
        tuple(why or [NO_REASON] if cells else why),
    )


def _reasons(earlier: Said | None, result: NotebookResult, compat: bool) -> list[str]:
    """Which of the recorded versions and ways of grading differ."""
    if earlier is None or result.versions is None or result.missing:
        return []
    record = earlier.record
    if "isolation" not in record:  # a source notebook has its lab's version only
        return ["another program graded it before"]
    found = []
    versions = record.get("versions")
    if not isinstance(versions, Mapping):
        found.append("an older version of this package graded it before")
        versions = {}
    for key, new in result.versions.as_dict().items():
        old = versions.get(key)
        implied = key == "lab" and versions.get("checks") != result.versions.checks
        if key in _NAMES and old is not None and old != new and not implied:
            found.append(f"{_NAMES[key]} changed, {printable(str(old))} to {new or 'none'}")
    if record.get("compat") is not None and bool(record["compat"]) != compat:
        mode = "with" if record["compat"] else "without"
        found.append(f"it was graded {mode} --compat before")
    place = _tests_ran_in(record.get("wall"))
    level = result.isolation.level if result.isolation is not None else None
    if place and result.walling is not None and place != result.walling.place(level):
        found.append(f"its tests ran in {printable(place)} before")
    return found


def _tests_ran_in(wall: Any) -> str:
    return str(wall.get("tests_run_in", "")) if isinstance(wall, Mapping) else ""
