"""`labs demo`: a course with a class to try everything on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def demo(
    into: Annotated[Path, typer.Option(help="The new course folder.", metavar="DIR")] = Path(
        "demo"
    ),
    students: Annotated[int, typer.Option(min=1, max=2000, metavar="N")] = 30,
) -> None:
    """Make an nbgrader course with a class that did it, and grade the class."""
    import shutil

    from autograder.cli.display import show_run
    from autograder.demo.example_course import make_course
    from autograder.grading.course import open_course
    from autograder.grading.run import CourseRun, Options

    folder = into.absolute()
    made_before = folder.exists() and not any(path.name not in _OURS for path in folder.iterdir())
    if made_before:
        shutil.rmtree(folder)  # made by this command: make it anew
    typer.echo(f"Making a course with a class of {students} in {into} ...")
    make_course(folder, students)
    course = open_course(folder)
    run = CourseRun(course, Options(isolation=course.isolation))
    show_run(run, course.assignments())
    typer.echo(
        f"\nThe course is in {into}. Look at it with nbgrader's own tools, or go on with labs:\n"
        f"  cd {into}\n"
        "  labs grade --force            grade the class again\n"
        "  nbgrader generate_feedback ps1\n"
        "  nbgrader export               marks as a CSV file\n"
        "  jupyter lab                   then Formgrader, in the menu Nbgrader"
    )


_OURS = frozenset(
    ("autograded", "gradebook.db", "nbgrader_config.py", "release", "source", "submitted")
)
