"""Exceptions and warnings that should end a test well, or confuse what runs it."""

from __future__ import annotations

from .cases import Case, forged

LOOPS = """
assert all(map(right, [1, 2, 3]))
for result in map(right, [1]):
    assert result == 4711.25
assert list(filter(right, [4])) == [4]
assert sorted([2, 1], key=right) == [1, 2]
"""
RIGHT = "def right(x):\n    return 4711.25"
QUIET = """
with check("q1"):
    assert cost(100, 47.1125) == approx(4711.25), "the cost is wrong"
"""
CHECKED = "from autograder.checks import approx, check"


def _raises(what: str, name: str = "", test: str = "", **more: object) -> Case:
    source = f"def cost(items, price):\n    raise {what}\nright = cost"
    kept = {"test": test} if test else {}
    return Case(name or f"raise {what}", source, **kept, **more)  # type: ignore[arg-type]


CASES = (
    Case(
        "StopIteration, which ends a loop of the test",
        "def right(x):\n    raise StopIteration",
        LOOPS,
        reference=RIGHT,
    ),
    Case(
        "StopIteration by a class of its own",
        "class Stop(StopIteration): pass\ndef right(x):\n    raise Stop(1)",
        LOOPS,
        reference=RIGHT,
    ),
    _raises("SystemExit"),
    _raises("SystemExit(0)", "raise SystemExit(0) inside a check", QUIET, setup=CHECKED),
    _raises("KeyboardInterrupt"),
    _raises("KeyboardInterrupt()", "raise KeyboardInterrupt inside a check", QUIET, setup=CHECKED),
    _raises("GeneratorExit"),
    _raises(
        "GeneratorExit()",
        "GeneratorExit inside a generator of the test",
        "assert all(right(x) == 1 for x in [1])\nassert [*(right(x) for x in [1])] == [1]",
        reference="def right(x):\n    return 1",
    ),
    _raises("StopAsyncIteration"),
    _raises("BaseException('odd')"),
    _raises("ExceptionGroup('many', [AssertionError('a'), ValueError('b')])"),
    _raises("__import__('asyncio').CancelledError()"),
    _raises(
        "AssertionError('passed')",
        "an AssertionError of its own inside a check",
        QUIET,
        setup=CHECKED,
    ),
    _raises("SyntaxError('x', ('file', 1, 1, 'text'))"),
    _raises("UnicodeDecodeError('utf-8', b'x', 0, 1, 'odd')"),
    _raises("MemoryError"),
    _raises("RecursionError"),
    Case(
        "an exception whose text and arguments never end",
        """
        class Odd(Exception):
            args = property(lambda self: [self])
            __str__ = lambda self: "x" * 10**6
        def cost(items, price):
            raise Odd()
        """,
    ),
    Case(
        "an exception named like the wall's own",
        """
        class CannotCross(TypeError): pass
        class StudentProcessEnded(RuntimeError): pass
        def cost(items, price):
            raise (CannotCross if items == 100 else StudentProcessEnded)("odd")
        """,
    ),
    Case(
        "a warning of an odd category, and a filter that makes it an error",
        """
        import warnings
        class Odd(Warning, AssertionError): pass
        def cost(items, price):
            warnings.warn("odd", Odd)
            warnings.simplefilter("error")
            warnings.warn(Odd("odder"))
        """,
    ),
    Case(
        "an exception where the test expects another kind",
        "class ValueError(Exception): pass\ndef cost(items, price):\n    raise ValueError('no')",
        "try:\n    cost(-1, 2)\nexcept ValueError:\n    pass\n"
        "else:\n    raise AssertionError('a negative number is accepted')",
    ),
    Case(
        "recursion without end, in Python and in data",
        """
        def cost(items, price):
            value = []
            for _ in range(100_000):
                value = [value]
            return value
        """,
    ),
    Case(
        "a list that holds itself",
        "def cost(items, price):\n    value = []\n    value.append(value)\n    return value",
    ),
    forged(
        "a forged exception of a type that is none",
        "send({'kind': 'answer', 'raised': ['print', 'print', ['x'], None]})",
        note="could not be read",
    ),
    forged(
        "a forged exception whose name is no name",
        "send({'kind': 'answer', 'raised': ['ValueError', 'a\\0b', [], None]})",
        note="could not be read",
    ),
    forged(
        "a forged exception with too few parts",
        "send({'kind': 'answer', 'raised': ['ValueError']})",
        note="could not be read",
    ),
    forged(
        "a forged exception with arguments of the wrong kind",
        "send({'kind': 'answer', 'raised': ['UnicodeDecodeError', 'UnicodeDecodeError', 5, {}]})",
        note="could not be read",
    ),
    forged(
        "a forged warning of a category that is none",
        "send({'kind': 'answer', 'value': 4711.0, 'warned': [[['x', 'print'], 'odd']]})",
        note="could not be read",
    ),
)
