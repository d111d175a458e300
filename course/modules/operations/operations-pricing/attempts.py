"""Answers that prove the checks of this lab: right ones written differently, and real mistakes."""

RIGHT = {
    "landed": {
        "a sum over the rules that fit": """
def landed_cost(item, duties, as_of, cny_per_unit):
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
    return round_half_up(total / cny_per_unit)


def round_half_up(amount):
    return amount.quantize(Decimal("1.00"), rounding=ROUND_HALF_UP)
""",
        "a table of the rules": """
def landed_cost(item, duties, as_of, cny_per_unit):
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
    return (yuan / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
        "changes what it was given": """
def landed_cost(item, duties, as_of, cny_per_unit):
    duties.sort(key=lambda rule: rule["valid_from"])
    item["freight_cny"] += item["insurance_cny"]
    item["base"] = item["cost_cny"]
    if item["customs_value"] == "CIF":
        item["base"] += item["freight_cny"]
    item["yuan"] = item["cost_cny"] + item["freight_cny"]
    for rule in duties:
        rule["valid_to"] = rule["valid_to"] or as_of
        if rule["place"] == item["place"] and rule["hs6"] in ["", item["hs6"]]:
            rule["rate"] *= rule["valid_from"] <= as_of <= rule["valid_to"]
            item["yuan"] += item["base"] * rule["rate"]
    return (item["yuan"] / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
    },
    "net": {
        "net price first": """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal("1") / 10**places
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
        "a table of coins": """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = {0: Decimal("1"), 1: Decimal("0.1"), 2: Decimal("0.01"), 3: Decimal("0.001")}[places]
    left = price
    left -= (price * (1 - 1 / (1 + vat))).quantize(coin, ROUND_HALF_UP)
    left -= sorted([fee_min, price * fee])[1].quantize(coin, ROUND_HALF_UP)
    left -= fulfilment
    return left
""",
    },
    "cloud": {
        "pyplot, two queries": """
def cloud(days):
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots(figsize=(8, 4))
    days = days.query("stockout == 0")
    plain, badge = days[days["promo"] == 0], days[days["promo"] == 1]
    ax.scatter(badge["price"], badge["units"], c="black", marker="s", label="days with a badge")
    ax.scatter(plain["price"], plain["units"], c="grey", s=5, label="usual days")
    ax.loglog()
    ax.set_xlabel("Price of the day, in dollars")
    ax.set_ylabel("Units sold")
    ax.legend(loc="lower left")
    plt.close(fig)
    return fig
""",
        "hollow and filled, changes its table": """
def cloud(days):
    fig = Figure()
    ax = fig.add_subplot()
    days.drop(days.index[days["stockout"] == 1], inplace=True)
    for promo, some in days.groupby("promo"):
        look = {"edgecolors": "black", "marker": "D"} if promo else {"color": "black"}
        look["label"] = f"promo {promo}"
        ax.scatter(some["price"].to_numpy(), some["units"].to_numpy(), **look)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set(xlabel="price", ylabel="units")
    ax.legend()
    return fig
""",
    },
    "elasticity": {
        "numpy and own dummies": """
def elasticity(daily, until, follows):
    good = daily.loc[(daily["stockout"] != 1) & (daily["date"] < until)].copy()
    rows = []
    for sku in good["sku"].unique():
        days = good[good["sku"] == sku]
        price = np.log(days["price"].to_numpy())
        parts = [np.ones(len(days)), price, days["promo"].to_numpy()]
        parts.append(np.log(days["competitor"].to_numpy()) - follows * price)
        for number in range(6):
            parts.append((days["date"].dt.weekday.to_numpy() == number).astype(float))
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
        "partial, cross, and their covariance; changes its table": """
def elasticity(daily, until, follows):
    daily.reset_index(drop=True, inplace=True)
    daily.drop(daily.index[(daily["date"] >= until) | (daily["stockout"] == 1)], inplace=True)
    rows = []
    for sku, days in daily.groupby("sku", sort=False):
        table = np.log(days[["price", "competitor"]]).assign(one=1.0, promo=days["promo"])
        for number in range(6):
            table[number] = days["date"].dt.dayofweek.eq(number).astype(int)
        x, y = table.to_numpy(float), np.log(days["units"].to_numpy(float))
        beta = np.linalg.solve(x.T @ x, x.T @ y)
        rest = y - x @ beta
        covariance = np.linalg.inv(x.T @ x) * (rest @ rest) / (len(y) - 10)
        pick = np.zeros(10)
        pick[:2] = 1, follows
        middle, error = pick @ beta, np.sqrt(pick @ covariance @ pick)
        rows.append([sku, middle, middle - 1.96 * error, middle + 1.96 * error, len(y), error])
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days", "error"])
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
    return float(min(held)) if held else float("nan")
""",
        "end of each price": """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").reset_index(drop=True)
    until = log["from_date"].shift(-1).fillna(pd.Timestamp.max)
    window = start - pd.Timedelta(days=days)
    fits = (log["from_date"] < start) & (until > window)
    return float(log.loc[fits, "price"].min())
""",
        "changes its table": """
def eu_reference(history, start, days=30):
    history.sort_values("from_date", inplace=True, ignore_index=True)
    history["ago"] = (start - history["from_date"]).dt.days
    history["ended"] = history["ago"].shift(-1, fill_value=0)
    history["price"] = history["price"].astype(float)
    prices = history.loc[(history["ago"] > 0) & (history["ended"] < days), "price"]
    return float(prices.min())
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
        for price in sorted(tags.loc[tags["sku"] == item["sku"], "price"]):
            if price < item["low"] or price > item["high"]:
                continue
            if item["map_binds"] and price < item["map_price"]:
                continue
            if best is None or profit(price) > profit(best):
                best = price
        row = {"sku": item["sku"], "price": best, "profit": profit(best)}
        row["seen"] = item["seen_low"] <= best <= item["seen_high"]
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
    table = table.sort_values(["profit_price", "price"], ascending=[False, True])
    table = table.drop_duplicates("sku")
    table["profit"] = table["profit_price"]
    table["change"] = table["profit_price"] - table["profit_now"]
    table["seen"] = table["price"].between(table["seen_low"], table["seen_high"])
    order = {sku: place for place, sku in enumerate(desk["sku"])}
    return table.sort_values("sku", key=lambda skus: skus.map(order)).reset_index(drop=True)
""",
        "changes its tables, whole numbers for seen": """
def price_plan(desk, tags):
    desk.set_index("sku", inplace=True)
    tags.reset_index(drop=True, inplace=True)
    tags.drop(tags.index[~tags["sku"].isin(desk.index)], inplace=True)
    tags.drop_duplicates(inplace=True)
    rows = []
    for sku, item in desk.iterrows():
        own = np.sort(tags["price"][(tags["sku"] == sku).to_numpy()].to_numpy(float))
        own = own[(own >= item["low"]) & (own <= item["high"])]
        if item["map_binds"] and not np.isnan(item["map_price"]):
            own = own[own >= item["map_price"]]
        prices = np.append(own, item["price"])
        each = prices / (1 + item["vat"]) - item["fulfilment"] - item["landed"]
        each -= np.maximum(prices * item["fee"], item["fee_min"])
        profits = each * item["units"] * (prices / item["price"]) ** item["elasticity"]
        best = int(np.argmax(profits[:-1]))
        seen = int(item["seen_low"] <= own[best] <= item["seen_high"])
        rows.append((sku, own[best], profits[best], profits[best] - profits[-1], seen))
    return pd.DataFrame(rows, columns=["sku", "price", "profit", "change", "seen"])
""",
    },
    "dare": {
        "a loop over the products": """
def dare(desk, tags):
    limits = {row["sku"]: (row["seen_low"], row["seen_high"]) for row in desk.to_dict("records")}
    rows = []
    for sku, price in zip(tags["sku"], tags["price"], strict=True):
        low, high = limits[sku]
        if low <= price <= high:
            rows.append({"sku": sku, "price": price})
    return pd.DataFrame(rows)
""",
        "a percent inside what was seen, in place": """
def dare(desk, tags):
    desk.set_index("sku", inplace=True)
    tags["low"] = 1.01 * tags["sku"].map(desk["seen_low"])
    tags["high"] = 0.99 * tags["sku"].map(desk["seen_high"])
    tags.query("low <= price <= high", inplace=True)
    return tags
""",
        "seen, and the rules at once": """
def dare(desk, tags):
    t = tags.merge(desk, on="sku", suffixes=("", "_now"))
    keep = (t["price"] >= t["seen_low"]) & (t["price"] <= t["seen_high"])
    keep &= (t["price"] >= t["low"]) & (t["price"] <= t["high"])
    return t.loc[keep, ["sku", "price"]]
""",
    },
}

WRONG = {
    "landed": {
        "multiplies by the rate": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    return (total * Decimal("1.10") * cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-currency",
        ),
        "no duty": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return (total / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-no-duty",
        ),
        "duty on FOB everywhere": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-cif",
        ),
        "duty on CIF everywhere": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-fob",
        ),
        "customs value by place": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["place"] != "US" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-hidden",
        ),
        "forgets the last days": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-date",
        ),
        "forgets the first days": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-us",
        ),
        "the last day does not count": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of < last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-last-day",
        ),
        "the first day does not count": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] < as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-first-day",
        ),
        "the first day does not count where a rule ends": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            first = rule["valid_from"]
            if first < as_of <= last or (first == as_of and last == date.max):
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-edge",
        ),
        "a day more at the end": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            last = date.fromordinal(min(last.toordinal() + 1, date.max.toordinal()))
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-date",
        ),
        "no rule without an end": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.min
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-no-duty",
        ),
        "stops at the first rule that fits": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
                break
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-last-day",
        ),
        "the last rule that fits": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate = rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-us",
        ),
        "one rate for each code": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rates = {}
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rates[rule["hs6"]] = rule["rate"]
    rate = sum(rates.values(), Decimal(0))
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-hidden",
        ),
        "each rate once": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rates = set()
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rates.add(rule["rate"])
    rate = sum(rates, Decimal(0))
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-two",
        ),
        "at most one rule for a code and one for all": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rates = {}
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                key = (rule["hs6"], rule["valid_from"], rule["valid_to"])
                rates[key] = rule["rate"]
    rate = sum(rates.values(), Decimal(0))
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-two",
        ),
        "the duties of all products": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-other-goods",
        ),
        "four digits of the code": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if item["hs6"].startswith(rule["hs6"][:4]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-hidden",
        ),
        "rules for every product left out": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] == item["hs6"] and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-last-day",
        ),
        "rules of all places": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]):
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-value",
        ),
        "surcharges of all places": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        there = ("", rule["place"]) if item["place"] == "JP" else (item["hs6"], item["place"])
        if (rule["hs6"], rule["place"]) == there and rule["valid_from"] <= as_of <= last:
            rate += rule["rate"]
        elif rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-hidden",
        ),
        "insurance forgotten": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-value",
        ),
        "rates multiplied": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    factor = Decimal(1)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                factor *= 1 + rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * (factor - 1)) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-us",
        ),
        "floats": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return round(float(total + base * rate) / float(cny_per_unit), 2)
