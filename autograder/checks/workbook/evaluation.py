"""One formula worked out at one place of a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from openpyxl.utils import FORMULAE, range_boundaries

from autograder.checks.workbook import conditions, lookups, numeric, operators, summaries, texts  # noqa: F401
from autograder.checks.workbook import values as v
from autograder.checks.workbook.forms import FORMS, Arguments
from autograder.checks.workbook.parsing import (
    LAST_COLUMN,
    LAST_ROW,
    Array,
    Call,
    Constant,
    Name,
    Node,
    Operation,
    Reference,
    TableReference,
    parse,
)
from autograder.checks.workbook.registry import FUNCTIONS, NotSupported
from autograder.checks.workbook.values import Area, ExcelError, Grid, Scalar

Place = tuple[str, int, int]
"""Sheet, row and column of a cell."""


class Cells(Protocol):
    """What a formula may ask of its workbook."""

    today: float | None

    def area(self, sheet: str, left: int, top: int, right: int, bottom: int) -> Area: ...
    def sheet_named(self, name: str) -> str | None: ...
    def used(self, sheet: str) -> tuple[int, int]: ...
    def table(self, name: str) -> tuple[str, object] | None: ...
    def meaning(self, name: str, sheet: str) -> str | None: ...
    def hides(self, sheet: str, rows: range) -> bool: ...
    def calls(self, place: Place, name: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The way from a formula's tree to values.

    place   the cell that holds the formula
    move    rows and columns by which relative references have moved
    array   whether it is an array formula: elsewhere a range, where one value is needed, gives the
            value in the formula's own row or column
    known   the names that LET gave a value
    """

    cells: Cells
    place: Place
    move: tuple[int, int] = (0, 0)
    array: bool = False
    known: dict[str, Grid] = field(default_factory=dict)

    @property
    def today(self) -> float | None:
        return self.cells.today

    def knowing(self, name: str, value: Grid) -> Evaluation:
        """The same with a value for a name."""
        return replace(self, known={**self.known, name.casefold(): value})

    def given(self, arguments: Arguments, number: int) -> Grid:
        """An argument as it stands; an empty value for one that is left out."""
        node = arguments[number] if number < len(arguments) else None
        return [[None]] if node is None else self.grid(node)

    def value(self, node: Node | None) -> Grid:
        """An argument where one value is needed: one, or an array of them."""
        return [[None]] if node is None else self.cut(self.grid(node))

    def scalar(self, node: Node | None) -> Scalar:
        """An argument as exactly one value, the first of an array."""
        return self.value(node)[0][0]

    def cut(self, grid: Grid) -> Grid:
        """A range cut to the one cell in the formula's row or column, unless arrays are meant."""
        if self.array or not isinstance(grid, Area) or len(grid) == len(grid[0]) == 1:
            return grid
        _, row, column = self.place
        down, across = row - grid.top, column - grid.left
        if len(grid[0]) == 1 and 0 <= down < len(grid):
            return [[grid[down][0]]]
        if len(grid) == 1 and 0 <= across < len(grid[0]):
            return [[grid[0][across]]]
        return [[v.VALUE]]

    def grid(self, node: Node) -> Grid:
        """The values of a formula's tree. Raises NotSupported for what is not known here."""
        match node:
            case Constant(value, error):
                return [[ExcelError(str(value)) if error else value]]
            case Array(rows):
                return [[self.grid(item)[0][0] for item in row] for row in rows]
            case Reference():
                return self._range(node)
            case TableReference():
                return self._table(node)
            case Name(name):
                return self._name(name)
            case Call(function, arguments):
                return self._call(function, arguments)
            case Operation(operator, operands):
                grids = [self.cut(self.grid(operand)) for operand in operands]
                if len(grids) == 1:
                    return operators.each(lambda value: operators.signed(operator, value), grids[0])
                return operators.pairwise(lambda a, b: operators.joined(operator, a, b), *grids)

    def area(self, sheet: str, left: int, top: int, right: int, bottom: int) -> Grid:
        """The values of a range; #REF! if it does not lie on the sheet."""
        if min(left, top) < 1 or right > LAST_COLUMN or bottom > LAST_ROW:
            return [[v.REF]]
        rows, columns = self.cells.used(sheet)
        bottom = max(rows, top) if bottom == LAST_ROW else bottom
        right = max(columns, left) if right == LAST_COLUMN else right
        return self.cells.area(sheet, left, top, right, bottom)

    def hides(self, area: Area) -> bool:
        """Whether a row of a range is hidden."""
        return self.cells.hides(area.sheet, range(area.top, area.top + len(area)))

    def calls(self, area: Area, row: int, column: int, name: str) -> bool:
        """Whether the formula in a cell of a range calls a function."""
        return self.cells.calls((area.sheet, area.top + row, area.left + column), name)

    def _range(self, node: Reference) -> Grid:
        if node.sheet is not None and (":" in node.sheet or "[" in node.sheet):
            raise NotSupported(f"a range of {node.sheet}")
        sheet = self.place[0] if node.sheet is None else self.cells.sheet_named(node.sheet)
        if sheet is None:
            return [[v.REF]]
        down, across = self.move
        left, top, right, bottom = (
            side if fixed else side + step
            for side, fixed, step in zip(
                (node.left, node.top, node.right, node.bottom),
                node.fixed,
                (across, down, across, down),
                strict=True,
            )
        )
        return self.area(sheet, left, top, right, bottom)

    def _table(self, node: TableReference) -> Grid:
        found = self.cells.table(node.table)
        if found is None:
            return [[v.REF]]
        sheet, table = found[0], found[1]
        left, top, right, bottom = range_boundaries(table.ref)  # type: ignore[attr-defined]
        if node.first is not None and node.last is not None:
            header = [
                v.text(cell).casefold() for cell in self.cells.area(sheet, left, top, right, top)[0]
            ]
            wanted = node.first.casefold(), node.last.casefold()
            if not set(wanted) <= set(header):
                return [[v.REF]]
            left, right = (left + header.index(name) for name in wanted)
        first = top + (table.headerRowCount != 0)  # type: ignore[attr-defined]
        last = bottom - (table.totalsRowCount or 0)  # type: ignore[attr-defined]
        match node.part:
            case "#Data":
                pass
            case "#This Row":
                if self.place[0] != sheet or not first <= self.place[1] <= last:
                    return [[v.VALUE]]
                first = last = self.place[1]
            case "#Headers":
                first = last = top
            case "#All":
                first, last = top, bottom
            case _:
                raise NotSupported(f"the part {node.part} of a table")
        return self.area(sheet, left, first, right, last)

    def _name(self, name: str) -> Grid:
        if name.casefold() in self.known:
            return self.known[name.casefold()]
        meaning = self.cells.meaning(name, self.place[0])
        if meaning is not None:
            there = Evaluation(
                self.cells, self.place, (self.place[1] - 1, self.place[2] - 1), self.array
            )
            return there.grid(parse(meaning))
        if self.cells.table(name) is not None:
            return self._table(TableReference(name, "#Data", None, None))
        return [[v.NAME]]

    def _call(self, name: str, arguments: Arguments) -> Grid:
        if name in FORMS:
            return FORMS[name](self, arguments)
        function = FUNCTIONS.get(name)
        if function is None:
            return self._missing(name)
        given = []
        for number, kind in enumerate(function.kinds(len(arguments))):
            here = replace(self, array=True) if kind == "a" else self
            grid = here.given(arguments, number)
            given.append(self.cut(grid) if kind == "v" else grid)
        return function(given)

    def _missing(self, name: str) -> Grid:
        """#NAME? for a word that no program knows; others exist, and are not known here."""
        if ":" in name:
            raise NotSupported("a range that ends in a function")
        named = self.cells.meaning(name, self.place[0]) is not None
        if name.startswith("_XL") or name in FORMULAE or named:
            raise NotSupported(f"the function {name.removeprefix('_XLFN.')}")
        return [[v.NAME]]
