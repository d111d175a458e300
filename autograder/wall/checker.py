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

from autograder.wall import wire
from autograder.wall.claims import Changes, Claim, read_claim
from autograder.wall.codec import Decoder, Encoder
from autograder.wall.handing import Handing
from autograder.wall.handles import Asked, Handles, allow, asked_of, name_of
from autograder.wall.imports import OwnModules
from autograder.wall.kinds import Noted, Record
from autograder.wall.patching import Patches
from autograder.wall.raising import StudentProcessEnded, UnreadableAnswer, fault, write_exception
from autograder.wall.remote import Remote, isinstance_remote
from autograder.wall.rules import BadValue, CannotCross, Interpreter
from autograder.wall.shared import SharedTables
from autograder.wall.truth import no_truth_of_many
from autograder.wall.untrusted import Untrusted
from autograder.wall.values import Buffer, exactly
from autograder.wall.wire import Message, WallClosed, Wire
from autograder.wall.workfiles import WorkFolder, read_changes, write_changes

_SPARE_SECONDS = 5.0
_DEEPEST_CALLS = 16


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
        self._handles = Handles(self)
        self._handing = Handing()
        self._patches = Patches(interpreter.names)
        self._noted = Noted()
        self._alone: dict[str, None] = {}
        self._numbers = itertools.count(1)
        self._deadline, self._depth, self._secret, self._lasting = 0.0, 0, "", False
        self._ended = ""
        self.unreadable = 0
        self._files = Untrusted(root, self._folder.owns)

    def guard(self) -> None:
        """Let no file that the student's code wrote become code here, and no array be true."""
        OwnModules(os.getcwd(), self._root, self._folder.owns).install()
        self._files.install()
        no_truth_of_many()

    def begin(
        self,
        number: int,
        names: Sequence[str],
        seconds: float,
        secret: str,
        lasting: bool,
        patched: Sequence[str],
        expected: Record | None,
    ) -> None:
        """Start a turn: bring the names up to date. Raises `StudentProcessEnded`.

        Only who knows the `secret` can report that the student's process has ended. At the end of a
        turn that is not `lasting`, arguments are again what they were. Of the names, those that are
        `patched` here are patched for the student's code, too. `expected` are the kinds in the
        reference's answers. In turn 0 nothing can be asked.
        """
        self._noted, self._alone = Noted(expected, strict=lasting), {}
        self._files.in_test = True
        if not number:
            return
        self._wire.begin(number)
        self._secret, self._lasting = secret, lasting
        self._deadline = time.monotonic() + seconds + _SPARE_SECONDS
        self._ended = ""
        if not names:
            return
        asked = Asked("the notebook", tuple(names))
        found = self._ask({"verb": "names", "names": list(names)}, asked)
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
        self._patches.begin([name for name in patched if name in found])

    def end(self) -> None:
        """End the turn: nothing is asked any more."""
        self._ended = "the test has ended"
        (self._changes.keep if self._lasting else self._changes.undo)()
        self._patches.begin([])
        self._files.in_test = False

    @property
    def unexpected(self) -> str:
        """What came in this turn and should not have, in words, or ""; no test passes with it."""
        return self._noted.unexpected

    @property
    def told(self) -> dict[str, Any]:
        """What the controller is told of a turn, beside the cell's outputs."""
        return {
            "notes": self.notes,
            "asked_of_handles": list(self._alone),
            "kinds": self._noted.record,
        }

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
        allow(handle, verb)
        encoder = self._encoder()
        body = {"verb": verb, "target": handle._wall_number, "args": encoder.items(args)}
        return self._ask(body, asked_of(handle, verb, args), encoder)

    def call(self, handle: Remote, args: tuple[object, ...], kwargs: dict[str, object]) -> Any:
        """Call a handle; arguments that the call changes are changed here, too."""
        allow(handle, "call")
        encoder = self._encoder()
        body = {
            "verb": "call", "target": handle._wall_number, "args": encoder.items(args),
            "kwargs": {name: encoder.tree(value) for name, value in kwargs.items()},
        }  # fmt: skip
        given: dict[int | str, object] = dict(enumerate(args))
        given.update(kwargs)
        return self._ask(body, asked_of(handle, "call"), encoder, given)

    def allow(self, handle: Remote, verb: str) -> None:
        """Raises `Unexpected` for what may not be done with a handle (see `handles`)."""
        allow(handle, verb)

    def answer_alone(self, handle: Remote, what: str) -> None:
        """Note what a test asks of a handle that is answered here, whatever the object is."""
        self._alone.setdefault(f"{what} of `{name_of(handle)}`")

    def _encoder(self) -> Encoder:
        return Encoder(self._handing.write, self._root, self._shared.name_of, live=True)

    def _ask(
        self,
        body: dict[str, Any],
        asked: Asked,
        encoder: Encoder | None = None,
        given: dict[int | str, object] | None = None,
    ) -> Any:
        if self._ended:
            raise StudentProcessEnded(self._ended)
        encoder = encoder or self._encoder()
        number = next(self._numbers)
        with self._files.pause():
            files = write_changes(self._folder, encoder)
        body = {"kind": wire.ASK, "files": files, "patches": self._patches.news(encoder), **body}
        try:
            self._wire.send(number, wire.pack(body, encoder.buffers), self._left())
            answer = self._await(number)
        except WallClosed:
            self._ended = "the notebook's process did not answer in time"
            raise StudentProcessEnded(self._ended) from None
        try:
            claim = self._read(answer, asked, given or {})
        except BadValue as error:
            self.unreadable += 1
            raise UnreadableAnswer(f"`{asked.what}` gave an answer that is no value") from error
        self._retell(claim)
        self._changes.make(claim)
        if claim.raised is None:
            return claim.value
        if type(claim.raised).__name__ == CannotCross.__name__:
            raise fault(f"`{asked.what}` returned", CannotCross(str(claim.raised)))
        if isinstance(claim.raised, StopIteration) and body["verb"] != "next":
            # In `all(map(f, cases))` it would end the loop and pass the test.
            raise RuntimeError(f"`{asked.what}` raised StopIteration") from claim.raised
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

    def _read(self, message: Message, asked: Asked, given: dict[int | str, object]) -> Claim:
        """What an answer says; each of the notebook's names is an answer of its own."""
        decoder = self._decoder(message.buffers, asked)
        with self._files.pause():
            self._folder.apply(read_changes(message.body.get("files"), decoder))

        def of_name(name: str) -> Decoder:
            return self._decoder(message.buffers, Asked(name, (name,)))

        beside = self._decoder(message.buffers, asked.beside)
        return read_claim(message.body, decoder, given, of_name, beside)

    def _retell(self, claim: Claim) -> None:
        """Print and warn as the student's code did, so that a card or an output shows it."""
        for stream, text in zip((sys.stdout, sys.stderr), claim.told, strict=True):
            if text:
                stream.write(text)
        for category, text in claim.warned:
            warnings.warn(text, category, stacklevel=4)

    def _decoder(self, buffers: Sequence[Buffer], asked: Asked) -> Decoder:
        """Reads an answer: its values are judged by what the reference gave there."""
        answer = self._noted.answer(asked.what, asked.places, asked.otherwise)

        def stranger(tree: list[Any]) -> object:
            match tree:
                case ["handle", *parts]:
                    return self._handles.read(parts, asked, answer)
                case ["yours", int(number)]:
                    return self._handing.function(number)
            raise BadValue("no tag of a student's side")

        return Decoder(buffers, stranger, self._root, self._namespace.get, answer)

    def _read_call(
        self, message: Message
    ) -> tuple[Callable[..., object], list[Any], dict[str, Any]]:
        """The function of the test's that the student's code calls, and the arguments."""
        body = message.body
        try:
            function = self._handing.function(exactly(body.get("function"), int))
            name = str(getattr(function, "__name__", "function"))
            asked = Asked(f"the code that calls {name}", (f"given to {name}",))
            decoder = self._decoder(message.buffers, asked)
            kwargs = exactly(body.get("kwargs"), dict)
            args = [decoder.read(tree) for tree in exactly(body.get("args"), list)]
            given = {name: decoder.read(value) for name, value in kwargs.items()}
        except BadValue:
            self.unreadable += 1
            raise
        return function, args, given

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
