"""Runs attacks on the wall as `labs grade` runs submissions, and judges what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from autograder.engine.between.execution import Cell, CellResult, Execution
from autograder.engine.outside.engine import AssignmentServer
from autograder.grading.marking.marks import mark
from autograder.grading.nbgrader_api import nbformat
from autograder.sandbox.limits import Limits
from autograder.wall.plan import Plan, Role, SourceCell

from .cases import HONEST, POINTS, SECRETS, TOOLS, Case

LIMITS = Limits(
    wall_seconds=8, total_seconds=60, cpu_seconds=10, memory_mb=512, disk_mb=16, files=1000,
    open_files=128, output_mb=1, threads=40,
)  # fmt: skip
AT_ONCE = 4
ATTACKED, OTHER = "test-attacked", "test-other"


def source_cells(case: Case) -> list[SourceCell]:
    """The instructor's notebook."""
    return [
        SourceCell("setup", Role.LOCKED, case.first_cell),
        SourceCell("other", Role.ANSWER, HONEST),
        SourceCell("attacked", Role.ANSWER, case.reference),
        SourceCell(ATTACKED, Role.TEST, case.hidden),
        SourceCell(OTHER, Role.TEST, case.other),
    ]


def submission(case: Case, answer: str) -> list[Cell]:
    """A notebook with this answer as the grader runs it, with the tests put back."""
    own = [TOOLS] if case.tools else []
    own += [HONEST, answer]
    return [
        Cell(case.first_cell, False),
        *(Cell(source, True) for source in own),
        Cell(case.hidden, True, case.seconds, name=ATTACKED),
        Cell(case.other, True, case.seconds if case.ends else None, name=OTHER),
    ]


def score(source: str, result: CellResult) -> float | None:
    """The points of a test, by the grader's own rules."""
    cell = nbformat.v4.new_code_cell(source)
    cell.outputs = [nbformat.from_dict(output) for output in result.outputs]
    cell.metadata["nbgrader"] = {
        "grade": True, "solution": False, "locked": True, "task": False, "grade_id": "test",
        "points": POINTS, "schema_version": 3,
    }  # fmt: skip
    given = mark(cell, result, compat=False)
    assert given is not None
    return given.score


def printed(execution: Execution) -> str:
    """All that the student's code could show: every output but the traceback of a test."""
    parts: list[Any] = []
    for result in execution.cells:
        for output in result.outputs:
            parts += [output.get("text", ""), *output.get("data", {}).values()]
            if output.get("ename") != "AssertionError":  # that is the test's own
                parts += [output.get("ename", ""), output.get("evalue", "")]
    for result in execution.cells[:-2]:
        parts += [output.get("traceback", "") for output in result.outputs]
    return "\n".join(map(str, [*parts, *execution.notes]))


def judge(case: Case, execution: Execution) -> list[str]:
    """What is not as it must be."""
    attacked, other = execution.cells[-2:]
    found = []
    got = score(case.hidden, attacked)
    if got != case.score:
        found.append(f"it gets {got} where it deserves {case.score}: {_shown(attacked)}")
    kept = score(case.other, other)
    # Who breaks the own wall may be too late to lose what comes after.
    if kept not in ((0, POINTS) if case.ends else (POINTS,)):
        found.append(f"the other task gets {kept}: {other.ending} {other.note} {_shown(other)}")
    text = printed(execution)
    found += [f"{secret!r} could be printed" for secret in SECRETS if secret in text]
    notes = " | ".join([*execution.notes, attacked.note])
    if case.note not in notes:
        found.append(f"a person should be told {case.note!r}, but: {notes!r} {_shown(attacked)}")
    return found


def _shown(result: CellResult) -> str:
    return str([(o.get("text"), o.get("ename"), o.get("evalue")) for o in result.outputs])[:1500]


def run_one(server: AssignmentServer, case: Case) -> list[str]:
    """Run a case as the grader does it, after the reference; returns complaints.

    Where the reference cannot pass (the test unpickles, say), nothing is known of its answers.
    """
    plan = Plan(source_cells(case))
    try:
        reference = server.run(submission(case, case.reference), {}, plan)
        if score(case.hidden, reference.cells[-2]) == POINTS:
            plan = plan.expecting(reference.answers)
        execution = server.run(submission(case, case.answer), {}, plan)
    except Exception as error:
        return [f"the grader raised {error!r}"]
    return judge(case, execution)


def run(server: AssignmentServer, cases: Sequence[Case]) -> dict[str, list[str]]:
    """Run cases, several at once; complaints by name, none where all is well."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda case: run_one(server, case), cases))
    return {case.name: complaints for case, complaints in zip(cases, found, strict=True)}
