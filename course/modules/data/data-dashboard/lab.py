# %% [markdown]
"""
# The workbook that answers

## The desk

Friday, 4 September 2026. The figures of August are in. On Monday at nine Ms Lin opens the monthly
meeting of Lumina Trading, and what she opens it with is a workbook.

Last month that workbook came from an AI assistant. It took four minutes and looked splendid. At
ten past nine she asked: "Why is the total smaller than the sum?" One market was missing from it.
Then she clicked on Japan, and nothing happened: the numbers had been typed in. Then somebody read
"refund rate 612 %" aloud.

You are the **data analysis specialist**. In Table 1 of the paper that this course grew from (Wen
and Wu, "The Tech-Driven Era") your job is to collect and analyse platform data "to optimise
strategy", with "Excel and Python"; its section 3.1 adds dashboards that build themselves. Ms Lin
has put a list on your desk, in pencil:

> 1. Every month six new rows. No other work.
> 2. I want to click on Japan.
> 3. And then everything says Japan.
> 4. Always the last twelve months.
> 5. Don't show me what is fine.
> 6. One look must do.
> 7. And may I let the machine do it next time?

Each line is a task; the second is done for you. On Monday you hand in **the workbook**, made by
Python, and **a memo** about the machine.

**You need** functions and some pandas. You need no spreadsheet program: the notebook shows you
what yours would show.

**Afterwards you can**

- build a workbook that still covers the rows of next month;
- write formulas that ask, where others paste an answer;
- show a manager what needs her, and nothing else;
- audit a workbook that somebody else built, and say how good your audit is.

**Time:** about 150 minutes, for six tasks and the memo. Line 2 of the list is done for you.
"""

# %%
import os
import re
import statistics
import tempfile
import traceback
from datetime import datetime

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, ParagraphProperties
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import absolute_coordinate, get_column_letter, quote_sheetname, range_boundaries
from openpyxl.utils.units import cm_to_EMU
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from autograder.checks import approx, check, course_seed, data_file, fill
from autograder.checks.workbook import (
    Book,
    ExcelError,
    charts,
    choices,
    day,
    grow,
    look,
    reason,
    sample,
    signals,
)

kpis = pd.read_csv(data_file("kpi_month.csv"), parse_dates=["month"])
targets = pd.read_csv(data_file("targets.csv"))

kpis.tail(3)

# %% [markdown]
"""
`kpis` has one row for each month and market: 36 months, six markets, 216 rows.

| column | meaning |
|---|---|
| `month` | first day of the month |
| `market` | US, DE, FR, UK, JP or AU |
| `orders`, `units` | orders, and the pieces in them |
| `net_cny` | net sales in yuan: what was sold, less refunds |
| `refund_cny` | refunds in yuan. So `net_cny` + `refund_cny` was *sold* |
| `ad_cny` | spent on advertising |
| `cost_cny` | goods, freight, duty and fees |
| `plan_cny` | net sales as planned; empty where no plan was made |

`targets` has one row for each market, and one called ALL for the six together: the name of the
`country` and three limits. `refund_max` and `ad_max` may not be passed, and `margin_min` should be.

## The idea

A cell can hold an answer, or it can hold a question. `1425` is an answer. It was right on the day
when somebody typed it. `=SUM(C2:C3)` is a question, and the workbook asks it again whenever
something changes.

There are good questions and bad ones. Here are two rows, and then a third comes in:
"""


# %%
def two_questions():
    """Draw a small sheet before and after a row is added, with three ways to get the total."""
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.3))
    fig.subplots_adjust(left=0.01, right=0.99, top=0.9, bottom=0.01, wspace=0.05)
    rows = [("US", 1140), ("JP", 285), ("AU", 200)]
    for ax, count, title in zip(axes, (2, 3), ("August", "a row later"), strict=True):
        total = sum(amount for _, amount in rows[:count])
        shown = [
            ("1425", "typed", 1425),
            ("=SUM(C2:C3)", "a range", 1425),
            ("=SUM(tblKPI[net])", "a table", total),
        ]
        for line, (market, amount) in enumerate(rows[:count]):
            ax.text(0.2, 5.6 - line, market, va="center")
            ax.text(1.9, 5.6 - line, f"{amount:,}", va="center", ha="right")
        box = plt.Rectangle((0, 5.1 - (count - 1)), 2.1, count, fill=False, color="#1f5c73", lw=2)
        ax.add_patch(box)
        for line, (formula, _, value) in enumerate(shown):
            right = value == total
            ax.text(0.2, 2.2 - line, formula, va="center", family="monospace", size=10)
            ax.text(4.1, 2.2 - line, f"{value:,}", va="center", ha="right", weight="bold")
            ax.text(4.3, 2.2 - line, "right" if right else "WRONG", va="center", size=9)
        ax.set(xlim=(-0.2, 5.2), ylim=(-0.4, 6.6))
        ax.set_title(title, loc="left", weight="bold")
        ax.axis("off")


two_questions()

# %% [markdown]
"""
*What you see: two small sheets. On the left two rows, 1,140 and 285, and three totals, all 1,425.
On the right a third row of 200 has come in. The typed 1,425 and the sum over the range C2:C3 are
now wrong. The sum over the table is 1,625 and right.*

A **table** is a range with a name. It grows when rows come in, and every formula that says
`tblKPI[net]` grows with it. This is the whole secret of a workbook that lives longer than a month.

One more thing, before you compute a single rate. In August advertising cost 57 yuan in the US and
57 in Japan:

| market | net sales | advertising | share |
|---|---|---|---|
| US | 1,140 | 57 | 5 % |
| JP | 285 | 57 | 20 % |
| both | 1,425 | 114 | **8 %** |

Both together are not at 12.5 %, the mean of 5 and 20. A ratio of many is the **ratio of the sums**:
114 / 1,425. A small market must not speak as loudly as a large one.

You will meet these two rows again. They are in `tiny`, a table made for checking by hand:
"""

# %%
tiny = pd.DataFrame(
    [
        (datetime(2026, 7, 1), "US", 10, 12, 900, 100, 90, 600, 1000),
        (datetime(2026, 7, 1), "JP", 4, 5, 380, 20, 76, 250, 400),
        (datetime(2026, 8, 1), "US", 12, 15, 1140, 60, 57, 800, 1200),
        (datetime(2026, 8, 1), "JP", 5, 6, 285, 45, 57, 200, 250),
    ],
    columns=kpis.columns,
)
tiny_targets = pd.DataFrame(
    [
        ("ALL", "Everywhere", 0.08, 0.11, 0.20),
        ("US", "United States", 0.07, 0.08, 0.22),
        ("JP", "Japan", 0.10, 0.15, 0.12),
    ],
    columns=targets.columns,
)
NAMES = {"market": "Dashboard!$C$3", "month": "Dashboard!$C$4"}


def with_header(df):
    """The rows of a data frame, its header first."""
    return [list(df.columns), *df.itertuples(index=False)]


def invented(draw, months, codes):
    """Figures of invented markets of very different size, in months of 2031."""
    rows = []
    for month in range(1, months + 1):
        for size, code in enumerate(codes, 1):
            net = int(draw.integers(400, 900)) * 10 ** (size % 3 + 1)
            shares = draw.uniform([0.02, 0.05, 0.4, 0.8], [0.2, 0.4, 0.8, 1.3]) * net
            refund, ads, cost, plan = (int(share) for share in shares)
            orders = int(draw.integers(5, 20)) * size
            rows.append(
                (datetime(2031, month, 1), code, orders, orders * 2, net, refund, ads, cost, plan)
            )
    return pd.DataFrame(rows, columns=kpis.columns).sample(frac=1, random_state=5)


def show(make, otherwise):
    """What `make` returns; a line of text while an answer that it needs is not written yet."""
    try:
        return make()
    except NotImplementedError:
        print(otherwise)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        print(f"This stopped in {place.name}, line {place.lineno}: {type(error).__name__}: {error}")
    return None


class Plain(str):
    """A value as a person writes it, for the message of a check."""

    def __new__(cls, value):
        if isinstance(value, list | tuple):
            return super().__new__(cls, ", ".join(cls(item) for item in value) or "nothing")
        if isinstance(value, float):
            return super().__new__(cls, f"{value:.4g}" if abs(value) < 1000 else f"{value:,.0f}")
        if value is None or value == "":
            return super().__new__(cls, "nothing")
        return super().__new__(cls, f"{value:%d %b %Y}" if isinstance(value, datetime) else value)

    __repr__ = str.__str__


def stored(workbook, name="check"):
    """Save a workbook that a check has made, and return its path."""
    path = os.path.join(tempfile.gettempdir(), f"lumina-{name}-{os.getpid()}.xlsx")
    workbook.save(path)
    return path


def typed_range(text):
    """A range of cells that is written into a formula ("Data!$E$2:$E$217"), or nothing."""
    return "".join(re.findall(r"[\w'!]*\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+", text)[:1])


def figures(rows):
    """What each figure is, from the rows of a month; "n/a" where there is nothing to divide by."""
    total = rows.drop(columns=["month", "market"]).sum()
    sold = total["net_cny"] + total["refund_cny"]
    left = total["net_cny"] - total["ad_cny"] - total["cost_cny"]

    def ratio(top, bottom):
        return top / bottom if bottom else "n/a"

    return {
        "net": total["net_cny"],
        "plan": total["plan_cny"],
        "of_plan": ratio(total["net_cny"], total["plan_cny"]),
        "aov": ratio(sold, total["orders"]),
        "refund_rate": ratio(total["refund_cny"], sold),
        "ad_share": ratio(total["ad_cny"], total["net_cny"]),
        "margin": ratio(left, total["net_cny"]),
    }


def of_month(data, market, month):
    """The rows of a month and a market; of all markets for ALL."""
    rows = data[data["month"] == month]
    return rows if market == "ALL" else rows[rows["market"] == market]


def look_at_trend(book, sheet, top, n, titles, data, market, shown):
    """What is wrong in a block, for a market and a month shown; nothing if all is right."""
    start = book.book[sheet][top]
    some = data if market == "ALL" else data[data["market"] == market]
    sums = some.groupby("month").sum(numeric_only=True)
    for down in range(1, n + 1):
        month = pd.Timestamp(shown) - pd.DateOffset(months=n - down)
        cell = start.offset(down, 0)
        value = book.value(sheet, cell.coordinate)
        if not isinstance(value, float) or day(value) != month:
            return "months"
        if cell.number_format != "mmm yyyy":
            return "look"
        for right, name in enumerate(titles.values(), 1):
            text = start.offset(down, right).value
            value = book.value(sheet, start.offset(down, right).coordinate)
            gap = month not in sums.index
            if value == (ExcelError("#N/A") if gap else approx(sums.loc[month, name], rel=1e-9)):
                continue
            if typed_range(text):
                return "range"
            if re.search(r"!\$?[A-Z]+\$?\d", text):
                return "cell"
            return "gap" if gap else "sum"
    return ""


tiny.head()

# %% [markdown]
"""
Your tool is **openpyxl**. It reads and writes workbooks cell by cell: `book = load_workbook(path)`,
`sheet = book["KPI"]`, `sheet["C3"] = 7`, `book.save(path)`. It writes formulas and never calculates
them. That is what a spreadsheet program does when the file is opened, and in this notebook
`look(path)` does it.

## 1 · "Every month six new rows. No other work."

So the data must be a table. In a file a table is four things: a sheet with a header and rows, a
`Table` with a name and a `ref` (from the header's first cell to the last row's last cell), and no
mess inside. Mess is what people paste: days that are texts, a column of row numbers that came with
pandas, the word "nan".

`Table(displayName="tblKPI", ref="A1:I5")` makes one; `sheet.add_table(...)` puts it in.
"""


# %% task="table" role="answer"
def write_table(
    path: str, sheet: str, name: str, df: pd.DataFrame, formats: dict[str, str]
) -> None:
    """Add a sheet with the rows of df as a table to the workbook at `path`, and save it there.

    sheet: name of the new sheet; it comes after those that are there, which stay as they are.
    name: name of the table. It covers the header and all rows, and nothing else.
    df: one row or more. From A1 on: the column names (as text), then the rows in their order.
    Days stay days, numbers stay numbers to the last decimal, and texts stay texts ("007", too).
    A missing value (NaN, NaT, NA, None) is an empty cell. No index.
    formats: number format by column name ("month": "mmm yyyy"), for all its rows. Other columns
    are left alone.
    The header stays in view when one scrolls (the panes are frozen below row 1).

    4 rows and 9 columns make a table over A1:I5.
    """
    ### BEGIN SOLUTION
    book = load_workbook(path)
    page = book.create_sheet(sheet)
    page.append([str(title) for title in df.columns])
    for row in df.astype(object).where(df.notna(), None).itertuples(index=False):
        page.append(list(row))
    for head in page[1]:
        for row in range(2, page.max_row + 1):
            cell = page.cell(row, head.column)
            cell.number_format = formats.get(head.value, cell.number_format)
    page.add_table(Table(displayName=name, ref=page.dimensions))
    page.freeze_panes = "A2"
    book.save(path)
    ### END SOLUTION


