"""The processes that a process started, and the CPU that all of them used.

The kernel adds a child's CPU to its parent's only if somebody waits for the child. Nobody does for
those that end with their namespace of process ids, as in the sandbox, so they are watched here.
"""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path
from types import TracebackType

_SECONDS_BETWEEN = 0.02
_TICK = os.sysconf("SC_CLK_TCK")


def descendants(pid: int) -> list[int]:
    """The ids of the processes beneath a process."""
    found = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in Path(f"/proc/{pid}/task/{task}/children").read_text("ascii").split():
                found += [int(child), *descendants(int(child))]
    return found


class WatchedCpu:
    """CPU seconds of a process and all beneath it, each as it was last seen in /proc.

    What a process uses between the last look and its end, 20 ms at most, is not seen.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._seen: dict[tuple[int, str], float] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> WatchedCpu:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    @property
    def seconds(self) -> float:
        """The sum so far."""
        return sum(self._seen.values())

    def _watch(self) -> None:
        while not self._ended.wait(_SECONDS_BETWEEN):
            for pid in (self._pid, *descendants(self._pid)):
                with contextlib.suppress(OSError):
                    # The fields after the name, which may hold blanks: proc(5), from the third on.
                    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                    used = (int(fields[11]) + int(fields[12])) / _TICK
                    self._seen[pid, fields[19]] = used  # an id may be given twice, its start not
