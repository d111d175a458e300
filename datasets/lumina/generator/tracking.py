"""The tables of the tracking desk: parcels, and the scans that six carriers sent about them.

A parcel lives through stages (label, hand-over, flight, customs, hub, van, door). Each stage is
an instant in UTC; what the carrier writes is made from it in the carrier's own layout, language
and clock. The records are built so that common mistakes show:

- some records arrive hours late and some twice, so the order of arrival is not that of events;
- after "delivered" some hubs scan once more, and some carriers announce a scan of tomorrow;
- in the nights of a clock change hubs scan within the hour that occurs twice or never;
- the busiest weeks are the last, so parcels that have arrived by now are mostly the fast ones;
- from 5 to 16 October Rheinpaket was on strike, which no model knew.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from lumina.generator import core, keys
from lumina.generator.draw import Draw
from lumina.generator.journeys import (
    GATEWAY,
    LANES,
    LAST_MILE,
    ORIGIN,
    Luck,
    Scan,
    journey,
    words,
    zone,
)

NOW = datetime(2026, 11, 11, tzinfo=UTC)
"""Eight in the morning of 11 November 2026 in Guangzhou: no later record is in the table."""

FIRST_DAY = datetime(2026, 7, 1)
DAYS = 133
STAMP = "%Y-%m-%dT%H:%MZ"


def track_carriers() -> pd.DataFrame:
    """Return the six carriers: language, layout of their times, and by which clock they write."""
    return pd.DataFrame(words()["carriers"])


def track_sites() -> pd.DataFrame:
    """Return the twenty places that scan parcels, with their time zones."""
    rows = [(site, *about) for site, about in words()["sites"].items()]
    return pd.DataFrame(rows, columns=["site", "town", "country", "zone", "stage"])


def track_map() -> pd.DataFrame:
    """Return what the desk can read: codes by carrier, phrases and negations by language.

    The rows whose kind begins with "customs" say how far a parcel is at the customs.
    """
    known = words()
    rows: list[tuple[str, ...]] = [
        *_codes_and_phrases(known, "code", "phrase"),
        *(
            ("negation", "", "", language, word, "")
            for language, listed in known["negations"].items()
            for word in listed
        ),
        *_codes_and_phrases(known["customs"], "customs code", "customs phrase"),
    ]
    return pd.DataFrame(rows, columns=["kind", "carrier", "code", "language", "phrase", "tag"])


def _codes_and_phrases(known: dict[str, Any], code: str, phrase: str) -> list[tuple[str, ...]]:
    """Return the rows of codes, of the kind `code`, and of phrases, of the kind `phrase`."""
    coded: list[tuple[str, ...]] = [
        (code, carrier, number, "", "", tag)
        for carrier, codes in known["codes"].items()
        for number, tag in codes.items()
    ]
    worded: list[tuple[str, ...]] = [
        (phrase, "", "", language, text, tag)
        for language, phrases in known["phrases"].items()
        for text, tag in phrases.items()
    ]
    return coded + worded


def s10(serial: int) -> str:
    """Return a postal number of the form LK123456785CN, with its check digit (UPU S10)."""
    digits = f"{serial:08d}"
    total = sum(int(d) * w for d, w in zip(digits, (8, 6, 4, 2, 3, 5, 9, 7), strict=True))
    check = {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
    return f"LK{digits}{check}CN"


def track_parcels(seed: int) -> pd.DataFrame:
    """Return the parcels sent from 1 July to 10 November 2026; the busiest weeks come last.

    The order of a parcel has the number `keys.DIRECT` + its place in this table.
    """
    draw = Draw(seed, "track_parcels")
    per_day = draw.poisson(np.round(6.3 + 9.4 * (np.arange(DAYS) / DAYS) ** 2, 6))
    size = int(per_day.sum())
    day = np.repeat(np.arange(DAYS), per_day)
    bounds = np.cumsum([share for share, *_ in LANES.values()])
    lane = np.searchsorted(bounds, draw.uniform(0, float(bounds[-1]), size), side="right")
    minute = draw.integers(9 * 60, 17 * 60, size)
    skus = draw.pick(core.products(seed)["sku"].tolist(), size)
    channels = draw.pick(["bazaar", "bazaar", "bazaar", "ownshop", "clipshop"], size)
    serial = 41_000_000 + np.cumsum(draw.integers(3, 90, size))
    rows = []
    for place, (warehouse, market, service) in enumerate(list(LANES)[n] for n in lane):
        here = FIRST_DAY.replace(tzinfo=zone(ORIGIN[warehouse]))
        local = here + timedelta(days=int(day[place]), minutes=int(minute[place]))
        shipped = local.astimezone(UTC)
        promise = LANES[warehouse, market, service][3]
        there = shipped.astimezone(zone(GATEWAY[market]))
        number = int(serial[place])
        local_number = f"{LAST_MILE[market]}{number * 7 % 10**9:09d}"
        rows.append(
            {
                "tracking": s10(number) if warehouse == "CN-CAN" else local_number,
                "sku": skus[place],
                "channel": channels[place],
                "warehouse": warehouse,
                "market": market,
                "service": service,
                "shipped": shipped.strftime(STAMP),
                "promised": pd.Timestamp(there.date()) + pd.Timedelta(days=promise),
            }
        )
    frame = pd.DataFrame(rows)
    kept = frame["shipped"] <= NOW.strftime(STAMP)
    frame = frame[kept].sort_values(["shipped", "tracking"]).reset_index(drop=True)
    numbers = zip(frame.index, frame["market"], strict=True)
    orders = [keys.order_id(keys.DIRECT + int(place), market) for place, market in numbers]
    frame.insert(1, "order_id", orders)
    return frame


class Record(NamedTuple):
    """One record as it came in, and beside it what it really means."""

    received: datetime
    carrier: str
    tracking: str
    time: str
    site: str
    code: str
    text: str
    event: datetime
    tag: str
    step: str


def track_scans(seed: int) -> pd.DataFrame:
    """Return the raw records of all parcels in the order in which they arrived, up to `NOW`."""
    names = ["received", "carrier", "tracking", "time", "site", "code", "text"]
    frame = pd.DataFrame([record[:7] for record in all_records(seed)], columns=names)
    frame["received"] = [record.received.strftime(STAMP) for record in all_records(seed)]
    return frame


@cache
def all_records(seed: int) -> list[Record]:
    """Return every record that had arrived at `NOW`, in the order of arrival."""
    parcels = track_parcels(seed)
    draw = Draw(seed, "track_scans")
    chances = draw.uniform(0, 1, 40 * len(parcels))
    noise = draw.normal(0, 1, len(parcels))
    made: list[Record] = []
    for place, row in enumerate(parcels.to_dict("records")):
        parcel = {str(name): value for name, value in row.items()}
        scans = journey(
            parcel["warehouse"],
            parcel["market"],
            parcel["service"],
            datetime.strptime(parcel["shipped"], STAMP).replace(tzinfo=UTC),
            Luck(chances[40 * place : 40 * place + 40]),
            float(noise[place]),
        )
        made += _records(parcel, scans, Draw(seed, f"track_scans {parcel['tracking']}"))
    kept = [record for record in made if record.received <= NOW]
    return sorted(kept, key=lambda record: (record.received, record.tracking, record.time))


def _records(parcel: dict[str, Any], scans: list[Scan], draw: Draw) -> list[Record]:
    """Return what the carriers send about one parcel: late, twice, by two carriers, too early."""
    size = len(scans)
    minutes, late = draw.integers(2, 35, size), draw.integers(300, 3600, size)
    is_late, again = draw.happens(0.07, size), draw.happens(0.05, size)
    relayed, gossip = draw.happens(0.45, size), draw.happens(0.02, size)
    wording, planned = draw.uniform(0, 1, size), draw.happens(0.05, size)
    tracking, made = parcel["tracking"], []
    for n, scan in enumerate(scans):
        slow = bool(is_late[n]) and not _near_change(scan)
        delay = timedelta(minutes=int(late[n] if slow else minutes[n]))
        record = _record(tracking, scan, scan.at + delay, float(wording[n]))
        made.append(record)
        if again[n]:
            made.append(record._replace(received=scan.at + timedelta(minutes=int(late[n]) + 90)))
        door = scan.kind in ("out", "fail", "pickup", "done", "back")
        if parcel["service"] == "economy" and door and relayed[n]:
            # The post where the parcel began hears of it later, and says so in Chinese.
            echo = scan._replace(carrier="KPK")
            heard = scan.at + timedelta(minutes=int(late[n]))
            made.append(_record(tracking, echo, heard, float(wording[n])))
        if gossip[n]:
            chat = scan._replace(kind="advert")
            made.append(_record(tracking, chat, scan.at + delay, 0.0))
        if scan.kind == "hub" and planned[n] and n + 1 < size and scans[n + 1].kind == "out":
            plan = scans[n + 1]._replace(at=scan.at + timedelta(hours=30))
            made.append(_record(tracking, plan, scan.at + delay, 0.0))
    return made


def _record(tracking: str, scan: Scan, received: datetime, share: float) -> Record:
    texts = words()["texts"][scan.carrier][scan.kind]
    code, text = texts[int(share * len(texts) * 0.999999)]
    time = written(scan.at, scan.site, scan.carrier)
    tag = words()["tags"][scan.kind]
    step = words()["steps"].get(scan.kind, "")
    return Record(received, scan.carrier, tracking, time, scan.site, code, text, scan.at, tag, step)


def _near_change(scan: Scan) -> bool:
    """Say whether the clocks of the site change within three hours of the scan."""
    span = timedelta(hours=3)
    before, after = ((scan.at + way).astimezone(zone(scan.site)) for way in (-span, span))
    return before.utcoffset() != after.utcoffset()


def written(at: datetime, site: str, carrier: str) -> str:
    """Return an instant as a carrier writes it: in its layout and by its clock.

    In spring a scanner at a site goes on with winter time for an hour, so it writes times that
    do not exist there.
    """
    about = next(row for row in words()["carriers"] if row["carrier"] == carrier)
    own = about["clock"] not in ("site", "offset")
    local = at.astimezone(ZoneInfo(about["clock"]) if own else zone(site))
    offset = local.utcoffset() or timedelta()
    before = (at - timedelta(hours=1)).astimezone(local.tzinfo).utcoffset() or timedelta()
    if about["clock"] == "site" and offset > before:
        local = local.replace(tzinfo=None) - (offset - before)
    text = local.strftime(about["layout"])
    return f"{text[:-2]}:{text[-2:]}" if about["clock"] == "offset" else text