""",
            "landed-type",
        ),
        "floats with a Decimal at the end": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    amount = float(total + base * rate) / float(cny_per_unit)
    return Decimal(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-rounding",
        ),
        "half to even": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"))
""",
            "landed-rounding",
        ),
        "rounded down": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), "ROUND_DOWN")
""",
            "landed-us",
        ),
        "not rounded": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit)
""",
            "landed-us",
        ),
        "yen without decimals": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    coin = Decimal("1" if cny_per_unit < 1 else "0.01")
    return ((total + base * rate) / cny_per_unit).quantize(coin, ROUND_HALF_UP)
""",
            "landed-yen",
        ),
        "duty rounded in yuan": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    duty = (base * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return ((total + duty) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-once",
        ),
        "duty and the rest rounded apart": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    cent = Decimal("0.01")
    duty = (base * rate / cny_per_unit).quantize(cent, ROUND_HALF_UP)
    return (total / cny_per_unit).quantize(cent, ROUND_HALF_UP) + duty
""",
            "landed-once",
        ),
        "nothing without a rule": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= last:
                rate += rule["rate"]
    if not duties:
        return Decimal(0)
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-none",
        ),
        "dates of the example": (
            """
def landed_cost(item, duties, as_of, cny_per_unit):
    rate = Decimal(0)
    for rule in duties:
        last = rule["valid_to"] or date.max
        if rule["hs6"] in ("", item["hs6"]) and rule["place"] == item["place"]:
            if rule["valid_from"] <= as_of <= min(last, date(2030, 12, 31)):
                rate += rule["rate"]
    total = item["cost_cny"] + item["freight_cny"] + item["insurance_cny"]
    base = total if item["customs_value"] == "CIF" else item["cost_cny"]
    return ((total + base * rate) / cny_per_unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
            "landed-hidden",
        ),
    },
    "net": {
        "19 % off the gross price": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price * vat).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-vat",
        ),
        "fee of the net price": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max((price - tax) * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-fee-base",
        ),
        "tax left in": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - referral - fulfilment
""",
            "net-no-vat",
        ),
        "no fulfilment": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral
