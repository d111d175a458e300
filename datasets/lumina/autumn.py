"""Invented shops in which a choice of prices is tried: what buyers do beyond the prices seen.

A shop has a desk as the pricing lab knows it, with estimated elasticities, and buyers who answer to
the true ones. Within the prices that were ever charged they answer as the past shows. Above them
nobody has data: the buyers of half the products leave much faster, and nothing on the desk tells
which. The desk's elasticities are those of a price that stays, so the competitor has followed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

ERROR = 0.2
"""Standard error of an estimated elasticity."""

FLIGHT = 2.0
"""How much steeper demand falls above the highest price seen, for products unlike the past."""


@dataclass(frozen=True)
class Shop:
    """An invented shop: what its desk knows, the tags it may use, and its true buyers."""

    desk: pd.DataFrame
    tags: pd.DataFrame
    true: Floats
    unlike: Floats

    def planned(self, tags: pd.DataFrame) -> Floats | None:
        """Return the tag of highest expected profit for each product, in the order of the desk.

        Only tags within the rules count. None if a product has none of them.
        """
        rows = self.desk.merge(tags[["sku", "price"]].rename(columns={"price": "tag"}), on="sku")
        floor = rows["map_price"].where(rows["map_binds"], 0.0).fillna(0.0)
        legal = rows["tag"].between(rows["low"], rows["high"]) & (rows["tag"] >= floor)
        rows = rows[legal].reset_index(drop=True)
        answer = (rows["tag"] / rows["price"]) ** rows["elasticity"]
        rows["profit"] = _each(rows, rows["tag"]) * rows["units"] * answer
        if set(rows["sku"]) != set(self.desk["sku"]):
            return None
        best = rows.loc[rows.groupby("sku")["profit"].idxmax()].set_index("sku")["tag"]
        return best.loc[self.desk["sku"]].to_numpy()

    def earns(self, prices: Floats) -> float:
        """Return the profit of a day at these prices, one a product, with the true buyers."""
        desk = self.desk
        units = desk["units"] * (prices / desk["price"]) ** self.true
        above = np.maximum(prices / desk["seen_high"], 1.0) ** -(FLIGHT * self.unlike)
        below = np.minimum(prices / desk["seen_low"], 1.0) ** -(self.true * self.unlike)
        return float((_each(desk, prices) * units * above * below).sum())

    def offers(self, tags: pd.DataFrame) -> bool:
        """Say whether all of these tags are among those of the shop."""
        known = set(zip(self.tags["sku"], self.tags["price"], strict=True))
        return known.issuperset(zip(tags["sku"], tags["price"], strict=True))

    def careful_gain(self) -> float:
        """Return the gain of a plan that stays within the prices seen, both ends included."""
        seen = self.desk.set_index("sku")[["seen_low", "seen_high"]].loc[self.tags["sku"]]
        price = self.tags["price"].to_numpy()
        inside = (price >= seen["seen_low"].to_numpy()) & (price <= seen["seen_high"].to_numpy())
        gain = self.gain(self.tags[inside])
        assert gain is not None, "today's price is a tag within the rules and the prices seen"
        return gain

    def gain(self, tags: pd.DataFrame) -> float | None:
        """Return what the best plan from these tags earns beyond today's prices, a day.

        None if a product is left without a tag within the rules.
        """
        prices = self.planned(tags)
        if prices is None:
            return None
        return self.earns(prices) - self.earns(self.desk["price"].to_numpy())


def shop(seed: int, size: int = 40) -> Shop:
    """Return a shop of `size` products, drawn with a seed.

    Today's price of each product is among its tags, and within the rules and the prices seen.
    """
    draw = np.random.default_rng([seed, 77])
    price = draw.uniform(20, 90, size).round(2)
    true = draw.normal(-2.25, 0.4, size).clip(-3.4, -1.3)
    estimate = true + draw.normal(0, ERROR, size)
    desk = pd.DataFrame({"sku": [f"S-{number:02d}" for number in draw.permutation(size)]})
    desk["price"] = price
    desk["units"] = draw.uniform(25, 80, size)
    desk["elasticity"] = estimate
    desk["e_low"], desk["e_high"] = estimate - 1.96 * ERROR, estimate + 1.96 * ERROR
    desk["vat"] = draw.choice([0.0, 0.10, 0.19], size)
    desk["fee"], desk["fee_min"] = draw.choice([0.08, 0.15], size), 0.3
    kept = 1 / (1 + desk["vat"]) - desk["fee"]
    desk["fulfilment"] = price * 0.08
    desk["landed"] = price * (kept * draw.uniform(0.42, 0.66, size) - 0.08)
    desk["low"], desk["high"] = price * 0.7, price * draw.uniform(1.3, 1.4, size)
    desk["map_price"] = price * draw.choice([np.nan, np.nan, 0.92, 1.04], size)
    desk["map_binds"] = (desk["map_price"] <= price).to_numpy()
    desk["seen_low"] = price * draw.uniform(0.74, 0.86, size)
    desk["seen_high"] = price * draw.uniform(1.05, 1.16, size)
    steps = np.arange(0.64, 1.5, 0.02)
    tags = pd.DataFrame(
        {
            "sku": np.repeat(desk["sku"].to_numpy(), len(steps)),
            "price": (price[:, None] * steps).round(2).ravel(),
        }
    )
    unlike = draw.permutation(np.arange(size) % 2).astype(float)
    return Shop(desk, tags, true, unlike)


def _each(rows: pd.DataFrame, prices: pd.Series[float] | Floats) -> pd.Series[float]:
    """Return what is left of one piece of each row at a price."""
    fee = np.maximum(prices * rows["fee"], rows["fee_min"])
    return prices / (1 + rows["vat"]) - fee - rows["fulfilment"] - rows["landed"]
