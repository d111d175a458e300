"""One engine for all tests, and a clone with a tiny lab that can be spoiled."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from spoiled_lab import LAB, TINY, Audit, Edit

from autograder.audit.answers import cheats
from autograder.audit.audit import audit_lab
from autograder.audit.bench.engines import Engines
from autograder.audit.report import LabReport


@pytest.fixture(scope="session")
def engine() -> Iterator[Engines]:
    """The engine: its start costs seconds."""
    with Engines() as engine:
        yield engine


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tiny clone, as the current folder; two cheats are enough for it."""
    monkeypatch.setattr(cheats, "CHEATS", cheats.CHEATS[:2])
    shutil.copytree(TINY, tmp_path / "clone")
    monkeypatch.chdir(tmp_path / "clone")
    return tmp_path / "clone"


@pytest.fixture
def edit(clone: Path) -> Edit:
    """Replace a text, which must be there once, in a file of the tiny lab."""

    def replace(name: str, old: str, new: str) -> None:
        path = clone / "course" / "modules" / "shop" / LAB / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), "utf-8")

    return replace


@pytest.fixture
def audit(clone: Path, engine: Engines) -> Audit:
    """Audit the tiny lab without nbgrader."""

    def run() -> LabReport:
        return audit_lab(clone, LAB, engine, fast=True)

    return run
