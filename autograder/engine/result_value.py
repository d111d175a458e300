"""What number the value of a cell was: read where it was shown, and checked where it arrives.

nbgrader reads the text of a cell's first `execute_result`. The text of a number depends on the
library (`np.float64(0.5)`), and may be another's; the number itself does not and is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

OTHER = "other"
"""Stands for every value that is no real number."""

_NUMBERS = (int, float, Decimal, Fraction)


def number_of(value: object) -> float | str | None:
    """The value as a float, `OTHER` for what is no real number, None for None.

    Too large for a float is infinite. Only exact types count, so that reading a number calls
    nothing that the notebook defines.
    """
    import numpy as np

    kind = type(value)
    if value is None:
        return None
    known = kind in _NUMBERS or (
        kind.__module__ == "numpy"
        and issubclass(kind, np.integer | np.floating)
        and not issubclass(kind, np.timedelta64)
    )
    if not known:
        return OTHER
    number: Any = value
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")
    except ValueError:  # a signalling NaN of Decimal
        return float("nan")


def claimed_value(claim: object) -> float | str | None:
    """The value that a process claims for its cell. Raises `ValueError` for what is none."""
    if claim is None or type(claim) is float or (type(claim) is str and claim == OTHER):
        return claim
    raise ValueError("the value of a cell is a number, 'other' or nothing")


def read_claims(body: Mapping[str, object]) -> tuple[bool, float | str | None]:
    """Whether the cell ran to its end without an error, and its value, as its process claims.

    A claim of a wrong type counts as neither.
    """
    try:
        value = claimed_value(body.get("value"))
    except ValueError:
        return False, None
    return body.get("finished") is True and body.get("error", "") is None, value
