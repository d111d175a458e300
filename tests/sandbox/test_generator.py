"""How the tables of the labs were made is for the tests' process, and for no student's."""

from __future__ import annotations

import pytest

from autograder.engine.between.execution import Cell
from autograder.sandbox.generator import folder
from autograder.sandbox.limits import Limits
from autograder.wall.plan import Plan, Role, SourceCell

from .cases import text_of
from .runner import Runner

PLACE = folder()
WAYS = {
    "import": "import lumina.generator.truth",
    "from": "from lumina.generator import truth",
    "importlib": "import importlib; importlib.import_module('lumina.generator.truth')",
    "runpy": "import runpy; runpy.run_module('lumina.generator.truth')",
    "runpy, a path": f"import runpy; runpy.run_path('{PLACE}/truth.py')",
    "a path": "import importlib.util as u\n"
    f"spec = u.spec_from_file_location('truth', '{PLACE}/truth.py')\n"
    "spec.loader.exec_module(u.module_from_spec(spec))",
    "reading": f"exec(open('{PLACE}/truth.py').read())",
    "without the finder": "import sys\nsys.meta_path[:] = sys.meta_path[1:]\n"
    "sys.meta_path[:] = [f for f in sys.meta_path if 'Closed' not in repr(f)]\n"
    "from lumina.generator import truth",
    "another module": "from lumina.generator import drafts",
    "the company": "from lumina.generator.company import Company",
    "compiled": "import glob\n"
    f"[open(p, 'rb').read() for p in glob.glob('{PLACE}/__pycache__/truth*')][0]",
}
USE = "from lumina import SEED; from lumina.generator import truth\nassert truth.demand(SEED)"


def _run(runner: Runner, answer: str) -> tuple[str, str | None]:
    """What an answer showed in the student's process, and the error of a test that needs truth."""
    plan = Plan([SourceCell("a", Role.ANSWER, "x = 1"), SourceCell("t", Role.TEST, USE)])
    cells = [Cell(answer, True), Cell(USE, True, name="t")]
    results = runner.server(Limits()).run(cells, {}, plan).cells
    return f"{results[0].error}: {text_of(results[0])}", results[1].error


@pytest.mark.parametrize("way", WAYS)
def test_a_student_cannot_load_or_read_what_tests_compare_with(runner: Runner, way: str) -> None:
    shown, test_error = _run(runner, WAYS[way])
    assert shown.startswith(
        ("ModuleNotFoundError", "FileNotFoundError", "PermissionError", "ImportError", "IndexError")
    ), shown
    assert test_error is None


def test_the_refusal_says_why(runner: Runner) -> None:
    shown, _ = _run(runner, WAYS["from"])
    assert "lumina.generator belongs to the tests" in shown


def test_what_labs_hand_to_students_is_there(runner: Runner) -> None:
    answer = "from lumina.assemble import assemble\nimport lumina.rules\nimport pandas"
    assert _run(runner, answer) == ("None: ", None)
