"""What the reference's run tells of its answers, and what becomes of a test by it."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from autograder.engine.between.execution import Cell, CellResult, Execution
from autograder.engine.outside.engine import AssignmentServer, Engine
from autograder.wall.plan import Plan, Role, SourceCell

from . import runner

pytestmark = pytest.mark.sandbox
SETUP = "import numpy as np\nimport pandas as pd"
NUMBER = "def price():\n    return 7.5"


@pytest.fixture(scope="module")
def server(engine: Engine) -> AssignmentServer:
    return engine.assignment(runner.LIMITS, {})


def plan_of(answer: str, *tests: str, shown: str = "") -> Plan:
    """The plan for a notebook of one answer, a locked cell after it, and tests."""
    return Plan(
        [
            SourceCell("", Role.LOCKED, SETUP),
            SourceCell("a", Role.ANSWER, answer),
            SourceCell("", Role.LOCKED, shown),
            *(SourceCell(f"t{n}", Role.TEST, test) for n, test in enumerate(tests)),
        ]
    )


def run(server: AssignmentServer, plan: Plan, answer: str, shown: str = "") -> Execution:
    """A submission in the two processes."""
    tests = [Cell(cell.source, True, name=cell.name) for cell in plan.cells if cell.name]
    return server.run([Cell(SETUP, False), Cell(answer, True), Cell(shown, True), *tests], {}, plan)


def tried(
    server: AssignmentServer, reference: str, answer: str, *tests: str, shown: str = ""
) -> Sequence[CellResult]:
    """The tests of an answer after the reference's, by what is remembered of that as JSON."""
    plan = plan_of(reference, *tests, shown=shown)
    execution = run(server, plan, reference, shown)
    assert [r.outputs for r in execution.cells if r.error] == []
    remembered = json.loads(json.dumps(plan.expecting(execution.answers).expected))
    return run(server, plan.expecting(remembered), answer, shown).cells[3:]


def said(result: CellResult) -> str:
    """The kind of error and its message."""
    return " ".join(f"{o.get('ename')}: {o.get('evalue')}" for o in result.outputs)


def test_the_kinds_of_answers_are_told_by_what_was_asked(server: AssignmentServer) -> None:
    answer = (
        "class Shop:\n    stock = []\n    def sold(self):\n        return pd.Series([1, None])\n"
        "def shop():\n    return Shop()"
    )
    test = "s = shop()\nassert s.stock == [] and len(s.sold()) == 2"
    plan = plan_of(answer, test)
    told = run(server, plan, answer).answers[-1]
    assert told == {
        "shop": ("handle",), "shop()": ("handle",), "shop() beside": (), "shop().stock": ("empty",),
        "shop().sold": ("handle",), "shop().sold()": ("missing",),
        "shop().sold() beside": (),
    }  # fmt: skip


def test_what_is_asked_of_handles_and_answered_here_is_told(server: AssignmentServer) -> None:
    answer = "class V:\n    def __init__(self, n):\n        self.n = n\ndef f():\n    return 1"
    tests = (
        "assert V(1) != 1 and f != 'f'",
        "v = V(1)\nassert v != V(2) and v is not None and v != None and v and v in [v] and hash(v)",
        "assert f() == 1",
    )
    cells = run(server, plan_of(answer, *tests), answer).cells[3:]
    assert [cell.error for cell in cells] == [None, None, None]
    told = [cell.asked_of_handles for cell in cells]
    assert told == [("equality of `V`", "equality of `f`"), (), ()]


def test_a_students_process_is_not_believed_about_tests(server: AssignmentServer) -> None:
    forged = (
        "from autograder.engine import channel\nsend = channel.send\n"
        "def lie(sock, body, *more):\n"
        "    send(sock, {**body, 'asked_of_handles': ['x'], 'kinds': {'x': ['handle']}}, *more)\n"
        "channel.send = lie"
    )
    execution = server.run([Cell(SETUP, False), Cell(forged, True), Cell("1", True)], {})
    assert [(c.asked_of_handles, c.kinds) for c in execution.cells] == [((), None)] * 3


