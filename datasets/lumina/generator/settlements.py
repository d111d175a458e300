"""What the marketplace pays: a settlement for each of US, DE and JP, two weeks, second layout.

Each is a long table: a row for every amount of every line, and a first row with the total. The
amounts follow from the orders, the rule packs `fees` and `vat`, and the advertising of
`price_daily`; a few are wrong (`_mistakes`), as they are in life.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pandas as pd

from lumina.generator import core, keys, money
from lumina.generator.draw import Draw
from lumina.generator.orders import FIRST, LAST, Line, words
from lumina.generator.reports import tabbed, taxed
from lumina.rules import load

MARKETS = ("US", "DE", "JP")
START = datetime(2026, 8, 26, 15, tzinfo=UTC)
END = datetime(2026, 9, 9, 15, tzinfo=UTC)
_TO_BANK = timedelta(days=2)

COLUMNS = (
    "settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date",
    "total-amount", "currency", "transaction-type", "order-id", "merchant-order-id",
    "adjustment-id", "shipment-id", "marketplace-name", "amount-type", "amount-description",
    "amount", "fulfillment-id", "posted-date", "posted-date-time", "order-item-code",
    "merchant-order-item-id", "merchant-adjustment-item-id", "sku", "quantity-purchased",
    "promotion-id",
)  # fmt: skip
"""Columns of the settlement, as the large marketplace names them."""

DAY = {"US": "%Y-%m-%d", "DE": "%d.%m.%Y", "JP": "%Y/%m/%d"}
POINT = {"US": ".", "DE": ",", "JP": ""}
RETURNED = {"apparel": 0.18}
"""Share of lines sent back by category, 4.5 % where nothing else stands (confidence U)."""

KEPT, KEPT_MOST = Decimal("0.20"), {"US": 500, "DE": 500, "JP": 500}
"""What the marketplace keeps of a refunded commission: a fifth, at most so many minor units."""

TIERS = ("small", "standard", "large")


@dataclass(frozen=True)
class Entry:
    """An amount of the settlement, in minor units of its currency."""

    type: str
    kind: str
    what: str
    amount: int
    posted: datetime
    line: Line | None = None
    promotion: str = ""


@dataclass(frozen=True)
class _Mistakes:
    """Lines, by item id, with which the marketplace is wrong."""

    unpaid: frozenset[str]
    dear_commission: frozenset[str]
    dear_fulfilment: frozenset[str]


def settlement(seed: int, market: str, lines: Sequence[Line], daily: pd.DataFrame) -> bytes:
    """Return the settlement of US, DE or JP as text with tabs.

    `lines` are all lines of `orders.order_lines`, `daily` is `price_daily`, both of that seed.
    """
    found = sorted(entries(seed, market, lines, daily), key=lambda entry: entry.posted)
    draw = Draw(seed, f"settlement id {market}")
    number = str(int(draw.integers(18_000_000_000, 21_999_999_999, 1)[0]))
    total = sum(entry.amount for entry in found)
    times = [f"{moment:{DAY[market]} %H:%M:%S} UTC" for moment in (START, END, END + _TO_BANK)]
    first = [number, *times, money.shown(total, market, POINT[market]), money.CURRENCY[market]]
    first += [""] * (len(COLUMNS) - len(first))
    rows = [_row(number, market, entry) for entry in found]
    return tabbed([COLUMNS, first, *rows], "\n")


def entries(seed: int, market: str, lines: Sequence[Line], daily: pd.DataFrame) -> Iterator[Entry]:
    """Yield the amounts of a market's settlement, in no order."""
    goods = core.products(seed).set_index("sku")
    about = zip(goods.index, goods["category"], core.size_tier(goods), strict=True)
    kinds = {str(sku): (str(category), str(tier)) for sku, category, tier in about}
    own = [line for line in lines if line.market == market and not line.cancelled]
    draw = Draw(seed, f"settlement {market}")
    wrong = _mistakes(draw, own, kinds)
    back, wait = draw.uniform(0, 1, len(own)), draw.integers(3 * 86_400, 8 * 86_400, len(own))
    for line, chance, seconds in zip(own, back, wait, strict=True):
        if line.item_id in wrong.unpaid:
            continue
        category, tier = kinds[line.sku]
        yield from _order(line, category, tier, wrong)
        posted = line.shipped + timedelta(seconds=int(seconds))
        if chance < RETURNED.get(category, 0.045) and posted < END:
            yield from _refund(line, category, posted)
    skus = {line.sku for line in own if line.by_marketplace}
    days = daily["date"].between(pd.Timestamp(FIRST), pd.Timestamp(LAST))
    spent = daily.loc[daily["sku"].isin(skus) & (daily["market"] == market) & days, "ad"]
    cost = -sum(money.minor(amount, market) for amount in spent)
    close = END - timedelta(hours=2)
    yield Entry("ServiceFee", "Cost of Advertising", "TransactionTotalAmount", cost, close)
    storage, old, new = (int(part) for part in draw.integers(30, 90, 3))
    other = "other-transaction"
    yield Entry(other, other, "Storage Fee", -100 * storage, close)
    yield Entry(other, other, "Previous Reserve Amount Balance", 500 * old, START)
    yield Entry(other, other, "Current Reserve Amount", -500 * new, close)