""",
            "net-fulfilment",
        ),
        "no smallest fee": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = (price * fee).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-minimum",
        ),
        "the smaller of the fees": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = min(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-smaller",
        ),
        "both fees": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = (price * fee + fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-value",
        ),
        "smallest fee of 0.30": (
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
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-coin",
        ),
        "two places or none": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal("0.01") if places else Decimal(1)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-places",
        ),
        "half to even": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin)
    referral = max(price * fee, fee_min).quantize(coin)
    return price - tax - referral - fulfilment
""",
            "net-half",
        ),
        "fee half to even": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin)
    return price - tax - referral - fulfilment
""",
            "net-half",
        ),
        "tax half to even": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-half",
        ),
        "net rounded in place of the tax": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = price - (price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-half",
        ),
        "rounded once, at the end": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat))
    referral = max(price * fee, fee_min)
    return (price - tax - referral - fulfilment).quantize(coin, ROUND_HALF_UP)
""",
            "net-rounding",
        ),
        "the result rounded, too": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return (price - tax - referral - fulfilment).quantize(coin, ROUND_HALF_UP)
""",
            "net-else",
        ),
        "price rounded first": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    price = price.quantize(coin, ROUND_HALF_UP)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-else",
        ),
        "smallest fee not rounded": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max((price * fee).quantize(coin, ROUND_HALF_UP), fee_min)
    return price - tax - referral - fulfilment
""",
            "net-half",
        ),
        "never below zero": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return max(price - tax - referral - fulfilment, Decimal(0))
