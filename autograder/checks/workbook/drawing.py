"""Charts of a workbook as small pictures (SVG), so that a notebook can show them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import Any

from autograder.checks.workbook.book import Book
from autograder.checks.workbook.display import is_date, shown
from autograder.checks.workbook.facts import ChartFacts, SeriesFacts
from autograder.checks.workbook.parsing import Reference, reference
from autograder.checks.workbook.values import Scalar, flat, text

COLOURS = ("#1f5c73", "#c8792b", "#7a8b52", "#8a4f7d", "#5b6770")
DASHES = {"dash": "7 4", "sysDash": "5 3", "lgDash": "10 4", "dot": "2 3", "sysDot": "2 3"}


@dataclass(frozen=True, slots=True)
class _Line:
    title: str
    values: list[Scalar]
    colour: str
    dash: str
    width: float


def svg(book: Book, sheet: str, chart: ChartFacts, width: float, height: float) -> str:
    """A line chart or a column chart as SVG; other kinds as a frame with their title."""
    lines = [_line(book, sheet, series, place) for place, series in enumerate(chart.series)]
    labels, code = _labels(book, sheet, chart)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'role="img" aria-label="{escape(_spoken(chart, labels))}" '
        'font-family="Carlito,Calibri,Arial,sans-serif" font-size="11" fill="#333">',
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>',
        f'<text x="12" y="20" font-size="14" font-weight="bold">{escape(chart.title)}</text>',
    ]
    if chart.kind in ("line", "column") and lines:
        parts += _plot(chart, lines, labels, code, width, height)
    return "".join([*parts, "</svg>"])


def _line(book: Book, sheet: str, series: SeriesFacts, place: int) -> _Line:
    look = series.look.graphicalProperties
    outline = getattr(look, "line", None)
    inside, edge = (
        _colour(getattr(look, "solidFill", None)),
        _colour(getattr(outline, "solidFill", None)),
    )
    title = text(next(flat(book.grid(series.title, sheet)))) if series.title else ""
    thick = getattr(outline, "width", None)
    return _Line(
        title,
        list(flat(book.grid(series.values, sheet))) if series.values else [],
        inside or edge or COLOURS[place % len(COLOURS)],
        DASHES.get(getattr(outline, "dashStyle", None) or "", ""),
        2.2 if thick is None else thick / 12700,
    )


def _colour(fill: Any) -> str:
    value = getattr(fill, "srgbClr", None)
    value = getattr(value, "val", value)
    return f"#{value}" if isinstance(value, str) else ""


def _labels(book: Book, sheet: str, chart: ChartFacts) -> tuple[list[str], str]:
    """The labels of the horizontal axis, and the number format of the values."""
    first = chart.series[0] if chart.series else None
    if first is None:
        return [], "General"
    label_code = _format(book, sheet, first.labels)
    cells = list(flat(book.grid(first.labels, sheet))) if first.labels else []
    if is_date(label_code):
        label_code = "mmm yy"
    axis = getattr(chart.chart, "y_axis", None)
    code = getattr(getattr(axis, "numFmt", None), "formatCode", None)
    linked = getattr(getattr(axis, "numFmt", None), "sourceLinked", True)
    if code is None or linked:
        code = _format(book, sheet, first.values)
    return [shown(cell, label_code) for cell in cells], code


def _format(book: Book, sheet: str, area: str) -> str:
    ref = reference(area)
    if not isinstance(ref, Reference) or (ref.sheet or sheet) not in book.book.sheetnames:
        return "General"
    return str(book.book[ref.sheet or sheet].cell(ref.top, ref.left).number_format)


def _spoken(chart: ChartFacts, labels: list[str]) -> str:
    ends = f", {labels[0]} to {labels[-1]}" if labels else ""
    return f"{chart.kind} chart: {chart.title}{ends}"


def _steps(low: float, high: float) -> list[float]:
    """Round numbers for the vertical axis."""
    span = (high - low) or 1.0
    rough = 10.0 ** math.floor(math.log10(span / 4))
    step = next(rough * n for n in (1, 2, 2.5, 5, 10) if span / (rough * n) <= 5)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [number * step for number in range(first, last + 1)]


def _plot(
    chart: ChartFacts, lines: list[_Line], labels: list[str], code: str, width: float, height: float
) -> list[str]:
    numbers = [x for line in lines for x in line.values if isinstance(x, float)] or [0.0]
    scaling = getattr(getattr(chart.chart, "y_axis", None), "scaling", None)
    low = getattr(scaling, "min", None)
    ticks = _steps(min(0.0, *numbers) if low is None else low, max(numbers))
    left, right = (64 if chart.y_title else 52), width - 14
    top, bottom = 50.0, height - (44 if chart.x_title else 26)

    def y(value: float) -> float:
        return bottom - (value - ticks[0]) / (ticks[-1] - ticks[0]) * (bottom - top)

    parts = _legend(lines, left, chart.kind)
    for tick in ticks if chart.y_shown else []:
        parts.append(
            f'<line x1="{left}" x2="{right:.0f}" y1="{y(tick):.1f}" y2="{y(tick):.1f}" '
            f'stroke="#e3e3e3"/><text x="{left - 6}" y="{y(tick) + 4:.1f}" text-anchor="end" '
            f'fill="#666">{escape(shown(tick, code))}</text>'
        )
    count = max(1, *(len(line.values) for line in lines))
    slot = (right - left) / count
    every = math.ceil(count * 46 / (right - left))
    for place, label in enumerate(labels if chart.x_shown else []):
        if place % every == 0:
            parts.append(
                f'<text x="{left + slot * (place + 0.5):.1f}" y="{bottom + 16:.1f}" '
                f'text-anchor="middle" fill="#666">{escape(label)}</text>'
            )
    middle = (top + bottom) / 2
    if chart.y_title:
        parts.append(
            f'<text transform="translate(14 {middle:.0f}) rotate(-90)" text-anchor="middle" '
            f'fill="#666">{escape(chart.y_title)}</text>'
        )
    if chart.x_title:
        parts.append(
            f'<text x="{(left + right) / 2:.0f}" y="{height - 8:.0f}" text-anchor="middle" '
            f'fill="#666">{escape(chart.x_title)}</text>'
        )
    for order, line in enumerate(lines):
        if chart.kind == "column":
            thick = slot * 0.7 / len(lines)
            for place, value in enumerate(line.values):
                if isinstance(value, float):
                    x = left + slot * (place + 0.15) + thick * order
                    parts.append(
                        f'<rect x="{x:.1f}" y="{min(y(value), y(0)):.1f}" width="{thick:.1f}" '
                        f'height="{abs(y(0) - y(value)):.1f}" fill="{line.colour}"/>'
                    )
        else:
            parts += _trace(line, left, slot, y)
    return parts


def _trace(line: _Line, left: float, slot: float, y: Any) -> list[str]:
    """A line with gaps where values are missing or errors."""
    runs: list[list[str]] = [[]]
    for place, value in enumerate(line.values):
        if isinstance(value, float):
            runs[-1].append(f"{left + slot * (place + 0.5):.1f},{y(value):.1f}")
        else:
            runs.append([])
    return [
        f'<polyline points="{" ".join(run)}" fill="none" stroke="{line.colour}" '
        f'stroke-width="{line.width:.1f}" stroke-dasharray="{line.dash}" stroke-linejoin="round"/>'
        for run in runs
        if run
    ]


def _legend(lines: list[_Line], x: float, kind: str) -> list[str]:
    parts = []
    for line in lines:
        if kind == "column":
            mark = f'<rect x="{x:.0f}" y="31" width="12" height="9" fill="{line.colour}"/>'
        else:
            mark = (
                f'<line x1="{x:.0f}" x2="{x + 22:.0f}" y1="36" y2="36" stroke="{line.colour}" '
                f'stroke-width="{line.width:.1f}" stroke-dasharray="{line.dash}"/>'
            )
        gap = 16 if kind == "column" else 27
        parts.append(f'{mark}<text x="{x + gap:.0f}" y="40">{escape(line.title)}</text>')
        x += gap + 7 * len(line.title) + 16
    return parts
