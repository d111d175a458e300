"""Objects that lie about equality, type, length, order, hash, text and what they convert to."""

from __future__ import annotations

from .cases import TEST, Case

LIES = '''
def lies(base):
    """A class over a plain type that says yes to everything."""
    def yes(self, *others):
        print("asked about", others)
        return True
    lies = {f"__{name}__": yes for name in "eq ne lt le gt ge contains bool".split()}
    return type(base.__name__, (base,), {**lies, "__hash__": base.__hash__})
'''
NUMBERS = "import numpy as np\nimport pandas as pd\n" + LIES


def _of(kind: str, value: str = "1") -> Case:
    name = f"{kind.rpartition('.')[2]} whose comparisons all say yes"
    source = f"{NUMBERS}\nLiar = lies({kind})\ndef cost(items, price):\n    return Liar({value})"
    return Case(f"a subclass of {name}", source)


def _data(name: str, value: str, test: str = TEST) -> Case:
    """A value that crosses as data and passes more tests than it should."""
    source = f"import numpy as np\nimport pandas as pd\ndef cost(items, price):\n    return {value}"
    return Case(name, source, test)


CASES = (
    Case(
        "an object that equals everything",
        """
        class Anything:
            def __eq__(self, other):
                print("compared with", other)
                return True
            __ne__ = __lt__ = __hash__ = lambda self, *other: 0
        def cost(items, price):
            return Anything()
        """,
    ),
    Case("unittest.mock.ANY", "from unittest.mock import ANY\ndef cost(items, price): return ANY"),
    Case(
        "a MagicMock that supports every operator",
        """
        from unittest.mock import MagicMock
        double = MagicMock()
        double.__eq__ = lambda self, other: print(other) or True
        cost = double
        double.return_value = double
        """,
    ),
    _of("int"),
    _of("float"),
    _of("complex"),
    _of("str", "'1'"),
    _of("bytes", "b'1'"),
    _of("tuple", "(1,)"),
    _of("list", "[1]"),
    _of("np.float64"),
    _of("np.int64"),
    _of("__import__('decimal').Decimal"),
    _of("__import__('fractions').Fraction"),
    Case(
        "a float whose operators all give what a tolerance likes",
        """
        class Near(float):
            __sub__ = __rsub__ = __abs__ = __round__ = lambda self, *other: Near(0)
            __lt__ = __le__ = __gt__ = __ge__ = __eq__ = lambda self, other: True
        def cost(items, price):
            return Near(1)
        """,
        """
        assert math.isclose(cost(100, 47.1125), 4711.25)
        assert abs(cost(100, 47.1125) - 4711.25) < 0.01
        assert round(cost(100, 47.1125), 2) == 4711.25
        np.testing.assert_allclose(cost(100, 47.1125), 4711.25)
        """,
    ),
    Case(
        "an object that converts to whatever is asked for",
        """
        class Chameleon:
            __class__ = float
            __float__ = lambda self: 4711.0
            __int__ = __index__ = lambda self: 4711
            __array__ = lambda self, *a, **k: __import__("numpy").array(4711)
            __bool__ = lambda self: True
            __abs__ = __sub__ = __rsub__ = __round__ = lambda self, *other: 0.0
            __repr__ = __str__ = lambda self: "4711"
            __hash__ = lambda self: hash(4711)
            __getattr__ = lambda self, name: self
            __instancecheck__ = lambda self, value: True
        def cost(items, price):
            return Chameleon()
        """,
        """
        assert isinstance(cost(100, 47.11), float)
        assert math.isclose(cost(100, 47.11), 4711)
        """,
    ),
    Case(
        "a text that compares equal and formats to anything",
        """
        class Says(str):
            __eq__ = __contains__ = startswith = endswith = lambda self, *other: True
            __hash__ = lambda self: 0
            strip = lower = lambda self: self
        def label(n):
            return Says("wrong")
        """,
        "got = label(3)\nassert got.strip().lower() == 'three'\nassert 'hre' in got",
        reference="def label(n):\n    return 'Three'",
    ),
    Case(
        "a function that answers differently the second time",
        """
        calls = []
        def cost(items, price):
            calls.append(1)
            return items * price + (len(calls) > 1)
        """,
        "assert cost(2, 3) == 6\nassert cost(2, 3) == 6",
    ),
    Case(
        "an iterator without end",
        """
        import itertools
        def ranked(values):
            return itertools.repeat(4711.25)
        """,
        "assert list(ranked([1])) == [1]",
        reference="def ranked(values):\n    return sorted(values)",
        seconds=1.0,
        host=False,
    ),
    _data("an array of pandas, whose truth is its length", "pd.array([0])"),
    _data("a sparse array", "pd.arrays.SparseArray([0])"),
    _data("an array of pandas that holds nothing but NA", "pd.array([pd.NA])"),
    _data("NA itself", "pd.NA", "import numpy as np\nassert np.isclose(cost(2, 3), 6)"),
    _data("an array with all values masked", "np.ma.masked_array([0.0], [True])"),
    _data("the masked constant", "np.ma.masked", "assert not cost(2, 3) != 6"),
    _data(
        "an empty array, where a difference is measured",
        "np.array([])",
        "assert np.allclose(cost(2, 3), 6)\nassert not np.any(abs(cost(2, 3) - 6) > 0.01)",
    ),
    Case(
        "an object whose methods agree, where the reference gives a text",
        """
        class Agrees:
            def __getattr__(self, name):
                return lambda *given: print(given) or True
        def label(n):
            return Agrees()
        """,
        "assert label(3).startswith('Th') and label(3).endswith('ee')",
        reference="def label(n):\n    return 'Three'",
    ),
    Case(
        "an object whose methods agree, where the reference gives a table",
        """
        class Agrees:
            def __getattr__(self, name):
                return lambda *given: print(given) or True
        def sold(rows):
            return Agrees()
        """,
        "assert sold([4711]).equals(pd.DataFrame({'n': [4711]}))",
        reference="def sold(rows):\n    return pd.DataFrame({'n': rows})",
    ),
    Case(
        "an object that is unequal to all that is wrong",
        "def cost(items, price):\n    return object()",
        "assert cost(2, 3) != cost(2, 4) and cost(2, 3) != 5",
    ),
    Case(
        "a class whose objects all equal each other",
        """
        class Money:
            def __init__(self, n): self.n = n
            def __eq__(self, other): return True
        """,
        "assert Money(1) == Money(1)\nassert Money(1) != Money(2)",
        reference="class Money:\n    def __init__(self, n): self.n = n\n"
        "    def __eq__(self, other): return self.n == other.n",
    ),
    Case(
        "a class without an equality of its own",
        "class Money:\n    def __init__(self, n): self.n = n",
        "assert Money(1) == Money(1)\nassert Money(1) != Money(2)",
        reference="class Money:\n    def __init__(self, n): self.n = n\n"
        "    def __eq__(self, other): return self.n == other.n",
    ),
    Case(
        "a handle as the value that decides on partial credit",
        """
        class Points(float):
            __repr__ = lambda self: "2.0"
        class Full:
            __repr__ = lambda self: "2.0"
            __rmul__ = __mul__ = __add__ = __radd__ = lambda self, other: self
        def cost(items, price):
            return Full()
        """,
        "points = 2 * (cost(2, 3) == 6)\npoints",
    ),
)
