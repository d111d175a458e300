"""Levels of isolation, and the steps that take a process down to one.

full       user, pid, mount, network, ipc and uts namespaces, a private root, Landlock, seccomp
landlock   no namespaces: Landlock, seccomp and resource limits
none       resource limits only; only when the user asks for it by name

A process goes down in two steps: `enter_assignment` for the server of one assignment (it runs the
instructor's locked cells), then `enter_submission` for each fork that will run student code.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import threading
from dataclasses import dataclass

from autograder.errors import IsolationUnavailable
from autograder.sandbox import filesystem, generator, landlock, seccomp
from autograder.sandbox import syscalls as sc
from autograder.sandbox.level import Level
from autograder.sandbox.limits import MEGABYTE, Limits, apply, limit_tasks

# Numbers that belong to no account, as other judges use them; see docs/decisions.md.
UNPRIVILEGED_ID = 60_417
_INNER_ID = 1000


@dataclass(frozen=True)
class Box:
    """Where a submission works: `home` is the notebook's folder, `support` the source of files."""

    home: str
    temporary: str
    support: str


@dataclass(frozen=True)
class Given:
    """The files that a submission starts with: bytes on disk (in whole pages) and their number."""

    size: int
    files: int


def drop_privileges() -> None:
    """Become the unprivileged id if this is root, for good; a plain user stays who it is.

    Raises `IsolationUnavailable` when that id could not read the Python installation.
    """
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(UNPRIVILEGED_ID, UNPRIVILEGED_ID, UNPRIVILEGED_ID)
        os.setresuid(UNPRIVILEGED_ID, UNPRIVILEGED_ID, UNPRIVILEGED_ID)
        sc.prctl(sc.PR_SET_DUMPABLE, 1)  # else /proc/self belongs to root and cannot be set up
    if not os.access(os.__file__, os.R_OK):
        raise IsolationUnavailable(
            f"Python in {os.path.dirname(os.__file__)} cannot be read by an unprivileged account",
            "install Python outside the home of root, or use --isolation full",
        )


def enter_assignment(level: Level, scratch: str, programs: bool) -> None:
    """First step: give up privileges and, at level `full`, move to a private root.

    The caller must fork afterwards (the new pid namespace is for children) and call
    `finish_assignment` in the child. Raises `OSError` or `IsolationUnavailable`.
    """
    readable = filesystem.readable_paths(programs)
    namespaces = (
        sc.CLONE_NEWUSER | sc.CLONE_NEWNS | sc.CLONE_NEWPID | sc.CLONE_NEWNET
        | sc.CLONE_NEWIPC | sc.CLONE_NEWUTS
    )  # fmt: skip
    if level is Level.FULL and os.getuid() == 0:
        # Root builds the private root first: it may lie behind folders that only root can enter.
        sc.unshare(sc.CLONE_NEWNS)
        filesystem.build_root(scratch, readable)
        drop_privileges()
        _unshare_as_user(namespaces)
    elif level is Level.FULL:
        _unshare_as_user(namespaces)
        filesystem.build_root(scratch, readable)
    else:
        drop_privileges()


