"""The usual ways to write a test, and values that pass more of them than they should.

`IDIOMS` are tests of `answer()`, by what the reference's returns. `LIARS` are right nowhere.
`OTHER_STYLES` are right answers by another type than the reference's.
"""

from __future__ import annotations

_NUMBER = "return 7.5"
_LIST = "return [7.5, 2.5]"
_DICT = "return {'a': 7.5}"
_ARRAY = "return np.array([7.5, 2.5])"
_SERIES = "return pd.Series([7.5, 2.5], name='x')"
_FRAME = "return pd.DataFrame({'x': [7.5, 2.5], 'y': ['a', 'b']})"
_TEXT = "return 'tea'"
_TRUE = "return True"
_SET = "return {1, 2}"

IDIOMS: dict[str, tuple[str, str]] = {
    "equality": (_NUMBER, "assert answer() == 7.5"),
    "equality, turned round": (_NUMBER, "assert 7.5 == answer()"),
    "equality of an equality": (_NUMBER, "assert (answer() == 7.5) == True"),
    "bool of an equality": (_NUMBER, "assert bool(answer() == 7.5)"),
    "not unequal": (_NUMBER, "assert not answer() != 7.5"),
    "if unequal": (_NUMBER, "if answer() != 7.5:\n    raise AssertionError"),
    "a tolerance": (_NUMBER, "assert abs(answer() - 7.5) < 1e-9"),
    "no greater difference": (_NUMBER, "assert not abs(answer() - 7.5) > 1e-9"),
    "approx": (_NUMBER, "from autograder.checks import approx\nassert answer() == approx(7.5)"),
    "isclose of math": (_NUMBER, "assert math.isclose(answer(), 7.5)"),
    "isclose of numpy": (_NUMBER, "assert np.isclose(answer(), 7.5)"),
    "allclose": (_NUMBER, "assert np.allclose(answer(), 7.5)"),
    "allclose of numpy's tests": (_NUMBER, "np.testing.assert_allclose(answer(), 7.5)"),
    "almost equal": (_NUMBER, "np.testing.assert_almost_equal(answer(), 7.5)"),
    "unittest": (_NUMBER, "import unittest\nunittest.TestCase().assertEqual(answer(), 7.5)"),
    "almost, of unittest": (
        _NUMBER, "import unittest\nunittest.TestCase().assertAlmostEqual(answer(), 7.5)"),
    "round": (_NUMBER, "assert round(answer(), 2) == 7.5"),
    "a chain": (_NUMBER, "assert 7.4 < answer() < 7.6"),
    "in a list": (_NUMBER, "assert answer() in [7.5, 8.5]"),
    "the list is": (_NUMBER, "assert [answer()] == [7.5]"),
    "the tuple is": (_NUMBER, "assert (answer(), 1) == (7.5, 1)"),
    "the dict is": (_NUMBER, "assert {'k': answer()} == {'k': 7.5}"),
    "all cases": (_NUMBER, "assert all(answer() == case for case in (7.5, 7.5))"),
    "a data class": (
        _NUMBER,
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: object\n"
        "assert P(answer()) == P(7.5)"),
    "a list's equality": (_LIST, "assert answer() == [7.5, 2.5]"),
    "all of a list": (
        _LIST, "assert all(a == b for a, b in zip(answer(), [7.5, 2.5], strict=True))"),
    "sorted": (_LIST, "assert sorted(answer()) == [2.5, 7.5]"),
    "an array's equality": (_ARRAY, "assert (answer() == np.array([7.5, 2.5])).all()"),
    "no difference in an array": (
        _ARRAY, "assert not (np.abs(answer() - np.array([7.5, 2.5])) > 1e-9).any()"),
    "the largest difference": (
        _ARRAY, "assert np.max(np.abs(answer() - np.array([7.5, 2.5]))) < 1e-9"),
    "array_equal": (_ARRAY, "assert np.array_equal(answer(), np.array([7.5, 2.5]))"),
    "allclose of an array": (_ARRAY, "assert np.allclose(answer(), np.array([7.5, 2.5]))"),
    "numpy's test of an array": (
        _ARRAY, "np.testing.assert_array_equal(answer(), np.array([7.5, 2.5]))"),
    "numpy's tolerance of an array": (
        _ARRAY, "np.testing.assert_allclose(answer(), np.array([7.5, 2.5]))"),
    "all of a series": (_SERIES, "assert (answer() == pd.Series([7.5, 2.5])).all()"),
    "all of a series' values": (_SERIES, "assert (answer() == [7.5, 2.5]).all()"),
    "pandas' test of a series": (
        _SERIES,
        "pd.testing.assert_series_equal(answer(), pd.Series([7.5, 2.5], name='x'), "
        "check_dtype=False)"),
    "equals": (_SERIES, "assert answer().equals(pd.Series([7.5, 2.5], name='x'))"),
    "pandas' test of a frame": (
        _FRAME,
        "pd.testing.assert_frame_equal(answer(), "
        "pd.DataFrame({'x': [7.5, 2.5], 'y': ['a', 'b']}), check_dtype=False)"),
    "a column": (_FRAME, "assert (answer()['x'] == [7.5, 2.5]).all()"),
    "a column's equality": (_FRAME, "assert (answer()['x'].eq(pd.Series([7.5, 2.5]))).all()"),
    "a cell": (_FRAME, "assert answer().loc[0, 'x'] == 7.5"),
    "no wrong row": (_FRAME, "assert answer().query('x != 7.5 and x != 2.5').empty"),
    "a frame's equals": (
        _FRAME, "assert answer().equals(pd.DataFrame({'x': [7.5, 2.5], 'y': ['a', 'b']}))"),
    "a text": (_TEXT, "assert answer() == 'tea'"),
    "how a text begins": (_TEXT, "assert answer().startswith('te')"),
    "a text within": (_TEXT, "assert 'ea' in answer()"),
    "a truth": (_TRUE, "assert answer() is True"),
    "a set's equality": (_SET, "assert answer() == {1, 2}"),
    "a smaller set": (_SET, "assert answer() <= {1, 2, 3}"),
    "pairs, as far as they go": (
        _LIST, "for got, right in zip(answer(), [7.5, 2.5]):\n    assert got == right"),
    "all items of a dict": (_DICT, "assert all(v == 7.5 for v in answer().values())"),
    "letter by letter": (
        _TEXT, "assert all(answer()[n] == 'tea'[n] for n in range(len(answer())))"),
    "no row is wrong": (
        _FRAME, "for row in answer().itertuples():\n    assert row.x in (7.5, 2.5)"),
    "a subset": (_SET, "assert answer().issubset({1, 2, 3}) and len(answer()) == 2"),
}  # fmt: skip

