"""The gradebook of a large school: a real PostgreSQL server in place of the file."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from gradebook_reading import grade, read
from nbgrader_courses import Course, MakeCourse, environment, labs, nbgrader, start_labs
from postgresql_server import PASSWORD, Server, running_server
from tiny_notebooks import STUB, answer, essay, graded, handed_in, locked, notebook

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]

STUDENTS = 24
SEED = 20261125
SOURCE = [
    locked("rate = 2"),
    answer("### BEGIN SOLUTION\nanswer = 42\n### END SOLUTION"),
    graded("assert answer == 21 * rate, 'Multiply by the rate.'", 2),
    essay("Say why."),
]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as server:
        yield server


@pytest.fixture(scope="module")
def in_a_file(make_course: MakeCourse) -> Course:
    """A class that handed in two assignments, with its gradebook in a file."""
    course = make_course("c.CourseDirectory.course_id = 'trade'")
    for name in ("ps", "second"):
        course.source(name, {"p1": notebook(*SOURCE)})
        course.generate(name)
        released = course.released(name)
        for number in range(STUDENTS):
            code = answer(f"answer = {41 + number % 3}" if number % 4 else STUB)
            words = essay("Because." if number % 2 else "Say why.")
            cells = [SOURCE[0], code, SOURCE[2], words]
            course.submit(f"student{number:02}", name, {"p1": handed_in(released, *cells)})
    return course


@pytest.fixture
def on_the_server(in_a_file: Course, server: Server, request: pytest.FixtureRequest) -> Course:
    """The same class with an empty database of its own on the server."""
    name = f"test_{abs(hash(request.node.name))}"
    course = replace(in_a_file.copy(name), database=server.create(name))
    (course.root / "gradebook.db").unlink()
    shutil.rmtree(course.root / "release")
    course.configure(f"c.CourseDirectory.db_url = '{course.database}'")
    course.generate("ps", "second")
    return course


def command(course: Course, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `labs` in a course folder."""
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli.app", *words], cwd=course.root, text=True,
        capture_output=True, env={**environment(), "COLUMNS": "200"}, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    return done


def test_the_server_gets_the_marks_that_the_file_gets(
    in_a_file: Course, on_the_server: Course
) -> None:
    beside = in_a_file.copy("beside")
    assert labs(beside).status == labs(on_the_server).status == 0
    marks = read(on_the_server)
    assert marks == read(beside)
    assert len(marks) == 2 * STUDENTS
    assert {entry["score"] for entry in marks.values()} == {0, 2}
    assert not (on_the_server.root / "gradebook.db").exists()


def test_what_a_person_entered_stays_when_the_class_is_graded_again(on_the_server: Course) -> None:
    assert labs(on_the_server, "ps").status == 0
    with on_the_server.gradebook() as gradebook:
        place = ("p1", "ps", "student01")
        gradebook.find_grade("essay", *place).manual_score = 1.5
        gradebook.find_comment("essay", *place).manual_comment = "Well said — naïve, but fair."
        gradebook.db.commit()
    before = read(on_the_server)
    assert labs(on_the_server, "ps", "--force").status == 0
    after = read(on_the_server)["ps", "student01"]
    assert after == before["ps", "student01"]
    assert grade(after, "essay")["manual_score"] == 1.5
    assert after["notebooks"]["p1"]["comments"]["essay"][1] == "Well said — naïve, but fair."


def test_a_second_run_finishes_what_a_killed_one_left(on_the_server: Course) -> None:
    chance = random.Random(SEED)
    places = lambda: len(list((on_the_server.root / "autograded").glob("*/ps")))  # noqa: E731
    for wanted in (2, 8, 14):
        process = start_labs(on_the_server, "ps")
        while process.poll() is None and places() < wanted:
            time.sleep(0.001)
        time.sleep(chance.random() * 0.03)
        process.kill()
        process.communicate()
        assert len(read(on_the_server)) - places() in (0, 1)
    assert places() < STUDENTS
    assert labs(on_the_server, "ps").status == 0
    finished = read(on_the_server)
    assert labs(on_the_server, "ps", "--force").status == 0
    assert len(finished) == STUDENTS
    assert finished == read(on_the_server)


