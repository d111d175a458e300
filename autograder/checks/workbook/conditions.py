"""SUMIFS and its kin: the rows for which conditions hold."""

from __future__ import annotations

import math
from typing import Any

from autograder.checks.workbook.criteria import criterion
from autograder.checks.workbook.registry import Stop, function, sound
from autograder.checks.workbook.values import DIV, VALUE, Grid, Scalar


def _matching(pairs: tuple[Any, ...], shape: Grid | None = None) -> list[tuple[int, int]]:
    """The places at which all conditions hold; ranges of different size are an error."""
    if len(pairs) % 2 or not pairs:
        raise Stop(VALUE)
    first: Grid = shape if shape is not None else pairs[0]
    size = len(first), len(first[0])
    places = [(row, column) for row in range(size[0]) for column in range(size[1])]
    for area, condition in zip(pairs[::2], pairs[1::2], strict=True):
        if (len(area), len(area[0])) != size:
            raise Stop(VALUE)
        holds = criterion(condition)
        places = [(row, column) for row, column in places if holds(area[row][column])]
    return places


def _picked(values: Grid, pairs: tuple[Any, ...]) -> list[float]:
    found = (sound(values[row][column]) for row, column in _matching(pairs, values))
    return [float(value) for value in found if isinstance(value, float)]


@function("SUMIFS", takes="r;rv", errors=True)
def _sumifs(values: Grid, *pairs: Any) -> Scalar:
    return math.fsum(_picked(values, pairs))


@function("SUMIF", takes="rvr", errors=True)
def _sumif(area: Grid, condition: Scalar, values: Grid | None = None) -> Scalar:
    return _sumifs(area if values is None else values, area, condition)


@function("AVERAGEIFS", takes="r;rv", errors=True)
def _averageifs(values: Grid, *pairs: Any) -> Scalar:
    found = _picked(values, pairs)
    return math.fsum(found) / len(found) if found else DIV


@function("AVERAGEIF", takes="rvr", errors=True)
def _averageif(area: Grid, condition: Scalar, values: Grid | None = None) -> Scalar:
    return _averageifs(area if values is None else values, area, condition)


@function("COUNTIF", takes="rv", errors=True)
def _countif(area: Grid, condition: Scalar) -> Scalar:
    return len(_matching((area, condition)))


@function("COUNTIFS", takes=";rv", errors=True)
def _countifs(*pairs: Any) -> Scalar:
    return len(_matching(pairs))


@function("_XLFN.MAXIFS", takes="r;rv", errors=True)
def _maxifs(values: Grid, *pairs: Any) -> Scalar:
    return max(_picked(values, pairs), default=0.0)


@function("_XLFN.MINIFS", takes="r;rv", errors=True)
def _minifs(values: Grid, *pairs: Any) -> Scalar:
    return min(_picked(values, pairs), default=0.0)
