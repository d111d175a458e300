"""Tables, cards and generator agree, and what the cards promise is in the data."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from lumina import SEED
from lumina.build import ROOT, build, check, published
from lumina.card import Card, CardError
from lumina.generator import core
from lumina.generator.company import TABLES, Company, generate
from lumina.generator.published import YEAR_MEANS

pytestmark = pytest.mark.unit

FIXED = {
    "markets", "channels", "warehouses", "rate_cards", "track_carriers", "track_sites",
    "track_map", "targets", "listing_units", "banned_terms",
}  # fmt: skip
"""Tables that no seed changes."""


@pytest.fixture(scope="module")
def company() -> Company:
    return Company()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of cards and tables."""
    for folder in ("cards", "tables"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_committed_tables_are_what_the_generator_makes() -> None:
    assert check() == []


@pytest.mark.parametrize("name", TABLES)
def test_a_card_is_written_for_people(name: str) -> None:
    card = Card.load(ROOT / "cards" / f"{name}.toml")
    assert card.licence.startswith("CC-BY-4.0")
    assert card.sources
    assert all(len(column.meaning) >= 2 for column in card.columns)


@pytest.mark.parametrize("lab", ["foundations-market", "operations-pricing"])
def test_the_data_of_a_lab_are_small(lab: str) -> None:
    cards = [Card.load(ROOT / "cards" / f"{name}.toml") for name in TABLES]
    tables = [card.table for card in cards if lab in card.labs]
    assert len(tables) == 4
    assert sum((ROOT / "tables" / f"{name}.csv").stat().st_size for name in tables) < 2_000_000


def test_building_again_changes_nothing(copy: Path, company: Company) -> None:
    before = {path.name: path.read_bytes() for path in copy.glob("*/*")}
    assert [path.name for path in build(copy, company)] == list(published())
    assert {path.name: path.read_bytes() for path in copy.glob("*/*")} == before
    tables = [content for name, content in before.items() if name.endswith(".csv")]
    assert all(b"\r" not in content for content in tables)


def test_check_finds_what_was_changed(copy: Path, company: Company) -> None:
    netsun = copy / "tables" / "netsun.csv"
    netsun.write_text(netsun.read_text("utf-8").replace("16.66", "16.67"), "utf-8")
    (copy / "tables" / "map.csv").unlink()
    (copy / "tables" / "stray.csv").write_text("x\n", "utf-8")
    (copy / "cards" / "costs.toml").unlink()
    told = "\n".join(check(copy, company))
    assert "tables/netsun.csv is not what the generator makes" in told
    assert "cards/netsun.toml has the hash" in told
    assert "tables/map.csv is missing" in told
    assert "tables/stray.csv: no such file is made" in told
    assert "cards/costs.toml is missing" in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "integer"\nunit = "calendar year"', 'kind = "integer"', "Say in `unit`"),
        ('kind = "integer"', 'kind = "whole"', "has the kind 'whole'"),
        ('licence = "CC-BY-4.0;', 'license = "CC-BY-4.0;', "'licence' is missing"),
        ('table = "netsun"', 'table = "nets"', "Write 'netsun'"),
        ('name = "year"', 'name = "jahr"', "Bring the card or the generator in line"),
        ("rows = ", "rows == ", "no valid TOML"),
    ],
)
def test_a_wrong_card_names_file_and_remedy(
    copy: Path, company: Company, old: str, new: str, told: str
) -> None:
    path = copy / "cards" / "netsun.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    problems = [problem for problem in check(copy, company) if "netsun" in problem]
    assert len(problems) == 1
    assert told in problems[0]


def test_an_empty_field_must_be_explained(company: Company) -> None:
    card = Card.load(ROOT / "cards" / "costs.toml")
    frame = company.costs.copy()
    frame.loc[3, "cost_cny"] = None
    with pytest.raises(CardError, match="'cost_cny' has empty fields"):
        card.render(frame)


