"""The system calls that student code may make: an allow-list compiled by libseccomp.

Whatever is not listed fails with EPERM. Comparisons are equalities only: the kernel reads many
arguments as 32 bits while the filter compares 64, so "not equal" can be walked around.
A fork is answered by the controller, call by call: that is how the grader takes a checkpoint
between two cells while the cell itself can start no process. `sendmsg` is not listed: descriptors
in flight are counted for a user, so one student could keep the others' workers from starting.
"""

from __future__ import annotations

import errno
import fcntl
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# What glibc asks for in fork(), in pthread_create() and in posix_spawn().
FORK_FLAGS = 0x01200011
THREAD_FLAGS = 0x003D0F00
SPAWN_FLAGS = 0x00004111

FILES = """
    access chdir close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2
    fadvise64 fallocate fchdir fdatasync flock fstat fstatfs fsync ftruncate getcwd getdents
    getdents64 lseek lstat link linkat mkdir mkdirat newfstatat open openat openat2 pread64
    preadv preadv2 pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv rename
    renameat renameat2 rmdir sendfile stat statfs statx symlink symlinkat sync_file_range umask
    unlink unlinkat write writev
"""
MEMORY = "brk madvise membarrier mincore mmap mprotect mremap msync munmap"
WAITING = """
    epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2
    pipe pipe2 poll ppoll pselect6 select timerfd_create timerfd_gettime timerfd_settime
    recvfrom recvmsg shutdown getsockopt getsockname getpeername
"""
TIME = """
    alarm clock_getres clock_gettime clock_nanosleep getitimer gettimeofday nanosleep
    restart_syscall setitimer time times
"""
SELF = """
    exit exit_group futex futex_waitv get_robust_list getcpu getegid geteuid getgid getgroups
    getpgid getpgrp getpid getppid getpriority getrandom getresgid getresuid getrlimit getrusage
    getsid gettid getuid rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigreturn
    rt_sigsuspend rt_sigtimedwait pause sched_get_priority_max sched_get_priority_min
    sched_getaffinity sched_getparam sched_getscheduler sched_yield set_robust_list
    set_tid_address sigaltstack sysinfo uname wait4 waitid arch_prctl
"""
# In a private pid namespace, or inside Landlock's signal scope, these reach nobody else.
SIGNALS = "kill tgkill tkill"
# Landlock does not restrict them and files of the same user lie outside: they become no-ops.
ATTRIBUTES = """
    chmod chown fchmod fchmodat fchmodat2 fchown fchownat futimesat lchown utime utimensat utimes
    truncate
"""
# shutil expects this answer of a file system without extended attributes.
EXTENDED = """
    fgetxattr flistxattr fremovexattr fsetxattr getxattr lgetxattr listxattr llistxattr
    lremovexattr lsetxattr removexattr setxattr
"""
PROCESSES = "execve execveat vfork setpgid setsid"
FCNTL = (
    fcntl.F_DUPFD, fcntl.F_DUPFD_CLOEXEC, fcntl.F_GETFD, fcntl.F_SETFD, fcntl.F_GETFL,
    fcntl.F_SETFL, fcntl.F_GETLK, fcntl.F_SETLK, fcntl.F_SETLKW,
    36, 37, 38,  # F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW
)  # fmt: skip
IOCTL = (0x5401, 0x541B, 0x5421, 0x5450, 0x5451, 0x5413)  # TCGETS FIONREAD FIONBIO F(N)CLEX WINSZ
PRCTL = (3, 15, 16, 23, 0x53564D41)  # GET_DUMPABLE, SET_NAME, GET_NAME, CAPBSET_READ, SET_VMA

_NOTIFICATION = struct.Struct("=QII64s")
_RESPONSE = struct.Struct("=QqiI")
_FIRST_ARGUMENT = struct.Struct("=16xQ")  # of the 64 bytes about the call: number, arch, address
_NOTIF_RECV, _NOTIF_SEND = 0xC0502100, 0xC0182101
_CONTINUE = 1


@dataclass(frozen=True)
class Policy:
    """What a filter allows beyond the common list.

    signals          may send signals (safe in a pid namespace or a Landlock signal scope)
    ask_threads      each new thread is asked for, where the kernel's own limit cannot count them
    attributes       by-path chmod, chown and utime take effect (safe on private mounts); otherwise
                     they do nothing and report success, as shutil.copy2 and zipfile expect
    processes        may start child processes
    """

    signals: bool
    attributes: bool
    processes: bool
    ask_threads: bool


