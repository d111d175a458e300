"""The engine: one zygote, a fork server for each assignment, a worker for each submission."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from types import TracebackType

from autograder.engine.between import channel, protocol
from autograder.engine.outside.assignment import AssignmentServer
from autograder.engine.outside.boxes import remove_tree
from autograder.engine.outside.controller import START_SECONDS
from autograder.engine.outside.files import Files, pack
from autograder.engine.outside.startup import (
    SCRATCH,
    open_log,
    remove_abandoned,
    start_zygote,
)
from autograder.errors import EngineError, IsolationUnavailable
from autograder.libraries import PRELOADED
from autograder.sandbox import levels
from autograder.sandbox.level import Level
from autograder.sandbox.limits import Limits

__all__ = ["AssignmentServer", "Engine"]

_AUTO = (Level.FULL, Level.LANDLOCK)


class Engine:
    """Starts the zygote on entering, ends all processes on leaving.

    `level` is "auto" (the best that this machine can do) or a level by name. `libraries` are
    modules that are imported once for all submissions; by default those that labs use. `hidden` are
    variables of the environment for processes with tests; None: as `hidden_environment` says.
    """

    hidden: dict[str, str] | None = None

    def __init__(self, level: str = "auto", libraries: Sequence[str] = PRELOADED) -> None:
        self.wanted, self._libraries = level, libraries
        self._lock = threading.Lock()
        self._starting = threading.Lock()
        self._names = count(1)

    def __enter__(self) -> Engine:
        remove_abandoned()
        self._servers: list[AssignmentServer] = []
        self.scratch = tempfile.mkdtemp(prefix=SCRATCH)
        os.chmod(self.scratch, 0o755)
        self.canary = os.path.join(self.scratch, "canary")
        Path(self.canary).write_text("not for student code", encoding="ascii")
        self._log = open_log(self.scratch)
        self._sock, theirs = channel.pair()
        self._zygote = start_zygote(theirs.fileno(), self._libraries, self._log)
        theirs.close()
        self._receiver = channel.Receiver(self._sock, protocol.LARGEST_MESSAGE)
        self._started = False
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for server in self._servers:
            server.close()
        self._sock.close()
        try:
            self._zygote.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._zygote.kill()
            self._zygote.wait()
        self._log.close()
        remove_tree(self.scratch)

    def wait_until_ready(self) -> list[str]:
        """Wait for the imports; returns the libraries that are not installed.

        The first caller waits and is told; others, in other threads, wait for it.
        """
        with self._starting:
            return self._wait_until_ready()

    def _wait_until_ready(self) -> list[str]:
        if self._started:
            return []
        try:
            message = channel.receive_whole(self._receiver, START_SECONDS * 4)
        except (channel.ChannelClosed, TimeoutError) as error:
            self._log.seek(0)
            lines = self._log.read().strip().splitlines() or ["no reason was given"]
            raise EngineError(f"the engine did not start: {lines[-1]}") from error
        self._started = True
        return [str(name) for name in message.body["missing"]]

    def assignment(self, limits: Limits, support: Files) -> AssignmentServer:
        """Start the fork server of an assignment.

        `support` maps a path relative to the notebook to a file that every submission finds there.
        With "auto" the levels are tried from the strongest down, each with a real worker.
        Raises `IsolationUnavailable` with the reasons when none works.
        """
        self.wait_until_ready()
        candidates = _AUTO if self.wanted == "auto" else (Level(self.wanted),)
        reasons: list[str] = []
        for level in candidates:
            if level is not Level.FULL and limits.processes:
                reasons.append(f"{level.value}: processes = {limits.processes} needs level full")
                continue
            try:
                server = AssignmentServer(self, level, limits, support, "; ".join(reasons))
            except (EngineError, OSError) as error:
                reasons.append(f"{level.value}: {error}")
                continue
            self._servers.append(server)
            try:
                server.probe()
            except (EngineError, OSError) as error:
                reasons.append(f"{level.value}: {error}")
                server.close()
                continue
            return server
        raise IsolationUnavailable(
            f"student code cannot be contained here ({'; '.join(reasons)})",
            "use Linux 5.13 or newer with Landlock (a container must allow it), or accept the "
            "risk with --isolation none",
        )

    def fork(self, level: Level, limits: Limits, support: Files, scratch: str) -> socket.socket:
        """Ask the zygote for a server; returns the socket to it."""
        ours, theirs = channel.pair()
        archive = pack(support)
        body = {
            "request": protocol.ASSIGNMENT, "level": level.value, "limits": limits.as_dict(),
            "scratch": scratch, "canary": self.canary,
        }  # fmt: skip
        with theirs, self._lock:
            channel.send(self._sock, body, [theirs.fileno(), archive])
        os.close(archive)
        return ours

    def folder(self) -> str:
        """A fresh folder that the unprivileged side owns."""
        path = os.path.join(self.scratch, f"assignment-{next(self._names)}")
        os.mkdir(path, 0o700)
        if os.getuid() == 0:
            os.chown(path, levels.UNPRIVILEGED_ID, levels.UNPRIVILEGED_ID)
        return path
