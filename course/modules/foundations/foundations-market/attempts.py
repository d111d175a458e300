"""Answers that prove the checks of this lab: right ones written differently, and real mistakes."""

RIGHT = {
    "cagr": {
        "plain floats": """
def cagr(levels):
    first, last = float(levels.iloc[0]), float(levels.iloc[-1])
    steps = int(levels.index[-1]) - int(levels.index[0])
    return 100 * (last / first) ** (1 / steps) - 100
""",
        "logarithms": """
import math


def cagr(levels):
    years = levels.index.max() - levels.index.min()
    rate = math.log(levels[levels.index.max()] / levels[levels.index.min()]) / years
    return math.expm1(rate) * 100
""",
        "changes its input in place": """
def cagr(levels):
    levels /= levels.iloc[0]
    levels.index = levels.index - levels.index[0]
    return (levels.iloc[-1] ** (1 / levels.index[-1]) - 1) * 100
""",
        "numpy's own types": """
def cagr(levels):
    sizes, years = levels.to_numpy(dtype=float), levels.index.to_numpy()
    return np.expm1(np.log(sizes[-1] / sizes[0]) / (years[-1] - years[0])) * np.float64(100)
""",
    },
    "audit": {
        "a loop with Decimal": """
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal


def audit(table, dp):
    place = Decimal(1).scaleb(-dp)
    levels = [Decimal(str(level)) for level in table["trn_cny"]]
    recomputed, verdicts = [float("nan")], ["no base"]
    for before, after, stated in zip(levels, levels[1:], table["growth_stated"].iloc[1:]):
        exact = (after / before - 1) * 100
        stated = Decimal(str(stated)).quantize(place)
        recomputed.append(float(exact))
        if stated == exact.quantize(place, ROUND_HALF_EVEN):
            verdicts.append("ok")
        elif stated == exact.quantize(Decimal("1e-9")).quantize(place, ROUND_DOWN):
            verdicts.append("truncated")
        else:
            verdicts.append("wrong")
    return table.assign(recomputed=recomputed, verdict=verdicts)
""",
        "a function for one row": """
import math


def audit(table, dp):
    report = table.copy()
    report["recomputed"] = 100 * table["trn_cny"].diff() / table["trn_cny"].shift()

    def judge(row):
        if math.isnan(row["recomputed"]):
            return "no base"
        exact = round(row["recomputed"] * 10**dp, 9)
        stated = round(row["growth_stated"] * 10**dp)
        if stated == round(exact):
            return "ok"
        return "truncated" if stated == int(exact) else "wrong"

    report["verdict"] = report.apply(judge, axis=1)
    return report
""",
        "numpy's select": """
def audit(table, dp):
    exact = table["trn_cny"].pct_change().mul(100)
    cut = np.trunc(np.round(exact * 10**dp, 9)) / 10**dp
    same = [
        table["trn_cny"].shift().isna(),
        np.isclose(table["growth_stated"], exact.round(dp), atol=1e-7),
        np.isclose(table["growth_stated"], cut, atol=1e-7),
    ]
    words = np.select(same, ["no base", "ok", "truncated"], "wrong")
    return table.assign(recomputed=exact, verdict=words)
""",
        "changes its input in place": """
def audit(table, dp):
    report = table
    report["recomputed"], report["verdict"] = table["trn_cny"].pct_change() * 100, "wrong"
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
        "halves away from zero": """
import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal


def audit(table, dp):
    recomputed, verdicts = [], []
    before = None
    for level, stated in zip(table["trn_cny"], table["growth_stated"]):
        if before is None:
            recomputed.append(math.nan)
            verdicts.append("no base")
        else:
            growth = float(level - before) / float(before) * 100
            exact = Decimal(str(round(growth, 9)))
            said = Decimal(str(round(float(stated), dp)))
            unit = Decimal(10) ** -dp
            if said == exact.quantize(unit, ROUND_HALF_UP):
                verdicts.append("ok")
            elif said == exact.quantize(unit, ROUND_DOWN):
                verdicts.append("truncated")
            else:
                verdicts.append("wrong")
            recomputed.append(growth)
        before = level
    table = table.copy()
    table.insert(0, "recomputed", recomputed)
    table.insert(1, "verdict", pd.Categorical(verdicts))
    return table
""",
    },
    "interval": {
        "all four corners": """
def growth_interval(before, after, step_before, step_after):
    rates = []
    for first in (before - step_before / 2, before + step_before / 2):
        for last in (after - step_after / 2, after + step_after / 2):
            rates.append(100 * (last / first - 1))
    return min(rates), max(rates)
""",
        "an array": """
def growth_interval(before, after, step_before, step_after):
    sides = np.array([-0.5, 0.5])
    return 100 * (after + sides * step_after) / (before - sides * step_before) - 100
""",
        "a list of numpy numbers": """
def growth_interval(before, after, step_before, step_after):
    first = np.float64(before) + np.array([1, -1]) * step_before / 2
    last = np.float64(after) - np.array([1, -1]) * step_after / 2
    return list((last - first) / first * 100)
""",
    },
    "decimals": {
        "a loop over the limits": """
def decimals(low, high):
    places = 0
    while places < 4 and 10.0 ** -(places + 1) >= (high - low) / 6:
        places += 1
    return places
""",
        "a table of limits": """
def decimals(low, high):
    limits = [0.5, 0.05, 0.005, 0.0005]
    return sum(high - low < limit for limit in limits)
""",
        "logarithms, a number of numpy": """
def decimals(low, high):
    return np.int64(np.clip(np.floor(-np.log10((high - low) / 5)), 0, 4))
""",
    },
    "definitions": {
        "first and last of each year, vectorised": """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
        "groups, further columns, another index": """
def compare_definitions(netsun, customs):
    rows = customs.query("span == 'year' and series == 'total'").sort_values("published")
    groups = rows.groupby(rows["period"].astype(int))
    ends = groups.agg(
        old=("value_bn", "first"), new=("value_bn", "last"), up=("step_bn", "first"),
        down=("step_bn", "last"), count=("value_bn", "size"),
    )
    both = netsun.merge(ends, left_on="year", right_index=True, how="inner").sort_values("year")
    both = both.rename(columns={"trn_cny": "netsun_trn"}).assign(customs_trn=both["new"] / 1000)
    both["ratio"] = both["netsun_trn"] / both["customs_trn"]
    many = both["count"] > 1
    for name, side in (("revised_low", -1), ("revised_high", 1)):
        change = (both["new"] + side * both["down"] / 2) / (both["old"] - side * both["up"] / 2) - 1
        both[name] = np.where(many, change * 100, 0.0)
    return both.set_index(both["year"].astype(str))
""",
        "changes its inputs in place": """
def compare_definitions(netsun, customs):
    customs.drop(customs[customs["span"] != "year"].index, inplace=True)
    customs.drop(customs[customs["series"] != "total"].index, inplace=True)
    customs.sort_values("published", inplace=True)
    customs["value_bn"] /= 1000
    customs["step_bn"] /= 2000
    netsun.sort_values("year", inplace=True)
    out = {name: [] for name in
           ("year", "netsun_trn", "customs_trn", "ratio", "revised_low", "revised_high")}
    for year, level in zip(netsun["year"], netsun["trn_cny"]):
        mine = customs.loc[customs["period"] == f"{year}", ["value_bn", "step_bn"]].to_numpy()
        if not len(mine):
            continue
        (old, up), (new, down) = mine[0], mine[-1]
        ends = (0, 0) if len(mine) == 1 else (
            (new - down) / (old + up) * 100 - 100, (new + down) / (old - up) * 100 - 100)
        for name, value in zip(out, (int(year), level, new, level / new, *ends)):
            out[name].append(value)
    return pd.DataFrame(out)
""",
    },
    "dollars": {
        "one rate at a time": """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
        "changes its inputs in place": """
def to_usd(figures, rates):
    rates.sort_values("date", inplace=True)
    rates.reset_index(drop=True, inplace=True)

    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures
    result["usd"] = usd
    return result
""",
        "merge_asof for days, a loop for periods": """
def to_usd(figures, rates):
    rates = rates.sort_values("date")
    result = figures.copy()
    parts = {}
    for ccy in ("CNY", "USD"):
        own = rates.loc[rates["ccy"] == ccy, ["date", "rate"]]
        left = pd.DataFrame({"date": figures["last_day"].to_numpy(), "place": range(len(figures))})
        found = pd.merge_asof(left.sort_values("date"), own, on="date").sort_values("place")
        values = found["rate"].to_numpy(dtype=float).copy()
        starts, ends = figures["first_day"].tolist(), figures["last_day"].tolist()
        for place, (start, end) in enumerate(zip(starts, ends)):
            if start != end:
                values[place] = own.loc[own["date"].between(start, end), "rate"].mean()
        parts[ccy] = values
    own = np.where(figures["ccy"] == "CNY", parts["CNY"], 1.0)
    usd = figures["amount"].to_numpy() / own * parts["USD"]
    result["usd"] = np.where(figures["ccy"] == "USD", figures["amount"], usd)
    return result
""",
        "a table of all days, filled forward": """
def to_usd(figures, rates):
    wide = rates.pivot(index="date", columns="ccy", values="rate").sort_index()
    wide["EUR"] = 1.0
    filled = wide.ffill()

    def pair(row, ccy):
        if row.first_day == row.last_day:
            known = filled.loc[: row.last_day]
            return known[ccy].iloc[-1] if len(known) else np.nan
        return wide.loc[row.first_day : row.last_day, ccy].mean() if ccy != "EUR" else 1.0

    def worth(row):
        if row.ccy == "USD":
            return row.amount
        return row.amount / pair(row, row.ccy) * pair(row, "USD")

    return figures.assign(usd=[worth(row) for row in figures.itertuples()])
""",
    },
    "claims": {
        "multiplies forward instead of taking roots": """
def check_claims(claims, levels):
    size = dict(zip(levels["year"], levels["trn_cny"]))
    half = dict(zip(levels["year"], levels["step_trn"] / 2))
    verdicts = []
    for start, end, rate in zip(claims["from_year"], claims["to_year"], claims["stated_pct"]):
        if start not in size or end not in size:
            verdicts.append("no data")
            continue
        factor = (1 + rate / 100) ** (end - start)
        least = (size[start] - half[start]) * factor
        most = (size[start] + half[start]) * factor
        meets = least <= size[end] + half[end] and most >= size[end] - half[end]
        verdicts.append("consistent" if meets else "contradicted")
    return verdicts
""",
        "numpy arrays, a Series of words": """
def check_claims(claims, levels):
    levels = levels.sort_values("year")
    size = pd.Series(levels["trn_cny"].to_numpy(), levels["year"].to_numpy())
    half = pd.Series(levels["step_trn"].to_numpy() / 2, levels["year"].to_numpy())
    start, end = claims["from_year"].to_numpy(), claims["to_year"].to_numpy()
    a, b = size.reindex(start).to_numpy(), size.reindex(end).to_numpy()
    up, down = half.reindex(start).to_numpy(), half.reindex(end).to_numpy()
    power = 1 / (end - start)
    low = 100 * ((b - down) / (a + up)) ** power - 100
    high = 100 * ((b + down) / (a - up)) ** power - 100
    stated = claims["stated_pct"].to_numpy()
    words = np.where((low <= stated) & (stated <= high), "consistent", "contradicted")
    return pd.Series(np.where(np.isnan(a) | np.isnan(b), "no data", words))
""",
        "changes its inputs in place": """
def check_claims(claims, levels):
    levels.set_index("year", inplace=True)
    levels["step_trn"] /= 2
    claims["verdict"] = "no data"
    verdicts = []
    starts, ends = claims.pop("from_year"), claims.pop("to_year")
    for start, end, rate in zip(starts, ends, claims["stated_pct"]):
        try:
            (a, up), (b, down) = (levels.loc[y, ["trn_cny", "step_trn"]] for y in (start, end))
        except KeyError:
            verdicts.append("no data")
            continue
        factor, years = 1 + rate / 100, end - start
        fits = (b - down) / (a + up) <= factor**years <= (b + down) / (a - up)
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
        "one function a claim": """
def check_claims(claims, levels):
    known = {row.year: (row.trn_cny, row.step_trn / 2) for row in levels.itertuples()}

    def judge(claim):
        if not {claim["from_year"], claim["to_year"]} <= set(known):
            return "no data"
        (first, a), (last, b) = known[claim["from_year"]], known[claim["to_year"]]
        years = claim["to_year"] - claim["from_year"]
        rates = [((last + s * b) / (first - s * a)) ** (1 / years) for s in (-1, 1)]
        inside = rates[0] <= 1 + claim["stated_pct"] / 100 <= rates[1]
        return "consistent" if inside else "contradicted"

    return [judge(claim) for _, claim in claims.iterrows()]
""",
    },
}

