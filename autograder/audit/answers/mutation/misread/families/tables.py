"""Tables whose labels or rows are lost."""

from __future__ import annotations

from typing import Any

from autograder.audit.answers.mutation.misread.reading import Reading


def _numbered(value: Any) -> Any:
    return value.set_axis(range(len(value)), axis=0)


def _without_gaps(value: Any) -> Any:
    return value.dropna()


_TABLES = frozenset({"DataFrame", "Series"})
READINGS = (
    Reading("numbered from 0 in place of its labels", _TABLES, _numbered),
    Reading("without rows that have a gap", _TABLES, _without_gaps),
)