_AGREES = (
    "class Agrees:\n"
    "    def __getattr__(self, name):\n"
    "        if name.startswith('__'):\n            raise AttributeError(name)\n"
    "        return lambda *given, **named: True\n"
    "    def __eq__(self, other): return True\n"
    "    def __ne__(self, other): return False\n"
    "    __hash__ = object.__hash__\n"
)
LIARS: dict[str, str] = {
    "an array of pandas": "return pd.array([0])",
    "a longer array of pandas": "return pd.array([0, 0])",
    "an array of pandas of floats": "return pd.array([0.0], dtype='Float64')",
    "an array of texts": "return pd.array(['x'])",
    "an array of categories": "return pd.Categorical([0])",
    "a sparse array": "return pd.arrays.SparseArray([0])",
    "an array of NA": "return pd.array([pd.NA])",
    "an array of NA of two": "return pd.array([pd.NA, pd.NA], dtype='Float64')",
    "NA": "return pd.NA",
    "NaT": "return pd.NaT",
    "NaN": "return float('nan')",
    "NaN of numpy": "return np.float64('nan')",
    "an array of NaN": "return np.array([np.nan, np.nan])",
    "a Series of NaN": "return pd.Series([np.nan, np.nan], name='x')",
    "a list of NaN": "return [np.nan, np.nan]",
    "a frame of NaN": "return pd.DataFrame({'x': [np.nan] * 2, 'y': [np.nan] * 2})",
    "an empty list": "return []",
    "an empty dict": "return {}",
    "an empty text": "return ''",
    "an empty set": "return set()",
    "a masked array": "return np.ma.masked_array([0.0], [False])",
    "a masked array of two": "return np.ma.masked_array([0.0, 0.0], [True, False])",
    "all masked": "return np.ma.masked_array([0.0], [True])",
    "all masked of two": "return np.ma.masked_array([0.0, 0.0], [True, True])",
    "the masked constant": "return np.ma.masked",
    "an empty array": "return np.array([])",
    "an empty array of the right width": "return np.empty((0, 2))",
    "an empty Series": "return pd.Series([], dtype=float, name='x')",
    "an empty frame of the right width": "return pd.DataFrame({'x': [], 'y': []})",
    "an array of objects that holds NA": "return np.array([pd.NA, pd.NA], object)",
    "an array of objects that holds arrays": (
        "held = np.empty(2, object)\n    held[0] = held[1] = pd.array([0])\n    return held"),
    "a list of arrays of pandas": "return [pd.array([0]), pd.array([0])]",
    "a list of NA of pandas": "return [pd.NA, pd.NA]",
    "a dict of arrays of pandas": "return {'a': pd.array([0])}",
    "an Index of NA of whole numbers": "return pd.Index(pd.array([pd.NA] * 2, 'Int64'))",
    "a Series of NA of whole numbers": "return pd.Series([pd.NA] * 2, dtype='Int64', name='x')",
    "a Series of NA": "return pd.Series([pd.NA, pd.NA], dtype='Float64', name='x')",
    "a Series of arrays of pandas": "return pd.Series([pd.array([0])] * 2, name='x')",
    "a frame of NA of pandas": (
        "return pd.DataFrame({'x': pd.array([pd.NA] * 2, 'Float64'), "
        "'y': pd.array([pd.NA] * 2, 'string')})"),
    "a frame of arrays of pandas": (
        "return pd.DataFrame({'x': [pd.array([0])] * 2, 'y': [pd.array([0])] * 2})"),
    "an object whose methods all agree": "return Agrees()",
    "a list of such objects": "return [Agrees(), Agrees()]",
    "the function itself": "return answer",
    "a class": "return Agrees",
}  # fmt: skip
LIARS_SETUP = _AGREES

