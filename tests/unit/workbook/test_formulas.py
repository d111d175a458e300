"""Formulas give what a spreadsheet program shows for them."""

from __future__ import annotations

from datetime import datetime

import pytest

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

ROWS = [
    ["month", "market", "net", "note"],
    [datetime(2026, 7, 1), "US", 100, "a"],
    [datetime(2026, 8, 1), "US", 120, "7"],
    [datetime(2026, 8, 1), "JP", 30, None],
    [datetime(2026, 8, 1), "AU", "50", 7],
]
NAMES = {"market": "Page!$C$1", "month": "Page!$C$2", "markets": "tblKPI[market]"}


@pytest.fixture
def book() -> Book:
    cells = {
        "Page!C1": "ALL", "Page!C2": datetime(2026, 8, 1), "Page!A1": 5, "Page!A2": "=A1*2",
        "Page!A3": "=A4", "Page!A4": "=A3", "Page!A5": "=1/0", "Page!A7": True, "Page!B3": "text",
        "Page!A8": "=SUM(A1:A2)",
    }  # fmt: skip
    return Book(sample(cells, {"tblKPI": ("Data", ROWS)}, NAMES))


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1+2*3", 7),
        ("-2^2", 4),
        ("2^-1", 0.5),
        ("10%*50", 5),
        ("(1+2)*3-8/4", 7),
        ('"a"&1&TRUE', "a1TRUE"),
        ('"A"="a"', True),
        ('"n/a">0.08', True),
        ("A6=0", True),
        ('A6=""', True),
        ("A2", 10),
        ("Page!A8", 15),
        ("'Page'!$A$1", 5),
        ("SUM(A1:A2,A7,1)", 17),
        ("SUM(Data!C:C)", 250),
        ("SUM(tblKPI[net])", 250),
        ("SUM(tblkpi[[#All],[Net]])", 250),
        ("ROWS(tblKPI)", 4),
        ("COLUMNS(tblKPI[[month]:[net]])", 3),
        ("AVERAGE(tblKPI[net])", 250 / 3),
        ("MAX(tblKPI[net])-MIN(tblKPI[net])", 90),
        ("COUNT(tblKPI[net])", 3),
        ("COUNTA(tblKPI[note])", 3),
        ('SUMIFS(tblKPI[net],tblKPI[month],month,tblKPI[market],"US")', 120),
        ('SUMIFS(tblKPI[net],tblKPI[month],month,tblKPI[market],IF(market="ALL","*",market))', 150),
        ('SUMIFS(tblKPI[net],tblKPI[net],">=100")', 220),
        ('SUMIFS(tblKPI[net],tblKPI[net],"<>100")', 150),
        ('SUMIF(tblKPI[market],"?S",tblKPI[net])', 220),
        ("COUNTIFS(tblKPI[note],7)", 2),
        ('COUNTIFS(tblKPI[market],"u*",tblKPI[note],"a")', 1),
        ('COUNTIF(tblKPI[note],"")', 1),
        ('AVERAGEIFS(tblKPI[net],tblKPI[market],"US")', 110),
        ('_xlfn.MAXIFS(tblKPI[net],tblKPI[market],"US")', 120),
        ('SUMPRODUCT((tblKPI[market]="US")*(tblKPI[month]=month)*2)', 2),
        ('INDEX(tblKPI[net],MATCH("jp",tblKPI[market],0))', 30),
        ("INDEX(Data!A1:C5,3,3)", 120),
        ("SUM(INDEX(Data!A2:C4,0,3))", 250),
        ("MATCH(2.5,{1},0)", None),
        ('MATCH("U*",markets,0)', 1),
        ('_xlfn.XLOOKUP("JP",tblKPI[market],tblKPI[net])', 30),
        ('_xlfn.XLOOKUP("DE",tblKPI[market],tblKPI[net],"none")', "none"),
        ('VLOOKUP("JP",Data!B2:C5,2,FALSE)', 30),
        ('IFERROR(A5,"n/a")', "n/a"),
        ('IF(A1>4,"big",1/0)', "big"),
        ("IF(A1<4,1)", False),
        ("IF(A1>4,,2)=0", True),
        ("AND(ISNUMBER(A1),ISNUMBER(B3),A1>B3)", False),
        ("OR(A1=4,NOT(A1=4))", True),
        ("ROUND(2.675,2)", 2.68),
        ("ROUND(-1.5,0)", -2),
        ("ABS(-3)", 3),
        ("YEAR(month)*100+MONTH(month)", 202608),
        ("MONTH(EDATE(month,-11))", 9),
        ("DAY(EOMONTH(month,-6))", 28),
        ("DAY(EDATE(DATE(2026,1,31),1))", 28),
        ("ISNA(NA())", True),
    ],
)
def test_values(book: Book, formula: str, value: object) -> None:
    got = book.evaluate(f"={formula}", "Page", "F9")
    if value is None:
        assert got in (UNREADABLE, UNKNOWN)
    else:
        assert got == (pytest.approx(value) if isinstance(value, float | int) else value)


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("A5+1", "#DIV/0!"),
        ("SUM(A1:A5)", "#CIRCULAR!"),
        ("1+B3", "#VALUE!"),
        ('MATCH("DE",tblKPI[market],0)', "#N/A"),
        ("nowhere+1", "#NAME?"),
        ('XLOOKUP("JP",tblKPI[market],tblKPI[net])', "#NAME?"),
        ("tblKPI[gross]", "#REF!"),
        ("tblOther[net]", "#REF!"),
        ("Gone!A1", "#REF!"),
        ("A1/#REF!", "#REF!"),
        ("SUMIFS(tblKPI[net],Data!B2:B4,1)", "#VALUE!"),
        ("INDEX(A1:A2,3)", "#REF!"),
        ("AVERAGE(B3:B4)", "#DIV/0!"),
        ("A1:A2", "#VALUE!"),
    ],
)
def test_errors_are_values(book: Book, formula: str, code: str) -> None:
    assert book.evaluate(formula, "Page", "F9") == ExcelError(code)


@pytest.mark.parametrize(
    ("formula", "part"),
    [
        ("=SUMIFS(a;b;c)", "';'"),
        ("=tblKPI[@net]", "#This Row"),
        ("=SUM(A1", "too early"),
        ("=1+*2", "no place"),
        ("=SUM(A1))", ""),
    ],
)
def test_what_no_program_reads(book: Book, formula: str, part: str) -> None:
    assert book.evaluate(formula, "Page") == UNREADABLE
    assert part in reason(formula)
    assert reason(formula)


def test_unknown_functions_say_so(book: Book) -> None:
    assert book.evaluate("=IFERROR(SUMME(A1),1)", "Page") == UNKNOWN
    assert book.evaluate("=OFFSET(A1,1,1)", "Page") == UNKNOWN
    assert reason("=SUMME(A1)") == ""


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
