"""What a notebook takes from around it: messages, hints, the seed, tables, rule packs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.checks import course_seed, data_file, fill, hint, rules
from autograder.checks.catalogue import text
from autograder.checks.course import TABLES

pytestmark = pytest.mark.unit


def test_a_notebook_loads_the_checks_without_any_library() -> None:
    code = (
        "import sys; import autograder.checks; "
        "print(sorted({'numpy', 'pandas', 'IPython', 'nbformat', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_language_without_a_catalogue_falls_back_to_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LABS_LANG", "tlh")
    assert text("state.not-yet") == "not yet"


def test_a_sentence_that_nobody_wrote_is_an_error_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        text("state.nonsense")


def test_the_seed_of_a_course_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LABS_SEED", raising=False)
    assert course_seed() == 20260901
    monkeypatch.setenv("LABS_SEED", " 7 ")
    assert course_seed() == 7


@pytest.mark.parametrize("bad", ["seven", "-1", "1.5", ""])
def test_a_seed_that_is_no_number_is_refused_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    monkeypatch.setenv("LABS_SEED", bad)
    with pytest.raises(ValueError, match="set it to a whole number"):
        course_seed()


def test_a_table_beside_the_notebook_is_taken_before_that_of_the_clone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = tmp_path / "exercises" / "en" / "lab"
    clone = tmp_path / TABLES / "t.csv"
    for folder in (notebook / "data", clone.parent):
        folder.mkdir(parents=True)
    clone.touch()
    monkeypatch.chdir(notebook)
    assert data_file("t.csv") == clone
    (notebook / "data" / "t.csv").touch()
    assert data_file("t.csv") == notebook / "data" / "t.csv"


def test_a_table_of_the_installed_package_is_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "lumina"
    (package / "tables").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "tables" / "t.csv").touch()
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    for name in [name for name in sys.modules if name.split(".")[0] == "lumina"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.chdir(tmp_path)
    try:
        assert data_file("t.csv") == package / "tables" / "t.csv"
    finally:
        del sys.modules["lumina"]


def test_a_table_that_is_nowhere_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match="Put it in a folder 'data'"):
        data_file("no-such-table.csv")


@pytest.mark.parametrize("name", ["../t.csv", "data/t.csv", "", os.sep])
def test_a_table_is_named_without_a_folder(name: str) -> None:
    with pytest.raises(ValueError, match="write it without a folder"):
        data_file(name)


def test_rule_packs_that_are_not_installed_are_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "lumina.rules", None)
    with pytest.raises(ImportError, match="pip install crossborder-labs"):
        rules("vat")


def test_hints_are_printed_where_there_is_no_notebook(capsys: pytest.CaptureFixture[str]) -> None:
    from autograder.checks import add_hints

    add_hints("growth", ["Why?"])
    hint("growth")
    assert capsys.readouterr().out == "growth: hint 1 of 1\nWhy?\n"


def test_a_task_without_hints_names_those_that_have_some(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from autograder.checks import add_hints

    add_hints("growth", ["Why?"])
    hint("grwth")
    assert capsys.readouterr().out == "There are no hints for 'grwth'. Tasks with hints: growth.\n"


def test_values_fill_a_message_and_leave_other_braces_alone() -> None:
    assert fill("{a} and {b} and {c}", a="{b}", b=[1.5]) == "'{b}' and [1.5] and {c}"
