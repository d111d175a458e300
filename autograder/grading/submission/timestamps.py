"""When a submission was handed in: a time of which nobody has to guess what it means, or none.

`nbgrader submit` writes `2026-03-01 12:00:00.123456 CET` into timestamp.txt, in the time zone of
`Exchange.timezone`. nbgrader reads it with a parser that finds a time in nearly any text, and takes
zones that it does not know for UTC. A penalty for being late needs better evidence.

A zone counts where its offset is beyond doubt: UTC, GMT, Z, a number (`+0100`), a name of the IANA
database (`Europe/Berlin`), and an abbreviation if the exchange's own zone is called so at that
time, or if all zones of the database that are called so then have the same offset. So CET, EDT and
AEST count; IST (India, Israel, Ireland), CST (America, China, Cuba) and PST (America, Philippines)
only in an exchange of that zone.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from autograder.errors import SubmissionError
from autograder.grading.courses.course import Course
from autograder.grading.nbgrader_api import utils
from autograder.harmless.text import printable

FILE = "timestamp.txt"
_REMEDY = "write one like '2026-03-01 12:00:00 UTC', or remove the file"
_FORM = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,6}))? ?"
    r"(Z|[A-Za-z][\w/+-]*|[+-][0-9:]+)",
    re.ASCII,
)
_OFFSET = re.compile(r"([+-])([0-9]{2})(?::?([0-5][0-9])(?::?([0-5][0-9]))?)?", re.ASCII)
_NO_SUCH = "there is no such time"
_LONGEST = 200  # bytes of the file
_EARLIEST = datetime(2000, 1, 1)  # nbgrader is younger
_AHEAD = timedelta(days=366)  # a clock that is further ahead than this says nothing
_FURTHEST = timedelta(hours=15)  # of a zone from UTC


class _Unreadable(ValueError):
    """A timestamp.txt that is no small plain file."""


@dataclass(frozen=True)
class HandedIn:
    """What a timestamp.txt says.

    time    in UTC, without a zone, as nbgrader stores it; None: not known, so nobody is late
    note    what a person should know, or ""
    meant   the time as it stands there, even if it cannot be true
    """

    time: datetime | None
    note: str = ""
    meant: datetime | None = None


def handed_in(course: Course, folder: Path, compat: bool = False) -> HandedIn | None:
    """When what lies in a folder was handed in; None without a timestamp.txt.

    With `compat` nbgrader's reading counts, and the note says where it is wrong; it then raises
    `SubmissionError` where nbgrader fails.
    """
    if not os.path.lexists(folder / FILE):
        return None
    ours = _read(folder / FILE, _zone_of(course))
    theirs = _nbgraders(folder / FILE)
    if compat:
        return _as_nbgrader(ours, theirs)
    if ours.time is None or theirs == ours.time:
        return ours
    taken = f"takes it for {theirs:%Y-%m-%d %H:%M:%S} UTC" if theirs else "cannot read it"
    note = (
        f"{FILE} means {ours.time:%Y-%m-%d %H:%M:%S} UTC; nbgrader {taken}, and formgrader shows "
        "the submission as not graded: write the time in UTC into it"
    )
    return HandedIn(ours.time, note, ours.meant)


def changed(course: Course, folder: Path, earlier: Path) -> bool:
    """Whether a submission is newer than what was graded earlier, or its time is another text."""
    new, old = handed_in(course, folder), handed_in(course, earlier)
    if new is None or old is None:
        return False
    if new.time is not None and old.time is not None:
        return new.time > old.time
    return _content(folder / FILE) != _content(earlier / FILE)


def understand(text: str, zone: str = "") -> datetime:
    """The time of a text in UTC, without a zone; `zone` is that of the exchange, if known.

    Raises `ValueError` for a text that has another form, or whose zone could be several.
    """
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise ValueError("it does not hold a time as nbgrader writes it")
    day, clock, fraction, name = found.groups()
    try:
        local = datetime.strptime(f"{day} {clock}", "%Y-%m-%d %H:%M:%S")
    except ValueError:
        raise ValueError(_NO_SUCH) from None
    try:
        local += timedelta(microseconds=int((fraction or "0").ljust(6, "0")))
        return local - _offset(name, local, zone)
    except OverflowError as error:
        raise ValueError(_NO_SUCH) from error


def _read(path: Path, zone: str) -> HandedIn:
    try:
        meant = understand(_bytes(path).decode("utf-8-sig"), zone)
    except UnicodeDecodeError:
        return HandedIn(None, _not_late("it is not UTF-8 text"))
    except ValueError as error:
        return HandedIn(None, _not_late(str(error)))
    if not _EARLIEST <= meant <= datetime.now(UTC).replace(tzinfo=None) + _AHEAD:
        return HandedIn(None, _not_late(f"nothing was handed in in {meant.year}"), meant)
    return HandedIn(meant, meant=meant)


def _not_late(reason: str) -> str:
    return f"{FILE} is not believed ({reason}): graded without a late penalty; {_REMEDY}"


def _bytes(path: Path) -> bytes:
    """The content of a small plain file; links are not followed, pipes not waited for."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise _Unreadable(f"it cannot be read: {error.strerror}") from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _Unreadable("it is not a plain file")
        content = os.read(descriptor, _LONGEST + 1)
    finally:
        os.close(descriptor)
    if len(content) > _LONGEST:
        raise _Unreadable(f"it is longer than {_LONGEST} letters")
    return content


