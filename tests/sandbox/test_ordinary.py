"""Ordinary course code works in the sandbox as it does in a kernel; what is refused says why."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.engine.between.execution import Cell, CellResult
from autograder.engine.outside.engine import Engine
from autograder.sandbox.limits import Limits

from . import ordinary
from .cases import Case

Results = Callable[[tuple[Case, ...], Limits], dict[str, CellResult]]


@pytest.fixture(scope="session")
def results(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Runs all cells of a list in one worker, the first time that one of them is asked for."""
    files = ordinary.write_files(tmp_path_factory.mktemp("files"))

    @functools.cache
    def run(cases: tuple[Case, ...], limits: Limits) -> dict[str, CellResult]:
        server = engine.assignment(limits, files)
        cells = [Cell(case.source, checkpoint=True) for case in cases]
        execution = server.run(cells, {})
        server.close()
        return {case.name: result for case, result in zip(cases, execution.cells, strict=True)}

    return run


@pytest.mark.parametrize("case", ordinary.CASES, ids=[case.name for case in ordinary.CASES])
def test_ordinary_code_shows_what_a_kernel_shows(case: Case, results: Results) -> None:
    assert case.expect(results(ordinary.CASES, Limits())[case.name]) == ""


@pytest.mark.parametrize(
    "case", ordinary.WITH_PROCESSES, ids=[case.name for case in ordinary.WITH_PROCESSES]
)
def test_programs_run_where_processes_are_allowed(case: Case, level: str, results: Results) -> None:
    if level != "full":
        pytest.skip("processes are possible only at level full")
    limits = replace(Limits(), processes=16)
    assert case.expect(results(ordinary.WITH_PROCESSES, limits)[case.name]) == ""


def test_a_plot_is_a_picture_in_the_notebook(results: Results) -> None:
    shown = results(ordinary.CASES, Limits())["a plot"].outputs
    assert [sorted(output["data"]) for output in shown] == [["image/png", "text/plain"]]
    assert shown[0]["data"]["image/png"].startswith("iVBOR")


def test_a_warning_stands_on_stderr_and_logging_too(results: Results) -> None:
    found = results(ordinary.CASES, Limits())
    for name in ("a warning", "logging"):
        assert [output.get("name") for output in found[name].outputs] == ["stderr"]


def test_a_table_is_shown_as_html_and_as_text(results: Results) -> None:
    first, second = results(ordinary.CASES, Limits())["a table shown"].outputs
    assert (first["output_type"], second["output_type"]) == ("display_data", "execute_result")
    assert "<table" in first["data"]["text/html"]
    assert "<table" in second["data"]["text/html"]


def test_a_support_file_is_a_copy_of_which_each_submission_has_its_own(
    engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "data.txt").write_text("original")
    server = engine.assignment(Limits(), {"sub/data.txt": tmp_path / "data.txt"})
    spoil = "with open('sub/data.txt', 'w') as f: f.write('spoiled')\n"
    show = "print(open('sub/data.txt').read())"
    write, read = Cell(spoil + show, checkpoint=True), Cell(show, checkpoint=True)
    assert server.run([write], {}).cells[0].outputs[0]["text"] == "spoiled\n"
    assert server.run([read], {}).cells[0].outputs[0]["text"] == "original\n"
    server.close()


def test_locked_cells_that_import_a_support_file_are_run_once_for_all(
    engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "helper.py").write_text("RATE = 7\n")
    imports, writes = "import helper, os", "open('made', 'w').close()"
    show = Cell("print(helper.RATE, os.listdir())", checkpoint=True)
    for locked, reason in ((imports, ""), (writes, "the locked cells write files")):
        server = engine.assignment(Limits(), {"helper.py": tmp_path / "helper.py"})
        assert server.share_prefix([locked]) == reason
        cells = [Cell(imports, checkpoint=False), show]
        assert server.run(cells, {}).cells[1].outputs[0]["text"] == "7 ['helper.py']\n"
        server.close()
