"""A course's configuration is read as nbgrader reads it; a mistake in it is one line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.grading.courses.course import Course, inside_course, open_course
from autograder.grading.records.gradebook import open_gradebook

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "none"))
    return tmp_path


def opened(folder: Path, *lines: str) -> Course:
    text = "\n".join(["c = get_config()", *lines, ""])
    (folder / "nbgrader_config.py").write_text(text, encoding="utf-8")
    return open_course(folder)


def refused(folder: Path, *lines: str) -> str:
    with pytest.raises(CourseError) as refusal:
        opened(folder, *lines)
    assert "\n" not in str(refusal.value)
    assert refusal.value.remedy
    return str(refusal.value)


def test_what_a_configuration_does_to_the_process_ends_with_the_course(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = "import os\nos.environ['OF_THIS_COURSE'] = '1'\nc = get_config()\n"
    (folder / "nbgrader_config.py").write_text(text, encoding="utf-8")
    before = Path.cwd(), [*sys.path], dict(os.environ)
    with inside_course(folder):
        assert (Path.cwd(), os.environ["OF_THIS_COURSE"]) == (folder, "1")
    with pytest.raises(ZeroDivisionError), inside_course(folder):
        raise ZeroDivisionError
    open_course(folder)
    assert (Path.cwd(), [*sys.path], dict(os.environ)) == before


def test_what_the_configuration_says_holds(folder: Path) -> None:
    course = opened(
        folder,
        "c.CourseDirectory.submitted_directory = 'handed-in'",
        "c.Execute.timeout = 7",
        "c.Autograde.autograde_preprocessors = ['autograder.preprocessors.Execute']",
    )
    assert course.directory.submitted_directory == "handed-in"
    assert course.limits.wall_seconds == 7


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("c.CourseDirectory.course_id = (", "nbgrader_config.py, line 2: '(' was never closed"),
        ("import no_such_module", "nbgrader_config.py, line 2: ModuleNotFoundError"),
        ("1 / 0", "line 2: ZeroDivisionError"),
        ("raise SystemExit(3)", "it ends the program"),
        ("c.CourseDirectory.course_id = 3", "'course_id' trait of a CourseDirectory"),
        ("c.Execute.timeout = 'ten'", "'timeout' trait of an Execute"),
        ("c.AssignLatePenalties.plugin_class = 'no.such.Plugin'", "no.such.Plugin"),
        ("c.Autograde.autograde_preprocessors = ['no.such.Thing']", "No module named 'no'"),
        ("c.CourseDirectory.directory_structure = '{nothing}'", "KeyError: 'nothing'"),
        ("c.CourseDirectory.root = '/no/such/place'", "/no/such/place, which is no folder"),
    ],
)
def test_a_mistake_is_a_line_with_its_place_and_what_to_do(
    folder: Path, line: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert words in refused(folder, line)
    assert capfd.readouterr() == ("", "")


def test_a_configuration_that_is_no_text_is_a_mistake_too(folder: Path) -> None:
    (folder / "nbgrader_config.py").write_bytes(b"\xff\xfe\x00c = 1")
    with pytest.raises(CourseError, match="mend nbgrader_config.py"):
        open_course(folder)


def test_a_folder_in_its_place_is_a_mistake_too(folder: Path) -> None:
    (folder / "nbgrader_config.py").mkdir()
    with pytest.raises(CourseError, match="is not a file"):
        open_course(folder)


def test_a_file_is_no_course(folder: Path) -> None:
    (folder / "course").write_text("a file", encoding="utf-8")
    with pytest.raises(CourseError, match="cannot be opened"):
        open_course(folder / "course")


@pytest.mark.parametrize(
    "url",
    ["nonsense", "sqlite:////no/such/folder/x.db", "nosuch+driver://me:secret@localhost:1/marks"],
)
def test_a_gradebook_that_cannot_be_opened_is_told_without_its_password(
    folder: Path, url: str
) -> None:
    course = opened(folder, f"c.CourseDirectory.db_url = {url!r}")
    with pytest.raises(CourseError) as refusal, open_gradebook(course):
        pass
    assert "cannot be opened" in str(refusal.value)
    assert "check CourseDirectory.db_url" in refusal.value.remedy
    assert "secret" not in str(refusal.value)
    assert url.rpartition("@")[2] in str(refusal.value)
