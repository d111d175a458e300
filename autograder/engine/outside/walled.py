"""One submission behind the wall: the student's process, the tests' process, and who runs when."""

from __future__ import annotations

import contextlib
import secrets
import socket
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace

from autograder.engine.between.execution import Cell, CellResult, Ending, Turn, error_output
from autograder.engine.outside.controller import GRACE_SECONDS, WorkerController
from autograder.wall import wire
from autograder.wall.plan import Plan, PlannedCell, Role

_PATIENCE = 5 * GRACE_SECONDS  # for the student's process to hear that a turn is over
_LATER = 2 * GRACE_SECONDS  # the tests' process outlives the student's time, to say what happened


class WalledRun:
    """Drives both processes; use it for one submission, in one thread, and close it.

    `start_checker` starts a tests' process; it is asked again when one dies, and then the locked
    cells run again. `answers` are the kinds of values that each cell of the plan was answered with.
    The controller ends a turn on a copy of one end of the wall and reports a dead
    process on one of the other. `shared` locked cells have been run for all.
    """

    def __init__(
        self,
        plan: Plan,
        student: WorkerController,
        start_checker: Callable[[], WorkerController],
        ends: tuple[socket.socket, socket.socket],
        shared: int,
    ) -> None:
        self._plan, self._student, self._start_checker = plan, student, start_checker
        self.checker = start_checker()
        self._ends, self._shared = ends, shared
        self._next = shared
        self._turn, self._over = 0, False
        self._earlier_notes: list[str] = []
        self.answers: list[Mapping[str, Sequence[str]] | None] = [None] * len(plan.cells)
        self._repeated: dict[str, list[int]] = {}
        for number, planned in enumerate(plan.cells):
            if planned.role is Role.LOCKED and planned.needs:
                self._repeated.setdefault(planned.source, []).append(number)
        self._thread = ThreadPoolExecutor(1)

    @property
    def notes(self) -> list[str]:
        """What the tests' processes met that a person should look at."""
        return [*self._earlier_notes, *self.checker.notes]

    def run(self, cell: Cell, timeout: float) -> CellResult:
        """Run a cell where it belongs: a test behind the wall, all else with the student."""
        place = self._plan.places.get(cell.name)
        known = not cell.name or cell.name in self._plan.with_student
        if place is None and not known:  # never let a test into the student's process
            why = f"the test '{cell.name}' is not in the instructor's notebook"
            return CellResult([error_output("CellNotRun", why)], None, Ending.NOT_RUN, "CellNotRun")
        if place is None:
            if again := self._repeated.get(cell.source):
                number = again.pop(0)
                cell = replace(cell, repeated=(number, self._plan.cells[number].needs))
            return self._student.run(cell, timeout)
        if not self.checker.alive:
            self._earlier_notes += self.checker.notes
            self.checker, self._next = self._start_checker(), self._shared
        for number in range(self._next, place):
            if self._plan.cells[number].role is Role.LOCKED:
                self._planned(number, timeout)
        self._next = max(self._next, place)
        return self._planned(place, timeout)

    def _planned(self, number: int, timeout: float) -> CellResult:
        """Run a cell of the plan, and keep the kinds of values that answered it."""
        result = self._run_planned(number, self._plan.cells[number], timeout)
        self.answers[number] = result.kinds
        return result

    def _run_planned(self, number: int, cell: PlannedCell, timeout: float) -> CellResult:
        """Run a cell in the tests' process, while the student's answers if it needs names."""
        shown = cell.role is Role.TEST or not self._plan.lean
        if not cell.needs:
            turn = Turn(0, expected=cell.expected) if cell.role is Role.TEST else None
            return self.checker.run(Cell(cell.source, False, turn=turn, shown=shown), timeout)
        self._turn, self._over = self._turn + 1, False
        turn = Turn(
            self._turn,
            cell.needs,
            timeout + GRACE_SECONDS,
            secrets.token_hex(),
            lasting=cell.role is not Role.TEST,
            patched=cell.patches,
            expected=cell.expected,
        )
        again = (number, ()) if cell.role is Role.LOCKED else None
        serve = Cell("", True, name=cell.name, turn=Turn(self._turn), lasting=False, repeated=again)
        serving = self._thread.submit(self._student.run, serve, timeout)
        serving.add_done_callback(lambda done: self._report(done, turn))
        asking = Cell(cell.source, False, turn=turn, shown=shown)
        result = self.checker.run(asking, timeout + _LATER)
        self._end_turn(serving)
        return _with_fate(result, serving.result(), timeout)

    def _report(self, serving: Future[CellResult], turn: Turn) -> None:
        """Tell the tests' process when the student's cannot answer any more."""
        if not self._over:
            if serving.result().ending is Ending.DONE:
                self._student.notes.append("it broke off while a test asked it")
            why = serving.result().note or "the notebook's process ended"
            body = {"kind": wire.GONE, "why": why, "secret": turn.secret}
            _send(self._ends[0], turn.number, body)

    def _end_turn(self, serving: Future[CellResult]) -> None:
        self._over = True
        _send(self._ends[1], self._turn, {"kind": wire.END})
        if wait([serving], _PATIENCE).done:
            return
        self._student.end_current()  # it does not listen: back to the checkpoint
        if serving.result().ending is Ending.DONE:  # it did listen, at that very moment
            self._student.run(Cell("", False, lasting=False), GRACE_SECONDS)

    def close(self) -> None:
        """Wait until nothing is being answered any more."""
        self._thread.shutdown()


def _send(end: socket.socket, turn: int, body: dict[str, str]) -> None:
    """A message of the controller's own; nobody need be there to read it."""
    with contextlib.suppress(wire.WallClosed):
        own = wire.Wire(end)
        own.begin(turn)
        own.send(0, wire.pack(body, []), 0.0)


def _with_fate(result: CellResult, served: CellResult, timeout: float) -> CellResult:
    """A test's result, with what became of the student's process while it answered."""
    if served.ending is Ending.DONE or result.error is None:
        return result
    note = served.note or result.note
    ending = served.ending if served.ending is not Ending.NOT_RUN else result.ending
    return CellResult(**{**vars(result), "ending": ending, "note": note})
