"""A time counts that nobody has to guess; any other costs nobody a point."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dateutil.tz import gettz
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.grading.courses.course import Course, open_course
from autograder.grading.nbgrader_api import utils
from autograder.grading.submission.timestamps import changed, handed_in, understand

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-01 12:00:00 UTC", "2026-03-01 12:00:00"),
        ("2026-03-01 12:00:00.123456 UTC\n", "2026-03-01 12:00:00.123456"),
        ("2026-03-01 12:00:00 GMT", "2026-03-01 12:00:00"),
        ("2026-03-01T12:00:00Z", "2026-03-01 12:00:00"),
        ("2026-03-01 12:00:00 +0100", "2026-03-01 11:00:00"),
        ("2026-03-01 12:00:00 +01:00", "2026-03-01 11:00:00"),
        ("2026-03-01 12:00:00+01", "2026-03-01 11:00:00"),
        ("2026-03-01 12:00:00 -0330", "2026-03-01 15:30:00"),
        ("2026-03-01 12:00:00 +0545", "2026-03-01 06:15:00"),
        ("2026-03-01 12:00:00 CET", "2026-03-01 11:00:00"),
        ("2026-07-01 12:00:00 CEST", "2026-07-01 10:00:00"),
        ("2026-07-01 12:00:00 EDT", "2026-07-01 16:00:00"),
        ("2026-03-01 12:00:00 EST", "2026-03-01 17:00:00"),
        ("2026-03-01 12:00:00 AEST", "2026-03-01 02:00:00"),
        ("2026-03-01 12:00:00 AEDT", "2026-03-01 01:00:00"),
        ("2026-03-01 12:00:00 JST", "2026-03-01 03:00:00"),
        ("2026-10-25 02:30:00 CEST", "2026-10-25 00:30:00"),
        ("2026-10-25 02:30:00 CET", "2026-10-25 01:30:00"),
        ("2026-03-01 12:00:00 Europe/Berlin", "2026-03-01 11:00:00"),
        ("2026-07-01 12:00:00 America/Argentina/Buenos_Aires", "2026-07-01 15:00:00"),
    ],
)  # fmt: skip
def test_a_time_is_what_it_says(text: str, utc: str) -> None:
    assert understand(text) == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-03-01 12:00:00 IST", "IST is 2 different times"),
        ("2026-03-01 12:00:00 CST", "CST is 3 different times"),
        ("2026-03-01 12:00:00 PST", "PST is 2 different times"),
        ("2026-03-01 12:00:00 XYZ", "the time zone XYZ is not known"),
        ("2026-03-01 12:00:00 CEST", "the time zone CEST is not known"),  # in winter
        ("2026-10-25 02:30:00 Europe/Berlin", "2 different times"),
        ("2026-03-29 02:30:00 Europe/Berlin", "2 different times"),
        ("2026-03-01 12:00:00 Europe/Nowhere", "not known"),
        ("2026-03-01 12:00:00 ../../etc/passwd", "does not hold a time"),
        ("2026-03-01 12:00:00 +1600", "no time zone is"),
        ("2026-03-01 12:00:00 +9", "not known"),
        ("2026-03-01 12:00:00", "does not hold a time"),
        ("2026-03-01 10:30 PM", "does not hold a time"),
        ("2026-03-01 10:30:00 PM", "the time zone PM is not known"),
        ("01.03.2026 12:00:00 UTC", "does not hold a time"),
        ("03/01/2026 12:00:00 UTC", "does not hold a time"),
        ("2026-3-1 12:00:00 UTC", "does not hold a time"),
        ("1772366400", "does not hold a time"),
        ("now UTC", "does not hold a time"),
        ("", "does not hold a time"),
        ("2026-02-30 12:00:00 UTC", "no such time"),
        ("2026-03-01 24:00:00 UTC", "no such time"),
        ("2026-03-01 12:60:00 UTC", "no such time"),
        ("0000-01-01 12:00:00 UTC", "no such time"),
        ("0001-01-01 00:00:00 +0100", "no such time"),
        ("9999-12-31 23:59:59 -0100", "no such time"),
        ("٢٠٢٦-03-01 12:00:00 UTC", "does not hold a time"),
        ("2026-03-01 12:00:00 UTC; 2026-02-01 12:00:00 UTC", "does not hold a time"),
        ("2026-03-01 12:00:00 UTC\n2026-02-01 12:00:00 UTC", "does not hold a time"),
        ("2026-03-01 12:00:00 UTC+1", "not known"),
    ],
)  # fmt: skip
def test_what_could_be_several_times_is_none(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        understand(text)


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("2026-03-01 12:00:00 CST", "Asia/Shanghai", "2026-03-01 04:00:00"),
        ("2026-03-01 12:00:00 CST", "America/Chicago", "2026-03-01 18:00:00"),
        ("2026-03-01 12:00:00 IST", "Asia/Kolkata", "2026-03-01 06:30:00"),
        ("2026-07-01 12:00:00 IST", "Europe/Dublin", "2026-07-01 11:00:00"),
        ("2026-03-01 12:00:00 CET", "Asia/Kolkata", "2026-03-01 11:00:00"),
    ],
)
def test_the_exchanges_zone_says_which(text: str, zone: str, utc: str) -> None:
    assert understand(text, zone) == datetime.fromisoformat(utc)


ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Asia/Kolkata", "Asia/Dubai",
         "Australia/Sydney", "America/Sao_Paulo", "Asia/Kathmandu", "Asia/Manila")  # fmt: skip


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1)),
)
def test_what_the_exchange_writes_in_its_zone_is_read_back(zone: str, utc: datetime) -> None:
    written = utc.replace(tzinfo=UTC).astimezone(gettz(zone)).strftime("%Y-%m-%d %H:%M:%S.%f %Z")
    assert understand(written, zone) == utc
    if zone == "UTC":
        assert utils.parse_utc(written) == utc


@pytest.fixture
def course(tmp_path: Path) -> Course:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    return open_course(tmp_path)


def _folder(course: Course, name: str, text: str | bytes) -> Path:
    folder = course.root / name
    folder.mkdir(exist_ok=True)
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "timestamp.txt").write_bytes(data)
    return folder


def test_without_a_file_nothing_is_said(course: Course) -> None:
    assert handed_in(course, course.root) is None


def test_a_byte_order_mark_is_no_letter(course: Course) -> None:
    folder = _folder(course, "a", b"\xef\xbb\xbf2026-03-01 12:00:00 UTC\r\n")
    found = handed_in(course, folder)
    assert found is not None
    assert found.time == datetime(2026, 3, 1, 12)
    assert "nbgrader cannot read it" in found.note


@pytest.mark.parametrize("year", ["0001", "1999", "2190", "9998"])
def test_a_year_that_cannot_be_is_not_believed(course: Course, year: str) -> None:
    found = handed_in(course, _folder(course, "a", f"{year}-03-01 12:00:00 UTC"))
    assert found is not None
    assert found.time is None
    assert found.meant == datetime(int(year), 3, 1, 12)
    assert "without a late penalty" in found.note


def test_a_clock_that_is_a_little_ahead_is_believed(course: Course) -> None:
    soon = datetime.now(UTC).replace(tzinfo=None, microsecond=0) + timedelta(days=2)
    found = handed_in(course, _folder(course, "a", f"{soon} UTC"))
    assert found is not None
    assert (found.time, found.note) == (soon, "")


def test_links_pipes_and_long_files_are_not_read(course: Course) -> None:
    folder = _folder(course, "a", "x" * 10**6)
    found = handed_in(course, folder)
    assert found is not None
    assert "longer than 200 letters" in found.note
    place = folder / "timestamp.txt"
    real = _folder(course, "b", "2026-03-01 12:00:00 UTC") / "timestamp.txt"
    for make in (lambda: place.symlink_to(real), lambda: os.mkfifo(place), place.mkdir,
                 lambda: place.symlink_to("/nowhere")):  # fmt: skip
        place.unlink()
        make()
        found = handed_in(course, folder)
        assert found is not None
        assert found.time is None
        if place.is_dir():
            break
    place.rmdir()


def test_compat_reads_as_nbgrader_does_and_says_where_it_is_wrong(course: Course) -> None:
    found = handed_in(course, _folder(course, "a", "2026-03-01 12:00:00 +0200"), compat=True)
    assert found is not None
    assert found.time == utils.parse_utc("2026-03-01 12:00:00 +0200")
    assert "it means 2026-03-01 10:00:00 UTC" in found.note
    guess = handed_in(course, _folder(course, "a", "01.03.2026 18:00:00 UTC"), compat=True)
    assert guess is not None
    assert guess.time == datetime(2026, 1, 3, 18)
    assert "that is a guess" in guess.note
    plain = handed_in(course, _folder(course, "a", "2026-03-01 12:00:00 UTC"), compat=True)
    assert plain is not None
    assert plain.note == ""
    with pytest.raises(SubmissionError, match="does not hold a time"):
        handed_in(course, _folder(course, "a", "last Tuesday, 5ish"), compat=True)


@pytest.mark.parametrize(
    ("new", "old", "due"),
    [
        ("2026-03-02 12:00:00 UTC", "2026-03-01 12:00:00 UTC", True),
        ("2026-03-01 12:00:00 UTC", "2026-03-01 12:00:00 UTC", False),
        ("2026-03-01 12:00:00 UTC", "2026-03-02 12:00:00 UTC", False),
        ("2026-03-01 12:00:00 +0200", "2026-03-01 11:00:00 UTC", False),
        ("some other day", "2026-03-01 12:00:00 UTC", True),
        ("2026-03-01 12:00:00 UTC", "some day", True),
        ("some day", "some day", False),
    ],
)
def test_a_newer_submission_is_known_by_its_time_or_by_another_text(
    course: Course, new: str, old: str, due: bool
) -> None:
    assert changed(course, _folder(course, "a", new), _folder(course, "b", old)) is due
