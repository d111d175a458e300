"""What a script or a person does to a table next month."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl.utils import get_column_letter, range_boundaries


def grow(book: Any, table: str, rows: Iterable[Iterable[Any]]) -> None:
    """Write rows below a table of a workbook and stretch the table over them.

    Excel does this when somebody types below a table, and so does a script that appends a month.
    Nothing else in the workbook is touched. Raises KeyError if there is no such table.
    """
    for sheet in book.worksheets:
        if table in sheet.tables:
            break
    else:
        raise KeyError(table)
    left, top, right, bottom = range_boundaries(sheet.tables[table].ref)
    for row in rows:
        bottom += 1
        for column, value in enumerate(row, left):
            pattern = sheet.cell(bottom - 1, column)
            sheet.cell(bottom, column, value).number_format = pattern.number_format
    ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
    sheet.tables[table].ref = ref
    if sheet.tables[table].autoFilter is not None:
        sheet.tables[table].autoFilter.ref = ref
