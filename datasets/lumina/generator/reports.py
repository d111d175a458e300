"""What others see of the orders: the marketplace's order report, and the list of shipments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pandas as pd

from lumina.generator import core, keys, money
from lumina.generator.orders import Line, words

ORDER_COLUMNS = (
    "amazon-order-id", "merchant-order-id", "purchase-date", "last-updated-date",
    "order-status", "fulfillment-channel", "sales-channel", "order-channel",
    "ship-service-level", "product-name", "sku", "asin", "item-status", "quantity", "currency",
    "item-price", "item-tax", "shipping-price", "shipping-tax", "gift-wrap-price",
    "gift-wrap-tax", "item-promotion-discount", "ship-promotion-discount", "ship-city",
    "ship-state", "ship-postal-code", "ship-country", "promotion-ids",
)  # fmt: skip
"""Columns of the order report, as the large marketplace names them."""

_LATER = timedelta(minutes=17)

SERVER = {"US": "America/Los_Angeles", "JP": "Asia/Tokyo"}
"""By which clock a market's report is written; UTC where nothing else stands."""


def tabbed(rows: Iterable[Sequence[str]], end: str) -> bytes:
    """Return rows as text in UTF-8 with tabs between fields."""
    return "".join("\t".join(row) + end for row in rows).encode()


def order_report(seed: int, lines: Iterable[Line]) -> bytes:
    """Return the order report of all markets: a line for each line of an order, tabs, CRLF."""
    goods = core.products(seed).set_index("sku")
    titles, codes = goods["title"].to_dict(), goods["list_code"].to_dict()
    rows = [_row(line, titles[line.sku], codes[line.sku]) for line in lines]
    return tabbed([ORDER_COLUMNS, *rows], "\r\n")


def shipments(lines: Iterable[Line], parcels: pd.DataFrame) -> pd.DataFrame:
    """Return which parcel brought which line, for all lines sent and all parcels tracked.

    Of `track_parcels` those bought on the marketplace have an order; it stands in the order
    report only if it was placed on the days of the report.
    """
    rows = [
        (line.shipment_id, line.order_id, line.item_id, line.sku, line.quantity, line.market,
         line.warehouse, line.tracking, stamp(line.shipped))
        for line in lines if line.by_marketplace and not line.cancelled
    ]  # fmt: skip
    for place, parcel in enumerate(parcels.to_dict("records")):
        if parcel["channel"] == "bazaar":
            number = keys.DIRECT + place
            rows.append(
                (keys.shipment_id(number), keys.order_id(number, parcel["market"]),
                 keys.order_item_id(number), parcel["sku"], 1, parcel["market"],
                 parcel["warehouse"], parcel["tracking"], parcel["shipped"])
            )  # fmt: skip
    columns = ["shipment_id", "order_id", "order_item_id", "sku", "quantity", "market",
               "warehouse", "tracking", "shipped"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    for column in ("warehouse", "tracking"):
        frame[column] = frame[column].replace("", None)
    return frame.sort_values(["shipped", "order_item_id"]).reset_index(drop=True)


def stamp(moment: datetime) -> str:
    """Return a moment in UTC as the company's tables write it: `2026-08-31T22:10Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def _row(line: Line, title: str, code: str) -> list[str]:
    market = line.market

    def amount(minor: int) -> str:
        return "" if line.cancelled else money.shown(minor, market)

    def tax(minor: int) -> str:
        return amount(taxed(line, minor))

    zone = ZoneInfo(SERVER.get(market, "UTC"))
    changed = line.purchased if line.cancelled else line.shipped
    times = [moment.astimezone(zone).isoformat() for moment in (line.purchased, changed + _LATER)]
    status = "Cancelled" if line.cancelled else "Shipped"
    place = [line.city, line.state, line.post_code, "GB" if market == "UK" else market]
    return [
        line.order_id, "", *times, status, "AFN" if line.by_marketplace else "MFN",
        words()["shop"][market], "", "Expedited" if line.by_marketplace else "Standard", title,
        line.sku, code, "Cancelled" if line.cancelled else "Shipped", str(line.quantity),
        "" if line.cancelled else money.CURRENCY[market], amount(line.price),
        tax(line.price - line.discount), amount(line.delivery),
        tax(line.delivery - line.delivery_discount), amount(line.gift), tax(line.gift),
        amount(line.discount), amount(line.delivery_discount), *place,
        "late-summer-10" if line.discount else "",
    ]  # fmt: skip


def taxed(line: Line, amount: int) -> int:
    """Return the tax on part of a line's money, in minor units."""
    return money.tax_of(amount, line.market, Decimal(line.tax_rate))
