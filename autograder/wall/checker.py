"""The tests' side of the wall: the student's names, as values and handles.

Only the tests' process runs this, and only data from the student's side reaches it.
"""

from __future__ import annotations

import itertools
import os
import socket
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.preloaded import module_named
from autograder.wall import wire
from autograder.wall.claims import Changes, Claim, read_claim
from autograder.wall.codec import Decoder, Encoder
from autograder.wall.imports import OwnModules, Unpickling
from autograder.wall.raising import fault, write_exception
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
        self._changes = Changes()
        self._handles: dict[int, Remote] = {}
        self._functions: list[Callable[..., object]] = []
        self._numbers = itertools.count(1)
        self._deadline, self._depth, self._secret, self._lasting = 0.0, 0, "", False
        self._ended = ""
        self.unreadable = 0
        self._pickles = Unpickling(root, self._folder.owns)

    def guard(self) -> None:
        """Let no file that the student's code wrote become code in this process."""
        OwnModules(os.getcwd(), self._root, self._folder.owns).install()
        self._pickles.install()

    def begin(
        self, number: int, names: Sequence[str], seconds: float, secret: str, lasting: bool
    ) -> None:
        """Start a turn: bring the names up to date. Raises `StudentProcessEnded`.

        Only who knows the `secret` can report that the student's process has ended. At the end of a
        turn that is not `lasting`, arguments are again what they were.
        """
        self._wire.begin(number)
        self._secret, self._lasting = secret, lasting
        self._deadline = time.monotonic() + seconds + _SPARE_SECONDS
        self._ended = ""
        self._pickles.in_turn = True
        if not names:
            return
        found = self._ask({"verb": "names", "names": list(names)}, "the notebook")
        if type(found) is not dict:
            self.unreadable += 1
            raise UnreadableAnswer("the notebook's names could not be read")
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
        (self._changes.keep if self._lasting else self._changes.undo)()
        self._pickles.in_turn = False

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
        with self._pickles.pause():
            files = write_changes(self._folder, encoder)
        body = {"kind": wire.ASK, "files": files, **body}
        try:
            self._wire.send(number, wire.pack(body, encoder.buffers), self._left())
            answer = self._await(number)
        except WallClosed:
            self._ended = "the notebook's process did not answer in time"
            raise StudentProcessEnded(self._ended) from None
        try:
            claim = self._read(answer, given or {})
        except BadValue as error:
            self.unreadable += 1
            raise UnreadableAnswer(f"`{what}` gave an answer that is no value") from error
        self._retell(claim)
        self._changes.make(claim)
        if claim.raised is None:
            return claim.value
        if type(claim.raised).__name__ == CannotCross.__name__:
            raise fault(f"`{what}` returned", CannotCross(str(claim.raised)))
        if isinstance(claim.raised, StopIteration) and body["verb"] != "next":
            # In `all(map(f, cases))` it would end the loop and pass the test.
            raise RuntimeError(f"`{what}` raised StopIteration") from claim.raised
        raise claim.raised

    def _left(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    def _await(self, number: int) -> Message:
        """The answer to a message; meanwhile the student's code may call the test's functions."""
        while True:
            message = self._wire.receive(self._deadline)
            kind = message.body["kind"]
            if kind == wire.GONE and message.body.get("secret") == self._secret:
                self._ended = str(message.body.get("why"))[:500]
                raise StudentProcessEnded(self._ended)
            if kind == wire.ANSWER and message.number == number:
                return message
            if kind == wire.CALL_BACK:
                self._call_back(message)
            else:
                self._wire.refused += 1

    def _read(self, answer: Message, given: dict[int | str, object]) -> Claim:
        decoder = self._decoder(answer.buffers)
        with self._pickles.pause():
            self._folder.apply(read_changes(answer.body.get("files"), decoder))
        return read_claim(answer.body, decoder, given)

    def _retell(self, claim: Claim) -> None:
        """Print and warn as the student's code did, so that a card or an output shows it."""
        for stream, text in zip((sys.stdout, sys.stderr), claim.told, strict=True):
            if text:
                stream.write(text)
        for category, text in claim.warned:
            warnings.warn(text, category, stacklevel=4)

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

    def _write_stranger(self, value: Any) -> Tree:
        """How what only this side has is named to the student's: a handle, a function, a model."""
        if isinstance_remote(value):
            return ["mine", value._wall_number]
        if _is_estimator(value):
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

    def _read_call(
        self, message: Message
    ) -> tuple[Callable[..., object], list[Any], dict[str, Any]]:
        """The function of the test's that the student's code calls, and the arguments."""
        decoder, body = self._decoder(message.buffers), message.body
        try:
            number = exactly(body.get("function"), int)
            if not 0 <= number < len(self._functions):
                raise BadValue("no such function")
            kwargs = exactly(body.get("kwargs"), dict)
            given = {name: decoder.value(value) for name, value in kwargs.items()}
            return self._functions[number], decoder.values(body.get("args")), given
        except BadValue:
            self.unreadable += 1
            raise

    def _call_back(self, message: Message) -> None:
        """Run a function of the test's that the student's code called."""
        encoder = self._encoder()
        body: dict[str, Any] = {"kind": wire.CALL_BACK}
        self._depth += 1
        try:
            if self._depth > _DEEPEST_CALLS:
                raise RecursionError("functions call each other across the wall")
            function, args, kwargs = self._read_call(message)
            body["value"] = encoder.tree(function(*args, **kwargs))
        except (StudentProcessEnded, KeyboardInterrupt, WallClosed):
            raise
        except Exception as error:
            encoder = self._encoder()
            body["raised"] = write_exception(encoder, error)
        finally:
            self._depth -= 1
        self._wire.send(message.number, wire.pack(body, encoder.buffers), self._left())


def _is_estimator(value: Any) -> bool:
    """Whether it is a model of scikit-learn's, which is imported only if something needs it."""
    base: Any = module_named("sklearn.base")
    known = base is not None and isinstance(value, base.BaseEstimator)
    return known and type(value).__module__.startswith("sklearn.")


def _found(module: str, name: str) -> object:
    found: Any = module_named(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return found
