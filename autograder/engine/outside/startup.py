"""How the engine's first process is started, and what earlier engines left behind is removed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from autograder.engine.outside.boxes import remove_tree

SCRATCH = "labs-"
LOG = "log"
ZYGOTE = "autograder.engine.inside.preload"  # by name: importing it would load what only it needs
_ABANDONED_SECONDS = 600
_KEPT = ("PYTHONHASHSEED",)  # the order of Python's sets, as a kernel would inherit it


def start_zygote(
    descriptor: int, libraries: Sequence[str], log: IO[str]
) -> subprocess.Popen[bytes]:
    """Start the zygote afresh, with one descriptor and an empty environment."""
    return subprocess.Popen(
        [sys.executable, "-sP", "-m", ZYGOTE, str(descriptor), *libraries],
        env=environment(_cache()),
        cwd="/",
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=log,
        start_new_session=True,  # an interrupt from the keyboard is the controller's business
    )


def environment(cache: str) -> dict[str, str]:
    """The whole environment of the engine's processes: of the instructor's only `_KEPT`.

    One thread for BLAS and OpenMP: pools of threads do not survive a fork, and parallel
    submissions share the cores already.
    """
    single = dict.fromkeys(
        ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
    )
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {
        **single,
        **kept,
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "USER": "student",
        "LOGNAME": "student",
        "HOME": cache,
        "IPYTHONDIR": os.path.join(cache, "ipython"),
        "MPLCONFIGDIR": os.path.join(cache, "matplotlib"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MALLOC_ARENA_MAX": "2",
        "LOKY_MAX_CPU_COUNT": "1",
        "NBGRADER_EXECUTION": "autograde",
    }


def _cache() -> str:
    """A folder for caches that are slow to make (matplotlib's list of fonts)."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    path = os.path.join(base, "crossborder-labs")
    try:
        os.makedirs(path, exist_ok=True)
    except OSError:
        path = tempfile.mkdtemp(prefix="labs-cache-")
    return path


def open_log(scratch: str) -> IO[str]:
    """The log of an engine, locked until the last of its processes has ended."""
    log = open(os.path.join(scratch, LOG), "w+", encoding="utf-8")  # noqa: SIM115  # the engine closes it
    fcntl.flock(log, fcntl.LOCK_EX)
    return log


def remove_abandoned() -> None:
    """Remove the folders of engines that were killed.

    A living one holds the lock of its log; one that is just starting may not hold it yet.
    """
    old = time.time() - _ABANDONED_SECONDS
    for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*"):
        with contextlib.suppress(OSError):
            status = folder.lstat()
            if status.st_uid == os.getuid() and status.st_mtime < old:
                with open(folder / LOG, "a", encoding="utf-8") as log:
                    fcntl.flock(log, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    remove_tree(str(folder))
