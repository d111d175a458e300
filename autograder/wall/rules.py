"""What may pass the wall and what may not, and who runs the code on either side."""

from __future__ import annotations

from typing import Any, Protocol

from autograder.libraries import PACKAGES

LARGEST_TEXT = 16 * 1024 * 1024
"""Bytes of a message's JSON."""
LARGEST_MESSAGE = 64 * 1024 * 1024
"""Bytes of a whole message, with the buffers of arrays, pictures and files."""
MOST_ITEMS = 1_000_000
"""Items of one list, tuple, set or dict, and of one array of objects or texts."""
DEEPEST = 48
"""Levels of containers inside each other."""
MOST_BITS = 10_000
"""Size of an integer."""
MOST_HANDLES = 100_000
"""Objects that the other side may refer to at once."""
LIBRARIES = (*PACKAGES, "statsmodels")
"""Libraries of whose classes a handle may claim to be."""


class CannotCross(TypeError):
    """A value that has no form on the other side; the text says what it is."""


class Unexpected(TypeError):
    """A value of a kind that the reference's answer is not of; the text says what came."""


class BadValue(Exception):
    """Data from the other side that describes no value."""


def described(value: object) -> str:
    """A value in words: `a list of 30,000,000 items`, `an object of class Basket`."""
    kind = type(value).__name__
    article = "an" if kind[:1].lower() in "aeiou" else "a"
    if isinstance(value, list | tuple | set | frozenset | dict):
        return f"{article} {kind} of {len(value):,} items"
    return f"an object of class {kind}"


class Interpreter(Protocol):
    """What a side needs of the interpreter of its process (see `engine/inside/shell.py`)."""

    running: bool

    @property
    def names(self) -> dict[str, Any]: ...

    def listen(self) -> None: ...

    def heard(self) -> tuple[str, str]: ...
