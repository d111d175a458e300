"""`approx` is a plain yes or no, whatever it is compared with."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import approx

pytestmark = pytest.mark.unit
finite = st.floats(allow_nan=False, allow_infinity=False, width=32)
FRAME = pd.DataFrame({"year": [2022, 2023], "growth": [10.56, 7.32], "name": ["a", "b"]})


@given(finite, finite)
def test_two_numbers_are_equal_where_the_standard_library_says_so(a: float, b: float) -> None:
    gap = abs(a - b)
    assert (a == approx(b)) is (a == b or gap <= max(1e-12, 1e-6 * abs(b)))


@given(finite, st.floats(0, 10))
def test_with_abs_alone_the_size_of_the_number_does_not_matter(a: float, tolerance: float) -> None:
    b = a + 5
    assert (b == approx(a, abs=tolerance)) is (abs(b - a) <= tolerance or a == b)


@given(st.lists(finite, max_size=6))
def test_a_list_an_array_and_a_series_of_the_same_numbers_are_equal(values: list[float]) -> None:
    array, series = np.array(values, dtype=float), pd.Series(values, dtype=float)
    for left in (values, tuple(values), array, series):
        for right in (values, array, series):
            assert (left == approx(right)) is True
            assert (left != approx(right)) is False


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (16.125, approx(16.13, abs=0.01)),
        (Decimal("16.14"), approx(Decimal("16.13"), abs=0.01)),
        (Decimal("16.13"), approx(16.13)),
        (Fraction(1, 3), approx(1 / 3)),
        (np.float32(0.1), approx(0.1)),
        (np.int64(3), approx(3.0)),
        (1 + 2j, approx(1 + 2j)),
        (math.inf, approx(math.inf)),
        (np.bool_(True), approx(True)),
        ("text", approx("text")),
        (None, approx(None)),
        (date(2026, 11, 1), approx(date(2026, 11, 1))),
        ({"a": [1, (2, 3.0000001)]}, approx({"a": [1, [2, 3]]})),
        (np.ones((2, 2)), approx([[1, 1], [1, 1]])),
        (pd.Series([1.0, 2.0], index=[7, 8]), approx(pd.Series([1, 2]))),
        (FRAME[["name", "growth", "year"]], approx(FRAME)),
        (FRAME.set_index(pd.Index([5, 6])), approx(FRAME)),
        (FRAME.set_index(pd.Index([5, 6])), approx(FRAME.set_index(pd.Index([5, 6])), index=True)),
        (float("nan"), approx(float("nan"), nan_ok=True)),
        (pd.NaT, approx(float("nan"), nan_ok=True)),
        (np.array([1, np.nan]), approx([1, np.nan], nan_ok=True)),
        (pd.Series([1, np.nan]), approx(pd.Series([1, np.nan]), nan_ok=True)),
        (pd.Series([1, None], dtype="Float64"), approx([1, np.nan], nan_ok=True)),
    ],
)
def test_equal(left: Any, right: approx) -> None:
    assert (left == right) is True
    assert (right == left) is True
    assert (left != right) is False


class Rude:
    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (16.15, approx(16.13, abs=0.01)),
        (Decimal("16.1401"), approx(Decimal("16.13"), abs=0.01)),
        (1, approx(True)),
        (True, approx(1)),
        ("1", approx(1)),
        (None, approx(0)),
        (1, approx(None)),
        (math.inf, approx(1e308)),
        (1.0, approx(math.inf)),
        (-math.inf, approx(math.inf)),
        (float("nan"), approx(float("nan"))),
        (1.0, approx(float("nan"), nan_ok=True)),
        ([1, 2], approx([1, 2, 3])),
        ([], approx([1])),
        (1, approx([1])),
        ([1], approx(1)),
        ("ab", approx(["a", "b"])),
        ({"a": 1}, approx({"a": 1, "b": 2})),
        ([("a", 1)], approx({"a": 1})),
        (np.ones((2, 3)), approx(np.ones((3, 2)))),
        (np.ones(3), approx(1.0)),
        (np.array([1, np.inf]), approx(np.array([1, -np.inf]))),
        (np.array([1.0, 9.9]), approx(np.array([1, np.inf]))),
        (FRAME, approx(FRAME[["year", "growth"]])),
        (FRAME[["year", "growth"]], approx(FRAME)),
        (FRAME.head(1), approx(FRAME)),
        (FRAME, approx([1, 2])),
        (FRAME["growth"], approx(FRAME)),
        (FRAME.set_index(pd.Index([5, 6])), approx(FRAME, index=True)),
        (pd.Series([1, 2], index=[7, 8]), approx(pd.Series([1, 2]), index=True)),
        ([1, 2], approx(pd.Series([1, 2]), index=True)),
        ([Rude()], approx([1])),
        (object(), approx(FRAME)),
    ],
)
def test_unequal_and_never_an_error(left: Any, right: approx) -> None:
    assert (left == right) is False
    assert (left != right) is True


def test_a_value_whose_own_comparison_raises_is_unequal() -> None:
    assert (approx("text") == Rude()) is False


def test_it_shows_itself_as_it_was_written() -> None:
    assert repr(approx(16.13, abs=0.01)) == "approx(16.13, abs=0.01)"
    assert repr(approx([1], rel=0, nan_ok=True)) == "approx([1], rel=0, nan_ok=True)"


@pytest.mark.parametrize("bad", [-1, float("nan")])
def test_a_tolerance_below_zero_is_refused_at_once(bad: float) -> None:
    with pytest.raises(ValueError, match="is no tolerance"):
        approx(1, abs=bad)
