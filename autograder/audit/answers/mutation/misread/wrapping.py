"""Wraps a function of an answer so that it misreads; runs in the process of the answers."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from autograder.audit.answers.mutation.misread.families import all_readings
from autograder.audit.calls.parts import Path, changed
from autograder.audit.calls.places import RESULT


def misread(function: Callable[..., Any], name: str, path: Path, words: str) -> Callable[..., Any]:
    """The function, which misreads a part of an argument, or of its result if that is the name."""
    reading, signature = all_readings()[words], inspect.signature(function)

    @functools.wraps(function)
    def called(*given: Any, **named: Any) -> Any:
        if name == RESULT:
            return changed(function(*given, **named), path, reading.on_kind)
        bound = signature.bind(*given, **named)
        bound.apply_defaults()
        if name in bound.arguments:
            bound.arguments[name] = changed(bound.arguments[name], path, reading.on_kind)
        return function(*bound.args, **bound.kwargs)

    return called
