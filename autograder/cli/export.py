"""`labs export`: marks for a learning platform."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Platform(StrEnum):
    """Where marks can go."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    BLACKBOARD = "blackboard"
    CSV = "csv"


def export(
    platform: Annotated[Platform, typer.Argument(metavar="FORMAT", help=", ".join(Platform))],
    assignments: Annotated[
        list[str] | None, typer.Argument(metavar="[ASSIGNMENT]...", help="All, if none is named.")
    ] = None,
    course: Annotated[
        Path, typer.Option(help="The nbgrader course folder.", metavar="DIR")
    ] = Path(),
    into: Annotated[
        Path | None, typer.Option(help="The file; default: marks-FORMAT.", metavar="FILE")
    ] = None,
    pending: Annotated[
        bool, typer.Option("--pending", help="Also what a person has still to mark.")
    ] = False,
) -> None:
    """Write the marks of a course as a learning platform imports them.

    Late penalties are taken off. Who handed in nothing gets no mark, which is no zero.
    """
    from autograder.export.export import export as export_marks
    from autograder.grading.courses.course import open_course
    from autograder.harmless.text import printable

    target = into.absolute() if into else None
    done = export_marks(
        open_course(course.absolute()), platform.value, assignments or [], target, pending=pending
    )
    marks = done.marks
    typer.echo(
        f"{done.path}: {len(marks.totals)} marks of {len(marks.students)} students "
        f"in {len(marks.assignments)} assignments"
    )
    if marks.pending:
        typer.echo(f"{len(marks.pending)} of them are not complete: a person has still to mark")
    for line in done.advice:
        typer.echo(f"note: {printable(line, longest=None)}")
