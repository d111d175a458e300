"""The worksheet functions that the evaluator knows. Each gets its arguments as grids."""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Iterator
from datetime import datetime

from autograder.checks.workbook import values as v
from autograder.checks.workbook.criteria import criterion, wildcards
from autograder.checks.workbook.values import (
    DIV,
    NA,
    NUM,
    REF,
    VALUE,
    ExcelError,
    Grid,
    Scalar,
    flat,
)

Function = Callable[..., Scalar | Grid]


class _Stop(Exception):
    """Carries an error value out of a function."""

    def __init__(self, error: ExcelError) -> None:
        super().__init__(error.code)
        self.error = error


def call(function: Function, arguments: list[Grid]) -> Grid:
    """What a function gives for its arguments; errors inside become its value."""
    try:
        result = function(*arguments)
    except _Stop as stop:
        result = stop.error
    return result if isinstance(result, list) else [[result]]


def one(grid: Grid) -> Scalar:
    """The only value of a grid; a larger one is an error where a single value is needed."""
    return grid[0][0] if len(grid) == 1 and len(grid[0]) == 1 else VALUE


def _sound(value: Scalar) -> Scalar:
    if isinstance(value, ExcelError):
        raise _Stop(value)
    return value


def _number(grid: Grid) -> float:
    value = v.number(one(grid))
    if isinstance(value, ExcelError):
        raise _Stop(value)
    return value


def _whole(grid: Grid) -> int:
    return math.floor(_number(grid))


def _numbers(*grids: Grid) -> Iterator[float]:
    """The numbers in ranges, texts and empty cells passed over; typed arguments are converted."""
    for grid in grids:
        single = len(grid) == 1 and len(grid[0]) == 1
        for value in flat(grid):
            if isinstance(_sound(value), float):
                yield float(value)  # type: ignore[arg-type]
            elif single and isinstance(value, bool):
                yield float(value)


def _sum(*grids: Grid) -> Scalar:
    return math.fsum(_numbers(*grids))


def _average(*grids: Grid) -> Scalar:
    found = list(_numbers(*grids))
    return math.fsum(found) / len(found) if found else DIV


def _matching(pairs: tuple[Grid, ...], shape: Grid | None = None) -> list[tuple[int, int]]:
    """The places at which all conditions hold; ranges of different size are an error."""
    if len(pairs) % 2 or not pairs:
        raise _Stop(VALUE)
    first = shape if shape is not None else pairs[0]
    size = len(first), len(first[0])
    places = [(row, column) for row in range(size[0]) for column in range(size[1])]
    for area, condition in zip(pairs[::2], pairs[1::2], strict=True):
        if (len(area), len(area[0])) != size:
            raise _Stop(VALUE)
        holds = criterion(one(condition))
        places = [(row, column) for row, column in places if holds(area[row][column])]
    return places


def _picked(values: Grid, pairs: tuple[Grid, ...]) -> list[float]:
    found = (_sound(values[row][column]) for row, column in _matching(pairs, values))
    return [float(value) for value in found if isinstance(value, float)]


def _sumifs(values: Grid, *pairs: Grid) -> Scalar:
    return math.fsum(_picked(values, pairs))


def _sumif(area: Grid, condition: Grid, values: Grid | None = None) -> Scalar:
    return _sumifs(area if values is None else values, area, condition)


def _averageifs(values: Grid, *pairs: Grid) -> Scalar:
    found = _picked(values, pairs)
    return math.fsum(found) / len(found) if found else DIV


def _index(area: Grid, row: Grid, column: Grid | None = None) -> Grid | Scalar:
    down, across = _whole(row), 0 if column is None else _whole(column)
    if column is None and len(area) == 1:
        down, across = (1, down) if len(area[0]) > 1 else (down, 1)
    if not (0 <= down <= len(area) and 0 <= across <= len(area[0])):
        return REF
    rows = area if down == 0 else [area[down - 1]]
    if across == 0:
        return rows if len(area[0]) > 1 else [[line[0]] for line in rows]
    return [[line[across - 1]] for line in rows]


