"""The fork server of one assignment: every worker is a fork of it.

It holds the assignment's files and, if the assignment begins with cells that no student may edit,
the state after them.
"""

from __future__ import annotations

import contextlib
import os
import random
import select
import signal
import socket
import sys
import tarfile
import threading
from typing import Any

from autograder import preloaded
from autograder.engine.between import channel, protocol
from autograder.engine.between.processes import children, kill_descendants
from autograder.engine.inside import worker
from autograder.engine.inside.shell import NotebookRunner
from autograder.sandbox import filesystem, levels
from autograder.sandbox import syscalls as sc
from autograder.sandbox.level import Level
from autograder.sandbox.limits import Limits, address_space
from autograder.wall.checker import CheckerSide
from autograder.wall.student import StudentSide


def reap() -> list[int]:
    """Collect children that have ended; returns their numbers."""
    ended = []
    with contextlib.suppress(ChildProcessError):
        while pid := os.waitpid(-1, os.WNOHANG)[0]:
            ended.append(pid)
    return ended


def unpack(archive: int, folder: str) -> None:
    """Write the files of a tar archive, given as an open descriptor, into a folder.

    The controller packed it. Python before 3.11.4, as in Debian 12, has no filters.
    """
    with open(archive, "rb") as stream, tarfile.open(fileobj=stream) as tar:
        if hasattr(tarfile, "data_filter"):
            tar.extractall(folder, filter="data")
        else:
            tar.extractall(folder)


