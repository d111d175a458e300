"""What an answer of the student's process says, read by exact rules, and what follows from it."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from autograder.wall.raising import read_exception
from autograder.wall.rules import BadValue
from autograder.wall.values import Decoder, exactly


@dataclass
class Claim:
    """What an answer says: what was printed on both streams, warned of, changed, and the result."""

    told: list[str]
    warned: list[tuple[type[Warning], str]]
    changed: list[tuple[object, object]]
    value: Any = None
    raised: BaseException | None = None


def read_claim(body: Mapping[str, Any], decoder: Decoder, given: Mapping[Any, object]) -> Claim:
    """What an answer says; whatever is odd about its form is a `BadValue`.

    `given` are the arguments of the call that it answers, by position or name.
    """
    try:
        claim = Claim(
            [exactly(body.get(key, ""), str) for key in ("printed", "said")],
            [_warning(*entry) for entry in body.get("warned", [])],
            [(given.get(place), decoder.value(tree)) for place, tree in body.get("changed", [])],
        )
        match body:
            case {"raised": tree}:
                claim.raised = read_exception(decoder, tree)
            case {"value": dict() as names}:
                claim.value = {name: decoder.value(tree) for name, tree in names.items()}
            case {"value": ["argument", int() | str() as place]} if place in given:
                claim.value = given[place]
            case _:
                claim.value = decoder.value(body["value"])
    except (BadValue, MemoryError):
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
        case np.random.Generator(), np.random.Generator():
            value.bit_generator.state = new.bit_generator.state
        case (pd.DataFrame(), pd.DataFrame()) | (pd.Series(), pd.Series()):
            value._update_inplace(new)  # pandas' own way to change a frame in place
