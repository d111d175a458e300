"""`labs doctor`: what usually goes wrong, and what to do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

_SIGNS = {"good": "✔", "warning": "!", "broken": "✘"}


def doctor(
    course: Annotated[
        Path, typer.Option(help="The nbgrader course folder.", metavar="DIR")
    ] = Path(),
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the findings here, too.", metavar="FILE")
    ] = None,
) -> None:
    """Look for what usually goes wrong around a course; change nothing.

    The exit status is 1 if something is broken; warnings do not count.
    """
    path = os.environ.get("PATH", os.defpath)  # before nbgrader's programs are put on it
    from dataclasses import asdict

    from rich.console import Console
    from rich.table import Table

    from autograder.cli.jsonfile import json_target, write_json
    from autograder.doctor.examine import Verdict, examine
    from autograder.grading.course import open_course

    target = json_target(json_file)
    findings = examine(open_course(course.absolute()), path)
    table = Table()
    for name in ("", "looked at", "found", "to do"):
        table.add_column(name, overflow="fold")
    for one in findings:
        table.add_row(f"{_SIGNS[one.verdict]} {one.verdict}", one.what, one.found, one.remedy)
    Console().print(table)
    if target is not None:
        write_json(target, {"format": 1, "findings": [asdict(one) for one in findings]})
    if any(one.verdict is Verdict.BROKEN for one in findings):
        raise typer.Exit(1)
