"""The orders of five days on the marketplace, as the company knows them.

For six products, the two slowest sellers of DE, US and JP in these days, the marketplace sends
out of its own centres, and the pieces of a market's day are those of `price_daily`. Beside them
stand the parcels of `track_parcels` that were bought on the marketplace in these days: the
company sends them itself. `lumina.generator.reports` writes what others see of the orders.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from lumina.generator import core, keys, money
from lumina.generator.draw import Draw

FIRST, LAST = date(2026, 8, 27), date(2026, 8, 31)
"""First and last day of the orders, by the calendar of each market."""

HOURS = (2, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 5, 6, 5, 5, 5, 5, 6, 7, 9, 11, 12, 9, 5)
"""How many orders come in each hour of a market's day, in proportion."""

ZONES = {name: ZoneInfo(zone) for name, zone in core.markets().set_index("market")["zone"].items()}


@dataclass(frozen=True)
class Line:
    """A line of an order. Money is in minor units of the market's currency, for all its pieces.

    `price` is before `discount`; prices are as shown to the buyer, `tax` is contained in them but
    in the US on top. A cancelled line has quantity 0 and no money. Times are in UTC. `tracking`
    and `warehouse` are empty where the marketplace sends.
    """

    number: int
    line: int
    market: str
    sku: str
    quantity: int
    price: int
    purchased: datetime
    shipped: datetime
    city: str
    state: str
    post_code: str
    tax_rate: str = "0"
    discount: int = 0
    delivery: int = 0
    delivery_discount: int = 0
    gift: int = 0
    parcel: int = 1
    warehouse: str = ""
    tracking: str = ""
    cancelled: bool = False

    @property
    def order_id(self) -> str:
        """The order's key, see `keys.order_id`."""
        return keys.order_id(self.number, self.market)

    @property
    def item_id(self) -> str:
        """The line's key, see `keys.order_item_id`."""
        return keys.order_item_id(self.number, self.line)

    @property
    def shipment_id(self) -> str:
        """The parcel's key, see `keys.shipment_id`."""
        return keys.shipment_id(self.number, self.parcel)

    @property
    def by_marketplace(self) -> bool:
        """Whether the marketplace sends it out of its own centre."""
        return self.number < keys.DIRECT


@cache
def words() -> dict[str, Any]:
    """Return the towns and the charges of `orders.toml`."""
    return tomllib.loads(files("lumina.generator").joinpath("orders.toml").read_text("utf-8"))


def order_lines(seed: int, daily: pd.DataFrame, parcels: pd.DataFrame) -> list[Line]:
    """Return all lines by time of purchase.

    `daily` is the table `price_daily` of the same seed, `parcels` the table `track_parcels`.
    """
    own = list(_own(seed, daily, parcels))
    here = daily[daily["date"].between(pd.Timestamp(FIRST), pd.Timestamp(LAST))]
    here = here[~here["sku"].isin({line.sku for line in own})]
    sold = here.groupby(["market", "sku"])[["units"]].sum().reset_index()
    sold = sold.sort_values(["market", "units", "sku"])
    chosen = sold.groupby("market").head(2)["sku"].tolist()
    lines = own + _numbered(seed, list(_baskets(seed, here[here["sku"].isin(chosen)])))
    return sorted(lines, key=lambda line: (line.purchased, line.number, line.line))