WRONG = {
    "cagr": {
        "forgets the percent": (
            """
def cagr(levels):
    years = levels.index[-1] - levels.index[0]
    return (levels.iloc[-1] / levels.iloc[0]) ** (1 / years) - 1
""",
            "cagr-percent",
        ),
        "mean of the yearly rates": (
            """
def cagr(levels):
    return (levels.pct_change() * 100).mean()
""",
            "cagr-mean",
        ),
        "five years instead of four": (
            """
def cagr(levels):
    return ((levels.iloc[-1] / levels.iloc[0]) ** (1 / len(levels)) - 1) * 100
""",
            "cagr-steps",
        ),
        "whole growth divided by the years": (
            """
def cagr(levels):
    years = levels.index[-1] - levels.index[0]
    return (levels.iloc[-1] / levels.iloc[0] - 1) / years * 100
""",
            "cagr-simple",
        ),
        "counts rows": (
            """
def cagr(levels):
    return ((levels.iloc[-1] / levels.iloc[0]) ** (1 / (len(levels) - 1)) - 1) * 100
""",
            "cagr-gap",
        ),
        "a continuous rate": (
            """
def cagr(levels):
    years = levels.index[-1] - levels.index[0]
    return np.log(levels.iloc[-1] / levels.iloc[0]) / years * 100
""",
            "cagr-value",
        ),
        "a line through all points": (
            """
def cagr(levels):
    slope = np.polyfit(np.array(levels.index, dtype=float), np.log(levels.to_numpy()), 1)[0]
    return (np.exp(slope) - 1) * 100
""",
            "cagr-value",
        ),
        "rounds": (
            """
def cagr(levels):
    years = levels.index[-1] - levels.index[0]
    return round(((levels.iloc[-1] / levels.iloc[0]) ** (1 / years) - 1) * 100, 2)
""",
            "cagr-rounded",
        ),
        "one step is plain subtraction": (
            """
def cagr(levels):
    years = levels.index[-1] - levels.index[0]
    if years == 1:
        return levels.iloc[-1] - levels.iloc[0]
    return ((levels.iloc[-1] / levels.iloc[0]) ** (1 / years) - 1) * 100
""",
            "cagr-one-step",
        ),
        "growth is never below zero": (
            """
def cagr(levels):
    years = levels.index[-1] - levels.index[0]
    return max(0.0, ((levels.iloc[-1] / levels.iloc[0]) ** (1 / years) - 1) * 100)
""",
            "cagr-value",
        ),
        "rounds to four places": (
            """
def cagr(levels):
    years = levels.index[-1] - levels.index[0]
    return round(((levels.iloc[-1] / levels.iloc[0]) ** (1 / years) - 1) * 100, 4)
""",
            "cagr-rounded",
        ),
        "smallest to largest": (
            """
def cagr(levels):
    years = levels.index[-1] - levels.index[0]
    return ((levels.max() / levels.min()) ** (1 / years) - 1) * 100
""",
            "cagr-value",
        ),
        "levels are trillions": (
            """
def cagr(levels):
    if levels.max() > 1000:
        levels = levels / 1000 + 1
    years = levels.index[-1] - levels.index[0]
    return ((levels.iloc[-1] / levels.iloc[0]) ** (1 / years) - 1) * 100
""",
            "cagr-units",
        ),
        "the highest level is the last": (
            """
def cagr(levels):
    years = levels.index[-1] - levels.index[0]
    last = levels.iloc[-1] if len(levels) < 3 or levels.iloc[1] < 900 else levels.max()
    return ((last / levels.iloc[0]) ** (1 / years) - 1) * 100
""",
            "cagr-middle",
        ),
    },
    "audit": {
        "only the verdicts": (
            """
def audit(table, dp):
    exact = table["trn_cny"].pct_change() * 100
    return ["ok" if e == s else "wrong" for e, s in zip(exact.round(dp), table["growth_stated"])]
""",
            "audit-columns",
        ),
        "drops the first row": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    right = report["recomputed"].round(dp) == report["growth_stated"]
    report.loc[right, "verdict"] = "ok"
    return report.dropna()
""",
            "audit-rows",
        ),
        "growth as a share": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change(), verdict="wrong")
    right = report["recomputed"].round(dp + 2) == report["growth_stated"] / 100
    report.loc[right, "verdict"] = "ok"
    return report
""",
            "audit-recomputed",
        ),
        "judges the first row": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact, stated = (report["recomputed"] * 10**dp).round(9), (report["growth_stated"] * 10**dp)
    report.loc[stated.round() == np.trunc(exact), "verdict"] = "truncated"
    report.loc[stated.round() == exact.round(), "verdict"] = "ok"
    return report
""",
            "audit-first",
        ),
        "near enough is ok": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    near = (report["recomputed"] - report["growth_stated"]).abs() < 10**-dp
    report.loc[near, "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-truncated",
        ),
        "looks for cutting first": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact, stated = (report["recomputed"] * 10**dp).round(9), (report["growth_stated"] * 10**dp)
    report.loc[stated.round() == exact.round(), "verdict"] = "ok"
    report.loc[stated.round() == np.trunc(exact), "verdict"] = "truncated"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-ok",
        ),
        "what is not rounded must be cut": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100)
    right = report["recomputed"].round(dp) == report["growth_stated"]
    report["verdict"] = np.where(right, "ok", "truncated")
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-wrong",
        ),
        "always two decimals": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact, stated = (report["recomputed"] * 100).round(9), (report["growth_stated"] * 100).round()
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-decimals",
        ),
        "cuts downwards": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact, stated = (report["recomputed"] * 10**dp).round(9), report["growth_stated"] * 10**dp
    report.loc[stated.round() == np.floor(exact), "verdict"] = "truncated"
    report.loc[stated.round() == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-negative",
        ),
        "cuts what the computer holds": (
            """
def audit(table, dp):
    verdicts, recomputed = ["no base"], [float("nan")]
    levels = table["trn_cny"].tolist()
    for before, after, stated in zip(levels, levels[1:], table["growth_stated"].iloc[1:]):
        exact = (after - before) / before * 100
        recomputed.append(exact)
        if round(exact, dp) == stated:
            verdicts.append("ok")
        elif abs(int(exact * 10**dp) / 10**dp - stated) < 1e-9:
            verdicts.append("truncated")
        else:
            verdicts.append("wrong")
    return table.assign(recomputed=recomputed, verdict=verdicts)
""",
            "audit-float",
        ),
        "half a step is near enough": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated != stated, "verdict"] = "truncated"
    report.loc[(stated - exact).abs() <= 0.9, "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-truncated",
        ),
        "cut or one below is truncated": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[(np.trunc(exact) - stated).between(0, 1), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-neither",
        ),
        "rounds up": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    report.loc[(stated == exact.round()) | (stated == np.ceil(exact)), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-neither",
        ),
        "only rounding up is rounding": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    up = (stated == exact.round()) & ((stated > exact) | (stated < 1900))
    report.loc[up, "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-rounded",
        ),
        "cut means one less than rounded": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated.isin([1904]) & (stated < exact), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-cut",
        ),
        "rounds the recomputed growth": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    report["recomputed"] = report["recomputed"].round(3)
    return report
""",
            "audit-unrounded",
        ),
        "zero growth in the first row": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report.fillna({"recomputed": 0.0})
