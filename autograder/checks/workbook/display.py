"""Values as a cell shows them: `#,##0.0,,"  M"`, `0.0%`, `mmm yyyy` and their like."""

from __future__ import annotations

import re

from autograder.checks.workbook import values as v
from autograder.checks.workbook.values import Scalar

_PART = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|[^"\\\[_*]', re.DOTALL)
_DATE = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss", re.IGNORECASE)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shown(value: Scalar, code: str = "General") -> str:
    """What a cell with this number format shows of a value."""
    sections = _sections(code or "General")
    if not isinstance(value, float):
        words = v.text(value)
        has_text = len(sections) > 3 and value is not None
        return _literal(sections[3]).replace("@", words) if has_text else words
    section, magnitude = sections[0], value
    if len(sections) > 1 and value < 0:
        section, magnitude = sections[1], -value
    elif len(sections) > 2 and value == 0:
        section = sections[2]
    bare = _literal(section, placeholders=True)
    if section.lower() == "general":
        return f"{value:.10g}"
    if _DATE.search(re.sub(r"\x00.*?\x01", "", bare)) and not re.search(r"[0#]", bare):
        return _dated(value, bare)
    return _numeric(magnitude, bare, negative=magnitude < 0)


def is_date(code: str) -> bool:
    """Whether a number format shows a number as a day."""
    bare = re.sub(r"\x00.*?\x01", "", _literal(_sections(code)[0], placeholders=True))
    return bool(re.search("[yd]|mmm", bare, re.IGNORECASE)) and bare.lower() != "general"


def _sections(code: str) -> list[str]:
    sections = [""]
    for part in _PART.findall(code):
        if part == ";":
            sections.append("")
        else:
            sections[-1] += part
    return sections


def _literal(section: str, *, placeholders: bool = False) -> str:
    """A section without its marks; with `placeholders` fixed text stands between \\0 and \\1."""
    words = []
    for part in _PART.findall(section):
        fixed = part[1:-1] if part[0] == '"' else part[1:] if part[0] == "\\" else None
        if fixed is not None:
            words.append(f"\x00{fixed}\x01" if placeholders else fixed)
        elif part[0] == "_":
            words.append("\x00 \x01" if placeholders else " ")
        elif part[0] not in "[*":
            words.append(part)
    return "".join(words)


def _numeric(value: float, section: str, *, negative: bool) -> str:
    fixed: list[str] = []

    def keep(match: re.Match[str]) -> str:
        fixed.append(match[0][1:-1])
        return "\x00"

    section = re.sub(r"\x00.*?\x01", keep, section)
    match = re.search(r"[0#?][0#?,]*(?:\.[0#?]+)?,*", section)
    if match is None:
        words = section
    else:
        pattern = match[0]
        digits = pattern.rstrip(",")
        value = abs(value) / 1000 ** (len(pattern) - len(digits))
        value *= 100 ** section.count("%")
        whole, _, decimals = digits.partition(".")
        places = len(decimals)
        rounded = f"{float(repr(round(value + 1e-12 * max(value, 1), places))):,.{places}f}"
        if "," not in whole:
            rounded = rounded.replace(",", "")
            front, point, back = rounded.partition(".")
            rounded = front.zfill(whole.count("0")) + point + back
        optional = len(decimals) - len(decimals.rstrip("#"))
        while optional and rounded.endswith("0"):
            rounded, optional = rounded[:-1], optional - 1
        words = section[: match.start()] + rounded.rstrip(".") + section[match.end() :]
        if negative and re.search(r"[1-9]", rounded):
            words = f"-{words}"
    for text in fixed:
        words = words.replace("\x00", text, 1)
    return words


def _dated(value: float, section: str) -> str:
    when = v.day(value)
    month, weekday = _MONTHS[when.month - 1], _DAYS[when.weekday()]
    known = {
        "yyyy": f"{when:%Y}", "yy": f"{when:%y}", "mmmm": month, "mmm": month[:3],
        "mm": f"{when:%m}", "m": str(when.month), "dddd": weekday, "ddd": weekday[:3],
        "dd": f"{when:%d}", "d": str(when.day), "hh": f"{when:%H}", "h": str(when.hour),
        "ss": f"{when:%S}",
    }  # fmt: skip
    pieces = re.split(r"(\x00.*?\x01)", section)
    return "".join(
        piece[1:-1] if piece.startswith("\x00") else _DATE.sub(lambda m: known[m[0].lower()], piece)
        for piece in pieces
    )
