"""The proof of an assignment, kept beside the course: `.labs/proof/ASSIGNMENT/NOTEBOOK.json`.

It holds what the reference got on both sides of the wall and where each test runs, with a key over
all that its marks depend on. As long as the key is the same the reference is not run again. A file
that is broken, or that this version did not write, counts as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import autograder
from autograder.files import write_whole
from autograder.grading.proving.walling import Walling
from autograder.libraries import DISTRIBUTIONS

FOLDER = Path(".labs") / "proof"
_FORMAT = 1
_LARGEST = 5_000_000  # bytes
_PACKAGES = ("nbgrader", "nbformat", "ipython", *DISTRIBUTIONS)


@dataclass(frozen=True)
class Key:
    """What a proof depends on.

    content   a hash of source, checks and the assignment's files
    whole     the same with tables, seed, options, machine, grader and libraries
    """

    content: str
    whole: str


@dataclass(frozen=True)
class Proof:
    """A proof that was kept: its key, and what it settled (`lean` and `moved` make the plan)."""

    key: Key
    settled: Mapping[str, Any]

    def walling(self, plan_of: Any) -> Walling:
        """Where the tests run, with the plan that `plan_of` makes, from its being lean or not.

        Raises `ValueError` where the proof is not of this plan.
        """
        kept = dict(self.settled)
        walled = kept.pop("walled")
        plan = plan_of(kept["lean"]).without(kept["moved"]) if walled else None
        if plan is not None and kept["kinds"]:
            plan = plan.expecting(kept["kinds"])
        return Walling(plan, **{**kept, "notes": tuple(kept["notes"])})


def key_of(content: Sequence[Any], files: Mapping[str, Path], surroundings: Sequence[Any]) -> Key:
    """The key of a proof from what the notebook is, the assignment's files, and the rest.

    Raises `OSError` for a file that cannot be read.
    """
    own = _digest([content, {name: _file(path) for name, path in sorted(files.items())}])
    machine = [sys.version, platform.platform(), os.getuid() == 0, _libraries(), _grader()]
    return Key(own, _digest([own, surroundings, machine, _tables()]))


class Proofs:
    """The proofs of a course, below its root."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER

    @property
    def seeded(self) -> bool:
        """Whether marks of this course were proved with a seed."""
        return any(self._folder.glob("*/*.json"))

    def read(self, assignment: str, notebook: str) -> Proof | None:
        """The proof that was kept, or None."""
        try:
            with self._place(assignment, notebook).open("rb") as stream:
                content = stream.read(_LARGEST + 1)
            found = json.loads(content) if len(content) <= _LARGEST else None
            return _understood(found)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def write(self, assignment: str, notebook: str, key: Key, walling: Walling) -> str:
        """Keep a proof, whole or not at all; returns why that failed, or ""."""
        data = {
            "format": _FORMAT,
            "key": {"content": key.content, "whole": key.whole},
            "settled": {
                "walled": walling.plan is not None,
                "reason": walling.reason,
                "moved": dict(walling.moved),
                "twice": dict(walling.twice),
                "one_process": dict(walling.one_process),
                "behind_wall": dict(walling.behind_wall),
                "notes": list(walling.notes),
                "lean": walling.lean,
                "kinds": list(walling.kinds),
            },
        }
        place = self._place(assignment, notebook)
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(place, json.dumps(data, indent=1), mode=0o600)
        except OSError as error:
            return str(error.strerror or error)
        return ""

    def _place(self, assignment: str, notebook: str) -> Path:
        return self._folder / assignment / f"{notebook}.json"


_TYPES: Mapping[str, type] = {
    "walled": bool, "reason": str, "moved": dict, "twice": dict, "one_process": dict,
    "behind_wall": dict, "notes": list, "lean": bool, "kinds": list,
}  # fmt: skip


def _understood(found: Any) -> Proof | None:
    """The proof in what a file holds, if this version wrote it."""
    key, settled = found["key"], found["settled"]
    known = (
        found["format"] == _FORMAT
        and set(settled) == set(_TYPES)
        and all(isinstance(settled[name], kind) for name, kind in _TYPES.items())
        and _all((*settled["moved"].values(), *settled["twice"].values(), *settled["notes"]), str)
        and all(
            score is None or type(score) in (int, float)
            for scores in (settled["one_process"], settled["behind_wall"])
            for score in scores.values()
        )
    )
    return Proof(Key(str(key["content"]), str(key["whole"])), settled) if known else None


def _all(values: Iterable[Any], kind: type) -> bool:
    return all(isinstance(value, kind) for value in values)


def _digest(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def _libraries() -> dict[str, str]:
    found = {}
    for name in _PACKAGES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found


@cache
def _grader() -> str:
    """The grader itself: its version, and its text, which changes where it is developed."""
    folder = Path(autograder.__file__).parent
    texts = [_file(path) for path in sorted(folder.rglob("*.py"))]
    return _digest([autograder.__version__, texts])


@cache
def _tables() -> list[Any]:
    """What `data_file` and `rules` find in the installed package of data."""
    try:
        folder = Path(str(resources.files("lumina")))
    except ModuleNotFoundError:
        return []
    return [
        [path.relative_to(folder).as_posix(), path.stat().st_size, path.stat().st_mtime_ns]
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]
