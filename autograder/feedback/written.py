"""Files that a notebook wrote, kept out of what a student gets back.

nbgrader copies all files of `autograded/` into `feedback/`. What student code wrote can hold what a
hidden test gave to it.
"""

from __future__ import annotations

import filecmp
import os
from pathlib import Path
from typing import Any


def take_out(course: Any, names: dict[str, str]) -> None:
    """Remove from a feedback folder what was neither handed in nor handed out.

    `course` is nbgrader's course directory; `names` are those of student, assignment and notebook.
    Pages that are made stay.
    """
    student, assignment = names["student"], names["assignment"]

    def place(step: str, whose: str) -> Path:
        pattern = getattr(course, f"{step}_directory")
        return Path(course.format_path(pattern, whose, assignment))

    known = [place("submitted", student), place("source", ".")]
    feedback = place("feedback", student)
    written = place("autograded", student)
    for folder, _, files in os.walk(feedback):
        for name in files:
            path = Path(folder, name)
            below = path.relative_to(feedback)
            # Only what was copied here by nbgrader, just now or by an earlier run.
            if (written / below).is_file() and not any(_same(path, top / below) for top in known):
                path.unlink()


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and not other.is_symlink() and filecmp.cmp(one, other, shallow=False)
