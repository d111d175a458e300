"""A column of every dtype of pandas, and an index of every kind, four values each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

Make = Callable[[], Any]


def _numbers(dtype: str) -> Make:
    return lambda: np.array([0, 1, 2, 3]).astype(dtype)


def _nullable(dtype: str) -> Make:
    return lambda: pd.array([1, None, 0, 1], dtype=dtype)


TIMES = ["2026-03-01", "2026-03-28 23:30", None, "1999-12-31"]
COLUMNS: dict[str, Make] = {
    **{name: _numbers(name) for name in (
        "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
        "float32", "float64", "complex64", "complex128",
    )},
    **{name: _nullable(name) for name in (
        "boolean", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64",
        "Float32", "Float64",
    )},
    "float with gaps": lambda: np.array([1.5, np.nan, np.inf, -0.0]),
    "object": lambda: np.array([1, "x", None, 2.5], object),
    "object of containers": lambda: pd.Series([(1, 2), (3, 4), None, ()], dtype=object).array,
    "str": lambda: pd.array(["a", None, "", "\u4ef7\u683c"], dtype="str"),
    "str with every separator": lambda: pd.array(["a\0", "\x1f", None, "\x1e"], dtype="str"),
    "string": lambda: pd.array(["a", pd.NA, "", "b"], dtype="string"),
    "category": lambda: pd.Categorical(["b", "a", None, "b"]),
    "category of numbers": lambda: pd.Categorical([2, 1, None, 2], categories=[3, 2, 1]),
    "category in order": lambda: pd.Categorical(
        ["lo", "hi", None, "lo"], categories=["lo", "mid", "hi"], ordered=True),
    "datetime": lambda: pd.to_datetime(pd.Series(TIMES), format="mixed").array,
    "datetime in s": lambda: np.array(["2026-03-01", "NaT", "1999-01-01", "2026-01-01"], "M8[s]"),
    "datetime in ms": lambda: np.array([1, 2, 3, 4], "M8[ms]"),
    "datetime in ns": lambda: np.array([1, 2, 3, 4], "M8[ns]"),
    "datetime with zone": lambda: pd.date_range("2026-03-28", periods=4, tz="Europe/Berlin").array,
    "datetime in UTC": lambda: pd.to_datetime(
        pd.Series(TIMES), utc=True, format="mixed").array,
    "timedelta": lambda: pd.to_timedelta([1, 2, None, 4], unit="h").array,
    "timedelta in s": lambda: np.array([1, 2, 3, 4], "m8[s]"),
    "period": lambda: pd.period_range("2026-01", periods=4, freq="M").array,
    "period of weeks": lambda: pd.PeriodIndex(["2026-01-05", None] * 2, freq="W-SUN").array,
    "interval": lambda: pd.arrays.IntervalArray.from_breaks([0, 1, 2, 3, 4]),
    "interval of floats": lambda: pd.arrays.IntervalArray.from_tuples(
        [(0.5, 1), np.nan, (1, 2.5), (7, 8)], closed="both"),
    "interval of times": lambda: pd.arrays.IntervalArray.from_breaks(
        pd.date_range("2026-01-01", periods=5)),
    "sparse": lambda: pd.arrays.SparseArray([0, 0, 3, 0]),
    "sparse of floats": lambda: pd.arrays.SparseArray([np.nan, 1.5, np.nan, np.nan]),
    "sparse of bools": lambda: pd.arrays.SparseArray([False, True, False, False]),
}  # fmt: skip
INDEXES: dict[str, Make] = {
    "a range": lambda: pd.RangeIndex(4),
    "a range with a step and a name": lambda: pd.RangeIndex(10, 2, -2, name="n"),
    "numbers": lambda: pd.Index([3, 1, 1, 2]),
    "texts": lambda: pd.Index(list("abca"), name="key"),
    "days": lambda: pd.date_range("2026-01-01", periods=4, freq="D", name="day"),
    "business days": lambda: pd.date_range("2026-01-01", periods=4, freq="B"),
    "months with zone": lambda: pd.date_range("2026-01-31", periods=4, freq="ME", tz="Asia/Tokyo"),
    "hours": lambda: pd.timedelta_range("1h", periods=4, freq="2h"),
    "periods": lambda: pd.period_range("2026Q1", periods=4, freq="Q"),
    "levels": lambda: pd.MultiIndex.from_product([["x", "y"], [1, 2]], names=["k", None]),
    "levels with gaps": lambda: pd.MultiIndex.from_arrays(
        [["x", None, "y", "x"], pd.to_datetime(["2026-01-01", None, "2026-01-02", None])]),
    "categories": lambda: pd.CategoricalIndex(list("abca")),
    "intervals": lambda: pd.IntervalIndex.from_breaks(range(5)),
}  # fmt: skip
