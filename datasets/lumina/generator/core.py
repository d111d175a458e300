"""The core of the company: products, markets, channels and warehouses.

Every other table refers to these by `sku`, `market`, `channel` and `warehouse`.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

from lumina.generator.draw import Draw

CATEGORIES = ("lighting", "camping", "kitchen", "bags", "apparel", "power")
PER_CATEGORY = 40

CNY_PER_USD = 7.10
"""The rate at which the company plans: its own figure, not a rate of the day."""

REFERRAL = {"apparel": 0.17, "power": 0.08}
"""Commission of the marketplace by category, 15 % where nothing else stands (rule pack `fees`)."""


@cache
def catalogue() -> dict[str, Any]:
    """Return the kinds of goods, the brands and the colours of `catalogue.toml`."""
    return tomllib.loads(files("lumina.generator").joinpath("catalogue.toml").read_text("utf-8"))


def gtin13(number: int) -> str:
    """Return a GTIN-13 with its check digit for a product's running number.

    Prefix 952 is the one that GS1 keeps for examples, so no real article has this number.
    """
    payload = f"952{number:09d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(payload))
    return f"{payload}{-total % 10}"


def products(seed: int) -> pd.DataFrame:
    """Return the catalogue: 240 products, forty in each of six categories."""
    return _products(seed).copy()  # most tables begin with it


@lru_cache(maxsize=8)
def _products(seed: int) -> pd.DataFrame:
    draw = Draw(seed, "products")
    kinds = {
        name: [kind for kind in catalogue()["kinds"] if kind["category"] == name]
        for name in CATEGORIES
    }
    rows: list[dict[str, object]] = []
    for category in CATEGORIES:
        brands = draw.pick(catalogue()["brands"], PER_CATEGORY)
        colours = draw.pick(catalogue()["colours"], PER_CATEGORY)
        share = draw.uniform(0, 1, PER_CATEGORY)
        heavier = draw.uniform(-0.25, 0.25, PER_CATEGORY)
        margin = draw.uniform(0.22, 0.42, PER_CATEGORY)
        age = draw.integers(120, 1500, PER_CATEGORY)
        for place in range(PER_CATEGORY):
            kind = kinds[category][place % len(kinds[category])]
            low, high = kind["weight"]
            part = min(max(share[place] + heavier[place], 0.0), 1.0)
            cheap, dear = kind["price"]
            price = round(cheap + share[place] * (dear - cheap)) - 0.01
            weight = round(low + part * (high - low), 2)
            length, width, height = (round(side * (0.9 + 0.2 * part), 1) for side in kind["size"])
            number = len(rows) + 1
            rows.append(
                {
                    "sku": f"LT-{category[:3].upper()}-{place + 1:03d}",
                    "title": f"{brands[place]} {kind['noun']}, {colours[place]}",
                    "brand": brands[place],
                    "category": category,
                    "hs6": kind["hs6"],
                    "gtin13": gtin13(number),
                    "list_code": f"L0{number:03d}{number * 7919 % 100000:05d}",
                    "list_price_usd": price,
                    "cost_cny": cost_cny(price, weight, category, float(margin[place])),
                    "weight_kg": weight,
                    "length_cm": length,
                    "width_cm": width,
                    "height_cm": height,
                    "battery_wh": float(kind["battery"]),
                    "launched": pd.Timestamp("2025-08-01") - pd.Timedelta(days=int(age[place])),
                }
            )
    return pd.DataFrame(rows)


def cost_cny(price_usd: float, weight_kg: float, category: str, margin: float) -> float:
    """Return the supplier's price that leaves `margin` of the regular price before advertising.

    Out of the price go the marketplace's commission, the fulfilment fee (about 3.20 USD and
    1.30 USD a kg), sea freight (9 CNY a kg) and a duty of 5 % of the cost.
    """
    commission = REFERRAL.get(category, 0.15)
    fulfilment = 3.2 + 1.3 * weight_kg
    freight = 9 * weight_kg / CNY_PER_USD
    left = price_usd * (1 - commission - margin) - fulfilment - freight
    return round(max(left, 0.12 * price_usd) / 1.05 * CNY_PER_USD, 1)


def markets() -> pd.DataFrame:
    """Return the six markets with currency, language and time zone."""
    rows = [
        ("US", "United States", "USD", 2, "en", "America/Los_Angeles", 7.10),
        ("DE", "Germany", "EUR", 2, "de", "Europe/Berlin", 8.20),
        ("FR", "France", "EUR", 2, "fr", "Europe/Paris", 8.20),
        ("UK", "United Kingdom", "GBP", 2, "en", "Europe/London", 9.50),
        ("JP", "Japan", "JPY", 0, "ja", "Asia/Tokyo", 0.047),
        ("AU", "Australia", "AUD", 2, "en", "Australia/Sydney", 4.70),
    ]
    names = ["market", "country", "currency", "minor_units", "language", "zone", "plan_cny"]
    return pd.DataFrame(rows, columns=names)


def channels() -> pd.DataFrame:
    """Return the three sales channels. Their names are invented; `like` says what they resemble."""
    rows = [
        ("bazaar", "Bazaar", "marketplace", "Amazon"),
        ("ownshop", "Own Shop", "web shop", "Shopify"),
        ("clipshop", "ClipShop", "social shop", "TikTok Shop"),
    ]
    return pd.DataFrame(rows, columns=["channel", "name", "kind", "resembles"])


def warehouses() -> pd.DataFrame:
    """Return the three warehouses and the days that sea freight takes to them."""
    rows = [
        ("CN-CAN", "Guangzhou", "CN", "Asia/Shanghai", "US DE FR UK JP AU", 0, 0),
        ("US-W", "Ontario, California", "US", "America/Los_Angeles", "US", 18, 30),
        ("DE-W", "Duisburg", "DE", "Europe/Berlin", "DE FR UK", 35, 45),
    ]
    names = ["warehouse", "town", "country", "zone", "serves", "sea_days_min", "sea_days_max"]
    return pd.DataFrame(rows, columns=names)


def size_tier(goods: pd.DataFrame) -> pd.Series[str]:
    """Return the size tier of each product for the fulfilment fee (a stylised card).

    `small` up to 0.45 kg and 38 cm, `standard` up to 1.5 kg and 46 cm, `large` above. The weight
    is the larger of the scale's and length x width x height / 5000.
    """
    sides = goods[["length_cm", "width_cm", "height_cm"]]
    weight = np.maximum(goods["weight_kg"], sides.prod(axis=1) / 5000)
    longest = sides.max(axis=1)
    tier = pd.Series("large", index=goods.index)
    tier[(weight <= 1.5) & (longest <= 46)] = "standard"
    tier[(weight <= 0.45) & (longest <= 38)] = "small"
    return tier
