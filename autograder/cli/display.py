"""What a person sees of a run: progress with names and time left, then a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.markup import escape
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from autograder.harmless.text import printable

if TYPE_CHECKING:
    from autograder.grading.proving.walling import Walling
    from autograder.grading.results import SubmissionResult
    from autograder.grading.run import CourseRun
    from autograder.sandbox.level import Level

_SIGNS = {"graded": ("✔", "green"), "skipped": ("–", "dim"), "failed": ("✘", "bold red")}
_ROWS = 400
_NAME, _NOTE = 60, 1000  # letters that are shown of a name and of a note
_LINES = 100  # of what to look at; a screen of remarks helps nobody
_OF_A_CELL = re.compile(r"'([^']+)': (.*)", re.DOTALL)


def show_run(run: CourseRun, assignments: Sequence[str]) -> None:
    """Run the grading with a progress bar, then print the table."""
    console = Console()
    watch(console, run, assignments)
    console.print(_table(run.results))
    if len(run.results) > _ROWS:
        console.print(f"The first {_ROWS} submissions of {len(run.results)}: --json FILE has all.")
    show_odd(console, run)
    console.print(_summary(run.results))
    show_places(console, run)


def show_places(console: Console, run: CourseRun) -> None:
    """Print where the tests of each assignment ran, and why: a line for each."""
    for name, result in sorted(run.assignments.items()):
        if result.wallings:
            line = where_tests_ran(name, result.wallings, run.level(name))
            console.print(Text(line), highlight=False)


def where_tests_ran(assignment: str, wallings: Mapping[str, Walling], level: Level | None) -> str:
    """One line: how many tests of an assignment ran where, and the first reason for the others."""
    apart = sum(len(walling.behind_wall) for walling in wallings.values())
    total = sum(walling.total for walling in wallings.values())
    why = [
        f"{name}, {reason}" for name, walling in wallings.items() for reason in _reasons(walling)
    ]
    place = "behind the wall"
    if level == "none":
        place = "in a process of their own, within reach of student code (isolation none)"
    twice = sum(len(walling.twice) for walling in wallings.values())
    told = f"; {twice} of them with a second opinion" if twice else ""
    if not why:
        return f"{assignment}: {_tests(apart)} ran {place}{told}"
    with_student = _tests(total - apart) if apart else "the tests"
    first = f"{with_student} ran in the students' processes: {why[0]}"
    more = f" (and {len(why) - 1} more: --json FILE has all)" if len(why) > 1 else ""
    others = f"{apart} ran {place}{told}, " if apart else ""
    return f"{assignment}: {others}{first}{more}"


def _reasons(walling: Walling) -> list[str]:
    moved = [f"'{test}': {why}" for test, why in walling.moved.items()]
    return moved or [walling.reason] if walling.reason or moved else []


def _tests(number: int) -> str:
    return f"{number} test{'' if number == 1 else 's'}"


def watch(console: Console, run: CourseRun, assignments: Sequence[str]) -> None:
    """Run the grading with a progress bar that vanishes at the end."""
    bar = Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task("starting", total=None)
        for progress in run.grade(assignments):
            bar.update(task, total=progress.total)
            if progress.result is not None:
                name = f"{progress.result.assignment}  {progress.result.student}"
                shown = escape(printable(name)[:40].ljust(40))
                bar.update(task, description=shown, advance=1)


def _table(results: Sequence[SubmissionResult]) -> Table:
    table = Table(title=None, header_style="bold", expand=False)
    for name in ("assignment", "student"):
        table.add_column(name)
    table.add_column("", width=2)
    table.add_column("score", justify="right")
    table.add_column("of", justify="right")
    table.add_column("seconds", justify="right")
    table.add_column("to look at")
    for result in sorted(results, key=lambda r: (r.assignment, r.student))[:_ROWS]:
        sign, style = _SIGNS[result.status]
        graded = result.status == "graded"
        table.add_row(
            Text(printable(result.assignment, _NAME)),
            Text(printable(result.student, _NAME)),
            Text(sign, style),
            f"{result.score:g}" if graded else "",
            f"{result.max_score:g}" if graded else "",
            f"{result.seconds:.2f}" if graded else "",
            _remarks(result),
        )
    return table


def _remarks(result: SubmissionResult) -> str:
    if result.status == "failed":
        return "not graded, see below"
    if result.status == "skipped":
        return "graded before"
    parts = []
    if result.needs_manual_grade:
        parts.append("to be marked by hand")
    if result.all_notes:
        count = len(grouped(result.all_notes))
        parts.append(f"{count} note{'s' if count > 1 else ''}, see below")
    return ", ".join(parts)


def show_odd(console: Console, run: CourseRun) -> None:
    """Print what a person should look at: of the run, then what was not graded, then the rest."""
    lines: list[Text] = [Text(printable(note, _NOTE)) for note in run.notes]
    results = sorted(run.results, key=lambda r: (r.assignment, r.student))
    refused = {result.problem for result in run.assignments.values() if result.problem}
    lines += [
        Text.assemble(("✘ ", "bold red"), printable(problem, _NOTE)) for problem in sorted(refused)
    ]
    for result in results:
        if result.problem and result.problem not in refused:
            problem = printable(result.problem, _NOTE)
            lines.append(Text.assemble(("✘ ", "bold red"), _who(result), problem))
    for result in results:
        lines += [
            Text.assemble(("• ", "yellow"), _who(result), printable(note, _NOTE))
            for note in grouped(result.all_notes)
        ]
    if len(lines) > _LINES:
        lines = [*lines[:_LINES], Text(f"… and {len(lines) - _LINES} more: --json FILE has all")]
    if lines:
        console.print(Panel(Group(*lines), title="to look at", title_align="left"))


def _who(result: SubmissionResult) -> str:
    return f"{printable(result.assignment, _NAME)} / {printable(result.student, _NAME)}: "


def grouped(notes: Sequence[str]) -> list[str]:
    """The notes, with one line for all cells of which the same is said."""
    cells: dict[str, list[str]] = {}
    for note in notes:
        match = _OF_A_CELL.fullmatch(note)
        cell, text = match.groups() if match else ("", note)
        cells.setdefault(text, []).append(cell)
    return [_in_short(names, text) for text, names in cells.items()]


def _in_short(names: Sequence[str], text: str) -> str:
    named = list(filter(None, dict.fromkeys(names)))
    if not named:
        return text
    if len(named) > 3:
        return f"{named[0]!r}, {named[1]!r} and {len(named) - 2} more cells: {text}"
    return f"{', '.join(map(repr, named))}: {text}"


def _summary(results: Sequence[SubmissionResult]) -> Text:
    counts = {status: sum(r.status == status for r in results) for status in _SIGNS}
    levels = {
        nb.isolation.level.value for r in results for nb in r.notebooks if nb.isolation is not None
    }
    text = Text.assemble(
        (f"{counts['graded']} graded", "green"),
        f", {counts['skipped']} graded before, ",
        (f"{counts['failed']} not graded", "bold red" if counts["failed"] else ""),
    )
    if levels:
        text.append(f"; isolation: {', '.join(sorted(levels))}")
    if "none" in levels:
        text.append(
            "\nSTUDENT CODE WAS NOT CONTAINED: it could read and change files of this account.",
            "bold red",
        )
    return text
