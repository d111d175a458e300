"""`labs grade`: grade the submissions of an nbgrader course."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Isolation(StrEnum):
    """Values of --isolation."""

    AUTO = "auto"
    FULL = "full"
    LANDLOCK = "landlock"
    NONE = "none"


def grade(
    assignments: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ASSIGNMENT]...", help="Default: all that were submitted."),
    ] = None,
    course: Annotated[Path, typer.Option(help="The course folder.", metavar="DIR")] = Path(),
    student: Annotated[
        list[str] | None, typer.Option(help="Only this student; may be repeated.", metavar="ID")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Submissions at once; default: one a processor.", metavar="N"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Also what was graded before.")] = False,
    compat: Annotated[
        bool,
        typer.Option("--compat", help="Give nbgrader's marks exactly, its oddities included."),
    ] = False,
    isolation: Annotated[
        Isolation | None,
        typer.Option(help="How student code is contained; default: grading.toml, else auto."),
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", help="Write the results to this file, too.", metavar="FILE"),
    ] = None,
) -> None:
    """Grade the submissions of an nbgrader course, contained and in parallel.

    Marks and comments go to nbgrader's gradebook, notebooks to autograded/. The exit status is 1 if
    a submission could not be graded; the others are.
    """
    from autograder.cli.display import show_run
    from autograder.cli.jsonfile import json_target, write_json
    from autograder.grading.course import open_course
    from autograder.grading.run import CourseRun, Options

    target = json_target(json_file)
    opened = open_course(course.absolute())
    options = Options(
        students=student or (),
        force=force,
        compat=compat,
        isolation=isolation.value if isolation else opened.isolation,
    )
    if jobs is not None:
        options = replace(options, jobs=jobs)
    names = list(dict.fromkeys(assignments or opened.assignments()))
    if not names:
        from autograder.errors import CourseError

        raise CourseError(
            f"nobody has submitted anything in {opened.root}",
            "run `nbgrader collect`, or put submissions into submitted/STUDENT/ASSIGNMENT",
        )
    run = CourseRun(opened, options)
    show_run(run, names)
    if target is not None:
        write_json(target, run.as_dict())
    if any(result.status == "failed" for result in run.results):
        raise typer.Exit(1)
