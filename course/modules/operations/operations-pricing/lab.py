# %% [markdown]
"""
# What should it cost?

## The desk

Tuesday, 1 September 2026, half past eight in Guangzhou. At eleven the autumn prices of Lumina
Trading go live: forty products on the marketplace Bazaar, sixteen in Germany, fourteen in the
United States, ten in Japan. You are the **operations specialist**. In Table 1 of the paper that
this course grew from (Wen and Wu, "The Tech-Driven Era") your daily work is "product listing,
price adjustment, inventory control". This morning is all price adjustment.

Mr Qiu, who runs operations, puts a brochure on your desk. A firm wants to sell him a *repricer*:
software that learns from your sales and sets every price by itself. "They say it has beaten people
like us. Make me a plan without it. And then tell me when I could trust such a thing."

So at eleven you hand in two things: **a price plan**, which is one price for each product with
the profit you expect from it, and **a memo** about the repricer.

**You need** pandas for filtering and grouping, and exchange rates. The statistics are in the
notebook.

**Afterwards you can**

- say what a piece costs when it lies in the overseas warehouse;
- take tax and fees out of a price;
- measure how buyers answer to a price, and how sure that is;
- find the prices that earn most, within the law and within what you know;
- test a model on days it has never seen, and say when not to trust it.

**Time:** about 120 minutes, for seven tasks (Tasks 2 and 3 are short) and the memo.
"""

# %%
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from autograder.checks import approx, check, course_seed, data_file, fill, rules

TODAY = date(2026, 9, 1)
daily = pd.read_csv(data_file("price_daily.csv"), parse_dates=["date"])
costs = pd.read_csv(data_file("costs.csv"), dtype={"hs6": str})
history = pd.read_csv(data_file("price_history.csv"), parse_dates=["from_date"])
brand_prices = pd.read_csv(data_file("map.csv"), parse_dates=["valid_from", "valid_to"])
titles = pd.read_csv(data_file("products.csv"), index_col="sku")["title"]
markets = pd.read_csv(data_file("markets.csv"), index_col="market")


def product(make, name, tasks, *parts):
    """What `make` makes of the parts; None, and a line that says why, where it cannot be made."""
    try:
        if not any(part is None for part in parts):
            return make(*parts)
    except NotImplementedError:
        pass
    except Exception as error:
        print(f"{name} cannot be made. {type(error).__name__}: {error}")
        return None
    print(f"{name} appears here when {tasks} work.")
    return None


daily.head(3)

# %% [markdown]
"""
## The idea

A high price earns much on each piece and sells few. A low price sells many and earns nothing.
Somewhere between lies a top.

Take a lamp that costs you 8 euros, all in. At 10 euros you sell 100 a day. At 20 you sell 25:
twice the price, a quarter of the pieces. At 16 you sell 39.

| price | you keep on one | pieces a day | profit a day |
|---|---|---|---|
| 10 | 2 | 100 | 200 |
| 16 | 8 | 39 | **312** |
| 20 | 12 | 25 | 300 |

How strongly do buyers answer? The number for it is the **elasticity**: if the price rises by 1 %,
by how many percent do sales change? Here it is −2. Over 1,851 measurements in 81 studies the mean
was −2.62 (Bijmolt, van Heerde and Pieters, 2005).

If the elasticity *e* is the same at every price, and below −1, the top has a formula:

> **price = cost × e / (1 + e)**

With *e* = −2 that is 8 times −2 / −1, so 16. The best price does not depend on how *many* people
come, only on how they *answer*: with *e* = −4 it is 8 times 4/3, or 10.67. With *e* of −1 or nearer
to zero there is no top: each rise earns more. That is a reason to doubt *e*.

**Guess before you run the next cell:** you do not know the cost to the cent. Is it safer to be one
euro below the best price, or one euro above it? Write your guess on paper.
"""


# %%
def hill(cost=8.0, elasticity=-2.0):
    """The profit of the lamp at every price, and the three prices of the table."""
    prices = np.linspace(8.2, 30, 200)
    profit = 100 * (prices / 10) ** elasticity * (prices - cost)
    fig = Figure(figsize=(8, 3.2))
    ax = fig.subplots()
    ax.fill_between(prices, profit, color="#f3e3c3")
    ax.plot(prices, profit, color="#8a5a00", linewidth=2)
    for price, words, place in [
        (10, "10: too low", (12, -12)),
        (16, "16: the top", (0, 9)),
        (20, "20: too high", (6, 8)),
    ]:
        height = 100 * (price / 10) ** elasticity * (price - cost)
        ax.plot(price, height, "o", color="black", markersize=7 if price == 16 else 5)
        ax.annotate(words, (price, height), place, textcoords="offset points")
    ax.set(xlabel="price, euros", ylabel="profit a day, euros", ylim=(0, 370), xlim=(8, 30))
    ax.spines[["top", "right"]].set_visible(False)
    return fig


hill()

# %% [markdown]
"""
*What you see: a hill. Profit climbs steeply from nothing at 8 euros to its top of 312 at 16, then
falls slowly: 300 at 20, and still 244 at 30.*

Below the top profit falls fast, above it slowly: a little too high costs less than a little too
low. What is still missing: the cost, your part of the price, *e*, and how far you trust it.

Each task below is one function. Write it where `raise NotImplementedError()` stands, run the cell,
then the check under it. When your work is graded, more checks run with other numbers, dates and
rules. What a function is given is yours: you may change it.

## 8:40 · Task 1. From the factory gate to the shelf

The supplier's price is **FOB**, free on board: packed, delivered and on the ship in Guangzhou. Then
come freight, insurance, and at the border **duty**. Together they are the **landed cost**: what a
piece has cost when it lies in the warehouse of its market. (Import tax such as VAT is not in it:
a registered firm gets it back.)

Duty is a share of the **customs value**, and customs do not agree what that is. The EU and Japan
take **CIF**: cost, insurance and freight together. The United States take FOB alone.

And duty has days. For goods made in China the United States asked in 2026

- from 24 February **10 %** more, the surcharge of Section 122. It could last 150 days, so its last
  day was Thursday, 23 July;
- from 24 July, one minute after midnight in Washington, **12.5 %** more, under Section 301 (forced
  labour). Other countries of origin pay 10 or 12.5 %, some of them counted in another way.

What counts is the day of *entry*, when the goods are declared at customs; not the day of the order.
Neither was for all goods. Both left out goods under Section 232 (steel, for one), medicines,
aircraft and listed codes; the first some electronics and books, too. Goods already at sea had a few
days more. Ask a customs broker which of this fits; here every product pays the full rate.

So a rule is a number *with days*. At Lumina it stands in a **rule pack**, with dates and source.
These are the American rules for bags:
"""


# %%
def duty_rules():
    """All duties of the rule packs for goods of China, as dicts; hs6 "" means: every product."""
    surcharges = ("surcharge_section_122", "surcharge_section_301_labor.CN")
    listed = []
    for rule in (*rules("duty").rules, *rules("low_value").rules):
        name, _, hs6 = rule.rule_id.partition(".")
        if name in ("duty", "section_301_list") or rule.rule_id in surcharges:
            listed.append(
                {
                    "hs6": "" if rule.rule_id in surcharges else hs6,
                    "place": rule.jurisdiction,
                    "rate": rule.value,
                    "valid_from": rule.valid_from,
                    "valid_to": rule.valid_to,
                }
            )
    return listed


duties = duty_rules()
pd.DataFrame([rule for rule in duties if rule["place"] == "US" and rule["hs6"] in ("420292", "")])

# %% [markdown]
"""
`hs6` is the **HS code**, the first six digits under which customs all over the world file a
product; 420292 is bags. The 17 % are invented for this course, as are the rates of all products.
The 25 % are real: an older duty on goods of China, which holds for many other codes, too; our pack
has it for bags only. Look every rate up before you ship anything. (The fee for each entry, some 34
dollars or more for a whole container, is left out.)

Money comes as `Decimal`, which counts in tens as accountants do: `Decimal("0.10")` is exactly ten
percent. To round half up, as an invoice does: `x.quantize(Decimal("0.01"), ROUND_HALF_UP)`.
"""


# %% task="landed" role="answer"
def landed_cost(item: dict, duties: list[dict], as_of: date, cny_per_unit: Decimal) -> Decimal:
    """What one piece has cost in the warehouse of its market, in the market's money.

    item: hs6 (text of six digits), place ("EU", "US" or "JP"), customs_value ("CIF" or "FOB"),
    and in yuan a piece cost_cny (FOB), freight_cny, insurance_cny (Decimal).
    duties: rules as dicts, in any order: hs6 (six digits, or "" for every product), place, rate
    (Decimal, share of the customs value), valid_from and valid_to (date; both days included;
    valid_to None: still valid). A rule fits if product, place and day fit. The rates of all
    rules that fit add up, also where two are for the same hs6. There may be none.
    as_of: the day of entry.
    cny_per_unit: how many yuan one unit of the market's money costs.
    Exact, and rounded once: the result, half up to two decimals (yen, too: this is a cost to
    calculate with, and no price).

    100 yuan, freight 18, insurance 2, CIF, duty 10 %, 8 yuan a euro: Decimal("16.50").
    """
    ### BEGIN SOLUTION
    rate = Decimal(0)
    for rule in duties:
        fits = rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]
        ended = rule["valid_to"] is not None and rule["valid_to"] < as_of
        if fits and rule["valid_from"] <= as_of and not ended:
            rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
    ### END SOLUTION


# %%
def tent_for(place, customs_value):
    """The tent of the example, on its way to a place."""
    money = {"cost_cny": "100", "freight_cny": "18", "insurance_cny": "2"}
    amounts = {name: Decimal(amount) for name, amount in money.items()}
    return {"hs6": "630622", "place": place, "customs_value": customs_value, **amounts}


def few_duties():
    """Five rules: two for tents, one for bags, and two American surcharges."""
    rows = [
        ("630622", "EU", "0.10", date(2025, 1, 1), None),
        ("630622", "US", "0.08", date(2025, 1, 1), None),
        ("420292", "EU", "0.03", date(2025, 1, 1), None),
        ("", "US", "0.10", date(2026, 2, 24), date(2026, 7, 23)),
        ("", "US", "0.125", date(2026, 7, 24), None),
    ]
    names = ("hs6", "place", "rate", "valid_from", "valid_to")
    return [dict(zip(names, (*row[:2], Decimal(row[2]), *row[3:]), strict=True)) for row in rows]


# %% task="landed" role="check" points=1 outcome="landed-cost"
with check("landed"):  # the tent in the EU, then in the United States on 23 and 24 July
    cost = landed_cost(tent_for("EU", "CIF"), few_duties(), date(2026, 9, 1), Decimal(8))
    assert isinstance(cost, Decimal), "landed-type"
    assert cost != approx(Decimal(1056)), "landed-currency"
    assert cost != approx(Decimal("15.00")), "landed-no-duty"
    assert cost != approx(Decimal("16.25")), "landed-cif"
    assert cost != approx(Decimal("16.95")), "landed-other-goods"
    assert cost == Decimal("16.50"), fill("landed-value", got=float(cost))
    before, after = (
        landed_cost(tent_for("US", "FOB"), few_duties(), date(2026, 7, day), Decimal(6))
        for day in (23, 24)
    )
    assert before != approx(Decimal("21.33")), "landed-last-day"
    assert after != approx(Decimal("21.33")), "landed-first-day"
    assert after != approx(Decimal("25.08")), "landed-date"
    assert after != approx(Decimal("24.10")), "landed-fob"
    assert before == Decimal("23.00"), fill("landed-us", got=float(before))
    assert after == Decimal("23.42"), fill("landed-us", got=float(after))


