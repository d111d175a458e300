"""What is noted of the calls of checks, and how a value's parts are found and changed."""

from __future__ import annotations

from collections import namedtuple
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from autograder.audit.calls.parts import EACH, alike, changed
from autograder.audit.calls.places import Place, kind_of
from autograder.audit.calls.recorder import Recorder
from autograder.audit.calls.sketch import PRINT, read, recorded
from autograder.audit.calls.spoiler import spoiling

pytestmark = pytest.mark.unit

Pair = namedtuple("Pair", "low high")
TABLE = pd.DataFrame({"sold": [1.0, 2.0]}, index=["a", "b"])


def place(*values: Any) -> Place:
    found = Place()
    for value in values:
        found.note(value)
    return found


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "missing"), (float("nan"), "missing"), (pd.NaT, "missing"), (pd.NA, "missing"),
        (Decimal("NaN"), "missing"), (True, "bool"), (np.bool_(True), "bool"), (1, "int"),
        (np.int64(1), "int"), (1.5, "float"), (np.float64(1.5), "float"), (Decimal(1), "Decimal"),
        ("a", "str"), (pd.Timestamp(0), "datetime"), (pd.Timedelta(0), "timedelta"),
        (pd.Timestamp(0).date(), "date"), ([], "list"), ((), "tuple"), ({}, "dict"),
        (frozenset(), "set"), (TABLE, "DataFrame"), (TABLE["sold"], "Series"),
        (np.zeros(2), "ndarray"), (object(), "other"),
    ],
)  # fmt: skip
def test_every_value_has_a_kind(value: Any, kind: str) -> None:
    assert kind_of(value) == kind


def test_numbers_have_signs_and_fractions() -> None:
    found = place(1.0, -2.5, 0)
    assert (found.signs, found.finest) == ({"-", "0", "+"}, {"whole", "fraction"})
    assert place(3.0, None).missing


def test_moments_have_a_finest_part_and_an_offset() -> None:
    zone = timezone(timedelta(hours=9))
    assert place(datetime(2026, 1, 1)).finest == {"days"}
    found = place(datetime(2026, 1, 1, 5, 0, tzinfo=zone), datetime(2026, 1, 1, 0, 0, 3))
    assert found.finest == {"minutes", "seconds"}
    assert found.offsets == {"9:00:00", "None"}
    assert place(timedelta(days=2)).finest == {"days"}


def test_lists_and_tables_have_sizes_orders_and_labels() -> None:
    found = place([1, 2, 3], [3, 1, 1, 2])
    assert (found.sizes, found.orders, found.repeats) == ({"3", "4"}, {"up", "mixed"}, True)
    assert place([2, 2]).orders == set()
    assert place(TABLE, TABLE.reset_index(drop=True)).labels == {"named", "numbered"}


def test_texts_have_marks() -> None:
    assert place("tea").marks == set()
    assert place(" Te\u0301 with a long name").marks == {"spaced", "cased", "composed", "long"}


def test_parts_are_named_by_parameter_key_and_item() -> None:
    def ratio(rows: list[dict[str, float]], table: pd.DataFrame) -> Pair:
        return Pair(rows[0]["a"], table["sold"].sum())

    recorder = Recorder()
    recorder.wrap(ratio)([{"a": 1.0}], TABLE)
    sketch = read(recorder.as_json())
    assert sketch.calls == {"ratio": 1}
    words = {one.words for one in sketch.of("ratio")}
    assert {"rows", "rows[]['a']", "table['sold'][]", "return[1]"} <= words


def test_calls_of_an_answer_by_itself_are_not_noted() -> None:
    names: dict[str, Any] = {}
    exec(recorded("def f(n):\n    return 1 if n == 0 else n * f(n - 1)\n", ["f"]), names)
    assert names["f"](5) == 120
    assert read(names["_recorder"].as_json()).calls == {"f": 1}
    assert PRINT.startswith("print(")


def test_an_error_goes_through_and_is_no_result() -> None:
    def fails(number: int) -> int:
        raise KeyError(number)

    recorder = Recorder()
    wrapped = recorder.wrap(fails)
    with pytest.raises(KeyError):
        wrapped(3)
    assert [one.words for one in read(recorder.as_json()).noted] == []


@pytest.mark.parametrize(
    ("value", "path", "expected"),
    [
        ({"a": 1, "b": 2}, (("key", "a"),), {"a": 10, "b": 2}),
        ([{"a": 1}, {"b": 1}], (EACH, ("key", "a")), [{"a": 10}, {"b": 1}]),
        ((1, 2), (("item", 1),), (1, 20)),
        (Pair(1, 2), (("item", 0),), Pair(10, 2)),
        (TABLE, (("key", "sold"), EACH), TABLE * 10),
        (TABLE, (("key", "none"), EACH), TABLE),
        ({1, 2}, (EACH,), {10, 20}),
        (5, (EACH,), 5),
    ],
)
def test_one_part_is_changed_in_a_copy(value: Any, path: Any, expected: Any) -> None:
    before = TABLE.copy()
    assert alike(changed(value, path, lambda part: part * 10), expected)
    assert TABLE.equals(before)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0), ([1, 2], [2, 1]), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), (None, float("nan")),
        (TABLE, TABLE.reset_index(drop=True)), (TABLE, TABLE[["sold", "sold"]]),
        (np.array([1.0]), np.array([1])), ("a", " a"),
    ],
)  # fmt: skip
def test_what_differs_is_not_alike(one: Any, other: Any) -> None:
    assert not alike(one, other)
    assert alike(one, one)


def test_arguments_are_spoilt_after_the_result_and_the_result_is_not() -> None:
    def halves(rows: list[list[int]], table: pd.DataFrame) -> list[list[int]]:
        return rows[::-1]

    rows, table = [[1], [2], [3]], TABLE.copy()
    assert spoiling(halves)(rows, table) == [[3], [2], [1]]
    assert rows == [[1], [1]]
    assert list(table.columns) == ["sold", "spoilt"]


def test_what_is_given_back_itself_is_left_alone() -> None:
    def sorts(rows: list[int]) -> list[int]:
        rows.sort()
        return rows

    assert spoiling(sorts)([2, 1]) == [1, 2]
    assert spoiling(int) is int
