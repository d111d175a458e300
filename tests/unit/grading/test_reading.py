"""Submitted files are read without trust."""

from __future__ import annotations

import json
import os
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from autograder.errors import SubmissionError
from autograder.grading.course import Submission
from autograder.grading.sanitize import resolve_copies
from autograder.grading.submitted import read_notebook, refuse_links

pytestmark = pytest.mark.unit


def written(folder: Path, data: bytes) -> Path:
    path = folder / "a.ipynb"
    path.write_bytes(data)
    return path


def test_a_notebook_is_read_without_its_outputs(tmp_path: Path) -> None:
    notebook = new_notebook(cells=[new_code_cell("1", outputs=[new_output("stream", text="x")])])
    read = read_notebook(written(tmp_path, nbformat.writes(notebook).encode()))
    assert read.cells[0].source == "1"
    assert read.cells[0].outputs == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'{"cells": [', "not valid JSON"),
        (b"\xff\xfe\x00rubbish", "not UTF-8|not valid JSON"),
        (b"[1, 2]", "is not a notebook"),
        (b'{"nbformat": "four"}', "is not a notebook"),
        (b"[" * 100_000, "not valid JSON"),
        (json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": 3}).encode(), "not a notebook"),
        (json.dumps({"nbformat": 99, "nbformat_minor": 0, "cells": []}).encode(), "not a notebook"),
    ],
)
def test_what_is_no_notebook_is_said_in_a_line(tmp_path: Path, data: bytes, problem: str) -> None:
    with pytest.raises(SubmissionError, match=problem) as caught:
        read_notebook(written(tmp_path, data))
    assert "submit it again" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_linked_notebook_is_not_followed(tmp_path: Path) -> None:
    written(tmp_path, b"{}").rename(tmp_path / "secret")
    (tmp_path / "a.ipynb").symlink_to(tmp_path / "secret")
    with pytest.raises(SubmissionError, match="cannot be read"):
        read_notebook(tmp_path / "a.ipynb")


def test_links_and_special_files_are_refused_and_plain_ones_are_not(tmp_path: Path) -> None:
    submission = Submission("ps1", "ana", tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plain.csv").write_text("a,b")
    refuse_links(submission)
    os.mkfifo(tmp_path / "data" / "pipe")
    with pytest.raises(SubmissionError, match="data/pipe is a special file"):
        refuse_links(submission)
    (tmp_path / "data" / "pipe").unlink()
    (tmp_path / "data" / "link").symlink_to("/etc/passwd")
    with pytest.raises(SubmissionError, match="data/link is a symbolic link"):
        refuse_links(submission)


def test_of_copied_answers_the_changed_one_counts_and_of_copied_tests_the_first() -> None:
    def cell(source: str, name: str, **kind: bool) -> nbformat.NotebookNode:
        made = new_code_cell(source)
        made.metadata["nbgrader"] = {
            "grade_id": name, "grade": False, "solution": False, "locked": False, **kind,
        }  # fmt: skip
        return made

    notebook = new_notebook(
        cells=[
            cell("first try", "a", solution=True),
            cell("second try", "a", solution=True),
            cell("test", "t", grade=True, locked=True),
            cell("test", "t", grade=True, locked=True),
        ]
    )
    notes = resolve_copies(notebook, ["a", "t"])
    assert ["nbgrader" in c.metadata for c in notebook.cells] == [False, True, True, False]
    assert len(notes) == 2
