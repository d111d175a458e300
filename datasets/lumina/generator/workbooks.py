"""Workbooks that an assistant built, taken apart into rows, with the faults that a person found.

`workbook_cells` holds every cell, table, merged range, chart and hidden sheet of some workbooks;
`lumina.assemble` builds one of them again. `workbook_faults` says what is wrong with
each, as the auditor of Lumina Trading labelled it; `workbook_review` what the assistant says about
its own work. Faults of the code `logic` are right in form and wrong in meaning: no rule about cells
sees them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from lumina.generator import core, kpi
from lumina.generator.draw import Draw

CODES = ("hidden", "reference", "typed", "text", "percent", "short", "merged", "total")
"""The faults that a rule can find, in the order of the lab."""

BOOKS = 8
"""Workbooks in the published table; the last one was made by a person and has no fault."""

Cells = dict[tuple[str, str], tuple[object, str]]
MONEY, SHARE, MONTH = "#,##0", "0.0%", "mmm yyyy"


@dataclass
class Draft:
    """A workbook while it is made: content and number format of each cell, and the rest."""

    markets: list[str]
    months: list[pd.Timestamp]
    top: int
    table: pd.DataFrame
    cells: Cells = field(default_factory=dict)
    merged: list[tuple[str, str]] = field(default_factory=list)
    charts: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last row of the table on sheet Data."""
        return len(self.table) + 1

    def column(self, sheet: str) -> list[int]:
        """The rows of a block without header and total."""
        size = len(self.markets) if sheet == "Summary" else len(self.months)
        return list(range(self.top + 1, self.top + 1 + size))

    def put(self, sheet: str, place: str, value: object, code: str = "General") -> None:
        """Write a cell."""
        self.cells[sheet, place] = (value, code)


def _draft(frame: pd.DataFrame, draw: Draw) -> Draft:
    """A sound workbook about some markets and months of `kpi_month`."""
    names = list(core.markets()["market"])
    order, size = draw.order(6), int(draw.integers(4, 6, 1)[0])
    length = int(draw.integers(3, 5, 1)[0])
    start = int(draw.integers(0, kpi.MONTHS - 8, 1)[0])
    markets = sorted(names[place] for place in order[:size])
    months = list(frame["month"].unique()[start : start + length])
    chosen = frame[frame["market"].isin(markets) & frame["month"].isin(months)]
    top = int(draw.integers(3, 5, 1)[0])
    draft = Draft(markets, [pd.Timestamp(m) for m in months], top, chosen.reset_index(drop=True))
    _data(draft)
    _block(draft, "Summary", "Market", "B", draft.markets)
    _block(draft, "Monthly", "Month", "A", [f"{month:%Y-%m-%d}" for month in draft.months])
    draft.put("Notes", "A1", "Made for the monthly meeting")
    draft.put("Notes", "A2", "Amounts in yuan at the plan rates. Source: export of the shop system")
    return draft


def _data(draft: Draft) -> None:
    titles = ["Month", "Market", "HS code", "Sales", "Refunds", "Ads", "Refund rate"]
    for letter, title in zip("ABCDEFG", titles, strict=True):
        draft.put("Data", f"{letter}1", title)
    for row, line in enumerate(draft.table.to_dict("records"), 2):
        amounts = [int(line[name]) for name in ("net_cny", "refund_cny", "ad_cny")]
        rate = round(amounts[1] / (amounts[0] + amounts[1]), 4)
        draft.put("Data", f"A{row}", f"{line['month']:%Y-%m-%d}", MONTH)
        draft.put("Data", f"B{row}", line["market"])
        draft.put("Data", f"C{row}", ("940521", "630622", "732393", "420292")[row % 4], "@")
        for letter, amount in zip("DEF", amounts, strict=True):
            draft.put("Data", f"{letter}{row}", amount, MONEY)
        draft.put("Data", f"G{row}", rate, SHARE)


