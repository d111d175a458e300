"""What a notebook's page shows: its cells in one process, with and without the hidden checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.audit.answers.variations import Variation

Shown = Mapping[str, Sequence[Mapping[str, Any]]]
"""By the id of a cell that is no check its outputs, in nbformat's form."""


@dataclass(frozen=True)
class Page:
    """What the locked cells showed.

    whole    with the reference and all checks
    student  with the reference, as a student has it: hidden checks are empty
    right    with right attempts, by variation
    """

    whole: Shown
    student: Shown
    right: Sequence[tuple[Variation, Shown]]


def kinds(outputs: Sequence[Mapping[str, Any]]) -> set[str]:
    """What kinds of things a cell showed: "picture", "table", "text", "error"."""
    found = set[str]()
    for output in outputs:
        if output["output_type"] == "error":
            found.add("error")
        data = output.get("data", {})
        if any(name.startswith("image/") for name in data):
            found.add("picture")
        elif "text/html" in data:
            found.add("table")
        elif "text" in output or "text/plain" in data:
            found.add("text")
    return found


def error_of(outputs: Sequence[Mapping[str, Any]]) -> str:
    """The error that a cell ended with, in words; "" if it did not."""
    return next(
        (f"{one['ename']}: {one['evalue']}" for one in outputs if one["output_type"] == "error"), ""
    )
