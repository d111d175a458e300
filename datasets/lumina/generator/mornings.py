"""What the desk knew on ten Monday mornings of the parcels on the road, and how it ended.

A row is a parcel that was open on that morning (neither delivered nor returned, as far as the
records that had come in by then say) and whose promised day had not ended. All but the last
column was known then; `broken` is what the days after it brought.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd

from lumina.generator import core
from lumina.generator.journeys import words
from lumina.generator.tracking import STAMP, all_records, track_parcels

FIRST = datetime(2026, 8, 24, tzinfo=UTC)
MONDAYS = 10
WAIT = 25  # days after which nearly every parcel that arrives has arrived
DAY = pd.Timedelta(days=1)
TROUBLE = ("AttemptFail", "Exception", "AvailableForPickup")


def track_mornings(seed: int) -> pd.DataFrame:
    """Return the open parcels of ten Mondays at 0:00 UTC with what was known of them."""
    parcels, scans = _parcels(seed), _scans(seed)
    mornings = [FIRST + timedelta(days=7 * week) for week in range(MONDAYS)]
    return pd.concat([_morning(parcels, scans, moment) for moment in mornings], ignore_index=True)


def _parcels(seed: int) -> pd.DataFrame:
    """Return the parcels with `due`, the end of the promised day where the buyer lives."""
    parcels, zones = track_parcels(seed), core.markets().set_index("market")["zone"]
    parcels["shipped"] = pd.to_datetime(parcels["shipped"], format=STAMP, utc=True)
    parcels["lane"] = parcels["warehouse"] + " > " + parcels["market"]
    parcels["due"] = [
        (day + DAY).tz_localize(zones[market]).tz_convert("UTC")
        for day, market in zip(parcels["promised"], parcels["market"], strict=True)
    ]
    return parcels


def _scans(seed: int) -> pd.DataFrame:
    """Return the records that say something, with the stage that a parcel reaches by each."""
    scans = pd.DataFrame(all_records(seed))
    scans = scans[(scans["event"] <= scans["received"]) & (scans["tag"] != "Unknown")].copy()
    scans["stage"] = scans["site"].map({site: row[3] for site, row in words()["sites"].items()})
    scans.loc[scans["step"] == "Landed", "stage"] = "customs"
    scans.loc[scans["tag"] == "OutForDelivery", "stage"] = "van"
    scans.loc[scans["tag"].isin(TROUBLE), "stage"] = "trouble"
    return scans.sort_values(["event", "received"])


def _morning(parcels: pd.DataFrame, scans: pd.DataFrame, moment: datetime) -> pd.DataFrame:
    known = scans[scans["received"] <= moment]
    closed = known.loc[known["tag"].isin(["Delivered", "ReturnedToSender"]), "tracking"]
    rows = parcels[(parcels["shipped"] <= moment) & (parcels["due"] > moment)]
    rows = rows[~rows["tracking"].isin(closed)]
    news = known.drop_duplicates("tracking", keep="last").set_index("tracking")
    first = _stages(known, parcels)
    there = first.sort_values("event").drop_duplicates("tracking", keep="last")
    there = there.set_index("tracking").reindex(rows["tracking"])
    there["stage"] = there["stage"].fillna("origin")
    told = rows["tracking"].map(news["event"]).fillna(rows["shipped"])
    since = there["event"].fillna(pd.Series(rows["shipped"].to_numpy(), there.index))
    ended = _arrived(scans).reindex(rows["tracking"])
    now = pd.Timestamp(moment)
    table = pd.DataFrame(
        {
            "morning": pd.Timestamp(moment.date()),
            "tracking": rows["tracking"],
            "lane": rows["lane"],
            "service": rows["service"],
            "stage": there["stage"].to_numpy(),
            "tag": rows["tracking"].map(news["tag"]).fillna("Pending"),
            "left": _days(rows["due"], now),
            "there": _days(now, since).to_numpy(),
            "quiet": _days(now, told),
            "broken": (~(ended.to_numpy() <= rows["due"].to_numpy())).astype(int),
        }
    )
    table.insert(9, "mid", _usual(table, first, moment))
    return table.round({"left": 2, "there": 2, "quiet": 2, "mid": 2})


def _days(end: Any, start: Any) -> Any:
    """Return the days from one moment to another; one of the two is a column, or both are."""
    return (end - start) / DAY


def _arrived(scans: pd.DataFrame) -> pd.Series:
    """Return when each parcel was delivered to its buyer."""
    back = scans.loc[scans["tag"] == "ReturnedToSender", "tracking"]
    done = scans[(scans["tag"] == "Delivered") & ~scans["tracking"].isin(back)]
    return done.groupby("tracking")["event"].min()


def _stages(known: pd.DataFrame, parcels: pd.DataFrame) -> pd.DataFrame:
    """Return the first scan of every parcel at every stage, and how many days it then took."""
    way = parcels.set_index("tracking")[["lane", "service"]]
    first = known[~known["tag"].isin(["Delivered", "ReturnedToSender"])]
    first = first.drop_duplicates(["tracking", "stage"]).join(way, on="tracking")
    days = _days(first["tracking"].map(_arrived(known)), first["event"])
    first = first.assign(days=days.fillna(WAIT).clip(upper=WAIT))
    return first[first["days"] > 0]


def _usual(table: pd.DataFrame, first: pd.DataFrame, moment: datetime) -> pd.Series:
    """Return the median days from a stage to the door, of parcels that had time to arrive."""
    old = first[first["event"] <= moment - WAIT * DAY]
    near = old["stage"].isin(["van", "trouble"]).to_numpy()
    usual = old.groupby(["lane", "service", "stage"])["days"].median()
    usual_near = old[near].groupby("stage")["days"].median()
    keys = pd.MultiIndex.from_frame(table[["lane", "service", "stage"]])
    wide = pd.Series(usual.reindex(keys).to_numpy(), table.index)
    alike = table["stage"].map(usual_near).fillna(old["days"].median())
    return wide.where(~table["stage"].isin(["van", "trouble"])).fillna(alike)
