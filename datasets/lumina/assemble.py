"""Builds a workbook of the table `workbook_cells` again, with openpyxl."""

from __future__ import annotations

from typing import Any

import pandas as pd


def assemble(rows: pd.DataFrame) -> Any:
    """Build one workbook (openpyxl) from its rows in `workbook_cells`."""
    from openpyxl import Workbook
    from openpyxl.chart import BarChart, Reference
    from openpyxl.utils import range_boundaries
    from openpyxl.worksheet.table import Table

    book = Workbook()
    book.remove(book.active)
    for part in rows.fillna("").astype(str).to_dict("records"):
        kind, title, place = part["part"], part["sheet"], part["place"]
        if title not in book.sheetnames:
            columns = book.create_sheet(title).column_dimensions
            for letter in "ABCDEFG":
                columns[letter].width = 12.5
        sheet = book[title]
        if kind == "cell":
            code = part["format"]
            cell = sheet[place]
            cell.value = _content(part["value"], code)
            if code != cell.number_format:
                cell.number_format = code
        elif kind == "table":
            sheet.add_table(Table(displayName=part["value"], ref=place))
        elif kind == "merge":
            sheet.merge_cells(place)
        elif kind == "hidden":
            sheet.sheet_state = "hidden"
        else:
            chart = BarChart()
            chart.title, chart.legend = sheet["A1"].value, None
            chart.width, chart.height = 11, 6.5
            areas = [Reference(sheet, *range_boundaries(part[x])) for x in ("value", "format")]
            chart.add_data(areas[0])
            chart.set_categories(areas[1])
            sheet.add_chart(chart, place)
    return book


def _content(text: str, code: str) -> object:
    """A cell's content: a text stays one where its format says so, a day becomes a day."""
    if code == "mmm yyyy":
        return pd.Timestamp(text).to_pydatetime()
    if code in ("General", "@") or text.startswith("="):
        return text
    return int(text) if "." not in text else float(text)