# %% task="landed" role="hidden" points=2 outcome="landed-cost"
def _landed_cases():
    """Pieces, rules, days and rates drawn at random, with the cost worked out in fractions."""
    from fractions import Fraction

    draw = np.random.default_rng([course_seed(), 1])

    def cents(low, high):
        return Decimal(int(draw.integers(100 * low, 100 * high))) / 100

    first, last = date(2031, 3, 10), date(2031, 8, 19)
    spans = [(date(2025, 1, 1), None), (first, last), (date(2033, 1, 1), None)]
    spans += [(date(2025, 1, 1), date(2030, 1, 1))]
    names = ("hs6", "place", "rate", "valid_from", "valid_to")
    for number in range(24):
        pack = [
            dict(zip(names, (hs6, place, cents(2, 19) / 100, *span), strict=True))
            for hs6 in ("630622", "630629", "420292", "")
            for place in ("EU", "US", "JP")
            for span in spans
        ]
        place = ("EU", "US", "JP")[number % 3]
        day = (date(2031, 5, 1), date(2032, 5, 1), date(2030, 6, 1))[number % 5 % 3]
        item = {"hs6": "630622", "place": place, "colour": "green"}
        item["customs_value"] = ("CIF", "FOB")[number % 2]
        item |= {"cost_cny": cents(50, 400), "freight_cny": cents(20, 90)}
        item["insurance_cny"] = cents(5, 30)
        money = cents(5, 9)
        rate, cost = Fraction(0), Fraction(item["cost_cny"])
        for rule in pack:
            mine = rule["place"] == place and rule["hs6"] in ("630622", "")
            if mine and rule["valid_from"] <= day <= (rule["valid_to"] or date(2099, 1, 1)):
                rate += Fraction(rule["rate"])
        total = cost + Fraction(item["freight_cny"]) + Fraction(item["insurance_cny"])
        value = total if item["customs_value"] == "CIF" else cost
        exact = (total + value * rate) / Fraction(money)
        right = Decimal(int(exact * 100 + Fraction(1, 2))) / 100
        order = [pack[int(place)] for place in draw.permutation(len(pack))]
        yield (item, order, day, money), right


with check("landed"):
    for _given, _right in _landed_cases():
        _cost = landed_cost(*_given)
        assert isinstance(_cost, Decimal), "landed-type"
        assert abs(_cost - _right) <= Decimal("0.01"), "landed-hidden"


# %% task="landed" role="hidden" points=1 outcome="landed-cost"
def _landed_edge(day=date(2031, 5, 1), cny_per_unit="8", rates=("0.10",), **item):
    """The cost of a piece that falls under rules of 1 May to 1 June 2031."""
    piece = {"hs6": "940521", "place": "JP", "customs_value": "FOB"}
    piece |= {"cost_cny": "0", "freight_cny": "0", "insurance_cny": "0", **item}
    for name in ("cost_cny", "freight_cny", "insurance_cny"):
        piece[name] = Decimal(piece[name])
    span = {"valid_from": date(2031, 5, 1), "valid_to": date(2031, 6, 1)}
    pack = [{"hs6": "940521", "place": "JP", "rate": Decimal(rate), **span} for rate in rates]
    return landed_cost(piece, pack, day, Decimal(cny_per_unit))


with check("landed"):
    for _month, _day, _right in [(4, 30, "10"), (5, 1, "12"), (6, 1, "12"), (6, 2, "10")]:
        _cost = _landed_edge(date(2031, _month, _day), "10", ("0.20",), cost_cny="100")
        assert _cost == Decimal(_right), "landed-edge"
    assert _landed_edge(rates=("0.10", "0.25"), cost_cny="80") == Decimal("13.50"), "landed-two"
    assert _landed_edge(rates=("0.10", "0.10"), cost_cny="80") == Decimal("12.00"), "landed-two"
    assert _landed_edge(rates=(), cost_cny="80") == Decimal("10.00"), "landed-none"
    for _half in ("16.165", "8.045", "12.665", "1050.185"):
        _up = Decimal(_half) + Decimal("0.005")
        _cost = _landed_edge(rates=(), freight_cny=str(Decimal(_half) * 8))
        assert _cost == _up, "landed-rounding"
    _cost = _landed_edge(rates=("0.12",), cost_cny="66.90", freight_cny="13.13")
    assert _cost == Decimal("11.01"), "landed-once"
    _cost = _landed_edge(cny_per_unit="0.05", rates=(), cost_cny="1.03")
    assert _cost == Decimal("20.60"), "landed-yen"
    _cost = _landed_edge(cny_per_unit="0.05", rates=("0.123",), cost_cny="1.03")
    assert _cost == Decimal("23.13"), "landed-once"

# %% [markdown] task="landed" role="hint"
"""
Take the tent that enters the United States on 24 July. Go down the list of rules with your finger.
Which of them fit the product, the place *and* the day? And a share of what?
"""

# %% [markdown] task="landed" role="hint"
"""
First find the sum of the rates that fit, and nothing else. Then the customs value. Then the cost in
yuan. Change the money and round at the very end, in one line.
"""

# %% [markdown] task="landed" role="hint"
"""
Begin with a rate of zero and go through the rules one by one. A rule counts if its hs6 is the
item's or empty, its place is the item's, the day of entry is not before its first day, and not
after its last day, if it has one. The duty is the sum of the rates times the customs value: all
three amounts for CIF, the cost alone for FOB. Cost, freight, insurance and duty together, divided
by the yuan for one unit of money, then rounded.
"""

# %% [markdown]
"""
## 8:55 · Task 2. How much of a price is yours?

A buyer in Germany pays 119 euros. Nineteen of them never were yours: prices for consumers in the
EU and in Japan include **VAT** (value added tax; in Japan consumption tax). It is 19 % *of the net
price*, so net is 119 / 1.19 = 100. In the United States prices are shown without tax; there the
rate here is 0.

Then the marketplace takes its **referral fee**, a commission. Many sellers get this wrong: it is a
share of the price that the *buyer* sees, so in Germany with the tax in it. 15 % of 119, not of 100.
There is a smallest fee, too, which matters for cheap things. Last comes the **fulfilment fee**, a
fixed amount for picking, packing and sending one piece. (Fees of real marketplaces change every
January. Ours are simplified.)

|  | euros |
|---|---|
| the buyer pays | 119.00 |
| VAT, 119 − 119 / 1.19 | −19.00 |
| referral fee, 15 % of 119 | −17.85 |
| fulfilment | −4.25 |
| **net revenue** | **77.90** |

On the bill, tax and fee are each rounded half up to the smallest coin: cents have two decimals,
yen none.
"""


# %% task="net" role="answer"
def net_revenue(
    price: Decimal, vat: Decimal, fee: Decimal, fee_min: Decimal, fulfilment: Decimal, places: int
) -> Decimal:
    """What the seller gets of one sold piece, before its cost, in the market's money.

    price: as the buyer sees it, with tax where `vat` is not 0.
    vat: tax rate as a share of the net price (0.19; 0 where prices are shown without tax).
    fee: referral fee as a share of `price`; fee_min: the least it can be.
    fulfilment: fixed fee for one piece.
    places: decimals of the currency, 0 to 3 (2 for EUR and USD, 0 for JPY). The tax and the
    referral fee are each rounded half up to them, and nothing else is rounded.
    Exact. Below zero if the fees are more than the price.

    net_revenue(119.00, 0.19, 0.15, 0.30, 4.25, 2), all as Decimal but the 2, is 77.90.
    """
    ### BEGIN SOLUTION
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
    ### END SOLUTION


# %% task="net" role="check" points=1 outcome="price-net"
with check("net"):  # the lamp of 119 euros, something cheap in dollars, and yen
    fees = (Decimal("0.15"), Decimal("0.30"), Decimal("4.25"), 2)
    left = net_revenue(Decimal("119.00"), Decimal("0.19"), *fees)
    assert isinstance(left, Decimal), "net-type"
    assert left != approx(Decimal("74.29")), "net-vat"
    assert left != approx(Decimal("80.75")), "net-fee-base"
    assert left != approx(Decimal("96.90")), "net-no-vat"
    assert left != approx(Decimal("82.15")), "net-fulfilment"
    assert left != approx(Decimal("95.45")), "net-smaller"
    assert left == Decimal("77.90"), fill("net-value", got=float(left))
    cheap = net_revenue(Decimal("9.00"), Decimal(0), Decimal("0.03"), *fees[1:])
    assert cheap != approx(Decimal("4.48")), "net-minimum"
    assert cheap == Decimal("4.45"), fill("net-cheap", got=float(cheap))
    yen = net_revenue(Decimal(4980), Decimal("0.10"), Decimal("0.15"), Decimal(30), Decimal(410), 0)
    assert yen == yen // 1, fill("net-coin", got=float(yen))
    assert yen == 3370, fill("net-yen", got=float(yen))


# %% task="net" role="hidden" points=1 outcome="price-net"
def _net_cases():
    """Prices, rates and fees drawn at random, with what is left worked out in fractions."""
    from fractions import Fraction

    draw = np.random.default_rng([course_seed(), 2])

    def half_up(amount, places):
        return Decimal(int(amount * 10**places + Fraction(1, 2))).scaleb(-places)

    for number in range(30):
        places = (2, 0)[number % 5 % 2]
        price = Decimal(int(draw.integers(2000, 9999))).scaleb(-places)
        vat = Decimal(int(draw.integers(5, 27))) / 100 * (number % 4 > 0)
        fee = Decimal(int(draw.integers(5, 21))) / 100
        least = (price * (Decimal("0.3") if number % 3 == 0 else Decimal("0.02"))).quantize(
            Decimal(1).scaleb(-places)
        )
        sending = Decimal(int(draw.integers(300, 800))).scaleb(-places)
        net = Fraction(price) / (1 + Fraction(vat))
        share = max(Fraction(price) * Fraction(fee), Fraction(least))
        right = price - half_up(Fraction(price) - net, places) - half_up(share, places) - sending
        coin = Decimal(1).scaleb(-places)
        yield (price, vat, fee, least, sending, places), right, coin, number % 3 == 0


with check("net"):
    for _given, _right, _coin, _least in _net_cases():
        _left = net_revenue(*_given)
        assert isinstance(_left, Decimal), "net-type"
        assert abs(_left - _right) <= _coin, "net-least" if _least else "net-hidden"


# %% task="net" role="hidden" points=1 outcome="price-net"
def _left_of(price, vat, fee, fee_min, fulfilment, places):
    """What is left of a price, all given as texts but the decimals."""
    return net_revenue(*map(Decimal, (price, vat, fee, fee_min, fulfilment)), places)


with check("net"):
    assert _left_of("10.02", "0.25", "0.20", "0", "1", 2) == Decimal("5.02"), "net-rounding"
    # ties: half a coin of the fee, then of the tax, where floats or half to even go down
    assert _left_of("22.30", "0", "0.15", "0", "1", 2) == Decimal("17.95"), "net-half"
    assert _left_of("4990", "0", "0.15", "0", "90", 0) == Decimal("4151"), "net-half"
    assert _left_of("20.12", "0.60", "0", "0", "1", 2) == Decimal("11.57"), "net-half"
    assert _left_of("5020", "0.60", "0", "0", "20", 0) == Decimal("3117"), "net-half"
    assert _left_of("1.00", "0", "0.10", "0.105", "0", 2) == Decimal("0.89"), "net-half"
    assert _left_of("10.00", "0.25", "0.10", "0", "1.234", 2) == Decimal("5.766"), "net-else"
    assert _left_of("1.995", "0", "0.10", "0", "0.5", 2) == Decimal("1.295"), "net-else"
    assert _left_of("10.4", "0.20", "0.10", "0", "1.1", 1) == Decimal("6.6"), "net-places"
    assert _left_of("10.262", "0.20", "0.10", "0", "1", 3) == Decimal("6.526"), "net-places"
    assert _left_of("2.00", "0.25", "0.10", "0.90", "1.80", 2) == Decimal("-1.10"), "net-negative"

