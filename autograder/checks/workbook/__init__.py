"""Workbooks that openpyxl wrote, worked out and shown without a spreadsheet program.

openpyxl writes formulas and never calculates them. Checks of labs need their values, and students
want to see their workbook in the notebook. `Book` evaluates the functions that a KPI dashboard
uses, tables, names and ranges included; `facts` reads charts, lists and conditional formats;
`look` draws a sheet.

Two libraries evaluate whole workbooks. `formulas` 1.3 (EUPL 1.1) brings six packages of 20 MB
beside numpy and scipy; `pycel` (GPL 3) had its last release in 2021 and brings networkx of that
year. Both compile a workbook before they answer, which takes longer than the second of processor
time that a lab may spend on everything, and both licences ask more than this project's does.
"""

from __future__ import annotations

from autograder.checks.workbook.book import Book
from autograder.checks.workbook.explaining import reason
from autograder.checks.workbook.facts import ChartFacts, SeriesFacts, charts, choices, signals
from autograder.checks.workbook.growing import grow
from autograder.checks.workbook.look import Look, look
from autograder.checks.workbook.parsing import FormulaError
from autograder.checks.workbook.samples import sample
from autograder.checks.workbook.values import UNKNOWN, UNREADABLE, ExcelError, day

__all__ = [
    "UNKNOWN",
    "UNREADABLE",
    "Book",
    "ChartFacts",
    "ExcelError",
    "FormulaError",
    "Look",
    "SeriesFacts",
    "charts",
    "choices",
    "day",
    "grow",
    "look",
    "reason",
    "sample",
    "signals",
]
