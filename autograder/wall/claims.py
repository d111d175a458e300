"""What an answer of the student's process says, read by exact rules, and what follows from it."""

from __future__ import annotations

import builtins
import copy
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.random import Generator

from autograder.wall.raising import read_exception
from autograder.wall.rules import BadValue, Unexpected
from autograder.wall.values import Decoder, exactly


@dataclass
class Claim:
    """What an answer says: what was printed on both streams, warned of, changed, and the result."""

    told: list[str]
    warned: list[tuple[type[Warning], str]]
    changed: list[tuple[object, object]]
    value: Any = None
    raised: BaseException | None = None


def read_claim(
    body: Mapping[str, Any],
    decoder: Decoder,
    given: Mapping[Any, object],
    of_name: Callable[[str], Decoder],
    beside: Decoder | None = None,
) -> Claim:
    """What an answer says; whatever is odd about its form is a `BadValue`.

    `given` are the arguments of the call that it answers, by position or name. `of_name` gives the
    decoder for one of the notebook's names, `beside` reads changed arguments and what was raised.
    Raises `Unexpected` for what the reference's cannot be.
    """
    beside = beside or decoder
    try:
        claim = Claim(
            [exactly(body.get(key, ""), str) for key in ("printed", "said")],
            [_warning(*entry) for entry in body.get("warned", [])],
            [(given.get(place), beside.read(tree)) for place, tree in body.get("changed", [])],
        )
        match body:
            case {"raised": tree}:
                claim.raised = read_exception(beside, tree)
            case {"value": dict() as names}:
                claim.value = {name: of_name(name).read(tree) for name, tree in names.items()}
            case {"value": ["argument", int() | str() as place]} if place in given:
                claim.value = given[place]
            case _:
                claim.value = decoder.read(body["value"])
    except (BadValue, Unexpected, MemoryError):
        raise
    except Exception as error:
        raise BadValue(type(error).__name__) from error
    return claim


def _warning(names: Any, text: Any) -> tuple[type[Warning], str]:
    """A warning's nearest built-in category, and its text."""
    _, base = names
    category = getattr(builtins, exactly(base, str), None)
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise BadValue("no category of warnings")
    return category, exactly(text, str)


class Changes:
    """Makes the changes of arguments that calls report, and can undo them all.

    A table of a locked cell that one test hands to the student's code must be the same for the next
    test, or code of one task could spoil, or ease, the tests of another.
    """

    def __init__(self) -> None:
        self._before: dict[int, tuple[object, object]] = {}

    def make(self, claim: Claim) -> None:
        """Make the changes that an answer reports."""
        for old, new in claim.changed:
            if id(old) not in self._before:
                self._before[id(old)] = old, _copy(old)
            change(old, new)

    def undo(self) -> None:
        """Make everything again what it was before the first change."""
        for value, before in self._before.values():
            change(value, before)
        self._before = {}

    def keep(self) -> None:
        """Let the changes stand."""
        self._before = {}


def _copy(value: object) -> object:
    if isinstance(value, pd.DataFrame | pd.Series):
        return value.copy(deep=False)  # a change gives the table other data, it changes none
    return copy.copy(value) if not isinstance(value, Generator) else deepcopy(value)


def change(value: Any, new: Any) -> None:
    """Make a value what a call made of it, in place; types that do not fit are left alone."""
    match value, new:
        case list(), list():
            value[:] = new
        case (dict(), dict()) | (set(), set()):
            value.clear()
            value.update(new)
        case bytearray(), bytearray():
            value[:] = new
        case np.ndarray(), np.ndarray() if value.shape == new.shape and value.dtype == new.dtype:
            np.copyto(value, new)
        case Generator(), Generator():
            value.bit_generator.state = new.bit_generator.state
        case (pd.DataFrame(), pd.DataFrame()) | (pd.Series(), pd.Series()):
            value._update_inplace(new)  # pandas' own way to change a frame in place
