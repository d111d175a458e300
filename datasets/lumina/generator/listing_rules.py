"""How drafts are judged when they are made, so that the reviewer's list is right.

Written apart from the lab's own reference: the two must find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from lumina.generator.listings import UNITS

STOP = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or")
    + ("the", "to", "up", "with", "aus", "bei", "das", "den", "der", "die", "für", "im")
    + ("mit", "oder", "und", "von", "zum", "zur")
)


class Book(NamedTuple):
    """The rules of a shop for the form; lengths are (unit, least, most)."""

    title: tuple[str, int, int]
    bullet: tuple[str, int, int]
    search: tuple[str, int, int]
    first: str  # what a title begins with: brand, type, or "" for anything
    word_max: int
    caps_min: int
    title_forbidden: str
    bullet_forbidden: str
    pictograms: str


BOOKS = {
    "bazaar": Book(
        title=("characters", 25, 200),
        bullet=("characters", 10, 255),
        search=("bytes", 1, 249),
        first="brand",
        word_max=2,
        caps_min=5,
        title_forbidden="!$?_{}^¬¦",
        bullet_forbidden="™®€…†‡¢£¥©±~",
        pictograms="°",
    ),
    "ownshop": Book(
        title=("characters", 20, 150),
        bullet=("characters", 8, 500),
        search=("characters", 0, 0),
        first="type",
        word_max=3,
        caps_min=5,
        title_forbidden="!?*",
        bullet_forbidden="€$£¥",
        pictograms="°",
    ),
    "clipshop": Book(
        title=("width", 30, 120),
        bullet=("width", 5, 140),
        search=("characters", 0, 100),
        first="",
        word_max=2,
        caps_min=99,
        title_forbidden="{}",
        bullet_forbidden="™®",
        pictograms="°✅🔥⭐",
    ),
}

_MEASURES: dict[str, list[tuple[str, float]]] = {}
for _measure, _factor, _name in UNITS:
    _MEASURES.setdefault(_name.casefold(), []).append((_measure, _factor))

_LONGEST_FIRST = sorted(_MEASURES, key=len, reverse=True)
_CLAIM = re.compile(
    rf"([0-9][0-9.,]*)[\s-]?({'|'.join(map(re.escape, _LONGEST_FIRST))})(?!\w)", re.IGNORECASE
)


def measured(text: str, unit: str) -> int:
    """Return how long a text is: in characters, bytes of UTF-8, or width (a wide one is two)."""
    if unit == "bytes":
        return len(text.encode())
    wide = sum(unicodedata.east_asian_width(c) in ("W", "F") for c in text)
    return len(text) + (wide if unit == "width" else 0)


def _fits(text: str, limit: tuple[str, int, int]) -> bool:
    unit, least, most = limit
    return least <= measured(text, unit) <= most


def title_codes(title: str, brand: str, kind: str, channel: str) -> set[str]:
    """Return what is wrong with the form of a title; `kind` is the type of goods."""
    book, found = BOOKS[channel], set()
    if not _fits(title, book.title):
        found.add("length")
    if not title.startswith({"brand": brand, "type": kind, "": ""}[book.first]):
        found.add("first")
    if set(title) & set(book.title_forbidden):
        found.add("character")
    if any(word.isupper() and len(word) >= book.caps_min for word in re.split(r"\W+", title)):
        found.add("capitals")
    counts = Counter(word for word in re.split(r"\W+", title.lower()) if word not in {*STOP, ""})
    if counts and max(counts.values()) > book.word_max:
        found.add("repeat")
    return found


def bullet_codes(text: str, channel: str) -> set[str]:
    """Return what is wrong with the form of a bullet."""
    book, found = BOOKS[channel], set()
    if not _fits(text, book.bullet):
        found.add("length")
    pictures = {c for c in text if unicodedata.category(c) == "So"} - set(book.pictograms)
    if pictures or set(text) & set(book.bullet_forbidden):
        found.add("character")
    return found


def search_codes(text: str, channel: str) -> set[str]:
    """Return what is wrong with the hidden search words."""
    return set() if _fits(text, BOOKS[channel].search) else {"length"}


def unsupported(text: str, facts: Iterable[tuple[float, str]], comma: bool) -> list[str]:
    """Return the claims with a number and a unit that no fact supports."""
    known = [
        (measure, value * factor)
        for value, unit in facts
        for measure, factor in _MEASURES[unit.casefold()]
    ]
    found = []
    for match in _CLAIM.finditer(text):
        digits = match[1].translate({46: None, 44: "."} if comma else {44: None})
        slack = 0.5 * 10.0 ** -len(digits.partition(".")[2]) + 1e-9
        readings = _MEASURES[match[2].casefold()]
        if not any(
            measure == kind and abs(float(digits) - amount / factor) <= slack
            for measure, factor in readings
            for kind, amount in known
        ):
            found.append(match[0])
    return found
