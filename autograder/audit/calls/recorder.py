"""Notes what the functions of an answer are given and what they give, while checks run."""

from __future__ import annotations

import functools
import inspect
import json
from collections.abc import Callable
from typing import Any

from autograder.audit.calls.parts import Path, is_frame, parts
from autograder.audit.calls.places import Place

RESULT = "return"
_DEEPEST = 3
_MOST_ITEMS = 400  # of a long list or column these many are looked at


class Recorder:
    """Wraps functions, and keeps what was noted by function and place."""

    def __init__(self) -> None:
        self._places: dict[str, dict[tuple[str, Path], Place]] = {}
        self._calls: dict[str, int] = {}
        self._columns: dict[tuple[str, str], set[str]] = {}
        self._inside = False

    def wrap(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, whose calls from outside of the answers are noted."""
        name, signature = function.__name__, inspect.signature(function)
        places = self._places.setdefault(name, {})
        self._calls[name] = 0

        @functools.wraps(function)
        def called(*given: Any, **named: Any) -> Any:
            if self._inside:
                return function(*given, **named)
            self._calls[name] += 1
            self._inside = True
            try:
                bound = signature.bind(*given, **named)
                bound.apply_defaults()
                for parameter, value in bound.arguments.items():
                    self._note(places, parameter, (), value)
                result = function(*given, **named)
                self._note(places, RESULT, (), result)
                return result
            finally:
                self._inside = False

        return called

    def _note(
        self, places: dict[tuple[str, Path], Place], name: str, path: Path, value: Any
    ) -> None:
        places.setdefault((name, path), Place()).note(value)
        if len(path) < _DEEPEST:
            for number, (step, part) in enumerate(parts(value)):
                if number >= _MOST_ITEMS and not is_frame(value):
                    break
                self._note(places, name, (*path, step), part)

    def as_json(self) -> str:
        """All that was noted; see `sketch`."""
        return json.dumps(
            [
                {"function": function, "name": name, "path": path, **place.plain()}
                for function, places in self._places.items()
                for (name, path), place in places.items()
            ]
            + [{"function": name, "calls": count} for name, count in self._calls.items()]
        )
