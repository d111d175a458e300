"""Orders, shipments and settlements are of one company, and common mistakes show in them."""

import io
from decimal import Decimal

import pandas as pd
import pytest
from lumina import SEED
from lumina.build import ROOT
from lumina.generator import keys, settlements
from lumina.generator.company import TABLES, Company
from lumina.rules import load

pytestmark = pytest.mark.unit

SHOPS = {
    "Bazaar.com": "US", "Bazaar.de": "DE", "Bazaar.fr": "FR", "Bazaar.co.uk": "UK",
    "Bazaar.co.jp": "JP", "Bazaar.com.au": "AU",
}  # fmt: skip


@pytest.fixture(scope="module", params=[SEED, 3])
def company(request: pytest.FixtureRequest) -> Company:
    return Company(request.param)


def tabs(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), sep="\t", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def report(company: Company) -> pd.DataFrame:
    frame = tabs(company.order_report)
    frame["market"] = frame["sales-channel"].map(SHOPS)
    frame["quantity"] = frame["quantity"].astype(int)
    return frame


def amounts(company: Company, market: str) -> pd.DataFrame:
    """A settlement with amounts as numbers, without its first row."""
    text = company.file(f"settlement_{market.lower()}.txt")
    frame = tabs(text)
    numbers = frame["amount"].str.replace(",", ".")
    return frame.assign(amount=[Decimal(value or "0") for value in numbers])[1:]


def test_keys_join_across_all_tables(company: Company) -> None:
    """Products priced, listed, pictured, sold and shipped are the same; so are the places."""
    known = {
        "sku": set(company.products["sku"]),
        "channel": set(company.channels["channel"]),
        "warehouse": set(company.warehouses["warehouse"]),
    }
    joined = set()
    for name in TABLES:
        frame = company.table(name)
        for key, values in known.items():
            if key in frame:
                # An empty channel of a term or a rule means all of them.
                assert set(frame[key].dropna()) - {""} <= values, (name, key)
                joined.add((name, key))
    assert {("price_daily", "sku"), ("shipments", "sku"), ("track_parcels", "sku")} <= joined


def test_pieces_of_a_market_day_are_those_of_price_daily(
    company: Company, report: pd.DataFrame
) -> None:
    daily, zones = company.price_daily, company.markets.set_index("market")["zone"]
    sent = report[report["fulfillment-channel"] == "AFN"]
    wrong_day = 0
    for (market, sku), lines in sent.groupby(["market", "sku"]):
        moment = pd.to_datetime(lines["purchase-date"], utc=True)
        day = moment.dt.tz_convert(zones[market]).dt.tz_localize(None).dt.normalize()
        wanted = daily[
            (daily["sku"] == sku)
            & (daily["market"] == market)
            & daily["date"].between(pd.Timestamp("2026-08-27"), pd.Timestamp("2026-08-31"))
        ].set_index("date")["units"]
        wanted = wanted[wanted > 0]
        sold = lines.groupby(day)["quantity"].sum()
        assert sold[sold > 0].to_dict() == wanted.to_dict()
        careless = lines.groupby(lines["purchase-date"].str[:10])["quantity"].sum()
        wrong_day += careless.to_dict() != {f"{key:%Y-%m-%d}": n for key, n in wanted.items()}
        utc = lines.groupby(moment.dt.strftime("%Y-%m-%d"))["quantity"].sum()
        assert utc.to_dict() != {f"{key:%Y-%m-%d}": n for key, n in wanted.items()}
    assert sent.groupby("market")["sku"].nunique().to_dict() == {"DE": 2, "JP": 2, "US": 2}
    assert wrong_day == 2  # in Germany, where the report is written in UTC


def test_item_price_is_the_total_of_the_line(company: Company, report: pd.DataFrame) -> None:
    sold = report[(report["order-status"] == "Shipped") & (report["fulfillment-channel"] == "AFN")]
    price = sold["item-price"].astype(float)
    prices = company.price_daily.groupby("sku")["price"].agg(["min", "max"])
    each = price / sold["quantity"]
    assert (each >= sold["sku"].map(prices["min"]) - 0.01).all()
    assert (each <= sold["sku"].map(prices["max"]) + 0.01).all()
    in_euro = sold["market"] == "DE"
    assert (price * sold["quantity"])[in_euro].sum() > 1.3 * price[in_euro].sum()
    taxed = price - sold["item-promotion-discount"].astype(float)
    gap = (taxed - taxed / 1.19 - sold["item-tax"].astype(float)).abs()
    assert gap[in_euro].max() < 0.0051


