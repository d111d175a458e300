"""`make bench`: what grading costs, beside the bare cells and beside nbgrader, in one run.

For each assignment a class is graded by `labs grade` with one job (with and without the wall) and
with all cores, once more with nothing new, and by `nbgrader autograde`; the same cells are run bare
in a warm interpreter. CPU is that of the whole command with all its processes, its start included.

Nothing else may run on the machine meanwhile: what runs beside makes every figure wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from catalogue import ASSIGNMENTS, BY_NAME
from figures import Figures, figure, figures
from measuring import ALL, WAYS, Costs, run_once
from memory import worker_memory
from rich.console import Console
from rich.table import Table


def main() -> None:
    """Measure, and print tables of medians over the repeats with their spread."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--students", type=_positive, default=20, metavar="N")
    parser.add_argument("--repeat", type=_positive, default=1, metavar="N")
    parser.add_argument(
        "--only", action="append", choices=BY_NAME, metavar="NAME",
        help=f"this assignment; may be repeated: {', '.join(BY_NAME)}",
    )  # fmt: skip
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    options = parser.parse_args()
    chosen = [one for one in ASSIGNMENTS if not options.only or one.name in options.only]
    load = os.getloadavg()[0]
    runs = []
    for _ in range(options.repeat):
        with tempfile.TemporaryDirectory(prefix="bench-") as top:
            runs.append(run_once(chosen, options.students, Path(top)))
    names = [one.name for one in chosen] + ([ALL] if len(chosen) > 1 else [])
    found = {name: figures(runs, name) for name in names}
    memory = worker_memory()
    console = Console()
    title = f"{options.students} submissions each, {os.cpu_count()} cores, {options.repeat} times"
    console.print(_costs(runs, names, title))
    console.print(_ratios(found))
    console.print(f"private memory of a worker: {memory:.0f} MB at most")
    console.print(f"load of the machine before: {load:.1f}; figures hold if nothing else ran")
    console.print(summary(found), soft_wrap=True)
    if options.json:
        about = {
            "students": options.students, "repeat": options.repeat, "cores": os.cpu_count(),
            "load_before": load, "worker_megabytes": memory,
        }  # fmt: skip
        record = {**about, "assignments": as_dict(runs, found)}
        options.json.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return value


def _costs(runs: Sequence[Costs], names: Sequence[str], title: str) -> Table:
    table = Table(title=title)
    for column in ("assignment", "", "CPU s", "time s"):
        table.add_column(column, justify="right" if column.endswith(" s") else "left")
    for name in names:
        for number, way in enumerate(WAYS):
            costs = [run[name, way] for run in runs]
            cpu, wall = figure([c.cpu for c in costs]), figure([c.wall for c in costs])
            table.add_row("" if number else name, way, str(cpu), str(wall))
        table.add_section()
    return table


def _ratios(found: Mapping[str, Figures]) -> Table:
    rows = {
        "CPU beside the bare cells": ("walled", "cores", "unwalled", "wall_share"),
        "nbgrader's CPU beside ours": ("nbgrader_cpu_one_job", "nbgrader_cpu_cores"),
        "nbgrader's time beside ours": ("nbgrader_time_one_job", "nbgrader_time_cores"),
        "a run with nothing new, s": ("start",),
    }
    said = {
        "walled": "1 job", "cores": "all cores", "unwalled": "1 job, no wall",
        "wall_share": "the wall's share", "start": "1 job",
    }  # fmt: skip
    table = Table()
    for column in ("", "", *found):
        table.add_column(column, justify="right" if column else "left")
    for label, fields in rows.items():
        for number, field in enumerate(fields):
            way = said.get(field, "1 job" if field.endswith("one_job") else "all cores")
            values = [str(getattr(one, field)) for one in found.values()]
            table.add_row("" if number else label, way, *values)
        table.add_section()
    return table


def summary(found: Mapping[str, Figures]) -> str:
    """One line, the assignment that costs most beside its bare cells first."""
    ranked = sorted(found.items(), key=lambda item: -item[1].worst)
    parts = [
        f"{name} {one.worst:.2f} times the bare cells (the wall {one.wall_share.median:.2f}; "
        f"nbgrader {one.nbgrader_cpu_cores.median:.1f} times our CPU, "
        f"{one.nbgrader_time_cores.median:.1f} times our time)"
        for name, one in ranked
    ]
    return f"worst first: {'; '.join(parts)}"


def as_dict(runs: Sequence[Costs], found: Mapping[str, Figures]) -> dict[str, Any]:
    """Plain data for JSON: the figures of each assignment, and the seconds of every repeat."""
    return {
        name: {
            "figures": one.as_dict(),
            "seconds": {way: [asdict(run[name, way]) for run in runs] for way in WAYS},
        }
        for name, one in found.items()
    }


if __name__ == "__main__":
    main()
