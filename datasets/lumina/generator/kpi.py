"""The monthly figures of the company: 36 months in six markets, and the limits set for them.

The year that the pricing desk has in `price_daily` is the same year: its products are about half
of the sales of their market, less in the weeks before Christmas, when gifts sell that the desk
does not price. The other markets and the years before follow the same seasons.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from lumina.generator import core
from lumina.generator.draw import Draw, Floats

MONTHS = 36
FIRST_MONTH = "2023-09-01"

SEASON = (0.90, 0.86, 0.96, 0.95, 0.97, 1.00, 1.08, 0.98, 0.97, 1.02, 1.32, 1.24)
"""Sales of a month as a multiple of an average month, January to December."""

DESK_SHARE = {"US": 0.47, "DE": 0.52, "JP": 0.50}
"""The part of a market's sales that the pricing desk's products make in an average month."""

VAT = {"US": 1.0, "DE": 1.19, "JP": 1.10}
"""A shown price divided by this is the price without tax (rule pack `vat`, 2025 and 2026)."""

LIKE = {"FR": ("DE", 0.41), "UK": ("DE", 0.56), "AU": ("US", 0.17)}
"""Markets without a pricing desk: the market that they resemble, and their size beside it."""

GROWTH = {"US": 1.09, "DE": 1.13, "FR": 1.19, "UK": 1.08, "JP": 1.22, "AU": 1.31}
"""Sales of a year as a multiple of the year before."""

ORDER_CNY = {"US": 318, "DE": 342, "FR": 327, "UK": 305, "JP": 268, "AU": 371}
REFUND = {"US": 0.060, "DE": 0.088, "FR": 0.074, "UK": 0.066, "JP": 0.031, "AU": 0.071}
ADS = {"US": 0.112, "DE": 0.091, "FR": 0.118, "UK": 0.101, "JP": 0.082, "AU": 0.188}
COST = {"US": 0.752, "DE": 0.748, "FR": 0.756, "UK": 0.762, "JP": 0.741, "AU": 0.731}

UNPLANNED = 6
"""Months for which the youngest market, Australia, had no plan."""


def desk_sales(daily: pd.DataFrame) -> pd.DataFrame:
    """Return the pricing desk's sales in yuan without tax, by month (rows) and market."""
    rate = core.markets().set_index("market")["plan_cny"]
    tax = daily["market"].map(VAT)
    net = daily["price"] * daily["units"] * daily["market"].map(rate) / tax
    month = daily["date"].dt.to_period("M").dt.to_timestamp()
    return net.groupby([month, daily["market"]]).sum().unstack().round(2)


def _net(seed: int, daily: pd.DataFrame, months: pd.DatetimeIndex) -> dict[str, Floats]:
    """Return net sales of every market, in yuan."""
    season = np.array(SEASON)[months.month - 1]
    ago = (MONTHS - 1 - np.arange(MONTHS)) // 12  # whole years before the last twelve months
    desk = desk_sales(daily)
    found = {}
    for market in (*DESK_SHARE, *LIKE):
        draw = Draw(seed, f"kpi_month {market}")
        model, size = LIKE.get(market, (market, 1.0))
        year = desk[model].to_numpy() * size / DESK_SHARE[model]
        usual = np.concatenate((np.tile(np.full(12, year.mean()), 2), year))
        noise = draw.uniform(0.95, 1.05, MONTHS)
        found[market] = usual * season * noise * np.array([1.0, *_back(GROWTH[market])])[ago]
    return found


def _back(growth: float) -> tuple[float, float]:
    """Return the size of the last year but one, and but two, beside the last."""
    return round(1 / growth, 6), round(1 / growth / growth, 6)


def kpi_month(seed: int, daily: pd.DataFrame) -> pd.DataFrame:
    """Return the company's figures, one row for each month and market."""
    months = pd.date_range(FIRST_MONTH, periods=MONTHS, freq="MS")
    sales = _net(seed, daily, months)
    parts = []
    for market in core.markets()["market"]:
        draw = Draw(seed, f"kpi_month rest {market}")
        net = np.round(sales[market])
        back = months.month.isin([1, 2]) * 0.014 + draw.uniform(-0.009, 0.009, MONTHS)
        refund = np.round(net * (REFUND[market] + back))
        ads = np.round(net * ADS[market] * draw.uniform(0.88, 1.12, MONTHS))
        cost = np.round(net * (COST[market] + draw.uniform(-0.016, 0.016, MONTHS)))
        orders = np.round((net + refund) / (ORDER_CNY[market] * draw.uniform(0.96, 1.04, MONTHS)))
        units = np.round(orders * draw.uniform(1.18, 1.34, MONTHS))
        plan = np.round(net * draw.uniform(0.90, 1.10, MONTHS) / 10_000) * 10_000
        if market == "AU":
            plan[:UNPLANNED] = np.nan
        part = {"month": months, "market": market, "orders": orders, "units": units}
        part |= {"net_cny": net, "refund_cny": refund, "ad_cny": ads, "cost_cny": cost}
        parts.append(pd.DataFrame({**part, "plan_cny": plan}))
    table = pd.concat(parts, ignore_index=True)
    for name in table.columns[2:]:
        table[name] = table[name].astype("Int64")
    return table.sort_values("month", kind="stable").reset_index(drop=True)


def targets() -> pd.DataFrame:
    """Return the limits of each market; the first row is for all markets together."""
    rows = [
        ("ALL", "All markets", 0.070, 0.105, 0.140),
        ("US", "United States", 0.065, 0.115, 0.130),
        ("DE", "Germany", 0.080, 0.095, 0.155),
        ("FR", "France", 0.080, 0.115, 0.120),
        ("UK", "United Kingdom", 0.070, 0.105, 0.130),
        ("JP", "Japan", 0.040, 0.085, 0.170),
        ("AU", "Australia", 0.075, 0.165, 0.080),
    ]
    return pd.DataFrame(rows, columns=["market", "country", "refund_max", "ad_max", "margin_min"])