# %% task="table" role="check" points=1 outcome="live-workbook"
def table_facts(path, sheet):
    """Header, columns of values and number formats of a sheet, and its tables."""
    page = load_workbook(path)[sheet]
    head, *lines = (list(line) for line in page.iter_rows())
    values = [[cell.value for cell in column] for column in zip(*lines, strict=True)]
    formats = [{cell.number_format for cell in column} for column in zip(*lines, strict=True)]
    return page, [cell.value for cell in head], values, formats


with check("table"):
    path = stored(sample({"Dashboard!A1": "Lumina"}))
    write_table(path, "Figures", "tblTiny", tiny.copy(), {"month": "mmm yyyy", "ad_cny": "#,##0"})
    book = load_workbook(path)
    assert book.sheetnames == ["Dashboard", "Figures"], "table-sheets"
    assert book["Dashboard"]["A1"].value == "Lumina", "table-sheets"
    page, head, values, formats = table_facts(path, "Figures")
    assert head != [None, *tiny.columns], "table-index"
    assert head == list(tiny.columns), fill("table-header", got=Plain(head))
    assert not isinstance(values[0][0], str), "table-text-days"
    assert values[0] == list(tiny["month"]), fill("table-rows", got=Plain(values[0]))
    assert not isinstance(values[4][0], str), "table-text-numbers"
    assert values[4] == [900, 380, 1140, 285], fill("table-rows", got=Plain(values[4]))
    assert list(page.tables) == ["tblTiny"], "table-none"
    ref = page.tables["tblTiny"].ref
    assert ref != "A1:I4", "table-short"
    assert ref == "A1:I5", fill("table-ref", got=Plain(ref))
    assert formats[0] == {"mmm yyyy"}, "table-formats"
    assert page.freeze_panes == "A2", "table-panes"


# %% task="table" role="hidden" points=1 outcome="live-workbook"
def _table_with_other_data():
    """Another table, one row or many, behind two sheets that must stay."""
    draw = np.random.default_rng([course_seed(), 1])
    for size in (1, int(draw.integers(1001, 1100))):
        days = [datetime(2031, int(month), 1) for month in draw.integers(1, 13, size)]
        fresh = pd.DataFrame({"when": days, "shop": [f"S{n}" for n in range(size)]})
        fresh["amount"] = draw.integers(-999, 999, size)
        fresh["share"] = draw.random(size).round(9)
        fresh["weight"] = draw.random(size).round(3)
        if size > 1:
            fresh = fresh.sample(frac=1, random_state=3)
        path = stored(sample({"First!B2": 5, "Second!A1": "=First!B2"}))
        write_table(path, "Out", "tblOut", fresh.copy(), {"share": "0.0%", "when": "d mmm"})
        book = load_workbook(path)
        assert book.sheetnames == ["First", "Second", "Out"], "table-sheets"
        assert book["Second"]["A1"].value == "=First!B2", "table-sheets"
        page, head, values, formats = table_facts(path, "Out")
        assert head == list(fresh), "table-hidden"
        for title, found, codes in zip(fresh, values, formats, strict=True):
            assert title != "when" or isinstance(found[0], datetime), "table-text-days"
            assert isinstance(found[0], str) == (title == "shop"), "table-text-numbers"
            assert found == fresh[title].tolist(), "table-hidden"
            asked = {"share": {"0.0%"}, "when": {"d mmm"}}.get(title)
            assert asked is None or codes == asked, "table-formats"
            assert asked or codes == {"General"}, "table-other-formats"
        assert list(page.tables) == ["tblOut"], "table-hidden"
        assert page.tables["tblOut"].ref == f"A1:E{size + 1}", "table-hidden-ref"
        assert page.tables["tblOut"].headerRowCount == 1, "table-no-header"
        assert page.freeze_panes == "A2", "table-panes"


with check("table"):
    _table_with_other_data()


# %% task="table" role="hidden" points=1 outcome="live-workbook"
def _table_with_odd_values():
    """Missing values of each kind, texts that look like numbers, odd names, and many columns."""
    draw = np.random.default_rng([course_seed(), 2])
    fresh = pd.DataFrame({"code": ["007", "0x", None, "12"]}, index=[5, 0, 9, 9])
    fresh[2031] = draw.integers(100, 999, 4)
    fresh["planned"] = pd.array([7, None, 3, 5], dtype="Int64")
    fresh["late"] = [0.125, np.nan, 1 / 3, 2.0]
    fresh["when"] = [datetime(2031, 5, 1), pd.NaT, datetime(2030, 1, 31, 14, 30), pd.NaT]
    fresh["open"] = [True, False, True, True]
    for number in range(int(draw.integers(22, 30))):
        fresh[f"x{number}"] = draw.integers(1, 9, 4)
    path = stored(sample({"First!B2": 5}))
    write_table(path, "Wide", "tblWide", fresh.copy(), {"late": "0.000"})
    page, head, values, formats = table_facts(path, "Wide")
    assert head == [str(title) for title in fresh], "table-names"
    assert len(values[0]) == len(fresh), "table-hidden"
    for title, found in zip(fresh, values, strict=True):
        for value, wanted in zip(found, fresh[title].tolist(), strict=True):
            if pd.isna(wanted):
                assert value is None, "table-missing"
            else:
                for kind in (str, bool):
                    assert isinstance(value, kind) == isinstance(wanted, kind), "table-kinds"
                assert title != "when" or isinstance(value, datetime), "table-text-days"
                assert value == wanted, "table-kinds"
    assert formats[3] == {"0.000"}, "table-formats"
    assert formats[1] == formats[6] == {"General"}, "table-other-formats"
    assert page.tables["tblWide"].ref == f"A1:{get_column_letter(len(fresh.columns))}5", (
        "table-hidden-ref"
    )


with check("table"):
    _table_with_odd_values()

# %% [markdown] task="table" role="hint"
"""
Four rows under one header: what is the number of the last row? And what does `str` do to a day?
"""

# %% [markdown] task="table" role="hint"
"""
Three steps: write cells, give formats, declare the table. `book.create_sheet(sheet)` makes the
sheet and `page.append([...])` writes a row below the last one. `page.dimensions` is then the text
for `ref`.
"""

# %% [markdown] task="table" role="hint"
"""
Append the header as texts, then each row of `df.itertuples(index=False)`. A cell takes None and no
NaN, so turn missing values into None first: the data frame as `object`, with `where` and `notna`.
Number formats belong to cells: go through the rows of each column that `formats` names. Freeze the
panes at A2, add the table, save.
"""

# %% [markdown]
"""
Have a look. If the table is in order, the notebook shows it as a spreadsheet program would:
"""


# %%
def trial():
    """The tiny table in a workbook of its own, as your function writes it."""
    path = stored(sample({"Dashboard!A1": "Lumina"}))
    write_table(path, "Data", "tblKPI", tiny, {"month": "mmm yyyy", "net_cny": "#,##0"})
    return look(path, "Data")


show(trial, "The sheet appears when the answer to 1 is written.")

# %% [markdown]
"""
## 2 · "I want to click on Japan." (done for you)

This function is ready: you get no points for it, and every later task relies on it. A cell where
one may choose has a **validation**: a list that opens, and a refusal of everything else. Two names
make it last.

- `market` is the name of the cell itself. A formula that says `market` can be read aloud; one that
  says `Dashboard!$C$3` cannot. The dollar signs belong into the name all the same. Without them a
  name is *relative*: it means another cell in every cell that uses it.
- `markets` is the name of what the list offers: a column of a table, `tblTarget[market]`. Why not
  write that into the validation itself? Because Excel refuses a table there. A name that means the
  table is allowed, and it grows with the table.

A name: `book.defined_names["market"] = DefinedName("market", attr_text="Dashboard!$C$3")`. A sheet
with a space in its name stands in quotes there (`quote_sheetname` knows when). The validation is
`DataValidation(type="list", formula1="markets")`. And beware: openpyxl lets it refuse nothing
unless you say `showErrorMessage=True`. Last month's assistant did not say it, and somebody typed
"Japon".

Read the function. Then write down a guess: which of its lines must change when a seventh market
comes into the table? The cell shows what the list offers before and after.
"""


# %%
def add_selector(path: str, sheet: str, cell: str, source: str, first: str) -> None:
    """Turn a cell into a list to choose from, in the workbook at `path`, and save it there.

    sheet, cell: the place, "Dashboard" and "C3". The sheet is there already.
    source: what the list offers, as a name can mean it: "tblTarget[market]".
    first: what the cell holds at the beginning ("ALL").
    """
    book = load_workbook(path)
    page = book[sheet]
    page[cell] = first
    place = f"{quote_sheetname(sheet)}!{absolute_coordinate(cell)}"
    for name, meaning in (("market", place), ("markets", source)):
        book.defined_names[name] = DefinedName(name, attr_text=meaning)
    rule = DataValidation(type="list", formula1="markets", showErrorMessage=True)
    rule.add(cell)
    page.add_data_validation(rule)
    book.save(path)


def offered():
    """What the list offers before and after a market is added to its table."""
    goals = {"tblTarget": ("Targets", with_header(tiny_targets))}
    path = stored(sample({"Dashboard!A1": "Lumina"}, goals))
    add_selector(path, "Dashboard", "C3", "tblTarget[market]", "ALL")
    book = Book(path)
    before = choices(book, "Dashboard", "C3")
    grow(book.book, "tblTarget", [["AU", "Australia", 0.07, 0.16, 0.08]])
    book.calculate()
    return before, choices(book, "Dashboard", "C3")


offered()

# %% [markdown]
"""
## 3 · "And then everything says Japan."

Now the questions themselves. There are ten figures that Ms Lin reads, and you write each as a
formula. In a formula, `SUMIFS` adds up the rows of a column for which conditions hold:

> `SUMIFS(tblKPI[net_cny], tblKPI[month], month, tblKPI[market], market)`

Read it as: *add up net_cny where the month is `month` and the market is `market`*. When Ms Lin
chooses ALL there is no such market, and the sum is nothing. A star helps, which in a condition
means "any text": write `IF(market="ALL","*",market)` where it says `market` at the end.

| figure | what it is | of August in `tiny`, ALL |
|---|---|---|
| `net` | net sales, yuan | 1,425 |
| `plan` | planned net sales, yuan | 1,450 |
| `of_plan` | net sales / plan | 98.3 % |
| `aov` | *average order value*: sold / orders, yuan | 90 |
| `refund_rate` | refunds / sold, where sold is net sales + refunds | 6.9 % |
| `ad_share` | advertising / net sales | 8.0 % |
| `margin` | (net sales − advertising − cost) / net sales | 21.8 % |
| `refund_max`, `ad_max`, `margin_min` | the limit of the market in `tblTarget` | 8 %, 11 %, 20 % |

A limit is not added up but **looked up**. `MATCH(market, tblTarget[market], 0)` says in which row
the market stands, and `INDEX(tblTarget[ad_max], ...)` takes that row. The `0` means: exactly this
one. Without it `MATCH` believes that the column is sorted, and takes what it comes across. (Excel
2021 has `XLOOKUP` for both. In a file it must be called `_xlfn.XLOOKUP`; older programs do not know
it.)

And where there is nothing to divide by, a page full of `#DIV/0!` helps nobody. `IFERROR(x, "n/a")`
shows "n/a" instead.

Three things about formulas in files, which cost people an afternoon. They are in English, whatever
language the program speaks. Their arguments are separated by commas. And the first sign is `=`.
"""


# %% task="formula" role="answer"
def formula(kpi: str, market: str, month: str) -> str:
    """The formula for a figure, as text that begins with "=".

    kpi: net, plan, of_plan, aov, refund_rate, ad_share, margin, or refund_max, ad_max, margin_min.
    market, month: where the formula finds them, as it would say it: a name ("market"), a cell
    ("$B12"), or a formula ("EDATE(month,-12)"). A market that is "ALL" means all together.
    Tables: tblKPI with the columns of `kpis`, tblTarget with those of `targets` (ALL is a row
    of it). Both get longer, and both may stand on any sheet, at any place, with their columns in
    any order. Rows come in any order, and a market may have two rows in a month.
    Shows "n/a" where there is nothing to divide by, or the market has no limit. net and plan are 0
    for a month without rows and for a market that tblKPI does not know. Nothing is rounded.
    """

    ### BEGIN SOLUTION
    def total(column):
        place = f'tblKPI[month],{month},tblKPI[market],IF({market}="ALL","*",{market})'
        return f"SUMIFS(tblKPI[{column}],{place})"

    names = ("net_cny", "refund_cny", "ad_cny", "cost_cny", "plan_cny", "orders")
    net, refund, ads, cost, plan, orders = (total(name) for name in names)
    ratios = {
        "net": net,
        "plan": plan,
        "of_plan": f"{net}/{plan}",
        "aov": f"({net}+{refund})/{orders}",
        "refund_rate": f"{refund}/({net}+{refund})",
        "ad_share": f"{ads}/{net}",
        "margin": f"({net}-{ads}-{cost})/{net}",
    }
    limit = f"INDEX(tblTarget[{kpi}],MATCH({market},tblTarget[market],0))"
    return f'=IFERROR({ratios.get(kpi, limit)},"n/a")'
    ### END SOLUTION


