"""The parts of a value: a column of a table, the value of a key, the items of a list.

A step is `["key", name]`, `["item", number]` or `["each"]`; a path is a list of steps. The columns
of a table are its keys, and below them stand their values.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Step = tuple[Any, ...]
Path = tuple[Step, ...]
EACH: Step = ("each",)
# A dict with more keys is a table of values and no record with fields.
MOST_FIELDS = 24


def pandas() -> Any:
    """pandas, if something has imported it; it is not imported for this."""
    return sys.modules.get("pandas")


def is_frame(value: object) -> bool:
    """Whether it is a table."""
    return (pd := pandas()) is not None and isinstance(value, pd.DataFrame)


def is_series(value: object) -> bool:
    """Whether it is a column."""
    return (pd := pandas()) is not None and isinstance(value, pd.Series)


def is_array(value: object) -> bool:
    """Whether it is an array of numpy."""
    return (np := sys.modules.get("numpy")) is not None and isinstance(value, np.ndarray)


def parts(value: object) -> Iterator[tuple[Step, object]]:
    """The next smaller parts of a value, each with the step that leads there."""
    if is_frame(value):
        frame: Any = value
        for column in dict.fromkeys(frame.columns):
            if isinstance(column, str) and not is_frame(frame[column]):
                yield ("key", column), frame[column]
    elif isinstance(value, dict):
        if len(value) <= MOST_FIELDS and all(isinstance(key, str) for key in value):
            for key, item in value.items():
                yield ("key", key), item
        else:
            for item in value.values():
                yield EACH, item
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield ("item", number), item
    elif isinstance(value, list | set | frozenset):
        for item in value:
            yield EACH, item
    elif is_series(value):
        items: Any = value
        for item in items:
            yield EACH, item


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same: in type, in every part, in order and labels."""
    if type(one) is not type(other):
        return False
    if is_frame(one):
        return (
            one.columns.equals(other.columns)
            and one.index.equals(other.index)
            and _equal(one, other)
        )
    if is_series(one):
        return one.index.equals(other.index) and _equal(one, other)
    if is_array(one):
        return bool(one.shape == other.shape and one.tobytes() == other.tobytes())
    if isinstance(one, dict):
        return [*one] == [*other] and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    return one is other or repr(one) == repr(other)


def _equal(one: Any, other: Any) -> bool:
    """Whether two tables hold the same; None and NaN count as different."""
    return bool(one.equals(other))


def changed(value: Any, path: Sequence[Step], change: Callable[[Any], Any]) -> Any:
    """A copy of a value with one of its parts changed; where there is no such part, the value."""
    if not path:
        return change(value)
    (kind, *where), rest = path[0], path[1:]
    if kind == "key" and is_frame(value):
        if where[0] not in value.columns:
            return value
        column = changed(value[where[0]], rest, change)
        return value.assign(**{where[0]: column})
    if kind == "key" and isinstance(value, dict):
        if where[0] not in value:
            return value
        return {**value, where[0]: changed(value[where[0]], rest, change)}
    if kind == "item" and isinstance(value, tuple):
        items = [
            changed(item, rest, change) if number == where[0] else item
            for number, item in enumerate(value)
        ]
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    if kind == "each":
        return _each(value, lambda item: changed(item, rest, change))
    return value


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, dict):
        return {key: change(item) for key, item in value.items()}
    if isinstance(value, list | set | frozenset):
        return type(value)(change(item) for item in value)
    if is_series(value):
        return type(value)([change(item) for item in value], index=value.index, name=value.name)
    return value
