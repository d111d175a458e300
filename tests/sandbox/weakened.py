"""The engine's first process with one layer of the sandbox taken away, to see that it is missed.

    python weakened.py LAYER DESCRIPTOR

It stands in for `python -m autograder.engine.inside.preload DESCRIPTOR`, see `standing_in`.
The data libraries are left out, so that an engine starts in a fraction of the time; with the layer
`nothing` it is a light engine for tests that compute nothing.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from autograder.engine.inside import preload
from autograder.sandbox import filesystem, landlock, levels, seccomp
from autograder.sandbox import syscalls as sc


def _nothing(*_: Any, **__: Any) -> None:
    """Stands in for a step that is left out."""


def nothing() -> None:
    """The sandbox as it is."""


def no_landlock() -> None:
    """Every file that the account may read can be read."""
    landlock.restrict = _nothing


def no_system_call_filter() -> None:
    """Every system call works."""
    levels.close = _nothing


def sockets_allowed() -> None:
    """The filter lets sockets through."""
    seccomp.FILES += " socket connect"


def forks_allowed() -> None:
    """Nobody is asked about a fork."""
    compile_questions = seccomp.compile_questions

    def ask_nothing(policy: seccomp.Policy) -> bytes:
        return compile_questions(replace(policy, processes=True, ask_threads=False))

    vars(seccomp)["compile_questions"] = ask_nothing


def namespaces_allowed() -> None:
    """The filter lets new namespaces and mounts through."""
    seccomp.FILES += " unshare mount"


def no_private_root() -> None:
    """The private root holds the temporary folder of the host as well."""
    readable_paths = filesystem.readable_paths
    filesystem.readable_paths = lambda programs=False: [
        *readable_paths(programs), tempfile.gettempdir()
    ]  # fmt: skip


def no_process_namespace() -> None:
    """A submission lives among the processes of the assignment's server."""
    unshare = sc.unshare
    sc.unshare = lambda flags: None if flags == sc.CLONE_NEWPID else unshare(flags)


def no_limits() -> None:
    """Memory, time and files are not limited."""
    vars(levels)["apply"] = _nothing


LAYERS: dict[str, Callable[[], None]] = {
    layer.__name__: layer
    for layer in (
        nothing, no_landlock, no_system_call_filter, sockets_allowed, forks_allowed,
        namespaces_allowed, no_private_root, no_process_namespace, no_limits,
    )
}  # fmt: skip


def standing_in(layer: str) -> Callable[..., subprocess.Popen[bytes]]:
    """A `subprocess.Popen` that starts this program wherever the engine starts its own."""
    start = subprocess.Popen

    def start_weakened(arguments: list[str], **options: Any) -> subprocess.Popen[bytes]:
        if arguments[:4] == [sys.executable, "-sP", "-m", preload.__name__]:
            arguments = [sys.executable, "-sP", __file__, layer, arguments[4]]
        return start(arguments, **options)

    return start_weakened


if __name__ == "__main__":
    LAYERS[sys.argv[1]]()
    preload.main(int(sys.argv[2]), ())
