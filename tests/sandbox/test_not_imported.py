"""What a notebook has not imported looks not imported, in every process that runs its cells."""

from __future__ import annotations

from autograder.engine.between.execution import Cell
from autograder.sandbox.limits import Limits
from autograder.wall.plan import Plan, Role, SourceCell

from .cases import text_of
from .runner import Runner

KNOWN = (
    "numpy", "pandas", "scipy", "sklearn", "matplotlib", "PIL", "openpyxl", "joblib", "statistics",
    "fractions", "landlockpy", "threadpoolctl", "autograder", "autograder.wall.checker",
)  # fmt: skip
LOOK = f"import sys\nprint(sorted(name for name in {KNOWN!r} if name in sys.modules))"


def test_a_notebook_sees_only_what_it_has_imported(runner: Runner) -> None:
    cells = [
        LOOK, "import numpy", LOOK, "1 / 0", "display(1)", "%time 1", LOOK, "import pandas", LOOK,
    ]  # fmt: skip
    results = runner.server(Limits()).run([Cell(cell, True) for cell in cells], {}).cells
    assert text_of(results[0]) == "[]\n"
    assert text_of(results[2]) == text_of(results[6]) == "['numpy']\n"
    # pandas brings fractions and the like with it, and no other library.
    assert "'numpy', 'pandas'" in text_of(results[8])
    assert not any(name in text_of(results[8]) for name in ("scipy", "matplotlib", "autograder"))


def test_locked_cells_that_ran_for_all_are_seen_and_nothing_else(runner: Runner) -> None:
    server = runner.server(Limits(files=1999))  # a server of its own: the cells run for all
    locked = ["import numpy\nlocked = 1", LOOK]
    assert server.share_prefix(locked) == ""
    results = server.run([Cell(cell, True) for cell in (*locked, LOOK)], {}).cells
    assert text_of(results[1]) == text_of(results[2]) == "['numpy']\n"


def test_the_tests_process_sees_only_what_its_cells_have_imported(runner: Runner) -> None:
    answer, test = "def f():\n    return 1", f"assert f() == 1\n{LOOK}"
    plan = Plan([SourceCell("a", Role.ANSWER, answer), SourceCell("t", Role.TEST, test)])
    cells = [Cell(answer, True, name=""), Cell(test, True, name="t"), Cell(LOOK, True)]
    results = runner.server(Limits()).run(cells, {}, plan).cells
    assert [result.error for result in results] == [None] * 3
    assert text_of(results[1]) == text_of(results[2]) == "[]\n"


def test_a_table_that_a_test_hands_over_brings_its_library(runner: Runner) -> None:
    """scikit-learn, say, knows a table of pandas by looking into `sys.modules`."""
    answer = "import sys\ndef known(table):\n    return 'pandas' in sys.modules"
    test = "import pandas\nassert known(pandas.DataFrame({'a': [1]}))"
    plan = Plan([SourceCell("a", Role.ANSWER, answer), SourceCell("t", Role.TEST, test)])
    cells = [Cell(answer, True), Cell("print(known(0))", True), Cell(test, True, name="t")]
    results = runner.server(Limits()).run(cells, {}, plan).cells
    assert text_of(results[1]) == "False\n"
    assert results[2].finished, results[2].outputs


def test_figures_are_shown_when_a_notebook_imports_pyplot_itself(runner: Runner) -> None:
    cells = ["from matplotlib import pyplot as p", "p.plot([1, 2]);", "import pandas as pd",
             "pd.Series([1, 2]).plot();"]  # fmt: skip
    results = runner.server(Limits()).run([Cell(cell, True) for cell in cells], {}).cells
    assert all("image/png" in results[number].outputs[-1]["data"] for number in (1, 3))
