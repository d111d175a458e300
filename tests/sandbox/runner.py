"""Runs cases in the engine and judges what came of them and of everything around them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from autograder.engine.between.execution import Cell, CellResult, Ending
from autograder.engine.outside.engine import AssignmentServer, Engine
from autograder.sandbox.limits import Limits

from .cases import TOOLS, Case, text_of
from .kernel import numbers
from .world import World, descriptors, settled

# Processes of the engine, descriptors of the controller, files below the engine's folder.
Household = tuple[frozenset[int], int, frozenset[str]]
Complaints = dict[str, list[str]]
AFTER = Cell("print(kept + 1)", checkpoint=True)
AT_ONCE = 4  # much of the time goes into waiting for time limits
# A case that harms its own notebook may cost this much time and no more.
PATIENCE_SECONDS = 60.0


def family(root: int) -> set[int]:
    """The living descendants of a process."""
    parents: dict[int, int] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            state, parent = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state != "Z":
            parents[int(name)] = int(parent)
    found: set[int] = set()
    new = {root}
    while new:
        new = {pid for pid, parent in parents.items() if parent in new}
        found |= new
    return found


class Runner:
    """One engine at one level, a server for each set of limits, and the victims around them."""

    def __init__(self, engine: Engine, world: World) -> None:
        self.engine, self.world = engine, world
        self._servers: dict[Limits, AssignmentServer] = {}

    def server(self, limits: Limits) -> AssignmentServer:
        """The server for these limits; it is kept."""
        if limits not in self._servers:
            self._servers[limits] = self.engine.assignment(limits, {})
        return self._servers[limits]

    def close(self) -> None:
        """End the servers."""
        for server in self._servers.values():
            server.close()

    def household(self) -> Household:
        """What must be the same after a worker as before it."""
        zygote = self.engine._zygote.pid
        scratch = {str(path) for path in Path(self.engine.scratch).rglob("*")}
        return frozenset(family(zygote)), descriptors(), frozenset(scratch)

    def calm(self) -> Household:
        """The household once what ran before has ended."""
        before, now = None, self.household()
        while now != before:
            time.sleep(0.1)
            before, now = now, self.household()
        return now

    def left_behind(self, before: Household) -> list[str]:
        """What a worker left on the machine, and what it harmed."""
        settled(lambda: self.household() == before, 30.0)
        after = self.household()
        found = self.world.harm()
        if after[0] != before[0]:
            found.append(f"processes: {sorted(before[0])} became {sorted(after[0])}")
            if not before[0] <= after[0]:
                self._servers.clear()  # a server is gone; later cases get a new one
        if after[1] != before[1]:
            found.append(f"descriptors of the controller: {before[1]} became {after[1]}")
        if after[2] != before[2]:
            found.append(f"files left: {sorted(after[2] - before[2])[:5]}")
        return found

    def opening(self) -> Cell:
        """The first cell of every case: the tools, and what is known of the victims."""
        relatives = sorted(family(os.getpid()))
        facts = {
            **self.world.facts, "grader": relatives, "canary": self.engine.canary,
        }  # fmt: skip
        return Cell(f"WORLD = {facts!r}\nNUMBERS = {numbers()!r}\n{TOOLS}", checkpoint=True)

    def _run_together(self, cases: Sequence[Case]) -> Complaints:
        """Run cases one after the other in as few workers as possible."""
        complaints: Complaints = {}
        left = list(cases)
        while left:
            server = self.server(left[0].limits)
            cells = [self.opening()]
            for case in left:
                cells += [Cell(case.source, checkpoint=True, timeout=case.seconds), AFTER]
            results = list(server.run(cells, {}).cells[1:])
            ran = 0
            for case, result, after in zip(left, results[::2], results[1::2], strict=True):
                ran += 1
                complaints[case.name] = self._judge(case, server, result, after)
                if after.ending is not Ending.DONE:
                    break  # what follows gets a new worker
            left = left[ran:]
        return complaints

    def _run_alone(self, case: Case) -> Complaints:
        """Run a case in a worker of its own."""
        server = self.server(case.limits)
        cells = [self.opening(), *(Cell(source, checkpoint=True) for source in case.before)]
        cells += [Cell(case.source, checkpoint=True, timeout=case.seconds), AFTER]
        started = time.monotonic()
        try:
            execution = server.run(cells, {})
        except Exception as error:
            return {case.name: [f"the controller raised {error!r}"]}
        *prepared, result, after = execution.cells[1:]
        found = [f"preparation: {text_of(cell)}" for cell in prepared if cell.error]
        found += self._judge(case, server, result, after)
        if time.monotonic() - started > PATIENCE_SECONDS:
            found.append(f"it took {time.monotonic() - started:.0f} s")
        return {case.name: found}

    def _judge(
        self, case: Case, server: AssignmentServer, result: CellResult, after: CellResult
    ) -> list[str]:
        level = server.isolation.level.value
        found = [case.expectation(level)(result)]
        if not case.ends and text_of(after).strip() != "42":
            shown = f"{after.ending} {after.note} {text_of(after)}"
            found.append(f"the next cell should go on, but: {shown}")
        return [complaint for complaint in found if complaint]

    def _tasks(self, cases: Sequence[Case]) -> list[Callable[[], Complaints]]:
        """The workers that the cases need, as functions to call."""
        shared: dict[Limits, list[Case]] = {}
        tasks: list[Callable[[], Complaints]] = []
        for case in cases:
            self.server(case.limits)
            if case.alone:
                tasks.append(partial(self._run_alone, case))
            else:
                shared.setdefault(case.limits, []).append(case)
        return [*(partial(self._run_together, group) for group in shared.values()), *tasks]

    def run(self, cases: Sequence[Case]) -> Complaints:
        """Run cases, several workers at once; complaints by name, none where all is well."""
        complaints: Complaints = {}
        tasks = self._tasks(cases)
        before = self.calm()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for found in pool.map(lambda task: task(), tasks):
                complaints |= found
        if self.left_behind(before):  # whose was it?
            for case in cases:
                before = self.calm()
                for task in self._tasks([case]):
                    task()
                complaints[case.name] += self.left_behind(before)
        return complaints
