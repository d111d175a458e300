"""What is done to a lab depends on what is there, what was composed last, and what would be now."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.composing.changes import State, find_changes
from autograder.composing.lockfile import digests_of
from autograder.composing.sources import Source
from autograder.errors import LabsError

pytestmark = pytest.mark.unit

NOW, EARLIER, BY_HAND = "now", "earlier", "by hand"


def lab(text: str) -> Source:
    return Source("cups", text, ())


def lock(text: str) -> dict[str, dict[str, dict[str, str]]]:
    return {"cups": {"files": lab(text).digests()}}


def release(course: Path) -> None:
    (course / "release/cups").mkdir(parents=True)
    (course / "release/cups/cups.ipynb").write_text("{}")


def test_a_source_has_the_hashes_that_its_files_will_have(tmp_path: Path) -> None:
    table = tmp_path / "rates.csv"
    table.write_text("a,b\n")
    source = Source("cups", "notebook", (table,))
    source.write(tmp_path / "source")
    assert source.digests() == digests_of(tmp_path / "source")
    assert set(source.digests()) == {"cups.ipynb", "data/rates.csv"}


def test_a_lab_that_is_not_there_is_new(tmp_path: Path) -> None:
    assert find_changes([lab(NOW)], tmp_path, {}) == {"cups": State.NEW}


def test_a_run_that_stopped_before_its_lock_was_written_is_taken_up_again(tmp_path: Path) -> None:
    lab(NOW).write(tmp_path / "source/cups")
    assert find_changes([lab(NOW)], tmp_path, {}) == {"cups": State.NEW}


def test_a_lab_that_is_there_and_released_stays_as_it_was(tmp_path: Path) -> None:
    lab(NOW).write(tmp_path / "source/cups")
    release(tmp_path)
    assert find_changes([lab(NOW)], tmp_path, lock(NOW)) == {"cups": State.KEPT}


def test_checkpoints_of_jupyterlab_change_nothing(tmp_path: Path) -> None:
    lab(NOW).write(tmp_path / "source/cups")
    release(tmp_path)
    (tmp_path / "source/cups/.ipynb_checkpoints").mkdir()
    (tmp_path / "source/cups/.ipynb_checkpoints/cups-checkpoint.ipynb").write_text(EARLIER)
    assert find_changes([lab(NOW)], tmp_path, lock(NOW)) == {"cups": State.KEPT}


@pytest.mark.parametrize("added", ["cups.ipynb", "notes.txt"])
def test_what_a_person_changed_stays_while_the_lab_is_the_same(tmp_path: Path, added: str) -> None:
    lab(NOW).write(tmp_path / "source/cups")
    (tmp_path / "source/cups" / added).write_text(BY_HAND)
    assert find_changes([lab(NOW)], tmp_path, lock(NOW)) == {"cups": State.EDITED}


def test_what_a_person_changed_is_not_written_over_by_a_newer_lab(tmp_path: Path) -> None:
    lab(BY_HAND).write(tmp_path / "source/cups")
    with pytest.raises(LabsError, match="changed by hand, and its lab has changed since; move"):
        find_changes([lab(NOW)], tmp_path, lock(EARLIER))


def test_an_assignment_of_the_same_name_is_not_written_over(tmp_path: Path) -> None:
    lab(BY_HAND).write(tmp_path / "source/cups")
    with pytest.raises(LabsError, match="is another assignment, which was not composed; move"):
        find_changes([lab(NOW)], tmp_path, {})
