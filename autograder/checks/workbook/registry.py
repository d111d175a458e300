"""How a worksheet function is told to the evaluator, and how it is called."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from autograder.checks.workbook import values as v
from autograder.checks.workbook.parsing import FormulaError, NotSupported
from autograder.checks.workbook.values import ExcelError, Grid, Scalar

__all__ = [
    "FUNCTIONS",
    "Function",
    "NotSupported",
    "Stop",
    "at",
    "function",
    "number",
    "numbers",
    "sound",
    "truth",
    "whole",
]

Body = Callable[..., "Scalar | Grid"]
AnyBody = TypeVar("AnyBody", bound=Body)


class Stop(Exception):
    """Carries an error value out of a function."""

    def __init__(self, error: ExcelError) -> None:
        super().__init__(error.code)
        self.error = error


@dataclass(frozen=True, slots=True)
class Function:
    """A worksheet function.

    takes   a letter for each argument; those behind a ";" repeat. v is one value: a range is cut to
            the cell in the formula's own row or column, an array is gone through value by value.
            r is a range as it stands. a is the same, and what stands there is an array formula.
    errors  whether it looks at errors; others give the first error back that they get.
    """

    name: str
    body: Body
    takes: str
    errors: bool

    def kinds(self, number: int) -> str:
        """The letters of so many arguments."""
        fixed, _, rest = self.takes.partition(";")
        return (fixed + (rest or "v") * number)[:number]

    def accepts(self, number: int) -> bool:
        """Whether it takes so many arguments."""
        try:
            inspect.signature(self.body).bind(*range(number))
        except TypeError:
            return False
        return True

    def __call__(self, arguments: Sequence[Grid]) -> Grid:
        """What the function gives. Raises FormulaError for a wrong number of arguments."""
        if not self.accepts(len(arguments)):
            raise FormulaError(f"{self.name} does not take {len(arguments)} arguments")
        kinds = self.kinds(len(arguments))
        single = [place for place, kind in enumerate(kinds) if kind == "v"]
        rows = max([1, *(len(arguments[place]) for place in single)])
        columns = max([1, *(len(arguments[place][0]) for place in single)])
        if (rows, columns) == (1, 1):
            return self._once(arguments, single, 0, 0)
        return [
            [self._once(arguments, single, row, column)[0][0] for column in range(columns)]
            for row in range(rows)
        ]

    def _once(self, arguments: Sequence[Grid], single: list[int], row: int, column: int) -> Grid:
        given: list[Any] = list(arguments)
        for place in single:
            given[place] = at(arguments[place], row, column)
            if isinstance(given[place], ExcelError) and not self.errors:
                return [[given[place]]]
        try:
            result = self.body(*given)
        except Stop as stop:
            result = stop.error
        except OverflowError:
            result = v.NUM
        if isinstance(result, list):
            return result
        if isinstance(result, int) and not isinstance(result, bool):
            result = float(result)
        return [[result]]


FUNCTIONS: dict[str, Function] = {}
"""By the name that stands in a file: functions that came after Excel 2007 begin with _xlfn."""


def function(*names: str, takes: str, errors: bool = False) -> Callable[[AnyBody], AnyBody]:
    """Make a Python function a worksheet function of these names."""

    def known(body: AnyBody) -> AnyBody:
        for name in names:
            FUNCTIONS[name] = Function(name, body, takes, errors)
        return body

    return known


def at(grid: Grid, row: int, column: int) -> Scalar:
    """A value of a grid that is repeated where it has one row or one column; #N/A beyond it."""
    row = 0 if len(grid) == 1 else row
    column = 0 if len(grid[0]) == 1 else column
    return grid[row][column] if row < len(grid) and column < len(grid[0]) else v.NA


def sound(value: Scalar) -> Scalar:
    """A value that is no error; an error ends the function and becomes its value."""
    if isinstance(value, ExcelError):
        raise Stop(value)
    return value


def number(value: Scalar) -> float:
    """A value as a number; one that is none ends the function with its error."""
    read = v.number(value)
    if isinstance(read, ExcelError):
        raise Stop(read)
    return read


def whole(value: Scalar) -> int:
    """A number without its decimals, cut towards zero as arguments are."""
    return int(number(value))


def truth(value: Scalar) -> bool:
    """A value as a condition."""
    read = v.truth(value)
    if isinstance(read, ExcelError):
        raise Stop(read)
    return read


def numbers(*grids: Grid) -> Iterator[float]:
    """The numbers of some arguments.

    In a range texts, truths and empty cells are passed over. A value that is typed into the formula
    is converted; one that cannot be is an error.
    """
    for grid in grids:
        typed = not isinstance(grid, v.Area) and len(grid) == len(grid[0]) == 1
        for value in v.flat(grid):
            if typed and value is not None:
                yield number(value)
            elif isinstance(sound(value), float):
                yield float(value)  # type: ignore[arg-type]
