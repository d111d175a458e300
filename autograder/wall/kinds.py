"""Which answers hold values of a strange kind, and where the reference's did.

Some values say yes to comparisons that no plain value passes: an array of pandas whose truth is its
length, a masked array, NA, an empty array. Where the reference gave one, it is right. Where it gave
none, such a value is turned into the plain one that it stands for, or a test that passes with it
does not count; one that fails with it fails by its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy import ma

from autograder.wall.looking import (
    CONTAINERS,
    EMPTY,
    EXTENSION,
    HANDLE,
    MASKED,
    MISSING,
    kinds_of,
)
from autograder.wall.rules import Unexpected

Kinds = frozenset[str]
Record = Mapping[str, Sequence[str]]
"""The strange kinds in answers, by what was asked."""

_REFUSED = {
    MISSING: "missing values (NaN, NA), where there should be none",
    EMPTY: "something empty, where there should be values",
    MASKED: "an array with masked values, where there should be none",
}
_GAPS = ("nan", "na", "nat")
_MOST = 2_000
_LONGEST = 200
_EXTENSION = pd.api.extensions.ExtensionArray
_TABLES = (np.ndarray, pd.Series, pd.Index, pd.DataFrame)


@dataclass
class Noted:
    """The kinds in the answers of one turn; `expected` are those of the reference, if known.

    `unexpected` says in words what came first and should not have. If the turn is `strict` that is
    refused at once: what comes in it is kept for later tests.
    """

    expected: Record | None = None
    strict: bool = False
    kinds: dict[str, set[str]] = field(default_factory=dict)
    unexpected: str = ""

    def answer(self, what: str, asked: Sequence[str], otherwise: Kinds | None) -> Answer:
        """The judge of one answer: `what` in words, and the same as places in the record.

        What the reference was never asked may hold `otherwise`, or anything if that is None.
        """
        if len(self.kinds) <= _MOST:
            for place in asked:
                self.kinds.setdefault(place, set())
        if self.expected is None:
            return Answer(self, what, None, [self.kinds[p] for p in asked if p in self.kinds])
        known = [kinds for place in asked for kinds in self._known(self.expected, place)]
        return Answer(self, what, frozenset().union(*known) if known else otherwise, ())

    @staticmethod
    def _known(expected: Record, place: str) -> Iterable[Sequence[str]]:
        """What the reference gave there; the items of what it went through belong to it."""
        if place in expected:
            yield expected[place]
            yield expected.get(items_of(place), ())

    @property
    def record(self) -> dict[str, list[str]] | None:
        """The kinds as plain data; None if they are too many."""
        if len(self.kinds) > _MOST:
            return None
        return {place: sorted(kinds) for place, kinds in self.kinds.items()}


@dataclass
class Answer:
    """Looks at the values in one answer: notes their kinds, or has each be as it is allowed."""

    turn: Noted
    what: str
    allowed: Kinds | None
    noted: Sequence[set[str]]

    def met(self, tag: str, value: Any) -> Any:
        """The value to take for one that was read by this tag. Raises `Unexpected`."""
        if self.allowed is None:
            return value
        if tag == "masked" and MASKED not in self.allowed:
            if ma.is_masked(value):
                self._refuse(MASKED)
            else:
                value = np.array(value.data)
        if isinstance(value, _EXTENSION) and EXTENSION not in self.allowed:
            self._refuse_gaps(value)
            value = value.to_numpy()
        if MISSING not in self.allowed and (tag in _GAPS or (tag == "scalar" and value != value)):
            self._refuse(MISSING)
        if isinstance(value, _TABLES):
            if value.size == 0 and not {EMPTY, HANDLE} & self.allowed:
                self._refuse(EMPTY)
            for column in _columns(value):
                self._refuse_gaps(column)
        return value

    def read(self, value: object) -> None:
        """Note the kinds in a whole answer of the reference's; refuse another that is empty."""
        if self.allowed is None:
            found = kinds_of(value) if self.noted else set()
            for kinds in self.noted:
                kinds.update(found)
        elif isinstance(value, CONTAINERS) and not (
            value or {EMPTY, HANDLE, MISSING} & self.allowed
        ):
            self._refuse(EMPTY)

    def _refuse_gaps(self, values: Any) -> None:
        """No NA, and not NaN alone, where the reference has no gap: no comparison says no to it."""
        if MISSING not in cast(Kinds, self.allowed) and (_has_na(values) or _is_nan(values)):
            self._refuse(MISSING)

    def _refuse(self, kind: str) -> None:
        text = f"`{self.what}` returned {_REFUSED[kind]}"
        self.turn.unexpected = self.turn.unexpected or text
        if self.turn.strict:
            raise Unexpected(text)


def items_of(place: str) -> str:
    """The place in a record of what comes out of the value at another."""
    return step(place, "[]")


def step(place: str, more: str) -> str:
    """The place of what is asked of the value at another; after many steps they are one."""
    return place + more if len(place) < _LONGEST else place


def _columns(value: Any) -> list[Any]:
    """The columns of a table or an array that may have gaps."""
    if isinstance(value, pd.DataFrame):
        return [_held(value.iloc[:, n]) for n, dtype in enumerate(value.dtypes) if _gapped(dtype)]
    if isinstance(value, pd.MultiIndex) or not _gapped(value.dtype):
        return []
    return [_held(value) if isinstance(value, pd.Series | pd.Index) else value]


def _gapped(dtype: Any) -> bool:
    return not isinstance(dtype, np.dtype) or dtype.kind in "fc"


def _held(column: Any) -> Any:
    return column.to_numpy() if isinstance(column.dtype, np.dtype) else column.array


def _is_nan(values: Any) -> bool:
    """Whether an array of numpy holds nothing but NaN."""
    return isinstance(values, np.ndarray) and values.size > 0 and bool(np.isnan(values).all())


def _has_na(values: Any) -> bool:
    na_value = getattr(values.dtype, "na_value", None)
    return na_value is pd.NA and bool(values.isna().any())
