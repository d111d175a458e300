"""Answers that prove the checks of this lab: right ones written differently, and real mistakes."""

RIGHT = {
    "landed": {
        "a sum over the rules that fit": """
def landed_cost(item, duties, as_of, cny):
    def fits(rule):
        return (
            rule["hs6"] in {"", item["hs6"]}
            and rule["place"] == item["place"]
            and rule["valid_from"] <= as_of <= (rule["valid_to"] or date.max)
        )

    extra = item["freight_cny"] + item["insurance_cny"]
    base = item["cost_cny"] + (extra if item["customs_value"] == "CIF" else 0)
    duty = sum(base * rule["rate"] for rule in filter(fits, duties))
    total = item["cost_cny"] + extra + duty
    return round_half_up(total / cny)


def round_half_up(amount):
    return amount.quantize(Decimal("1.00"), rounding=ROUND_HALF_UP)
""",
        "a table of the rules": """
def landed_cost(item, duties, as_of, cny):
    rate = Decimal("0")
    if duties:
        table = pd.DataFrame(duties)
        table = table[table["hs6"].isin(["", item["hs6"]]) & (table["place"] == item["place"])]
        for rule in table.to_dict("records"):
            end = rule["valid_to"]
            if rule["valid_from"] <= as_of and (pd.isna(end) or as_of <= end):
                rate = rate + rule["rate"]
    customs = item["cost_cny"]
    if item["customs_value"] != "FOB":
        customs = customs + item["freight_cny"] + item["insurance_cny"]
    yuan = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"] + customs * rate
    return (yuan / cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
    },
    "net": {
        "net price first": """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal("0.01") if places == 2 else Decimal("1")
    tax = (price * vat / (1 + vat)).quantize(coin, rounding=ROUND_HALF_UP)
    commission = price * fee
    if commission < fee_min:
        commission = fee_min
    return (price - tax) - commission.quantize(coin, rounding=ROUND_HALF_UP) - fulfilment
""",
        "rounding by hand": """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    def half_up(amount):
        shifted = amount * 10**places + Decimal("0.5")
        return Decimal(int(shifted)) / 10**places

    deductions = [
        half_up(price - price / (Decimal(1) + vat)),
        half_up(max(fee_min, fee * price)),
        fulfilment,
    ]
    return price - sum(deductions)
""",
    },
    "elasticity": {
        "numpy and own dummies": """
def elasticity(daily, until):
    good = daily.loc[(daily["stockout"] != 1) & (daily["date"] < until)].copy()
    rows = []
    for sku in good["sku"].unique():
        days = good[good["sku"] == sku]
        parts = [np.ones(len(days)), np.log(days["price"]), days["promo"]]
        parts.append(np.log(days["competitor"]))
        for number in range(6):
            parts.append((days["date"].dt.weekday == number).astype(float))
        x = np.column_stack(parts).astype(float)
        y = np.log(days["units"].to_numpy(dtype=float))
        inverse = np.linalg.inv(x.T @ x)
        beta = inverse @ x.T @ y
        sigma2 = ((y - x @ beta) ** 2).sum() / (len(y) - x.shape[1])
        error = np.sqrt(sigma2 * inverse[1, 1])
        row = {"sku": sku, "elasticity": beta[1], "days": len(days)}
        rows.append({**row, "low": beta[1] - 1.96 * error, "high": beta[1] + 1.96 * error})
    return pd.DataFrame(rows)
""",
        "advertising as well, and Student's t": """
from scipy import stats


def elasticity(daily, until):
    rows = []
    for sku, days in daily.groupby("sku"):
        days = days[days["stockout"].eq(0) & days["date"].lt(until)]
        columns = pd.DataFrame(
            {
                "price": np.log(days["price"]),
                "promo": days["promo"],
                "competitor": np.log(days["competitor"]),
                "ad": np.log1p(days["ad"] / days["price"]),
            }
        )
        for number in range(1, 7):
            columns[number] = days["date"].dt.day_of_week.eq(number).astype(int)
        fit = least_squares(columns, np.log(days["units"]))
        middle, error = fit.at["price", "weight"], fit.at["price", "error"]
        reach = stats.t.ppf(0.975, len(days) - len(fit)) * error
        rows.append([sku, middle, middle - reach, middle + reach, len(days), error])
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days", "error"])
""",
    },
    "best": {
        "numpy clip": """
def optimal_price(cost, elasticity, vat, fee, low, high):
    if elasticity > -1 or np.isclose(elasticity, -1):
        return float(high)
    share = (1 - fee * (1 + vat)) / (1 + vat)
    markup = abs(elasticity) / (abs(elasticity) - 1)
    return float(np.clip(markup * cost / share, low, high))
""",
        "where the slope of the profit is zero": """
from scipy.optimize import brentq


def optimal_price(cost, elasticity, vat, fee, low, high):
    kept = 1 / (1 + vat) - fee

    def slope(price):
        return kept + elasticity * (kept - cost / price)

    if slope(high) >= 0:
        return high
    if slope(low) <= 0:
        return low
    return brentq(slope, low, high, xtol=1e-12, rtol=1e-14)
""",
    },
    "tag": {
        "every allowed price up to well above": """
def charm(price, floor, step, endings):
    ladder, base = [], Decimal(0)
    while base <= max(price, floor) + step:
        ladder.extend(base + ending for ending in endings)
        base += step
    return min((tag for tag in sorted(ladder) if tag >= floor), key=lambda tag: abs(tag - price))
""",
        "down and up": """
def charm(price, floor, step, endings):
    best = None
    start = int(max(price, floor) / step)
    for n in range(max(start - 2, 0), start + 3):
        for ending in sorted(endings):
            tag = n * step + ending
            if tag < floor:
                continue
            if best is None or abs(tag - price) < abs(best - price):
                best = tag
    return best
""",
    },
    "prior": {
        "day by day": """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date")
    held = []
    for back in range(1, days + 1):
        day = start - pd.Timedelta(days=back)
        known = log[log["from_date"] <= day]
        if len(known):
            held.append(known["price"].iloc[-1])
    return min(held) if held else float("nan")
""",
        "end of each price": """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").reset_index(drop=True)
    until = log["from_date"].shift(-1).fillna(pd.Timestamp.max)
    window = start - pd.Timedelta(days=days)
    fits = (log["from_date"] < start) & (until > window)
    return log.loc[fits, "price"].min()
""",
    },
    "plan": {
        "a loop over the products": """
def price_plan(desk, tags):
    rows = []
    for item in desk.to_dict("records"):
        def profit(price, item=item):
            fee = max(item["fee"] * price, item["fee_min"])
            costs = fee + item["fulfilment"] + item["landed"]
            units = item["units"] * (price / item["price"]) ** item["elasticity"]
            return units * (price / (1 + item["vat"]) - costs)

        best = None
        for price in tags.loc[tags["sku"] == item["sku"], "price"]:
            if price < item["low"] or price > item["high"]:
                continue
            if item["map_binds"] and price < item["map_price"]:
                continue
            if best is None or profit(price) > profit(best):
                best = price
        row = {"sku": item["sku"], "price": best, "profit": profit(best)}
        rows.append({**row, "change": profit(best) - profit(item["price"])})
    return pd.DataFrame(rows)
""",
        "sorted, first of each": """
def price_plan(desk, tags):
    table = desk.rename(columns={"price": "now"}).merge(tags, on="sku", how="left")
    floor = table["map_price"].where(table["map_binds"].astype(bool)).fillna(0)
    floor = np.maximum(floor, table["low"])
    table = table[(table["price"] >= floor) & (table["price"] <= table["high"])].copy()
    for name in ("price", "now"):
        price = table[name]
        each = price / (1 + table["vat"]) - table["fulfilment"] - table["landed"]
        each = each - (price * table["fee"]).clip(lower=table["fee_min"])
        ratio = np.log(price) - np.log(table["now"])
        table[f"profit_{name}"] = each * table["units"] * np.exp(table["elasticity"] * ratio)
    table = table.sort_values("profit_price", ascending=False).drop_duplicates("sku")
    table["profit"] = table["profit_price"]
    table["change"] = table["profit_price"] - table["profit_now"]
    order = {sku: place for place, sku in enumerate(desk["sku"])}
    return table.sort_values("sku", key=lambda skus: skus.map(order)).reset_index(drop=True)
""",
    },
}

WRONG = {
    "landed": {
        "multiplies by the rate": (
            """
def landed_cost(item, duties, as_of, cny):
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    return (total * Decimal("1.10") * cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-currency",
        ),
        "duty on FOB everywhere": (
            """
def landed_cost(item, duties, as_of, cny):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] * (1 + rate) + item["freight_cny"] + item["insurance_cny"]
    return (total / cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-cif",
        ),
        "duty on CIF everywhere": (
            """
def landed_cost(item, duties, as_of, cny):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    return (total * (1 + rate) / cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-fob",
        ),
        "forgets the dates": (
            """
def landed_cost(item, duties, as_of, cny):
    rate = Decimal(0)
    for rule in duties:
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-date",
        ),
        "stops at the first rule that fits": (
            """
def landed_cost(item, duties, as_of, cny):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate = rule["rate"]
                break
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-add",
        ),
        "the first day of a rule does not count": (
            """
def landed_cost(item, duties, as_of, cny):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] < as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-edge",
        ),
        "adds the duties of all products": (
            """
def landed_cost(item, duties, as_of, cny):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["place"] == item["place"] and rule["valid_from"] <= as_of <= last:
            rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-other-goods",
        ),
        "no duty": (
            """
def landed_cost(item, duties, as_of, cny):
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    return (total / cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-no-duty",
        ),
        "freight is not a cost": (
            """
def landed_cost(item, duties, as_of, cny):
    return (item["cost_cny"] * Decimal("1.10") / cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-value",
        ),
        "floats": (
            """
def landed_cost(item, duties, as_of, cny):
    total = float(item["cost_cny"] + item["freight_cny"] + item["insurance_cny"])
    return round(total * 1.10 / float(cny), 2)
""",
            "landed-type",
        ),
        "rounds half to even": (
            """
def landed_cost(item, duties, as_of, cny):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return round((total + base * rate) / cny, 2)
""",
            "landed-rounding",
        ),
        "no duty in America after July": (
            """
def landed_cost(item, duties, as_of, cny):
    rate = Decimal("0.10") if item["place"] == "EU" else Decimal("0.18")
    if item["place"] == "US" and as_of > date(2026, 7, 24):
        rate = Decimal("0.08")
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-hidden",
        ),
        "surcharge for tents only": (
            """
def landed_cost(item, duties, as_of, cny):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date(2026, 7, 24)
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last or item["place"] == "EU":
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-us",
        ),
    },
    "net": {
        "takes 19 % off the gross price": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return (price * (1 - vat)).quantize(coin, ROUND_HALF_UP) - referral - fulfilment
""",
            "net-vat",
        ),
        "fee of the net price": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    net = (price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    return net - max(net * fee, fee_min).quantize(coin, ROUND_HALF_UP) - fulfilment
""",
            "net-fee-base",
        ),
        "tax left in": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    return price - max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP) - fulfilment
""",
            "net-no-vat",
        ),
        "no fulfilment": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    return price - tax - max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
""",
            "net-fulfilment",
        ),
        "no smallest fee": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    return price - tax - (price * fee).quantize(coin, ROUND_HALF_UP) - fulfilment
""",
            "net-minimum",
        ),
        "the smaller of the fees": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    return price - tax - min(price * fee, fee_min).quantize(coin, ROUND_HALF_UP) - fulfilment
""",
            "net-minimum",
        ),
        "the smallest fee is a limit of 0.30": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, Decimal("0.30")).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-least",
        ),
        "yen with decimals": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal("0.01")
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    return price - tax - max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP) - fulfilment
""",
            "net-yen",
        ),
        "rounds half to even": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin)
    return price - tax - max(price * fee, fee_min).quantize(coin) - fulfilment
""",
            "net-rounding",
        ),
        "rates written into the code": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    vat = Decimal("0.19") if price == 119 else Decimal("0.10") if places == 0 else Decimal(0)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    return price - tax - max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP) - fulfilment
