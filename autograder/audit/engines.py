"""The engines of an audit: one for most of it, and some with other hash seeds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from autograder.engine.engine import Engine

# Python's own order of sets and of texts in them depends on this number.
HASH_SEEDS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Seeded:
    """An engine whose processes have this hash seed."""

    engine: Engine
    hash_seed: int


class Engines:
    """Starts the main engine on entering, the others when they are asked for first."""

    def __enter__(self) -> Engines:
        self._stack = ExitStack()
        self._others: list[Seeded] = []
        self.main = self._stack.enter_context(Engine())
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def others(self) -> list[Seeded]:
        """One engine for each of `HASH_SEEDS`."""
        if not self._others:
            for seed in HASH_SEEDS:
                with _environment("PYTHONHASHSEED", str(seed)):
                    engine = self._stack.enter_context(Engine())
                    engine.wait_until_ready()
                self._others.append(Seeded(engine, seed))
        return self._others


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
