"""Names of the student's that a test deletes, or replaces by a function, for the student's code.

Only what a test does to names that the reference's functions read is carried over, and it is undone
at the end of the turn. A value that is no function stays here: it may be what a test expects.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.wall.rules import BadValue
from autograder.wall.values import Decoder, Encoder, Tree

_GONE = object()


class Patches:
    """The tests' side: what has become of some names of the notebook since a turn began."""

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._given: dict[str, object] = {}
        self._told: dict[str, object] = {}

    def begin(self, patched: Sequence[str]) -> None:
        """Watch these names, which have the student's values now."""
        self._given = {name: self._names[name] for name in patched}
        self._told = dict(self._given)

    def news(self, encoder: Encoder) -> list[Tree]:
        """What has changed since the last time: names with what they are for the other side."""
        found: list[Tree] = []
        for name, given in self._given.items():
            now = self._names.get(name, _GONE)
            if now is not _GONE and not callable(now):
                now = given
            if now is not self._told[name]:
                self._told[name] = now
                found.append(_entry(name, now, given, encoder))
        return found


def _entry(name: str, now: object, given: object, encoder: Encoder) -> Tree:
    if now is given:
        return [name, "as it was"]
    return [name, "gone"] if now is _GONE else [name, "now", encoder.tree(now)]


class Patched:
    """The student's side: makes the changes, and undoes them."""

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._before: dict[str, object] = {}

    def make(self, entries: Sequence[Tree], decoder: Decoder) -> None:
        """Make the changes that a question brings."""
        for entry in entries:
            self._before.setdefault(entry[0], self._names.get(entry[0], _GONE))
            match entry:
                case [name, "gone"]:
                    self._put(name, _GONE)
                case [name, "now", tree]:
                    self._put(name, decoder.value(tree))
                case [name, "as it was"]:
                    self._put(name, self._before[name])
                case _:
                    raise BadValue("no change of a name")

    def undo(self) -> None:
        """Make the names again what they were."""
        for name, value in self._before.items():
            self._put(name, value)
        self._before = {}

    def _put(self, name: str, value: object) -> None:
        if value is _GONE:
            self._names.pop(name, None)
        else:
            self._names[name] = value
