"""`labs grade`: grade the submissions of an nbgrader course."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.engine.outside.engine import Engine
from autograder.engine.outside.on_demand import EngineOnDemand
from autograder.errors import CourseError

if TYPE_CHECKING:
    from autograder.grading.assignment_run import Options
    from autograder.grading.courses.course import Course


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
    wall: Annotated[
        bool,
        typer.Option(
            "--wall/--no-wall",
            help="Run the tests in a process of their own, out of reach of student code.",
        ),
    ] = True,
    prove: Annotated[
        bool,
        typer.Option("--prove", help="Run the reference again although nothing has changed."),
    ] = False,
    force_anyway: Annotated[
        bool,
        typer.Option(
            "--force-anyway", help="Grade although the reference gets other marks than before."
        ),
    ] = False,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", help="Write the results to this file, too.", metavar="FILE"),
    ] = None,
) -> None:
    """Grade the submissions of an nbgrader course, contained and in parallel.

    Marks and comments go to nbgrader's gradebook, notebooks to autograded/. The exit status is 1 if
    a submission or an assignment could not be graded; the others are.
    """
    from autograder.cli.jsonfile import json_target

    target = json_target(json_file)
    with EngineOnDemand() as engine:
        if force or prove or something_new(course):
            engine.begin()  # its imports take as long as nbgrader's: let them run side by side
        from autograder.grading.assignment_run import Options
        from autograder.grading.courses.course import open_course

        opened = open_course(course.absolute())
        options = Options(
            students=student or (),
            force=force,
            compat=compat,
            isolation=isolation.value if isolation else opened.isolation,
            wall=wall,
            prove=prove,
            force_anyway=force_anyway,
        )
        if jobs is not None:
            options = replace(options, jobs=jobs)
        _grade(opened, options, engine, assignments or [], target)


def _grade(
    course: Course, options: Options, engine: Engine, assignments: list[str], target: Path | None
) -> None:
    from autograder.cli.display import show_run
    from autograder.cli.jsonfile import write_json
    from autograder.grading.run import CourseRun

    names = list(dict.fromkeys(assignments or course.assignments()))
    if not names:
        raise CourseError(
            f"nobody has submitted anything in {course.root}",
            "run `nbgrader collect`, or put submissions into submitted/STUDENT/ASSIGNMENT",
        )
    run = CourseRun(course, options, engine)
    show_run(run, names)
    if target is not None:
        write_json(target, run.as_dict())
    if any(result.status == "failed" for result in run.results):
        raise typer.Exit(1)


def something_new(course: Path) -> bool:
    """Whether there seems to be work: a guess, by nbgrader's usual folders, made before imports."""
    handed_in, done = course / "submitted", course / "autograded"
    try:
        return any(
            not (done / student.name / one.name).exists()
            for student in handed_in.iterdir()
            if student.is_dir()
            for one in student.iterdir()
            if one.is_dir()
        )
    except OSError:
        return False