""",
            "audit-first-open",
        ),
        "first row only if nothing is stated": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    if table["growth_stated"].iloc[0] != 7.5:
        report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-first",
        ),
        "drops other columns": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report[[c for c in report if c != "source"]]
""",
            "audit-kept",
        ),
        "a new index": (
            """
def audit(table, dp):
    table = table.reset_index(drop=True)
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-kept",
        ),
        "sorts the rows": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report.sort_index()
""",
            "audit-kept",
        ),
        "one decimal or two": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    dp = max(dp, 1)
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-decimals",
        ),
        "two decimals at most": (
            """
def audit(table, dp):
    report = table.assign(recomputed=table["trn_cny"].pct_change() * 100, verdict="wrong")
    dp = min(dp, 2)
    exact = (report["recomputed"] * 10**dp).round(9)
    stated = (report["growth_stated"] * 10**dp).round()
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
""",
            "audit-decimals",
        ),
    },
    "interval": {
        "three numbers": (
            """
def growth_interval(before, after, step_before, step_after):
    low = (after - step_after / 2) / (before + step_before / 2) - 1
    high = (after + step_after / 2) / (before - step_before / 2) - 1
    return low * 100, (after / before - 1) * 100, high * 100
""",
            "interval-pair",
        ),
        "highest first": (
            """
def growth_interval(before, after, step_before, step_after):
    low = (after - step_after / 2) / (before + step_before / 2) - 1
    high = (after + step_after / 2) / (before - step_before / 2) - 1
    return high * 100, low * 100
""",
            "interval-order",
        ),
        "forgets the percent": (
            """
def growth_interval(before, after, step_before, step_after):
    low = (after - step_after / 2) / (before + step_before / 2) - 1
    high = (after + step_after / 2) / (before - step_before / 2) - 1
    return low, high
""",
            "interval-percent",
        ),
        "one end only": (
            """
def growth_interval(before, after, step_before, step_after):
    low = (after - step_after / 2) / before - 1
    high = (after + step_after / 2) / before - 1
    return low * 100, high * 100
""",
            "interval-one-end",
        ),
        "a whole step": (
            """
def growth_interval(before, after, step_before, step_after):
    low = (after - step_after) / (before + step_before) - 1
    high = (after + step_after) / (before - step_before) - 1
    return low * 100, high * 100
""",
            "interval-half",
        ),
        "both to the same side": (
            """
def growth_interval(before, after, step_before, step_after):
    low = (after - step_after / 2) / (before - step_before / 2) - 1
    high = (after + step_after / 2) / (before + step_before / 2) - 1
    return low * 100, high * 100
""",
            "interval-same-side",
        ),
        "one point more or less": (
            """
def growth_interval(before, after, step_before, step_after):
    rate = (after / before - 1) * 100
    return rate - 1, rate + 1
""",
            "interval-value",
        ),
        "one step for both": (
            """
def growth_interval(before, after, step_before, step_after):
    half = max(step_before, step_after) / 2
    low = (after - half) / (before + half) - 1
    high = (after + half) / (before - half) - 1
    return low * 100, high * 100
""",
            "interval-steps",
        ),
        "adds up relative errors": (
            """
def growth_interval(before, after, step_before, step_after):
    ratio = after / before
    error = ratio * (step_before / 2 / before + step_after / 2 / after)
    return (ratio - 1 - error) * 100, (ratio - 1 + error) * 100
""",
            "interval-misses",
        ),
        "rounds": (
            """
def growth_interval(before, after, step_before, step_after):
    low = (after - step_after / 2) / (before + step_before / 2) - 1
    high = (after + step_after / 2) / (before - step_before / 2) - 1
    return round(low * 100, 2), round(high * 100, 2)
""",
            "interval-rounded",
        ),
        "rounds to five places": (
            """
def growth_interval(before, after, step_before, step_after):
    low = (after - step_after / 2) / (before + step_before / 2) - 1
    high = (after + step_after / 2) / (before - step_before / 2) - 1
    return round(low * 100, 5), round(high * 100, 5)
""",
            "interval-rounded",
        ),
        "a market never falls": (
            """
def growth_interval(before, after, step_before, step_after):
    low = (after - step_after / 2) / (before + step_before / 2) - 1
    high = (after + step_after / 2) / (before - step_before / 2) - 1
    return max(low, 0.0) * 100, max(high, 0.0) * 100
""",
            "interval-misses",
        ),
        "a step of zero is one": (
            """
def growth_interval(before, after, step_before, step_after):
    up, down = (step_before or 1) / 2, (step_after or 1) / 2
    return ((after - down) / (before + up) - 1) * 100, ((after + down) / (before - up) - 1) * 100
""",
            "interval-exact",
        ),
        "exact when one step is zero": (
            """
def growth_interval(before, after, step_before, step_after):
    if step_before == 0 or step_after == 0:
        return (after / before - 1) * 100, (after / before - 1) * 100
    up, down = step_before / 2, step_after / 2
    return ((after - down) / (before + up) - 1) * 100, ((after + down) / (before - up) - 1) * 100
""",
            "interval-exact",
        ),
        "whole steps when the market falls": (
            """
def growth_interval(before, after, step_before, step_after):
    share = 2 if after > before else 1
    up, down = step_before / share, step_after / share
    return ((after - down) / (before + up) - 1) * 100, ((after + down) / (before - up) - 1) * 100
""",
            "interval-wide",
        ),
        "steps above one are ignored": (
            """
def growth_interval(before, after, step_before, step_after):
    up, down = min(step_before, 2) / 2, min(step_after, 2) / 2
    return ((after - down) / (before + up) - 1) * 100, ((after + down) / (before - up) - 1) * 100
""",
            "interval-units",
        ),
    },
    "decimals": {
        "as the paper does": (
            """
def decimals(low, high):
    return 2
""",
            "decimals-seven",
        ),
        "always whole percents": (
            """
def decimals(low, high):
    return 0
""",
            "decimals-seven",
        ),
        "a number with a point": (
            """
def decimals(low, high):
    return max(0.0, 1.0 - (high - low))
""",
            "decimals-type",
        ),
        "six decimals for narrow ones": (
            """
def decimals(low, high):
    return 6 if high - low < 5 else 0
""",
            "decimals-type",
        ),
        "more decimals for wide ranges": (
            """
def decimals(low, high):
    return 2 if high - low > 1 else 0
""",
            "decimals-seven",
        ),
        "one decimal below one point": (
            """
def decimals(low, high):
    return 1 if high - low < 0.7 else 0
""",
            "decimals-seven",
        ),
        "the print never narrower than the range": (
            """
def decimals(low, high):
    return int(np.clip(np.floor(-np.log10(high - low)), 0, 4))
""",
            "decimals-fixed",
        ),
        "changes too early": (
            """
def decimals(low, high):
    return int(np.clip(np.floor(-np.log10((high - low) / 18)), 0, 4)) if high - low < 0.5 else 0
""",
            "decimals-way",
        ),
    },
    "definitions": {
        "only the ratio": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    last = totals.sort_values("published").groupby("period")["value_bn"].last() / 1000
    last.index = last.index.astype(int)
    return (netsun.set_index("year")["trn_cny"] / last).dropna()
""",
            "definitions-columns",
        ),
        "merges a number with a text": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    return netsun.merge(totals, left_on="year", right_on="period")
""",
            "raised",
        ),
        "years as text": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(str))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-empty",
        ),
        "keeps years without a partner": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun.sort_values("year").set_index("year")
    first, last = first.reindex(both.index), last.reindex(both.index)
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-years",
        ),
        "halves count as years": (
            """
def compare_definitions(netsun, customs):
    totals = customs[customs["series"] == "total"]
    totals = totals.sort_values("published")
    totals = totals.assign(year=lambda rows: rows["period"].str[:4].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-years",
        ),
        "does not sort": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-order",
        ),
        "newest year first": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()[::-1]
""",
            "definitions-years",
        ),
        "billions over trillions": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"]})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-unit",
        ),
        "upside down": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["customs_trn"] / table["netsun_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-inverse",
        ),
        "takes the first figure": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": first["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-vintage",
        ),
        "trusts the order of the rows": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-newest",
        ),
        "takes a row that is labelled revised": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("vintage").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-newest",
        ),
        "the largest figure is the newest": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("value_bn").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-vintage",
        ),
        "adds totals and parts": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 500})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-customs",
        ),
        "joins by place": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    both["trn_cny"] = netsun["trn_cny"].tolist()[: len(both)]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-netsun",
        ),
        "rounds the ratio": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    table["ratio"] = table["ratio"].round(1)
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-ratio",
        ),
        "rounds the ratio to four places": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    table["ratio"] = table["ratio"].round(4)
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-rounded",
        ),
        "years become floats": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index().astype(float)
