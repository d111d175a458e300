"""Are the lab's tables small?"""

from __future__ import annotations

from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row
from autograder.audit.surprises import above_limit
from autograder.audit.tables import mostly_pictures

MEGABYTES, PICTURE_MEGABYTES = 2.0, 5.0


@question(170, "tables", "2 MB at most; 5 MB where more than half of it is pictures")
def data(evidence: Evidence) -> Row:
    """The bytes of all tables that the lab reads."""
    files = evidence.subject.tables.values()
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    most = PICTURE_MEGABYTES if mostly_pictures(files) else MEGABYTES
    remedy = "leave out rows, columns or pictures that no task needs"
    found = above_limit(evidence, "tables", megabytes, most, "MB", remedy)
    return Row(len(files), f"{most:g} MB at most", f"{megabytes:.2f} MB", found)
