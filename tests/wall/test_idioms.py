"""Each usual idiom of a test against each value that lies, and right answers in other styles.

All tests of all liars are one notebook, in one pair of processes: for each of them an answer cell
defines `answer` anew and a test cell uses it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from autograder.engine.between.execution import Cell, CellResult
from autograder.engine.outside.engine import AssignmentServer, Engine
from autograder.wall.plan import Plan, Role, SourceCell

from . import runner
from .idioms import IDIOMS, LIARS, LIARS_SETUP, OTHER_STYLES

pytestmark = pytest.mark.sandbox
SETUP = f"import math\nimport numpy as np\nimport pandas as pd\n{LIARS_SETUP}"
Task = tuple[str, str, str]
"""The body of the reference's `answer`, that of the student's, and the test."""


def _cell(body: str) -> str:
    return f"def answer():\n    {body}"


def results(server: AssignmentServer, tasks: Sequence[Task]) -> list[CellResult]:
    """What came of the tests of a student's answers, after the reference's passed them."""
    plan = Plan(
        [SourceCell("", Role.LOCKED, SETUP)]
        + [
            part
            for number, (reference, _, test) in enumerate(tasks)
            for part in (
                SourceCell(f"answer-{number}", Role.ANSWER, _cell(reference)),
                SourceCell(f"test-{number}", Role.TEST, test),
            )
        ]
    )

    def run(plan: Plan, which: int) -> tuple[list[CellResult], Sequence[object]]:
        cells = [Cell(SETUP, False)]
        for number, task in enumerate(tasks):
            cells += [Cell(_cell(task[which]), False), Cell(task[2], False, name=f"test-{number}")]
        execution = server.run(cells, {}, plan, one_life=True)
        return list(execution.cells[2::2]), execution.answers

    passed, answers = run(plan, 0)
    assert [r.outputs for r in passed if r.error] == []
    return run(plan.expecting(answers), 1)[0]  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def server(engine: Engine) -> AssignmentServer:
    return engine.assignment(runner.LIMITS, {})


@pytest.fixture(scope="module")
def liars(server: AssignmentServer) -> dict[str, list[str]]:
    """The idioms that each liar passes."""
    names = [(liar, idiom) for liar in LIARS for idiom in IDIOMS]
    tasks = [(IDIOMS[idiom][0], LIARS[liar], IDIOMS[idiom][1]) for liar, idiom in names]
    found: dict[str, list[str]] = {liar: [] for liar in LIARS}
    for (liar, idiom), result in zip(names, results(server, tasks), strict=True):
        if result.error is None:
            found[liar].append(idiom)
    return found


@pytest.mark.parametrize("liar", LIARS)
def test_no_idiom_is_passed_by_a_value_that_lies(liar: str, liars: dict[str, list[str]]) -> None:
    assert liars[liar] == []


@pytest.fixture(scope="module")
def styles(server: AssignmentServer) -> dict[str, CellResult]:
    """What came of each other style."""
    tasks = list(OTHER_STYLES.values())
    return dict(zip(OTHER_STYLES, results(server, tasks), strict=True))


@pytest.mark.parametrize("style", OTHER_STYLES)
def test_a_right_answer_of_another_type_passes(style: str, styles: dict[str, CellResult]) -> None:
    assert (styles[style].error, styles[style].outputs) == (None, [])
