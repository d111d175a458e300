"""`labs doctor`: what usually goes wrong with a course, and what to do about it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

_SIGNS = {"ok": ("✔", "green"), "warning": ("!", "yellow"), "broken": ("✘", "bold red")}


def doctor(
    course: Annotated[Path, typer.Option(help="The course folder.", metavar="DIR")] = Path(),
    json_file: Annotated[
        Path | None,
        typer.Option("--json", help="Write the findings to this file, too.", metavar="FILE"),
    ] = None,
) -> None:
    """Find what usually goes wrong with a course and its surroundings, and say what to do.

    Changes nothing. The exit status is 1 if something is broken; warnings do not count.
    """
    search = os.get_exec_path()  # before nbgrader is imported, which puts its programs on the PATH

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from autograder.cli.jsonfile import json_target, write_json
    from autograder.doctor.examine import examine
    from autograder.harmless.text import printable

    target = json_target(json_file)
    console = Console()
    with console.status("looking"):
        findings = list(examine(course.absolute(), search))
    table = Table(header_style="bold", expand=False)
    table.add_column("", width=1)
    table.add_column("check")
    table.add_column("state")
    table.add_column("found, and what to do", overflow="fold")
    for found in findings:
        sign, style = _SIGNS[found.state]
        words = Text(printable(found.says, longest=None))
        if found.remedy:
            words.append(f"\n→ {printable(found.remedy, longest=None)}", "bold")
        table.add_row(Text(sign, style), found.check, Text(found.state, style), words)
    console.print(table)
    counts = {state: sum(found.state == state for found in findings) for state in _SIGNS}
    console.print(
        f"{counts['ok']} good, {counts['warning']} warnings, {counts['broken']} broken. "
        "What each check looks at: docs/doctor.md"
    )
    if target is not None:
        write_json(target, {"format": 1, "findings": [found.as_dict() for found in findings]})
    if counts["broken"]:
        raise typer.Exit(1)
