"""A cell's code is refused what it must not use when it runs; libraries and other cells are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.engine.between.execution import Cell, CellResult, Guard
from autograder.engine.outside.engine import Engine
from autograder.sandbox.limits import Limits

GUARD = Guard(("set", "sorted"), ("json", "numpy.linalg", "set", "sorted"))
HELPER = "def helper(x): return sorted(x)\nprint(helper([2, 1]))"
ANSWER = """
import builtins
import pandas as pd

def direct(x): return sorted(x)
def by_eval(x): return eval("sor" + "ted")(x)
def by_exec(x): exec("y = sorted(x)", {"x": x})
def by_module(x): return getattr(builtins, "sor" + "ted")(x)
def by_import(x): import json
def by_from(x): from numpy import linalg
def by_importlib(x):
    import importlib
    return importlib.import_module("js" + "on")
def by_type(x): return isinstance(x, set)
def by_helper(x): return helper(x)
def by_library(x): return pd.Series(x).sort_values().tolist()
def by_comprehension(x): return [i + 1 for i in x]
def by_own_eval(x): return eval("len(x) + 1")
def by_literal(x): return {i for i in x}
class Own:
    values = [i for i in range(3)]
"""
REFUSED = {
    "direct": "sorted", "by_eval": "sorted", "by_exec": "sorted", "by_module": "sorted",
    "by_import": "json", "by_from": "numpy.linalg", "by_importlib": "json", "by_type": "set",
    "by_helper": "sorted",
}  # fmt: skip
ALLOWED = {
    "by_library": "[1, 2, 3]", "by_comprehension": "[4, 2, 3]", "by_own_eval": "4",
    "by_literal": "{1, 2, 3}",
}  # fmt: skip
Results = Callable[[str], CellResult]


@pytest.fixture(scope="module")
def results(engine: Engine) -> dict[str, CellResult]:
    """The result of calling each function from a cell that nothing is forbidden to."""
    names = [*REFUSED, *ALLOWED]
    own = Cell(HELPER, True, guard=Guard(GUARD.names, GUARD.modules, strict=False))
    calls = [Cell(f"print({name}([3, 1, 2]))", True) for name in names]
    last = Cell(
        "import builtins, json\nprint(sorted([2, 1]), helper([2, 1]), __builtins__ is builtins)",
        True,
    )
    server = engine.assignment(Limits(), {})
    cells = [own, Cell(ANSWER, True, guard=GUARD), *calls, last]
    found = server.run(cells, {}).cells
    server.close()
    return dict(zip(["own", "answer", *names, "last"], found, strict=True))


@pytest.mark.parametrize("name", REFUSED)
def test_code_of_the_cell_is_refused_it_wherever_it_is_called(
    results: dict[str, CellResult], name: str
) -> None:
    (error,) = results[name].outputs
    assert (error["ename"], error["evalue"]) == (
        "ForbiddenName", f"`{REFUSED[name]}` must not be used here",
    )  # fmt: skip


@pytest.mark.parametrize("name", ALLOWED)
def test_libraries_and_all_else_work_as_ever(results: dict[str, CellResult], name: str) -> None:
    assert results[name].outputs[0]["text"] == ALLOWED[name] + "\n"


def test_cells_of_the_students_own_are_free_until_an_answer_calls_them(
    results: dict[str, CellResult],
) -> None:
    assert results["own"].outputs[0]["text"] == "[1, 2]\n"


def test_cells_after_it_are_refused_nothing(results: dict[str, CellResult]) -> None:
    assert results["answer"].error is None
    assert results["last"].outputs[0]["text"] == "[1, 2] [1, 2] True\n"