# %% [markdown] task="net" role="hint"
"""
100 euros net plus 19 % make 119. If you take 19 % off 119 again, do you arrive at 100?
"""

# %% [markdown] task="net" role="hint"
"""
Work out the tax and the referral fee, each alone and each rounded. Then subtract.
"""

# %% [markdown] task="net" role="hint"
"""
The net price is the price divided by one plus the rate; the tax is the rest. The fee is the larger
of two amounts: the share of the price, and the smallest fee. The smallest coin is a one with its
point moved `places` to the left (`Decimal(1).scaleb(-places)`); `quantize` rounds to it.
"""

# %% [markdown]
"""
## 9:05 · Task 3. A picture first

Now the number that nobody writes on an invoice: how do buyers answer? Here is what you know about
every day of the past year:

| column of `daily` | meaning |
|---|---|
| `date`, `market` | day, and market: one for each product |
| `sku` | the seller's own number of a product (stock keeping unit) |
| `currency` | currency of all money in the row |
| `price` | price of the day, as the buyer sees it |
| `units` | pieces sold |
| `promo` | 1 if a promotion with its badge ran, else 0 |
| `stockout` | 1 if the stock ran out during that day, else 0 |
| `competitor` | lowest price of a comparable product of others |
| `ad` | spent on advertising that day; no task needs it |

Look before you calculate. Draw the days of one product, so that promotions can be told from other
days, also on a grey print. On axes with logarithms equal steps are equal *percent*, and the slope
of a straight line is the elasticity.
"""


# %% task="cloud" role="answer"
def cloud(days: pd.DataFrame) -> Figure:
    """A scatter plot of one product's days: units against price.

    days: columns price, units, promo, stockout as above; some days with and some without
    promotion. Days with a stock-out are left out of the picture.
    Returns a Figure with one pair of axes, both logarithmic: price on x, units on y. A point for
    each day. The days with promotion are one call of `scatter`, the others another, with markers
    of different shape. A legend names both groups. The label of the x axis contains the word
    "price", that of the y axis "units".
    """
    ### BEGIN SOLUTION
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
    ### END SOLUTION


# %%
def points(ax):
    """The groups of points in a pair of axes: the shape of a marker, and its points in order."""
    groups = []
    for one in ax.collections:
        shape = np.round(one.get_paths()[0].vertices, 3).tolist()
        groups.append((shape, sorted(np.asarray(one.get_offsets()).tolist())))
    return groups


def points_of(days):
    """The points that the picture should have: without promotion, then with it."""
    used = days[days["stockout"] == 0]
    parts = [used[used["promo"] == promo] for promo in (0, 1)]
    return [sorted(part[["price", "units"]].astype(float).to_numpy().tolist()) for part in parts]


# %% task="cloud" role="check" points=1 outcome="demand"
with check("cloud"):  # the tent's year
    tent_days = daily[daily["sku"] == "LT-CAM-013"]
    picture = cloud(tent_days.copy())
    assert isinstance(picture, Figure), "cloud-figure"
    assert len(picture.axes) == 1, "cloud-axes"
    ax = picture.axes[0]
    assert [ax.get_xscale(), ax.get_yscale()] == ["log", "log"], "cloud-log"
    assert "price" in ax.get_xlabel().lower(), "cloud-labels"
    assert "units" in ax.get_ylabel().lower(), "cloud-labels"
    groups = points(ax)
    plain, promoted = points_of(tent_days)
    assert sum(len(group) for _, group in groups) != 365, "cloud-stockout"
    assert len(groups) == 2, "cloud-groups"
    assert sorted(group for _, group in groups) == approx(sorted([plain, promoted])), "cloud-points"
    assert groups[0][0] != groups[1][0], "cloud-grey"
    assert ax.get_legend() is not None, "cloud-legend"
    assert len(ax.get_legend().get_texts()) == 2, "cloud-legend"


# %% task="cloud" role="hidden" points=1 outcome="demand"
def _cloud_days():
    """Sixty days of an invented product in yen, the first without a stock-out last in the table."""
    draw = np.random.default_rng([course_seed(), 9])
    days = pd.DataFrame({"price": draw.choice([1980.0, 2480.0, 2980.0, 3480.0], 60)})
    days["units"] = draw.integers(3, 90, 60)
    days["promo"] = np.arange(60) % 4 // 3
    days["stockout"] = np.arange(60) % 7 // 6
    return days.sample(frac=1, random_state=1)


with check("cloud"):
    _days = _cloud_days()
    _axes = cloud(_days.copy()).axes[0]
    _groups = points(_axes)
    assert len(_groups) == 2, "cloud-groups"
    assert sorted(group for _, group in _groups) == approx(sorted(points_of(_days))), "cloud-points"
    assert [_axes.get_xscale(), _axes.get_yscale()] == ["log", "log"], "cloud-log"
    assert _groups[0][0] != _groups[1][0], "cloud-grey"

# %% [markdown] task="cloud" role="hint"
"""
How many groups of days do you see on a grey print, if only the colour differs?
"""

# %% [markdown] task="cloud" role="hint"
"""
Make the figure with `Figure()` and its axes with `subplots()`. Then one scatter for each group.
"""

# %% [markdown] task="cloud" role="hint"
"""
Keep the days without a stock-out. Go through the two values of `promo`; for each draw its days with
`scatter`, with a `marker` and a `label` of its own. Set both scales to "log" and both labels, then
ask for the legend and return the figure.
"""

# %%
product(lambda: cloud(daily[daily["sku"] == "LT-CAM-013"].copy()), "Your picture", "Task 3")

# %% [markdown]
"""
*What you see, if the picture is right: a cloud that falls from the upper left to the lower right.
Nearly all days with promotion lie at its upper left: they are cheap, and they sell more than other
days at the same price.*

## 9:15 · Task 4. What happens if we go up?

Why not put a line through the cloud? Because the days were not made by tossing a coin. *You* made
them, and you had reasons.

- **Promotions.** When the price fell, a red badge went up with it. Part of the rush was the badge.
- **The weekend.** In two markets you are cheaper when people shop most anyway.
- **Stock-outs.** On the cheapest days the shelf was empty by noon. Those days say what you *had*,
  not what people wanted. No model can repair them: they must go.

Badge and weekend are **confounders**: they change together with the price, and they move sales
themselves. Put them into the model, and days are compared with days like them.

**The competitor is another thing.** His price moves your sales, and he follows *you*. Look how far:
"""


# %%
def how_far_he_follows():
    """By how many percent competitors change their price, for one percent of ours the day before.

    One number for all products: each product's own level is taken out first.
    """
    pairs = pd.DataFrame({"sku": daily["sku"], "his": np.log(daily["competitor"])})
    pairs["ours"] = np.log(daily.groupby("sku")["price"].shift())
    moved = pairs[["ours", "his"]] - pairs.groupby("sku").transform("mean")
    return (moved["ours"] * moved["his"]).sum() / (moved["ours"] ** 2).sum()


print(f"for one percent of ours he moves {how_far_he_follows():.2f} percent")
FOLLOWS = 0.5

# %% [markdown]
"""
By about a half, and a day later. So his price is no confounder. It stands *between* your price and
your sales: a **mediator**. Whether it belongs into the model depends on your question.

- *A sale of one day.* He has no time to follow. What counts is the answer to your price alone, his
  price held still: the **partial** elasticity *e*.
- *A price that stays.* He follows by a half. With *b* for the answer to his price, 1 % more on your
  price does *e* percent by itself, and *b* / 2 percent through him: the **total** elasticity
  *e* + 0.5 × *b*. Buyers seem to mind less, because the other shop got more expensive, too.

Your plan is for the whole autumn. It needs the total. One model answers both questions:

> **log(units) = constant + E × log(price) + a × promo + b × gap + weekday**
>
> **gap = log(competitor) − follows × log(price)**

The gap is the part of his price that is *not* an answer to yours. With `follows` = 0 it is his
whole price, and *E* is the partial elasticity. With `follows` = 0.5 his answer is taken out of the
gap and counted where it belongs, with your price: *E* is the total.

To find the weights *E*, *a*, *b* that come nearest to all days is called **regression**. With
logarithms on both sides the weight of the price *is* an elasticity. Here is a helper that does it.
For each weight it gives the **standard error**, too: how far the weight may well be off by chance.
A range that catches the truth 95 times in 100 goes from 1.96 errors below to 1.96 above.
"""


# %%
def least_squares(columns: pd.DataFrame, target: pd.Series) -> pd.DataFrame:
    """Fit target = constant + weights x columns; one row a weight: the weight, its error."""
    matrix = np.column_stack([np.ones(len(columns)), columns.to_numpy(dtype=float)])
    goal = np.asarray(target, dtype=float)
    if not (np.isfinite(matrix).all() and np.isfinite(goal).all()):
        raise ValueError("a number is missing or infinite; is there a logarithm of zero?")
    weights, _, rank, _ = np.linalg.lstsq(matrix, goal, rcond=None)
    rest = goal - matrix @ weights
    variance = rest @ rest / (len(goal) - rank)
    errors = np.sqrt(variance * np.diag(np.linalg.pinv(matrix.T @ matrix)))
    names = ["constant", *columns.columns]
    return pd.DataFrame({"weight": weights, "error": errors}, index=names)


lamp = pd.DataFrame({"price": np.log([10.0, 16.0, 20.0, 25.0])})
least_squares(lamp, np.log([100.0, 39.0, 25.0, 16.0]))

# %% [markdown]
"""
That is the lamp from the beginning: the weight of the price is −2, near enough.

One more thing, and it will matter soon. A model must be judged on days that it has not seen. So
your function gets a day `until`, and uses **only days before it**.
"""


# %% task="elasticity" role="answer"
def elasticity(daily: pd.DataFrame, until: pd.Timestamp, follows: float) -> pd.DataFrame:
    """The elasticity of every product, measured on its open days before a day.

    daily: columns date, sku, price, units, promo, stockout, competitor as above (price and
    competitor in one currency for each product), perhaps more; rows and labels in any order.
    On days without a stock-out units are at least 1. Each product has 100 such days or more
    before `until`, with all days of the week among them.
    until: days from this one on are not used. Days with a stock-out are not used either.
    follows: by how many percent the competitor answers one percent of ours, 0 to 1.
    Model: log(units) on log(price), promo, gap and the weekday (six columns of 0 and 1 for
    seven days) and on nothing else; gap is log(competitor) - follows * log(price). Natural
    logarithms, one fit a product.
    Returns one row a product, in any order: sku, elasticity (the weight of log(price)), low and
    high (exactly 1.96 of its standard errors away), days (how many were used).
    """
    ### BEGIN SOLUTION
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        weekday = days["date"].dt.day_of_week
        columns = pd.get_dummies(weekday, prefix="day", drop_first=True, dtype=float)
        columns["price"] = np.log(days["price"])
        columns["promo"] = days["promo"]
        columns["gap"] = np.log(days["competitor"]) - follows * columns["price"]
        fit = least_squares(columns, np.log(days["units"]))
        weight, error = fit.loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
    ### END SOLUTION


# %%
def three_products():
    """The days of three products, a tent, a solar panel and a bag."""
    return daily[daily["sku"].isin(["LT-CAM-013", "LT-POW-018", "LT-BAG-029"])].copy()


