"""`labs`: the command line. Each command's work is done elsewhere; this is the way in."""

from __future__ import annotations

import sys
import warnings
from io import TextIOWrapper
from typing import Annotated

import typer

import autograder
from autograder.cli.audit import audit
from autograder.cli.authoring import authoring
from autograder.cli.compose import compose
from autograder.cli.data import data
from autograder.cli.demo import demo
from autograder.cli.doctor import doctor
from autograder.cli.export import export
from autograder.cli.grade import grade
from autograder.cli.regrade import regrade
from autograder.cli.report import report
from autograder.cli.setup_jupyter import setup_jupyter
from autograder.errors import LabsError
from autograder.harmless.text import printable

app = typer.Typer(
    name="labs",
    help="Labs for cross-border e-commerce, and a contained, fast grader for nbgrader courses.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(grade)
app.command()(regrade)
app.command()(doctor)
app.command("setup-jupyter")(setup_jupyter)
app.command()(demo)
app.command()(audit)
app.command()(compose)
app.command()(export)
app.command()(report)
app.add_typer(authoring)
app.add_typer(data, name="data")


_INTERRUPTED = 130  # Typer's answer to Ctrl-C
# See `autograder.grading.nbgrader_api`: more than a second of each command. nbformat and jupytext,
# which other commands import first, bring it, too.
_SLOW_AND_UNUSED = "rfc3987_syntax"


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
    if not sys.warnoptions:  # libraries' own, with paths, tell a user of this program nothing
        warnings.simplefilter("ignore")
    sys.modules[_SLOW_AND_UNUSED] = None  # type: ignore[assignment]  # "is not installed"
    for stream in (sys.stdout, sys.stderr):  # a student's name may not fit the terminal
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = app(prog_name="labs", standalone_mode=False) or 0
    except LabsError as error:
        status = _say(str(error))
    except typer.TyperException as error:
        status = error.exit_code
        if type(error).__name__ == "NoArgsIsHelpError":
            typer.echo(error.format_message(), err=True)
        else:
            _say(f"{error.format_message()}; see `{_command(error)} --help`")
    except typer.Abort:
        status = _say("it ended before it was done; run it again")
    except OSError as error:  # full, read-only, forbidden: wherever it happens
        place = error.filename2 or error.filename
        where = f"{place}: " if place else ""
        status = _say(
            f"{where}{error.strerror or error}; check that it may be used, and the free space"
        )
    if status == _INTERRUPTED:
        _say("interrupted; run the same command to finish the work")
    sys.exit(status)


def _say(problem: str) -> int:
    """Tell what went wrong; returns the exit status."""
    typer.secho(f"labs: {printable(problem, longest=None)}", err=True, fg="red")
    return 1


def _command(error: typer.TyperException) -> str:
    """The command whose options were given wrongly."""
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context else "labs"


if __name__ == "__main__":
    main()
