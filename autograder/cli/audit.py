"""`labs audit`: prove that labs are fair."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console, Group
    from rich.table import Table

    from autograder.audit.report import LabReport, Surprise

_SIGNS = {
    "good": ("✔", "green"),
    "failed": ("✘", "bold red"),
    "left out": ("–", "dim"),
    "not judged": ("•", "yellow"),
}


def audit(
    labs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[LAB]...",
            help="Labs, or source notebooks (.ipynb) of nbgrader; all labs of the clone.",
        ),
    ] = None,
    fast: Annotated[
        bool, typer.Option("--fast", help="Leave out the reference run again.")
    ] = False,
    nbgrader: Annotated[
        bool, typer.Option("--nbgrader", help="Compare with nbgrader's marks, too: minutes a lab.")
    ] = False,
    tasks: Annotated[
        list[str] | None,
        typer.Option("--task", help="Vary the answers to this task only.", metavar="TASK"),
    ] = None,
    seeds: Annotated[
        int | None,
        typer.Option(
            "--seeds",
            min=0,
            help="Course seeds for which attempts are judged; 100, with --fast 10.",
            metavar="NUMBER",
        ),
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", help="Write the results to this file, too.", metavar="FILE"),
    ] = None,
) -> None:
    """Grade each lab's reference, attempts, and hundreds of variations of them.

    The exit status is 1 if anything is not as the lab says. Docs: docs/audit.md.
    """
    from rich.console import Console

    from autograder.audit.bench.engines import Engines
    from autograder.cli.jsonfile import json_target, write_json

    target = json_target(json_file)
    console, results = Console(), []
    with Engines() as engines:  # its imports take seconds, and so do those that follow here
        from autograder.authoring import AuthoringError

        for name, run in _chosen(labs or []).items():
            try:
                with console.status("starting") as status:
                    report = run(
                        engines,
                        tasks=tasks or [],
                        fast=fast,
                        nbgrader=nbgrader,
                        seeds=seeds,
                        say=status.update,
                    )
            except AuthoringError as error:
                for line in str(error).splitlines():
                    typer.secho(f"labs: {line}", err=True, fg="red")
                results.append({"lab": name, "passed": False, "problem": str(error)})
                continue
            _show(console, report)
            results.append(report.as_dict())
    if target is not None:
        write_json(target, {"format": 1, "fast": fast, "nbgrader": nbgrader, "labs": results})
    if not all(result["passed"] for result in results):
        raise typer.Exit(1)


def _chosen(names: list[str]) -> dict[str, Callable[..., LabReport]]:
    """What audits each of the labs and notebooks that were named, or all labs of the clone."""
    from autograder.audit.audit import audit_lab, audit_notebook
    from autograder.authoring import find_root, lab_ids, read_lab
    from autograder.errors import LabsError

    notebooks = {name: Path(name) for name in names if name.endswith(".ipynb")}
    for path in notebooks.values():
        if not path.is_file():
            raise LabsError(f"there is no notebook {path}", "name a source notebook of nbgrader")
    if names and len(notebooks) == len(set(names)):
        return {name: partial(audit_notebook, path) for name, path in notebooks.items()}
    root = find_root(Path.cwd())
    known = lab_ids(root)
    chosen = list(dict.fromkeys(names or known))
    if not chosen:
        raise LabsError("there is no lab here", "write one: labs new <position>-<topic>")
    for lab in set(chosen) - set(known) - set(notebooks):
        read_lab(root, lab)  # says which labs there are, before the first takes its minutes
    return {
        name: partial(audit_notebook, notebooks[name])
        if name in notebooks
        else partial(audit_lab, root, name)
        for name in chosen
    }


def _show(console: Console, report: LabReport) -> None:
    """One table, then each surprise, then a line that sums up."""
    from rich.text import Text

    console.print(_table(report))
    if report.scores:
        console.print(_scores(report))
    for surprise in report.surprises:
        console.print(_surprise(surprise, *_SIGNS["failed"]))
    for notice in report.notices:
        console.print(_surprise(notice, "•", "yellow"))
    for note in report.notes:
        console.print(Text(f"note: {note}"))
    sign, style = _SIGNS["good" if report.passed else "failed"]
    found = len(report.surprises)
    ending = "everything is as the lab says" if report.passed else f"surprises: {found}, see above"
    left_out = [row.what for row in report.rows if row.left_out]
    more = f" (left out: {', '.join(left_out)})" if left_out else ""
    took = f"; seed {report.seed}, {report.seconds:.0f} s"
    console.print(Text.assemble((f"{sign} ", style), f"{report.lab}: {ending}{more}{took}\n"))


def _table(report: LabReport) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=report.lab, title_justify="left", header_style="bold")
    for name in ("what was tried", "number", "expected", "got"):
        table.add_column(name, justify="right" if name == "number" else "left")
    table.add_column("", no_wrap=True)
    for row in report.rows:
        sign, style = _SIGNS[row.state]
        number = "" if row.left_out else str(row.number)
        table.add_row(row.what, number, row.expected, row.got, Text(f"{sign} {row.state}", style))
    return table


def _scores(report: LabReport) -> Table:
    from rich.table import Table

    table = Table(title="mutants caught", title_justify="left", header_style="bold")
    table.add_column("task")
    for name in ("mutants", "caught", "share", "listed as equivalent"):
        table.add_column(name, justify="right")
    for score in report.scores:
        share = f"{int(score.share * 1000) / 10:g} %" if score.made else ""
        numbers = (score.made, score.caught, share, score.equivalent or "")
        table.add_row(score.task, *map(str, numbers))
    return table


def _surprise(surprise: Surprise, sign: str, style: str) -> Group:
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    subject = f"{surprise.task} / {surprise.attempt}" if surprise.task else surprise.attempt
    heading = Text.assemble((f"{sign} ", style), (subject, "bold"), f"   {surprise.place}")
    lines = Table.grid(padding=(0, 2, 0, 0))
    lines.add_row("expected", Text(surprise.expected))
    lines.add_row("got", Text(surprise.got))
    if surprise.code:
        lines.add_row("code", Text(surprise.code))
    lines.add_row("to do", Text(surprise.remedy))
    return Group(heading, Padding(lines, (0, 0, 0, 4)))
