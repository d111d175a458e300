"""What a notebook writes is handed over after its end: plain files to look at, within limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.engine.between.execution import Cell, Execution
from autograder.engine.outside.engine import Engine
from autograder.engine.outside.written import MOST_BYTES, MOST_FILES
from autograder.sandbox.limits import Limits

from .world import descriptors

SUPPORT, OWN = "prices.csv", "notes/own.txt"
HONEST = """
import os, openpyxl
from PIL import Image
book = openpyxl.Workbook()
book.active["A1"] = "=1+1"
book.save("report.xlsx")
os.makedirs("plots/first")
Image.new("RGB", (4, 4), "red").save("plots/first/red.png")
open("notes/own.txt", "a").write(", and more")
open("Umsätze 2026 (neu).csv", "w").write("a,b")
open("drawing.svg", "w").write('<svg xmlns="http://www.w3.org/2000/svg"><g onclick="a()"/></svg>')
open("empty.txt", "w").close()
"""
HOSTILE = """
import os, socket
open("good.txt", "w").write("good")
os.symlink("/etc/passwd", "passwd.txt")
os.symlink("good.txt", "link.txt")
os.symlink("/etc", "etc")
os.mkdir("loop"); os.symlink("..", "loop/loop")
for name in ("prices.csv", "PRICES.CSV", "timestamp.txt", "p1.ipynb", "P2.IPYNB", "page.html",
             "run.sh", "data.pkl", "macro.xlsm", ".hidden.txt", "-rf.txt", "=cmd.txt", "no-ending",
             "line\\nend.txt", "esc\\x1b[2J.txt", "turn\\u202etxt.csv", "blank .txt ", "page.svgz",
             "a\\\\b.txt", "quote'.txt", "x" * 120 + ".txt"):
    open(name, "w").write("bad")
try:
    os.mkfifo("pipe.txt")
except OSError:
    pass
with open("sparse.txt", "w") as stream:
    os.truncate(stream.fileno(), 30 * 2**20)
os.makedirs("a/b/c/d/e/f")
open("a/b/c/d/e/f/deep.txt", "w").write("deep")
open("a/b/c/d/near.txt", "w").write("near")
os.makedirs(".git/objects"); open(".git/objects/x.txt", "w").write("x")
open("drawing.svg", "w").write("<svg><script>alert(1)</script>")
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("given")
    (made / "prices.csv").write_text("price")
    (made / "own.txt").write_text("mine")
    return made


def run(engine: Engine, folder: Path, *sources: str, keep: bool = True) -> Execution:
    """Run cells, each after a checkpoint, with a file of the assignment and one of the student."""
    server = engine.assignment(Limits(), {SUPPORT: folder / "prices.csv"})
    try:
        cells = [Cell(source, checkpoint=True) for source in sources]
        return server.run(cells, {OWN: folder / "own.txt"}, keep_files=keep)
    finally:
        server.close()


def test_workbooks_pictures_and_texts_are_there_as_they_were_written(
    engine: Engine, folder: Path
) -> None:
    files = run(engine, folder, HONEST).files
    assert sorted(files) == [
        "Umsätze 2026 (neu).csv", "drawing.svg", "empty.txt", OWN, "plots/first/red.png",
        "report.xlsx",
    ]  # fmt: skip
    assert files["report.xlsx"].startswith(b"PK")
    assert files["plots/first/red.png"].startswith(b"\x89PNG")
    assert files[OWN] == b"mine, and more"
    assert b"onclick" not in files["drawing.svg"]
    assert files["drawing.svg"].startswith(b"<svg")


def test_nothing_is_handed_over_that_nobody_asked_for_or_wrote(
    engine: Engine, folder: Path
) -> None:
    assert run(engine, folder, HONEST, keep=False).files == {}
    assert run(engine, folder, "1").files == {}


def test_links_pages_programs_and_odd_names_are_left_out(engine: Engine, folder: Path) -> None:
    execution = run(engine, folder, HOSTILE)
    assert [cell.error for cell in execution.cells] == [None]
    assert dict(execution.files) == {
        "good.txt": b"good", "drawing.svg": b"", "a/b/c/d/near.txt": b"near",
    }  # fmt: skip
    assert any("files that it wrote were not kept" in note for note in execution.notes)


def test_number_and_size_are_limited(engine: Engine, folder: Path) -> None:
    many = f"for n in range({MOST_FILES + 50}): open(f'{{n}}.txt', 'w').write('x')"
    assert len(run(engine, folder, many).files) == MOST_FILES
    large = "for n in range(9): open(f'{n}.txt', 'wb').write(bytes(4 * 2**20))"
    assert sum(map(len, run(engine, folder, large).files.values())) <= MOST_BYTES


@pytest.mark.parametrize(
    "end",
    ["import os\nos._exit(1)", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "1 / 0",
     "import ctypes\nctypes.string_at(0)", "import os\nos.chdir('/tmp')"],
)  # fmt: skip
def test_files_outlive_the_process_that_wrote_them(engine: Engine, folder: Path, end: str) -> None:
    files = run(engine, folder, "open('kept.txt', 'w').write('kept')", end, "1").files
    assert files["kept.txt"] == b"kept"


def test_nothing_stays_open_or_behind(engine: Engine, folder: Path) -> None:
    run(engine, folder, HONEST)
    before = descriptors()
    for _ in range(3):
        run(engine, folder, HONEST)
    assert descriptors() == before
    assert list(Path(engine.scratch).rglob("report.xlsx")) == []
