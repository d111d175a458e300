"""`make bench`: what grading costs, beside the bare cells and beside nbgrader, in one run.

For each of three assignments a class is graded by `labs grade` with one job and with all cores, and
by `nbgrader autograde`; the same cells are run bare in a warm interpreter. CPU is that of the whole
command with all its processes, its start included.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from memory import worker_memory
from notebooks import ASSIGNMENTS
from rich.console import Console
from rich.table import Table

from course import ENVIRONMENT, make_course

HERE = Path(__file__).parent
BARE, ALL = "bare cells", "all three"


@dataclass(frozen=True)
class Cost:
    """Seconds for a whole class."""

    cpu: float
    wall: float


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run a command to its end and count the CPU of all its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(
        command, check=False, cwd=folder, capture_output=True, text=True, env=ENVIRONMENT
    )
    wall = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall)


def bare(folder: Path, assignment: str) -> Cost:
    """The cells of one assignment's submissions alone."""
    done = subprocess.run(
        [sys.executable, HERE / "bare.py", folder, assignment],
        check=True, capture_output=True, text=True, env=ENVIRONMENT,
    )  # fmt: skip
    rows = json.loads(done.stdout)
    return Cost(sum(row["cpu"] for row in rows), sum(row["wall"] for row in rows))


LABS = (sys.executable, "-m", "autograder.cli.app", "grade")
NBGRADER = (sys.executable, "-m", "nbgrader", "autograde")
WALLED, OPEN = "labs, 1 job", "labs, 1 job, no wall"
WAYS = {
    WALLED: (*LABS, "--jobs", "1"),
    OPEN: (*LABS, "--jobs", "1", "--no-wall"),
    "labs, all cores": LABS,
    "nbgrader": NBGRADER,
}


def run_once(students: int, top: Path) -> dict[tuple[str, str], Cost]:
    """The cost of every assignment in every way, and of the whole course.

    nbgrader grades one assignment a command, so its course is the sum; `labs grade` grades the
    course with one command, too, which shares its start among the assignments.
    """
    costs: dict[tuple[str, str], Cost] = {}
    course = top / "course"
    make_course(course, ASSIGNMENTS, students)
    names = [assignment.name for assignment in ASSIGNMENTS]
    for way, command in WAYS.items():
        copy = top / "copy"
        shutil.copytree(course, copy)
        for name in names:
            costs[name, way] = measure([*command, name], copy)
        if command is not NBGRADER:
            costs[ALL, way] = measure([*command, "--force"], copy)
        shutil.rmtree(copy)
    for assignment in ASSIGNMENTS:
        costs[assignment.name, BARE] = bare(course, assignment.name)
    for way in (BARE, "nbgrader"):
        parts = [costs[name, way] for name in names]
        costs[ALL, way] = Cost(sum(c.cpu for c in parts), sum(c.wall for c in parts))
    return costs


def main() -> None:
    """Measure, and print a table of medians over the repeats with their spread."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    console = Console()
    runs = []
    for _ in range(options.repeat):
        with tempfile.TemporaryDirectory(prefix="bench-") as top:
            runs.append(run_once(options.students, Path(top)))
    table = Table(title=f"{options.students} submissions each, {os.cpu_count()} cores")
    table.add_column("assignment")
    table.add_column("")
    for column in ("CPU s", "wall s", "CPU / bare", "CPU: nbgrader is", "wall: nbgrader is"):
        table.add_column(column, justify="right")
    for name in (*(assignment.name for assignment in ASSIGNMENTS), ALL):
        label = name
        for way in (BARE, *WAYS):
            mine = [run[name, way] for run in runs]
            base = [run[name, BARE] for run in runs]
            theirs = [run[name, "nbgrader"] for run in runs]
            pairs = list(zip(mine, base, theirs, strict=True))
            table.add_row(
                label, way,
                _spread([cost.cpu for cost in mine]), _spread([cost.wall for cost in mine]),
                _spread([cost.cpu / cells.cpu for cost, cells, _ in pairs]),
                _spread([other.cpu / cost.cpu for cost, _, other in pairs]) + " x",
                _spread([other.wall / cost.wall for cost, _, other in pairs]) + " x",
            )  # fmt: skip
            label = ""
        table.add_section()
    console.print(table)
    walls = [(run[ALL, WALLED].cpu - run[ALL, OPEN].cpu, run[ALL, OPEN].cpu) for run in runs]
    each = 1000 / (options.students * len(ASSIGNMENTS))
    console.print(
        f"the wall costs {_spread([extra * each for extra, _ in walls])} ms of CPU a submission, "
        f"{_spread([100 * extra / without for extra, without in walls])} %"
    )
    console.print(f"private memory of a worker: {worker_memory():.0f} MB at most")


def _spread(values: list[float]) -> str:
    middle = f"{statistics.median(values):.2f}"
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):.2f}-{max(values):.2f})"


if __name__ == "__main__":
    main()
