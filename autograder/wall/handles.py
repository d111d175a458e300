"""The handles of the tests' side: what is asked of one, and what may be done with it.

Where the reference gave data, an object of the student's may be read: its items, its attributes,
its length. So a generator does for a list. But it is neither called nor compared nor changed: its
methods would say of the answer what the methods of data say honestly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder.wall.kinds import Answer, Kinds, step
from autograder.wall.looking import HANDLE
from autograder.wall.remote import Asks, Remote, library_class
from autograder.wall.rules import BadValue, Unexpected
from autograder.wall.values import exactly

_READING = ("get", "item", "length", "iterate", "next", "represent", "text", "truth", "directory")
_STEPS = {"call": "()", "item": "[]", "next": "[]", "iterate": "", "compare": " compared"}
_MOST_PLACES = 4


@dataclass(frozen=True)
class Asked:
    """What is asked: in words, as places in the record of kinds, and what else may come there."""

    what: str
    places: tuple[str, ...] = ()
    otherwise: Kinds | None = None

    @property
    def beside(self) -> Asked:
        """What comes of a call beside its result: changed arguments, and what it raises."""
        places = tuple(f"{place} beside" for place in self.places if place.endswith("()"))
        return replace(self, places=places)


def name_of(handle: Remote) -> str:
    """What to call a handle: its name in the notebook, or its class's."""
    return handle._wall_name or handle._wall_kind


def asked_of(handle: Remote, verb: str, args: Sequence[object] = ()) -> Asked:
    """What is asked if something is done to a handle."""
    more = f".{args[0]}" if verb == "get" else _STEPS.get(verb)
    places = () if more is None else tuple(step(p, more) for p in handle._wall_places)
    return Asked(name_of(handle), places, handle._wall_kinds if handle._wall_foreign else None)


def allow(handle: Remote, verb: str) -> None:
    """Raises `Unexpected` if more than reading is done where the reference gave data."""
    if handle._wall_foreign and verb not in _READING:
        place = handle._wall_name or next(iter(handle._wall_places), "the notebook")
        kind = handle._wall_kind
        raise Unexpected(f"`{place}` is an object of class {kind}, where plain data is expected")


class Handles:
    """Makes handles; for one object at one kind of place it is the same one each time."""

    def __init__(self, side: Asks) -> None:
        self._side = side
        self._made: dict[tuple[int, Kinds | None], Remote] = {}

    def read(self, parts: list[Any], asked: Asked, answer: Answer) -> Remote:
        """The handle that parts of a tree describe; raises `BadValue`."""
        match parts:
            case [int(number), str(kind), bool(can_be_called), bool(), claim] if number >= 0:
                expected = answer.allowed is None or HANDLE in answer.allowed
                kinds = None if expected else answer.allowed
                key = (exactly(number, int), kinds)
                if key not in self._made:
                    known = library_class(claim)
                    self._made[key] = Remote(self._side, number, kind, can_be_called, known, kinds)
                handle = self._made[key]
                if len(handle._wall_places) < _MOST_PLACES:
                    new = [place for place in asked.places if place not in handle._wall_places]
                    handle._wall_places += tuple(new)
                return handle
        raise BadValue("no handle")