# %% task="elasticity" role="check" points=1 outcome="demand"
with check("elasticity"):  # three products, until July; first partial, then total
    result = elasticity(three_products(), pd.Timestamp("2026-07-01"), 0.0)
    assert isinstance(result, pd.DataFrame), "elasticity-columns"
    assert {"sku", "elasticity", "low", "high", "days"} <= set(result.columns), "elasticity-columns"
    assert sorted(result["sku"]) == sorted(set(three_products()["sku"])), "elasticity-rows"
    partial = result.set_index("sku").astype(float)
    tent = float(partial["elasticity"]["LT-CAM-013"])
    assert tent < 0, fill("elasticity-sign", got=round(tent, 2))
    assert tent != approx(-1.602, abs=0.002), "elasticity-logs"
    assert tent != approx(-0.026, abs=0.002), "elasticity-logs"
    assert tent != approx(-0.595, abs=0.05), "elasticity-stockout"
    assert tent != approx(-3.137, abs=0.002), "elasticity-promo"
    assert tent != approx(-1.162, abs=0.002), "elasticity-competitor"
    assert tent != approx(-2.350, abs=0.002), "elasticity-weekday"
    assert tent != approx(-2.151, abs=0.002), "elasticity-until"
    assert tent == approx(-2.0199, abs=1e-4), fill("elasticity-value", got=round(tent, 3))
    assert partial["days"].to_dict() == {"LT-CAM-013": 274, "LT-POW-018": 282, "LT-BAG-029": 277}, (
        "elasticity-days"
    )
    assert partial["high"]["LT-CAM-013"] - tent != approx(0.163, abs=0.002), "elasticity-one-error"
    assert partial["high"]["LT-CAM-013"] - tent == approx(0.319, abs=0.001), "elasticity-range"
    result = elasticity(three_products(), pd.Timestamp("2026-07-01"), 0.5)
    total = result.set_index("sku")["elasticity"].astype(float)
    assert total["LT-CAM-013"] != approx(-2.0199, abs=1e-4), "elasticity-follows"
    assert total["LT-CAM-013"] != approx(-2.735, abs=0.001), "elasticity-gap"
    right = {"LT-CAM-013": -1.3049, "LT-POW-018": -2.1791, "LT-BAG-029": -2.5299}
    assert total.to_dict() == approx(right, abs=1e-4), fill(
        "elasticity-total", got=round(total["LT-CAM-013"], 3)
    )


# %% task="elasticity" role="hidden" points=2 outcome="demand"
def _invented(draw, sku, level=40):
    """Three hundred days of an invented product, with the confounders of a real one."""
    days = pd.date_range("2019-01-07", periods=300)
    weekend = days.day_of_week.to_numpy() >= 4
    promo = np.repeat(draw.random(60) < 0.22, 5)
    price = level * np.repeat(draw.uniform(0.82, 1.18, 15), 20) * np.where(weekend, 0.93, 1)
    price = (price * np.where(promo, draw.uniform(0.75, 0.86, 300), 1)).round(2)
    drift = np.cumsum(draw.normal(0, 0.012, 300))
    rival = level * (np.r_[price[:1], price[:-1]] / level) ** 0.5 * np.exp(drift - drift.mean())
    wish = draw.uniform(-3.6, -1.8) * np.log(price / level) + 0.9 * np.log(rival / level)
    wish += 0.5 * promo + 0.22 * weekend + draw.normal(0, 0.1, 300)
    units = draw.poisson(70 * np.exp(wish)).clip(1)
    out = draw.random(300) < (0.03 + 0.7 * np.log(level / price)).clip(0.02, 0.35)
    units = np.where(out, units * draw.uniform(0, 0.45, 300), units).astype(int)
    table = pd.DataFrame({"date": days, "sku": sku, "market": "US", "currency": "USD"})
    table["price"], table["competitor"], table["units"] = price, rival.round(2), units
    table["promo"], table["stockout"] = promo.astype(int), out.astype(int)
    return table.assign(ad=draw.uniform(0, level, 300).round(2))


def _by_hand(days, follows):
    """Weight and error of the price in the model of the task, by the normal equations."""
    days = days[days["stockout"] == 0]
    price, competitor = np.log(days["price"].to_numpy()), np.log(days["competitor"].to_numpy())
    weekday = days["date"].dt.day_of_week.to_numpy()
    columns = [price, np.ones(len(price)), days["promo"].to_numpy() * 1.0]
    columns += [competitor - follows * price] + [(weekday == number) * 1.0 for number in range(6)]
    matrix, goal = np.column_stack(columns), np.log(days["units"].to_numpy())
    inverse = np.linalg.inv(matrix.T @ matrix)
    rest = goal - matrix @ (inverse @ matrix.T @ goal)
    variance = rest @ rest / (len(goal) - matrix.shape[1])
    return (inverse @ matrix.T @ goal)[0], np.sqrt(variance * inverse[0, 0])


with check("elasticity"):
    _draw = np.random.default_rng([course_seed(), 3])
    for _follows in (0.0, 0.5, 0.8):
        _names = [f"N-{number}" for number in _draw.permutation(3)]
        _days = pd.concat([_invented(_draw, sku, 6 + 40 * at) for at, sku in enumerate(_names)])
        _days = _days.reset_index(drop=True)
        _found = elasticity(_days.copy(), pd.Timestamp("2020-01-01"), _follows)
        assert sorted(_found["sku"]) == sorted(_names), "elasticity-rows"
        _found = _found.set_index("sku").astype(float)
        _own = dict(list(_days.groupby("sku")))
        _got = [_found["elasticity"][sku] for sku in _names]
        _right = [_by_hand(_own[sku], _follows) for sku in _names]
        if _follows:
            _still = [_by_hand(_own[sku], 0.0)[0] for sku in _names]
            assert _got != approx(_still), "elasticity-follows"
        assert _got == approx([weight for weight, _ in _right]), "elasticity-hidden"
        for _sku, (_weight, _error) in zip(_names, _right, strict=True):
            assert _found["low"][_sku] == approx(_weight - 1.96 * _error, abs=1e-4), (
                "elasticity-range"
            )
            assert _found["high"][_sku] == approx(_weight + 1.96 * _error, abs=1e-4), (
                "elasticity-range"
            )

# %% task="elasticity" role="hidden" points=2 outcome="doubt-model"
with check("elasticity"):
    _draw = np.random.default_rng([course_seed(), 4])
    _until = pd.Timestamp("2019-06-10") + pd.Timedelta(days=int(_draw.integers(0, 90)))
    _days = pd.concat([_invented(_draw, "A", 20), _invented(_draw, "B", 90)]).reset_index(drop=True)
    _days.loc[_days["date"].isin([_until, _until - pd.Timedelta(days=1)]), "stockout"] = 0
    _days.loc[_days["stockout"] == 0, "units"] = _days["units"].clip(1)
    _early = elasticity(_days.copy(), _until, 0.5).set_index("sku")["elasticity"]
    _late = _days.copy()
    _late.loc[_late["date"] >= _until, "units"] = 5 + (_late["price"] % 7).astype(int)
    _again = elasticity(_late, _until, 0.5).set_index("sku")
    assert _again["elasticity"].to_dict() == approx(_early.to_dict()), "elasticity-future"
    _used = _days[(_days["date"] < _until) & (_days["stockout"] == 0)]
    assert _again["days"].to_dict() == _used.groupby("sku").size().to_dict(), "elasticity-days"
    _right = {sku: _by_hand(own, 0.5)[0] for sku, own in _used.groupby("sku")}
    assert _early.to_dict() == approx(_right), "elasticity-hidden"
    _mixed = _days.sample(frac=1, random_state=4).assign(colour="red")
    _mixed.index = np.arange(len(_mixed)) % 9
    _mixed = elasticity(_mixed, _until, 0.5).set_index("sku")["elasticity"]
    assert _mixed.to_dict() == approx(_right), "elasticity-order"

# %% [markdown] task="elasticity" role="hint"
"""
Think of one cheap Friday: badge up, weekend shoppers, empty shelf at noon, and tomorrow the
competitor will follow. Which of these can a column of the model explain, and which day must go?
"""

# %% [markdown] task="elasticity" role="hint"
"""
First keep the days that may be used. Then make the model's columns for one product and fit them.
Do it for each product, and collect one row each time.
"""

# %% [markdown] task="elasticity" role="hint"
"""
Two conditions choose the days: before `until`, and no stock-out. Group by sku. The columns of a
product are six weekday columns (`pd.get_dummies` with `drop_first=True` makes them), the logarithm
of the price, promo, and the gap. Give them to `least_squares` with the logarithm of the units. From
the row of the price take weight and error; the range ends 1.96 errors away.
"""

# %% [markdown]
"""
## 9:35 · The brochure

Now for Mr Qiu's repricer. Such tools are mostly **boosted trees**: hundreds of small yes-or-no
questions ("price below 84? promotion?") stacked on each other. They need no formula and find any
shape. Your regression can only draw one kind of curve. Who is better?

Both learn from the days before 1 July and forecast July and August. Beside them stands a
**baseline** that knows nothing: it always says the mean. A model that does not beat the baseline
has learned nothing. The trees come twice: once for each product alone, as in the brochure, and
once **pooled**: one model of all forty products, each measured against its own middle. It is told
that a higher price never sells more. The score is the mean error, as a share of mean sales.

The right-hand column is the brochure's way of testing: hold back *random* days. **Guess first:**
for which row will the two columns differ most?
"""

# %%
from sklearn.ensemble import GradientBoostingRegressor, HistGradientBoostingRegressor

INPUTS = ["price", "promo", "competitor", "weekday"]


def as_line(days):
    """The inputs of the regression: logarithms, and a column for each weekday."""
    columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
    columns["competitor"] = np.log(days["competitor"])
    for number in range(1, 7):
        columns[f"day {number}"] = (days["weekday"] == number).astype(float)
    return columns


def train(days):
    """Three models of one product's sales; each turns a table of inputs into units."""
    weights = least_squares(as_line(days), np.log(days["units"]))["weight"].to_numpy()
    trees = GradientBoostingRegressor(n_estimators=30, max_depth=3, random_state=0)
    trees.fit(days[INPUTS], np.log(days["units"]))
    return {
        "baseline: always the mean": lambda table: np.full(len(table), days["units"].mean()),
        "your kind: a regression": lambda t: np.exp(weights[0] + as_line(t) @ weights[1:]),
        "their kind: trees, one product": lambda t: np.exp(trees.predict(t[INPUTS])),
    }


def train_pooled(days):
    """One model of all products: trees on prices and units against each product's middle."""
    middle = days.groupby("sku")[["price", "competitor", "units"]].median()

    def relative(table):
        own = middle.loc[table["sku"]].to_numpy()
        inputs = np.log(table[["price", "competitor"]].to_numpy() / own[:, :2])
        codes = middle.index.get_indexer(table["sku"])
        return np.column_stack([inputs, table[["promo", "weekday"]], codes]), own[:, 2]

    inputs, usual = relative(days)
    trees = HistGradientBoostingRegressor(
        max_iter=20,
        learning_rate=0.35,
        max_leaf_nodes=15,
        early_stopping=False,
        monotonic_cst=[-1, 1, 1, 0, 0],
        categorical_features=[4],
        random_state=0,
    )
    trees.fit(inputs, np.log(days["units"] / usual))

    def forecast(table):
        inputs, usual = relative(table)
        return np.exp(trees.predict(inputs)) * usual

    return forecast


