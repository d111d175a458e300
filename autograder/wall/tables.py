"""Tables as data: pandas with all its dtypes.

A column travels as arrays of numpy (see `arrays`) and what its dtype adds to them. Importing this
module teaches `values` these types.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from autograder.wall.rules import MOST_ITEMS, BadValue, CannotCross
from autograder.wall.scalars import read_zone, write_zone
from autograder.wall.values import BASES, MET, READERS, WRITERS, Decoder, Encoder, Tree, exactly

_EXTENSION = pd.api.extensions.ExtensionArray
_SEPARATORS = ("\0", "\x1f", "\x1e")
Values = Any  # what stands behind a Series: an array of numpy or of pandas


def _write_values(encoder: Encoder, array: Values) -> Tree:
    """The values of a Series or an Index, by the kind of their dtype."""
    if type(array) is pd.arrays.NumpyExtensionArray:  # arrays of texts are a subclass
        array = array.to_numpy()
    dtype = array.dtype
    if len(array) > MOST_ITEMS and not isinstance(dtype, np.dtype):
        raise CannotCross(f"a column of {len(array):,} values")
    if isinstance(dtype, np.dtype):
        return encoder.tree(np.asarray(array))
    if isinstance(dtype, pd.CategoricalDtype):
        codes, categories = encoder.tree(np.asarray(array.codes)), encoder.tree(dtype.categories)
        return ["category", codes, categories, bool(dtype.ordered)]
    if isinstance(dtype, pd.DatetimeTZDtype):
        naive = np.asarray(array.tz_convert("UTC").tz_localize(None))
        return ["zoned", encoder.tree(naive), write_zone(dtype.tz)]
    if isinstance(dtype, pd.PeriodDtype):
        return ["period", encoder.tree(array.asi8), str(dtype)[len("period[") : -1]]
    if isinstance(dtype, pd.IntervalDtype):
        ends = [encoder.tree(array.left), encoder.tree(array.right)]
        return ["interval", *ends, str(dtype.closed)]
    if isinstance(dtype, pd.SparseDtype):
        return ["sparse", encoder.tree(array.to_dense()), encoder.tree(dtype.fill_value)]
    missing = np.asarray(array.isna())
    if isinstance(dtype, pd.StringDtype):
        return _write_texts(encoder, array, missing, dtype.na_value is pd.NA)
    if isinstance(dtype, pd.BooleanDtype) or hasattr(dtype, "numpy_dtype"):
        numbers = dtype.numpy_dtype if hasattr(dtype, "numpy_dtype") else np.dtype(bool)
        filled = array.to_numpy(dtype=numbers, na_value=numbers.type(0))
        return ["nullable", str(dtype), encoder.tree(filled), encoder.tree(missing)]
    raise CannotCross(f"a column of dtype {dtype}")


def _values(decoder: Decoder, tree: Tree) -> Values:
    """The values that a tree describes: nothing that would ask the other side for more."""
    values = decoder.part(tree)
    if type(values) is not np.ndarray and not isinstance(values, _EXTENSION):
        raise BadValue("no column")
    return values


def _read_category(decoder: Decoder, parts: list[Any]) -> Values:
    codes, categories = exactly(decoder.part(parts[0]), np.ndarray), decoder.part(parts[1])
    if not isinstance(categories, pd.Index):
        raise BadValue("no categories")
    return pd.Categorical.from_codes(codes, categories, ordered=exactly(parts[2], bool))


def _read_zoned(decoder: Decoder, parts: list[Any]) -> Values:
    naive = pd.DatetimeIndex(exactly(decoder.part(parts[0]), np.ndarray))
    return naive.tz_localize("UTC").tz_convert(read_zone(parts[1])).array


def _read_period(decoder: Decoder, parts: list[Any]) -> Values:
    ordinals = exactly(decoder.part(parts[0]), np.ndarray)
    return pd.arrays.PeriodArray(ordinals, dtype=pd.PeriodDtype(_frequency(parts[1])))


def _frequency(tree: Tree) -> str:
    if len(exactly(tree, str)) > 32:
        raise BadValue("no frequency")
    return str(tree)


def _read_interval(decoder: Decoder, parts: list[Any]) -> Values:
    left, right = _an_index(decoder.part(parts[0])), _an_index(decoder.part(parts[1]))
    return pd.arrays.IntervalArray.from_arrays(left, right, closed=exactly(parts[2], str))


def _read_sparse(decoder: Decoder, parts: list[Any]) -> Values:
    dense, fill = exactly(decoder.part(parts[0]), np.ndarray), decoder.value(parts[1])
    if type(fill) not in (type(None), bool, int, float, complex, str) and (
        not isinstance(fill, np.generic)
    ):
        raise BadValue("no value that fills a column")
    return pd.arrays.SparseArray(dense, fill_value=fill)


def _write_texts(encoder: Encoder, array: Values, missing: np.ndarray, nullable: bool) -> Tree:
    """Texts in one buffer, apart by a character that none of them holds (if there is one)."""
    filled = array.to_numpy(dtype=object, na_value="").tolist()
    for apart in _SEPARATORS:
        joined = apart.join(filled)
        if joined.count(apart) == len(filled) - 1:
            buffer = encoder.buffer(joined.encode("utf-8", "surrogatepass"))
            return ["texts", apart, buffer, encoder.tree(missing), nullable]
    return ["texts", "", encoder.items(filled), encoder.tree(missing), nullable]


def _read_texts(decoder: Decoder, parts: list[Any]) -> Values:
    apart, source, missing, nullable = parts
    gone = exactly(decoder.part(missing), np.ndarray)
    if exactly(apart, str):
        texts: Any = decoder.buffer(source).decode("utf-8", "surrogatepass").split(apart)
    else:
        texts = [exactly(text, str) for text in decoder.values(source)]
    if gone.dtype != bool or gone.shape != (len(texts),):
        raise BadValue("another number of texts")
    held = np.array(texts, object)
    held[gone] = None
    na_value = pd.NA if exactly(nullable, bool) else np.nan
    return pd.array(held, dtype=pd.StringDtype(na_value=na_value))


_NULLABLE: dict[str, Callable[..., Values]] = {
    "boolean": pd.arrays.BooleanArray,
    **{f"{sign}Int{bits}": pd.arrays.IntegerArray
       for sign in ("", "U") for bits in (8, 16, 32, 64)},
    "Float32": pd.arrays.FloatingArray,
    "Float64": pd.arrays.FloatingArray,
}  # fmt: skip


def _read_nullable(decoder: Decoder, parts: list[Any]) -> Values:
    make = _NULLABLE.get(exactly(parts[0], str))
    if make is None:
        raise BadValue("no nullable dtype")
    values, missing = (exactly(decoder.part(part), np.ndarray) for part in parts[1:])
    return make(values, missing)


def _write_index(encoder: Encoder, index: pd.Index) -> Tree:
    if isinstance(index, pd.RangeIndex):
        return ["span", index.start, index.stop, index.step, encoder.tree(index.name)]
    if isinstance(index, pd.MultiIndex):
        codes = encoder.items(np.asarray(codes) for codes in index.codes)
        return ["levels", codes, encoder.items(index.levels), encoder.items(index.names)]
    frequency = getattr(index, "freqstr", None) if index.dtype.kind in "mM" else None
    return [
        "index", _write_values(encoder, index.array), encoder.tree(index.name),
        frequency if isinstance(frequency, str) else None,
    ]  # fmt: skip


def _read_span(decoder: Decoder, parts: list[Any]) -> pd.Index:
    start, stop, step = (exactly(part, int) for part in parts[:3])
    return pd.RangeIndex(start, stop, step, name=decoder.value(parts[3]))


def _read_levels(decoder: Decoder, parts: list[Any]) -> pd.Index:
    codes = [exactly(decoder.part(code), np.ndarray) for code in exactly(parts[0], list)]
    levels: Any = [_an_index(decoder.part(level)) for level in exactly(parts[1], list)]
    names = decoder.values(parts[2])
    return pd.MultiIndex(levels=levels, codes=codes, names=names)


def _read_index(decoder: Decoder, parts: list[Any]) -> pd.Index:
    values, name = _values(decoder, parts[0]), decoder.value(parts[1])
    index: pd.Index = pd.Index(values, name=name, dtype=values.dtype, copy=False)
    if parts[2] is not None:
        index.freq = _frequency(parts[2])  # type: ignore[attr-defined]  # the stubs lack it
    return index


def _write_series(encoder: Encoder, series: pd.Series) -> Tree:
    index, name = _write_index(encoder, series.index), encoder.tree(series.name)
    return ["series", _write_values(encoder, series.array), index, name]


def _an_index(value: object) -> pd.Index:
    if not isinstance(value, pd.Index):
        raise BadValue("no index")
    return value


def _read_series(decoder: Decoder, parts: list[Any]) -> pd.Series:
    values, index, name = _values(decoder, parts[0]), *map(decoder.part, parts[1:])
    series: pd.Series = pd.Series(
        values, index=_an_index(index), name=name, dtype=values.dtype, copy=False
    )
    return series


def _write_frame(encoder: Encoder, frame: pd.DataFrame) -> Tree:
    columns = [_write_values(encoder, frame.iloc[:, n].array) for n in range(frame.shape[1])]
    return [
        "frame",
        columns,
        _write_index(encoder, frame.columns),
        _write_index(encoder, frame.index),
    ]


def _read_frame(decoder: Decoder, parts: list[Any]) -> pd.DataFrame:
    columns = [_values(decoder, tree) for tree in exactly(parts[0], list)]
    names, index = map(decoder.part, parts[1:])
    series = {
        number: pd.Series(column, index=_an_index(index), dtype=column.dtype, copy=False)
        for number, column in enumerate(columns)
    }
    frame = pd.DataFrame(series, index=index)
    if len(_an_index(names)) != len(columns):
        raise BadValue("another number of columns")
    frame.columns = names
    return frame


def _write_one(encoder: Encoder, value: object) -> Tree:
    """A Timestamp, Timedelta, Period or Interval: an index of one, with its unit and zone."""
    return ["one", _write_values(encoder, pd.Index([value]).array)]


def _read_one(decoder: Decoder, parts: list[Any]) -> object:
    values = _values(decoder, parts[0])
    return values[0] if not isinstance(values, np.ndarray) else pd.Series(values).iloc[0]


MET |= {"category", "zoned", "period", "interval", "sparse", "texts", "nullable", "span"}
BASES[:0] = [
    (pd.DataFrame, _write_frame),
    (pd.Series, _write_series),
    (pd.Index, _write_index),
    (pd.Timestamp, _write_one),
    (pd.Timedelta, _write_one),
    (pd.Period, _write_one),
    (pd.Interval, _write_one),
    (pd.api.extensions.ExtensionArray, _write_values),
]
WRITERS[type(pd.NaT)] = lambda encoder, value: ["nat"]
WRITERS[type(pd.NA)] = lambda encoder, value: ["na"]
READERS.update(
    {
        "category": _read_category,
        "zoned": _read_zoned,
        "period": _read_period,
        "interval": _read_interval,
        "sparse": _read_sparse,
        "texts": _read_texts,
        "nullable": _read_nullable,
        "index": _read_index,
        "span": _read_span,
        "levels": _read_levels,
        "series": _read_series,
        "frame": _read_frame,
        "one": _read_one,
        "nat": lambda decoder, parts: pd.NaT,
        "na": lambda decoder, parts: pd.NA,
    }
)
