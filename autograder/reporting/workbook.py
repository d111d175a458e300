"""The tables behind a report, as a workbook."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from autograder.export.platform import safe

_WIDEST = 70


def write_workbook(path: Path, tables: dict[str, pd.DataFrame]) -> None:
    """Write each table as a sheet with a header that stays in view; no text becomes a formula."""
    book = Workbook()
    book.remove(book.active)
    for name, table in tables.items():
        sheet = book.create_sheet(name)
        sheet.append(list(table.columns))
        plain = table.astype(object).where(table.notna(), None)
        for row in plain.itertuples(index=False):
            sheet.append([safe(value) if isinstance(value, str) else value for value in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        for number, column in enumerate(table.columns, 1):
            texts = [str(column), *plain[column].head(200).map(str)]
            width = min(max(map(len, texts)) + 2, _WIDEST)
            sheet.column_dimensions[get_column_letter(number)].width = width
            share = column in ("share", "median_share", "quartile_1", "quartile_3", "full", "none")
            for cell in sheet[get_column_letter(number)][1:] if share else ():
                cell.number_format = "0 %"
    book.save(path)
