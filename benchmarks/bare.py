"""The cells alone: every submission's code cells, run by `exec` in a warm interpreter.

Prints one JSON line: CPU and wall seconds of each submission of the course and the assignment that
are given as arguments. The imports are done before the clock starts; errors are shown by nobody.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import nbformat
import openpyxl  # noqa: F401  warm, as in the fork server
import scipy.ndimage  # noqa: F401
import sklearn.ensemble
import sklearn.linear_model
import sklearn.model_selection  # noqa: F401


def run_cell(source: str, namespace: dict[str, Any]) -> None:
    """Run a cell as Python does; like a notebook, draw the figures that it made."""
    with contextlib.suppress(Exception):
        exec(compile(ast.parse(source), "cell", "exec"), namespace)
    for number in plt.get_fignums():
        plt.figure(number).savefig(io.BytesIO(), format="png", bbox_inches="tight")
    plt.close("all")


def code_cells(submission: Path, source: Path) -> list[str]:
    """The code that grading runs: what the student wrote, and the tests with their hidden parts."""
    tests = {
        cell.id: cell.source
        for cell in nbformat.read(source, 4).cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    cells = nbformat.read(submission, 4).cells
    return [tests.get(cell.id, cell.source) for cell in cells if cell.cell_type == "code"]


def run_notebook(cells: list[str]) -> dict[str, float]:
    """Seconds that the cells take, one after the other."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    wall, cpu = time.perf_counter(), time.process_time()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for source in cells:
            run_cell(source, namespace)
    return {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}


def main(course: Path, assignment: str) -> None:
    """Run every submission of an assignment once."""
    measured = []
    source = course.absolute() / "source" / assignment
    paths = sorted(course.absolute().glob(f"submitted/*/{assignment}/*.ipynb"))
    warming = paths[:4]  # these run once more before the others, and are not counted
    for path in warming + paths:
        cells = code_cells(path, source / path.name)
        with tempfile.TemporaryDirectory(prefix="bare-") as top:
            os.chdir(shutil.copytree(source, Path(top) / "work"))  # cells read and write files
            measured.append(run_notebook(cells))
            os.chdir(source)
    print(json.dumps(measured[len(warming) :]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
