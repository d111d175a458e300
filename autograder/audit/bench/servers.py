"""The fork servers of one lab: every run starts from one of a few states of its notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.audit.bench.parallel import parallel
from autograder.engine.outside.engine import AssignmentServer, Engine
from autograder.sandbox.limits import Limits


class Servers:
    """Starts a server when it is asked for first; a context manager that ends them all.

    `files` stand beside the notebook, by their path there. `setup` are the locked cells at its
    beginning. `notes` says why they cannot be run once for all.
    """

    def __init__(self, engine: Engine, files: Mapping[str, Path], setup: Sequence[str]) -> None:
        self._engine, self._files, self._setup = engine, dict(files), setup
        self.notes: list[str] = []

    def __enter__(self) -> Servers:
        self._stack = ExitStack()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def _start(self) -> AssignmentServer:
        server = self._engine.assignment(Limits(), self._files)
        self._stack.callback(server.close)
        return server

    @cached_property
    def whole(self) -> AssignmentServer:
        """Before the first cell."""
        return self._start()

    @cached_property
    def after_setup(self) -> AssignmentServer:
        """After the locked cells at the beginning; if they cannot be shared, before the first."""
        server = self._start()
        reason = server.share_prefix(self._setup)
        if reason:
            self.notes.append(f"the set-up cells run again for every student: {reason}")
            return self.whole
        return server

    def before(self, cells: Mapping[str, Sequence[Any]]) -> dict[str, AssignmentServer]:
        """For each of some answers, the state before it; `cells` are those above it, by answer.

        Where these cannot be shared it is the state after the set-up.
        """
        _ = self.after_setup  # made once, not in each thread
        return dict(zip(cells, parallel(self._after, cells.values()), strict=True))

    def _after(self, cells: Sequence[Any]) -> AssignmentServer:
        server = self._start()
        reason = server.share_prefix([cell.source for cell in cells])
        return self.after_setup if reason else server
