"""Proof, in each worker and before it sees a cell, that the sandbox holds.

Each test tries what student code must not be able to do. A test that succeeds in doing it fails the
worker: its submission is not run.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable

from autograder.sandbox import syscalls as sc
from autograder.sandbox.level import Level
from autograder.sandbox.limits import unlimited


def _refused(action: Callable[[], object]) -> bool:
    try:
        action()
    except OSError:
        return True
    return False


def _fork() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def run(level: Level, canary: str, server_pid: int, processes: int) -> dict[str, bool]:
    """Try each forbidden thing; True means that it was refused.

    `canary` is a file of the host that this user may read by its permissions, `server_pid` the
    number of the fork server as the server sees it.
    """
    if level is Level.NONE:
        return {}
    tests: dict[str, Callable[[], object]] = {
        "read a file of the host": lambda: open(canary, "rb").close(),
        "open a socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close(),
        "open a unix socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).close(),
        "write outside the box": lambda: open("/usr/lib/labs-canary", "wb").close(),
        "make a folder in the root": lambda: os.mkdir("/labs-canary"),
        "make a user namespace": lambda: sc.unshare(sc.CLONE_NEWUSER),
        "mount a file system": lambda: sc.mount("tmpfs", "/mnt", "tmpfs"),
    }
    if processes == 0:
        tests["start a process"] = _fork
    result = {name: _refused(action) for name, action in tests.items()}
    result["do without limits"] = not unlimited()
    if level is Level.FULL:
        # Its permissions allow it and no mount forbids it: only Landlock does.
        result["write to /proc"] = _refused(lambda: open("/proc/self/comm", "wb").close())
        result["see a foreign process"] = _only_own_processes()
    else:
        result["see a foreign process"] = _refused(lambda: os.listdir("/proc"))
        result["signal the fork server"] = _refused(lambda: os.kill(server_pid, 0))
    return result


def _only_own_processes() -> bool:
    numbers = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    return numbers == [os.getpid()] and os.getpid() == 1
