"""nbgrader itself, in a course of its own, with every variation as a student."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from autograder.errors import LabsError
from autograder.grading.nbgrader_api import Gradebook, MissingEntry, nbformat, search_path

Scores = dict[str, float]

_CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "audit"\n'


def autograde(
    lab: str, source: Any, submissions: Mapping[str, Any], files: Mapping[str, Path]
) -> dict[str, Scores]:
    """What `nbgrader autograde` gives each student: the automatic score of each graded cell.

    `source` is the instructor's notebook, `submissions` the students' by student id, `files` stand
    beside the notebook. One course a processor is graded at once, each with its own gradebook. A
    student whom nbgrader could not grade is left out.

    Raises:
        LabsError: nbgrader could not make the assignment, or graded nobody.
    """
    students = sorted(submissions)
    jobs = min(len(os.sched_getaffinity(0)), len(students))
    with TemporaryDirectory(prefix="audit-") as folder:
        courses = [Path(folder, f"course-{number}") for number in range(jobs)]
        _make(courses[0], lab, source, files)
        for course in courses[1:]:
            shutil.copytree(courses[0], course)
        for number, student in enumerate(students):
            place = courses[number % jobs] / "submitted" / student / lab / f"{lab}.ipynb"
            place.parent.mkdir(parents=True)
            nbformat.write(submissions[student], place)
        with ThreadPoolExecutor(jobs) as pool:
            logs = list(pool.map(lambda course: _nbgrader(course, "autograde", lab), courses))
        scores = {
            student: found
            for number, student in enumerate(students)
            if (found := _scores(courses[number % jobs], lab, student)) is not None
        }
    if not scores:
        raise LabsError(f"nbgrader autograde failed: {_last(logs)}")
    return scores


def _make(course: Path, lab: str, source: Any, files: Mapping[str, Path]) -> None:
    """A course folder with the assignment in its gradebook."""
    place = course / "source" / lab
    for name, path in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place / name)
    place.mkdir(parents=True, exist_ok=True)
    nbformat.write(source, place / f"{lab}.ipynb")
    (course / "nbgrader_config.py").write_text(_CONFIG, "utf-8")
    log = _nbgrader(course, "generate_assignment", lab)
    if not (course / "release" / lab / f"{lab}.ipynb").is_file():
        raise LabsError(f"nbgrader generate_assignment failed: {_last([log])}")


def _nbgrader(course: Path, *arguments: str) -> str:
    """Run a command of nbgrader without any configuration of this account; returns its log."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env={
            **os.environ, "PATH": search_path(),
            "JUPYTER_CONFIG_DIR": str(course / "no-configuration"),
        },
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    return done.stderr


def _scores(course: Path, lab: str, student: str) -> Scores | None:
    if not (course / "autograded" / student / lab / f"{lab}.ipynb").is_file():
        return None  # nbgrader removes what it could not finish
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        try:
            notebook = gradebook.find_submission_notebook(lab, lab, student)
        except MissingEntry:
            return None
        return {grade.name: float(grade.auto_score or 0) for grade in notebook.grades}


def _last(logs: Sequence[str]) -> str:
    lines = "\n".join(logs).strip().splitlines()
    return lines[-1] if lines else "no reason was given"