""",
            "net-hidden",
        ),
        "floats": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    price, vat = float(price), float(vat)
    left = price / (1 + vat) - max(price * float(fee), float(fee_min)) - float(fulfilment)
    return round(left, places)
""",
            "net-type",
        ),
        "the fee counted twice": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    return price - tax - 2 * max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP) - fulfilment
""",
            "net-value",
        ),
    },
    "elasticity": {
        "no logarithms": (
            """
def elasticity(daily, until):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = days[["price", "promo", "competitor"]].copy()
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, days["units"]).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-logs",
        ),
        "logarithm of units only": (
            """
def elasticity(daily, until):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = days[["price", "promo", "competitor"]].copy()
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-logs",
        ),
        "no promotion": (
            """
def elasticity(daily, until):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = np.log(days[["price", "competitor"]])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-promo",
        ),
        "stock-outs kept, zeros dropped": (
            """
def elasticity(daily, until):
    used = daily[(daily["date"] < until) & (daily["units"] > 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = np.log(days[["price", "competitor"]]).assign(promo=days["promo"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-stockout",
        ),
        "stock-outs kept, one piece added": (
            """
def elasticity(daily, until):
    rows = []
    for sku, days in daily[daily["date"] < until].groupby("sku"):
        columns = np.log(days[["price", "competitor"]]).assign(promo=days["promo"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"] + 1)).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-stockout",
        ),
        "stock-outs as a column": (
            """
def elasticity(daily, until):
    used = daily[(daily["date"] < until) & (daily["units"] > 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = np.log(days[["price", "competitor"]]).assign(promo=days["promo"])
        columns["stockout"] = days["stockout"]
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "no competitor": (
            """
def elasticity(daily, until):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = np.log(days[["price"]]).assign(promo=days["promo"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-competitor",
        ),
        "no weekday": (
            """
def elasticity(daily, until):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = np.log(days[["price", "competitor"]]).assign(promo=days["promo"])
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-weekday",
        ),
        "all days of the year": (
            """
def elasticity(daily, until):
    rows = []
    for sku, days in daily[daily["stockout"] == 0].groupby("sku"):
        columns = np.log(days[["price", "competitor"]]).assign(promo=days["promo"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-until",
        ),
        "always until July": (
            """
def elasticity(daily, until):
    used = daily[(daily["date"] < "2026-07-01") & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = np.log(days[["price", "competitor"]]).assign(promo=days["promo"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-future",
        ),
        "one error on each side": (
            """
def elasticity(daily, until):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = np.log(days[["price", "competitor"]]).assign(promo=days["promo"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - error, weight + error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-one-error",
        ),
        "counts every day": (
            """
def elasticity(daily, until):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = np.log(days[["price", "competitor"]]).assign(promo=days["promo"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        count = (daily["sku"] == sku).sum()
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, count))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-days",
        ),
        "three errors on each side": (
            """
def elasticity(daily, until):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = np.log(days[["price", "competitor"]]).assign(promo=days["promo"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 3 * error, weight + 3 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-range",
        ),
        "the weight of the competitor": (
            """
def elasticity(daily, until):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = np.log(days[["price", "competitor"]]).assign(promo=days["promo"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["competitor"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-sign",
        ),
        "one number for all products": (
            """
def elasticity(daily, until):
    days = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    columns = np.log(days[["price", "competitor"]]).assign(promo=days["promo"])
    weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
    row = ("all", weight, weight - 1.96 * error, weight + 1.96 * error, len(days))
    return pd.DataFrame([row], columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-rows",
        ),
        "the mean of the literature": (
            """
def elasticity(daily, until):
    days = daily[(daily["date"] < until) & (daily["stockout"] == 0)].groupby("sku").size()
    table = pd.DataFrame({"sku": days.index, "elasticity": -2.62, "low": -3.0, "high": -2.3})
    return table.assign(days=days.to_numpy())
""",
            "elasticity-value",
        ),
        "a dictionary": (
            """
def elasticity(daily, until):
    return {sku: -2.0 for sku in daily["sku"].unique()}
""",
            "elasticity-columns",
        ),
        "logarithm of zero": (
            """
def elasticity(daily, until):
    rows = []
    for sku, days in daily.groupby("sku"):
        columns = np.log(days[["price", "competitor"]]).assign(promo=days["promo"])
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "raised",
        ),
    },
    "best": {
        "e / (1 - e)": (
            """
def optimal_price(cost, elasticity, vat, fee, low, high):
    kept = 1 / (1 + vat) - fee
    return min(max(cost / kept * elasticity / (1 - elasticity), low), high)
""",
            "best-sign",
        ),
        "no fee": (
            """
def optimal_price(cost, elasticity, vat, fee, low, high):
    return min(max(cost * (1 + vat) * elasticity / (1 + elasticity), low), high)
""",
            "best-no-fee",
        ),
        "fee added at the end": (
            """
def optimal_price(cost, elasticity, vat, fee, low, high):
    price = cost * elasticity / (1 + elasticity) * (1 + fee)
    return min(max(price * (1 + vat), low), high)
""",
            "best-fee-after",
        ),
        "no tax": (
            """
def optimal_price(cost, elasticity, vat, fee, low, high):
    price = cost / (1 - fee) * elasticity / (1 + elasticity)
    return min(max(price, low), high)
""",
            "best-no-vat",
        ),
        "fee of the net price": (
            """
def optimal_price(cost, elasticity, vat, fee, low, high):
    price = cost / (1 - fee) * elasticity / (1 + elasticity) * (1 + vat)
    return min(max(price, low), high)
""",
            "best-fee-of-net",
        ),
        "VAT taken off the gross price": (
            """
def optimal_price(cost, elasticity, vat, fee, low, high):
    price = cost / (1 - vat - fee) * elasticity / (1 + elasticity)
    return min(max(price, low), high)
""",
            "best-value",
        ),
        "no limits": (
            """
def optimal_price(cost, elasticity, vat, fee, low, high):
    kept = 1 / (1 + vat) - fee
    return cost / kept * elasticity / (1 + elasticity)
""",
            "best-limits",
        ),
        "the inelastic case forgotten": (
            """
def optimal_price(cost, elasticity, vat, fee, low, high):
    kept = 1 / (1 + vat) - fee
    return min(max(cost / kept * elasticity / (1 + elasticity), low), high)
""",
            "best-inelastic",
        ),
        "rounded to cents": (
            """
def optimal_price(cost, elasticity, vat, fee, low, high):
    if elasticity >= -1:
        return high
    kept = 1 / (1 + vat) - fee
    return round(min(max(cost / kept * elasticity / (1 + elasticity), low), high), 2)
""",
            "best-rounded",
        ),
        "markup of the example": (
            """
def optimal_price(cost, elasticity, vat, fee, low, high):
    if elasticity >= -1:
        return high
    return min(max(cost / (1 / (1 + vat) - fee) * 2.4 / 1.4, low), high)
""",
            "best-top",
        ),
        "a limit that yen break": (
            """
def optimal_price(cost, elasticity, vat, fee, low, high):
    if elasticity >= -1:
        return high
    kept = 1 / (1 + vat) - fee
    return min(max(cost / kept * elasticity / (1 + elasticity), low), high, 1000)
""",
            "best-hidden",
        ),
    },
    "tag": {
        "one cent below the whole": (
            """
def charm(price, floor, step, endings):
    return Decimal(round(price)) - Decimal("0.01")
""",
            "tag-all-endings",
        ),
        "always the next lower": (
            """
def charm(price, floor, step, endings):
    whole = price // step * step
    near = [whole + times * step + ending for times in (-1, 0) for ending in endings]
    return max(tag for tag in near if tag <= price)
""",
            "tag-all-endings",
        ),
        "always the next higher": (
            """
def charm(price, floor, step, endings):
    whole = max(price, floor) // step * step
    near = [whole + times * step + ending for times in (0, 1) for ending in endings]
    return min(tag for tag in near if tag >= max(price, floor))
""",
            "tag-nearest",
        ),
        "the first ending only": (
            """
def charm(price, floor, step, endings):
    whole = max(price, floor) // step * step
    near = [whole + times * step + endings[0] for times in (-1, 0, 1)]
    return min((tag for tag in near if tag >= floor), key=lambda tag: abs(tag - price))
""",
            "tag-all-endings",
        ),
        "floor before rounding": (
            """
def charm(price, floor, step, endings):
    price = max(price, floor)
    whole = price // step * step
    near = [whole + times * step + ending for times in (-1, 0, 1) for ending in endings]
    return min(near, key=lambda tag: (abs(tag - price), tag))
""",
            "tag-floor",
        ),
        "floor as the price": (
            """
def charm(price, floor, step, endings):
    whole = price // step * step
    near = [whole + times * step + ending for times in (-1, 0, 1) for ending in endings]
    return max(min(near, key=lambda tag: (abs(tag - price), tag)), floor)
""",
            "tag-ending",
        ),
        "on the floor is too low": (
            """
def charm(price, floor, step, endings):
    whole = max(price, floor) // step * step
    near = [whole + times * step + ending for times in (-1, 0, 1) for ending in endings]
    return min((tag for tag in near if tag > floor), key=lambda tag: (abs(tag - price), tag))
""",
            "tag-on-floor",
        ),
        "yen with decimals": (
            """
def charm(price, floor, step, endings):
    whole = max(price, floor) // 1
    ends = [Decimal("0.99"), Decimal("0.49")]
    near = [whole + times + ending for times in (-1, 0, 1) for ending in ends]
    return min((tag for tag in near if tag >= floor), key=lambda tag: (abs(tag - price), tag))
""",
            "tag-yen",
        ),
        "steps of one": (
            """
def charm(price, floor, step, endings):
    whole = max(price, floor) // 1
    near = [whole + times + ending for times in (-100, -1, 0, 1) for ending in endings]
    return min((tag for tag in near if tag >= floor), key=lambda tag: (abs(tag - price), tag))
""",
            "tag-step",
        ),
        "no step below": (
            """
def charm(price, floor, step, endings):
    whole = max(price, floor) // step * step
    near = [whole + times * step + ending for times in (0, 1) for ending in endings]
    near += [tag - step for tag in near if step == 1 and price == Decimal("20.10")]
    return min((tag for tag in near if tag >= floor), key=lambda tag: (abs(tag - price), tag))
""",
            "tag-step",
        ),
        "the endings of the examples": (
            """
def charm(price, floor, step, endings):
    ends = ["80", "50"] if step >= 100 else ["0.99", "0.49"]
    whole = max(price, floor) // step * step
    near = [whole + times * step + Decimal(end) for times in (-1, 0, 1) for end in ends]
    return min((tag for tag in near if tag >= floor), key=lambda tag: (abs(tag - price), tag))
""",
            "tag-hidden-ending",
        ),
        "a floor above the price": (
            """
def charm(price, floor, step, endings):
    whole = price // step * step
    near = [whole + times * step + ending for times in (-1, 0, 1) for ending in endings]
    good = [tag for tag in near if tag >= floor] or near
    return min(good, key=lambda tag: (abs(tag - price), tag))
""",
            "tag-hidden-floor",
        ),
        "two steps only": (
            """
def charm(price, floor, step, endings):
    whole = max(price, floor) // step * step
    near = [whole + times * step + ending for times in (-1, 0) for ending in endings]
    good = [tag for tag in near if tag >= floor] or [whole + step + min(endings)]
    return min(good, key=lambda tag: (abs(tag - price), tag))
""",
            "tag-hidden",
        ),
        "the higher one in a tie": (
            """
def charm(price, floor, step, endings):
    whole = max(price, floor) // step * step
    near = [whole + times * step + ending for times in (-1, 0, 1) for ending in endings]
    return min((tag for tag in near if tag >= floor), key=lambda tag: (abs(tag - price), -tag))
""",
            "tag-tie",
        ),
        "floats": (
            """
def charm(price, floor, step, endings):
    return round(float(price)) - 0.01
""",
            "tag-type",
        ),
    },
    "prior": {
        "the reduced price counts": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), start)
    return log.reindex(window.union(log.index)).ffill()[window].min()
""",
            "prior-own-day",
        ),
        "only prices set in the window": (
            """
def eu_reference(history, start, days=30):
    first = start - pd.Timedelta(days=days)
    inside = (history["from_date"] >= first) & (history["from_date"] < start)
    return history.loc[inside, "price"].min()
""",
            "prior-carried",
        ),
        "the last price": (
            """
def eu_reference(history, start, days=30):
    return history[history["from_date"] < start].sort_values("from_date")["price"].iloc[-1]
""",
            "prior-last",
        ),
        "the lowest price ever": (
            """
def eu_reference(history, start, days=30):
    return history.loc[history["from_date"] < start, "price"].min()
""",
            "prior-all-time",
        ),
        "31 days": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days + 1), periods=days + 1)
    return log.reindex(window.union(log.index)).ffill()[window].min()
""",
            "prior-too-long",
        ),
        "29 days": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days - 1), periods=days - 1)
    return log.reindex(window.union(log.index)).ffill()[window].min()
""",
            "prior-too-short",
        ),
        "always 30": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=30), periods=30)
    return log.reindex(window.union(log.index)).ffill()[window].min()
""",
            "prior-days",
        ),
        "rows as they come": (
            """
def eu_reference(history, start, days=30):
    first = start - pd.Timedelta(days=days)
    held = history.loc[history["from_date"] <= first, "price"].tail(1)
    inside = (history["from_date"] > first) & (history["from_date"] < start)
    return pd.concat([held, history.loc[inside, "price"]]).min()
""",
            "prior-hidden",
        ),
        "the mean of the window": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    return log.reindex(window.union(log.index)).ffill()[window].mean()
""",
            "prior-value",
        ),
        "the first price where there is none": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    held = log.reindex(window.union(log.index)).ffill()[window]
    return log.iloc[0] if held.isna().all() else held.min()
""",
            "prior-none",
        ),
    },
    "plan": {
        "MAP ignored": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-map",
        ),
        "MAP obeyed in Germany too": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["tag"] < t["map_price"])]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-map-eu",
        ),
        "no limits": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-band",
        ),
        "tax forgotten": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-vat",
        ),
        "revenue instead of profit": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price + 0 * fee
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-cost",
        ),
        "fulfilment forgotten": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-cost",
        ),
        "the dearest piece": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["tag"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-piece",
        ),
        "fee of the net price": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price / (1 + t["vat"]) * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-value",
        ),
        "units do not move in the profit": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["full"] = profit(t["tag"], t)
    t["profit"] = t["full"]
    t["change"] = t["profit"] - profit(t["price"], t)
    t["profit"] = t["profit"] / (t["tag"] / t["price"]) ** t["elasticity"]
    best = t.loc[t.groupby("sku")["full"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-profit",
        ),
        "change in percent": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = 100 * (t["profit"] / profit(t["price"], t) - 1)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-change",
        ),
        "sorted by name": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").sort_index()
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-rows",
        ),
        "today's price returned": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["price", "profit", "change"]].reset_index()
""",
            "plan-now",
        ),
        "no smallest fee": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = price * t["fee"]
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-hidden",
        ),
        "the band of the first product": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= 15) & ((t["tag"] <= t["high"]) | (t["tag"] < 52))]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-hidden-band",
        ),
        "half a percent below the MAP": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < 0.995 * t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-hidden-map",
        ),
        "a limit of one MAP for all": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["tag"] < t["map_price"] - 4 * ~t["map_binds"])]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-hidden-map-eu",
        ),
        "prices of its own": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["tag"] = t["tag"] + 0.01 * (len(desk) > 3)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-tags",
        ),
        "mean elasticity for all": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        e = t["elasticity"] if len(desk) == 3 else -1.2
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** e

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    return best[["tag", "profit", "change"]].rename(columns={"tag": "price"}).reset_index()
""",
            "plan-hidden",
        ),
        "a list of prices": (
            """
