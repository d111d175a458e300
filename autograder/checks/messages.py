"""What a lab's checks say: texts by id, in every language that the lab has.

A check names an id. The texts stand in a cell of the notebook's own, those of a hidden check beside
that check, so that no student reads them before the work is graded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from autograder.checks.calls import seen
from autograder.checks.catalogue import FALLBACK, language

_texts: dict[str, dict[str, str]] = {}


class Filled(str):
    """A message with values; as a text it is what `fill` was given, with the values in place.

    name    the id
    values  what stands in its braces, as short texts
    """

    name: str
    values: Mapping[str, str]


def fill(message: str, **values: object) -> Filled:
    """A message with values in its braces: `fill("total-wrong", got=total)`.

    Values are shortened to one line. A brace that nothing fills stays as it is.
    """
    short = {name: seen(value) for name, value in values.items()}
    filled = Filled(_in_place(message, short))
    filled.name, filled.values = message, short
    return filled


def add_messages(lang: str, texts: Mapping[str, str]) -> None:
    """Register texts by id in a language; the build writes cells with these calls."""
    _texts.setdefault(lang, {}).update(texts)


def worded(said: str) -> tuple[str, str]:
    """The id and the text of what an assert said, in the student's language.

    A language that lacks the text falls back to English. What is no id is its own text, as in
    notebooks whose checks hold their texts.
    """
    name = said.name if isinstance(said, Filled) else said
    for lang in (language(), FALLBACK):
        found = _texts.get(lang, {}).get(name)
        if found is not None:
            return name, _in_place(found, said.values if isinstance(said, Filled) else {})
    return "", str(said)


def _in_place(text: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda place: values.get(place[1], place[0]), text)
