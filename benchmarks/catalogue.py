"""All assignments of the benchmark."""

from __future__ import annotations

from cut_out import CUT_OUT
from half_second import HALF_SECOND
from notebooks import DATA, PICTURE, WORKBOOK
from pricing import PRICING
from report import REPORT

ASSIGNMENTS = (DATA, WORKBOOK, PICTURE, PRICING, REPORT, CUT_OUT, HALF_SECOND)
BY_NAME = {assignment.name: assignment for assignment in ASSIGNMENTS}
