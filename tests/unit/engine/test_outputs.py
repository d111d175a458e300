"""What a worker claims to have printed is made safe to store."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.engine.outside.outputs import clean, count

pytestmark = pytest.mark.unit

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
likely = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "error", "display_data", "execute_result", "x"])},
    optional=dict.fromkeys(
        ["name", "text", "data", "metadata", "ename", "evalue", "traceback", "execution_count"],
        anything,
    ),
)


@given(st.lists(likely | anything) | anything)
def test_whatever_is_claimed_can_be_stored_in_a_notebook(claimed: Any) -> None:
    cell = nbformat.v4.new_code_cell("x")
    cell.outputs = [nbformat.from_dict(output) for output in clean(claimed)]
    notebook = nbformat.v4.new_notebook(cells=[cell])
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode("utf-8")


def test_good_outputs_stay_as_they_are() -> None:
    good = [
        {"output_type": "stream", "name": "stdout", "text": "hello\n"},
        {
            "output_type": "execute_result",
            "data": {"text/plain": "1"},
            "metadata": {},
            "execution_count": 3,
        },
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a", "b"]},
    ]
    assert clean(json.loads(json.dumps(good))) == good


@pytest.mark.parametrize("value", [True, -1, 10**12, "3", None, 2.5])
def test_an_execution_count_is_a_small_natural_number(value: object) -> None:
    assert count(value) is None
    assert count(7) == 7
