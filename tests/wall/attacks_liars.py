"""Objects that lie about equality, type, length, order, hash, text and what they convert to."""

from __future__ import annotations

from .cases import Case

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
SET = """
found = kinds("b", "a")
assert found == {"a", "b"}
assert len(found) == 2
assert "a" in found and "zz" not in found
"""
TABLE = """
got = table(2)
pd.testing.assert_frame_equal(got, pd.DataFrame({"x": [0, 1]}))
assert got.equals(pd.DataFrame({"x": [0, 1]}))
"""
TABLE_REFERENCE = "def table(rows):\n    return pd.DataFrame({'x': range(rows)})"
SET_REFERENCE = "def kinds(*names):\n    return set(names)"


def _of(kind: str, value: str = "1") -> Case:
    name = f"{kind.rpartition('.')[2]} whose comparisons all say yes"
    source = f"{NUMBERS}\nLiar = lies({kind})\ndef cost(items, price):\n    return Liar({value})"
    return Case(f"a subclass of {name}", source)


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
        "an object whose attributes are all what pandas and numpy look for",
        """
        class Table:
            _typ = "dataframe"
            __pandas_priority__ = 10**6
            __array_priority__ = 10**6
            __array_ufunc__ = None
            equals = lambda self, other: True
            __getattr__ = lambda self, name: self
            __call__ = lambda self, *a, **k: self
            __eq__ = lambda self, other: self
            all = any = item = lambda self, *a: True
        def table(rows):
            return Table()
        """,
        TABLE,
        reference=TABLE_REFERENCE,
    ),
    Case(
        "a class that claims to come from a library",
        """
        class float64:
            __module__ = "numpy"
            __eq__ = lambda self, other: True
        class DataFrame:
            __module__ = "pandas"
            __eq__ = equals = lambda self, other: True
        def cost(items, price):
            return float64()
        def table(rows):
            return DataFrame()
        """,
        TABLE,
        reference=TABLE_REFERENCE,
    ),
    Case(
        "a set that contains everything and has any length",
        """
        class Everything(set):
            __contains__ = __eq__ = lambda self, other: print(other) or True
            __len__ = lambda self: 2
            __iter__ = lambda self: iter("ab")
        def kinds(*names):
            return Everything()
        """,
        SET,
        reference=SET_REFERENCE,
    ),
    Case(
        "an object that contains everything, and prints what it is asked for",
        """
        class Everything:
            __contains__ = lambda self, value: print("looked for", value) or True
            __len__ = lambda self: 1
            __iter__ = lambda self: iter([1])
        def kinds(*names):
            return Everything()
        """,
        f"assert {4711.25} in kinds('a')",
        reference=SET_REFERENCE,
    ),
    Case(
        "a dict with lies about keys, items and equality",
        """
        class Sure(dict):
            __eq__ = __contains__ = lambda self, other: True
            __missing__ = __getitem__ = lambda self, key: 4711
            get = lambda self, *key: 4711
            keys = items = values = lambda self: self
            __len__ = lambda self: 2
        def count(names):
            return Sure()
        """,
        """
        got = count(["a", "b", "b"])
        assert got == {"a": 1, "b": 2}
        assert got["b"] == 2 and len(got) == 2
        """,
        reference="def count(names):\n    return {n: names.count(n) for n in names}",
    ),
    Case(
        "an array whose ufuncs lie",
        """
        class Sure(np.ndarray):
            __array_ufunc__ = lambda self, *a, **k: np.True_
            __array_function__ = lambda self, *a, **k: True
            __eq__ = lambda self, other: np.array([True])
        def cost(items, price):
            return np.array([1.0]).view(Sure)
        """,
        """
        assert (cost(100, 47.1125) == np.array([4711.25])).all()
        np.testing.assert_array_equal(cost(100, 47.1125), [4711.25])
        """,
    ),
    Case(
        "a DataFrame whose equals and columns lie",
        """
        class Sure(pd.DataFrame):
            equals = lambda self, other: True
            __eq__ = lambda self, other: True
            columns = property(lambda self: pd.Index(["x"]))
            shape = property(lambda self: (2, 1))
        def table(rows):
            return Sure({"wrong": [7]})
        """,
        TABLE,
        reference=TABLE_REFERENCE,
    ),
    Case(
        "a Series whose dtype and values lie",
        """
        class Sure(pd.Series):
            equals = lambda self, other: True
            values = property(lambda self: np.array([4711.25]))
            __array__ = lambda self, *a, **k: np.array([4711.25])
        def series(n):
            return Sure([1.0])
        """,
        "pd.testing.assert_series_equal(series(1), pd.Series([4711.25]))",
        reference="def series(n):\n    return pd.Series([4711.25])",
    ),
    Case(
        "a data class that equals everything, named like the test's own",
        """
        from dataclasses import dataclass
        @dataclass(eq=False)
        class Order:
            items: int = 0
            price: float = 0.0
            __eq__ = lambda self, other: True
        def order():
            return Order()
        """,
        "assert order() == Order(3, 4711.25)",
        "from dataclasses import dataclass\n@dataclass\nclass Order:\n"
        "    items: int\n    price: float",
        reference="def order():\n    return Order(3, 4711.25)",
    ),
    Case(
        "a named tuple that equals everything",
        """
        from collections import namedtuple
        class Pair(namedtuple("Pair", "a b")):
            __eq__ = lambda self, other: True
        def pair():
            return Pair(0, 0)
        """,
        "assert pair() == (1, 2)",
        reference="def pair():\n    return (1, 2)",
    ),
    Case(
        "a length and an order that differ from the items",
        """
        class Odd(list):
            __len__ = lambda self: 3
            __getitem__ = lambda self, key: 3 - key
            __iter__ = lambda self: iter([3, 2, 1])
            __reversed__ = sort = lambda self, **k: self
        def ranked(values):
            return Odd([1, 2])
        """,
        "got = ranked([1, 2, 3])\nassert len(got) == 3\nassert list(got) == [3, 2, 1]",
        reference="def ranked(values):\n    return sorted(values, reverse=True)",
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
