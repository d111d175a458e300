"""`labs grade`: grade the submissions of an nbgrader course."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from autograder.engine.outside.engine import Engine
from autograder.engine.outside.on_demand import EngineOnDemand
from autograder.errors import CourseError

if TYPE_CHECKING:
    from autograder.grading.assignment_run import Options
    from autograder.grading.courses.course import Course


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
    from autograder.cli.jsonfile import json_target

    target = json_target(json_file)
    with EngineOnDemand() as engine:
        if force or prove or something_new(course):
            engine.begin()  # its imports take as long as nbgrader's: let them run side by side
        from autograder.grading.courses.course import open_course

        opened = open_course(course.absolute())
        options = grading_options(
            opened, students=student, jobs=jobs, isolation=isolation, force=force, compat=compat,
            wall=wall, prove=prove, force_anyway=force_anyway,
        )  # fmt: skip
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
