"""Names that the tests of the audit share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from autograder.audit.report import LabReport, Surprise

LAB = "shop-growth"
REPOSITORY = Path(__file__).parents[2]
TINY = REPOSITORY / "tests" / "unit" / "authoring" / "tiny"

Edit = Callable[[str, str, str], None]
Audit = Callable[[], LabReport]


def failed(report: LabReport) -> dict[str, tuple[Surprise, ...]]:
    """The surprises of each row that has some, by the row's id."""
    return {row.id: row.surprises for row in report.rows if row.state == "failed"}
