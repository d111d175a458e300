"""`labs new` starts a lab that already builds."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_lab import LAB

from autograder.authoring import build_lab, lint, new_lab, read_lab
from autograder.errors import LabsError

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("name", ["shop-returns", "logistics-last-mile", "shop-read-growth"])
def test_a_skeleton_builds_without_a_problem(clone: Path, name: str) -> None:
    written = new_lab(clone, name)
    assert {path.name for path in written} == {
        "module.toml",
        "lab.py",
        "messages.toml",
        "attempts.py",
    }
    lab = read_lab(clone, name)
    assert lint(lab) == []
    assert build_lab(clone, name)
    assert len(lab.right) >= 2
    assert len(lab.wrong) >= 3


def test_a_skeleton_leaves_the_other_labs_of_its_module_alone(clone: Path) -> None:
    before = read_lab(clone, LAB)
    new_lab(clone, "shop-returns")
    after = read_lab(clone, LAB)
    assert after.entry.teaches == before.entry.teaches
    assert set(before.module.outcomes) < set(after.module.outcomes)
    assert lint(after) == []


def test_a_skeleton_is_clean_python(clone: Path) -> None:
    new_lab(clone, "shop-returns")
    folder = clone / "course/modules/shop/shop-returns"
    command = [sys.executable, "-m", "ruff", "check", "--isolated", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["returns", "Shop-Returns", "shop_returns", "../shop-x", "shop-"])
def test_a_name_that_is_no_name_is_refused(clone: Path, name: str) -> None:
    with pytest.raises(LabsError, match="name it <position>-<topic>"):
        new_lab(clone, name)


def test_a_lab_that_exists_is_not_written_over(clone: Path) -> None:
    with pytest.raises(LabsError, match="there is a lab 'shop-growth'"):
        new_lab(clone, LAB)


def test_a_module_that_cannot_be_read_is_told_and_nothing_is_written(clone: Path) -> None:
    module = clone / "course/modules/shop/module.toml"
    module.write_text("title = \n", "utf-8")
    with pytest.raises(LabsError, match="mend it first"):
        new_lab(clone, "shop-returns")
    assert not (clone / "course/modules/shop/shop-returns").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe", "is not UTF-8"), (b"[shop", "not TOML"), (b"outcomes = 3", "is no table")],
)
def test_a_module_that_cannot_be_read_is_told_and_left_alone(
    clone: Path, content: bytes, words: str
) -> None:
    module = clone / "course/modules/shop/module.toml"
    module.write_bytes(content)
    with pytest.raises(LabsError, match=words):
        new_lab(clone, "shop-returns")
    assert module.read_bytes() == content
    assert not (module.parent / "shop-returns").exists()


def test_on_a_full_disk_nothing_is_left_and_nothing_is_lost(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = clone / "course/modules/shop/module.toml"
    before = module.read_bytes()
    write = Path.write_text

    def full(path: Path, text: str, *rest: str, **more: str) -> int:
        if "module.toml" in path.name:
            write(path, text[:10], *rest, **more)
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, text, *rest, **more)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(LabsError, match="No space left on device"):
        new_lab(clone, "shop-returns")
    with pytest.raises(LabsError, match="No space left on device"):
        new_lab(clone, "office-hours")
    assert module.read_bytes() == before
    assert sorted(path.name for path in module.parent.iterdir()) == ["module.toml", LAB]
    assert not (clone / "course/modules/office").exists()
