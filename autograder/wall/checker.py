"""The tests' side of the wall: the student's names, as values and handles.

Only the tests' process runs this, and only data from the student's side reaches it.
"""

from __future__ import annotations

import builtins
import itertools
import socket
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator

from autograder.wall import wire
from autograder.wall.codec import Decoder, Encoder
from autograder.wall.raising import fault, read_exception, write_exception
from autograder.wall.remote import Remote, isinstance_remote, library_class
from autograder.wall.rules import BadValue, CannotCross, Interpreter, described
from autograder.wall.shared import SharedTables
from autograder.wall.values import Tree, exactly
from autograder.wall.wire import Message, WallClosed, Wire
from autograder.wall.workfiles import WorkFolder, read_changes, write_changes

_LIBRARIES = ("numpy", "pandas", "math", "statistics", "operator", "builtins", "scipy", "sklearn")
_SPARE_SECONDS = 5.0
_DEEPEST_CALLS = 16


class StudentProcessEnded(RuntimeError):
    """The student's process ended, or did not answer in time."""


class UnreadableAnswer(RuntimeError):
    """What came from the student's process is no value."""


class CheckerSide:
    """Asks the student's process for names and has it carry out calls.

    The values of the student's names are put where the test cells of `interpreter` run. `root` is
    the folder, with a slash at its end, in which this side works; what is in it now is its own.
    """

    def __init__(self, sock: socket.socket, interpreter: Interpreter, root: str) -> None:
        self._wire = Wire(sock)
        self._namespace, self._root = interpreter.names, root
        self._folder = WorkFolder(root)
        self._folder.keep()
        self._shared = SharedTables(interpreter.names)
        self._handles: dict[int, Remote] = {}
        self._functions: list[Callable[..., object]] = []
        self._numbers = itertools.count(1)
        self._deadline, self._depth = 0.0, 0
        self._ended = ""
        self.unreadable = 0

    def begin(self, turn: int, names: Sequence[str], seconds: float) -> None:
        """Start a turn: bring the names up to date. Raises `StudentProcessEnded`."""
        self._wire.begin(turn)
        self._deadline = time.monotonic() + seconds + _SPARE_SECONDS
        self._ended = ""
        if not names:
            return
        found = self._ask({"verb": "names", "names": list(names)}, "the notebook")
        for name in names:
            self._namespace.pop(name, None)
        for name, value in found.items():
            if name in names:
                self._namespace[name] = value
                if isinstance_remote(value):
                    value._wall_name = name

    def end(self) -> None:
        """End the turn: nothing is asked any more."""
        self._ended = "the test has ended"

    @property
    def notes(self) -> list[str]:
        """What a person should look at: messages that no honest notebook sends."""
        found = []
        if self._wire.refused:
            found.append(f"{self._wire.refused} messages came out of turn or out of form")
        if self.unreadable:
            found.append(f"{self.unreadable} answers could not be read")
        if self._folder.spared:
            names = ", ".join(sorted(self._folder.spared)[:3])
            found.append(f"files of the assignment were changed ({names}); the tests kept theirs")
        return found

    def ask(self, handle: Remote, verb: str, *args: object) -> Any:
        """Have something done to a handle."""
        encoder = self._encoder()
        body = {"verb": verb, "target": handle._wall_number, "args": encoder.items(args)}
        return self._ask(body, handle._wall_name or handle._wall_kind, encoder)

    def call(self, handle: Remote, args: tuple[object, ...], kwargs: dict[str, object]) -> Any:
        """Call a handle; arguments that the call changes are changed here, too."""
        encoder = self._encoder()
        body = {
            "verb": "call", "target": handle._wall_number, "args": encoder.items(args),
            "kwargs": {name: encoder.tree(value) for name, value in kwargs.items()},
        }  # fmt: skip
        given: dict[int | str, object] = dict(enumerate(args))
        given.update(kwargs)
        return self._ask(body, handle._wall_name or handle._wall_kind, encoder, given)

    def _encoder(self) -> Encoder:
        return Encoder(self._write_stranger, self._root, self._shared.name_of)

    def _ask(
        self,
        body: dict[str, Any],
        what: str,
        encoder: Encoder | None = None,
        given: dict[int | str, object] | None = None,
    ) -> Any:
        if self._ended:
            raise StudentProcessEnded(self._ended)
        encoder = encoder or self._encoder()
        number = next(self._numbers)
        body = {"kind": wire.ASK, "files": write_changes(self._folder, encoder), **body}
        try:
            self._wire.send(number, wire.pack(body, encoder.buffers), self._left())
            answer = self._await(number)
        except WallClosed:
            self._ended = "the notebook's process did not answer in time"
            raise StudentProcessEnded(self._ended) from None
        try:
            return self._read(answer, given or {})
        except BadValue as error:
            self.unreadable += 1
            raise UnreadableAnswer(f"`{what}` gave an answer that is no value") from error
        except CannotCross as error:
            raise fault(f"`{what}` returned", error) from None

    def _left(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    def _await(self, number: int) -> Message:
        """The answer to a message; meanwhile the student's code may call the test's functions."""
        while True:
            message = self._wire.receive(self._deadline)
            kind = message.body["kind"]
            if kind == wire.GONE:
                self._ended = str(message.body.get("why"))[:500]
                raise StudentProcessEnded(self._ended)
            if kind == wire.ANSWER and message.number == number:
                return message
            if kind == wire.CALL_BACK:
                self._call_back(message)
            else:
                self._wire.refused += 1

    def _read(self, answer: Message, given: dict[int | str, object]) -> Any:
        decoder = self._decoder(answer.buffers)
        body = answer.body
        self._folder.apply(read_changes(body.get("files"), decoder))
        self._retell(body)
        for place, tree in map(list, body.get("changed") or []):
            _change(given.get(place), decoder.value(tree))
        if "raised" in body:
            error = read_exception(decoder, body["raised"])
            if type(error).__name__ == CannotCross.__name__:
                raise CannotCross(str(error))
            raise error
        tree = body.get("value")
        match tree:
            case dict():
                return {str(name): decoder.value(value) for name, value in tree.items()}
            case ["argument", int() | str() as place] if place in given:
                return given[place]
        return decoder.value(tree)

    def _retell(self, body: dict[str, Any]) -> None:
        """Print and warn as the student's code did, so that a card or an output shows it."""
        for stream, key in ((sys.stdout, "printed"), (sys.stderr, "said")):
            text = body.get(key)
            if type(text) is str and text:
                stream.write(text)
        for (_, base), text in map(list, body.get("warned") or []):
            category = getattr(builtins, exactly(base, str), None)
            if isinstance(category, type) and issubclass(category, Warning):
                warnings.warn(exactly(text, str), category, stacklevel=4)

    def _decoder(self, buffers: list[bytes]) -> Decoder:
        return Decoder(buffers, self._read_stranger, self._root, self._namespace.get)

    def _read_stranger(self, tree: list[Any]) -> object:
        match tree:
            case ["handle", int(number), str(kind), bool(can), bool(), claim] if number >= 0:
                if number not in self._handles:
                    self._handles[number] = Remote(self, number, kind, can, library_class(claim))
                return self._handles[number]
            case ["yours", int(number)] if 0 <= number < len(self._functions):
                return self._functions[number]
        raise BadValue("no tag of a student's side")

    def _write_stranger(self, value: object) -> Tree:
        """How what only this side has is named to the student's: a handle, a function, a model."""
        if isinstance_remote(value):
            return ["mine", value._wall_number]  # type: ignore[attr-defined]
        if isinstance(value, BaseEstimator) and type(value).__module__.startswith("sklearn."):
            encoder = Encoder(self._write_stranger)
            parameters = encoder.tree(value.get_params(deep=False))
            if not encoder.buffers:
                return ["estimator", self._write_stranger(type(value)), parameters]
        module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
        if isinstance(value, np.ufunc):
            module, name = "numpy", value.__name__
        if (
            isinstance(module, str)
            and isinstance(name, str)
            and module.partition(".")[0] in _LIBRARIES
            and _found(module, name) is value
        ):
            return ["library", module, name]
        if callable(value):
            if value not in self._functions:
                self._functions.append(value)
            name = str(getattr(value, "__name__", "function"))
            return ["function", self._functions.index(value), name]
        raise CannotCross(f"{described(value)} cannot be handed to the student's code")

    def _call_back(self, message: Message) -> None:
        """Run a function of the test's that the student's code called."""
        encoder = self._encoder()
        body: dict[str, Any] = {"kind": wire.CALL_BACK}
        self._depth += 1
        try:
            if self._depth > _DEEPEST_CALLS:
                raise RecursionError("functions call each other across the wall")
            decoder = self._decoder(message.buffers)
            function = self._functions[exactly(message.body.get("function"), int)]
            args = decoder.values(message.body.get("args"))
            kwargs = exactly(message.body.get("kwargs"), dict)
            result = function(*args, **{k: decoder.value(v) for k, v in kwargs.items()})
            body["value"] = encoder.tree(result)
        except (StudentProcessEnded, KeyboardInterrupt, WallClosed):
            raise
        except Exception as error:
            encoder = self._encoder()
            body["raised"] = write_exception(encoder, error)
        finally:
            self._depth -= 1
        self._wire.send(message.number, wire.pack(body, encoder.buffers), self._left())


def _found(module: str, name: str) -> object:
    found: Any = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return found


def _change(value: Any, new: Any) -> None:
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
