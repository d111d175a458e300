"""What `labs setup-jupyter` writes is what JupyterLab reads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.doctor import jupyter
from autograder.doctor.finding import State
from autograder.errors import LabsError
from autograder.jupyter.roles import (
    EXTENSION,
    FILE,
    MENUS,
    NEWS,
    Level,
    Role,
    folder_of,
    hidden_menus,
    write_role,
)

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def _account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An account whose configuration is in a folder of its own, in somebody else's environment."""
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")


def setup(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["setup-jupyter", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def page_configuration(folder: Path, text: str) -> Path:
    path = folder / FILE
    path.parent.mkdir()
    path.write_text(text)
    return path


def test_jupyterlab_hides_the_menus_from_a_student_and_shows_them_to_an_instructor(
    tmp_path: Path,
) -> None:
    assert str(tmp_path / "labconfig/page_config.json") in setup("student")
    assert hidden_menus(own=True) == set(MENUS)
    found = jupyter.menus()
    assert found.state == State.WARNING
    assert "does not see Formgrader, Course List, Create Assignment" in found.says
    assert "Another setting" not in setup("instructor")
    assert hidden_menus(own=True) == set()


def test_students_of_the_environment_who_see_the_menus_are_told() -> None:
    found = jupyter.menus()
    assert hidden_menus(own=False) == set(), "this environment hides nothing"
    assert found.state == State.WARNING
    assert "students who use this environment see" in found.says


def test_a_setting_that_wins_over_the_accounts_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_role(Role.STUDENT, tmp_path / "above")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path / "above"))
    assert "Another setting wins for this account" in setup("instructor")


def test_a_folder_that_is_named_gets_the_setting(tmp_path: Path) -> None:
    setup("student", "--config-dir", str(tmp_path / "hub"))
    assert json.loads((tmp_path / "hub" / FILE).read_text())["disabledExtensions"][NEWS] is True


@pytest.mark.long
def test_jupyter_labextension_list_names_what_a_student_does_not_get(tmp_path: Path) -> None:
    write_role(Role.STUDENT, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "jupyter", "labextension", "list"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    off = (done.stdout + done.stderr).partition("Disabled extensions:")[2]
    assert all(plugin in off for plugin in (*MENUS, NEWS))
    assert f"{EXTENSION}\n" not in off


def test_folders_are_those_that_jupyter_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUPYTER_CONFIG_DIR")
    done = subprocess.run(
        [sys.executable, "-m", "jupyter", "--paths", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    read = json.loads(done.stdout)["config"]
    assert all(str(folder_of(level)) in read for level in Level)
    assert len({folder_of(level) for level in Level}) == 3


def test_what_else_a_page_configuration_says_stays(tmp_path: Path) -> None:
    text = '{"terminalsAvailable": false, "disabledExtensions": {"other": true}}'
    path = page_configuration(tmp_path, text)
    assert write_role(Role.STUDENT, tmp_path) == path
    content = json.loads(path.read_text())
    assert content["terminalsAvailable"] is False
    assert content["disabledExtensions"]["other"] is True
    assert [found.name for found in path.parent.iterdir()] == ["page_config.json"]


def test_a_list_of_an_older_jupyterlab_is_understood(tmp_path: Path) -> None:
    path = page_configuration(tmp_path, '{"disabledExtensions": ["other"]}')
    write_role(Role.INSTRUCTOR, tmp_path)
    disabled = json.loads(path.read_text())["disabledExtensions"]
    assert (disabled["other"], disabled[NEWS], disabled[EXTENSION]) == (True, True, False)


@pytest.mark.parametrize("text", ["{", "[]", '{"disabledExtensions": 3}'])
def test_a_file_that_is_no_page_configuration_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = page_configuration(tmp_path, text)
    with pytest.raises(LabsError, match="mend it, or remove it"):
        write_role(Role.STUDENT, tmp_path)
    assert path.read_text() == text


@pytest.mark.parametrize(
    ("text", "state", "says"),
    [
        ('{"disabledExtensions": {"@jupyter/nbgrader": true}}', State.BROKEN, "switched off"),
        ("{}", State.OK, "is on"),
    ],
)
def test_an_extension_that_is_switched_off_is_broken(
    tmp_path: Path, text: str, state: State, says: str
) -> None:
    page_configuration(tmp_path, text)
    found = jupyter.extension()
    assert (found.state, says in found.says) == (state, True)


def test_a_server_that_does_not_load_the_extension_is_broken(tmp_path: Path) -> None:
    name = "nbgrader.server_extensions.formgrader"
    content = {"ServerApp": {"jpserver_extensions": {name: False}}}
    (tmp_path / "jupyter_server_config.json").write_text(json.dumps(content))
    found = jupyter.extension()
    assert (found.state, name in found.says) == (State.BROKEN, True)
    assert found.remedy == f"jupyter server extension enable {name}"


def test_a_configured_folder_that_does_not_hold_the_course_is_broken(tmp_path: Path) -> None:
    course = tmp_path / "teaching" / "course"
    course.mkdir(parents=True)
    assert jupyter.server_root(course, []).state == State.OK
    for root, state in ((tmp_path / "teaching", State.OK), (tmp_path / "other", State.BROKEN)):
        (tmp_path / "jupyter_server_config.py").write_text(
            f"c = get_config()\nc.ServerApp.root_dir = {str(root)!r}\n"
        )
        assert jupyter.server_root(course, []).state == state