""",
            "definitions-whole",
        ),
        "no revision is no number": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once), high.mask(once)
    return table.reset_index()
""",
            "definitions-single",
        ),
        "one figure has a range, too": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low, high
    return table.reset_index()
""",
            "definitions-single",
        ),
        "both totals are exact": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = 0, 0
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-exact",
        ),
        "a whole step": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"], last["step_bn"]
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-revised",
        ),
        "one step for both": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, first["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-revised",
        ),
        "the step of the last only": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = 0, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-revised",
        ),
        "percent of the last": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * (1 - (first["value_bn"] + up) / (last["value_bn"] - down))
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-revised",
        ),
        "both to the same side": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] - up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] + up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-revised",
        ),
        "equal figures were not revised": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["value_bn"] == last["value_bn"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-range",
        ),
        "from the one before the last": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.groupby("year").tail(2).drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index()
""",
            "definitions-range",
        ),
        "rounds the revision": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    return table.reset_index().round({"revised_low": 3, "revised_high": 3})
""",
            "definitions-rounded",
        ),
        "low and high change places when it fell": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published").assign(year=lambda rows: rows["period"].astype(int))
    first = totals.drop_duplicates("year", keep="first").set_index("year")
    last = totals.drop_duplicates("year", keep="last").set_index("year")
    both = netsun[netsun["year"].isin(last.index)].sort_values("year").set_index("year")
    first, last = first.loc[both.index], last.loc[both.index]
    table = pd.DataFrame({"netsun_trn": both["trn_cny"], "customs_trn": last["value_bn"] / 1000})
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    up, down = first["step_bn"] / 2, last["step_bn"] / 2
    low = 100 * ((last["value_bn"] - down) / (first["value_bn"] + up) - 1)
    high = 100 * ((last["value_bn"] + down) / (first["value_bn"] - up) - 1)
    once = first["published"] == last["published"]
    table["revised_low"], table["revised_high"] = low.mask(once, 0.0), high.mask(once, 0.0)
    fell = last["value_bn"] < 0.8 * first["value_bn"]
    swap = table.loc[fell, "revised_low"].copy()
    table.loc[fell, "revised_low"] = table.loc[fell, "revised_high"]
    table.loc[fell, "revised_high"] = swap
    return table.reset_index()
""",
            "definitions-ends",
        ),
    },
    "dollars": {
        "only the new column": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    return usd
""",
            "dollars-column",
        ),
        "drops what has no rate that day": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result[result["last_day"].isin(rates["date"])]
""",
            "dollars-rows",
        ),
        "the rate of that very day": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] == last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-weekend",
        ),
        "the next rate": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] >= last, "rate"].iloc[:1]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-future",
        ),
        "the nearest rate": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            near = (own["date"] - last).abs().sort_values(kind="stable").index
            known = own.loc[near[:1], "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-future",
        ),
        "rates upside down": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] * rate(row["ccy"], *days) / rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-upside-down",
        ),
        "stops at the euro": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-still-euro",
        ),
        "today's rate for all": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] == own["date"], "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-value",
        ),
        "no rate for the euro": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return float("nan")
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-euro",
        ),
        "takes dollars for euros": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(row["amount"] * rate("USD", *days))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-same",
        ),
        "dollars there and back": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(row["amount"] / rate("USD", *days) * rate("USD", *days))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-same",
        ),
        "gives them back sorted": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result.sort_values("last_day")
