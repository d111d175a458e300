"""What students hand in is read in a process with limits, and only its form is believed."""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from autograder.errors import SubmissionError
from autograder.reading.reader import HandedIn, NotebookReader

pytestmark = pytest.mark.unit

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(20)).decode()


@pytest.fixture(scope="module")
def reader() -> Iterator[NotebookReader]:
    with NotebookReader() as opened:
        yield opened


def written(folder: Path, data: bytes) -> Path:
    path = folder / "a.ipynb"
    path.write_bytes(data)
    return path


def as_json(*cells: Any, **top: Any) -> bytes:
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells), **top}
    return json.dumps(content).encode()


def code(**more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": "x = 1", "metadata": {}, **more}


def read(reader: NotebookReader, folder: Path, *cells: Any, **top: Any) -> HandedIn:
    return reader.read(written(folder, as_json(*cells, **top)))


def test_a_notebook_is_read_as_texts_and_names(reader: NotebookReader, tmp_path: Path) -> None:
    cell = new_code_cell("x = 1\ny = 2", outputs=[new_output("stream", text="x")])
    cell.metadata["nbgrader"] = {"grade_id": "q1", "solution": True}
    path = written(tmp_path, nbformat.writes(new_notebook(cells=[cell])).encode())
    (found,) = reader.read(path).cells
    assert (found.kind, found.name, found.source) == ("code", "q1", "x = 1\ny = 2")
    assert found.role == {"grade_id": "q1", "solution": True}
    assert found.problem == ""


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'{"cells": [', "not valid JSON"),
        (b"\xff\xfe\x00rubbish", "not UTF-8|not valid JSON"),
        (b"", "not valid JSON"),
        (b"[1, 2]", "is not a notebook"),
        (b'{"nbformat": "four"}', "is not a notebook"),
        (b'{"nbformat": true, "cells": []}', "is not a notebook"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"nbformat": 4, "x": ' + b"9" * 10_000 + b"}", "not valid JSON"),
        (as_json(cells=3), "not a notebook"),
        (as_json(nbformat=99), "not a notebook of a known format"),
        (as_json(nbformat=2), "is not a notebook"),
        (as_json("x = 1"), "cell 1 has no type"),
        (as_json(code(), {"source": "1"}), "cell 2 has no type"),
        (as_json(code(cell_type=["code"])), "cell 1 has no type"),
        (as_json(code(source=7)), "cell 1 has no text"),
        (as_json(code(source=["a", 7])), "cell 1 has no text"),
        (as_json(code(source="\ud800")), "characters that are no text"),
        (as_json(*[code()] * 5_001), "5,001 cells"),
    ],
)
def test_what_is_no_notebook_is_said_in_a_line(
    reader: NotebookReader, tmp_path: Path, data: bytes, problem: str
) -> None:
    with pytest.raises(SubmissionError, match=problem) as caught:
        reader.read(written(tmp_path, data))
    assert "submit it again" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "metadata",
    [None, 7, [], {"nbgrader": "test"}, {"nbgrader": [1]}, {"tags": None}, {"tags": 3},
     {"nbgrader": {"grade_id": ["q1"]}}, {"nbgrader": {"grade_id": "../../x"}}],
)  # fmt: skip
def test_metadata_of_any_form_costs_nothing_but_itself(
    reader: NotebookReader, tmp_path: Path, metadata: Any
) -> None:
    (found,) = read(reader, tmp_path, code(metadata=metadata)).cells
    assert (found.name, found.source, found.skipped) == (None, "x = 1", False)


@pytest.mark.parametrize(
    "role",
    [{"points": None}, {"points": True}, {"points": -1}, {"points": 1e999}, {"points": "3"},
     {"grade": 1}, {"grade": True}, {"schema_version": "3"}, {"schema_version": 1.5},
     {"locked": None}, {"checksum": "é"}, {"other": 1}],
)  # fmt: skip
def test_a_role_of_a_wrong_form_is_named_for_those_who_need_it(
    reader: NotebookReader, tmp_path: Path, role: dict[str, Any]
) -> None:
    cell = code(metadata={"nbgrader": {"grade_id": "q1", **role}})
    (found,) = read(reader, tmp_path, cell).cells
    assert found.name == "q1"
    assert "nbgrader metadata of a wrong form" in found.problem


