"""The monthly figures fit the company; the assistant's workbooks have the faults on their list."""

from __future__ import annotations

import pandas as pd
import pytest
from lumina import SEED
from lumina.assemble import assemble
from lumina.generator import kpi, workbooks
from lumina.generator.company import Company

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module", params=[SEED, 3])
def company(request: pytest.FixtureRequest) -> Company:
    return Company(request.param)


def totals(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns="month").astype({"plan_cny": "float"})


def test_every_month_and_market_is_there_once(company: Company) -> None:
    frame = company.kpi_month
    assert len(frame) == 36 * 6
    assert not frame.duplicated(["month", "market"]).any()
    assert frame["month"].max() == company.price_daily["date"].max().replace(day=1)
    unplanned = frame[frame["plan_cny"].isna()]
    assert set(unplanned["market"]) == {"AU"}
    assert len(unplanned) == kpi.UNPLANNED


def test_the_pricing_desk_sells_a_part_of_each_market(company: Company) -> None:
    net = company.kpi_month.pivot(index="month", columns="market", values="net_cny").astype(float)
    share = kpi.desk_sales(company.price_daily) / net[list(kpi.DESK_SHARE)].tail(12)
    assert share.min().min() > 0.25
    assert share.max().max() < 0.75


def test_magnitudes(company: Company) -> None:
    frame = company.kpi_month
    whole = totals(frame).drop(columns="market").sum()
    sold = whole["net_cny"] + whole["refund_cny"]
    assert 0.03 < whole["refund_cny"] / sold < 0.10
    assert 0.05 < whole["ad_cny"] / whole["net_cny"] < 0.15
    assert 0.05 < 1 - (whole["ad_cny"] + whole["cost_cny"]) / whole["net_cny"] < 0.25
    assert 200 < sold / whole["orders"] < 450
    assert (frame["units"] > frame["orders"]).all()


def test_a_mean_of_ratios_is_not_the_ratio_of_sums(company: Company) -> None:
    last = company.kpi_month[company.kpi_month["month"] == "2026-08-01"]
    mean = (last["ad_cny"] / last["net_cny"]).mean()
    assert mean > 1.08 * last["ad_cny"].sum() / last["net_cny"].sum()


def test_the_published_month_has_something_to_show() -> None:
    company = Company()
    last = company.kpi_month[company.kpi_month["month"] == "2026-08-01"].set_index("market")
    limits = company.targets.set_index("market").loc[last.index]
    refunds = last["refund_cny"] / (last["net_cny"] + last["refund_cny"]) > limits["refund_max"]
    ads = last["ad_cny"] / last["net_cny"] > limits["ad_max"]
    assert 1 <= refunds.sum() + ads.sum() <= 6


def test_workbooks_have_their_faults_and_the_last_has_none(company: Company) -> None:
    cells, faults = company.workbook_cells, company.workbook_faults
    assert sorted(cells["book"].unique()) == list(range(1, 9))
    assert set(faults["book"]) == set(range(1, 8))
    assert set(workbooks.CODES) <= set(faults["code"])
    for fault in faults[faults["code"] == "text"].to_dict("records"):
        book = assemble(cells[cells["book"] == fault["book"]])
        assert isinstance(book[fault["sheet"]][fault["place"]].value, str)


def test_the_assistant_is_right_sometimes_and_not_always(company: Company) -> None:
    both = company.workbook_review.merge(company.workbook_faults)
    assert 0.2 < len(both) / len(company.workbook_faults) < 0.8
    assert len(both) < len(company.workbook_review)