def test_two_courses_on_one_server_are_graded_at_the_same_time(
    on_the_server: Course, server: Server
) -> None:
    other = replace(on_the_server.copy("other"), database=server.create("other"))
    other.configure(f"c.CourseDirectory.db_url = '{other.database}'")
    shutil.rmtree(other.root / "release")
    other.generate("ps", "second")
    together = [start_labs(course) for course in (on_the_server, other)]
    for process in together:
        text, errors = process.communicate(timeout=200)
        assert process.returncode == 0, text + errors
    assert read(on_the_server) == read(other)
    assert len(read(other)) == 2 * STUDENTS


def test_the_other_commands_and_nbgraders_own_read_from_the_server(on_the_server: Course) -> None:
    assert labs(on_the_server).status == 0
    before = read(on_the_server)
    export = ["export", "--to", "grades.csv"]
    for outcome in nbgrader(on_the_server, ["generate_feedback", "ps"], export):
        assert outcome.status == 0, outcome.log
    assert len(list(on_the_server.root.glob("feedback/*/ps/p1.html"))) == STUDENTS
    assert len((on_the_server.root / "grades.csv").read_text().splitlines()) == 2 * STUDENTS + 1
    for words in (["report"], ["export", "csv", "--pending"], ["regrade", "ps", "--preview"]):
        done = command(on_the_server, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert read(on_the_server) == before
    assert "the database answers; it knows 24 students" in command(on_the_server, "doctor").stdout


def refused(course: Course, url: str) -> str:
    """What `labs grade` says of a course whose gradebook is at this address."""
    broken = course.copy(f"broken-{abs(hash(url))}")
    broken.configure(f"c.CourseDirectory.db_url = '{url}'")
    done = command(broken, "grade", "ps")
    assert done.returncode not in (0, None)
    assert len(done.stderr.strip().splitlines()) <= 2, done.stderr
    assert not list((broken.root).glob("autograded/*/ps"))
    return " ".join(done.stderr.split())


def test_what_is_wrong_with_a_server_is_said_in_a_line_with_the_remedy(
    in_a_file: Course, server: Server
) -> None:
    server.create("sound")
    gone = refused(in_a_file, server.url("sound", port=1))
    assert "refused" in gone
    assert "start the server" in gone
    assert "~/.pgpass" in refused(in_a_file, server.url("sound", password="wrong"))
    missing = refused(in_a_file, server.url("no_such"))
    assert 'database "no_such" does not exist' in missing
    assert "createdb -O ROLE DATABASE" in missing
    driver = refused(in_a_file, server.url("sound").replace("+psycopg", "+psycopg2"))
    assert "crossborder-labs[postgres]" in driver


def test_the_doctor_names_a_server_that_does_not_answer(in_a_file: Course, server: Server) -> None:
    ill = in_a_file.copy("ill").configure(
        f"c.CourseDirectory.db_url = '{server.url('sound', port=1)}'"
    )
    told = command(ill, "doctor")
    assert told.returncode == 1
    assert "start the server, or mend host and port" in " ".join(told.stdout.split())


def test_a_role_that_may_not_make_tables_is_told_so(in_a_file: Course, server: Server) -> None:
    server.run("createdb", "others")
    said = refused(in_a_file, server.url("others"))
    assert "permission denied" in said
    assert "make it the owner" in said


def test_the_password_may_stand_in_a_file_of_its_own(
    on_the_server: Course, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    passwords = tmp_path / "passwords"
    passwords.write_text(f"127.0.0.1:{server.port}:*:teacher:{PASSWORD}\n", encoding="ascii")
    passwords.chmod(0o600)
    assert on_the_server.database is not None
    url = on_the_server.database.replace(f":{PASSWORD}", "")
    on_the_server.configure(f"c.CourseDirectory.db_url = '{url}'")
    assert labs(on_the_server, "ps").status == 1, "no password, and yet the server answered"
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    assert labs(on_the_server, "ps").status == 0
    assert len(read(on_the_server)) == STUDENTS