class AssignmentServer:
    """Serves one assignment; runs inside the first step of the sandbox."""

    def __init__(
        self,
        sock: socket.socket,
        level: Level,
        limits: Limits,
        scratch: str,
        canary: str,
        runner: NotebookRunner,
    ) -> None:
        self.sock, self.level, self.limits = sock, level, limits
        self.scratch, self.canary, self.runner = scratch, canary, runner
        self.base = address_space()
        self.workers: set[int] = set()
        self.given = levels.Given(0, 0)
        self.own_descriptors: list[int] = []  # which no worker may inherit
        self.pid_namespace = -1

    def start(self, support: int) -> None:
        """Enter the sandbox's first step, unpack the files and serve until the end."""
        levels.enter_assignment(self.level, self.scratch, self.limits.processes > 0)
        if self.level is Level.FULL:
            child = os.fork()
            if child:  # the child is the first process of the new pid namespace
                sc.prctl(sc.PR_SET_PDEATHSIG, signal.SIGKILL)
                self.sock.close()
                os.close(support)
                os.waitpid(child, 0)
                return
            sc.prctl(sc.PR_SET_PDEATHSIG, signal.SIGKILL)
            levels.finish_assignment(self.level)
            self.pid_namespace = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
            self.own_descriptors.append(self.pid_namespace)
            folder = filesystem.SUPPORT
        else:
            # No death signal: at the controller's end this process must live to end the others.
            sc.prctl(sc.PR_SET_PDEATHSIG, 0)
            sc.prctl(sc.PR_SET_CHILD_SUBREAPER, 1)
            folder = os.path.join(self.scratch, "support")
            os.mkdir(folder, 0o700)
        unpack(support, folder)
        self.given = _weigh(folder)
        if self.level is Level.FULL:
            filesystem.seal_root()
        channel.send(self.sock, {"event": protocol.READY})
        self.serve()

    def serve(self) -> None:
        """Answer the controller until it hangs up, and collect the workers that have ended."""
        wake_read, wake_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self.own_descriptors += [wake_read, wake_write]
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        receiver = channel.Receiver(self.sock, protocol.LARGEST_MESSAGE)
        poll = select.poll()
        poll.register(self.sock, select.POLLIN)
        poll.register(wake_read, select.POLLIN)
        while True:
            ready = {descriptor for descriptor, _ in poll.poll()}
            if wake_read in ready:
                with contextlib.suppress(BlockingIOError):
                    os.read(wake_read, 4096)
                self.workers -= set(reap())
                self._kill_orphans()
            if self.sock.fileno() not in ready:
                continue
            try:
                message = receiver.receive()
            except channel.ChannelClosed:
                break
            if message is None:
                continue
            if message.body["request"] == protocol.PREFIX:
                self.run_prefix(message.body)
            else:
                try:
                    self.fork_worker(message)
                except OSError as error:  # no more processes or memory: this submission's matter
                    with socket.socket(fileno=os.dup(message.descriptors[0])) as theirs:
                        channel.send(theirs, {"event": protocol.FAILED, "reason": str(error)})
                channel.close_all(message.descriptors)
        signal.set_wakeup_fd(-1)
        if self.level is Level.FULL:
            return  # the end of a namespace's first process is the end of all
        kill_descendants(os.getpid())
        with contextlib.suppress(ChildProcessError):
            while True:
                os.wait()

    def _kill_orphans(self) -> None:
        """End what a submission left behind: its orphans come to this process."""
        if self.level is not Level.FULL:
            for pid in set(children(os.getpid())) - self.workers:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def fork_worker(self, message: channel.Message) -> None:
        """Fork a worker; it never returns here."""
        server_pid = os.getpid()
        if self.level is Level.FULL:
            sc.unshare(sc.CLONE_NEWPID)
        state = random.getstate()
        child = -1
        try:
            child = os.fork()
        finally:
            if self.level is Level.FULL and child:
                sc.setns(self.pid_namespace, sc.CLONE_NEWPID)
        if child:
            self.workers.add(child)
            return
        random.setstate(state)  # a fork seeds it anew, but a locked cell may have seeded it
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        # Until the sandbox is closed nothing may be imported from the student's folder.
        sys.path[:] = [entry for entry in sys.path if entry]
        self.sock.close()
        channel.close_all(self.own_descriptors)
        theirs, *others = message.descriptors
        sock = socket.socket(fileno=theirs)
        try:
            size, number = message.body["given"]
            given = levels.Given(self.given.size + size, self.given.files + number)
            box = levels.enter_submission(
                self.level, self.scratch, message.body["name"], self.limits, given,
                student=message.body["role"] == protocol.STUDENT,
            )  # fmt: skip
            side = None
            if message.body["role"]:
                kind = StudentSide if message.body["role"] == protocol.STUDENT else CheckerSide
                side = kind(socket.socket(fileno=others.pop(0)), self.runner, _above(box.home))
            if others:
                unpack(others[0], box.home)
            started = worker.Worker(sock, self.runner, self.limits, side)
            started.start(self.level, box, self.base, self.canary, server_pid)
            with contextlib.suppress(BaseException):  # out of memory, say: the checkpoint goes on
                started.serve()
        except channel.ChannelClosed:
            pass
        except BaseException as error:
            with contextlib.suppress(Exception):
                channel.send(sock, {"event": protocol.FAILED, "reason": f"{error}"})
        finally:
            os._exit(0)

    def run_prefix(self, body: dict[str, Any]) -> None:
        """Run the locked cells in a fork; if all went well, the fork is the server from now on.

        This process waits meanwhile. It takes over again if the fork dies, hangs (the controller
        kills it), meets an error, leaves threads behind or changes files: then every submission
        runs the cells for itself.
        """
        child = os.fork()
        if child:
            while True:
                pid, _ = os.waitpid(-1, 0)
                if pid == child:
                    break
            return
        try:
            results, reason = self._run_prefix_cells(body)
        except BaseException as error:
            results, reason = [], f"{type(error).__name__}: {error}"
        channel.send(self.sock, {"event": protocol.DONE, "results": results, "reason": reason})
        if reason:
            os._exit(1)

    def _run_prefix_cells(self, body: dict[str, Any]) -> tuple[list[dict[str, Any]], str]:
        if self.level is Level.FULL:
            sc.unshare(sc.CLONE_NEWNS)
        box = levels.make_box(self.level, self.scratch, "prefix", self.limits, self.given)
        before = _listing(box.home)
        self.runner.use_streams()
        self.runner.new_loop()
        sys.path.insert(0, "")
        preloaded.hide()
        results = []
        for source in body["cells"]:
            result = self.runner.run(source, body["output_limit"])
            results.append(result)
            if result["error"]:
                return results, f"a locked cell raised {result['error']}"
        if threading.active_count() > 1 or len(os.listdir("/proc/self/task")) > 1:
            return results, "the locked cells left threads behind"
        if _listing(box.home) != before:
            return results, "the locked cells write files"
        preloaded.see_imports()
        return results, ""


def _above(home: str) -> str:
    """The folder that holds the work folder and the one for temporary files, with a slash."""
    return os.path.join(os.path.dirname(home), "")


def _weigh(folder: str) -> levels.Given:
    """What the files below a folder take on disk, in whole pages."""
    listing = _listing(folder)
    return levels.Given(sum(-(-size // 4096) * 4096 for _, size, _ in listing), 2 * len(listing))


def _listing(folder: str) -> list[tuple[str, int, int]]:
    """Every file below a folder with its size and time of change."""
    entries = []
    for path, _, names in os.walk(folder):
        for name in names:
            full = os.path.join(path, name)
            status = os.lstat(full)
            entries.append((full, status.st_size, status.st_mtime_ns))
    return sorted(entries)
