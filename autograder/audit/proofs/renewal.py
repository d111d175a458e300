"""What a passed audit adds to a lock, and whether a lock says what came out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from autograder.audit.proofs.choice import Work
from autograder.audit.proofs.lockfile import LOCK, Lock, Proof, TaskProof
from autograder.audit.proofs.version import audit_version
from autograder.audit.report import LabReport


def renewed(work: Work, report: LabReport, day: date) -> Lock:
    """The lock of a lab after its audit has passed.

    It holds for the lab as a whole once it does so for all tasks: only then every question has
    been asked.
    """
    version = audit_version()
    proven = {
        task: TaskProof(key=work.keys.tasks[task], audit=version, day=day, **asdict(result))
        for task, result in report.results.items()
    }
    tasks = {task: proven.get(task, work.lock.tasks.get(task)) for task in work.keys.tasks}
    lab = work.lock.lab
    if all(task in proven or task in work.known for task in work.keys.tasks):
        lab = Proof(key=work.keys.lab, audit=version, day=day)
    return Lock(lab=lab, tasks={task: one for task, one in tasks.items() if one is not None})


def disagreements(work: Work, report: LabReport) -> Iterator[str]:
    """What the lock of a lab should say after an audit, and does not; a line for each task.

    The day may differ, and the number of mutants: on a busy machine one more may be cut short.
    """
    now = renewed(work, report, date.min)
    for task in report.results:
        there, here = work.lock.tasks.get(task), now.tasks[task]
        if there is None or _said(there) != _said(here):
            yield f"{work.lab.id}: {task}: {LOCK} does not say what came out; run: labs audit"


def _said(proof: TaskProof) -> dict[str, object]:
    return proof.model_dump(exclude={"day", "mutants"})
