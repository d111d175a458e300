"""Calls that a notebook's cell has made already, kept for the tests' process that makes them again.

A locked cell between an answer and its tests runs on both sides of the wall: here, where its output
is shown, and in the tests' process, whose calls of the answers come back here. The second time the
first one's result is given. Nobody trusts more than before: either way this process says what an
answer gave, and what the instructor's code makes of it is computed on the tests' side.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import copy
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from autograder.wall.rules import CannotCross
from autograder.wall.shared import is_plain, same_array, same_table
from autograder.wall.values import Buffer, Encoder, Tree, same

HOOK = "_labs_remembered_call"
MOST_CALLS = 500
"""Calls of one cell that are kept; a fixed number, so that it is the same ones each time."""
LARGEST_KEPT = 64 * 1024 * 1024
"""Bytes of all results that are kept."""
# Cells that look at what a call prints or warns of need the call itself.
_LISTENS = frozenset(
    ("warnings", "redirect_stdout", "redirect_stderr", "capture_output", "time", "perf_counter")
)
Same = Callable[[Any], bool]
Place = int | str


@dataclass
class Kept:
    """One call: what it was given, and its answer as trees with their buffers."""

    target: object
    given: Mapping[Place, Same]
    value: Tree
    changed: list[Tree]
    buffers: list[Buffer]


@dataclass
class Remembered:
    """The calls of cells, by the cell's number in the plan.

    `encoder` makes an encoder for the tests' side from what writes objects that do not cross,
    `handle` gives such an object a number, `result` is the tree of a result that may be one of the
    arguments.
    """

    encoder: Callable[[Callable[[object], Tree]], Encoder]
    handle: Callable[[object], Tree]
    result: Callable[[Encoder, object, Mapping[Place, object]], Tree]
    _calls: dict[int, list[Kept]] = field(default_factory=dict)
    _size: int = 0
    _cell: int | None = None

    @contextmanager
    def during(self, cell: int, names: Collection[str], transformers: list[Any]) -> Iterator[None]:
        """Keep the calls of these names that the cell makes, which runs meanwhile.

        `transformers` are those that the interpreter lets change a cell's syntax tree.
        """
        rewriting = _Calls(frozenset(names))
        setattr(builtins, HOOK, self.call)  # functions of the cell may be called later, too
        transformers.append(rewriting)
        self._cell = cell
        self._calls[cell] = []
        try:
            yield
        finally:
            self._cell = None
            with contextlib.suppress(ValueError):  # the cell may have taken it out
                transformers.remove(rewriting)

    def call(self, function: Any, /, *args: object, **kwargs: object) -> object:
        """Call a function for the cell that is running, and keep what came of it."""
        __tracebackhide__ = True  # IPython leaves this frame out of what it shows
        cell = self._cell
        kept = self._calls.get(cell) if cell is not None else None
        if kept is None or len(kept) >= MOST_CALLS:
            return function(*args, **kwargs)
        given = _by_place(args, kwargs)
        try:
            before = {place: self._as_it_is(value) for place, value in given.items()}
        except Exception:  # something that cannot cross
            before = None
        result = function(*args, **kwargs)
        if before is not None:
            with contextlib.suppress(Exception):
                kept += self._kept(function, given, before, result)
        return result

    def _kept(
        self,
        function: object,
        given: Mapping[Place, object],
        before: Mapping[Place, Same],
        result: object,
    ) -> list[Kept]:
        encoder = self.encoder(self._copied({}))
        value = self.result(encoder, result, given)
        changed = [
            [place, encoder.tree(now)] for place, now in given.items() if not before[place](now)
        ]
        size = sum(map(len, encoder.buffers))
        if self._size + size > LARGEST_KEPT:
            return []
        self._size += size
        return [Kept(function, before, value, changed, encoder.buffers)]

    def take(
        self, cell: int, target: object, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> Kept | None:
        """The first call that a cell made of this function with these arguments; once each."""
        given = _by_place(args, kwargs)
        calls = self._calls.get(cell, [])
        for number, kept in enumerate(calls):
            if kept.target is target and kept.given.keys() == given.keys():
                if all(same_as(given[place]) for place, same_as in kept.given.items()):
                    del calls[number]
                    return kept
                return None  # another call comes first: the two sides went different ways
        return None

    def forget(self, cell: int) -> None:
        """A cell is asked about once only."""
        for kept in self._calls.pop(cell, []):
            self._size -= sum(map(len, kept.buffers))

    def _copied(self, copies: dict[int, object]) -> Callable[[object], Tree]:
        """Writes handles of copies: what the cell does to an object, the tests' process does, too.

        What cannot be copied (a generator, a file), what is its own copy (a function, a class) and
        what the process knows of (a figure) is not kept.
        """

        def write(value: object) -> Tree:
            if type(value).__module__.partition(".")[0] == "matplotlib":
                raise CannotCross("a figure")
            if id(value) not in copies:
                copies[id(value)] = copy.deepcopy(value)
            made = copies[id(value)]
            if made is value or type(made) is not type(value):
                raise CannotCross("an object that has no copy")
            return self.handle(made)

        return write

    def _as_it_is(self, value: Any) -> Same:
        """Tells of another value, or of the same one later, whether it is as this one is now."""
        if type(value) in (pd.DataFrame, pd.Series):
            shallow = value.copy(deep=False)  # a change gives the table other data
            return lambda other: type(other) is type(shallow) and same_table(shallow, other)
        if is_plain(value):
            array = value.copy()
            return lambda other: is_plain(other) and same_array(other, array)
        encoder = self.encoder(self.handle)
        tree = encoder.tree(value)

        def same_as(other: object) -> bool:
            theirs = self.encoder(self.handle)
            return same(theirs.tree(other), tree) and theirs.buffers == encoder.buffers

        return same_as


def _by_place(args: Sequence[object], kwargs: Mapping[str, object]) -> dict[Place, object]:
    given: dict[Place, object] = dict(enumerate(args))
    given.update(kwargs)
    return given


class _Calls(ast.NodeTransformer):
    """Sends the calls of some names through the hook: `fit(x)` becomes `hook(fit, x)`."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def visit_Module(self, node: ast.Module) -> ast.AST:
        """A cell; one that listens to what its calls print is left as it is."""
        named = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        named |= {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
        return node if named & _LISTENS else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.func, ast.Name) or node.func.id not in self._names:
            return node
        hook = ast.copy_location(ast.Name(HOOK, ast.Load()), node.func)
        return ast.copy_location(ast.Call(hook, [node.func, *node.args], node.keywords), node)