# %% task="formula" role="check" points=1 outcome="honest-ratios"
def page_of(
    data, goals, market, month, data_at=("Data", "A1"), goals_at=("Targets", "A1"), names=NAMES
):
    """A workbook with both tables, and with the names market and month."""
    cells = {names["market"].replace("$", ""): market, names["month"].replace("$", ""): month}
    tables = {
        "tblKPI": (data_at[0], with_header(data), data_at[1]),
        "tblTarget": (goals_at[0], with_header(goals), goals_at[1]),
    }
    return Book(sample(cells, tables, names))


def works(text):
    """Refuse what is no formula, or a formula that no spreadsheet program can work with."""
    assert isinstance(text, str), "formula-text"
    assert text.startswith("="), "formula-text"
    assert not reason(text), fill("formula-unreadable", got=Plain(reason(text)))
    return text


with check("formula"):
    august = datetime(2026, 8, 1)
    text = works(formula("net", "market", "month"))
    book = page_of(tiny, tiny_targets, "JP", august)
    net = book.evaluate(text, "Dashboard")
    assert net == approx(285), fill("formula-japan", got=Plain(net))
    book = page_of(tiny, tiny_targets, "ALL", august)
    net = book.evaluate(text, "Dashboard")
    assert net != 0, "formula-all"
    assert net == approx(1425), fill("formula-net", got=Plain(net))
    for kpi, right in (
        ("ad_share", 114 / 1425),
        ("refund_rate", 105 / 1530),
        ("aov", 90),
        ("of_plan", 1425 / 1450),
        ("margin", 311 / 1425),
        ("margin_min", 0.2),
    ):
        value = book.evaluate(works(formula(kpi, "market", "month")), "Dashboard")
        assert kpi != "ad_share" or value != approx(0.125), "formula-mean"
        assert kpi != "refund_rate" or value != approx(105 / 1425), "formula-sold"
        assert value == approx(right), fill("formula-ratio", kpi=Plain(kpi), got=Plain(value))
    empty = page_of(tiny, tiny_targets, "ALL", datetime(2026, 9, 1))
    none = empty.evaluate(formula("margin", "market", "month"), "Dashboard")
    assert none == "n/a", fill("formula-nothing", got=Plain(none))
    grow(book.book, "tblKPI", [(august, "AU", 2, 2, 575, 25, 86, 400, 500)])
    book.calculate()
    more = book.evaluate(text, "Dashboard")
    assert more == approx(2000) or not typed_range(text), fill(
        "formula-fixed", got=Plain(typed_range(text))
    )
    assert more == approx(2000), fill("formula-grow", got=Plain(more))


# %% task="formula" role="hidden" points=2 outcome="honest-ratios"
def _other_figures():
    """All figures of invented markets; one has two rows in a month."""
    draw = np.random.default_rng([course_seed(), 3])
    codes = [str(code) for code in draw.permutation(["ZA", "BR", "US", "MX", "AE"])]
    fresh = invented(draw, 3, codes)
    twice = fresh[(fresh["month"] == "2031-02-01") & (fresh["market"] == codes[1])]
    fresh = pd.concat([fresh, twice.assign(orders=3, ad_cny=1)], ignore_index=True)
    limits = [
        (code, code.lower(), *draw.uniform(0.01, 0.3, 3)) for code in [codes[0], "ALL", *codes[1:]]
    ]
    goals = pd.DataFrame(limits, columns=targets.columns)
    book = page_of(fresh, goals, "ALL", datetime(2031, 2, 1))
    texts = {kpi: formula(kpi, "market", "month") for kpi in (*KPIS, *LIMITS)}
    for market in ("ALL", *codes):
        book.book["Dashboard"]["C3"] = market
        book.calculate()
        right = figures(of_month(fresh, market, "2031-02-01"))
        right |= goals.set_index("market").loc[market, list(LIMITS)].to_dict()
        for kpi, text in texts.items():
            good = book.evaluate(text, "Dashboard") == approx(right[kpi], rel=1e-9)
            assert good or kpi not in LIMITS, "formula-hidden-limit"
            assert good, "formula-hidden"


KPIS = ("net", "plan", "of_plan", "aov", "refund_rate", "ad_share", "margin")
LIMITS = ("refund_max", "ad_max", "margin_min")

with check("formula"):
    _other_figures()


# %% task="formula" role="hidden" points=1 outcome="honest-ratios"
def _other_words_and_nothing():
    """Cells in place of the names, months and sums of nothing, a market without limits."""
    draw = np.random.default_rng([course_seed(), 4])
    fresh = invented(draw, 3, ["BR", "ZA", "MX"])
    odd = [
        (datetime(2031, 1, 1), "OO", 0, 0, 0, 0, 5, 5, 0),
        (datetime(2031, 1, 1), "PP", 4, 4, 0, 80, 5, 5, 90),
    ]
    fresh = pd.concat([fresh, pd.DataFrame(odd, columns=fresh.columns)], ignore_index=True)
    goals = tiny_targets.assign(market=["MX", "ALL", "BR"])
    book = page_of(fresh, goals, "QQ", datetime(2031, 3, 1))
    page = book.book["Dashboard"]
    page["D5"] = datetime(2031, 1, 1)
    for row, market in enumerate(("ZA", "ALL", "OO", "PP"), 7):
        page[f"B{row}"] = market
        right = figures(of_month(fresh, market, "2031-01-01"))
        for kpi in ("net", "plan", "of_plan", "aov", "refund_rate", "ad_share", "margin"):
            value = book.evaluate(formula(kpi, "$B7", "D$5"), "Dashboard", f"D{row}", "D7")
            assert value != "n/a" or right[kpi] == "n/a", "formula-too-empty"
            assert right[kpi] != "n/a" or value == "n/a", "formula-nothing-hidden"
            assert value == approx(right[kpi], rel=1e-9), "formula-place"
    back = of_month(fresh, "ZA", "2031-01-01")["net_cny"].sum()
    value = book.evaluate(formula("net", "$B$7", "EDATE(month,-2)"), "Dashboard")
    assert value == approx(back, rel=1e-9), "formula-place"
    for when in ("month", "EDATE(month,1)"):
        for kpi in ("net", "plan"):
            assert book.evaluate(formula(kpi, "market", when), "Dashboard") == 0, "formula-zero"
        for kpi in ("of_plan", "aov", "refund_rate", "ad_share", "margin"):
            value = book.evaluate(formula(kpi, "market", when), "Dashboard")
            assert value == "n/a", "formula-nothing-hidden"
    for kpi in ("refund_max", "ad_max", "margin_min"):
        value = book.evaluate(formula(kpi, "market", "month"), "Dashboard")
        assert value == "n/a", "formula-no-limit"


with check("formula"):
    _other_words_and_nothing()


# %% task="formula" role="hidden" points=1 outcome="honest-ratios"
def _elsewhere_and_longer():
    """Tables on other sheets, their columns in another order, and a thousand rows more."""
    draw = np.random.default_rng([course_seed(), 5])
    fresh = invented(draw, 2, ["BR", "ZA"])
    goals = tiny_targets.assign(market=["BR", "ALL", "ZA"])
    order = [str(name) for name in draw.permutation(fresh.columns)]
    places = {"data_at": ("Raw 31", "D4"), "goals_at": ("Limits", "C2")}
    names = {"market": "Front!$F$2", "month": "Front!$B$9"}
    shuffled = goals[["margin_min", "market", "ad_max", "country", "refund_max"]]
    book = page_of(fresh[order], shuffled, "ZA", datetime(2031, 2, 1), names=names, **places)
    page = book.book["Front"]
    texts = {kpi: formula(kpi, "market", "month") for kpi in ("net", "margin", "aov", "ad_max")}

    def look_again(data, limits, market, month):
        page["F2"], page["B9"] = market, month
        book.calculate()
        right = (
            figures(of_month(data, market, month))
            | limits.set_index("market").loc[market].to_dict()
        )
        for kpi, text in texts.items():
            value = book.evaluate(text, "Front")
            good = value == approx(right[kpi], rel=1e-9)
            assert good or not typed_range(text), "formula-fixed-hidden"
            assert good, "formula-elsewhere"

    look_again(fresh, goals, "ZA", datetime(2031, 2, 1))
    old = pd.concat([fresh.assign(month=datetime(1900 + year, 5, 1)) for year in range(20, 110)])
    old = pd.concat([old] * 3).head(1005)
    late = fresh.assign(month=datetime(2031, 3, 1), market=["ZA", "QQ"] * 2)
    grow(book.book, "tblKPI", pd.concat([old, late])[order].itertuples(index=False))
    more = pd.DataFrame([("QQ", "Q", 0.1, 0.25, 0.3)], columns=goals.columns)
    grow(book.book, "tblTarget", more[shuffled.columns].itertuples(index=False))
    both, limits = pd.concat([fresh, old, late]), pd.concat([goals, more])
    look_again(both, limits, "QQ", datetime(2031, 3, 1))
    look_again(both, limits, "ALL", datetime(2031, 3, 1))


with check("formula"):
    _elsewhere_and_longer()

# %% [markdown] task="formula" role="hint"
"""
For one figure, write on paper what is above the line and what is below it. Which part is the same
in all of them, so that you need to write it only once?
"""

# %% [markdown] task="formula" role="hint"
"""
Write an inner function that returns the text of one sum for a column, with `market` and `month` put
in by an f-string. Print it once and read it against the line in the task's text. Then every ratio
is two or three such texts with / and brackets between them.
"""

# %% [markdown] task="formula" role="hint"
"""
The sum has five parts: the column, the month's column and `month`, the market's column and the IF
with the star. Keep the seven figures in a dict by their names. A limit is the INDEX and MATCH of
the task's text with `kpi` as the column. One IFERROR with "n/a" goes around whatever you return.
"""

# %% [markdown]
"""
## 4 · "Always the last twelve months."

A chart draws a range. If the range is twelve rows of the data, somebody must move it every month,
and in March nobody will. So the chart gets a **block** of its own on the sheet KPI: twelve rows
that never move. What moves is what they say. The last row is the month that is shown, the one above
it the month before, and so on. `EDATE(month,-11)` is the day eleven months before `month`.

|  | A | B | C |
|---|---|---|---|
| 3 | Month | Net sales | Plan |
| 4 | `=EDATE(month,-11)` | the sum for the month in A4 | the sum for the month in A4 |
| ... | ... | ... | ... |
| 15 | `=EDATE(month,0)` | the sum for the month in A15 | the sum for the month in A15 |

The sum takes its month from the first cell of its row, so it says `A4` in row 4 and `A15` in row
15. It knows the market from the name `market`, ALL included.

One trap is left. For a month without rows `SUMIFS` gives 0, and the line of the chart falls to the
floor, as if nobody had bought anything. A chart draws no point where a cell says `#N/A`, and the
function `NA()` says it. So ask first: `IF(COUNTIFS(...)=0,NA(),SUMIFS(...))`, where `COUNTIFS`
counts the rows under the same conditions.
"""


# %% task="trend" role="answer"
def write_trend(path: str, sheet: str, top: str, n: int, columns: dict[str, str]) -> None:
    """Write a block of the last n months into the workbook at `path`, and save it there.

    sheet, top: sheet and upper left cell of the block ("A3"). The sheet is there already.
    columns: title and column of tblKPI for each column of sums ({"Plan": "plan_cny"}), in order.
    First row: Month, then the titles. Then n rows, oldest first; the last is the month that the
    name `month` means. Months look like "mmm yyyy".
    Each sum is for the month of its row and the market that the name `market` means ("ALL": all
    together), and #N/A where tblKPI has no row for them. A sum of rows that say 0 is 0. All of it
    is formulas, so that it follows the names `market` and `month` and new rows, wherever the two
    cells and the table stand.
    """
    ### BEGIN SOLUTION
    book = load_workbook(path)
    page = book[sheet]
    start = page[top]
    for right, title in enumerate(["Month", *columns]):
        start.offset(0, right).value = title
    for down in range(1, n + 1):
        first = start.offset(down, 0)
        first.value = f"=EDATE(month,{down - n})"
        first.number_format = "mmm yyyy"
        place = f'tblKPI[month],{first.coordinate},tblKPI[market],IF(market="ALL","*",market)'
        for right, column in enumerate(columns.values(), 1):
            total = f"SUMIFS(tblKPI[{column}],{place})"
            start.offset(down, right).value = f"=IF(COUNTIFS({place})=0,NA(),{total})"
    book.save(path)
    ### END SOLUTION


