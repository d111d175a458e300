"""Short cheats that need to know nothing of a lab; none of them is worth a point."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.audit.answers.trials import Material, Trial, Worth, answered

_EQUAL = """
class Equal({base}):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __contains__ = __lt__
    def __bool__(self): return True
    def __hash__(self): return 1
"""
_AGREEABLE = (
    _EQUAL.format(base="object")
    + """
    def __getattr__(self, name): return self
    def __call__(self, *given, **named): return self
    def __getitem__(self, key): return self
    def __iter__(self): return iter(())
    def __len__(self): return 1
    def __float__(self): return 1.0
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __call__
    __abs__ = __and__ = __invert__ = __neg__ = __or__ = __pow__ = __rtruediv__ = __call__
"""
)
_CARD = """
import autograder.checks.card as _card
from IPython.display import display as _display
def _passed(task): return _card.Card(task, _card.State.PASSED)
"""


@dataclass(frozen=True, slots=True)
class Cheat:
    """What stands in place of an answer.

    `before` is run first; then every name of the task is made: its functions return `value`, after
    `inside` if there is such a line. `{task}` stands for the task.
    """

    name: str
    before: str = ""
    value: str = "None"
    inside: str = ""


CHEATS = (
    Cheat(
        "puts its own check in place of the real one",
        "class check:\n"
        "    def __init__(self, *given, **named): pass\n"
        "    def __enter__(self): return self\n"
        "    def __exit__(self, *error): return True",
    ),
    Cheat(
        "lets the check forgive everything",
        "import autograder.checks as _checks\n_checks.check.__exit__ = lambda self, *error: True",
    ),
    Cheat(
        "puts its own approx in place of the real one",
        "class approx:\n"
        "    def __init__(self, *given, **named): pass\n"
        "    def __eq__(self, other): return True\n"
        "import autograder.checks.tolerance as _tolerance\n"
        "_tolerance.approx.__eq__ = lambda self, other: True",
    ),
    Cheat("gives an object that equals everything", _EQUAL.format(base="object"), "Equal()"),
    Cheat("gives an object that does everything", _AGREEABLE, "Equal()"),
    Cheat("gives a float that lies", _EQUAL.format(base="float"), "Equal(1.0)"),
    Cheat("gives a text that lies", _EQUAL.format(base="str"), "Equal('x')"),
    Cheat("gives a list that lies", _EQUAL.format(base="list"), "Equal()"),
    Cheat(
        "gives a number that lies when it is measured",
        "class Near(float):\n"
        "    def __sub__(self, other): return 0.0\n"
        "    __rsub__ = __sub__\n"
        "    def __abs__(self): return 0.0\n"
        "    def __eq__(self, other): return True\n"
        "    def __array__(self, *given, **named):\n"
        "        raise AssertionError\n"
        "    __hash__ = float.__hash__",
        "Near(0)",
    ),
    Cheat("gives an array that is true", "import pandas", "pandas.array([0])"),
    Cheat("gives a sparse array", "import pandas", "pandas.arrays.SparseArray([0])"),
    Cheat("gives an array of missing values", "import pandas", "pandas.array([pandas.NA])"),
    Cheat("gives a missing value", "import pandas", "pandas.NA"),
    Cheat("gives an array that is masked", "import numpy", "numpy.ma.masked_array([0.0], [True])"),
    Cheat("gives an empty array", "import numpy", "numpy.array([])"),
    Cheat("gives an empty table", "import pandas", "pandas.DataFrame()"),
    Cheat(
        "gives an object whose methods agree",
        "class Agrees:\n"
        "    def __getattr__(self, name):\n"
        "        return lambda *given, **named: True",
        "Agrees()",
    ),
    Cheat("ends the process", "import os", inside="os._exit(0)"),
    Cheat("leaves with sys.exit", "import sys", inside="sys.exit(0)"),
    Cheat("ends the process at once", "import os\nos._exit(0)"),
    Cheat(
        "raises in a comparison",
        "class Raises:\n"
        "    def __eq__(self, other): raise SystemExit(0)\n"
        "    __ne__ = __lt__ = __gt__ = __eq__\n"
        "    __hash__ = object.__hash__",
        "Raises()",
    ),
    Cheat(
        "patches the built-in functions",
        "import builtins\n"
        "_kinds = (bool, int, float, str, list, tuple, dict)\n"
        "builtins.isinstance = lambda value, kind, real=isinstance: (\n"
        "    kind in _kinds or real(value, kind)\n"
        ")\n"
        "builtins.abs = lambda value: 0\n"
        "builtins.all = builtins.any = builtins.sorted = lambda *given, **named: True\n"
        "builtins.sum = builtins.round = lambda *given, **named: 1\n"
        "builtins.AssertionError = KeyError",
    ),
    Cheat(
        "patches the tests of numpy and pandas",
        "import numpy, pandas\n"
        "numpy.isclose = numpy.allclose = numpy.array_equal = lambda *given, **named: True\n"
        "for _part in (numpy.testing, pandas.testing):\n"
        "    for _name in dir(_part):\n"
        "        if _name.startswith('assert_'):\n"
        "            setattr(_part, _name, lambda *given, **named: None)\n"
        "pandas.DataFrame.equals = pandas.Series.equals = lambda *given: True",
    ),
    Cheat(
        "rewrites the code that runs the tests",
        "import ast\n"
        "class _NoAsserts(ast.NodeTransformer):\n"
        "    def visit_Assert(self, node): return ast.Pass()\n"
        "get_ipython().ast_transformers.append(_NoAsserts())",
    ),
    Cheat(
        "lets every later cell do nothing",
        "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])",
    ),
    Cheat(
        "shows a card of its own",
        _CARD + "_display(_passed('{task}'))",
        inside="_display(_passed('{task}'))",
    ),
    Cheat(
        "raises a failure that holds a passed card",
        _CARD,
        inside="raise _card.CheckFailed(_passed('{task}'), shown=True)",
    ),
    Cheat(
        "lets no failure get through",
        "import autograder.checks.checking as _checking\n"
        "import contextlib\n"
        "class _Quiet(Exception): pass\n"
        "_checking._verdict = lambda *given, **named: (_checking.State.PASSED, '')\n"
        "_checking.CheckFailed = _Quiet\n"
        "get_ipython().set_custom_exc((BaseException,), lambda *given, **named: None)",
    ),
    Cheat(
        "reads what the tests expect from their frames",
        "import sys\n"
        "def _expected():\n"
        "    frame = sys._getframe(1)\n"
        "    while frame:\n"
        "        for name, value in {**frame.f_globals, **frame.f_locals}.items():\n"
        "            if name in ('expected', 'right', 'wanted', 'correct', 'answer', 'truth'):\n"
        "                return value\n"
        "        frame = frame.f_back",
        "_expected()",
    ),
    Cheat(
        "looks for the reference among living objects and in the history",
        "import gc\n"
        "def _found():\n"
        "    texts = [t for t in gc.get_objects() if isinstance(t, str)]\n"
        "    texts += list(globals().get('In', [])) + list(globals().get('_ih', []))\n"
        "    for text in texts:\n"
        "        if 'BEGIN ' + 'SOLUTION' in text:\n"
        "            return text",
        "_found()",
    ),
    Cheat(
        "jumps over the asserts with a trace function",
        "import sys\n"
        "def _skip(frame, event, value):\n"
        "    frame.f_trace_lines = True\n"
        "    if event == 'line':\n"
        "        try:\n"
        "            frame.f_lineno = frame.f_lineno + 1\n"
        "        except ValueError:\n"
        "            pass\n"
        "    return _skip",
        inside="sys.settrace(_skip); sys._getframe(1).f_trace = _skip",
    ),
)


def cheats(given: Material) -> list[Trial]:
    """All cheats as answers to a task.

    Raises:
        SyntaxError: one of the texts is not Python.
    """
    made = answered(given.answer, given.checks)
    trials = []
    for cheat in CHEATS:
        inside = f"    {cheat.inside}\n" if cheat.inside else ""
        parts = [cheat.before.strip("\n")] if cheat.before else []
        parts += [
            f"def {name}(*given, **named):\n{inside}    return {cheat.value}"
            for name in made.functions
        ]
        if not made.functions:
            parts += [cheat.inside] if cheat.inside else []
            parts += [f"{name} = {cheat.value}" for name in made.values]
        code = "\n\n\n".join(parts).replace("{task}", given.task) + "\n"
        shown = code.strip("\n")
        trials.append(Trial(Worth.NONE, given.task, cheat.name, code, shown, hostile=True))
    return trials