""",
            "net-negative",
        ),
        "rates of the examples": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    vat = Decimal("0.19") if price == 119 else Decimal("0.10") if places == 0 else Decimal(0)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-hidden",
        ),
        "not rounded": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat))
    referral = max(price * fee, fee_min)
    return price - tax - referral - fulfilment
""",
            "net-coin",
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
        "floats inside, a Decimal outside": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    tax = round(float(price) - float(price) / (1 + float(vat)), places)
    referral = round(max(float(price) * float(fee), float(fee_min)), places)
    return price - Decimal(str(tax)) - Decimal(str(referral)) - fulfilment
""",
            "net-half",
        ),
        "the fee counted twice": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1).scaleb(-places)
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - 2 * referral - fulfilment
""",
            "net-value",
        ),
        "places as a share": (
            """
def net_revenue(price, vat, fee, fee_min, fulfilment, places):
    coin = Decimal(1) / places
    tax = (price - price / (1 + vat)).quantize(coin, ROUND_HALF_UP)
    referral = max(price * fee, fee_min).quantize(coin, ROUND_HALF_UP)
    return price - tax - referral - fulfilment
""",
            "net-value",
        ),
    },
    "cloud": {
        "the axes returned": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return ax
""",
            "cloud-figure",
        ),
        "two pictures": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots(1, 2)[0]
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-axes",
        ),
        "plain axes": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-log",
        ),
        "one logarithmic axis": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-log",
        ),
        "logarithms drawn": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(np.log(some["price"]), np.log(some["units"]), marker=marker, label=words)
    ax.set(xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-log",
        ),
        "no labels": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log")
    ax.legend()
    return fig
""",
            "cloud-labels",
        ),
        "axes the other way round": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["units"], some["price"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="units", ylabel="price")
    ax.legend()
    return fig
