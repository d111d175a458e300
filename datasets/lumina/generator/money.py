"""Money as whole minor units: cents, pence, yen. Sums are exact, and rounding is in one place."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lumina.generator import core
from lumina.rules import load

_MARKETS = core.markets()

CURRENCY = {str(row.market): str(row.currency) for row in _MARKETS.itertuples()}
"""Currency by market."""

PLACES = {str(row.market): int(str(row.minor_units)) for row in _MARKETS.itertuples()}
"""Decimal places of money by market: 0 for JP, else 2."""

_PLAN_CNY = {str(row.market): float(str(row.plan_cny)) for row in _MARKETS.itertuples()}


def minor(amount: Decimal | float | str, market: str) -> int:
    """Return an amount of the market's currency in minor units, halves rounded away from zero."""
    scaled = Decimal(str(amount)).scaleb(PLACES[market])
    return int(scaled.quantize(Decimal(1), ROUND_HALF_UP))


def shown(amount: int, market: str, point: str = ".") -> str:
    """Return minor units as text: `24.99`, with `point` "," `24,99`; yen have no point."""
    places = PLACES[market]
    if not places:
        return str(amount)
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    return f"{sign}{size // 100}{point}{size % 100:02d}"


def share(amount: int, part: Decimal | str) -> int:
    """Return a part of an amount, both in minor units, halves rounded away from zero."""
    return int((amount * Decimal(part)).quantize(Decimal(1), ROUND_HALF_UP))


def tax_rate(market: str, day: date, sales_tax: float = 0.0) -> Decimal:
    """Return the tax on goods: the market's VAT of that day, in the US the town's sales tax."""
    if market == "US":
        return Decimal(str(sales_tax))
    return load("vat").value("vat_standard", as_of=day, jurisdiction=market)


def tax_of(amount: int, market: str, rate: Decimal) -> int:
    """Return the tax on an amount as shown to the buyer: on top in the US, else contained in it."""
    if market == "US":
        return share(amount, rate)
    return amount - int((amount / (1 + rate)).quantize(Decimal(1), ROUND_HALF_UP))


def shelf_price(list_price_usd: float, market: str) -> int:
    """Return the regular price in a market, as shown to the buyer, in minor units.

    It is the rule of `truth.regular_price` for all six markets, at the VAT of August 2026.
    """
    if market == "US":
        return minor(list_price_usd, market)
    tax = 1 + float(tax_rate(market, date(2026, 8, 1)))
    local = list_price_usd * core.CNY_PER_USD / _PLAN_CNY[market] * tax
    if market == "JP":
        return round(local / 100) * 100 - 20
    return round(local) * 100 - 1
