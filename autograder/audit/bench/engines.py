"""The engines of an audit: one for most of it, and some with other hash seeds."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import TracebackType

from autograder.audit.seeds import HASH_SEEDS
from autograder.engine.outside.engine import Engine
from autograder.libraries import PRELOADED, package


@dataclass(frozen=True, slots=True)
class Seeded:
    """An engine whose processes have this hash seed."""

    engine: Engine
    hash_seed: int


class Engines:
    """The main engine, which starts on entering, and others that start when they are asked for.

    The main one imports the libraries of all labs, as no lab has been read when it starts. The
    others import those of the lab in hand alone: imports are most of a start.
    """

    def __enter__(self) -> Engines:
        self._stack, self._seeded = ExitStack(), ExitStack()
        self._stack.push(self._seeded)
        self._libraries = frozenset[str]()
        self.main = self._stack.enter_context(Engine())
        self.others: list[Seeded] = []
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def start_others(self, packages: Collection[str]) -> None:
        """Have an engine for each of `HASH_SEEDS` with what labs use of some packages.

        Nobody waits for their imports here.
        """
        libraries = [name for name in PRELOADED if package(name) in packages]
        if self.others and self._libraries.issuperset(libraries):
            return
        self._seeded.close()
        self._libraries, self.others = frozenset(libraries), []
        for seed in HASH_SEEDS:
            with _environment("PYTHONHASHSEED", str(seed)):
                engine = self._seeded.enter_context(Engine(libraries=libraries))
            self.others.append(Seeded(engine, seed))


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
