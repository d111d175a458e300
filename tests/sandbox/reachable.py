"""Run a command as another account although Python lies behind a folder that only root can enter.

    python reachable.py ACCOUNT HOME COMMAND ...

Root often has its Python below /root, which no other account may enter. The command then runs in a
mount namespace of its own, in which every closed folder on the way to Python, to the virtual
environment and to this repository is covered by an empty one that is open, with just those pieces
put back at their places. Nothing of the machine changes. The command also gets a pid namespace, so
that whatever a failing test leaves behind ends with it.
"""

from __future__ import annotations

import os
import signal
import stat
import sys
from pathlib import Path

from autograder.sandbox import syscalls as sc

REPOSITORY = Path(__file__).resolve().parents[2]
PLAIN_ACCOUNT = 65_533
FIRST_PID = 5000
_ENTER = stat.S_IROTH | stat.S_IXOTH


def needed() -> list[Path]:
    """The folders that a test run reads."""
    found = {Path(p).resolve() for p in (sys.base_prefix, sys.prefix, REPOSITORY)}
    return sorted(path for path in found if not any(path != p and path in p.parents for p in found))


def closed_parents() -> list[Path]:
    """The outermost folders on the way to the needed ones that other accounts may not enter."""
    closed = set()
    for path in needed():
        for parent in reversed(path.parents):
            if parent.stat().st_mode & _ENTER != _ENTER:
                closed.add(parent)
                break
    return sorted(closed)


def can_everyone_read_python() -> bool:
    """Whether an unprivileged account could run this Python as it lies."""
    return not closed_parents()


def command(account: int, home: Path, arguments: list[str]) -> list[str]:
    """The command line that runs `arguments` as `account`; only root may use it."""
    return [sys.executable, __file__, str(account), str(home), *arguments]


def open_the_way() -> None:
    """Cover the closed folders, in a private mount namespace."""
    sc.unshare(sc.CLONE_NEWNS)
    sc.mount("none", "/", flags=sc.MS_REC | sc.MS_PRIVATE)
    for closed in closed_parents():
        pieces = [path for path in needed() if closed in path.parents]
        held = [os.open(path, os.O_PATH) for path in pieces]
        sc.mount("tmpfs", str(closed), "tmpfs", sc.MS_NOSUID | sc.MS_NODEV, "mode=755")
        for path, descriptor in zip(pieces, held, strict=True):
            path.mkdir(parents=True)
            sc.mount(f"/proc/self/fd/{descriptor}", str(path), flags=sc.MS_BIND | sc.MS_REC)
            os.close(descriptor)


def become(account: int) -> None:
    """Give up root for good; account 0 stays root."""
    if account:
        os.setgroups([])
        os.setresgid(account, account, account)
        os.setresuid(account, account, account)


def count_processes_from(number: int) -> None:
    """Give no process of this pid namespace a number that a worker has in its own, smaller one.

    An attack on a number of the outside would otherwise hit the attacker's own process.
    """
    Path("/proc/sys/kernel/ns_last_pid").write_text(str(number), encoding="ascii")


def main(account: int, home: str, arguments: list[str]) -> None:
    """Run the command and exit with its status."""
    open_the_way()
    sc.unshare(sc.CLONE_NEWPID)
    child = os.fork()
    if child:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    sc.prctl(sc.PR_SET_PDEATHSIG, signal.SIGKILL)
    sc.mount("proc", "/proc", "proc", sc.MS_NOSUID | sc.MS_NODEV | sc.MS_NOEXEC)
    count_processes_from(FIRST_PID)
    command = os.fork()  # the first process of a pid namespace only collects orphans
    if command:
        while True:
            pid, status = os.wait()
            if pid == command:
                os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    become(account)
    os.chdir(REPOSITORY)
    environment = {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8"}
    environment |= {name: value for name, value in os.environ.items() if name.startswith("PY")}
    os.execve(arguments[0], arguments, environment)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
