"""Killed at any moment, a second run finishes the work, and it is as if nothing had happened."""

from __future__ import annotations

import contextlib
import random
import re
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from gradebook_reading import Submissions, read
from nbgrader_courses import Course, Graded, MakeCourse, labs, nbgrader, start_labs
from tiny_notebooks import STUB, answer, essay, graded, handed_in, locked, notebook

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(400)]

STUDENTS = 40
KILLS = 5
CLASS, ANY_MOMENT, REGRADES = 12, 50, 10
SEED = 20260901
SOURCE = [locked("rate = 2"), answer(STUB), graded("answer == 42 or 1 / 0", 2), essay("Say why.")]


def _tree(course: Course) -> dict[str, bytes]:
    """What stands in `autograded/`, but for the time that a run took."""
    folder = course.root / "autograded"
    return {
        str(path.relative_to(folder)): re.sub(rb'"seconds": [0-9.e-]+', b"", path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".labs" not in path.parts
    }


def _published(course: Course) -> set[str]:
    return {path.parent.name for path in (course.root / "autograded").glob("*/ps")}


def _folders(course: Course) -> set[int]:
    """The folders in `autograded/` by their numbers in the file system."""
    found = set()
    for path in (course.root / "autograded").glob("*/ps"):
        with contextlib.suppress(FileNotFoundError):
            found.add(path.stat().st_ino)
    return found


def _family() -> dict[int, tuple[int, str]]:
    """Every process that lives: its parent, and when it started (numbers are used again)."""
    family = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if fields[0] != "Z":
                family[int(entry.name)] = int(fields[1]), fields[19]
    return family


def _kill(process: subprocess.Popen[str], least: int = 3) -> set[int]:
    """Kill a run of so many processes; those of them that do not end with it."""
    before = _family()
    run, size = {process.pid}, 0
    while len(run) > size:
        size = len(run)
        run |= {pid for pid, (parent, _) in before.items() if parent in run}
    process.kill()
    process.communicate()
    assert len(run) >= least, "the engine was not found"
    end = time.monotonic() + 60
    while time.monotonic() < end:
        now = _family()
        left = {pid for pid in run if pid in now and now[pid][1] == before[pid][1]}
        if not left:
            break
        time.sleep(0.02)
    return left


@dataclass(frozen=True)
class Outcome:
    """A disturbed course and an undisturbed one."""

    undisturbed: Submissions
    tree: dict[str, bytes]
    between: list[tuple[set[str], Submissions]]
    left_running: set[int]
    last: Graded
    marks: Submissions
    course: Course


def _handed_in_course(make_course: MakeCourse, students: int) -> Course:
    course = make_course()
    course.source("ps", {"p1": notebook(*SOURCE)})
    course.generate("ps")
    released = course.released("ps")
    for number in range(students):
        words = [essay("Because.")] if number % 2 else SOURCE[3:]
        cells = [*SOURCE[:1], answer(f"answer = {41 + number % 3}"), *SOURCE[2:3], *words]
        course.submit(f"student{number:02}", "ps", {"p1": handed_in(released, *cells)})
    return course


@pytest.fixture(scope="module")
def outcome(make_course: MakeCourse) -> Outcome:
    course = _handed_in_course(make_course, STUDENTS)
    undisturbed = course.copy("undisturbed")
    assert labs(undisturbed).status == 0
    chance = random.Random(SEED)
    between: list[tuple[set[str], Submissions]] = []
    left: set[int] = set()
    for kill in range(KILLS):
        process = start_labs(course)
        wanted = len(_published(course)) + 1 + 3 * kill
        while process.poll() is None and len(_published(course)) < wanted:
            time.sleep(0.001)
        time.sleep(chance.random() * 0.03)
        left |= _kill(process)
        between.append((_published(course), read(course)))
    last = labs(course)
    done = read(undisturbed), _tree(undisturbed)
    return Outcome(*done, between, left, last, read(course), course)


def test_each_kill_came_while_work_was_left(outcome: Outcome) -> None:
    counts = [len(places) for places, _ in outcome.between]
    assert counts == sorted(counts)
    assert counts[0] > 0
    assert counts[-1] < STUDENTS


def test_after_each_kill_every_submission_is_whole_or_not_there(outcome: Outcome) -> None:
    for places, marks in outcome.between:
        students = {student for _, student in marks}
        assert places <= students, "a folder in autograded/ without marks in the gradebook"
        assert len(students - places) <= 1, "marks of several submissions without their folders"
        for key, found in marks.items():
            assert found == outcome.undisturbed[key]


def test_no_process_of_a_killed_run_is_left(outcome: Outcome) -> None:
    assert outcome.left_running == set()


def test_the_last_run_finishes_the_work(outcome: Outcome) -> None:
    assert outcome.last.status == 0
    assert outcome.marks == outcome.undisturbed
    assert _tree(outcome.course) == outcome.tree
    status = [entry["status"] for entry in outcome.last.submissions.values()]
    assert status.count("skipped") == len(outcome.between[-1][0])
    assert not list((outcome.course.root / "autograded" / ".labs").glob("ps+*"))


def test_an_interrupt_from_the_keyboard_is_told_in_one_line(outcome: Outcome) -> None:
    for _ in range(5):  # on a busy machine a run may be over before this process sees it begin
        process = start_labs(outcome.course, "--force")
        started = _folders(outcome.course)
        while _folders(outcome.course) >= started and process.poll() is None:
            time.sleep(0.002)  # a forced run puts new folders in the place of the old
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=200)
        if process.returncode:
            break
    assert process.returncode == 130
    assert errors == "labs: interrupted; run the same command to finish the work\n"
    assert labs(outcome.course).status == 0
    assert read(outcome.course) == outcome.undisturbed


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_killed_at_any_of_fifty_moments_a_second_run_gives_the_undisturbed_gradebook(
    make_course: MakeCourse,
) -> None:
    course = _handed_in_course(make_course, CLASS)
    undisturbed = course.copy("undisturbed")
    assert labs(course.copy("first")).status == 0  # what is slow once only
    began = time.monotonic()
    assert labs(undisturbed).status == 0
    seconds = time.monotonic() - began
    marks, tree = read(undisturbed), _tree(undisturbed)
    chance = random.Random(SEED)
    killed, begun = 0, 0
    for number in range(ANY_MOMENT):
        disturbed = course.copy(f"disturbed{number}")
        process = start_labs(disturbed)
        time.sleep(chance.uniform(0, seconds))
        if process.poll() is None:
            killed += 1
        assert _kill(process, least=1) == set()
        begun += 0 < len(_published(disturbed)) < CLASS
        assert labs(disturbed).status == 0
        assert read(disturbed) == marks
        assert _tree(disturbed) == tree
        shutil.rmtree(disturbed.root)
    assert killed > ANY_MOMENT * 0.8
    assert begun > 0, "no kill came while submissions were written"


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_regrade_that_was_killed_at_any_moment_is_finished_by_the_next(
    make_course: MakeCourse,
) -> None:
    course = _handed_in_course(make_course, CLASS)
    assert labs(course).status == 0
    before = read(course)
    course.source("ps", {"p1": notebook(*SOURCE[:2], graded("assert answer != 42", 2), SOURCE[3])})
    (generated,) = nbgrader(course, ["generate_assignment", "ps", "--force"])
    assert generated.status == 0, generated.log
    undisturbed = course.copy("undisturbed")
    assert _regrade(undisturbed) == 0
    marks, tree = read(undisturbed), _tree(undisturbed)
    assert marks != before
    chance = random.Random(SEED)
    halfway = 0
    for number in range(REGRADES):
        disturbed = course.copy(f"disturbed{number}")
        old = _folders(disturbed)
        process = start_labs(disturbed, "ps", command="regrade")
        while process.poll() is None and len(old & _folders(disturbed)) >= CLASS - number:
            time.sleep(0.001)  # new folders take the place of the old
        time.sleep(chance.random() * 0.01)
        assert _kill(process, least=1) == set()
        halfway += read(disturbed) not in (before, marks)
        assert _regrade(disturbed) == 0
        assert read(disturbed) == marks
        assert _tree(disturbed) == tree
    assert halfway > 0, "no kill came while marks were changed"


def _regrade(course: Course) -> int:
    process = start_labs(course, "ps", command="regrade")
    process.communicate(timeout=200)
    return process.returncode
