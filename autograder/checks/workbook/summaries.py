"""Functions that make one number of many: sums, means, ranks."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable

from autograder.checks.workbook import values as v
from autograder.checks.workbook.registry import (
    FUNCTIONS,
    NotSupported,
    Stop,
    function,
    number,
    numbers,
    sound,
    whole,
)
from autograder.checks.workbook.values import DIV, NA, NUM, VALUE, ExcelError, Grid, Scalar, flat


@function("SUM", takes=";r")
def _sum(*grids: Grid) -> Scalar:
    return math.fsum(numbers(*grids))


@function("AVERAGE", takes=";r")
def _average(*grids: Grid) -> Scalar:
    found = list(numbers(*grids))
    return math.fsum(found) / len(found) if found else DIV


@function("MIN", takes=";r")
def _min(*grids: Grid) -> Scalar:
    return min(numbers(*grids), default=0.0)


@function("MAX", takes=";r")
def _max(*grids: Grid) -> Scalar:
    return max(numbers(*grids), default=0.0)


@function("MEDIAN", takes=";r")
def _median(*grids: Grid) -> Scalar:
    found = list(numbers(*grids))
    return statistics.median(found) if found else NUM


@function("PRODUCT", takes=";r")
def _product(*grids: Grid) -> Scalar:
    found = list(numbers(*grids))
    return math.prod(found) if found else 0.0


@function("STDEV", "_XLFN.STDEV.S", takes=";r")
def _stdev(*grids: Grid) -> Scalar:
    found = list(numbers(*grids))
    return statistics.stdev(found) if len(found) > 1 else DIV


@function("COUNT", takes=";r")
def _count(*grids: Grid) -> Scalar:
    found = 0
    for grid in grids:
        typed = not isinstance(grid, v.Area) and len(grid) == len(grid[0]) == 1
        for value in flat(grid):
            read = v.number(value) if typed else value
            found += isinstance(read, float)
    return found


@function("COUNTA", takes=";r")
def _counta(*grids: Grid) -> Scalar:
    return sum(value is not None for grid in grids for value in flat(grid))


@function("COUNTBLANK", takes="r")
def _countblank(grid: Grid) -> Scalar:
    return sum(value is None or value == "" for value in flat(grid))


def _ranked(grid: Grid, place: Scalar, *, reverse: bool) -> Scalar:
    found = sorted(numbers(grid), reverse=reverse)
    wanted = math.ceil(number(place))
    return found[wanted - 1] if 1 <= wanted <= len(found) else NUM


@function("LARGE", takes="rv")
def _large(grid: Grid, place: Scalar) -> Scalar:
    return _ranked(grid, place, reverse=True)


@function("SMALL", takes="rv")
def _small(grid: Grid, place: Scalar) -> Scalar:
    return _ranked(grid, place, reverse=False)


@function("RANK", "_XLFN.RANK.EQ", takes="vrv")
def _rank(value: Scalar, grid: Grid, order: Scalar = None) -> Scalar:
    wanted, found = number(value), list(numbers(grid))
    if wanted not in found:
        return NA
    rising = order is not None and number(order) != 0
    return 1 + sum(other < wanted if rising else other > wanted for other in found)


@function("SUMPRODUCT", takes=";a")
def _sumproduct(*grids: Grid) -> Scalar:
    sizes = {(len(grid), len(grid[0])) for grid in grids}
    if len(sizes) != 1:
        return VALUE
    total = []
    for line in zip(*(flat(grid) for grid in grids), strict=True):
        factors = [value if isinstance(sound(value), float) else 0.0 for value in line]
        total.append(math.prod(float(factor) for factor in factors))
    return math.fsum(total)


_SUBTOTALS: dict[int, str] = {
    1: "AVERAGE", 2: "COUNT", 3: "COUNTA", 4: "MAX", 5: "MIN", 6: "PRODUCT", 7: "STDEV", 9: "SUM",
    12: "MEDIAN",
}  # fmt: skip
_OF_ARRAYS: dict[int, Callable[[Grid, Scalar], Scalar]] = {14: _large, 15: _small}


def subtotal(kind: int) -> str:
    """The function that a number of SUBTOTAL or AGGREGATE names."""
    name = _SUBTOTALS.get(kind % 100)
    if name is None:
        raise NotSupported(f"SUBTOTAL or AGGREGATE with {kind}")
    return name


@function("_XLFN.AGGREGATE", takes="vv;a")
def _aggregate(kind: Scalar, option: Scalar, *areas: Grid) -> Scalar | Grid:
    chosen, drops_errors = whole(kind), whole(option) in (2, 3, 6, 7)

    def kept(area: Grid) -> Grid:
        values = [x for x in flat(area) if not (drops_errors and isinstance(x, ExcelError))]
        return v.Area([[value] for value in values] or [[None]])

    if chosen in _OF_ARRAYS:
        if len(areas) != 2:
            raise Stop(VALUE)
        return _OF_ARRAYS[chosen](kept(areas[0]), areas[1][0][0])
    return FUNCTIONS[subtotal(chosen)]([kept(area) for area in areas])
