"""Single values as data: numbers of all kinds, bytes, dates and times, paths."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePath
from typing import Any
from zoneinfo import ZoneInfo

from autograder.wall.rules import MOST_BITS, BadValue, CannotCross
from autograder.wall.values import (
    BASES,
    READERS,
    WRITERS,
    Decoder,
    Encoder,
    Reader,
    Tree,
    Writer,
    exactly,
    plain,
)


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


BASES.extend((kind, plain(kind)) for kind in (int, float, complex, str, bytes))
BASES.append((PurePath, _write_path))
WRITERS[datetime] = _write_datetime
WRITERS[time] = _write_time
READERS.update(
    {
        "datetime": _read_datetime, "time": _read_time,
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
    "bytearray",
    bytearray,
    lambda e, v: [e.buffer(bytes(v))],
    lambda d, p: bytearray(d.buffer(p[0])),
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
