"""What a notebook's cell says of itself to nbgrader, read without nbgrader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def role(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    """The cell's nbgrader metadata; empty where it has none, or nothing that could be one."""
    metadata = cell.get("metadata", {})
    found = metadata.get("nbgrader", {}) if isinstance(metadata, Mapping) else {}
    return found if isinstance(found, Mapping) else {}


def grade_id(cell: Mapping[str, Any]) -> str:
    """The name by which nbgrader knows the cell; "" where it has none."""
    name = role(cell).get("grade_id", "")
    return name if isinstance(name, str) else ""