def _block(draft: Draft, sheet: str, title: str, keys: str, labels: list[str]) -> None:
    """Sales, refunds, their rate, plan and ratio by label, with a total row and a chart."""
    top, rows, last = draft.top, draft.column(sheet), draft.last
    draft.put(sheet, "A1", f"Sales by {title.lower()}")
    draft.merged.append((sheet, "A1:F1"))
    heads = [title, "Sales", "Refunds", "Refund rate", "Plan", "Of plan"]
    for letter, head in zip("ABCDEF", heads, strict=True):
        draft.put(sheet, f"{letter}{top}", head)
    values = {str(key): group for key, group in draft.table.groupby(draft.table[title.lower()])}
    for row, label in zip(rows, labels, strict=True):
        group = next(part for key, part in values.items() if key.startswith(label))
        draft.put(sheet, f"A{row}", label, MONTH if title == "Month" else "General")
        for letter, source in (("B", "D"), ("C", "E")):
            draft.put(sheet, f"{letter}{row}", _sumifs(source, keys, row, 2, last), MONEY)
        plan = round(float(group["net_cny"].sum()) * 1.03, -4)
        draft.put(sheet, f"D{row}", f"=C{row}/(B{row}+C{row})", SHARE)
        draft.put(sheet, f"E{row}", int(plan), MONEY)
        draft.put(sheet, f"F{row}", f"=B{row}/E{row}", "0%")
    end = rows[-1] + 1
    draft.put(sheet, f"A{end}", "Total")
    for letter in "BCE":
        draft.put(sheet, f"{letter}{end}", f"=SUM({letter}{rows[0]}:{letter}{rows[-1]})", MONEY)
    draft.put(sheet, f"D{end}", f"=C{end}/(B{end}+C{end})", SHARE)
    draft.put(sheet, f"F{end}", f"=B{end}/E{end}", "0%")
    draft.put(sheet, f"A{end + 2}", "Goal")
    for step in range(3):  # percentages above 1 that are right
        draft.put(sheet, f"{'BCD'[step]}{end + 2}", round(1.05 + 0.1 * step, 2), "0%")
    draft.charts[sheet] = ("H3", rows[0], rows[-1])


def _sumifs(source: str, keys: str, row: int, first: int, last: int) -> str:
    areas = [f"Data!${letter}${first}:${letter}${last}" for letter in (source, keys)]
    return f"=SUMIFS({areas[0]},{areas[1]},$A{row})"


def _plant(draft: Draft, code: str, draw: Draw) -> None:
    """Put one fault into a workbook and note it."""
    sheet = ("Summary", "Monthly")[int(draw.integers(0, 1, 1)[0])]
    rows, last = draft.column(sheet), draft.last
    row = rows[int(draw.integers(0, len(rows) - 1, 1)[0])]
    line = int(draw.integers(3, last - 1, 1)[0])
    end, half = rows[-1] + 1, bool(draw.happens(0.5, 1)[0])
    place = ""
    if code == "hidden":
        sheet = "Old"
        draft.put(sheet, "A1", "Figures of last year, before the correction")
        draft.hidden.append(sheet)
    elif code == "reference":
        place = f"F{row}"
        draft.put(sheet, place, f"=B{row}/#REF!", "0%")
    elif code == "typed":
        place = f"{'BC'[int(half)]}{row}"
        amount = int(draft.table["net_cny"].iloc[line - 2]) // (12 if half else 1)
        draft.put(sheet, place, amount, MONEY)
    elif code == "text":
        sheet, place = "Data", f"{'DE'[int(half)]}{line}"
        amount = int(draft.table["net_cny" if not half else "refund_cny"].iloc[line - 2])
        draft.put(sheet, place, f"{amount:,}" if half else f" {amount}", "@")
    elif code == "percent":
        sheet, place = "Data", f"G{line}"
        value = draft.cells[sheet, place][0]
        assert isinstance(value, float)
        draft.put(sheet, place, round(100 * value, 2), SHARE)
    elif code == "short" and half:
        place = f"E{end}"
        first = rows[0] + int(draw.integers(0, 1, 1)[0])
        final = rows[-1] - (first == rows[0])
        draft.put(sheet, place, f"=SUM(E{first}:E{final})", MONEY)
    elif code == "short":
        place = f"C{row}"
        keys = "B" if sheet == "Summary" else "A"
        draft.put(sheet, place, _sumifs("E", keys, row, 2, last - 1), MONEY)
    elif code == "merged":
        sheet, size = "Data", len(draft.markets)
        first = 2 + size * int(draw.integers(0, len(draft.months) - 1, 1)[0])
        place = f"A{first}:A{first + size - 1}"
        for number in range(first + 1, first + size):
            del draft.cells[sheet, f"A{number}"]
        draft.merged.append((sheet, place))
    elif code == "total":
        place, first, final = draft.charts[sheet]
        draft.charts[sheet] = (place, first, final + 1)
    else:  # logic: right in form, wrong in meaning
        place = f"D{end}" if half else f"C{row}"
        keys = "B" if sheet == "Summary" else "A"
        wrong = f"=AVERAGE(D{rows[0]}:D{rows[-1]})" if half else _sumifs("F", keys, row, 2, last)
        draft.put(sheet, place, wrong, SHARE if half else MONEY)
    draft.faults.append((code, sheet, place))


