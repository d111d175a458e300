"""Messages are put together within limits of time and memory."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from autograder.wall import wire
from autograder.wall.rules import LARGEST_MESSAGE
from autograder.wall.wire import WallClosed, Wire

pytestmark = pytest.mark.unit


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, other = wire.pair()
    with one, other:
        yield one, other


def _packet(number: int, place: int, count: int, size: int = 0) -> bytes:
    return wire._HEAD.pack(b"wall", 1, number, place, count) + bytes(size)


def test_a_message_arrives_whole(ends: tuple[socket.socket, socket.socket]) -> None:
    sender, receiver = Wire(ends[0], 1), Wire(ends[1], 1)
    data = wire.pack({"kind": "ask"}, [b"x" * 300_000, b""])
    thread = threading.Thread(target=sender.send, args=(7, data, 60.0))
    thread.start()
    message = receiver.receive(time.monotonic() + 60)
    thread.join()
    assert (message.number, message.buffers) == (7, [b"x" * 300_000, b""])
    assert receiver.refused == 0


def test_a_flood_does_not_keep_anybody_past_the_deadline(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    ends[0].setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while True:
            ends[0].send(b"garbage")
    with pytest.raises(WallClosed):
        Wire(ends[1], 1).receive(time.monotonic() - 1)


def test_halves_of_messages_are_held_within_limits(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    receiver = Wire(ends[1], 1)
    for number in range(40):
        for place in range(50):
            assert receiver._take(_packet(number, place, 500, 100_000)) is None
        held = sum(len(part) for parts in receiver._parts.values() for part in parts)
        assert held <= LARGEST_MESSAGE
    assert len(receiver._parts) <= 8
    assert receiver.refused > 0


def test_a_whole_message_is_read_although_halves_wait(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    receiver = Wire(ends[1], 1)
    for number in range(20):
        receiver._take(_packet(number, 0, 500, 10))
    whole = wire._HEAD.pack(b"wall", 1, 99, 0, 1) + wire.pack({"kind": "answer"}, [])
    message = receiver._take(whole)
    assert message is not None
    assert message.body == {"kind": "answer"}
