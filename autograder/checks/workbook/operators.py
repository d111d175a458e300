"""The operators of formulas, for single values and for whole grids."""

from __future__ import annotations

from collections.abc import Callable

from autograder.checks.workbook import values as v
from autograder.checks.workbook.values import ExcelError, Grid, Scalar


def each(change: Callable[[Scalar], Scalar], grid: Grid) -> Grid:
    """Change every value of a grid."""
    return [[change(value) for value in row] for row in grid]


def pairwise(join: Callable[[Scalar, Scalar], Scalar], left: Grid, right: Grid) -> Grid:
    """Join two grids cell by cell; a single value, row or column is repeated."""
    rows, columns = max(len(left), len(right)), max(len(left[0]), len(right[0]))

    def at(grid: Grid, row: int, column: int) -> Scalar:
        row = 0 if len(grid) == 1 else row
        column = 0 if len(grid[0]) == 1 else column
        return grid[row][column] if row < len(grid) and column < len(grid[0]) else v.NA

    return [
        [join(at(left, row, column), at(right, row, column)) for column in range(columns)]
        for row in range(rows)
    ]


def signed(operator: str, value: Scalar) -> Scalar:
    """A sign before a value, or the percent sign after it."""
    number = v.number(value)
    if isinstance(number, ExcelError) or operator == "+":
        return number if isinstance(number, ExcelError) else value
    return -number if operator == "-" else number / 100


def joined(operator: str, left: Scalar, right: Scalar) -> Scalar:
    """Two values with an operator between them."""
    for side in (left, right):
        if isinstance(side, ExcelError):
            return side
    if operator == "&":
        return v.text(left) + v.text(right)
    if operator in ("=", "<>", "<", ">", "<=", ">="):
        order = v.compare(left, right)
        return {
            "=": order == 0, "<>": order != 0, "<": order < 0,
            ">": order > 0, "<=": order <= 0, ">=": order >= 0,
        }[operator]  # fmt: skip
    first, second = v.number(left), v.number(right)
    if isinstance(first, ExcelError) or isinstance(second, ExcelError):
        return first if isinstance(first, ExcelError) else second
    return _counted(operator, first, second)


def _counted(operator: str, left: float, right: float) -> Scalar:
    try:
        if operator == "^":
            result = left**right
            return result if isinstance(result, float) else v.NUM
        if operator == "/":
            return left / right
    except ZeroDivisionError:
        return v.DIV
    except OverflowError:
        return v.NUM
    if operator == "*":
        return left * right
    return left + right if operator == "+" else left - right
