"""A handle: something of the student's that cannot cross, used from the tests' side.

Calls, attributes, items, iteration, truth, hash and the comparison of two handles are carried out
in the student's process. Comparison with data is not: it would tell what a test expects, and a
handle equals none, so an object that claims to equal everything equals nothing here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeGuard

from autograder.preloaded import module_named
from autograder.wall.rules import LIBRARIES
from autograder.wall.values import BASES, WRITERS

_NEVER = ("__array__", "__array_interface__", "__array_struct__", "__dataframe__", "__float__",
          "__index__", "__int__", "__fspath__", "__len__", "__iter__", "__class__")  # fmt: skip


class Asks(Protocol):
    """The side that carries out what is done to a handle."""

    def ask(self, handle: Remote, verb: str, *args: object) -> Any: ...

    def call(self, handle: Remote, args: tuple[object, ...], kwargs: dict[str, object]) -> Any: ...

    def allow(self, handle: Remote, verb: str) -> None: ...

    def answer_alone(self, handle: Remote, what: str) -> None: ...


class Remote:
    """Its `_wall_places` say where it came from.

    Where the reference gave no handle, `_wall_kinds` are the kinds that it gave; else None.
    """

    __slots__ = ("_wall_callable", "_wall_class", "_wall_kind", "_wall_kinds", "_wall_name",
                 "_wall_number", "_wall_places", "_wall_side")  # fmt: skip

    def __init__(
        self,
        side: Asks,
        number: int,
        kind: str,
        can_be_called: bool,
        known_class: type | None,
        kinds: frozenset[str] | None = None,
    ) -> None:
        self._wall_side, self._wall_number, self._wall_kind = side, number, kind
        self._wall_callable, self._wall_class, self._wall_name = can_be_called, known_class, ""
        self._wall_places: tuple[str, ...] = ()
        self._wall_kinds = kinds

    @property  # type: ignore[misc]  # typeshed lets nobody redefine it
    def __class__(self) -> type:
        """The class of a library's object, so that `isinstance` knows a model or a workbook."""
        return self._wall_class or Remote

    def __getattr__(self, name: str) -> Any:
        if name in _NEVER or name.startswith(("_wall_", "_ipython_", "_repr_")):
            raise AttributeError(name)
        if name == "__signature__":
            return self._wall_signature()
        found = self._wall_side.ask(self, "get", name)
        if isinstance_remote(found) and not found._wall_name:
            found._wall_name = f"{self._wall_name}.{name}" if self._wall_name else name
        return found

    @property
    def _wall_foreign(self) -> bool:
        """Whether it stands where the reference gave no handle."""
        return self._wall_kinds is not None

    def _wall_signature(self) -> inspect.Signature:
        if not self._wall_callable:
            raise AttributeError("__signature__")
        return inspect.Signature(
            [
                inspect.Parameter(
                    name, inspect._ParameterKind(kind), default=None if given else inspect._empty
                )
                for name, kind, given in self._wall_side.ask(self, "signature")
            ]
        )

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("_wall_"):
            object.__setattr__(self, name, value)
        else:
            self._wall_side.ask(self, "set", name, value)

    def __dir__(self) -> list[str]:
        return [str(name) for name in self._wall_side.ask(self, "directory")]

    def __call__(self, *args: object, **kwargs: object) -> Any:
        return self._wall_side.call(self, args, kwargs)

    def __getitem__(self, key: object) -> Any:
        return self._wall_side.ask(self, "item", key)

    def __setitem__(self, key: object, value: object) -> None:
        self._wall_side.ask(self, "set item", key, value)

    def __len__(self) -> int:
        return int(self._wall_side.ask(self, "length"))

    def __contains__(self, value: object) -> bool:
        """Whether one of the items is the value, compared on this side.

        The student's code neither learns the value that a test expects nor says yes to it.
        """
        return any(item is value or item == value for item in self)

    def __iter__(self) -> Iterator[Any]:
        return RemoteIterator(self._wall_side.ask(self, "iterate"))

    def __next__(self) -> Any:
        return self._wall_side.ask(self, "next")

    def __instancecheck__(self, value: object) -> bool:
        if isinstance_remote(value):
            return self._wall_side.ask(self, "instance", value) is True
        return type(value).__name__ == getattr(self, "__name__", "")

    def _wall_compare(self, sign: str, other: object) -> Any:
        """Two handles are compared by the student's code; a handle equals no data.

        What a test expects stays here, so nothing is asked about it.
        """
        if other is None:
            return NotImplemented
        self._wall_side.allow(self, "compare")
        if isinstance_remote(other):
            self._wall_side.allow(other, "compare")
            if other._wall_number == self._wall_number and sign in ("==", "!="):
                return sign == "=="
            return self._wall_side.ask(self, "compare", sign, other)
        if sign in ("==", "!="):
            self._wall_side.answer_alone(self, "equality")
        return NotImplemented

    def __eq__(self, other: object) -> Any:
        return self._wall_compare("==", other)

    def __ne__(self, other: object) -> Any:
        return self._wall_compare("!=", other)

    def __lt__(self, other: object) -> Any:
        return self._wall_compare("<", other)

    def __le__(self, other: object) -> Any:
        return self._wall_compare("<=", other)

    def __gt__(self, other: object) -> Any:
        return self._wall_compare(">", other)

    def __ge__(self, other: object) -> Any:
        return self._wall_compare(">=", other)

    def __hash__(self) -> int:
        return int(self._wall_side.ask(self, "hash"))

    def __bool__(self) -> bool:
        return self._wall_side.ask(self, "truth") is True

    def __repr__(self) -> str:
        return str(self._wall_side.ask(self, "represent"))

    def __str__(self) -> str:
        return str(self._wall_side.ask(self, "text"))


class RemoteIterator:
    """Goes through something of the student's, item by item."""

    def __init__(self, handle: Any) -> None:
        # `iter` of a plain list may have crossed as a handle; of a handle it always does.
        self._next: Callable[[], Any] = (
            handle.__next__ if isinstance_remote(handle) else iter(handle).__next__
        )

    def __iter__(self) -> RemoteIterator:
        return self

    def __next__(self) -> Any:
        return self._next()


def isinstance_remote(value: object) -> TypeGuard[Remote]:
    """Whether a value is a handle; `isinstance` would believe its claimed class."""
    return type(value) is Remote


def library_class(claim: object) -> type | None:
    """The class of a library that a handle claims to be of, if this process has it."""
    match claim:
        case [str(module), str(name)] if module.partition(".")[0] in LIBRARIES:
            found: Any = module_named(module)
            for part in name.split("."):
                found = getattr(found, part, None)
            return found if isinstance(found, type) and not _is_data(found) else None
    return None


def _is_data(kind: type) -> bool:
    """Whether objects of this class cross as data: then no handle can be one."""
    return kind in WRITERS or issubclass(kind, tuple(base for base, _ in BASES))