def commission(line: Line, category: str, dear: bool = False) -> int:
    """Return the commission on a line in minor units, by the rule pack `fees` of its day."""
    fees, day = load("fees"), line.purchased.date()
    name = "referral.apparel" if dear else f"referral.{category}"
    rate = fees.value(name, as_of=day, jurisdiction=line.market, channel="bazaar")
    least = fees.value("referral_minimum", as_of=day, jurisdiction=line.market, channel="bazaar")
    paid = line.price - line.discount + line.delivery - line.delivery_discount + line.gift
    return max(money.share(paid, rate), line.quantity * money.minor(least, line.market))


def fulfilment(line: Line, tier: str) -> int:
    """Return what the marketplace asks for sending a line, in minor units."""
    fee = load("fees").value(
        f"fulfilment.{tier}",
        as_of=line.purchased.date(),
        jurisdiction=line.market,
        channel="bazaar",
    )
    return line.quantity * money.minor(fee, line.market)


def _mistakes(draw: Draw, lines: Sequence[Line], kinds: dict[str, tuple[str, str]]) -> _Mistakes:
    """Choose lines with which the marketplace is wrong: three, four, three, none of them twice."""
    left = [lines[place] for place in draw.order(len(lines)).tolist()]

    def take(size: int, fits: Callable[[Line], bool]) -> frozenset[str]:
        found = [line for line in left if fits(line)][:size]
        for line in found:
            left.remove(line)
        return frozenset(line.item_id for line in found)

    return _Mistakes(
        dear_fulfilment=take(3, lambda line: line.by_marketplace and kinds[line.sku][1] != "large"),
        dear_commission=take(4, lambda line: kinds[line.sku][0] != "apparel"),
        unpaid=take(3, lambda line: True),
    )


def _order(line: Line, category: str, tier: str, wrong: _Mistakes) -> Iterator[Entry]:
    """The amounts of a line that was sent, posted when it left."""

    def entry(kind: str, what: str, amount: int, promotion: str = "") -> Entry:
        return Entry("Order", kind, what, amount, line.shipped, line, promotion)

    def net(amount: int) -> int:
        return amount if line.market == "US" else amount - taxed(line, amount)

    parts = (
        ("Principal", "Tax", line.price, line.discount),
        ("Shipping", "ShippingTax", line.delivery, line.delivery_discount),
        ("GiftWrap", "GiftWrapTax", line.gift, 0),
    )
    for what, tax_name, amount, off in parts:
        if not amount:
            continue
        tax = taxed(line, amount - off)
        yield entry("ItemPrice", what, net(amount))
        if tax:
            yield entry("ItemPrice", tax_name, tax)
        if off:
            # Net of tax like the price, and such that price, tax and reduction add up.
            paid = net(amount - off)
            name = "late-summer-10" if what == "Principal" else "free delivery"
            yield entry("Promotion", what, paid - net(amount), name)
        if tax and line.market != "JP":
            name = f"MarketplaceFacilitatorTax-{what}"
            yield entry("ItemWithheldTax", name, -tax)
    dear = line.item_id in wrong.dear_commission
    yield entry("ItemFees", "Commission", -commission(line, category, dear))
    if line.by_marketplace:
        if line.item_id in wrong.dear_fulfilment:
            tier = TIERS[TIERS.index(tier) + 1]
        yield entry("ItemFees", "FBAPerUnitFulfillmentFee", -fulfilment(line, tier))


def _refund(line: Line, category: str, posted: datetime) -> Iterator[Entry]:
    """The amounts of a line that was sent back: price, tax and most of the commission."""

    def entry(kind: str, what: str, amount: int) -> Entry:
        return Entry("Refund", kind, what, amount, posted, line)

    paid = line.price - line.discount
    tax = taxed(line, paid)
    yield entry("ItemPrice", "Principal", -(paid if line.market == "US" else paid - tax))
    if tax:
        yield entry("ItemPrice", "Tax", -tax)
        if line.market != "JP":
            yield entry("ItemWithheldTax", "MarketplaceFacilitatorTax-Principal", tax)
    fee = commission(line, category)
    yield entry("ItemFees", "Commission", fee)
    kept = min(money.share(fee, KEPT), KEPT_MOST[line.market])
    yield entry("ItemFees", "RefundCommission", -kept)


def _row(number: str, market: str, entry: Entry) -> list[str]:
    line = entry.line
    amount = money.shown(entry.amount, market, POINT[market])
    times = [f"{entry.posted:{DAY[market]}}", f"{entry.posted:{DAY[market]} %H:%M:%S} UTC"]
    head = [number, "", "", "", "", "", entry.type]
    if line is None:
        return [*head, "", "", "", "", "", entry.kind, entry.what, amount, "", *times, *[""] * 6]
    adjusted = keys.order_item_id(line.number, line.line + 4) if entry.type == "Refund" else ""
    return [
        *head, line.order_id, "", adjusted,
        line.shipment_id, words()["shop"][market], entry.kind, entry.what, amount,
        "AFN" if line.by_marketplace else "MFN", *times, line.item_id, "", "", line.sku,
        str(line.quantity), entry.promotion,
    ]  # fmt: skip