def test_line_ends_of_windows_are_line_feeds(reader: NotebookReader, tmp_path: Path) -> None:
    (found,) = read(reader, tmp_path, code(source=["a\r\n", "b\r", "c"])).cells
    assert found.source == "a\nb\nc"


def test_pictures_are_kept_and_nothing_else_that_is_attached(
    reader: NotebookReader, tmp_path: Path
) -> None:
    attached = {
        "plot.png": {"image/png": PNG, "text/html": "<script>"},
        "page": {"text/html": "<script>alert(1)</script>"},
        "drawing.svg": {"image/svg+xml": "<svg onload='x'/>"},
        "lie.png": {"image/png": base64.b64encode(b"<script>").decode()},
        "no base 64": {"image/png": "<script>"},
        "odd": 7,
    }
    cell = {"cell_type": "markdown", "source": "![](attachment:plot.png)", "attachments": attached}
    (found,) = read(reader, tmp_path, cell).cells
    assert found.pictures == {"plot.png": {"image/png": PNG}}


def test_pictures_that_are_too_large_together_are_left_out(
    reader: NotebookReader, tmp_path: Path
) -> None:
    large = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(5 << 20)).decode()
    cells = [
        {"cell_type": "markdown", "source": "", "attachments": {name: {"image/png": large}}}
        for name in ("first", "second")
    ]
    found = read(reader, tmp_path, *cells).cells
    assert [list(cell.pictures) for cell in found] == [["first"], []]


def test_a_notebook_of_format_3_is_read_too(reader: NotebookReader, tmp_path: Path) -> None:
    sheet = {
        "cells": [
            {"cell_type": "code", "input": "x = 1", "language": "python", "outputs": []},
            {"cell_type": "heading", "source": "Title", "level": 1},
        ]
    }
    data = json.dumps({"nbformat": 3, "nbformat_minor": 0, "worksheets": [sheet]}).encode()
    found = reader.read(written(tmp_path, data)).cells
    assert [(cell.kind, cell.source) for cell in found] == [
        ("code", "x = 1"),
        ("markdown", "Title"),
    ]


def test_a_file_that_is_too_large_is_not_even_opened_to_read(
    reader: NotebookReader, tmp_path: Path
) -> None:
    path = written(tmp_path, b"")
    os.truncate(path, 1 << 40)
    with pytest.raises(SubmissionError, match="larger than 20 MB; clear its outputs"):
        reader.read(path)


def test_one_file_that_needs_all_memory_is_one_file(reader: NotebookReader, tmp_path: Path) -> None:
    bomb = b'{"nbformat": 4, "cells": [' + b'{"a":[{"b":[]}]},' * 1_000_000 + b"{}]}"
    with pytest.raises(SubmissionError, match="memory|cells"):
        reader.read(written(tmp_path, bomb))
    assert read(reader, tmp_path, code()).cells[0].source == "x = 1"


def test_links_and_special_files_are_not_followed(reader: NotebookReader, tmp_path: Path) -> None:
    written(tmp_path, as_json()).rename(tmp_path / "secret")
    path = tmp_path / "a.ipynb"
    path.symlink_to(tmp_path / "secret")
    with pytest.raises(SubmissionError, match="cannot be read"):
        reader.read(path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(SubmissionError, match="is not a plain file"):
        reader.read(path)


def test_many_threads_each_get_their_own_notebook(tmp_path: Path) -> None:
    found: dict[int, str] = {}
    paths = {}
    for number in range(12):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths[number] = written(folder, as_json(code(source=f"x = {number}")))
    with NotebookReader() as reader:

        def one(number: int) -> None:
            found[number] = reader.read(paths[number]).cells[0].source

        threads = [threading.Thread(target=one, args=(number,)) for number in paths]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {number: f"x = {number}" for number in paths}


def test_a_reader_that_was_closed_starts_again(tmp_path: Path) -> None:
    reader = NotebookReader()
    for _ in range(2):
        assert read(reader, tmp_path, code()).cells
        reader.close()


def test_a_reader_whose_process_was_killed_starts_another(tmp_path: Path) -> None:
    with NotebookReader() as reader:
        assert read(reader, tmp_path, code()).cells
        process = reader._process
        assert process is not None
        process.kill()
        process.wait()
        assert read(reader, tmp_path, code()).cells
