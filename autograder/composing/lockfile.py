"""`course.lock`: what a composed course was made of, so that it can be told what has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import autograder
from autograder.composing.planning import Week
from autograder.errors import LabsError
from autograder.files import write_whole

LOCK = "course.lock"
_FORMAT = 1


def digest(content: bytes) -> str:
    """The SHA-256 of a file's content, as `sha256:...`."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def digests_of(folder: Path) -> dict[str, str]:
    """The hash of each file in a folder, by its path there; none where there is no folder.

    Hidden files stay out: JupyterLab's checkpoints are not the instructor's work.
    """
    files = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {
        name.as_posix(): digest(files[name].read_bytes())
        for name in sorted(files)
        if not any(part.startswith(".") for part in name.parts)
    }


def new_lock(course_id: str, curriculum: bytes) -> dict[str, Any]:
    """The lock of a course without labs."""
    return {
        "format": _FORMAT,
        "package": autograder.__version__,
        "curriculum": digest(curriculum),
        "course_id": course_id,
        "labs": {},
    }


def locked(week: Week, files: Mapping[str, str]) -> dict[str, Any]:
    """One lab's part of the lock: its versions, and the hash of each file as it was composed."""
    return {
        "version": week.lab.module.version,
        "licence": week.lab.module.licence,
        "week": week.planned.week,
        "files": dict(files),
    }


def read_lock(folder: Path) -> dict[str, Any] | None:
    """The lock of a course, or None where there is none.

    Raises:
        LabsError: it cannot be read.
    """
    path = folder / LOCK
    if not path.exists():
        return None
    try:
        lock = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        remedy = "restore it from a backup, or compose the course into a new folder"
        raise LabsError(f"{path} cannot be read ({error})", remedy) from error
    if not isinstance(lock, dict) or lock.get("format") != _FORMAT:
        raise LabsError(f"{path} has a format that is not known", "update crossborder-labs")
    return lock


def write_lock(folder: Path, lock: Mapping[str, Any]) -> None:
    """Write the lock, whole or not at all."""
    write_whole(folder / LOCK, json.dumps(lock, indent=1, ensure_ascii=False) + "\n")
