"""Each lab of the course, made weaker in one way after the other: the audit finds it each time."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from spoiled_lab import REPOSITORY, failed

from autograder.audit.answers import cheats
from autograder.audit.audit import audit_lab
from autograder.audit.bench.engines import Engines

pytestmark = [pytest.mark.labs, pytest.mark.timeout(900)]

TASKS = {"foundations-market": "cagr", "operations-pricing": "elasticity"}
# A tolerance of the visible check, and two messages of one task.
TOLERANCES = {
    "foundations-market": ("approx(12.55, abs=0.01)", "approx(12.55, abs=1)"),
    "operations-pricing": ("approx(-2.0199, abs=1e-4), fill", "approx(-2.0199, abs=1), fill"),
}
MESSAGES = {
    "foundations-market": ("cagr-mean", "cagr-steps"),
    "operations-pricing": ("elasticity-promo", "elasticity-weekday"),
}


def without_hidden_check(text: str, lab: str) -> str:
    """Every hidden assert of the task is true for whatever the student's code gives."""
    marker = f'# %% task="{TASKS[lab]}" role="hidden"'
    before, _, rest = text.partition(marker)
    cell, end, after = rest.partition("\n# %%")
    cell = re.sub(r"assert .*, (\"[a-z-]+\")", r"assert cell_is_there, \1", cell)
    cell = cell.replace("\nwith check", "\ncell_is_there = True\nwith check", 1)
    return before + marker + cell + end + after


def with_wide_tolerance(text: str, lab: str) -> str:
    old, new = TOLERANCES[lab]
    assert text.count(old) == 1
    return text.replace(old, new)


def with_swapped_messages(text: str, lab: str) -> str:
    one, other = MESSAGES[lab]
    return re.sub(f'"({one}|{other})"', lambda m: f'"{other if m[1] == one else one}"', text)


@pytest.mark.parametrize("lab", TASKS)
@pytest.mark.parametrize(
    "weaken", [without_hidden_check, with_wide_tolerance, with_swapped_messages]
)
def test_a_weakened_lab_is_found(
    lab: str,
    weaken: Callable[[str, str], str],
    tmp_path: Path,
    engine: Engines,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cheats, "CHEATS", cheats.CHEATS[:1])
    shutil.copytree(REPOSITORY / "course", tmp_path / "course")
    (path,) = tmp_path.glob(f"course/modules/*/{lab}/lab.py")
    text = path.read_text("utf-8")
    path.write_text(weaken(text, lab), "utf-8")
    assert path.read_text("utf-8") != text
    found = failed(audit_lab(tmp_path, lab, engine, tasks=[TASKS[lab]], fast=True))
    assert "wrong" in found, found
    assert {surprise.task for row in found.values() for surprise in row} == {TASKS[lab]}
