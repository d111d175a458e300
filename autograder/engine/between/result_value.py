"""What number the value of a cell was: read where it was shown, and checked where it arrives.

nbgrader reads the text of a cell's first `execute_result`. The text of a number depends on the
library (`np.float64(0.5)`), and may be another's; the number itself does not and is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OTHER = "other"
"""Stands for every value that is no real number."""

# By name, so that no library is imported to look at a value.
_PLAIN = {("builtins", "int"), ("builtins", "float"), ("decimal", "Decimal"),
          ("fractions", "Fraction")}  # fmt: skip
_NUMPYS = {("numpy", "integer"), ("numpy", "floating")}


def number_of(value: object) -> float | str | None:
    """The value as a float, `OTHER` for what is no real number, None for None.

    Too large for a float is infinite. Only exact types count, so that reading a number calls
    nothing that the notebook defines.
    """
    if value is None:
        return None
    kinds = [_named(kind) for kind in type.mro(type(value))]
    numpys = kinds[0][0] == "numpy" and not _NUMPYS.isdisjoint(kinds)
    if kinds[0] not in _PLAIN and (not numpys or kinds[0][1] == "timedelta64"):
        return OTHER
    number: Any = value
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")
    except ValueError:  # a signalling NaN of Decimal
        return float("nan")


def _named(kind: type) -> tuple[object, str]:
    return type.__getattribute__(kind, "__module__"), kind.__name__


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
