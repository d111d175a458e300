"""Messages across the wall: packets of one socket pair, put together, checked and counted.

Each packet names the turn (one test cell) and the number of its message, so that what belongs to
another turn, or comes twice, is refused. A message is JSON and buffers, both limited in size.
"""

from __future__ import annotations

import json
import select
import socket
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.wall.rules import LARGEST_MESSAGE, LARGEST_TEXT, CannotCross

PACKET = 120_000
_HEAD = struct.Struct("!4sIIII")  # mark, turn, number, this packet's place, packets in all
_MARK = b"wall"
_SIZES = struct.Struct("!II")  # bytes of JSON, number of buffers
_BUFFER = struct.Struct("!I")
_MOST_BUFFERS = 100_000
_MOST_PACKETS = LARGEST_MESSAGE // PACKET + 2
# Messages that are not whole yet: so many, and together as large as one.
_MOST_AT_ONCE, _LARGEST_WAITING = 8, LARGEST_MESSAGE + _MOST_PACKETS * _HEAD.size

ASK, ANSWER, CALL_BACK, GONE, END = "ask", "answer", "call back", "gone", "end"


class WallClosed(Exception):
    """The other side does not listen, or took too long."""


@dataclass
class Message:
    """A message: its number within the turn, its body and its buffers."""

    number: int
    body: dict[str, Any]
    buffers: Sequence[bytes | memoryview]


def pair() -> tuple[socket.socket, socket.socket]:
    """The two ends of a wall: packets stay whole even when a process is killed."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def pack(body: dict[str, Any], buffers: Sequence[bytes | memoryview]) -> bytes:
    """A message as bytes; raises `CannotCross` if it is too large."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    size = len(text) + sum(map(len, buffers)) + 64 + _BUFFER.size * len(buffers)
    if len(text) > LARGEST_TEXT or size > LARGEST_MESSAGE or len(buffers) > _MOST_BUFFERS:
        raise CannotCross(f"{max(size >> 20, 1):,} MB of data in {len(buffers):,} pieces")
    lengths = b"".join(_BUFFER.pack(len(buffer)) for buffer in buffers)
    return b"".join((_SIZES.pack(len(text), len(buffers)), lengths, text, *buffers))


def unpack(data: bytes) -> tuple[dict[str, Any], list[memoryview]] | None:
    """The body and the buffers of a message, as parts of it; None if it is none."""
    try:
        length, number = _SIZES.unpack_from(data)
        if length > LARGEST_TEXT or number > _MOST_BUFFERS:
            return None
        place = _SIZES.size + _BUFFER.size * number
        lengths = struct.unpack_from(f"!{number}I", data, _SIZES.size)
        if place + length + sum(lengths) != len(data):
            return None
        body = json.loads(data[place : place + length].decode("utf-8", "surrogatepass"))
    except (struct.error, ValueError, RecursionError, MemoryError):
        return None
    if not isinstance(body, dict) or not isinstance(body.get("kind"), str):
        return None
    place += length
    whole, buffers = memoryview(data), []
    for size in lengths:
        buffers.append(whole[place : place + size])
        place += size
    return body, buffers


@dataclass
class Wire:
    """One end of the wall. `refused` counts what came out of turn or out of form."""

    sock: socket.socket
    turn: int = 0
    refused: int = 0
    _parts: dict[int, list[bytes]] = field(default_factory=dict)
    _size: int = 0

    def begin(self, turn: int) -> None:
        """From now on only this turn's messages count."""
        self.turn, self._parts, self._size = turn, {}, 0

    def send(self, number: int, data: bytes, seconds: float) -> None:
        """Send a packed message; raises `WallClosed` when nobody takes it in time."""
        deadline = time.monotonic() + seconds
        whole, count = memoryview(data), -(-len(data) // PACKET)
        for place in range(count):
            head = _HEAD.pack(_MARK, self.turn, number, place, count)
            piece = whole[place * PACKET : (place + 1) * PACKET]
            self._send(b"".join((head, piece)), deadline)

    def _send(self, packet: bytes, deadline: float) -> None:
        while True:
            try:
                self.sock.send(packet, socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)
                return
            except BlockingIOError:
                _wait(self.sock, select.POLLOUT, deadline)
            except OSError as error:
                raise WallClosed from error

    def receive(self, deadline: float | None) -> Message:
        """The next whole message of this turn; raises `WallClosed` at the deadline or the end."""
        while True:
            if deadline is not None and time.monotonic() > deadline:
                raise WallClosed  # however much still comes
            _wait(self.sock, select.POLLIN, deadline)
            try:
                packet = self.sock.recv(_HEAD.size + PACKET + 1, socket.MSG_DONTWAIT)
            except BlockingIOError:
                continue
            except OSError as error:
                raise WallClosed from error
            if not packet:
                raise WallClosed
            message = self._take(packet)
            if message is not None:
                return message

    def _take(self, packet: bytes) -> Message | None:
        """Add a packet to its message; the message if that makes it whole."""
        if len(packet) < _HEAD.size:
            self.refused += 1
            return None
        mark, turn, number, place, count = _HEAD.unpack_from(packet)
        parts = self._parts.get(number, [])
        in_form = mark == _MARK and turn == self.turn and place == len(parts)
        if not in_form or not 0 < count <= _MOST_PACKETS:
            self._drop(number)
            # What the dead or the late of an earlier turn left behind is no fault of this one.
            self.refused += mark != _MARK or turn >= self.turn
            return None
        self._parts[number] = parts
        parts.append(packet[_HEAD.size :])
        self._size += len(packet)
        if len(parts) < count:
            while len(self._parts) > _MOST_AT_ONCE or self._size > _LARGEST_WAITING:
                self._drop(next(iter(self._parts)))  # the oldest
                self.refused += 1
            return None
        unpacked = unpack(b"".join(parts))
        self._drop(number)
        if unpacked is None:
            self.refused += 1
            return None
        return Message(number, *unpacked)

    def _drop(self, number: int) -> None:
        """Forget what has come of a message."""
        self._size -= sum(len(part) + _HEAD.size for part in self._parts.pop(number, []))


def _wait(sock: socket.socket, event: int, deadline: float | None) -> None:
    poll = select.poll()
    poll.register(sock, event)
    left = None if deadline is None else max(0.0, deadline - time.monotonic()) * 1000
    if not poll.poll(left):
        raise WallClosed
