"""`labs export`: marks for a learning platform."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.options import CourseFolder, one_of
from autograder.export.formats import NAMES


def export(
    platform: Annotated[
        str, typer.Argument(metavar="FORMAT", help=", ".join(NAMES), callback=one_of(NAMES))
    ],
    assignments: Annotated[
        list[str] | None, typer.Argument(metavar="[ASSIGNMENT]...", help="All, if none is named.")
    ] = None,
    course: CourseFolder = Path(),
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
    from autograder.grading.courses.course import inside_course
    from autograder.harmless.text import printable

    target = into.absolute() if into else None
    with inside_course(course) as opened:
        done = export_marks(opened, platform, assignments or [], target, pending=pending)
    marks = done.marks
    typer.echo(
        f"{done.path}: {len(marks.totals)} marks of {len(marks.students)} students "
        f"in {len(marks.assignments)} assignments"
    )
    if marks.pending:
        typer.echo(f"{len(marks.pending)} of them are not complete: a person has still to mark")
    for line in done.advice:
        typer.echo(f"note: {printable(line, longest=None)}")
