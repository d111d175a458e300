"""One way to misread what a function gets or has to give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.audit.calls.places import Place, kind_of


def _always(place: Place) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Reading:
    """A misreading.

    words      what is done to a value, after "is" or "are"
    kinds      the kinds of values that it is done to, see `kind_of`
    change     gives the misread value; the given one is not changed
    result     whether it is done to what a function gives
    argument   whether it is done to what a function gets
    when       whether it can matter where such values were met: a number that is always whole
               cannot be rounded
    """

    words: str
    kinds: frozenset[str]
    change: Callable[[Any], Any]
    result: bool = True
    argument: bool = True
    when: Callable[[Place], bool] = _always

    def on_kind(self, value: Any) -> Any:
        """The misread value; the value itself if it is of another kind."""
        return self.change(value) if kind_of(value) in self.kinds else value

    def suits(self, place: Place, *, is_result: bool) -> bool:
        """Whether it can be tried in a place."""
        allowed = self.result if is_result else self.argument
        met = place.kinds | ({"missing"} if place.missing else set())
        return allowed and bool(self.kinds & met) and self.when(place)
