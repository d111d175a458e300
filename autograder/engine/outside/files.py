"""Files on their way into a submission's folder: packed, and measured."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Mapping
from pathlib import Path

from autograder.sandbox.levels import Given

Files = Mapping[str, Path]
"""A path relative to the notebook, and the file that a submission finds there."""
_PLAIN = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK  # a pipe would make the reader wait for ever


def pack(files: Files) -> int:
    """Files as a tar archive in memory, one after the other; its descriptor, at its start."""
    descriptor = os.memfd_create("files")
    with (
        open(descriptor, "wb", closefd=False) as stream,
        tarfile.open(fileobj=stream, mode="w") as archive,
    ):
        for name, path in sorted(files.items()):
            with open(os.open(path, _PLAIN), "rb") as content:
                entry = tarfile.TarInfo(name)
                entry.size, entry.mode = os.fstat(content.fileno()).st_size, 0o644
                archive.addfile(entry, content)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def measure_files(files: Files) -> Given:
    """What files take on disk, in whole pages; each may need a folder."""
    sizes = [path.stat().st_size for path in files.values()]
    return Given(sum(-(-size // 4096) * 4096 for size in sizes), 2 * len(sizes))