def duel(skus):
    """Mean error of each model on some products, in percent of mean sales, by way of testing."""
    open_days = daily[daily["stockout"] == 0].assign(weekday=daily["date"].dt.day_of_week)
    open_days = open_days.reset_index(drop=True)
    late = (open_days["date"] >= "2026-07-01").to_numpy()
    draw, errors = np.random.default_rng(9), {}
    mixed = late.copy()
    for places in open_days.groupby("sku").indices.values():
        mixed[places] = draw.permutation(late[places])
    for way, test in (("July and August", late), ("random days", mixed)):
        pooled = train_pooled(open_days[~test])
        for sku in skus:
            own = open_days["sku"] == sku
            models = train(open_days[own & ~test])
            models["a better kind: trees, pooled"] = pooled
            days = open_days[own & test]
            for name, model in models.items():
                error = np.abs(model(days) - days["units"]).mean() / days["units"].mean()
                errors.setdefault((name, way), []).append(100 * error)
    return pd.Series({key: np.mean(shares) for key, shares in errors.items()}).unstack()


scores = duel(["LT-CAM-008", "LT-BAG-029", "LT-POW-018"])
scores.sort_values("July and August", ascending=False).round(1)

# %% [markdown]
"""
Read it slowly. All models beat the baseline by far. The trees of one product, the brochure's, look
good on random days and fall back in July and August. A price stays for weeks: hold back random
days, and the model has seen the same price, with nearly the same competitor, on the days beside
them. In July and August prices and competitors are new. So will September's be: the
split by time is the fairer test here.

The pooled trees are nearly as good as your regression. So "trees are bad" is *not* the lesson.
(These are three products. Over all forty the errors of July and August are 13 % for the regression,
14 % for the pooled trees, 17 % for the trees of one product, and 48 % for the mean.)

**How these data were made, and why you must know it.** They are simulated. Sales were drawn from
exactly the form of the regression: logarithms, one elasticity at every price, no trend, no season.
So the regression *had* to be good. On real sales, with Christmas and fashions, nobody gives you
such a promise; the order of the rows may turn round. What carries over is the way of testing.

And this is not yet the important part. A forecast asks *what will happen*. A price asks **what
would happen if**. The firm's tool answers that too. Watch what it says about the two-person tent,
whose price was never above 92.49 dollars. All costs together are 45.18 dollars a piece, and the fee
is 15 %.
"""


# %%
def what_if(sku="LT-CAM-013", cost=45.18, fee=0.15):
    """The daily profit that each model promises for a tent at prices seen and not seen."""
    days = daily[(daily["sku"] == sku) & (daily["stockout"] == 0) & (daily["date"] < "2026-07-01")]
    models = train(days.assign(weekday=days["date"].dt.day_of_week))
    prices = np.arange(50, 141.0)
    usual = {"promo": 0, "competitor": days["competitor"].median(), "weekday": 2}
    table = pd.DataFrame({"price": prices, **usual})[INPUTS]
    fig = Figure(figsize=(9, 3.6))
    ax = fig.subplots()
    low, high = days["price"].min(), days["price"].max()
    ax.axvspan(low, high, color="#e9eef2")
    ax.text((low + high) / 2, 60, "prices that the models have seen", ha="center")
    for name, style, color in [("your", "-", "#8a5a00"), ("their", "--", "#274c77")]:
        model = next(model for key, model in models.items() if key.startswith(name))
        profit = np.asarray(model(table)) * (prices * (1 - fee) - cost)
        best = int(np.argmax(profit))
        ax.plot(prices, profit, style, color=color, linewidth=2)
        ax.plot(prices[best], profit[best], "o", color=color)
        kind = "regression" if name == "your" else "trees"
        at, words = (prices[best], profit[best]), f"{kind}: {prices[best]:.0f}"
        above = (-12, 8) if name == "their" else (12, -16)
        ax.annotate(words, at, above, textcoords="offset points", ha="right", color=color)
        ax.set_ylim(0, 1.15 * profit.max())
    ax.set(xlabel="price of the tent, dollars", ylabel="promised profit a day, dollars")
    ax.spines[["top", "right"]].set_visible(False)
    return fig


what_if()

# %% [markdown]
"""
*What you see: profit against price, with the range of past prices shaded. The full line of the
regression rises to a flat top at 105 dollars, beyond the shaded range, and sinks from there. The
dashed line of the trees runs in steps beside it. Beyond the shaded range it rises without end, and
its best price is the last one that was asked: 140.*

Beyond the last price they have seen, trees repeat the last answer: same sales, whatever you charge.
So each dollar more is promised profit. Had we asked up to 1,000 dollars, the advice would be 1,000.
That holds for every kind of tree, pooled or not.

The regression is no prophet either. Outside the shaded range its curve is a belief, too. And both
answer the question of a *day*: the competitor stands still. Keep these thoughts for your memo.

## 9:50 · Task 5. "Was 49.90"

Nothing sells like a crossed-out price, and nothing was abused like it: up on Thursday, down on
Friday, "−40 %". So the EU made a rule (Directive 98/6, Article 6a). Whoever announces a reduction
must show the **prior price**: the *lowest* price of the 30 days before the reduction begins. And a
court has made clear that the percentage must be counted from it as well (C-330/23, Aldi Süd, 2024).

Your price history has a row for each *change*. A price holds from its day until the day before the
next row:

| `from_date` | `price` |
|---|---|
| 1 March | 29.90 |
| 20 July | 39.90 |
| 10 August | 44.90 |
| 15 August | 41.90 |
| 20 August | 42.50 |
| 1 September | 34.90 |

The reduction begins on 1 September. The 30 days before it are 2 to 31 August. Which price held on
2 August? Not one that has a row in August! It was 39.90, set in July. It is also the lowest: the
sign must say "39.90", and the reduction is 12.5 %, not 18 %.
"""


# %% task="prior" role="answer"
def eu_reference(history: pd.DataFrame, start: pd.Timestamp, days: int = 30) -> float:
    """The lowest price that held on any of the days before a reduction begins.

    history: one product; columns from_date (first day of a price, midnight) and price, perhaps
    more; a price holds until the day before the next from_date. One row or more, one a day at most,
    in any order and with any labels; rows from `start` on may be there.
    start: first day of the reduced price; it does not count itself.
    days: how many days before `start` count, 1 or more.
    Returns the lowest price as a float, or NaN (a float, too) if no price held on any of these
    days.

    With the table above and start 1 September it is 39.90.
    """
    ### BEGIN SOLUTION
    first = start - pd.Timedelta(days=days)
    log = history.sort_values("from_date")
    held = log.loc[log["from_date"] <= first, "price"].tail(1)
    later = log.loc[(log["from_date"] > first) & (log["from_date"] < start), "price"]
    return float(pd.concat([held, later]).min())
    ### END SOLUTION


# %%
def price_log(**other):
    """The table of the example; a keyword such as r2="2026-08-02" moves a row to another day."""
    changes = ["2026-03-01", "2026-07-20", "2026-08-10", "2026-08-15", "2026-08-20", "2026-09-01"]
    for name, day in other.items():
        changes[int(name[1:])] = day
    prices = [29.90, 39.90, 44.90, 41.90, 42.50, 34.90]
    return pd.DataFrame({"from_date": pd.to_datetime(changes), "price": prices})


# %% task="prior" role="check" points=1 outcome="price-law"
with check("prior"):  # the table above, then with the price of 10 August set on the 2nd, the 3rd
    start = pd.Timestamp("2026-09-01")
    prior = eu_reference(price_log(), start)
    assert prior != approx(34.90), "prior-own-day"
    assert prior != approx(29.90), "prior-all-time"
    assert prior != approx(42.50), "prior-last"
    assert prior != approx(41.90), "prior-carried"
    assert prior == approx(39.90), fill("prior-value", got=prior)
    assert eu_reference(price_log(r2="2026-08-02"), start) != approx(39.90), "prior-too-long"
    assert eu_reference(price_log(r2="2026-08-02"), start) == approx(41.90), "prior-window"
    assert eu_reference(price_log(r2="2026-08-03"), start) != approx(41.90), "prior-too-short"
    assert eu_reference(price_log(r2="2026-08-03"), start) == approx(39.90), "prior-window"


# %% task="prior" role="hidden" points=1 outcome="price-law"
def _prior_of(changes, days=30, labels=None):
    """The prior price before 10 May 2031, of prices set so many days before it."""
    start = pd.Timestamp("2031-05-10")
    days_set = pd.to_datetime([start - pd.Timedelta(days=gap) for gap in changes])
    log = pd.DataFrame({"from_date": days_set, "price": list(changes.values())})
    log.index = range(len(log)) if labels is None else labels
    return eu_reference(log, start, days)


def _prior_cases():
    """Price histories drawn at random, with the price of each day written down."""
    draw = np.random.default_rng([course_seed(), 7])
    for number in range(12):
        days = (30, 30, 7, 45)[number % 4]
        gaps = sorted(draw.choice(range(-6, 110), int(draw.integers(5, 16)), replace=False))
        start = pd.Timestamp("2031-02-10") + pd.Timedelta(days=int(draw.integers(0, 200)))
        changes = {int(gap): int(draw.integers(1500, 6000)) / 100 for gap in [*gaps, 200]}
        held = []
        for ago in range(1, days + 1):
            since = min(gap for gap in changes if gap >= ago)
            held.append(changes[since])
        order = [list(changes)[int(place)] for place in draw.permutation(len(changes))]
        log = pd.DataFrame({"from_date": [start - pd.Timedelta(days=gap) for gap in order]})
        log["price"], log["promo"] = [changes[gap] for gap in order], 0
        yield (log, start, days), min(held)


with check("prior"):
    assert _prior_of({3: 33.0, 40: 35.0, 90: 12.0}) == approx(33.0), "prior-order"
    for _given, _right in _prior_cases():
        _days = _given[2]
        assert eu_reference(*_given) == approx(_right), (
            "prior-hidden" if _days == 30 else "prior-days"
        )


# %% task="prior" role="hidden" points=1 outcome="price-law"
with check("prior"):
    assert _prior_of({1: 31.0, 60: 12.0, 30: 33.0}) == approx(31.0), "prior-first-day"
    assert _prior_of({1: 31.0, 60: 12.0, 29: 33.0}) == approx(12.0), "prior-first-day"
    assert _prior_of({40: 31.0, 1: 12.0, 0: 9.0, -3: 8.0}) == approx(12.0), "prior-last-day"
    assert _prior_of({40: 31.0, 5: 33.0, 2: 30.0}, 1) == approx(30.0), "prior-days"
    assert _prior_of({40: 31.0, 5: 33.0, 1: 34.0}, 1) == approx(34.0), "prior-days"
    assert _prior_of({12: 31.0, 5: 33.0}) == approx(31.0), "prior-young"
    _none = _prior_of({0: 19.99, -2: 18.0})
    assert isinstance(_none, float), "prior-none"
    assert pd.isna(_none), "prior-none"
    _mixed = _prior_of({60: 12.0, 5: 33.0, 50: 35.0}, labels=[7, 7, 7])
    assert _mixed == approx(33.0), "prior-labels"
    assert isinstance(_prior_of({40: 31, 5: 33}), float), "prior-float"

# %% [markdown] task="prior" role="hint"
"""
Put your finger on 2 August, the first of the thirty days. Which row of the table says what the
product cost on that day?
"""

# %% [markdown] task="prior" role="hint"
"""
Two kinds of rows count: the one that holds on the first of the days, and all that begin later, but
before the reduction.
"""

# %% [markdown] task="prior" role="hint"
"""
The first day is `start` minus the number of days. Sort by `from_date`. Of the rows on or before the
first day take the last one (there may be none). Add the rows after the first day and before
`start`. The smallest price of all these is the answer; of nothing, pandas gives NaN.
"""

