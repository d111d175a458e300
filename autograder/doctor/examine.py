"""The examinations of `labs doctor`: each looks at one thing, and changes nothing."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from autograder.engine.engine import Engine
from autograder.errors import LabsError
from autograder.grading.course import Course
from autograder.grading.gradebook import open_gradebook
from autograder.sandbox.levels import Level

_NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "ceph", "glusterfs"}
_LEAST_FREE = 2 * 1024**3
_TIMEOUT = 1.0


class Verdict(StrEnum):
    """What an examination found."""

    GOOD = "good"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `remedy` says what to do unless it is good."""

    what: str
    verdict: Verdict
    found: str
    remedy: str = ""


def exchange(course: Course) -> Iterator[Finding]:
    """The folder through which nbgrader hands assignments out and takes them in."""
    root = Path(str(course.config.Exchange.get("root", "/usr/local/share/nbgrader/exchange")))
    what = "exchange"
    if not root.is_dir():
        remedy = f"sudo mkdir -p {root} && sudo chmod 777 {root}, or set Exchange.root"
        yield Finding(what, Verdict.WARNING, f"there is no folder {root}", remedy)
    elif not os.access(root, os.W_OK | os.X_OK):
        yield Finding(
            what, Verdict.BROKEN, f"you cannot write into {root}", f"sudo chmod 777 {root}"
        )
    elif root.stat().st_mode & 0o777 != 0o777:
        found = f"{root} has mode {root.stat().st_mode & 0o777:o}: others may not reach it"
        yield Finding(what, Verdict.WARNING, found, f"chmod 777 {root}, unless you are alone")
    else:
        yield Finding(what, Verdict.GOOD, str(root))


def course_root(course: Course) -> Iterator[Finding]:
    """Formgrader shows an error without a reason if the course is outside the server's root."""
    config = course.config
    served = Path(str(config.ServerApp.get("root_dir", "") or Path.cwd())).resolve()
    root = course.root.resolve()
    if root.is_relative_to(served):
        yield Finding("course root", Verdict.GOOD, str(root))
    else:
        remedy = f"start jupyter lab in {root} or above it, or set ServerApp.root_dir"
        found = f"{root} is outside the server's root {served}: formgrader cannot show it"
        yield Finding("course root", Verdict.BROKEN, found, remedy)


def programs(path: str) -> Iterator[Finding]:
    """nbgrader starts `alembic` by its bare name, and a shell may find another nbgrader.

    `path` is the PATH of the shell.
    """
    own = Path(sys.prefix) / "bin"
    remedy = f'export PATH="{own}:$PATH"'
    alembic = shutil.which("alembic", path=path)
    if alembic is None:
        found = "not on the PATH: nbgrader's own commands cannot make a gradebook"
        yield Finding("alembic", Verdict.WARNING, found, remedy)
    else:
        yield Finding("alembic", Verdict.GOOD, alembic)
    first = shutil.which("nbgrader", path=path)
    version = importlib.metadata.version("nbgrader")
    if first is not None and Path(first).parent.resolve() != own.resolve():
        found = f"the shell finds {first}; this environment's is {own / 'nbgrader'} ({version})"
        yield Finding("nbgrader", Verdict.WARNING, found, remedy)
    else:
        yield Finding("nbgrader", Verdict.GOOD, version)


def isolation(course: Course) -> Iterator[Finding]:
    """Which level of the sandbox this machine reaches, tried with a real worker."""
    try:
        with Engine(course.isolation) as engine:
            found = engine.assignment(course.limits, {}).isolation
    except LabsError as error:
        yield Finding("isolation", Verdict.BROKEN, error.problem, error.remedy)
        return
    if found.level is Level.FULL:
        yield Finding("isolation", Verdict.GOOD, "full")
    elif found.level is Level.LANDLOCK:
        remedy = "allow user namespaces (a container: run it with them), see docs/sandbox.md"
        yield Finding("isolation", Verdict.WARNING, f"landlock; {found.reason}", remedy)
    else:
        remedy = 'take isolation = "none" out of grading.toml'
        yield Finding("isolation", Verdict.BROKEN, "none: student code runs as you", remedy)


