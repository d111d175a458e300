"""The journey of one parcel: what happens to it, where and when, before any carrier writes of it.

A journey is a list of scans in the order in which they happen. `lumina.generator.tracking` makes
the carriers' records from it.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from lumina.generator.draw import Floats

STRIKE = (datetime(2026, 10, 4, 22, tzinfo=UTC), datetime(2026, 10, 16, 22, tzinfo=UTC))

GATEWAY = {"US": "LAX1", "DE": "FRA1", "FR": "CDG1", "UK": "LHR1", "JP": "NRT1", "AU": "SYD1"}
HUBS = {
    "US": ["LAX1", "LAX1", "PHX1", "DFW1", "EWR1", "EWR1"],
    "DE": ["FRA1", "HAJ1", "HAJ1", "MUC1"],
    "FR": ["CDG1", "LYS1"],
    "UK": ["LHR1", "MAN1"],
    "JP": ["NRT1", "KIX1"],
    "AU": ["SYD1", "SYD1", "BNE1", "ADL1"],
}
LAST_MILE = {"US": "BLK", "DE": "RHP", "FR": "MRD", "UK": "MRD", "JP": "TSB", "AU": "SXC"}

# (warehouse, market, service): share of parcels, days on the road (median, spread), days promised
LANES = {
    ("CN-CAN", "US", "economy"): (0.17, 9.5, 0.30, 22),
    ("CN-CAN", "US", "express"): (0.08, 3.6, 0.20, 11),
    ("CN-CAN", "DE", "economy"): (0.11, 8.5, 0.28, 19),
    ("CN-CAN", "FR", "economy"): (0.08, 8.8, 0.28, 19),
    ("CN-CAN", "UK", "economy"): (0.09, 8.0, 0.26, 18),
    ("CN-CAN", "JP", "economy"): (0.08, 4.2, 0.22, 11),
    ("CN-CAN", "JP", "express"): (0.05, 1.6, 0.18, 8),
    ("CN-CAN", "AU", "economy"): (0.08, 8.2, 0.30, 18),
    ("US-W", "US", "standard"): (0.12, 1.7, 0.35, 7),
    ("DE-W", "DE", "standard"): (0.08, 0.5, 0.30, 6),
    ("DE-W", "FR", "standard"): (0.03, 1.6, 0.30, 7),
    ("DE-W", "UK", "standard"): (0.03, 2.2, 0.30, 8),
}
FAILS = {"US": 0.10, "DE": 0.12, "FR": 0.13, "UK": 0.11, "JP": 0.16, "AU": 0.08}
ORIGIN = {"CN-CAN": "CAN1", "US-W": "ONT1", "DE-W": "DUI1"}


class Scan(NamedTuple):
    """One scan: what kind, the instant in UTC, at which site, for which carrier."""

    kind: str
    at: datetime
    site: str
    carrier: str


@cache
def words() -> dict[str, Any]:
    """Return carriers, sites, texts, codes and phrases of `tracking.toml`."""
    return tomllib.loads(files("lumina.generator").joinpath("tracking.toml").read_text("utf-8"))


@cache
def zone(site: str) -> ZoneInfo:
    """Return the time zone of a site."""
    return ZoneInfo(words()["sites"][site][2])


class Luck:
    """The chances of one parcel, taken one after the other."""

    def __init__(self, chances: Floats) -> None:
        self._chances = iter(chances.tolist())

    def between(self, low: float, high: float) -> float:
        """Return the next number between `low` and `high`."""
        return low + (high - low) * float(next(self._chances))

    def happens(self, chance: float) -> bool:
        """Say whether something of this chance happens."""
        return float(next(self._chances)) < chance

    def hours(self, low: float, high: float) -> timedelta:
        """Return a time span of whole minutes between `low` and `high` hours."""
        return timedelta(minutes=round(60 * self.between(low, high)))


def _next_morning(when: datetime, site: str, luck: Luck, carrier: str) -> datetime:
    """Return when the van leaves after `when`: a morning, not a Sunday, not in the strike."""
    local = when.astimezone(zone(site))
    start = local.replace(hour=6, minute=30, second=0, fold=0)
    start += timedelta(minutes=round(luck.between(0, 150)))
    wait = round(luck.between(-0.4, 2.4))
    while start.astimezone(UTC) < when or start.weekday() == 6:
        start += timedelta(days=1)
    if carrier == "RHP" and STRIKE[0] <= start.astimezone(UTC) < STRIKE[1]:
        start = start.replace(month=10, day=19) + timedelta(days=max(wait, 0))
    return start.astimezone(UTC)


def journey(
    warehouse: str, market: str, service: str, shipped: datetime, luck: Luck, noise: float
) -> list[Scan]:
    """Return the scans of one parcel in the order in which they happen.

    `noise` is a standard normal number: how slow this parcel is on the road.
    """
    _, median, spread, _ = LANES[warehouse, market, service]
    home, abroad, last = ORIGIN[warehouse], warehouse == "CN-CAN", LAST_MILE[market]
    first = "KPK" if abroad else last
    hub = HUBS[market][int(luck.between(0, len(HUBS[market]) - 1e-9))]
    at = shipped
    scans: list[Scan] = [Scan("label", at, home, first)]
    lost, stop = luck.happens(0.012), luck.between(2, 6)
    at += luck.hours(2, 20)
    scans.append(Scan("accept", at, home, first))
    road = timedelta(minutes=6 * round(240 * round(median * float(np.exp(spread * noise)), 4)))
    at += luck.hours(3, 10)
    scans.append(Scan("sort", at, home, first))
    if abroad:
        scans.append(Scan("export", at + road // 3, "SZX1", first))
        at += road
        scans.append(Scan("arrive", at, GATEWAY[market], first))
        if luck.happens(0.06):
            at += luck.hours(3, 12)
            scans.append(Scan("hold", at, GATEWAY[market], last))
            at += luck.hours(24, 130)
        at += luck.hours(4, 22)
        scans.append(Scan("clear", at, GATEWAY[market], last))
    else:
        at += road
        if home[:3] != hub[:3] and median > 1:
            scans.append(Scan("export", at - road // 2, home, last))
    at = _night(at + luck.hours(3, 14), hub, luck)
    scans.append(Scan("hub", at, hub, last))
    out = _next_morning(at, hub, luck, last)
    if last == "RHP" and out - at > timedelta(days=1.6) and at < STRIKE[1] < out:
        scans.append(Scan("strike", at + luck.hours(5, 9), hub, last))
    scans += _door(out, hub, last, luck, FAILS[market])
    return scans[: int(stop)] if lost else scans


def _night(at: datetime, hub: str, luck: Luck) -> datetime:
    """Return the hub's night sorting after `at`.

    What would be sorted in the two nights before a change of the clocks waits for the night of
    the change: it is sorted one to four hours after midnight, in spring in the hour that does not
    exist.
    """
    local = at.astimezone(zone(hub)).replace(hour=0, minute=0, second=0, fold=0)
    minute = round(luck.between(0, 239))
    for days in (1, 2, 3):
        start, end = ((local + timedelta(days=days, hours=late)).astimezone(UTC) for late in (0, 5))
        if end - start > timedelta(hours=5):
            return start + timedelta(minutes=60 + minute * 3 // 4)
        if end - start < timedelta(hours=5):
            return start + timedelta(minutes=120 + minute // 4)
    return (local + timedelta(days=1)).astimezone(UTC) + timedelta(minutes=minute)


def _door(out: datetime, hub: str, last: str, luck: Luck, fails: float) -> list[Scan]:
    scans: list[Scan] = [Scan("out", out, hub, last)]
    at = out + luck.hours(2, 9.5)
    tries, damaged = 0, luck.happens(0.008)
    while luck.happens(fails if tries == 0 else 0.3) and tries < 3:
        scans.append(Scan("fail", at, hub, last))
        tries += 1
        if tries == 2 and luck.happens(0.5):
            at = at + luck.hours(2, 20)
            scans.append(Scan("pickup", at, hub, last))
            return [*scans, Scan("done", at + luck.hours(5, 90), hub, last)]
        out = _next_morning(at, hub, luck, last)
        scans.append(Scan("out", out, hub, last))
        at = out + luck.hours(2, 9.5)
    if damaged or tries == 3:
        if damaged and last != "TSB":
            scans.append(Scan("damage", at, hub, last))
        back = at + luck.hours(20, 90)
        scans.append(Scan("back", back, hub, last))
        return [*scans, Scan("done", back + luck.hours(100, 300), hub, last)]
    scans.append(Scan("done", at, hub, last))
    if luck.happens(0.03):
        scans.append(Scan("hub", at + luck.hours(5, 40), hub, last))
    return scans