def test_the_report_has_the_warts_of_a_real_one(company: Company, report: pd.DataFrame) -> None:
    text = company.order_report.decode()
    assert text.count("\r\n") == text.count("\n")
    codes = report["ship-postal-code"]
    assert codes.str.match(r"'0\d{4}$").any()
    assert codes.str.match(r"0\d{4}$").any()
    assert codes[report["ship-country"] == "DE"].str.match(r"\d{4}$").any()
    gone = report[report["order-status"] == "Cancelled"]
    assert 0.01 < len(gone) / len(report) < 0.06
    assert (gone["quantity"] == 0).all()
    assert (gone["item-price"] == "").all()
    offsets = report["purchase-date"].str[-6:]
    assert set(offsets) == {"-07:00", "+09:00", "+00:00"}
    assert report["amazon-order-id"].str.fullmatch(r"\d{3}-\d{7}-\d{7}").all()
    assert report["amazon-order-id"].duplicated().any()


def test_shipments_join_the_report_with_the_tracked_parcels(
    company: Company, report: pd.DataFrame
) -> None:
    sent, parcels = company.shipments, company.track_parcels.set_index("tracking")
    assert sent["order_item_id"].is_unique
    assert sent["shipment_id"].str.fullmatch(r"SP[0-9A-Z]{9}").all()
    shipped = report[report["order-status"] == "Shipped"]
    pairs = set(zip(sent["order_id"], sent["sku"], sent["quantity"], strict=True))
    here = zip(shipped["amazon-order-id"], shipped["sku"], shipped["quantity"], strict=True)
    assert set(here) <= pairs
    tracked = sent.dropna(subset="tracking")
    assert len(tracked) == (parcels["channel"] == "bazaar").sum()
    found = parcels.loc[tracked["tracking"]]
    for key in ("order_id", "sku", "market", "warehouse", "shipped"):
        assert (found[key].to_numpy() == tracked[key].to_numpy()).all()
    own = shipped[shipped["fulfillment-channel"] == "MFN"]["amazon-order-id"]
    assert len(own) >= 5
    assert set(own) <= set(tracked["order_id"])
    assert (sent.groupby("order_id")["shipment_id"].nunique() == 2).any()


@pytest.mark.parametrize("market", settlements.MARKETS)
def test_a_settlement_pays_the_orders(company: Company, report: pd.DataFrame, market: str) -> None:
    first = tabs(company.file(f"settlement_{market.lower()}.txt")).iloc[0]
    paid = amounts(company, market)
    assert Decimal(first["total-amount"].replace(",", ".")) == paid["amount"].sum() > 0
    assert (paid["total-amount"] == "").all()
    orders = report[(report["market"] == market) & (report["order-status"] == "Shipped")]
    of_orders = paid[paid["transaction-type"] == "Order"]
    unpaid = set(orders["amazon-order-id"]) - set(of_orders["order-id"])
    assert 1 <= len(unpaid) <= 3
    assert set(of_orders["order-id"]) <= set(orders["amazon-order-id"])
    assert set(of_orders["shipment-id"]) <= set(company.shipments["shipment_id"])
    lines = of_orders.drop_duplicates("order-item-code").merge(
        company.shipments, left_on="order-item-code", right_on="order_item_id", suffixes=("", "_")
    )
    assert len(lines) == len(orders) - 3
    assert (lines["quantity-purchased"].astype(int) == lines["quantity"]).all()
    assert of_orders["quantity-purchased"].astype(int).sum() > 3 * orders["quantity"].sum()
    refunds = paid.loc[paid["transaction-type"] == "Refund", "order-item-code"].nunique()
    assert 0.01 < refunds / len(orders) < 0.25


@pytest.mark.parametrize("market", settlements.MARKETS)
def test_principal_and_tax_are_the_price_of_the_line(
    company: Company, report: pd.DataFrame, market: str
) -> None:
    paid = amounts(company, market)
    paid = paid[paid["transaction-type"] == "Order"]
    price = paid[
        paid["amount-description"].isin(["Principal", "Tax"])
        & paid["amount-type"].isin(["ItemPrice", "Promotion"])
    ]
    got = price.groupby(["order-id", "sku"])["amount"].sum()
    asked = report.set_index(["amazon-order-id", "sku"]).loc[got.index]
    wanted = [
        Decimal(row["item-price"])
        - Decimal(row["item-promotion-discount"])
        + (Decimal(row["item-tax"]) if market == "US" else 0)
        for _, row in asked.iterrows()
    ]
    assert got.tolist() == wanted
    withheld = paid[paid["amount-type"] == "ItemWithheldTax"]["amount"].sum()
    taxes = paid[
        (paid["amount-type"] == "ItemPrice")
        & paid["amount-description"].isin(["Tax", "ShippingTax", "GiftWrapTax"])
    ]["amount"].sum()
    assert withheld == (0 if market == "JP" else -taxes)


