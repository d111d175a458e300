"""A worker: one submission's notebook, run cell by cell inside the sandbox.

Before a cell that a student may have written, the process forks. The parent waits: it is the
checkpoint. The child runs the cell and goes on. When the child dies, the parent takes over with
the state from before that cell. The first process never runs a cell itself,
except in a run that ends with its process.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import sys
import time
import warnings
from types import FrameType
from typing import Any

from autograder import preloaded
from autograder.engine.between import channel, protocol
from autograder.engine.between.execution import error_output
from autograder.engine.inside import threads
from autograder.engine.inside.guarded_names import guarded
from autograder.engine.inside.shell import NotebookRunner, has_room
from autograder.sandbox import levels, selftest
from autograder.sandbox.generator import Closed
from autograder.sandbox.level import Level
from autograder.sandbox.levels import Box
from autograder.sandbox.limits import MEGABYTE, Limits
from autograder.wall.checker import CheckerSide
from autograder.wall.student import StudentSide
from autograder.wall.wire import WallClosed

_NO_PROGRAMS = "other programs cannot be started while a notebook is graded"
_NO_NETWORK = "there is no network while a notebook is graded"
_REASONS = {
    **dict.fromkeys(
        ("subprocess.Popen", "os.system", "os.posix_spawn", "os.exec", "os.fork"), _NO_PROGRAMS
    ),
    **dict.fromkeys(("socket.__new__", "socket.getaddrinfo", "socket.gethostbyname"), _NO_NETWORK),
}


class Worker:
    """The loop of a worker process and of all its checkpoints."""

    def __init__(
        self,
        sock: socket.socket,
        runner: NotebookRunner,
        limits: Limits,
        wall: StudentSide | CheckerSide | None = None,
    ) -> None:
        self.sock, self.runner, self.limits, self.wall = sock, runner, limits, wall
        self.receiver = channel.Receiver(sock, protocol.LARGEST_MESSAGE)
        self.generation = 0
        self.first = True
        self.forking = False

    def start(self, level: Level, box: Box, base: int, canary: str, server_pid: int) -> None:
        """Close the sandbox, prove that it holds, and say that cells may come."""
        student = isinstance(self.wall, StudentSide)
        self.runner.open_streams()
        self.runner.new_loop()
        signal.signal(signal.SIGINT, self._interrupt)
        passed = [os.open(box.home, os.O_RDONLY | os.O_DIRECTORY)]
        listener = levels.lock(level, box, self.limits, base, student)
        passed += [] if listener is None else [listener]
        channel.send(self.sock, {"event": protocol.LOCKED}, passed)
        channel.close_all(passed)
        levels.close(level, self.limits)
        tests = selftest.run(level, canary, server_pid, self.limits.processes)
        if self.limits.processes:
            self.runner.shell.system = self.runner.shell.system_raw  # there is no terminal
        elif level is not Level.NONE:
            self._explain_refusals()
        if isinstance(self.wall, CheckerSide):
            self.wall.guard()
        else:
            sys.path.insert(0, "")  # from here on, as in a notebook
        if student:
            sys.meta_path.insert(0, Closed)
        preloaded.hide()  # what the steps so far have imported
        channel.send(self.sock, {"event": protocol.READY, "self_tests": tests})

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
        os.environ.update(body["environment"])
        if body["checkpoint"] and not self._checkpoint():
            return
        started = time.process_time()
        try:
            showing = contextlib.nullcontext() if body["shown"] else self.runner.unshown()
            with showing, guarded(self.runner.names, body["guard"]):
                result = self._run(body["source"], body["turn"], body["repeated"])
        except BaseException as error:  # the cell broke the machinery that runs it
            name = type(error).__name__
            output = error_output(name, "the cell broke the machinery that runs cells")
            result = {"outputs": [output], "execution_count": None, "error": name}
        if result["error"] is not None and not has_room():
            os._exit(1)  # the error left no memory: go on from before it
        result["cpu_seconds"] = time.process_time() - started
        done = {"event": protocol.DONE, "generation": self.generation}
        try:
            channel.send(self.sock, {**done, **result})
        except (TypeError, ValueError, RecursionError, MemoryError) as error:
            problem = f"an output of this cell cannot be stored ({type(error).__name__}: {error})"
            output = {"output_type": "stream", "name": "stdout", "text": problem}
            channel.send(self.sock, {**done, **result, "outputs": [output]})

    def _run(
        self, source: str, turn: dict[str, Any] | None, repeated: list[Any] | None
    ) -> dict[str, Any]:
        """Run a cell, within a turn of the wall if there is one."""
        limit = int(self.limits.output_mb * MEGABYTE)
        if turn is None and repeated and isinstance(self.wall, StudentSide):
            number, names = repeated
            with self.wall.remembered.during(number, names, self.runner.shell.ast_transformers):
                return self.runner.run(source, limit)
        if turn is None or self.wall is None:
            return self.runner.run(source, limit)
        if isinstance(self.wall, StudentSide):
            try:
                self.wall.serve(turn["number"], repeated[0] if repeated else None)
            except WallClosed:  # the code here broke its end: go on from before it did
                os._exit(1)
            return {"outputs": [], "execution_count": None, "truncated": False, "error": None}
        try:
            self.wall.begin(**turn)
        except BaseException as error:  # no answer, or one that is no answer
            output = error_output(type(error).__name__, str(error))
            result = {"outputs": [output], "execution_count": None, "error": type(error).__name__}
        else:
            result = self.runner.run(source, limit)
            if result["error"] is None and self.wall.unexpected:
                output = error_output("Unexpected", self.wall.unexpected)
                count = result["execution_count"]  # and nothing else: the cell proves nothing
                result = {"outputs": [output], "execution_count": count, "error": "Unexpected"}
        told = self.wall.told
        self.wall.end()
        return {**result, **told}

    def _checkpoint(self) -> bool:
        """Fork; True in the child. The parent returns False once the child is gone.

        True without a fork when that would lose threads: the checkpoint before this one stands.
        """
        if not self.first and threads.at_work(self.runner.shell):
            channel.send(self.sock, {"event": protocol.UNFORKED})
            return True
        state = random.getstate()
        # A student's own alarm must not wake the checkpoint while it waits.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python 3.12 warns of forks beside threads
            self.forking = True
            try:
                child = os.fork()
            except OSError:  # too many threads: the checkpoint before this one stands
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
                channel.send(self.sock, {"event": protocol.UNFORKED})
                return True
            finally:
                self.forking = False
        if child == 0:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            random.setstate(state)  # a fork seeds it anew; the cell before may have seeded it
            self.first = False
            threads.forget(self.runner.loop)
            channel.send(self.sock, {"event": protocol.FORKED, "generation": self.generation})
            return True
        status = self._wait_for(child)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
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

    def _explain_refusals(self) -> None:
        """Say in words why a program or a connection cannot be started; seccomp says only EPERM."""

        def explain(event: str, arguments: tuple[object, ...]) -> None:
            reason = _REASONS.get(event)
            # asyncio wraps a pair of sockets that exists already; the checkpoint itself forks.
            harmless = (event == "socket.__new__" and arguments[1] in (socket.AF_UNIX, -1)) or (
                event == "os.fork" and self.forking
            )
            if reason and not harmless:
                raise PermissionError(1, reason)

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(1, _NO_PROGRAMS)

        sys.addaudithook(explain)
        # `!command` and `lines = !command`
        self.runner.shell.system = self.runner.shell.getoutput = refuse
