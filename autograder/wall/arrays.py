"""Arrays, pictures and random generators as data: numpy and Pillow.

Numbers travel as the bytes of their buffers, objects as values. Importing this module teaches
`values` these types.
"""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
from numpy import ma
from PIL import Image

from autograder.wall.rules import LARGEST_MESSAGE, MOST_ITEMS, BadValue, CannotCross, described
from autograder.wall.values import BASES, READERS, Buffer, Decoder, Encoder, Tree, exactly

_BUFFER_TYPE = re.compile(r"[<>|=][biufcmMSV]\d+(\[\d*[A-Za-z]+\])?")
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "HSV", "I", "F", "I;16")


def _write_array(encoder: Encoder, array: np.ndarray) -> Tree:
    if isinstance(array, ma.MaskedArray):
        return ["masked", encoder.tree(array.filled()), encoder.tree(ma.getmaskarray(array))]
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
    return ["array", array.dtype.str, shape, encoder.buffer(_bytes_of(array, encoder.live))]


def _bytes_of(array: np.ndarray, live: bool) -> Buffer:
    """The bytes of an array, row by row; of a live one without a copy, where they lie so."""
    if not live or not array.flags.c_contiguous or array.nbytes == 0:
        return array.tobytes()
    flat: Any = array.reshape(-1).view(np.uint8)
    return memoryview(flat)


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
    dtype, shape, data = _dtype(parts[0]), _shape(parts[1]), decoder.view(parts[2])
    if math.prod(shape) * dtype.itemsize != len(data):
        raise BadValue("a buffer of another size")
    if dtype.itemsize == 0:
        return np.zeros(shape if math.prod(shape) <= MOST_ITEMS else (0,), dtype)
    return np.frombuffer(data, dtype).reshape(shape).copy()


def _read_objects(decoder: Decoder, parts: list[Any]) -> np.ndarray:
    kind, shape, items = exactly(parts[0], str), _shape(parts[1]), decoder.values(parts[2])
    if math.prod(shape) != len(items):
        raise BadValue("another number of objects")
    if kind != "O":
        items = [exactly(item, str) for item in items]
    array = np.fromiter(items, object, len(items))  # lists in it stay lists
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


def _read_masked(decoder: Decoder, parts: list[Any]) -> ma.MaskedArray:
    data, mask = (exactly(decoder.part(part), np.ndarray) for part in parts)
    return ma.MaskedArray(data, mask)


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
    if len(data) * 8 < size[0] * size[1]:
        raise BadValue("a picture without its pixels")
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
    state.state = _state(decoder.value(parts[1]))
    return np.random.Generator(state)


def _state(value: object) -> dict[str, Any]:
    """The state of a generator: names with numbers, texts, arrays, and one more such state."""
    for part in exactly(value, dict).values():
        if type(part) is dict:
            _state(part)
        else:
            exactly(part, int, str, np.ndarray)
    return value  # type: ignore[return-value]  # it is a dict


BASES[:0] = [
    (np.random.Generator, _write_generator),
    (np.dtype, lambda encoder, value: ["dtype", str(value)]),
    (np.generic, _write_scalar),
    (np.ndarray, _write_array),
    (Image.Image, _write_picture),
]
READERS.update(
    {
        "array": _read_array,
        "objects": _read_objects,
        "fields": _read_fields,
        "masked": _read_masked,
        "scalar": _read_scalar,
        "npstr": lambda decoder, parts: np.str_(exactly(parts[0], str)),
        "dtype": lambda decoder, parts: np.dtype(exactly(parts[0], str)),
        "generator": _read_generator,
        "picture": _read_picture,
    }
)
