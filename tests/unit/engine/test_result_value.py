"""The number that a cell showed is read as nbgrader would see it, and believed only in form."""

from __future__ import annotations

import math
import textwrap
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from autograder.engine.between.result_value import OTHER, number_of, read_claims

pytestmark = pytest.mark.unit


class Loud(float):
    """A number of the notebook's own that must never be asked."""

    def __float__(self) -> float:
        raise AssertionError("its code ran")


class Pretends:
    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return np.float64

    def __float__(self) -> float:
        raise AssertionError("its code ran")


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (3, 3.0), (0.5, 0.5), (Decimal("0.25"), 0.25), (Fraction(1, 4), 0.25),
        (np.float64(0.0), 0.0), (np.float32(0.5), 0.5), (np.int8(-2), -2.0), (np.uint64(7), 7.0),
        (np.longdouble(1.5), 1.5), (math.inf, math.inf), (10**400, math.inf),
        (-(10**400), -math.inf), (Fraction(10**400), math.inf), (Decimal("1e999"), math.inf),
    ],
)  # fmt: skip
def test_a_real_number_of_any_kind_is_a_float(value: object, number: float) -> None:
    read = number_of(value)
    assert type(read) is float
    assert read == number


@pytest.mark.parametrize("value", [math.nan, np.float64("nan"), Decimal("sNaN"), Decimal("NaN")])
def test_a_missing_number_stays_missing(value: object) -> None:
    read = number_of(value)
    assert isinstance(read, float)
    assert math.isnan(read)


@pytest.mark.parametrize(
    "value",
    [
        True, np.True_, "0.5", 1j, np.complex128(1), np.array(3.0), np.timedelta64(3, "D"), [3],
        Loud(2.0), Pretends(), object,
    ],
)  # fmt: skip
def test_everything_else_is_no_number_and_its_code_does_not_run(value: object) -> None:
    assert number_of(value) == OTHER


def test_nothing_is_nothing() -> None:
    assert number_of(None) is None


@pytest.mark.parametrize("value", [7, True, "full", [1.0], {"a": 1}, "1.0"])
def test_a_claim_of_a_wrong_type_is_no_value_and_not_finished(value: object) -> None:
    assert read_claims({"finished": True, "error": None, "value": value}) == (False, None)


@pytest.mark.parametrize("finished", [1, "True", None, [True]])
def test_only_true_means_finished(finished: object) -> None:
    assert read_claims({"finished": finished, "error": None, "value": 1.0}) == (False, 1.0)


@pytest.mark.parametrize("error", ["ValueError", 0, False])
def test_with_an_error_nothing_is_finished(error: object) -> None:
    assert read_claims({"finished": True, "error": error, "value": None}) == (False, None)
    assert read_claims({"finished": True, "value": None}) == (False, None)


def test_a_proper_claim_is_kept() -> None:
    assert read_claims({"finished": True, "error": None, "value": 0.5}) == (True, 0.5)
    assert read_claims({"finished": True, "error": None, "value": OTHER}) == (True, OTHER)
    assert read_claims({"finished": True, "error": None}) == (True, None)


def _first(ran: dict[str, Any]) -> str | None:
    results = [o for o in ran["outputs"] if o["output_type"] == "execute_result"]
    assert all(set(o) == {"output_type", "data", "metadata", "execution_count"} for o in results)
    return str(results[0]["data"]["text/plain"]) if results else None


@pytest.mark.parametrize(
    ("source", "text", "value"),
    [
        ("0.5", "0.5", 0.5),
        ("import numpy\nnumpy.float64(0.0)", "np.float64(0.0)", 0.0),
        ("0.5;", None, None),
        ("0.5; None", None, None),
        ("x = 0.5", None, None),
        ("None", None, None),
        ("True", "True", OTHER),
        ("'0.5'", "'0.5'", OTHER),
        ("display(0.5)", None, None),
        ("print(0.5)", None, None),
        ("import sys\nsys.displayhook(0.25)\n0.5", "0.25", 0.25),
        ("from IPython.display import clear_output\nsys.displayhook(0.25)\nclear_output()\n0.5",
         "0.5", 0.5),
        ("class R:\n def __repr__(self):\n  sys.displayhook(2)\n  return '1'\nR()", "2", 2.0),
        ("if True:\n    0.5", None, None),
    ],
)  # fmt: skip
def test_the_value_is_that_of_the_result_which_nbgrader_sees(
    run: Any, source: str, text: str | None, value: float | str | None
) -> None:
    ran = run(source)
    assert (ran["finished"], ran["error"]) == (True, None)
    assert (_first(ran), ran["value"]) == (text, value)


def test_of_several_shown_results_the_first_counts(run: Any) -> None:
    run("get_ipython().ast_node_interactivity = 'all'")
    ran = run("0.25\n0.5")
    run("get_ipython().ast_node_interactivity = 'last_expr'")
    assert (_first(ran), ran["value"]) == ("0.25", 0.25)


@pytest.mark.parametrize("source", ["0.5 +", "1/0", "raise SystemExit(0)", "assert False"])
def test_a_cell_that_raised_is_not_finished(run: Any, source: str) -> None:
    ran = run(source)
    assert not ran["finished"]
    assert ran["error"]


def test_an_error_after_a_result_is_not_finished(run: Any) -> None:
    ran = run(textwrap.dedent("sys.displayhook(1)\n1/0"))
    assert (ran["finished"], ran["value"]) == (False, 1.0)
