"""A worker: one submission's notebook, run cell by cell inside the sandbox.

Before a cell that a student may have written, the process forks. The parent waits: it is the
checkpoint. The child runs the cell and goes on. When the child dies, the parent takes over with
the state from before that cell. The first process never runs a cell itself.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
import warnings
from types import FrameType
from typing import Any

from autograder.engine import channel, protocol
from autograder.engine.shell import NotebookRunner
from autograder.sandbox import levels, selftest
from autograder.sandbox.levels import Box, Level
from autograder.sandbox.limits import MEGABYTE, Limits


class Worker:
    """The loop of a worker process and of all its checkpoints."""

    def __init__(self, sock: socket.socket, runner: NotebookRunner, limits: Limits) -> None:
        self.sock, self.runner, self.limits = sock, runner, limits
        self.receiver = channel.Receiver(sock, protocol.LARGEST_MESSAGE)
        self.generation = 0
        self.first = True

    def start(
        self, level: Level, box: Box, program: bytes, base: int, canary: str, server_pid: int
    ) -> None:
        """Close the sandbox, prove that it holds, and serve cells until killed."""
        self.runner.open_streams()
        signal.signal(signal.SIGINT, self._interrupt)
        listener = levels.lock(level, box, self.limits, program, base)
        channel.send(self.sock, {"event": protocol.LOCKED}, [] if listener is None else [listener])
        if listener is not None:
            os.close(listener)
        tests = selftest.run(level, canary, server_pid, self.limits.processes)
        if level is not Level.NONE and not self.limits.processes:
            _explain_refusals()
        channel.send(self.sock, {"event": protocol.READY, "self_tests": tests})
        self.serve()

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        """A time-out interrupts the cell, never the loop around it."""
        if self.runner.running:
            raise KeyboardInterrupt

    def serve(self) -> None:
        """Run the cells that the controller sends."""
        while True:
            with contextlib.suppress(channel.BadMessage):
                message = self.receiver.receive()
                if message is not None and message.body["generation"] == self.generation:
                    self._cell(message.body)

    def _cell(self, body: dict[str, Any]) -> None:
        if body["checkpoint"] and not self._checkpoint():
            return
        started = time.process_time()
        result = self.runner.run(body["source"], int(self.limits.output_mb * MEGABYTE))
        result["cpu_seconds"] = time.process_time() - started
        channel.send(self.sock, {"event": protocol.DONE, "generation": self.generation, **result})

    def _checkpoint(self) -> bool:
        """Fork; True in the child. The parent returns False once the child is gone."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python 3.12 warns of forks beside threads
            child = os.fork()
        if child == 0:
            self.first = False
            channel.send(self.sock, {"event": protocol.FORKED, "generation": self.generation})
            return True
        status = self._wait_for(child)
        self.generation += 1
        self._drop_stale_messages()
        channel.send(
            self.sock,
            {"event": protocol.LOST, "generation": self.generation, "status": status},
        )
        return False

    def _wait_for(self, child: int) -> int:
        """The end of the child; for the first process, the end of all its descendants."""
        status = 0
        while True:
            try:
                pid, last = os.waitpid(-1 if self.first else child, 0)
            except ChildProcessError:
                return status
            status = last
            if pid == child and not self.first:
                return status

    def _drop_stale_messages(self) -> None:
        """Forget what was meant for the child."""
        self.sock.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                with contextlib.suppress(channel.BadMessage):
                    self.receiver.receive()
        self.sock.setblocking(True)


def _explain_refusals() -> None:
    """Say in words why a program or a connection cannot be started; seccomp says only EPERM."""
    reasons = {
        "subprocess.Popen": "other programs cannot be started while a notebook is graded",
        "os.system": "other programs cannot be started while a notebook is graded",
        "os.posix_spawn": "other programs cannot be started while a notebook is graded",
        "os.exec": "other programs cannot be started while a notebook is graded",
        "socket.__new__": "there is no network while a notebook is graded",
    }

    def explain(event: str, arguments: tuple[object, ...]) -> None:
        reason = reasons.get(event)
        if reason and not _joins_existing(event, arguments):
            raise PermissionError(1, reason)

    sys.addaudithook(explain)


def _joins_existing(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether a socket object only wraps a pair that exists already, as asyncio needs."""
    return event == "socket.__new__" and arguments[1] in (socket.AF_UNIX, -1)