def _rows(book: int, draft: Draft) -> list[tuple[object, ...]]:
    """A workbook as rows of `workbook_cells`."""
    rows: list[tuple[object, ...]] = [
        (book, "cell", sheet, place, str(value), code)
        for (sheet, place), (value, code) in draft.cells.items()
    ]
    rows.append((book, "table", "Data", f"A1:G{draft.last}", f"tblData{book}", ""))
    rows += [(book, "merge", sheet, place, "", "") for sheet, place in draft.merged]
    for sheet, (place, first, final) in draft.charts.items():
        rows.append((book, "chart", sheet, place, f"B{first}:B{final}", f"A{first}:A{final}"))
    return rows + [(book, "hidden", sheet, "", "", "") for sheet in draft.hidden]


def workbook_cells(
    seed: int, frame: pd.DataFrame, books: int = BOOKS, *, traps: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return workbooks as rows, and their faults; `frame` is the company's `kpi_month`.

    With `traps` (as published) there are `logic` faults, and cells that break a rule and are
    right: a sum of the first three that says so, and a number typed on purpose. Without them a
    rule for each of `CODES` finds exactly the faults. The last workbook has no fault.
    """
    rows: list[tuple[object, ...]] = []
    faults: list[tuple[object, ...]] = []
    for book in range(1, books + 1):
        draw = Draw(seed, f"workbook_cells {book}")
        draft = _draft(frame, draw)
        if book < books:
            planted = [code for code in CODES if draw.happens(0.6, 1)[0]]
            for code in planted or CODES[2:5]:
                _plant(draft, code, draw)
            if traps:
                _plant(draft, "logic", draw)
                _traps(draft, book)
        rows += _rows(book, draft)
        faults += [(book, *fault) for fault in _seen(draft)]
    columns = ["book", "part", "sheet", "place", "value", "format"]
    return (
        pd.DataFrame(rows, columns=columns),
        pd.DataFrame(faults, columns=["book", "code", "sheet", "place"]),
    )


def _seen(draft: Draft) -> list[tuple[str, str, str]]:
    """The faults that a later one did not write over."""
    spoiled: dict[tuple[str, str], tuple[str, str, str]] = {}
    for code, sheet, place in draft.faults:
        spoiled[sheet, place] = (code, sheet, place)
    return list(spoiled.values())


def _traps(draft: Draft, book: int) -> None:
    rows = draft.column("Summary")
    if book % 2:
        draft.put("Summary", f"A{rows[-1] + 5}", "First three")
        draft.put("Summary", f"B{rows[-1] + 5}", f"=SUM(B{rows[0]}:B{rows[0] + 2})", MONEY)
    elif not any(fault[1:] == ("Monthly", f"C{rows[0]}") for fault in draft.faults):
        draft.put("Monthly", f"C{draft.column('Monthly')[0]}", 512_000, MONEY)
        draft.put("Notes", "A4", "Refunds of the first month: booked by hand, the export was lost")


REVIEW = {
    "hidden": 0.35, "reference": 0.95, "typed": 0.4, "text": 0.9, "percent": 0.7, "short": 0.15,
    "merged": 0.85, "total": 0.1, "logic": 0.2,
}  # fmt: skip
"""How often the assistant finds a fault of its own, by code."""


def workbook_review(seed: int, books: pd.DataFrame, faults: pd.DataFrame) -> pd.DataFrame:
    """Return what the assistant says about its own workbooks: some faults, and false alarms."""
    draw = Draw(seed, "workbook_review")
    rows: list[tuple[object, ...]] = []
    cells = books[(books["part"] == "cell") & books["value"].str.startswith("=")]
    for book in sorted(books["book"].unique()):
        for fault in faults[faults["book"] == book].to_dict("records"):
            if draw.happens(REVIEW[fault["code"]], 1)[0]:
                rows.append((book, fault["code"], fault["sheet"], fault["place"]))
        sound = cells[cells["book"] == book]
        for _ in range(int(draw.integers(0, 3, 1)[0])):
            cell = sound.iloc[int(draw.integers(0, len(sound) - 1, 1)[0])]
            code = draw.pick(("short", "typed", "reference"), 1)[0]
            rows.append((book, code, cell["sheet"], cell["place"]))
    return pd.DataFrame(rows, columns=["book", "code", "sheet", "place"]).drop_duplicates()
