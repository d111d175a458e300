"""`approx`: equality with a tolerance that never raises."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from numbers import Complex, Real
from typing import Any

Number = float | Decimal
REL, ABS = 1e-6, 1e-12


class approx:
    """Equal within a tolerance: `total == approx(16.13, abs=0.01)`.

    Args:
        expected: a number, Decimal, text, date; a list, tuple, dict, numpy array, pandas Series,
            Index or DataFrame of them, nested as deep as you like.
        rel: the difference allowed as a share of the expected number; 1e-6 unless one is given.
        abs: the difference allowed in the expected number's unit; 1e-12 unless one is given. If
            only `abs` is given, `rel` is 0.
        nan_ok: whether a missing value (NaN, NaT, NA) equals a missing value.
        index: whether the labels of Series and DataFrames must be equal too, in order.

    Numbers are compared whatever their type is, but True is no number. Sequences, arrays and
    Series are equal when their shapes and values are. A DataFrame must have the expected columns,
    in any order. Anything that cannot be compared is unequal.
    """

    # numpy and pandas ask these before they compare element by element.
    __array_ufunc__ = None
    __pandas_priority__ = 10_000
    __hash__ = None  # type: ignore[assignment]

    def __init__(
        self,
        expected: object,
        rel: Number | None = None,
        abs: Number | None = None,
        *,
        nan_ok: bool = False,
        index: bool = False,
    ) -> None:
        for name, value in (("rel", rel), ("abs", abs)):
            if value is not None and not value >= 0:
                raise ValueError(f"{name}={value} is no tolerance; give a number of 0 or more")
        self.expected = expected
        self.rel, self.abs = rel, abs
        self._absolute = float(ABS if abs is None else abs)
        self._relative = float((REL if abs is None else 0.0) if rel is None else rel)
        self.nan_ok, self.index = nan_ok, index

    def __repr__(self) -> str:
        given = [repr(self.expected)]
        given += [
            f"{name}={value}"
            for name in ("rel", "abs")
            if (value := getattr(self, name)) is not None
        ]
        given += [f"{name}=True" for name in ("nan_ok", "index") if getattr(self, name)]
        return f"approx({', '.join(given)})"

    def __eq__(self, actual: object) -> bool:
        try:
            return self._equal(actual, self.expected)
        except Exception:  # the value is a student's: whatever it does, it is not equal
            return False

    def __ne__(self, actual: object) -> bool:
        return not self == actual

    def _equal(self, actual: Any, expected: Any) -> bool:
        if _is(expected, "pandas", "DataFrame"):
            return self._frame_equal(actual, expected)
        if _is(actual, "pandas", "DataFrame"):
            return False
        if self.index and _is(expected, "pandas", "Series"):
            return (
                _is(actual, "pandas", "Series")
                and list(actual.index) == list(expected.index)
                and self._items_equal(actual.tolist(), expected.tolist())
            )
        if _is_numeric(expected) and _is_numeric(actual):
            return self._arrays_equal(actual, expected)
        actual, expected = _plain(actual), _plain(expected)
        if isinstance(expected, Mapping):
            return (
                isinstance(actual, Mapping)
                and actual.keys() == expected.keys()
                and all(self._equal(actual[key], expected[key]) for key in expected)
            )
        if isinstance(expected, list):
            return isinstance(actual, list) and self._items_equal(actual, expected)
        return self._one_equal(actual, expected)

    def _frame_equal(self, actual: Any, expected: Any) -> bool:
        return (
            _is(actual, "pandas", "DataFrame")
            and len(actual) == len(expected)
            and sorted(map(repr, actual.columns)) == sorted(map(repr, expected.columns))
            and (not self.index or list(actual.index) == list(expected.index))
            and all(self._equal(actual[name], expected[name]) for name in expected.columns)
        )

    def _arrays_equal(self, actual: Any, expected: Any) -> bool:
        numpy = sys.modules["numpy"]
        actual, expected = (numpy.asarray(value, dtype=float) for value in (actual, expected))
        if actual.shape != expected.shape:
            return False
        with numpy.errstate(invalid="ignore"):  # infinity minus infinity
            near = abs(actual - expected) <= numpy.maximum(
                self._absolute, self._relative * abs(expected)
            )
        both_missing = numpy.isnan(actual) & numpy.isnan(expected)
        near &= numpy.isfinite(expected)
        return bool((near | (actual == expected) | (both_missing & self.nan_ok)).all())

    def _items_equal(self, actual: list[Any], expected: list[Any]) -> bool:
        return len(actual) == len(expected) and all(map(self._equal, actual, expected))

    def _one_equal(self, actual: Any, expected: Any) -> bool:
        if _missing(expected) or _missing(actual):
            return self.nan_ok and _missing(expected) and _missing(actual)
        if isinstance(expected, bool) or isinstance(actual, bool):
            return actual is expected
        if isinstance(expected, Complex | Decimal) and isinstance(actual, Complex | Decimal):
            return self._close(actual, expected)
        return bool(actual == expected)

    def _close(self, actual: Any, expected: Any) -> bool:
        if actual == expected:
            return True
        if isinstance(actual, Decimal) and isinstance(expected, Decimal):
            absolute, relative = Decimal(str(self._absolute)), Decimal(str(self._relative))
            return abs(actual - expected) <= max(absolute, relative * abs(expected))
        actual, expected = _binary(actual), _binary(expected)
        gap = abs(actual - expected)
        return math.isfinite(gap) and gap <= max(self._absolute, self._relative * abs(expected))


def _is(value: object, package: str, name: str) -> bool:
    """Whether a value is of a class of a package that may not even be imported."""
    module = sys.modules.get(package)
    return module is not None and isinstance(value, getattr(module, name))


def _is_numeric(value: Any) -> bool:
    """Whether a value is an array or Series of plain numbers."""
    if not (_is(value, "numpy", "ndarray") or _is(value, "pandas", "Series")):
        return False
    return _is(value.dtype, "numpy", "dtype") and value.dtype.kind in "iuf"


def _plain(value: Any) -> Any:
    """Arrays, Series and sequences as lists; numpy scalars as Python's."""
    if _is(value, "pandas", "Series") or _is(value, "pandas", "Index"):
        return value.tolist()
    if _is(value, "numpy", "ndarray") or _is(value, "numpy", "generic"):
        return value.tolist()
    if isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray):
        return list(value)
    return value


def _missing(value: Any) -> bool:
    """Whether a value is NaN, NaT or NA; None is a value of its own."""
    if isinstance(value, float | Decimal):
        return math.isnan(value)
    pandas = sys.modules.get("pandas")
    return pandas is not None and (value is pandas.NaT or value is pandas.NA)


def _binary(number: Any) -> Any:
    return float(number) if isinstance(number, Real | Decimal) else complex(number)
