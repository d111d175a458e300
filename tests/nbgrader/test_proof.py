"""What a course's reference proves: where each test runs, what is remembered, what is refused."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from nbgrader_courses import Course, Graded, MakeCourse, labs, nbgrader
from tiny_notebooks import answer, graded, handed_in, locked, notebook

from autograder.engine.outside.on_demand import EngineOnDemand
from autograder.grading.courses.course import open_course
from autograder.grading.options import Options
from autograder.grading.run import CourseRun

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(400)]

GOOD = "def f(x):\n    return x + 1\n\ndef g(x):\n    return f(x)"
CHEAT = "class Yes:\n    __eq__ = lambda *_: True\n\ndef f(x):\n    return Yes()\n\ng = f"
SHARED = """
kept, f = f, None
try:
    g(1)
except TypeError:
    pass
else:
    raise AssertionError("g does not call f")
finally:
    f = kept
"""
HIDDEN = "### BEGIN HIDDEN TESTS\nassert f(41) == 42\n### END HIDDEN TESTS"
SEEDED = "from autograder.checks import course_seed\nassert f(course_seed()) != 5"
STARTS = "import subprocess\nassert subprocess.run(['true']).returncode == 0 and f(1) == 2"
ASSIGNMENTS = {
    "plain": [graded(HIDDEN)],
    "partial": [graded("5.0 if f(1) == 2 else 0.0", points=6, name="five")],
    "mixed": [graded(HIDDEN), graded(SHARED, name="shared")],
    "seeded": [graded(SEEDED)],
    "starts": [graded(STARTS)],
    "foreign": [graded(HIDDEN)],
    "invalid": [graded(HIDDEN)],
    "unknown": [graded(HIDDEN)],
}


def cells(name: str, source: str) -> list[Any]:
    return [locked("import math"), answer(source), *ASSIGNMENTS[name]]


@pytest.fixture(scope="module")
def course(make_course: MakeCourse) -> Course:
    course = make_course()
    for name in ASSIGNMENTS:
        made = notebook(*cells(name, f"### BEGIN SOLUTION\n{GOOD}\n### END SOLUTION"))
        if name == "foreign":
            made.metadata["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}
        course.source(name, {"p1": made})
    course.generate(*(name for name in ASSIGNMENTS if name != "unknown"))
    for name in ASSIGNMENTS:
        released = course.released("plain" if name == "unknown" else name)
        for student, source in (("ann", GOOD), ("bob", CHEAT)):
            course.submit(student, name, {"p1": handed_in(released, *cells(name, source))})
    (course.root / "source/invalid/p1.ipynb").write_text("{", encoding="utf-8")
    (course.root / "hidden_seed").write_text("7\n", encoding="ascii")
    return course


@pytest.fixture(scope="module")
def graded_once(course: Course) -> tuple[Course, Graded]:
    copy = course.copy("proved")
    return copy, labs(copy)


@pytest.fixture
def again(graded_once: tuple[Course, Graded], tmp_path: Path) -> Course:
    """The course after its first grading, for one test alone."""
    shutil.copytree(graded_once[0].root, tmp_path / "again", symlinks=True)
    return Course(tmp_path / "again", list(graded_once[0].config))


@pytest.fixture
def run(graded_once: tuple[Course, Graded]) -> Graded:
    return graded_once[1]


def scores(run: Graded, assignment: str, student: str) -> dict[str, float]:
    found = run.submissions[assignment, student]["notebooks"][0]["cells"]
    return {cell["cell"]: cell["score"] for cell in found}


def wall(run: Graded, assignment: str) -> dict[str, Any]:
    found: dict[str, Any] = run.submissions[assignment, "ann"]["notebooks"][0]["wall"]
    return found


def record(course: Course, assignment: str) -> Path:
    return course.root / ".labs" / "proof" / assignment / "p1.json"


def flat(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def state(course: Course) -> tuple[bytes, list[str]]:
    """The gradebook and what is below autograded/."""
    below = sorted(str(p) for p in (course.root / "autograded").glob("*/*/*"))
    return (course.root / "gradebook.db").read_bytes(), below


def test_partial_credit_by_design_keeps_the_wall(run: Graded) -> None:
    assert wall(run, "partial")["tests_run_in"] == "a process of their own"
    assert scores(run, "partial", "ann") == {"five": 5}
    assert scores(run, "partial", "bob") == {"five": 0}
    assert flat(run.text).count("partial / p1: 'five': the reference gets 5 of 6") == 1


def test_one_test_moves_and_the_others_stay_behind_the_wall(run: Graded) -> None:
    assert list(wall(run, "mixed")["moved"]) == ["shared"]
    assert scores(run, "mixed", "ann") == {"test": 1, "shared": 1}
    assert scores(run, "mixed", "bob")["test"] == 0
    line = "mixed: 1 ran behind the wall, 1 test ran in the students' processes: p1, 'shared'"
    assert flat(run.text).count(line) == 1


@pytest.mark.parametrize(
    ("assignment", "says", "remedy"),
    [
        ("foreign", "is written in R", "use nbgrader for the others"),
        ("invalid", "the instructor's notebook cannot be used", "mend it, then run"),
        ("unknown", "the gradebook has no assignment", "nbgrader generate_assignment unknown"),
    ],
)
def test_an_assignment_that_cannot_be_graded_is_one_line_and_stops_no_other(
    run: Graded, assignment: str, says: str, remedy: str
) -> None:
    assert run.status == 1
    told = [line for line in flat(run.text).split("✘") if f"{assignment} is not graded:" in line]
    assert len(told) == 1
    assert says in told[0]
    assert remedy in told[0]
    assert {key for key in run.failed if key[0] == assignment} == {
        (assignment, "ann"), (assignment, "bob"),
    }  # fmt: skip
    assert run.submissions["seeded", "ann"]["status"] == "graded"


def test_a_limit_that_stops_the_reference_is_named_and_not_the_reference(run: Graded) -> None:
    text = flat(run.text)
    assert "starts: the tests ran in the students' processes: p1, 'test': the reference" in text
    assert "processes = 0 in grading.toml allows none" in text


def test_a_proof_is_remembered_even_with_force_until_asked_for_anew(again: Course) -> None:
    place = record(again, "plain")
    data = json.loads(place.read_text())
    data["settled"]["notes"] = ["remembered"]
    place.write_text(json.dumps(data))
    assert "plain / p1: remembered" in labs(again, "plain", "--force").text
    assert "remembered" not in labs(again, "plain", "--force", "--prove").text


def test_a_broken_record_is_made_anew(again: Course) -> None:
    place = record(again, "plain")
    place.write_text("{")
    assert labs(again, "plain", "--force").status == 0
    assert json.loads(place.read_text())["settled"]["one_process"] == {"test": 1.0}


def test_a_reference_with_other_marks_than_before_is_refused(again: Course) -> None:
    (again.root / "hidden_seed").write_text("4\n", encoding="ascii")
    before = state(again)
    run = labs(again, "seeded", "plain", "--force")
    text = flat(run.text)
    assert run.status == 1
    assert "the reference got 1 in 'test' and gets 0 now" in text
    assert "--force-anyway" in text
    assert run.failed == {("seeded", "ann"), ("seeded", "bob")}
    assert before[1] == state(again)[1]
    meant = labs(again, "seeded", "--force", "--force-anyway")
    assert (meant.status, scores(meant, "seeded", "ann")) == (0, {"test": 0})
    assert labs(again, "seeded", "--force").status == 0  # that is what it gets from now on


def test_a_course_may_require_the_wall(course: Course) -> None:
    strict = course.copy("strict")
    (strict.root / "grading.toml").write_text("require_wall = true\n")
    run = labs(strict, "plain", "mixed")
    text = flat(run.text)
    assert run.status == 1
    assert text.count("mixed is not graded: p1: grading.toml asks for the wall") == 1
    assert "'shared' does not run there: the reference gets 0 of 1 behind the wall" in text
    assert run.failed == {("mixed", "ann"), ("mixed", "bob")}
    assert not list((strict.root / "autograded").glob("*/mixed"))
    assert scores(run, "plain", "ann") == {"test": 1}
    for option in ("--no-wall", "--compat"):
        refused = labs(strict, "plain", "--force", option)
        assert refused.failed == {("plain", "ann"), ("plain", "bob")}


@pytest.mark.parametrize("content", [b"", b"x\n"])
def test_a_spoilt_seed_stops_everything_in_one_line(again: Course, content: bytes) -> None:
    (again.root / "hidden_seed").write_bytes(content)
    before = state(again)
    run = labs(again, "plain", "--force")
    assert (run.status, run.text.strip(), run.submissions) == (1, "", {})
    assert len(run.errors.splitlines()) == 1
    assert "hidden_seed holds no seed" in run.errors
    assert "restore hidden_seed from the backup" in run.errors
    assert state(again) == before


def test_a_seed_that_is_gone_stops_everything(again: Course) -> None:
    (again.root / "hidden_seed").unlink()
    run = labs(again, "plain", "--force")
    assert run.status == 1
    assert "hidden_seed is missing" in run.errors
    assert not (again.root / "hidden_seed").exists()


def test_a_course_without_a_seed_gets_one_of_its_own(course: Course) -> None:
    fresh = course.copy("seedless")
    place = fresh.root / "hidden_seed"
    place.unlink()
    run = labs(fresh, "seeded")
    made = place.read_text()
    assert flat(run.text).count("hidden_seed was made") == 1
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert made.strip().isdecimal()
    assert "was made" not in labs(fresh, "seeded", "--force").text
    assert place.read_text() == made


@pytest.mark.parametrize(("seed", "points"), [("7", 1), ("4", 0)])
def test_nbgraders_own_command_draws_from_the_same_seed(
    course: Course, seed: str, points: float
) -> None:
    copy = course.copy(f"execute-{seed}").configure(
        "c.Autograde.autograde_preprocessors = ['autograder.preprocessors.Execute', "
        "'nbgrader.preprocessors.SaveAutoGrades']"
    )
    (copy.root / "hidden_seed").write_text(seed)
    (outcome,) = nbgrader(copy, ["autograde", "seeded"])
    assert outcome.status == 0, outcome.log
    with copy.gradebook() as gradebook:
        assert gradebook.find_submission("seeded", "ann").score == points


def test_a_run_with_nothing_due_starts_no_engine(
    again: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(again.root)
    with EngineOnDemand() as engine:
        run = CourseRun(open_course(again.root), Options(), engine)
        list(run.grade(["plain", "mixed"]))
        assert [result.status for result in run.results] == ["skipped"] * 4
        assert not engine.begun
    with EngineOnDemand() as engine:
        list(CourseRun(open_course(again.root), Options(force=True), engine).grade(["plain"]))
        assert engine.begun
