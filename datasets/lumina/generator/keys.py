"""The keys by which orders, shipments and payments find each other.

Every order of the company has a running number, which no table shows. All its other keys follow
from it, so two tables that are made apart still join. Who needs an order takes it from
`lumina.generator.orders` and does not invent a number.

==============  ===========================================  =====================
key             form                                         of
==============  ===========================================  =====================
order id        3-7-7 digits, `304-1802247-6693115`          the order
order item id   14 digits                                    a line of the order
shipment id     `SP` and 9 letters and digits                a parcel of the order
==============  ===========================================  =====================

The first three digits of an order id tell the market. Numbers below `DIRECT` are orders that an
overseas warehouse sends, from `DIRECT` on those that Guangzhou sends to the buyer.
"""

from __future__ import annotations

DIRECT = 50_000
"""First number of the orders that are sent from Guangzhou."""

LAST = 999_999
"""Largest number of an order."""

MARKET_DIGITS = {"US": 112, "DE": 304, "FR": 404, "UK": 204, "JP": 249, "AU": 251}
"""First block of an order id by market."""

_LETTERS = "0123456789BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so no words


def order_id(number: int, market: str) -> str:
    """Return the order id of an order, for instance `304-1802247-6693115`.

    Raises ValueError for a number below 0 or above `LAST` and for an unknown market.
    """
    _require(number)
    if market not in MARKET_DIGITS:
        raise ValueError(f"There is no market {market!r}. Use {', '.join(MARKET_DIGITS)}.")
    second = (number * 7_654_321 + 1_802_247) % 10**7  # one to one: the factor is prime to 10
    third = (number * 3_141_593 + 6_693_115) % 10**7
    return f"{MARKET_DIGITS[market]}-{second:07d}-{third:07d}"


def order_item_id(number: int, line: int = 1) -> str:
    """Return the id of a line of an order, 14 digits; `line` counts from 1 to 9.

    Raises ValueError for a number or a line out of range.
    """
    _require(number)
    if not 1 <= line <= 9:
        raise ValueError(f"An order has lines 1 to 9 (got {line}).")
    return f"{6_000_000 + (number * 10 + line) * 7 % 3_999_999:07d}{number * 9 + line:07d}"


def shipment_id(number: int, parcel: int = 1) -> str:
    """Return the id of a parcel of an order, for instance `SP0B7K2M4QX`; parcels count from 1 to 9.

    Raises ValueError for a number or a parcel out of range.
    """
    _require(number)
    if not 1 <= parcel <= 9:
        raise ValueError(f"An order has parcels 1 to 9 (got {parcel}).")
    left = ((number * 9 + parcel) * 1_234_577_891 + 98_765_432_101) % 30**9
    text = ""
    for _ in range(9):
        left, place = divmod(left, 30)
        text = _LETTERS[place] + text
    return f"SP{text}"


def _require(number: int) -> None:
    if not 0 <= number <= LAST:
        raise ValueError(f"Orders have the numbers 0 to {LAST} (got {number}).")