@pytest.mark.parametrize("market", settlements.MARKETS)
def test_the_wrong_fees_are_as_many_as_the_card_says(
    company: Company, report: pd.DataFrame, market: str
) -> None:
    """Who recomputes the fees from the report and the rule pack finds four and three."""
    fees, day = load("fees"), pd.Timestamp("2026-08-31")
    paid = amounts(company, market)
    goods = company.products.set_index("sku")["category"]
    lines = report.set_index(["amazon-order-id", "sku"])
    of_orders = paid[paid["transaction-type"] == "Order"]
    wrong = {"Commission": 0, "FBAPerUnitFulfillmentFee": 0}
    usual = (
        of_orders[of_orders["amount-description"] == "FBAPerUnitFulfillmentFee"]
        .assign(each=lambda rows: rows["amount"] / rows["quantity-purchased"].map(Decimal))
        .groupby("sku")["each"]
        .agg(lambda each: each.mode()[0])
    )
    for _, row in of_orders.iterrows():
        line = lines.loc[(row["order-id"], row["sku"])]
        if row["amount-description"] == "FBAPerUnitFulfillmentFee":
            wanted = usual[row["sku"]] * int(row["quantity-purchased"])
        elif row["amount-description"] == "Commission":
            rate = fees.value(
                f"referral.{goods[row['sku']]}", as_of=day, jurisdiction=market, channel="bazaar"
            )
            shown = sum(
                Decimal(line[name]) for name in ("item-price", "shipping-price", "gift-wrap-price")
            ) - sum(
                Decimal(line[name])
                for name in ("item-promotion-discount", "ship-promotion-discount")
            )
            wanted = -rate * shown
        else:
            continue
        wrong[row["amount-description"]] += abs(row["amount"] - wanted) > Decimal("0.51") / (
            1 if market == "JP" else 100
        )
    assert wrong == {"Commission": 4, "FBAPerUnitFulfillmentFee": 3}


def test_amounts_are_written_as_each_market_writes_them(company: Company) -> None:
    forms = {"us": r"-?\d+\.\d\d", "de": r"-?\d+,\d\d", "jp": r"-?\d+"}
    for market, form in forms.items():
        frame = tabs(company.file(f"settlement_{market}.txt"))
        assert frame["amount"][1:].str.fullmatch(form).all()
    german = tabs(company.file("settlement_de.txt"))
    assert german["posted-date"][1:].str.fullmatch(r"\d\d\.0[89]\.2026").all()


def test_keys_are_one_to_one_and_refuse_what_is_no_order() -> None:
    numbers = [*range(3000), *range(keys.DIRECT, keys.DIRECT + 3000), keys.LAST]
    for make in (
        lambda number: keys.order_id(number, "DE"),
        keys.order_item_id,
        keys.shipment_id,
        lambda number: keys.shipment_id(number, 9),
    ):
        assert len({make(number) for number in numbers}) == len(numbers)
    assert keys.order_id(0, "DE") == "304-1802247-6693115"
    for wrong in (
        lambda: keys.order_id(-1, "DE"),
        lambda: keys.order_id(1, "IT"),
        lambda: keys.order_item_id(1, 0),
        lambda: keys.shipment_id(1, 10),
        lambda: keys.shipment_id(keys.LAST + 1),
    ):
        with pytest.raises(ValueError, match="got|no market"):
            wrong()


def test_rate_cards_cover_every_lane_without_a_gap(company: Company) -> None:
    cards = company.rate_cards
    parcels = company.track_parcels
    lanes = set(zip(cards["warehouse"], cards["market"], cards["service"], strict=True))
    used = set(zip(parcels["warehouse"], parcels["market"], parcels["service"], strict=True))
    assert used <= lanes
    assert set(cards["carrier"]) <= {*company.track_carriers["carrier"], "FWD"}
    for _, bands in cards.groupby(["card", "warehouse", "market", "service"]):
        assert bands["above_kg"].tolist() == [0.0, *bands["up_to_kg"][:-1]]
    sea = cards[(cards["service"] == "sea") & (cards["card"] == "2026-H2")]
    rate = sea.set_index("market")["per_kg_cny"]
    costs = company.costs
    reckoned = (costs["weight_kg"] * costs["market"].map(rate) + 0.6).round(2)
    assert (reckoned - costs["freight_cny"]).abs().max() < 0.011
    assert cards["battery_cny"].isna().sum() == 2 * 3


def test_orders_and_payments_are_the_same_each_time() -> None:
    one, two, other = Company(7), Company(7), Company(8)
    assert one.order_report == two.order_report
    assert one.settlement_de == two.settlement_de
    assert one.shipments.equals(two.shipments)
    assert one.order_report != other.order_report


def test_these_files_are_small() -> None:
    names = ("order_report.txt", "settlement_us.txt", "settlement_de.txt", "settlement_jp.txt",
             "shipments.csv", "rate_cards.csv")  # fmt: skip
    assert sum((ROOT / "tables" / name).stat().st_size for name in names) < 1_500_000
