"""What was noted of the calls that checks make, for those who judge them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from autograder.audit.calls.parts import Path
from autograder.audit.calls.places import Place
from autograder.audit.calls.recorder import RESULT

_CODE = """

from autograder.audit.calls.recorder import Recorder as _Recorder

_recorder = _Recorder()
"""
PRINT = "print(_recorder.as_json())"


@dataclass(frozen=True)
class Noted:
    """What was met in one place of a function: `name` is a parameter, or `RESULT`."""

    function: str
    name: str
    path: Path
    place: Place

    @property
    def words(self) -> str:
        """The place as an author names it: `rates['date']`, `levels[]`."""
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
    calls: dict[str, int] = field(default_factory=dict)

    def of(self, function: str) -> list[Noted]:
        """The places of one function."""
        return [noted for noted in self.noted if noted.function == function]


def recorded(answer: str, functions: Iterable[str]) -> str:
    """The answer with functions whose calls are noted; `PRINT` then prints what was noted."""
    ends = "".join(f"{name} = _recorder.wrap({name})\n" for name in functions)
    return f"{answer}{_CODE}{ends}"


def read(text: str) -> Sketch:
    """What a cell with `PRINT` printed."""
    entries = json.loads(text)
    calls = {entry["function"]: entry["calls"] for entry in entries if "calls" in entry}
    return Sketch(tuple(_noted(entry) for entry in entries if "calls" not in entry), calls)


def _noted(entry: dict) -> Noted:  # type: ignore[type-arg]
    values = {one.name: entry[one.name] for one in fields(Place)}
    place = Place(
        **{name: set(value) if isinstance(value, list) else value for name, value in values.items()}
    )
    path = tuple(tuple(step) for step in entry["path"])
    return Noted(entry["function"], entry["name"], path, place)


def together(sketches: Iterable[Sketch]) -> Sketch:
    """One sketch of several, which were made with different seeds."""
    found: dict[tuple[str, str, Path], Place] = {}
    calls: dict[str, int] = {}
    for sketch in sketches:
        for name, count in sketch.calls.items():
            calls[name] = calls.get(name, 0) + count
        for one in sketch.noted:
            place = found.setdefault((one.function, one.name, one.path), Place())
            for name, value in _parts(one.place):
                old = getattr(place, name)
                setattr(place, name, old | value if isinstance(value, set) else old or value)
    return Sketch(tuple(Noted(*key, place) for key, place in found.items()), calls)


def _parts(place: Place) -> Iterator[tuple[str, object]]:
    return ((one.name, getattr(place, one.name)) for one in fields(Place))
