"""The seed of the hidden checks: what counts as one, and what is said about the rest."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.grading.courses.seed import course_seed_of, read_seed

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LABS_SEED", raising=False)


def refusal(folder: Path, marks_given: bool = False) -> str:
    with pytest.raises(CourseError) as refused:
        read_seed(folder, marks_given)
    assert "\n" not in str(refused.value)
    assert refused.value.remedy
    return str(refused.value)


@pytest.mark.parametrize("content", [b"7", b"0\n", b" 12 \r\n", b"9" * 18])
def test_a_whole_number_is_a_seed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "hidden_seed").write_bytes(content)
    found = read_seed(tmp_path)
    assert found is not None
    assert found.environment == {"LABS_SEED": content.decode().strip()}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"x", "not a whole number"),
        (b"-1", "not a whole number"),
        (b"1.5", "not a whole number"),
        (b"1 2", "not a whole number"),
        ("٣".encode(), "not a whole number"),
        (b"\xff\x00", "not a whole number"),
        (b"9" * 19, "18 at most"),
        (b"9" * 5000, "18 at most"),
    ],
)
def test_anything_else_is_not_and_the_file_is_named(
    tmp_path: Path, content: bytes, says: str
) -> None:
    (tmp_path / "hidden_seed").write_bytes(content)
    told = refusal(tmp_path)
    assert f"{tmp_path / 'hidden_seed'} holds no seed" in told
    assert says in told
    assert "restore hidden_seed from the backup" in told


def test_a_file_that_the_configuration_reads_must_be_there(tmp_path: Path) -> None:
    assert read_seed(tmp_path) is None
    (tmp_path / "nbgrader_config.py").write_text("Path('hidden_seed').read_text()")
    assert "hidden_seed is missing" in refusal(tmp_path)


def test_a_seed_that_gave_marks_must_be_there(tmp_path: Path) -> None:
    assert "marks were given with a seed" in refusal(tmp_path, marks_given=True)


def test_a_folder_or_a_dangling_link_is_no_seed(tmp_path: Path) -> None:
    (tmp_path / "hidden_seed").symlink_to("nowhere")
    assert "is not a file" in refusal(tmp_path)
    (tmp_path / "hidden_seed").unlink()
    (tmp_path / "hidden_seed").mkdir()
    assert "is not a file" in refusal(tmp_path)


def test_the_variable_counts_and_is_checked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LABS_SEED", " 7 ")
    found = read_seed(tmp_path, marks_given=True)
    assert found is not None
    assert found.value == "7"
    monkeypatch.setenv("LABS_SEED", "abc")
    assert "LABS_SEED is no seed" in refusal(tmp_path)


def test_a_variable_and_a_file_that_differ_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hidden_seed").write_text("7")
    monkeypatch.setenv("LABS_SEED", "8")
    assert "different seeds" in refusal(tmp_path)
    monkeypatch.setenv("LABS_SEED", "7")
    assert read_seed(tmp_path) is not None


def test_a_course_without_one_gets_one_and_keeps_it(tmp_path: Path) -> None:
    first = course_seed_of(tmp_path)
    assert first.made
    assert stat.S_IMODE((tmp_path / "hidden_seed").stat().st_mode) == 0o600
    second = course_seed_of(tmp_path)
    assert (second.value, second.made) == (first.value, False)
    assert [path.name for path in tmp_path.iterdir()] == ["hidden_seed"]


def test_a_preview_writes_none(tmp_path: Path) -> None:
    assert course_seed_of(tmp_path, write=False).made
    assert list(tmp_path.iterdir()) == []
