"""`make school`: a made-up class of 1,000 over all labs, from grading to the exported marks.

Every step is the command that an instructor types, timed from its start to its end; beside it
nbgrader does the same for a sample. Takes hours; `--students 12` shows in minutes what it does.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.authoring import find_clone
from autograder.demo.beside_nbgrader import seconds_each
from autograder.demo.lab_course import make_course
from autograder.demo.made_up_class import HandedIn, Kind
from autograder.export.formats import NAMES
from course import ENVIRONMENT

LABS = (sys.executable, "-m", "autograder.cli.app")
NBGRADER = (sys.executable, "-m", "nbgrader")


class Clock:
    """The seconds of each step, said as soon as it has ended."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Time one step."""
        started = time.monotonic()
        yield
        self.seconds[step] = time.monotonic() - started
        print(f"{step}: {self.seconds[step]:.1f} s", flush=True)


def run(command: Sequence[str], folder: Path, accepted: Sequence[int] = (0,)) -> None:
    """Run a command in the course folder; its output goes to `log` there."""
    with (folder / "log").open("a", encoding="utf-8") as log:
        done = subprocess.run(
            command, cwd=folder, stdout=log, stderr=subprocess.STDOUT, check=False, env=ENVIRONMENT
        )
    if done.returncode not in accepted:
        raise SystemExit(f"{' '.join(command)} failed: see {log.name}")


def grade(folder: Path, handed_in: Sequence[HandedIn]) -> None:
    """Grade all; only the files that were broken on purpose may be refused."""
    run([*LABS, "grade", "--json", "marks.json"], folder, accepted=(0, 1))
    rows = json.loads((folder / "marks.json").read_text(encoding="utf-8"))["submissions"]
    graded = {(row["assignment"], row["student"]) for row in rows if row["status"] == "graded"}
    expected = {(one.lab, one.student) for one in handed_in if not one.broken}
    if graded != expected:
        raise SystemExit(f"not graded, or not expected to be: {sorted(graded ^ expected)[:5]}")


def export(folder: Path, labs: Sequence[str]) -> None:
    """Write the marks in every format; the ids of Blackboard's columns are made up."""
    ids = "".join(f'{lab} = "{number}"\n' for number, lab in enumerate(labs, start=574283))
    (folder / "export.toml").write_text(f"[blackboard]\n{ids}", encoding="utf-8")
    for form in NAMES:
        run([*LABS, "export", form, "--pending"], folder)


def beside_nbgrader(folder: Path, handed_in: Sequence[HandedIn], sample: int) -> dict[str, float]:
    """Seconds a submission that nbgrader takes for a few honest ones of each lab.

    The start of its command is in it, shared by the sample.
    """
    found = {}
    for lab in dict.fromkeys(one.lab for one in handed_in):
        honest = (Kind.RIGHT, Kind.PARTLY, Kind.BLANK)
        few = [one for one in handed_in if one.lab == lab and one.kind in honest]
        students = [one.student for one in few if not one.broken][:sample]
        found[lab] = seconds_each(folder, lab, students)
        print(f"nbgrader autograde {lab}: {found[lab]:.2f} s each", flush=True)
    return found


def main() -> None:
    """Make the school, take every step, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=10, help="of each lab, for nbgrader")
    parser.add_argument("--into", type=Path, default=Path("build/school"))
    options = parser.parse_args()
    folder = options.into.absolute()
    if folder.exists():
        shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    clock = Clock()
    with clock("make the course and the class"):
        handed_in = make_course(find_clone(), folder, options.students)
    labs = list(dict.fromkeys(one.lab for one in handed_in))
    with clock("labs grade"):
        grade(folder, handed_in)
    with clock("labs report"):
        run([*LABS, "report"], folder)
    with clock("labs report --feedback"):
        run([*LABS, "report", "--feedback"], folder)
    with clock("labs export, four formats"):
        export(folder, labs)
    with clock("nbgrader export"):
        run([*NBGRADER, "export"], folder)
    theirs = beside_nbgrader(folder, handed_in, options.sample)
    tell(clock.seconds, theirs, handed_in)


def tell(
    seconds: dict[str, float], theirs: dict[str, float], handed_in: Sequence[HandedIn]
) -> None:
    """Print what each step took, beside nbgrader."""
    count = len(handed_in)
    each = statistics.fmean(theirs.values())
    cores = len(os.sched_getaffinity(0))
    students = len({one.student for one in handed_in})
    table = Table(
        title=f"{students} students, {len(theirs)} labs, {count} submissions, {cores} cores"
    )
    for column in ("step", "seconds", "a submission"):
        table.add_column(column, justify="left" if column == "step" else "right")
    for step, value in seconds.items():
        table.add_row(step, f"{value:.0f}", f"{value / count:.3f}")
    table.add_section()
    table.add_row("nbgrader autograde, of the sample", "", f"{each:.3f}")
    table.add_row("nbgrader autograde, so for all", f"{each * count:.0f}", f"{each:.3f}")
    Console(width=90).print(table)
    print(f"nbgrader takes {each * count / seconds['labs grade']:.1f} times as long to grade")


if __name__ == "__main__":
    main()