# %% [markdown]
"""
## 10:05 · Task 6. The plan

Everything comes together. 19.866 is no price: in shops prices end in .99 or .49, in Japan in 80
or 50. So for each product you have a list of *tags*, prices with an allowed ending. Choose the tag
with the highest expected profit a day, within the rules. Some dozens a product: no formula needed,
just compute them all and take the best. That also takes care of the smallest fee, which the formula
ignores.

> **units = units now × (tag / price now) to the power E**

*E* is the total elasticity of Task 4, since these prices stay. The rules: not below `low`, not
above `high`, and not below the brand's MAP **where it binds**. **MAP** is a minimum advertised
price. In the United States brands may announce one, and they stop supplying shops that go below it
by one cent. In the EU, fixing prices in this way is forbidden, so a MAP binds nobody there; for
Japan we found no rule and let none bind. (Our rule pack marks the European point as unchecked. Ask
a lawyer.)

And the plan says of each price whether it was **seen**: whether you ever charged something between
the lowest price of the year and the highest. (You may leave the cents as they come here: the plan
is an estimate, not an invoice.)
"""


# %% task="plan" role="answer"
def price_plan(desk: pd.DataFrame, tags: pd.DataFrame) -> pd.DataFrame:
    """The best allowed tag of every product, with the profit to expect.

    desk: one row a product, rows and labels in any order. All money in the market's currency,
    prices as the buyer sees them:
      sku; price (now); units (expected a day at that price); elasticity (for a price that stays)
      vat (share of the net price); fee (share of the price), fee_min (least fee a piece)
      fulfilment, landed (a piece); low, high (lowest and highest price allowed, both included)
      map_price (minimum advertised price, itself allowed; NaN if none)
      map_binds (bool: by the law there); seen_low, seen_high (lowest, highest price of the year)
    tags: columns sku and price, the allowed endings, in any order; each product of the desk has
    some within its rules. There may be tags twice, and tags of products not on the desk.
    Returns one row a product, in the order of desk:
      sku; price (the tag with the highest profit; of equal ones the lowest)
      profit (a day at that tag); change (profit at the tag minus profit at the price now)
      seen (bool: the tag is between seen_low and seen_high, both included)
    """

    ### BEGIN SOLUTION
    def profit(price: pd.Series, table: pd.DataFrame) -> pd.Series:
        fee = np.maximum(price * table["fee"], table["fee_min"])
        each = price / (1 + table["vat"]) - fee - table["fulfilment"] - table["landed"]
        return each * table["units"] * (price / table["price"]) ** table["elasticity"]

    choices = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    in_band = choices["tag"].between(choices["low"], choices["high"])
    forbidden = choices["map_binds"] & (choices["tag"] < choices["map_price"])
    choices = choices[in_band & ~forbidden].sort_values("tag", ignore_index=True)
    choices["profit"] = profit(choices["tag"], choices)
    choices["change"] = choices["profit"] - profit(choices["price"], choices)
    choices["seen"] = choices["tag"].between(choices["seen_low"], choices["seen_high"])
    best = choices.loc[choices.groupby("sku")["profit"].idxmax()].set_index("sku")
    plan = best.loc[desk["sku"], ["tag", "profit", "change", "seen"]].reset_index()
    return plan.rename(columns={"tag": "price"})
    ### END SOLUTION


# %%
def small_desk():
    """Three products: a lamp in Germany, a vase in the United States, a flask in Japan."""
    return pd.DataFrame(
        {
            "sku": ["lamp", "vase", "flask"],
            "price": [20.49, 41.49, 2980.0],
            "units": [50.0, 30.0, 40.0],
            "elasticity": [-2.5, -3.0, -2.0],
            "vat": [0.19, 0.0, 0.10],
            "fee": [0.15, 0.15, 0.08],
            "fee_min": [0.30, 0.30, 30.0],
            "fulfilment": [4.0, 5.0, 400.0],
            "landed": [6.0, 15.0, 1100.0],
            "low": [15.0, 30.0, 2280.0],
            "high": [30.0, 52.0, 3400.0],
            "map_price": [27.0, 37.80, np.nan],
            "map_binds": [False, True, False],
            "seen_low": [17.49, 36.99, 2480.0],
            "seen_high": [22.99, 43.99, 3380.0],
        }
    )


def small_tags():
    """Tags of the three products, from far below to far above their limits."""
    ladder = {
        "lamp": np.arange(12, 36, 0.5) + 0.49,
        "vase": np.arange(25, 60, 0.5) + 0.49,
        "flask": np.sort(np.r_[2050:4050:100, 2080:4080:100]).astype(float),
    }
    rows = [(sku, float(tag)) for sku, row in ladder.items() for tag in row]
    return pd.DataFrame(rows, columns=["sku", "price"])


# %% task="plan" role="check" points=1 outcome="best-price"
with check("plan"):  # three products, and the same in another order
    made = price_plan(small_desk(), small_tags())
    assert isinstance(made, pd.DataFrame), "plan-columns"
    assert {"sku", "price", "profit", "change", "seen"} <= set(made.columns), "plan-columns"
    assert list(made["sku"]) == ["lamp", "vase", "flask"], "plan-rows"
    lamp, vase, flask = (float(price) for price in made["price"])
    assert [lamp, vase, flask] != approx([20.49, 41.49, 2980.0]), "plan-now"
    assert vase >= 37.8, fill("plan-map", got=vase)
    assert lamp != approx(27.49), "plan-map-eu"
    assert flask <= 3400, fill("plan-band", got=flask)
    assert lamp != approx(19.49), "plan-vat"
    assert lamp != approx(15.49), "plan-cost"
    assert lamp != approx(29.99), "plan-piece"
    assert [lamp, vase, flask] == approx([23.99, 37.99, 3380.0]), fill("plan-value", got=lamp)
    assert made["profit"] == approx([221.17, 480.34, 40492.93], rel=1e-4), "plan-profit"
    assert made["change"] == approx([13.92, 22.34, 1665.30], rel=1e-3), "plan-change"
    assert [bool(one) for one in made["seen"]] == [False, True, True], "plan-seen"
    back = price_plan(small_desk().iloc[::-1].reset_index(drop=True), small_tags())
    assert list(back["sku"]) == ["flask", "vase", "lamp"], "plan-rows"


# %% task="plan" role="hidden" points=2 outcome="best-price"
def _fresh_desk():
    """A desk and tags of an invented shop, with tags a cent below and above each limit."""
    from lumina.autumn import shop

    draw = np.random.default_rng([course_seed(), 8])
    drawn = shop(int(draw.integers(1, 10**9)), 40)
    desk = drawn.desk.copy()
    desk["fee_min"] = desk["price"] * draw.choice([0.01, 0.2], len(desk))
    desk["low"] = (desk["price"] * draw.uniform(0.70, 1.05, len(desk))).round(2)
    desk["high"] = (desk["low"] * draw.uniform(1.15, 1.5, len(desk))).round(2)
    desk["map_price"] = (desk["low"] * draw.choice([np.nan, 0.95, 1.1], len(desk))).round(2)
    desk.loc[0, ["seen_low", "seen_high"]] = desk.loc[0, "price"] * np.array([3, 4])
    desk.loc[1, ["seen_low", "seen_high"]] = desk.loc[1, "price"] * np.array([0.2, 0.3])
    desk["map_binds"] = (draw.random(len(desk)) < 0.5) & desk["map_price"].notna().to_numpy()
    rows = [drawn.tags]
    for name in ("low", "high", "map_price"):
        some = desk[desk[name].notna()]
        for shift in (-0.01, 0.01):
            rows.append(pd.DataFrame({"sku": some["sku"], "price": (some[name] + shift).round(2)}))
    tags = pd.concat(rows).sample(frac=1, random_state=2).reset_index(drop=True)
    return desk, tags


def _worth(row, price):
    """Expected profit of one product at a price, by the estimates of its desk."""
    fee = max(price * row["fee"], row["fee_min"])
    each = price / (1 + row["vat"]) - fee - row["fulfilment"] - row["landed"]
    return each * row["units"] * (price / row["price"]) ** row["elasticity"]


def _best_tag(row, prices):
    """The tag of highest expected profit of one product, the lowest of equal ones."""
    floor = row["low"]
    if row["map_binds"] and row["map_price"] == row["map_price"]:
        floor = max(floor, row["map_price"])
    allowed = sorted(price for price in prices if floor <= price <= row["high"])
    return max(allowed, key=lambda price: _worth(row, price))


with check("plan"):
    _desk, _tags = _fresh_desk()
    _made = price_plan(_desk.copy(), _tags.copy())
    assert list(_made["sku"]) == list(_desk["sku"]), "plan-rows"
    _prices = [float(price) for price in _made["price"]]
    _offers = {sku: own.tolist() for sku, own in _tags.groupby("sku")["price"]}
    _rows = _desk.to_dict("records")
    _pairs = list(zip(_rows, _prices, strict=True))
    assert all(price in _offers[row["sku"]] for row, price in _pairs), "plan-tags"
    assert all(row["low"] <= price <= row["high"] for row, price in _pairs), "plan-hidden-band"
    _bound = [(row, price) for row, price in _pairs if row["map_binds"]]
    assert not any(price < row["map_price"] for row, price in _bound), "plan-hidden-map"
    _best = [_best_tag(row, _offers[row["sku"]]) for row in _rows]
    _good = [
        _worth(row, price) >= _worth(row, best) - 1e-9 * abs(_worth(row, best))
        for (row, price), best in zip(_pairs, _best, strict=True)
    ]
    _free = ((~_desk["map_binds"]) & _desk["map_price"].notna()).tolist()
    assert all(good for good, free in zip(_good, _free, strict=True) if not free), "plan-hidden"
    assert all(_good), "plan-hidden-free"
    _profit = [_worth(row, price) for row, price in _pairs]
    _now = [_worth(row, row["price"]) for row in _rows]
    assert [float(x) for x in _made["profit"]] == approx(_profit), "plan-profit"
    _change = [then - now for then, now in zip(_profit, _now, strict=True)]
    assert [float(x) for x in _made["change"]] == approx(_change, rel=1e-6, abs=1e-6), "plan-change"
    _seen = [row["seen_low"] <= price <= row["seen_high"] for row, price in _pairs]
    assert [bool(one) for one in _made["seen"]] == _seen, "plan-seen"

# %% task="plan" role="hidden" points=1 outcome="price-law"
with check("plan"):
    _desk = small_desk()
    _desk["units"] = [50.0, 0.0, 40.0]
    _plain = price_plan(_desk.copy(), small_tags())
    assert float(_plain["price"][1]) == approx(37.99), "plan-tie"
    _more = pd.concat([small_tags(), small_tags(), small_tags().assign(sku="chair")])
    _more = _more.sample(frac=1, random_state=3).set_axis([0] * len(_more))
    _again = price_plan(_desk.iloc[[2, 0, 1]].assign(colour="red"), _more)
    assert list(_again["sku"]) == ["flask", "lamp", "vase"], "plan-more-rows"
    for _name in ("price", "profit", "change", "seen"):
        _first, _second = (one.set_index("sku")[_name].to_dict() for one in (_plain, _again))
        assert {sku: float(x) for sku, x in _second.items()} == approx(
            {sku: float(x) for sku, x in _first.items()}
        ), "plan-labels"
    for _low, _high, _right in [(23.99, 40, 1), (10, 23.99, 1), (24, 40, 0), (10, 23.98, 0)]:
        _desk.loc[0, ["seen_low", "seen_high"]] = [_low, _high]
        _seen = price_plan(_desk.copy(), small_tags())["seen"][0]
        assert bool(_seen) == bool(_right), "plan-seen-ends"
    _desk.loc[0, ["price", "map_price", "map_binds"]] = [26.99, np.nan, True]
    assert float(price_plan(_desk.copy(), small_tags())["price"][0]) == approx(23.99), "plan-no-map"
    for _low, _high, _right in [(26.99, 28.49, 26.99), (15.0, 19.99, 19.99)]:
        _desk.loc[0, ["low", "high"]] = [_low, _high]
        _price = price_plan(_desk.copy(), small_tags())["price"][0]
        assert float(_price) == approx(_right), "plan-ends"
    _desk.loc[1, ["units", "map_price"]] = [30.0, 38.49]
    assert float(price_plan(_desk.copy(), small_tags())["price"][1]) == approx(38.49), "plan-ends"

