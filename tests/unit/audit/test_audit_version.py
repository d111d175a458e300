"""The audit's version: nobody changes the code of checks, wall, engine or audit without a word."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from autograder.audit.proofs import version

pytestmark = pytest.mark.unit

REPOSITORY = Path(__file__).parents[3]


def test_somebody_has_said_whether_marks_may_differ_by_the_code_as_it_is() -> None:
    assert [name for name in version.CODE if not (REPOSITORY / name).exists()] == []
    changed = version.changed_code(REPOSITORY)
    assert not changed, (
        f"changed since the last word: {', '.join(changed)}. If no mark of a lab can differ by it, "
        "type: labs audit --confirm-code. If one may: labs audit --raise-version"
    )


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with two files of code, recorded as they are."""
    monkeypatch.setattr(version, "CODE", ("autograder/wall", "autograder/one.py"))
    monkeypatch.setattr(version, "FILE", tmp_path / "autograder/audit/proofs/version.toml")
    monkeypatch.setattr(version, "PACKAGE", tmp_path)
    for name in ("autograder/wall/a.py", "autograder/one.py", "autograder/audit/proofs/new.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('"""What it is."""\n\nx = 1\n', "utf-8")
    (tmp_path / "requirements.lock").write_text("numpy==2.4 \\\n    --hash=sha256:1\n", "utf-8")
    version.FILE.write_text("version = 4\n", "utf-8")
    version.record(tmp_path, raised=False)
    return tmp_path


def test_a_change_is_named_until_it_is_confirmed_or_the_version_is_raised(clone: Path) -> None:
    assert (version.changed_code(clone), version.audit_version()) == ([], 4)
    (clone / "autograder/wall/a.py").write_text("x = 2\n", "utf-8")
    (clone / "autograder/wall/b.py").write_text("", "utf-8")
    (clone / "requirements.lock").write_text("numpy==2.5 \\\n", "utf-8")
    changed = ["autograder/wall/a.py", "autograder/wall/b.py", "requirements.lock: numpy"]
    assert version.changed_code(clone) == changed
    assert version.record(clone, raised=False) == 4
    assert (version.changed_code(clone), version.audit_version()) == ([], 4)
    (clone / "autograder/one.py").unlink()
    assert version.changed_code(clone) == ["autograder/one.py"]


def test_words_are_no_change(clone: Path) -> None:
    (clone / "autograder/one.py").write_text('"""Other words."""\nx = 1  # why\n', "utf-8")
    assert version.changed_code(clone) == []


def test_after_a_merge_with_a_conflict_the_larger_version_counts(clone: Path) -> None:
    version.FILE.write_text("<<<<<<< a\nversion = 5\n=======\nversion = 7\n>>>>>>> b\n", "utf-8")
    assert version.record(clone, raised=True) == 8
    assert tomllib.loads(version.FILE.read_text("utf-8"))["version"] == 8
