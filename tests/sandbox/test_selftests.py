"""The self-tests are real: a worker that lacks a layer of the sandbox refuses to run a cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.engine.outside.engine import Engine
from autograder.errors import IsolationUnavailable
from autograder.sandbox.limits import Limits

from .weakened import LAYERS

# What is missing, at which level, and what a self-test then finds that it can do.
MISSING = [
    ("no_landlock", "full", "write to /proc"),
    ("no_landlock", "landlock", "read a file of the host"),
    ("no_system_call_filter", "full", "open a socket"),
    ("no_system_call_filter", "landlock", "open a socket"),
    ("sockets_allowed", "full", "open a socket"),
    ("sockets_allowed", "landlock", "open a socket"),
    ("forks_allowed", "full", "start a process"),
    ("forks_allowed", "landlock", "start a process"),
    ("namespaces_allowed", "full", "make a user namespace"),
    ("namespaces_allowed", "landlock", "make a user namespace"),
    ("no_private_root", "full", "read a file of the host"),
    ("no_process_namespace", "full", "see a foreign process"),
    ("no_limits", "full", "limits"),
    ("no_limits", "landlock", "limits"),
]


@pytest.mark.parametrize(("layer", "wanted", "found"), MISSING)
def test_a_missing_layer_is_noticed_before_any_cell(
    layer: str, wanted: str, found: str, level: str, weaken: Callable[[str], None]
) -> None:
    if wanted != level:
        pytest.skip(f"concerns level {wanted}")
    weaken(layer)
    with Engine(level) as engine, pytest.raises(IsolationUnavailable) as refusal:
        engine.assignment(Limits(), {})
    assert "the sandbox does not hold" in str(refusal.value)
    assert found in str(refusal.value)


def test_every_layer_is_taken_away_once() -> None:
    assert {layer for layer, _, _ in MISSING} == set(LAYERS) - {"nothing"}


def test_the_same_program_with_nothing_missing_runs(
    level: str, weaken: Callable[[str], None]
) -> None:
    """Else the tests above would also pass if that program could never work."""
    weaken("nothing")
    with Engine(level) as engine:
        engine.assignment(Limits(), {})
