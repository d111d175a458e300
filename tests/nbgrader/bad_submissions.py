"""Submissions that cannot be read, or that try to be too much; each as it may really arrive."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader_courses import Course
from tiny_notebooks import answer, as_text, graded, handed_in, plain

from autograder.grading.nbgrader_api import nbformat

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Bad:
    """How to spoil a submission: `spoil` gets its folder and the right notebook as plain data.

    `problem` are words of the line that reports it, `remedy` words of what to do.
    """

    spoil: Callable[[Path, dict[str, Any]], None]
    problem: str
    remedy: str = "ask the student to submit it again"


def _write(folder: Path, content: Any) -> None:
    (folder / "p1.ipynb").write_text(json.dumps(content), encoding="utf-8")


def _bytes(data: bytes) -> Callable[[Path, Any], None]:
    def spoil(folder: Path, _: Any) -> None:
        (folder / "p1.ipynb").write_bytes(data)

    return spoil


def _changed(**top: Any) -> Callable[[Path, Any], None]:
    return lambda folder, right: _write(folder, {**right, **top})


def _cell(position: int, **values: Any) -> Callable[[Path, Any], None]:
    def spoil(folder: Path, right: dict[str, Any]) -> None:
        right["cells"][position].update(values)
        _write(folder, right)

    return spoil


def _meta(**values: Any) -> Callable[[Path, Any], None]:
    def spoil(folder: Path, right: dict[str, Any]) -> None:
        right["cells"][1]["metadata"]["nbgrader"].update(values)
        _write(folder, right)

    return spoil


def _tagged(position: int) -> Callable[[Path, Any], None]:
    def spoil(folder: Path, right: dict[str, Any]) -> None:
        right["cells"][position]["metadata"]["tags"] = ["skip-execution"]
        _write(folder, right)

    return spoil


def _instead(make: Callable[[Path], Any]) -> Callable[[Path, Any], None]:
    def spoil(folder: Path, _: Any) -> None:
        (folder / "p1.ipynb").unlink()
        make(folder / "p1.ipynb")

    return spoil


def _beside(name: str, make: Callable[[Path], Any]) -> Callable[[Path, Any], None]:
    def spoil(folder: Path, _: Any) -> None:
        make(folder / name)

    return spoil


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 600 * MEGABYTE)


def _many(path: Path) -> None:
    path.mkdir()
    for number in range(2_101):
        (path / str(number)).touch()


def _deep(path: Path) -> None:
    (path / "/".join(["d"] * 40)).mkdir(parents=True)


def _with_output(right: dict[str, Any]) -> dict[str, Any]:
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 100 * MEGABYTE}
    right["cells"][0]["outputs"] = [output]
    return right


_NO_ID = "cannot be a student's id: it "


def _linked(level: int) -> Callable[[Path, Any], None]:
    """Another student's folder under this one's name: that of the assignment, or the whole."""

    def spoil(folder: Path, _: Any) -> None:
        place = (folder, folder.parent)[level]
        shutil.rmtree(place)
        place.symlink_to(place.parent / ("../zoe/ps", "zoe")[level])

    return spoil


BAD = {
    "corrupt": Bad(_bytes(b'{"cells": [{"cell_type": "co'), "p1.ipynb is not valid JSON"),
    "empty-file": Bad(_bytes(b""), "p1.ipynb is not valid JSON"),
    "zip": Bad(_bytes(b"PK\x03\x04\x14\x00\xff\xfe"), "p1.ipynb is not"),
    "latin1": Bad(_bytes('{"cells": "é"}'.encode("latin-1")), "p1.ipynb is not UTF-8"),
    "deep": Bad(_bytes(b"[" * 200_000), "p1.ipynb is not valid JSON"),
    "list": Bad(_bytes(b"[1, 2]"), "p1.ipynb is not a notebook"),
    "web-page": Bad(_bytes(b"<html>Please sign in</html>"), "p1.ipynb is not valid JSON"),
    "future": Bad(_changed(nbformat=9), "p1.ipynb"),
    "no-cells": Bad(_changed(cells=None), "p1.ipynb is not a notebook"),
    "text-cells": Bad(_changed(cells=["x = 1"]), "p1.ipynb is not a notebook"),
    "number-source": Bad(_cell(0, source=7), "p1.ipynb is not a notebook"),
    "null-source": Bad(_cell(0, source=None), "p1.ipynb is not a notebook"),
    "surrogate": Bad(_cell(0, source="answer = '\ud800'"), "p1.ipynb"),
    "missing": Bad(_instead(lambda path: path), "it holds no notebook", "submit it again"),
    "renamed": Bad(_beside("p1.ipynb", lambda path: path.rename(path.with_name("p1 (1).ipynb"))),
                   "it holds p1 (1).ipynb where p1.ipynb is expected", "rename the notebook"),
    "linked": Bad(_instead(lambda path: path.symlink_to("/etc/passwd")),
                  "p1.ipynb is a symbolic link", "replace it by a plain file"),
    "linked-beside": Bad(_beside("data.csv", lambda path: path.symlink_to("/etc/passwd")),
                         "data.csv is a symbolic link", "replace it by a plain file"),
    "linked-folder": Bad(_beside("data", lambda path: path.symlink_to("/etc")),
                         "data is a symbolic link", "replace it by a plain file"),
    "linked-time": Bad(_beside("timestamp.txt", lambda path: path.symlink_to("/etc/passwd")),
                       "timestamp.txt is a symbolic link", "replace it by a plain file"),
    "folder": Bad(_instead(Path.mkdir), "p1.ipynb is not a plain file"),
    "pipe": Bad(_instead(os.mkfifo), "p1.ipynb is a special file", "replace it by a plain file"),
    "pipe-time": Bad(_beside("timestamp.txt", os.mkfifo),
                     "timestamp.txt is a special file", "replace it by a plain file"),
    "pipe-beside": Bad(_beside("pipe", os.mkfifo), "pipe is a special file", "plain file"),
    "huge": Bad(_instead(_sparse), "p1.ipynb is larger than 20 MB", "clear its outputs"),
    "no-type": Bad(_cell(0, cell_type=None), "cell 1 has no type"),
    "saved-100-mb": Bad(lambda folder, right: _write(folder, _with_output(right)),
                        "p1.ipynb is larger than 20 MB", "clear its outputs"),
    "sparse-beside": Bad(_beside("data.bin", _sparse), "larger than 64 MB together", "disk_mb"),
    "many-beside": Bad(_beside("many", _many), "more than 2,000 files", "remove what is not"),
    "deep-beside": Bad(_beside("deep", _deep), "nested too deeply", "remove what is not"),
    "linked-work": Bad(_linked(0), "its folder ps is a symbolic link", "replace it by a folder"),
    "linked-student": Bad(_linked(1), "its folder linked-student is a symbolic link",
                          "replace it by a folder"),
    **{name: Bad(lambda *_: None, _NO_ID + reason, "rename the folder") for name, reason in {
        "new\nline": "holds characters that cannot be shown",
        os.fsdecode(b"caf\xe9"): "holds characters that cannot be shown",
        "\x1b[2Jclear": "holds characters that cannot be shown",
        "\x1b]52;c;eA==\x07": "holds characters that cannot be shown",
        "ana\u202egpj": "holds characters that cannot be shown",
        "zero\u200bwidth": "holds characters that cannot be shown",
        "-rf": "begins with '-'", "=cmd|'calc'!A0": "begins with '='",
        "+1": "begins with '+'", "@SUM(1)": "begins with '@'", "\uff1d1+1": "begins with '\uff1d'",
        " ana": "begins or ends with a blank", "ben ": "begins or ends with a blank",
        "x" * 129: "is longer than 128 letters", "mu\u0308ller": "has its accents as letters",
    }.items()},
}  # fmt: skip

STRAYS = ("all.zip in submitted/ is not a student's folder", "lost+found/ in submitted/ holds no",
          "aaron/ in submitted/ holds notebooks outside", "Zoe, zoe look alike",
          "p1.ipynb is one file (hard links) of Zoe, zoe")  # fmt: skip


def _shared(course: Course, assignment: str) -> Path:
    folder = course.root / "submitted/Zoe" / assignment
    folder.mkdir(parents=True)
    return folder / "p1.ipynb"


UNREADABLE = "unreadable"  # only where permissions bind, that is, not for root

# A time that is not believed costs nobody a point: the submission is graded, and a line says why.
TIMES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "bad-time": (lambda path: path.write_text("last Tuesday, 5ish"), "as nbgrader writes it"),
    "empty-time": (Path.touch, "as nbgrader writes it"),
    "binary-time": (lambda path: path.write_bytes(b"\xff\xfe\x00"), "it is not UTF-8 text"),
    "folder-time": (Path.mkdir, "it is not a plain file"),
    "huge-time": (lambda path: path.write_text("2026" * 10**6), "longer than 200 letters"),
    "first-time": (lambda path: path.write_text("0001-01-01 00:00:00 UTC"), "handed in in 1"),
    "before-time": (lambda path: path.write_text("0001-01-01 00:00:00 +0100"), "no such time"),
    "last-time": (lambda path: path.write_text("9999-12-31 23:00:00 -0100"), "no such time"),
    "far-time": (lambda path: path.write_text("2190-01-01 12:00:00 UTC"), "handed in in 2190"),
}

RIGHT = [answer("answer = 42"), graded("assert answer == 42")]
# Metadata of any form is nobody's business but the student's: the answer counts all the same.
ODD_METADATA: dict[str, Callable[[Path, Any], None]] = {
    "null-metadata": _cell(0, metadata=None),
    "no-metadata-at-all": _changed(metadata=None),
    "text-role": _cell(1, metadata={"nbgrader": "test"}),
    "list-id": _meta(grade_id=["test"]),
    "old-schema": _meta(schema_version=2),
    "new-schema": _meta(schema_version=99),
    "null-points": _meta(points=None),
    "no-points": _cell(1, metadata={"nbgrader": {"grade_id": "test", "grade": True}}),
    "endless-points": _meta(points=float("inf")),
    "null-tags": _cell(1, metadata={"tags": None}),
    "number-tags": _cell(0, metadata={"tags": 7}),
    "skipped-test": _tagged(1),
    "skipped-answer": _tagged(0),
    "other-key": _meta(other=[[[]]]),
    "number-outputs": _cell(0, outputs=7, execution_count="x"),
}
# What is unusual but gradable: the answer, and the mark of the test.
GRADABLE = {
    "prints-100-mb": ("answer = 42\nfor _ in range(100):\n    print('x' * 2**20)", 1),
    "prints-then-fails": ("print('x' * 100 * 2**20)\nanswer = 0", 0),
    "writes-20-mb": (
        "import os\nos.write(1, bytes(20 * 2**20))\nanswer = 42",
        1,
    ),
    "endless-list": ("x = []\nwhile True:\n    x.append(1)", 0),
    "exits": ("import os\nos._exit(3)", 0),
    "[red]o'neil": ("answer = 42", 1),
    "müller 李": ("answer = 42", 1),
}


def add(course: Course, assignment: str) -> None:
    """Hand in all of them for an assignment, and a right one before and after."""
    released = course.released(assignment)
    for name, (code, _) in GRADABLE.items():
        made = handed_in(released, answer(code), RIGHT[1], plain("'the end'"))
        course.submit(name, assignment, {"p1": made})
    right = handed_in(released, *RIGHT)
    course.submit("aaron", assignment, {"p1": right})
    course.submit("zoe", assignment, {"p1": right}, timestamp_txt="2026-03-01 12:00:00 UTC")
    course.submit("wrong-types", assignment, {"p1": as_text(right)})
    for name, spoil in ODD_METADATA.items():
        spoil(course.submit(name, assignment, {"p1": right}), json.loads(nbformat.writes(right)))
    bare = json.loads(nbformat.writes(right))
    for cell in bare["cells"]:  # nbformat warns of cells without an id
        del cell["id"]
    course.submit("no-ids", assignment, {"p1": json.dumps(bare)})
    for name, bad in BAD.items():
        folder = course.submit(name, assignment, {"p1": right})
        bad.spoil(folder, json.loads(nbformat.writes(right)))
    for stray in ("zoe/holiday pictures", "lost+found", "aaron/__MACOSX"):
        (course.root / "submitted" / stray).mkdir()
    (course.root / "submitted/all.zip").write_bytes(b"PK")
    (course.root / "submitted/aaron/p1.ipynb").write_text("{}")
    os.link(course.root / "submitted/zoe/ps/p1.ipynb", _shared(course, assignment))
    for name, (write, _) in TIMES.items():
        write(course.submit(name, assignment, {"p1": right}) / "timestamp.txt")
    if os.getuid():
        folder = course.submit(UNREADABLE, assignment, {"p1": right})
        (folder / "p1.ipynb").chmod(0)
