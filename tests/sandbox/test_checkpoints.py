"""A cell runs once: after a crash the notebook goes on from a checkpoint, not a repetition."""

from __future__ import annotations

import pytest

from autograder.engine.between.execution import Cell, Ending
from autograder.engine.between.processes import Process
from autograder.engine.outside import chain, controller
from autograder.sandbox.limits import Limits

from .cases import text_of
from .runner import Runner

TIMES = 5  # what depends on how long a cell takes shows itself in one of them
CRASH = Cell("import os; os._exit(0)", checkpoint=True)


def test_what_a_cell_did_outside_python_is_done_once_despite_a_crash(runner: Runner) -> None:
    add = Cell("with open('log', 'a') as log: log.write('once ')", checkpoint=True)
    read = Cell("print(open('log').read())", checkpoint=True)
    for _ in range(TIMES):
        results = runner.server(Limits()).run([add, CRASH, CRASH, read], {}).cells
        assert [result.ending for result in results[1:3]] == [Ending.LOST, Ending.LOST]
        assert text_of(results[3]) == "once \n"


def test_what_a_cell_showed_stays_true_after_a_crash(runner: Runner) -> None:
    draw = Cell("import time; drawn = time.time_ns(); print(drawn)", checkpoint=True)
    show = Cell("print(drawn)", checkpoint=True)
    for _ in range(TIMES):
        results = runner.server(Limits()).run([draw, CRASH, show], {}).cells
        assert text_of(results[2]) == text_of(results[0])


def test_a_crash_costs_one_cell_even_if_it_is_over_before_the_controller_looks(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy machine the process that crashes is gone when the controller asks for it."""
    asked = []

    class Late(Process):
        @classmethod
        def open(cls, pid: int) -> Process | None:
            asked.append(pid)  # the first process, that of `add`, two that crash, the last one
            return None if len(asked) in (3, 4) else Process.open(pid)

    for module in (controller, chain):
        monkeypatch.setattr(module, "Process", Late)
    add = Cell("print(list(range(3)))", checkpoint=True)
    results = runner.server(Limits()).run([add, CRASH, CRASH, add], {}).cells
    assert len(asked) == 5
    lost = [Ending.DONE, Ending.LOST, Ending.LOST, Ending.DONE]
    assert [result.ending for result in results] == lost


def test_a_light_run_that_loses_a_process_is_made_again_with_checkpoints(runner: Runner) -> None:
    add = Cell("with open('log', 'a') as log: log.write('once ')", checkpoint=True)
    read = Cell("print(open('log').read())", checkpoint=True)
    server = runner.server(Limits())
    for cells in ([add, CRASH, CRASH, read], [add, CRASH], [CRASH, add, read]):
        light, full = (server.run(cells, {}, lightly=now).cells for now in (True, False))
        assert [one.ending for one in light] == [one.ending for one in full]
        assert [text_of(one) for one in light] == [text_of(one) for one in full]


def test_a_light_run_makes_no_checkpoints(runner: Runner) -> None:
    cells = [Cell("import os\nprint(os.getpid())", checkpoint=True)] * 3
    server = runner.server(Limits())
    light, full = (
        [text_of(one) for one in server.run(cells, {}, lightly=now).cells] for now in (True, False)
    )
    assert len(set(light)) == 1
    assert len(set(full)) == 3
