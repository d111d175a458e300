"""What a locked cell displays is shown with the student, and costs nothing where tests run."""

from __future__ import annotations

import pytest

from autograder.engine.between.execution import Cell, CellResult
from autograder.engine.outside.engine import Engine
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from autograder.wall.plan import Plan, Role, SourceCell

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(200)]

DISPLAYED = """
class Seen:
    times = 0
    def _repr_html_(self):
        Seen.times += 1
        return '<b>seen</b>'
display(Seen())
Seen()
""".strip()
DRAWN = """
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
drawn = []
figure.canvas.mpl_connect('draw_event', drawn.append)
axes.plot([1, 2]);
""".strip()
OPEN_FIGURES = "assert not plt.get_fignums()\nassert len(axes.lines) == 1"


def run(engine: Engine, locked: str, test: str, lean: bool) -> list[CellResult]:
    """An answer, a locked cell and a test behind the wall."""
    source = [
        SourceCell("one", Role.ANSWER, "one = 1"),
        SourceCell("", Role.LOCKED, locked),
        SourceCell("test", Role.TEST, test),
    ]
    cells = [Cell("one = 1", True), Cell(locked, True), Cell(test, True, name="test")]
    server = engine.assignment(Limits(), {})
    try:
        return list(server.run(cells, {}, Plan(source, lean)).cells)
    finally:
        server.close()


@pytest.mark.parametrize("lean", [True, False])
def test_a_lean_plan_formats_nothing_where_the_tests_run(
    engine: Engine, level: Level, lean: bool
) -> None:
    _, locked, test = run(engine, DISPLAYED, f"assert Seen.times == {0 if lean else 2}", lean)
    assert [one["data"]["text/html"] for one in locked.outputs] == ["<b>seen</b>"] * 2
    assert test.error is None, test.outputs


@pytest.mark.parametrize("lean", [True, False])
def test_a_lean_plan_closes_figures_and_draws_none(
    engine: Engine, level: Level, lean: bool
) -> None:
    drawn = "assert not drawn" if lean else "assert drawn"
    _, locked, test = run(engine, DRAWN, f"{OPEN_FIGURES}\n{drawn}", lean)
    assert any("image/png" in one.get("data", {}) for one in locked.outputs)
    assert test.error is None, test.outputs


def test_what_a_test_displays_is_shown(engine: Engine, level: Level) -> None:
    *_, test = run(engine, DISPLAYED, "Seen()", True)
    assert test.outputs[0]["data"]["text/html"] == "<b>seen</b>"