def _unshare_as_user(namespaces: int) -> None:
    """New namespaces, with this user as the only one known inside."""
    uid, gid = os.getuid(), os.getgid()
    sc.unshare(namespaces)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{_INNER_ID} {uid} 1"),
        ("gid_map", f"{_INNER_ID} {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as control:
            control.write(text)


def finish_assignment(level: Level) -> None:
    """In the first process of the new pid namespace: show its own processes in /proc."""
    if level is Level.FULL:
        filesystem.mount_proc(submission=False)


def make_box(level: Level, scratch: str, name: str, limits: Limits, given: Given) -> Box:
    """A working place for the submission (or for the locked cells) in this process.

    It holds a copy of the assignment's files; `given` are these and the submission's own, which
    do not count as written.
    """
    if level is Level.FULL:
        size = limits.disk_mb * MEGABYTE + given.size
        filesystem.mount_box(size, limits.files + given.files)
        base, support = filesystem.BOX, filesystem.SUPPORT
    else:
        base, support = os.path.join(scratch, name), os.path.join(scratch, "support")
        os.mkdir(base, 0o700)
    box = Box(os.path.join(base, "work"), os.path.join(base, "tmp"), support)
    os.mkdir(box.temporary)
    shutil.copytree(support, box.home)
    os.environ.update(HOME=box.home, TMPDIR=box.temporary, PWD=box.home)
    tempfile.tempdir = None
    os.chdir(box.home)
    return box


def enter_submission(
    level: Level, scratch: str, name: str, limits: Limits, given: Given, student: bool = False
) -> Box:
    """Second step, up to the box: fresh mounts and process list at level `full`.

    The process of a `student`, whose tests run in another, does not see what only these need.
    """
    sc.prctl(sc.PR_SET_PDEATHSIG, signal.SIGKILL)
    if level is not Level.FULL:
        sc.prctl(sc.PR_SET_CHILD_SUBREAPER, 1)
        return make_box(level, scratch, name, limits, given)
    sc.unshare(sc.CLONE_NEWNS | sc.CLONE_NEWIPC)
    filesystem.mount_proc(submission=True)
    if student:
        generator.cover()
    return make_box(level, scratch, name, limits, given)


def lock(level: Level, box: Box, limits: Limits, base: int, student: bool = False) -> int | None:
    """Third step: files, capabilities and limits; nothing that follows can undo it.

    `base` is the address space in bytes that the limit on memory leaves out of account. Returns
    the descriptor on which the kernel asks about forks, or None at level `none`; pass it to the
    controller, then call `close`.
    """
    if level is Level.FULL:
        # A user namespace of its own: limits on tasks count for this submission alone.
        _unshare_as_user(sc.CLONE_NEWUSER)
    sc.drop_capabilities()
    sc.prctl(sc.PR_SET_NO_NEW_PRIVS, 1)
    if level is not Level.NONE:
        writable = [os.path.dirname(box.home), "/dev/null", "/dev/full"]
        if level is Level.FULL:
            landlock.restrict(["/"], writable, execute=limits.processes > 0)
        else:
            readable = [*filesystem.readable_paths(), *filesystem.DEVICES, *filesystem.PROCESSORS]
            listed: list[str] = []
            if student:
                readable, listed = generator.without(readable)
            landlock.restrict(readable, writable, execute=False, listed=listed)
            _do_without_proc_and_semaphores()
    apply(limits, base)
    if level is Level.FULL:
        limit_tasks(limits, spare=8)
    if level is Level.NONE:
        return None
    return sc.install_filter(seccomp.compile_questions(policy(level, limits)), listen=True)


def close(level: Level, limits: Limits) -> None:
    """Last step: from here on only the listed system calls work."""
    if level is not Level.NONE:
        sc.install_filter(seccomp.compile_filter(policy(level, limits)), listen=False)


def _do_without_proc_and_semaphores() -> None:
    """Let libraries work without /proc and /dev/shm, which are closed at level `landlock`.

    threadpoolctl (under scikit-learn) then finds libraries another way. Pools of threads (under
    joblib) lock with a semaphore between processes, where a lock between threads is enough: no
    process can be started.
    """
    import multiprocessing.synchronize as between_processes

    between_processes.Lock = lambda ctx=None: threading.Lock()  # type: ignore[misc, assignment]
    between_processes.RLock = lambda ctx=None: threading.RLock()  # type: ignore[misc, assignment]
    with contextlib.suppress(ImportError):
        import threadpoolctl

        threadpoolctl._HAS_PROCFS = False


def policy(level: Level, limits: Limits) -> seccomp.Policy:
    """The system calls of a level."""
    full = level is Level.FULL
    return seccomp.Policy(
        signals=full or landlock.supported().signal_scope,
        attributes=full,
        processes=limits.processes > 0,
        ask_threads=not full,
    )


def compile_filters(level: Level, limits: Limits) -> None:
    """Compile the filters of a level ahead, so that every fork finds them ready."""
    if level is not Level.NONE:
        seccomp.compile_questions(policy(level, limits))
        seccomp.compile_filter(policy(level, limits))
