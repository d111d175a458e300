"""Finds the strange kinds in a value of the reference's, all the way down.

None and NaN count as missing and an empty list as empty: another's right answer may say the same by
another type.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy import ma

from autograder.wall.remote import isinstance_remote

HANDLE, MISSING, EMPTY, MASKED, EXTENSION = "handle", "missing", "empty", "masked", "extension"
_EXTENSION = pd.api.extensions.ExtensionArray
CONTAINERS = (list, tuple, set, frozenset, deque, dict, str, bytes, bytearray)


def kinds_of(value: object) -> set[str]:
    """The strange kinds in a value."""
    found = set[str]()
    _look(value, found)
    return found


def _look(value: Any, found: set[str]) -> None:
    if isinstance_remote(value):
        found.add(HANDLE)
    elif value is None or value is pd.NA or value is pd.NaT or value is ma.masked:
        found.add(MISSING)
    elif isinstance(value, float | complex | np.generic):
        if pd.isna(value):  # type: ignore[arg-type]  # the stubs lack np.generic
            found.add(MISSING)
    elif isinstance(value, dict):
        _look_into([*value, *value.values()], found)
    elif isinstance(value, str | bytes | bytearray):
        if not value:
            found.add(EMPTY)
    elif isinstance(value, CONTAINERS):
        _look_into(value, found)
    elif isinstance(value, pd.DataFrame):
        if value.size == 0:
            found.add(EMPTY)
        for number in range(value.shape[1]):
            _look_at_array(value.iloc[:, number].array, found)
    elif isinstance(value, pd.MultiIndex):
        _look_into(value.tolist(), found)
    elif isinstance(value, pd.Series | pd.Index):
        _look_at_array(value.array, found)
    elif isinstance(value, np.ndarray | _EXTENSION):
        if isinstance(value, _EXTENSION):
            found.add(EXTENSION)
        if isinstance(value, ma.MaskedArray):
            found.add(MASKED)
        _look_at_array(value, found)
    elif hasattr(type(value), "__dataclass_fields__"):
        _look_into([getattr(value, name, None) for name in type(value).__dataclass_fields__], found)


def _look_into(values: Iterable[object], found: set[str]) -> None:
    empty = True
    for value in values:
        empty = False
        _look(value, found)
    if empty:
        found.add(EMPTY)


def _look_at_array(array: Any, found: set[str]) -> None:
    """The gaps in an array of numpy or pandas, and what else its objects hold."""
    if len(array) == 0 or getattr(array, "size", 1) == 0:
        found.add(EMPTY)
    elif isinstance(array, np.ndarray) and array.dtype.fields:
        for name in array.dtype.names or ():
            _look_at_array(array[name], found)
    elif array.dtype == object:
        _look_into(np.asarray(array, object).ravel().tolist(), found)
    elif np.asarray(pd.isna(array)).any():
        found.add(MISSING)
