"""A workbook that calculates: openpyxl writes formulas, this works out what they show."""

from __future__ import annotations

from datetime import date
from os import PathLike
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from autograder.checks.card import Undecided
from autograder.checks.workbook import parsing
from autograder.checks.workbook import values as v
from autograder.checks.workbook.evaluation import Evaluation, Place
from autograder.checks.workbook.parsing import FormulaError
from autograder.checks.workbook.registry import NotSupported
from autograder.checks.workbook.values import Area, ExcelError, Grid, Scalar


class Book:
    """The values of a workbook's cells.

    `source` is a path or a workbook of openpyxl. Formulas are worked out when they are asked
    for and kept; `calculate()` forgets them after a change of `book`. Days are numbers, as in
    every spreadsheet: `values.day` turns one back. Errors are values of type `ExcelError`, and so
    is `values.UNREADABLE` for a formula that no program reads. `today` is what TODAY() gives.

    A formula may need a function that exists and is not known here. Nobody can say then what a cell
    shows, so asking for it raises `Undecided`, which names the function and ends a check in a
    person's hands. With `lenient`, for pictures, it is the value `values.UNKNOWN`.
    """

    def __init__(
        self, source: str | PathLike[str] | Any, *, today: date | None = None, lenient: bool = False
    ) -> None:
        is_path = isinstance(source, str | PathLike)
        self.book: Any = load_workbook(source) if is_path else source
        self.today = None if today is None else float(v.plain(today))  # type: ignore[arg-type]
        self.lenient = lenient
        self.calculate()

    def calculate(self) -> None:
        """Forget what was worked out, as after a change of a cell, a name or a table."""
        self._known: dict[Place, Scalar] = {}
        self._areas: dict[tuple[str, int, int, int, int], Area] = {}
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
        return list(self.area(self.book[sheet].title, left, top, right, bottom))

    def evaluate(self, formula: str, sheet: str, cell: str = "A1", home: str = "") -> Scalar:
        """The value of a formula as if it stood in `cell`.

        `home` is the cell for which it was written, as in conditional formats: relative
        references move with the distance from there.
        """
        column, row, *_ = range_boundaries(cell)
        from_column, from_row, *_ = range_boundaries(home or cell)
        place = self.book[sheet].title, row, column
        return self._shown(formula, Evaluation(self, place, (row - from_row, column - from_column)))

    def grid(self, formula: str, sheet: str) -> Grid:
        """The values of a formula that names a range, as a name or a list does."""
        place = self.book[sheet].title, 1, 1
        return self._worked_out(formula, Evaluation(self, place, array=True))

    def _cell(self, place: Place) -> Scalar:
        if place in self._known:
            return self._known[place]
        sheet, row, column = place
        held = self.book[sheet]._cells.get((row, column))
        content: Any = None if held is None else held.value
        is_array = hasattr(content, "text")
        if is_array:
            content = content.text
        if isinstance(content, str) and held.data_type == "e":
            value: Scalar = ExcelError(content)
        elif isinstance(content, str) and content.startswith("=") and held.data_type == "f":
            if place in self._open:
                return v.CIRCULAR
            self._open.add(place)
            try:
                value = self._shown(content, Evaluation(self, place, array=is_array))
            finally:
                self._open.discard(place)
            value = 0.0 if value is None else value
        else:
            value = v.plain(content)
        self._known[place] = value
        return value

    def _shown(self, formula: str, here: Evaluation) -> Scalar:
        """The one value that a formula shows in its cell: of an array the first."""
        return here.cut(self._worked_out(formula, here))[0][0]

    def _worked_out(self, formula: str, here: Evaluation) -> Grid:
        try:
            return here.grid(parsing.parse(formula))
        except FormulaError:
            return [[v.UNREADABLE]]
        except NotSupported as missing:
            if self.lenient:
                return [[v.UNKNOWN]]
            raise Undecided(f"a formula needs {missing!s:.80}") from None

    # What formulas ask (evaluation.Cells)

    def area(self, sheet: str, left: int, top: int, right: int, bottom: int) -> Area:
        """The values of a range."""
        key = (sheet, left, top, right, bottom)
        if key not in self._areas:
            rows = [
                [self._cell((sheet, row, column)) for column in range(left, right + 1)]
                for row in range(top, bottom + 1)
            ]
            found = Area(rows, sheet, left, top)
            if any(v.CIRCULAR in row for row in rows):
                return found  # seen from inside a circle: not final
            self._areas[key] = found
        return self._areas[key]

    def sheet_named(self, name: str) -> str | None:
        """A sheet's name as the workbook spells it."""
        return self._sheets.get(name.casefold())

    def used(self, sheet: str) -> tuple[int, int]:
        """The last row and the last column of a sheet that hold something."""
        return self.book[sheet].max_row, self.book[sheet].max_column

    def table(self, name: str) -> tuple[str, Any] | None:
        """The sheet of a table, and the table."""
        return self._tables.get(name.casefold())

    def meaning(self, name: str, sheet: str) -> str | None:
        """What a defined name means; one of the sheet comes before one of the workbook."""
        local = {key.casefold(): item for key, item in self.book[sheet].defined_names.items()}
        item = local.get(name.casefold()) or self._names.get(name.casefold())
        return None if item is None else str(item.attr_text)

    def hides(self, sheet: str, rows: range) -> bool:
        """Whether one of these rows is hidden."""
        dimensions = self.book[sheet].row_dimensions
        return any(dimensions[row].hidden for row in dimensions if row in rows)

    def calls(self, place: Place, name: str) -> bool:
        """Whether the formula in a cell calls a function."""
        held = self.book[place[0]]._cells.get(place[1:])
        text = None if held is None else getattr(held.value, "text", held.value)
        if not (isinstance(text, str) and text.startswith("=")):
            return False
        try:
            return any(call.function == name for call in parsing.called(parsing.parse(text)))
        except (FormulaError, NotSupported):
            return False
