"""A sheet as a student would see it in a spreadsheet program, as HTML for a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from os import PathLike
from typing import Any

from openpyxl.utils import get_column_letter, range_boundaries

from autograder.checks.workbook.book import Book
from autograder.checks.workbook.display import shown
from autograder.checks.workbook.drawing import svg
from autograder.checks.workbook.facts import charts, signals
from autograder.checks.workbook.values import UNKNOWN, UNREADABLE

EMU = 9525
"""English metric units, in which a file places its charts, in a pixel."""

ROW, HEAD = 20, 18
SIDE = 34


class Look:
    """A picture of a sheet. A notebook shows it when it is the last value of a cell."""

    def __init__(self, html: str) -> None:
        self._html = html

    def _repr_html_(self) -> str:
        return self._html


def look(source: str | PathLike[str] | Book, sheet: str = "", rows: int = 40) -> Look:
    """Draw a sheet of a workbook with its values worked out, its signals and its charts.

    `source` is a path or a `Book`; without `sheet` the first one is drawn, at most `rows` of it.
    A formula that cannot be worked out shows as its text.
    """
    given = source if isinstance(source, Book) else Book(source)
    book = Book(given.book, lenient=True)
    return Look(_Drawer(book, sheet or book.book.sheetnames[0], rows).html())


class _Drawer:
    def __init__(self, book: Book, sheet: str, rows: int) -> None:
        self.book, self.title, self.sheet = book, sheet, book.book[sheet]
        self.charts = charts(self.sheet)
        self.rows = min(max([self.sheet.max_row, *self._chart_rows()]), rows)
        columns = max([self.sheet.max_column, *self._chart_columns()])
        self.widths = [self._width(column) for column in range(1, columns + 1)]
        self.heights = [self._height(row) for row in range(1, self.rows + 1)]
        self.lit = signals(self.book, self.title)
        self.banded = dict(self._tables())

    def html(self) -> str:
        total = SIDE + sum(self.widths)
        caption = f"Sheet {self.title}"
        head = "".join(
            f'<th style="{self._grey(width)}">{get_column_letter(number)}</th>'
            for number, width in enumerate(self.widths, 1)
        )
        lines = "".join(self._line(row) for row in range(1, self.rows + 1))
        more = self.sheet.max_row - self.rows
        note = f'<div style="color:#777;padding:4px">{more} more rows</div>' if more > 0 else ""
        return (
            '<div style="overflow-x:auto;background:#fff;color:#222;border:1px solid #ccc">'
            f'<div style="position:relative;width:{total}px">'
            f'<table aria-label="{escape(caption)}" style="table-layout:fixed;width:{total}px;'
            "border-collapse:collapse;margin:0;border:0;font:13px Carlito,Calibri,Arial,sans-serif;"
            f'color:#222"><thead><tr style="height:{HEAD}px;background:#f2f2f2">'
            f'<th style="{self._grey(SIDE)}"></th>{head}</tr></thead><tbody>{lines}</tbody>'
            f"</table>{''.join(self._drawn())}</div>{note}</div>"
        )

    def _line(self, row: int) -> str:
        hidden = {
            (r, c)
            for area in self.sheet.merged_cells.ranges
            for r, c in ((r, c) for line in area.rows for r, c in line)
            if (r, c) != (area.min_row, area.min_col)
        }
        cells = "".join(
            self._cell(row, column)
            for column in range(1, len(self.widths) + 1)
            if (row, column) not in hidden
        )
        return (
            f'<tr style="height:{self.heights[row - 1]}px;background:#fff">'
            f'<th style="{self._grey(SIDE)}">{row}</th>{cells}</tr>'
        )

    def _cell(self, row: int, column: int) -> str:
        cell = self.sheet.cell(row, column)
        place = f"{get_column_letter(column)}{row}"
        code, style = cell.number_format, self._style(cell)
        for dxf in self.lit.get(place, []):
            code = getattr(getattr(dxf, "numFmt", None), "formatCode", None) or code
            style += _font(getattr(dxf, "font", None)) + _fill(
                getattr(dxf, "fill", None), "bgColor"
            )
        value = self.book.value(self.title, place)
        numeric = isinstance(value, float)
        words = shown(value, code) if value not in (UNREADABLE, UNKNOWN) else str(cell.value)
        if not (cell.alignment.horizontal and cell.alignment.horizontal != "general"):
            style += f"text-align:{'right' if numeric else 'left'};"
        span = next(
            (
                f' colspan="{a.size["columns"]}" rowspan="{a.size["rows"]}"'
                for a in self.sheet.merged_cells.ranges
                if (a.min_row, a.min_col) == (row, column)
            ),
            "",
        )
        return f'<td{span} style="{style}">{escape(words)}</td>'

    def _style(self, cell: Any) -> str:
        style = "padding:0 4px;white-space:nowrap;overflow:visible;vertical-align:middle;"
        gridlines = self.sheet.sheet_view.showGridLines is not False
        style += f"border:{'1px solid #e4e4e4' if gridlines else '0'};"
        style += self.banded.get((cell.row, cell.column), "")
        for side in ("top", "bottom"):
            edge = getattr(cell.border, side)
            if edge is not None and edge.style:
                thick = 2 if edge.style in ("medium", "thick") else 1
                style += f"border-{side}:{thick}px solid {_colour(edge.color) or '#222'};"
        style += _font(cell.font) + _fill(cell.fill, "fgColor")
        alignment = cell.alignment
        if alignment.horizontal and alignment.horizontal != "general":
            style += f"text-align:{alignment.horizontal};"
        if alignment.vertical in ("top", "center", "bottom"):
            style += f"vertical-align:{alignment.vertical.replace('center', 'middle')};"
        if alignment.wrap_text:
            style += "white-space:normal;"
        if alignment.indent:
            style += f"padding-left:{4 + 9 * int(alignment.indent)}px;"
        return style

    def _tables(self) -> Iterator[tuple[tuple[int, int], str]]:
        """The look of a table's cells where the file asks for a table style."""
        for table in self.sheet.tables.values():
            info = table.tableStyleInfo
            if info is None or not info.name:
                continue
            left, top, right, bottom = range_boundaries(table.ref)
            for column in range(left, right + 1):
                yield (top, column), "background:#1f5c73;color:#fff;font-weight:bold;"
                for row in range(top + 2, bottom + 1, 2):
                    if info.showRowStripes:
                        yield (row, column), "background:#eef4f6;"

    def _drawn(self) -> Iterator[str]:
        for chart in self.charts:
            corner = getattr(chart.chart.anchor, "_from", None)
            width, height = self._size(chart.chart.anchor)
            left = SIDE + sum(self.widths[: corner.col]) + corner.colOff / EMU if corner else SIDE
            top = HEAD + sum(self.heights[: corner.row]) + corner.rowOff / EMU if corner else HEAD
            picture = svg(self.book, self.title, chart, width, height)
            spot = f"position:absolute;left:{left:.0f}px;top:{top:.0f}px"
            yield f'<div style="{spot}">{picture}</div>'

    def _size(self, anchor: Any) -> tuple[float, float]:
        extent, end = getattr(anchor, "ext", None), getattr(anchor, "to", None)
        if end is not None:
            start = anchor._from
            widths = sum(self._width(column + 1) for column in range(start.col, end.col))
            return widths, sum(self._height(row + 1) for row in range(start.row, end.row))
        return (extent.width / EMU, extent.height / EMU) if extent is not None else (480.0, 290.0)

    def _chart_rows(self) -> Iterator[int]:
        for chart in self.charts:
            corner, (_, height) = chart.chart.anchor._from, self._size(chart.chart.anchor)
            row = corner.row + 1
            while height > 0:
                height -= self._height(row)
                row += 1
            yield row

    def _chart_columns(self) -> Iterator[int]:
        for chart in self.charts:
            corner, (width, _) = chart.chart.anchor._from, self._size(chart.chart.anchor)
            column = corner.col + 1
            while width > 0:
                width -= self._width(column)
                column += 1
            yield column - 1

    def _width(self, column: int) -> int:
        dimensions = self.sheet.column_dimensions
        for letter, dimension in dimensions.items():
            first, last = dimension.min or 0, dimension.max or 0
            if letter == get_column_letter(column) or first <= column <= last:
                return round(7 * dimension.width + 5) if dimension.width else 64
        return 64

    def _height(self, row: int) -> int:
        height = self.sheet.row_dimensions[row].height if row in self.sheet.row_dimensions else None
        return round(height * 4 / 3) if height else ROW

    def _grey(self, width: int) -> str:
        return (
            f"width:{width}px;padding:0;background:#f2f2f2;color:#888;font:11px sans-serif;"
            "text-align:center;border:1px solid #ddd;"
        )


def _font(font: Any) -> str:
    if font is None:
        return ""
    style = "font-weight:bold;" if font.b else ""
    style += "font-style:italic;" if font.i else ""
    style += f"font-size:{font.sz * 4 / 3:.0f}px;" if font.sz and font.sz != 11 else ""
    colour = _colour(font.color)
    return style + (f"color:{colour};" if colour else "")


def _fill(fill: Any, name: str) -> str:
    solid = fill is not None and (fill.fill_type == "solid" or name == "bgColor")
    colour = _colour(getattr(fill, name, None)) if solid else ""
    return f"background:{colour};" if colour else ""


def _colour(colour: Any) -> str:
    value = getattr(colour, "rgb", None) if getattr(colour, "type", "") == "rgb" else None
    return f"#{value[-6:]}" if isinstance(value, str) and value != "00000000" else ""
