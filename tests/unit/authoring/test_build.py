"""The notebooks that are built from a lab."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.converters import GenerateAssignment
from nbgrader.nbgraderformat import MetadataValidator
from tiny_lab import LAB, Edit

from autograder.authoring import Role, build_lab, drift, read_lab, strays, write
from autograder.authoring.release import STEPS
from autograder.feedback.retell import texts_in

pytestmark = pytest.mark.unit
SOLUTION = Path("solutions/en") / LAB / f"{LAB}.ipynb"
EXERCISE = Path("exercises/en") / LAB / f"{LAB}.ipynb"


def cells(clone: Path, path: Path) -> dict[str, Any]:
    notebook = nbformat.reads(build_lab(clone, LAB)[path], as_version=4)
    return {cell.id: cell for cell in notebook.cells}


def test_two_builds_are_the_same_byte_for_byte(clone: Path) -> None:
    assert build_lab(clone, LAB) == build_lab(clone, LAB)


@pytest.mark.parametrize("path", [SOLUTION, EXERCISE])
def test_a_built_notebook_is_valid_and_holds_nothing_left_over(clone: Path, path: Path) -> None:
    notebook = nbformat.reads(build_lab(clone, LAB)[path], as_version=4)
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info", "crossborder_labs"}
    assert notebook.metadata.crossborder_labs == {
        "lab": LAB, "lab_version": "1.0", "language": "en", "languages": ["en"]
    }  # fmt: skip
    assert notebook.metadata.kernelspec.name == "python3"
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert set(cell.metadata) <= {"nbgrader", "tags", "jupyter", "deletable", "editable"}


def test_cell_ids_come_from_tasks_and_positions(clone: Path) -> None:
    assert list(cells(clone, EXERCISE)) == [
        "prose-1",
        "setup",
        "hints",
        "messages",
        "prose-2",
        "growth",
        "growth-check",
        "growth-hidden",
        "growth-hint",
        "prose-3",
        "best-month",
        "best-month-check",
        "best-month-hidden",
        "best-month-hint",
        "prose-4",
        "limits",
    ]


def test_further_checks_of_a_task_are_numbered(clone: Path, edit: Edit) -> None:
    edit("lab.py", '"best-month" role="check" points=1', '"best-month" role="hidden" points=1')
    edit("lab.py", '"growth" role="hidden" points=2', '"growth" role="check" points=2')
    lab = read_lab(clone, LAB)
    from autograder.authoring.notebook import source_notebook

    ids = [cell.id for cell in source_notebook(lab).cells]
    assert {"growth-check", "growth-check-2", "best-month-hidden", "best-month-hidden-2"} <= {*ids}


def test_the_student_gets_the_signature_and_a_stub_that_is_not_attempted(clone: Path) -> None:
    answer = cells(clone, EXERCISE)["growth"].source
    assert answer.startswith("def growth(levels: list[float]) -> list[float]:")
    assert answer.endswith("    # YOUR CODE HERE\n    raise NotImplementedError()")


def test_no_answer_hidden_check_or_rubric_reaches_the_student(clone: Path) -> None:
    text = build_lab(clone, LAB)[EXERCISE]
    for secret in ("pairwise(levels)", "growth-scale", "Counting in hundreds", "names rounding"):
        assert secret not in text
    for secret in ("pairwise(levels)", "Counting in hundreds", "names rounding"):
        assert secret in build_lab(clone, LAB)[SOLUTION]


def test_checks_name_ids_and_the_texts_stand_in_one_locked_folded_cell(clone: Path) -> None:
    lab = read_lab(clone, LAB)
    built = cells(clone, EXERCISE)
    check = built["growth-check"].source
    asserts = [node for node in ast.walk(ast.parse(check)) if isinstance(node, ast.Assert)]
    assert ast.literal_eval(asserts[0].msg.args[0]) == "growth-length"
    texts = built["messages"]
    assert texts.metadata.jupyter.source_hidden
    assert texts.metadata.nbgrader.locked
    assert texts_in([texts.source])["growth-length"] == [lab.messages["growth-length"].text("en")]


def test_the_texts_of_a_hidden_check_reach_no_student(clone: Path) -> None:
    lab = read_lab(clone, LAB)
    words = lab.messages["growth-scale"].text("en")
    assert words not in build_lab(clone, LAB)[EXERCISE]
    hidden = cells(clone, SOLUTION)["growth-hidden"].source
    assert texts_in([hidden])["growth-scale"] == [words]
    assert words not in cells(clone, SOLUTION)["messages"].source


def test_a_notebook_says_its_language_and_those_of_its_checks(clone: Path, edit: Edit) -> None:
    edit("messages.toml", "[growth-length]\n", '[growth-length]\nxx = "Ulge {got}!"\n')
    notebook = nbformat.reads(build_lab(clone, LAB)[EXERCISE], as_version=4)
    record = notebook.metadata.crossborder_labs
    assert (record.language, record.languages) == ("en", ["en", "xx"])
    texts = cells(clone, EXERCISE)["messages"].source
    assert 'add_messages("xx", {\n    "growth-length": "Ulge {got}!",\n})' in texts


def test_a_hidden_check_lies_in_hidden_marks_and_knows_that_it_is_hidden(clone: Path) -> None:
    source = cells(clone, SOLUTION)["growth-hidden"].source.splitlines()
    assert source[0].startswith("# Hidden checks stand here")
    assert (source[1], source[-1]) == ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
    assert 'with check("growth", hidden=True):' in source
    assert len(cells(clone, EXERCISE)["growth-hidden"].source.splitlines()) == 1


def test_checks_are_locked_and_carry_the_points(clone: Path) -> None:
    lab = read_lab(clone, LAB)
    built = cells(clone, EXERCISE)
    points = {
        name: cell.metadata.nbgrader.points
        for name, cell in built.items()
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    assert points == {
        "growth-check": 1,
        "growth-hidden": 2,
        "best-month-check": 1,
        "best-month-hidden": 1,
        "limits": 3,
    }
    assert sum(points.values()) == lab.entry.points
    locked = {name for name, cell in built.items() if cell.metadata.get("editable") is False}
    assert locked == {"setup", "hints", "messages", *(name for name in points if name != "limits")}


def test_a_written_question_is_prose_above_a_cell_for_the_answer(clone: Path) -> None:
    built = cells(clone, EXERCISE)
    assert built["prose-4"].source.endswith("When would you not trust this growth rate?")
    assert built["limits"].source == "YOUR ANSWER HERE"
    assert "MARK SCHEME" in cells(clone, SOLUTION)["limits"].source


def test_hints_are_registered_in_one_folded_cell_and_offered_below_the_checks(
    clone: Path,
) -> None:
    built = cells(clone, EXERCISE)
    assert built["hints"].metadata.jupyter.source_hidden is True
    added: dict[str, list[str]] = {}
    source = built["hints"].source.partition("\n\n")[2]
    exec(source, {"add_hints": added.__setitem__, "speak": print})
    assert added["growth"][0] == "Ten more than 100: ten percent of which number?"
    assert [len(hints) for hints in added.values()] == [2, 2]
    assert built["growth-hint"].source.splitlines()[1] == '# hint("growth")'


def test_run_all_goes_on_after_a_check_that_fails(clone: Path) -> None:
    for name, cell in cells(clone, EXERCISE).items():
        role = name.rsplit("-", 1)[-1]
        stops = role not in (Role.CHECK, Role.HIDDEN) and name not in ("growth", "best-month")
        assert ("raises-exception" in cell.metadata.get("tags", [])) is not stops


def test_the_release_takes_nbgraders_own_steps_but_those_that_need_a_course() -> None:
    own = [step.__name__ for step in GenerateAssignment.preprocessors.default()]
    needing_a_course = {"IncludeHeaderFooter", "InstantiateTests", "SaveCells"}
    kept = [name for name in own if name not in needing_a_course]
    assert [step.__name__ for step in STEPS] == kept


def test_drift_names_what_is_missing_or_differs_and_writing_mends_it(clone: Path) -> None:
    files = build_lab(clone, LAB)
    assert drift(clone, files) == [SOLUTION, EXERCISE]
    assert write(clone, files) == [SOLUTION, EXERCISE]
    assert drift(clone, files) == []
    assert write(clone, files) == []
    (clone / EXERCISE).write_bytes((clone / EXERCISE).read_bytes() + b"\n")
    assert drift(clone, files) == [EXERCISE]


def test_a_notebook_that_no_lab_builds_is_a_stray(clone: Path) -> None:
    write(clone, build_lab(clone, LAB))
    assert strays(clone) == []
    (clone / "exercises/en/old").mkdir()
    (clone / "exercises/en/old/old.ipynb").touch()
    (clone / "exercises/en/old/.ipynb_checkpoints").mkdir()
    (clone / "exercises/en/old/.ipynb_checkpoints/old.ipynb").touch()
    assert strays(clone) == [Path("exercises/en/old/old.ipynb")]
