"""grading.toml: what it sets, and what it says about mistakes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.errors import SettingsError
from autograder.grading.courses.course import WallSettings, read_settings, wall_settings
from autograder.sandbox.limits import Limits

pytestmark = pytest.mark.unit


def settings(folder: Path, text: str) -> tuple[Limits, str]:
    path = folder / "grading.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "grading.toml") == (Limits(), "auto")


def test_a_limit_and_the_isolation_can_be_set(tmp_path: Path) -> None:
    limits, isolation = settings(tmp_path, 'isolation = "full"\n[limits]\nmemory_mb = 300\n')
    assert (limits.memory_mb, isolation) == (300, "full")
    assert limits.wall_seconds == Limits().wall_seconds


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[limits]\nmemory = 3\n", "unknown limit 'memory'"),
        ("[limits]\nmemory_mb = 0\n", "from 1 to 1,000,000"),
        ("[limits]\nmemory_mb = 99999999999999999999\n", "from 1 to 1,000,000"),
        ("[limits]\nwall_seconds = nan\n", "from 0.1 to 1,000,000"),
        ("[limits]\nwall_seconds = inf\n", "from 0.1 to 1,000,000"),
        ("[limits]\nopen_files = 1\n", "from 32 to 1,000,000"),
        ("[limits]\nprocesses = -1\n", "from 0 to 1,000,000"),
        ("limits = 3\n", "write a table"),
        ("[limits]\nmemory_mb = 1.5\n", "whole number"),
        ('[limits]\nwall_seconds = "long"\n', "a number"),
        ("[limits]\nwall_seconds = true\n", "a number"),
        ('isolation = "best"\n', "auto, full, landlock, none"),
        ("limit = 3\n", "unknown key 'limit'"),
        ("[limits\n", "not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(tmp_path: Path, text: str, names: str) -> None:
    with pytest.raises(SettingsError, match=names):
        settings(tmp_path, text)


def test_the_page_of_the_sandbox_names_every_limit_with_its_default() -> None:
    page = (Path(__file__).parents[3] / "docs" / "sandbox.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (?:.*, )?([\d.]+) \| [\d.]+ \|", page, re.MULTILINE))
    assert rows == {name: str(value) for name, value in Limits().as_dict().items()}


@pytest.mark.parametrize("name", Limits().as_dict())
def test_the_least_value_on_the_page_is_taken_and_less_is_not(tmp_path: Path, name: str) -> None:
    page = (Path(__file__).parents[3] / "docs" / "sandbox.md").read_text("utf-8")
    row = re.search(rf"^\| `{name}` \| [^|]+ \| ([\d.]+) \|", page, re.MULTILINE)
    assert row
    least = float(row[1]) if "." in row[1] else int(row[1])
    limits, _ = settings(tmp_path, f"[limits]\n{name} = {least}\n")
    assert getattr(limits, name) == least
    with pytest.raises(SettingsError, match=f"from {least:g} to"):
        settings(tmp_path, f"[limits]\n{name} = {least - 1}\n")


def test_the_wall_can_be_required_and_a_second_opinion_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "grading.toml"
    assert wall_settings(path) == WallSettings(require_wall=False, second_opinion=None)
    path.write_text("require_wall = true\nsecond_opinion = false\n")
    assert wall_settings(path) == WallSettings(require_wall=True, second_opinion=False)
    assert read_settings(path) == (Limits(), "auto")


@pytest.mark.parametrize("key", ["require_wall", "second_opinion"])
@pytest.mark.parametrize("value", ["1", '"true"', "[]"])
def test_what_the_wall_needs_is_true_or_false(tmp_path: Path, key: str, value: str) -> None:
    path = tmp_path / "grading.toml"
    path.write_text(f"{key} = {value}\n")
    with pytest.raises(SettingsError, match=f"{key} = .*write true or false"):
        wall_settings(path)
