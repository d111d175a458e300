"""The engines, one for each level and test session, and the victims that they must protect."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator

import pytest

from autograder.engine.outside.engine import Engine
from autograder.errors import IsolationUnavailable
from autograder.sandbox.limits import Limits

from .cases import LEVELS
from .reachable import can_everyone_read_python
from .runner import Runner
from .weakened import standing_in
from .world import World, make_world


def why_not(level: str) -> str:
    """Why a level cannot be tried by this account on this machine, or ""."""
    if level != "full" and os.getuid() == 0 and not can_everyone_read_python():
        return (
            "root gives up its privileges at this level and Python lies where only root can enter; "
            "test_accounts.py runs it as root in a mount namespace that opens the way"
        )
    return ""


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    with make_world() as world:
        yield world


@pytest.fixture(scope="session", params=LEVELS)
def level(request: pytest.FixtureRequest) -> str:
    level: str = request.param
    if reason := why_not(level):
        pytest.skip(reason)
    return level


@pytest.fixture(scope="session")
def engine(level: str, world: World) -> Iterator[Engine]:
    """One engine for the level; it starts after the victims, as an instructor's grader would."""
    with Engine(level) as engine:
        try:
            engine.assignment(Limits(), {}).close()
        except IsolationUnavailable as error:
            pytest.skip(str(error))
        yield engine


@pytest.fixture(scope="session")
def runner(engine: Engine, world: World) -> Iterator[Runner]:
    runner = Runner(engine, world)
    yield runner
    runner.close()


@pytest.fixture
def weaken(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let engines start with a layer of the sandbox missing; a layer is named in weakened.py."""
    return lambda layer: monkeypatch.setattr(subprocess, "Popen", standing_in(layer))


@pytest.fixture
def light(weaken: Callable[[str], None]) -> None:
    """Let engines start quickly: complete, but without the data libraries."""
    weaken("nothing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/sandbox/" in str(item.path):
            item.add_marker(pytest.mark.sandbox)
