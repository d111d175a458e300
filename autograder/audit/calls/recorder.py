"""Notes what the functions of an answer are given and what they give, while checks run."""

from __future__ import annotations

import copy
import functools
import inspect
import json
import time
from collections.abc import Callable
from typing import Any

from autograder.audit.answers.mutation.misread.families import all_readings
from autograder.audit.answers.mutation.misread.reading import Reading
from autograder.audit.calls.parts import Path, alike, changed, is_frame, parts
from autograder.audit.calls.places import RESULT, Place

_DEEPEST = 3
_MOST_ITEMS = 400  # of a long list or column these many are looked at
_SECONDS = 6.0  # of processor time, for trying misreadings

Where = tuple[str, Path]


class Recorder:
    """Wraps functions, and keeps what was noted by function and place.

    A misreading is only worth a run if it makes a difference in some call: if a function does not
    care for the order of its rows, sorting them is no mistake. So each is tried on each call.
    """

    def __init__(self) -> None:
        self._places: dict[str, dict[Where, Place]] = {}
        self._calls: dict[str, int] = {}
        self._telling: set[tuple[str, Where, str]] = set()
        self._left = _SECONDS
        self._inside = False

    def wrap(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, whose calls from outside of the answers are noted."""
        if not inspect.isfunction(function):
            return function
        name, signature = function.__name__, inspect.signature(function)
        self._places[name], self._calls[name] = {}, 0

        @functools.wraps(function)
        def called(*given: Any, **named: Any) -> Any:
            if self._inside:
                return function(*given, **named)
            self._calls[name] += 1
            self._inside = True
            try:
                bound = signature.bind(*given, **named)
                bound.apply_defaults()
                before = _copied(bound)
                result = function(*given, **named)
                self._look(name, function, before, result)
                return result
            finally:
                self._inside = False

        return called

    def _look(
        self,
        name: str,
        function: Callable[..., Any],
        bound: inspect.BoundArguments | None,
        result: Any,
    ) -> None:
        places = self._places[name]
        for parameter, value in bound.arguments.items() if bound else ():
            self._note(places, (parameter, ()), value)
        self._note(places, (RESULT, ()), result)
        started = time.process_time()
        for where, place in places.items():
            for words, reading in all_readings().items():
                key = (name, where, words)
                if key in self._telling or not reading.suits(place, is_result=where[0] == RESULT):
                    continue
                try_it = self._left > time.process_time() - started
                if _tells(reading, where, function, bound, result, try_it=try_it):
                    self._telling.add(key)
        self._left -= time.process_time() - started

    def _note(self, places: dict[Where, Place], where: Where, value: Any) -> None:
        places.setdefault(where, Place()).note(value)
        name, path = where
        if len(path) < _DEEPEST:
            for number, (step, part) in enumerate(parts(value)):
                if number >= _MOST_ITEMS and not is_frame(value):
                    break
                self._note(places, (name, (*path, step)), part)

    def as_json(self) -> str:
        """All that was noted; see `sketch`."""
        noted = [
            {"function": function, "name": name, "path": path, **place.plain()}
            for function, places in self._places.items()
            for (name, path), place in places.items()
        ]
        telling = [[function, *where, words] for function, where, words in self._telling]
        return json.dumps({"calls": self._calls, "noted": noted, "telling": telling})


def _copied(bound: inspect.BoundArguments) -> inspect.BoundArguments | None:
    """The arguments as they are before the call, or None if they cannot be copied."""
    try:
        return inspect.BoundArguments(bound.signature, copy.deepcopy(bound.arguments))
    except Exception:
        return None


def _tells(
    reading: Reading,
    where: Where,
    function: Callable[..., Any],
    bound: inspect.BoundArguments | None,
    result: Any,
    *,
    try_it: bool,
) -> bool:
    """Whether a misreading changes what a call gives; if there is no time to try it, what it gets.

    An error is a change, too.
    """
    name, path = where
    try:
        if name == RESULT:
            return not alike(changed(result, path, reading.on_kind), result)
        given = _copied(bound) if bound else None
        if given is None or name not in given.arguments:
            return False
        value = given.arguments[name]
        given.arguments[name] = changed(value, path, reading.on_kind)
        if alike(given.arguments[name], value):
            return False
        return not try_it or not alike(function(*given.args, **given.kwargs), result)
    except Exception:
        return True
