"""The processes of one notebook share one limit on memory, whatever its checkpoints keep."""

from __future__ import annotations

from autograder.engine.between.execution import Cell, Ending
from autograder.sandbox.limits import Limits

from .cases import text_of
from .runner import Runner

FILL = "import time\ndata = bytearray(b'x') * (200 << 20)"
# Goes on until it is ended, so that nothing depends on when somebody looks.
REWRITE = "data[::4096] = b'y' * len(data[::4096])\ntime.sleep(20)"


def _run(runner: Runner, memory: int, *sources: str) -> list[tuple[Ending, str, str]]:
    server = runner.server(Limits(memory_mb=memory, wall_seconds=30))
    results = server.run([Cell(source, True) for source in sources], {}).cells
    return [(result.ending, result.note, text_of(result)) for result in results]


def test_memory_that_a_checkpoint_keeps_counts(runner: Runner) -> None:
    """Each process stays below its limit; both together do not."""
    ran = _run(runner, 256, FILL, REWRITE, "print(data[0])", "data = None; print('later')")
    assert ran[0][0] is Ending.DONE
    assert ran[1][:2] == (Ending.LOST, "its processes took more than 256 MB together")
    assert ran[2][2] == "120\n"  # as it was before the cell
    assert ran[3][2] == "later\n"


def test_memory_that_processes_share_counts_once(runner: Runner) -> None:
    ran = _run(runner, 256, FILL, "time.sleep(0.6)", "time.sleep(0.6); print(data[0])")
    assert [ending for ending, _, _ in ran] == [Ending.DONE] * 3
    assert ran[2][2] == "120\n"


def test_who_does_it_again_and_again_is_ended(runner: Runner) -> None:
    ran = _run(runner, 256, FILL, REWRITE, REWRITE, REWRITE, "1")
    assert [ending for ending, _, _ in ran[1:]] == [Ending.LOST] * 3 + [Ending.NOT_RUN]
