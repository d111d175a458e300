"""The tables of the pricing desk: a year of prices and sales, costs, price changes, MAP.

The year is built so that common mistakes show. Promotions come with a badge that lifts demand
beside the lower price, so a fit without it finds customers twice as sensitive as they are.
Stock runs out when the price is low, so keeping those days hides the effect. The competitor follows
our price by half, a day later: for a change of a day the elasticity counts, for one that stays
`Demand.lasting`. Outside Germany prices are 6 % lower from Friday to
Sunday, when people buy more anyway, so a fit without weekdays credits the price with the weekend.
`truth.demand` holds what a fit should find.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from lumina.generator import core, truth
from lumina.generator.draw import Draw, Floats, Ints

FIRST_DAY = "2025-09-01"
DAYS = 365
WEEKEND_SHARE = {"DE": 1.0, "US": 0.94, "JP": 0.94}
FREIGHT = {"DE": 11.5, "US": 9.0, "JP": 6.5}
"""Sea freight and handling to the market's warehouse, in CNY a kg."""

CURRENCY = {"DE": "EUR", "US": "USD", "JP": "JPY"}


def _tidy(price: Floats, market: str) -> Floats:
    """Round to prices as shops write them: 23.99 or 23.49, in Japan 2,480."""
    if market == "JP":
        return np.round(price / 100) * 100 - 20
    return np.round(np.round(price * 2) / 2 - 0.01, 2)


def _regular(draw: Draw, first: float, market: str) -> Floats:
    """Return the regular price of every day: it moves some ten times in the year."""
    steps = draw.uniform(0.84, 1.16, 12)
    lengths = draw.integers(22, 46, 12)
    factor = np.repeat(np.concatenate(([1.0], steps[1:])), lengths)[:DAYS]
    factor = np.concatenate((factor, np.full(DAYS - len(factor), factor[-1])))
    return _tidy(first * factor, market)


def _promotions(draw: Draw, weekday: Ints) -> tuple[Floats, Floats]:
    """Return for every day whether a promotion runs (0 or 1) and the price as a share."""
    promo, share = np.zeros(DAYS), np.ones(DAYS)
    starts = draw.integers(5, DAYS - 12, 12)
    lengths = draw.integers(4, 9, 12)
    depths = draw.uniform(0.72, 0.88, 12)
    for start, length, depth in zip(np.sort(starts), lengths, depths, strict=True):
        begin = int(start) + int(4 - weekday[start]) % 7  # promotions start on a Friday
        promo[begin : begin + length] = 1
        share[begin : begin + length] = depth
    return promo, share


