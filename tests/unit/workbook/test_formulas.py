"""Formulas give what a spreadsheet program shows for them."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from known_formulas import ARRAYS, NEWER, VALUES, workbook
from openpyxl.worksheet.formula import ArrayFormula

from autograder.checks import Undecided
from autograder.checks.workbook import (
    UNKNOWN,
    UNREADABLE,
    Book,
    ExcelError,
    day,
    grow,
    reason,
    sample,
)

pytestmark = pytest.mark.unit


@pytest.fixture
def book() -> Book:
    made = workbook()
    made["Page"]["B1"], made["Page"]["B2"] = "=B2", "=B1"
    return Book(made)


@pytest.mark.parametrize(("formula", "value"), [*VALUES, *NEWER])
def test_values(book: Book, formula: str, value: object) -> None:
    got = book.evaluate(f"={formula}", "Page", "F9")
    assert got == (pytest.approx(value) if isinstance(value, float | int) else value)
    assert isinstance(got, bool) is isinstance(value, bool)


@pytest.mark.parametrize(("formula", "value"), ARRAYS)
def test_array_formulas(book: Book, formula: str, value: object) -> None:
    book.book["Page"]["F9"] = ArrayFormula("F9", f"={formula}")
    assert book.value("Page", "F9") == value


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("SUM(B1:B2)", "#CIRCULAR!"),
        ('XLOOKUP("JP",tblKPI[market],tblKPI[net])', "#NAME?"),
        ("SUMME(A1)", "#NAME?"),
        ("tblKPI[gross]", "#REF!"),
        ("tblOther[net]", "#REF!"),
        ("Gone!A1", "#REF!"),
        ("A1/#REF!", "#REF!"),
        ("SUM((tblKPI[net]>50)*1)", "#VALUE!"),
    ],
)
def test_errors_are_values(book: Book, formula: str, code: str) -> None:
    assert book.evaluate(formula, "Page", "F9") == ExcelError(code)


def test_a_range_gives_the_value_of_the_formulas_own_row(book: Book) -> None:
    assert book.evaluate("A1:A3", "Page", "F2") == 10
    assert book.evaluate("A1:A3*2", "Page", "F2") == 20
    assert book.evaluate("A1:A3", "Page", "F4") == ExcelError("#VALUE!")
    assert book.evaluate("ROW()", "Page", "F4") == 4


def test_today_is_what_is_given() -> None:
    made = workbook()
    assert Book(made, today=date(2026, 9, 7)).evaluate('TEXT(TODAY(),"d mmm")', "Page") == "7 Sep"
    with pytest.raises(Undecided, match="TODAY"):
        Book(made).evaluate("TODAY()-1", "Page")


@pytest.mark.parametrize(
    ("formula", "part"),
    [
        ("=SUMIFS(a;b;c)", "';'"),
        ("=tblKPI[@net]", "#This Row"),
        ("=SUM(A1", "too early"),
        ("=1+*2", "no place"),
        ("=SUM(A1))", ""),
        ("=SUM({1,A2})", "braces"),
        ("=SUM({1,2;3})", "equal length"),
        ("=LEFT()", "does not take 0"),
    ],
)
def test_what_no_program_reads(book: Book, formula: str, part: str) -> None:
    assert book.evaluate(formula, "Page") == UNREADABLE
    assert part in reason(formula)


@pytest.mark.parametrize(
    ("formula", "what"),
    [
        ("IFERROR(BAHTTEXT(A1),1)", "the function BAHTTEXT"),
        ("_xlfn.LAMBDA(_xlpm.x,1)", "the function LAMBDA"),
        ("SUM(A1:INDEX(A1:A5,2))", "ends in a function"),
        ("SUM((A1,A2))", "several ranges"),
        ("_xlfn.LET(x,1,x)", "_xlpm.x"),
        ("SUBTOTAL(11,A1:A2)", "with 11"),
        ('INDIRECT("R1C1",FALSE)', "R1C1"),
        ("SUM(Page:Data!A1)", "Page:Data"),
    ],
)
def test_what_is_not_known_here_is_named_and_has_no_value(
    book: Book, formula: str, what: str
) -> None:
    with pytest.raises(Undecided, match=re.escape(what)):
        book.evaluate(formula, "Page", "F9")
    assert Book(book.book, lenient=True).evaluate(formula, "Page", "F9") == UNKNOWN
    assert reason(f"={formula}") == ""


def test_a_word_that_is_no_function_is_named() -> None:
    assert "SUMME" in reason("=IFERROR(SUMME(A1),1)")
    assert "_xlfn.XLOOKUP" in reason('=XLOOKUP("JP",A1:A2,B1:B2)')


def test_a_match_without_its_zero_goes_wrong_in_an_unsorted_column() -> None:
    rows = [["key"], ["US"], ["DE"], ["FR"], ["UK"], ["JP"], ["AU"]]
    book = Book(sample({"P!A1": 0}, {"t": ("T", rows)}))
    exact = [book.evaluate(f'MATCH("{key}",t[key],0)', "P") for (key,) in rows[1:]]
    near = [book.evaluate(f'MATCH("{key}",t[key])', "P") for (key,) in rows[1:]]
    assert exact == [1, 2, 3, 4, 5, 6]
    assert near != exact


def test_relative_references_move_and_fixed_ones_do_not(book: Book) -> None:
    assert book.evaluate("A1", "Page", "F10", "F9") == 10
    assert book.evaluate("$A$1", "Page", "G10", "F9") == 5
    assert book.evaluate("A1", "Page", "A1", "B1") == ExcelError("#REF!")
    assert book.evaluate("AVERAGE(A1:A2)", "Page", "F9", "F9") == 7.5


def test_a_relative_name_means_another_cell_elsewhere() -> None:
    book = Book(sample({"P!A1": 1, "P!B2": 2}, names={"fixed": "P!$A$1", "loose": "P!A1"}))
    assert [book.evaluate("fixed", "P", cell) for cell in ("A1", "B2")] == [1, 1]
    assert [book.evaluate("loose", "P", cell) for cell in ("A1", "B2")] == [1, 2]


def test_rows_that_are_added_are_covered(book: Book) -> None:
    text = "SUM(tblKPI[net])"
    before = book.evaluate(text, "Page")
    grow(book.book, "tblKPI", [(datetime(2026, 9, 1), "US", 7, None)])
    book.calculate()
    assert book.evaluate(text, "Page") == before + 7  # type: ignore[operator]
    assert book.evaluate("SUM(Data!C2:C5)", "Page") == before
    assert book.book["Data"].tables["tblKPI"].ref == "A1:D6"
    assert book.evaluate("MAX(tblKPI[month])", "Page") == 46266
    assert day(46266) == datetime(2026, 9, 1)
    with pytest.raises(KeyError):
        grow(book.book, "tblNone", [])


def test_the_row_of_a_table() -> None:
    rows = [["net", "cost", "left"], [10, 4, "=tblA[[#This Row],[net]]-tblA[[#This Row],[cost]]"]]
    book = Book(sample({}, {"tblA": ("A", rows)}))
    assert book.value("A", "C2") == 6
    assert book.evaluate("tblA[[#This Row],[net]]", "A", "C9") == ExcelError("#VALUE!")
