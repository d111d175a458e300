"""`course.lock`: what a composed course was made of, so that it can be told what has changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import autograder
from autograder.composing.planning import CoursePlan
from autograder.errors import LabsError

LOCK = "course.lock"
_FORMAT = 1


def digest(path: Path) -> str:
    """The SHA-256 of a file, as `sha256:...`."""
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def lock_of(folder: Path, plan: CoursePlan, curriculum: Path) -> dict[str, Any]:
    """The lock of a course whose sources are written: versions, and hashes of every file."""
    labs = {}
    for week in plan.weeks:
        source = folder / "source" / week.id
        files = sorted(path for path in source.rglob("*") if path.is_file())
        labs[week.id] = {
            "version": week.lab.module.version,
            "licence": week.lab.module.licence,
            "week": week.planned.week,
            "files": {path.relative_to(source).as_posix(): digest(path) for path in files},
        }
    return {
        "format": _FORMAT,
        "package": autograder.__version__,
        "curriculum": {"name": curriculum.stem, "sha256": digest(curriculum)},
        "course_id": plan.curriculum.course_id,
        "labs": labs,
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
    write_text(folder / LOCK, json.dumps(lock, indent=1, ensure_ascii=False) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a text file, whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8", newline="\n")
    os.replace(part, path)
