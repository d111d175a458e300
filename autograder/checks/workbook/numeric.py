"""Functions of single numbers, of days, and questions about a value."""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable
from datetime import datetime

from autograder.checks.workbook import values as v
from autograder.checks.workbook.registry import Stop, function, number, truth, whole
from autograder.checks.workbook.values import DIV, NA, NUM, VALUE, ExcelError, Grid, Scalar, flat


def _scaled(value: Scalar, places: Scalar, cut: Callable[[float], float]) -> Scalar:
    """A number cut at a decimal place, away from zero or towards it alike for both signs."""
    given, digits = number(value), whole(places)
    scale = 10.0 ** abs(digits)
    size = abs(given) * scale if digits >= 0 else abs(given) / scale
    kept = cut(float(f"{size:.15g}"))
    return math.copysign(kept / scale if digits >= 0 else kept * scale, given)


@function("ROUND", takes="vv")
def _round(value: Scalar, places: Scalar) -> Scalar:
    return _scaled(value, places, lambda size: math.floor(size + 0.5))


@function("ROUNDUP", takes="vv")
def _roundup(value: Scalar, places: Scalar) -> Scalar:
    return _scaled(value, places, math.ceil)


@function("ROUNDDOWN", takes="vv")
def _rounddown(value: Scalar, places: Scalar) -> Scalar:
    return _scaled(value, places, math.floor)


@function("TRUNC", takes="vv")
def _trunc(value: Scalar, places: Scalar = 0.0) -> Scalar:
    return _scaled(value, places, math.floor)


@function("INT", takes="v")
def _int(value: Scalar) -> Scalar:
    return math.floor(number(value))


@function("MOD", takes="vv")
def _mod(value: Scalar, by: Scalar) -> Scalar:
    return number(value) % number(by) if number(by) else DIV


@function("ABS", takes="v")
def _abs(value: Scalar) -> Scalar:
    return abs(number(value))


@function("SIGN", takes="v")
def _sign(value: Scalar) -> Scalar:
    given = number(value)
    return (given > 0) - (given < 0)


@function("SQRT", takes="v")
def _sqrt(value: Scalar) -> Scalar:
    return math.sqrt(number(value)) if number(value) >= 0 else NUM


@function("POWER", takes="vv")
def _power(value: Scalar, exponent: Scalar) -> Scalar:
    try:
        result = number(value) ** number(exponent)
    except ZeroDivisionError:
        return DIV
    return result if isinstance(result, float) else NUM


@function("N", takes="v")
def _n(value: Scalar) -> Scalar:
    return float(value) if isinstance(value, bool | float) else 0.0


def _when(value: Scalar) -> datetime:
    given = number(value)
    if not 0 <= given < 2_958_466:  # the end of the year 9999
        raise Stop(NUM)
    return v.day(given)


@function("YEAR", takes="v")
def _year(when: Scalar) -> Scalar:
    return _when(when).year


@function("MONTH", takes="v")
def _month(when: Scalar) -> Scalar:
    return _when(when).month


@function("DAY", takes="v")
def _day(when: Scalar) -> Scalar:
    return _when(when).day


@function("WEEKDAY", takes="vv")
def _weekday(when: Scalar, kind: Scalar = 1.0) -> Scalar:
    first = {1: 6, 2: 0, 3: 0}.get(whole(kind))
    if first is None:
        return NUM
    return (_when(when).weekday() - first) % 7 + (whole(kind) != 3)


@function("DATE", takes="vvv")
def _date(year: Scalar, month: Scalar, day: Scalar) -> Scalar:
    years, months = divmod(whole(year) * 12 + whole(month) - 1, 12)
    years += 1900 if years < 1900 else 0
    if not 1900 <= years <= 9999:
        return NUM
    return float(v.plain(datetime(years, months + 1, 1))) + whole(day) - 1  # type: ignore[arg-type]


@function("EDATE", takes="vv")
def _edate(start: Scalar, months: Scalar) -> Scalar:
    first = _when(math.floor(number(start)))
    year, month = divmod(first.year * 12 + first.month - 1 + whole(months), 12)
    if not 1900 <= year <= 9999:
        return NUM
    last = calendar.monthrange(year, month + 1)[1]
    return v.plain(datetime(year, month + 1, min(first.day, last)))


@function("EOMONTH", takes="vv")
def _eomonth(start: Scalar, months: Scalar) -> Scalar:
    moved = _edate(start, months)
    if isinstance(moved, ExcelError):
        return moved
    there = _when(moved)
    return v.plain(there.replace(day=calendar.monthrange(there.year, there.month)[1]))


@function("DATEVALUE", takes="v")
def _datevalue(text: Scalar) -> Scalar:
    try:
        return v.plain(datetime.strptime(v.text(text).strip(), "%Y-%m-%d"))
    except ValueError:
        return VALUE


def _truths(grids: tuple[Grid, ...]) -> list[bool]:
    found = []
    for grid in grids:
        many = isinstance(grid, v.Area) or len(grid) * len(grid[0]) > 1
        for value in flat(grid):
            if many and (value is None or isinstance(value, str)):
                continue
            found.append(truth(value))
    if not found:
        raise Stop(VALUE)
    return found


@function("AND", takes=";r")
def _and(*grids: Grid) -> Scalar:
    return all(_truths(grids))


@function("OR", takes=";r")
def _or(*grids: Grid) -> Scalar:
    return any(_truths(grids))


@function("_XLFN.XOR", takes=";r")
def _xor(*grids: Grid) -> Scalar:
    return sum(_truths(grids)) % 2 == 1


@function("NOT", takes="v")
def _not(value: Scalar) -> Scalar:
    return not truth(value)


@function("TRUE", takes="")
def _true() -> Scalar:
    return True


@function("FALSE", takes="")
def _false() -> Scalar:
    return False


@function("NA", takes="")
def _na() -> Scalar:
    return NA


def _asks(name: str, holds: Callable[[Scalar], bool]) -> None:
    function(name, takes="v", errors=True)(holds)


_asks("ISNUMBER", lambda value: isinstance(value, float))
_asks("ISTEXT", lambda value: isinstance(value, str))
_asks("ISNONTEXT", lambda value: not isinstance(value, str))
_asks("ISLOGICAL", lambda value: isinstance(value, bool))
_asks("ISBLANK", lambda value: value is None)
_asks("ISERROR", lambda value: isinstance(value, ExcelError))
_asks("ISERR", lambda value: isinstance(value, ExcelError) and value != NA)
_asks("ISNA", lambda value: value == NA)
