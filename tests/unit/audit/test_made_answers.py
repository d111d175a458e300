"""Answers that are made automatically: they mean what they should, when they are run."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from autograder.audit.answers.cheats import CHEATS, cheats
from autograder.audit.answers.rewrites import locals_renamed, rewrites
from autograder.audit.answers.thoughtless import thoughtless
from autograder.audit.answers.trials import Material, Worth
from autograder.authoring.model import Excuse, Invariance

pytestmark = pytest.mark.unit

CHECKS = (
    'with check("t"):\n    assert total([1, 2]) == approx(3.0)\n    assert len(total([])) == 7\n'
)
TOTAL = '''
def total(numbers: list[float]) -> float:
    """The sum, for instance total([1, 2]) is 3.5."""
    so_far = 0
    for number in numbers:
        so_far = so_far + number
    return so_far
'''
TABLE = "def plan(table, rates, dp=2):\n    return table.assign(seen=len(rates), dp=dp)\n"
FRAME = pd.DataFrame({"x": [1, 2, 3]}, index=["a", "b", "c"])


def run(code: str, name: str, *given: Any, **named: Any) -> Any:
    space: dict[str, Any] = {}
    exec(code, space)
    return space[name](*given, **named)


def rewritten(kind: str) -> Any:
    """What `plan` gives after one rewrite of it."""
    (trial,) = [
        trial
        for trial in rewrites(Material("t", TABLE, "", "plan(1)", [Excuse("t", kind, "", 1)]))
        if trial.name == kind
    ]
    return run(trial.code, "plan", FRAME, FRAME, dp=1)


def test_local_names_change_and_nothing_else() -> None:
    renamed = locals_renamed(TOTAL)
    assert renamed is not None
    assert "so_far_here + number_here" in renamed
    assert run(renamed, "total", numbers=[1, 2]) == 3


@pytest.mark.parametrize(
    "code",
    [
        "def f(a):\n    b = a\n    return table.query('x > @b')",
        "def f(a):\n    b = a\n    return locals()",
        "def f(a):\n    return a",
        "def f():\n    global b\n    b = 1",
        "def f(a):\n    def g(b):\n        return b\n    a = g(1)\n    return g(a)",
        "b = 1",
    ],
)
def test_names_that_others_can_see_are_left_alone(code: str) -> None:
    assert locals_renamed(code) is None


def test_a_name_of_an_inner_function_and_of_an_import_stays() -> None:
    inner = "    def g():\n        return b\n"
    code = f"def f(a):\n    import math\n{inner}    b = math.pi\n    return g()\n"
    renamed = locals_renamed(code)
    assert renamed is not None
    assert run(renamed, "f", 1) == math.pi


def test_numbers_of_numpy_come_where_numbers_are_promised() -> None:
    (trial,) = [
        one for one in rewrites(Material("t", TOTAL, CHECKS, CHECKS)) if "numpy" in one.name
    ]
    assert type(run(trial.code, "total", [1.5])) is np.float64
    assert type(run(trial.code, "total", [1])) is np.int64
    promised = TABLE.replace("dp=2)", "dp=2) -> pd.DataFrame")
    assert not [
        one for one in rewrites(Material("t", promised, "", "plan(1)")) if "numpy" in one.name
    ]
    pair = "def f(a) -> tuple[float, float]:\n    return a, True\n"
    (trial,) = [one for one in rewrites(Material("t", pair, "", "f(1)")) if "numpy" in one.name]
    assert [type(one) for one in run(trial.code, "f", 1.0)] == [np.float64, bool]


def test_tables_and_numbers_come_and_go_in_other_forms() -> None:
    assert list(rewritten(Invariance.INPUT_COLUMNS).columns) == ["x", "remark", "seen", "dp"]
    assert list(rewritten("input index: table").index) == [7, 8, 9]
    assert list(rewritten("input index: rates").index) == ["a", "b", "c"]
    assert sorted(rewritten(Invariance.INPUT_ORDER)["x"]) == [1, 2, 3]
    assert list(rewritten(Invariance.INPUT_ORDER)["x"]) != [1, 2, 3]
    assert rewritten(Invariance.INPUT_FLOATS)["dp"].dtype == float
    assert list(rewritten(Invariance.OUTPUT_COLUMNS).columns) == ["x", "seen", "dp", "remark"]
    assert list(rewritten(Invariance.OUTPUT_INDEX).index) == [7, 8, 9]
    assert list(rewritten(Invariance.OUTPUT_ORDER)["x"]) == [3, 2, 1]
    assert all(rewritten(kind) is not None for kind in Invariance)


def test_answers_without_a_thought_give_nothing_or_what_the_page_shows() -> None:
    trials = {trial.name: trial.code for trial in thoughtless(Material("t", TOTAL, CHECKS, CHECKS))}
    assert run(trials["gives None"], "total", [1]) is None
    assert run(trials["gives an empty dict"], "total", [1]) == {}
    assert run(trials["gives back its first argument"], "total", [1], 2) == [1]
    assert run(trials["gives back its last argument"], "total", [1], more=2) == 2
    assert run(trials["gives 3.0, copied from the page"], "total", [1]) == 3.0
    assert run(trials["gives 3.5, copied from the page"], "total", [1]) == 3.5
    assert run(trials["gives 7, copied from the page"], "total", [1]) == 7


def test_an_empty_result_has_the_right_columns() -> None:
    (trial,) = [
        one
        for one in thoughtless(Material("t", TABLE, "", "plan(1)"))
        if one.name == "gives an empty result"
    ]
    result = run(trial.code, "plan", FRAME, FRAME)
    assert (list(result.columns), len(result)) == (["x", "seen", "dp"], 0)


def test_a_value_is_answered_by_values() -> None:
    checks = 'assert month == "June"'
    codes = [trial.code for trial in thoughtless(Material("t", 'month = "June"', checks, checks))]
    assert any(code.endswith("month = None\n") for code in codes)
    assert any(code.endswith("month = 'June'\n") for code in codes)


@pytest.mark.parametrize("number", range(len(CHEATS)))
def test_a_cheat_is_python_for_functions_and_for_values(number: int) -> None:
    for answer, checks in ((TOTAL, CHECKS), ("month = 1", "month")):
        trial = cheats(Material("task", answer, checks, checks))[number]
        compile(trial.code, "cheat", "exec")
        assert "{task}" not in trial.code


def test_the_battery_is_about_twenty_and_every_cheat_has_a_name_of_its_own() -> None:
    assert len({cheat.name for cheat in CHEATS}) == len(CHEATS) >= 20


def by_heart(answer: str, visible: str) -> str | None:
    """The code that knows the calls of a visible check, if there is one."""
    trials = thoughtless(Material("t", answer, visible, "total(1)"))
    return next((trial.code for trial in trials if trial.worth is Worth.NOT_ALL), None)


def test_what_knows_the_page_by_heart_knows_its_calls_and_no_others() -> None:
    code = by_heart(TOTAL, CHECKS + "    total(3)\n")
    assert code is not None
    assert run(code, "total", [1, 2]) == 3
    assert run(code, "total", []) == 0
    with pytest.raises(TypeError):
        run(code, "total", 3)
    with pytest.raises(KeyError):
        run(code, "total", [1, 2, 3])
    assert by_heart(TOTAL, "total(levels)") is None


def test_what_works_through_a_file_is_not_tried_with_an_empty_result() -> None:
    aside = 'def save(path: str) -> None:\n    open(path, "w").close()'
    tried = {trial.name for trial in thoughtless(Material("t", aside, "save('x')", "save('x')"))}
    assert "gives an empty result" not in tried
    assert "gives None" in tried
    giving = aside.replace(" -> None", "")
    tried = {trial.name for trial in thoughtless(Material("t", giving, "save('x')", "save('x')"))}
    assert "gives an empty result" in tried
