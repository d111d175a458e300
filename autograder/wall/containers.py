"""Containers as data: lists, tuples, sets, dicts and their kin, data classes, named tuples."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable
from dataclasses import fields, is_dataclass, make_dataclass
from functools import lru_cache
from typing import Any

from autograder.wall.rules import BadValue
from autograder.wall.values import (
    BASES,
    READERS,
    WRITERS,
    Decoder,
    Encoder,
    NamedTuple,
    Record,
    Tree,
    exactly,
    measured,
)

_MOST_FIELDS = 1_000


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
    name, names, values = _fields(decoder, parts)
    known = decoder.records(name)
    if not (type(known) is type and is_dataclass(known)) or names != [
        field.name for field in fields(known)
    ]:
        known = _record_class(name, tuple(names))
    record: Any = object.__new__(known)
    for field, value in zip(names, values, strict=True):
        object.__setattr__(record, field, value)
    return record


def _fields(decoder: Decoder, parts: list[Any]) -> tuple[str, list[str], list[Any]]:
    """The name of a record, the names of its fields and their values."""
    name, names, values = exactly(parts[0], str), exactly(parts[1], list), parts[2]
    if len(names) > _MOST_FIELDS or len(exactly(values, list)) != len(names):
        raise BadValue("another number of fields")
    return name, [exactly(field, str) for field in names], decoder.values(values)


def _write_named_tuple(encoder: Encoder, value: Any) -> Tree:
    items = encoder.items(tuple.__iter__(measured(value)))
    return ["named", type(value).__name__, list(type(value)._fields), items]


@lru_cache(maxsize=256)
def _record_class(name: str, names: tuple[str, ...]) -> type:
    """A class for records whose own is not known here; the same one each time."""
    return make_dataclass(name, names)


@lru_cache(maxsize=256)
def _tuple_class(name: str, names: tuple[str, ...]) -> Any:
    return namedtuple(name, names)  # the names come at run time


def _read_named_tuple(decoder: Decoder, parts: list[Any]) -> object:
    name, names, values = _fields(decoder, parts)
    known: Any = decoder.records(name)
    if not (type(known) is type and issubclass(known, tuple)) or (
        list(getattr(known, "_fields", ())) != names
    ):
        known = _tuple_class(name, tuple(names))
    return tuple.__new__(known, values)


_container("list", list, list)
_container("tuple", tuple, tuple)
_container("set", set, set)
_container("frozenset", frozenset, frozenset)
_container("deque", deque, deque)
_mapping("counter", Counter, lambda pairs: Counter(dict(pairs)))
_mapping("ordered", OrderedDict, OrderedDict)
_mapping("dict", dict, dict)
WRITERS[defaultdict] = WRITERS[dict]
WRITERS[Record] = _write_record
WRITERS[NamedTuple] = _write_named_tuple
READERS.update({"record": _read_record, "named": _read_named_tuple})
