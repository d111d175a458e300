"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.files import whole, write_whole

pytestmark = pytest.mark.unit


def test_a_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    write_whole(path, "ana,5\r\n")
    write_whole(path, b"ben,4\n")
    assert path.read_bytes() == b"ben,4\n"
    assert [one.name for one in tmp_path.iterdir()] == ["marks.csv"]


def test_what_goes_wrong_on_the_way_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    write_whole(path, "ana,5\n")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "\ud800")
    with pytest.raises(ZeroDivisionError), whole(path) as part:
        part.write_text(str(1 / 0))
    assert path.read_text() == "ana,5\n"
    assert [one.name for one in tmp_path.iterdir()] == ["marks.csv"]


def test_a_writer_sees_the_ending_of_the_file(tmp_path: Path) -> None:
    with whole(tmp_path / "report.xlsx") as part:
        assert (part.parent, part.suffix) == (tmp_path, ".xlsx")
        part.write_bytes(b"book")
    assert (tmp_path / "report.xlsx").read_bytes() == b"book"


def test_no_folder_is_made_for_a_name_that_may_be_mistyped(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "nowhere" / "marks.csv", "")


@pytest.mark.parametrize(("mode", "bits"), [(0o666, 0o644), (0o600, 0o600)])
def test_the_umask_is_kept(tmp_path: Path, mode: int, bits: int) -> None:
    path = tmp_path / "proof.json"
    before = path.parent.stat()
    write_whole(path, "{}", mode=mode)
    assert path.stat().st_mode & 0o777 & 0o755 == bits
    assert before.st_mode == path.parent.stat().st_mode
