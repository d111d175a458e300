"""`labs report`: what a class did and did not understand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.options import CourseFolder


def report(
    assignments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ASSIGNMENT]...", help="All that were handed in, if none is named."
        ),
    ] = None,
    course: CourseFolder = Path(),
    into: Annotated[
        Path | None, typer.Option(help="The page; default: report.html.", metavar="FILE")
    ] = None,
    feedback: Annotated[
        bool,
        typer.Option("--feedback", help="Also write a page for each student into feedback/."),
    ] = False,
) -> None:
    """Write one page about a graded class, and the tables behind it as a workbook.

    The page works offline and needs no script.
    """
    from autograder.grading.courses.course import inside_course
    from autograder.harmless.text import printable
    from autograder.reporting.feedback import write_pages
    from autograder.reporting.report import write_report

    target = into.absolute() if into else None
    with inside_course(course) as opened:
        done = write_report(opened, assignments or [], target or opened.root / "report.html")
        count = write_pages(opened, done.room) if feedback else 0
    for row in done.overview.to_dict("records"):
        median = f", median {row['median_share']:.0%}" if row["handed_in"] else ""
        typer.echo(
            f"{printable(row['assignment'])}: {row['handed_in']} of {row['of']} handed in{median}"
        )
    typer.echo(f"\nOpen {done.page} in a browser.")
    typer.echo(f"The tables behind it are in {done.workbook.name}.")
    if feedback:
        typer.echo(f"{count} pages for students are in feedback/; nbgrader release_feedback")