# %% task="trend" role="check" points=1 outcome="live-workbook"
def months_of(book, sheet, area):
    """The months that a column of cells shows, as 2026-08; other values as they are."""
    values = [value for (value,) in book.values(sheet, area)]
    return [f"{day(v):%Y-%m}" if isinstance(v, float) else str(v) for v in values]


def written_in(book, sheet, area):
    """The formulas of a range, refusing values and what no program can work with."""
    texts = [cell.value for line in book.book[sheet][area] for cell in line]
    assert all(isinstance(text, str) and text.startswith("=") for text in texts), "trend-typed"
    for text in texts:
        assert not reason(text), fill("trend-unreadable", got=Plain(reason(text)))
    return texts


with check("trend"):
    tables = {"tblKPI": ("Data", with_header(tiny))}
    cells = {"Dashboard!C3": "ALL", "Dashboard!C4": "=MAX(tblKPI[month])", "KPI!A1": "Blocks"}
    path = stored(sample(cells, tables, NAMES))
    write_trend(path, "KPI", "B3", 3, {"Net sales": "net_cny", "Planned": "plan_cny"})
    book = Book(path)
    assert book.values("KPI", "B3:D3") == [["Month", "Net sales", "Planned"]], "trend-head"
    written_in(book, "KPI", "B4:D6")
    block = book.values("KPI", "B4:D6")
    months = months_of(book, "KPI", "B4:B6")
    assert months != ["2026-08", "2026-07", "2026-06"], "trend-order"
    assert months == ["2026-06", "2026-07", "2026-08"], fill("trend-months", got=Plain(months))
    assert block[2][1:] != [0, 0], "trend-all"
    assert block[1][1:] == approx([1280, 1400]), fill("trend-sums", got=Plain(block[1][1:]))
    assert block[2][1:] == approx([1425, 1450]), fill("trend-sums", got=Plain(block[2][1:]))
    assert block[0][1] != 0, "trend-gap"
    assert block[0][1] == ExcelError("#N/A"), fill("trend-gap-value", got=Plain(str(block[0][1])))
    assert book.book["KPI"]["B5"].number_format == "mmm yyyy", "trend-look"
    book.book["Dashboard"]["C3"] = "JP"
    september = (datetime(2026, 9, 1), "JP", 6, 7, 310, 10, 60, 220, 300)
    grow(book.book, "tblKPI", [september])
    book.calculate()
    assert months_of(book, "KPI", "B4:B6") == ["2026-07", "2026-08", "2026-09"], "trend-rolls"
    after = [row[0] for row in book.values("KPI", "C4:C6")]
    assert after == approx([380, 285, 310]), fill("trend-follows", got=Plain(after))


# %% task="trend" role="hidden" points=2 outcome="live-workbook"
def _other_places():
    """Blocks of other length at other places; a market with a gap, and a sum of 0 that is none."""
    draw = np.random.default_rng([course_seed(), 6])
    for top, n in (("A3", 7), ("AB10", 14)):
        fresh = invented(draw, 7, ["BR", "ZA", "MX"])
        late = (fresh["market"] == "MX") & (fresh["month"] < "2031-04-01")
        hole = (fresh["market"] == "BR") & (fresh["month"] == "2031-02-01")
        fresh = fresh[~late & ~hole]
        fresh.loc[(fresh["market"] == "ZA") & (fresh["month"] == "2031-03-01"), "ad_cny"] = 0
        cells = {"Dashboard!C3": "ALL", "Dashboard!C4": datetime(2031, 6, 1), "Sums 1!A1": "kept"}
        path = stored(sample(cells, {"tblKPI": ("Data", with_header(fresh))}, NAMES))
        titles = {"Ads": "ad_cny", "Orders": "orders", "Net": "net_cny"}
        write_trend(path, "Sums 1", top, n, dict(titles))
        book = Book(path)
        page = book.book["Sums 1"]
        assert page["A1"].value == "kept", "trend-hidden-place"
        start = page[top]
        head = [start.offset(0, right).value for right in range(4)]
        assert head == ["Month", "Ads", "Orders", "Net"], "trend-head"
        corner = start.offset(n, 3).coordinate
        block = [cell for line in page[start.offset(1, 0).coordinate : corner] for cell in line]
        assert all(str(cell.value).startswith("=") for cell in block), "trend-typed"
        assert start.offset(n + 1, 0).value is None, "trend-hidden-months"
        assert start.offset(1, 4).value is None, "trend-hidden-place"
        for market, shown in (("ALL", 6), ("MX", 6), ("BR", 3), ("ZA", 4), ("ALL", 7)):
            book.book["Dashboard"]["C3"] = market
            book.book["Dashboard"]["C4"] = datetime(2031, shown, 1)
            book.calculate()
            wrong = look_at_trend(
                book, "Sums 1", top, n, titles, fresh, market, datetime(2031, shown, 1)
            )
            assert wrong != "months", "trend-hidden-months"
            assert wrong != "look", "trend-look"
            assert wrong != "range", "trend-fixed"
            assert wrong != "cell", "trend-typed-cell"
            assert wrong != "gap", "trend-gap-hidden"
            assert not wrong, "trend-hidden"


with check("trend"):
    _other_places()


# %% task="trend" role="hidden" points=1 outcome="live-workbook"
def _trend_elsewhere_and_longer():
    """The two cells and the table elsewhere, then a thousand rows and a new market more."""
    draw = np.random.default_rng([course_seed(), 7])
    fresh = invented(draw, 6, ["BR", "ZA"])
    order = [str(name) for name in draw.permutation(fresh.columns)]
    cells = {"Front!F2": "ZA", "Front!B9": "=MAX(tblKPI[month])", "Dashboard!C3": "BR"}
    cells |= {"Dashboard!C4": datetime(2031, 2, 1), "Sums!A1": None}
    tables = {"tblKPI": ("Raw 31", with_header(fresh[order]), "D4")}
    path = stored(sample(cells, tables, {"market": "Front!$F$2", "month": "Front!$B$9"}))
    titles = {"Net": "net_cny", "Plan": "plan_cny"}
    write_trend(path, "Sums", "C5", 5, dict(titles))
    book = Book(path)
    wrong = look_at_trend(book, "Sums", "C5", 5, titles, fresh, "ZA", datetime(2031, 6, 1))
    old = pd.concat([fresh.assign(month=datetime(1900 + year, 5, 1)) for year in range(20, 110)])
    late = fresh.head(4).assign(month=datetime(2031, 7, 1), market=["ZA", "QQ"] * 2)
    grow(book.book, "tblKPI", pd.concat([old, late])[order].itertuples(index=False))
    both = pd.concat([fresh, old, late])
    for market in ("ZA", "QQ", "ALL"):
        book.book["Front"]["F2"] = market
        book.calculate()
        shown = datetime(2031, 7, 1)
        wrong = wrong or look_at_trend(book, "Sums", "C5", 5, titles, both, market, shown)
    assert wrong != "months", "trend-hidden-months"
    assert wrong != "look", "trend-look"
    assert wrong != "range", "trend-fixed"
    assert wrong != "cell", "trend-typed-cell"
    assert wrong != "gap", "trend-gap-hidden"
    assert not wrong, "trend-hidden"


with check("trend"):
    _trend_elsewhere_and_longer()

# %% [markdown] task="trend" role="hint"
"""
In row 4 of the block above, which parts of the sum are the same in row 15, and which one part is
not? How many months before `month` is the first of n rows?
"""

# %% [markdown] task="trend" role="hint"
"""
`start = page[top]`, and `start.offset(down, right)` is the cell so many rows below and columns
beside it. Fill the first column for `down` from 1 to n before you write a single sum, and look at
the months.
"""

# %% [markdown] task="trend" role="hint"
"""
The month in row `down` lies `n - down` months before `month`. `cell.coordinate` is the address of
that cell, which the sums of the row take as their month. Write the conditions once as a text, month
first, then market with the star, and use it in COUNTIFS and in SUMIFS.
"""

# %% [markdown]
"""
## 5 · "Don't show me what is fine."

Six markets with four figures each are twenty-four numbers. Ms Lin needs the few that are wrong.
A **conditional format** is a look that a cell has only while a condition holds.

The condition is written for the *first* cell of the range and moves along with the others, as when
you copy a formula down. So `D8>E8`, given to D8:D13, compares D9 with E9 in the next row. With
dollars, `D8>$E$8`, all six would be compared with the first limit.

Three things decide whether she trusts it.

- Being *at* the limit is no miss.
- "n/a" is no miss. Spreadsheets hold that every text is greater than every number, so
  `"n/a">0.08` is true. `ISNUMBER(D8)` asks first.
- About one man in twelve does not see red and green as two colours, and the printer in the meeting
  room sees no colours at all. So a miss is **bold**, whatever colour it has.

`FormulaRule(formula=["..."], font=Font(...), fill=PatternFill(bgColor="..."))` is the rule; the
formula in it has no `=`. `page.conditional_formatting.add("D8:D13", rule)` gives it to a range. (In
a conditional format the colour of a fill is its `bgColor`. In a normal cell it is the `fgColor`.)
"""


# %% task="signal" role="answer"
def add_signals(path: str, sheet: str, actual: str, target: str, higher_is_better: bool) -> None:
    """Make the cells stand out that miss their target, in the workbook at `path`; save it there.

    sheet: sheet of both ranges. actual, target: two ranges of one column or one row and equal
    length ("D8:D13", "E8:E13"), or single cells ("H6", "H7"); each cell has its own target.
    higher_is_better: True, and a cell misses if it is below its target; False, if above. The
    smallest difference counts. Numbers may be negative.
    At the target is no miss, and neither is a cell that has no number or a target without one.
    A miss is shown by a bold font, and by a fill if you like. No other cell lights up.
    """
    ### BEGIN SOLUTION
    book = load_workbook(path)
    cell, goal = actual.split(":")[0], target.split(":")[0]
    sign = "<" if higher_is_better else ">"
    condition = f"AND(ISNUMBER({cell}),ISNUMBER({goal}),{cell}{sign}{goal})"
    bold, pale = Font(bold=True, color="9C2B12"), PatternFill(bgColor="F9DDD3")
    rule = FormulaRule(formula=[condition], font=bold, fill=pale)
    book[sheet].conditional_formatting.add(actual, rule)
    book.save(path)
    ### END SOLUTION


# %% task="signal" role="check" points=1 outcome="show-misses"
with check("signal"):
    rates = {"D4": 0.05, "D5": 0.09, "D6": 0.08, "D7": "n/a", "D8": 0.11}
    limits = {"E4": 0.06, "E5": 0.10, "E6": 0.08, "E7": 0.07, "E8": 0.10}
    path = stored(sample({f"Dashboard!{place}": v for place, v in {**rates, **limits}.items()}))
    add_signals(path, "Dashboard", "D4:D8", "E4:E8", False)
    book = Book(path)
    lit = signals(book, "Dashboard")
    assert lit, "signal-nothing"
    assert not any(cell.startswith("E") for cell in lit), "signal-place"
    assert set(lit) != {"D4", "D5"}, "signal-direction"
    assert "D7" not in lit, "signal-text"
    assert "D5" not in lit, "signal-dollars"
    assert "D6" not in lit, "signal-equal"
    assert "D8" in lit, "signal-last"
    assert "D4" not in lit, "signal-direction"
    styles = lit["D8"]
    assert any(getattr(style.font, "b", False) for style in styles), "signal-bold"
    paints = [style.fill for style in styles if style.fill is not None]
    assert all(paint.bgColor.rgb != "00000000" for paint in paints), "signal-fill"
    book.book["Dashboard"]["E4"] = 0.04
    book.calculate()
    assert "D4" in signals(book, "Dashboard"), "signal-follows"
    path = stored(sample({"Dashboard!B6": 0.17, "Dashboard!B7": 0.2}))
    add_signals(path, "Dashboard", "B6", "B7", True)
    assert list(signals(Book(path), "Dashboard")) == ["B6"], "signal-higher"


