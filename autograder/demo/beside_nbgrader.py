"""How long `nbgrader autograde` takes for a few of the submissions that were just graded."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from autograder.grading.nbgrader_program import run_nbgrader

_CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "lumina"\n'


def seconds_each(folder: Path, lab: str, students: Sequence[str]) -> float:
    """Seconds a submission that nbgrader's own executor takes, its start included.

    Only for honest submissions: nbgrader contains nothing. It works on a copy.

    Raises:
        LabsError: nbgrader failed.
    """
    with tempfile.TemporaryDirectory(prefix="beside-nbgrader-") as top:
        copy = Path(top)
        (copy / "nbgrader_config.py").write_text(_CONFIG, encoding="ascii")
        shutil.copyfile(folder / "gradebook.db", copy / "gradebook.db")
        shutil.copytree(folder / "source" / lab, copy / "source" / lab)
        for student in students:
            place = Path("submitted") / student / lab
            shutil.copytree(folder / place, copy / place)
        started = time.monotonic()
        run_nbgrader(copy, "autograde", lab)
        return (time.monotonic() - started) / len(students)
