"""`labs audit`: a table, what to do about each surprise, an exit status, and a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spoiled_lab import LAB, Edit
from typer.testing import CliRunner, Result

from autograder.cli.app import app
from autograder.errors import LabsError

pytestmark = pytest.mark.labs


def labs(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "160"}).invoke(app, ["audit", *arguments])


def test_a_fair_lab_is_status_0_and_says_what_was_left_out(clone: Path) -> None:
    result = labs("--fast", "--json", "audit.json")
    assert result.exit_code == 0, result.output
    assert "✔ shop-growth: everything is as the lab says (left out: the reference" in result.stdout
    assert "– left out" in result.stdout
    data = json.loads((clone / "audit.json").read_text("utf-8"))
    (lab,) = data["labs"]
    assert (data["format"], data["fast"], lab["lab"], lab["passed"]) == (1, True, LAB, True)
    assert [row["id"] for row in lab["rows"]] == [
        "reference", "steady", "untouched", "right", "rewrites", "wrong", "thoughtless", "mutants",
        "cheats", "enough", "apart", "messages", "compat", "nbgrader", "shown", "cpu", "data",
    ]  # fmt: skip


def test_a_surprise_is_shown_with_its_line_and_remedy_and_is_status_1(
    clone: Path, edit: Edit
) -> None:
    edit("attempts.py", '"best-month-type"', '"best-month-value"')
    result = labs(LAB, "--fast", "--json", "audit.json")
    assert result.exit_code == 1
    lines = [line.strip() for line in result.stdout.splitlines()]
    first = next(n for n, line in enumerate(lines) if line.startswith("✘ best-month / a number"))
    path = Path("course/modules/shop", LAB, "attempts.py")
    written = path.read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(written, 1) if '"a number"' in line)
    assert lines[first].endswith(f"{path}:{number}")
    assert lines[first + 1] == "expected  fewer than 2 points; best-month-value"
    assert lines[first + 2].startswith("got       0 of 2 points; best-month-type: ")
    assert lines[first + 3].startswith("to do     let the assert with that message come first")
    (lab,) = json.loads((clone / "audit.json").read_text("utf-8"))["labs"]
    (row,) = [row for row in lab["rows"] if row["state"] == "failed"]
    assert (lab["passed"], row["id"], row["surprises"][0]["attempt"]) == (
        False,
        "wrong",
        "a number",
    )


def test_one_task_alone_is_not_tried_together_with_others(clone: Path) -> None:
    result = labs("--fast", "--task", "best-month", "--json", "audit.json")
    assert result.exit_code == 0, result.output
    (lab,) = json.loads((clone / "audit.json").read_text("utf-8"))["labs"]
    rows = {row["id"]: row for row in lab["rows"]}
    assert (rows["apart"]["state"], rows["right"]["state"]) == ("left out", "good")
    assert [row["task"] for row in lab["mutants"]] == ["best-month"]


def test_a_lab_that_does_not_build_is_a_line_for_each_mistake(clone: Path, edit: Edit) -> None:
    edit("lab.py", '"growth-scale"', '"growth-sclae"')
    result = labs("--fast", "--json", "audit.json")
    assert result.exit_code == 1
    assert f"labs: course/modules/shop/{LAB}/lab.py:" in result.stderr
    (lab,) = json.loads((clone / "audit.json").read_text("utf-8"))["labs"]
    assert "unknown message 'growth-sclae'" in lab["problem"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nope",), "there is no lab 'nope'; labs here: shop-growth"),
        ((LAB, "nope"), "there is no lab 'nope'; labs here: shop-growth"),
    ],
)
def test_bad_input_is_one_error_with_its_remedy(
    clone: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = labs(*arguments, "--fast")
    assert isinstance(result.exception, LabsError)
    assert str(result.exception) == said


def test_a_seed_that_is_no_number_is_one_error(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LABS_SEED", "abc")
    result = labs("--fast")
    assert isinstance(result.exception, LabsError)
    assert str(result.exception).startswith("LABS_SEED is 'abc'; set it to")


def test_outside_of_a_clone_the_remedy_is_to_go_to_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(labs().exception).endswith("go to a clone of the course first")
