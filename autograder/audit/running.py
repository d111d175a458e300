"""Runs variations of a lab in the engine and reads what their checks say."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.audit.cards import Seen, see
from autograder.audit.variations import CheckCell, Notebooks, Variation, filled_in
from autograder.engine.engine import AssignmentServer, Engine
from autograder.engine.execution import Cell, CellResult
from autograder.grading.marks import mark
from autograder.grading.nbgrader_api import nbformat
from autograder.grading.notebook import Prepared
from autograder.grading.walling import plan_of
from autograder.sandbox.limits import Limits
from autograder.wall.plan import Plan

# How long a cell of a brief answer may take: a few times the reference's, but that is measured on
# a machine that may be busier now.
TIMES_AS_LONG = 8
LEAST_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check ended: its points in the engine's two modes, and what a student sees."""

    check: CheckCell
    score: float
    compat: float
    seen: Seen

    @property
    def full(self) -> bool:
        """Whether it gave all its points."""
        return self.score >= self.check.points


@dataclass(frozen=True, slots=True)
class Run:
    """A variation that was run.

    `cpu_seconds` is the processor time of all its cells, `slowest_cell` the wall time of one.
    """

    variation: Variation
    outcomes: tuple[Outcome, ...]
    cpu_seconds: float
    slowest_cell: float

    @property
    def full(self) -> bool:
        """Whether every check that was run gave all its points."""
        return all(outcome.full for outcome in self.outcomes)

    def of(self, task: str) -> tuple[Outcome, ...]:
        """The outcomes of one task, in the order of the notebook."""
        return tuple(outcome for outcome in self.outcomes if outcome.check.task == task)


