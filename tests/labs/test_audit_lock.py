"""`labs audit` with a lock: proven once, again only where something changed, and not by hand."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from spoiled_lab import LAB, Edit
from typer.testing import CliRunner, Result

from autograder.audit.bench.engines import Engines
from autograder.cli.app import app
from autograder.errors import LabsError

pytestmark = [pytest.mark.labs, pytest.mark.timeout(600)]

PROVEN = "all is proven, and nothing has changed since"
TASK_2 = '# %% [markdown]\n"""\n## Task 2'


def labs(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "160"}).invoke(app, ["audit", *arguments])


def lock(clone: Path) -> Path:
    return clone / "course" / "modules" / "shop" / LAB / "audit.lock"


def git(*arguments: str) -> None:
    names = ("-c", "user.name=a", "-c", "user.email=a@b")
    subprocess.run(["git", *names, *arguments], check=True, capture_output=True)


def audited(arguments: Sequence[str], expected: int) -> dict[str, object]:
    """What `labs audit` says of the one lab that it audits."""
    result = labs(*arguments, "--json", "audit.json")
    assert result.exit_code == expected, result.output
    (one,) = json.loads(Path("audit.json").read_text("utf-8"))["labs"]
    return dict(one)


@pytest.fixture
def proven(clone: Path) -> Path:
    """The tiny clone, once its lab was audited."""
    assert labs("--verify").exit_code == 1
    assert audited([], 0)["varied"] == ["growth", "best-month"]
    return clone


def test_a_lab_is_proven_once_and_what_changes_is_proven_again_alone(
    proven: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = json.loads(lock(proven).read_text("utf-8"))
    growth, month = written["tasks"]["growth"], written["tasks"]["best-month"]
    assert (growth["seeds"], growth["reference"]) == (11, "3 of 3 points")
    assert growth["right"] == {"a loop": "3 of 3 points", "numpy": "3 of 3 points"}
    assert growth["wrong"]["keeps the first value"] == "0 of 3 points, growth-length"
    assert month["wrong"]["nothing yet"] == "0 of 2 points, not-attempted"
    assert labs("--verify").stdout == "labs whose proofs hold: 1\n"
    with monkeypatch.context() as patch:
        patch.setattr(Engines, "__enter__", lambda engines: pytest.fail("an engine was started"))
        assert PROVEN in labs().stdout

    edit("attempts.py", "'best_month = \"June\"'", '\'best_month = "Ju" "ne"\'')
    result = labs("--verify")
    assert result.exit_code == 1
    assert f"labs: {LAB}: best-month: changed since 20" in result.stderr
    assert f"labs: {LAB}: growth" not in result.stderr
    assert audited([], 0)["varied"] == ["best-month"]
    again = json.loads(lock(proven).read_text("utf-8"))
    assert again["tasks"]["growth"] == growth
    assert again["tasks"]["best-month"]["key"] != month["key"]
    assert labs("--verify").exit_code == 0

    edit("lab.py", TASK_2, f'# %%\nprint("seen")\n\n{TASK_2}')  # no task needs it
    one = audited([], 0)
    assert one["varied"] == []
    states = {row["id"]: row["state"] for row in one["rows"]}  # type: ignore[attr-defined]
    assert (states["wrong"], states["messages"], states["mutants"]) == ("good", "good", "left out")
    assert labs("--verify").exit_code == 0


def test_a_lab_that_fails_proves_nothing(proven: Path, edit: Edit) -> None:
    before = lock(proven).read_bytes()
    edit("attempts.py", '"best-month-type"', '"best-month-value"')
    assert audited([], 1)["varied"] == ["best-month"]
    assert lock(proven).read_bytes() == before
    assert labs("--fast", "--all").exit_code == 1
    assert lock(proven).read_bytes() == before


def test_an_audit_of_one_task_or_in_haste_writes_no_lock(clone: Path) -> None:
    for options in (("--fast",), ("--task", "growth")):
        assert labs(*options).exit_code == 0
        assert not lock(clone).exists()
    with pytest.raises(LabsError, match="--task and --fast prove no lab"):
        raise labs("--fast", "--rotate").exception or AssertionError


def test_parts_prove_the_whole_together(clone: Path) -> None:
    assert audited(["--shard", "1/2"], 0)["varied"] == ["growth"]
    assert f"{LAB}: best-month: never proven" in labs("--verify").stderr
    # The first part is proven now, so what is left has parts of its own.
    assert audited(["--shard", "1/1"], 0)["varied"] == ["best-month"]
    assert labs("--verify").exit_code == 0


def test_what_was_written_since_a_revision_is_run_and_a_forged_lock_is_found(
    proven: Path,
) -> None:
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "proven"]):
        git(*command)
    assert PROVEN in labs("--changed-since", "HEAD").stdout
    text = lock(proven).read_text("utf-8")
    forged = text.replace('"a number": "0 of 2 points', '"a number": "1 of 2 points')
    assert forged != text
    lock(proven).write_text(forged, "utf-8")
    assert labs("--verify").exit_code == 0  # the keys are right
    result = labs("--changed-since", "HEAD")
    assert result.exit_code == 1
    assert f"{LAB}: best-month: audit.lock does not say what came out" in result.stderr
    assert lock(proven).read_text("utf-8") == forged
    git("commit", "-qam", "forged")
    assert PROVEN in labs("--changed-since", "HEAD").stdout
    assert audited(["--rotate"], 1)["varied"] == ["growth", "best-month"]  # its day comes
    assert lock(proven).read_text("utf-8") == forged
    assert audited(["--all"], 0)["varied"] == ["growth", "best-month"]
    assert json.loads(lock(proven).read_text("utf-8")) == json.loads(text)
    assert audited(["--changed-since", "HEAD"], 0)["varied"] == ["best-month"]
