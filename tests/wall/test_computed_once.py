"""What a cell between answer and test computes with an answer is computed once, and means the same.

Each case is an answer, a locked cell that calls it, and a test that needs what the cell made. The
answer counts its calls in `calls`, which the test looks at, too.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from autograder.engine.between.execution import Cell, Execution
from autograder.engine.outside.engine import Engine
from autograder.sandbox.level import Level
from autograder.sandbox.limits import Limits
from autograder.wall.plan import Plan, Role, SourceCell

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(200)]

SETUP = "import numpy as np\nimport pandas as pd\nimport random\ncalls = []"


@dataclass(frozen=True)
class Case:
    """`once` is how often the answer is called in all."""

    answer: str
    between: str
    test: str
    once: int = 1


CASES = {
    "a number": Case("def f(x):\n    calls.append(x)\n    return x + 1",
                     "y = f(2)", "assert y == 3"),
    "a table": Case(
        "def f(t):\n    calls.append(1)\n    return t.assign(b=t.a * 2)",
        "table = pd.DataFrame({'a': range(5000)})\nmade = f(table)",
        "assert made.b.sum() == 2 * sum(range(5000))\nassert list(table) == ['a']",
    ),
    "twice with other arguments": Case(
        "def f(x):\n    calls.append(x)\n    return [x] * x",
        "first = f(2)\nsecond = f(x=3)\nsame = f(2)",
        "assert (first, second, same) == ([2, 2], [3, 3, 3], [2, 2])", 3,
    ),
    "an argument that is changed in place": Case(
        "def f(t):\n    calls.append(1)\n    t['b'] = 1\n    return len(t)",
        "table = pd.DataFrame({'a': [1, 2, 3]})\nn = f(table)",
        "assert n == 3\nassert list(table) == ['a', 'b']",
    ),
    "an argument that is given back": Case(
        "def f(v):\n    calls.append(1)\n    v.append(4)\n    return v",
        "values = [1]\nback = f(values)\nback.append(5)",
        "assert back is values\nassert values == [1, 4, 5]",
    ),
    "a result that is changed later": Case(
        "def f():\n    calls.append(1)\n    return {'a': 1}",
        "made = f()\nmade['b'] = 2", "assert made == {'a': 1, 'b': 2}",
    ),
    "random numbers of the process": Case(
        "def f(n):\n    calls.append(1)\n    return [random.random() for _ in range(n)]",
        "random.seed(3)\ndrawn = f(3)\nrandom.seed(3)\nwanted = [random.random() for _ in '123']",
        "assert drawn == wanted",
    ),
    "a generator of random numbers": Case(
        "def f(rng):\n    calls.append(1)\n    return rng.normal(size=2)",
        "rng = np.random.default_rng(5)\na = f(rng)\nb = f(rng)\nn = rng.normal()",
        "other = np.random.default_rng(5)\nassert (a == other.normal(size=2)).all()\n"
        "assert (b == other.normal(size=2)).all()\nassert n == other.normal()", 2,
    ),
    "an error": Case(
        "def f(x):\n    calls.append(1)\n    raise ValueError('no')",
        "try:\n    f(1)\nexcept ValueError as error:\n    said = str(error)",
        "assert said == 'no'", 2,
    ),
    "a model": Case(
        "class Model:\n    def fit(self, x):\n        self.mean = sum(x) / len(x)\n"
        "        return self\n    def predict(self):\n        return self.mean\n"
        "def f(x):\n    calls.append(1)\n    return Model().fit(x)",
        "model = f([1, 2, 6])", "assert model.predict() == 3",
    ),
    "a generator": Case(
        "def f(n):\n    calls.append(1)\n    yield from range(n)",
        "numbers = f(3)\nlisted = list(f(2))", "assert list(numbers) == [0, 1, 2]\n"
        "assert listed == [0, 1]", 2,
    ),
    "a model that the cell goes on with": Case(
        "class Sum:\n    total = 0\n    def add(self, x):\n        self.total += x\n"
        "        return self\ndef f(x):\n    calls.append(1)\n    return Sum().add(x)",
        "made = f(1)\nmade.add(10)", "assert made.total == 11",
    ),
    "a function that is made": Case(
        "def f(n):\n    calls.append(1)\n    state = [n]\n    def count():\n        state[0] += 1\n"
        "        return state[0]\n    return count",
        "count = f(5)\nfirst = count()", "assert first == 6\nassert count() == 7", 2,
    ),
    "a function of the cell's": Case(
        "def f(g):\n    calls.append(1)\n    return g(2)",
        "def twice(x):\n    return 2 * x\ny = f(twice)", "assert y == 4", 2,
    ),
    "a file": Case(
        "def f(path):\n    calls.append(1)\n    open(path, 'w').write('made')\n    return path",
        "path = f('made.txt')", "assert open(path).read() == 'made'",
    ),
    "a cell that listens to warnings": Case(
        "import warnings\ndef f(x):\n    calls.append(1)\n    warnings.warn('old')\n    return x",
        "with warnings.catch_warnings(record=True) as heard:\n    warnings.simplefilter('always')\n"
        "    y = f(1)\nsaid = [str(w.message) for w in heard]", "assert said == ['old']", 2,
    ),
    "a call in a function of the cell's": Case(
        "def f(x):\n    calls.append(1)\n    return x * x",
        "def total(n):\n    return sum(f(i) for i in range(n))\nsquares = total(4)",
        "assert squares == 14\nassert total(3) == 5", 4,
    ),
    "an answer that knows how often it was called": Case(
        "def f():\n    calls.append(1)\n    return len(calls)",
        "first = f()\nsecond = f()", "assert (first, second) == (1, 2)", 2,
    ),
}  # fmt: skip


def run(engine: Engine, case: Case, student: str | None = None) -> Execution:
    """The case behind the wall; `student` stands where the student's notebook has the cell."""
    test = f"{case.test}\nassert len(calls) == {case.once}, len(calls)"
    source = [
        SourceCell("", Role.LOCKED, SETUP),
        SourceCell("f", Role.ANSWER, "calls = calls\n" + case.answer),
        SourceCell("", Role.LOCKED, case.between),
        SourceCell("test", Role.TEST, test),
    ]
    cells = [
        Cell(SETUP, False), Cell(case.answer, True), Cell(student or case.between, True),
        Cell(test, True, name="test"),
    ]  # fmt: skip
    server = engine.assignment(Limits(), {})
    try:
        return server.run(cells, {}, Plan(source))
    finally:
        server.close()


