"""`labs build` and `labs new`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from autograder.errors import LabsError

authoring = typer.Typer(no_args_is_help=True, help="Write labs and build their notebooks.")


@authoring.command()
def build(
    labs: Annotated[
        list[str] | None, typer.Argument(metavar="[LAB]...", help="Labs to build; all of them.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail when a notebook is out of date.")
    ] = False,
) -> None:
    """Build the notebooks of labs from their text."""
    try:
        done = _build(labs or [], check=check)
    except LabsError as error:
        _report(error)
        done = False
    raise typer.Exit(0 if done else 1)


@authoring.command()
def new(lab: Annotated[str, typer.Argument(help="<position>-<topic>")]) -> None:
    """Start a lab with a skeleton that already builds."""
    from autograder.authoring import find_root, new_lab

    try:
        written = new_lab(find_root(Path.cwd()), lab)
    except LabsError as error:
        _report(error)
        raise typer.Exit(1) from None
    for path in written:
        typer.echo(f"wrote {os.path.relpath(path)}")
    typer.echo(f"next: labs build {lab}")


def _build(labs: list[str], *, check: bool) -> bool:
    """Build or compare; say what happened to each lab, and whether all went well."""
    from autograder.api import build_labs
    from autograder.authoring import find_root, strays

    root = find_root(Path.cwd())
    done = 0
    good = True
    for built in build_labs(labs, root, check=check):
        done += 1
        if built.problem is not None:
            _report(built.problem)
            good = False
        elif not check:
            typer.echo(f"{built.lab}: {'built' if built.changed else 'up to date'}")
        for path in built.changed if check else ():
            typer.echo(f"{path} is out of date; run: labs build {built.lab}", err=True)
            good = False
    for path in [] if labs else strays(root):
        typer.echo(f"{path} belongs to no lab; delete it", err=True)
        good = good and not check
    if check and good:
        typer.echo(f"{done} labs: notebooks are up to date")
    return good


def _report(error: LabsError) -> None:
    for line in str(error).splitlines():
        typer.secho(line, err=True, fg="red")