def test_another_seed_gives_fresh_data_of_the_same_shape(company: Company) -> None:
    fresh = generate(99)
    for name, frame in generate().items():
        other = fresh[name]
        assert list(other.columns) == list(frame.columns)
        assert other.dtypes.equals(frame.dtypes)
        assert other.equals(frame) == (name in FIXED), name
        Card.load(ROOT / "cards" / f"{name}.toml").render(other)


def test_a_table_does_not_depend_on_the_others_that_are_made() -> None:
    alone = generate(SEED, ["costs"])["costs"]
    assert alone.equals(generate()["costs"])


def test_wrong_seeds_and_names_are_refused() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        Company(-1)
    with pytest.raises(ValueError, match="There is no table 'prices'"):
        generate(SEED, ["prices"])


def test_keys_join_across_tables(company: Company) -> None:
    skus = set(company.products["sku"])
    assert len(skus) == len(company.products) == 240
    assert company.products.groupby("category").size().eq(40).all()
    for frame in (company.price_daily, company.costs, company.price_history, company.map_prices):
        assert set(frame["sku"]) <= skus
        assert set(frame["market"]) <= set(company.markets["market"])


def test_article_numbers_have_right_check_digits(company: Company) -> None:
    for code in company.products["gtin13"]:
        digits = [int(digit) for digit in code]
        from_right = sum(d * (3 if place % 2 else 1) for place, d in enumerate(digits[::-1]))
        assert from_right % 10 == 0
    assert core.gtin13(1).startswith("952")


def test_prices_and_costs_are_of_real_size(company: Company) -> None:
    goods = company.products
    assert goods["list_price_usd"].between(9, 120).all()
    assert goods["weight_kg"].between(0.1, 8).all()
    assert (goods["cost_cny"] < goods["list_price_usd"] * core.CNY_PER_USD * 0.75).all()
    assert (goods["length_cm"] >= goods["width_cm"]).all()


def test_rates_of_the_euro(company: Company) -> None:
    """Twenty days and four yearly means are the bank's own; no weekend, no closing day."""
    wide = company.ecb_fx.pivot(index="date", columns="ccy", values="rate")
    assert wide.notna().all().all()
    assert (wide.index.day_of_week < 5).all()
    assert pd.Timestamp("2022-04-15") not in wide.index
    assert pd.Timestamp("2021-12-24") in wide.index
    assert wide.loc["2022-12-30"].tolist() == [7.3582, 1.0666]
    assert wide.loc["2023-12-29"].tolist() == [7.8509, 1.105]
    steps = wide.pct_change().dropna().abs()
    assert steps.max().max() < 0.05
    assert (steps > 0).mean().min() > 0.98
    means = wide.groupby(wide.index.year).mean()
    for year, *mean in YEAR_MEANS:
        assert means.loc[year, ["USD", "CNY"]].tolist() == pytest.approx(mean, abs=2e-5)
    in_dollars = means.loc[2022, "USD"] / means.loc[2022, "CNY"]
    last_day = wide.loc["2022-12-30", "USD"] / wide.loc["2022-12-30", "CNY"]
    assert in_dollars / last_day - 1 == pytest.approx(0.026, abs=0.0005)  # as the card says


def test_the_research_firm_cut_two_of_its_rates(company: Company) -> None:
    frame = company.netsun
    before = pd.Series([9.0, *frame["trn_cny"][:-1]])
    growth = 100 * (frame["trn_cny"] / before - 1)
    rounded = (growth.round(2) - frame["growth_stated"]).abs() < 0.001
    assert rounded.tolist() == [False, False, True, True, True]


def test_customs_totals_are_the_sum_of_their_parts(company: Company) -> None:
    wide = company.gac.pivot_table(
        index=["period", "vintage"], columns="series", values=["value_bn", "step_bn"]
    ).dropna()
    assert len(wide) == 5
    gap = (
        wide["value_bn"]["exports"] + wide["value_bn"]["imports"] - wide["value_bn"]["total"]
    ).abs()
    assert (gap <= wide["step_bn"].sum(axis=1) / 2).all()
