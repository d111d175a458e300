"""`labs data`: the tables, files and rule packs of the labs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from autograder.errors import LabsError, SettingsError

data = typer.Typer(no_args_is_help=True, help="The tables and rules that labs read.")


@data.command()
def build(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="Files to build; all of them.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Draw another company of the same shape.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option(help="Write to this folder instead of the clone.", metavar="DIR")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail when a file is out of date.")
    ] = False,
) -> None:
    """Make the tables and files of the labs, their cards and the page of rules.

    With --seed and --into: fresh data of the same shape, in a folder to put beside a notebook.
    Docs: docs/datasets.md.
    """
    if seed is not None and into is None:
        raise SettingsError(
            "the published tables have a seed of their own", "name a folder: --into DIR"
        )
    try:
        problems = _other(seed, into, files, check) if into else _published(files, check)
    except ValueError as error:
        raise SettingsError(str(error).rstrip(".")) from None
    except OSError as error:
        raise LabsError(
            f"{error.filename} cannot be read or written ({error.strerror})",
            "name another folder or free some space",
        ) from error
    for problem in problems:
        typer.secho(problem, err=True, fg="red")
    raise typer.Exit(1 if problems else 0)


@data.command()
def rules() -> None:
    """Show all rules of law and of platforms, the longest unchecked first.

    The same page is docs/rules.md.
    """
    from lumina.rules import PackError
    from lumina.rules.page import page

    try:
        typer.echo(page(), nl=False)
    except PackError as error:
        raise LabsError(str(error)) from None


def _published(files: Iterable[str] | None, check_only: bool) -> list[str]:
    """Build or compare the clone's files; return what is wrong."""
    from lumina.build import ROOT, build, check
    from lumina.card import CardError
    from lumina.rules import page

    above = ROOT.parents[1]  # datasets/lumina lies in a clone
    clone = above if (above / "pyproject.toml").is_file() else None
    if check_only:
        problems = check(names=files or ())
        problems += page.problems(clone)
        if not problems:
            typer.echo("tables, cards and rules are up to date")
        return problems
    if clone is None:
        raise LabsError("the labs are installed and no clone", "name a folder: --into DIR")
    problems = []
    try:
        _show(build(names=files or ()))
    except CardError as error:
        problems = str(error).splitlines()
    return problems + page.write(clone)


def _other(
    seed: int | None, folder: Path, files: Iterable[str] | None, check_only: bool
) -> list[str]:
    """Write a company to a folder, or compare the folder with it; return what is wrong."""
    from lumina import SEED
    from lumina.build import ROOT, compare_company, write_company
    from lumina.card import CardError
    from lumina.generator.company import Company

    if folder.resolve() == ROOT / "tables":
        raise SettingsError("these are the published tables", "leave out --into and --seed")
    company = Company(SEED if seed is None else seed)
    try:
        if check_only:
            problems = compare_company(company, folder, files or ())
            if not problems:
                typer.echo(f"the files in {folder} are those of seed {company.seed}")
            return problems
        _show(write_company(company, folder, files or ()))
    except CardError as error:
        return str(error).splitlines()
    return []


def _show(paths: Iterable[Path]) -> None:
    sizes = {path.name: path.stat().st_size / 1000 for path in paths}
    for name, size in sizes.items():
        typer.echo(f"{size:8.1f} kB  {name}")
    typer.echo(f"{sum(sizes.values()):8.1f} kB  in {len(sizes)} files")
