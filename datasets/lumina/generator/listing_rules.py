"""How drafts are judged when they are made, so that the reviewer's list is right.

Written apart from the lab's own reference: the two must find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from lumina.generator.listings import UNITS

STOP = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or")
    + ("the", "to", "up", "with", "aus", "bei", "das", "den", "der", "die", "für", "im")
    + ("mit", "oder", "und", "von", "zum", "zur")
)
TITLE = {"bazaar": 200, "ownshop": 150, "clipshop": 200}

_MEASURES: dict[str, list[tuple[str, float]]] = {}
for _measure, _factor, _name in UNITS:
    _MEASURES.setdefault(_name.casefold(), []).append((_measure, _factor))

_LONGEST_FIRST = sorted(_MEASURES, key=len, reverse=True)
_CLAIM = re.compile(
    rf"([0-9][0-9.,]*)[\s-]?({'|'.join(map(re.escape, _LONGEST_FIRST))})(?!\w)", re.IGNORECASE
)


def title_codes(title: str, brand: str, channel: str) -> set[str]:
    """Return what is wrong with the form of a title."""
    found = set()
    if not 25 <= len(title) <= TITLE[channel]:
        found.add("length")
    if not title.startswith(brand):
        found.add("brand")
    if set(title) & set("!$?_{}^¬¦"):
        found.add("character")
    if any(word.isupper() and len(word) > 4 for word in re.split(r"\W+", title)):
        found.add("capitals")
    counts = Counter(word for word in re.split(r"\W+", title.lower()) if word not in {*STOP, ""})
    if counts and max(counts.values()) > 2:
        found.add("repeat")
    return found


def bullet_codes(text: str) -> set[str]:
    """Return what is wrong with the form of a bullet."""
    found = set()
    if not 10 <= len(text) <= 255:
        found.add("length")
    if any(c in "™®€…†‡¢£¥©±~" or (unicodedata.category(c) == "So" and c != "°") for c in text):
        found.add("character")
    return found


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
