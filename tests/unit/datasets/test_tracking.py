"""The tracking desk's tables: warts that a card promises, and mistakes that show."""

from datetime import timedelta

import pandas as pd
import pytest
from lumina import SEED
from lumina.generator import keys
from lumina.generator.company import Company
from lumina.generator.journeys import words
from lumina.generator.tracking import NOW, Record, all_records, s10

pytestmark = pytest.mark.unit

FINAL = {"Delivered", "ReturnedToSender"}


@pytest.fixture(scope="module", params=[SEED, 3])
def company(request: pytest.FixtureRequest) -> Company:
    return Company(request.param)


@pytest.fixture(scope="module")
def records(company: Company) -> list[Record]:
    return all_records(company.seed)


def test_parcels_join_with_products_markets_warehouses_and_orders(company: Company) -> None:
    parcels = company.track_parcels
    assert 1000 < len(parcels) < 1600
    assert parcels["tracking"].is_unique
    assert parcels["order_id"].is_unique
    assert parcels["sku"].isin(company.products["sku"]).all()
    assert parcels["market"].isin(company.markets["market"]).all()
    assert parcels["channel"].isin(company.channels["channel"]).all()
    assert parcels["warehouse"].isin(company.warehouses["warehouse"]).all()
    assert set(company.track_scans["tracking"]) <= set(parcels["tracking"])
    third = parcels.iloc[3]
    assert third["order_id"] == keys.order_id(keys.DIRECT + 3, third["market"])


def test_the_published_size_and_the_moment_of_the_table() -> None:
    scans = Company().track_scans
    assert 9_000 < len(scans) < 12_500
    assert scans["received"].is_monotonic_increasing
    assert scans["received"].max() <= NOW.strftime("%Y-%m-%dT%H:%MZ")
    assert s10(47312482) == "LK473124829CN"  # the example of UPU S10


def test_records_come_late_twice_and_too_early(records: list[Record]) -> None:
    late = sum(r.received - r.event > timedelta(hours=5) for r in records) / len(records)
    assert 0.1 < late < 0.25
    told = [(r.tracking, r.carrier, r.event, r.tag, r.text) for r in records]
    assert 0.03 < 1 - len(set(told)) / len(told) < 0.08
    assert 10 < sum(r.event > r.received for r in records) < 120


def test_the_newest_record_is_no_state(records: list[Record]) -> None:
    stories: dict[str, list[Record]] = {}
    for record in records:
        stories.setdefault(record.tracking, []).append(record)
    wrong = 0
    for story in stories.values():
        tags = {record.tag for record in story}
        wrong += bool(tags & FINAL) and story[-1].tag not in FINAL
    assert wrong > 0.1 * len(stories)


def test_not_delivered_is_written_with_delivered_in_all_languages(records: list[Record]) -> None:
    language = {row["carrier"]: row["language"] for row in words()["carriers"]}
    delivered = {"en": "elivered", "de": "zugestellt", "zh": "妥投", "ja": "お届け"}
    for name, word in delivered.items():
        texts = [
            r for r in records if language[r.carrier] == name and word.lower() in r.text.lower()
        ]
        tags = {record.tag for record in texts}
        assert {"Delivered", "AttemptFail"} <= tags, name


def test_some_times_come_twice(company: Company) -> None:
    scans = company.track_scans
    german = scans[(scans["carrier"] == "RHP") & scans["time"].str.startswith("25.10.2026 02")]
    american = scans[(scans["carrier"] == "BLK") & scans["time"].str.match(r"11/01/2026 01:.. AM")]
    assert len(german) + len(american) >= 6


def test_recent_parcels_that_arrived_are_the_fast_ones(records: list[Record]) -> None:
    frame = pd.DataFrame(records)
    handed = frame[frame["tag"] == "InTransit"].groupby("tracking")["event"].min()
    done = frame[frame["tag"] == "Delivered"].groupby("tracking")["event"].min()
    postal = handed.index.str.startswith("LK")
    days = (done.reindex(handed.index) - handed)[postal].dt.total_seconds() / 86400
    fresh = days[handed[postal] > NOW - timedelta(days=10)].dropna().median()
    old = days[handed[postal] <= NOW - timedelta(days=30)]
    assert fresh < 0.75 * old.median()
    assert old.isna().mean() < 0.06
    assert old.quantile(0.99) < 30


def test_the_customs_are_read_as_the_generator_means_them(
    company: Company, records: list[Record]
) -> None:
    rows = company.track_map[company.track_map["kind"].str.startswith("customs")]
    codes = {(r.carrier, r.code): r.tag for r in rows[rows["kind"] == "customs code"].itertuples()}
    phrases = list(rows[rows["kind"] == "customs phrase"].itertuples())
    language = {row["carrier"]: row["language"] for row in words()["carriers"]}
    for record in records:
        told = codes.get((record.carrier, record.code), "")
        for row in phrases:
            if not told and row.language == language[record.carrier]:
                told = row.tag if row.phrase in record.text.lower() else ""
        assert told == record.step, record


def test_the_forecast_alone_does_not_tell_which_promises_break() -> None:
    table = Company().track_mornings
    assert 900 < len(table) < 1100
    assert (table["left"] > 0).all()
    assert (table[["there", "quiet", "mid"]] >= 0).all(axis=None)
    later = table[table["morning"] >= "2026-09-28"]

    def found(score: "pd.Series[float]") -> int:
        ranked = later.assign(score=score).sort_values(
            ["score", "tracking"], ascending=[False, True]
        )
        return int(ranked.groupby("morning").head(10)["broken"].sum())

    calendar = found(-later["left"])
    assert found(later["mid"] - later["there"] - later["left"]) < calendar
    assert found((later["mid"] + later["quiet"]) / later["left"]) >= calendar + 8
