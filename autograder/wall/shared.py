"""Tables that both sides have from before they parted: they cross by name.

The processes of the wall are forks of one that has run the locked cells. A table that the tests
hand to the student's code is often still the one that these cells loaded; sending 80,000 lines of
it would cost more than all else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

import numpy as np
import pandas as pd

from autograder.wall.rules import BadValue
from autograder.wall.values import Tree

Table = pd.DataFrame | pd.Series
_FEW = 2_000
"""Values in a table that is sent as it is: comparing would cost as much."""

_MANY_COLUMNS = 200
"""Looking at so many one by one would cost as much as comparing their values."""


class SharedTables:
    """The tables among the notebook's names, as they are when this is made.

    A shallow copy is enough: pandas copies before either is changed (copy on write).
    """

    def __init__(self, names: Mapping[str, Any]) -> None:
        self._tables: dict[str, Table] = {
            name: value.copy(deep=False)
            for name, value in names.items()
            if type(value) in (pd.DataFrame, pd.Series) and value.size > _FEW
        }

    def name_of(self, value: object) -> Tree | None:
        """The tree of a table that the other side has, too; None for any other value."""
        if type(value) is not pd.DataFrame and type(value) is not pd.Series:
            return None
        if value.size <= _FEW:
            return None
        return next(
            (["shared", n] for n, own in self._tables.items() if same_table(value, own)), None
        )

    def read(self, name: object) -> Table:
        """The table of that name, to do with as one likes; raises `BadValue`."""
        if not isinstance(name, str) or name not in self._tables:
            raise BadValue("no table that both sides have")
        return self._tables[name].copy(deep=False)


def same_array(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays of numbers agree in type, shape and every byte."""
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    here, there = (np.ascontiguousarray(array).reshape(-1) for array in (one, other))
    wide = np.uint64 if here.nbytes % 8 == 0 else np.uint8
    return here.nbytes == 0 or bool(np.array_equal(here.view(wide), there.view(wide)))


def is_plain(value: object) -> TypeGuard[np.ndarray]:
    """Whether a value is an array of numbers or the like, without objects, texts or fields."""
    return type(value) is np.ndarray and value.dtype.kind in "biufcmM"


def same_table(one: Table, other: Table) -> bool:
    """Whether two tables agree in values, dtypes and labels."""
    if type(one) is not type(other) or one.shape != other.shape:
        return False
    if not one.index.identical(other.index):
        return False
    if isinstance(one, pd.DataFrame) and isinstance(other, pd.DataFrame):
        if not one.columns.identical(other.columns):
            return False
        return _same_columns(one, other) or bool(one.equals(other))
    assert isinstance(one, pd.Series)
    assert isinstance(other, pd.Series)
    return one.name == other.name and (_same_memory(one, other) or bool(one.equals(other)))


def _same_columns(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two frames of one shape show the same memory, as a shallow copy and its origin do.

    Comparing values instead counts references to each text of a table, and so makes this process
    copy every page of it.
    """
    width = one.shape[1]
    return width <= _MANY_COLUMNS and all(
        _same_memory(one.iloc[:, number], other.iloc[:, number]) for number in range(width)
    )


def _same_memory(one: pd.Series, other: pd.Series) -> bool:
    """Whether two columns show the same memory; False too where that cannot be seen."""
    if not isinstance(one.dtype, np.dtype | pd.StringDtype) or one.dtype != other.dtype:
        return False
    here, there = (np.asarray(column.array).__array_interface__ for column in (one, other))
    return all(here[key] == there[key] for key in ("data", "strides", "typestr"))
