"""`audit.lock`: what was proven of a lab, and the keys for which it holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from autograder.errors import LabsError
from autograder.files import write_whole

LOCK = "audit.lock"


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Proof(_Form):
    """For what and when something was proven.

    key    the hash for which it holds, see `keys`
    audit  the version of the audit
    day    when it was proven
    """

    key: str
    audit: int
    day: date


class TaskProof(Proof):
    """What came out for one task, see `report.Result`."""

    seeds: int
    reference: str
    right: dict[str, str]
    wrong: dict[str, str]
    mutants: str
    messages: list[str]


class Lock(_Form):
    """The proofs of a lab: that of the lab as a whole, if there is one, and those of its tasks."""

    format: Literal[1] = 1
    lab: Proof | None = None
    tasks: dict[str, TaskProof] = {}


def read_lock(folder: Path) -> Lock:
    """The lock beside a lab; one without proofs if there is no such file.

    Raises:
        LabsError: it cannot be read.
    """
    path = folder / LOCK
    if not path.exists():
        return Lock()
    try:
        return parsed(path.read_bytes())
    except ValueError as error:
        remedy = "remove it and run: labs audit"
        raise LabsError(f"{path} cannot be read ({_first(error)})", remedy) from error


def parsed(text: bytes) -> Lock:
    """The lock in a file's content.

    Raises:
        ValueError: it is none.
    """
    return Lock.model_validate_json(text)


def write_lock(folder: Path, lock: Lock) -> None:
    """Write a lock, whole or not at all: one line for each thing that can change."""
    write_whole(folder / LOCK, lock.model_dump_json(indent=1) + "\n")


def _first(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        return error.errors()[0]["msg"]
    return str(error)
