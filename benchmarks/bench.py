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
from notebooks import ASSIGNMENTS, Assignment
from rich.console import Console
from rich.table import Table

from course import ENVIRONMENT, make_course

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Cost:
    """Seconds for a whole class."""

    cpu: float
    wall: float


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run a command to its end and count the CPU of all its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=ENVIRONMENT)
    wall = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall)


def bare(folder: Path) -> Cost:
    """The cells alone."""
    done = subprocess.run(
        [sys.executable, HERE / "bare.py", folder],
        check=True, capture_output=True, text=True, env=ENVIRONMENT,
    )  # fmt: skip
    rows = json.loads(done.stdout)
    return Cost(sum(row["cpu"] for row in rows), sum(row["wall"] for row in rows))


def compare(assignments: tuple[Assignment, ...], students: int, top: Path) -> dict[str, Cost]:
    """All four ways on fresh copies of one course."""
    name = "-".join(assignment.name for assignment in assignments)
    original = top / name
    make_course(original, assignments, students)
    results = {"bare cells": bare(original)}
    labs = [sys.executable, "-m", "autograder.cli.app", "grade"]
    autograde = [sys.executable, "-m", "nbgrader", "autograde"]
    for label, commands in (
        ("labs, 1 job", [[*labs, "--jobs", "1"]]),
        ("labs, all cores", [labs]),
        ("nbgrader", [[*autograde, assignment.name] for assignment in assignments]),
    ):
        copy = top / f"{name}-copy"
        shutil.copytree(original, copy)
        costs = [measure(command, copy) for command in commands]
        results[label] = Cost(sum(c.cpu for c in costs), sum(c.wall for c in costs))
        shutil.rmtree(copy)
    return results


def main() -> None:
    """Measure, print a table of medians over the repeats, and say what of the aims is reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    console = Console()
    table = Table(title=f"{options.students} submissions each, {os.cpu_count()} cores")
    for column in (
        "assignment",
        "",
        "CPU s",
        "wall s",
        "CPU / bare",
        "nbgrader / this: CPU",
        "wall",
    ):
        table.add_column(column, justify="left" if column in ("assignment", "") else "right")
    groups = [(assignment,) for assignment in ASSIGNMENTS]
    groups.append(ASSIGNMENTS)
    for group in groups:
        runs = []
        for _ in range(options.repeat):
            with tempfile.TemporaryDirectory(prefix="bench-") as top:
                runs.append(compare(group, options.students, Path(top)))
        label = group[0].name if len(group) == 1 else "all three"
        for way in runs[0]:
            cpu = [run[way].cpu for run in runs]
            wall = [run[way].wall for run in runs]
            table.add_row(
                label, way, _spread(cpu), _spread(wall),
                _spread([run[way].cpu / run["bare cells"].cpu for run in runs]),
                _spread([run["nbgrader"].cpu / run[way].cpu for run in runs]),
                _spread([run["nbgrader"].wall / run[way].wall for run in runs]),
            )  # fmt: skip
            label = ""
        table.add_section()
    console.print(table)
    console.print(f"private memory of a worker: {worker_memory():.0f} MB at most")


def _spread(values: list[float]) -> str:
    middle = f"{statistics.median(values):.2f}"
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):.2f}-{max(values):.2f})"


if __name__ == "__main__":
    main()
