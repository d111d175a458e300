"""What must not be harmed: files, a process, listeners and a secret of the instructor.

All of it belongs to the account under which student code runs (or is open to everyone), so that
nothing but the sandbox protects it.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox.levels import UNPRIVILEGED_ID

from .reachable import REPOSITORY

SECRET_NAME = "INSTRUCTOR_TOKEN"


def student_account() -> int:
    """The account that student code runs under when pytest runs under the present one."""
    return os.getuid() or UNPRIVILEGED_ID


def settled(holds: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Whether a condition comes true within a time: processes take a moment to end."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def processes(account: int | None = None) -> set[int]:
    """The living processes of an account (zombies do not count), or of everybody."""
    found = set()
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            state = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()[0]
            owner = Path("/proc", name).stat().st_uid
        except OSError:
            continue
        if state != "Z" and account in (None, owner):
            found.add(int(name))
    return found


def descriptors(pid: int | str = "self") -> int:
    """How many descriptors a process holds."""
    return len(os.listdir(f"/proc/{pid}/fd"))


@dataclass
class World:
    """The victims; `facts` is what an attack may know of them."""

    folder: Path
    victim: subprocess.Popen[bytes]
    listeners: list[socket.socket]
    facts: dict[str, Any]

    def __post_init__(self) -> None:
        self._before = self._files()
        self._limits = Path("/proc", str(self.victim.pid), "limits").read_text()

    def _files(self) -> dict[str, tuple[object, ...]]:
        found: dict[str, tuple[object, ...]] = {}
        for path in sorted(self.folder.rglob("*")):
            status = path.lstat()
            content = path.read_bytes() if stat.S_ISREG(status.st_mode) else b""
            found[path.name] = (content, status.st_mode, status.st_uid, status.st_mtime_ns)
        return found

    def harm(self) -> list[str]:
        """Each thing that was harmed, in words."""
        found = []
        if self._files() != self._before:
            found.append("the instructor's files changed")
        state = Path("/proc", str(self.victim.pid), "stat").read_text().rpartition(")")[2].split()
        if state[0] not in "SR":
            found.append(f"the instructor's process is in state {state[0]}")
        if Path("/proc", str(self.victim.pid), "limits").read_text() != self._limits:
            found.append("the limits of the instructor's process changed")
        for listener in self.listeners:
            try:
                listener.accept() if listener.type == socket.SOCK_STREAM else listener.recv(100)
            except BlockingIOError:
                continue
            found.append(f"something reached {listener.getsockname()}")
        for place in ("/tmp/labs-attack", "/usr/lib/labs-attack", "/dev/shm/labs-attack"):
            if os.path.lexists(place):
                found.append(f"{place} exists")
        return found


def _listen(family: int, kind: int, address: Any) -> socket.socket:
    listener = socket.socket(family, kind)
    listener.bind(address)
    if kind == socket.SOCK_STREAM:
        listener.listen()
    listener.setblocking(False)
    return listener


@contextmanager
def make_world() -> Iterator[World]:
    """Set up the victims, and remove them afterwards."""
    account = student_account()
    folder = Path(tempfile.mkdtemp(prefix="victims-"))
    abstract = "\0labs-victim-" + secrets.token_hex(4)
    listeners = [
        _listen(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
        _listen(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
        _listen(socket.AF_UNIX, socket.SOCK_STREAM, str(folder / "stream")),
        _listen(socket.AF_UNIX, socket.SOCK_DGRAM, str(folder / "datagram")),
        _listen(socket.AF_UNIX, socket.SOCK_STREAM, abstract),
    ]
    gradebook = folder / "gradebook.db"
    gradebook.write_text("marks of everybody")
    (folder / "release.py").write_text("answer = 42")
    owner = {} if os.getuid() else {"user": account, "group": account, "extra_groups": []}
    victim = subprocess.Popen(["sleep", "900"], cwd="/", **owner)  # type: ignore[call-overload]
    before = os.environ.get(SECRET_NAME)  # of another world around this one
    os.environ[SECRET_NAME] = secrets.token_hex(16)
    for path in (*folder.iterdir(), folder):
        path.chmod(0o777 if path.is_dir() else 0o666)
        os.chown(path, account, account)
    facts = {
        "folder": str(folder), "gradebook": str(gradebook), "victim": victim.pid,
        "controller": os.getpid(), "tcp": listeners[0].getsockname()[1],
        "udp": listeners[1].getsockname()[1], "abstract": abstract,
        "repository": str(REPOSITORY), "token_name": SECRET_NAME,
        "nekot": os.environ[SECRET_NAME][::-1],  # backwards, so that the search finds no copy
    }  # fmt: skip
    try:
        yield World(folder, victim, listeners, facts)
    finally:
        del os.environ[SECRET_NAME]
        if before is not None:
            os.environ[SECRET_NAME] = before
        victim.kill()
        victim.wait()
        for listener in listeners:
            listener.close()
        shutil.rmtree(folder)
