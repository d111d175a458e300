"""The reference again and again: with other hash seeds, hidden seeds, and rows in another order."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.audit.bench.bench import Bench
from autograder.audit.bench.engines import Engines, Seeded
from autograder.audit.bench.outcomes import Run
from autograder.audit.bench.parallel import parallel
from autograder.audit.seeds import HIDDEN_SEEDS
from autograder.audit.subject import Subject
from autograder.authoring.model import Excuse


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


def run_again(subject: Subject, engines: Engines, seed: int, bench: Bench) -> list[Steady]:
    """Run the reference under other conditions; `seed` is the one of the first run.

    `bench` is that of the first run; `engines.others` have been started. Rows of tables are
    permuted all at once, but for those that the author lists in `ORDERED`. If that costs a mark,
    and for the listed ones, each table is permuted alone.
    """
    listed = {excuse.key for excuse in subject.attempts.ordered}
    names = [name for name in subject.tables if Path(name).suffix == ".csv"]
    free = [name for name in names if Path(name).name not in listed]
    ordered = [name for name in names if name not in free]
    jobs: list[Callable[[], list[Steady]]] = [
        partial(_seeded, subject, engine, seed + 1 + number * HIDDEN_SEEDS, bench)
        for number, engine in enumerate(engines.others)
    ]
    jobs += [partial(_shuffled, subject, engines, free, bench)] if free else []
    jobs += [partial(_one, subject, engines, name, bench, ordered=True) for name in ordered]
    return [steady for found in parallel(lambda job: job(), jobs) for steady in found]


def _seeded(subject: Subject, engine: Seeded, first: int, bench: Bench) -> list[Steady]:
    """The reference in one engine, with some hidden seeds from `first` on."""
    seeds = range(first, first + HIDDEN_SEEDS)
    with bench.twin(engine.engine, subject.tables) as again:
        return [
            Steady(f"hash seed {engine.hash_seed}, LABS_SEED={seed}", run)
            for seed, run in zip(seeds, again.reference_with(seeds), strict=True)
        ]


def _shuffled(
    subject: Subject, engines: Engines, names: Sequence[str], bench: Bench
) -> list[Steady]:
    """The reference with all these tables permuted; with one after the other if marks are lost."""
    run = _permuted(subject, engines, names, bench)
    if run.full:
        return [Steady(f"rows of {len(names)} tables in another order", run)]
    return [one for name in names for one in _one(subject, engines, name, bench)]


def _one(
    subject: Subject, engines: Engines, name: str, bench: Bench, *, ordered: bool = False
) -> list[Steady]:
    """The reference with one table permuted; if it is `ordered`, up to the first lost point."""
    run, table = _permuted(subject, engines, [name], bench, brief=ordered), Path(name).name
    return [Steady(f"rows of {table} in another order", run, table, ordered)]


def idle(subject: Subject) -> list[Excuse]:
    """Entries of `ORDERED` for tables that the lab does not read."""
    known = {Path(name).name for name in subject.tables}
    return [excuse for excuse in subject.attempts.ordered if excuse.key not in known]


def _permuted(
    subject: Subject, engines: Engines, names: Sequence[str], bench: Bench, *, brief: bool = False
) -> Run:
    with (
        permuted(subject.tables, names) as tables,
        bench.twin(engines.main, tables) as again,
    ):
        return again.reference_again(brief=brief)


@contextmanager
def permuted(tables: Mapping[str, Path], names: Sequence[str]) -> Iterator[dict[str, Path]]:
    """The tables, with the rows of some of them below their heading in another order."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="audit-")))
        changed = dict(tables)
        for number, name in enumerate(names):
            place = folder / f"{number}.csv"
            place.write_text(_reordered(tables[name].read_text("utf-8")), "utf-8")
            changed[name] = place
        yield changed


def _reordered(text: str) -> str:
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
