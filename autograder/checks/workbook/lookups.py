"""Functions that look something up or take a part of a range."""

from __future__ import annotations

from functools import cmp_to_key

from autograder.checks.workbook import values as v
from autograder.checks.workbook.criteria import wildcards
from autograder.checks.workbook.registry import (
    NotSupported,
    Stop,
    function,
    number,
    sound,
    truth,
    whole,
)
from autograder.checks.workbook.values import NA, REF, VALUE, ExcelError, Grid, Scalar, flat

CALC = ExcelError("#CALC!")
"""What FILTER shows where nothing is left."""


@function("INDEX", takes="avv")
def _index(area: Grid, row: Scalar, column: Scalar = None) -> Grid | Scalar:
    down, across = whole(row), whole(column)
    if column is None and len(area) == 1:
        down, across = 1, down
    if not (0 <= down <= len(area) and 0 <= across <= len(area[0])):
        return REF
    if across == 0 and len(area[0]) == 1:
        across = 1
    if down == 0 and len(area) == 1:
        down = 1
    rows = range(len(area)) if down == 0 else range(down - 1, down)
    columns = range(len(area[0])) if across == 0 else range(across - 1, across)
    return v.part(area, rows, columns)


@function("MATCH", takes="vrv")
def _match(wanted: Scalar, area: Grid, kind: Scalar = 1.0) -> Scalar:
    if len(area) > 1 and len(area[0]) > 1:
        return NA
    place = _found(wanted, list(flat(area)), whole(kind))
    return NA if place is None else place + 1


def _found(wanted: Scalar, line: list[Scalar], kind: int, *, wild: bool = True) -> int | None:
    """Where MATCH finds a value: exactly (0), or in a line that it believes to be sorted."""
    if kind == 0:
        if wild and isinstance(wanted, str) and any(sign in wanted for sign in "*?~"):
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


@function("_XLFN.XMATCH", takes="vav")
def _xmatch(wanted: Scalar, area: Grid, kind: Scalar = None) -> Scalar:
    place = _found(wanted, list(flat(area)), 0, wild=_wild("XMATCH", kind))
    return NA if place is None else place + 1


def _wild(name: str, kind: Scalar) -> bool:
    mode = whole(kind)
    if mode not in (0, 2):
        raise NotSupported(f"{name} with another match than an exact one")
    return mode == 2


@function("_XLFN.XLOOKUP", takes="vaarvv")
def _xlookup(
    wanted: Scalar, keys: Grid, values: Grid, missing: Grid | None = None, kind: Scalar = None
) -> Grid | Scalar:
    line = list(flat(keys))
    upright = len(keys) > 1 or len(values) > 1
    if len(values if upright else values[0]) != len(line):
        raise Stop(VALUE)
    place = _found(wanted, line, 0, wild=_wild("XLOOKUP", kind))
    if place is None:
        return NA if missing is None or missing == [[None]] else missing
    one, all_rows, all_columns = range(place, place + 1), range(len(values)), range(len(values[0]))
    return v.part(values, one, all_columns) if upright else v.part(values, all_rows, one)


@function("VLOOKUP", takes="vrvv")
def _vlookup(wanted: Scalar, area: Grid, column: Scalar, near: Scalar = True) -> Scalar:
    place = _found(wanted, [row[0] for row in area], 1 if truth(near) else 0)
    across = whole(column)
    if across < 1:
        return VALUE
    if across > len(area[0]):
        return REF
    return NA if place is None else area[place][across - 1]


@function("HLOOKUP", takes="vrvv")
def _hlookup(wanted: Scalar, area: Grid, row: Scalar, near: Scalar = True) -> Scalar:
    return _vlookup(wanted, [list(column) for column in zip(*area, strict=True)], row, near)


@function("LOOKUP", takes="vaa")
def _lookup(wanted: Scalar, keys: Grid, values: Grid | None = None) -> Scalar:
    if values is None and len(keys) > 1 and len(keys[0]) > 1:
        raise NotSupported("LOOKUP in a block of rows and columns")
    line: list[Scalar] = [cell for cell in flat(keys) if not isinstance(cell, ExcelError)]
    places = [place for place, cell in enumerate(flat(keys)) if not isinstance(cell, ExcelError)]
    place = _found(wanted, line, 1)
    return NA if place is None else list(flat(keys if values is None else values))[places[place]]


@function("ROWS", takes="r")
def _rows(area: Grid) -> Scalar:
    return len(area)


@function("COLUMNS", takes="r")
def _columns(area: Grid) -> Scalar:
    return len(area[0])


@function("TRANSPOSE", takes="a")
def _transpose(area: Grid) -> Grid:
    return [list(column) for column in zip(*area, strict=True)]


@function("_XLFN._XLWS.FILTER", takes="aar")
def _filter(area: Grid, keep: Grid, nothing: Grid | None = None) -> Grid | Scalar:
    marks = [truth(value) for value in flat(keep)]
    if len(keep) == len(area) and len(keep[0]) == 1:
        kept = [line for line, mark in zip(area, marks, strict=True) if mark]
    elif len(keep) == 1 and len(keep[0]) == len(area[0]):
        kept = [[x for x, mark in zip(line, marks, strict=True) if mark] for line in area]
        kept = kept if any(marks) else []
    else:
        return VALUE
    return kept or (CALC if nothing is None else nothing)


@function("_XLFN.UNIQUE", takes="a")
def _unique(area: Grid) -> Grid:
    found: dict[tuple[object, ...], list[Scalar]] = {}
    for line in area:
        key = tuple(x.casefold() if isinstance(x, str) else (type(x), x) for x in line)
        found.setdefault(key, line)
    return list(found.values())


@function("_XLFN._XLWS.SORT", takes="avv")
def _sort(area: Grid, column: Scalar = 1.0, order: Scalar = 1.0) -> Grid:
    place, sign = whole(column) - 1, 1 if number(order) >= 0 else -1
    if not 0 <= place < len(area[0]):
        raise Stop(VALUE)

    def order_of(one: list[Scalar], other: list[Scalar]) -> int:
        return sign * v.compare(sound(one[place]), sound(other[place]))

    return sorted(area, key=cmp_to_key(order_of))
