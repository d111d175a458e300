"""The machine: what contains student code, free space, the clock."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from autograder.doctor.finding import Finding, broken, good, warn
from autograder.engine.outside.engine import Engine
from autograder.errors import EngineError
from autograder.grading.courses.course import Course
from autograder.grading.submission.timestamps import handed_in
from autograder.sandbox.level import Level
from autograder.sandbox.limits import Limits

MEGABYTE = 1 << 20
_FULL, _NEARLY_FULL = 100 * MEGABYTE, 1024 * MEGABYTE
_FILES = 1000
_SECONDS = 5.0  # a clock may differ by so much


def isolation(wanted: str, limits: Limits) -> Finding:
    """How well student code is contained here: tried with a real worker, as `labs grade` does."""
    name = "isolation"
    try:
        with Engine(wanted) as engine:
            found = engine.assignment(limits, {}).isolation
    except EngineError as error:
        return broken(name, error.problem, error.remedy or "see docs/sandbox.md")
    if found.level is Level.NONE:
        return warn(
            name, "student code is not contained, as isolation = \"none\" asks",
            "take it out of grading.toml unless you trust every submission",
        )  # fmt: skip
    if found.level is Level.FULL or not found.reason:
        return good(name, f"level {found.level.value} works")
    return warn(
        name, f"level {found.level.value} works, a better one does not ({found.reason})",
        "let this account make user namespaces; docs/sandbox.md says what each level promises",
    )  # fmt: skip


def disk(folders: Iterable[Path], full: int = _FULL, nearly: int = _NEARLY_FULL) -> Finding:
    """Free space (bytes) and files where the course, its gradebook and temporary files are."""
    name = "disk"
    devices: dict[int, Path] = {}
    for folder in folders:
        if folder.is_dir():
            devices.setdefault(folder.stat().st_dev, folder)
    lowest, place = min((shutil.disk_usage(where).free, where) for where in devices.values())
    says = f"{lowest / MEGABYTE:,.0f} MB are free in {place}"
    remedy = "remove what nobody needs: graded courses of last year, caches, old logs"
    if lowest < full:
        return broken(name, says, remedy)
    for where in devices.values():
        status = os.statvfs(where)
        if status.f_files and status.f_favail < _FILES:
            return broken(name, f"{status.f_favail} more files fit into {where}", remedy)
    return warn(name, says, remedy) if lowest < nearly else good(name, says)


def clock(course: Course, now: float | None = None) -> Finding:
    """The clock beside the file system's, the age of this program, and dates of submissions.

    `now` are seconds since 1970; by default the clock's.
    """
    name = "clock"
    now = time.time() if now is None else now
    remedy = "set the clock: timedatectl set-ntp true"
    if now < Path(__file__).stat().st_mtime - 86_400:
        return broken(name, f"it says {_day(now)}, this program is younger", remedy)
    with tempfile.NamedTemporaryFile(dir=course.root, prefix=".labs-clock-") as probe:
        written = os.fstat(probe.fileno()).st_mtime
    if abs(written - now) > _SECONDS:
        return warn(
            name, f"the clock of the disk differs by {written - now:+.0f} s",
            "set both clocks: late submissions are judged by them",
        )  # fmt: skip
    ahead = [
        f"{one.student}'s {one.assignment}"
        for assignment in course.assignments()
        for one in course.submissions(assignment)
        if _handed_in(course, one.folder) > now + _SECONDS
    ]
    if ahead:
        more = f" and {len(ahead) - 1} more" if len(ahead) > 1 else ""
        return warn(
            name, f"{ahead[0]}{more} came from the future",
            "the student's clock or this one is wrong; correct timestamp.txt, then grade again",
        )  # fmt: skip
    return good(name, f"{_day(now)}, as the disk says")


def _handed_in(course: Course, folder: Path) -> float:
    """When a submission came, in seconds since 1970; 0 where that is not known."""
    when = handed_in(course, folder)
    meant = when.meant if when else None
    return meant.replace(tzinfo=UTC).timestamp() if meant else 0.0


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
