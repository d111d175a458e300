"""The folder in which a submission works where no quota of the kernel's holds it."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Iterable
from contextlib import suppress


def measure(folder: str, pids: Iterable[int]) -> tuple[int, int]:
    """Bytes and number of files below a folder, links not followed.

    Files that the processes `pids` removed but hold open count too. A path that is too long to be
    followed counts as boundless.
    """
    size = files = 0
    device = os.stat(folder).st_dev
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    files += 1
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        size += entry.stat(follow_symlinks=False).st_size
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                return 1 << 62, files
    for pid in pids:
        size += _removed_but_open(pid, device)
    return size, files


def _removed_but_open(pid: int, device: int) -> int:
    size = 0
    with suppress(OSError):
        for name in os.listdir(f"/proc/{pid}/fd"):
            with suppress(OSError):
                status = os.stat(f"/proc/{pid}/fd/{name}")
                if status.st_nlink == 0 and status.st_dev == device:
                    size += status.st_size
    return size


def remove_tree(path: str) -> None:
    """Remove what a submission left: closed folders, any depth; links are not followed."""
    with suppress(RecursionError):
        shutil.rmtree(path, ignore_errors=True)
    if os.path.lexists(path):  # Python 3.11 recurses, and does not open a closed folder
        subprocess.run(["chmod", "-R", "u+rwX", path], check=False, capture_output=True)
        subprocess.run(["rm", "-rf", "--", path], check=False, capture_output=True)