def _content(path: Path) -> bytes | None:
    try:
        return _bytes(path)
    except _Unreadable:
        return None


def _nbgraders(path: Path) -> datetime | None:
    """The time that nbgrader reads there; None where it fails or finds none."""
    try:
        found = utils.parse_utc(_bytes(path).decode().strip())
    except Exception:  # its parser raises nearly anything
        return None
    return found if isinstance(found, datetime) else None


def _as_nbgrader(ours: HandedIn, theirs: datetime | None) -> HandedIn:
    if theirs is None:
        raise SubmissionError(f"{FILE} does not hold a time", _REMEDY)
    if theirs == ours.time:
        return ours
    right = f"it means {ours.time:%Y-%m-%d %H:%M:%S} UTC" if ours.time else "that is a guess"
    note = f"{FILE}: nbgrader takes it for {theirs:%Y-%m-%d %H:%M:%S} UTC; {right}"
    return HandedIn(theirs, note, ours.meant)


def _zone_of(course: Course) -> str:
    """The time zone of the course's exchange, by its configuration; "" if it names none."""
    return str(course.config.get("Exchange", {}).get("timezone", "") or "")


def _offset(name: str, local: datetime, zone: str) -> timedelta:
    """How far a zone was ahead of UTC at a time by its own clocks; raises `ValueError`."""
    if name in ("UTC", "GMT", "Z"):
        return timedelta()
    if number := _OFFSET.fullmatch(name):
        sign, *parts = number.groups(default="0")
        hours, minutes, seconds = map(int, parts)
        offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        if offset > _FURTHEST:
            raise ValueError(f"no time zone is {printable(name)} from UTC")
        return -offset if sign == "-" else offset
    known = _zones()
    # In the hour that comes twice a zone has two offsets, mostly with a name for each.
    meant = {offset for called, offset in _clocks(known.get(zone), local) if called == name}
    if not meant and "/" in name:
        meant = {offset for _, offset in _clocks(known.get(name), local)}
    elif not meant:
        meant = {
            offset
            for one in known.values()
            for called, offset in _clocks(one, local)
            if called == name
        }
    if len(meant) == 1:
        return meant.pop()
    shown = printable(name, 40)
    if not meant:
        raise ValueError(f"the time zone {shown} is not known")
    raise ValueError(f"{shown} is {len(meant)} different times; c.Exchange.timezone can say which")


def _clocks(zone: ZoneInfo | None, local: datetime) -> list[tuple[str, timedelta]]:
    """The names and offsets that a zone has when its clocks show a time."""
    both = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1)) if zone else ()
    return [(str(one.tzname()), one.utcoffset() or timedelta()) for one in both]


@lru_cache(maxsize=1)
def _zones() -> dict[str, ZoneInfo]:
    return {name: ZoneInfo(name) for name in available_timezones()}
