"""Makes an nbgrader course out of the benchmark's assignments, with nbgrader's own command.

    python benchmarks/course.py FOLDER --students 4 --only pricing

writes one to look at. `--scale 0.2` puts a fifth of the data into it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from assignment import KINDS, Assignment, answers
from catalogue import ASSIGNMENTS, BY_NAME
from nbformat.v4 import new_code_cell, new_notebook

# nbgrader starts the program `alembic` by its bare name; one thread each, as in the fork server.
ENVIRONMENT = {
    **os.environ,
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "benchmark"\n'


def _plain(source: str, name: str) -> Any:
    return new_code_cell(source, id=name)


def _cell(source: str, name: str, **nbgrader: Any) -> Any:
    cell = _plain(source, name)
    cell.metadata["nbgrader"] = {
        "schema_version": 3, "grade_id": name, "grade": False, "solution": False,
        "locked": False, "task": False, **nbgrader,
    }  # fmt: skip
    return cell


def source_notebook(assignment: Assignment) -> Any:
    """The instructor's notebook."""
    cells = [
        _cell(code, f"setup-{number}", locked=True) for number, code in enumerate(assignment.setup)
    ]
    for step in assignment.steps:
        answer = f"### BEGIN SOLUTION\n{step.answer}\n### END SOLUTION"
        cells.append(_cell(answer, step.name, solution=True))
        if step.between:
            between = f"{step.name}-shown"
            cells.append(
                _cell(step.between, between, locked=True)
                if step.locked
                else _plain(step.between, between)
            )
        test = f"{step.name}-test"
        cells.append(_cell(step.test, test, grade=True, locked=True, points=2))
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def make_course(
    folder: Path, assignments: Sequence[Assignment], students: int, scale: float = 1.0
) -> None:
    """Write source, release (by nbgrader) and submissions of a class.

    `scale` is how much data the files have; 1 is the benchmark's.
    """
    folder.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    for assignment in assignments:
        source = folder / "source" / assignment.name
        source.mkdir(parents=True)
        assignment.make_file(source / assignment.file, scale)
        nbformat.write(source_notebook(assignment), source / f"{assignment.name}.ipynb")
        command = [sys.executable, "-m", "nbgrader", "generate_assignment", assignment.name]
        subprocess.run(
            [*command, "--create"], cwd=folder, env=ENVIRONMENT, check=True, capture_output=True
        )
        released = folder / "release" / assignment.name / f"{assignment.name}.ipynb"
        for student in range(students):
            notebook = nbformat.read(released, as_version=4)
            by_name = {cell.id: cell for cell in notebook.cells}
            written = answers(assignment, student)
            for step, answer in zip(assignment.steps, written, strict=True):
                by_name[step.name].source = answer
            place = folder / "submitted" / f"student{student:03d}" / assignment.name
            place.mkdir(parents=True)
            nbformat.write(notebook, place / f"{assignment.name}.ipynb")
            (place / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC", encoding="ascii")


def main() -> None:
    """Write a course."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--students", type=int, default=len(KINDS))
    parser.add_argument("--only", action="append", choices=BY_NAME, metavar="NAME")
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args()
    chosen = [BY_NAME[name] for name in options.only] if options.only else ASSIGNMENTS
    make_course(options.folder, chosen, options.students, options.scale)


if __name__ == "__main__":
    main()
