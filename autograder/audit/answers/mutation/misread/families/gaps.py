"""A default where a value is missing, a gap where it is nothing, and the other way round."""

from __future__ import annotations

import math
from typing import Any

from autograder.audit.answers.mutation.misread.reading import Reading
from autograder.audit.calls.places import Place


def _zero(value: Any) -> Any:
    return 0


def _nothing(value: Any) -> Any:
    return None


def _not_a_number(value: Any) -> Any:
    return math.nan


def _empty_text(value: Any) -> Any:
    return ""


_GAP = frozenset({"missing"})
_NUMBER = frozenset({"int", "float", "Decimal"})


def _gap_of_numbers(place: Place) -> bool:
    return place.missing and bool(place.kinds & _NUMBER)


def _gap_of_texts(place: Place) -> bool:
    return place.missing and "str" in place.kinds


READINGS = (
    Reading("0 where missing", _GAP, _zero, when=_gap_of_numbers),
    Reading("an empty text where missing", _GAP, _empty_text, when=_gap_of_texts),
    Reading("None where missing", _GAP, _nothing, argument=False, when=_gap_of_numbers),
    Reading("NaN where missing", _GAP, _not_a_number, argument=False, when=_gap_of_texts),
)
