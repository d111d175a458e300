"""Watches how much memory the processes of one worker take together.

The kernel limits each process (`RLIMIT_AS`). But a checkpoint keeps the memory that it had: a
notebook that fills its memory, passes a checkpoint and writes all of it anew would hold it twice.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from autograder.sandbox.limits import MEGABYTE, Limits

TICK_SECONDS = 0.25
_MOST_OVERRUNS = 3
# What the others hold beside the largest is let be up to this: one process alone must meet the
# kernel's limit, a MemoryError in its cell, and not this one.
_BESIDE = 64 * MEGABYTE


class MemoryWatch:
    """Knows what the processes may take together: what one of them may, if others hold much, too.

    `over` is true from an overrun until it is forgiven.
    """

    def __init__(self, limits: Limits) -> None:
        self._limit = limits.memory_mb * MEGABYTE
        self._next_look, self._overruns = 0.0, 0
        self.over = False

    def start(self, first: int) -> None:
        """What the first process has now, a copy of the fork server's, does not count."""
        self._libraries = _resident(first)

    def look(self, pids: Iterable[int], now: float) -> bool:
        """Whether the processes together have just gone over the limit.

        The first of `pids` is the worker's first process. `now` is of the monotonic clock, in
        seconds. Looks four times a second at most, and exactly only if what a glance shows, memory
        that processes share counted for each, is too much.
        """
        if self.over or now < self._next_look:
            return False
        self._next_look = now + TICK_SECONDS
        pids = list(pids)
        glance = sum(max(_resident(pid) - self._libraries, 0) for pid in pids)
        if glance > self._limit:
            # The first process runs no cell: its share is that of the libraries.
            libraries, *shares = map(_share, pids)
            own = [max(share - libraries, 0) for share in shares]
            together = sum(own)
            self.over = together > self._limit and together - max(own, default=0) > _BESIDE
        return self.over

    def forgive(self) -> bool:
        """After the process that ran the cell has ended; False after the third overrun."""
        self.over = False
        self._overruns += 1
        return self._overruns < _MOST_OVERRUNS


def _resident(pid: int) -> int:
    """Bytes of memory that a process has, but for files; 0 if it is gone."""
    return _sum_of_lines(f"/proc/{pid}/status", (b"RssAnon:", b"RssShmem:", b"VmSwap:"))


def _share(pid: int) -> int:
    """The same, but what n processes share counts as an nth for each."""
    lines = (b"Pss_Anon:", b"Pss_Shmem:", b"SwapPss:")
    return _sum_of_lines(f"/proc/{pid}/smaps_rollup", lines)


def _sum_of_lines(path: str, names: tuple[bytes, ...]) -> int:
    total = 0
    with contextlib.suppress(OSError), open(path, "rb") as table:
        for line in table:
            if line.startswith(names):
                total += int(line.split()[1]) * 1024
    return total
