# %% [markdown]
"""
# What should it cost?

## The desk

Tuesday, 1 September 2026, half past eight in Guangzhou. At eleven the autumn prices of Lumina
Trading go live: forty products on the marketplace Bazaar, sixteen in Germany, fourteen in the
United States, ten in Japan. You are the **operations specialist**. In Table 1 of the paper that
this course grew from (Wen and Wu, "The Tech-Driven Era") your daily work is "product listing,
price adjustment, inventory control". This morning is all price adjustment.

Mr Qiu, who runs operations, puts his tea down on your desk and a brochure beside it. A firm wants
to sell him a *repricer*: software that learns from your sales and sets every price by itself.
"They say it has beaten people like us. Make me a plan without it. And then tell me when I could
trust such a thing."

So at eleven you hand in two things: **a price plan**, which is one price for each product with
the profit you expect from it, and **a memo** about the repricer.

**You need** pandas for filtering and grouping, and some practice with exchange rates. Whatever
you need of statistics is in the notebook.

**Afterwards you can**

- say what a piece costs when it lies in the overseas warehouse;
- take tax and fees out of a price;
- measure how buyers answer to a price, and how sure that is;
- find the price that earns most, and keep the law while you charge it;
- test a model on days it has never seen, and say when not to trust it.

**Time:** about 120 minutes, for seven short tasks and the memo.
"""

# %%
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from autograder.checks import approx, check, course_seed, data_file, fill, rules

TODAY = date(2026, 9, 1)
daily = pd.read_csv(data_file("price_daily.csv"), parse_dates=["date"])
costs = pd.read_csv(data_file("costs.csv"), dtype={"hs6": str})
history = pd.read_csv(data_file("price_history.csv"), parse_dates=["from_date"])
brand_prices = pd.read_csv(data_file("map.csv"), parse_dates=["valid_from", "valid_to"])
titles = pd.read_csv(data_file("products.csv"), index_col="sku")["title"]
markets = pd.read_csv(data_file("markets.csv"), index_col="market")

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

With *e* = −2 that is the cost times −2 / −1, so twice 8, so 16. You see two things in it. First,
the best price does not depend on how *many* people come, only on how they *answer*. Second,
buyers who answer strongly get a lower price: with *e* = −4 it is 8 times 4/3, or 10.67.
"""


# %%
def hill(cost=8.0, elasticity=-2.0):
    """Draw the profit of the lamp at every price, and the three prices of the table."""
    prices = np.linspace(8.2, 30, 200)
    profit = 100 * (prices / 10) ** elasticity * (prices - cost)
    fig, ax = plt.subplots(figsize=(8, 3.2))
    ax.fill_between(prices, profit, color="#f3e3c3")
    ax.plot(prices, profit, color="#8a5a00", linewidth=2)
    for price, words, place in [
        (10, "10: busy, poor", (12, -12)),
        (16, "16: the top", (0, 9)),
        (20, "20: too proud", (6, 8)),
    ]:
        height = 100 * (price / 10) ** elasticity * (price - cost)
        ax.plot(price, height, "o", color="black", markersize=7 if price == 16 else 5)
        ax.annotate(words, (price, height), place, textcoords="offset points")
    ax.set(xlabel="price, euros", ylabel="profit a day, euros", ylim=(0, 370), xlim=(8, 30))
    ax.spines[["top", "right"]].set_visible(False)


hill()

# %% [markdown]
"""
*What you see: a hill. Profit climbs steeply from nothing at 8 euros to its top of 312 at 16, then
falls slowly: 300 at 20, and still 244 at 30.*

Look at the slopes. Too cheap is a cliff, too dear a gentle slope. Keep that in mind when you are
not sure.

Everything in the formula is still missing. What *is* the cost? How much of a price is yours? Where
does *e* come from? And which prices are you allowed to charge? That is your morning.

Each task below is one function. Write it where `raise NotImplementedError()` stands, run the cell,
then the check under it. More checks run when your work is graded, with other numbers, other dates
and other rules.

## 8:40 · Task 1. From the factory gate to the shelf

The supplier's price is **FOB**, free on board: packed, delivered and on the ship in Guangzhou. Then
come freight, insurance, and at the border **duty**. Together they are the **landed cost**: what a
piece has cost when it lies in the warehouse of its market. (Import tax such as VAT is not in it:
a registered firm gets it back.)

Duty is a share of the **customs value**, and customs do not agree what that is. The EU and Japan
take **CIF**: cost, insurance and freight together. The United States take FOB alone.

And duty has a date. From 24 February to 24 July 2026 all goods that entered the United States paid
10 % more, by a special surcharge. A tent that arrived on Friday paid it; a tent that arrived on
Saturday did not. So a rule is never just a number. It is a number *with days*. At Lumina every rule
stands in a **rule pack**, with its dates and its source. Here are the rules for tents:
"""


# %%
def duty_rules():
    """All duties of the rule packs as plain dicts; hs6 "" means: every product."""
    listed = []
    for rule in (*rules("duty").rules, *rules("low_value").rules):
        if rule.rule_id.startswith("duty.") or rule.rule_id == "surcharge_section_122":
            listed.append(
                {
                    "hs6": rule.rule_id.partition("duty.")[2],
                    "place": rule.jurisdiction,
                    "rate": rule.value,
                    "valid_from": rule.valid_from,
                    "valid_to": rule.valid_to,
                }
            )
    return listed


duties = duty_rules()
pd.DataFrame([rule for rule in duties if rule["hs6"] in ("630622", "")])

# %% [markdown]
"""
`hs6` is the **HS code**, the first six digits under which customs all over the world file a
product; 630622 is tents. The rates of single products are invented for this course. The surcharge
was real; what came after it we could not confirm. Look both up before you ship anything.

