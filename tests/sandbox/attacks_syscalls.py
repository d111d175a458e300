"""Calls to the kernel that a notebook has no business to make."""

from __future__ import annotations

import platform

from .cases import Case, dies, refused
from .kernel import FORBIDDEN

# On x86-64: mov eax, 20 (getpid of the 32-bit interface); int 0x80; ret.
_INTERRUPT = """
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(bytes.fromhex("b814000000cd80c3"))
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    print("pid", ctypes.CFUNCTYPE(ctypes.c_long)(address)())
"""

CASES = tuple(
    Case(
        f"system calls that concern {theme}",
        f"for name in {names.split()!r}:\n    attempt(name, lambda: syscall(name))",
        refused,
    )
    for theme, names in FORBIDDEN.items()
) + (
    Case(
        "arguments whose upper half the kernel does not read",
        """
        high = 1 << 32
        for option, name in ((4, "DUMPABLE"), (38, "NO_NEW_PRIVS"), (47, "CAP_AMBIENT")):
            attempt(f"PR_SET_{name}", lambda: syscall("prctl", high + option, 1))
        for option, name in ((22, "SECCOMP"), (35, "MM"), (36, "CHILD_SUBREAPER"), (8, "KEEPCAPS")):
            attempt(f"PR_SET_{name}", lambda: syscall("prctl", option, 1))
        attempt("F_SETOWN", lambda: syscall("fcntl", 0, high + 8, WORLD["victim"]))
        attempt("TIOCSTI", lambda: syscall("ioctl", 0, high + 0x5412))
        attempt("TIOCLINUX", lambda: syscall("ioctl", 0, high + 0x541C))
        attempt("prlimit of another", lambda: syscall("prlimit64", WORLD["victim"] + high))
        attempt("socketpair", lambda: syscall("socketpair", high + 1, high + 2))
        """,
        refused,
    ),
)  # fmt: skip

if platform.machine() == "x86_64":
    CASES += (
        Case("the interface of x32", "libc.syscall(ctypes.c_long(0x40000000 | 39))",
             dies("SIGSYS")),
        Case("the 32-bit interface by an interrupt", _INTERRUPT, dies("SIGSYS")),
    )  # fmt: skip
