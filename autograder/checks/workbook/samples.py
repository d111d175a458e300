"""Small workbooks to try things on, made in one call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

Rows = Iterable[Iterable[Any]]


def sample(
    cells: Mapping[str, Any] | None = None,
    tables: Mapping[str, tuple[str, Rows]] | None = None,
    names: Mapping[str, str] | None = None,
) -> Any:
    """A workbook of openpyxl.

    `cells` are contents by place ("Dashboard!C3"), `tables` are sheets with a table from A1: the
    sheet and the rows, header first, by the table's name. `names` are defined names with what they
    mean. Sheets come in the order in which they are named; None leaves a cell empty.
    """
    book = Workbook()
    book.remove(book.active)
    for place, content in (cells or {}).items():
        title, _, cell = place.rpartition("!")
        sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
        sheet[cell] = content
    for name, (title, rows) in (tables or {}).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        corner = f"{get_column_letter(sheet.max_column)}{sheet.max_row}"
        sheet.add_table(Table(displayName=name, ref=f"A1:{corner}"))
    for name, meaning in (names or {}).items():
        book.defined_names[name] = DefinedName(name, attr_text=meaning)
    return book
