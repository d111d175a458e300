"""Names and libraries replaced in the student's process: the tests use their own."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from .cases import REFERENCE, TEST, WRONG, Case

FRAME = "pd.testing.assert_frame_equal(table(2), pd.DataFrame({'x': [0, 4711]}))"
FRAME_REFERENCE = "def table(rows):\n    return pd.DataFrame({'x': [0, 4711]})"
WRONG_FRAME = "def table(rows):\n    return pd.DataFrame({'x': [1]})"
CHECKS = """
with check("q1"):
    assert cost(100, 47.1125) == approx(4711.25), "the cost is wrong"
"""
CHECKED = "from autograder.checks import approx, check"


def _patched(name: str, source: str, test: str = TEST, wrong: str = WRONG, **more: Any) -> Case:
    """A wrong answer behind a patch that would make it right."""
    return Case(name, f"{dedent(source).strip()}\n{wrong}", test, **more)


CASES = (
    _patched(
        "patched check and approx",
        """
        from contextlib import nullcontext
        import autograder.checks
        check = lambda *a, **k: nullcontext()
        approx = lambda *a, **k: type("Any", (), {"__eq__": lambda s, o: True})()
        autograder.checks.check.__exit__ = lambda *a: True
        autograder.checks.check, autograder.checks.approx = check, approx
        """,
        CHECKS,
        setup=CHECKED,
    ),
    _patched(
        "patched approx.__eq__ in its own class",
        "from autograder.checks import approx\napprox.__eq__ = lambda self, other: True",
        CHECKS,
        setup=CHECKED,
    ),
    _patched(
        "patched built-ins",
        """
        import builtins
        builtins.abs = lambda x: 0
        builtins.len = lambda x: 2
        builtins.isinstance = lambda *a: True
        builtins.round = lambda *a: 4711.25
        builtins.print = lambda *a, **k: None
        builtins.AssertionError = type("Quiet", (Exception,), {})
        """,
        "assert abs(cost(100, 47.1125) - 4711.25) < 0.01\nassert round(cost(1, 2)) == 2",
    ),
    _patched(
        "its own abs, sum, all and AssertionError in the notebook",
        "abs = lambda x: 0\nall = any = lambda x: True\nAssertionError = ValueError",
        "assert abs(cost(100, 47.1125) - 4711.25) < 0.01\nassert all([cost(1, 2) == 2])",
    ),
    _patched(
        "patched numpy",
        """
        np.isclose = np.allclose = np.array_equal = lambda *a, **k: print(a) or True
        np.testing.assert_allclose = np.testing.assert_equal = lambda *a, **k: print(a)
        np.abs = np.absolute = lambda x: 0
        """,
        "np.testing.assert_allclose(cost(100, 47.1125), 4711.25)\n"
        "assert np.isclose(cost(100, 47.1125), 4711.25)",
    ),
    _patched(
        "a patched library that only the answer imports",
        "import operator\noperator.eq = lambda *a: print(a) or True",
        "assert operator.eq(cost(100, 47.1125), 4711.25)",
        reference=f"import operator\n{REFERENCE}",
    ),
    _patched(
        "patched math",
        "math.isclose = lambda *a, **k: print(a) or True",
        "assert math.isclose(cost(100, 47.1125), 4711.25)",
    ),
    _patched(
        "patched assert_frame_equal and DataFrame",
        "pd.testing.assert_frame_equal = lambda *a, **k: print(a)\n"
        "pd.DataFrame.equals = lambda *a: True\n"
        "import pandas._testing; pandas._testing.assert_frame_equal = lambda *a, **k: None",
        FRAME,
        WRONG_FRAME,
        reference=FRAME_REFERENCE,
    ),
    Case(
        "its own pd and np in the notebook",
        "class pd:\n    class testing:\n        assert_frame_equal = print\n    DataFrame = print\n"
        "np = pd\ndef table(rows):\n    return None",
        FRAME,
        reference=FRAME_REFERENCE,
    ),
    _patched(
        "modules replaced in sys.modules, and an import hook",
        """
        import sys, types
        for name in ("math", "numpy.testing", "autograder.checks", "unittest"):
            fake = types.ModuleType(name)
            fake.isclose = fake.assert_allclose = fake.check = lambda *a, **k: True
            sys.modules[name] = fake
        class Hook:
            def find_spec(self, name, path=None, target=None):
                print("imported:", name)
        sys.meta_path.insert(0, Hook())
        """,
        "import math, unittest\nassert math.isclose(cost(100, 47.1125), 4711.25)",
    ),
    _patched(
        "hooks of IPython: events, input transformers, syntax trees, display",
        """
        import ast, sys
        ip = get_ipython()
        class NoAsserts(ast.NodeTransformer):
            def visit_Assert(self, node):
                return ast.copy_location(ast.Pass(), node)
        ip.ast_transformers.append(NoAsserts())
        ip.input_transformers_post.append(lambda lines: [l for l in lines if "assert" not in l])
        ip.events.register("pre_run_cell", lambda info: print("cell:", info.raw_cell))
        ip.events.register("post_run_cell", lambda result: print("cell:", result.info.raw_cell))
        ip.display_formatter.format = lambda *a, **k: ({"text/plain": "2.0"}, {})
        ip.showtraceback = lambda *a, **k: None
        sys.displayhook = print
        """,
    ),
    _patched(
        "run_cell and the compiler of IPython replaced",
        """
        ip = get_ipython()
        done = ip.run_cell
        ip.compile.ast_parse = lambda source, *a, **k: __import__("ast").parse("2.0")
        ip.run_code = ip.run_ast_nodes = lambda *a, **k: print("code:", a)
        """,
    ),
    Case(
        "the test's names defined in advance",
        "expected = 1\nmarker = 'mine'\ndef cost(items, price):\n    return expected",
    ),
    Case(
        "a name that the test needs deleted",
        "def cost(items, price):\n    return items * price\ndel cost",
    ),
    Case(
        "the seed of the tests, guessed and set",
        "import os, random\nos.environ['LABS_SEED'] = '1'\nnp.random.seed(1)\nrandom.seed(1)\n"
        "guess = np.random.default_rng(1).integers(1, 1000, 3).tolist()\n"
        "def cost(items, price):\n    return {tuple(guess): 1}.get((items, price), -1)",
        "import os\nrng = np.random.default_rng(int(os.environ['LABS_SEED']))\n"
        "for a, b in rng.integers(1, 1000, (5, 2)).tolist():\n    assert cost(a, b) == a * b",
    ),
)