def price_daily(seed: int) -> pd.DataFrame:
    """Return price, sales and what moved them: forty products on 365 days."""
    days = pd.date_range(FIRST_DAY, periods=DAYS)
    weekday = days.day_of_week.to_numpy().astype(np.int64)
    season = np.array(truth.WEEKDAY)[weekday]
    parts = []
    for sku, row in truth.demand(seed).items():
        draw = Draw(seed, f"price_daily {sku}")
        market, regular = row.market, row.regular
        usual = _regular(draw, regular, market)
        promo, share = _promotions(draw, weekday)
        weekend = np.where((weekday >= 4) & (promo == 0), WEEKEND_SHARE[market], 1.0)
        price = _tidy(usual * share * weekend, market)
        drift = np.cumsum(draw.normal(0, 0.012, DAYS))
        follows = truth.FOLLOWS * np.log(np.concatenate((price[:1], price[:-1])) / regular)
        rival = regular * np.exp(np.round(follows + drift - drift.mean(), 6))
        competitor = np.round(rival) if market == "JP" else np.round(rival, 2)
        ad = regular * np.round(draw.uniform(0.0, 1.5, DAYS) * (1 + promo), 3)
        ad = np.round(ad) if market == "JP" else np.round(ad, 2)
        log_units = (
            np.log(row.base * season)
            + row.elasticity * np.log(price / regular)
            + row.cross * np.log(competitor / regular)
            + row.promo_lift * promo
            + row.ad_effect * np.log1p(ad / regular)
            + draw.normal(0, row.noise, DAYS)
        )
        units = draw.poisson(np.exp(log_units))
        cheap = np.round(np.log(regular / price), 9)
        out = draw.happens(np.clip(0.02 + 0.7 * cheap, 0.01, 0.35), DAYS)
        left = draw.uniform(0.0, 0.45, DAYS)
        units = np.where(out, np.floor(units * left), units).astype(np.int64)
        parts.append(
            pd.DataFrame(
                {
                    "date": days,
                    "sku": sku,
                    "market": market,
                    "currency": CURRENCY[market],
                    "price": price,
                    "units": units,
                    "promo": promo.astype(np.int64),
                    "stockout": out.astype(np.int64),
                    "competitor": competitor,
                    "ad": ad,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def costs(seed: int) -> pd.DataFrame:
    """Return what a unit costs, its size tier, and the band in which its price may move."""
    known = truth.demand(seed)
    goods = core.products(seed).set_index("sku").loc[list(known)]
    market = pd.Series({sku: row.market for sku, row in known.items()})
    regular = pd.Series({sku: row.regular for sku, row in known.items()})
    return pd.DataFrame(
        {
            "sku": list(known),
            "market": market.to_numpy(),
            "currency": market.map(CURRENCY).to_numpy(),
            "category": goods["category"].to_numpy(),
            "hs6": goods["hs6"].to_numpy(),
            "size_tier": core.size_tier(goods).to_numpy(),
            "weight_kg": goods["weight_kg"].to_numpy(),
            "cost_cny": goods["cost_cny"].to_numpy(),
            "freight_cny": (goods["weight_kg"] * market.map(FREIGHT) + 0.6).round(2).to_numpy(),
            "insurance_cny": (0.004 * goods["cost_cny"] + 0.05).round(2).to_numpy(),
            "regular": regular.to_numpy(),
            "price_low": _band(regular, market, 0.75),
            "price_high": _band(regular, market, 1.30),
        }
    )


def _band(regular: pd.Series[float], market: pd.Series[str], share: float) -> list[float]:
    pairs = zip(regular, market, strict=True)
    return [float(_tidy(np.array([share * price]), name)[0]) for price, name in pairs]


def price_history(daily: pd.DataFrame) -> pd.DataFrame:
    """Return the changes of the German prices in `price_daily`: the day from which each holds."""
    daily = daily[daily["market"] == "DE"]
    changed = daily["price"] != daily.groupby("sku")["price"].shift()
    log = daily.loc[changed, ["sku", "market", "currency", "date", "price", "promo"]]
    return log.rename(columns={"date": "from_date"}).reset_index(drop=True)


def map_prices(seed: int) -> pd.DataFrame:
    """Return minimum advertised prices that brands have announced.

    Most are for the United States and in force, two have run out, and two ask for Germany,
    where such a rule may not be followed.
    """
    draw = Draw(seed, "map")
    known = list(truth.demand(seed).values())
    here = [row for row in known if row.market == "US"]
    there = [row for row in known if row.market == "DE"]
    wanted = [here[place] for place in np.sort(draw.order(len(here))[:8])]
    wanted += [there[place] for place in draw.order(len(there))[:2]]
    share = draw.uniform(0.86, 0.97, len(wanted))
    regular = np.array([row.regular for row in wanted])
    ends = [pd.Timestamp("2026-01-31")] * 2 + [pd.NaT] * (len(wanted) - 2)
    return pd.DataFrame(
        {
            "sku": [row.sku for row in wanted],
            "market": [row.market for row in wanted],
            "currency": [CURRENCY[row.market] for row in wanted],
            "map_price": np.round(np.round(regular * share) - 0.01, 2),
            "valid_from": pd.Timestamp("2025-07-01"),
            "valid_to": ends,
        }
    )