# %% [markdown] task="plan" role="hint"
"""
Imagine a long table: one row for each product *and* each of its tags. Which columns do you need for
the profit of one row? Which rows may not stay? How do you keep the best row of each product?
"""

# %% [markdown] task="plan" role="hint"
"""
Make that table with `merge`, after you have renamed the price of the tags. Drop the forbidden rows,
compute the profit as a column, keep one row a product, and bring back the order of the desk.
"""

# %% [markdown] task="plan" role="hint"
"""
A row is forbidden outside low and high, or if the MAP binds and the tag is below it (a comparison
with NaN is false, which is what you need). One function for the profit serves twice: with the tag
and with the price now. Sort by the tag first, so that `idxmax` of each group finds the lowest of
equal ones. With sku as index, `.loc[desk["sku"]]` gives the order of the desk.
"""

# %%
PLACES = {"DE": "EU", "US": "US", "JP": "JP"}
PACKS = {name: rules(name) for name in ("vat", "fees", "duty", "discounts", "endings")}


def costs_of(item, landed):
    """What the rules of today take from one product, and what one piece has cost."""
    market, place = item["market"], PLACES[item["market"]]
    on = {"as_of": TODAY, "jurisdiction": market, "channel": "bazaar"}
    there = {"as_of": TODAY, "jurisdiction": place}
    piece = {name: Decimal(str(item[name])) for name in item if name.endswith("_cny")}
    piece |= {"hs6": item["hs6"], "place": place}
    freight_counts = PACKS["duty"].value("freight_in_customs_value", **there)
    piece["customs_value"] = "CIF" if freight_counts else "FOB"
    yuan = Decimal(str(markets["plan_cny"][market]))
    law = PACKS["discounts"]
    return {
        "vat": float(PACKS["vat"].value("vat_standard", as_of=TODAY, jurisdiction=market)),
        "fee": float(PACKS["fees"].value(f"referral.{item['category']}", **on)),
        "fee_min": float(PACKS["fees"].value("referral_minimum", **on)),
        "fulfilment": float(PACKS["fees"].value(f"fulfilment.{item['size_tier']}", **on)),
        "landed": float(landed(piece, [dict(rule) for rule in duties], TODAY, yuan)),
        "map_binds": place != "JP" and bool(law.value("map_may_bind", **there)),
    }


def build_desk(measure, landed):
    """One row a product: the rules of today, and what two functions make of them."""
    answers = measure(daily.copy(), pd.Timestamp(TODAY), FOLLOWS).set_index("sku")
    plain = daily[daily["promo"] == 0].sort_values("date")
    now = plain.groupby("sku")["price"].last()
    recent = plain[(plain["stockout"] == 0) & (plain["date"] >= "2026-06-01")]
    recent = dict(list(recent.groupby("sku")))
    seen = daily.groupby("sku")["price"].agg(["min", "max"])
    rows = []
    for item in costs.to_dict("records"):
        sku = item["sku"]
        e, days = answers["elasticity"][sku], recent[sku]
        row = {"sku": sku, "market": item["market"], "price": now[sku]}
        row["units"] = (days["units"] * (now[sku] / days["price"]) ** e).mean()
        row |= {"elasticity": e, "e_low": answers["low"][sku], "e_high": answers["high"][sku]}
        row |= costs_of(item, landed)
        row |= {"low": item["price_low"], "high": item["price_high"]}
        rows.append(row | {"seen_low": seen["min"][sku], "seen_high": seen["max"][sku]})
    in_force = brand_prices[~(brand_prices["valid_to"] < pd.Timestamp(TODAY))]
    desk = pd.DataFrame(rows)
    return desk.assign(map_price=desk["sku"].map(in_force.set_index("sku")["map_price"]))


def all_tags(desk):
    """Every price with an allowed ending between half and one and a half times today's."""
    rows = []
    for item in desk.itertuples():
        step, *endings = (
            float(PACKS["endings"].value(name, as_of=TODAY, jurisdiction=item.market))
            for name in ("ending_step", "ending_1", "ending_2")
        )
        first, last = int(0.5 * item.price / step), int(1.5 * item.price / step)
        for times in range(first, last + 1):
            rows += [(item.sku, round(times * step + ending, 2)) for ending in endings]
    return pd.DataFrame(rows, columns=["sku", "price"])


def in_yuan(desk, amounts):
    """Amounts of the desk's rows, in yuan."""
    return amounts * desk["market"].map(markets["plan_cny"])


def boldest_plan(desk):
    """The plan of all tags; prints what it promises, and how much of that was never seen."""
    plan = price_plan(desk.copy(), all_tags(desk))
    gain = in_yuan(desk, plan["change"])
    print(f"expected: {gain.sum():,.0f} yuan a day more than at today's prices")
    print(f"prices that were never seen: {(~plan['seen']).sum()} of {len(plan)}")
    print(f"of the gain they promise {gain[~plan['seen']].sum():,.0f} yuan")
    return plan


desk = product(lambda: build_desk(elasticity, landed_cost), "The desk", "Tasks 1 and 4")
boldest = product(boldest_plan, "The boldest plan", "Tasks 1, 4 and 6", desk)


# %% task="plan" role="hidden" points=1 outcome="best-price"
def _true_gain(desk, prices):
    """What a plan earns a day beyond today's prices, in yuan, when the competitor has followed."""
    from lumina import SEED
    from lumina.generator import truth

    known = truth.demand(SEED)

    def earned(price, row):
        fee = max(row["fee"] * price, row["fee_min"])
        each = price / (1 + row["vat"]) - fee - row["fulfilment"] - row["landed"]
        return each * known[row["sku"]].settled(price) * markets["plan_cny"][row["market"]]

    rows = desk.to_dict("records")
    return sum(
        earned(price, row) - earned(row["price"], row)
        for row, price in zip(rows, prices, strict=True)
    )


def _measured(days, until, follows):
    """The elasticities of all products, by the normal equations."""
    own = days[days["date"] < until].groupby("sku")
    rows = [(sku, *_by_hand(some, follows)) for sku, some in own]
    table = pd.DataFrame(rows, columns=["sku", "elasticity", "error"])
    return table.assign(low=table["elasticity"], high=table["elasticity"])


def _landed(item, pack, day, money):
    """The landed cost of a product of Lumina's, for a desk that no answer to Task 1 changes."""
    mine = [r for r in pack if r["place"] == item["place"] and r["hs6"] in ("", item["hs6"])]
    open_ones = [r for r in mine if r["valid_from"] <= day <= (r["valid_to"] or day)]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    value = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return (total + value * sum(r["rate"] for r in open_ones)) / money


def _true_desk(desk):
    """The desk with the elasticities that nobody in the company knows."""
    from lumina import SEED
    from lumina.generator import truth

    known = truth.demand(SEED)
    return desk.assign(elasticity=[known[sku].lasting for sku in desk["sku"]])


with check("plan"):
    _desk = build_desk(_measured, _landed)
    _tags = all_tags(_desk)
    _offers = {sku: own.tolist() for sku, own in _tags.groupby("sku")["price"]}
    _made = price_plan(_desk.copy(), _tags.copy())
    _prices = [float(price) for price in _made["price"]]
    _rows = _true_desk(_desk).to_dict("records")
    _ideal = _true_gain(_desk, [_best_tag(row, _offers[row["sku"]]) for row in _rows])
    assert _true_gain(_desk, _prices) > 0.93 * _ideal, "plan-simulator"

# %% [markdown]
"""
## 10:25 · Task 7. How far do you go?

Look at the three lines above. Most of the promised gain comes from prices that you have never
charged. Nobody has seen a buyer there. It is the very thing that you blamed on the repricer.

(The right elasticity does matter. We let the simulated buyers of your forty products answer, with
competitors who follow. A plan made with partial elasticities earns an eighth less than yours, and
8 of its 40 prices move in the other direction.)

So decide: **which tags may the plan use?** All of them is bold; only today's prices is no plan.
This is your choice, and it is measured. Each of the invented shops in this task has forty products,
a desk like yours, and buyers who are simulated. *Between the lowest and the highest price of the
year* they answer as the past shows. *Beyond*, half of the products are unlike the past: above the
highest price buyers leave faster, below the lowest no further ones come. Which half it is, nothing
on the desk tells. (Is the real world like that? You do not know either. That is the point.)

Your choice goes into a plan: of the tags that you leave, the one with the highest expected profit
within the rules. What the plan truly earns beyond today's prices is set against what our own
careful rule earns: 0 % is today's prices, 100 % is our rule. Half of it gives a part of the points,
88 % gives all.
"""


# %% task="dare" role="answer"
def dare(desk: pd.DataFrame, tags: pd.DataFrame) -> pd.DataFrame:
    """The tags that the plan may use: your decision.

    desk: as in Task 6, and e_low and e_high (the range of the elasticity). Today's price of each
    product is among its tags, within the rules, and between seen_low and seen_high.
    tags: columns sku and price.
    Returns some of the rows of `tags`, columns sku and price, in any order; for each product one
    tag or more that is within its rules. Tags outside the rules may stay: the plan ignores them.
    """
    ### BEGIN SOLUTION
    choices = tags.merge(desk[["sku", "seen_low", "seen_high"]], on="sku")
    inside = choices["price"].between(choices["seen_low"], choices["seen_high"])
    return choices.loc[inside, ["sku", "price"]]
    ### END SOLUTION


# %%
def share_of_gain(gains):
    """What a choice earned in some shops, as a share of what our own rule earned there."""
    return sum(gain for gain, _ in gains) / sum(best for _, best in gains)


# %% task="dare" role="check" points=1 outcome="best-price"
with check("dare"):  # three practice shops
    from lumina.autumn import shop

    practice = [shop(number) for number in (1, 2, 3)]
    chosen = [dare(one.desk.copy(), one.tags.copy()) for one in practice]
    for one, left in zip(practice, chosen, strict=True):
        assert isinstance(left, pd.DataFrame), "dare-columns"
        assert {"sku", "price"} <= set(left.columns), "dare-columns"
        assert one.offers(left), "dare-own"
        assert one.gain(left) is not None, "dare-none-left"
    pairs = [
        (one.gain(left), one.careful_gain()) for one, left in zip(practice, chosen, strict=True)
    ]
    earned = share_of_gain(pairs)
    assert earned != approx(0, abs=0.001), "dare-nothing"
    assert earned > 0, fill("dare-loses", got=round(100 * earned))
    assert earned >= 0.5, fill("dare-half", got=round(100 * earned))


# %% task="dare" role="hidden" points=1 outcome="doubt-model"
def _fresh_gains():
    """Gains of the choice and of our rule, in four shops that nobody has seen."""
    from lumina.autumn import shop

    for number in range(4):
        fresh = shop(10 * course_seed() + number)
        left = dare(fresh.desk.copy(), fresh.tags.sample(frac=1, random_state=number))
        assert fresh.offers(left), "dare-own"
        gain = fresh.gain(left)
        assert gain is not None, "dare-none-left"
        yield gain, fresh.careful_gain()


with check("dare"):
    assert share_of_gain(list(_fresh_gains())) >= 0.5, "dare-half-hidden"

