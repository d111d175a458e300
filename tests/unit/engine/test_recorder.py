"""What does not fit into a cell's outputs is left out, but for what decides on its mark."""

from __future__ import annotations

import pytest

from autograder.engine.inside.recorder import Recorder

pytestmark = pytest.mark.unit


def _recorded(*outputs: dict[str, object]) -> list[str]:
    recorder = Recorder()
    recorder.start(1000)
    recorder.stream("stdout", "x" * 2000)
    for output in outputs:
        recorder.add(output)
    assert recorder.truncated
    return [str(output["output_type"]) for output in recorder.take()]


def test_a_result_stays_when_too_much_was_printed() -> None:
    result = {"output_type": "execute_result", "data": {"text/plain": "0.5"}, "metadata": {}}
    assert _recorded(result) == ["stream", "execute_result"]


def test_an_error_stays_and_a_display_does_not() -> None:
    error = {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}
    shown = {"output_type": "display_data", "data": {"text/plain": "x"}, "metadata": {}}
    assert _recorded(shown, error) == ["stream", "error"]
