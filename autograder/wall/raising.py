"""Exceptions as data: the built-in type beneath, the name, the arguments."""

from __future__ import annotations

import builtins
from functools import lru_cache
from typing import Any

from autograder.wall.rules import BadValue, CannotCross
from autograder.wall.values import Decoder, Encoder, Tree, exactly

_LONGEST = 10_000


class StudentProcessEnded(RuntimeError):
    """The student's process ended, or did not answer in time."""


class UnreadableAnswer(RuntimeError):
    """What came from the student's process is no value."""


def write_exception(encoder: Encoder, error: BaseException) -> Tree:
    """An exception of the student's code; the arguments only where they are plain data."""
    base = _beneath(type(error))
    try:
        arguments = encoder.items(error.args)
    except Exception:  # strange arguments, or a class that lies about them
        arguments = [_words(error)]
    name = error.name if isinstance(error, NameError) else None
    return [base.__name__, type(error).__name__[:200], arguments, name]


def _beneath(kind: type) -> type:
    return next(base for base in kind.__mro__ if base.__module__ == "builtins")


def _words(error: BaseException) -> str:
    try:
        return str(error)[:_LONGEST]
    except Exception:  # a student's exception may do anything
        return ""


def read_exception(decoder: Decoder, tree: Tree) -> BaseException:
    """The exception to raise on this side: of the built-in type, under the name of its own class.

    A class of that name that this side knows, over the same built-in type, is taken itself.
    Raises `BadValue` for a tree that describes none.
    """
    base_name, name, arguments, missing = exactly(tree, list)
    base = getattr(builtins, exactly(base_name, str), None)
    if not (isinstance(base, type) and issubclass(base, BaseException)):
        raise BadValue("no exception")
    kind: Any = base if name == base_name else _named(exactly(name, str), base_name)
    known = decoder.records(name)
    if type(known) is type and issubclass(known, base) and _beneath(known) is base:
        kind = known
    values: Any = [decoder.read(tree) for tree in exactly(arguments, list)]
    if issubclass(kind, BaseExceptionGroup):
        return RuntimeError(name)
    error: BaseException = kind.__new__(kind, *values)
    error.args = tuple(values)
    if isinstance(error, NameError) and type(missing) is str:
        error.name = missing
    return error


@lru_cache(maxsize=256)
def _named(name: str, base: str) -> type[BaseException]:
    """A class of that name, over a built-in exception; the same one each time."""
    return type(name, (getattr(builtins, base),), {})


def fault(what: str, error: CannotCross) -> CannotCross:
    """The exception for a value that is too large or too strange: "`table` returned ..."."""
    return CannotCross(f"{what} {error}")
