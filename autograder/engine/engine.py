"""The engine: one zygote, a fork server for each assignment, a worker for each submission."""

from __future__ import annotations

import contextlib
import fcntl
import io
import os
import socket
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import TracebackType

from autograder.engine import channel, protocol, zygote
from autograder.engine.boxes import remove_tree
from autograder.engine.controller import START_SECONDS, WorkerController
from autograder.engine.execution import Cell, CellResult, Ending, Execution, Isolation
from autograder.engine.outputs import clean
from autograder.engine.outputs import count as execution_count
from autograder.errors import EngineError, IsolationUnavailable, WorkerFailed
from autograder.sandbox import landlock, levels
from autograder.sandbox.levels import Given, Level
from autograder.sandbox.limits import MEGABYTE, Limits

Files = Mapping[str, Path]
_AUTO = (Level.FULL, Level.LANDLOCK)
_SCRATCH = "labs-"
_ABANDONED_SECONDS = 600


def _pack(files: Files) -> int:
    """Files as a tar archive in memory; the descriptor of the archive, at its start."""
    descriptor = os.memfd_create("files")
    with (
        open(descriptor, "wb", closefd=False) as stream,
        tarfile.open(fileobj=stream, mode="w") as archive,
    ):
        for name, path in sorted(files.items()):
            data = path.read_bytes()
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(data), 0o644
            archive.addfile(entry, io.BytesIO(data))
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


class Engine:
    """Starts the zygote on entering, ends all processes on leaving.

    `level` is "auto" (the best that this machine can do) or a level by name.
    """

    def __init__(self, level: str = "auto") -> None:
        self.wanted = level
        self._lock = threading.Lock()
        self._names = count(1)

    def __enter__(self) -> Engine:
        _remove_abandoned()
        self._servers: list[AssignmentServer] = []
        self.scratch = tempfile.mkdtemp(prefix=_SCRATCH)
        os.chmod(self.scratch, 0o755)
        self.canary = os.path.join(self.scratch, "canary")
        Path(self.canary).write_text("not for student code", encoding="ascii")
        self._log = open(os.path.join(self.scratch, "log"), "w+", encoding="utf-8")
        self._sock, theirs = channel.pair()
        self._zygote = subprocess.Popen(
            [sys.executable, "-sP", "-m", zygote.__name__, str(theirs.fileno())],
            env=zygote.environment(_cache()),
            cwd="/",
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            start_new_session=True,  # an interrupt from the keyboard is the controller's business
        )
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
        """Wait for the imports; returns the libraries that are not installed."""
        if self._started:
            return []
        try:
            message = _receive(self._receiver, START_SECONDS * 4)
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
        archive = _pack(support)
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


