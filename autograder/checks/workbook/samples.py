"""Small workbooks to try things on, made in one call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

Rows = Iterable[Iterable[Any]]


def sample(
    cells: Mapping[str, Any] | None = None,
    tables: Mapping[str, tuple[str, Rows] | tuple[str, Rows, str]] | None = None,
    names: Mapping[str, str] | None = None,
) -> Any:
    """A workbook of openpyxl.

    `cells` are contents by place ("Dashboard!C3"), `tables` are sheets with a table: the sheet,
    the rows, header first, and where the first cell is unless it is A1, by the table's name.
    `names` are defined names with what they mean. Sheets come in the order in which they are named;
    None leaves a cell empty.
    """
    book = Workbook()
    book.remove(book.active)
    for place, content in (cells or {}).items():
        title, _, cell = place.rpartition("!")
        sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
        sheet[cell] = content
    for name, (title, rows, *corner) in (tables or {}).items():
        sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
        left, top, *_ = range_boundaries(corner[0] if corner else "A1")
        lines = [list(row) for row in rows]
        for row, line in enumerate(lines, top):
            for column, value in enumerate(line, left):
                sheet.cell(row, column, value)
        right, bottom = left + len(lines[0]) - 1, top + len(lines) - 1
        ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        sheet.add_table(Table(displayName=name, ref=ref))
    for name, meaning in (names or {}).items():
        book.defined_names[name] = DefinedName(name, attr_text=meaning)
    return book
