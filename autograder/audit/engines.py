"""The engines of an audit: one for most of it, and some with other hash seeds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import TracebackType

from autograder.engine.engine import Engine

# Python's own order of sets and of texts in them depends on this number.
HASH_SEEDS = (1, 2)


@dataclass(frozen=True, slots=True)
class Seeded:
    """An engine whose processes have this hash seed."""

    engine: Engine
    hash_seed: int


class Engines:
    """Starts the main engine on entering, the others when they are asked for."""

    def __enter__(self) -> Engines:
        self._stack = ExitStack()
        self._others: list[Seeded] = []
        self.main = self._stack.enter_context(Engine())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def start_others(self) -> None:
        """Let the other engines begin with their imports, which take seconds."""
        for seed in HASH_SEEDS[len(self._others) :]:
            with _environment("PYTHONHASHSEED", str(seed)):
                self._others.append(Seeded(self._stack.enter_context(Engine()), seed))

    def others(self) -> list[Seeded]:
        """One engine for each of `HASH_SEEDS`, ready to run."""
        self.start_others()
        for other in self._others:
            other.engine.wait_until_ready()
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
