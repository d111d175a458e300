"""Runs variations of a lab in the engine and reads what their checks say."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

from autograder.audit.cards import see
from autograder.audit.outcomes import Needs, Outcome, Run
from autograder.audit.variations import Notebooks, Variation, filled_in
from autograder.engine.engine import AssignmentServer, Engine
from autograder.engine.execution import Cell, CellResult, Ending, Execution
from autograder.grading.marks import mark
from autograder.grading.nbgrader_api import nbformat
from autograder.grading.notebook import Prepared
from autograder.grading.walling import plan_of
from autograder.sandbox.limits import Limits
from autograder.wall.plan import Plan

_NOT_WALLED = (
    "tests run in the student's process: the reference gets full marks only there; "
    "see docs/security.md for what a test may use"
)
# How long a cell of a brief answer may take: a few times the reference's, but that is measured on
# a machine that may be busier now.
TIMES_AS_LONG = 8
LEAST_SECONDS = 2.0
_BROKEN_OFF = (Ending.LOST, Ending.NOT_RUN)
# Prints the most address space that the process ever had, in KiB.
_MEMORY = """
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmPeak")))
"""


_Given = TypeVar("_Given")
_Found = TypeVar("_Found")


class Bench:
    """Runs variations of one lab; a context manager that holds the lab's fork servers.

    `tables` are the files that stand beside the notebook. The reference is run from its first
    cell; all else starts from the state after the locked cells at the beginning, or after all that
    stands before an attempt, if these cells can be shared. `notes` says why not, and why tests are
    not run apart.
    """

    def __init__(self, engine: Engine, notebooks: Notebooks, tables: Mapping[str, Path]) -> None:
        self._engine, self._notebooks, self._tables = engine, notebooks, tables
        self._checks = {check.id: check for check in notebooks.checks}
        self._all_tasks = set(notebooks.reference)
        self._stack = ExitStack()
        self._befores: dict[str, AssignmentServer] = {}
        self._slowest: dict[str, float] = {}
        self._plans: dict[frozenset[str], Plan] = {}
        self._walled = True
        self.notes: list[str] = []

    def __enter__(self) -> Bench:
        self._whole = self._server()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _server(self) -> AssignmentServer:
        server = self._engine.assignment(Limits(), dict(self._tables))
        self._stack.callback(server.close)
        return server

    def reference(self) -> Run:
        """The reference, every cell of it.

        If it gets full marks only where tests and answers share a process, all runs do from now on.
        """
        walled = self._reference(self._whole)
        if not walled.full:
            self._walled = False
            alone = self._reference(self._whole)
            if alone.full:
                self.notes.append(_NOT_WALLED)
                return alone
            self._walled = True
        return walled

    def _reference(self, server: AssignmentServer) -> Run:
        variation = self._notebooks.everything
        cells = _code(filled_in(self._notebooks.graded, variation))
        return self._run(variation, cells, self._all_tasks, server)

    def reference_with(self, seed: int) -> Run:
        """The reference with another number from which hidden checks draw their data."""
        server = self._server()
        server.hidden = {**server.hidden, "LABS_SEED": str(seed)}
        return self._reference(server)

    def needs(self) -> Needs:
        """What the reference needs when all of it runs in one process."""
        cells = _code(filled_in(self._notebooks.graded, self._notebooks.everything))
        sources = [_MEMORY, *(cell.source for cell in cells), _MEMORY]
        done = self._whole.run([Cell(source, False) for source in sources], {}).cells
        before, after = (_printed(result) for result in (done[0], done[-1]))
        return Needs(
            max(result.wall_seconds for result in done),
            sum(result.wall_seconds for result in done),
            sum(result.cpu_seconds for result in done),
            max(after - before, 0) / 1024,
        )

    def each(self, variations: Iterable[Variation]) -> list[Run]:
        """Variations with all checks."""
        server = self._after_setup()
        return _parallel(lambda one: self._short(one, self._all_tasks, server), variations)

    def each_in_one_process(self, variations: Iterable[Variation]) -> list[Run]:
        """Variations with all checks, run in the process of the answers, as nbgrader does it."""
        server = self._after_setup()
        return _parallel(
            lambda one: self._short(one, self._all_tasks, server, walled=False), variations
        )

    def each_alone(
        self, answers: Sequence[Variation], *, brief: bool = False, hurried: bool = False
    ) -> list[Run]:
        """Each answer to one task beside the reference for all others, with that task's checks.

        If they are `hurried`, a cell has a few times as long as the reference needs, and there are
        checkpoints from the start, as in grading: cheats may attack them. If they are `brief`, too,
        an answer is known after its first check without full points, and what ends its process
        ends its run.
        """
        self._after_setup()  # which several tasks may start from
        tasks = list(dict.fromkeys(only.task for only in answers))
        servers = dict(zip(tasks, _parallel(self._before, tasks), strict=True))
        patience: dict[str, float | None] = dict.fromkeys(tasks)
        if hurried or brief:
            patience.update(zip(tasks, _parallel(self._patience, tasks), strict=True))
        return _parallel(
            lambda one: self._short(
                one,
                {one.task},
                servers[one.task],
                patience[one.task],
                brief=brief,
                checkpoints=hurried and not brief,
            ),
            answers,
        )

    def _patience(self, task: str) -> float:
        """How long a cell of an answer to a task may take, in seconds."""
        if task not in self._slowest:
            run = self._short(self._notebooks.everything, {task}, self._before(task))
            self._slowest[task] = run.slowest_cell
        return max(LEAST_SECONDS, TIMES_AS_LONG * self._slowest[task])

    def _after_setup(self) -> AssignmentServer:
        """A server in the state after the locked cells at the beginning."""
        if "" not in self._befores:
            server = self._server()
            reason = server.share_prefix(Prepared(self._notebooks.graded, {}, []).prefix)
            if reason:
                self.notes.append(f"the set-up cells run again for every student: {reason}")
            self._befores[""] = self._whole if reason else server
        return self._befores[""]

    def _before(self, task: str) -> AssignmentServer:
        """A server in the state before the answer to a task, with the reference for the others."""
        if task not in self._befores:
            self._befores[task] = self._make_before(task)
        return self._befores[task]

    def _make_before(self, task: str) -> AssignmentServer:
        cells = self._cells(self._notebooks.everything, {task})
        place = next(number for number, cell in enumerate(cells) if cell.id == task)
        server = self._server()
        reason = server.share_prefix([cell.source for cell in cells[:place]])
        return self._after_setup() if reason else server

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
        *,
        walled: bool = True,
        brief: bool = False,
        checkpoints: bool = False,
    ) -> Run:
        cells = self._cells(variation, tasks)
        return self._run(
            variation, cells, tasks, server, patience,
            walled=walled, brief=brief, checkpoints=checkpoints,
        )  # fmt: skip

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
        *,
        walled: bool = True,
        brief: bool = False,
        checkpoints: bool = False,
    ) -> Run:
        """Run cells; `patience` is the time for one in seconds.

        A `brief` run ends at the first check without full points. Any other, unless `checkpoints`
        are asked for, is made without them first, as they are only of use if a process ends: then
        all of it runs again, with one wherever an answer to one of the tasks can break off.
        """
        plan = self._plan(tasks) if walled and self._walled else None
        outcomes: dict[int, Outcome | None] = {}

        def enough(number: int, result: CellResult) -> bool:
            outcomes[number] = found = self._outcome(cells[number], result)
            return brief and found is not None and not found.full

        def execute(one_life: bool) -> Execution:
            outcomes.clear()
            commands = [
                Cell(
                    cell.source,
                    not one_life and (cell.id in tasks or cell.id in self._checks),
                    patience,
                    name=cell.id if cell.id in self._checks else "",
                )
                for cell in cells
            ]
            return server.run(commands, {}, plan, enough=enough, one_life=one_life)

        execution = execute(one_life=not checkpoints)
        again = not brief and not checkpoints
        if again and any(one.ending in _BROKEN_OFF for one in execution.cells):
            execution = execute(one_life=False)
        return Run(
            variation,
            tuple(found for found in outcomes.values() if found is not None),
            sum(result.cpu_seconds for result in execution.cells),
            max(result.wall_seconds for result in execution.cells),
            walled=plan is not None,
        )

    def _outcome(self, cell: Any, result: CellResult) -> Outcome | None:
        """What came of a cell, if it is a check."""
        check = self._checks.get(cell.id)
        if check is None:
            return None
        cell.outputs = [nbformat.from_dict(output) for output in result.outputs]
        seen = see(result, cell.source, hidden=check.hidden)
        return Outcome(check, _score(cell, False), _score(cell, True), seen)


def _code(notebook: Any) -> list[Any]:
    """The cells that grading runs."""
    return Prepared(notebook, {}, []).code


def _printed(result: CellResult) -> int:
    """The number that a cell printed, or 0."""
    text = "".join(str(output.get("text", "")) for output in result.outputs).strip()
    return int(text) if text.isdecimal() else 0


def _parallel(run: Callable[[_Given], _Found], given: Iterable[_Given]) -> list[_Found]:
    # A run waits now and then, for one of its two processes to start or to be cleared away.
    with ThreadPoolExecutor(2 * len(os.sched_getaffinity(0))) as pool:
        return list(pool.map(run, given))


def _score(cell: Any, compat: bool) -> float:
    """The points of a check cell; an automatic test always has some."""
    given = mark(cell, compat)
    return given.score if given is not None and given.score is not None else 0.0