# %% task="signal" role="hidden" points=1 outcome="show-misses"
def look_at_signals(pairs, across, better):
    """Lay pairs of value and target out; say what is wrong with what lights up, or nothing."""
    cells = {"Sheet 7!A1": "kept"}
    for place, pair in enumerate(pairs):
        for step, content in enumerate(pair):
            row, column = (3 + step, 4 + place) if across else (4 + place, 3 + 2 * step)
            cells[f"Sheet 7!{get_column_letter(column)}{row}"] = content
    path = stored(sample(cells))
    end = len(pairs) + 3
    right = get_column_letter(end)
    ranges = (f"D3:{right}3", f"D4:{right}4") if across else (f"C4:C{end}", f"E4:E{end}")
    add_signals(path, "Sheet 7", *ranges, better)
    lit = signals(Book(path), "Sheet 7")
    for place, (value, goal) in enumerate(pairs):
        cell = f"{get_column_letter(4 + place)}3" if across else f"C{4 + place}"
        numbers = isinstance(value, float) and isinstance(goal, float)
        miss = numbers and (value < goal if better else value > goal)
        styles = lit.pop(cell, [])
        if bool(styles) != miss:
            return "cell"
        if miss and not any(getattr(style.font, "b", False) for style in styles):
            return "bold"
    return "place" if lit else ""


def _near_the_limit():
    """Every cell a little above, at, and a little below a target of its own."""
    draw = np.random.default_rng([course_seed(), 8])
    for across in (False, True):
        for better in (False, True):
            goals = draw.uniform(0.05, 0.2, 9).round(4)
            steps = np.array([-0.0001, 0, 0.0001] * 3) * draw.permutation([1, 30, 500] * 3)
            pairs = list(zip((goals + steps).tolist(), goals.tolist(), strict=True))
            wrong = look_at_signals(pairs, across, better)
            assert wrong != "bold", "signal-bold"
            assert wrong != "place", "signal-place"
            assert not wrong, "signal-hidden"


with check("signal"):
    _near_the_limit()


# %% task="signal" role="hidden" points=1 outcome="show-misses"
def _odd_cells():
    """Texts, empty cells and numbers below 0, as values and as targets; single cells."""
    odd = [("n/a", 0.1), (0.1, "n/a"), (None, 0.1), (None, -0.1), (0.1, None), (-0.1, None)]
    odd += [("0.9", 0.1), (0.1, "0.05"), (0.0, 0.1), (0.1, 0.0), ("n/a", "n/a"), (None, None)]
    below = [(-0.2, -0.1), (-0.1, -0.2), (-0.1, 0.1), (0.1, -0.1), (-0.1, -0.1), (1e9, 2.0)]
    for across in (False, True):
        for better in (False, True):
            assert not look_at_signals(odd, across, better), "signal-odd"
            assert not look_at_signals(below, across, better), "signal-below"
    for pair in below[:2]:
        assert not look_at_signals([pair], False, True), "signal-single"


with check("signal"):
    _odd_cells()

# %% [markdown] task="signal" role="hint"
"""
Put your finger on the first cell of the range. Which two cells are compared there, and which two
should be compared one row below?
"""

# %% [markdown] task="signal" role="hint"
"""
The first cell of a range is `actual.split(":")[0]`, for a single cell, too. Write the condition for
the two first cells as a text without =, and try it on paper for "n/a".
"""

# %% [markdown] task="signal" role="hint"
"""
Three questions inside one AND: is the cell a number, is its target a number, is the cell below
(or above) it? The rule needs a bold font and goes to the whole range `actual`.
"""

# %% [markdown]
"""
## 6 · "One look must do."

Two charts: a line for twelve months, columns for the markets. A chart in a file knows *ranges*:
where its values stand, where the labels stand, where the names of its series stand. Three habits
make a good one.

- **The total stays out.** Six markets and their total in one chart are six dwarfs and a giant.
- **Say what it is.** A title, the unit on the axis, and a name for each series, taken from the
  header.
- **Show the axes.** openpyxl writes charts without them, which new versions of Excel obey. You must
  say `chart.x_axis.delete = False`, and the same for `y_axis`.

`Reference(page, min_col=2, max_col=3, min_row=3, max_row=15)` is a range.
`chart.add_data(range, titles_from_data=True)` takes one series from each of its columns and the
name from its first row. `chart.set_categories(range)` takes the labels, without a header.
"""


# %% task="chart" role="answer"
def add_chart(
    path: str, kind: str, block: str, sheet: str, place: str, title: str, unit: str
) -> None:
    """Add a chart to the workbook at `path`, and save it there.

    kind: "line" or "column" (upright bars).
    block: the range to draw, with its sheet: "KPI!A3:C15", or "'My sheet'!A3:C15" for a name with a
    space. Its first row has the names of the series, its first column the labels; every other
    column is a series, whose name is taken from its header cell. If the label in the last row is
    exactly "Total", that row is not drawn; all others are.
    sheet, place: where the chart goes ("Dashboard", "B10"); both sheets are there already.
    title: the title of the chart. unit: the title of the vertical axis. Both axes are shown.
    """
    ### BEGIN SOLUTION
    book = load_workbook(path)
    source, area = block.split("!")
    page = book[source.strip("'")]
    left, top, right, bottom = range_boundaries(area)
    if page.cell(bottom, left).value == "Total":
        bottom -= 1
    chart = LineChart() if kind == "line" else BarChart()
    values = Reference(page, min_col=left + 1, max_col=right, min_row=top, max_row=bottom)
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(page, min_col=left, min_row=top + 1, max_row=bottom))
    chart.title, chart.y_axis.title = title, unit
    chart.x_axis.delete = chart.y_axis.delete = False
    book[sheet].add_chart(chart, place)
    book.save(path)
    ### END SOLUTION


# %% task="chart" role="check" points=1 outcome="show-misses"
def drawn(book, sheet, series):
    """Name, labels and values that a series of a chart takes from the workbook."""
    parts = (series.title, series.labels, series.values)
    found = [[value for row in book.grid(part, sheet) for value in row] for part in parts if part]
    return found if len(found) == 3 else [[], [], []]


with check("chart"):
    rows = [("Market", "Net sales", "Plan"), ("US", 1140, 1200), ("JP", 285, 250), ("AU", 575, 500)]
    rows.append(("Total", "=SUM(C5:C7)", "=SUM(D5:D7)"))
    cells = {
        f"KPI!{letter}{number}": value
        for number, row in enumerate(rows, 4)
        for letter, value in zip("BCD", row, strict=True)
    }
    path = stored(sample({"Dashboard!A1": "Lumina", **cells}))
    add_chart(path, "column", "KPI!B4:D8", "Dashboard", "B10", "August by market", "yuan")
    book = Book(path)
    assert charts(book.book["Dashboard"]), "chart-none"
    chart = charts(book.book["Dashboard"])[0]
    assert chart.kind == "column", fill("chart-kind", got=chart.kind)
    assert len(chart.series) == 2, fill("chart-series", got=len(chart.series))
    parts = [drawn(book, "Dashboard", series) for series in chart.series]
    assert "Total" not in parts[0][1], "chart-total"
    assert 2000 not in parts[0][2], "chart-total"
    assert parts[0][1][:1] != ["Market"], "chart-label-head"
    assert "Net sales" not in parts[0][2], "chart-name-head"
    assert parts[0][0] == ["Net sales"], "chart-names"
    assert parts[0][1] == ["US", "JP", "AU"], fill("chart-labels", got=parts[0][1])
    assert parts[0][2] == [1140, 285, 575], fill("chart-values", got=parts[0][2])
    assert chart.title == "August by market", fill("chart-title", got=chart.title)
    assert chart.y_title == "yuan", fill("chart-unit", got=chart.y_title)
    assert (chart.x_shown, chart.y_shown) == (True, True), "chart-axes"
    assert chart.place == "B10", fill("chart-place", got=chart.place)


# %% task="chart" role="hidden" points=1 outcome="show-misses"
def block_at(draw, kind, source, labels, width):
    """A block of numbers at some place, and the chart that add_chart makes of it."""
    names = [f"N{number}" for number in range(width)]
    numbers = draw.integers(1, 999, (len(labels), width)).astype(float).tolist()
    table = [["Key", *names], *([k, *row] for k, row in zip(labels, numbers, strict=True))]
    top, left = int(draw.integers(2, 9)), int(draw.integers(2, 7))
    cells = {
        f"{source}!{get_column_letter(left + column)}{top + row}": value
        for row, line in enumerate(table)
        for column, value in enumerate(line)
    }
    corner = f"{get_column_letter(left)}{top}"
    end = f"{get_column_letter(left + width)}{top + len(labels)}"
    path = stored(sample({"Page!A1": "kept", **cells}))
    named = f"'{source}'" if " " in source else source
    add_chart(path, kind, f"{named}!{corner}:{end}", "Page", "F7", f"T{top}", f"U{left}")
    book = Book(path)
    found = charts(book.book["Page"])
    return book, found, names, numbers, (f"T{top}", f"U{left}")


def _other_blocks():
    """Lines and columns of other blocks, the total in the last row or not."""
    draw = np.random.default_rng([course_seed(), 9])
    for kind, source, last in (("line", "Sums 2", "Dec"), ("column", "K", "Total")):
        labels = [f"L{number}" for number in range(int(draw.integers(3, 8)))] + [last]
        book, found, names, numbers, words = block_at(draw, kind, source, labels, 3)
        assert len(found) == 1, "chart-place-hidden"
        assert not charts(book.book[source]), "chart-place-hidden"
        assert (found[0].kind, found[0].place) == (kind, "F7"), "chart-hidden"
        assert (found[0].title, found[0].y_title) == words, "chart-hidden-words"
        assert (found[0].x_shown, found[0].y_shown) == (True, True), "chart-axes"
        kept = len(labels) - (last == "Total")
        parts = [drawn(book, "Page", series) for series in found[0].series]
        assert [part[0] for part in parts] == [[name] for name in names], "chart-hidden"
        for number, part in enumerate(parts):
            assert part[1] == labels[:kept], "chart-hidden-rows"
            assert part[2] == [row[number] for row in numbers[:kept]], "chart-hidden-rows"


with check("chart"):
    _other_blocks()


# %% task="chart" role="hidden" points=1 outcome="show-misses"
def _odd_totals():
    """A total that is not last, words that only look like it, one row, one series."""
    draw = np.random.default_rng([course_seed(), 10])
    for kind, labels, width in (
        ("column", ["A", "Total", "B"], 1),
        ("column", ["A", "B", "total of it"], 4),
        ("line", ["A", "TOTAL"], 2),
        ("line", ["A", "B", "Total"], 1),
        ("column", ["Only"], 1),
    ):
        book, found, names, numbers, _ = block_at(draw, kind, "K", labels, width)
        assert len(found) == 1, "chart-place-hidden"
        kept = labels[: len(labels) - (labels[-1] == "Total")]
        parts = [drawn(book, "Page", series) for series in found[0].series]
        assert [part[0] for part in parts] == [[name] for name in names], "chart-hidden"
        for number, part in enumerate(parts):
            assert part[1] == kept, "chart-hidden-rows"
            assert part[2] == [row[number] for row in numbers[: len(kept)]], "chart-hidden-rows"


with check("chart"):
    _odd_totals()

# %% [markdown] task="chart" role="hint"
"""
Draw the block on paper, with a box around the values, one around the labels and one around the
names of the series. Which boxes have the first row in them? Which have the last?
"""

# %% [markdown] task="chart" role="hint"
"""
Take the block apart first: the sheet's name before the ! (without its quotes), and
`range_boundaries(area)` for its four borders. Print them for "KPI!A3:C15".
"""

# %% [markdown] task="chart" role="hint"
"""
If the label in the last row is Total, the lower border goes up by one. Values: from the column
after the labels to the right border, header included, with `titles_from_data=True`. Labels: the
first column, without the header. Then title, unit and the two axes.
"""

# %% [markdown]
"""
## What you hand in on Monday

Your five functions build it, with the list that was given. What is added here is only make-up:
where things stand, how wide the columns are, which grey is used. Read it if you like; you will want
it for your next workbook.
"""

