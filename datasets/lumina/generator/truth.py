"""What nobody in the company knows: how customers really answer to a price.

For hidden checks and simulators only. No table holds these numbers; they exist as long as the
generator runs. A course draws its own with its own seed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from lumina.generator import core
from lumina.generator.draw import Draw

PRICED = {"DE": 16, "US": 14, "JP": 10}
"""How many products the pricing desk looks after in each market."""

WEEKDAY = (0.92, 0.90, 0.94, 0.98, 1.08, 1.20, 1.14)
"""Demand on Monday to Sunday, as a multiple of an average day."""

FOLLOWS = 0.5
"""How much of our change the competitor takes over from the next day on, in log points."""


@dataclass(frozen=True)
class Demand:
    """The true demand for one product in its market.

    `regular`: first regular price, in the currency of the market, as shown to the buyer.
    `base`: units on an average day at that price, competitor at the same price, no promotion.
    `elasticity`: of the own price, below -1. `cross`: of the competitor's price.
    `promo_lift`: log points that a promotion's badge adds beside its lower price.
    `ad_effect`: elasticity to 1 + advertising / regular price.
    `noise`: standard deviation of log demand from day to day.
    """

    sku: str
    market: str
    regular: float
    base: float
    elasticity: float
    cross: float
    promo_lift: float
    ad_effect: float
    noise: float

    @property
    def lasting(self) -> float:
        """Elasticity of a price that stays: the competitor has followed, and buyers saw both."""
        return self.elasticity + FOLLOWS * self.cross

    def settled(self, price: float) -> float:
        """Return the units of an average day at a price that stays, the competitor following."""
        return self.units(price, competitor=self.regular * (price / self.regular) ** FOLLOWS)

    def units(
        self,
        price: float,
        *,
        competitor: float | None = None,
        promo: bool = False,
        weekday: int | None = None,
        ad: float = 0.0,
    ) -> float:
        """Return the units that a day is expected to sell at `price`.

        Prices and `ad` are in the currency of the market. Without `competitor` the competitor
        stands at the regular price; without `weekday` (0 is Monday) the day is an average one.
        """
        rival = self.regular if competitor is None else competitor
        day = 1.0 if weekday is None else WEEKDAY[weekday]
        return (
            self.base
            * day
            * math.exp(
                self.elasticity * math.log(price / self.regular)
                + self.cross * math.log(rival / self.regular)
                + self.ad_effect * math.log1p(ad / self.regular)
                + self.promo_lift * promo
            )
        )


def demand(seed: int) -> dict[str, Demand]:
    """Return the true demand of the forty priced products, by SKU, in the order of the tables.

    The elasticities spread around -2.6, the mean of Bijmolt, van Heerde and Pieters (2005).
    """
    return dict(_demand(seed))


@lru_cache(maxsize=8)
def _demand(seed: int) -> dict[str, Demand]:
    goods = core.products(seed)
    draw = Draw(seed, "demand")
    goods = goods[(goods["list_price_usd"] >= 22) & (goods["list_price_usd"] <= 90)]
    size = sum(PRICED.values())
    chosen = goods.iloc[draw.order(len(goods))[:size]]
    skus, prices = chosen["sku"].tolist(), chosen["list_price_usd"].tolist()
    markets = [name for name, count in PRICED.items() for _ in range(count)]
    columns = (
        draw.uniform(28, 75, size).round(1),
        draw.normal(-2.6, 0.6, size).clip(-4.2, -1.5).round(3),
        draw.uniform(0.5, 1.2, size).round(3),
        draw.uniform(0.35, 0.65, size).round(3),
        draw.uniform(0.02, 0.08, size).round(3),
        draw.uniform(0.08, 0.14, size).round(3),
    )
    return {
        sku: Demand(sku, market, regular_price(price, market), *(float(x[row]) for x in columns))
        for row, (sku, market, price) in enumerate(zip(skus, markets, prices, strict=True))
    }


def regular_price(list_price_usd: float, market: str) -> float:
    """Return the first regular price in a market, with tax where the law wants it shown so."""
    if market == "JP":
        yen = list_price_usd * core.CNY_PER_USD / 0.047 * 1.10
        return float(round(yen / 100) * 100 - 20)
    if market == "DE":
        return round(list_price_usd * core.CNY_PER_USD / 8.20 * 1.19) - 0.01
    return list_price_usd