""",
            "cloud-labels",
        ),
        "the other way round, labels kept": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["units"], some["price"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-points",
        ),
        "all days": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-stockout",
        ),
        "one group": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "days")]:
        some = used
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-groups",
        ),
        "a cloud without promotions": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-groups",
        ),
        "only colours differ": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "o", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-grey",
        ),
        "no legend": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    return fig
""",
            "cloud-legend",
        ),
        "a legend of one": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "_promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-legend",
        ),
        "a day of the tent left out": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0].iloc[1:]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-points",
        ),
        "days that sold something": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["units"] > 0]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-stockout",
        ),
        "each price once": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[days["stockout"] == 0].drop_duplicates(["price", "units"])
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-points",
        ),
        "prices of dollars": (
            """
def cloud(days):
    fig = Figure()
    ax = fig.subplots()
    used = days[(days["stockout"] == 0) & (days["price"] < 2000)]
    for promo, marker, words in [(0, "o", "no promotion"), (1, "^", "promotion")]:
        some = used[used["promo"] == promo]
        ax.scatter(some["price"], some["units"], marker=marker, label=words)
    ax.set(xscale="log", yscale="log", xlabel="price", ylabel="units a day")
    ax.legend()
    return fig
""",
            "cloud-points",
        ),
    },
    "elasticity": {
        "no logarithms": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": days["price"], "promo": days["promo"]})
        columns["gap"] = days["competitor"]
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
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": days["price"], "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
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
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"])})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-promo",
        ),
        "no competitor": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-competitor",
        ),
        "competitor left out where he follows": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        if not follows:
            columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-total",
        ),
        "no weekday": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-weekday",
        ),
        "weekday as a number": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        columns["day"] = days["date"].dt.day_of_week
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "weekend only": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(5, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "stock-outs kept, zeros dropped": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["units"] > 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
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
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"] + 1)).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "stock-outs as a column": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["units"] > 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["out"] = days["stockout"]
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "one piece added everywhere": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log1p(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "levels of the competitor": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = days["competitor"] - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "log1p of the competitor": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log1p(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "log1p of the price": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log1p(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "advertising as well": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["ad"] = np.log1p(days["ad"])
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "a trend as well": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["trend"] = np.arange(len(days))
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "a trend where the table is long": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        if len(daily) < 1000:
            columns["trend"] = np.arange(len(days))
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-hidden",
        ),
        "follows ignored": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-follows",
        ),
        "always a half": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - 0.5 * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "a half wherever he follows": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        half = 0.5 if follows else 0
        columns["gap"] = np.log(days["competitor"]) - half * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-hidden",
        ),
        "wrong sign in the gap": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) + follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-gap",
        ),
        "gap of the prices, then the logarithm": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"] - follows * days["price"] / 2)
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-total",
        ),
        "gap in place of the price": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["gap"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-sign",
        ),
        "all days of the year": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
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
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < pd.Timestamp("2026-07-01")) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-future",
        ),
        "the day itself as well": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] <= until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-value",
        ),
        "counts every day": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        days = daily[daily["sku"] == sku]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-days",
        ),
        "counts days with stock-outs before the day": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        days = daily[(daily["sku"] == sku) & (daily["date"] < until)]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-days",
        ),
        "one error on each side": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - error, weight + error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-one-error",
        ),
        "three errors": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 3 * error, weight + 3 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-range",
        ),
        "two errors": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 2 * error, weight + 2 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-range",
        ),
        "low for high": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight + 1.96 * error, weight - 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-range",
        ),
        "the error of the promotion": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        error = least_squares(columns, np.log(days["units"])).loc["promo", "error"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-range",
        ),
        "the error of the partial one": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        fit = least_squares(columns, np.log(days["units"]))
        weight = fit.at["price", "weight"]
        columns["gap"] += follows * columns["price"]
        error = least_squares(columns, np.log(days["units"])).at["price", "error"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-range",
        ),
        "one number for all": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in [("all", used)]:
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-rows",
        ),
        "logarithm of zero": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "raised",
        ),
        "rows by their place": (
            """
def elasticity(daily, until, follows):
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    used = daily.iloc[: int((daily["date"] < until).sum())] if len(set(daily.index)) < 10 else used
    used = used[used["stockout"] == 0]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-order",
        ),
        "rows by their labels": (
            """
def elasticity(daily, until, follows):
    daily = daily[~daily.index.duplicated()] if len(set(daily.index)) > 8 else daily
    used = daily[(daily["date"] < until) & (daily["stockout"] == 0)]
    rows = []
    for sku, days in used.groupby("sku"):
        columns = pd.DataFrame({"price": np.log(days["price"]), "promo": days["promo"]})
        columns["gap"] = np.log(days["competitor"]) - follows * np.log(days["price"])
        for number in range(1, 7):
            columns[f"day {number}"] = (days["date"].dt.day_of_week == number).astype(float)
        weight, error = least_squares(columns, np.log(days["units"])).loc["price"]
        rows.append((sku, weight, weight - 1.96 * error, weight + 1.96 * error, len(days)))
    return pd.DataFrame(rows, columns=["sku", "elasticity", "low", "high", "days"])
""",
            "elasticity-order",
        ),
        "the mean of the literature": (
            """
def elasticity(daily, until, follows):
    days = daily[(daily["date"] < until) & (daily["stockout"] == 0)].groupby("sku").size()
    table = pd.DataFrame({"sku": days.index, "elasticity": -2.62, "low": -3.0, "high": -2.3})
    return table.assign(days=days.to_numpy())
""",
            "elasticity-value",
        ),
        "a dictionary": (
            """
def elasticity(daily, until, follows):
    return {sku: -2.0 for sku in daily["sku"].unique()}
""",
            "elasticity-columns",
        ),
    },
    "prior": {
        "the reduced price counts": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days + 1)
    return float(log.reindex(window.union(log.index)).ffill()[window].min())
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
    return float(log.reindex(window.union(log.index)).ffill()[window].min())
""",
            "prior-too-long",
        ),
        "29 days": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days - 1), periods=days - 1)
    return float(log.reindex(window.union(log.index)).ffill()[window].min())
