"""What it costs to grade the benchmark's assignments in each way."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assignment import KINDS, Assignment
from descendants import WatchedCpu

from course import ENVIRONMENT, make_course

HERE = Path(__file__).parent
LABS = (sys.executable, "-m", "autograder.cli.app", "grade")
ONE_JOB = (*LABS, "--jobs", "1")
NBGRADER_COMMAND = (sys.executable, "-m", "nbgrader", "autograde")
BARE, WALLED, OPEN, CORES = "bare cells", "labs, 1 job", "labs, 1 job, no wall", "labs, all cores"
NOTHING_NEW, NBGRADER = "labs, nothing new", "nbgrader"
WAYS = (BARE, WALLED, OPEN, CORES, NOTHING_NEW, NBGRADER)
ALL = "all together"


@dataclass(frozen=True)
class Cost:
    """Seconds for a whole class."""

    cpu: float
    wall: float


Costs = dict[tuple[str, str], Cost]
"""By assignment (or `ALL`) and way."""


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run a command to its end and count the CPU of all its processes.

    The kernel's count is exact where every process was waited for, as with nbgrader; else it is
    too small, and what was watched is nearer.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    running = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=ENVIRONMENT,
    )  # fmt: skip
    with WatchedCpu(running.pid) as watched:
        output, _ = running.communicate()
        wall = time.perf_counter() - started
    if running.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{output}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    waited = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(max(waited, watched.seconds), wall)


def bare(folder: Path, assignment: str) -> Cost:
    """The cells of one assignment's submissions alone."""
    done = subprocess.run(
        [sys.executable, HERE / "bare.py", folder, assignment],
        check=True, capture_output=True, text=True, env=ENVIRONMENT,
    )  # fmt: skip
    rows = json.loads(done.stdout)
    return Cost(sum(row["cpu"] for row in rows), sum(row["wall"] for row in rows))


def run_once(assignments: Sequence[Assignment], students: int, top: Path) -> Costs:
    """The cost of every assignment in every way, and of the whole course if there are several.

    nbgrader grades one assignment a command, so its course is the sum; `labs grade` grades the
    course with one command, too, which shares its start among the assignments.
    """
    costs: Costs = {}
    course = top / "course"
    make_course(course, assignments, students)
    names = [assignment.name for assignment in assignments]
    for way, command in (
        (WALLED, ONE_JOB), (OPEN, (*ONE_JOB, "--no-wall")), (CORES, LABS),
        (NBGRADER, NBGRADER_COMMAND),
    ):  # fmt: skip
        copy = Path(shutil.copytree(course, top / "copy"))
        for name in names:
            if way == WALLED:
                costs[name, way] = measure([*command, name, "--json", "results.json"], copy)
                check(json.loads((copy / "results.json").read_text(encoding="utf-8")))
                costs[name, NOTHING_NEW] = measure([*command, name], copy)
            else:
                costs[name, way] = measure([*command, name], copy)
        if way != NBGRADER and len(names) > 1:
            costs[ALL, way] = measure([*command, "--force"], copy)
            if way == WALLED:
                costs[ALL, NOTHING_NEW] = measure(command, copy)
        shutil.rmtree(copy)
    for name in names:
        costs[name, BARE] = bare(course, name)
    if len(names) > 1:
        for way in (BARE, NBGRADER):
            parts = [costs[name, way] for name in names]
            costs[ALL, way] = Cost(sum(c.cpu for c in parts), sum(c.wall for c in parts))
    return costs


def check(results: dict[str, Any]) -> None:
    """Stop if the marks are not those that the class earned, or the tests ran without the wall."""
    for row in results["submissions"]:
        name = f"{row['assignment']} of {row['student']}"
        reason = row["notebooks"][0]["wall"]["reason"]
        if reason:
            raise SystemExit(f"{name} ran without the wall: {reason}")
        kind = KINDS[int(row["student"].removeprefix("student")) % len(KINDS)]
        earned = {"right": row["max_score"], "blank": 0}.get(kind, row["score"])
        if row["score"] != earned:
            raise SystemExit(f"{name} is {kind} and got {row['score']} of {row['max_score']}")
