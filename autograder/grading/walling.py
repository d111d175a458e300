"""Whether an assignment's tests can run behind the wall: its own reference has to prove it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.engine.execution import Cell, Execution
from autograder.grading.marks import mark
from autograder.grading.nbgrader_api import nbformat, utils
from autograder.wall.plan import Plan, Role, SourceCell


@dataclass(frozen=True)
class Walling:
    """Where an assignment's tests run: behind the wall by `plan`, or with the student's code.

    reason   why not behind the wall, with what to do about it; "" if they do
    """

    plan: Plan | None
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain data for the record of a result."""
        place = "a process of their own" if self.plan else "the student's process"
        return {"tests_run_in": place, "reason": self.reason or None}


ASKED_FOR = Walling(None, "asked for by --no-wall")
COMPATIBLE = Walling(None, "nbgrader runs them there, and --compat does the same")


def role(cell: Any) -> Role:
    """What a code cell of an nbgrader notebook is; one without a mark is the instructor's."""
    if utils.is_solution(cell):
        return Role.ANSWER
    return Role.TEST if utils.is_grade(cell) else Role.LOCKED


def name(cell: Any) -> str:
    """A cell's id, "" without one."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def source_cells(code: Sequence[Any]) -> list[SourceCell]:
    """The code cells of a notebook as a plan reads them."""
    return [SourceCell(name(cell), role(cell), str(cell.source)) for cell in code]


def plan_of(code: Sequence[Any], lean: bool = True) -> Plan:
    """The plan for a notebook, from the code cells of the instructor's own."""
    return Plan(source_cells(code), lean)


def cell_to_run(cell: Any) -> Cell:
    """A code cell as the engine takes it: tests have names, what may break off a checkpoint."""
    may_break = bool(utils.is_grade(cell) or not utils.is_locked(cell))
    test = name(cell) if role(cell) is Role.TEST else ""
    return Cell(str(cell.source), may_break, name=test)


def prove(code: Sequence[Any], run: Callable[[Sequence[Cell], Plan | None], Execution]) -> Walling:
    """Run the reference behind the wall; where it loses points, its tests stay with the student.

    `code` are the code cells of the prepared reference; their outputs are left as they were.
    """
    cells = [cell_to_run(cell) for cell in code]
    lost: list[str] = []
    for lean in (True, False):
        plan = plan_of(code, lean)
        if not plan.places:
            return Walling(plan)
        execution = run(cells, plan)
        lost = _lost_points(code, execution)
        if not lost:
            return Walling(plan.expecting(execution.answers))
    remedy = "see docs/security.md for what a test may use"
    if _lost_points(code, run(cells, None)):
        remedy = "it does not get them in one process either: mend the reference or the tests"
    return Walling(None, f"the reference does not get full marks in '{lost[0]}'; {remedy}")


def _lost_points(code: Sequence[Any], execution: Execution) -> list[str]:
    lost = []
    for cell, result in zip(code, execution.cells, strict=True):
        if role(cell) is Role.TEST:
            graded = nbformat.from_dict({**cell, "outputs": result.outputs})
            given = mark(graded, result, compat=False)
            if given is not None and (given.score is None or given.score < given.max_score):
                lost.append(name(cell))
    return lost