Money comes as `Decimal`, which counts in tens as accountants do: `Decimal("0.10")` is exactly ten
percent. To round half up, as an invoice does: `x.quantize(Decimal("0.01"), ROUND_HALF_UP)`.
"""


# %% task="landed" role="answer"
def landed_cost(item: dict, duties: list[dict], as_of: date, cny: Decimal) -> Decimal:
    """What one piece has cost in the warehouse of its market, in the market's money.

    item: hs6 (text), place ("EU", "US" or "JP"), customs_value ("CIF" or "FOB"), and in yuan
    a piece cost_cny (FOB), freight_cny, insurance_cny (Decimal).
    duties: rules as dicts: hs6 (text; "" means every product), place, rate (Decimal, share of
    the customs value), valid_from and valid_to (date; both days included; valid_to None: still
    valid). If several rules fit the piece, the place and the day, their rates add up.
    as_of: the day on which the piece enters.
    cny: yuan for one unit of the market's money.
    Rounded once, at the end, half up to two decimals.

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
    return ((total + base * rate) / cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
    ### END SOLUTION


# %% task="landed" role="check" points=1 outcome="landed-cost"
tent = {
    "hs6": "630622",
    "place": "EU",
    "customs_value": "CIF",
    "cost_cny": Decimal("100"),
    "freight_cny": Decimal("18"),
    "insurance_cny": Decimal("2"),
}
long_ago = {"valid_from": date(2025, 1, 1), "valid_to": None}
surcharge = {"valid_from": date(2026, 2, 24), "valid_to": date(2026, 7, 24)}
few_duties = [
    {"hs6": "630622", "place": "EU", "rate": Decimal("0.10"), **long_ago},
    {"hs6": "630622", "place": "US", "rate": Decimal("0.08"), **long_ago},
    {"hs6": "420292", "place": "EU", "rate": Decimal("0.03"), **long_ago},
    {"hs6": "", "place": "US", "rate": Decimal("0.10"), **surcharge},
]
with check("landed"):
    cost = landed_cost(tent, few_duties, date(2026, 9, 1), Decimal(8))
    assert isinstance(cost, Decimal), fill("landed-type", got=type(cost).__name__)
    assert cost != approx(1056), "landed-currency"
    assert cost != approx(Decimal("15.00")), "landed-no-duty"
    assert cost != approx(Decimal("16.25")), "landed-cif"
    assert cost != approx(Decimal("16.95")), "landed-other-goods"
    assert cost == approx(Decimal("16.50")), fill("landed-value", got=cost)
    there = {**tent, "place": "US", "customs_value": "FOB"}
    before, after = (
        landed_cost(there, few_duties, date(2026, 7, day), Decimal(6)) for day in (24, 25)
    )
    assert after != approx(Decimal("21.60")), "landed-fob"
    assert after != approx(Decimal("23.00")), "landed-date"
    assert after == approx(Decimal("21.33")), fill("landed-us", got=after)
    assert before != approx(Decimal("21.33")), "landed-add"
    assert before == approx(Decimal("23.00")), fill("landed-us", got=before)

# %% task="landed" role="hidden" points=2 outcome="landed-cost"
with check("landed"):
    draw = np.random.default_rng([course_seed(), 1])

    def cents(low, high):
        """An amount drawn at random, exact to the cent."""
        return Decimal(int(draw.integers(100 * low, 100 * high))) / 100

    first, last = date(2031, 3, 10), date(2031, 8, 19)
    pack = [
        {"hs6": hs6, "place": place, "rate": cents(2, 19) / 100, **long_ago}
        for hs6 in ("630622", "420292", "940521")
        for place in ("EU", "US", "JP")
    ]
    pack += [
        {"hs6": "", "place": "JP", "rate": Decimal("0.21"), "valid_from": first, "valid_to": last},
        {**pack[0], "rate": Decimal("0.31"), "valid_from": date(2033, 1, 1)},
    ]
    for place, base in [("EU", "CIF"), ("US", "FOB"), ("JP", "CIF"), ("JP", "FOB")] * 2:
        item = {
            "hs6": "630622",
            "place": place,
            "customs_value": base,
            "cost_cny": cents(50, 400),
            "freight_cny": cents(20, 90),
            "insurance_cny": cents(5, 30),
        }
        rate = next(
            rule["rate"] for rule in pack if (rule["hs6"], rule["place"]) == ("630622", place)
        )
        total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
        value = total if base == "CIF" else item["cost_cny"]
        money = cents(5, 9)
        for day, extra in [
            (date(2031, 3, 9), 0),
            (first, Decimal("0.21")),
            (last, Decimal("0.21")),
            (date(2031, 8, 20), 0),
        ]:
            more = extra if place == "JP" else 0
            expected = (total + value * (rate + more)) / money
            expected = expected.quantize(Decimal("0.01"), ROUND_HALF_UP)
            cost = landed_cost(item, [dict(rule) for rule in pack], day, money)
            on_edge = place == "JP" and day in (first, last)
            assert abs(cost - expected) <= Decimal("0.011"), (
                "landed-edge" if on_edge else "landed-hidden"
            )
            assert cost == expected, "landed-rounding"
    half = {**tent, "cost_cny": Decimal("114.28"), "customs_value": "FOB", "place": "JP"}
    assert landed_cost(half, [], first, Decimal(8)) == Decimal("16.79"), "landed-rounding"
    assert landed_cost(tent, [], first, Decimal(8)) == Decimal("15.00"), "landed-hidden"

# %% [markdown] task="landed" role="hint"
"""
Take the tent that enters the United States on 24 July. Go down the list of rules with your finger.
Which of them fit the product, the place *and* the day? And ten percent of what?
"""

# %% [markdown] task="landed" role="hint"
"""
Start with `rate = Decimal(0)` and loop over the rules. Add `rule["rate"]` if `rule["hs6"]` is "" or
the item's, the place is the same, and the day lies between `valid_from` and `valid_to` (if that is
not None). The customs value is the sum of three amounts, or `cost_cny` alone. Divide by `cny` last.
"""

# %% [markdown]
"""
## 8:55 · Task 2. How much of a price is yours?

A buyer in Germany pays 119 euros. Nineteen of them never were yours: prices for consumers in the
EU and in Japan include **VAT** (value added tax; in Japan consumption tax). It is 19 % *of the net
price*, so net is 119 / 1.19 = 100. In the United States prices are shown without tax; there the
rate here is 0.

Then the marketplace takes its **referral fee**, a commission. Here is what many sellers get wrong:
it is a share of the price that the *buyer* sees, so in Germany with the tax in it. 15 % of 119, not
of 100. There is a smallest fee, too, which matters for cheap things. Last comes the **fulfilment
fee**, a fixed amount for picking, packing and sending one piece. (Fees of real marketplaces change
every January. Ours are simplified.)

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
    places: decimals of the currency, 2 for EUR and USD, 0 for JPY. Tax and referral fee are
    each rounded half up to them.

    net_revenue(119.00, 0.19, 0.15, 0.30, 4.25, 2), all as Decimal but the 2, is 77.90.
    """
    ### BEGIN SOLUTION
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
    ### END SOLUTION


# %% task="net" role="check" points=1 outcome="price-net"
with check("net"):
    fees = (Decimal("0.15"), Decimal("0.30"), Decimal("4.25"), 2)
    left = net_revenue(Decimal("119.00"), Decimal("0.19"), *fees)
    assert isinstance(left, Decimal), fill("net-type", got=type(left).__name__)
    assert left != approx(Decimal("74.29"), abs=0.011), "net-vat"
    assert left != approx(Decimal("80.75"), abs=0.011), "net-fee-base"
    assert left != approx(Decimal("96.90"), abs=0.011), "net-no-vat"
    assert left != approx(Decimal("82.15"), abs=0.011), "net-fulfilment"
    assert left != approx(Decimal("95.45"), abs=0.011), "net-minimum"
    assert left == approx(Decimal("77.90"), abs=0.011), fill("net-value", got=left)
    cheap = net_revenue(Decimal("9.00"), Decimal(0), Decimal("0.03"), *fees[1:])
    assert cheap == approx(Decimal("4.45"), abs=0.011), "net-minimum"
    yen = net_revenue(Decimal(4980), Decimal("0.10"), Decimal("0.15"), Decimal(30), Decimal(410), 0)
    assert yen == approx(3370, abs=0.001), fill("net-yen", got=yen)

# %% task="net" role="hidden" points=2 outcome="price-net"
with check("net"):
    draw = np.random.default_rng([course_seed(), 2])
    for number in range(24):
        places = 0 if number % 3 == 2 else 2
        size = 100 if places == 0 else 1
        coin = Decimal(1) if places == 0 else Decimal("0.01")
        price = Decimal(int(draw.integers(2000, 9999))) / (1 if places == 0 else 100)
        vat = Decimal(int(draw.integers(5, 27))) / 100 * (number % 4 > 0)
        fee = Decimal(int(draw.integers(5, 21))) / 100
        least = size * (Decimal(25) if number % 5 == 0 else Decimal("0.30"))
        sending = size * Decimal(int(draw.integers(300, 800))) / 100
        tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
        referral = max(price * fee, least).quantize(coin, ROUND_HALF_UP)
        expected = price - tax - referral - sending
        left = net_revenue(price, vat, fee, least, sending, places)
        assert abs(left - expected) <= Decimal("0.02") * size, (
            "net-least" if referral == least else "net-hidden"
        )
        assert left == approx(expected, abs=0.001), "net-rounding"
    half = net_revenue(Decimal("22.30"), Decimal(0), Decimal("0.15"), Decimal(0), Decimal(1), 2)
    assert half == approx(Decimal("17.95"), abs=0.001), "net-rounding"

# %% [markdown] task="net" role="hint"
"""
100 euros net plus 19 % make 119. If you take 19 % off 119 again, do you arrive at 100?
"""

# %% [markdown] task="net" role="hint"
"""
Tax: `price - price / (1 + vat)`. Fee: `max(price * fee, fee_min)`. Round each with
`.quantize(coin, ROUND_HALF_UP)`, where `coin` is `Decimal(1).scaleb(-places)`: 0.01 for two
decimals, 1 for none.
"""

# %% [markdown]
"""
## 9:10 · Task 3. What happens if we go up?

Now the number that nobody writes on an invoice. Here is what you know about every day of the past
year:

| column of `daily` | meaning |
|---|---|
| `date`, `market` | day, and market: one for each product |
| `sku` | the seller's own number of a product (stock keeping unit) |
| `price` | price of the day, as the buyer sees it, in the market's currency |
| `units` | pieces sold |
| `promo` | 1 if a promotion with its badge ran, else 0 |
| `stockout` | 1 if the stock ran out during that day, else 0 |
| `competitor` | lowest price of a comparable product of others |
| `ad` | spent on advertising that day |

Draw sales against price, and you see a cloud that falls. Why not put a line through it? Because
the days were not made by tossing a coin. *You* made them, and you had reasons.

- **Promotions.** When the price fell, a red badge went up with it. Part of the rush was the badge.
  Without `promo` in the model the price gets all the credit.
- **The competitor** follows your price. When you go down, he goes down, and takes some of it back.
- **The weekend.** In two markets you are cheaper when people shop most anyway.
- **Stock-outs.** On the cheapest days the shelf was empty by noon. Those days say what you *had*,
  not what people wanted.

The first three are **confounders**: things that change together with the price and move sales
themselves. Put them into the model, and days are compared with days like them. The fourth has no
such remedy. Those days must go.

> **log(units) = constant + e × log(price) + a × promo + b × log(competitor) + weekday**

To find the weights *e*, *a* and *b* that come nearest to all days is called **regression**. With
logarithms on both sides the weight of the price *is* the elasticity: percent against percent. Here
is a helper that does it. For each weight it gives the **standard error**, too: how far the weight
may well be off by chance. A range that catches the truth 95 times in 100 goes from 1.96 errors
below the weight to 1.96 above.
"""


# %%
def least_squares(columns: pd.DataFrame, target: pd.Series) -> pd.DataFrame:
    """Fit target = constant + weights x columns; a weight and its standard error a column."""
    matrix = np.column_stack([np.ones(len(columns)), columns.to_numpy(dtype=float)])
    goal = np.asarray(target, dtype=float)
    if not (np.isfinite(matrix).all() and np.isfinite(goal).all()):
        raise ValueError("a number is missing or infinite; is there a logarithm of zero?")
    weights = np.linalg.lstsq(matrix, goal, rcond=None)[0]
    rest = goal - matrix @ weights
    variance = rest @ rest / (len(goal) - matrix.shape[1])
    errors = np.sqrt(variance * np.diag(np.linalg.pinv(matrix.T @ matrix)))
    names = ["constant", *columns.columns]
    return pd.DataFrame({"weight": weights, "error": errors}, index=names)


lamp = pd.DataFrame({"price": np.log([10.0, 16.0, 20.0, 25.0])})
least_squares(lamp, np.log([100.0, 39.0, 25.0, 16.0]))

# %% [markdown]
"""
That is the lamp from the beginning: the weight of the price is −2, near enough.

One more thing, and it will matter at half past nine. A model must be judged on days that it has
not seen. So your function gets a day `until`, and uses **only days before it**.
"""


# %% task="elasticity" role="answer"
def elasticity(daily: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """The elasticity of every product, measured on its open days before a day.

    daily: columns date, sku, price, units, promo, stockout, competitor as above (price and
    competitor in one currency for each product); rows in any order. On days without a stock-out
    units are at least 1.
    until: days from this one on are not used. Days with a stock-out are not used either.
    Model: log(units) on log(price), promo, log(competitor) and the weekday (six columns of 0
    and 1 for seven days).
    Returns one row a product, in any order: sku, elasticity (percent change of units for one
    percent of price, a negative number), low and high (1.96 standard errors away), days (how
    many were used).
    """
    ### BEGIN SOLUTION
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        weekday = days["date"].dt.day_of_week
        columns = pd.get_dummies(weekday, prefix="day", drop_first=True, dtype=float)
        columns["price"] = np.log(days["price"])
        columns["promo"] = days["promo"]
        columns["competitor"] = np.log(days["competitor"])
        fit = least_squares(columns, np.log(days["units"]))
        weight, error = fit.loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
    ### END SOLUTION


# %% task="elasticity" role="check" points=1 outcome="demand"
with check("elasticity"):
    some = daily[daily["sku"].isin(["LT-CAM-013", "LT-POW-018", "LT-BAG-029"])]
    result = elasticity(some.copy(), pd.Timestamp("2026-07-01"))
    assert isinstance(result, pd.DataFrame), "elasticity-columns"
    assert {"sku", "elasticity", "low", "high", "days"} <= set(result.columns), "elasticity-columns"
    assert sorted(result["sku"]) == sorted(some["sku"].unique()), "elasticity-rows"
    result = result.set_index("sku")
    tent = float(result["elasticity"]["LT-CAM-013"])
    assert tent < 0, fill("elasticity-sign", got=round(tent, 2))
    assert tent < -0.2, "elasticity-logs"
    assert tent != approx(-1.60, abs=0.05), "elasticity-logs"
    assert tent != approx(-0.64, abs=0.1), "elasticity-stockout"
    assert tent != approx(-3.14, abs=0.06), "elasticity-promo"
    assert tent != approx(-1.16, abs=0.06), "elasticity-competitor"
    assert tent != approx(-2.35, abs=0.06), "elasticity-weekday"
    assert tent != approx(-2.15, abs=0.04), "elasticity-until"
    found = {sku: float(value) for sku, value in result["elasticity"].items()}
    right = {"LT-CAM-013": -2.02, "LT-POW-018": -2.74, "LT-BAG-029": -3.10}
    assert found == approx(right, abs=0.07), fill("elasticity-value", got=round(tent, 2))
    assert dict(result["days"]) == {"LT-CAM-013": 274, "LT-POW-018": 282, "LT-BAG-029": 277}, (
        "elasticity-days"
    )
    wide = result["high"] - result["low"]
    assert wide["LT-CAM-013"] != approx(0.33, rel=0.2), "elasticity-one-error"
    assert wide["LT-CAM-013"] == approx(0.64, rel=0.2), "elasticity-range"


# %% task="elasticity" role="hidden" points=2 outcome="demand"
def invented(draw, sku):
    """Three hundred days of an invented product, with the confounders of a real one."""
    days = pd.date_range("2019-01-07", periods=300)
    weekend = days.day_of_week.to_numpy() >= 4
    promo = np.repeat(draw.random(60) < 0.22, 5)
    price = 40 * np.repeat(draw.uniform(0.82, 1.18, 15), 20) * np.where(weekend, 0.93, 1)
    price = (price * np.where(promo, draw.uniform(0.75, 0.86, 300), 1)).round(2)
    drift = np.cumsum(draw.normal(0, 0.012, 300))
    rival = 40 * (np.r_[price[:1], price[:-1]] / 40) ** 0.5 * np.exp(drift - drift.mean())
    wish = draw.uniform(-3.6, -1.8) * np.log(price / 40) + 0.9 * np.log(rival / 40)
    wish += 0.5 * promo + 0.22 * weekend + draw.normal(0, 0.1, 300)
    units = draw.poisson(70 * np.exp(wish)).clip(1)
    out = draw.random(300) < (0.03 + 0.7 * np.log(40 / price)).clip(0.02, 0.35)
    units = np.where(out, units * draw.uniform(0, 0.45, 300), units).astype(int)
    table = pd.DataFrame({"date": days, "sku": sku, "market": "US", "currency": "USD"})
    table["price"], table["competitor"], table["units"] = price, rival.round(2), units
    table["promo"], table["stockout"] = promo.astype(int), out.astype(int)
    return table.assign(ad=draw.uniform(0, 60, 300).round(2))


def careful(days, *names):
    """Weight and error of the price in a regression on it, on the weekday and on some columns."""
    weekday = days["date"].astype("datetime64[D]").astype(int) % 7
    columns = [np.log(days["price"])] + [weekday == number for number in range(1, 7)]
    columns += [np.log(days[name]) if name == "competitor" else days[name] for name in names]
    matrix = pd.DataFrame(np.column_stack(columns)).rename(columns={0: "price"})
    return least_squares(matrix, np.log(np.maximum(days["units"], 1))).loc["price"]


with check("elasticity"):
    draw = np.random.default_rng([course_seed(), 3])
    names = [f"N-{number}" for number in draw.permutation(5)]
    fresh = pd.concat([invented(draw, sku) for sku in names]).sample(frac=1, random_state=4)
    until = pd.Timestamp("2019-09-11")
    result = elasticity(fresh.copy(), until)
    assert sorted(result["sku"]) == sorted(names), "elasticity-rows"
    logs = dict(list(fresh[fresh["date"] < until].groupby("sku")))
    gaps, kept, badge, widths = [], [], [], []
    for row in result.itertuples():
        days = {name: column.to_numpy() for name, column in logs[row.sku].items()}
        here = {name: values[days["stockout"] == 0] for name, values in days.items()}
        weight, error = careful(here, "promo", "competitor")
        widths.append((row.high - row.low) / (2 * 1.96 * error))
        gaps.append(abs(row.elasticity - weight))
        kept.append(abs(row.elasticity - careful(days, "promo", "competitor")["weight"]))
        badge.append(abs(row.elasticity - careful(here, "competitor")["weight"]))
    assert np.mean(gaps) < np.mean(kept), "elasticity-stockout"
    assert np.mean(gaps) < np.mean(badge), "elasticity-promo"
    assert np.mean(gaps) < 0.08, "elasticity-hidden"
    assert np.max(gaps) < 0.25, "elasticity-hidden"
    assert 0.7 < np.mean(widths) < 1.35, "elasticity-range"

# %% task="elasticity" role="hidden" points=2 outcome="doubt-model"
with check("elasticity"):
    from lumina import SEED
    from lumina.generator import truth

    known = truth.demand(SEED)
    draw = np.random.default_rng([course_seed(), 4])
    chosen = [str(sku) for sku in draw.choice(sorted(known), 8, replace=False)]
    some = daily[daily["sku"].isin(chosen)].copy()
    until = pd.Timestamp("2026-05-01") + pd.Timedelta(days=int(draw.integers(0, 60)))
    early = elasticity(some.copy(), until).set_index("sku")
    pair = chosen[:2]
    few = some[some["sku"].isin(pair)].copy()
    few.loc[few["date"] >= until, "units"] = 5 + (few["price"] % 7).astype(int)
    again = elasticity(few, until).set_index("sku")["elasticity"]
    assert again[pair] == approx(early["elasticity"][pair]), "elasticity-future"
    open_days = (some["date"] < until) & (some["stockout"] == 0)
    counts = some[open_days].groupby("sku").size()
    assert early["days"][chosen].tolist() == counts[chosen].tolist(), "elasticity-days"
    caught = [early["low"][sku] <= known[sku].elasticity <= early["high"][sku] for sku in chosen]
    assert sum(caught) >= 5, "elasticity-caught"
    wide = (early["high"] - early["low"])[chosen]
    assert 0.4 < wide.mean() < 1.05, "elasticity-range"
    middle = (early["high"] + early["low"])[chosen] / 2
    assert middle == approx(early["elasticity"][chosen], abs=0.01), "elasticity-range"

# %% [markdown] task="elasticity" role="hint"
"""
Think of one cheap Friday: badge up, competitor down as well, weekend shoppers, empty shelf at
noon. Which of these four can a column of the model explain, and which day must not be used at all?
"""

# %% [markdown] task="elasticity" role="hint"
"""
Filter `date < until` and `stockout == 0`. Loop over `.groupby("sku")`. Begin the columns with
`pd.get_dummies(days["date"].dt.day_of_week, prefix="day", drop_first=True)`, add `np.log(price)`,
`promo` and `np.log(competitor)`, and give them to `least_squares` with `np.log(units)`. Read the
row "price" of its answer.
"""

# %% [markdown]
"""
## 9:30 · The brochure

Now for Mr Qiu's repricer. Such tools are mostly **boosted trees**: hundreds of small yes-or-no
questions ("price below 84? promotion?") stacked on each other. They need no formula and find any
shape. Your regression can only draw one kind of curve. Who is better?

Let them fight. Both learn from the days before 1 July and forecast July and August. Beside them
stands a **baseline** that knows nothing: it always says the mean. A model that does not beat the
baseline has learned nothing. The score is the mean error, as a share of mean sales.

The right-hand column is the brochure's way of testing: hold back *random* days. It looks like the
same test. It is not.
"""

# %%
from sklearn.ensemble import GradientBoostingRegressor

INPUTS = ["price", "promo", "competitor", "weekday"]


def inputs(days):
    """What the models see of a day: price, promotion, competitor, weekday."""
    return days.assign(weekday=days["date"].dt.day_of_week)[INPUTS]


def as_line(table):
    """The same for the regression: logarithms, and a column for each weekday."""
    columns = pd.DataFrame({"price": np.log(table["price"]), "promo": table["promo"]})
    columns["competitor"] = np.log(table["competitor"])
    for number in range(1, 7):
        columns[f"day {number}"] = (table["weekday"] == number).astype(float)
    return columns


def train(days):
    """Three models of one product's sales; each turns a table of inputs into units."""
    weights = least_squares(as_line(inputs(days)), np.log(days["units"]))["weight"].to_numpy()
    trees = GradientBoostingRegressor(n_estimators=40, max_depth=3, random_state=0)
    trees.fit(inputs(days), np.log(days["units"]))
    return {
        "baseline: always the mean": lambda table: np.full(len(table), days["units"].mean()),
        "your kind: a regression": lambda t: np.exp(weights[0] + as_line(t) @ weights[1:]),
        "their kind: boosted trees": lambda table: np.exp(trees.predict(table)),
    }


def duel(skus):
    """Mean error of each model, in percent of mean sales, by the way of testing."""
    errors = {}
    for sku in skus:
        days = daily[(daily["sku"] == sku) & (daily["stockout"] == 0)]
        late = (days["date"] >= "2026-07-01").to_numpy()
        random = np.random.default_rng(9).permutation(late)
        for way, test in (("July and August", late), ("random days", random)):
            for name, model in train(days[~test]).items():
                error = np.abs(model(inputs(days[test])) - days["units"][test]).mean()
                share = 100 * error / days["units"][test].mean()
                errors.setdefault((name, way), []).append(share)
    return pd.Series({key: np.mean(shares) for key, shares in errors.items()}).unstack()


duel(["LT-CAM-008", "LT-BAG-029", "LT-POW-018"]).round(1).iloc[[0, 2, 1]]

# %% [markdown]
"""
Read it slowly. Both models beat the baseline by far. On random days the trees are nearly as good as
the regression. On July and August, the days that count, they fall behind: with random days a model
may look at Monday and Wednesday to guess Tuesday. In September nobody will show you the Wednesday.
(These are three products. Over all forty it is the same picture: 13 % against 17 % in July and
August, 14 % against 15 % on random days.)

But this is not yet the important part. A forecast asks *what will happen*. A price asks **what
would happen if**. The firm's tool answers that too. Watch what it says about the two-person tent,
whose price was never above 92.49 dollars. All costs together are 41.63 dollars a piece, and the fee
is 15 %.
"""


# %%
def what_if(sku="LT-CAM-013", cost=41.63, fee=0.15):
    """Draw the daily profit that each model promises at prices it has seen and has not seen."""
    days = daily[(daily["sku"] == sku) & (daily["stockout"] == 0) & (daily["date"] < "2026-07-01")]
    models = train(days)
    prices = np.arange(50, 141.0)
    usual = {"promo": 0, "competitor": days["competitor"].median(), "weekday": 2}
    table = pd.DataFrame({"price": prices, **usual})[INPUTS]
    fig, ax = plt.subplots(figsize=(9, 3.6))
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


what_if()

# %% [markdown]
"""
*What you see: profit against price, with the range of past prices shaded. The full line of the
regression rises to a flat top at 97 dollars, just beyond the shaded range, and sinks from there.
The dashed line of the trees runs in steps beside it. Beyond the shaded range it rises without end,
and its best price is the last one that was asked: 140.*

Trees cannot say "fewer". Beyond the last price they have seen they repeat the last answer: same
sales, whatever you charge. So each dollar more is a dollar of promised profit. Had we asked up to
1,000 dollars, the advice would be 1,000.

The regression is no prophet either. Outside the shaded range its curve is a belief, too. It is only
a more sensible one. Keep both thoughts for your memo.

## 9:45 · Task 4. The top of the hill

Back to your own plan. The formula of the beginning wants a cost, but you have learned that a part
of the price is not yours. Of each euro that the buyer pays, 1 / (1 + VAT) is left after tax, and
the fee is a share of the whole euro. The part that you keep is *k*:

> **k = 1 / (1 + VAT) − fee**
>
> **price = cost / k × e / (1 + e)**

Here cost is landed cost plus fulfilment. Without tax, with a fee of 15 %, a cost of 8 and
*e* = −2.4 that is 8 / 0.85 times 2.4 / 1.4: 16.13.

Two limits. There is a lowest and a highest price for each product; stay between them. And if *e* is
−1 or more (buyers hardly answer), there is no top: profit rises with every cent, and the formula
gives nonsense. Then take the highest price that is allowed, and ask yourself whether you believe
that *e*.
"""


# %% task="best" role="answer"
def optimal_price(
    cost: float, elasticity: float, vat: float, fee: float, low: float, high: float
) -> float:
    """The price, as the buyer sees it, that earns most between low and high.

    cost: landed cost and fulfilment of a piece, in the market's money, positive.
    elasticity: constant, negative; -1 or more means that there is no top below high.
    vat: share of the net price (0.19); fee: share of the price that the buyer sees (0.15).
    low, high: the lowest and the highest price allowed, tax included; low <= high.
    Not rounded.

    optimal_price(8, -2.4, 0, 0.15, 5, 30) is 16.13...
    """
    ### BEGIN SOLUTION
    if elasticity >= -1:
        return high
    kept = 1 / (1 + vat) - fee
    return min(max(cost / kept * elasticity / (1 + elasticity), low), high)
    ### END SOLUTION


# %% task="best" role="check" points=1 outcome="best-price"
with check("best"):
    result = optimal_price(8, -2.4, 0, 0.15, 5, 30)
    assert result != approx(5), "best-sign"
    assert result != approx(13.714, abs=0.01), "best-no-fee"
    assert result != approx(15.77, abs=0.01), "best-fee-after"
    assert result == approx(16.134, abs=0.01), fill("best-value", got=result)
    german = optimal_price(8, -2.4, 0.19, 0.15, 5, 30)
    assert german != approx(16.134, abs=0.01), "best-no-vat"
    assert german != approx(19.20, abs=0.01), "best-fee-of-net"
    assert german == approx(19.866, abs=0.01), fill("best-value", got=german)
    assert optimal_price(8, -2.4, 0.19, 0.15, 5, 18.5) == approx(18.5), "best-limits"
    assert optimal_price(8, -2.4, 0.19, 0.15, 22, 30) == approx(22), "best-limits"
    assert optimal_price(8, -0.8, 0, 0.15, 5, 30) == approx(30), "best-inelastic"

# %% task="best" role="hidden" points=2 outcome="best-price"
with check("best"):
    draw = np.random.default_rng([course_seed(), 5])
    tops, rows, limits = [], [], [(0.5, 0.8), (1.2, 2)]
    for _ in range(12):
        cost, e = float(draw.uniform(4, 60)), float(draw.uniform(-4.5, -1.4))
        vat, fee = float(draw.choice([0.08, 0.17, 0.25])), float(draw.uniform(0.05, 0.22))
        top = cost / (1 / (1 + vat) - fee) * e / (1 + e)
        best = optimal_price(cost, e, vat, fee, 0.5 * top, 2 * top)
        prices = np.array([best * 0.97, best, best * 1.03])
        profit = prices**e * (prices / (1 + vat) - fee * prices - cost)
        tops.append(profit[1] > max(profit[0], profit[2]))
        cents = optimal_price(100 * cost, e, vat, fee, 50 * top, 200 * top)
        low, high = (optimal_price(cost, e, vat, fee, a * top, b * top) for a, b in limits)
        rows.append((top, best, cents / 100, low / 0.8, high / 1.2))
    top, best, cents, low, high = (np.array(column) for column in zip(*rows, strict=True))
    assert all(tops), "best-top"
    assert low == approx(top, abs=0.01), "best-limits"
    assert high == approx(top, abs=0.01), "best-limits"
    assert best == approx(top, abs=0.006), "best-hidden"
    assert best == approx(top), "best-rounded"
    assert cents == approx(top, rel=1e-4), "best-hidden"
    assert optimal_price(9.0, -1.0, 0.1, 0.1, 12.0, 41.0) == approx(41.0), "best-inelastic"
    assert optimal_price(9.0, -0.2, 0.1, 0.1, 12.0, 41.0) == approx(41.0), "best-inelastic"

# %% [markdown] task="best" role="hint"
"""
The buyer in Germany pays 100 euros. How many of them are left after 19 % tax, and after a fee of
15 % *of the hundred*? That share is *k*. What does the formula do when *e* is −0.8?
"""

# %% [markdown] task="best" role="hint"
"""
First `if elasticity >= -1: return high`. Then `kept = 1 / (1 + vat) - fee`, the formula with
`cost / kept`, and `min(max(price, low), high)` for the two borders.
"""

# %% [markdown]
"""
## 10:00 · Task 5. The last two digits

19.866 is no price. In shops a price ends in .99 or .49, in Japan in 80 or 50. Such **charm prices**
can sell more: when a mail-order house raised prices from 44 to 49 dollars in a test, it sold up to
30 % *more* (Anderson and Simester). The effect fades if everything ends in 9. Lumina has rules of
its own for each market. They are data like all rules: an ending above every multiple of a step.

|  | step | endings | so allowed are |
|---|---|---|---|
| Germany | 1 | 0.99, 0.49 | ... 19.49, 19.99, 20.49, 20.99 ... |
| Japan | 100 | 80, 50 | ... 4,250, 4,280, 4,350, 4,380 ... |

Take the allowed price nearest to the one you computed. But there is a floor. Some brands announce a
**MAP**, a minimum advertised price. In the United States they may, and they stop supplying shops
that go below it by one cent. In the EU, fixing prices in this way is forbidden, so a MAP binds
nobody there. (Our rule pack marks this last point as unchecked. Ask a lawyer before you use it.)
Rounding must never take you through the floor.
"""


# %% task="tag" role="answer"
def charm(price: Decimal, floor: Decimal, step: Decimal, endings: list[Decimal]) -> Decimal:
    """The allowed price nearest to `price` that is not below `floor`.

    price: the computed price, positive. floor: the lowest price allowed, 0 or more; it may lie
    above `price`.
    step, endings: allowed are all prices n * step + ending, with n = 0, 1, 2 ... and any of
    the endings (each 0 or more and below step). All amounts in one currency.
    If two allowed prices are equally near, the lower one.

    With step 1 and endings 0.99 and 0.49: 20.10 becomes 19.99, with floor 20.00 it is 20.49.
    """
    ### BEGIN SOLUTION
    whole = max(price, floor) // step * step
    near = [whole + times * step + ending for times in (-1, 0, 1) for ending in endings]
    allowed = [tag for tag in near if tag >= floor]
    return min(allowed, key=lambda tag: (abs(tag - price), tag))
    ### END SOLUTION


# %% task="tag" role="check" points=1 outcome="price-law"
with check("tag"):
    euro = (Decimal(1), [Decimal("0.99"), Decimal("0.49")])
    result = charm(Decimal("20.10"), Decimal(0), *euro)
    assert isinstance(result, Decimal), fill("tag-type", got=type(result).__name__)
    assert result == Decimal("19.99"), fill("tag-nearest", got=result)
    assert charm(Decimal("20.30"), Decimal(0), *euro) == Decimal("20.49"), "tag-all-endings"
    held = charm(Decimal("20.10"), Decimal("20.00"), *euro)
    assert held >= Decimal("20.00"), fill("tag-floor", got=held)
    assert held == Decimal("20.49"), fill("tag-ending", got=held)
    assert charm(Decimal("20.10"), Decimal("19.99"), *euro) == Decimal("19.99"), "tag-on-floor"
    japan = charm(Decimal("4311.27"), Decimal(0), Decimal(100), [Decimal(80), Decimal(50)])
    assert japan == japan // 1, fill("tag-yen", got=japan)
    assert japan == Decimal(4280), fill("tag-step", got=japan)

# %% task="tag" role="hidden" points=2 outcome="price-law"
with check("tag"):
    draw = np.random.default_rng([course_seed(), 6])
    houses = [
        (Decimal(1), [Decimal("0.95"), Decimal("0.99")]),
        (Decimal(1), [Decimal("0.90")]),
        (Decimal(5), [Decimal("4.75"), Decimal("2.20"), Decimal("0.10")]),
        (Decimal(1000), [Decimal(800), Decimal(980), Decimal(500)]),
        (Decimal(10), [Decimal(0), Decimal(9)]),
    ]
    for number in range(40):
        step, endings = houses[number % len(houses)]
        ladder = [times * step + ending for times in range(60) for ending in endings]
        part = (Decimal(number // len(houses)) + Decimal("0.3")) / 8
        price = (int(draw.integers(2, 40)) + part) * step
        some_tag = ladder[int(draw.integers(9, 55))]
        floor = (Decimal(0), price * Decimal("0.98"), price * Decimal("1.13"), some_tag)[number % 4]
        allowed = [tag for tag in ladder if tag >= floor]
        nearest = min(allowed, key=lambda tag: (abs(tag - price), tag))
        result = charm(price, floor, step, list(endings))
        assert result >= floor, "tag-hidden-floor"
        assert result in ladder, "tag-hidden-ending"
        assert result == nearest, "tag-hidden"
    wide = [Decimal(0), Decimal(9)]
    assert charm(Decimal("29.8"), Decimal(0), Decimal(10), wide) == Decimal(30), "tag-hidden"
    assert charm(Decimal(31), Decimal(49), Decimal(10), wide) == Decimal(49), "tag-hidden"
    low = charm(Decimal("0.05"), Decimal(0), Decimal(1), [Decimal("0.99"), Decimal("0.49")])
    assert low == Decimal("0.49"), "tag-hidden-floor"
    tie = charm(Decimal("20.24"), Decimal(0), Decimal(1), [Decimal("0.99"), Decimal("0.49")])
    assert tie == Decimal("19.99"), "tag-tie"

# %% [markdown] task="tag" role="hint"
"""
Write down the four allowed prices around 20.10. Strike out those below the floor of 20.00. Which of
the rest is nearest? Note the order: first strike out, then look for the nearest.
"""

# %% [markdown] task="tag" role="hint"
"""
`whole = max(price, floor) // step * step` is the multiple of the step just below. Make a list of
`whole - step`, `whole` and `whole + step`, each plus each ending. Keep those `>= floor`. Then
`min(kept, key=lambda tag: (abs(tag - price), tag))`.
"""

# %% [markdown]
"""
## 10:15 · Task 6. "Was 49.90"

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

    history: one product; columns from_date (first day of a price) and price; it holds until
    the day before the next from_date. Rows in any order; rows from `start` on may be there.
    start: first day of the reduced price; it does not count itself.
    days: how many days before `start` count.
    Returns the lowest price, or NaN if no price held on any of these days.

    With the table above and start 1 September it is 39.90.
    """
    ### BEGIN SOLUTION
    first = start - pd.Timedelta(days=days)
    log = history.sort_values("from_date")
    held = log.loc[log["from_date"] <= first, "price"].tail(1)
    later = log.loc[(log["from_date"] > first) & (log["from_date"] < start), "price"]
    return float(pd.concat([held, later]).min())
    ### END SOLUTION


# %% task="prior" role="check" points=1 outcome="price-law"
with check("prior"):
    changes = ["2026-03-01", "2026-07-20", "2026-08-10", "2026-08-15", "2026-08-20", "2026-09-01"]
    log = pd.DataFrame(
        {
            "from_date": pd.to_datetime(changes),
            "price": [29.90, 39.90, 44.90, 41.90, 42.50, 34.90],
        }
    )
    start = pd.Timestamp("2026-09-01")
    result = eu_reference(log.copy(), start)
    assert result != approx(34.90), "prior-own-day"
    assert result != approx(29.90), "prior-all-time"
    assert result != approx(42.50), "prior-last"
    assert result != approx(41.90), "prior-carried"
    assert result == approx(39.90), fill("prior-value", got=result)
    log.loc[2, "from_date"] = pd.Timestamp("2026-08-02")
    assert eu_reference(log.copy(), start) == approx(41.90), "prior-too-long"
    log.loc[2, "from_date"] = pd.Timestamp("2026-08-03")
    assert eu_reference(log.copy(), start) == approx(39.90), "prior-too-short"

# %% task="prior" role="hidden" points=2 outcome="price-law"
with check("prior"):
    draw = np.random.default_rng([course_seed(), 7])
    for number in range(7):
        days = 30 if number < 5 else int(draw.choice([7, 45, 60]))
        gaps = draw.choice(range(1, 160), int(draw.integers(3, 14)), replace=False)
        start = pd.Timestamp("2031-02-10") + pd.Timedelta(days=int(draw.integers(0, 200)))
        first_days = [start + pd.Timedelta(days=int(50 - gap)) for gap in gaps]
        prices = draw.choice(range(1500, 6000), len(gaps), replace=False) / 100
        log = pd.DataFrame({"from_date": first_days, "price": prices, "promo": 0})
        result = eu_reference(log.copy(), start, days)
        held, pairs = [], list(zip(first_days, prices, strict=True))  # the last change decides
        for day in (start - pd.Timedelta(days=ago) for ago in range(1, days + 1)):
            earlier = [(since, price) for since, price in pairs if since <= day]
            held += [price for _, price in sorted(earlier)[-1:]]
        if not held:
            assert pd.isna(result), "prior-none"
        else:
            lowest = approx(float(min(held)))
            assert result == lowest, "prior-hidden" if days == 30 else "prior-days"
    steps = [start - pd.Timedelta(days=gap) for gap in (90, 50, 35, 5)]
    log = pd.DataFrame({"from_date": steps, "price": [18.0, 11.0, 15.0, 14.0]})
    lowest = [eu_reference(log.copy(), start, days) for days in (90, 45, 35, 30, 5)]
    assert lowest == approx([11.0, 11.0, 14.0, 14.0, 14.0]), "prior-days"
    young = pd.DataFrame({"from_date": [start], "price": [19.99]})
    assert pd.isna(eu_reference(young, start)), "prior-none"
    ago = [start - pd.Timedelta(days=gap) for gap in (1, 60, 30)]
    edge = pd.DataFrame({"from_date": ago, "price": [31.0, 12.0, 33.0]})
    assert eu_reference(edge, start) == approx(31.0), "prior-too-long"
    edge["from_date"] += pd.to_timedelta([0, 0, 1], unit="D")
    assert eu_reference(edge, start) == approx(12.0), "prior-too-short"

# %% [markdown] task="prior" role="hint"
"""
Put your finger on 2 August, the first of the thirty days. Which row of the table says what the
product cost on that day?
"""

# %% [markdown] task="prior" role="hint"
"""
`first = start - pd.Timedelta(days=days)`. Sort by `from_date`. You need the *last* row with
`from_date <= first`, and all rows after `first` and before `start`. The smallest of their prices is
the answer; `pd.concat` puts the two parts together.
"""

# %% [markdown]
"""
## 10:30 · Task 7. The plan

Everything comes together. For each product you have a list of *tags*: prices with an allowed
ending. Choose the tag with the highest expected profit a day, within the rules. Some dozens a
product: no formula needed, just compute them all and take the best. That also takes care of the
smallest fee, which the formula ignores.

> **units = units now × (tag / price now) to the power e**

The rules: not below `low`, not above `high`, and not below the brand's MAP **where it binds**. (You
may leave the cents as they come here: the plan is an estimate, not an invoice.)
"""


# %% task="plan" role="answer"
def price_plan(desk: pd.DataFrame, tags: pd.DataFrame) -> pd.DataFrame:
    """The best allowed tag of every product, with the profit to expect.

    desk: one row a product. All money in the market's currency, prices as the buyer sees them:
      sku; price (now); units (expected a day at that price); elasticity
      vat (share of the net price); fee (share of the price), fee_min (least fee a piece)
      fulfilment, landed (a piece); low, high (lowest and highest price allowed)
      map_price (minimum advertised price, NaN if none); map_binds (bool: by the law there)
    tags: columns sku and price, the allowed endings; each product has some within its rules.
    Returns one row a product, in the order of desk:
      sku; price (the tag with the highest profit); profit (a day at that tag)
      change (profit at the tag minus profit at the price now)
    """

    ### BEGIN SOLUTION
    def profit(price: pd.Series, table: pd.DataFrame) -> pd.Series:
        fee = np.maximum(price * table["fee"], table["fee_min"])
        each = price / (1 + table["vat"]) - fee - table["fulfilment"] - table["landed"]
        return each * table["units"] * (price / table["price"]) ** table["elasticity"]

    choices = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    in_band = choices["tag"].between(choices["low"], choices["high"])
    forbidden = choices["map_binds"] & (choices["tag"] < choices["map_price"])
    choices = choices[in_band & ~forbidden].reset_index(drop=True)
    choices["profit"] = profit(choices["tag"], choices)
    choices["change"] = choices["profit"] - profit(choices["price"], choices)
    best = choices.loc[choices.groupby("sku")["profit"].idxmax()].set_index("sku")
    plan = best.loc[desk["sku"], ["tag", "profit", "change"]].reset_index()
    return plan.rename(columns={"tag": "price"})
    ### END SOLUTION


# %% task="plan" role="check" points=1 outcome="price-law"
with check("plan"):
    small_desk = pd.DataFrame(
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
        }
    )
    ladder = {
        "lamp": np.arange(12, 36, 0.5) + 0.49,
        "vase": np.arange(25, 60, 0.5) + 0.49,
        "flask": np.sort(np.r_[2050:4050:100, 2080:4080:100]).astype(float),
    }
    small_tags = pd.DataFrame(
        [(sku, float(tag)) for sku, row in ladder.items() for tag in row], columns=["sku", "price"]
    )
    plan = price_plan(small_desk.copy(), small_tags.copy())
    assert isinstance(plan, pd.DataFrame), "plan-columns"
    assert {"sku", "price", "profit", "change"} <= set(plan.columns), "plan-columns"
    assert list(plan["sku"]) == ["lamp", "vase", "flask"], "plan-rows"
    lamp, vase, flask = (float(price) for price in plan["price"])
    assert [lamp, vase, flask] != approx([20.49, 41.49, 2980.0]), "plan-now"
    assert vase >= 37.8, fill("plan-map", got=vase)
    assert lamp != approx(27.49), "plan-map-eu"
    assert flask <= 3400, fill("plan-band", got=flask)
    assert lamp != approx(19.49), "plan-vat"
    assert lamp != approx(15.49), "plan-cost"
    assert lamp != approx(29.99), "plan-piece"
    assert [lamp, vase, flask] == approx([23.99, 37.99, 3380.0]), fill("plan-value", got=lamp)
    assert plan["profit"] == approx([221.17, 480.34, 40492.93], rel=1e-4), "plan-profit"
    assert plan["change"] == approx([13.92, 22.34, 1665.30], rel=1e-3), "plan-change"
    back = price_plan(small_desk.iloc[::-1], small_tags)
    assert list(back["sku"]) == ["flask", "vase", "lamp"], "plan-rows"


# %% task="plan" role="hidden" points=2 outcome="price-law"
def fresh_desk():
    """A desk and tags of a company that nobody has seen, and its true demand."""
    from lumina.generator import pricing, truth

    draw = np.random.default_rng([course_seed(), 8])
    company = int(draw.integers(1, 10**6))
    known, table = truth.demand(company), pricing.costs(company)
    goods = table[["cost_cny", "freight_cny", "insurance_cny"]].sum(axis=1)
    yuan = table["market"].map({"DE": 8.2, "US": 7.1, "JP": 0.047})
    desk = pd.DataFrame({"sku": table["sku"]})
    desk["price"] = (table["regular"] * draw.uniform(0.8, 1.25, len(table))).round(2)
    desk["units"] = [known[s].units(p) for s, p in zip(desk["sku"], desk["price"], strict=True)]
    desk["elasticity"] = [known[sku].elasticity for sku in desk["sku"]]
    desk["elasticity"] *= draw.uniform(0.93, 1.07, len(table))
    desk["vat"] = table["market"].map({"DE": 0.21, "US": 0.0, "JP": 0.08})
    desk["fee"] = draw.choice([0.09, 0.14, 0.18], len(table))
    desk["fee_min"] = table["regular"] * draw.choice([0.01, 0.17], len(table))
    desk["fulfilment"] = table["regular"] * draw.uniform(0.06, 0.12, len(table))
    desk["landed"] = goods * 1.07 / yuan
    desk["low"] = table["regular"] * draw.uniform(0.7, 0.85, len(table))
    desk["high"] = table["regular"] * draw.uniform(1.15, 1.5, len(table))
    share = draw.choice([np.nan, 0.95, 1.12], len(table))
    desk["map_price"] = (table["regular"] * share).round(2)
    desk["map_binds"] = (table["market"] != "DE").to_numpy()
    rungs = [
        (sku, round(float(regular) * (0.5 + 0.036 * step), 2))
        for sku, regular in zip(table["sku"], table["regular"], strict=True)
        for step in range(34)
    ]
    for row in desk.to_dict("records"):
        edges = [row[name] for name in ("low", "high", "map_price") if row[name] == row[name]]
        rungs += [(row["sku"], edge + shift) for edge in edges for shift in (-0.01, 0.0, 0.01)]
    tags = pd.DataFrame(rungs, columns=["sku", "price"])
    return desk, tags.iloc[draw.permutation(len(tags))].reset_index(drop=True), known


def worth(desk, prices):
    """Expected profit of each product at a price, by the estimates of the desk."""
    fee = np.maximum(prices * desk["fee"], desk["fee_min"])
    each = prices / (1 + desk["vat"]) - fee - desk["fulfilment"] - desk["landed"]
    return each * desk["units"] * (prices / desk["price"]) ** desk["elasticity"]


def best_tags(desk, tags):
    """The reference plan: the tag of highest expected profit, product by product."""
    chosen, offers = [], {sku: own.to_numpy() for sku, own in tags.groupby("sku")["price"]}
    for row in desk.to_dict("records"):
        prices = offers[row["sku"]]
        floor = np.fmax(row["low"], row["map_price"]) if row["map_binds"] else row["low"]
        prices = prices[(prices >= floor) & (prices <= row["high"])]
        chosen.append(float(prices[np.argmax(worth(row, prices))]))
    return np.array(chosen)


desk, tags, known = fresh_desk()
with check("plan"):
    plan = price_plan(desk.copy(), tags.copy())
    assert list(plan["sku"]) == list(desk["sku"]), "plan-rows"
    prices = plan["price"].to_numpy(dtype=float)
    offered = set(zip(tags["sku"], tags["price"], strict=True))
    assert all(pair in offered for pair in zip(plan["sku"], prices, strict=True)), "plan-tags"
    assert (prices >= desk["low"]).all(), "plan-hidden-band"
    assert (prices <= desk["high"]).all(), "plan-hidden-band"
    below = desk["map_binds"] & (prices < desk["map_price"])
    assert not below.any(), "plan-hidden-map"
    best = best_tags(desk, tags)
    short = worth(desk, best) - worth(desk, prices)
    small = short <= 1e-6 * np.abs(worth(desk, best))
    free = ~desk["map_binds"] & desk["map_price"].notna()
    assert small[~free].all(), "plan-hidden"
    assert small.all(), "plan-hidden-map-eu"
    assert plan["profit"] == approx(worth(desk, best), rel=1e-4), "plan-profit"
    gain = worth(desk, best) - worth(desk, desk["price"])
    assert plan["change"] == approx(gain, rel=1e-4, abs=0.01), "plan-change"

# %% task="plan" role="hidden" points=3 outcome="best-price"
with check("plan"):

    def simulate(prices):
        """Profit of a day in yuan when buyers answer as they really do."""
        total = 0.0
        for row, price in zip(desk.to_dict("records"), prices, strict=True):
            legal = row["low"] <= price <= row["high"]
            if row["map_binds"] and price < row["map_price"]:
                legal = False  # the brand stops supplying
            fee = max(row["fee"] * price, row["fee_min"])
            each = price / (1 + row["vat"]) - fee - row["fulfilment"] - row["landed"]
            if legal:
                scale = 1 / known[row["sku"]].regular
                total += scale * each * known[row["sku"]].units(price)
        return total

    plan = price_plan(desk.copy(), tags.copy())
    assert sorted(plan["sku"]) == sorted(desk["sku"]), "plan-rows"
    prices = plan.set_index("sku")["price"][desk["sku"]].astype(float).tolist()
    reference = simulate(best_tags(desk, tags))
    assert simulate(prices) > simulate(desk["price"].tolist()), "plan-worse-than-now"
    assert simulate(prices) >= 0.98 * reference, "plan-simulator"

# %% [markdown] task="plan" role="hint"
"""
Imagine a long table: one row for each product *and* each of its tags. Which columns do you need for
the profit of one row? Which rows may not stay? How do you keep the best row of each product?
"""

# %% [markdown] task="plan" role="hint"
"""
Rename the tags' price to "tag" and `merge` with the desk on "sku". Keep rows with
`tag.between(low, high)`, and drop those with `map_binds & (tag < map_price)`. Compute the profit
as a column. `choices.groupby("sku")["profit"].idxmax()` names the best rows for `.loc`. At the end
`set_index("sku").loc[desk["sku"]]` brings back the order of the desk.
"""

# %% [markdown]
"""
## 10:50 · The thing you hand in

Now the real forty, through your own functions. The rules of the day come from the rule packs;
the elasticities from all days up to yesterday.
"""


# %%
def build_desk():
    """One row a product: the rules of today, and what your functions make of them."""
    vat, fees = rules("vat"), rules("fees")
    basis, law = rules("duty"), rules("discounts")
    places = {"DE": "EU", "US": "US", "JP": "JP"}
    answers = elasticity(daily, pd.Timestamp(TODAY)).set_index("sku")
    in_force = brand_prices[~(brand_prices["valid_to"] < pd.Timestamp(TODAY))]
    brand_price = in_force.set_index("sku")["map_price"]
    now = daily[daily["promo"] == 0].sort_values("date").groupby("sku")["price"].last()
    recent = daily[(daily["stockout"] == 0) & (daily["date"] >= "2026-06-01")]
    rows = []
    for item in costs.to_dict("records"):
        sku, market, place = item["sku"], item["market"], places[item["market"]]
        on = {"as_of": TODAY, "jurisdiction": market, "channel": "bazaar"}
        freight_counts = basis.value("freight_in_customs_value", as_of=TODAY, jurisdiction=place)
        piece = {name: Decimal(str(item[name])) for name in item if name.endswith("_cny")}
        piece |= {"hs6": item["hs6"], "place": place}
        piece["customs_value"] = "CIF" if freight_counts else "FOB"
        yuan = Decimal(str(markets["plan_cny"][market]))
        binds = place != "JP" and law.value("map_may_bind", as_of=TODAY, jurisdiction=place)
        days = recent[recent["sku"] == sku]
        e = answers["elasticity"][sku]
        plain_days = days[days["promo"] == 0]
        units = (plain_days["units"] * (now[sku] / plain_days["price"]) ** e).mean()
        rows.append(
            {
                "sku": sku,
                "market": market,
                "price": now[sku],
                "units": units,
                "elasticity": e,
                "e_low": answers["low"][sku],
                "e_high": answers["high"][sku],
                "vat": float(vat.value("vat_standard", as_of=TODAY, jurisdiction=market)),
                "fee": float(fees.value(f"referral.{item['category']}", **on)),
                "fee_min": float(fees.value("referral_minimum", **on)),
                "fulfilment": float(fees.value(f"fulfilment.{item['size_tier']}", **on)),
                "landed": float(landed_cost(piece, duties, TODAY, yuan)),
                "low": item["price_low"],
                "high": item["price_high"],
                "map_price": brand_price.get(sku, np.nan),
                "map_binds": bool(binds),
            }
        )
    return pd.DataFrame(rows)


def all_tags(desk):
    """Every price with an allowed ending between half and one and a half times today's."""
    pack, rows = rules("endings"), []
    for item in desk.itertuples():
        step, *endings = (
            float(pack.value(name, as_of=TODAY, jurisdiction=item.market))
            for name in ("ending_step", "ending_1", "ending_2")
        )
        first, last = int(0.5 * item.price / step), int(1.5 * item.price / step)
        for times in range(first, last + 1):
            rows += [(item.sku, round(times * step + ending, 2)) for ending in endings]
    return pd.DataFrame(rows, columns=["sku", "price"])


def prior_prices(desk):
    """The lowest price of the 30 days before today, for German products; NaN elsewhere."""
    length = int(rules("discounts").value("prior_price_days", as_of=TODAY, jurisdiction="EU"))
    logs = dict(list(history.groupby("sku")))
    return [
        eu_reference(logs[sku], pd.Timestamp(TODAY), length) if sku in logs else np.nan
        for sku in desk["sku"]
    ]


try:
    desk = build_desk()
    plan = price_plan(desk, all_tags(desk))
    board = desk[["sku", "market", "elasticity"]].assign(
        product=desk["sku"].map(titles),
        now=desk["price"],
        planned=plan["price"],
        more_cny=(plan["change"] * desk["market"].map(markets["plan_cny"])).round(),
    )
    lower = board.assign(prior=prior_prices(desk)).query("market == 'DE' and planned < now")
    lower = lower.drop(columns=["market", "elasticity", "more_cny"]).set_index("sku")
    lower["sign"] = [
        f"{prior:.2f} crossed out" if prior > price else "no sign: it was cheaper in August"
        for prior, price in zip(lower["prior"], lower["planned"], strict=True)
    ]
    board = board.sort_values("more_cny", ascending=False).set_index("sku")
    print(f"expected: {board['more_cny'].sum():,.0f} yuan a day more than at today's prices")
except Exception:
    board = lower = pd.DataFrame()
    print("The plan appears when Tasks 1, 3, 6 and 7 pass their checks.")
board.head(10).round(2) if len(board) else None

# %% [markdown]
"""
`now` and `planned` are today's price and yours, in the market's currency. `more_cny` is the profit
a day that you expect beyond today's, in yuan.

In Germany some prices fall. May the sign say so? Only against the prior price:
"""

# %%
lower.head() if len(lower) else None

# %% [markdown]
"""
A good plan has a second opinion. You searched all tags; the formula goes another way. Do formula
and `charm` lead to the same tag? And what is left of one piece?
"""


# %%
def second_opinion(desk, plan):
    """For each product the tag of formula and charm, and what is left of one piece."""
    pack, rows = rules("endings"), []
    for item, planned in zip(desk.to_dict("records"), plan["price"], strict=True):
        on = {"as_of": TODAY, "jurisdiction": item["market"]}
        step, *ends = (pack.value(name, **on) for name in ("ending_step", "ending_1", "ending_2"))
        floor = np.fmax(item["low"], item["map_price"]) if item["map_binds"] else item["low"]
        top = optimal_price(
            item["landed"] + item["fulfilment"],
            *(item[name] for name in ("elasticity", "vat", "fee", "low", "high")),
        )
        tag = charm(Decimal(str(round(top, 2))), Decimal(str(floor)), step, ends)
        terms = (planned, item["vat"], item["fee"], item["fee_min"], item["fulfilment"])
        places = int(markets["minor_units"][item["market"]])
        net = net_revenue(*(Decimal(str(term)) for term in terms), places)
        left = float(net) - item["landed"]
        rows.append((item["sku"], planned, float(tag), left, 100 * left / planned))
    names = ["sku", "planned", "by_formula", "left", "left_percent"]
    return pd.DataFrame(rows, columns=names).set_index("sku")


try:
    opinion = second_opinion(desk, plan)
    same = (opinion["planned"] == opinion["by_formula"]).sum()
    print(f"search and formula choose the same tag for {same} of {len(opinion)} products")
except Exception:
    opinion = pd.DataFrame()
    print("The second opinion appears when Tasks 2, 4, 5 and 7 pass their checks, too.")
opinion.sort_values("left_percent").head(5).round(2) if len(opinion) else None

# %% [markdown]
"""
Two ways that share no line of code, and the same tags: that is worth more than checking one of them
twice. The table shows the five products that leave you least of their price. `left` is what stays
of one piece after tax, fees and landed cost, in the market's currency.

And the plan on one page, for Mr Qiu's wall:
"""


# %%
def wall_chart(desk, plan):
    """Draw each product's way from today's price to the planned one, market by market."""
    beside = {"ha": "right", "va": "center", "fontsize": 8}
    flags = {"DE": "Germany, EUR", "US": "United States, USD", "JP": "Japan, JPY"}
    counts = [(desk["market"] == market).sum() for market in flags]
    fig, axes = plt.subplots(3, 1, figsize=(8, 9.5), sharex=True, height_ratios=counts)
    fig.subplots_adjust(left=0.27, right=0.99, top=0.97, bottom=0.05, hspace=0.12)
    table = desk.assign(
        to=100 * (plan["price"] / desk["price"] - 1),
        floor=100 * (desk["map_price"].where(desk["map_binds"]) / desk["price"] - 1),
    )
    for bound in ("e_low", "e_high"):
        top = [
            optimal_price(i.landed + i.fulfilment, getattr(i, bound), i.vat, i.fee, i.low, i.high)
            for i in table.itertuples()
        ]
        table[bound] = 100 * (np.array(top) / table["price"] - 1)
    for ax, (market, name) in zip(axes, flags.items(), strict=True):
        part = table[table["market"] == market].sort_values("to").reset_index(drop=True)
        rows = part.index
        ax.hlines(rows, part["e_low"], part["e_high"], color="#d9d2c5", linewidth=9)
        ax.hlines(rows, 0, part["to"], color="#8a5a00", linewidth=1.6)
        ax.plot(np.zeros(len(part)), rows, "|", color="black", markersize=8)
        for up, marker in ((True, ">"), (False, "<")):
            some = part[(part["to"] >= 0) == up]
            ax.plot(some["to"], some.index, marker, color="#8a5a00", markersize=8)
        ax.plot(part["floor"], rows, "D", mfc="white", mec="#274c77", markersize=6)
        kinds = part["sku"].map(titles).str.replace(r"^\S+ |, .*", "", regex=True)
        ax.set_yticks([])  # forty names beside the rows are drawn much faster than as ticks
        for row, words in enumerate(kinds + " " + part["sku"].str.slice(3)):
            ax.text(-0.01, row, words, transform=ax.get_yaxis_transform(), **beside)
        ax.set_title(name, loc="left", weight="bold", y=1)
        ax.spines[["top", "right", "left"]].set_visible(False)
    axes[-1].set(xlabel="price of 1 September against today's, %", xlim=(-45, 65))


try:
    wall_chart(desk, plan)
except Exception:
    print("The chart appears when Tasks 1, 3, 4 and 7 pass their checks.")

# %% [markdown]
"""
*What you see: three blocks, one a market, one line a product. A short upright stroke is today's
price. An arrow head pointing right is a planned rise, one pointing left a cut. The pale bar is
where the best price would lie if the elasticity were at either end of its range. A white diamond is
a minimum price of a brand that binds; no arrow head stands left of it.*

Look at the pale bars before you are proud of the arrow heads. Where a bar is as long as the arrow,
you know the direction at best.
"""

# %% [markdown] task="memo" role="written" points=4 outcome="doubt-model"
"""
## 10:55 · The memo

Write to Mr Qiu: five to eight sentences about the repricer and about your own plan. He wants to
know

1. who forecast better, against which baseline, and why July and August are a fairer test than
   random days;
2. one price that the repricer would set and you would not, and what in the data makes its advice
   worthless there;
3. one reason to doubt *your own* plan, and what you would do on 2 September to find out;
4. under which rules a machine may change prices alone, who watches it, and what it must never do in
   Germany.

### BEGIN MARK SCHEME
One point for each item: good 1, fair 0.5, weak 0. Order and language do not count.

- The duel. Good: both models beat the mean by far, the regression is ahead on July and August, and
  random days let a model look at the neighbouring days (or: prices are set for a future that it
  has not seen). Fair: names the winner and the baseline without a reason for the split. Weak: a
  winner only, or judges by random days.
- The price not taken. Good: a price beyond those seen (the tent above 92.49) and that trees repeat
  their last answer there, so that promised profit rises for ever; a forecast is not a "what if".
  Fair: "too high" or "out of range" without the reason. Weak: no price.
- Own plan. Good: a real doubt (wide range of an elasticity, past prices were not an experiment,
  the competitor will answer, season, endings) and a test that fits it: change few products, keep
  some unchanged for comparison, for a stated time. Fair: doubt or test. Weak: neither.
- Rules. Good: a band or a largest step, a named person who is told and can stop it, and for
  Germany the 30 days (no crossed-out price above the prior price; no rise just before a cut).
  Fair: two of the three. Weak: "a human should check" alone.

An error in a figure costs the item in which it stands.
### END MARK SCHEME
"""

# %% [markdown]
"""
## Go further

Your plan takes each elasticity for the truth. But you know its range. For every product, compute
the profit of *every* tag at three elasticities: the low end, the middle, the high end. Then choose
the tag whose worst case is best. For which products does the plan change, and in which direction?
(Think of the hill: one side is a cliff.) No points. But "what if I am wrong?" is the question that
a repricer does not ask.
"""
