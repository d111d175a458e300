"""An engine that starts when it is first needed: a run with nothing to do starts none."""

from __future__ import annotations

import threading
from types import TracebackType

from autograder.engine.outside.assignment import AssignmentServer
from autograder.engine.outside.engine import Engine
from autograder.engine.outside.files import Files
from autograder.sandbox.limits import Limits


class EngineOnDemand(Engine):
    """Starts at its first assignment, or at `begin`, so that its imports run beside other work."""

    def __init__(self, level: str = "auto") -> None:
        super().__init__(level)
        self._beginning = threading.Lock()
        self.begun = False

    def __enter__(self) -> EngineOnDemand:
        return self

    def begin(self) -> None:
        """Start the zygote, unless it was started; its imports go on in the background."""
        with self._beginning:
            if not self.begun:
                super().__enter__()
                self.begun = True

    def assignment(self, limits: Limits, support: Files) -> AssignmentServer:
        """As `Engine.assignment`."""
        self.begin()
        return super().assignment(limits, support)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.begun:
            super().__exit__(kind, error, trace)