# %%
INK, SOFT, ACCENT, WARM, PALE = "1F2D33", "6B7780", "1F5C73", "C8792B", "EEF4F6"
TILES = [
    ("B", "Net sales, yuan", "net", '#,##0.0,," M"', "plan", '"plan "#,##0.0,," M"'),
    ("D", "Of plan", "of_plan", "0.0%", "on year", '"on year "+0.0%;"on year "-0.0%'),
    ("F", "Order value, yuan", "aov", "#,##0", "aov", '"a year ago "#,##0'),
    ("H", "Refund rate", "refund_rate", "0.0%", "refund_max", '"limit "0.0%'),
    ("J", "Ad share", "ad_share", "0.0%", "ad_max", '"limit "0.0%'),
    ("L", "Margin", "margin", "0.0%", "margin_min", '"goal "0.0%'),
]
COLUMNS = [
    ("C", "Net sales", "net", "#,##0.0,,"),
    ("D", "Plan", "plan", "#,##0.0,,"),
    ("E", "Of plan", "of_plan", "0.0%"),
    ("F", "On year", "on year", "+0%;-0%"),
    ("G", "Refund rate", "refund_rate", "0.0%"),
    ("H", "Limit", "refund_max", "0.0%"),
    ("I", "Ad share", "ad_share", "0.0%"),
    ("J", "Limit", "ad_max", "0.0%"),
    ("K", "Margin", "margin", "0.0%"),
    ("L", "Goal", "margin_min", "0.0%"),
    ("M", "Order value", "aov", "#,##0"),
]
NOTES = [
    "How this workbook works",
    "Choose a market in the yellow cell. Everything on the first sheet follows.",
    "New month: write its rows directly below the table on sheet Data. Nothing else.",
    "Amounts are yuan without tax, at the plan rates. Net sales are sales less refunds.",
    "Refund rate: refunds / (net sales + refunds). Ad share: advertising / net sales.",
    "Margin: (net sales - advertising - cost) / net sales. Order value: sold / orders.",
    "All rates of several markets are ratios of sums. Limits: sheet Targets, for the year 2026.",
    "Bold on a pale ground: misses its limit. Not so: fine, or no figure.",
    "Made by Python from kpi_month and targets. Questions: data analysis, Lumina Trading.",
]


def put(page, place, value, code="General", size=10.5, bold=False, colour=INK, align=None):
    """Write a cell with its look."""
    cell = page[place]
    cell.value, cell.number_format = value, code
    cell.font = Font(name="Calibri", size=size, bold=bold, color=colour)
    cell.alignment = Alignment(horizontal=align, vertical="center")
    return cell


def figure(kpi, market):
    """The formula for a figure, and for two that compare with the year before."""
    before = "EDATE(month,-12)"
    if kpi == "on year":
        now, then = (formula("net", market, month)[1:] for month in ("month", before))
        return f'=IFERROR({now}/{then}-1,"n/a")'
    return formula(kpi, market, "month")


def lay_out(book, codes):
    """Everything on the first sheet that is neither list, signal nor chart."""
    page = book["Dashboard"]
    put(page, "B2", "Lumina Trading", size=20, bold=True)
    country = "INDEX(tblTarget[country],MATCH(market,tblTarget[market],0))"
    put(page, "B3", f'=IFERROR({country},"choose a market")', size=13, colour=ACCENT, bold=True)
    put(page, "J2", "choose a market", size=9, colour=SOFT, align="right")
    put(page, "J3", "month shown", size=9, colour=SOFT, align="right")
    chosen = put(page, "L2", page["L2"].value, size=13, bold=True, align="center")
    chosen.fill = PatternFill("solid", fgColor="FFF3C4")
    put(page, "L3", "=MAX(tblKPI[month])", "mmm yyyy", size=11, bold=True, align="center")
    book.defined_names["month"] = DefinedName("month", attr_text="Dashboard!$L$3")
    for line in ("J2:K2", "J3:K3", "L2:M2", "L3:M3"):
        page.merge_cells(line)
    for letter, title, kpi, code, beside, beside_code in TILES:
        right = get_column_letter(page[f"{letter}1"].column + 1)
        below = figure(beside, "market")
        if kpi == beside:
            below = formula(kpi, "market", "EDATE(month,-12)")
        put(page, f"{letter}5", title, size=9.5, colour=SOFT, align="center")
        put(page, f"{letter}6", figure(kpi, "market"), code, size=21, align="center")
        put(page, f"{letter}7", below, beside_code, size=9, colour=SOFT, align="center")
        for row in (5, 6, 7):
            for cell in (page[f"{letter}{row}"], page[f"{right}{row}"]):
                cell.fill = PatternFill("solid", fgColor=PALE)
                cell.border = Border(top=Side("medium", color=ACCENT)) if row == 5 else Border()
            page.merge_cells(f"{letter}{row}:{right}{row}")
    put(page, "B22", "By market, amounts in million yuan", size=12, bold=True)
    for letter, title in [("B", "Market"), *(column[:2] for column in COLUMNS)]:
        head = put(page, f"{letter}23", title, size=9.5, bold=True, colour="FFFFFF", align="center")
        head.fill = PatternFill("solid", fgColor=ACCENT)
    for row, code in enumerate([*codes, "Total"], 24):
        here = '"ALL"' if code == "Total" else f"$B{row}"
        put(page, f"B{row}", code)
        for letter, title, kpi, shape in COLUMNS:
            colour = SOFT if title in ("Limit", "Goal") else INK
            put(page, f"{letter}{row}", figure(kpi, here), shape, colour=colour, align="right")
        for cell in page[f"B{row}:M{row}"][0]:
            heavy = Border(top=Side("medium", color=ACCENT))
            cell.border = heavy if code == "Total" else Border(bottom=Side("thin", color="D5DCE0"))
    put(page, f"B{26 + len(codes)}", NOTES[7], size=9, colour=SOFT)
    notes = book.create_sheet("Notes")
    for row, line in enumerate(NOTES, 1):
        put(notes, f"A{row}", line, size=13 if row == 1 else 11, bold=row == 1)
    notes.column_dimensions["A"].width = 90


def dress(book):
    """Widths, heights, the charts' colours and the paper: nothing that counts."""
    page = book["Dashboard"]
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width = 2.5
    for letter in "BCDEFGHIJKLM":
        page.column_dimensions[letter].width = 9.6
    for row, height in {1: 8, 2: 28, 3: 20, 4: 8, 5: 20, 6: 34, 7: 18, 8: 10, 23: 20}.items():
        page.row_dimensions[row].height = height
    for chart in page._charts:
        chart.anchor.ext.width, chart.anchor.ext.height = cm_to_EMU(11.2), cm_to_EMU(6.7)
        chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
        small = CharacterProperties(sz=1100, b=True, solidFill=INK)
        for paragraph in chart.title.tx.rich.p:
            paragraph.pPr = ParagraphProperties(defRPr=small)
            for run in paragraph.r:
                run.rPr = small
        chart.title.overlay, chart.legend.position = False, "t"
        chart.y_axis.number_format = "#,##0,,"
        grid = GraphicalProperties(ln=LineProperties(solidFill="E3E7E9"))
        chart.y_axis.majorGridlines.spPr = grid
        for number, series in enumerate(chart.series):
            look_of = series.graphicalProperties
            if isinstance(chart, LineChart):
                series.smooth, series.marker.symbol = False, "none"
                look_of.line.solidFill = (ACCENT, WARM)[number]
                look_of.line.width = (28000, 19000)[number]
                look_of.line.dashStyle = ("solid", "dash")[number]
                chart.x_axis.number_format = "mmm yy"
            else:
                look_of.solidFill = look_of.line.solidFill = (ACCENT, "E3B98C")[number]
                chart.gapWidth = 60
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 1
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    for side in ("left", "right", "top", "bottom"):
        setattr(page.page_margins, side, 0.4)
    for line in book["KPI"]["B4:C15"]:
        for cell in line:
            cell.number_format = "#,##0"
    for other in book.worksheets[1:]:  # a page wide, the header on each page
        other.page_setup.orientation, other.page_setup.paperSize = "landscape", 9
        other.page_setup.fitToWidth, other.page_setup.fitToHeight = 1, 0
        other.sheet_properties.pageSetUpPr.fitToPage = True
        other.print_title_rows = "1:1"
    book["KPI"].column_dimensions["A"].width = book["KPI"].column_dimensions["B"].width = 14
    for name in ("Data", "Targets"):
        for table in book[name].tables.values():
            table.tableStyleInfo = TableStyleInfo("TableStyleMedium2", showRowStripes=True)
        for letter in "ABCDEFGHI":
            book[name].column_dimensions[letter].width = 14


def build(path, data, goals):
    """The whole workbook, by your functions."""
    codes = [code for code in goals["market"] if code != "ALL"]
    end = 24 + len(codes)
    book = Workbook()
    book.active.title = "Dashboard"
    for row, word in enumerate(["Market", *codes, "Total"], 23):
        book["Dashboard"][f"B{row}"] = word
    book.create_sheet("KPI")["A1"] = "Blocks that the charts draw. All formulas: nothing to type."
    book.save(path)
    add_selector(path, "Dashboard", "L2", "tblTarget[market]", "ALL")
    write_trend(path, "KPI", "A3", 12, {"Net sales": "net_cny", "Plan": "plan_cny"})
    for letter, limit, better in (("G", "H", False), ("I", "J", False), ("K", "L", True)):
        areas = (f"{x}24:{x}{end}" for x in (letter, limit))
        add_signals(path, "Dashboard", *areas, better)
    for letter, better in (("H", False), ("J", False), ("L", True)):
        add_signals(path, "Dashboard", f"{letter}6", f"{letter}7", better)
    add_signals(path, "Dashboard", "B6", "B7", True)  # the tile of net sales has its plan below it
    title = "Twelve months: net sales and plan"
    add_chart(path, "line", "KPI!A3:C15", "Dashboard", "B9", title, "million yuan")
    block, title = f"Dashboard!B23:D{end}", "This month by market"
    add_chart(path, "column", block, "Dashboard", "H9", title, "million yuan")
    shares = dict.fromkeys(["refund_max", "ad_max", "margin_min"], "0.0%")
    write_table(path, "Targets", "tblTarget", goals, shares)
    money = dict.fromkeys([name for name in data if name.endswith("_cny")], "#,##0")
    write_table(path, "Data", "tblKPI", data, {"month": "mmm yyyy", "orders": "#,##0", **money})
    book = load_workbook(path)
    lay_out(book, codes)
    dress(book)
    book.save(path)


def hand_in():
    """Build the real workbook beside this notebook, and look at its first sheet."""
    build("dashboard.xlsx", kpis, targets)
    opened["monday"] = Book("dashboard.xlsx")
    return look(opened["monday"])


opened = {}
show(hand_in, "The workbook appears when the answers to 1, 3, 4, 5 and 6 are written.")

# %% [markdown]
"""
*What you see: the first sheet. Top left the company and "All markets", top right the yellow list
and the month, August 2026. Six tiles: net sales of 74.9 million yuan (bold: below plan), 98.2 % of
plan, an order value of 318 yuan, a refund rate of 6.6 %, an ad share of 10.7 % (bold: the limit is
10.5 %) and a
margin of 14.9 %. Under them a line chart of twelve months with its peak in November and a column
chart of six markets. Below, a table in which six figures are bold: five of markets, one of the
total.*

The file `dashboard.xlsx` lies beside this notebook. If you have a spreadsheet program, open it
there. Then do what Ms Lin will do: click on Japan.
"""


# %%
def click(market):
    """Choose a market in the open workbook, and look at the upper part of its first sheet."""
    opened["monday"].book["Dashboard"]["L2"] = market
    opened["monday"].calculate()
    return look(opened["monday"], rows=21)


show(lambda: click("JP"), "Japan appears when the answers to 1, 3, 4, 5 and 6 are written.")

# %% [markdown]
"""
And what October will do to it. Six rows for September come in, below the table on sheet Data. Five
markets sell as in August, Australia twice as much. Nobody touches anything else.
"""


# %%
def october():
    """Write six rows below the table of the workbook, and choose Australia."""
    opened["monday"] = Book("dashboard.xlsx")
    rows = kpis[kpis["month"] == "2026-08-01"].assign(month=datetime(2026, 9, 1))
    rows.loc[rows["market"] == "AU", "net_cny"] *= 2
    grow(opened["monday"].book, "tblKPI", rows.itertuples(index=False))
    return click("AU")


show(october, "September appears when the answers to 1, 3, 4, 5 and 6 are written.")


