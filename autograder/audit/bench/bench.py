"""Runs the variations of a lab in the engine, each from the state that it needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.audit.answers.variations import Notebooks, Variation
from autograder.audit.bench.batches import LARGEST, Batches
from autograder.audit.bench.calibration import YARDSTICK, slowness
from autograder.audit.bench.drawn import drawing
from autograder.audit.bench.outcomes import Needs, Run, same
from autograder.audit.bench.parallel import parallel
from autograder.audit.bench.runner import UNLIMITED, Runner, place_of
from autograder.audit.bench.seeds import SeedRuns
from autograder.audit.bench.servers import Servers
from autograder.engine.between.execution import Cell, CellResult, Output
from autograder.engine.outside.engine import AssignmentServer, Engine

_NOT_WALLED = (
    "tests run in the student's process: the reference gets full marks only there; "
    "see docs/security.md for what a test may use"
)
# How long a cell of an answer may take that was made automatically: a few times the reference's,
# but that is measured on a machine that may be busier now.
TIMES_AS_LONG = 8
LEAST_SECONDS = 2.0
_CALM = 10.0  # of the author's own attempts
# Prints the most address space that the process ever had, in KiB.
_MEMORY = """
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmPeak")))
"""


class Bench:
    """Runs variations of one lab; a context manager that holds the lab's fork servers.

    `tables` are the files that stand beside the notebook. The reference is run from its first
    cell; all else starts from the state after the locked cells at the beginning, or after all that
    stands before an attempt, if these cells can be shared. `notes` says why not, and why tests are
    not run apart.
    """

    def __init__(self, engine: Engine, notebooks: Notebooks, tables: Mapping[str, Path]) -> None:
        self._notebooks, self._reference = notebooks, notebooks.everything
        self._runner = Runner(notebooks)
        self._servers = Servers(engine, tables, self._runner.setup)
        self._before: dict[str, AssignmentServer] = {}
        self._seconds: dict[str, float] = {}  # of the reference's slowest cell, by task
        self._patience: dict[str, float] = {}
        self._witnessed: set[str] = set()  # tasks whose reference can tell that a batch is sound
        self._notes: list[str] = []

    def twin(self, engine: Engine, tables: Mapping[str, Path]) -> Bench:
        """One for other conditions that runs cells in the way that was found for this one."""
        bench = Bench(engine, self._notebooks, tables)
        bench._runner.walled, bench._runner.lean = self._runner.walled, self._runner.lean
        return bench

    def __enter__(self) -> Bench:
        self._servers.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._servers.__exit__(kind, error, trace)

    @property
    def notes(self) -> list[str]:
        """What an author may want to know of how the runs were made."""
        return [*self._notes, *self._servers.notes]

    @property
    def packages(self) -> frozenset[str]:
        """The packages that the lab imports where a variation can need them."""
        return self._runner.packages

    def reference(self) -> tuple[Run, Needs]:
        """The reference, every cell of it; and what it needs when all runs in one process.

        If it gets full marks only where tests and answers share a process, all runs do from now on.
        """
        runner, server, answers = self._runner, self._servers.whole, self._reference
        cells = runner.whole(answers)

        def reference() -> Run:
            return runner.run(answers, cells, runner.all_tasks, server, learn=True)

        with ThreadPoolExecutor(1) as pool:
            needs = pool.submit(self.needs)
            run = reference()
            if not run.full and runner.walled:
                runner.walled = False
                alone = reference()
                runner.walled = not alone.full
                if alone.full:
                    run = alone
                    self._notes.append(_NOT_WALLED)
            again = self.reference_again()
            runner.lean = same(again.outcomes, run.outcomes)
            self._learn(again if runner.lean else run)
            return run, needs.result()

    def _learn(self, usual: Run) -> None:
        """How long an answer may take, and of which tasks the reference tells a sound batch."""
        self._seconds.update(usual.slowest)
        for task, seconds in usual.slowest.items():
            self._patience[task] = max(LEAST_SECONDS, TIMES_AS_LONG * seconds)
            if all(outcome.full for outcome in usual.of(task)):
                self._witnessed.add(task)

    def needs(self) -> Needs:
        """What the reference needs when all of it runs in one process."""
        cells = self._runner.whole(self._reference)
        around = [YARDSTICK, _MEMORY]
        sources = [*around, *(cell.source for cell in cells), *reversed(around)]
        known, first, *done, last, known_again = self._servers.whole.run(
            [Cell(source, False) for source in sources], {}
        ).cells
        return Needs(
            max(result.wall_seconds for result in done),
            sum(result.wall_seconds for result in done),
            sum(result.cpu_seconds for result in done),
            max(_printed(last) - _printed(first), 0) / 1024,
            slowness((known.cpu_seconds + known_again.cpu_seconds) / 2),
        )

    def reference_again(self, *, brief: bool = False) -> Run:
        """The reference again; if `brief`, up to the first check without full points."""
        return self._again(self._servers.after_setup, brief=brief)

    def reference_with(self, seeds: Iterable[int]) -> list[Run]:
        """The reference with other numbers from which hidden checks draw their data."""
        server, runs = self._servers.after_setup, []
        known = server.hidden
        for seed in seeds:
            server.hidden = {**known, "LABS_SEED": str(seed)}
            runs.append(self._again(server, other_data=True))
        server.hidden = known
        return runs

    def _again(
        self, server: AssignmentServer, *, brief: bool = False, other_data: bool = False
    ) -> Run:
        tasks = self._runner.all_tasks
        cells = self._runner.cells(self._reference, tasks)
        return self._runner.run(
            self._reference, cells, tasks, server, brief=brief, other_data=other_data
        )

    def each(self, variations: Iterable[Variation]) -> list[Run]:
        """Variations with all checks."""
        return self._each(variations, walled=True)

    def each_in_one_process(self, variations: Iterable[Variation]) -> list[Run]:
        """Variations with all checks, run in the process of the answers, as nbgrader does it."""
        return self._each(variations, walled=False)

    def _each(self, variations: Iterable[Variation], *, walled: bool) -> list[Run]:
        server, tasks = self._servers.after_setup, self._runner.all_tasks

        def run(variation: Variation) -> Run:
            cells = self._runner.cells(variation, tasks)
            return self._runner.run(variation, cells, tasks, server, walled=walled)

        return parallel(run, variations)

    def prepare(self, tasks: Collection[str]) -> None:
        """Make ready for answers to these tasks: it comes before the methods below."""
        above = dict[str, list[Any]]()
        for task in tasks:
            cells = self._runner.cells(self._reference, frozenset({task}))
            above[task] = cells[: place_of(cells, task)]
        self._before = self._servers.before(above)

    def each_alone(self, answers: Sequence[Variation]) -> list[Run]:
        """Each answer to one task beside the reference for all others, with that task's checks."""
        return parallel(self._alone, answers)

    def _alone(self, answer: Variation, *, brief: bool = False) -> Run:
        tasks = frozenset({answer.task})
        return self._runner.run(
            answer,
            self._runner.cells(answer, tasks),
            tasks,
            self._before[answer.task],
            patience=self._patience if brief else UNLIMITED,
            brief=brief,
        )

    def each_in_batches(
        self,
        answers: Sequence[Variation],
        as_expected: Callable[[int, Run], bool],
        *,
        brief: bool = False,
    ) -> list[Run]:
        """The same, a number of answers to a task one after the other in the same processes.

        A run that is not `as_expected`, which is told the answer's number, too, is made again
        alone, and that counts. If they are `brief`, an answer is known after its first check
        without full points, and a cell has a few times as long as the reference's. Not for cheats,
        which may change the processes.
        """

        def alone(answer: Variation) -> Run:
            return self._alone(answer, brief=brief)

        def batch(numbers: Sequence[int]) -> list[Run]:
            task = answers[numbers[0]].task
            if task not in self._witnessed:
                return [alone(answers[number]) for number in numbers]
            tasks = frozenset({task})
            cells = self._runner.cells(self._reference, tasks)
            place = place_of(cells, task)
            batches = Batches(
                [cell.source for cell in cells[:place]], cells[place:],
                self._runner.checks_of(task), self._before[task], self._runner.plan(tasks),
                self._patience[task], brief, alone,
            )  # fmt: skip
            return batches.run([answers[number] for number in numbers])

        parts = _parts([answer.task for answer in answers])
        # The longest first: at the end the processors should have something to do until the last.
        parts.sort(key=lambda part: -len(part) * self._seconds.get(answers[part[0]].task, 0.0))
        runs = dict[int, Run]()
        for numbers, done in zip(parts, parallel(batch, parts), strict=True):
            runs.update(zip(numbers, done, strict=True))
        doubted = [number for number, run in sorted(runs.items()) if not as_expected(number, run)]
        runs.update(zip(doubted, parallel(lambda n: alone(answers[n]), doubted), strict=True))
        return [runs[number] for number in range(len(answers))]

    def seed_runs(self, task: str) -> SeedRuns:
        """Runs answers to a task with one seed after the other."""
        tasks = frozenset({task})
        cells, checks = self._runner.cells(self._reference, tasks), self._runner.checks_of(task)
        place, plan = place_of(cells, task), self._runner.plan(tasks)
        sources = [(cell.id, cell.source) for cell in cells]
        return SeedRuns(
            [cell.source for cell in cells[:place]], cells[place:], checks,
            drawing(sources) & {*checks}, self._before[task],
            plan and plan.expecting([None] * len(plan.cells)),
            max(self._patience[task], _CALM), self._seconds[task],
        )  # fmt: skip

    def page(self, variation: Variation, *, hidden: bool = True) -> dict[str, list[Output]]:
        """What each code cell shows, if all run in one process, with or without hidden checks."""
        cells = self._runner.whole(variation)
        checks = {check.id: check for check in self._notebooks.checks}
        kept = [c for c in cells if hidden or c.id not in checks or not checks[c.id].hidden]
        done = self._servers.whole.run([Cell(cell.source, False) for cell in kept], {}).cells
        return {
            cell.id: result.outputs
            for cell, result in zip(kept, done, strict=True)
            if cell.id not in checks
        }

    def each_hostile(self, variations: Sequence[Variation], tasks: Collection[str]) -> list[Run]:
        """Variations that may do anything in their answers to some tasks, with those checks.

        A cell has a few times as long as the reference needs, and there are checkpoints from the
        start, as in grading: cheats may attack them.
        """
        runner, server, chosen = self._runner, self._servers.after_setup, frozenset(tasks)

        def run(variation: Variation) -> Run:
            return runner.run(
                variation,
                runner.cells(variation, chosen),
                chosen,
                server,
                patience=self._patience,
                checkpoints=True,
            )

        return parallel(run, variations)


def _parts(tasks: Sequence[str]) -> list[list[int]]:
    """The numbers of answers in parts of the same task, none larger than a batch may be."""
    parts = list[list[int]]()
    for task in dict.fromkeys(tasks):
        numbers = [number for number, one in enumerate(tasks) if one == task]
        count = -(-len(numbers) // LARGEST)
        parts += [numbers[first::count] for first in range(count)]
    return parts


def _printed(result: CellResult) -> int:
    """The number that a cell printed, or 0."""
    text = "".join(str(output.get("text", "")) for output in result.outputs).strip()
    return int(text) if text.isdecimal() else 0
