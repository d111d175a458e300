"""The command line: every mistake is one line with its remedy and a non-zero status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from rich.console import Console

from autograder import __version__
from autograder.cli.app import main
from autograder.cli.jsonfile import write_json
from autograder.errors import LabsError

pytestmark = pytest.mark.unit


def labs(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder.cli.app", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    return tmp_path


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_folder_that_is_no_course(tmp_path: Path) -> None:
    assert "is not an nbgrader course" in one_line(labs("grade", folder=tmp_path))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    said = one_line(labs("grade", "--course", "nowhere", folder=tmp_path))
    assert "there is no folder" in said
    assert "--course" in said


def test_a_course_without_submissions(course: Path) -> None:
    assert "nobody has submitted anything" in one_line(labs("grade", folder=course))


def test_an_assignment_that_nobody_submitted(course: Path) -> None:
    assert "nobody has submitted 'ps9'" in one_line(labs("grade", "ps9", folder=course))


def test_settings_that_make_no_sense(course: Path) -> None:
    (course / "grading.toml").write_text("[limits]\nmemory_mb = -3\n", encoding="utf-8")
    assert "memory_mb = -3" in one_line(labs("grade", folder=course))


def test_an_assignment_that_the_gradebook_does_not_know(course: Path) -> None:
    place = course / "submitted" / "ana" / "ps1"
    place.mkdir(parents=True)
    (place / "p.ipynb").write_text("{}", encoding="utf-8")
    said = one_line(labs("grade", folder=course))
    assert "the gradebook has no assignment 'ps1'; run `nbgrader generate_assignment ps1`" in said
    assert not (course / "hidden_seed").exists()


def test_a_demo_into_a_folder_that_is_in_use(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep me", encoding="utf-8")
    assert "is not empty" in one_line(labs("demo", "--into", ".", folder=tmp_path))
    assert (tmp_path / "mine.txt").exists()


def test_a_demo_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("keep me", encoding="utf-8")
    said = one_line(labs("demo", "--into", "file/demo", "--example", folder=tmp_path))
    assert "Not a directory; check" in said


def test_a_mistake_in_the_configuration_ends_the_run(course: Path) -> None:
    (course / "nbgrader_config.py").write_text("c = get_config(\n", encoding="utf-8")
    assert "nbgrader_config.py, line 1: '(' was never closed" in one_line(
        labs("grade", folder=course)
    )


def in_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str]:
    """The exit status, and what stands on stderr."""
    monkeypatch.setattr(sys, "argv", ["labs", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert isinstance(stop.value.code, int)
    return stop.value.code, capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words", "command"),
    [
        (("grade", "--speed"), "--speed", "labs grade"),
        (("grade", "--jobs", "0"), "greater than or equal to 1", "labs grade"),
        (("grade", "--jobs", "many"), "valid integer", "labs grade"),
        (("grade", "--isolation", "some"), "auto, full, landlock, none", "labs grade"),
        (("demo", "--students", "0"), "greater than or equal to 1", "labs demo"),
        (("new",), "Missing argument", "labs new"),
        (("mark",), "No such command", "labs"),
    ],
)
def test_wrong_usage_is_one_line_that_names_the_help(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
    command: str,
) -> None:
    status, said = in_process(monkeypatch, capsys, *arguments)
    assert status == 2
    assert words in said
    assert said.endswith(f"; see `{command} --help`\n")
    assert said.count("\n") == 1


def test_the_help_and_the_version_are_no_mistakes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert in_process(monkeypatch, capsys, "--version") == (0, "")
    assert in_process(monkeypatch, capsys, "grade", "--help") == (0, "")
    status, said = in_process(monkeypatch, capsys)
    assert (status, said.splitlines()[0]) == (2, "Usage: labs [OPTIONS] COMMAND [ARGS]...")


@pytest.mark.parametrize("command", ["grade", "audit"])
@pytest.mark.parametrize(
    ("name", "words"), [(".", "it is a folder"), ("no/marks.json", "there is no folder")]
)
def test_a_place_for_results_that_cannot_be_is_told_before_the_work(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    command: str,
    name: str,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    status, said = in_process(monkeypatch, capsys, command, "--json", name)
    assert status == 1
    assert words in said
    assert said.endswith("; name another file\n")


def test_what_is_no_text_is_an_escape_in_the_results(tmp_path: Path) -> None:
    path = tmp_path / "marks.json"
    write_json(path, {"student": os.fsdecode(b"caf\xe9"), "other": "李"})
    assert json.loads(path.read_text("utf-8")) == {"student": "caf\udce9", "other": "李"}
    assert [found.name for found in tmp_path.iterdir()] == ["marks.json"]


def test_results_that_cannot_be_written_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "marks.json").mkdir()
    with pytest.raises(LabsError, match="cannot be written .*; name another file"):
        write_json(tmp_path / "marks.json", {})
    assert [found.name for found in tmp_path.iterdir()] == ["marks.json"]


def test_a_terminal_that_has_not_all_letters_is_no_reason_to_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(shown, "ascii", write_through=True))
    assert in_process(monkeypatch, capsys, "--version") == (0, "")
    Console().print("李 graded")
    assert shown.getvalue() == f"labs {__version__}\n\\u674e graded\n".encode()
