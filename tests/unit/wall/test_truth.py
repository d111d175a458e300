"""The truth of arrays where tests run, and that pandas and numpy work as ever without it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

pytestmark = pytest.mark.unit

# In a process of its own: the classes of the libraries are changed for good.
PREPARE = """
import numpy as np
import pandas as pd
from autograder.wall.truth import no_truth_of_many
no_truth_of_many()
"""
NO_TRUTH = (
    "pd.array([0])", "pd.array([])", "pd.array([1]) == 1", "pd.array([pd.NA]) == 1",
    "pd.arrays.SparseArray([0])", "pd.array(['a']) == 'b'",
    "pd.array([0.5], dtype='Float64') == 1", "pd.Series(pd.date_range('2026', periods=1)).array",
    "pd.arrays.IntervalArray.from_breaks([0, 1])", "pd.array([0, 1]) == 1",
    "np.ma.masked", "np.ma.masked_array([7.5], [True]) == 1",
    "np.ma.masked_array([7.5, 1], [True, False])",
)  # fmt: skip
ORDINARY = (
    "np.array([7.5]) == 7.5", "np.ma.masked_array([7.5]) == 7.5", "not np.ma.masked_array(0)",
    "(pd.array([1, 2]) == pd.array([1, 2])).all()", "1 in pd.array([1, 2])",
    "pd.Series(['b', 'a', None], dtype='string').sort_values().tolist()[:2] == ['a', 'b']",
    "pd.Series(list('aab')).astype('category').value_counts()['a'] == 2",
    "pd.Series([1, None, 3], dtype='Int64').fillna(0).groupby([0, 0, 1]).sum().tolist() == [1, 3]",
    "pd.DataFrame({'k': ['a', 'b'], 'x': [1, 2]}).merge(pd.DataFrame({'k': ['a'], 'y': [3]}))"
    ".convert_dtypes().equals(pd.DataFrame({'k': ['a'], 'x': [1], 'y': [3]}).convert_dtypes())",
    "pd.testing.assert_extension_array_equal(pd.array([1, None]), pd.array([1, None])) is None",
    "pd.testing.assert_frame_equal(pd.DataFrame({'x': pd.array([1])}), pd.DataFrame({'x': [1]}), "
    "check_dtype=False) is None",
    "len(repr(pd.DataFrame({'x': pd.array([1, None]), 'y': pd.Categorical(['a', None])}))) > 9",
    "pd.Series(pd.arrays.SparseArray([0, 1])).sum() == 1",
    "pd.date_range('2026-01-01', periods=3, tz='Asia/Tokyo').isin(['2026-01-01']).shape == (3,)",
    "pd.Series([1, 2], dtype='Float64').rolling(2).mean().notna().tolist() == [False, True]",
    "pd.concat([pd.Series([1], dtype='Int64'), pd.Series([2], dtype='Int64')]).sum() == 3",
    "pd.crosstab(pd.Categorical(['a', 'b']), pd.Categorical(['x', 'y'])).shape == (2, 2)",
    "pd.DataFrame({'x': pd.array([1, 2])}).query('x > 1').shape == (1, 1)",
    "np.ma.masked_invalid([1, np.nan]).mean() == 1", "np.ma.allclose(np.ma.array([1, 2]), [1, 2])",
    "np.ma.median(np.ma.masked_array([1, 2, 9], [0, 0, 1])) == 1.5",
    "str(np.ma.masked_array([1, 2], [0, 1])) == '[1 --]'",
)  # fmt: skip


def run(source: str) -> Any:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", PREPARE + source],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_arrays_that_are_neither_true_nor_false_raise() -> None:
    tried = "\n".join(
        f"try:\n    bool({value})\nexcept ValueError as error:\n"
        f"    assert 'ambiguous' in str(error)\nelse:\n    print({value!r})"
        for value in NO_TRUTH
    )
    done = run(tried)
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def test_what_libraries_and_tests_usually_do_works() -> None:
    done = run("\n".join(f"if not ({test}):\n    print({test!r})" for test in ORDINARY))
    assert (done.stdout, done.returncode) == ("", 0), done.stderr
