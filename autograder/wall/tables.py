"""Arrays, tables and pictures as data: numpy, pandas with all its dtypes, Pillow.

Numbers travel as the bytes of their buffers, everything else as values. Importing this module
teaches `values` these types.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from PIL import Image

from autograder.wall.rules import LARGEST_MESSAGE, MOST_ITEMS, BadValue, CannotCross, described
from autograder.wall.values import (
    BASES, READERS, WRITERS, Decoder, Encoder, Tree, exactly, read_zone, write_zone,
)  # fmt: skip

_BUFFER_TYPE = re.compile(r"[<>|=][biufcmMSV]\d+(\[\d*[A-Za-z]+\])?")
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "HSV", "I", "F", "I;16")


def _write_array(encoder: Encoder, array: np.ndarray) -> Tree:
    if isinstance(array, np.ma.MaskedArray):
        return ["masked", encoder.tree(array.filled()), encoder.tree(np.ma.getmaskarray(array))]
    array = array.view(np.ndarray)
    shape = list(array.shape)
    if array.dtype.kind in "OUT":
        if array.size > MOST_ITEMS:
            raise CannotCross(f"an array of {array.size:,} objects")
        kind = array.dtype.str if array.dtype.kind == "U" else array.dtype.kind
        return ["objects", kind, shape, encoder.items(array.ravel().tolist())]
    if array.dtype.fields:
        names = list(array.dtype.names or ())
        return ["fields", shape, names, encoder.items(array[name] for name in names)]
    if array.nbytes > LARGEST_MESSAGE:
        raise CannotCross(f"an array of {array.nbytes >> 20:,} MB")
    return ["array", array.dtype.str, shape, encoder.buffer(array.tobytes())]


def _shape(tree: Tree) -> tuple[int, ...]:
    sizes = tuple(exactly(size, int) for size in exactly(tree, list))
    if len(sizes) > 32 or any(not 0 <= size < 1 << 40 for size in sizes):
        raise BadValue("no shape")
    return sizes


def _dtype(tree: Tree) -> np.dtype[Any]:
    if not _BUFFER_TYPE.fullmatch(exactly(tree, str)):
        raise BadValue("no type of a buffer")
    return np.dtype(tree)


def _read_array(decoder: Decoder, parts: list[Any]) -> np.ndarray:
    dtype, shape, data = _dtype(parts[0]), _shape(parts[1]), decoder.buffer(parts[2])
    if math.prod(shape) * dtype.itemsize != len(data):
        raise BadValue("a buffer of another size")
    if dtype.itemsize == 0:
        return np.zeros(shape if math.prod(shape) <= MOST_ITEMS else (0,), dtype)
    return np.frombuffer(data, dtype).reshape(shape).copy()


def _read_objects(decoder: Decoder, parts: list[Any]) -> np.ndarray:
    kind, shape, items = exactly(parts[0], str), _shape(parts[1]), decoder.values(parts[2])
    if math.prod(shape) != len(items):
        raise BadValue("another number of objects")
    array = np.empty(len(items), object)
    array[:] = items
    if kind == "T":
        return array.astype(np.dtypes.StringDType()).reshape(shape)
    if re.fullmatch(r"[<>=]U\d{1,6}", kind):
        width = int(kind[2:]) * 4
        if width * len(items) > LARGEST_MESSAGE:
            raise BadValue("an array of texts that is too large")
        return array.astype(kind).reshape(shape)
    return array.reshape(shape)


def _read_fields(decoder: Decoder, parts: list[Any]) -> np.ndarray:
    shape, names, columns = _shape(parts[0]), parts[1], decoder.values(parts[2])
    columns = [exactly(column, np.ndarray) for column in columns]
    # A field may itself be an array: what its shape has more than the table's is the field's own.
    dtype = np.dtype(
        [
            (exactly(name, str), column.dtype, column.shape[len(shape) :])
            for name, column in zip(names, columns, strict=True)
        ]
    )
    if math.prod(shape) * dtype.itemsize > LARGEST_MESSAGE:
        raise BadValue("a table that is too large")
    table = np.empty(shape, dtype)
    for name, column in zip(names, columns, strict=True):
        table[name] = column
    return table


def _write_scalar(encoder: Encoder, value: np.generic) -> Tree:
    if isinstance(value, np.str_):
        return ["npstr", str.__getitem__(value, slice(None))]
    if value.dtype.fields or value.dtype.kind in "OV":
        raise CannotCross(described(value))
    return ["scalar", value.dtype.str, encoder.buffer(value.tobytes())]


def _read_scalar(decoder: Decoder, parts: list[Any]) -> object:
    dtype, data = _dtype(parts[0]), decoder.buffer(parts[1])
    if dtype.kind == "S":
        return np.bytes_(data)
    if dtype.itemsize != len(data) or not data:
        raise BadValue("a buffer of another size")
    return np.frombuffer(data, dtype)[0]


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
        texts = [None if gone else str(v) for v, gone in zip(array, missing, strict=True)]
        return ["texts", encoder.items(texts), dtype.na_value is pd.NA]
    if isinstance(dtype, pd.BooleanDtype) or hasattr(dtype, "numpy_dtype"):
        numbers = dtype.numpy_dtype if hasattr(dtype, "numpy_dtype") else np.dtype(bool)
        filled = array.to_numpy(dtype=numbers, na_value=numbers.type(0))
        return ["nullable", str(dtype), encoder.tree(filled), encoder.tree(missing)]
    raise CannotCross(f"a column of dtype {dtype}")


def _read_category(decoder: Decoder, parts: list[Any]) -> Values:
    codes, categories = exactly(decoder.value(parts[0]), np.ndarray), decoder.value(parts[1])
    if not isinstance(categories, pd.Index):
        raise BadValue("no categories")
    return pd.Categorical.from_codes(codes, categories, ordered=exactly(parts[2], bool))


def _read_zoned(decoder: Decoder, parts: list[Any]) -> Values:
    naive = pd.DatetimeIndex(exactly(decoder.value(parts[0]), np.ndarray))
    return naive.tz_localize("UTC").tz_convert(read_zone(parts[1])).array


def _read_period(decoder: Decoder, parts: list[Any]) -> Values:
    ordinals = exactly(decoder.value(parts[0]), np.ndarray)
    return pd.PeriodIndex.from_ordinals(ordinals, freq=_frequency(parts[1])).array


def _frequency(tree: Tree) -> str:
    if len(exactly(tree, str)) > 32:
        raise BadValue("no frequency")
    return str(tree)


def _read_interval(decoder: Decoder, parts: list[Any]) -> Values:
    left, right = decoder.value(parts[0]), decoder.value(parts[1])
    return pd.arrays.IntervalArray.from_arrays(left, right, closed=exactly(parts[2], str))


def _read_sparse(decoder: Decoder, parts: list[Any]) -> Values:
    dense = exactly(decoder.value(parts[0]), np.ndarray)
    return pd.arrays.SparseArray(dense, fill_value=decoder.value(parts[1]))


def _read_texts(decoder: Decoder, parts: list[Any]) -> Values:
    missing = pd.NA if exactly(parts[1], bool) else np.nan
    texts = [None if text is None else exactly(text, str) for text in decoder.values(parts[0])]
    return pd.array(texts, dtype=pd.StringDtype(na_value=missing))


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
    values, missing = (exactly(decoder.value(part), np.ndarray) for part in parts[1:])
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
    bounds = [exactly(part, int) for part in parts[:3]]
    return pd.RangeIndex(*bounds, name=decoder.value(parts[3]))


def _read_levels(decoder: Decoder, parts: list[Any]) -> pd.Index:
    codes, levels, names = map(decoder.values, parts)
    return pd.MultiIndex(levels=levels, codes=codes, names=names)


def _read_index(decoder: Decoder, parts: list[Any]) -> pd.Index:
    values, name = decoder.value(parts[0]), decoder.value(parts[1])
    index = pd.Index(values, name=name, dtype=values.dtype, copy=False)
    if parts[2] is not None:
        index.freq = _frequency(parts[2])  # type: ignore[attr-defined]
    return index


def _write_series(encoder: Encoder, series: pd.Series) -> Tree:
    index, name = _write_index(encoder, series.index), encoder.tree(series.name)
    return ["series", _write_values(encoder, series.array), index, name]


def _an_index(value: object) -> pd.Index:
    if not isinstance(value, pd.Index):
        raise BadValue("no index")
    return value


def _read_series(decoder: Decoder, parts: list[Any]) -> pd.Series:
    values, index, name = map(decoder.value, parts)
    return pd.Series(values, index=_an_index(index), name=name, dtype=values.dtype, copy=False)


def _write_frame(encoder: Encoder, frame: pd.DataFrame) -> Tree:
    columns = [_write_values(encoder, frame.iloc[:, n].array) for n in range(frame.shape[1])]
    return ["frame", columns, _write_index(encoder, frame.columns), _write_index(encoder, frame.index)]


def _read_frame(decoder: Decoder, parts: list[Any]) -> pd.DataFrame:
    columns, names, index = decoder.values(parts[0]), *map(decoder.value, parts[1:])
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
    values = decoder.value(parts[0])
    return values[0] if not isinstance(values, np.ndarray) else pd.Series(values).iloc[0]


def _write_picture(encoder: Encoder, picture: Image.Image) -> Tree:
    if picture.mode not in _MODES:
        raise CannotCross(f"a picture of mode {picture.mode}")
    palette = picture.getpalette() if picture.mode == "P" else None
    data = encoder.buffer(picture.tobytes())
    return ["picture", picture.mode, list(picture.size), data, palette]


def _read_picture(decoder: Decoder, parts: list[Any]) -> Image.Image:
    mode, size, data, palette = parts[0], _shape(parts[1]), decoder.buffer(parts[2]), parts[3]
    if mode not in _MODES or len(size) != 2 or size[0] * size[1] * 4 > 4 * LARGEST_MESSAGE:
        raise BadValue("no picture")
    picture = Image.frombytes(mode, size, data)
    if palette is not None:
        picture.putpalette([exactly(colour, int) for colour in palette])
    return picture


def _write_generator(encoder: Encoder, generator: np.random.Generator) -> Tree:
    """A random generator: its state. What a call draws from it is drawn on both sides."""
    state = generator.bit_generator
    return ["generator", type(state).__name__, encoder.tree(state.state)]


def _read_generator(decoder: Decoder, parts: list[Any]) -> np.random.Generator:
    if parts[0] not in ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"):
        raise BadValue("no generator")
    state = getattr(np.random, parts[0])()
    state.state = decoder.value(parts[1])
    return np.random.Generator(state)


BASES[:0] = [
    (np.random.Generator, _write_generator),
    (np.dtype, lambda encoder, value: ["dtype", str(value)]),
    (np.generic, _write_scalar),
    (np.ndarray, _write_array),
    (pd.DataFrame, _write_frame),
    (pd.Series, _write_series),
    (pd.Index, _write_index),
    (Image.Image, _write_picture),
    (pd.Timestamp, _write_one),
    (pd.Timedelta, _write_one),
    (pd.Period, _write_one),
    (pd.Interval, _write_one),
    (pd.api.extensions.ExtensionArray, lambda encoder, value: _write_values(encoder, value)),
]
WRITERS[type(pd.NaT)] = lambda encoder, value: ["nat"]
WRITERS[type(pd.NA)] = lambda encoder, value: ["na"]
READERS.update(
    {
        "array": _read_array, "objects": _read_objects, "fields": _read_fields,
        "masked": lambda decoder, parts: np.ma.MaskedArray(*map(decoder.value, parts)),
        "scalar": _read_scalar, "npstr": lambda decoder, parts: np.str_(exactly(parts[0], str)),
        "category": _read_category, "zoned": _read_zoned, "period": _read_period,
        "interval": _read_interval, "sparse": _read_sparse, "texts": _read_texts,
        "nullable": _read_nullable, "index": _read_index, "span": _read_span,
        "levels": _read_levels, "series": _read_series, "frame": _read_frame, "one": _read_one,
        "generator": _read_generator, "picture": _read_picture, "nat": lambda decoder, parts: pd.NaT,
        "na": lambda decoder, parts: pd.NA,
        "dtype": lambda decoder, parts: np.dtype(exactly(parts[0], str)),
    }
)  # fmt: skip