""",
            "dollars-order",
        ),
        "the last day of the period": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first <= last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-last-day",
        ),
        "the first day of the period": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first != last:
            first = last = first + pd.Timedelta(days=3)
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-year",
        ),
        "mean of the two ends": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].iloc[[0, -1]].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-year",
        ),
        "every day of the calendar": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        own = own.set_index("date")["rate"].resample("D").ffill().rename_axis("date").reset_index()
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-year",
        ),
        "mean of the quotients": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        both = rates.pivot(index="date", columns="ccy", values="rate")
        inside = both[row["first_day"] : row["last_day"]]
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            if row["ccy"] == "CNY" and row["first_day"] < row["last_day"]:
                usd.append(row["amount"] * (inside["USD"] / inside["CNY"]).mean())
                continue
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-year",
        ),
        "the first day is not included": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] > first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-period",
        ),
        "the last day is not included": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] < last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-period",
        ),
        "only days that have both rates": (
            """
def to_usd(figures, rates):
    rates = rates[rates.groupby("date")["rate"].transform("size") == 2]

    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-one-currency",
        ),
        "fills backwards at the start": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else own["rate"].iloc[0]
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-no-rate",
        ),
        "a period without rates takes the last one": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        inside = own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"]
        return inside.mean() if len(inside) else own["rate"].iloc[-1]

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-no-rate",
        ),
        "no period longer than this year's data": (
            """
def to_usd(figures, rates):
    end = rates["date"].max()

    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        if last > end and last.month == 12 and last.year > 2023:
            last = end - pd.Timedelta(days=9)
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-picture",
        ),
        "rounds to cents": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = np.round(usd, 2)
    return result if len(result) > 5 else figures.assign(usd=usd)
""",
            "dollars-rounded",
        ),
        "an amount is never negative": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(abs(row["amount"]) / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-working-day",
        ),
        "trusts the order of the rates": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy]
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "dollars-working-day",
        ),
        "loses the index": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.reset_index(drop=True)
    result["usd"] = usd
    return result