# %% task="dare" role="hidden" points=2 outcome="best-price"
with check("dare"):
    assert share_of_gain(list(_fresh_gains())) >= 0.88, "dare-most-hidden"

# %% [markdown] task="dare" role="hint"
"""
At which prices do your data speak, and at which only your formula?
"""

# %% [markdown] task="dare" role="hint"
"""
Give each tag the numbers of its product, with a merge. Then keep tags by a comparison. Try two or
three rules and look at the share that the next cell prints.
"""

# %% [markdown] task="dare" role="hint"
"""
Rules that people use: a largest step from today's price; a few percent beyond what was seen; what
was seen and nothing else; the best of the worst cases between e_low and e_high. A small step is
safe, but it leaves much of the gain; a rule without a lower end cuts prices blindly.
"""


# %%
def practice_table():
    """What plans earn in eight practice shops, in percent of what our careful rule earns there."""
    from lumina.autumn import shop

    rows = []
    for one in [shop(number) for number in range(1, 6)]:
        best = one.careful_gain()
        gains = {"today's prices": 0.0, "all tags": one.gain(one.tags), "our careful rule": best}
        gains["your choice"] = one.gain(dare(one.desk.copy(), one.tags.copy()))
        rows.append({name: 100 * gain / best for name, gain in gains.items()})
    return pd.DataFrame(rows, index=[f"shop {number}" for number in range(1, 6)]).round(0)


product(practice_table, "The practice table", "Task 7")

# %% [markdown]
"""
Percent of our careful rule's gain in five practice shops: 0 is as today, below 0 is worse than
today. Go back and change your choice as often as you like.

## 10:45 · The thing you hand in

Now the real forty, through your own functions. The rules of the day come from the rule packs, the
elasticities from all days up to yesterday, the tags from your choice.
"""


# %%
def change_at(desk, plan, e):
    """Profit of the plan minus that of today, a day in yuan, if the elasticity were another."""
    prices = plan["price"]
    fees = {
        name: np.maximum(p * desk["fee"], desk["fee_min"])
        for name, p in (("to", prices), ("now", desk["price"]))
    }
    left = desk["fulfilment"] + desk["landed"]
    to = (prices / (1 + desk["vat"]) - fees["to"] - left) * (prices / desk["price"]) ** e
    now = desk["price"] / (1 + desk["vat"]) - fees["now"] - left
    return in_yuan(desk, (to - now) * desk["units"])


def make_board(desk, plan):
    """One line a product: today's price, yours, whether it was seen, and what to expect."""
    worst = np.minimum(*(change_at(desk, plan, desk[name]) for name in ("e_low", "e_high")))
    board = desk[["sku", "market"]].assign(
        product=desk["sku"].map(titles),
        now=desk["price"],
        planned=plan["price"],
        seen=np.where(plan["seen"], "yes", "NEVER SEEN"),
        more_cny=in_yuan(desk, plan["change"]).round(),
        at_worst_cny=worst.round(),
    )
    return board.sort_values("more_cny", ascending=False).set_index("sku")


def chosen_plan(desk):
    """The plan of the tags that you chose; prints what it promises."""
    plan = price_plan(desk.copy(), dare(desk.copy(), all_tags(desk)))
    print(f"expected: {in_yuan(desk, plan['change']).sum():,.0f} yuan a day more than today")
    print(f"prices that were never seen: {(~plan['seen']).sum()} of {len(plan)}")
    return plan


plan = product(chosen_plan, "The plan", "Tasks 1, 4, 6 and 7", desk)
product(lambda *parts: make_board(*parts).head(10).round(2), "The board", "these tasks", desk, plan)

# %% [markdown]
"""
`now` and `planned` are today's price and yours, in the market's currency. `seen` says whether the
price lies between the lowest and the highest of the year. `more_cny` is the profit a day that you
expect beyond today's, in yuan; `at_worst_cny` is the same if the elasticity lies at the worse end
of its range.

In Germany Bazaar offers you another thing for today, in place of the plan: a deal of 15 % off
yesterday's price. What may the sign say? Only what the prior price allows. And what does your plan
leave of one piece, in the market's currency, after tax, fees and landed cost?
"""


# %%
def german_signs(desk):
    """German products at 15 % off today: the prior price, and what the sign may say."""
    law, start = {"as_of": TODAY, "jurisdiction": "EU"}, pd.Timestamp(TODAY)
    length = int(PACKS["discounts"].value("prior_price_days", **law))
    logs = dict(list(history.groupby("sku")))
    table = desk[desk["market"] == "DE"].set_index("sku")[["price"]]
    table = table.rename(columns={"price": "now"}).assign(deal=(0.85 * table["price"]).round(2))
    table["prior"] = [eu_reference(logs[sku].copy(), start, length) for sku in table.index]
    table["sign"] = [
        f"{prior:.2f} crossed out, −{100 * (1 - deal / prior):.1f} %" if prior > deal else "no sign"
        for prior, deal in zip(table["prior"], table["deal"], strict=True)
    ]
    table.insert(0, "product", table.index.map(titles))
    return table.sort_values("prior", ascending=False)


def left_of_one(desk, plan):
    """What is left of one piece of each product at its planned price, after all costs."""
    rows = []
    for item, planned in zip(desk.to_dict("records"), plan["price"], strict=True):
        terms = (planned, item["vat"], item["fee"], item["fee_min"], item["fulfilment"])
        places = int(markets["minor_units"][item["market"]])
        net = net_revenue(*(Decimal(str(term)) for term in terms), places)
        rows.append((item["sku"], planned, float(net) - item["landed"]))
    table = pd.DataFrame(rows, columns=["sku", "planned", "left"]).set_index("sku")
    table["left_percent"] = 100 * table["left"] / table["planned"]
    return table.sort_values("left_percent").round(2)


product(german_signs, "The list of German signs", "Tasks 1, 4 and 5", desk)

# %%
product(lambda *parts: left_of_one(*parts).head(), "The rest", "Tasks 1, 2, 4, 6, 7", desk, plan)

# %% [markdown]
"""
Where it was much cheaper in August, the sign shrinks or falls away: a promotion costs you the next
sign, too. The second table has the five products that leave you least of their price. And the plan
on one page, for Mr Qiu's wall:
"""


# %%
def draw_market(ax, part, name):
    """One market: for each product the prices seen, today's, the planned one, a binding MAP."""
    rows, beside = part.index, {"ha": "right", "va": "center", "fontsize": 8}
    ax.hlines(
        rows,
        part["lowest"],
        part["highest"],
        color="#d9d2c5",
        linewidth=9,
        label="prices seen in the year",
    )
    ax.hlines(rows, 0, part["to"], color="#8a5a00", linewidth=1.6)
    ax.plot(np.zeros(len(part)), rows, "|", color="black", markersize=8, label="today's price")
    for seen, face, words in [
        (True, "#8a5a00", "planned price"),
        (False, "white", "planned price, never seen"),
    ]:
        for up, marker in ((True, ">"), (False, "<")):
            some = part[(part["seen"] == seen) & ((part["to"] >= 0) == up)]
            look = {"color": "#8a5a00", "mfc": face, "markersize": 8}
            ax.plot(some["to"], some.index, marker, label=words if up else None, **look)
    ax.plot(
        part["floor"],
        rows,
        "D",
        mfc="white",
        mec="#274c77",
        markersize=6,
        label="minimum of a brand that binds",
    )
    ax.set_yticks([])
    kinds = part["sku"].map(titles).str.replace(r"^\S+ |, .*", "", regex=True)
    for row, words in enumerate(kinds + " " + part["sku"].str.slice(3)):
        ax.text(-0.01, row, words, transform=ax.get_yaxis_transform(), **beside)
    ax.set_title(name, loc="left", weight="bold", y=1)
    ax.spines[["top", "right", "left"]].set_visible(False)


def wall_chart(desk, plan):
    """Each product's way from today's price to the planned one, market by market."""
    flags = {"DE": "Germany, EUR", "US": "United States, USD", "JP": "Japan, JPY"}
    counts = [(desk["market"] == market).sum() for market in flags]
    fig = Figure(figsize=(8, 10))
    axes = fig.subplots(3, 1, sharex=True, height_ratios=counts)
    fig.subplots_adjust(left=0.27, right=0.99, top=0.91, bottom=0.05, hspace=0.12)
    against = {"to": plan["price"], "lowest": desk["seen_low"], "highest": desk["seen_high"]}
    against["floor"] = desk["map_price"].where(desk["map_binds"])
    table = desk[["sku", "market"]].assign(
        seen=plan["seen"], **{name: 100 * (p / desk["price"] - 1) for name, p in against.items()}
    )
    for ax, (market, name) in zip(axes, flags.items(), strict=True):
        part = table[table["market"] == market].sort_values("to").reset_index(drop=True)
        draw_market(ax, part, name)
    axes[-1].set_xlabel("price of 1 September against today's, %")
    fig.legend(*axes[0].get_legend_handles_labels(), loc="upper left", ncols=2, frameon=False)
    return fig


product(wall_chart, "The chart", "Tasks 1, 4, 6 and 7", desk, plan)

# %% [markdown]
"""
*What you see: three blocks, one a market, one line a product. A short upright stroke is today's
price. An arrow head pointing right is a planned rise, one pointing left a cut. The pale bar reaches
from the lowest to the highest price of the year; an arrow head that lies outside it is hollow. A
white diamond is a minimum price of a brand that binds; no arrow head stands left of it.*
"""

# %% [markdown] task="memo" role="written" points=4 outcome="doubt-model"
"""
## 10:50 · The memo

Write to Mr Qiu: five to eight sentences about the repricer and about your own plan. He wants to
know

1. who forecast better, against which baseline, by which test, and what one must know about these
   data before one believes it;
2. one price that the repricer would set and you would not, and what in the data makes its advice
   worthless there;
3. how far your own plan goes and why; one reason to doubt it, and what you would do on 2 September
   to find out;
4. under which rules a machine may change prices alone, who watches it, and what it must never do in
   Germany.

### BEGIN MARK SCHEME
One point for each item: good 1, fair 0.5, weak 0. Order and language do not count.

- The duel. Good: all models beat the mean by far, regression and pooled trees are ahead of the
  trees of one product on July and August, and either why new prices make that the fairer test or
  that the data were simulated from the regression's own form. Fair: names the winner and the
  baseline without such a reason. Weak: a winner only, or judges by random days.
- The price not taken. Good: a price beyond those seen (the tent above 92.49) and that trees repeat
  their last answer there, so that promised profit rises for ever; a forecast is not a "what if".
  Fair: "too high" or "out of range" without the reason. Weak: no price.
- Own plan. Good: says what limits the prices and why (what was seen, a largest step), and a real
  doubt (wide range of an elasticity, past prices were not an experiment, the competitor may follow
  in another way, season) with a test that fits it: change few products, keep some unchanged for
  comparison, for a stated time. Fair: two of limit, doubt and test. Weak: one or none.
- Rules. Good: a band or a largest step, a named person who is told and can stop it, and for
  Germany the 30 days (no crossed-out price above the prior price; no rise just before a cut).
  Fair: two of the three. Weak: "a human should check" alone.

An error in a figure costs the item in which it stands.
### END MARK SCHEME
"""

# %% [markdown]
"""
## Go further

No points, two ideas. **One:** for every product compute the profit of every tag at `e_low`, at the
middle and at `e_high`, and choose the tag whose worst case is best. Where does the plan change?
**Two:** the formula with tax and fee. Of each euro that the buyer pays you keep *k* = 1 / (1 + VAT)
− fee, and the best price is cost / *k* × *E* / (1 + *E*), with the fulfilment fee in the cost.
Compare it with the tags that the search found: two ways that share no code and agree are worth more
than one way checked twice.
"""
