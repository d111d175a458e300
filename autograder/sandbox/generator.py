"""The generator of Lumina Trading, closed to students' processes.

`lumina.generator` knows how the tables were made: the true elasticities, the faults that were put
in. Hidden tests compare answers with that, in their own process.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from autograder.sandbox import syscalls as sc

PACKAGE = "lumina.generator"


def folder() -> str | None:
    """The folder of the package, or None where it is not installed."""
    data = find_spec(PACKAGE.partition(".")[0])
    if data is None or not data.origin:
        return None
    path = Path(data.origin).resolve().parent / PACKAGE.rpartition(".")[2]
    return str(path) if path.is_dir() else None


def cover() -> None:
    """In a mount namespace of this process's own: put an empty folder in the package's place."""
    place = folder()
    if place is not None:
        sc.mount("tmpfs", place, "tmpfs", sc.MS_NOSUID | sc.MS_NODEV, "mode=755,size=4k")
        sc.restrict_mounts(place, sc.MOUNT_ATTR_RDONLY)


def without(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """Readable paths, the package left out, and folders of which only names may be read.

    Landlock allows a folder with all that is in it, so a folder above the package becomes a list
    of what lies beside the way to it.
    """
    place = folder()
    if place is None:
        return list(paths), []
    readable, listed, waiting = [], [], list(paths)
    while waiting:
        path = waiting.pop()
        real = os.path.realpath(path)
        if place.startswith(real + os.sep):
            listed.append(path)
            waiting += [entry.path for entry in os.scandir(path) if not entry.is_symlink()]
        elif real != place and not real.startswith(place + os.sep):
            readable.append(path)
    return readable, listed


class Closed:
    """A finder that says why a module of the package is not there."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raises `ImportError` for the package and its modules; all else is another finder's."""
        if name == PACKAGE or name.startswith(f"{PACKAGE}."):
            raise ImportError(
                f"{name} belongs to the tests: a notebook that is graded cannot import it",
                name=name,
            )
        return None
