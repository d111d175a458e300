"""`labs compose`: a department's curriculum becomes a course."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.errors import LabsError


def compose(
    curriculum: Annotated[
        str | None,
        typer.Argument(help="A TOML file, or the name of one in course/curricula."),
    ] = None,
    into: Annotated[Path, typer.Option(help="The course folder.", metavar="DIR")] = Path("course"),
    add: Annotated[
        str | None, typer.Option(help="Put this lab into a running course.", metavar="LAB")
    ] = None,
    week: Annotated[
        int | None, typer.Option(min=1, help="With --add: its week; default: after all others.")
    ] = None,
) -> None:
    """Check a curriculum, and write an nbgrader course with syllabus and students' bundle.

    Composing again into the same folder brings the course up to date; marks, seed and settings
    stay. Without a CURRICULUM the course's own is taken.
    """
    from autograder.api import compose_course
    from autograder.authoring import find_clone
    from autograder.composing.compose import OWN, add_lab

    root, folder = find_clone(), into.absolute()
    if (folder / "modules").is_dir():
        raise LabsError(f"{into} holds the labs themselves", "name a folder with --into")
    if add is not None:
        if curriculum is not None:
            raise LabsError("--add takes no curriculum", "leave it out: the course has its own")
        result = add_lab(root, add, week, folder)
    else:
        own = folder / OWN
        if curriculum is None and not own.is_file():
            raise LabsError(
                "no curriculum was named", "name one, for instance: labs compose semester"
            )
        result = compose_course(curriculum or str(own), folder, root)
    _show(result, into)


def _show(result: object, into: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    from autograder.composing.compose import Result

    assert isinstance(result, Result)
    plan, done = result.plan, result.composed
    table = Table(title=plan.curriculum.title)
    for name in ("week", "lab", "minutes", "points", "due", ""):
        table.add_column(name, justify="right" if name in ("minutes", "points", "week") else "left")
    for week in plan.weeks:
        entry = week.lab.entry
        due = plan.curriculum.local_due(week.planned)
        table.add_row(
            str(week.planned.week), week.id, str(entry.minutes), f"{entry.points:g}", due,
            done.states[week.id],
        )  # fmt: skip
    console = Console()
    console.print(table)
    hours = plan.curriculum.hours
    console.print(f"{plan.minutes / 60:.1f} of {hours:g} hours of laboratory")
    for name in done.left:
        console.print(f"{name} is no longer planned; it stays in the course with its marks")
    papers = ", ".join(path.name for path in result.papers)
    typer.echo(f"\nThe course is in {into}: {papers}.\nGo on there:\n  cd {into}")
    typer.echo(f"  nbgrader release_assignment {plan.weeks[0].id}")
    typer.echo(f"  nbgrader collect {plan.weeks[0].id}\n  labs grade {plan.weeks[0].id}")