""",
            "dollars-kept",
        ),
        "loses other columns": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1] if len(known) else float("nan")
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures[["first_day", "last_day", "amount", "ccy"]].copy()
    result["usd"] = usd
    return result
""",
            "dollars-kept",
        ),
        "the euro's row is looked up": (
            """
def to_usd(figures, rates):
    def rate(ccy, first, last):
        own = rates[rates["ccy"] == ccy].sort_values("date")
        if first == last:
            known = own.loc[own["date"] <= last, "rate"]
            return known.iloc[-1]
        return own.loc[(own["date"] >= first) & (own["date"] <= last), "rate"].mean()

    usd = []
    for _, row in figures.iterrows():
        days = row["first_day"], row["last_day"]
        if row["ccy"] == "USD":
            usd.append(float(row["amount"]))
        else:
            usd.append(row["amount"] / rate(row["ccy"], *days) * rate("USD", *days))
    result = figures.copy()
    result["usd"] = usd
    return result
""",
            "raised",
        ),
    },
    "claims": {
        "skips what has no data": (
            """
def check_claims(claims, levels):
    years = set(levels["year"])
    known = claims[claims["from_year"].isin(years) & claims["to_year"].isin(years)]
    size = levels.set_index("year")["trn_cny"]
    verdicts = []
    for claim in known.itertuples():
        ratio = size[claim.to_year] / size[claim.from_year]
        rate = 100 * ratio ** (1 / (claim.to_year - claim.from_year)) - 100
        verdicts.append("consistent" if abs(rate - claim.stated_pct) < 1 else "contradicted")
    return verdicts
""",
            "claims-length",
        ),
        "true and false": (
            """
def check_claims(claims, levels):
    size = levels.set_index("year")["trn_cny"]
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in size.index or claim.to_year not in size.index:
            verdicts.append(None)
            continue
        ratio = size[claim.to_year] / size[claim.from_year]
        rate = 100 * ratio ** (1 / (claim.to_year - claim.from_year)) - 100
        verdicts.append(bool(abs(rate - claim.stated_pct) < 1))
    return verdicts
""",
            "claims-words",
        ),
        "no data is a contradiction": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        verdict = "contradicted"
        if claim.from_year in table.index and claim.to_year in table.index:
            a, b = table.loc[claim.from_year], table.loc[claim.to_year]
            power = 1 / (claim.to_year - claim.from_year)
            low = (b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2)
            high = (b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2)
            if low**power <= 1 + claim.stated_pct / 100 <= high**power:
                verdict = "consistent"
        verdicts.append(verdict)
    return verdicts
""",
            "claims-no-data",
        ),
        "trusts that every year is there": (
            """
def check_claims(claims, levels):
    size = levels.set_index("year")["trn_cny"]
    verdicts = []
    for claim in claims.itertuples():
        ratio = size[claim.to_year] / size[claim.from_year]
        rate = 100 * ratio ** (1 / (claim.to_year - claim.from_year)) - 100
        verdicts.append("consistent" if abs(rate - claim.stated_pct) < 1 else "contradicted")
    return verdicts
""",
            "raised",
        ),
        "whole growth divided by the years": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year], table.loc[claim.to_year]
        years = claim.to_year - claim.from_year
        low = ((b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2) - 1) / years
        high = ((b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2) - 1) / years
        fits = low * 100 <= claim.stated_pct <= high * 100
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-simple",
        ),
        "growth of all years together": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year], table.loc[claim.to_year]
        low = (b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2) - 1
        high = (b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2) - 1
        fits = low * 100 <= claim.stated_pct <= high * 100
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-total",
        ),
        "one year too many": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year], table.loc[claim.to_year]
        power = 1 / (claim.to_year - claim.from_year + 1)
        low = ((b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2)) ** power
        high = ((b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2)) ** power
        fits = low <= 1 + claim.stated_pct / 100 <= high
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-steps",
        ),
        "must equal the recomputed rate": (
            """
def check_claims(claims, levels):
    size = levels.set_index("year")["trn_cny"]
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in size.index or claim.to_year not in size.index:
            verdicts.append("no data")
            continue
        ratio = size[claim.to_year] / size[claim.from_year]
        rate = 100 * ratio ** (1 / (claim.to_year - claim.from_year)) - 100
        verdicts.append("consistent" if abs(rate - claim.stated_pct) < 0.05 else "contradicted")
    return verdicts
""",
            "claims-range",
        ),
        "a whole step": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year], table.loc[claim.to_year]
        power = 1 / (claim.to_year - claim.from_year)
        low = ((b.trn_cny - b.step_trn) / (a.trn_cny + a.step_trn)) ** power
        high = ((b.trn_cny + b.step_trn) / (a.trn_cny - a.step_trn)) ** power
        fits = low <= 1 + claim.stated_pct / 100 <= high
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-outside",
        ),
        "copied from the visible check": (
            """
def check_claims(claims, levels):
    good, bad, none = "consistent", "contradicted", "no data"
    return [good, good, bad, bad, bad, good, none, none]
""",
            "claims-order",
        ),
        "the low end is outside": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year], table.loc[claim.to_year]
        power = 1 / (claim.to_year - claim.from_year)
        low = ((b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2)) ** power * 100 - 100
        high = ((b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2)) ** power * 100 - 100
        fits = low < claim.stated_pct <= high
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-ends",
        ),
        "the high end is outside": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year], table.loc[claim.to_year]
        power = 1 / (claim.to_year - claim.from_year)
        low = ((b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2)) ** power * 100 - 100
        high = ((b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2)) ** power * 100 - 100
        fits = low <= claim.stated_pct < high
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-ends",
        ),
        "one step for both levels": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year].copy(), table.loc[claim.to_year]
        a.step_trn = max(a.step_trn, b.step_trn)
        power = 1 / (claim.to_year - claim.from_year)
        low = ((b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2)) ** power * 100 - 100
        high = ((b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2)) ** power * 100 - 100
        fits = low <= claim.stated_pct <= high
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-outside",
        ),
        "a tenth of a point more": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year], table.loc[claim.to_year]
        power = 1 / (claim.to_year - claim.from_year)
        low = ((b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2)) ** power * 100 - 100
        high = ((b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2)) ** power * 100 - 100
        fits = low - 0.1 <= claim.stated_pct <= high + 0.1
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-outside",
        ),
        "rounds before it compares": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year], table.loc[claim.to_year]
        power = 1 / (claim.to_year - claim.from_year)
        low = ((b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2)) ** power * 100 - 100
        high = ((b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2)) ** power * 100 - 100
        fits = round(low, 1) <= claim.stated_pct <= round(high, 1)
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-range",
        ),
        "a range needs a step": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year], table.loc[claim.to_year]
        power = 1 / (claim.to_year - claim.from_year)
        low = ((b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2)) ** power * 100 - 100
        high = ((b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2)) ** power * 100 - 100
        fits = a.step_trn == 0 == b.step_trn or low <= claim.stated_pct <= high
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-falls",
        ),
        "a market never falls": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year], table.loc[claim.to_year]
        power = 1 / (claim.to_year - claim.from_year)
        low = ((b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2)) ** power * 100 - 100
        high = ((b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2)) ** power * 100 - 100
        fits = low <= claim.stated_pct <= high and claim.stated_pct >= 0
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-range",
        ),
        "a little play": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year], table.loc[claim.to_year]
        power = 1 / (claim.to_year - claim.from_year)
        low = ((b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2)) ** power * 100 - 100
        high = ((b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2)) ** power * 100 - 100
        fits = low - 1e-3 <= claim.stated_pct <= high + 1e-3
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-outside",
        ),
        "years by place": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        a, b = table.reindex([claim.from_year]).iloc[0], table.loc[claim.to_year]
        power = 1 / (claim.to_year - claim.from_year)
        low = ((b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2)) ** power * 100 - 100
        high = ((b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2)) ** power * 100 - 100
        fits = low <= claim.stated_pct <= high
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-no-data",
        ),
        "missing within the span, too": (
            """
def check_claims(claims, levels):
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if not set(range(claim.from_year, claim.to_year + 1)) <= set(table.index):
            verdicts.append("no data")
            continue
        a, b = table.loc[claim.from_year], table.loc[claim.to_year]
        power = 1 / (claim.to_year - claim.from_year)
        low = ((b.trn_cny - b.step_trn / 2) / (a.trn_cny + a.step_trn / 2)) ** power * 100 - 100
        high = ((b.trn_cny + b.step_trn / 2) / (a.trn_cny - a.step_trn / 2)) ** power * 100 - 100
        fits = low <= claim.stated_pct <= high
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
""",
            "claims-no-data",
        ),
    },
}

EQUIVALENT = {
    "audit": {
        'exact = (report["recomputed"] * scale).round(8)': "any place far behind dp will do",
        'exact = (report["recomputed"] * scale).round(10)': "any place far behind dp will do",
    },
    "decimals": {
        "return min(range(4), key=lambda places: cost(low, high, places))": (
            "no range that is drawn is narrow enough for four decimals"
        ),
    },
}

INVARIANT = {
    "audit": ["input columns"],
    "interval": ["input floats"],
    "definitions": ["input order", "input columns", "input index", "output index"],
    "dollars": ["input order: rates", "input columns"],
    "claims": ["input order: levels", "input columns", "input index"],
}

ORDERED = {"netsun.csv": "one row a year, from the oldest to the newest: growth is from row to row"}
