"""A clone with one tiny real lab, and a way to spoil it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tiny_lab import LAB, Edit


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tiny clone, as the current folder."""
    shutil.copytree(Path(__file__).parent / "tiny", tmp_path / "clone")
    monkeypatch.chdir(tmp_path / "clone")
    return tmp_path / "clone"


@pytest.fixture
def edit(clone: Path) -> Edit:
    """Replace a text, which must be there once, in a file of the tiny lab or its module."""

    def replace(name: str, old: str, new: str) -> None:
        module = clone / "course" / "modules" / "shop"
        path = module / name if name == "module.toml" else module / LAB / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), "utf-8")

    return replace
