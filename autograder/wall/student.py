"""The student's side of the wall: answers what the tests ask of the student's names.

This runs in the student's process and is believed by nobody. It exists so that an honest notebook
gives honest answers; whatever a dishonest one sends is read by exact rules on the other side.
"""

from __future__ import annotations

import contextlib
import operator
import socket
import time
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from autograder.wall import wire
from autograder.wall.codec import Decoder, Encoder
from autograder.wall.patching import Patched
from autograder.wall.raising import read_exception, write_exception
from autograder.wall.remembered import Kept, Remembered
from autograder.wall.rules import (
    LIBRARIES,
    MOST_HANDLES,
    BadValue,
    CannotCross,
    Interpreter,
    described,
)
from autograder.wall.shared import SharedTables, is_plain, same_array, same_table
from autograder.wall.values import Tree, same
from autograder.wall.verbs import LONGEST_TEXT, VERBS
from autograder.wall.wire import Message, WallClosed, Wire
from autograder.wall.workfiles import WorkFolder, read_changes, write_changes

_MUTABLE = (list, dict, set, bytearray, np.ndarray, pd.DataFrame, pd.Series, np.random.Generator)
SEND_SECONDS = 30.0
Before = dict[int | str, tuple[object, Callable[[], bool]]]
"""The arguments of a call by place or name, and what tells whether one is unchanged."""


class CheckerFunction:
    """A function of the test's, callable from the student's code."""

    def __init__(self, side: StudentSide, number: int, name: str) -> None:
        self._side, self._number = side, number
        self.__name__ = self.__qualname__ = name

    def __call__(self, *args: object, **kwargs: object) -> object:
        return self._side.call_back(self._number, args, kwargs)


