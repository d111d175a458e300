"""Money in floats: exact numbers on paper, rounded halves and binary fractions inside."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from autograder.audit.answers.mutation.misread.reading import Reading


def _as_float(value: Decimal) -> float:
    return float(value)


def _through_float(value: Decimal) -> Decimal:
    """The exact value of the float nearest to it: 1.1 becomes 1.100000000000000088..."""
    return Decimal(float(value))


def _cents_even(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_EVEN)


_MONEY = frozenset({"Decimal"})
READINGS = (
    Reading("a float", _MONEY, _as_float, argument=False),
    Reading("a float made exact again", _MONEY, _through_float, result=False),
    Reading("rounded to cents", _MONEY, _cents_even, when=lambda place: "fraction" in place.finest),
)
