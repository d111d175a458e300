"""Misreadings: each changes what it should, and is only made where it makes a difference."""

from __future__ import annotations

import math
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from autograder.audit.answers.mutation.misread.families import all_readings
from autograder.audit.answers.mutation.misread.made import misreadings_of
from autograder.audit.answers.mutation.misread.wrapping import misread
from autograder.audit.calls.parts import EACH, alike
from autograder.audit.calls.recorder import Recorder
from autograder.audit.calls.sketch import Sketch, read

pytestmark = pytest.mark.unit

NOON = datetime(2026, 7, 1, 12, 30, 45, 7, timezone(timedelta(hours=2)))
GAPS = pd.DataFrame({"sold": [1.0, math.nan, 1.0]}, index=[7, 8, 9])
CHANGES: list[tuple[str, Any, Any]] = [
    ("rounded to two decimals", 1.239, 1.24),
    ("rounded to two decimals", np.array([1.239, 2.0]), np.array([1.24, 2.0])),
    ("rounded to a whole number", 2.7, 3.0),
    ("cut to a whole number", 2.7, 2.0),
    ("made positive", -3, 3),
    ("made positive", Decimal("-0.5"), Decimal("0.5")),
    ("0 where negative", -0.5, 0.0),
    ("0 where negative", Decimal("0.5"), Decimal("0.5")),
    ("a float", Decimal("0.1"), 0.1),
    ("a float made exact again", Decimal("0.5"), Decimal("0.5")),
    ("a float made exact again", Decimal("0.1"), Decimal(0.1)),
    ("rounded to cents", Decimal("0.125"), Decimal("0.12")),
    ("cut to the date", NOON, NOON.replace(hour=0, minute=0, second=0, microsecond=0)),
    ("cut to the minute", NOON, NOON.replace(second=0, microsecond=0)),
    ("a clock without an offset", NOON, NOON.replace(tzinfo=None)),
    ("a clock taken for UTC", NOON, NOON.replace(tzinfo=UTC)),
    ("in UTC", NOON, NOON.astimezone(UTC)),
    ("cut to days", timedelta(days=2, hours=20), timedelta(days=2)),
    ("cut to days", pd.Timedelta(days=2, hours=20), pd.Timedelta(days=2)),
    ("cut to hours", timedelta(hours=3, minutes=59), timedelta(hours=3)),
    ("a duration made positive", timedelta(hours=-3), timedelta(hours=3)),
    ("no less than no time", timedelta(hours=-3), timedelta(0)),
    ("stripped of spaces at its ends", " tea \n", "tea"),
    ("in small letters", "Straße TEA", "strasse tea"),
    ("composed to NFC", "e\u0301", "\u00e9"),
    ("with single spaces", "a  b", "a b"),
    ("without letters beyond ASCII", "Grün", "Grn"),
    ("sorted", [3, 1, 2], [1, 2, 3]),
    ("sorted", ["b", 1], ["b", 1]),
    ("in the opposite order", [3, 1, 2], [2, 1, 3]),
    ("without what stands twice", ["a", "b", "a"], ["a", "b"]),
    ("without what stands twice", GAPS, GAPS.iloc[:2]),
    ("without the first", [3, 1, 2], [1, 2]),
    ("without the last", GAPS, GAPS.iloc[:2]),
    ("numbered from 0 in place of its labels", GAPS, GAPS.reset_index(drop=True)),
    ("without rows that have a gap", GAPS, GAPS.iloc[[0, 2]]),
    ("0 where missing", math.nan, 0),
    ("an empty text where missing", None, ""),
    ("None where missing", math.nan, None),
    ("NaN where missing", None, math.nan),
]


@pytest.mark.parametrize(("words", "value", "expected"), CHANGES)
def test_a_misreading_gives_another_value_and_leaves_the_given_one(
    words: str, value: Any, expected: Any
) -> None:
    before = pickle.dumps(value)
    found = all_readings()[words].on_kind(value)
    assert alike(found, expected), found
    assert pickle.dumps(value) == before


def test_every_misreading_is_tried_here() -> None:
    assert {words for words, _, _ in CHANGES} == set(all_readings())


@pytest.mark.parametrize("value", ["text", 5, None, [1], datetime(2026, 1, 1)])
def test_what_is_of_another_kind_stays(value: Any) -> None:
    for reading in all_readings().values():
        if "Decimal" in reading.kinds and len(reading.kinds) == 1:
            assert reading.on_kind(value) is value


def total(prices: list[float], fee: float = 0.5) -> float:
    return sum(prices) + fee


def growth(prices: list[float]) -> list[float]:
    return [after - before for before, after in zip(prices, prices[1:], strict=False)]


def noted(function: Callable[..., Any], *calls: tuple[Any, ...]) -> Sketch:
    recorder = Recorder()
    wrapped = recorder.wrap(function)
    for given in calls:
        wrapped(*given)
    return read(recorder.as_json())


def keys(function: Callable[..., Any], *calls: tuple[Any, ...]) -> list[str]:
    code = f"def {function.__name__}(prices): ..."
    return [mutant.key for mutant in misreadings_of("task", code, noted(function, *calls))]


def test_a_result_is_misread() -> None:
    assert misread(total, "return", (), "rounded to a whole number")([1.2, 1.1]) == 3.0


def test_a_part_of_an_argument_is_misread_and_the_caller_keeps_his() -> None:
    prices = [-1.0, 2.0]
    assert misread(total, "prices", (EACH,), "made positive")(prices, fee=0.0) == 3.0
    assert prices == [-1.0, 2.0]


def test_the_default_of_a_parameter_is_misread_too() -> None:
    assert misread(total, "fee", (), "cut to a whole number")([1.5]) == 1.5


def test_order_is_a_mistake_only_where_it_makes_a_difference() -> None:
    calls = ([3.0, 1.0, 2.0],)
    assert "growth: prices sorted" in keys(growth, calls)
    assert "total: prices sorted" not in keys(total, calls)


def test_what_no_call_shows_is_not_tried() -> None:
    assert "total: prices[] made positive" not in keys(total, ([3.0],))
    assert "total: prices[] made positive" in keys(total, ([3.0],), ([-3.0],))


def test_an_error_is_a_difference() -> None:
    def strict(prices: list[float]) -> float:
        assert prices[-1] == 2.0
        return 1.0

    strict.__name__ = "strict"
    assert "strict: prices in the opposite order" in keys(strict, ([1.0, 2.0],))


def test_a_mutant_is_code_that_runs() -> None:
    answer = "def growth(prices):\n    return [b - a for a, b in zip(prices, prices[1:])]"
    made = misreadings_of("task", answer, noted(growth, ([3.0, 1.5, 2.0],)))
    (mutant,) = [one for one in made if one.key == "growth: prices sorted"]
    names: dict[str, Any] = {}
    exec(mutant.code, names)
    assert names["growth"]([3.0, 1.5, 2.0]) == [0.5, 1.0]
    assert mutant.operator == "misread: sorted"


def test_columns_that_the_answer_does_not_name_are_left_alone() -> None:
    def doubled(table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(double=table["sold"] * 2)

    table = pd.DataFrame({"sold": [1.5, -2.0], "other": [0.5, -1.5]})
    answer = 'def doubled(table): return table.assign(double=2 * table["sold"])'
    found = [one.key for one in misreadings_of("t", answer, noted(doubled, (table,)))]
    assert "doubled: table['sold'][] made positive" in found
    assert "doubled: return['double'][] made positive" in found
    assert not [key for key in found if "other" in key or "return['sold']" in key]
