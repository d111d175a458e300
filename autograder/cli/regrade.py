"""`labs regrade`: grade an assignment again after a check was mended."""

from __future__ import annotations

from functools import partial
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
from autograder.harmless.text import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from autograder.grading.regrade.changes import CellChange, StudentChange
    from autograder.grading.regrade.run import Regrade

_ROWS = 400


def regrade(
    assignment: Annotated[str, typer.Argument(help="The assignment.", metavar="ASSIGNMENT")],
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what would change and write nothing.")
    ] = False,
    course: CourseFolder = Path(),
    student: Students = None,
    jobs: Jobs = None,
    compat: Compat = False,
    isolation: Isolation = None,
    wall: Wall = True,
    force_anyway: ForceAnyway = False,
    json_file: JsonFile = None,
) -> None:
    """Grade again what was graded before, after a check was mended, and show what changes.

    Marks and comments that a person gave stay. The exit status is 1 if a submission could not be
    graded; its marks stay, too.
    """
    from rich.console import Console

    from autograder.api import regrade_assignment
    from autograder.cli.display import show_odd, show_places, watch
    from autograder.cli.jsonfile import json_target, write_json

    target = json_target(json_file)
    options = grading_options(
        students=student, jobs=jobs, isolation=isolation, compat=compat, wall=wall,
        force_anyway=force_anyway,
    )  # fmt: skip
    console = Console()
    run = regrade_assignment(
        course, assignment, options, preview=preview, watch=partial(watch, console)
    )
    _show(console, run)
    show_odd(console, run)
    show_places(console, run)
    _show_end(console, run, assignment)
    if target is not None:
        write_json(target, run.as_dict())
    if any(result.status == "failed" for result in run.results):
        raise typer.Exit(1)


def _show(console: Console, run: Regrade) -> None:
    """The marks that change, cell by cell, each student's total below."""
    from rich.text import Text

    changed = sorted(
        (change for change in run.changes if change.of_points), key=lambda one: one.student
    )
    if not changed:
        console.print("No mark changes.")
        return
    table = _table()
    rows = 0
    for change in changed:
        if rows >= _ROWS:
            break
        student = Text(printable(change.student))
        for cell in change.cells:
            if cell.of_points:
                table.add_row(student, *_cell(cell))
                rows += 1
        if change.penalty_before != change.penalty_after:
            numbers = (f"{-change.penalty_before:g}", f"{-change.penalty_after:g}")
            table.add_row(student, "late penalty", *numbers, "", "", "")
        table.add_row(
            Text(printable(change.student)), Text("total", "bold"), *_total(change), "", ""
        )
        table.add_section()
    console.print(table)
    if rows >= _ROWS:
        console.print(f"The first {_ROWS} marks of many: --json FILE has all.")
    _show_why(console, changed)


def _table() -> Table:
    from rich.table import Table

    table = Table(header_style="bold", expand=False)
    for name in ("student", "task"):
        table.add_column(name, overflow="fold")
    for name in ("before", "now", "of"):
        table.add_column(name, justify="right")
    for name in ("said before", "says now"):
        table.add_column(name, overflow="fold", ratio=1)
    return table


def _cell(cell: CellChange) -> list[str]:
    from rich.markup import escape

    now = _points(cell.after)
    if cell.by_hand is not None:
        now += f"\n(by hand: {cell.by_hand:g}, stays)"
    words = [
        "not known" if said is None else said or "passed"
        for said in (cell.said_before, cell.said_after)
    ]
    return [escape(printable(cell.cell)), _points(cell.before), now, f"{cell.max_score:g}",
            *(escape(printable(word)) for word in words)]  # fmt: skip


def _points(points: float | None) -> str:
    return "–" if points is None else f"{points:g}"


def _total(change: StudentChange) -> list[str]:
    return [_points(change.before), f"{change.after:g}", f"{change.max_score:g}"]


def _show_why(console: Console, changed: list[StudentChange]) -> None:
    """The reasons, most frequent first: for a mended check it is the same for everybody."""
    from collections import Counter

    from rich.markup import escape

    reasons = Counter(reason for change in changed for reason in change.why)
    for reason, count in reasons.most_common(8):
        console.print(f"Why ({count} of {len(changed)}): {escape(printable(reason))}")


def _show_end(console: Console, run: Regrade, assignment: str) -> None:
    """The figures, and what to do next."""
    graded = [change for change in run.changes if change.before is not None]
    up = sum(change.after > (change.before or 0) for change in graded)
    down = sum(change.after < (change.before or 0) for change in graded)
    words = sum(bool(change.cells) and not change.of_points for change in run.changes)
    by_hand = sum(len(change.by_hand) for change in run.changes)
    skipped = sum(result.status == "skipped" for result in run.results)
    console.print(
        f"{len(run.changes)} graded again. Totals: {up} up, {down} down, "
        f"{len(run.changes) - up - down} as before. Only other messages: {words}. "
        f"Given by hand: {by_hand}, all stay.",
        highlight=False,
    )
    if skipped:
        typer.echo(f"{skipped} were never graded: run `labs grade {assignment}`.")
    if run.preview:
        typer.echo(f"Nothing was written. To write it: labs regrade {assignment}")
    else:
        typer.echo(
            "Written. Feedback pages are older than the marks now: run\n"
            f"  nbgrader generate_feedback {assignment} --force\n"
            f"  nbgrader release_feedback {assignment}"
        )
