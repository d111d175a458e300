"""Operators of misreadings that change the code of an answer."""

from __future__ import annotations

import pytest

from autograder.audit.answers.mutation import defaults, durations, inside, mutants_of, ties
from autograder.audit.answers.mutation.mutants import operators

pytestmark = pytest.mark.unit

MADE = {
    "days for a duration": (
        "hours = (end - start).total_seconds() / 3600",
        "hours = ((end - start).days * 86400) / 3600",
    ),
    "date for an instant": (
        "moment = datetime.fromisoformat(text)",
        "moment = datetime.fromisoformat(text).replace(hour=0, minute=0, second=0)",
    ),
    "clock moved": (
        "home = moment.astimezone(zone)",
        "home = moment.replace(tzinfo=zone)",
    ),
    "ties turned": (
        "best = max(names, key=score)",
        "best = max(list(names)[::-1], key=score)",
    ),
    "length forgotten": (
        "first = sorted(words, key=lambda word: -len(word))",
        "first = list(words)",
    ),
    "difference forced": ("gap = after - before", "gap = abs(after - before)"),
    "rounded early": ("net = price * rate - fee", "net = round(price * rate, 2) - fee"),
    "floats inside": ('rate = Decimal("0.19")', "rate = Decimal(0.19)"),
    "floor for round": ("whole = round(value)", "whole = int(value // 1)"),
    "default given": ("fee = fees.get(shop, 0)", "fee = fees.get(shop)"),
    "error hidden": (
        'def f(a):\n    if a < 0:\n        raise ValueError("no")\n    return a',
        "def f(a):\n    if a < 0:\n        return None\n    return a",
    ),
}
LEFT_ALONE = {
    "ties turned": "best = max(names)",
    "length forgotten": "first = sorted(words, key=str.lower)",
    "difference forced": "rest = text[start - 1 :]",
    "rounded early": "net = price * rate",
    "floats inside": 'whole = Decimal("19")',
    "days for a duration": "days = (end - start).days",
    "default given": "fee = fees.get(shop)",
}


@pytest.mark.parametrize("operator", MADE)
def test_the_mistake_is_made(operator: str) -> None:
    before, after = MADE[operator]
    codes = [m.code for m in mutants_of("task", before) if m.operator == operator]
    assert after in codes, codes


@pytest.mark.parametrize("operator", LEFT_ALONE)
def test_what_is_no_such_step_is_left_alone(operator: str) -> None:
    assert operator not in {m.operator for m in mutants_of("task", LEFT_ALONE[operator])}


def test_families_are_found_by_their_files_and_all_operators_have_an_example() -> None:
    families = (defaults, durations, inside, ties)
    assert {*MADE} == {name for family in families for name in family.OPERATORS}
    assert {*MADE, "sign exchanged", "and for or", "way exchanged"} <= {*operators()}
