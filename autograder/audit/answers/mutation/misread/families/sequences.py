"""Order lost or added, what stands twice dropped, the first or the last one forgotten."""

from __future__ import annotations

from typing import Any

from autograder.audit.answers.mutation.misread.reading import Reading
from autograder.audit.calls.parts import is_frame
from autograder.audit.calls.places import Place


def _pick(value: Any, places: list[int]) -> Any:
    """The items in these places, in the same kind of thing."""
    if hasattr(value, "iloc"):
        return value.iloc[places]
    return type(value)(value[place] for place in places)


def _keys(value: Any) -> list[Any]:
    if is_frame(value):
        return list(value.itertuples(index=False, name=None))
    return list(value)


def _sorted(value: Any) -> Any:
    keys = _keys(value)
    try:
        return _pick(value, sorted(range(len(keys)), key=keys.__getitem__))
    except TypeError:
        return _pick(value, sorted(range(len(keys)), key=lambda place: repr(keys[place])))


def _reversed(value: Any) -> Any:
    return _pick(value, list(range(len(value)))[::-1])


def _once(value: Any) -> Any:
    first: dict[str, int] = {}
    for place, key in enumerate(_keys(value)):
        first.setdefault(repr(key), place)
    return _pick(value, list(first.values()))


def _without_first(value: Any) -> Any:
    return _pick(value, list(range(len(value)))[1:])


def _without_last(value: Any) -> Any:
    return _pick(value, list(range(len(value)))[:-1])


def _orderly(place: Place) -> bool:
    return place.sizes != {"0"} and place.sizes != {"1"}


_ORDERED = frozenset({"list", "Series", "DataFrame"})
READINGS = (
    Reading("sorted", _ORDERED, _sorted, when=_orderly),
    Reading("in the opposite order", _ORDERED, _reversed, when=_orderly),
    Reading("without what stands twice", _ORDERED, _once, when=_orderly),
    Reading("without the first", _ORDERED, _without_first, result=False, when=_orderly),
    Reading("without the last", _ORDERED, _without_last, when=_orderly),
)
