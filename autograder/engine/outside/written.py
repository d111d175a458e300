"""What a notebook wrote beside itself, read out of a worker's folder after its end: as data.

A person who marks opens these files. So they are plain files of kinds that are looked at, not run,
and neither their number nor their size is the student's to decide. Links are not followed.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.harmless.svg import clean_svg

MOST_FILES, MOST_BYTES, DEEPEST = 100, 20 * 1024 * 1024, 5
_MOST_LOOKED_AT = 5000
KINDS = frozenset((
    "txt", "md", "csv", "tsv", "json", "jsonl", "toml", "yaml", "yml", "ini", "log", "py", "sql",
    "xlsx", "ods", "docx", "odt", "pptx", "odp", "pdf", "png", "jpg", "jpeg", "gif", "webp", "bmp",
    "tif", "tiff", "svg", "npy", "npz", "parquet", "feather", "db", "sqlite", "sqlite3", "zip",
    "gz", "wav", "mp3", "mp4",
))  # fmt: skip
"""Endings of names. No pages, pickles, macros and programs: those act when they are opened."""
_NAME = re.compile(r"\w(?:[\w .,()&+=@~-]{0,98}[\w)])?")
_RESERVED = frozenset(("timestamp.txt", "submission_secret.txt"))


@dataclass
class Written:
    """The files by path below the notebook's folder, and how many were left out."""

    files: dict[str, bytes] = field(default_factory=dict)
    left_out: int = 0


def collect(folder: int, given: Mapping[str, Path], fixed: Iterable[str]) -> Written:
    """Read what is new or changed below a folder, given as a descriptor.

    `given` are files that the notebook found there: those that are as they were do not count.
    Those named `fixed` are the assignment's, and are left out whatever became of them.
    """
    kept = Written()
    taken = {name.casefold() for name in fixed} | _RESERVED
    room = MOST_BYTES
    for path, status in _plain_files(folder, kept):
        if path.casefold() in taken:
            continue
        if not _is_wanted(path) or status.st_size > room or len(kept.files) >= MOST_FILES:
            kept.left_out += 1
            continue
        content = _read(folder, path, status.st_size)
        if content is None or (path in given and given[path].read_bytes() == content):
            continue
        if path.endswith(".svg"):
            content = clean_svg(content.decode("utf-8", "replace")).encode()
        room -= len(content)
        taken.add(path.casefold())
        kept.files[path] = content
    return kept


def _is_wanted(path: str) -> bool:
    *_, name = parts = path.split("/")
    return (
        len(parts) <= DEEPEST
        and all(_NAME.fullmatch(part) for part in parts)
        and name.rpartition(".")[2].lower() in KINDS
    )


def _plain_files(folder: int, kept: Written) -> Iterable[tuple[str, os.stat_result]]:
    """Plain files below a folder, nearest first, by name."""
    waiting, seen = [""], 0
    while waiting:
        below = waiting.pop(0)
        if below.count("/") >= DEEPEST - 1 and below:
            kept.left_out += 1
            continue
        try:
            place = os.open(
                below or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder
            )
        except OSError:
            continue
        try:
            with os.scandir(place) as entries:
                listed = sorted(
                    (entry.name for _, entry in zip(range(_MOST_LOOKED_AT), entries, strict=False))
                )
            for name in listed:
                path = f"{below}/{name}" if below else name
                seen += 1
                if seen > _MOST_LOOKED_AT:
                    kept.left_out += 1
                    return
                try:
                    status = os.stat(name, dir_fd=place, follow_symlinks=False)
                except OSError:
                    continue
                if stat.S_ISREG(status.st_mode):
                    yield path, status
                elif stat.S_ISDIR(status.st_mode) and _NAME.fullmatch(name):
                    waiting.append(path)
        finally:
            os.close(place)


def _read(folder: int, path: str, size: int) -> bytes | None:
    """A file's content if it is still plain and no larger than it was; its folders are no links."""
    *folders, name = path.split("/")
    places = [os.dup(folder)]
    try:
        for part in folders:
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
            places.append(os.open(part, flags, dir_fd=places[-1]))
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        with open(os.open(name, flags, dir_fd=places[-1]), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return None
            content = stream.read(size + 1)
    except OSError:
        return None
    finally:
        for place in places:
            os.close(place)
    return content if len(content) <= size else None