def _match(wanted: Grid, area: Grid, kind: Grid | None = None) -> Scalar:
    if len(area) > 1 and len(area[0]) > 1:
        return NA
    line = list(flat(area))
    place = _found(_sound(one(wanted)), line, 1 if kind is None else _whole(kind))
    return NA if place is None else float(place + 1)


def _found(wanted: Scalar, line: list[Scalar], kind: int) -> int | None:
    """Where MATCH finds a value: exactly (0), or in a line that it believes to be sorted."""
    if kind == 0:
        if isinstance(wanted, str) and any(sign in wanted for sign in "*?~"):
            pattern = wildcards(wanted)
            hits = (isinstance(cell, str) and pattern.fullmatch(cell) is not None for cell in line)
        else:
            hits = (_alike(cell, wanted) and v.compare(cell, wanted) == 0 for cell in line)
        return next((place for place, hit in enumerate(hits) if hit), None)
    low, high = 0, len(line)  # halving, as spreadsheets do: an unsorted line gives a wrong place
    while low < high:
        middle = (low + high) // 2
        cell = line[middle]
        order = v.compare(cell, wanted) if _alike(cell, wanted) else 1
        if order == 0 or (order < 0) == (kind > 0):
            low = middle + 1
        else:
            high = middle
    return low - 1 if low else None


def _alike(cell: Scalar, wanted: Scalar) -> bool:
    if cell is None or isinstance(cell, ExcelError):
        return False
    return type(cell) is type(wanted) or (wanted is None and isinstance(cell, float))


def _xlookup(
    wanted: Grid, keys: Grid, values: Grid, missing: Grid | None = None, kind: Grid | None = None
) -> Grid | Scalar:
    line = list(flat(keys))
    mode = 0 if kind is None else _whole(kind)
    if mode != 0:
        raise NotImplementedError("XLOOKUP with another match than an exact one")
    place = _found(_sound(one(wanted)), line, 0)
    if place is None:
        return NA if missing is None else missing
    return [values[place]] if len(keys) > 1 or len(values) == len(line) else [[values[0][place]]]


def _vlookup(wanted: Grid, area: Grid, column: Grid, near: Grid | None = None) -> Scalar:
    kind = 1 if near is None or v.truth(one(near)) is True else 0
    place = _found(_sound(one(wanted)), [row[0] for row in area], kind)
    across = _whole(column)
    if not 1 <= across <= len(area[0]):
        return REF
    return NA if place is None else area[place][across - 1]


def _sumproduct(*grids: Grid) -> Scalar:
    sizes = {(len(grid), len(grid[0])) for grid in grids}
    if len(sizes) != 1:
        return VALUE
    total = []
    for line in zip(*(flat(grid) for grid in grids), strict=True):
        factors = [value if isinstance(_sound(value), float) else 0.0 for value in line]
        total.append(math.prod(float(factor) for factor in factors))
    return math.fsum(total)


def _round(value: Grid, places: Grid) -> Scalar:
    """Round half away from zero, as spreadsheets do."""
    scale = 10.0 ** _whole(places)
    scaled = _number(value) * scale
    return math.copysign(math.floor(round(abs(scaled), 9) + 0.5), scaled) / scale


def _edate(start: Grid, months: Grid) -> Scalar:
    first = v.day(math.floor(_number(start)))
    year, month = divmod(first.year * 12 + first.month - 1 + math.trunc(_number(months)), 12)
    if not 1900 <= year <= 9999:
        return NUM
    last = calendar.monthrange(year, month + 1)[1]
    return v.plain(datetime(year, month + 1, min(first.day, last)))