def _library() -> Any:
    """libseccomp's binding; raises `OSError` when it is not installed."""
    try:
        import pyseccomp
    except (ImportError, RuntimeError, OSError) as error:
        raise OSError(
            "libseccomp is missing; install it (Debian: apt-get install libseccomp2)"
        ) from error
    return pyseccomp


def _program(rules: Any) -> bytes:
    """A compiled filter as BPF instructions."""
    with open(os.memfd_create("filter"), "w+b") as program:
        rules.export_bpf(program)
        program.seek(0)
        return program.read()


@lru_cache(maxsize=4)
def compile_questions(policy: Policy) -> bytes:
    """Compile the first filter: which calls the controller is asked about; it allows all others.

    It is a filter of its own because the descriptor for the answers must be passed on by a call
    that the allow-list, installed next, forbids.
    """
    seccomp = _library()
    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    number = seccomp.resolve_syscall(seccomp.Arch.NATIVE, "clone")
    if not policy.processes:
        rules.add_rule(seccomp.NOTIFY, number, seccomp.Arg(0, seccomp.EQ, FORK_FLAGS))
    if policy.ask_threads:
        rules.add_rule(seccomp.NOTIFY, number, seccomp.Arg(0, seccomp.EQ, THREAD_FLAGS))
    return _program(rules)


@lru_cache(maxsize=4)
def compile_filter(policy: Policy) -> bytes:
    """Compile the allow-list for a policy to a BPF program.

    Raises `OSError` when libseccomp is not installed.
    """
    seccomp = _library()
    rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    rules.set_attr(seccomp.Attr.ACT_BADARCH, seccomp.KILL_PROCESS)
    rules.set_attr(seccomp.Attr.CTL_OPTIMIZE, 2)

    def add(action: int, names: str, *arguments: Any) -> None:
        for name in names.split():
            number = seccomp.resolve_syscall(seccomp.Arch.NATIVE, name)
            if number >= 0:  # negative: this architecture or libseccomp does not know it
                rules.add_rule(action, number, *arguments)

    def equal(argument: int, value: int) -> Any:
        return seccomp.Arg(argument, seccomp.EQ, value)

    for names in (FILES, MEMORY, WAITING, TIME, SELF):
        add(seccomp.ALLOW, names)
    add(seccomp.ALLOW if policy.attributes else seccomp.ERRNO(0), ATTRIBUTES)
    add(seccomp.ERRNO(errno.ENOTSUP), EXTENDED)
    if policy.signals:
        add(seccomp.ALLOW, SIGNALS)
    for command in FCNTL:
        add(seccomp.ALLOW, "fcntl", equal(1, command))
    for request in IOCTL:
        add(seccomp.ALLOW, "ioctl", equal(1, request))
    for option in PRCTL:
        add(seccomp.ALLOW, "prctl", equal(0, option))
    add(seccomp.ALLOW, "prlimit64", equal(0, 0))  # 0 is the caller itself
    # Stream pairs only: a datagram socket could be sent to any socket of the host by its path.
    for kind in (1, 1 | 0o2000000, 1 | 0o4000, 1 | 0o2004000):  # SOCK_STREAM, CLOEXEC, NONBLOCK
        add(seccomp.ALLOW, "socketpair", equal(0, 1), equal(1, kind))
    add(seccomp.ALLOW, "sendto", equal(4, 0))  # no destination address
    add(seccomp.ERRNO(errno.ENOSYS), "clone3")  # glibc then uses clone, whose flags can be read
    for flags in (THREAD_FLAGS, FORK_FLAGS):  # as far as the questions' answers let them go on
        add(seccomp.ALLOW, "clone", equal(0, flags))
    if policy.processes:
        add(seccomp.ALLOW, "clone", equal(0, SPAWN_FLAGS))
        add(seccomp.ALLOW, f"{PROCESSES} sendmsg")
    return _program(rules)


def answer(listener: int, decide: Callable[[int, bool], int]) -> None:
    """Answer one pending question.

    `decide` gets the number of the task that asks and whether it asks for a thread (else a
    process), and returns 0 to let it go on, or the errno of the refusal. A task that is gone
    meanwhile gets no answer.
    """
    request = bytearray(_NOTIFICATION.size)
    try:
        fcntl.ioctl(listener, _NOTIF_RECV, request)
        identifier, pid, _, call = _NOTIFICATION.unpack(request)
        flags = _FIRST_ARGUMENT.unpack_from(call)[0]
        refusal = decide(pid, flags == THREAD_FLAGS)
        response = _RESPONSE.pack(identifier, 0, -refusal, 0 if refusal else _CONTINUE)
        fcntl.ioctl(listener, _NOTIF_SEND, response)
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.EINTR):
            raise
