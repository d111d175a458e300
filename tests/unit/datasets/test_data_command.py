"""`labs data`: builds, compares, writes another company, and shows the rules to check."""

import csv
import re
from pathlib import Path

import lumina.build
import pytest
from lumina.build import ROOT
from lumina.rules import PackError, load, packs, page
from typer.testing import CliRunner, Result

from autograder.checks.course import TABLES
from autograder.cli.app import app
from autograder.errors import LabsError

pytestmark = pytest.mark.unit


def labs(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["data", *arguments])


def told(*arguments: str) -> str:
    """The one line that the command line shows of a mistake."""
    result = labs(*arguments)
    assert result.exit_code == 1
    assert isinstance(result.exception, LabsError)
    line = str(result.exception)
    assert "\n" not in line
    return line


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with the cards of two tables, and no table yet."""
    root = tmp_path / TABLES.parent
    (root / "cards").mkdir(parents=True)
    for name in ("netsun", "markets"):
        text = (ROOT / "cards" / f"{name}.toml").read_text("utf-8")
        (root / "cards" / f"{name}.toml").write_text(text, "utf-8")
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(lumina.build, "ROOT", root)
    monkeypatch.setattr(lumina.build.build, "__defaults__", (root, None, ()))
    monkeypatch.setattr(lumina.build.check, "__defaults__", (root, None, ()))
    return tmp_path


def test_tables_cards_and_page_are_built_and_then_up_to_date(clone: Path) -> None:
    assert labs("build", "netsun", "markets.csv", "--check").exit_code == 1
    result = labs("build", "netsun", "markets.csv")
    assert result.exit_code == 0
    assert "in 2 files" in result.output
    wanted = (ROOT / "tables" / "netsun.csv").read_bytes()
    assert (clone / TABLES / "netsun.csv").read_bytes() == wanted
    assert (clone / page.PAGE).read_text("utf-8") == page.page()
    result = labs("build", "netsun", "markets", "--check")
    assert result.exit_code == 0
    assert "up to date" in result.output


def test_what_is_out_of_date_is_told_with_the_remedy(clone: Path) -> None:
    labs("build", "netsun")
    (clone / TABLES / "netsun.csv").write_text("year\n", "utf-8")
    (clone / page.PAGE).write_text("old", "utf-8")
    result = labs("build", "netsun", "--check")
    assert result.exit_code == 1
    assert "tables/netsun.csv is not what the generator makes. Run `labs data build`." in (
        result.stderr
    )
    assert "docs/rules.md is out of date. Run `labs data build`." in result.stderr


def test_another_company_is_written_to_a_folder_and_compared(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    chosen = ("netsun", "costs")
    assert labs("build", *chosen, "--seed", "5", "--into", str(folder)).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["costs.csv", "netsun.csv"]
    published = (ROOT / "tables" / "costs.csv").read_bytes()
    assert (folder / "costs.csv").read_bytes() != published
    assert (folder / "costs.csv").read_bytes().split(b"\n")[0] == published.split(b"\n")[0]
    again = labs("build", *chosen, "--seed", "5", "--into", str(folder), "--check")
    assert again.exit_code == 0
    assert "those of seed 5" in again.output
    (folder / "netsun.csv").unlink()
    other = labs("build", *chosen, "--seed", "6", "--into", str(folder), "--check")
    assert other.exit_code == 1
    assert "costs.csv is not what seed 6 makes" in other.stderr
    assert "netsun.csv is missing" in other.stderr


def test_mistakes_are_told_in_one_line_with_a_remedy(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "--into DIR" in told("build", "--seed", "3")
    assert "Did you mean netsun?" in told("build", "netsum")
    tables = str(lumina.build.ROOT / "tables")
    assert "published tables" in told("build", "--seed", "3", "--into", tables)
    assert "another folder" in told("build", "netsun", "--into", str(clone / "pyproject.toml"))
    (clone / "pyproject.toml").unlink()
    assert "no clone" in told("build", "netsun")
    assert labs("build", "--seed", "-1", "--into", "x").exit_code == 2


def test_the_page_of_rules_is_up_to_date() -> None:
    assert page.problems(ROOT.parents[1]) == []


def test_the_page_lists_every_rule_the_longest_unchecked_and_least_sure_first() -> None:
    text = page.page()
    days = re.findall(r"^## Checked on (.+)$", text, re.M)
    assert days == sorted(days)
    rows = re.findall(r"^\| (\w+) \| `([^`]+)` \|", text, re.M)
    assert sorted(rows) == sorted(
        (pack, rule.rule_id) for pack in packs() for rule in load(pack).rules
    )
    under = re.split(r"^## Checked", text, flags=re.M)[1]
    order = [under.find(f"### {word}") for word in ("Unsure", "Two sources", "House rule")]
    assert -1 < order[0] < order[1] < order[2]
    assert "| 0.19 | share of the net price | 2021-01-01 until further notice |" in text
    assert labs("rules").output == text


def test_an_older_check_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in packs():
        path = ROOT / "rules" / f"{name}.csv"
        tmp_path.joinpath(path.name).write_text(path.read_text("utf-8"), "utf-8")
    with (tmp_path / "vat.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(
            ["old_rule", "XX", "", "1", "1 | 2", "2020-01-01", "", "nobody", "2025-03-02", "A"]
        )
    monkeypatch.setattr(page, "packs", lambda: ["vat"])
    monkeypatch.setattr(page, "load", lambda name: load(name, folder=tmp_path))
    text = page.page()
    assert text.index("## Checked on 2025-03-02") < text.index("## Checked on 2026-")
    assert "1 \\| 2" in text


def test_a_pack_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise PackError("vat.csv, line 3: no number. Write it as 0.19.")

    monkeypatch.setattr(page, "page", broken)
    assert page.problems(None) == ["vat.csv, line 3: no number. Write it as 0.19."]
    assert page.write(Path("nowhere")) == page.problems(None)
    assert "vat.csv, line 3" in told("rules")