def gradebook(course: Course) -> Iterator[Finding]:
    """Whether the gradebook opens, is free, and lies on a disk that can lock."""
    url = str(course.directory.db_url)
    local = url.startswith("sqlite:///")
    path = Path(url.removeprefix("sqlite:///").partition("?")[0])
    if local and not path.exists():
        remedy = "nbgrader generate_assignment makes it, or mend CourseDirectory.db_url"
        yield Finding("gradebook", Verdict.WARNING, f"there is no {path} yet", remedy)
        return
    try:
        with open_gradebook(course) as opened:
            count = len(opened.assignments)
    except LabsError as error:
        yield Finding("gradebook", Verdict.BROKEN, error.problem, error.remedy)
        return
    yield Finding("gradebook", Verdict.GOOD, f"{count} assignments")
    if not local:
        return
    kind = file_system(path, Path("/proc/mounts").read_text("utf-8", "replace"))
    if kind in _NETWORK_FILE_SYSTEMS:
        yield Finding("gradebook's disk", Verdict.BROKEN, f"{path} is on {kind}, which locks badly",
                      "put gradebook.db on a local disk, or take PostgreSQL")  # fmt: skip
    if "timeout=" not in url:
        yield Finding("gradebook's patience", Verdict.WARNING,
                      "nbgrader's own programs give up after five seconds",
                      f'c.CourseDirectory.db_url = "{url}?timeout=60"')  # fmt: skip
    yield _lock(path)


def _lock(path: Path) -> Finding:
    connection = sqlite3.connect(path, timeout=_TIMEOUT, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        remedy = "close formgrader or the command that uses it (lsof names it), then try again"
        return Finding("gradebook's lock", Verdict.BROKEN, str(error), remedy)
    finally:
        connection.close()
    return Finding("gradebook's lock", Verdict.GOOD, "free")


def file_system(path: Path, mounts: str) -> str:
    """The kind of file system on which a path lies, by the text of /proc/mounts."""
    best, kind = Path("/"), ""
    for line in mounts.splitlines():
        fields = line.split()
        place = Path(fields[1].replace("\\040", " ")) if len(fields) > 2 else None
        above = place is not None and path.absolute().is_relative_to(place)
        if place and above and len(place.parts) >= len(best.parts):
            best, kind = place, fields[2]
    return kind


def releases(course: Course) -> Iterator[Finding]:
    """What lies in the release folder must be no solution, and no older than its source."""
    good = True
    base = course.path("source", ".", ".")
    for folder in sorted(path for path in base.glob("*") if path.is_dir()):
        release = course.path("release", ".", folder.name)
        for source in sorted(folder.glob("*.ipynb")):
            released = release / source.name
            if not released.is_file():
                continue
            text = released.read_text("utf-8", "replace")
            if "BEGIN SOLUTION" in text or "BEGIN HIDDEN TESTS" in text:
                good = False
                yield Finding("release", Verdict.BROKEN, f"{released} holds solutions or tests",
                              f"nbgrader generate_assignment {folder.name} --force")  # fmt: skip
            elif released.stat().st_mtime < source.stat().st_mtime:
                good = False
                yield Finding("release", Verdict.WARNING, f"{released} is older than its source",
                              f"nbgrader generate_assignment {folder.name} --force")  # fmt: skip
    if good:
        yield Finding("release", Verdict.GOOD, "no solution in it, none older than its source")


def disk(course: Course) -> Iterator[Finding]:
    """Room for results."""
    free = shutil.disk_usage(course.root).free
    verdict = Verdict.GOOD if free >= _LEAST_FREE else Verdict.WARNING
    remedy = "" if verdict is Verdict.GOOD else "free some space before you grade"
    yield Finding("disk", verdict, f"{free / 1024**3:.1f} GiB free", remedy)


EXAMINATIONS: tuple[Callable[[Course], Iterator[Finding]], ...] = (
    isolation, gradebook, exchange, course_root, releases, disk,
)  # fmt: skip


def examine(course: Course, path: str) -> list[Finding]:
    """Everything that was found; `path` is the PATH of the shell from which this runs."""
    return [*programs(path), *(one for look in EXAMINATIONS for one in look(course))]
