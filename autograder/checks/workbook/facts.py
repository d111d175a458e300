"""Plain facts about a workbook that checks and pictures share: charts, lists, signals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from autograder.checks.card import Undecided
from autograder.checks.workbook import operators
from autograder.checks.workbook import values as v
from autograder.checks.workbook.book import Book
from autograder.checks.workbook.values import ExcelError, Scalar, flat


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """A series of a chart: the ranges of its title, its values and its labels."""

    title: str
    values: str
    labels: str
    look: Any = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ChartFacts:
    """A chart: its kind ("line", "bar", "column", ...), place, titles and series.

    `x_shown` and `y_shown` are False where the file hides an axis, which is what openpyxl
    writes unless it is told otherwise. `place` is the cell of the upper left corner.
    """

    kind: str
    place: str
    title: str
    x_title: str
    y_title: str
    x_shown: bool
    y_shown: bool
    series: tuple[SeriesFacts, ...]
    chart: Any = field(compare=False, repr=False)


def charts(sheet: Any) -> list[ChartFacts]:
    """The charts of a sheet."""
    found = []
    for chart in sheet._charts:
        kind = type(chart).__name__.removesuffix("Chart").lower()
        if kind == "bar" and chart.barDir != "bar":
            kind = "column"
        corner = getattr(chart.anchor, "_from", None)
        place = chart.anchor if isinstance(chart.anchor, str) else ""
        if corner is not None:
            place = f"{get_column_letter(corner.col + 1)}{corner.row + 1}"
        x, y = getattr(chart, "x_axis", None), getattr(chart, "y_axis", None)
        found.append(
            ChartFacts(
                kind, place, _words(chart.title),
                _words(getattr(x, "title", None)), _words(getattr(y, "title", None)),
                x is not None and x.delete is False, y is not None and y.delete is False,
                tuple(_series(series) for series in chart.series), chart,
            )
        )  # fmt: skip
    return found


def _series(series: Any) -> SeriesFacts:
    title = getattr(getattr(series.tx, "strRef", None), "f", None) or getattr(series.tx, "v", "")
    return SeriesFacts(str(title or ""), _source(series.val), _source(series.cat), series)


def _source(data: Any) -> str:
    for name in ("numRef", "strRef", "multiLvlStrRef"):
        found = getattr(getattr(data, name, None), "f", None)
        if found:
            return str(found)
    return ""


def _words(title: Any) -> str:
    if title is None or isinstance(title, str):
        return title or ""
    rich = getattr(title.tx, "rich", None) if title.tx is not None else None
    if rich is None:
        return ""
    runs = (run for paragraph in rich.p for run in paragraph.r or [])
    return "".join(run.t or "" for run in runs).strip()


def choices(book: Book, sheet: str, cell: str) -> list[Scalar] | None:
    """What the list of a cell offers, or None if the cell has no list."""
    for rule in book.book[sheet].data_validations.dataValidation:
        if rule.type == "list" and any(cell in area for area in rule.sqref.ranges):
            source = (rule.formula1 or "").removeprefix("=")
            if source.startswith('"'):
                return [part.strip() for part in source.strip('"').split(",")]
            return [value for value in flat(book.grid(source, sheet)) if value is not None]
    return None


_COMPARED = {
    "lessThan": "<", "lessThanOrEqual": "<=", "greaterThan": ">", "greaterThanOrEqual": ">=",
    "equal": "=", "notEqual": "<>",
}  # fmt: skip


def signals(book: Book, sheet: str) -> dict[str, list[Any]]:
    """The cells of a sheet that conditional formats change now, each with its styles.

    A rule without a look of its own changes nothing, and can still stop the rules below it. Rules
    with a formula or a comparison are understood. Others raise `Undecided`; in a lenient book they
    change nothing.
    """
    rules = [
        (rule, formatting.sqref.ranges)
        for formatting in book.book[sheet].conditional_formatting
        for rule in formatting.rules
    ]
    lit: dict[str, list[Any]] = {}
    stopped: set[str] = set()
    for rule, areas in sorted(rules, key=lambda pair: pair[0].priority):
        left, top = min(area.min_col for area in areas), min(area.min_row for area in areas)
        home = f"{get_column_letter(left)}{top}"
        places = {place for area in areas for line in area.rows for place in line}
        for row, column in sorted(places):
            cell = f"{get_column_letter(column)}{row}"
            if cell in stopped or not _holds(book, sheet, rule, cell, home):
                continue
            if rule.dxf is not None:
                lit.setdefault(cell, []).append(rule.dxf)
            if rule.stopIfTrue:
                stopped.add(cell)
    return lit


def _holds(book: Book, sheet: str, rule: Any, cell: str, home: str) -> bool:
    parts = [str(part).removeprefix("=") for part in rule.formula]
    if rule.type == "expression" and len(parts) == 1:
        value = book.evaluate(parts[0], sheet, cell, home)
        return not isinstance(value, str) and v.truth(value) is True
    limits = [book.evaluate(part, sheet, cell, home) for part in parts]
    own = book.value(sheet, cell)
    if rule.type == "cellIs" and rule.operator in _COMPARED and len(limits) == 1:
        # An empty cell is compared with nothing.
        return (
            own is not None and operators.joined(_COMPARED[rule.operator], own, limits[0]) is True
        )
    if rule.type == "cellIs" and rule.operator in ("between", "notBetween") and len(limits) == 2:
        inside = [operators.joined(">=", own, limits[0]), operators.joined("<=", own, limits[1])]
        if own is None or any(isinstance(answer, ExcelError) for answer in inside):
            return False
        return all(inside) is (rule.operator == "between")
    if book.lenient:
        return False
    raise Undecided(f"a conditional format is of the kind {rule.type}")