class Bench:
    """Runs variations of one lab; a context manager that holds the lab's fork servers.

    `tables` are the files that stand beside the notebook. The reference is run from its first
    cell; all else starts from the state after the locked cells at the beginning, or after all that
    stands before an attempt, if these cells can be shared (`note` says why not).
    """

    def __init__(self, engine: Engine, notebooks: Notebooks, tables: Mapping[str, Path]) -> None:
        self._engine, self._notebooks, self._tables = engine, notebooks, tables
        self._checks = {check.id: check for check in notebooks.checks}
        self._all_tasks = set(notebooks.reference)
        self._stack = ExitStack()
        self._befores: dict[str, AssignmentServer] = {}
        self._slowest: dict[str, float] = {}
        self._plans: dict[frozenset[str], Plan] = {}
        self.note = ""

    def __enter__(self) -> Bench:
        self._whole = self._server()
        self._shared = self._server()
        reason = self._shared.share_prefix(Prepared(self._notebooks.graded, {}, []).prefix)
        if reason:
            self._shared = self._whole
            self.note = f"the set-up cells run again for every student: {reason}"
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _server(self) -> AssignmentServer:
        server = self._engine.assignment(Limits(), dict(self._tables))
        self._stack.callback(server.close)
        return server

    def reference(self) -> Run:
        """The reference, every cell of it."""
        variation = self._notebooks.everything
        cells = _code(filled_in(self._notebooks.graded, variation))
        return self._run(variation, cells, self._all_tasks, self._whole)

    def each(self, variations: Iterable[Variation]) -> list[Run]:
        """Variations with all checks."""
        return _parallel(lambda one: self._short(one, self._all_tasks, self._shared), variations)

    def each_in_one_process(self, variations: Iterable[Variation]) -> list[Run]:
        """Variations with all checks, run in the process of the answers, as nbgrader does it."""
        return _parallel(
            lambda one: self._short(one, self._all_tasks, self._shared, walled=False), variations
        )

    def each_alone(self, answers: Sequence[Variation], *, brief: bool = False) -> list[Run]:
        """Each answer to one task beside the reference for all others, with that task's checks.

        If they are `brief`, an answer is known after its first check without full points, and it
        has a few times as long as the reference needs.
        """
        tasks = [only.task for only in answers]
        servers = {task: self._before(task) for task in dict.fromkeys(tasks)}
        patience = {task: self._patience(task) if brief else None for task in servers}
        return _parallel(
            lambda one: self._short(one, {one.task}, servers[one.task], patience[one.task]), answers
        )

    def _patience(self, task: str) -> float:
        """How long a cell of an answer to a task may take, in seconds."""
        if task not in self._slowest:
            run = self._short(self._notebooks.everything, {task}, self._before(task))
            self._slowest[task] = run.slowest_cell
        return max(LEAST_SECONDS, TIMES_AS_LONG * self._slowest[task])

    def _before(self, task: str) -> AssignmentServer:
        """A server in the state before the answer to a task, with the reference for the others."""
        if task not in self._befores:
            self._befores[task] = self._make_before(task)
        return self._befores[task]

    def _make_before(self, task: str) -> AssignmentServer:
        cells = self._cells(self._notebooks.everything, {task})
        place = next(number for number, cell in enumerate(cells) if cell.id == task)
        server = self._server()
        return self._shared if server.share_prefix([c.source for c in cells[:place]]) else server

    def _cells(self, variation: Variation, tasks: set[str]) -> list[Any]:
        """The cells of a variation without the checks of other tasks, up to the last check.

        No cell after that can change a mark.
        """
        cells = [
            cell
            for cell in _code(filled_in(self._notebooks.graded, variation))
            if cell.id not in self._checks or self._checks[cell.id].task in tasks
        ]
        last = max(number for number, cell in enumerate(cells) if cell.id in self._checks)
        return cells[: last + 1]

    def _short(
        self,
        variation: Variation,
        tasks: set[str],
        server: AssignmentServer,
        patience: float | None = None,
        walled: bool = True,
    ) -> Run:
        return self._run(variation, self._cells(variation, tasks), tasks, server, patience, walled)

    def _plan(self, tasks: set[str]) -> Plan:
        """Where the cells run: the checks in a process of their own."""
        key = frozenset(tasks)
        if key not in self._plans:
            self._plans[key] = plan_of(self._cells(self._notebooks.everything, tasks))
        return self._plans[key]

    def _run(
        self,
        variation: Variation,
        cells: list[Any],
        tasks: set[str],
        server: AssignmentServer,
        patience: float | None = None,
        walled: bool = True,
    ) -> Run:
        """Run cells; checkpoints are made where an answer to one of these tasks can break off.

        With `patience`, in seconds for a cell, it ends at the first check without full points.
        """

        def outcome(number: int, result: CellResult) -> Outcome | None:
            cell = cells[number]
            check = self._checks.get(cell.id)
            if check is None:
                return None
            cell.outputs = [nbformat.from_dict(output) for output in result.outputs]
            seen = see(result, cell.source, hidden=check.hidden)
            return Outcome(check, _score(cell, False), _score(cell, True), seen)

        outcomes: dict[int, Outcome | None] = {}

        def enough(number: int, result: CellResult) -> bool:
            outcomes[number] = found = outcome(number, result)
            return patience is not None and found is not None and not found.full

        execution = server.run(
            [
                Cell(
                    cell.source,
                    cell.id in tasks or cell.id in self._checks,
                    patience,
                    name=cell.id if cell.id in self._checks else "",
                )
                for cell in cells
            ],
            {},
            self._plan(tasks) if walled else None,
            enough=enough,
        )
        return Run(
            variation,
            tuple(found for found in outcomes.values() if found is not None),
            sum(result.cpu_seconds for result in execution.cells),
            max(result.wall_seconds for result in execution.cells),
        )


def _code(notebook: Any) -> list[Any]:
    """The cells that grading runs."""
    return Prepared(notebook, {}, []).code


def _parallel(run: Callable[[Variation], Run], variations: Iterable[Variation]) -> list[Run]:
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        return list(pool.map(run, variations))


def _score(cell: Any, compat: bool) -> float:
    """The points of a check cell; an automatic test always has some."""
    given = mark(cell, compat)
    return given.score if given is not None and given.score is not None else 0.0
