"""`labs build` and `labs new`: one line for each thing, and an exit status."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_lab import LAB, Edit
from typer.testing import CliRunner, Result

from autograder.cli.authoring import authoring

pytestmark = pytest.mark.unit


def labs(*arguments: str) -> Result:
    result = CliRunner().invoke(authoring, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_build_makes_all_labs_and_says_what_changed(clone: Path) -> None:
    first, second = labs("build"), labs("build", LAB)
    assert (first.exit_code, first.stdout) == (0, "shop-growth: built\n")
    assert (second.exit_code, second.stdout) == (0, "shop-growth: up to date\n")
    assert (clone / "exercises/en" / LAB / f"{LAB}.ipynb").is_file()


def test_check_writes_nothing_and_says_what_to_run(clone: Path) -> None:
    result = labs("build", "--check")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{top}/en/{LAB}/{LAB}.ipynb is out of date; run: labs build {LAB}"
        for top in ("solutions", "exercises")
    ]
    assert not (clone / "exercises").exists()


def test_check_passes_after_a_build_and_fails_on_one_changed_letter(
    clone: Path, edit: Edit
) -> None:
    labs("build")
    assert labs("build", "--check").exit_code == 0
    edit("lab.py", "Mei sells", "May sells")
    assert labs("build", "--check").exit_code == 1


def test_check_fails_on_a_notebook_without_a_lab(clone: Path) -> None:
    labs("build")
    (clone / "exercises/en/old").mkdir()
    (clone / "exercises/en/old/old.ipynb").touch()
    assert labs("build").exit_code == 0
    result = labs("build", "--check")
    assert (result.exit_code, result.stderr) == (
        1,
        "exercises/en/old/old.ipynb belongs to no lab; delete it\n",
    )


def test_an_authors_mistake_is_a_line_and_the_other_labs_are_built(clone: Path, edit: Edit) -> None:
    assert labs("new", "shop-returns").exit_code == 0
    edit("lab.py", '"growth-scale"', '"growth-sclae"')
    result = labs("build")
    assert result.exit_code == 1
    assert result.stdout == "shop-returns: built\n"
    lines = (clone / "course/modules/shop" / LAB / "lab.py").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "growth-sclae" in text)
    assert (
        f"course/modules/shop/shop-growth/lab.py:{line}: unknown message 'growth-sclae'; "
        "add [growth-sclae] to messages.toml, or mend the id"
    ) in result.stderr.splitlines()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "nope"), ("build", ""), ("build", "*"), ("build", "../shop-growth"),
        ("build", "x" * 300), ("new", "Nope"), ("new", LAB), ("new", ""), ("new", "shop"),
        ("new", "shop-a/b"), ("new", "shop-" + "x" * 300), ("new", "a\nb"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_status_1(clone: Path, arguments: tuple[str, ...]) -> None:
    result = labs(*arguments)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "; " in result.stderr
    assert len(result.stderr) < 250


@pytest.mark.parametrize("name", ["lab.py", "messages.toml", "attempts.py", "../module.toml"])
def test_a_folder_in_the_place_of_a_file_is_told_as_one_mistake(clone: Path, name: str) -> None:
    path = clone / "course/modules/shop" / LAB / name
    path.unlink()
    path.mkdir()
    result = labs("build")
    assert result.exit_code == 1
    assert f"{path.name}: this file cannot be read (Is a directory)" in result.stderr


def test_outside_of_a_clone_the_remedy_is_to_go_to_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (("build",), ("new", "shop-x")):
        result = labs(*arguments)
        assert result.exit_code == 1
        assert result.stderr.endswith("go to a clone of the course first\n")


def test_wrong_usage_is_status_2(clone: Path) -> None:
    assert labs("build", "--nope").exit_code == 2
    assert labs("new").exit_code == 2


def test_new_says_what_it_wrote_and_what_comes_next(clone: Path) -> None:
    result = labs("new", "shop-returns")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "next: labs build shop-returns"