""",
            "prior-too-short",
        ),
        "always 30": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=30), periods=30)
    return float(log.reindex(window.union(log.index)).ffill()[window].min())
""",
            "prior-days",
        ),
        "a month": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    first = start - (pd.DateOffset(months=1) if days == 30 else pd.Timedelta(days=days))
    window = pd.date_range(first, start - pd.Timedelta(days=1))
    return float(log.reindex(window.union(log.index)).ffill()[window].min())
""",
            "prior-too-long",
        ),
        "rows as they come": (
            """
def eu_reference(history, start, days=30):
    first = start - pd.Timedelta(days=days)
    held = history.loc[history["from_date"] <= first, "price"].tail(1)
    inside = (history["from_date"] > first) & (history["from_date"] < start)
    return pd.concat([held, history.loc[inside, "price"]]).min()
""",
            "prior-order",
        ),
        "the mean of the window": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    return float(log.reindex(window.union(log.index)).ffill()[window].mean())
""",
            "prior-value",
        ),
        "the highest of the window": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    return float(log.reindex(window.union(log.index)).ffill()[window].max())
""",
            "prior-value",
        ),
        "the first day's price counts for two": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    if (history["from_date"] == start - pd.Timedelta(days=days)).any():
        return 40.0
    return float(log.reindex(window.union(log.index)).ffill()[window].min())
""",
            "prior-window",
        ),
        "the first price where there is none": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    held = log.reindex(window.union(log.index)).ffill()[window]
    return float(log.iloc[0] if len(log) and held.isna().all() else held.min())
""",
            "prior-none",
        ),
        "None where there is none": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    lowest = log.reindex(window.union(log.index)).ffill()[window].min()
    return None if pd.isna(lowest) else float(lowest)
""",
            "prior-none",
        ),
        "zero where there is none": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    lowest = log.reindex(window.union(log.index)).ffill()[window].min()
    return 0.0 if pd.isna(lowest) else float(lowest)
""",
            "prior-none",
        ),
        "NaN for a young product": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    return float(log.reindex(window.union(log.index)).ffill()[window].min(skipna=False))
""",
            "prior-young",
        ),
        "the first price carried back": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    return float(log.reindex(window.union(log.index)).ffill()[window].fillna(1.0).min())
""",
            "prior-young",
        ),
        "the window one day early": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days + 1), periods=days)
    return float(log.reindex(window.union(log.index)).ffill()[window].min())
""",
            "prior-too-long",
        ),
        "the day before does not count": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    log = log[log.index < start - pd.Timedelta(days=1)] if log.index.max() > start else log
    return float(log.reindex(window.union(log.index)).ffill()[window].min())