class StudentSide:
    """Serves one turn after another; the objects it has handed out live as long as it does.

    `root` is the folder, with a slash at its end, in which this side works; what is in it now is
    known to both sides.
    """

    def __init__(self, sock: socket.socket, interpreter: Interpreter, root: str) -> None:
        self._wire = Wire(sock)
        self._interpreter, self._root = interpreter, root
        self._folder = WorkFolder(root)
        self._folder.settle()
        self._shared = SharedTables(interpreter.names)
        self._patched = Patched(interpreter.names)
        self._objects: list[object] = []
        self._numbers: dict[int, int] = {}
        self._callbacks, self._over = 0, False
        self.remembered = Remembered(self._encoder, self._write_stranger, self._tree_of)
        self._repeated: int | None = None

    def serve(self, turn: int, repeated: int | None = None) -> None:
        """Answer until the turn ends; raises `WallClosed` if nothing can be heard any more.

        `repeated` is the number of a cell whose calls are `remembered`, if the turn is for one.
        """
        self._wire.begin(turn)
        self._over, self._repeated = False, repeated
        self._serve()
        self._patched.undo()
        if repeated is not None:
            self.remembered.forget(repeated)

    def _serve(self) -> None:
        while not self._over:
            message = self._wire.receive(None)
            if message.body["kind"] == wire.END:
                return
            if message.body["kind"] == wire.ASK:
                self._answer(message)

    def _answer(self, message: Message) -> None:
        decoder = Decoder(message.buffers, self._read_stranger, self._root)
        encoder = self._encoder(live=True)
        body: dict[str, Any] = {"kind": wire.ANSWER}
        before: Before = {}
        result: object = None
        self._interpreter.listen()
        with warnings.catch_warnings(record=True) as heard:
            try:
                self._folder.apply(read_changes(message.body.get("files"), decoder))
                self._patched.make(message.body.get("patches", ()), decoder)
                work = self._work(message.body, decoder, encoder, before)
                self._interpreter.running = True
                result = work()
                self._interpreter.running = False
                body["value"] = self._result(encoder, result, before)
            except BaseException as error:
                self._interpreter.running = False
                encoder = self._encoder()
                body["raised"] = write_exception(encoder, error)
        try:
            body["changed"] = (
                result.changed if isinstance(result, Kept) else self._changed(encoder, before)
            )
            body["warned"] = [[type_name(w.category), str(w.message)[:2000]] for w in heard[:20]]
            printed, complained = self._interpreter.heard()
            body["printed"], body["said"] = printed[:LONGEST_TEXT], complained[:LONGEST_TEXT]
            body["files"] = write_changes(self._folder, encoder)
            data = wire.pack(body, encoder.buffers)
        except Exception as error:
            if not isinstance(error, CannotCross):
                error = CannotCross(f"a value that cannot be read ({type(error).__name__})")
            encoder = Encoder(self._write_stranger)
            raised = write_exception(encoder, error)
            data = wire.pack({"kind": wire.ANSWER, "raised": raised}, encoder.buffers)
        self._wire.send(message.number, data, SEND_SECONDS)

    def _work(
        self,
        body: Mapping[str, Any],
        decoder: Decoder,
        encoder: Encoder,
        before: Before,
    ) -> Callable[[], object]:
        """What is asked for, ready to be done."""
        verb = body.get("verb")
        if verb == "names":
            return lambda: self._export(encoder, body["names"])
        target: Any = self._objects[body["target"]]
        args = decoder.values(body.get("args", []))
        kwargs = {str(k): decoder.value(v) for k, v in body.get("kwargs", {}).items()}
        if verb == "call":
            if self._repeated is not None:
                kept = self.remembered.take(self._repeated, target, args, kwargs)
                if kept is not None:
                    return lambda: kept
            given: dict[int | str, object] = dict(enumerate(args))
            given.update(kwargs)
            for place, value in given.items():
                if isinstance(value, _MUTABLE):
                    before[place] = (value, self._unchanged(value))
            return lambda: target(*args, **kwargs)
        return lambda: VERBS[verb](target, *args)  # type: ignore[index]

    def _export(self, encoder: Encoder, names: list[str]) -> object:
        """The present values of names, as far as they exist; what is too large as a handle."""
        found: dict[str, Tree] = {}
        for name in names:
            if name in self._interpreter.names:
                value = self._interpreter.names[name]
                kept = len(encoder.buffers)
                try:
                    found[name] = encoder.tree(value)
                except Exception:
                    del encoder.buffers[kept:]
                    found[name] = self._handle(value)
        return _Ready(found)

    def _result(self, encoder: Encoder, result: object, before: Before) -> Tree:
        if isinstance(result, _Ready):
            return result.trees
        if isinstance(result, Kept):
            encoder.buffers[:] = result.buffers
            return result.value
        return self._tree_of(encoder, result, {place: one[0] for place, one in before.items()})

    def _tree_of(self, encoder: Encoder, result: object, given: Mapping[int | str, object]) -> Tree:
        """A result as a tree: one of the arguments by its place."""
        for place, value in given.items():
            if value is result and isinstance(value, _MUTABLE):
                return ["argument", place]
        return encoder.tree(result)

    def _encoder(
        self, stranger: Callable[[object], Tree] | None = None, *, live: bool = False
    ) -> Encoder:
        return Encoder(stranger or self._write_stranger, self._root, live=live)

    def _unchanged(self, value: object) -> Callable[[], bool]:
        """Remembers a value as it is now; what is returned tells whether it still is so."""
        if isinstance(value, pd.DataFrame | pd.Series):
            copy = value.copy(deep=False)
            return lambda: same_table(value, copy)
        if is_plain(value):
            before = value.copy()
            return lambda: same_array(value, before)
        encoder = self._encoder()
        tree = encoder.tree(value)

        def still() -> bool:
            now = self._encoder()
            return same(now.tree(value), tree) and now.buffers == encoder.buffers

        return still

    def _changed(self, encoder: Encoder, before: Before) -> list[Tree]:
        """The arguments that the call changed in place."""
        changed = []
        for place, (value, unchanged) in before.items():
            with contextlib.suppress(Exception):  # it put something in that cannot cross
                if not unchanged():
                    changed.append([place, encoder.tree(value)])
        return changed

    def call_back(self, number: int, args: tuple[object, ...], kwargs: dict[str, object]) -> object:
        """Have the checker run one of its functions; what it raises is raised here."""
        encoder = self._encoder()
        self._callbacks += 1
        own = self._callbacks
        body = {
            "kind": wire.CALL_BACK, "function": number, "args": encoder.items(args),
            "kwargs": {name: encoder.tree(value) for name, value in kwargs.items()},
        }  # fmt: skip
        self._wire.send(own, wire.pack(body, encoder.buffers), SEND_SECONDS)
        while True:
            message = self._wire.receive(time.monotonic() + 3600)
            if message.body["kind"] == wire.ASK:  # the function calls the student's code in turn
                self._answer(message)
            elif message.body["kind"] == wire.CALL_BACK and message.number == own:
                break
            elif message.body["kind"] == wire.END:
                self._over = True
                raise WallClosed
        decoder = Decoder(message.buffers, self._read_stranger, self._root)
        if "raised" in message.body:
            raise read_exception(decoder, message.body["raised"])
        return decoder.value(message.body["value"])

    def _write_stranger(self, value: object) -> Tree:
        if isinstance(value, CheckerFunction):
            return ["yours", value._number]
        return self._handle(value)

    def _handle(self, value: object) -> Tree:
        """A handle: the number by which the checker may refer to an object, and what it is."""
        number = self._numbers.get(id(value))
        if number is None or self._objects[number] is not value:
            number = len(self._objects)
            if number >= MOST_HANDLES:
                raise CannotCross(f"{described(value)}, the {number:,}th object")
            self._objects.append(value)
            self._numbers[id(value)] = number
        kind = type(value)
        module = str(getattr(kind, "__module__", "")).partition(".")[0]
        return [
            "handle", number, kind.__name__[:200], callable(value), isinstance(value, type),
            [kind.__module__, kind.__qualname__] if module in LIBRARIES else None,
        ]  # fmt: skip

    def _read_stranger(self, tree: list[Any]) -> object:
        match tree:
            case ["shared", name]:
                return self._shared.read(name)
            case ["mine", int(number)]:
                return self._objects[number]
            case ["function", int(number), str(name)]:
                return CheckerFunction(self, number, name)
            case ["library", str(module), str(name)]:
                return operator.attrgetter(name)(__import__(module, fromlist=["_"]))
            case ["estimator", kind, parameters]:
                decoder = Decoder([], self._read_stranger)
                return decoder.value(kind)(**dict(decoder.value(parameters)))
        raise BadValue("nothing that a checker sends")


class _Ready:
    """An answer that is made of trees already."""

    def __init__(self, trees: object) -> None:
        self.trees = trees


def type_name(kind: type) -> list[str]:
    """The names of a class and of the built-in class beneath it."""
    base = next(k for k in kind.__mro__ if k.__module__ == "builtins")
    return [kind.__name__, base.__name__]
