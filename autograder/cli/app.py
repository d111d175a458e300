"""`labs`: the command line. Each command's work is done elsewhere; this is the way in."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import autograder
from autograder.cli.audit import audit
from autograder.cli.authoring import authoring
from autograder.cli.data import data
from autograder.cli.demo import demo
from autograder.cli.grade import grade
from autograder.errors import LabsError

app = typer.Typer(
    name="labs",
    help="Labs for cross-border e-commerce, and a contained, fast grader for nbgrader courses.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(grade)
app.command()(demo)
app.command()(audit)
app.add_typer(authoring)
app.add_typer(data, name="data")


_INTERRUPTED = 130  # Typer's answer to Ctrl-C


def _version(value: bool) -> None:
    if value:
        typer.echo(f"labs {autograder.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    del version


def main() -> None:
    """Run the command line; what goes wrong is one line on stderr and an exit status."""
    try:
        app()
    except LabsError as error:
        typer.secho(f"labs: {error}", err=True, fg="red")
        sys.exit(1)
    except SystemExit as stop:
        if stop.code == _INTERRUPTED:
            typer.secho("labs: interrupted; run the same command to finish the work", err=True)
        raise


if __name__ == "__main__":
    main()
