"""Feed broken messages to what reads them on the tests' side.

    python -m tests.wall.fuzz_decoder --frames 1000000

Real messages are changed: bits turned, bytes cut or doubled, tags swapped, numbers and lengths made
extreme, parts of the tree moved. Whatever comes, reading must end with a value or with a refusal,
soon, within the memory that a process may use, and without a question to the other side.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import datetime as dt
import json
import random
import resource
import signal
import socket
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from PIL import Image

from autograder.sandbox.limits import address_space
from autograder.wall import wire
from autograder.wall.claims import read_claim
from autograder.wall.codec import Decoder, Encoder
from autograder.wall.kinds import Answer, Noted
from autograder.wall.looking import EMPTY, EXTENSION, HANDLE, MASKED, MISSING
from autograder.wall.remote import Remote, library_class
from autograder.wall.rules import BadValue, Unexpected
from autograder.wall.values import READERS
from autograder.wall.workfiles import read_changes

from .columns import COLUMNS, INDEXES

ALL = (EMPTY, EXTENSION, HANDLE, MASKED, MISSING)
MEMORY_MB = 1024  # as much as a process of a submission may use by default
SLOW_SECONDS = 20
PACKETS = wire.Wire(socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET))
EXTREMES = (
    0, 1, -1, 2, 7, 48, 255, 2**31, 2**32, 2**40, 2**63, -(2**63), 10**30, 10**400, 0.0, -0.5,
    1e308, float("nan"), float("inf"), None, True, "", "x", "\0", "UTC", "<f8", "|O8", "<M8[ns]",
    "=U4", "Int8", "../x", "M", "9" * 40, [], {}, [[]], ["list", []], ["handle", 0, "x", True, True,
    ["numpy", "ndarray"]], ["yours", 0], ["argument", 0],
)  # fmt: skip


class Silent:
    """A side that may not be asked anything while a message is read."""

    def ask(self, handle: Remote, verb: str, *args: object) -> Any:
        raise SystemExit(f"reading a message asked the other side: {verb} {args}")

    def call(self, handle: Remote, args: object, kwargs: object) -> Any:
        raise SystemExit("reading a message called the other side")


def _stranger(tree: list[Any]) -> object:
    match tree:
        case ["handle", int(number), str(kind), bool(can), bool(), claim]:
            return Remote(Silent(), number, kind, can, library_class(claim))
        case ["yours", 0]:
            return print
    raise BadValue("no tag")


def packets(data: bytes, count: int = 1) -> list[bytes]:
    """A message as the packets that bring it."""
    step = max(1, -(-len(data) // count))
    pieces = [data[start : start + step] for start in range(0, len(data), step)] or [b""]
    return [
        wire._HEAD.pack(b"wall", 1, 5, place, len(pieces)) + piece
        for place, piece in enumerate(pieces)
    ]


def read(received: list[bytes]) -> str:
    """Read a message's packets as the tests' process does; what came of it in a word."""
    PACKETS.begin(1)
    message = None
    for packet in received:
        message = PACKETS._take(packet) or message
    if message is None:
        return "no message"
    body = message.body
    judge = Noted({"f": ALL}).answer("f", ("f",), None)
    decoder = Decoder(message.buffers, _stranger, "/root/", {}.get, judge)
    none = Answer(Noted(strict=True), "f", frozenset(), ())
    strict = Decoder(message.buffers, _stranger, "/root/", {}.get, none)
    try:
        read_changes(body.get("files"), decoder)
        read_claim(body, decoder, {0: [], "x": {}}, lambda name: decoder)
        with contextlib.suppress(Unexpected):
            read_claim(body, strict, {0: [], "x": {}}, lambda name: strict)
    except BadValue:
        return "no value"
    except MemoryError:
        return "too large"
    return "a value"


def _message(encoder: Encoder, **body: Any) -> tuple[dict[str, Any], list[bytes]]:
    return json.loads(json.dumps({"kind": "answer", **body})), encoder.buffers


def seeds() -> list[tuple[dict[str, Any], list[bytes]]]:
    """Real messages that hold every type that may cross."""
    values: list[Any] = [
        [1, 2.5, "x", None, True, b"bytes", 3 + 4j, Decimal("1.5"), range(3), ...],
        [dt.date(2026, 3, 1), dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.timedelta(hours=3)],
        ({"a": {1, 2}, "b": frozenset("xy")}, bytearray(b"abc"), dt.time(12, 30)),
        [np.float64(1.5), np.datetime64("2026-03-01"), np.bool_(True), np.str_("x")],
        [np.arange(6).reshape(2, 3), np.array(["a", "bc"]), np.array([1, "x", [2]], object)],
        np.ma.MaskedArray([1, 2, 3], [0, 1, 0]),
        np.array([(1, 2.5), (3, 4.5)], [("a", "i4"), ("b", "f8")]),
        Image.new("RGB", (4, 3)), Image.new("P", (2, 2)), np.random.default_rng(3),
        pd.DataFrame({name: pd.Series(make()) for name, make in COLUMNS.items()}),
    ]  # fmt: skip
    values += [pd.Series([1, 2, 3, 4], make()) for make in INDEXES.values()]
    values += [make() for make in COLUMNS.values()]
    found = []
    for value in values:
        encoder = Encoder(_refuse)
        found.append(_message(encoder, value=encoder.tree(value)))
    encoder = Encoder(_refuse)
    found.append(
        _message(
            encoder,
            value=["record", "Order", ["items", "price"], [1, ["named", "P", ["x"], [2]]]],
            printed="text", said="", warned=[[["Old", "DeprecationWarning"], "old"]],
            changed=[[0, ["list", [1, 2]]], ["x", ["dict", ["a"], [1]]]],
            files=[["home/out", "folder", encoder.buffer(b"")],
                   ["home/out/a.csv", "file", encoder.buffer(b"a,b")]],
        )
    )  # fmt: skip
    raised = ["ValueError", "OddError", ["no", 3], None]
    found.append(_message(Encoder(_refuse), raised=raised))
    names = {"f": ["handle", 3, "function", True, False, None], "n": ["yours", 0]}
    found.append(_message(Encoder(_refuse), value=names))
    return found


def _refuse(value: object) -> Any:
    raise TypeError(type(value))


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """Every place in a tree, as its container and its key."""
    found = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        keys = range(len(node)) if isinstance(node, list) else list(node)
        for key in keys:
            found.append((node, key))
            if isinstance(node[key], list | dict):
                waiting.append(node[key])
    return found


def _mutate_tree(rng: random.Random, body: dict[str, Any], buffers: list[bytes]) -> None:
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        places = _places(body)
        node, key = rng.choice(places)
        other, there = rng.choice(places)
        match rng.randrange(7):
            case 0:
                node[key] = copy.deepcopy(rng.choice(EXTREMES))
            case 1:
                node[key] = copy.deepcopy(other[there])
            case 2:
                node[key] = rng.choice(TAGS)
            case 3 if isinstance(node[key], int):
                node[key] += rng.choice((-1, 1, 2**31, -(2**31)))
            case 4 if isinstance(node, list):
                del node[key]
            case 5 if isinstance(node, list):
                node.insert(key, copy.deepcopy(other[there]))
            case 6 if buffers:
                place = rng.randrange(len(buffers))
                buffers[place] = _mutate_bytes(rng, buffers[place])


def _mutate_bytes(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        place = rng.randrange(len(changed) + 1)
        match rng.randrange(5):
            case 0 if place < len(changed):
                changed[place] ^= 1 << rng.randrange(8)
            case 1:
                del changed[place : place + rng.choice((1, 4, 50))]
            case 2:
                changed[place:place] = changed[place : place + rng.choice((1, 4, 50))]
            case 3:
                changed[place:place] = rng.randbytes(rng.choice((1, 4, 8)))
            case 4:
                changed[place : place + 4] = b"\xff\xff\xff\xff"
    return bytes(changed)


TAGS = sorted({*READERS, "handle", "yours", "mine", "argument", "function", "shared"})


def broken(rng: random.Random, known: list[tuple[dict[str, Any], list[bytes]]]) -> list[bytes]:
    """The packets of one real message, changed."""
    text, buffers = rng.choice(known)
    body, buffers = copy.deepcopy(text), list(buffers)
    if rng.random() < 0.75:
        _mutate_tree(rng, body, buffers)
    data = wire.pack(body, buffers)
    data = _mutate_bytes(rng, data) if rng.random() < 0.35 else data
    if rng.random() < 0.9:
        return packets(data)
    several = packets(data, rng.randrange(1, 5))
    several.insert(rng.randrange(len(several) + 1), _mutate_bytes(rng, rng.choice(several)))
    return several


def fuzz(frames: int, seed: int, report: Callable[[str], None] | None = None) -> Counter[str]:
    """Read so many broken messages; what came of them. Raises what reading must not raise."""
    rng, known, outcomes = random.Random(seed), seeds(), Counter[str]()
    began = time.monotonic()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number in range(1, frames + 1):
            message = broken(rng, known)
            signal.alarm(SLOW_SECONDS)
            try:
                outcomes[read(message)] += 1
            except BaseException:
                print(f"frame {number} of seed {seed}: {message!r}", file=sys.stderr)
                raise
            if report and number % 50_000 == 0:
                report(f"{number:,} frames, {time.monotonic() - began:.0f} s, {dict(outcomes)}")
    signal.alarm(0)
    return outcomes


def main() -> None:
    """Fuzz in a process of limited memory and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    limit = address_space() + (MEMORY_MB << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    outcomes = fuzz(given.frames, given.seed, lambda line: print(line, flush=True))
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(f"{given.frames:,} frames of seed {given.seed} in {time.monotonic() - began:.0f} s "
          f"({after.ru_utime + after.ru_stime:.0f} s of processor time): "
          f"{', '.join(f'{count:,} {what}' for what, count in outcomes.most_common())}; "
          f"{(after.ru_maxrss - before) >> 10} MB more memory at most")  # fmt: skip


if __name__ == "__main__":
    main()
