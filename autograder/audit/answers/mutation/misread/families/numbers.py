"""Numbers rounded, cut, clipped and made positive, where nobody asked for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.audit.answers.mutation.misread.reading import Reading
from autograder.audit.calls.places import Place

_FLOATS = frozenset({"float", "ndarray"})
_NUMBERS = frozenset({"float", "int", "Decimal", "ndarray"})


def _with_type(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A change that gives a number of the type that it got."""

    def same_type(value: Any) -> Any:
        changed = change(value)
        return changed if hasattr(value, "shape") and value.shape else type(value)(changed)

    return same_type


def _fractional(place: Place) -> bool:
    return "fraction" in place.finest


def _signed(place: Place) -> bool:
    """Whether a sign can matter: a number that is a share of something has none."""
    return bool(place.signs)


@_with_type
def _rounded(value: Any) -> Any:
    return round(value, 2) if not hasattr(value, "round") else value.round(2)


@_with_type
def _whole(value: Any) -> Any:
    return round(value, 0) if not hasattr(value, "round") else value.round(0)


@_with_type
def _cut(value: Any) -> Any:
    return value - value % 1


@_with_type
def _not_below_zero(value: Any) -> Any:
    return abs(value * (value > 0))


READINGS = (
    Reading("rounded to two decimals", _FLOATS, _rounded, when=_fractional),
    Reading("rounded to a whole number", _FLOATS, _whole, when=_fractional),
    Reading("cut to a whole number", _FLOATS, _cut, result=False, when=_fractional),
    Reading("made positive", _NUMBERS, _with_type(abs), when=_signed),
    Reading("0 where negative", _NUMBERS, _not_below_zero, when=_signed),
)