class AssignmentServer:
    """The controller's side of one assignment's fork server; `run` may be called from threads."""

    def __init__(
        self, engine: Engine, level: Level, limits: Limits, support: Files, reason: str
    ) -> None:
        self._scratch = engine.folder()
        self._sock = engine.fork(level, limits, support, self._scratch)
        self._receiver = channel.Receiver(self._sock, protocol.LARGEST_MESSAGE)
        self._lock = threading.Lock()
        self._names = count(1)
        self.limits = limits
        self._given = _given(support)
        self.isolation = Isolation(level, reason, landlock.supported().abi, limits)
        self.prefix: tuple[str, ...] = ()
        self.prefix_results: list[CellResult] = []
        try:
            message = _receive(self._receiver, START_SECONDS)
        except (channel.ChannelClosed, TimeoutError) as error:
            self.close()
            raise EngineError("the assignment's fork server did not start") from error
        if message.body.get("event") != protocol.READY:
            self.close()
            raise EngineError(str(message.body.get("reason")))

    def probe(self) -> None:
        """Start one worker and end it: proves the level before any submission."""
        self._spawn({}).close()

    def share_prefix(self, cells: Sequence[str]) -> str:
        """Run cells that no student may edit once for all; returns why not, or "".

        Submissions that begin with exactly these cells are then forked from the state after them.
        """
        body = {
            "request": protocol.PREFIX,
            "cells": list(cells),
            "output_limit": int(self.limits.output_mb * MEGABYTE),
        }
        with self._lock:
            channel.send(self._sock, body)
            timeout = self.limits.wall_seconds * len(cells) + START_SECONDS
            try:
                message = _receive(self._receiver, timeout)
            except TimeoutError:
                return "the locked cells took too long"
        reason = str(message.body.get("reason"))
        if not reason:
            self.prefix = tuple(cells)
            self.prefix_results = [
                CellResult(clean(r["outputs"]), execution_count(r["execution_count"]))
                for r in message.body["results"]
            ]
        return reason

    def _spawn(self, files: Files) -> WorkerController:
        ours, theirs = channel.pair()
        name = f"job-{next(self._names)}"
        archives = [_pack(files)] if files else []
        own = _given(files)
        given = Given(self._given.size + own.size, self._given.files + own.files)
        with theirs, self._lock:
            body = {
                "request": protocol.WORKER, "name": name, "given": [own.size, own.files],
            }  # fmt: skip
            channel.send(self._sock, body, [theirs.fileno(), *archives])
        channel.close_all(archives)
        level = self.isolation.level
        box = os.path.join(self._scratch, name) if level is not Level.FULL else None
        controller = WorkerController(ours, self.limits, level is not Level.NONE, box, given)
        try:
            controller.start()
        except BaseException:
            controller.close()
            raise
        return controller

    def run(
        self,
        cells: Sequence[Cell],
        files: Files,
        *,
        enough: Callable[[int, CellResult], bool] = lambda number, result: False,
    ) -> Execution:
        """Run a notebook's code cells in a worker of its own.

        `files` are the submission's own, by path relative to the notebook. After a cell for whose
        number and result `enough` holds, no other runs. Always returns one result a cell; raises
        `WorkerFailed` only when the worker could not be started or trusted.
        """
        started = time.monotonic()
        shared = len(self.prefix)
        try:
            controller = self._spawn(files)
        except channel.ChannelClosed as error:
            raise WorkerFailed("a worker died while it started", "look at its limits") from error
        try:
            results = list(self.prefix_results)
            deadline = started + self.limits.total_seconds
            for number, cell in enumerate(cells[shared:], shared):
                left = max(deadline - time.monotonic(), 0.01)
                allowed = cell.timeout or self.limits.wall_seconds
                results.append(controller.run(cell, min(left, allowed)))
                if enough(number, results[-1]):
                    break
        finally:
            controller.close()
            if controller.box:
                remove_tree(controller.box)
        results += [CellResult([], None, Ending.NOT_RUN) for _ in cells[len(results) :]]
        isolation = replace(self.isolation, self_tests=controller.self_tests)
        return Execution(results, isolation, time.monotonic() - started, tuple(controller.notes))

    def close(self) -> None:
        """End the fork server."""
        self._sock.close()


def _receive(receiver: channel.Receiver, seconds: float) -> channel.Message:
    """The next whole message; raises `TimeoutError`."""
    deadline = time.monotonic() + seconds
    while True:
        receiver.sock.settimeout(max(deadline - time.monotonic(), 0.001))
        try:
            message = receiver.receive()
        finally:
            with contextlib.suppress(OSError):
                receiver.sock.settimeout(None)
        if message is not None:
            return message


def _cache() -> str:
    """A folder for caches that are slow to make (matplotlib's list of fonts)."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    path = os.path.join(base, "crossborder-labs")
    try:
        os.makedirs(path, exist_ok=True)
    except OSError:
        path = tempfile.mkdtemp(prefix="labs-cache-")
    return path


def _given(files: Files) -> Given:
    """What files take on disk, in whole pages; each may need a folder."""
    sizes = [path.stat().st_size for path in files.values()]
    return Given(sum(-(-size // 4096) * 4096 for size in sizes), 2 * len(sizes))


def _remove_abandoned() -> None:
    """Remove the folders of engines that were killed.

    A living one holds the lock of its log; one that is just starting may not hold it yet.
    """
    old = time.time() - _ABANDONED_SECONDS
    for folder in Path(tempfile.gettempdir()).glob(f"{_SCRATCH}*"):
        with contextlib.suppress(OSError):
            status = folder.lstat()
            if status.st_uid == os.getuid() and status.st_mtime < old:
                with open(folder / "log", "a", encoding="utf-8") as log:
                    fcntl.flock(log, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    remove_tree(str(folder))
