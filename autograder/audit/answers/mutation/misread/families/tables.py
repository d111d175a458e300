"""Tables whose further columns or labels are lost, or whose labels are taken for positions."""

from __future__ import annotations

from typing import Any

from autograder.audit.answers.mutation.misread.reading import Reading


def _numbered(value: Any) -> Any:
    return value.set_axis(range(len(value)), axis=0)


def _without_gaps(value: Any) -> Any:
    return value.dropna()


def _columns_sorted(value: Any) -> Any:
    return value[sorted(value.columns, key=str)]


_TABLE, _EITHER = frozenset({"DataFrame"}), frozenset({"DataFrame", "Series"})
READINGS = (
    Reading("numbered from 0 in place of its labels", _EITHER, _numbered),
    Reading("without rows that have a gap", _EITHER, _without_gaps),
    Reading(
        "with its columns in the order of the alphabet", _TABLE, _columns_sorted, argument=False
    ),
)
