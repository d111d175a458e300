"""One engine for each level, and the victims around it: as for the tests of the sandbox."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sandbox.conftest import engine, level, world

from .cases import SEED

__all__ = ["engine", "level", "seed", "world"]


@pytest.fixture(scope="session", autouse=True)
def seed() -> Iterator[None]:
    """The seed of the hidden checks, which no student's process may know."""
    before = os.environ.get("LABS_SEED")
    os.environ["LABS_SEED"] = SEED
    yield
    if before is None:
        del os.environ["LABS_SEED"]
    else:
        os.environ["LABS_SEED"] = before
