"""The processes of one worker: the first, the last checkpoint, and the one that runs cells."""

from __future__ import annotations

import contextlib
import select
import signal
from dataclasses import dataclass, field

from autograder.engine.between.processes import Process, descendants, kill_descendants

_MOST = 3
_SECONDS_TO_END = 5


class Tampered(Exception):
    """The worker said something that its own code never says."""


@dataclass
class Chain:
    """Each process is the child of the one before it; empty before the start and after the end."""

    processes: list[Process] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.processes)

    @property
    def first(self) -> Process:
        """The process that outlives all others."""
        return self.processes[0]

    @property
    def current(self) -> Process:
        """The process that runs cells."""
        return self.processes[-1]

    @property
    def pids(self) -> list[int]:
        """The numbers of all, the first one's first."""
        return [process.pid for process in self.processes]

    def with_programs(self) -> list[int]:
        """The numbers of all, and of the programs that they have started."""
        return [self.first.pid, *descendants(self.first.pid)] if self else []

    def add(self, pid: int) -> bool:
        """A fork was made: its parent is the checkpoint, the checkpoint before it can go.

        False if the child has ended already, and its parent will say so. Raises `Tampered`.
        """
        if pid in self.pids:
            raise Tampered("a process announced itself twice")
        child = Process.open(pid)
        if child is None:
            return False
        self.processes.append(child)
        if len(self.processes) > _MOST:
            old = self.processes.pop(1)
            old.signal(signal.SIGKILL)
            old.close()
        return True

    def back_to(self, pid: int) -> None:
        """Those after this one have ended. Raises `Tampered` for a process that is none of them."""
        if pid not in self.pids:
            raise Tampered("an unknown process spoke")
        while self.current.pid != pid:
            self.processes.pop().close()

    def end_current(self) -> None:
        """End the process that runs the cell now; may be called from another thread."""
        with contextlib.suppress(IndexError, OSError):
            self.current.signal(signal.SIGKILL)

    def kill(self, whole_tree: bool) -> None:
        """End them all and wait until the first is gone.

        `whole_tree` also ends what they started; at level full the end of the first does that.
        """
        if not self:
            return
        for process in reversed(self.processes[1:]):
            process.signal(signal.SIGKILL)
        alive = not select.select([self.first.descriptor], [], [], 0)[0]  # its number is its own
        if alive and whole_tree:
            kill_descendants(self.first.pid)
        self.first.signal(signal.SIGKILL)
        poll = select.poll()
        poll.register(self.first.descriptor, select.POLLIN)
        poll.poll(_SECONDS_TO_END * 1000)
        for process in self.processes:
            process.close()
        self.processes = []