# %% task="chart" role="hidden" points=3 outcome="show-misses"
def _wrong_on_page(book, data, market, shown, codes):
    """What is wrong on the sheets of a workbook that was handed in; nothing if all is right."""
    page = book.book["Dashboard"]
    page["L2"] = market
    book.calculate()
    right = figures(of_month(data, market, shown))
    for letter, kpi in zip(
        "BDFHJL", ("net", "of_plan", "aov", "refund_rate", "ad_share", "margin"), strict=True
    ):
        if book.value("Dashboard", f"{letter}6") != approx(right[kpi], rel=1e-9):
            return "figures"
    for row, code in enumerate([*codes, "ALL"], 24):
        right = figures(of_month(data, code, shown))
        for letter, kpi in zip(
            "CDEGIKM",
            ("net", "plan", "of_plan", "refund_rate", "ad_share", "margin", "aov"),
            strict=True,
        ):
            if book.value("Dashboard", f"{letter}{row}") != approx(right[kpi], rel=1e-9):
                return "figures"
    titles = {"Net sales": "net_cny", "Plan": "plan_cny"}
    if look_at_trend(book, "KPI", "A3", 12, titles, data, market, shown):
        return "trend"
    pairs = [
        (f"{x}{row}", f"{y}{row}", x == "K")
        for x, y in ("GH", "IJ", "KL")
        for row in range(24, 25 + len(codes))
    ]
    pairs += [("H6", "H7", False), ("J6", "J7", False), ("L6", "L7", True), ("B6", "B7", True)]
    misses = set()
    for cell, goal, better in pairs:
        value, limit = book.value("Dashboard", cell), book.value("Dashboard", goal)
        numbers = isinstance(value, float) and isinstance(limit, float)
        if numbers and (value < limit if better else value > limit):
            misses.add(cell)
    if set(signals(book, "Dashboard")) != misses:
        return "signals"
    found = {
        chart.place: [drawn(book, "Dashboard", series) for series in chart.series]
        for chart in charts(page)
    }
    nets = [of_month(data, code, shown)["net_cny"].sum() for code in codes]
    if set(found) != {"B9", "H9"} or found["H9"][0][1:] != [codes, approx(nets, rel=1e-9)]:
        return "charts"
    return "" if choices(book, "Dashboard", "L2") == ["ALL", *codes] else "list"


def _as_handed_in():
    """Build the workbook, choose markets, add a thousand rows and a month, and look again."""
    draw = np.random.default_rng([course_seed(), 11])
    codes = [str(code) for code in draw.permutation(["ZA", "BR", "MX"])]
    data = invented(draw, 12, codes)
    limits = [(code, code.lower(), *draw.uniform(0.05, 0.3, 3)) for code in ["ALL", *codes]]
    path = stored(sample({"Dashboard!A1": None}), "page")
    build(path, data.copy(), pd.DataFrame(limits, columns=targets.columns))
    book = Book(path)
    wrong = ""
    for market in ("ALL", codes[0], codes[2]):
        wrong = wrong or _wrong_on_page(book, data, market, datetime(2031, 12, 1), codes)
    assert wrong != "figures", "page-figures"
    assert wrong != "trend", "page-trend"
    assert wrong != "signals", "page-signals"
    assert wrong != "charts", "page-charts"
    assert not wrong, "page-list"
    year = [
        data.assign(month=data["month"] - pd.DateOffset(years=ago)) for ago in range(60, 31, -1)
    ]
    new = data[data["month"] == "2031-12-01"].assign(month=datetime(2032, 1, 1))
    new["net_cny"] *= 3
    grow(book.book, "tblKPI", pd.concat([*year, new]).itertuples(index=False))
    data = pd.concat([data, *year, new])
    for market in ("ALL", codes[1]):
        wrong = wrong or _wrong_on_page(book, data, market, datetime(2032, 1, 1), codes)
    assert not wrong, "page-later"


with check("chart"):
    _as_handed_in()

# %% [markdown]
"""
*What you see: the same sheet for Australia and September 2026. The line of the chart has moved on
by a month and ends with September, where the sales are twice those of August.*

## 7 · "May I let the machine do it next time?"

The assistant has built seven more workbooks, for the teams abroad, all from the same request. An
eighth is by Ms Tan, who has built such things by hand for ten years. Before anybody answers Ms Lin,
somebody must look into them. An auditor went through all eight and wrote down each fault. That took
him two days. Your job is a **lint**: a program that finds in a second what rules can find, so that
people keep their two days for the rest.

The workbooks come as rows, and `assemble` makes files of them. Here is the first:
"""

# %%
from lumina.assemble import assemble

cells = pd.read_csv(data_file("workbook_cells.csv"), dtype=str, keep_default_na=False)
faults = pd.read_csv(data_file("workbook_faults.csv"), keep_default_na=False)
review = pd.read_csv(data_file("workbook_review.csv"), keep_default_na=False)


built = {}


def workbook(number):
    """The path of one of the eight workbooks; it is built when it is first asked for."""
    if number not in built:
        built[number] = stored(assemble(cells[cells["book"] == str(number)]), f"book-{number}")
    return built[number]


def labelled(number, table=faults):
    """Code, sheet and place of what a table says about one workbook, as a set."""
    rows = table[table["book"] == number]
    return set(zip(rows["code"], rows["sheet"], rows["place"], strict=True))


look(workbook(1), "Summary")

# %% [markdown]
"""
It looks fine. That is the trouble. These are the eight faults that a rule can find:

- `hidden`: a sheet that nobody sees. Its `sheet_state` is not "visible". The place is "".
- `merged`: merged cells in a table. A merged range and a table's `ref` share cells. The place is
  the merged range.
- `total`: a chart that draws the total beside its parts. One of the drawn cells has the label
  Total. The place is that of the chart.
- `reference`: a formula that lost its cells. It contains `#REF!`.
- `typed`: a number typed over a formula. A number in a run in which **more than half** of the cells
  are formulas.
- `text`: a number stored as text, which sums pass over. A text that reads as a number, in a run in
  which more than half of the cells are numbers.
- `percent`: 6.1 in a column of 0.061. A number above 1 whose format has a %, in a run whose numbers
  have a median below 1.
- `short`: a range that ends too early or begins too late. Just above or below a range of a formula
  stands a number or a formula whose label is not Total.

A **run** is what stands under a header without a gap, in one column. A **label** is what column A
says in that row. Four helpers find these for you, so that you write rules and no loops over loops:
"""


# %%
def is_number(value):
    """Whether a cell's content is a number (and not TRUE or FALSE)."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_formula(value):
    """Whether a cell's content is a formula."""
    return isinstance(value, str) and value.startswith("=")


def label(cell):
    """What column A says in the row of a cell."""
    return cell.parent.cell(cell.row, 1).value


def runs(page):
    """Lists of cells that stand below each other without a gap; a text on top is left out."""
    for column in page.iter_cols():
        run = []
        for cell in [*column, None]:
            if cell is not None and cell.value is not None:
                run.append(cell)
                continue
            if run and isinstance(run[0].value, str) and not is_formula(run[0].value):
                run = run[1:]
            if run:
                yield run
            run = []


AREA = re.compile(r"(?:'([^']+)'!|(\w+)!)?\$?([A-Z]+)\$?(\d+):\$?\3\$?(\d+)")


def edges(cell):
    """The cells just above and just below each range of a formula (A1 style, one column)."""
    for quoted, name, letter, first, last in AREA.findall(str(cell.value)):
        page = cell.parent.parent[quoted or name or cell.parent.title]
        for row in (int(first) - 1, int(last) + 1):
            if row:
                yield page[f"{letter}{row}"]


def plotted(page):
    """The place of each chart of a sheet, and the cells that it draws."""
    for chart in charts(page):
        drawn_cells = []
        for series in chart.series:
            name, _, area = series.values.rpartition("!")
            lines = page.parent[name.strip("'")][area]
            drawn_cells += [cell for line in lines for cell in line]
        yield chart.place, drawn_cells


first = load_workbook(workbook(1))
[(run[0].coordinate, len(run)) for run in runs(first["Summary"])][:4]

# %% [markdown]
"""
Beside every audit belongs a **baseline**: the least that one could do. Here it is what a program
underlines by itself, and a little more. It shows you the form of the answer, too: a set of
`(code, sheet, place)`.
"""


# %%
def baseline(path):
    """Suspicious cells, by rules that look at one cell alone."""
    found = set()
    book = load_workbook(path)
    for page in book:
        for area in page.merged_cells.ranges:
            found.add(("merged", page.title, str(area)))
        numbers_beside_formulas = any(
            is_formula(c.value) for line in page.iter_rows() for c in line
        )
        for cell in (cell for line in page.iter_rows() for cell in line):
            here = (page.title, cell.coordinate)
            if is_formula(cell.value) and "#REF!" in cell.value:
                found.add(("reference", *here))
            elif isinstance(cell.value, str) and cell.value.strip().replace(",", "").isdigit():
                found.add(("text", *here))
            elif is_number(cell.value) and numbers_beside_formulas:
                found.add(("typed", *here))
            if is_number(cell.value) and cell.value > 1 and "%" in cell.number_format:
                found.add(("percent", *here))
    return found


print(f"book 1: {len(baseline(workbook(1)))} alarms, {len(labelled(1))} faults")
sorted(labelled(1))

# %% [markdown]
"""
How good is that? Two numbers say it, and neither does alone.

- **Precision**: of your alarms, which share was a fault? A lint that cries wolf is switched off.
- **Recall**: of the faults, which share did you find? A lint that sleeps is no lint.

Three alarms, two of them faults, and five faults in all: precision 2/3, recall 2/5.

One thing more, because it is where audits go wrong. You will try your rules on books 1 to 4 until
they fit. So your score there is flattery. **Books 5 to 8 you have not seen**: only they can say how
good your rules are. Do not look into them before your check is green.
"""


# %% task="lint" role="answer"
def lint(path: str) -> set[tuple[str, str, str]]:
    """The faults in a workbook, each as (code, name of the sheet, place).

    code: hidden, merged, total, reference, typed, text, percent or short, by the table above.
    place: "" for hidden, the merged range ("A3:A5"), the place of the chart ("H3"), or the cell.
    A text reads as a number if float() takes it without its commas ("1,204", " 5210").
    A cell may have more than one fault. A workbook without faults gives an empty set.
    """
    ### BEGIN SOLUTION
    found = set()
    for page in load_workbook(path):
        if page.sheet_state != "visible":
            found.add(("hidden", page.title, ""))
        for table in page.tables.values():
            for area in page.merged_cells.ranges:
                if not area.isdisjoint(CellRange(table.ref)):
                    found.add(("merged", page.title, str(area)))
        for place, cells in plotted(page):
            if any(label(cell) == "Total" for cell in cells):
                found.add(("total", page.title, place))
        for run in runs(page):
            half = len(run) / 2
            formulas = sum(is_formula(cell.value) for cell in run)
            numbers = [cell.value for cell in run if is_number(cell.value)]
            for cell in run:
                faults = set()
                if is_formula(cell.value):
                    if "#REF!" in cell.value:
                        faults.add("reference")
                    if any(runs_on(edge) for edge in edges(cell)):
                        faults.add("short")
                elif is_number(cell.value):
                    if formulas > half:
                        faults.add("typed")
                    if "%" in cell.number_format and statistics.median(numbers) < 1 < cell.value:
                        faults.add("percent")
                elif len(numbers) > half and reads_as_number(cell.value):
                    faults.add("text")
                found |= {(code, page.title, cell.coordinate) for code in faults}
    return found


def runs_on(cell):
    """Whether a column goes on in a cell next to a range."""
    return (is_number(cell.value) or is_formula(cell.value)) and label(cell) != "Total"


def reads_as_number(text):
    """Whether a text is a number in disguise."""
    try:
        float(text.replace(",", ""))
    except (ValueError, AttributeError):
        return False
    return True
    ### END SOLUTION


# %% task="lint" role="check" points=1 outcome="audit-workbook"
def by_code(found, code):
    """The places that carry a code, as "Sheet!A1"."""
    return {f"{sheet}!{place}" for kind, sheet, place in found if kind == code}


with check("lint"):
    block = [
        ("Market", "Net", "Refunds", "Rate", "Plan"),
        ("US", "=Data!B2", 60, 0.05, 1200),
        ("JP", "=Data!B3", "=Data!C3", 0.09, 250),
        ("AU", "=Data!B4", "=Data!C4", 6.1, " 500"),
        ("UK", "=Data!B5", "=Data!C5", 0.08, 900),
        ("Total", "=SUM(B2:B4)", "=SUM(C2:C5)", "=C6/#REF!", "=SUM(E2:E5)"),
    ]
    page = {
        f"Sum!{'ABCDE'[column]}{row}": value
        for row, line in enumerate(block, 1)
        for column, value in enumerate(line)
    }
    data = [["Market", "Net", "Refunds"], ["US", 1, 2], ["JP", 1, 2], ["AU", 1, 2], ["UK", 1, 2]]
    one = sample({**page, "Sum!H1": "A wide title"}, {"tblData": ("Data", data)})
    for row in range(2, 6):
        one["Sum"][f"D{row}"].number_format = "0.0%"
    one["Sum"].merge_cells("H1:J1")
    found = lint(stored(one))
    assert isinstance(found, set), "lint-form"
    assert all(len(fault) == 3 for fault in found), "lint-form"
    assert by_code(found, "typed") != set(), "lint-typed"
    assert "Sum!E2" not in by_code(found, "typed"), "lint-typed-plan"
    assert by_code(found, "typed") == {"Sum!C2"}, "lint-typed"
    assert by_code(found, "reference") == {"Sum!D6"}, "lint-reference"
    assert by_code(found, "text") == {"Sum!E4"}, "lint-text"
    assert by_code(found, "percent") == {"Sum!D4"}, "lint-percent"
    assert "Sum!B6" in by_code(found, "short"), "lint-short"
    assert by_code(found, "short") == {"Sum!B6"}, "lint-short-total"
    assert not by_code(found, "merged"), "lint-merged-title"
    one["Data"].merge_cells("A2:A3")
    one["Data"].sheet_state = "hidden"
    found = lint(stored(one))
    assert by_code(found, "merged") == {"Data!A2:A3"}, "lint-merged"
    assert by_code(found, "hidden") == {"Data!"}, "lint-hidden"
    found = set().union(*(lint(workbook(number)) for number in (1, 2, 3, 4)))
    known = set().union(*(labelled(number) for number in (1, 2, 3, 4)))
    drawing = by_code(known, "total")
    assert by_code(found, "total") == drawing, fill("lint-total", got=by_code(found, "total"))
    missed = {fault for fault in known - found if fault[0] != "logic"}
    assert not missed, fill("lint-missed", got=sorted(missed)[:2])
    assert len(found - known) <= 4, fill("lint-alarms", got=sorted(found - known)[:2])


