"""A workbook that calculates: openpyxl writes formulas, this works out what they show."""

from __future__ import annotations

from os import PathLike
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from autograder.checks.workbook import functions, operators, parsing
from autograder.checks.workbook import values as v
from autograder.checks.workbook.parsing import (
    LAST_COLUMN,
    LAST_ROW,
    Call,
    Constant,
    FormulaError,
    Name,
    Node,
    Operation,
    Reference,
    TableReference,
)
from autograder.checks.workbook.values import ExcelError, Grid, Scalar

Place = tuple[str, int, int]
"""Sheet, row and column of a cell."""


class _NotSupported(Exception):
    """A formula needs something that the evaluator does not know."""


class Book:
    """The values of a workbook's cells.

    `source` is a path or a workbook of openpyxl. Formulas are worked out when they are asked
    for and kept; `calculate()` forgets them after a change of `book`. Days are numbers, as in
    every spreadsheet: `values.day` turns one back. Errors are values of type `ExcelError`, and so
    are `values.UNREADABLE` and `values.UNKNOWN` for formulas that cannot be worked out here.
    """

    def __init__(self, source: str | PathLike[str] | Any) -> None:
        is_path = isinstance(source, str | PathLike)
        self.book: Any = load_workbook(source) if is_path else source
        self.calculate()

    def calculate(self) -> None:
        """Forget what was worked out, as after a change of a cell, a name or a table."""
        self._known: dict[Place, Scalar] = {}
        self._grids: dict[tuple[str, int, int, int, int], Grid] = {}
        self._open: set[Place] = set()
        self._sheets = {sheet.title.casefold(): sheet.title for sheet in self.book.worksheets}
        self._tables = {
            table.name.casefold(): (sheet.title, table)
            for sheet in self.book.worksheets
            for table in sheet.tables.values()
        }
        self._names = {name.casefold(): item for name, item in self.book.defined_names.items()}

    def value(self, sheet: str, cell: str) -> Scalar:
        """What a cell shows. Raises KeyError for a sheet that is not there."""
        column, row, *_ = range_boundaries(cell)
        return self._cell((self.book[sheet].title, row, column))

    def values(self, sheet: str, area: str) -> Grid:
        """What the cells of a range show, in rows."""
        left, top, right, bottom = range_boundaries(area)
        title = self.book[sheet].title
        return [
            [self._cell((title, row, column)) for column in range(left, right + 1)]
            for row in range(top, bottom + 1)
        ]

    def evaluate(self, formula: str, sheet: str, cell: str = "A1", home: str = "") -> Scalar:
        """The value of a formula as if it stood in `cell`.

        `home` is the cell for which it was written, as in conditional formats: relative
        references move with the distance from there.
        """
        column, row, *_ = range_boundaries(cell)
        from_column, from_row, *_ = range_boundaries(home or cell)
        move = row - from_row, column - from_column
        return self._top(formula, (self.book[sheet].title, row, column), move)

    def grid(self, formula: str, sheet: str) -> Grid:
        """The values of a formula that names a range, as a name or a list does."""
        try:
            return self._grid(parsing.parse(formula), (self.book[sheet].title, 1, 1), (0, 0))
        except FormulaError:
            return [[v.UNREADABLE]]
        except _NotSupported:
            return [[v.UNKNOWN]]

    def _cell(self, place: Place) -> Scalar:
        if place in self._known:
            return self._known[place]
        sheet, row, column = place
        held = self.book[sheet]._cells.get((row, column))
        content: Any = None if held is None else held.value
        if hasattr(content, "text"):  # an array formula
            content = content.text
        if isinstance(content, str) and held.data_type == "e":
            value: Scalar = ExcelError(content)
        elif isinstance(content, str) and content.startswith("=") and held.data_type == "f":
            if place in self._open:
                return v.CIRCULAR
            self._open.add(place)
            try:
                value = self._top(content, place, (0, 0))
            finally:
                self._open.discard(place)
            value = 0.0 if value is None else value
        else:
            value = v.plain(content)
        self._known[place] = value
        return value

    def _top(self, formula: str, place: Place, move: tuple[int, int]) -> Scalar:
        try:
            return functions.one(self._grid(parsing.parse(formula), place, move))
        except FormulaError:
            return v.UNREADABLE
        except _NotSupported:
            return v.UNKNOWN

    def _grid(self, node: Node, place: Place, move: tuple[int, int]) -> Grid:
        match node:
            case Constant(value, error):
                return [[ExcelError(str(value)) if error else value]]
            case Reference():
                return self._range(node, place[0], move)
            case TableReference():
                return self._table(node, place)
            case Name(name):
                return self._name(name, place)
            case Call(function, arguments):
                return self._call(function, arguments, place, move)
            case Operation(operator, operands):
                grids = [self._grid(operand, place, move) for operand in operands]
                if len(grids) == 1:
                    return operators.each(lambda value: operators.signed(operator, value), grids[0])
                return operators.pairwise(lambda a, b: operators.joined(operator, a, b), *grids)

    def _range(self, node: Reference, here: str, move: tuple[int, int]) -> Grid:
        sheet = here if node.sheet is None else self._sheets.get(node.sheet.casefold())
        if sheet is None:
            return [[v.REF]]
        down, across = move
        left, top, right, bottom = (
            side if fixed else side + step
            for side, fixed, step in zip(
                (node.left, node.top, node.right, node.bottom),
                node.fixed,
                (across, down, across, down),
                strict=True,
            )
        )
        if min(left, top) < 1:
            return [[v.REF]]
        if bottom >= LAST_ROW:
            bottom = max(self.book[sheet].max_row, top)
        if right >= LAST_COLUMN:
            right = max(self.book[sheet].max_column, left)
        return self._area(sheet, left, top, right, bottom)

    def _area(self, sheet: str, left: int, top: int, right: int, bottom: int) -> Grid:
        key = (sheet, left, top, right, bottom)
        if key not in self._grids:
            grid = [
                [self._cell((sheet, row, column)) for column in range(left, right + 1)]
                for row in range(top, bottom + 1)
            ]
            if any(v.CIRCULAR in row for row in grid):
                return grid  # seen from inside a circle: not final
            self._grids[key] = grid
        return self._grids[key]

    def _table(self, node: TableReference, place: Place) -> Grid:
        found = self._tables.get(node.table.casefold())
        if found is None:
            return [[v.REF]]
        sheet, table = found
        left, top, right, bottom = range_boundaries(table.ref)
        header = [
            v.text(self._cell((sheet, top, column))).casefold() for column in range(left, right + 1)
        ]
        if node.first is not None and node.last is not None:
            wanted = node.first.casefold(), node.last.casefold()
            if not set(wanted) <= set(header):
                return [[v.REF]]
            left, right = (left + header.index(name) for name in wanted)
        first, last = top + (table.headerRowCount != 0), bottom - (table.totalsRowCount or 0)
        if node.part == "#This Row":
            if place[0] != sheet or not first <= place[1] <= last:
                return [[v.VALUE]]
            first = last = place[1]
        elif node.part == "#Headers":
            first = last = top
        elif node.part == "#All":
            first, last = top, bottom
        elif node.part != "#Data":
            raise _NotSupported(node.part)
        return self._area(sheet, left, first, right, last)

    def _name(self, name: str, place: Place) -> Grid:
        local = {key.casefold(): item for key, item in self.book[place[0]].defined_names.items()}
        item = local.get(name.casefold()) or self._names.get(name.casefold())
        if item is None and name.casefold() in self._tables:
            return self._table(TableReference(name, "#Data", None, None), place)
        if item is None:
            return [[v.NAME]]
        return self._grid(parsing.parse(item.attr_text), place, (place[1] - 1, place[2] - 1))

    def _call(
        self, name: str, arguments: tuple[Node | None, ...], place: Place, move: tuple[int, int]
    ) -> Grid:
        def given(number: int) -> Grid:
            if number >= len(arguments) or arguments[number] is None:
                return [[None]]
            return self._grid(arguments[number], place, move)  # type: ignore[arg-type]

        if name == "IF":
            condition = v.truth(functions.one(given(0)))
            if isinstance(condition, ExcelError):
                return [[condition]]
            return given(1) if condition else given(2) if len(arguments) > 2 else [[False]]
        if name in functions.LAZY:
            first = given(0)
            value = functions.one(first)
            caught = isinstance(value, ExcelError) and (name == "IFERROR" or value == v.NA)
            return given(1) if caught else first
        if name in functions.NEW:
            return [[v.NAME]]
        function = functions.FUNCTIONS.get(name)
        if function is None:
            raise _NotSupported(name)
        try:
            return functions.call(function, [given(number) for number in range(len(arguments))])
        except NotImplementedError as error:
            raise _NotSupported(str(error)) from None
        except TypeError:
            raise FormulaError(f"{name} does not take {len(arguments)} arguments") from None
