"""Values cross unharmed: every type that may cross, nested, and tables with every dtype."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, OrderedDict, deque, namedtuple
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from autograder.wall import rules, wire
from autograder.wall.codec import Decoder, Encoder
from autograder.wall.rules import BadValue, CannotCross

from .columns import COLUMNS, INDEXES

pytestmark = pytest.mark.unit
often = settings(
    database=None,  # another account cannot write there
    max_examples=100,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Order:
    items: int
    price: object


Point = namedtuple("Point", "x y")
RECORDS = {"Order": Order, "Point": Point}


def _stranger(value: object) -> Any:
    raise CannotCross(rules.described(value))


def crossed(value: object) -> Any:
    """What arrives on the other side, by way of real messages."""
    encoder = Encoder(_stranger)
    body = {"kind": "answer", "value": encoder.tree(value)}
    received = wire.unpack(wire.pack(body, encoder.buffers))
    assert received is not None
    return Decoder(received[1], _no_tag, "", RECORDS.get).value(received[0]["value"])


def _no_tag(tree: object) -> object:
    raise BadValue("no tag")


def alike(one: Any, other: Any) -> bool:
    """Equal in value and in exact type, all the way down; NaN is like NaN."""
    if type(one) is not type(other):
        return False
    match one:
        case float() | complex():
            return repr(one) == repr(other)
        case np.ndarray():
            assert isinstance(other, np.ndarray)
            same = one.dtype == other.dtype and one.shape == other.shape
            if one.dtype == object:
                return same and alike(one.ravel().tolist(), other.ravel().tolist())
            return same and one.tobytes() == other.tobytes()
        case np.generic():
            return one.dtype == other.dtype and one.tobytes() == other.tobytes()
        case dict():
            return alike(list(one.items()), list(other.items()))
        case list() | tuple() | deque():
            return len(one) == len(other) and all(map(alike, one, other))
        case Order():
            return alike(vars(one), vars(other))
    return bool(one == other)


zones = st.sampled_from(
    [None, dt.UTC, ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York"),
     dt.timezone(dt.timedelta(hours=5, minutes=30))]
)  # fmt: skip
dtypes = st.sampled_from(
    ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16", "M8[ns]",
     "M8[D]", "m8[s]", "S5", ">i4", "<U6"]
)  # fmt: skip
arrays = st.builds(
    lambda dtype, shape, seed: _filled(np.dtype(dtype), tuple(shape), seed),
    dtypes, st.lists(st.integers(0, 4), max_size=3), st.integers(0, 2**32 - 1),
)  # fmt: skip


def _filled(dtype: np.dtype[Any], shape: tuple[int, ...], seed: int) -> np.ndarray:
    numbers = np.random.default_rng(seed).integers(0, 100, shape)
    if dtype.kind in "US":
        return np.asarray(numbers).astype(dtype)
    return np.asarray(numbers).astype("i8").astype(dtype)


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(max_size=50),
    st.complex_numbers(), st.decimals(allow_nan=False), st.fractions(), st.dates(),
    st.datetimes(timezones=zones), st.times(), st.timedeltas(),
    st.builds(range, st.integers(-99, 99), st.integers(-99, 99), st.integers(1, 9)),
    st.builds(Path, st.text("abc/.", min_size=1)), st.just(...),
    st.builds(np.float64, st.floats()), st.builds(np.int32, st.integers(-99, 99)),
    st.builds(np.bool_, st.booleans()), st.builds(np.str_, st.text()),
    st.builds(np.datetime64, st.dates(dt.date(1700, 1, 1), dt.date(2200, 1, 1))),
    st.builds(bytearray, st.binary(max_size=9)),
)  # fmt: skip
hashable = st.one_of(st.integers(), st.text(), st.booleans(), st.dates(), st.binary(max_size=5))
values = st.recursive(
    scalars | arrays,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.lists(inner, max_size=4).map(tuple),
        st.lists(inner, max_size=4).map(deque),
        st.dictionaries(hashable, inner, max_size=4),
        st.dictionaries(st.text(), inner, max_size=4).map(OrderedDict),
        st.sets(hashable, max_size=4), st.frozensets(hashable, max_size=4),
        st.dictionaries(st.text(), st.integers(), max_size=4).map(Counter),
        st.builds(Order, st.integers(), inner), st.builds(Point, inner, inner),
    ),
    max_leaves=12,
)  # fmt: skip


@given(values)
@often
def test_a_value_arrives_as_it_is(value: object) -> None:
    assert alike(crossed(value), value)


@pytest.mark.parametrize("value", [
    Decimal("NaN"), Decimal("-Infinity"), Decimal("1E+400"), Fraction(1, 3), 10**3000, -0.0,
    math.inf, "\ud800", "\0",
])  # fmt: skip
def test_a_single_odd_value_arrives_as_it_is(value: object) -> None:
    assert str(crossed(value)) == str(value)
    assert type(crossed(value)) is type(value)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_of_every_dtype_arrives_as_it_is_under_every_index(column: str) -> None:
    for make in INDEXES.values():
        _arrives(pd.Series(COLUMNS[column](), name="value"), make())


def _arrives(series: pd.Series, index: pd.Index) -> None:
    series.index = index
    pd.testing.assert_series_equal(crossed(series), series, check_freq=True)
    frame = pd.DataFrame({"a": series, "b": series})
    pd.testing.assert_frame_equal(crossed(frame), frame, check_freq=True)
    assert crossed(frame).index.names == frame.index.names
    pd.testing.assert_frame_equal(crossed(frame.iloc[:0]), frame.iloc[:0])


@pytest.mark.parametrize("column", COLUMNS)
def test_an_index_of_every_dtype_arrives_as_it_is(column: str) -> None:
    index = pd.Index(COLUMNS[column](), name=("a", 1))
    pd.testing.assert_index_equal(crossed(index), index, exact=True)
    frame = pd.DataFrame([range(len(index))], columns=index)
    pd.testing.assert_frame_equal(crossed(frame), frame)


@given(st.lists(st.sampled_from(["a", "b", 1, ("x", 2)]), max_size=5), st.integers(0, 3))
@often
def test_a_table_with_columns_of_one_name_arrives_as_it_is(names: list[Any], rows: int) -> None:
    frame = pd.DataFrame(np.arange(rows * len(names)).reshape(rows, len(names)))
    frame.columns = pd.Index(names, tupleize_cols=False, dtype=object)
    pd.testing.assert_frame_equal(crossed(frame), frame)


def test_a_table_with_levels_on_both_sides_arrives_as_it_is() -> None:
    rows = pd.MultiIndex.from_product([["x", "y"], [1, 2]], names=["k", None])
    columns = pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)], names=["n", "m"])
    frame = pd.DataFrame(np.arange(12.0).reshape(4, 3), rows, columns)
    pd.testing.assert_frame_equal(crossed(frame), frame)


@pytest.mark.parametrize("value", [
    pd.Timestamp("2026-03-01 12:00", tz="Europe/Berlin"), pd.Timestamp("2026-03-01"), pd.NaT, pd.NA,
    pd.Timedelta("3 days 00:00:01"), pd.Period("2026-03", "M"), pd.Interval(1, 2, "both"),
])  # fmt: skip
def test_a_scalar_of_pandas_arrives_as_it_is(value: object) -> None:
    assert type(crossed(value)) is type(value)
    assert repr(crossed(value)) == repr(value)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I", "F", "I;16"])
def test_a_picture_arrives_as_it_is(mode: str) -> None:
    picture = Image.new(mode, (13, 7))
    picture.putpixel((3, 2), 1 if len(picture.getbands()) == 1 else (1,) * len(picture.getbands()))
    got = crossed(picture)
    assert (got.mode, got.size, got.tobytes()) == (picture.mode, picture.size, picture.tobytes())
    assert got.getpalette() == picture.getpalette()


@pytest.mark.parametrize("kind", ["PCG64", "MT19937", "Philox", "SFC64", "PCG64DXSM"])
def test_a_generator_of_random_numbers_goes_on_where_it_was(kind: str) -> None:
    generator = np.random.Generator(getattr(np.random, kind)(7))
    generator.normal(size=3)
    got = crossed(generator)
    assert (got.integers(0, 10**9, 50) == generator.integers(0, 10**9, 50)).all()


LIES: dict[str, Any] = {
    **{f"__{name}__": lambda self, other: True for name in ("eq", "ne", "lt", "contains")},
    **{f"__{name}__": lambda self: "a lie" for name in ("repr", "str")},
    "__len__": lambda self: 0,
    "__iter__": lambda self: iter("lies"),
    "__getitem__": lambda self, key: "a lie",
}


@given(st.sampled_from([int, float, str, bytes, list, tuple, set, dict, complex]), st.data())
@often
def test_a_subclass_arrives_as_the_plain_value_beneath(kind: type, data: st.DataObject) -> None:
    samples = {int: st.integers(), float: st.floats(), str: st.text(), bytes: st.binary(),
               list: st.lists(st.integers()), tuple: st.lists(st.integers()).map(tuple),
               set: st.sets(st.integers()), dict: st.dictionaries(st.text(), st.integers()),
               complex: st.complex_numbers()}  # fmt: skip
    value = data.draw(samples[kind])
    assert alike(crossed(lying(kind)(value)), value)


@pytest.mark.parametrize("value", [-0.0, 0.0, complex(-0.0, 0.0), complex(0.0, -0.0)])
def test_a_zero_keeps_its_sign(value: float | complex) -> None:
    assert alike(crossed(value), value)
    assert alike(crossed(lying(type(value))(value)), value)


def lying(kind: type) -> Any:
    """A subclass of which every method says something else."""
    return type("Lying", (kind,), {**LIES, "__hash__": kind.__hash__})


def test_a_list_that_is_too_long_says_so_in_words() -> None:
    with pytest.raises(CannotCross, match=r"a list of 1,000,001 items; at most 1,000,000"):
        crossed([0] * (rules.MOST_ITEMS + 1))


@pytest.mark.parametrize(("value", "words"), [
    (1 << (rules.MOST_BITS + 1), "a whole number of 10,002 bits"),
    (np.zeros(10**7 * 9), "an array of 686 MB"),
    (np.full(1_000_001, None), "an array of 1,000,001 objects"),
    (bytes(70 << 20), "70 MB of data in 1 pieces"),
    (pd.Series(pd.array([1] * 1_000_001, dtype="Int8")), "a column of 1,000,001 values"),
    (object(), "an object of class object"),
])  # fmt: skip
def test_what_is_too_large_or_too_strange_says_so_in_words(value: object, words: str) -> None:
    with pytest.raises(CannotCross, match=words):
        crossed(value)


def test_what_is_nested_too_deeply_says_so_in_words() -> None:
    value: list[Any] = []
    for _ in range(rules.DEEPEST + 1):
        value = [value]
    with pytest.raises(CannotCross, match="a list of 1 items, nested more than 48 deep"):
        crossed(value)
    assert alike(crossed(value[0][0]), value[0][0])
