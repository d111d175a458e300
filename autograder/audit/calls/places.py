"""What is noted of all values that were met in one place: as a parameter, in a column, as a key."""

from __future__ import annotations

import math
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from numbers import Integral, Real
from typing import Any

from autograder.audit.calls.parts import is_array, is_frame, is_series

RESULT = "return"
"""The name of the place of what a function gives back."""

_MOST_VALUES = 24
_LONG = 16  # letters: a longer text is no code


@dataclass
class Place:
    """What the values of one place have in common.

    kinds    their types, in the words of `kind_of`
    values   some of the different ones, as text
    missing  whether one was None, NaN or NaT
    signs    of numbers and durations: some of "-", "0", "+"
    finest   of numbers "whole" or "fraction"; of moments and durations "days", "minutes",
             "seconds", "fraction"
    offsets  of moments: the distances from UTC, as text
    marks    of texts: "spaced" (spaces at an end), "cased" (capitals), "composed" (not NFC), "long"
    sizes    of what has a size: the different ones
    orders   of what has an order: some of "up", "down", "mixed"
    repeats  whether a value stood twice in one list or column
    labels   of tables and columns: some of "numbered" (from 0), "named"
    """

    kinds: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    missing: bool = False
    signs: set[str] = field(default_factory=set)
    finest: set[str] = field(default_factory=set)
    offsets: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    sizes: set[str] = field(default_factory=set)
    orders: set[str] = field(default_factory=set)
    repeats: bool = False
    labels: set[str] = field(default_factory=set)

    def note(self, value: Any) -> None:
        """Take note of one value."""
        kind = kind_of(value)
        if kind == "missing":
            self.missing = True
            return
        self.kinds.add(kind)
        match kind:
            case "int" | "float" | "Decimal" | "bool":
                self._number(value)
            case "str":
                self._text(value)
            case "datetime":
                self._moment(value)
            case "timedelta":
                self._duration(value)
            case "list" | "dict" | "set" | "Series" | "DataFrame":
                self.sizes.add(str(len(value)))
            case "ndarray":
                self.sizes.add(" x ".join(map(str, value.shape)))
                if value.size and value.dtype.kind in "iuf":
                    for extreme in (value.min(), value.max()):
                        if not math.isnan(extreme):
                            self._number(extreme)
        if kind in ("Series", "DataFrame"):
            numbered = list(value.index[:_MOST_VALUES]) == [*range(len(value))][:_MOST_VALUES]
            self.labels.add("numbered" if numbered else "named")
        if kind in ("list", "Series"):
            self._ordered(value)
        if len(self.values) < _MOST_VALUES and kind not in ("DataFrame", "Series", "ndarray"):
            self.values.add(repr(value)[:80])

    def _number(self, value: Any) -> None:
        self.signs.add("0" if value == 0 else "+" if value > 0 else "-")
        self.finest.add("whole" if math.isinf(value) or value == int(value) else "fraction")

    def _text(self, value: str) -> None:
        tests = {
            "spaced": value != value.strip(),
            "cased": value != value.lower(),
            "composed": value != unicodedata.normalize("NFC", value),
            "long": len(value) > _LONG,
        }
        self.marks |= {name for name, holds in tests.items() if holds}

    def _moment(self, value: datetime) -> None:
        self.finest.add(
            "fraction" if value.microsecond
            else "seconds" if value.second
            else "minutes" if value.hour or value.minute
            else "days"
        )  # fmt: skip
        self.offsets.add(str(value.utcoffset()))

    def _duration(self, value: timedelta) -> None:
        seconds = value.total_seconds()
        self.signs.add("0" if not seconds else "+" if seconds > 0 else "-")
        self.finest.add(
            "fraction" if seconds % 1
            else "seconds" if seconds % 60
            else "minutes" if seconds % 86400
            else "days"
        )  # fmt: skip

    def _ordered(self, value: Sequence[Any]) -> None:
        items = [item for item in value if kind_of(item) != "missing"]
        try:
            self.repeats = self.repeats or len(set(items)) < len(items)
            up = all(a <= b for a, b in pairwise(items))
            down = all(a >= b for a, b in pairwise(items))
        except (TypeError, ValueError):
            return
        if not (up and down):
            self.orders.add("up" if up else "down" if down else "mixed")

    def plain(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            name: sorted(value) if isinstance(value, set) else value
            for name, value in asdict(self).items()
        }


def kind_of(value: Any) -> str:
    """The kind of a value in one word; "missing" for None, NaN and NaT, "other" for the rest."""
    pd = sys.modules.get("pandas")
    if value is None or (pd is not None and (value is pd.NaT or value is pd.NA)):
        return "missing"
    if is_frame(value):
        return "DataFrame"
    if is_series(value):
        return "Series"
    if is_array(value):
        return "ndarray"
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return "bool"
    for kind, name in _KINDS:
        if isinstance(value, kind):
            missing = name in ("float", "Decimal") and math.isnan(value)
            return "missing" if missing else name
    return "other"


_KINDS: tuple[tuple[Any, str], ...] = (
    (str, "str"), (Decimal, "Decimal"), (Integral, "int"), (Real, "float"), (datetime, "datetime"),
    (date, "date"), (timedelta, "timedelta"), (list, "list"), (tuple, "tuple"), (dict, "dict"),
    ((set, frozenset), "set"),
)  # fmt: skip
