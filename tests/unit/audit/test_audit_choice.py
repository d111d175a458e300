"""What is to be proven: what is stale, a part of it, the lab of the day, what a revision had."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from autograder.audit.proofs import choice
from autograder.audit.proofs.keys import Keys
from autograder.audit.proofs.lockfile import LOCK, Lock, Proof, TaskProof, read_lock, write_lock
from autograder.audit.proofs.standing import standing
from autograder.audit.proofs.version import audit_version
from autograder.errors import LabsError

pytestmark = pytest.mark.unit

LAB = "shop-growth"
TINY = Path(__file__).parents[1] / "authoring" / "tiny"
DAY = date(2026, 12, 1)
KEYS = Keys("lab-key", {"a": "key-a", "b": "key-b"})


def proof(key: str, audit: int = 3) -> TaskProof:
    return TaskProof(
        key=key, audit=audit, day=DAY, seeds=11, reference="3 of 3 points",
        right={"a loop": "3 of 3 points"}, wrong={}, mutants="7 of 7 caught", messages=[],
    )  # fmt: skip


def lock(**tasks: TaskProof) -> Lock:
    return Lock(lab=Proof(key="lab-key", audit=3, day=DAY), tasks=tasks)


def test_a_proof_holds_for_its_key_and_its_version_of_the_audit() -> None:
    assert standing(KEYS, lock(a=proof("key-a"), b=proof("key-b")), 3).fresh
    found = standing(KEYS, lock(a=proof("key-a"), b=proof("old")), 3)
    assert (found.tasks, list(found.holding)) == ({"b": "changed since 2026-12-01"}, ["a"])
    found = standing(KEYS, lock(a=proof("key-a")), 3)
    assert (found.tasks, found.lab) == ({"b": "never proven"}, "")
    found = standing(KEYS, lock(a=proof("key-a"), b=proof("key-b")), 4)
    assert found.tasks["b"] == "proven by version 3 of the audit, which is now 4"
    assert found.lab == found.tasks["b"]
    assert standing(KEYS, Lock(), 3).lab == "never proven"


def test_a_task_that_is_gone_is_no_proof_of_the_lab() -> None:
    found = standing(KEYS, lock(a=proof("key-a"), b=proof("key-b"), c=proof("key-c")), 3)
    assert (found.lab, found.tasks, found.fresh) == ("it has no task c", {}, False)


def test_a_lock_is_read_as_it_was_written_and_a_broken_one_is_an_error(tmp_path: Path) -> None:
    written = lock(a=proof("key-a"))
    write_lock(tmp_path, written)
    assert read_lock(tmp_path) == written
    assert '\n    "a loop": "3 of 3 points"\n' in (tmp_path / LOCK).read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]
    (tmp_path / LOCK).write_text("<<<<<<< HEAD\n", "utf-8")
    with pytest.raises(LabsError, match=r"cannot be read .*; remove it and run: labs audit"):
        read_lock(tmp_path)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with three copies of the tiny lab."""
    shutil.copytree(TINY, tmp_path / "clone")
    module = tmp_path / "clone" / "course" / "modules" / "shop"
    text = (module / "module.toml").read_text("utf-8")
    entry = text[text.index(f"[labs.{LAB}]") :]
    for name in ("shop-two", "shop-three"):
        shutil.copytree(module / LAB, module / name)
        text += "\n" + entry.replace(LAB, name)
    (module / "module.toml").write_text(text, "utf-8")
    return tmp_path / "clone"


LABS = (LAB, "shop-three", "shop-two")


def parts(works: list[choice.Work]) -> list[tuple[str, str]]:
    return [(work.lab.id, task) for work in works for task in work.tasks]


@pytest.mark.parametrize("count", [1, 2, 4, 9])
def test_the_parts_hold_every_task_once(clone: Path, count: int) -> None:
    works = choice.stale_work(clone, LABS)
    found = [choice.part(works, number, count) for number in range(1, count + 1)]
    assert [one for part in found for one in parts(part)] == parts(works)
    assert len(parts(works)) == 6
    assert max(len(parts(part)) for part in found) <= -(-6 // count)


def test_every_lab_has_its_day(clone: Path) -> None:
    days = [choice.in_rotation(LABS, DAY + timedelta(number)) for number in range(6)]
    assert sorted(days[:3]) == sorted(LABS)
    assert days[:3] == days[3:]


def git(clone: Path, *arguments: str) -> None:
    names = ("-c", "user.name=a", "-c", "user.email=a@b")
    subprocess.run(["git", *names, *arguments], cwd=clone, check=True, capture_output=True)


def prove(clone: Path, lab: str) -> None:
    """Write a lock without an audit, as somebody might who is in a hurry."""
    (work,) = choice.whole_work(clone, [lab])
    version = audit_version()
    write_lock(work.lab.folder, Lock(
        lab=Proof(key=work.keys.lab, audit=version, day=DAY),
        tasks={task: proof(key, version) for task, key in work.keys.tasks.items()},
    ))  # fmt: skip


def test_what_is_written_into_a_lock_since_a_revision_is_not_believed(clone: Path) -> None:
    prove(clone, LAB)
    git(clone, "init", "-q")
    git(clone, "add", ".")
    git(clone, "commit", "-qm", "one lab is proven")
    prove(clone, "shop-two")
    assert [work.lab.id for work in choice.stale_work(clone, LABS)] == ["shop-three"]
    works = choice.stale_work(clone, LABS, since="HEAD")
    assert [work.lab.id for work in works] == ["shop-three", "shop-two"]
    folder = clone / "course" / "modules" / "shop" / LAB
    text = (folder / LOCK).read_text("utf-8")
    (folder / LOCK).write_text(text.replace("7 of 7", "9 of 9", 1), "utf-8")
    first, *_ = choice.stale_work(clone, LABS, since="HEAD")
    assert (first.lab.id, first.tasks, list(first.known)) == (LAB, ("growth",), ["best-month"])


@pytest.mark.parametrize("revision", ["nope", "--all", ""])
def test_a_revision_that_git_does_not_know_is_an_error(clone: Path, revision: str) -> None:
    git(clone, "init", "-q")
    with pytest.raises(LabsError, match="git does not know the revision"):
        choice.stale_work(clone, LABS, since=revision)
