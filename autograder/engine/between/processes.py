"""Processes by descriptor and by descent, so that the right ones are ended and no others."""

from __future__ import annotations

import contextlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Process:
    """A process; the descriptor names it even after its number is used again."""

    pid: int
    descriptor: int

    @classmethod
    def open(cls, pid: int) -> Process | None:
        """The process of that number, or None if there is none any more."""
        try:
            return cls(pid, os.pidfd_open(pid))
        except OSError:
            return None

    def signal(self, number: int) -> None:
        """Send a signal; a process that has ended is left in peace."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.descriptor, number)

    def close(self) -> None:
        """Give back the descriptor."""
        os.close(self.descriptor)


def children(pid: int) -> list[int]:
    """The children of a process, as the kernel lists them now."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as listed:
                found += map(int, listed.read().split())
    return found


def descendants(pid: int) -> list[int]:
    """The children of a process, their children, and so on."""
    found: list[int] = []
    waiting = children(pid)
    while waiting:
        found.append(waiting.pop())
        waiting += children(found[-1])
    return found


def kill_descendants(pid: int) -> None:
    """End all descendants; the process itself must live, so that orphans come to it."""
    for _ in range(100):  # who dies hands its children on, so one look is not enough
        left = [process for process in map(Process.open, descendants(pid)) if process]
        if not left:
            return
        for process in left:
            process.signal(signal.SIGKILL)
            process.close()


def threads_of(pid: int) -> int:
    """How many threads the process has to which the task `pid` belongs; 0 if it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_bytes().splitlines():
            if line.startswith(b"Threads:"):
                return int(line.split()[1])
    return 0
