"""The gradebook: that it opens, that nobody holds it, and where it lies."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import nbgrader
from alembic.script import ScriptDirectory
from sqlalchemy.engine import make_url

from autograder.doctor.finding import Finding, broken, good, warn
from autograder.errors import CourseError
from autograder.grading.courses.course import Course
from autograder.grading.records.gradebook import open_gradebook

# Their locks come late, or do not hold between two machines.
_NETWORK = (
    "9p", "afs", "autofs", "beegfs", "ceph", "cifs", "fuse.ceph", "fuse.glusterfs", "fuse.rclone",
    "fuse.s3fs", "fuse.sshfs", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs3",
    "nfs4", "ocfs2", "smb3", "smbfs",
)  # fmt: skip


def sqlite_file(course: Course) -> Path | None:
    """The gradebook's file; None for another kind of database."""
    url = make_url(str(course.directory.db_url))
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def gradebook(course: Course) -> Finding:
    """Whether it opens, is whole, and has the form that this nbgrader expects."""
    name = "gradebook"
    path = sqlite_file(course)
    if path is None:
        return _of_a_server(course)
    if not path.exists():
        return warn(
            name, f"there is no {path} yet",
            "nbgrader makes it with the first `nbgrader generate_assignment ASSIGNMENT`",
        )  # fmt: skip
    restore = "restore it from a backup; copy it before you try anything"
    try:
        with closing(_connect(path)) as database:
            damage = database.execute("PRAGMA quick_check(1)").fetchone()[0]
            have = database.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return broken(name, f"{path} is locked ({_holders(path)})", "end that program")
        return broken(name, f"{path} is no gradebook ({error})", restore)
    except sqlite3.DatabaseError as error:
        return broken(name, f"{path} is damaged ({error})", restore)
    if damage != "ok":
        return broken(name, f"{path} is damaged ({damage})", restore)
    want = ScriptDirectory(str(Path(nbgrader.__path__[0], "alembic"))).get_current_head()
    if have is None or have[0] != want:
        return broken(
            name, f"{path} has the form of another version of nbgrader",
            "copy it, then run `nbgrader db upgrade`",
        )  # fmt: skip
    return good(name, f"{path}, {path.stat().st_size / 1e6:.1f} MB, whole")


def _of_a_server(course: Course) -> Finding:
    try:
        with open_gradebook(course) as opened:
            count = len(opened.students)
    except CourseError as error:
        return broken("gradebook", error.problem, error.remedy)
    return good("gradebook", f"the database answers; it knows {count} students")


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=1)


def lock(path: Path) -> Finding:
    """Whether marks can be written now."""
    name = "gradebook's lock"
    if not path.exists():
        return good(name, "there is no gradebook yet")
    try:
        with closing(_connect(path)) as database:
            database.execute("BEGIN IMMEDIATE")
            database.rollback()
    except sqlite3.Error as error:
        if "locked" in str(error):
            return broken(
                name, f"another program holds it ({_holders(path)})",
                "wait until it is done, or end it",
            )  # fmt: skip
        return broken(
            name, f"nothing can be written to {path} ({error})",
            "check the owner and mode of the file and of its folder",
        )  # fmt: skip
    return good(name, "nobody holds it")


def _holders(path: Path) -> str:
    """The processes that have the file open, as far as this account may see them."""
    found = []
    wanted = os.path.realpath(path)
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            held = {os.readlink(fd) for fd in (entry / "fd").iterdir()}
            command = (entry / "comm").read_text(errors="replace").strip()
        except OSError:
            continue
        if int(entry.name) != os.getpid() and wanted in held:
            found.append(f"process {entry.name}, {command}")
    return "; ".join(found[:3]) or "of another account or machine"


def file_system(path: Path, mounts: str | None = None) -> Finding:
    """Whether SQLite's locks hold where the file lies; `mounts` is the text of mountinfo."""
    name = "gradebook's place"
    text = Path("/proc/self/mountinfo").read_text() if mounts is None else mounts
    kinds = _mounted(text)
    folder = Path(os.path.realpath(path)).parent
    mount = next(str(place) for place in (folder, *folder.parents) if str(place) in kinds)
    kind = kinds[mount]
    if kind not in _NETWORK:
        return good(name, f"{folder} is on a local disk ({kind})")
    return warn(
        name, f"{mount} comes over the network ({kind}), where locks of SQLite are not safe",
        "set c.CourseDirectory.db_url to a file on a local disk, or to PostgreSQL",
    )  # fmt: skip


def _mounted(mountinfo: str) -> Mapping[str, str]:
    """The kind of file system by mount point; the last mounted is on top."""
    kinds = {}
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) > 4 and after:
            place = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4])
            kinds[place] = after.split()[0]
    return kinds


def time_out(url: str) -> Finding:
    """How long nbgrader's own commands wait for a lock; `labs` always waits a minute."""
    name = "gradebook's time-out"
    found = re.search(r"[?&]timeout=([\d.]+)", url)
    seconds = float(found[1]) if found else 5.0
    if seconds >= 30:
        return good(name, f"nbgrader waits {seconds:g} s for a lock")
    address = re.sub(r"[?&]timeout=[\d.]+", "", url)
    return warn(
        name, f"nbgrader gives up after {seconds:g} s when two programs write at once",
        f"c.CourseDirectory.db_url = \"{address}{'&' if '?' in address else '?'}timeout=60\"",
    )  # fmt: skip
