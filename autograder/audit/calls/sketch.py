"""What was noted of the calls that checks make, for those who judge them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from autograder.audit.calls.parts import Path
from autograder.audit.calls.places import RESULT, Place

_CODE = """

from autograder.audit.calls.recorder import Recorder as _Recorder

_recorder = _Recorder()
"""
PRINT = "print(_recorder.as_json())"


@dataclass(frozen=True)
class Noted:
    """What was met in one place of a function.

    name     a parameter, or `RESULT`
    path     from there to a part of the value
    place    what was noted there
    telling  the misreadings that make a difference there in some call
    """

    function: str
    name: str
    path: Path
    place: Place
    telling: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """The place as an author names it: `rates['date'][]`, `levels[]`."""
        steps = "".join("[]" if step == ("each",) else f"[{step[1]!r}]" for step in self.path)
        return self.name + steps

    @property
    def is_result(self) -> bool:
        """Whether it is part of what the function gives back."""
        return self.name == RESULT


@dataclass(frozen=True)
class Sketch:
    """All places of a task's functions, and how often each function was called."""

    noted: tuple[Noted, ...] = ()
    calls: Mapping[str, int] = field(default_factory=dict)

    def of(self, function: str) -> list[Noted]:
        """The places of one function."""
        return [noted for noted in self.noted if noted.function == function]


def recorded(answer: str, functions: Iterable[str]) -> str:
    """The answer with functions whose calls are noted; `PRINT` then prints what was noted."""
    ends = "".join(f"{name} = _recorder.wrap({name})\n" for name in functions)
    return f"{answer}{_CODE}{ends}"


def read(text: str) -> Sketch:
    """What a cell with `PRINT` printed."""
    found = json.loads(text)
    telling: dict[tuple[str, str, Path], set[str]] = {}
    for function, name, path, words in found["telling"]:
        telling.setdefault((function, name, _path(path)), set()).add(words)
    noted = tuple(
        Noted(*key, _place(entry), frozenset(telling.get(key, ())))
        for entry in found["noted"]
        for key in [(entry["function"], entry["name"], _path(entry["path"]))]
    )
    return Sketch(noted, found["calls"])


def _path(steps: Iterable[Iterable[Any]]) -> Path:
    return tuple(tuple(step) for step in steps)


def _place(entry: Mapping[str, Any]) -> Place:
    place = Place()
    for one in fields(Place):
        value = entry[one.name]
        setattr(place, one.name, set(value) if isinstance(value, list) else value)
    return place
