"""Values as data: how a value becomes a tree and back; which types there are, others teach.

A value becomes a tree of JSON: texts, numbers, booleans and null stand for themselves, all else is
a list that begins with a tag. Bytes go beside the tree, as numbered buffers. Types are exact: a
subclass of `int` or `dict` arrives as a plain one, whatever it claims about itself.

`containers`, `scalars`, `arrays` and `tables` each teach this module their types when imported.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from autograder.preloaded import reveal_class_of
from autograder.wall.rules import (
    DEEPEST,
    MOST_BITS,
    MOST_ITEMS,
    BadValue,
    CannotCross,
    Unexpected,
    described,
)

Tree = Any
Buffer = bytes | memoryview
Writer = Callable[["Encoder", Any], Tree]
Reader = Callable[["Decoder", list[Any]], object]

WRITERS: dict[type, Writer] = {}
"""How a value of exactly this type is written."""
READERS: dict[str, Reader] = {}
"""How a tag is read."""
BASES: list[tuple[type, Writer]] = []
"""How a value of a subclass is written, in the order in which they are tried."""


class Record:
    """Stands in `WRITERS` for all data classes."""


class NamedTuple:
    """Stands in `WRITERS` for all named tuples."""


MET = {
    "scalar",
    "array",
    "objects",
    "fields",
    "masked",
    "na",
    "nat",
    "series",
    "frame",
    "index",
    "levels",
}
"""Tags of values that may be of a strange kind (see `kinds`); `tables` adds its columns'."""

_TEXTS_AS_THEY_ARE = (type(None), bool, float)


class Encoder:
    """Turns values into trees; `buffers` then holds their bytes.

    `stranger` writes what no rule here covers: as a handle, or it raises `CannotCross`. A text that
    begins with `root`, the folder in which this side works, means the same place on the other side.
    `shared` gives the tree of what the other side has already. A `live` encoder does not copy the
    bytes of arrays: what it made must be packed before anything can change them.
    """

    def __init__(
        self,
        stranger: Callable[[object], Tree],
        root: str = "",
        shared: Callable[[object], Tree | None] = lambda value: None,
        *,
        live: bool = False,
    ) -> None:
        self.buffers: list[Buffer] = []
        self.live = live
        self._stranger, self._root, self._shared, self._depth = stranger, root, shared, 0

    def tree(self, value: object) -> Tree:
        """The tree of a value; raises `CannotCross`."""
        kind = type(value)
        if kind in _TEXTS_AS_THEY_ARE:
            return value
        if kind is str:
            return self._text(value)  # type: ignore[arg-type]  # exactly a str
        if kind is int:
            return _integer(value)  # type: ignore[arg-type]
        writer = WRITERS.get(kind) or self._for_subclass(value)
        if writer is None:
            return self._stranger(value)
        known = self._shared(value)
        if known is not None:
            return known
        self._depth += 1
        try:
            if self._depth > DEEPEST:
                raise CannotCross(f"{described(value)}, nested more than {DEEPEST} deep")
            return writer(self, value)
        finally:
            self._depth -= 1

    def items(self, values: Iterable[object]) -> list[Tree]:
        """The trees of the values of a container that has been measured."""
        return [self.tree(value) for value in values]

    def buffer(self, data: Buffer) -> int:
        """Keep bytes beside the tree; returns their number."""
        self.buffers.append(data)
        return len(self.buffers) - 1

    def _text(self, value: str) -> Tree:
        if self._root and value.startswith(self._root):
            return ["here", value[len(self._root) :]]
        return value

    def _for_subclass(self, value: object) -> Writer | None:
        kind = type(value)
        if hasattr(kind, "__dataclass_fields__"):
            return WRITERS[Record]
        if issubclass(kind, tuple) and isinstance(getattr(kind, "_fields", None), tuple):
            return WRITERS[NamedTuple]
        return next((writer for base, writer in BASES if issubclass(kind, base)), None)


class Judge(Protocol):
    """Looks at values that are read (see `kinds`)."""

    def met(self, tag: str, value: Any) -> Any:
        """The value to take for one that was read by a tag of `MET`; raises `Unexpected`."""

    def read(self, value: object) -> None:
        """A whole answer has been read."""


