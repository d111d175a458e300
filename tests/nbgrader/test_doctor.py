"""`labs doctor` in a real course, beside a real Jupyter server: sound, then broken."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nbgrader_courses import Course, MakeCourse, environment, labs
from tiny_notebooks import answer, graded, handed_in, nbformat, notebook

from autograder.doctor import course as folder
from autograder.doctor import jupyter
from autograder.doctor.finding import Finding, State
from autograder.grading.courses.course import open_course

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(400)]

SOLVED = "### BEGIN SOLUTION\nprice = 42\n### END SOLUTION"
HIDDEN = "### BEGIN HIDDEN TESTS\nassert price == 42\n### END HIDDEN TESTS"
CELLS = [
    nbformat.v4.new_markdown_cell("The best price is $p^* = \\frac{c}{1-f}$ in `A!$B$1`."),
    answer(SOLVED),
    graded(f"assert price\n{HIDDEN}", 2),
]


@pytest.fixture(scope="module")
def course(make_course: MakeCourse) -> Course:
    made = make_course(
        "c.CourseDirectory.course_id = 'trade'",
        "c.HTMLExporter.preprocessors = ['autograder.feedback.Formulas']",
    )
    made.source("ps", {"p1": notebook(*CELLS)})
    made.generate("ps")
    return made


@pytest.fixture
def changed(course: Course, tmp_path: Path) -> Course:
    """A copy of the course that a test may break."""
    return Course(Path(shutil.copytree(course.root, tmp_path / "course")), list(course.config))


def released(course: Course) -> list[Finding]:
    return folder.released(open_course(course.root))


def rewrite(course: Course, place: str, old: str, new: str) -> None:
    path = course.root / place / "ps" / "p1.ipynb"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def source_as_release(course: Course) -> None:
    shutil.copy(course.root / "source/ps/p1.ipynb", course.root / "release/ps/p1.ipynb")


def test_a_release_that_nbgrader_made_is_good(changed: Course) -> None:
    assert [found.state for found in released(changed)] == [State.OK]


def test_a_solution_in_the_release_is_broken(changed: Course) -> None:
    source_as_release(changed)
    (found,) = released(changed)
    assert (found.state, "BEGIN SOLUTION" in found.says) == (State.BROKEN, True)


def test_hidden_tests_in_the_release_are_broken(changed: Course) -> None:
    rewrite(changed, "release", "assert price", HIDDEN.replace("\n", "\\n"))
    (found,) = released(changed)
    assert (found.state, "BEGIN HIDDEN TESTS" in found.says) == (State.BROKEN, True)


def test_an_answer_without_marks_in_the_release_is_broken(changed: Course) -> None:
    rewrite(changed, "source", "### BEGIN SOLUTION", "# the cost")
    rewrite(changed, "source", "### END SOLUTION", "# and the fee")
    source_as_release(changed)
    rewrite(changed, "release", "### BEGIN HIDDEN TESTS", "# more")
    (found,) = released(changed)
    assert (found.state, "gives away the whole 'answer'" in found.says) == (State.BROKEN, True)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [("best price", "right price", "prose"), ("assert price", "assert price > 0", "'test'")],
)
def test_a_release_older_than_its_source_is_a_warning(
    changed: Course, old: str, new: str, what: str
) -> None:
    rewrite(changed, "source", old, new)
    findings = released(changed)
    assert {found.state for found in findings} == {State.WARNING}
    assert any(what in found.says for found in findings)
    assert "nbgrader generate_assignment ps --force" in findings[0].remedy


def doctor(course: Course, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "autograder.cli.app", "doctor", *arguments],
        cwd=course.root, env={**environment(), "COLUMNS": "150"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.long
def test_the_command_fails_for_what_is_broken_and_only_then(changed: Course) -> None:
    report = changed.root.parent / "findings.json"
    good = doctor(changed, "--json", str(report))
    found = {one["check"]: one for one in json.loads(report.read_text())["findings"]}
    assert good.returncode == 0, good.stdout
    assert "docs/doctor.md" in good.stdout
    assert found["nbgrader"]["state"] == found["release"]["state"] == "ok"
    assert {"exchange", "isolation", "menus", "clock", "gradebook's lock"} <= set(found)
    assert found["isolation"]["says"].startswith(("level full works", "level landlock works, a"))
    assert all(one["remedy"] for one in found.values() if one["state"] != "ok")
    good_isolation = found["isolation"]["state"]
    (changed.root / "nbgrader_config.py").write_text("c = get_config(\n")
    bad = doctor(changed, "--json", str(report))
    found = {one["check"]: one for one in json.loads(report.read_text())["findings"]}
    assert (bad.returncode, found["configuration"]["state"]) == (1, "broken")
    assert "nbgrader_config.py, line 1: '(' was never closed" in found["configuration"]["says"]
    assert found["isolation"]["state"] == good_isolation, "the machine is looked at all the same"
    assert {"extension", "menus", "disk"} <= set(found)
    assert "Traceback" not in bad.stderr


@dataclass(frozen=True)
class Server:
    """A Jupyter server of this account."""

    info: dict[str, Any]

    def get(self, path: str) -> str:
        request = urllib.request.Request(
            f"{self.info['url']}{path}", headers={"Authorization": f"token {self.info['token']}"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return str(answer.read().decode())


@pytest.fixture(scope="module")
def server(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that was started in the course, with one graded submission."""
    given = course.released("ps")
    course.submit("ana", "ps", {"p1": handed_in(given, CELLS[0], answer("price = 42"), CELLS[2])})
    assert labs(course).status == 0
    runtime = tmp_path_factory.mktemp("runtime")
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--port=0",
         "--ServerApp.ip=127.0.0.1"],
        cwd=course.root, env={**environment(), "JUPYTER_RUNTIME_DIR": str(runtime)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        end = time.monotonic() + 120
        found = jupyter.servers(str(runtime))
        while not found and time.monotonic() < end and process.poll() is None:
            time.sleep(0.1)
            found = jupyter.servers(str(runtime))
        assert found, "the server did not start"
        yield Server(dict(found[0]))
    finally:
        process.terminate()
        process.wait(60)


@pytest.mark.long
def test_a_server_that_shows_the_course_is_good_and_another_is_broken(
    server: Server, course: Course, tmp_path: Path
) -> None:
    running = [server.info]
    assert jupyter.server_root(course.root, running).state == State.OK
    assert jupyter.formgraders_course(course.root, running).state == State.OK
    outside = jupyter.server_root(tmp_path, running)
    assert (outside.state, f"shows {course.root} only" in outside.says) == (State.BROKEN, True)
    assert outside.remedy.endswith(f"cd {tmp_path} && jupyter lab")


@pytest.mark.long
def test_a_server_started_elsewhere_does_not_read_the_courses_settings(
    server: Server, course: Course, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    below = course.root / "second"
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    assert jupyter.server_root(below, [server.info]).state == State.OK
    found = jupyter.formgraders_course(below, [server.info])
    assert (found.state, str(course.root) in found.says) == (State.WARNING, True)
    (tmp_path / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.root = {str(below)!r}\n"
    )
    assert jupyter.formgraders_course(below, [server.info]).state == State.OK


@pytest.mark.long
def test_formgrader_shows_formulas_that_need_no_network(server: Server, course: Course) -> None:
    with course.gradebook() as gradebook:
        name = gradebook.find_submission_notebook("p1", "ps", "ana").id
    page = server.get(f"formgrader/submissions/{name}/")
    assert 'alt="p^* = \\frac{c}{1-f}"' in page
    assert "data:image/svg+xml;base64," in page
    assert "<code>A!$B$1</code>" in page
