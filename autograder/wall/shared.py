"""Tables that both sides have from before they parted: they cross by name.

The processes of the wall are forks of one that has run the locked cells. A table that the tests
hand to the student's code is often still the one that these cells loaded; sending 80,000 lines of
it would cost more than all else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from autograder.wall.rules import BadValue
from autograder.wall.values import Tree

Table = pd.DataFrame | pd.Series
_FEW = 2_000
"""Values in a table that is sent as it is: comparing would cost as much."""


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


def same_table(one: Table, other: Table) -> bool:
    """Whether two tables agree in values, dtypes and labels."""
    if type(one) is not type(other) or one.shape != other.shape:
        return False
    if not one.index.identical(other.index):
        return False
    if isinstance(one, pd.DataFrame) and isinstance(other, pd.DataFrame):
        return one.columns.identical(other.columns) and bool(one.equals(other))
    assert isinstance(one, pd.Series)
    assert isinstance(other, pd.Series)
    return bool(one.name == other.name and one.equals(other))
