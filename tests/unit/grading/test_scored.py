"""What a test gives in one run, and whose fault it is: of the reference, or of a limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from autograder.engine.between.execution import (
    CellResult,
    Ending,
    Execution,
    Isolation,
    error_output,
)
from autograder.grading.marking.marks import Mark
from autograder.grading.marking.scored import Scored, scored
from autograder.grading.marking.second_opinion import settle
from autograder.grading.nbgrader_api import nbformat
from autograder.sandbox.level import Level
from autograder.sandbox.limits import Limits

pytestmark = pytest.mark.unit


@dataclass(frozen=True)
class Asked(CellResult):
    """A result of a test that asked something of handles."""

    asked_of_handles: tuple[str, ...] = ("truth of `basket`",)


def cell(name: str = "t") -> Any:
    made = nbformat.v4.new_code_cell("assert f")
    role = {"grade": True, "solution": False, "locked": True, "points": 2, "grade_id": name}
    made.metadata["nbgrader"] = {**role, "schema_version": 3, "task": False}
    return made


def execution(*results: CellResult, limits: Limits | None = None) -> Execution:
    return Execution(results, Isolation(Level.FULL, "", 1, limits or Limits()), 0.1)


def failed(name: str, message: str, ending: Ending = Ending.DONE, note: str = "") -> CellResult:
    return CellResult([error_output(name, message)], 1, ending, name, note=note)


def verdict(result: CellResult, limits: Limits | None = None) -> Scored:
    return scored([cell()], execution(result, limits=limits))["t"]


def test_a_test_that_passes_has_no_reason() -> None:
    found = verdict(CellResult([], 1, finished=True))
    assert (found.points, found.why, found.remedy) == ("2 of 2", "", "")


def test_an_error_is_one_short_printable_line() -> None:
    found = verdict(failed("AssertionError", "one\n\x1b[31mtwo" + "x" * 1000))
    assert found.points == "0 of 2"
    assert found.why.startswith("AssertionError: one [31mtwo")
    assert found.why.isprintable()
    assert len(found.why) <= 160


@pytest.mark.parametrize(
    ("result", "names"),
    [
        (failed("TimeLimit", "", Ending.TIMED_OUT, "it took too long"), "wall_seconds"),
        (failed("MemoryError", ""), "memory_mb"),
        (failed("OSError", "[Errno 28] No space left on device"), "disk_mb"),
        (failed("BlockingIOError", "Resource temporarily unavailable"), "processes = 0"),
        (failed("RuntimeError", "can't start new thread"), "processes = 0"),
    ],
)
def test_a_limit_is_named_where_it_is_the_cause(result: CellResult, names: str) -> None:
    assert names in verdict(result).remedy


def test_processes_are_not_blamed_where_they_are_allowed() -> None:
    found = verdict(failed("BlockingIOError", "x"), Limits(processes=8))
    assert found.remedy == ""


def test_what_was_asked_of_handles_is_read() -> None:
    assert verdict(Asked([], 1)).asked == ("truth of `basket`",)
    assert verdict(CellResult([], 1, finished=True)).asked == ()


def test_a_point_needs_both_verdicts() -> None:
    code = [cell("a"), cell("b"), cell("c")]
    marks = [Mark(name, True, False, 2.0, 2.0, None) for name in "abc"]
    second = execution(
        failed("AssertionError", ""), CellResult([], 1, finished=True), failed("E", "")
    )
    settled = settle(marks, code, second, {"a", "b"})
    assert [mark.score for mark in settled] == [0, 2, 2]  # nobody asked twice about `c`
    assert "'a' gets 0 of 2" in settled[0].note
    assert [len(one.outputs) for one in code] == [1, 0, 0]
    assert code[0].outputs[0].ename == "SecondOpinion"


def test_a_second_run_never_raises_a_mark_and_a_missing_one_gives_nothing() -> None:
    low = Mark("a", True, False, 1.0, 2.0, None)
    assert settle([low], [cell("a")], execution(CellResult([], 1, finished=True)), {"a"}) == [low]
    assert settle([low], [], execution(), {"a"})[0].score == 0