OTHER_STYLES: dict[str, tuple[str, str, str]] = {
    "a float of numpy": (_NUMBER, "return np.float64(7.5)", "assert answer() == 7.5"),
    "an array of no dimension": (_NUMBER, "return np.array(7.5)", "assert answer() == 7.5"),
    "an array of one": (_NUMBER, "return np.array([7.5])", "assert answer() == 7.5"),
    "a generator for a list": (
        _LIST, "return (x for x in [7.5, 2.5])", "assert list(answer()) == [7.5, 2.5]"),
    "map for a list": (
        _LIST, "return map(float, [7.5, 2.5])", "assert sorted(answer()) == [2.5, 7.5]"),
    "the values of a dict for a list": (
        _LIST, "return {1: 7.5, 2: 2.5}.values()",
        "got = answer()\nassert len(got) == 2 and 7.5 in got and list(got) == [7.5, 2.5]"),
    "an object with attributes for a named tuple": (
        "return __import__('collections').namedtuple('P', 'x y')(1, 2)",
        "class P:\n        def __init__(self):\n            self.x, self.y = 1, 2\n    return P()",
        "assert answer().x == 1 and answer().y == 2"),
    "what unique gives for a list": (
        "return ['a', 'b']", "return pd.Series(['a', 'b', 'a']).unique()",
        "assert list(answer()) == ['a', 'b']\nassert set(answer()) == {'a', 'b'}"),
    "an array of pandas for an array of numpy": (
        _ARRAY, "return pd.Series([7.5, 2.5], dtype='Float64').array",
        "assert (answer() == np.array([7.5, 2.5])).all() and np.allclose(answer(), [7.5, 2.5])"),
    "categories for a list": (
        "return ['a', 'b']", "return pd.Categorical(['a', 'b'])",
        "assert list(answer()) == ['a', 'b']"),
    "a masked array without a mask": (
        _ARRAY, "return np.ma.array([7.5, 2.5])",
        "assert (answer() == np.array([7.5, 2.5])).all()"),
    "a Series for an array": (
        _ARRAY, "return pd.Series([7.5, 2.5])", "assert (answer() == np.array([7.5, 2.5])).all()"),
    "nullable and text columns": (
        _FRAME,
        "return pd.DataFrame({'x': pd.array([7.5, 2.5], 'Float64'), "
        "'y': pd.array(['a', 'b'], 'string[python]')})",
        "pd.testing.assert_frame_equal(answer(), "
        "pd.DataFrame({'x': [7.5, 2.5], 'y': ['a', 'b']}), check_dtype=False)"),
    "NA where the reference has NaN": (
        "return pd.Series([7.5, np.nan])", "return pd.Series([7.5, pd.NA], dtype='Float64')",
        "assert answer()[0] == 7.5 and answer().isna().tolist() == [False, True]"),
    "some NaN in a column where the reference has numbers": (
        _FRAME, "return pd.DataFrame({'x': [7.5, np.nan], 'y': ['a', 'b']})",
        "assert answer().loc[0, 'x'] == 7.5"),
    "an empty list beside the answer": (
        "return 7.5, None", "return 7.5, []", "assert answer()[0] == 7.5"),
    "NA where the reference has None": (
        "return None", "return pd.NA", "assert pd.isna(answer())"),
    "an empty Series for an empty list": (
        "return []", "return pd.Series([], dtype=float)", "assert len(answer()) == 0"),
    "an empty frame where the reference's is empty": (
        "return pd.DataFrame({'x': [1]}).query('x > 1')", "return pd.DataFrame({'x': []})",
        "assert answer().empty and list(answer().columns) == ['x']"),
    "an empty list where the reference's generator gives nothing": (
        "return (x for x in [])", "return np.array([])", "assert list(answer()) == []"),
    "an array of pandas where the reference gives one": (
        "return pd.array([1, 2])", "return pd.array([1, 2], dtype='Int32')",
        "assert (answer() == pd.array([1, 2])).all()"),
    "a masked array where the reference gives one": (
        "return np.ma.masked_array([1, 2], [False, True])",
        "return np.ma.masked_less(np.array([-1, 1, 2]), 0)[1:3].__class__([1, 2], [0, 1])",
        "assert answer().sum() == 1 and answer().count() == 1"),
}  # fmt: skip
