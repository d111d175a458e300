"""The exchange: the folder through which assignments reach students and come back."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from nbgrader.exchange import ExchangeFactory
from nbgrader.exchange.default import Exchange

from autograder.doctor.finding import Finding, broken, good, warn
from autograder.grading.courses.course import Course

_NAME = "exchange"


def folder(course: Course) -> Path | None:
    """The folder of nbgrader's own exchange; None where the course has an exchange of its own."""
    factory = ExchangeFactory(parent=course.app)
    if factory.exchange is not Exchange:
        return None
    return Path(Exchange(coursedir=course.directory, parent=course.app).root)


def exchange(course: Course, root: Path | None) -> Finding:
    """Whether students can fetch and submit: the folder is there and open to everybody."""
    if root is None:
        return good(_NAME, "it is a plug-in; not looked at")
    make = f"make it: mkdir -p {root} && chmod 777 {root}"
    if not root.is_dir():
        if "root" in course.config.get("Exchange", {}):
            return broken(_NAME, f"there is no folder {root}", make)
        return warn(
            _NAME, f"there is no folder {root}; JupyterLab cannot fetch or submit",
            f"{make}; if students hand in another way, nothing is to be done",
        )  # fmt: skip
    if not os.access(root, os.W_OK | os.X_OK):
        return broken(_NAME, f"this account cannot write into {root}", f"chmod 777 {root}")
    for part in reversed(root.resolve().parents):
        if not part.stat().st_mode & stat.S_IXOTH:
            return warn(
                _NAME, f"accounts of students cannot reach {root}: {part} is closed to them",
                f"chmod o+x {part}, or set c.Exchange.root to a folder outside it",
            )  # fmt: skip
    if root.stat().st_mode & 0o777 != 0o777:
        mode = stat.S_IMODE(root.stat().st_mode)
        return warn(
            _NAME, f"{root} has mode {mode:o}: accounts of students cannot use it",
            f"chmod 777 {root}",
        )  # fmt: skip
    if not course.directory.course_id:
        return warn(
            _NAME, "the course has no name in the exchange",
            'set c.CourseDirectory.course_id = "NAME" in nbgrader_config.py, for students too',
        )  # fmt: skip
    inbound = root / str(course.directory.course_id) / "inbound"
    if inbound.is_dir() and inbound.stat().st_mode & 0o003 != 0o003:
        return broken(_NAME, f"students cannot submit into {inbound}", f"chmod o+wx {inbound}")
    return good(_NAME, f"{root} is open to every account")


def handed_out(course: Course, root: Path | None) -> Finding:
    """Whether the exchange holds the assignments as they were released last."""
    name = "handed out"
    out = (root / str(course.directory.course_id) / "outbound") if root else None
    old = []
    for place in sorted(out.iterdir()) if out and out.is_dir() else []:
        release = course.path("release", ".", place.name)
        for notebook in sorted(release.glob("*.ipynb")):
            copy = place / notebook.name
            if not copy.is_file() or copy.read_bytes() != notebook.read_bytes():
                old.append(place.name)
                break
    if old:
        return warn(
            name, f"students fetch an older {', '.join(old)} than the one in the release folder",
            f"nbgrader release_assignment {old[0]} --force",
        )  # fmt: skip
    return good(name, "what students fetch is what was released")