@pytest.mark.parametrize("name", CASES)
def test_a_call_is_made_once_and_means_what_it_meant(
    engine: Engine, level: Level, name: str
) -> None:
    result = run(engine, CASES[name]).cells[-1]
    assert result.error is None, result.outputs
    assert result.finished


def test_a_cell_that_the_student_changed_counts_for_nobody_but_the_student(
    engine: Engine, level: Level
) -> None:
    case = Case("def f(x):\n    calls.append(1)\n    return x + 1", "y = f(2)", "assert y == 3", 2)
    assert run(engine, case, student="y = f(5)").cells[-1].error is None


def test_a_table_that_looks_the_same_and_is_not_is_computed_again(
    engine: Engine, level: Level
) -> None:
    case = Case(
        "seen = []\ndef f(t):\n    calls.append(1)\n    seen.append(t.copy())\n"
        "    if len(seen) == 1:\n        t.loc[0, 'a'] = 9\n    return t.a.sum()",
        "table = pd.DataFrame({'a': [1, 2]})\nfirst = f(table)\nsecond = f(table)",
        "assert (first, second) == (11, 11)\nassert table.a.tolist() == [9, 2]", 2,
    )  # fmt: skip
    assert run(engine, case).cells[-1].error is None


def test_who_lies_about_the_first_call_lies_about_the_second(engine: Engine, level: Level) -> None:
    lie = (
        "import builtins\ndef f(x):\n    return -1\n"
        "builtins._labs_remembered_call = lambda function, *args: 3"
    )
    case = Case(lie, "y = f(2)", "assert y == 3", 0)
    assert run(engine, case).cells[-1].error == "AssertionError"
