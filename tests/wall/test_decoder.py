"""Broken messages are refused: `fuzz_decoder` in short. `make fuzz` reads a million."""

from __future__ import annotations

import pytest

from autograder.wall import wire

from . import fuzz_decoder

pytestmark = pytest.mark.unit


def test_real_messages_are_read() -> None:
    for body, buffers in fuzz_decoder.seeds():
        assert fuzz_decoder.read(fuzz_decoder.packets(wire.pack(body, buffers))) == "a value"


@pytest.mark.parametrize("seed", [11, 12])
def test_broken_messages_end_in_a_value_or_a_refusal(seed: int) -> None:
    outcomes = fuzz_decoder.fuzz(2_500, seed)
    assert sum(outcomes.values()) == 2_500
    assert min(outcomes[what] for what in ("a value", "no value", "no message")) > 250