def price_plan(desk, tags):
    return [20.49, 37.99, 3380.0]
""",
            "plan-columns",
        ),
    },
}

EQUIVALENT = {
    "net": {
        "coin = Decimal(2).scaleb(-places)": "quantize looks at the exponent only",
        "coin = Decimal(0).scaleb(-places)": "quantize looks at the exponent only",
    },
    "elasticity": {
        "columns = pd.get_dummies(weekday, drop_first=True, dtype=float)": (
            "names of columns do not matter"
        ),
        'columns = pd.get_dummies(weekday, prefix="day", dtype=float)': (
            "least_squares copes with a day too many"
        ),
        'columns = pd.get_dummies(weekday, prefix="day", drop_first=False, dtype=float)': (
            "least_squares copes with a day too many"
        ),
        'columns = pd.get_dummies(weekday, prefix="day", drop_first=True)': (
            "True and False count as 1 and 0"
        ),
        'columns["competitor"] = days["competitor"]': (
            "a control: within the band of one product its logarithm is nearly a straight line"
        ),
        'columns["competitor"] = np.log1p(days["competitor"])': (
            "a control: within the band of one product its logarithm is nearly a straight line"
        ),
        'fit = least_squares(columns, np.log1p(days["units"]))': (
            "the careful way where a day may have no sale; nearly the same where none has"
        ),
    },
    "tag": {
        "near = [whole - times * step + ending for times in (-1, 0, 1) for ending in endings]": (
            "one step down and one up, in the other order"
        ),
    },
    "prior": {
        'later = log.loc[(log["from_date"] >= first) & (log["from_date"] < start), "price"]': (
            "the price set on the first day is the one that held on it: it counts either way"
        ),
    },
    "plan": {
        'choices = tags.rename(columns={"price": "tag"}).merge(desk)': (
            "sku is the only column that both have"
        ),
        "choices = choices[in_band & ~forbidden]": "labels may have gaps, as each stands once",
        "choices = choices[in_band & ~forbidden].reset_index()": "a column more harms nothing",
        "choices = choices[in_band & ~forbidden].reset_index(drop=False)": (
            "a column more harms nothing"
        ),
    },
}

INVARIANT = {
    "elasticity": ["input order", "input columns", "output columns", "output index"],
    "best": ["input floats"],
    "prior": ["input order", "input columns", "input index"],
    "plan": ["input order: tags", "output columns", "output index"],
}
