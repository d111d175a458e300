"""Invented shops: what is promised of them, and that going beyond what was seen does not pay."""

import numpy as np
import pandas as pd
import pytest
from lumina.autumn import Shop, shop

pytestmark = pytest.mark.unit


def left(one: Shop, low: float, high: float) -> pd.DataFrame:
    """The tags between two shares of today's price."""
    now = one.desk.set_index("sku")["price"].loc[one.tags["sku"]].to_numpy()
    share = one.tags["price"].to_numpy() / now
    return one.tags[(share >= low) & (share <= high)]


def earned(seeds: range, low: float, high: float) -> float:
    """What a plan of the tags between two shares earns in four shops, by our careful rule's."""
    shops = [shop(seed) for seed in seeds]
    gains = [one.gain(left(one, low, high)) or 0.0 for one in shops]
    return sum(gains) / sum(one.careful_gain() for one in shops)


@pytest.mark.parametrize("seed", [0, 7, 20260901])
def test_todays_price_is_a_tag_within_the_rules_and_what_was_seen(seed: int) -> None:
    one = shop(seed)
    desk = one.desk
    assert one.offers(desk[["sku", "price"]])
    assert desk["price"].between(desk["low"], desk["high"]).all()
    assert desk["price"].between(desk["seen_low"], desk["seen_high"]).all()
    assert not (desk["map_binds"] & (desk["map_price"] > desk["price"])).any()
    assert one.unlike.sum() == len(desk) / 2


def test_a_seed_draws_the_same_shop() -> None:
    assert shop(3).desk.equals(shop(3).desk)
    assert not shop(3).desk.equals(shop(4).desk)


def test_a_product_without_a_tag_has_no_plan() -> None:
    one = shop(1)
    assert one.planned(one.tags[one.tags["sku"] != "S-00"]) is None
    assert one.gain(one.tags.iloc[:0]) is None
    assert one.gain(one.desk[["sku", "price"]]) == pytest.approx(0.0)
    assert not one.offers(one.tags.assign(price=one.tags["price"] + 0.001))


@pytest.mark.parametrize("first", range(0, 20, 4))
def test_the_bounds_of_the_lab_lie_between_what_people_try(first: int) -> None:
    seeds = range(first, first + 4)
    assert earned(seeds, 0, 2) < 0.4
    assert earned(seeds, 0.95, 1.05) < 0.5
    assert 0.5 < earned(seeds, 0.9, 1.1) < 0.88


def test_within_what_was_seen_all_buyers_answer_as_before() -> None:
    one = shop(5)
    tame = Shop(one.desk, one.tags, one.true, np.zeros(len(one.desk)))
    assert tame.careful_gain() == pytest.approx(one.careful_gain())
    assert tame.earns(one.desk["seen_high"].to_numpy() * 1.2) > one.earns(
        one.desk["seen_high"].to_numpy() * 1.2
    )