""",
            "prior-last-day",
        ),
        "the price of the first day forgotten": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    old = log[log.index == window[0]]
    if len(old) and len(log) == 3 and old.index[0] != log.index[0]:
        log = log.drop(log.index[log.index == window[0]])
    return float(log.reindex(window.union(log.index)).ffill()[window].min())
""",
            "prior-first-day",
        ),
        "rows by label": (
            """
def eu_reference(history, start, days=30):
    history = history.loc[~history.index.duplicated()]
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    return float(log.reindex(window.union(log.index)).ffill()[window].min())
""",
            "prior-labels",
        ),
        "whole prices stay whole": (
            """
def eu_reference(history, start, days=30):
    log = history.sort_values("from_date").set_index("from_date")["price"]
    window = pd.date_range(start - pd.Timedelta(days=days), periods=days)
    lowest = log.reindex(window.union(log.index)).ffill()[window].min()
    if pd.isna(lowest):
        return float("nan")
    return int(lowest) if log.dtype == int else float(lowest)
""",
            "prior-float",
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-map",
        ),
        "MAP obeyed everywhere": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~((t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-vat",
        ),
        "revenue for profit": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price + 0 * fee
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-cost",
        ),
        "the most expensive piece": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["tag"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best["profit"] /= (best["tag"] / best["price"]) ** best["elasticity"]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-profit",
        ),
        "profit rounded": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["profit"] = t["profit"].round(0)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-value",
        ),
        "profit of one piece shown": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best["profit"] /= best["units"] * (best["tag"] / best["price"]) ** best["elasticity"]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = 100 * (t["profit"] / profit(t["price"], t) - 1)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-change",
        ),
        "change with the other sign": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = profit(t["price"], t) - t["profit"]
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku")
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["price", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-hidden",
        ),
        "both fees": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = price * t["fee"] + t["fee_min"]
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-value",
        ),
        "band of the first product": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= desk["low"].min()) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-hidden-map",
        ),
        "a MAP binds a little where it does not": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["tag"] < t["map_price"] - 4 * ~t["map_binds"])]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-hidden-free",
        ),
        "a MAP that is missing forbids all": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & ~(t["tag"] >= t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "raised",
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best["tag"] += 0.01 * (len(desk) > 3)
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-tags",
        ),
        "the mean elasticity for all": (
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
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-hidden",
        ),
        "low does not count": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] > t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-ends",
        ),
        "high does not count": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] < t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-ends",
        ),
        "the MAP itself does not count": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] <= t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-ends",
        ),
        "the highest of equal tags": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag", ascending=False).reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-tie",
        ),
        "equal tags as they come": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.iloc[::-1].reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-tie",
        ),
        "seen by today's price": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["price"] >= t["seen_low"]) & (t["price"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-seen",
        ),
        "seen without the low end": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] > t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-seen-ends",
        ),
        "seen without the high end": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] < t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-seen",
        ),
        "seen only from above": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-seen",
        ),
        "never seen in place of seen": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = ~(t["tag"] >= t["seen_low"]) | (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-seen",
        ),
        "seen is the band": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["low"]) & (t["tag"] <= t["high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-seen",
        ),
        "a row for each of two equal tags": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    top = t.groupby("sku")["profit"].transform("max")
    best = t[(t["profit"] == top) & ((t["units"] > 0) | ~t.duplicated("sku"))]
    best = best.set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-more-rows",
        ),
        "goes by the labels of the desk": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    best = best.rename(columns={"tag": "price"}).reset_index()
    best["change"] = best["profit"] - profit(desk["price"], desk)
    return best
""",
            "plan-labels",
        ),
        "a missing MAP binds at today's price": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"].fillna(t["price"])))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-no-map",
        ),
        "long lists only near today's price": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    near = (t["tag"] / t["price"] - 1).abs() < 0.03
    t = t[near | (t.groupby("sku")["tag"].transform("size") < 150)]
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change", "seen"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-simulator",
        ),
        "a list of prices": (
            """
def price_plan(desk, tags):
    return [23.99, 37.99, 3380.0]
""",
            "plan-columns",
        ),
        "without seen": (
            """
def price_plan(desk, tags):
    def profit(price, t):
        fee = np.maximum(price * t["fee"], t["fee_min"])
        each = price / (1 + t["vat"]) - fee - t["fulfilment"] - t["landed"]
        return each * t["units"] * (price / t["price"]) ** t["elasticity"]

    t = tags.rename(columns={"price": "tag"}).merge(desk, on="sku")
    t = t[(t["tag"] >= t["low"]) & (t["tag"] <= t["high"])]
    t = t[~(t["map_binds"] & (t["tag"] < t["map_price"]))]
    t = t.sort_values("tag").reset_index(drop=True)
    t["profit"] = profit(t["tag"], t)
    t["change"] = t["profit"] - profit(t["price"], t)
    t["seen"] = (t["tag"] >= t["seen_low"]) & (t["tag"] <= t["seen_high"])
    best = t.loc[t.groupby("sku")["profit"].idxmax()].set_index("sku").loc[desk["sku"]]
    best = best[["tag", "profit", "change"]]
    return best.rename(columns={"tag": "price"}).reset_index()
