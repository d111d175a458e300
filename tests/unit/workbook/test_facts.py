"""Charts, lists, signals and the look of a sheet, after a file was written and read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from autograder.checks import Undecided
from autograder.checks.workbook import Book, charts, choices, look, sample, signals
from autograder.checks.workbook.display import shown

pytestmark = pytest.mark.unit


@pytest.fixture
def page(tmp_path: Path) -> Book:
    rows = [("Market", "Net", "Plan"), ("US", 1140, 1200), ("JP", 285, 250), ("Total", 1425, 1450)]
    cells: dict[str, Any] = {
        f"Page!{letter}{row}": value
        for row, line in enumerate(rows, 3)
        for letter, value in zip("BCD", line, strict=True)
    }
    workbook = sample(cells, {"tblT": ("T", [["key"], ["ALL"], ["<b>"]])}, {"keys": "tblT[key]"})
    sheet = workbook["Page"]
    for kind, place in ((LineChart(), "F3"), (BarChart(), "F20")):
        kind.add_data(
            Reference(sheet, min_col=3, max_col=4, min_row=3, max_row=5), titles_from_data=True
        )
        if place == "F3":
            kind.title, kind.y_axis.title = "Net and plan", "yuan"
            kind.x_axis.delete = kind.y_axis.delete = False
        sheet.add_chart(kind, place)
    for source, cell in (("keys", "B1"), ('"x,y"', "C1")):
        rule = DataValidation(type="list", formula1=source)
        rule.add(cell)
        sheet.add_data_validation(rule)
    bold, pale = Font(bold=True), PatternFill(bgColor="FFDDCC")
    sheet.conditional_formatting.add("C4:C5", FormulaRule(formula=["C4<D4"], font=bold, fill=pale))
    sheet.conditional_formatting.add(
        "D4:D6", CellIsRule(operator="lessThan", formula=["300"], font=bold)
    )
    quiet = Rule(type="expression", formula=["D4=1200"], stopIfTrue=True, priority=1)
    sheet.conditional_formatting.add("D4", quiet)
    sheet.conditional_formatting.add("D4", FormulaRule(formula=["D4>1000"], font=bold))
    sheet["B1"], sheet["A1"].number_format = "ALL", '0.0" <i>"'
    sheet["A1"], sheet["A2"] = 7, "=BAHTTEXT(1)"
    sheet.merge_cells("C1:D1")
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    return Book(path)


def test_charts_are_read_back(page: Book) -> None:
    line, column = charts(page.book["Page"])
    assert (line.kind, line.place, line.title, line.y_title) == (
        "line",
        "F3",
        "Net and plan",
        "yuan",
    )
    assert (line.x_shown, line.y_shown) == (True, True)
    assert [series.title for series in line.series] == ["'Page'!C3", "'Page'!D3"]
    assert (column.kind, column.title, column.x_shown) == ("column", "", False)


def test_lists_offer_what_their_name_means(page: Book) -> None:
    assert choices(page, "Page", "B1") == ["ALL", "<b>"]
    assert choices(page, "Page", "C1") == ["x", "y"]
    assert choices(page, "Page", "D1") is None


def test_signals_compare_row_by_row(page: Book) -> None:
    lit = signals(page, "Page")
    assert sorted(lit) == ["C4", "D5"]
    assert lit["C4"][0].font.b
    page.book["Page"]["C5"] = 200
    page.calculate()
    assert "C5" in signals(page, "Page")


def test_a_rule_without_a_look_only_stops_the_others(page: Book) -> None:
    assert "D4" not in signals(page, "Page")
    page.book["Page"]["D4"] = 1300
    page.calculate()
    assert len(signals(page, "Page")["D4"]) == 1


def test_a_rule_of_another_kind_is_for_a_person(page: Book) -> None:
    top = Rule(type="top10", rank=3, dxf=None, priority=9)
    page.book["Page"].conditional_formatting.add("C4:C6", top)
    with pytest.raises(Undecided, match="top10"):
        signals(page, "Page")
    assert signals(Book(page.book, lenient=True), "Page")


def test_a_sheet_is_drawn_with_values_and_nothing_runs(page: Book) -> None:
    html = look(page, "Page")._repr_html_()
    for words in (
        "1140",
        "7.0 &lt;i&gt;",
        "=BAHTTEXT(1)",
        'role="img"',
        "Net and plan",
        "font-weight",
    ):
        assert words in html
    assert "<i>" not in html
    assert "<script" not in html
    assert "more rows" in look(page, "Page", rows=3)._repr_html_()


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (74889103.0, '#,##0.0,," M"', "74.9 M"),
        (0.0655, "0.0%", "6.6%"),
        (-0.05, "+0%;-0%", "-5%"),
        (0.08, "+0%;-0%", "+8%"),
        (46235.0, "mmm yyyy", "Aug 2026"),
        (46235.0, "yyyy-mm-dd", "2026-08-01"),
        (1234.5, "General", "1234.5"),
        (-3.0, "0;(0);zero", "(3)"),
        (0.0, "0;(0);zero", "zero"),
        (2.5, '"limit "0.00', "limit 2.50"),
        ("n/a", "0.0%", "n/a"),
        (True, "General", "TRUE"),
        (None, "0", ""),
        (1e-9, "-0.0", "-0.0"),
        (-0.001, "0.0", "0.0"),
    ],
)
def test_number_formats(value: Any, code: str, words: str) -> None:
    assert shown(value, code) == words
