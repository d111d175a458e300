"""A lab is read with the line of everything in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_mistakes import FORM, HIDDEN
from tiny_lab import LAB, Edit

from autograder.authoring import AuthoringError, Role, find_root, lab_ids, read_lab
from autograder.errors import LabsError

pytestmark = pytest.mark.unit


def test_a_lab_knows_its_tasks_their_points_and_their_cells(clone: Path) -> None:
    lab = read_lab(clone, LAB)
    assert {task.id: task.points for task in lab.tasks.values()} == {
        "growth": 3,
        "best-month": 2,
        "limits": 3,
    }
    assert [cell.role for cell in lab.tasks["growth"].cells] == [
        Role.ANSWER,
        Role.CHECK,
        Role.HIDDEN,
        Role.HINT,
        Role.HINT,
    ]
    assert lab.entry.minutes == 20
    assert lab.module.id == "shop"


def test_every_cell_knows_its_marker_and_the_first_line_of_its_source(clone: Path) -> None:
    lab = read_lab(clone, LAB)
    lines = lab.path.read_text("utf-8").splitlines()
    for cell in lab.cells:
        assert lines[cell.line - 1].startswith("# %%")
        if cell.kind == "code":
            assert lines[cell.first_line - 1] == cell.source.splitlines()[0]


def test_the_source_of_a_code_cell_is_the_text_of_the_file(clone: Path, edit: Edit) -> None:
    edit("lab.py", "import random\n", "import random\n# %matplotlib inline\n")
    lab = read_lab(clone, LAB)
    text = lab.path.read_text("utf-8")
    assert all(cell.source in text for cell in lab.cells if cell.kind == "code")


def test_attempts_are_read_with_their_messages_and_never_run(clone: Path, edit: Edit) -> None:
    edit("attempts.py", '"""Answers that', '"""raise SystemExit. Answers that')
    lab = read_lab(clone, LAB)
    assert [attempt.name for attempt in lab.right if attempt.task == "growth"] == [
        "a loop",
        "numpy",
    ]
    wrong = {attempt.name: attempt.message for attempt in lab.wrong}
    assert wrong["divides by the new value"] == "growth-base"
    assert wrong["nothing yet"] == "not-attempted"


def test_a_lab_without_attempts_can_be_read(clone: Path) -> None:
    (clone / "course/modules/shop" / LAB / "attempts.py").unlink()
    assert read_lab(clone, LAB).right == ()


def test_the_clone_is_found_from_any_folder_inside(clone: Path, tmp_path: Path) -> None:
    assert find_root(clone / "course" / "modules" / "shop") == clone
    with pytest.raises(LabsError, match="go to a clone of the course first"):
        find_root(tmp_path)


def test_a_lab_that_is_not_there_is_answered_with_those_that_are(clone: Path) -> None:
    assert lab_ids(clone) == [LAB]
    for name in ("shop-grwth", "../shop/shop-growth", ""):
        with pytest.raises(LabsError, match=f"labs here: {LAB}"):
            read_lab(clone, name)


@pytest.mark.parametrize(("file", "old", "new", "what", "remedy", "at"), FORM)
def test_a_mistake_of_form_names_the_file_the_line_and_the_remedy(
    clone: Path, edit: Edit, file: str, old: str, new: str, what: str, remedy: str, at: str
) -> None:
    if old == "hidden":
        old, new = HIDDEN, HIDDEN.replace(old, new)
    edit(file, old, new)
    with pytest.raises(AuthoringError) as caught:
        read_lab(clone, LAB)
    (problem,) = caught.value.problems
    assert problem.path.name == file
    assert what in problem.what
    assert remedy in problem.remedy
    assert str(problem).startswith("course/modules/shop/")
    assert bool(problem.line) or not at
    if at:
        assert at in problem.path.read_text("utf-8").splitlines()[problem.line - 1]


def test_all_mistakes_are_told_at_once(clone: Path, edit: Edit) -> None:
    edit("lab.py", HIDDEN, HIDDEN.replace("hidden", "secret"))
    edit("module.toml", "minutes = 20", "minutes = 0")
    edit("messages.toml", "[growth-scale]\nen", "[growth-scale]\nzh")
    with pytest.raises(AuthoringError) as caught:
        read_lab(clone, LAB)
    assert len(caught.value.problems) == 3
    assert len(str(caught.value).splitlines()) == 3


def test_a_file_that_is_missing_is_named(clone: Path) -> None:
    (clone / "course/modules/shop" / LAB / "messages.toml").unlink()
    with pytest.raises(AuthoringError, match=r"messages.toml: this file is missing; write it"):
        read_lab(clone, LAB)


@pytest.mark.parametrize("name", ["lab.py", "messages.toml", "attempts.py", "../module.toml"])
def test_a_file_in_another_encoding_is_told_so(clone: Path, name: str) -> None:
    path = clone / "course/modules/shop" / LAB / name
    path.write_bytes(path.read_bytes() + "# 茶".encode("gbk"))
    with pytest.raises(AuthoringError, match="this file is not UTF-8 .* save it as UTF-8"):
        read_lab(clone, LAB)


@pytest.mark.parametrize("text", ["", "x = 1\n", '"""Doc."""\n# %%\nx = 1\n'])
def test_text_before_the_first_cell_is_refused(clone: Path, text: str) -> None:
    (clone / "course/modules/shop" / LAB / "lab.py").write_text(text, "utf-8")
    with pytest.raises(AuthoringError, match="text stands before the first cell"):
        read_lab(clone, LAB)


def test_an_indented_marker_is_refused_because_jupytext_would_cut_there(
    clone: Path, edit: Edit
) -> None:
    edit("lab.py", "    parcels = [100, 110]", "    # %% cut\n    parcels = [100, 110]")
    with pytest.raises(AuthoringError, match="the cells cannot be told apart"):
        read_lab(clone, LAB)
