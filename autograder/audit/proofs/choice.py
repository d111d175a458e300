"""What is to be proven: all that is stale, a part of it, or one lab in rotation."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from autograder.audit.proofs.keys import Keys, keys_of
from autograder.audit.proofs.lockfile import LOCK, Lock, TaskProof, parsed, read_lock
from autograder.audit.proofs.standing import Standing, believed, standing
from autograder.audit.proofs.version import audit_version
from autograder.authoring import read_lab
from autograder.authoring.model import Lab
from autograder.errors import LabsError


@dataclass(frozen=True)
class Work:
    """A lab, the tasks whose reference is to be varied, and what is known of the others.

    keys   those of the lab as it is now
    lock   what is in its `audit.lock`
    tasks  to be varied
    known  proofs of other tasks that hold
    """

    lab: Lab
    keys: Keys
    lock: Lock
    tasks: tuple[str, ...]
    known: Mapping[str, TaskProof]


def standings(root: Path, labs: Sequence[str]) -> dict[str, Standing]:
    """How the proofs of labs of a clone stand.

    Raises:
        LabsError: there is no such lab, or a lock that cannot be read.
        AuthoringError: a lab has mistakes of form.
    """
    version = audit_version()
    found = {}
    for name in labs:
        lab = read_lab(root, name)
        found[name] = standing(keys_of(lab, root), read_lock(lab.folder), version)
    return found


def stale_work(root: Path, labs: Sequence[str], *, since: str | None = None) -> list[Work]:
    """What is to be proven of labs, without those whose proofs all hold.

    With a revision `since`, a proof counts only if it was in the lock at that time, word for word.

    Raises:
        LabsError: there is no such lab, a lock that cannot be read, or no such revision.
        AuthoringError: a lab has mistakes of form.
    """
    if since is not None:
        try:
            _git(root, "rev-parse", "--verify", "--end-of-options", f"{since}^{{commit}}")
        except (OSError, subprocess.CalledProcessError) as error:
            raise LabsError(
                f"git does not know the revision {since!r:.80}",
                "name one that the clone has; a shallow one has few: git fetch --unshallow",
            ) from error
    works = [_work(root, name, since) for name in labs]
    return [work for work, fresh in works if not fresh]


def whole_work(root: Path, labs: Sequence[str]) -> list[Work]:
    """All tasks of labs, whatever was proven before.

    Raises:
        LabsError: there is no such lab, or a lock that cannot be read.
        AuthoringError: a lab has mistakes of form.
    """
    works = [_work(root, name, None)[0] for name in labs]
    return [replace(work, tasks=tuple(work.keys.tasks), known={}) for work in works]


def _work(root: Path, name: str, since: str | None) -> tuple[Work, bool]:
    lab = read_lab(root, name)
    keys, lock = keys_of(lab, root), read_lock(lab.folder)
    counted = lock if since is None else believed(lock, _lock_at(root, lab, since))
    found = standing(keys, counted, audit_version())
    return Work(lab, keys, lock, tuple(found.tasks), found.holding), found.fresh


def in_rotation(labs: Sequence[str], day: date) -> str:
    """The lab of a day: each has its turn."""
    return labs[day.toordinal() % len(labs)]


def part(works: Sequence[Work], number: int, count: int) -> list[Work]:
    """The `number`-th of `count` parts of some work, from 1, much alike in the number of tasks.

    A lab of which no task is to be varied counts as one.
    """
    pieces = [(work, task) for work in works for task in work.tasks or ("",)]
    start, end = ((number + step) * len(pieces) // count for step in (-1, 0))
    mine = pieces[start:end]
    return [
        replace(work, tasks=tuple(task for one, task in mine if one is work and task))
        for work in works
        if any(one is work for one, _ in mine)
    ]


def _lock_at(root: Path, lab: Lab, revision: str) -> Lock:
    """The lock of a lab in a revision; one without proofs if it had none that can be read."""
    path = (lab.folder / LOCK).relative_to(root).as_posix()
    try:
        return parsed(_git(root, "show", "--end-of-options", f"{revision}:./{path}"))
    except (OSError, subprocess.CalledProcessError, ValueError):
        return Lock()


def _git(root: Path, *arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True)
    return done.stdout
