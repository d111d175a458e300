"""Which proofs of a lab still hold, and why others do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from autograder.audit.proofs.keys import Keys
from autograder.audit.proofs.lockfile import Lock, Proof, TaskProof


@dataclass(frozen=True)
class Standing:
    """How the proofs of a lab stand.

    lab      why the lab as a whole is to be audited; "" if its proof holds
    tasks    the tasks whose reference is to be varied again, each with the reason
    holding  the proofs of the other tasks
    """

    lab: str
    tasks: Mapping[str, str]
    holding: Mapping[str, TaskProof]

    @property
    def fresh(self) -> bool:
        """Whether all proofs hold."""
        return not self.lab and not self.tasks


def standing(keys: Keys, lock: Lock, version: int) -> Standing:
    """Compare the keys of a lab as it is now with its lock."""
    stale = {}
    for task, key in keys.tasks.items():
        reason = _why(lock.tasks.get(task), key, version)
        if reason:
            stale[task] = reason
    gone = sorted({*lock.tasks} - {*keys.tasks})
    whole = f"it has no task {', '.join(gone)}" if gone else _why(lock.lab, keys.lab, version)
    holding = {task: lock.tasks[task] for task in keys.tasks if task not in stale}
    return Standing(whole, stale, holding)


def _why(proof: Proof | None, key: str, version: int) -> str:
    if proof is None:
        return "never proven"
    if proof.audit != version:
        return f"proven by version {proof.audit} of the audit, which is now {version}"
    if proof.key != key:
        return f"changed since {proof.day}"
    return ""


def believed(lock: Lock, earlier: Lock) -> Lock:
    """The part of a lock that was there earlier, word for word."""
    return Lock(
        lab=lock.lab if lock.lab == earlier.lab else None,
        tasks={task: one for task, one in lock.tasks.items() if earlier.tasks.get(task) == one},
    )
