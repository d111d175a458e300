"""Values as data: numbers, texts, dates and containers; tables and pictures are in `tables`.

A value becomes a tree of JSON: texts, numbers, booleans and null stand for themselves, all else is
a list that begins with a tag. Bytes go beside the tree, as numbered buffers. Types are exact: a
subclass of `int` or `dict` arrives as a plain one, whatever it claims about itself.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, make_dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any
from zoneinfo import ZoneInfo

from autograder.wall.rules import DEEPEST, MOST_BITS, MOST_ITEMS, BadValue, CannotCross, described

Tree = Any
Writer = Callable[["Encoder", Any], Tree]
Reader = Callable[["Decoder", list[Any]], object]

WRITERS: dict[type, Writer] = {}
"""How a value of exactly this type is written."""
READERS: dict[str, Reader] = {}
"""How a tag is read."""
BASES: list[tuple[type, Writer]] = []
"""How a value of a subclass is written, in the order in which they are tried."""
_TEXTS_AS_THEY_ARE = (type(None), bool, float)


class Encoder:
    """Turns values into trees; `buffers` then holds their bytes.

    `stranger` writes what no rule here covers: as a handle, or it raises `CannotCross`. A text that
    begins with `root`, the folder in which this side works, means the same place on the other side.
    """

    def __init__(self, stranger: Callable[[object], Tree], root: str = "") -> None:
        self.buffers: list[bytes] = []
        self._stranger, self._root, self._depth = stranger, root, 0

    def tree(self, value: object) -> Tree:
        """The tree of a value; raises `CannotCross`."""
        kind = type(value)
        if kind in _TEXTS_AS_THEY_ARE:
            return value
        if kind is str:
            return self._text(value)  # type: ignore[arg-type]  # exactly a str
        if kind is int:
            return _integer(value)  # type: ignore[arg-type]
        writer = WRITERS.get(kind) or self._for_subclass(value)
        if writer is None:
            return self._stranger(value)
        self._depth += 1
        try:
            if self._depth > DEEPEST:
                raise CannotCross(f"{described(value)}, nested more than {DEEPEST} deep")
            return writer(self, value)
        finally:
            self._depth -= 1

    def items(self, values: Iterable[object]) -> list[Tree]:
        """The trees of the values of a container that has been measured."""
        return [self.tree(value) for value in values]

    def buffer(self, data: bytes) -> int:
        """Keep bytes beside the tree; returns their number."""
        self.buffers.append(data)
        return len(self.buffers) - 1

    def _text(self, value: str) -> Tree:
        if self._root and value.startswith(self._root):
            return ["here", value[len(self._root) :]]
        return value

    def _for_subclass(self, value: object) -> Writer | None:
        kind = type(value)
        if is_dataclass(kind):
            return _write_record
        if issubclass(kind, tuple) and isinstance(getattr(kind, "_fields", None), tuple):
            return _write_named_tuple
        return next((writer for base, writer in BASES if issubclass(kind, base)), None)


class Decoder:
    """Turns trees back into values; whatever is not exactly in form raises `BadValue`.

    `stranger` reads the tags that no rule here covers. `records` are classes of records by name
    that this side knows.
    """

    def __init__(
        self,
        buffers: list[bytes],
        stranger: Callable[[list[Any]], object],
        root: str = "",
        records: Callable[[str], object] = lambda name: None,
    ) -> None:
        self._buffers, self._stranger, self.root, self.records = buffers, stranger, root, records
        self._depth = 0

    def value(self, tree: Tree) -> Any:
        """The value of a tree."""
        if tree is None or type(tree) in (bool, int, float, str):
            return tree
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise BadValue("neither plain nor tagged")
        self._depth += 1
        try:
            if self._depth > DEEPEST + 2:
                raise BadValue("nested too deeply")
            reader = READERS.get(tree[0])
            if reader is None:
                return self._stranger(tree)
            return reader(self, tree[1:])
        except (BadValue, MemoryError):
            raise
        except Exception as error:  # a library refused what a tree described
            raise BadValue(f"{tree[0]}: {type(error).__name__}") from error
        finally:
            self._depth -= 1

    def values(self, trees: Tree) -> list[Any]:
        """The values of a list of trees."""
        if type(trees) is not list:
            raise BadValue("no list")
        return [self.value(tree) for tree in trees]

    def buffer(self, number: Tree) -> bytes:
        """A buffer by its number."""
        if type(number) is not int or not 0 <= number < len(self._buffers):
            raise BadValue("no such buffer")
        return self._buffers[number]


def exactly(value: Any, *kinds: type) -> Any:
    """The value, if it is of one of these types exactly; raises `BadValue`."""
    if type(value) not in kinds:
        raise BadValue(f"not {' or '.join(kind.__name__ for kind in kinds)}")
    return value


def measured(value: Any) -> Any:
    """A container, if it is not too long; raises `CannotCross`."""
    length = next(kind.__len__(value) for kind in _SIZED if isinstance(value, kind))
    if length > MOST_ITEMS:
        raise CannotCross(f"{described(value)}; at most {MOST_ITEMS:,} can be handed over")
    return value


_SIZED = (list, tuple, set, frozenset, dict, deque)


def _integer(value: int) -> int:
    if value.bit_length() > MOST_BITS:
        raise CannotCross(f"a whole number of {value.bit_length():,} bits")
    return value


def plain(kind: type) -> Writer:
    """A writer for subclasses of a plain type: the value beneath, past what they redefine."""
    # `int.__add__(x, 0)` and the like are the base's own methods and give the base's own type.
    beneath: dict[type, Callable[[Any], object]] = {
        int: lambda value: int.__add__(value, 0),
        float: lambda value: float.__add__(value, 0.0),
        complex: lambda value: complex.__add__(value, 0j),
        str: lambda value: str.__getitem__(value, slice(None)),
        bytes: lambda value: bytes.__getitem__(value, slice(None)),
    }
    return lambda encoder, value: encoder.tree(beneath[kind](value))


def _container(tag: str, kind: type, make: Callable[[list[Any]], object]) -> None:
    def write(encoder: Encoder, value: Any) -> Tree:
        return [tag, encoder.items(kind.__iter__(measured(value)))]  # type: ignore[attr-defined]

    WRITERS[kind] = write
    READERS[tag] = lambda decoder, parts: make(decoder.values(parts[0]))
    BASES.append((kind, write))


def _mapping(tag: str, kind: type, make: Callable[[list[tuple[Any, Any]]], object]) -> None:
    def write(encoder: Encoder, value: Any) -> Tree:
        pairs = list(dict.items(measured(value)))
        return [tag, encoder.items(key for key, _ in pairs), encoder.items(v for _, v in pairs)]

    def read(decoder: Decoder, parts: list[Any]) -> object:
        keys, values = decoder.values(parts[0]), decoder.values(parts[1])
        return make(list(zip(keys, values, strict=True)))

    WRITERS[kind] = write
    READERS[tag] = read
    BASES.append((kind, write))


def _write_record(encoder: Encoder, value: Any) -> Tree:
    names = [field.name for field in fields(value)]
    measured(names)
    return ["record", type(value).__name__, names, encoder.items(getattr(value, n) for n in names)]


def _read_record(decoder: Decoder, parts: list[Any]) -> object:
    name, names, values = exactly(parts[0], str), parts[1], decoder.values(parts[2])
    names = [exactly(n, str) for n in names]
    known = decoder.records(name)
    if not (isinstance(known, type) and is_dataclass(known)) or names != [
        field.name for field in fields(known)
    ]:
        known = _record_class(name, tuple(names))
    record = object.__new__(known)
    for field, value in zip(names, values, strict=True):
        object.__setattr__(record, field, value)
    return record


def _write_named_tuple(encoder: Encoder, value: Any) -> Tree:
    items = encoder.items(tuple.__iter__(measured(value)))
    return ["named", type(value).__name__, list(type(value)._fields), items]


@lru_cache(maxsize=256)
def _record_class(name: str, names: tuple[str, ...]) -> type:
    """A class for records whose own is not known here; the same one each time."""
    return make_dataclass(name, names)


@lru_cache(maxsize=256)
def _tuple_class(name: str, names: tuple[str, ...]) -> Any:
    return namedtuple(name, names)  # type: ignore[misc]  # noqa: PYI024  # names come at run time


def _read_named_tuple(decoder: Decoder, parts: list[Any]) -> object:
    name, names, values = exactly(parts[0], str), parts[1], decoder.values(parts[2])
    known: Any = decoder.records(name)
    if not (isinstance(known, type) and issubclass(known, tuple)) or (
        list(getattr(known, "_fields", ())) != names
    ):
        known = _tuple_class(name, tuple(exactly(n, str) for n in names))
    return tuple.__new__(known, values)


def write_zone(zone: tzinfo | None) -> Tree:
    """A time zone: a name of the IANA data base, or seconds from UTC."""
    if zone is None:
        return None
    if zone is UTC:
        return "UTC"
    name = getattr(zone, "key", None) or getattr(zone, "zone", None)
    if isinstance(name, str):
        return name
    offset = zone.utcoffset(None)
    if offset is None:
        raise CannotCross(f"a time in the zone {type(zone).__name__}")
    return offset.total_seconds()


def read_zone(tree: Tree) -> tzinfo | None:
    """The zone that `write_zone` wrote."""
    if tree is None:
        return None
    if tree == "UTC":
        return UTC
    if type(tree) is str:
        return ZoneInfo(tree)
    return timezone(timedelta(seconds=exactly(tree, int, float)))


def _write_datetime(encoder: Encoder, value: datetime) -> Tree:
    naive = datetime(*value.timetuple()[:6], value.microsecond)
    return ["datetime", naive.isoformat(), value.fold, write_zone(value.tzinfo)]


def _read_datetime(decoder: Decoder, parts: list[Any]) -> datetime:
    text, fold, zone = parts
    naive = datetime.fromisoformat(exactly(text, str))
    return naive.replace(fold=exactly(fold, int), tzinfo=read_zone(zone))


def _write_time(encoder: Encoder, value: time) -> Tree:
    return ["time", value.replace(tzinfo=None).isoformat(), value.fold, write_zone(value.tzinfo)]


def _read_time(decoder: Decoder, parts: list[Any]) -> time:
    text, fold, zone = parts
    return time.fromisoformat(exactly(text, str)).replace(fold=fold, tzinfo=read_zone(zone))


def _decimal(text: str) -> Decimal:
    if len(text) > MOST_BITS:
        raise BadValue("a number of too many digits")
    return Decimal(text)


def _write_path(encoder: Encoder, value: PurePath) -> Tree:
    return ["path", encoder.tree(str(value))]


def _scalar(tag: str, kind: type, write: Writer, read: Reader) -> None:
    WRITERS[kind] = lambda encoder, value: [tag, *write(encoder, value)]
    READERS[tag] = read


_container("list", list, list)
_container("tuple", tuple, tuple)
_container("set", set, set)
_container("frozenset", frozenset, frozenset)
_container("deque", deque, deque)
_mapping("counter", Counter, lambda pairs: Counter(dict(pairs)))
_mapping("ordered", OrderedDict, OrderedDict)
_mapping("dict", dict, dict)
WRITERS[defaultdict] = WRITERS[dict]
BASES.extend((kind, plain(kind)) for kind in (int, float, complex, str, bytes))
BASES.append((PurePath, _write_path))
WRITERS[datetime] = _write_datetime
WRITERS[time] = _write_time
READERS.update(
    {
        "record": _read_record, "named": _read_named_tuple, "datetime": _read_datetime,
        "time": _read_time,
        "here": lambda decoder, parts: decoder.root + exactly(parts[0], str),
        "path": lambda decoder, parts: Path(exactly(decoder.value(parts[0]), str)),
    }
)  # fmt: skip
_scalar(
    "complex", complex, lambda e, v: [v.real, v.imag],
    lambda d, p: complex(exactly(p[0], float), exactly(p[1], float)),
)  # fmt: skip
_scalar("bytes", bytes, lambda e, v: [e.buffer(v)], lambda d, p: d.buffer(p[0]))
_scalar(
    "bytearray", bytearray, lambda e, v: [e.buffer(bytes(v))], lambda d, p: bytearray(d.buffer(p[0]))
)
_scalar("decimal", Decimal, lambda e, v: [str(v)], lambda d, p: _decimal(exactly(p[0], str)))
_scalar(
    "fraction", Fraction, lambda e, v: e.items((v.numerator, v.denominator)),
    lambda d, p: Fraction(exactly(p[0], int), exactly(p[1], int)),
)  # fmt: skip
_scalar("date", date, lambda e, v: [v.toordinal()], lambda d, p: date.fromordinal(p[0]))
_scalar(
    "timedelta", timedelta, lambda e, v: [v.days, v.seconds, v.microseconds],
    lambda d, p: timedelta(exactly(p[0], int), exactly(p[1], int), exactly(p[2], int)),
)  # fmt: skip
_scalar(
    "range", range, lambda e, v: e.items((v.start, v.stop, v.step)),
    lambda d, p: range(*(exactly(part, int) for part in p)),
)  # fmt: skip
_scalar(
    "slice", slice, lambda e, v: e.items((v.start, v.stop, v.step)),
    lambda d, p: slice(*d.values(p)),
)  # fmt: skip
_scalar("ellipsis", type(...), lambda e, v: [], lambda d, p: ...)


def same(one: Tree, other: Tree) -> bool:
    """Whether two trees are the same; NaN is the same as NaN."""
    if type(one) is not type(other):
        return False
    if type(one) is list:
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other) or (type(one) is float and math.isnan(one) and math.isnan(other))
