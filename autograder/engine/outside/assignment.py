"""The controller's side of one assignment: its fork server, and a worker for each submission."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from autograder.engine.between import channel, protocol
from autograder.engine.between.execution import Cell, CellResult, Ending, Execution, Isolation
from autograder.engine.between.result_value import read_claims
from autograder.engine.outside.boxes import remove_tree
from autograder.engine.outside.controller import START_SECONDS, WorkerController
from autograder.engine.outside.files import Files, measure_files, pack
from autograder.engine.outside.outputs import clean
from autograder.engine.outside.outputs import count as execution_count
from autograder.engine.outside.walled import WalledRun
from autograder.errors import EngineError, WorkerFailed
from autograder.sandbox import landlock
from autograder.sandbox.level import Level
from autograder.sandbox.levels import Given
from autograder.sandbox.limits import MEGABYTE, Limits
from autograder.wall import wire
from autograder.wall.plan import Plan

if TYPE_CHECKING:
    from autograder.engine.outside.engine import Engine


class AssignmentServer:
    """The controller's side of one assignment's fork server; `run` may be called from threads.

    `hidden` are variables of the environment that only a process with tests is told.
    """

    def __init__(
        self, engine: Engine, level: Level, limits: Limits, support: Files, reason: str
    ) -> None:
        self._scratch = engine.folder()
        self._sock = engine.fork(level, limits, support, self._scratch)
        self._receiver = channel.Receiver(self._sock, protocol.LARGEST_MESSAGE)
        self._lock = threading.Lock()
        self._names = count(1)
        self.limits = limits
        self.hidden = hidden_environment() if engine.hidden is None else engine.hidden
        self._given = measure_files(support)
        self._support = frozenset(support)
        self.isolation = Isolation(level, reason, landlock.supported().abi, limits)
        self.prefix: tuple[str, ...] = ()
        self.prefix_results: list[CellResult] = []
        try:
            message = channel.receive_whole(self._receiver, START_SECONDS)
        except (channel.ChannelClosed, TimeoutError) as error:
            self.close()
            raise EngineError("the assignment's fork server did not start") from error
        if message.body.get("event") != protocol.READY:
            self.close()
            raise EngineError(str(message.body.get("reason")))

    def probe(self) -> None:
        """Start one worker and end it: proves the level before any submission."""
        with ExitStack() as stack:
            self._spawn(stack, {})

    def share_prefix(self, cells: Sequence[str]) -> str:
        """Run cells that no student may edit once for all; returns why not, or "".

        Submissions that begin with exactly these cells are then forked from the state after them.
        """
        body = {
            "request": protocol.PREFIX,
            "cells": list(cells),
            "output_limit": int(self.limits.output_mb * MEGABYTE),
        }
        with self._lock:
            channel.send(self._sock, body)
            timeout = self.limits.wall_seconds * len(cells) + START_SECONDS
            try:
                message = channel.receive_whole(self._receiver, timeout)
            except TimeoutError:
                return "the locked cells took too long"
        reason = str(message.body.get("reason"))
        if not reason:
            self.prefix = tuple(cells)
            self.prefix_results = [_prefix_result(result) for result in message.body["results"]]
        return reason

    def _spawn(
        self,
        stack: ExitStack,
        files: Files,
        role: str = "",
        end: socket.socket | None = None,
        *,
        forks: bool = True,
        checkpoints: bool = True,
        tells_seed: bool = False,
        told: Mapping[str, str] = MappingProxyType({}),
    ) -> WorkerController:
        """A worker for a whole notebook, or for one side of the wall with its end of it.

        The stack ends it. Only a process that runs tests is told the seed of the hidden checks:
        the student's one if it `tells_seed`.
        If it `forks` and makes `checkpoints`, it outlives what a cell does to its process.
        """
        ours, theirs = channel.pair()
        name = f"job-{next(self._names)}"
        archives = [pack(files)] if files else []
        own = measure_files(files)
        given = Given(self._given.size + own.size, self._given.files + own.files)
        with theirs, self._lock:
            body = {
                "request": protocol.WORKER, "name": name, "given": [own.size, own.files],
                "role": role,
            }  # fmt: skip
            ends = [end.fileno()] if end is not None else []
            channel.send(self._sock, body, [theirs.fileno(), *ends, *archives])
        channel.close_all(archives)
        level = self.isolation.level
        controller = WorkerController(
            ours,
            self.limits,
            contained=level is not Level.NONE,
            box=os.path.join(self._scratch, name) if level is not Level.FULL else None,
            given=given,
            environment={
                **told,
                **({} if role == protocol.STUDENT and not tells_seed else self.hidden),
            },  # fmt: skip
            forks=forks,
            checkpoints=checkpoints,
            believed=role == protocol.CHECKER,
        )
        stack.callback(_end, controller)
        controller.start()
        return controller

    def run(
        self,
        cells: Sequence[Cell],
        files: Files,
        plan: Plan | None = None,
        *,
        then: Callable[[int, CellResult], int] = lambda number, result: number + 1,
        one_life: bool = False,
        lightly: bool = False,
        keep_files: bool = False,
        told: Mapping[str, str] = MappingProxyType({}),
    ) -> Execution:
        """Run a notebook's code cells in a worker of its own; with a plan, its tests in another.

        `files` are the submission's own, by path relative to the notebook. After a cell `then`
        is told its number and result, and says which cell is next, further down. With `one_life`
        a cell that ends its process is the last; that saves a fork. Run `lightly` there are no
        checkpoints, which few notebooks need: where a process is lost all is run again, in new
        ones and with checkpoints, and only that counts. With `keep_files` the result
        holds what the student's process wrote, as far as it is wanted. Both processes are `told`
        these variables of the environment. Always returns one result a
        cell; raises `WorkerFailed` only when a worker could not be started or trusted.
        """
        if lightly:
            execution = self._run(cells, files, plan, then, keep_files, told, checkpoints=False)
            if execution is not None:
                return execution
        execution = self._run(cells, files, plan, then, keep_files, told, forks=not one_life)
        assert execution is not None
        return execution

    def _run(
        self,
        cells: Sequence[Cell],
        files: Files,
        plan: Plan | None,
        then: Callable[[int, CellResult], int],
        keep_files: bool,
        told: Mapping[str, str],
        *,
        forks: bool = True,
        checkpoints: bool = True,
    ) -> Execution | None:
        """Run the cells once; None if that counts for nothing, for want of checkpoints."""
        started = time.monotonic()
        shared = len(self.prefix)
        with ExitStack() as stack:
            try:
                student, walled = self._start(stack, files, plan, told, forks, checkpoints)
            except channel.ChannelClosed as error:
                raise WorkerFailed("a worker died at its start", "look at its limits") from error
            results = list(self.prefix_results)
            results += [CellResult([], None, Ending.NOT_RUN) for _ in cells[shared:]]
            deadline = started + self.limits.total_seconds
            number = shared
            while number < len(cells):
                cell = cells[number]
                left = max(deadline - time.monotonic(), 0.01)
                timeout = min(left, cell.timeout or self.limits.wall_seconds)
                results[number] = (walled or student).run(cell, timeout)
                if student.lost_one and not checkpoints:
                    return None
                number = then(number, results[number])
            written = student.written(files, self._support) if keep_files else {}
        isolation = replace(self.isolation, self_tests=student.self_tests)
        notes = student.notes
        if walled:
            isolation = replace(isolation, checker_self_tests=walled.checker.self_tests)
            notes = [*notes, *walled.notes]
        seconds = time.monotonic() - started
        answers = tuple(walled.answers) if walled else ()
        return Execution(results, isolation, seconds, tuple(notes), answers, written)

    def _start(
        self,
        stack: ExitStack,
        files: Files,
        plan: Plan | None,
        told: Mapping[str, str],
        forks: bool,
        checkpoints: bool,
    ) -> tuple[WorkerController, WalledRun | None]:
        """The student's process, and what drives both if there is a plan."""
        if plan is None:
            worker = self._spawn(stack, files, forks=forks, checkpoints=checkpoints, told=told)
            return worker, None
        ends = wire.pair()
        for end in ends:
            stack.callback(end.close)
        student = self._spawn(
            stack, files, protocol.STUDENT, ends[0], forks=forks, checkpoints=checkpoints,
            tells_seed=plan.tells_seed, told=told,
        )  # fmt: skip

        def start_checker() -> WorkerController:
            return self._spawn(stack, {}, protocol.CHECKER, ends[1], forks=False, told=told)

        walled = WalledRun(plan, student, start_checker, ends, plan.leading(self.prefix))
        stack.callback(walled.close)
        return student, walled

    def close(self) -> None:
        """End the fork server."""
        self._sock.close()


def _end(controller: WorkerController) -> None:
    """End a worker, and remove what it wrote where no mount does it."""
    controller.close()
    if controller.box:
        remove_tree(controller.box)


def _prefix_result(body: dict[str, Any]) -> CellResult:
    outputs, number = clean(body["outputs"]), execution_count(body["execution_count"])
    finished, value = read_claims(body)
    return CellResult(outputs, number, finished=finished, value=value)


def hidden_environment() -> dict[str, str]:
    """What only the process that runs the tests may know: the seed of the hidden checks."""
    return {name: os.environ[name] for name in ("LABS_SEED",) if name in os.environ}