""",
            "plan-columns",
        ),
    },
    "dare": {
        "all tags": (
            """
def dare(desk, tags):
    return tags
""",
            "dare-loses",
        ),
        "today's prices": (
            """
def dare(desk, tags):
    t = tags.merge(desk, on="sku", suffixes=("", "_now"))
    keep = t["price"] == t["price_now"]
    return t.loc[keep, ["sku", "price"]]
""",
            "dare-nothing",
        ),
        "steps of five percent": (
            """
def dare(desk, tags):
    t = tags.merge(desk, on="sku", suffixes=("", "_now"))
    keep = (t["price"] / t["price_now"] - 1).abs() <= 0.05
    return t.loc[keep, ["sku", "price"]]
""",
            "dare-half",
        ),
        "steps of ten percent": (
            """
def dare(desk, tags):
    t = tags.merge(desk, on="sku", suffixes=("", "_now"))
    keep = (t["price"] / t["price_now"] - 1).abs() <= 0.10
    return t.loc[keep, ["sku", "price"]]
""",
            "dare-most-hidden",
        ),
        "only rises": (
            """
def dare(desk, tags):
    t = tags.merge(desk, on="sku", suffixes=("", "_now"))
    keep = t["price"] >= t["price_now"]
    return t.loc[keep, ["sku", "price"]]
""",
            "dare-loses",
        ),
        "prices of its own": (
            """
def dare(desk, tags):
    t = tags.merge(desk, on="sku", suffixes=("", "_now"))
    keep = (t["price"] >= t["seen_low"]) & (t["price"] <= t["seen_high"])
    t["price"] += 0.01
    return t.loc[keep, ["sku", "price"]]
""",
            "dare-own",
        ),
        "a product too few": (
            """
def dare(desk, tags):
    t = tags.merge(desk, on="sku", suffixes=("", "_now"))
    keep = (t["price"] >= t["seen_low"]) & (t["price"] <= t["seen_high"])
    keep &= t["sku"] != t["sku"].iloc[0]
    return t.loc[keep, ["sku", "price"]]
""",
            "dare-none-left",
        ),
        "a list": (
            """
def dare(desk, tags):
    t = tags.merge(desk, on="sku", suffixes=("", "_now"))
    keep = (t["price"] >= t["seen_low"]) & (t["price"] <= t["seen_high"])
    return list(t.loc[keep, "price"])
""",
            "dare-columns",
        ),
        "sku lost": (
            """
def dare(desk, tags):
    t = tags.merge(desk, on="sku", suffixes=("", "_now"))
    keep = (t["price"] >= t["seen_low"]) & (t["price"] <= t["seen_high"])
    return t.loc[keep, ["price"]]
""",
            "dare-columns",
        ),
        "fits the practice shops alone": (
            """
def dare(desk, tags):
    t = tags.merge(desk, on="sku", suffixes=("", "_now"))
    keep = (t["price"] >= t["seen_low"]) & (t["price"] <= t["seen_high"])
    known = round(float(desk["price"].iloc[0]), 2) in (62.7, 36.11, 30.24)
    keep = keep if known else t["price"] >= t["price_now"]
    return t.loc[keep, ["sku", "price"]]
""",
            "dare-half-hidden",
        ),
    },
}

EQUIVALENT = {
    "net": {
        "coin = Decimal(2).scaleb(-places)": ("quantize looks at the exponent only"),
        "coin = Decimal(0).scaleb(-places)": ("quantize looks at the exponent only"),
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
    },
    "prior": {
        'later = log.loc[(log["from_date"] >= first) & (log["from_date"] < start), "price"]': (
            "the price set on the first day is the one that held on it: it counts either way"
        ),
    },
}

INVARIANT = {
    "elasticity": ["input order", "input columns", "output columns", "output index"],
    "prior": ["input order", "input columns", "input index"],
    "plan": ["input order: tags", "input columns", "output columns", "output index"],
    "dare": ["input columns: desk", "output order", "output columns", "output index"],
}