def _own(seed: int, daily: pd.DataFrame, parcels: pd.DataFrame) -> Iterator[Line]:
    """Lines of the parcels that the company sends itself; the parcel's place is the number."""
    prices = core.products(seed).set_index("sku")["list_price_usd"]
    asked = daily.set_index(["sku", "market", "date"])["price"]
    for place, parcel in enumerate(parcels.to_dict("records")):
        shipped = datetime.strptime(parcel["shipped"], "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
        if not FIRST - timedelta(days=1) <= shipped.date() <= LAST + timedelta(days=3):
            continue
        draw = Draw(seed, f"order of parcel {place}")
        bought = shipped - timedelta(seconds=int(draw.integers(5 * 3600, 42 * 3600, 1)[0]))
        day = bought.astimezone(ZONES[parcel["market"]]).date()
        if parcel["channel"] != "bazaar" or not FIRST <= day <= LAST:
            continue
        market, sku = parcel["market"], parcel["sku"]
        known = asked.get((sku, market, pd.Timestamp(day)))
        regular = money.shelf_price(prices[sku], market)
        price = regular if known is None else money.minor(known, market)
        line = Line(
            keys.DIRECT + place, 1, market, sku, 1, price, bought, shipped, "", "", "",
            warehouse=parcel["warehouse"], tracking=parcel["tracking"],
        )  # fmt: skip
        yield from _addressed(draw, [line])


def _baskets(seed: int, daily: pd.DataFrame) -> Iterator[list[Line]]:
    """The lines of each order, not yet numbered: the pieces of each day in ones, twos, threes."""
    for (name, moment), rows in daily.groupby(["market", "date"]):
        market, day = str(name), pd.Timestamp(str(moment))
        draw = Draw(seed, f"orders {market} {day:%Y-%m-%d}")
        first, second = (
            [
                (row["sku"], int(quantity), money.minor(row["price"], market))
                for quantity in _split(draw, int(row["units"]))
            ]
            for row in rows.sort_values("sku").to_dict("records")
        )
        both = int(0.07 * min(len(first), len(second)))
        orders = [[one, other] for one, other in zip(first[:both], second[:both], strict=True)]
        orders += [[one] for one in first[both:] + second[both:]]
        gone = draw.happens(0.03, len(orders))
        orders += [[order[0]] for order, twice in zip(orders, gone, strict=True) if twice]
        size, kept = len(orders), len(gone)
        steps = np.cumsum(HOURS) / sum(HOURS)
        hour = np.searchsorted(steps, draw.uniform(0, 1, size), side="right")
        second_of_hour = draw.integers(0, 3599, size)
        wait, more = draw.integers(3 * 3600, 40 * 3600, size), draw.integers(6, 30, size)
        apart = draw.happens(0.4, size)
        for place, order in enumerate(orders):
            local = datetime(day.year, day.month, day.day, int(hour[place]), tzinfo=ZONES[market])
            bought = local.astimezone(UTC) + timedelta(seconds=int(second_of_hour[place]))
            shipped = bought + timedelta(seconds=int(wait[place]))
            lines = []
            for number, (sku, quantity, price) in enumerate(order, 1):
                late = number == 2 and bool(apart[place])
                line = Line(
                    0, number, market, sku, quantity, price * quantity, bought,
                    shipped + timedelta(hours=int(more[place]) if late else 0), "", "", "",
                    parcel=2 if late else 1,
                )  # fmt: skip
                lines.append(line if place < kept else _cancel(line))
            yield lines


def _split(draw: Draw, units: int) -> list[int]:
    """Split a day's pieces into orders of one, two or three."""
    wanted = 1 + np.searchsorted([0.84, 0.96], draw.uniform(0, 1, units), side="right")
    before = np.concatenate(([0], np.cumsum(wanted)[:-1])) if units else wanted
    sizes = np.minimum(wanted, units - before)
    return [int(size) for size in sizes if size > 0]


def _cancel(line: Line) -> Line:
    return replace(line, quantity=0, price=0, cancelled=True)


def _numbered(seed: int, orders: list[list[Line]]) -> list[Line]:
    """Number the orders by time of purchase and give each its town and extras."""
    orders.sort(key=lambda order: (order[0].purchased, order[0].sku))
    draw = Draw(seed, "order addresses")
    lines: list[Line] = []
    for number, order in enumerate(orders):
        lines += _addressed(draw, [replace(line, number=number) for line in order])
    return lines


def _addressed(draw: Draw, order: list[Line]) -> list[Line]:
    """Give an order its town, and some orders a coupon, paid delivery or a gift wrap."""
    market, chance = order[0].market, draw.uniform(0, 1, 9).tolist()
    places = words()["places"][market]
    city, state, post_code, *sales_tax = places[int(chance[0] * len(places))]
    if chance[1] < 0.12:
        city = city.upper()
    if post_code.startswith("0") and chance[2] < 0.06:
        post_code = post_code[1:]
    elif chance[2] > (0.5 if post_code.startswith("0") else 0.85):
        post_code = f"'{post_code}"
    rate = money.tax_rate(market, order[0].purchased.date(), *sales_tax)
    delivery = money.minor(words()["delivery"][market], market) if chance[3] < 0.14 else 0
    gift = money.minor(words()["gift"][market], market) if chance[4] < 0.03 else 0
    coupon = "0.10" if chance[5] < 0.06 else "0"
    made = []
    for line in order:
        extras = line.line == 1 and not line.cancelled
        made.append(
            replace(
                line,
                city=city,
                state=state,
                post_code=post_code,
                tax_rate=str(rate),
                discount=money.share(line.price, coupon),
                delivery=delivery if extras else 0,
                delivery_discount=delivery if extras and chance[6] < 0.5 else 0,
                gift=gift if extras else 0,
            )
        )
    return made
