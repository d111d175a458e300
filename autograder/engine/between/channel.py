"""Messages between the controller and its processes: JSON in capped packets, with descriptors.

The socket is a SOCK_SEQPACKET pair: packets stay whole even when their sender is killed, and the
kernel stamps each with its sender's process id. Nothing that arrives is trusted: sizes are capped
and a malformed message is an error of that message alone.
"""

from __future__ import annotations

import array
import contextlib
import json
import os
import socket
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

PACKET, _LIGHTEST = 60_000, 1000
_MORE, _LAST = b"+", b"."
_CREDENTIALS = struct.Struct("=iII")
_DESCRIPTORS_AT_ONCE = 4


class ChannelClosed(Exception):
    """The other side is gone."""


class BadMessage(Exception):
    """What arrived is not a message: wrong form, or larger than the cap."""


@dataclass(frozen=True)
class Message:
    """A message, the process that sent it (in this process's own numbering) and descriptors."""

    body: dict[str, Any]
    pid: int
    descriptors: tuple[int, ...] = ()


def pair() -> tuple[socket.socket, socket.socket]:
    """A connected pair whose first end is told who sent each packet."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    return ours, theirs


def send(sock: socket.socket, body: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
    """Send one message; raises `ChannelClosed` when nobody listens any more."""
    data = json.dumps(body, ensure_ascii=False, skipkeys=True, default=str).encode(
        "utf-8", "surrogatepass"
    )
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))]
    try:
        for start in range(0, len(data), PACKET):
            last = start + PACKET >= len(data)
            packet = (_LAST if last else _MORE) + data[start : start + PACKET]
            if last and descriptors:
                sock.sendmsg([packet], rights)
            else:
                sock.send(packet)  # a worker may not call sendmsg
    except (BrokenPipeError, ConnectionResetError) as error:
        raise ChannelClosed from error


@dataclass
class Receiver:
    """Puts packets together to messages, each sender's apart.

    `descriptors` is set while the sender is trusted to pass some; otherwise the kernel drops them.
    """

    sock: socket.socket
    cap: int
    descriptors: bool = True
    _parts: dict[int, list[bytes]] = field(default_factory=dict)
    _weight: dict[int, int] = field(default_factory=dict)

    def receive(self) -> Message | None:
        """Read one packet; the message if it was the last of one, else None.

        Raises `ChannelClosed` at the end, `BadMessage` for anything that is not a message.
        """
        room = socket.CMSG_SPACE(_CREDENTIALS.size)
        if self.descriptors:
            room += socket.CMSG_SPACE(4 * _DESCRIPTORS_AT_ONCE)
        try:
            packet, ancillary, _, _ = self.sock.recvmsg(PACKET + 1, room, socket.MSG_CMSG_CLOEXEC)
        except ConnectionResetError as error:
            raise ChannelClosed from error
        pid, descriptors = _read_ancillary(ancillary)
        if not packet and pid == 0:
            raise ChannelClosed
        try:
            parts = self._parts.setdefault(pid, [])
            parts.append(packet[1:])
            # Even an empty packet weighs something, or endless ones would pass below the cap.
            self._weight[pid] = self._weight.get(pid, 0) + max(len(packet), _LIGHTEST)
            if self._weight[pid] > self.cap + _LIGHTEST:
                del self._parts[pid], self._weight[pid]
                raise BadMessage(f"a message of more than {self.cap:,} bytes")
            if packet[:1] == _MORE:
                close_all(descriptors)
                return None
            del self._parts[pid], self._weight[pid]
            body = _parse(b"".join(parts)) if packet[:1] == _LAST else None
            if body is None:
                raise BadMessage("not a message")
        except BadMessage:
            close_all(descriptors)
            raise
        return Message(body, pid, descriptors)


def _parse(data: bytes) -> dict[str, Any] | None:
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _read_ancillary(ancillary: list[tuple[int, int, bytes]]) -> tuple[int, tuple[int, ...]]:
    pid = 0
    descriptors: tuple[int, ...] = ()
    for level, kind, data in ancillary:
        if level != socket.SOL_SOCKET:
            continue
        if kind == socket.SCM_CREDENTIALS and len(data) >= _CREDENTIALS.size:
            pid = _CREDENTIALS.unpack_from(data)[0]
        elif kind == socket.SCM_RIGHTS:
            numbers = array.array("i")
            numbers.frombytes(data[: len(data) - len(data) % numbers.itemsize])
            descriptors += tuple(numbers)
    return pid, descriptors


def close_all(descriptors: Sequence[int]) -> None:
    """Close descriptors that nobody wants."""
    for descriptor in descriptors:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def receive_whole(receiver: Receiver, seconds: float) -> Message:
    """The next whole message; raises `TimeoutError`."""
    deadline = time.monotonic() + seconds
    while True:
        receiver.sock.settimeout(max(deadline - time.monotonic(), 0.001))
        try:
            message = receiver.receive()
        finally:
            with contextlib.suppress(OSError):
                receiver.sock.settimeout(None)
        if message is not None:
            return message
