"""The work folder, mirrored: what one side writes, the other finds at the same place.

Both sides see plain files and folders only; links are never followed and never made.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from autograder.wall.rules import BadValue
from autograder.wall.values import Decoder, Encoder, Tree, exactly

MOST_FILES = 500
LARGEST_FILES = 32 * 1024 * 1024
"""Bytes of all files that one message brings."""
Change = tuple[str, str, bytes]
"""A path below the root, what it is now ("file", "folder", "gone"), and a file's content."""
# Folders in the work folder where `data_file` looks for the assignment's tables.
_TABLES = (["data"], ["datasets"])
FILE, FOLDER, GONE = "file", "folder", "gone"
_State = tuple[int, int, int]


@dataclass
class WorkFolder:
    """One side's folder. `left_out` counts files that were too many or too large to hand over.

    Files below `kept` stay as they are on this side, whatever the other side did to its copy, and
    no table is added to those of the assignment.
    """

    root: str
    kept: frozenset[str] = frozenset()
    left_out: int = 0
    spared: set[str] = field(default_factory=set)
    _known: dict[str, _State] = field(default_factory=dict)

    def changes(self) -> list[Change]:
        """What has changed since the last look."""
        now = self._look()
        if now == self._known:
            return []
        found: list[Change] = []
        size = 0
        for path, state in now.items():
            if self._known.get(path) == state:
                continue
            if stat.S_ISDIR(state[0]):
                if path not in self._known:
                    found.append((path, FOLDER, b""))
                continue
            content = self._read(path, LARGEST_FILES - size)
            if content is None:
                self.left_out += 1
                continue
            size += len(content)
            found.append((path, FILE, content))
        found += [(path, GONE, b"") for path in sorted(self._known.keys() - now.keys())]
        self._known = now
        return found

    def settle(self) -> None:
        """Take what is there now for known to both sides."""
        self._known = self._look()

    def keep(self) -> None:
        """Take what is there now for this side's own, which the other side may not change."""
        self.settle()
        self.kept = frozenset(self._known)

    def owns(self, path: str) -> bool:
        """Whether a path below the root is this side's own."""
        return os.path.normpath(path) in self.kept

    def apply(self, changes: list[Change]) -> None:
        """Make the other side's changes here too; raises `BadValue` for what cannot be made."""
        try:
            for change in changes:
                self._apply(*change)
        except (OSError, ValueError) as error:  # no room, a name that is too long, a file in a file
            raise BadValue(f"a file that cannot be written ({type(error).__name__})") from error
        finally:
            if changes:
                self.settle()

    def _apply(self, path: str, kind: str, content: bytes) -> None:
        place, plain = os.path.join(self.root, _inside(path)), os.path.normpath(path)
        if plain in self.kept or (self.kept and plain.split(os.sep)[1:2] in _TABLES):
            self.spared.add(plain)
            return
        if kind == FOLDER:
            os.makedirs(place, exist_ok=True)
        elif kind == FILE:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            if os.path.lexists(place):
                os.unlink(place)
            with open(place, "xb") as stream:
                stream.write(content)
        elif os.path.isdir(place) and not os.path.islink(place):
            if not os.listdir(place):
                os.rmdir(place)
        elif os.path.lexists(place):
            os.unlink(place)

    def _look(self) -> dict[str, _State]:
        found: dict[str, _State] = {}
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                entries = list(os.scandir(os.path.join(self.root, folder)))
            except OSError:
                continue
            for entry in entries:
                path = os.path.join(folder, entry.name)
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                if stat.S_ISDIR(status.st_mode):
                    waiting.append(path)
                    found[path] = (status.st_mode, 0, 0)
                elif stat.S_ISREG(status.st_mode):
                    found[path] = (status.st_mode, status.st_size, status.st_mtime_ns)
                if len(found) >= MOST_FILES:
                    self.left_out += 1
                    return found
        return found

    def _read(self, path: str, room: int) -> bytes | None:
        try:
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
            with open(os.open(os.path.join(self.root, path), flags), "rb") as stream:
                content = stream.read(room + 1)
        except OSError:
            return None
        return content if len(content) <= room else None


def _inside(path: str) -> str:
    pure = PurePosixPath(path)
    if not path or pure.is_absolute() or ".." in pure.parts or "\0" in path:
        raise BadValue("a path that leads out of the work folder")
    return path


def write_changes(folder: WorkFolder, encoder: Encoder) -> list[Tree]:
    """A folder's changes as trees."""
    return [[path, kind, encoder.buffer(content)] for path, kind, content in folder.changes()]


def read_changes(trees: Tree, decoder: Decoder) -> list[Change]:
    """The changes that trees describe; raises `BadValue`."""
    changes = []
    for change in exactly(trees, list) if trees is not None else ():
        if len(exactly(change, list)) != 3:
            raise BadValue("no change of a file")
        path, kind, number = change
        if kind not in (FILE, FOLDER, GONE):
            raise BadValue("no change of a file")
        changes.append((exactly(path, str), kind, decoder.buffer(number)))
    return changes
