"""Options that several commands have, each described once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from autograder.grading.options import Options
from autograder.sandbox.level import CHOICES


def one_of(names: Sequence[str]) -> Callable[[str | None], str | None]:
    """A callback that takes one of these words and says which there are."""

    def check(value: str | None) -> str | None:
        if value is not None and value not in names:
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(names)}.")
        return value

    return check


CourseFolder = Annotated[Path, typer.Option(help="The nbgrader course folder.", metavar="DIR")]
Students = Annotated[
    list[str] | None, typer.Option(help="Only this student; may be repeated.", metavar="ID")
]
Jobs = Annotated[
    int | None,
    typer.Option(min=1, help="Submissions at once; default: one a processor.", metavar="N"),
]
Compat = Annotated[
    bool,
    typer.Option("--compat", help="Give nbgrader's marks exactly, its oddities included."),
]
Isolation = Annotated[
    str | None,
    typer.Option(
        help=f"How student code is contained: {', '.join(CHOICES)}; "
        "default: grading.toml, else auto.",
        metavar="LEVEL",
        callback=one_of(CHOICES),
    ),
]
Wall = Annotated[
    bool,
    typer.Option(
        "--wall/--no-wall",
        help="Run the tests in a process of their own, out of reach of student code.",
    ),
]
ForceAnyway = Annotated[
    bool,
    typer.Option(
        "--force-anyway", help="Grade although the reference gets other marks than before."
    ),
]
JsonFile = Annotated[
    Path | None,
    typer.Option("--json", help="Write the results to this file, too.", metavar="FILE"),
]


def grading_options(
    *, students: Sequence[str] | None, jobs: int | None, isolation: str | None, **switches: bool
) -> Options:
    """What a run is asked to do."""
    options = Options(students=students or (), isolation=isolation, **switches)
    return options if jobs is None else replace(options, jobs=jobs)
