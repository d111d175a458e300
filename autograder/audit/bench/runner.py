"""Runs one variation of a lab: its cells, where they run, and what its checks say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.audit.answers.variations import CheckCell, Notebooks, Variation, filled_in
from autograder.audit.bench.outcomes import Outcome, Run, outcome_of
from autograder.engine.between.execution import Cell, CellResult, Ending, Execution
from autograder.engine.outside.engine import AssignmentServer
from autograder.grading.nbgrader_api import nbformat
from autograder.grading.proving.walling import plan_of, source_cells
from autograder.grading.submission.notebook import Prepared
from autograder.wall.names import names_of
from autograder.wall.plan import Plan, idle

BROKEN_OFF = (Ending.LOST, Ending.NOT_RUN)
UNLIMITED: Mapping[str, float] = {}
# No mark depends on how a picture looks, and drawing takes long: only the reference is drawn.
UNDRAWN = """
for _kind in ("png", "jpeg", "svg+xml"):
    get_ipython().display_formatter.formatters["image/" + _kind].enabled = False
del _kind
"""


class Runner:
    """Runs variations.

    `walled` is whether tests run in a process of their own, `lean` whether locked cells after the
    set-up that do the same for all answers are left out, where nothing needs them.
    """

    def __init__(self, notebooks: Notebooks) -> None:
        self._notebooks = notebooks
        self._checks = {check.id: check for check in notebooks.checks}
        self._plans: dict[frozenset[str], Plan] = {}
        self._answers: dict[tuple[str, str], Any] = {}  # by a planned cell's name and source
        self.walled = self.lean = True
        self.all_tasks = frozenset(notebooks.reference)
        self.setup = (UNDRAWN, *Prepared(notebooks.graded, {}, []).prefix)
        code = self.whole(notebooks.everything)
        found = zip(code, idle(source_cells(code)), strict=True)
        setup = len(self.setup) - 1  # shared, so they cost nothing
        self._idle = {cell.id for cell, none in list(found)[setup:] if none}

    @property
    def packages(self) -> frozenset[str]:
        """What the cells that run for every variation import, by the names of the packages."""
        cells = self._up_to_the_last_check(self._notebooks.everything, self.all_tasks)
        used = [names_of(str(cell.source)) for cell in cells if cell.id not in self._idle]
        return frozenset(package for names in used for package in names.packages)

    def checks_of(self, task: str) -> dict[str, CheckCell]:
        """The checks of a task by the ids of their cells."""
        return {name: check for name, check in self._checks.items() if check.task == task}

    def whole(self, variation: Variation) -> list[Any]:
        """All code cells, as grading runs them."""
        return Prepared(filled_in(self._notebooks.graded, variation), {}, []).code

    def cells(self, variation: Variation, tasks: frozenset[str]) -> list[Any]:
        """The cells without the checks of other tasks, up to the last check.

        No cell after that can change a mark. The first one turns the drawing of pictures off.
        """
        cells = self._up_to_the_last_check(variation, tasks)
        if self.lean:
            cells = [cell for cell in cells if cell.id not in self._idle]
        return [nbformat.v4.new_code_cell(UNDRAWN, id="undrawn"), *cells]

    def _up_to_the_last_check(self, variation: Variation, tasks: frozenset[str]) -> list[Any]:
        cells = [
            cell
            for cell in self.whole(variation)
            if cell.id not in self._checks or self._checks[cell.id].task in tasks
        ]
        last = max(number for number, cell in enumerate(cells) if cell.id in self._checks)
        return cells[: last + 1]

    def plan(self, tasks: frozenset[str]) -> Plan | None:
        """Where the cells run: the checks in a process of their own, if they can."""
        if not self.walled:
            return None
        if tasks not in self._plans:
            cells = self._up_to_the_last_check(self._notebooks.everything, tasks)
            plan = plan_of(cells)
            known = [self._answers.get((cell.name, cell.source)) for cell in plan.cells]
            self._plans[tasks] = plan.expecting(known)
        return self._plans[tasks]

    def _learn(self, plan: Plan, execution: Execution) -> None:
        """Expect from now on what kinds of values the reference's answers were."""
        for cell, answers in zip(plan.cells, execution.answers, strict=True):
            self._answers[cell.name, cell.source] = answers
        self._plans = {}

    def run(
        self,
        variation: Variation,
        cells: Sequence[Any],
        tasks: frozenset[str],
        server: AssignmentServer,
        *,
        patience: Mapping[str, float] = UNLIMITED,
        walled: bool = True,
        brief: bool = False,
        checkpoints: bool = False,
        learn: bool = False,
        other_data: bool = False,
    ) -> Run:
        """Run cells; `patience` is the time in seconds for a cell of a task.

        To `learn` from a run is to expect answers of the same kinds of values from all others that
        get no `other_data`.
        A `brief` run ends at the first check without full points. Any other, unless `checkpoints`
        are asked for, is made without them first, as they are only of use if a process ends: then
        all of it runs again, with one wherever an answer to one of the tasks can break off.
        """
        plan = self.plan(tasks) if walled else None
        if plan and other_data:
            plan = plan.expecting([None] * len(plan.cells))
        outcomes: dict[int, Outcome] = {}

        def then(number: int, result: CellResult) -> int:
            cell = cells[number]
            check = self._checks.get(cell.id)
            if check is None:
                return number + 1
            outcomes[number] = outcome_of(check, cell, result)
            return len(cells) if brief and not outcomes[number].full else number + 1

        def task_of(cell: Any) -> str:
            check = self._checks.get(cell.id)
            return check.task if check else str(cell.id)

        def command(cell: Any, one_life: bool) -> Cell:
            check, task = self._checks.get(cell.id), task_of(cell)
            may_break = not one_life and task in tasks
            return Cell(cell.source, may_break, patience.get(task), name=cell.id if check else "")

        def execute(one_life: bool) -> Execution:
            outcomes.clear()
            commands = [command(cell, one_life) for cell in cells]
            return server.run(commands, {}, plan, then=then, one_life=one_life)

        execution = execute(one_life=not checkpoints)
        again = not brief and not checkpoints
        if again and any(one.ending in BROKEN_OFF for one in execution.cells):
            execution = execute(one_life=False)
        if learn and plan and all(outcome.full for outcome in outcomes.values()):
            self._learn(plan, execution)
        slowest = dict.fromkeys(tasks, 0.0)
        for cell, result in zip(cells, execution.cells, strict=True):
            if (task := task_of(cell)) in tasks:
                slowest[task] = max(slowest[task], result.wall_seconds)
        return Run(variation, tuple(outcomes.values()), plan is not None, slowest)


def place_of(cells: Sequence[Any], task: str) -> int:
    """Where the answer to a task stands among cells."""
    return next(number for number, cell in enumerate(cells) if cell.id == task)
