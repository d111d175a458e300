"""The pricing desk's year: a careful fit finds the truth, the usual mistakes do not."""

from collections import Counter
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from lumina import SEED
from lumina.generator.company import Company
from lumina.generator.truth import PRICED, Demand, demand

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module", params=[SEED, 3])
def company(request: pytest.FixtureRequest) -> Company:
    return Company(request.param)


def slope(
    days: pd.DataFrame,
    without: tuple[str, ...] = (),
    log: Callable[[pd.Series], pd.Series] = np.log,
) -> float:
    """Fit log units on log price and the controls that are not left out; return the slope."""
    columns = {"one": np.ones(len(days)), "price": np.log(days["price"])}
    if "promo" not in without:
        columns["promo"] = days["promo"]
    if "competitor" not in without:
        columns["competitor"] = np.log(days["competitor"])
    if "weekday" not in without:
        for day in range(1, 7):
            columns[f"day {day}"] = (days["date"].dt.day_of_week == day).astype(float)
    matrix = np.column_stack(list(columns.values()))
    answer, *_ = np.linalg.lstsq(matrix, log(days["units"]).to_numpy(), rcond=None)
    return float(answer[1])


def test_a_careful_fit_finds_the_elasticity_and_careless_ones_do_not(company: Company) -> None:
    daily = company.price_daily
    open_days = daily[daily["stockout"] == 0]
    truth = demand(company.seed)
    rows = []
    for sku, days in open_days.groupby("sku"):
        careful = slope(days)
        every_day = daily[daily["sku"] == sku]
        rows.append(
            {
                "market": truth[sku].market,
                "error": careful - truth[sku].elasticity,
                "no promo": slope(days, ("promo",)) - careful,
                "no competitor": slope(days, ("competitor",)) - careful,
                "no weekday": slope(days, ("weekday",)) - careful,
                "stock-outs kept": slope(every_day, log=np.log1p) - careful,
            }
        )
    gaps = pd.DataFrame(rows)
    assert gaps["error"].abs().mean() < 0.16
    assert gaps["no promo"].max() < -0.35
    assert gaps["no competitor"].mean() > 0.25
    assert gaps["stock-outs kept"].min() > 0.1
    assert gaps.loc[gaps["market"] != "DE", "no weekday"].mean() < -0.25


def test_units_are_positive_on_days_with_stock(company: Company) -> None:
    daily = company.price_daily
    assert len(daily) == 40 * 365
    assert (daily.loc[daily["stockout"] == 0, "units"] > 0).all()
    assert (daily["units"] >= 0).all()
    assert 0.03 < daily["stockout"].mean() < 0.12
    cheap = daily["price"] < 0.9 * daily.groupby("sku")["price"].transform("mean")
    assert daily.loc[cheap, "stockout"].mean() > 3 * daily.loc[~cheap, "stockout"].mean()


def test_prices_are_written_as_each_market_writes_them(company: Company) -> None:
    daily = company.price_daily
    yen = daily.loc[daily["market"] == "JP", "price"]
    assert ((yen % 100) == 80).all()
    cents = (daily.loc[daily["market"] != "JP", "price"] * 100).round() % 100
    assert set(cents) == {99, 49}


def test_history_holds_every_price_of_the_year(company: Company) -> None:
    daily = company.price_daily
    history = company.price_history.sort_values("from_date")
    german = daily[daily["market"] == "DE"].sort_values("date")
    joined = pd.merge_asof(
        german, history, left_on="date", right_on="from_date", by="sku", suffixes=("", "_log")
    )
    assert joined["price"].equals(joined["price_log"])
    assert len(history) < len(german) / 8


def test_the_lowest_price_of_thirty_days_is_often_not_the_last(company: Company) -> None:
    german = company.price_daily.query("market == 'DE'").set_index("date")
    lowest = german.groupby("sku")["price"].transform(lambda p: p.shift().rolling(30).min())
    last = german.groupby("sku")["price"].shift()
    assert (lowest.dropna() < last[lowest.notna()] - 0.5).mean() > 0.3


def test_minimum_prices_bind_sometimes(company: Company) -> None:
    costs = company.costs.set_index("sku")
    frame = company.map_prices
    assert frame["valid_to"].notna().sum() == 2
    assert (frame["market"] == "DE").sum() == 2
    floors = frame.set_index("sku")["map_price"]
    band = costs.loc[floors.index]
    assert (floors > band["price_low"]).all()
    assert (floors < band["price_high"]).all()


def test_truth_is_in_no_table(company: Company) -> None:
    hidden = {"base", "elasticity", "cross", "promo_lift", "ad_effect", "noise"}
    for frame in (company.price_daily, company.costs, company.price_history, company.map_prices):
        assert not hidden & set(frame.columns)


def test_truth_answers_what_a_day_would_sell() -> None:
    known = demand(SEED)
    assert Counter(row.market for row in known.values()) == PRICED
    assert all(row.elasticity < -1 for row in known.values())
    row = Demand("x", "DE", 20.0, 50.0, -2.0, 0.5, 0.4, 0.1, 0.1)
    assert row.units(20.0) == pytest.approx(50.0)
    assert row.units(10.0) == pytest.approx(200.0)
    assert row.units(20.0, competitor=80.0) == pytest.approx(100.0)
    assert row.units(20.0, promo=True) == pytest.approx(50 * np.exp(0.4))
    assert row.units(20.0, weekday=5) == pytest.approx(60.0)
    assert row.units(20.0, ad=20.0) == pytest.approx(50 * 2**0.1)


def test_a_price_that_stays_is_answered_by_the_competitor_too() -> None:
    row = Demand("x", "DE", 20.0, 50.0, -2.0, 0.8, 0.4, 0.1, 0.1)
    assert row.lasting == pytest.approx(-1.6)
    assert row.settled(20.0) == pytest.approx(50.0)
    assert row.settled(10.0) == pytest.approx(50.0 * 2**1.6)
    assert row.settled(10.0) == pytest.approx(row.units(10.0, competitor=20.0 * 0.5**0.5))


def test_competitors_follow_by_about_a_half(company: Company) -> None:
    daily = company.price_daily
    pairs = pd.DataFrame({"sku": daily["sku"], "his": np.log(daily["competitor"])})
    pairs["ours"] = np.log(daily.groupby("sku")["price"].shift())
    moved = pairs[["ours", "his"]] - pairs.groupby("sku").transform("mean")
    follows = (moved["ours"] * moved["his"]).sum() / (moved["ours"] ** 2).sum()
    assert 0.44 < follows < 0.56