# %% task="lint" role="hidden" points=2 outcome="audit-workbook"
def one_sheet(columns, places="ABCDEFGH", formats=()):
    """A workbook with one sheet, from its columns."""
    book = sample(
        {
            f"S!{letter}{row}": value
            for letter, column in zip(places, columns, strict=False)
            for row, value in enumerate(column, 1)
        }
    )
    for cell, code in dict(formats).items():
        book["S"][cell].number_format = code
    return book


with check("lint"):
    labels = ["K", "a", "b", "c", "d"]
    half = one_sheet([labels, ["H", "=1", "=2", 3, 4], ["H", "=1", "=2", "=3", 4.5]])
    assert lint(stored(half)) == {("typed", "S", "C5")}, "lint-half"
    half = one_sheet(
        [labels, ["H", 1, 2, "3", "4"], ["H", 1, 2, 3, "-4,000.5"], ["H", 1, 2, 3, "n/a"]]
    )
    assert lint(stored(half)) == {("text", "S", "C5")}, "lint-half-text"
    rates = dict.fromkeys(["B2", "B3", "B4", "C2", "C3", "C4", "D2", "D3", "E2", "E3", "E4"], "0%")
    growth = [labels[:4], ["H", 0.2, 1, 0.5], ["H", 1.1, 1.5, 0.5], ["H", 0.2, 0.3, 7]]
    growth.append(["H", 0.4, 0.2, 1.02])
    growth.append(["H", 1, 1, 1.5])
    rates |= dict.fromkeys(["F2", "F3", "F4"], "0%")
    found = lint(stored(one_sheet(growth, formats=rates.items())))
    assert found == {("percent", "S", "E4")}, "lint-percent-hidden"
    sums = one_sheet(
        [
            ["K", "a", "b", "c", "Total", None, "Top", "x", "y"],
            ["H", 1, 2, 3, "=SUM(B2:B4)", None, "=SUM(B3:B4)", "=SUM(B2:B3)", "=SUM($B$2:$B$4)"],
            [None, "=SUM(S!D2:D4)", None, None, None, None, "=AVERAGE('S'!B1:B4)+#REF!", None, 1],
            ["H", "=B2", "=B3", "=B4", "=B5"],
        ]
    )
    wrong = {"B7", "B8"}
    assert by_code(lint(stored(sums)), "short") == {f"S!{cell}" for cell in wrong}, (
        "lint-short-hidden"
    )
    assert by_code(lint(stored(sums)), "reference") == {"S!C7"}, "lint-hidden"
    both = one_sheet([labels, ["H", "=1", "=2", "=3", 45]], formats={"B5": "0.0%"}.items())
    assert lint(stored(both)) == {("typed", "S", "B5")}, "lint-hidden"
    both["S"]["B4"], both["S"]["B2"] = 0.2, "=SUM(B3:B4)+#REF!"
    both["S"]["B3"], both["S"]["A6"], both["S"]["B6"] = 0.1, "e", "=B5"
    kinds = {("percent", "S", "B5"), ("short", "S", "B2"), ("reference", "S", "B2")}
    assert lint(stored(both)) == kinds, "lint-two-faults"
    both["S"].sheet_state = "veryHidden"
    both.create_sheet("T")
    assert lint(stored(both)) == kinds | {("hidden", "S", "")}, "lint-hidden-sheet"
    wide = sample({}, {"tblA": ("A", [["x", "y"], [1, 2], [3, 4]])})
    wide["A"]["E1"] = "beside"
    for area in ("D1:E1", "A5:B5", "B3:D3"):
        wide["A"].merge_cells(area)
    assert lint(stored(wide)) == {("merged", "A", "B3:D3")}, "lint-merged-hidden"
    wide["A"]["H7"], wide["A"]["I7"] = "u", "v"
    wide["A"].add_table(Table(displayName="tblB", ref="H7:I9"))
    wide["A"].merge_cells("H8:H9")
    both = {("merged", "A", "B3:D3"), ("merged", "A", "H8:H9")}
    assert lint(stored(wide)) == both, "lint-merged-hidden"
    rows = [["K", "a", "b", "c", "Total"], ["H", 1, 2, 3, "=SUM(B2:B4)"]]
    two = one_sheet(rows)
    for place, end in (("E1", 4), ("E20", 5), ("M1", 4)):
        picture = BarChart()
        for first in (3, 2):
            picture.add_data(Reference(two["S"], min_col=2, min_row=first, max_row=end))
        two["S"].add_chart(picture, place)
    assert lint(stored(two)) == {("total", "S", "E20")}, "lint-total-hidden"

# %% task="lint" role="hidden" points=3 outcome="audit-workbook"
with check("lint"):
    from lumina.generator.workbooks import workbook_cells

    fresh, known = workbook_cells(course_seed() + 1, kpis, 5, traps=False)
    fresh = fresh.astype({"value": str, "format": str})
    missing, alarms = 0, 0
    for number in range(1, 6):
        found = lint(stored(assemble(fresh[fresh["book"] == number])))
        truth = labelled(number, known)
        assert by_code(found, "total") == by_code(truth, "total"), "lint-total-hidden"
        assert number < 5 or not found, "lint-clean"
        missing += len(truth - found)
        alarms += len(found - truth)
    assert missing == 0, "lint-hidden"
    assert alarms == 0, "lint-hidden"

# %% [markdown] task="lint" role="hint"
"""
Take one fault, `typed`. Which cells do you need to see before you can say that *one* of them is
wrong? What would you have to count?
"""

# %% [markdown] task="lint" role="hint"
"""
Loop over the sheets of `load_workbook(path)`. Three rules look at the sheet: `sheet_state`;
`page.merged_cells.ranges` with `area.isdisjoint(CellRange(table.ref))`; `plotted(page)`. For the
others loop over `runs(page)`, count formulas and numbers in the run, then decide cell by cell.
`short` asks for `any` of `edges(cell)` that is a number or a formula and whose label is not Total.
"""

# %% [markdown]
"""
## Three auditors

Now the comparison that Ms Lin asked for. Three auditors go through the eight workbooks: the
baseline, **the assistant itself**, which was asked to look for its own faults and answered at
length (`review` holds what it named), and your lint.
"""


# %%
def scores(reports):
    """Precision and recall of each auditor on the books seen and on those not seen."""
    rows = []
    for name, report in reports.items():
        for part, numbers in (("seen, 1 to 4", (1, 2, 3, 4)), ("not seen, 5 to 8", (5, 6, 7, 8))):
            found = {fault for fault in report if fault[0] in numbers}
            faults = {fault for fault in truth if fault[0] in numbers}
            hits = len(found & faults)
            rows.append((name, part, len(found), hits, hits / len(found), hits / len(faults)))
    columns = ["auditor", "books", "alarms", "faults found", "precision", "recall"]
    return pd.DataFrame(rows, columns=columns).set_index(["auditor", "books"]).round(2)


def recall_by_code(reports):
    """For each kind of fault the number there is, and how many of them each auditor found."""
    table = pd.Series(sorted(fault[1] for fault in truth)).value_counts().to_frame("faults")
    for name, report in reports.items():
        table[name] = pd.Series([f[1] for f in report & truth], dtype=str).value_counts()
    return table.fillna(0).astype(int).loc[sorted(table.index, key=lambda code: code == "logic")]


def blind_spots(table):
    """Draw, for each kind of fault, the share that each auditor found."""
    fig, ax = plt.subplots(figsize=(9, 3.6))
    fig.subplots_adjust(left=0.08, right=0.99, top=0.86, bottom=0.15)
    looks = {
        "baseline": ("s", "#9aa7ae"),
        "assistant": ("^", "#c8792b"),
        "your lint": ("o", "#1f5c73"),
    }
    for shift, name in zip((-0.18, 0, 0.18), table.columns[1:], strict=True):
        marker, colour = looks[name]
        share = 100 * table[name] / table["faults"]
        ax.plot(
            np.arange(len(table)) + shift, share, marker, color=colour, markersize=9, label=name
        )
    ax.set_xticks(range(len(table)), [f"{code}\n({n})" for code, n in table["faults"].items()])
    ax.set(ylim=(-6, 106), ylabel="found, %")
    ax.grid(axis="y", color="#e3e3e3")
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, 1.2), ncols=3, frameon=False)


def compare():
    """Let the three audit all eight workbooks; return the scores and draw the blind spots."""
    for n in range(1, 9):
        path = workbook(n)
        reports["baseline"] |= {(n, *fault) for fault in baseline(path)}
        reports["assistant"] |= {(n, *fault) for fault in labelled(n, review)}
        reports["your lint"] |= {(n, *fault) for fault in lint(path)}
    table = scores(reports)
    blind_spots(recall_by_code(reports))
    return table


truth = {(n, *fault) for n in range(1, 9) for fault in labelled(n)}
reports = {name: set() for name in ("baseline", "assistant", "your lint")}
show(compare, "The comparison appears when the answer to 7 is written.")

# %% [markdown]
"""
*What you see: a table with two lines for each auditor, and a picture with one column for each kind
of fault, its number in brackets. Squares are the baseline, triangles the assistant, circles your
lint. On eight kinds the circles lie at 100. On the last kind, logic, they lie at 0, and so do the
squares.*

The faults called **logic** are formulas that are right in form and wrong in meaning: the column
Refunds that adds up advertising, the total rate that is a mean of rates. No rule about cells sees
them. A person who knows what a refund rate is sees them at once.

And your false alarms? Look at them. One is a sum that says "First three" beside it, and means it.
Another is a number that was typed on purpose, and a note on the last sheet says why.
"""

# %%
alarms = sorted(reports["your lint"] - truth)
pd.DataFrame(alarms, columns=["book", "code", "sheet", "place"])

# %% [markdown] task="memo" role="written" points=3 outcome="audit-workbook"
"""
## The memo

Write to Ms Lin: five to eight sentences. May the machine build the workbook next time? She wants to
know

1. how good the three auditors are, in numbers from the half of the books that counts, and why the
   other half does not;
2. which faults the assistant does not find in its own work, what they have in common, and one fault
   that no rule finds;
3. the rule that you propose: what the machine may do, what must pass before a workbook goes out,
   and who signs.

### BEGIN MARK SCHEME
One point for each item: good 1, fair 0.5, weak 0. Order and language do not count.

- The auditors. Good: precision and recall of all three on books 5 to 8, and that rules were fitted
  to books 1 to 4 (or: that four books are few to judge by). Fair: numbers of one kind only, or from
  all books. Weak: "the lint is best" without a number.
- Blind spots. Good: short ranges, the total in a chart (and typed numbers, hidden sheets): they do
  not show in the cell that one looks at; and a logic fault with its meaning, for instance a mean of
  rates. Fair: two kinds without what they have in common, or no logic fault. Weak: one kind.
- The rule. Good: the machine drafts; the lint runs and finds nothing, or each alarm is answered; a
  named person recalculates one figure by hand and signs. Fair: two of the three. Weak: "a human
  should check" alone.

An error in a figure costs the item in which it stands.
### END MARK SCHEME
"""

# %% [markdown]
"""
## Go further

A logic fault is a wrong number, so a second way to the same number finds it. Begin with book 1.
Compute refunds and rates of its markets with pandas from its sheet Data, let `Book` calculate its
sheet Summary, and compare cell by cell. How many of the seven logic faults do you find that way in
all books? And which two numbers must agree in *every* workbook, whoever built it? No points. But an
auditor who recalculates is the one whom nobody can charm.
"""
