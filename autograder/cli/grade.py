"""`labs grade`: grade the submissions of an nbgrader course."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.options import (
    Compat,
    CourseFolder,
    ForceAnyway,
    Isolation,
    Jobs,
    JsonFile,
    Students,
    Wall,
    grading_options,
)


def grade(
    assignments: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ASSIGNMENT]...", help="Default: all that were submitted."),
    ] = None,
    course: CourseFolder = Path(),
    student: Students = None,
    jobs: Jobs = None,
    force: Annotated[bool, typer.Option("--force", help="Also what was graded before.")] = False,
    compat: Compat = False,
    isolation: Isolation = None,
    wall: Wall = True,
    prove: Annotated[
        bool,
        typer.Option("--prove", help="Run the reference again although nothing has changed."),
    ] = False,
    force_anyway: ForceAnyway = False,
    json_file: JsonFile = None,
) -> None:
    """Grade the submissions of an nbgrader course, contained and in parallel.

    Marks and comments go to nbgrader's gradebook, notebooks to autograded/. The exit status is 1 if
    a submission or an assignment could not be graded; the others are.
    """
    from autograder.api import grade_course
    from autograder.cli.display import show_run
    from autograder.cli.jsonfile import json_target, write_json

    target = json_target(json_file)
    options = grading_options(
        students=student, jobs=jobs, isolation=isolation, force=force, compat=compat, wall=wall,
        prove=prove, force_anyway=force_anyway,
    )  # fmt: skip
    run = grade_course(course, assignments or [], options, watch=show_run)
    if target is not None:
        write_json(target, run.as_dict())
    if any(result.status == "failed" for result in run.results):
        raise typer.Exit(1)
