"""Texts stripped, in small letters, composed, without what is no letter of English."""

from __future__ import annotations

import unicodedata

from autograder.audit.answers.mutation.misread.reading import Reading
from autograder.audit.calls.places import Place

_TEXT = frozenset({"str"})
_FEW = 8


def _stripped(value: str) -> str:
    return value.strip()


def _small(value: str) -> str:
    return value.casefold()


def _composed(value: str) -> str:
    return unicodedata.normalize("NFC", value)


def _one_space(value: str) -> str:
    return " ".join(value.split())


def _english(value: str) -> str:
    return value.encode("ascii", "ignore").decode("ascii")


def _free(place: Place) -> bool:
    """Whether texts are written by people: a code of a short list is no such text."""
    return "long" in place.marks or "spaced" in place.marks or len(place.values) > _FEW


def _worded(place: Place) -> bool:
    return "long" in place.marks or "spaced" in place.marks


READINGS = (
    Reading("stripped of spaces at its ends", _TEXT, _stripped, when=_worded),
    Reading("in small letters", _TEXT, _small, when=lambda p: _free(p) and "cased" in p.marks),
    Reading("composed to NFC", _TEXT, _composed, when=_worded),
    Reading("with single spaces", _TEXT, _one_space, when=_worded),
    Reading("without letters beyond ASCII", _TEXT, _english, when=_worded),
)
