"""The market in figures: what a research firm, the customs and a central bank published.

With the company's own seed the tables hold published figures; their cards name the sources.
With another seed they hold invented figures of the same shape, for checks on fresh data.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.tseries.holiday import AbstractHolidayCalendar, EasterMonday, GoodFriday, Holiday
from pandas.tseries.offsets import CustomBusinessDay

from lumina.generator.draw import Draw
from lumina.generator.published import CLAIMS, CUSTOMS, NETSUN, PINS, YEAR_MEANS

Floats = NDArray[np.float64]


def netsun(seed: int, *, published: bool) -> pd.DataFrame:
    """Return market size and stated growth as a research firm printed them, five years."""
    names = ["year", "trn_cny", "step_trn", "growth_stated"]
    if published:
        return pd.DataFrame(NETSUN, columns=names)
    draw = Draw(seed, "netsun")
    growth = draw.uniform(0.05, 0.22, 5)
    level = np.round(draw.uniform(6, 14, 1)[0] * np.cumprod(1 + growth), 1)
    before = np.concatenate(([level[0] / (1 + growth[0])], level[:-1]))
    stated = 100 * (level / before - 1)
    cut = draw.happens(0.5, 5)
    stated = np.where(cut, np.floor(stated * 100 + 1e-9) / 100, np.round(stated, 2))
    return pd.DataFrame(
        {
            "year": np.arange(2019, 2024),
            "trn_cny": level,
            "step_trn": 0.1,
            "growth_stated": np.round(stated, 2),
        }
    )


def gac(seed: int, *, published: bool) -> pd.DataFrame:
    """Return cross-border e-commerce as the customs published it, with every later revision."""
    frame = pd.DataFrame(
        CUSTOMS,
        columns=[
            "period",
            "span",
            "series",
            "value_bn",
            "step_bn",
            "growth_stated",
            "vintage",
            "published",
            "confidence",
        ],
    )
    frame["published"] = pd.to_datetime(frame["published"])
    if not published:
        draw = Draw(seed, "gac")
        factor = draw.uniform(0.85, 1.15, len(frame))
        steps = frame["step_bn"].to_numpy()
        frame["value_bn"] = np.round(np.round(frame["value_bn"] * factor / steps) * steps, 1)
    return frame


class EuroDays(AbstractHolidayCalendar):
    """Days beside weekends on which the European Central Bank publishes no reference rates."""

    rules = [
        Holiday("New Year", month=1, day=1),
        GoodFriday,
        EasterMonday,
        Holiday("Labour Day", month=5, day=1),
        Holiday("Christmas", month=12, day=25),
        Holiday("Second day of Christmas", month=12, day=26),
    ]


def ecb_fx(seed: int, *, published: bool) -> pd.DataFrame:
    """Return daily rates of USD and CNY, as units of currency for one euro, 2020 to 2023.

    The rates on the days of `published.PINS` are the central bank's, and so are the means of whole
    years. Between two pins the path is a random walk tied at both ends. With another seed the pins
    move by up to 15 %, and the means are what they become.
    """
    pins = pd.DataFrame(PINS, columns=["date", "USD", "CNY"])
    pins["date"] = pd.to_datetime(pins["date"])
    open_days = CustomBusinessDay(calendar=EuroDays())
    days = pd.date_range(pins["date"].iloc[0], pins["date"].iloc[-1], freq=open_days)
    draw = Draw(seed, "ecb_fx")
    place = days.get_indexer(pd.DatetimeIndex(pins["date"]))
    common = draw.normal(0, 1, len(days))
    rates = {}
    for currency, weight, daily in (("USD", 0.9, 0.0044), ("CNY", 0.8, 0.0041)):
        own = draw.normal(0, 1, len(days))
        walk = np.cumsum(daily * (weight * common + np.sqrt(1 - weight**2) * own))
        level = pins[currency].to_numpy()
        if not published:
            level = level * draw.uniform(0.85, 1.15, len(level))
        # Bend the walk so that it passes through every pin.
        gap = np.log(level) - walk[place]
        path = walk + np.interp(np.arange(len(days)), place, gap)
        if published:
            path = path + _towards_means(path, days, place, currency)
        rates[currency] = np.round(np.exp(np.round(path, 9)), 4)
    wide = pd.DataFrame(rates, index=days).rename_axis("date").reset_index()
    long = wide.melt(id_vars="date", var_name="ccy", value_name="rate")
    return long.sort_values(["date", "ccy"], ignore_index=True)


def _towards_means(
    path: Floats, days: pd.DatetimeIndex, place: NDArray[np.intp], currency: str
) -> Floats:
    """What to add to a path of logarithms so that each year has the mean that was published.

    An arch over each gap between two pins, higher over a longer gap, leaves the pins where they
    are; year-ends are pins, so each year has arches of its own.
    """
    number = np.arange(len(days))
    left = np.clip(np.searchsorted(place, number, side="right") - 1, 0, len(place) - 2)
    arch = (number - place[left]) * (place[left + 1] - number) / len(days)
    means = pd.DataFrame(YEAR_MEANS, columns=["year", "USD", "CNY"])
    more = np.zeros(len(days))
    for year, mean in zip(means["year"], means[currency], strict=True):
        inside = days.year == year
        height = 0.0
        for _ in range(8):  # Newton's way to the height at which the mean is right
            level = np.exp(path[inside] + height * arch[inside])
            height -= (level.mean() - mean) / (level * arch[inside]).mean()
        more[inside] = height * arch[inside]
    return more


def market_claims(seed: int, *, published: bool) -> pd.DataFrame:
    """Return what a chat assistant claimed about average growth, and its own check of it."""
    names = ["claim", "text", "from_year", "to_year", "stated_pct", "self_check"]
    if published:
        return pd.DataFrame(CLAIMS, columns=names)
    draw = Draw(seed, "market_claims")
    size = 40
    start = draw.integers(2018, 2022, size)
    end = start + draw.integers(1, 5, size)
    stated = np.round(draw.normal(12.5, 4.0, size), 1)
    trusts = draw.happens(0.85, size)
    return pd.DataFrame(
        {
            "claim": [f"C{number + 1:02d}" for number in range(size)],
            "text": [
                f"From {first} to {last} the market grew by {rate} % a year."
                for first, last, rate in zip(start, end, stated, strict=True)
            ],
            "from_year": start,
            "to_year": end,
            "stated_pct": stated,
            "self_check": np.where(trusts, "correct", "doubtful"),
        }
    )