def test_a_test_that_passes_with_what_should_not_come_does_not_count(
    server: AssignmentServer,
) -> None:
    wrong = "def price():\n    return np.array([])"
    passed, number = tried(
        server, NUMBER, wrong, "assert np.allclose(price(), 7.5)",
        "points = 0.5\npoints += np.allclose(price(), 7.5)\nfloat(points)",
    )  # fmt: skip
    for result in (passed, number):
        assert said(result).startswith("Unexpected: `price` returned something empty")


def test_a_test_that_fails_keeps_its_own_words(server: AssignmentServer) -> None:
    (failed,) = tried(
        server,
        "def rows():\n    return pd.DataFrame({'x': [1]})",
        "def rows():\n    return pd.DataFrame({'x': []})",
        "assert len(rows()) == 1, 'the table has no rows'",
    )
    assert said(failed) == "AssertionError: the table has no rows"


def test_what_is_kept_for_later_tests_is_refused_at_once(server: AssignmentServer) -> None:
    (failed,) = tried(
        server, NUMBER, "def price():\n    return pd.NA", "assert not pd.isna(kept)\n",
        shown="kept = price()",
    )  # fmt: skip
    assert failed.error == "NameError"


def test_each_test_has_a_record_of_its_own(server: AssignmentServer) -> None:
    reference = "def found(n):\n    return pd.Series([7] * n)"
    answer = "def found(n):\n    return pd.Series([], dtype=int)"
    none, some = tried(
        server, reference, answer, "assert found(0).empty", "assert (found(2) == 7).all()"
    )
    assert none.error is None
    assert said(some).startswith("Unexpected: `found` returned")


def test_arguments_exceptions_and_calls_back_are_answers_too(server: AssignmentServer) -> None:
    reference = (
        "def fill(rows):\n    rows.append(7.5)\ndef fail():\n    raise ValueError(7.5)\n"
        "def each(f):\n    f(7.5)"
    )
    answer = (
        "def fill(rows):\n    rows.append(pd.NA)\ndef fail():\n    raise ValueError(pd.NA)\n"
        "def each(f):\n    f(pd.NA)"
    )
    results = tried(
        server, reference, answer, "rows = []\nfill(rows)\nassert len(rows) == 1",
        "try:\n    fail()\nexcept ValueError as e:\n    assert len(e.args) == 1",
        "heard = []\neach(heard.append)\nassert len(heard) == 1",
    )  # fmt: skip
    assert ["missing values" in said(result) for result in results] == [True, True, True]


def test_a_name_that_a_test_deletes_is_back_in_the_next(server: AssignmentServer) -> None:
    answer = "def helper():\n    return 1\ndef use():\n    return helper()"
    gone = "del helper\ntry:\n    use()\nexcept NameError:\n    pass\nelse:\n    raise TypeError"
    results = tried(server, answer, answer, gone, "assert use() == 1 and helper() == 1")
    assert [said(result) for result in results] == ["", ""]


def test_a_value_that_a_test_gives_a_name_stays_here(server: AssignmentServer) -> None:
    answer = "rate = 1\ndef cost():\n    return rate"
    (kept,) = tried(server, answer, answer, "rate = 4711\nassert cost() == 1")
    assert said(kept) == ""


def test_a_function_that_no_other_reads_is_not_replaced_for_the_student(
    server: AssignmentServer,
) -> None:
    # Else the answer could call the right one under its own name.
    test = "own = cost\ndef cost(n):\n    return n * 2\nassert own(3) == cost(3)"
    cheat = "def cost(n):\n    f = globals()['cost']\n    return f(n) if f.__name__ != n else 0\n"
    (right,) = tried(
        server, "def cost(n):\n    return n * 2", "def cost(n):\n    return 2 * n", test
    )
    assert said(right) == ""
    (failed,) = tried(server, "def cost(n):\n    return n * 2", cheat, test)
    assert failed.error == "RecursionError"