def _eomonth(start: Grid, months: Grid) -> Scalar:
    moved = _edate(start, months)
    if isinstance(moved, ExcelError):
        return moved
    there = v.day(float(moved))  # type: ignore[arg-type]
    return v.plain(there.replace(day=calendar.monthrange(there.year, there.month)[1]))


def _date(year: Grid, month: Grid, day: Grid) -> Scalar:
    years, months = divmod(_whole(year) * 12 + _whole(month) - 1, 12)
    return float(v.plain(datetime(years, months + 1, 1))) + _whole(day) - 1  # type: ignore[arg-type]


def _all(*grids: Grid) -> list[bool]:
    found = []
    for grid in grids:
        for value in flat(grid):
            if isinstance(value, str) and len(grid) * len(grid[0]) > 1:
                continue
            answer = v.truth(value)
            if isinstance(answer, ExcelError):
                raise _Stop(answer)
            found.append(answer)
    return found


def _extreme(choose: Callable[[list[float]], float]) -> Function:
    def of(*grids: Grid) -> Scalar:
        found = list(_numbers(*grids))
        return choose(found) if found else 0.0

    return of


def _extreme_ifs(choose: Callable[[list[float]], float]) -> Function:
    def of(values: Grid, *pairs: Grid) -> Scalar:
        found = _picked(values, pairs)
        return choose(found) if found else 0.0

    return of


def _calendar(part: str) -> Function:
    return lambda when: float(getattr(v.day(_number(when)), part))


FUNCTIONS: dict[str, Function] = {
    "SUM": _sum,
    "AVERAGE": _average,
    "MIN": _extreme(min),
    "MAX": _extreme(max),
    "COUNT": lambda *grids: float(sum(isinstance(x, float) for g in grids for x in flat(g))),
    "COUNTA": lambda *grids: float(sum(x is not None for g in grids for x in flat(g))),
    "SUMIF": _sumif,
    "SUMIFS": _sumifs,
    "COUNTIF": lambda *pairs: float(len(_matching(pairs))),
    "COUNTIFS": lambda *pairs: float(len(_matching(pairs))),
    "AVERAGEIFS": _averageifs,
    "_XLFN.MAXIFS": _extreme_ifs(max),
    "_XLFN.MINIFS": _extreme_ifs(min),
    "SUMPRODUCT": _sumproduct,
    "INDEX": _index,
    "MATCH": _match,
    "_XLFN.XLOOKUP": _xlookup,
    "VLOOKUP": _vlookup,
    "ROUND": _round,
    "ABS": lambda value: abs(_number(value)),
    "EDATE": _edate,
    "EOMONTH": _eomonth,
    "DATE": _date,
    "YEAR": _calendar("year"),
    "MONTH": _calendar("month"),
    "DAY": _calendar("day"),
    "AND": lambda *grids: all(_all(*grids)),
    "OR": lambda *grids: any(_all(*grids)),
    "NOT": lambda value: not _all(value)[0],
    "ISNUMBER": lambda value: isinstance(one(value), float),
    "ISTEXT": lambda value: isinstance(one(value), str),
    "ISBLANK": lambda value: one(value) is None,
    "ISERROR": lambda value: isinstance(one(value), ExcelError),
    "ISNA": lambda value: one(value) == NA,
    "NA": lambda: NA,
    "ROWS": lambda area: float(len(area)),
    "COLUMNS": lambda area: float(len(area[0])),
}
"""By the name that stands in a file: functions that came after Excel 2007 begin with _xlfn."""

LAZY = {"IF", "IFERROR", "IFNA", "_XLFN.IFNA"}
"""Functions that look at an argument only when they need it; the evaluator has them built in."""

NEW = {
    "CONCAT", "FILTER", "IFNA", "IFS", "LET", "MAXIFS", "MINIFS", "SORT", "SWITCH", "TEXTJOIN",
    "UNIQUE", "XLOOKUP", "XMATCH",
}  # fmt: skip
"""Functions that Excel shows as #NAME? if a file names them without _xlfn."""
