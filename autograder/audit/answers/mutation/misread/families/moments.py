"""A date for an instant, days for a duration, a clock without its distance from UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from autograder.audit.answers.mutation.misread.reading import Reading
from autograder.audit.calls.places import Place


def _day(value: datetime) -> datetime:
    return value.replace(hour=0, minute=0, second=0, microsecond=0)


def _minute(value: datetime) -> datetime:
    return value.replace(second=0, microsecond=0)


def _without_offset(value: datetime) -> datetime:
    return value.replace(tzinfo=None)


def _clock_as_utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo else value


def _in_utc(value: datetime) -> datetime:
    return value.astimezone(UTC) if value.tzinfo else value


def _days(value: timedelta) -> timedelta:
    return type(value)(days=value.days)


def _hours(value: timedelta) -> timedelta:
    return value - value % timedelta(hours=1)


def _positive(value: timedelta) -> timedelta:
    return abs(value)


def _no_less_than_nothing(value: timedelta) -> timedelta:
    return max(value, type(value)(0))


def _with_offset(place: Place) -> bool:
    return place.offsets != {"None"}


_MOMENT, _DURATION = frozenset({"datetime"}), frozenset({"timedelta"})
READINGS = (
    Reading("cut to the date", _MOMENT, _day),
    Reading("cut to the minute", _MOMENT, _minute),
    Reading("a clock without an offset", _MOMENT, _without_offset, when=_with_offset),
    Reading("a clock taken for UTC", _MOMENT, _clock_as_utc, when=_with_offset),
    Reading("in UTC", _MOMENT, _in_utc, argument=False, when=_with_offset),
    Reading("cut to days", _DURATION, _days),
    Reading("cut to hours", _DURATION, _hours),
    Reading("a duration made positive", _DURATION, _positive),
    Reading("no less than no time", _DURATION, _no_less_than_nothing),
)
