"""Why a formula works in no spreadsheet program."""

from __future__ import annotations

from openpyxl.utils import FORMULAE

from autograder.checks.workbook import evaluation  # noqa: F401  # so that all functions are known
from autograder.checks.workbook.parsing import FormulaError, NotSupported, called, parse
from autograder.checks.workbook.registry import FUNCTIONS

NEW = {
    name: f"_xlfn.{name}"
    for name in (
        "AGGREGATE", "CONCAT", "IFNA", "IFS", "LET", "MAXIFS", "MINIFS", "RANK.EQ", "STDEV.S",
        "SWITCH", "TEXTJOIN", "UNIQUE", "XLOOKUP", "XMATCH", "XOR",
    )
} | {"FILTER": "_xlfn._xlws.FILTER", "SORT": "_xlfn._xlws.SORT"}  # fmt: skip
"""Functions that came after Excel 2007, and how they must be written in a file."""


def reason(formula: str) -> str:
    """Why a formula works in no spreadsheet program, as one line; nothing if it may.

    It cannot be read, or a function in it is a word that no program knows, or has a wrong number of
    arguments.
    """
    try:
        calls = list(called(parse(formula)))
    except FormulaError as error:
        return str(error)
    except NotSupported:
        return ""
    for call in calls:
        name = call.function
        if name in NEW:
            return f"{name} is newer than the file format; in a file it is {NEW[name]}"
        if name not in FORMULAE and not name.startswith("_XL") and ":" not in name:
            return f"{name} is no function's English name"
        if name in FUNCTIONS and not FUNCTIONS[name].accepts(len(call.arguments)):
            return f"{name} does not take {len(call.arguments)} arguments"
    return ""
