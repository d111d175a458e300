"""LibreOffice shows the same for every formula that the evaluator is tested with."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from known_formulas import ARRAYS, EXCEL_ALONE, VALUES, workbook
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from autograder.checks.workbook import Book, ExcelError
from autograder.checks.workbook.values import plain

pytestmark = pytest.mark.libreoffice
FIRST = 20  # row of the first formula


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Any], list[Any]]:
    """What the evaluator and LibreOffice show for all formulas, in their order."""
    folder = tmp_path_factory.mktemp("calc")
    made = workbook()
    page = made["Page"]
    for row, (formula, _) in enumerate([*VALUES, *ARRAYS], FIRST):
        page[f"F{row}"] = f"={formula}"
        if (formula, _) in ARRAYS:
            page[f"F{row}"] = ArrayFormula(f"F{row}", f"={formula}")
    made.save(folder / "book.xlsx")
    theirs = load_workbook(recalculated(folder / "book.xlsx"), data_only=True)["Page"]
    book, rows = Book(made), range(FIRST, FIRST + len(VALUES) + len(ARRAYS))
    return [book.value("Page", f"F{row}") for row in rows], [
        theirs[f"F{row}"].value for row in rows
    ]


def recalculated(path: Path) -> Path:
    """The workbook with the values that LibreOffice gives it."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing; on Debian: apt-get install libreoffice-calc"
    profile, out = path.parent / "profile", path.parent / "out"
    command = [program, "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to",
               "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out / path.name


def alike(ours: Any, theirs: Any) -> bool:
    """Whether two values are the same; of errors, which it exports as #VALUE!, the kind is open."""
    if isinstance(ours, ExcelError):
        return isinstance(theirs, str) and theirs.startswith("#")
    if ours == "":
        return theirs in (None, "")
    theirs = theirs if isinstance(theirs, str) else plain(theirs)
    if isinstance(ours, bool) is not isinstance(theirs, bool):
        return False
    return bool(ours == (pytest.approx(theirs) if isinstance(theirs, float) else theirs))


@pytest.mark.parametrize("number", range(len(VALUES) + len(ARRAYS)))
def test_libreoffice_shows_the_same(both: tuple[list[Any], list[Any]], number: int) -> None:
    formula, _ = [*VALUES, *ARRAYS][number]
    ours, theirs = both[0][number], both[1][number]
    assert alike(ours, theirs) is (formula not in EXCEL_ALONE), (formula, ours, theirs)
