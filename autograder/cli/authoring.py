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
    from autograder.authoring import build_lab, drift, find_root, lab_ids, strays, write

    root = find_root(Path.cwd())
    chosen = labs or lab_ids(root)
    good = True
    for lab in chosen:
        try:
            files = build_lab(root, lab)
        except LabsError as error:
            _report(error)
            good = False
            continue
        if not check:
            typer.echo(f"{lab}: built" if write(root, files) else f"{lab}: up to date")
            continue
        for path in drift(root, files):
            typer.echo(f"{path} is out of date; run: labs build {lab}", err=True)
            good = False
    for path in [] if labs else strays(root):
        typer.echo(f"{path} belongs to no lab; delete it", err=True)
        good = good and not check
    if check and good:
        typer.echo(f"{len(chosen)} labs: notebooks are up to date")
    return good


def _report(error: LabsError) -> None:
    for line in str(error).splitlines():
        typer.secho(line, err=True, fg="red")
