"""Changes what a function was given; runs in the process of the answers."""

from __future__ import annotations

import copy
import functools
import inspect
from collections.abc import Callable
from typing import Any

from autograder.audit.calls.parts import is_array, is_frame, is_series


def spoiling(function: Callable[..., Any]) -> Any:
    """The function, which spoils the lists, dicts, sets and tables that it was given."""
    if not inspect.isfunction(function):
        return function

    @functools.wraps(function)
    def called(*given: Any, **named: Any) -> Any:
        result = function(*given, **named)
        if any(result is value for value in (*given, *named.values())):
            return result
        if isinstance(result, list | dict | set | tuple) or is_frame(result) or is_series(result):
            result = copy.deepcopy(result)  # it may hold what is spoilt now
        for value in (*given, *named.values()):
            spoil(value)
        return result

    return called


def spoil(value: Any) -> None:
    """Change something in place, if it can be: only its first part is left.

    It is not emptied: whoever grades takes something empty for an answer that says yes to all.
    """
    if is_frame(value):
        for column in list(value)[1:]:
            del value[column]
        value["spoilt"] = 1
    elif is_series(value):
        value.iloc[1:] = value.iloc[0] if len(value) else None
    elif is_array(value):
        if value.flags.writeable and value.dtype.kind in "biuf":
            value[...] = 1
    elif isinstance(value, list):
        del value[1:]
        value *= 2
    elif isinstance(value, dict):
        for key in list(value)[1:]:
            del value[key]
