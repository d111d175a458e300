"""Containers, records and tables that lie about what they hold."""

from __future__ import annotations

from .cases import Case

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

CASES = (
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
)
