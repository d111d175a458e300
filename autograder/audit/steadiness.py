"""The reference again and again: with other hash seeds, hidden seeds, and rows in another order."""

from __future__ import annotations

import csv
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.audit.engines import Engines, Seeded
from autograder.audit.outcomes import Run
from autograder.audit.running import Bench
from autograder.audit.subject import Subject
from autograder.authoring.model import Excuse

HIDDEN_SEEDS = 3  # for each of the other hash seeds


@dataclass(frozen=True, slots=True)
class Steady:
    """The reference run once more.

    name     what was different, in words
    table    the table whose rows were permuted, or ""
    ordered  whether the author says that the order of its rows matters
    """

    name: str
    run: Run
    table: str = ""
    ordered: bool = False


def run_again(subject: Subject, engines: Engines, seed: int) -> list[Steady]:
    """Run the reference under other conditions; `seed` is the one of the first run.

    Rows of tables are permuted all at once, but for those that the author lists in `ORDERED`. If
    that costs a mark, and for the listed ones, each table is permuted alone.
    """
    found: list[Steady] = []
    others = engines.others()
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for again in pool.map(
            lambda number: _seeded(subject, others[number], seed + 1 + number * HIDDEN_SEEDS),
            range(len(others)),
        ):
            found += again
    listed = {excuse.key for excuse in subject.attempts.ordered}
    names = [name for name in subject.tables if Path(name).suffix == ".csv"]
    free = [name for name in names if Path(name).name not in listed]
    if free:
        run = _permuted(subject, engines, free)
        if run.full:
            found.append(Steady(f"rows of {len(free)} tables in another order", run))
        else:
            found += _each(subject, engines, free, ordered=False)
    return found + _each(subject, engines, [n for n in names if n not in free], ordered=True)


def _seeded(subject: Subject, engine: Seeded, first: int) -> list[Steady]:
    """The reference in one engine, with some hidden seeds from `first` on."""
    with Bench(engine.engine, subject.notebooks, subject.tables) as bench:
        return [
            Steady(f"hash seed {engine.hash_seed}, LABS_SEED={seed}", bench.reference_with(seed))
            for seed in range(first, first + HIDDEN_SEEDS)
        ]


def idle(subject: Subject) -> list[Excuse]:
    """Entries of `ORDERED` for tables that the lab does not read."""
    known = {Path(name).name for name in subject.tables}
    return [excuse for excuse in subject.attempts.ordered if excuse.key not in known]


def _each(
    subject: Subject, engines: Engines, names: Sequence[str], *, ordered: bool
) -> list[Steady]:
    return [
        Steady(
            f"rows of {Path(name).name} in another order",
            _permuted(subject, engines, [name]),
            Path(name).name,
            ordered,
        )
        for name in names
    ]


def _permuted(subject: Subject, engines: Engines, names: Sequence[str]) -> Run:
    with (
        permuted(subject.tables, names) as tables,
        Bench(engines.main, subject.notebooks, tables) as bench,
    ):
        return bench.reference()


@contextmanager
def permuted(tables: Mapping[str, Path], names: Sequence[str]) -> Iterator[dict[str, Path]]:
    """The tables, with the rows of some of them below their heading in another order."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="audit-")))
        changed = dict(tables)
        for number, name in enumerate(names):
            place = folder / f"{number}.csv"
            place.write_text(_shuffled(tables[name].read_text("utf-8")), "utf-8")
            changed[name] = place
        yield changed


def _shuffled(text: str) -> str:
    """A CSV text with the same first row and the others in an order that is always the same."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    reader, records, start = csv.reader(lines), list[str](), 0
    for _ in reader:  # a record may have several lines
        records.append("".join(lines[start : reader.line_num]))
        start = reader.line_num
    rows = records[1:]
    random.Random(5).shuffle(rows)
    if rows == records[1:]:
        rows.reverse()
    return "".join([*records[:1], *rows])
