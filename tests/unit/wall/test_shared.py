"""Tables that both sides of the wall have cross by name, as long as they are the same."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from autograder.wall.shared import SharedTables, same_table

pytestmark = pytest.mark.unit

ROWS = 1000


def table() -> pd.DataFrame:
    """A table with a column of each kind of storage."""
    return pd.DataFrame(
        {
            "text": [f"order {number}" for number in range(ROWS)],
            "number": np.arange(ROWS) / 7,
            "day": pd.date_range("2026-01-01", periods=ROWS),
            "kind": pd.Categorical(["a", "b"] * (ROWS // 2)),
            "whole": pd.array([1, None] * (ROWS // 2), dtype="Int64"),
        }
    )


def test_a_table_and_its_shallow_copy_are_the_same() -> None:
    one = table()
    assert same_table(one, one.copy(deep=False))
    assert same_table(one["text"], one.copy(deep=False)["text"])


def test_tables_with_equal_values_in_other_memory_are_the_same() -> None:
    assert same_table(table(), table())


@pytest.mark.parametrize("column", ["text", "number", "day", "kind", "whole"])
def test_one_changed_value_makes_another_table(column: str) -> None:
    one = table()
    other = one.copy(deep=False)
    other.loc[ROWS // 2, column] = other.loc[ROWS // 2 + 1, column]
    assert not same_table(one, other)
    assert not same_table(one[column], other[column])


def test_order_labels_and_types_count() -> None:
    one = table()
    assert not same_table(one, one[::-1])
    assert not same_table(one, one.rename(columns={"text": "words"}))
    assert not same_table(one, one.set_index("day", drop=False))
    assert not same_table(one, one.astype({"number": "float32"}))
    assert not same_table(one["text"], one["text"].rename("words"))
    every_second = one["number"].iloc[::2].reset_index(drop=True)
    assert not same_table(one["number"].iloc[: ROWS // 2], every_second)


def test_a_table_that_was_changed_in_place_is_no_longer_shared() -> None:
    names = {"orders": table()}
    shared = SharedTables(names)
    assert shared.name_of(names["orders"]) == ["shared", "orders"]
    names["orders"].loc[3, "number"] = -1.0
    assert shared.name_of(names["orders"]) is None
    assert shared.read("orders").loc[3, "number"] == pytest.approx(3 / 7)
