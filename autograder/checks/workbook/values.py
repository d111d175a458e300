"""What a cell can hold, and how a spreadsheet compares and converts it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

EPOCH = datetime(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar, right for every day from 1 March 1900."""


@dataclass(frozen=True, slots=True)
class ExcelError:
    """An error value such as #DIV/0!; it spreads to whatever uses it."""

    code: str

    def __str__(self) -> str:
        return self.code


DIV = ExcelError("#DIV/0!")
NA = ExcelError("#N/A")
NAME = ExcelError("#NAME?")
NUM = ExcelError("#NUM!")
REF = ExcelError("#REF!")
VALUE = ExcelError("#VALUE!")
CIRCULAR = ExcelError("#CIRCULAR!")
"""A formula that needs itself. Spreadsheet programs warn and show 0."""

UNREADABLE = ExcelError("#UNREADABLE!")
"""A formula that no spreadsheet program could read from a file; `parsing.reason` says why."""

UNKNOWN = ExcelError("#UNKNOWN!")
"""A formula that cannot be worked out here, in a picture of a sheet; see `Book`."""

Scalar = float | str | bool | None | ExcelError
"""One cell's value. None is an empty cell; days are numbers."""

Grid = list[list[Scalar]]
"""Values in rows, as an array formula has them."""


class Area(Grid):
    """The values of a range of cells, which also knows where they stand.

    `sheet` is empty where a range was only made up, with values left out.
    """

    def __init__(
        self, rows: Iterable[list[Scalar]], sheet: str = "", left: int = 1, top: int = 1
    ) -> None:
        super().__init__(rows)
        self.sheet, self.left, self.top = sheet, left, top


def part(grid: Grid, rows: range, columns: range) -> Grid:
    """Some rows and columns of a grid; of a range they are a range again."""
    cut = [[grid[row][column] for column in columns] for row in rows]
    if isinstance(grid, Area):
        return Area(cut, grid.sheet, grid.left + columns.start, grid.top + rows.start)
    return cut


def plain(value: Any) -> Scalar:
    """A value as openpyxl reads it, as a spreadsheet counts it: days become numbers."""
    if isinstance(value, datetime):
        return (value - EPOCH) / timedelta(days=1)
    if isinstance(value, date):
        return float((datetime(value.year, value.month, value.day) - EPOCH).days)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    if value is None or isinstance(value, bool | str | ExcelError):
        return value
    return float(value)


def day(number: float) -> datetime:
    """The day and time that a number stands for."""
    return EPOCH + timedelta(days=number)


def number(value: Scalar) -> float | ExcelError:
    """A value in arithmetic: empty is 0, TRUE is 1, a text that reads as a number is one."""
    if isinstance(value, ExcelError):
        return value
    if value is None:
        return 0.0
    if isinstance(value, str):
        read = number_in(value)
        return VALUE if read is None else read
    return float(value)


def number_in(text: str) -> float | None:
    """The number that a text spells ("1,204.5", "12%"), or None."""
    bare = text.strip().replace(",", "")
    share = bare.endswith("%")
    try:
        value = float(bare.rstrip("%"))
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    return value / 100 if share else value


def text(value: Scalar) -> str:
    """A value joined to a text: 3.0 is "3", TRUE is "TRUE", empty is nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return f"{value:.15g}"
    return str(value)


def truth(value: Scalar) -> bool | ExcelError:
    """A value as a condition."""
    if isinstance(value, ExcelError):
        return value
    if isinstance(value, str):
        known = {"TRUE": True, "FALSE": False}.get(value.upper())
        return VALUE if known is None else known
    return bool(value)


def compare(left: Scalar, right: Scalar) -> int:
    """-1, 0 or 1. Any number is below any text, any text below FALSE and TRUE; case is ignored.

    Neither may be an error. An empty cell is 0 beside a number and "" beside a text.
    """
    first, second = _ranked(left, right), _ranked(right, left)
    return (first > second) - (first < second)


def _ranked(value: Scalar, other: Scalar) -> tuple[int, Any]:
    if value is None:
        value = "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, str):
        return 1, value.casefold()
    assert not isinstance(value, ExcelError)
    return 0, round(value, 12) if abs(value) < 1e3 else value


def flat(grid: Grid) -> Iterator[Scalar]:
    """The values of a grid, row by row."""
    for row in grid:
        yield from row