class Decoder:
    """Turns trees back into values; whatever is not exactly in form raises `BadValue`.

    `stranger` reads the tags that no rule here covers. `records` are classes of records by name
    that this side knows. `judge` looks at values and says which to take.
    """

    def __init__(
        self,
        buffers: Sequence[Buffer],
        stranger: Callable[[list[Any]], object],
        root: str = "",
        records: Callable[[str], object] = lambda name: None,
        judge: Judge | None = None,
    ) -> None:
        self._buffers, self._stranger, self.root, self.records = buffers, stranger, root, records
        self._depth, self._judge = 0, judge

    def value(self, tree: Tree) -> Any:
        """The value of a tree."""
        if tree is None or type(tree) in (bool, int, str):
            return tree
        if type(tree) is float:
            return tree if tree == tree or self._judge is None else self._judge.met("nan", tree)
        value = self.part(tree)
        if self._judge is not None and tree[0] in MET:
            return self._judge.met(tree[0], value)
        return value

    def read(self, tree: Tree) -> Any:
        """The value of a tree that is a whole answer."""
        value = self.value(tree)
        if self._judge is not None:
            self._judge.read(value)
        return value

    def part(self, tree: Tree) -> Any:
        """The value of a tree that is part of another: a column of a table, say."""
        if tree is None or type(tree) in (bool, int, float, str):
            return tree
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise BadValue("neither plain nor tagged")
        self._depth += 1
        try:
            if self._depth > DEEPEST + 2:
                raise BadValue("nested too deeply")
            reader = READERS.get(tree[0])
            value = self._stranger(tree) if reader is None else reader(self, tree[1:])
            reveal_class_of(value)
            return value
        except (BadValue, Unexpected, MemoryError):
            raise
        except Exception as error:  # a library refused what a tree described
            raise BadValue(f"{tree[0]}: {type(error).__name__}") from error
        finally:
            self._depth -= 1

    def values(self, trees: Tree) -> list[Any]:
        """The values of a list of trees."""
        if type(trees) is not list:
            raise BadValue("no list")
        return [self.value(tree) for tree in trees]

    def buffer(self, number: Tree) -> bytes:
        """The bytes of a buffer by its number."""
        return bytes(self.view(number))

    def view(self, number: Tree) -> Buffer:
        """A buffer by its number, as a part of its message: who keeps it copies it."""
        if type(number) is not int or not 0 <= number < len(self._buffers):
            raise BadValue("no such buffer")
        return self._buffers[number]


def exactly(value: Any, *kinds: type) -> Any:
    """The value, if it is of one of these types exactly; raises `BadValue`."""
    if type(value) not in kinds:
        raise BadValue(f"not {' or '.join(kind.__name__ for kind in kinds)}")
    return value


def measured(value: Any) -> Any:
    """A container, if it is not too long; raises `CannotCross`."""
    # The base's own method: a subclass may say anything of its length.
    length = next(kind.__len__(value) for kind in _SIZED if isinstance(value, kind))
    if length > MOST_ITEMS:
        raise CannotCross(f"{described(value)}; at most {MOST_ITEMS:,} can be handed over")
    return value


_SIZED: tuple[Any, ...] = (list, tuple, set, frozenset, dict, deque)


def _integer(value: int) -> int:
    if value.bit_length() > MOST_BITS:
        raise CannotCross(f"a whole number of {value.bit_length():,} bits")
    return value


def plain(kind: type) -> Writer:
    """A writer for subclasses of a plain type: the value beneath, past what they redefine."""
    # `int.__add__(x, 0)` and the like are the base's own methods and give the base's own type. To
    # add minus zero leaves every float as it is; to add zero would turn minus zero into zero.
    beneath: dict[type, Callable[[Any], object]] = {
        int: lambda value: int.__add__(value, 0),
        float: lambda value: float.__add__(value, -0.0),
        complex: lambda value: complex.__add__(value, complex(-0.0, -0.0)),
        str: lambda value: str.__getitem__(value, slice(None)),
        bytes: lambda value: bytes.__getitem__(value, slice(None)),
    }
    return lambda encoder, value: encoder.tree(beneath[kind](value))


def same(one: Tree, other: Tree) -> bool:
    """Whether two trees are the same; NaN is the same as NaN."""
    if type(one) is not type(other):
        return False
    if type(one) is list:
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other) or (type(one) is float and math.isnan(one) and math.isnan(other))
