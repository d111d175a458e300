"""Watches how much a worker writes, at a level where no quota of a file system holds it."""

from __future__ import annotations

import time

from autograder.engine.between.processes import descendants
from autograder.engine.outside.boxes import measure
from autograder.sandbox.levels import Given
from autograder.sandbox.limits import MEGABYTE, Limits

TICK_SECONDS = 0.1
_MOST_OVERRUNS = 3


class DiskWatch:
    """`box` is the folder to watch, or None if a quota holds it; `given` in it does not count.

    `full` is true from an overrun until it is forgiven.
    """

    def __init__(self, box: str | None, given: Given, limits: Limits) -> None:
        self._box, self._given, self._limits = box, given, limits
        self._next_look, self._overruns = 0.0, 0
        self.full = False

    def look(self, first: int, now: float) -> bool:
        """Whether the worker whose first process is `first` has just written too much.

        `now` is of the monotonic clock, in seconds. Looks ten times a second at most.
        """
        if self._box is None or self.full or now < self._next_look:
            return False
        size, files = measure(self._box, [first, *descendants(first)])
        self._next_look = time.monotonic() + TICK_SECONDS
        self.full = (
            size - self._given.size > self._limits.disk_mb * MEGABYTE
            or files - self._given.files > self._limits.files
        )
        return self.full

    def forgive(self) -> bool:
        """Count no more what is there, so that later cells are not blamed for it.

        False after the third overrun: the box holds three times what it may.
        """
        self.full = False
        self._overruns += 1
        if self._overruns == _MOST_OVERRUNS or self._box is None:
            return False
        self._given = Given(*measure(self._box, []))
        return True
