"""The folder of a demo: which one may be used."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder.errors import LabsError

CONFIG = "nbgrader_config.py"
_MARK = "# `labs demo` made this course and makes it anew when it runs here again.\n"
_MADE = (
    "autograded", "class.csv", "feedback", "gradebook.db", "release", "source", "submitted",
)  # fmt: skip

NAMES = (
    "ana", "bao", "chen", "dina", "emre", "fatou", "goran", "hana", "ines", "jun",
    "kofi", "lena", "mei", "nadia", "omar", "petra", "qing", "rosa", "sven", "tariq",
    "uma", "viktor", "wei", "xiomara", "yusuf", "zoe", "amir", "bella", "carlos", "daria",
    "elif", "farid", "greta", "hugo", "ivana", "joao", "keiko", "luca", "maya", "nils",
)  # fmt: skip


def student_name(number: int) -> str:
    """The made-up name of a student; numbers count from 0."""
    round_, index = divmod(number, len(NAMES))
    return NAMES[index] + (str(round_ + 1) if round_ else "")


def claim(folder: Path, config: str) -> None:
    """Make a course folder with these lines of configuration, or empty one that a demo made.

    Of an earlier demo everything that it made is removed, and nothing else.

    Raises:
        LabsError: the folder holds something, and no demo made it.
    """
    if folder.exists() and not folder.is_dir():
        raise LabsError(f"{folder} is a file", "name a folder with --into")
    settings = folder / CONFIG
    if settings.is_file() and settings.read_text("utf-8", "replace").startswith(_MARK):
        for name in _MADE:
            _remove(folder / name)
    elif folder.exists() and any(folder.iterdir()):
        raise LabsError(f"{folder} is not empty", "name another folder with --into, or remove it")
    folder.mkdir(parents=True, exist_ok=True)
    settings.write_text(_MARK + config, encoding="utf-8")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
