"""How `labs audit` shows a lab's report: tables, surprises, and a line that sums up."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def show(console: Console, report: LabReport) -> None:
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
