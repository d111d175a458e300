"""Messages between processes: whole, capped, stamped with their sender."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

import pytest

from autograder.engine.between import channel

pytestmark = pytest.mark.unit
Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def sockets() -> Iterator[Pair]:
    ours, theirs = channel.pair()
    with ours, theirs:
        yield ours, theirs


def received(receiver: channel.Receiver) -> channel.Message:
    while True:
        message = receiver.receive()
        if message is not None:
            return message


def test_a_message_arrives_with_its_senders_number(sockets: Pair) -> None:
    ours, theirs = sockets
    channel.send(theirs, {"a": [1, "ü", None]})
    message = received(channel.Receiver(ours, 1000))
    assert message.body == {"a": [1, "ü", None]}
    assert message.pid == os.getpid()


def test_a_long_message_and_a_lone_surrogate_survive(sockets: Pair) -> None:
    ours, theirs = sockets
    channel.send(theirs, {"text": "x" * 150_000 + "\ud800"})
    assert received(channel.Receiver(ours, 1_000_000)).body["text"].endswith("x\ud800")


@pytest.mark.parametrize("packet", [b".[1]", b".{", b"!{}", b"." + b"[" * 50_000, b".\xff", b"."])
def test_what_is_no_message_is_refused_and_the_next_one_read(sockets: Pair, packet: bytes) -> None:
    ours, theirs = sockets
    receiver = channel.Receiver(ours, 100_000)
    theirs.send(packet)
    with pytest.raises(channel.BadMessage):
        received(receiver)
    channel.send(theirs, {"fine": True})
    assert received(receiver).body == {"fine": True}


def test_a_message_above_the_cap_is_refused(sockets: Pair) -> None:
    ours, theirs = sockets
    channel.send(theirs, {"text": "x" * 5000})
    with pytest.raises(channel.BadMessage, match="4,000"):
        received(channel.Receiver(ours, 4000))


def test_descriptors_arrive_only_where_they_are_expected(sockets: Pair) -> None:
    ours, theirs = sockets
    receiver = channel.Receiver(ours, 1000)
    channel.send(theirs, {}, [0])
    message = received(receiver)
    assert len(message.descriptors) == 1
    channel.close_all(message.descriptors)
    before = len(os.listdir("/proc/self/fd"))
    receiver.descriptors = False
    channel.send(theirs, {}, [0, 0])
    assert received(receiver).descriptors == ()
    assert len(os.listdir("/proc/self/fd")) == before


def test_the_end_of_the_other_side_is_told(sockets: Pair) -> None:
    ours, theirs = sockets
    theirs.close()
    with pytest.raises(channel.ChannelClosed):
        received(channel.Receiver(ours, 1000))
    with pytest.raises(channel.ChannelClosed):
        channel.send(ours, {})
