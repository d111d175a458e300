"""Answers that prove the checks of this lab: right ones written differently, and real mistakes."""

RIGHT = {
    "growth": {
        "difference over the year before": """
def growth(levels):
    before = levels.shift()
    return 100 * (levels - before) / before
""",
        "a loop": """
def growth(levels):
    rates = [float("nan")]
    for number in range(1, len(levels)):
        rates.append((levels.iloc[number] / levels.iloc[number - 1] - 1) * 100)
    return pd.Series(rates, index=levels.index)
""",
        "numpy": """
def growth(levels):
    values = levels.to_numpy()
    rates = np.full(len(values), np.nan)
    rates[1:] = np.diff(values) / values[:-1] * 100
    return pd.Series(rates, index=levels.index, name="growth")
""",
    },
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
    },
    "definitions": {
        "a loop": """
def compare_definitions(netsun, customs):
    rows = []
    for year in sorted(netsun["year"]):
        mine = customs[
            (customs["period"] == str(year))
            & (customs["series"] == "total")
            & (customs["span"] == "year")
        ].sort_values("published")
        if mine.empty:
            continue
        values = mine["value_bn"].tolist()
        ours = float(netsun.loc[netsun["year"] == year, "trn_cny"].iloc[0])
        theirs = values[-1] / 1000
        change = 100 * (values[-1] - values[0]) / values[0]
        rows.append((year, ours, theirs, ours / theirs, change))
    names = ["year", "netsun_trn", "customs_trn", "ratio", "revised_pct"]
    return pd.DataFrame(rows, columns=names)
""",
        "drop_duplicates and an inner join": """
def compare_definitions(netsun, customs):
    rows = customs.query("span == 'year' and series == 'total'").sort_values("published")
    rows = rows.assign(year=rows["period"].astype(int))
    newest = rows.drop_duplicates("year", keep="last").set_index("year")["value_bn"]
    oldest = rows.drop_duplicates("year", keep="first").set_index("year")["value_bn"]
    table = netsun.set_index("year")[["trn_cny"]].join(newest / 1000, how="inner").sort_index()
    table.columns = ["netsun_trn", "customs_trn"]
    table["ratio"] = table["netsun_trn"] / table["customs_trn"]
    table["revised_pct"] = 100 * (newest / oldest - 1).reindex(table.index)
    return table.reset_index()
""",
    },
    "dollars": {
        "merge_asof, sorted back": """
def to_usd(payments, rates):
    euro = pd.DataFrame({"date": rates["date"].unique(), "ccy": "EUR", "rate": 1.0})
    quotes = pd.concat([rates[["date", "ccy", "rate"]], euro]).sort_values("date")
    dollar = quotes[quotes["ccy"] == "USD"][["date", "rate"]].rename(columns={"rate": "per_usd"})
    left = payments.assign(place=range(len(payments))).sort_values("date")
    left = pd.merge_asof(left, quotes, on="date", by="ccy")
    left = pd.merge_asof(left, dollar, on="date").sort_values("place")
    left["usd"] = left["amount"] / left["rate"] * left["per_usd"]
    return left.drop(columns=["place", "rate", "per_usd"])
""",
        "a loop": """
def to_usd(payments, rates):
    def last(ccy, day):
        if ccy == "EUR":
            return 1.0
        known = rates[(rates["ccy"] == ccy) & (rates["date"] <= day)]
        if known.empty:
            return float("nan")
        return known.sort_values("date")["rate"].iloc[-1]

    usd = []
    for row in payments.itertuples():
        usd.append(row.amount / last(row.ccy, row.date) * last("USD", row.date))
    result = payments.copy()
    result["usd"] = usd
    return result
""",
    },
    "claims": {
        "one function a claim, a Series back": """
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

    return claims.apply(judge, axis=1)
""",
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
    },
}

WRONG = {
    "growth": {
        "gives back a list": (
            """
def growth(levels):
    values = list(levels)
    return [float("nan")] + [100 * (b - a) / a for a, b in zip(values, values[1:])]
""",
            "growth-type",
        ),
        "drops the first year": (
            """
def growth(levels):
    return (levels.pct_change() * 100).dropna()
""",
            "growth-length",
        ),
        "fills the first year with zero": (
            """
def growth(levels):
    return (levels.pct_change() * 100).fillna(0)
""",
            "growth-first",
        ),
        "forgets the percent": (
            """
def growth(levels):
    return levels.pct_change()
""",
            "growth-percent",
        ),
        "divides by the new level": (
            """
def growth(levels):
    return levels.diff() / levels * 100
""",
            "growth-base",
        ),
        "only subtracts": (
            """
def growth(levels):
    return levels.diff()
""",
            "growth-value",
        ),
        "rounds": (
            """
def growth(levels):
    return (levels.pct_change() * 100).round(2)
""",
            "growth-rounded",
        ),
        "loses the years": (
            """
def growth(levels):
    values = levels.tolist()
    rates = [100 * (b / a - 1) for a, b in zip(values, values[1:])]
    return pd.Series([float("nan")] + rates)
""",
            "growth-index",
        ),
        "looks up the year 2021": (
            """
def growth(levels):
    return (levels / levels.loc[2021] - 1) * 100
""",
            "growth-first",
        ),
        "prints instead of returning": (
            """
def growth(levels):
    print(levels.pct_change() * 100)
""",
            "growth-type",
        ),
    },
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
        "years as text": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    table = totals.sort_values("published").groupby("period")["value_bn"].agg(["first", "last"])
    both = netsun[netsun["year"].isin(list(table.index))].copy()
    return pd.DataFrame(
        {
            "year": both["year"],
            "netsun_trn": both["trn_cny"],
            "customs_trn": both["year"].map(table["last"]) / 1000,
            "ratio": both["trn_cny"] / (both["year"].map(table["last"]) / 1000),
            "revised_pct": 0.0,
        }
    )
""",
            "definitions-empty",
        ),
        "merges a number with a text": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    return netsun.merge(totals, left_on="year", right_on="period")
""",
            "raised",
        ),
        "keeps years without a partner": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    table = totals.sort_values("published").groupby("period")["value_bn"].agg(["first", "last"])
    table.index = table.index.astype(int)
    both = netsun.merge(table, left_on="year", right_index=True, how="left").sort_values("year")
    return pd.DataFrame(
        {
            "year": both["year"],
            "netsun_trn": both["trn_cny"],
            "customs_trn": both["last"] / 1000,
            "ratio": both["trn_cny"] / (both["last"] / 1000),
            "revised_pct": (both["last"] / both["first"] - 1) * 100,
        }
    )
""",
            "definitions-years",
        ),
        "does not sort": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    table = totals.sort_values("published").groupby("period")["value_bn"].agg(["first", "last"])
    table.index = table.index.astype(int)
    both = netsun[["year", "trn_cny"]].merge(table, left_on="year", right_index=True)
    both["customs_trn"] = both["last"] / 1000
    both["ratio"] = both["trn_cny"] / both["customs_trn"]
    both["revised_pct"] = (both["last"] / both["first"] - 1) * 100
    return both.rename(columns={"trn_cny": "netsun_trn"}).drop(columns=["first", "last"])
""",
            "definitions-order",
        ),
        "billions over trillions": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    table = totals.sort_values("published").groupby("period")["value_bn"].agg(["first", "last"])
    table.index = table.index.astype(int)
    both = netsun.merge(table, left_on="year", right_index=True).sort_values("year")
    both["netsun_trn"], both["customs_trn"] = both["trn_cny"], both["last"]
    both["ratio"] = both["netsun_trn"] / both["customs_trn"]
    both["revised_pct"] = (both["last"] / both["first"] - 1) * 100
    return both
""",
            "definitions-unit",
        ),
        "upside down": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    table = totals.sort_values("published").groupby("period")["value_bn"].agg(["first", "last"])
    table.index = table.index.astype(int)
    both = netsun.merge(table, left_on="year", right_index=True).sort_values("year")
    both["netsun_trn"], both["customs_trn"] = both["trn_cny"], both["last"] / 1000
    both["ratio"] = both["customs_trn"] / both["netsun_trn"]
    both["revised_pct"] = (both["last"] / both["first"] - 1) * 100
    return both
""",
            "definitions-inverse",
        ),
        "takes the first figure": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    table = totals.sort_values("published").groupby("period")["value_bn"].agg(["first", "last"])
    table.index = table.index.astype(int)
    both = netsun.merge(table, left_on="year", right_index=True).sort_values("year")
    both["netsun_trn"], both["customs_trn"] = both["trn_cny"], both["first"] / 1000
    both["ratio"] = both["netsun_trn"] / both["customs_trn"]
    both["revised_pct"] = (both["last"] / both["first"] - 1) * 100
    return both
""",
            "definitions-vintage",
        ),
        "takes any row that is labelled revised": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.assign(year=totals["period"].astype(int))
    first = totals[totals["vintage"] == "preliminary"].groupby("year")["value_bn"].first()
    revised = totals[totals["vintage"] == "revised"].groupby("year")["value_bn"].first()
    last = revised.combine_first(first)
    both = netsun[netsun["year"].isin(last.index)].sort_values("year")
    both["netsun_trn"], both["customs_trn"] = both["trn_cny"], both["year"].map(last) / 1000
    both["ratio"] = both["netsun_trn"] / both["customs_trn"]
    change = (last / first.reindex(last.index) - 1) * 100
    both["revised_pct"] = both["year"].map(change).fillna(0.0)
    return both
""",
            "definitions-newest",
        ),
        "adds totals and parts": (
            """
def compare_definitions(netsun, customs):
    years = customs[customs["span"] == "year"].sort_values("published")
    last = years.groupby(["period", "series"])["value_bn"].last().groupby("period").sum()
    last.index = last.index.astype(int)
    both = netsun[netsun["year"].isin(last.index)].sort_values("year")
    both["netsun_trn"], both["customs_trn"] = both["trn_cny"], both["year"].map(last) / 1000
    both["ratio"] = both["netsun_trn"] / both["customs_trn"]
    both["revised_pct"] = 0.0
    return both
""",
            "definitions-customs",
        ),
        "joins by place": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    table = totals.sort_values("published").groupby("period")["value_bn"].agg(["first", "last"])
    table.index = table.index.astype(int)
    table = table[table.index.isin(netsun["year"])]
    ours = netsun["trn_cny"].tolist()[: len(table)]
    return pd.DataFrame(
        {
            "year": table.index,
            "netsun_trn": ours,
            "customs_trn": (table["last"] / 1000).tolist(),
            "ratio": (ours / (table["last"] / 1000)).tolist(),
            "revised_pct": ((table["last"] / table["first"] - 1) * 100).tolist(),
        }
    )
""",
            "definitions-netsun",
        ),
        "rounds the ratio": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    table = totals.sort_values("published").groupby("period")["value_bn"].agg(["first", "last"])
    table.index = table.index.astype(int)
    both = netsun.merge(table, left_on="year", right_index=True).sort_values("year")
    both["netsun_trn"], both["customs_trn"] = both["trn_cny"], both["last"] / 1000
    both["ratio"] = (both["netsun_trn"] / both["customs_trn"]).round(1)
    both["revised_pct"] = (both["last"] / both["first"] - 1) * 100
    return both
""",
            "definitions-ratio",
        ),
        "no revision is no number": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published")
    totals["change"] = totals.groupby("period")["value_bn"].pct_change() * 100
    last = totals.groupby("period").tail(1).set_index("period")
    last.index = last.index.astype(int)
    both = netsun.merge(last, left_on="year", right_index=True).sort_values("year")
    both["netsun_trn"], both["customs_trn"] = both["trn_cny"], both["value_bn"] / 1000
    both["ratio"] = both["netsun_trn"] / both["customs_trn"]
    both["revised_pct"] = both["change"]
    return both
""",
            "definitions-single",
        ),
        "revision in percent of the last": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    table = totals.sort_values("published").groupby("period")["value_bn"].agg(["first", "last"])
    table.index = table.index.astype(int)
    both = netsun.merge(table, left_on="year", right_index=True).sort_values("year")
    both["netsun_trn"], both["customs_trn"] = both["trn_cny"], both["last"] / 1000
    both["ratio"] = both["netsun_trn"] / both["customs_trn"]
    both["revised_pct"] = (both["last"] - both["first"]) / both["last"] * 100
    return both
""",
            "definitions-revised",
        ),
        "last change only": (
            """
def compare_definitions(netsun, customs):
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    totals = totals.sort_values("published")
    totals["change"] = (totals.groupby("period")["value_bn"].pct_change() * 100).fillna(0.0)
    last = totals.groupby("period").tail(1).set_index("period")
    last.index = last.index.astype(int)
    both = netsun.merge(last, left_on="year", right_index=True).sort_values("year")
    both["netsun_trn"], both["customs_trn"] = both["trn_cny"], both["value_bn"] / 1000
    both["ratio"] = both["netsun_trn"] / both["customs_trn"]
    both["revised_pct"] = both["change"]
    return both
""",
            "definitions-revised",
        ),
    },
    "dollars": {
        "only the new column": (
            """
def to_usd(payments, rates):
    table = rates.pivot(index="date", columns="ccy", values="rate").sort_index()
    table["EUR"] = 1.0
    known = table.reindex(payments["date"], method="ffill")
    own = [known[ccy].iloc[row] for row, ccy in enumerate(payments["ccy"])]
    return list(payments["amount"].to_numpy() / own * known["USD"].to_numpy())
""",
            "dollars-column",
        ),
        "an inner join on the exact day": (
            """
def to_usd(payments, rates):
    table = rates.pivot(index="date", columns="ccy", values="rate").assign(EUR=1.0)
    both = payments.merge(table, left_on="date", right_index=True)
    own = [row[row["ccy"]] for _, row in both.iterrows()]
    both["usd"] = both["amount"] / own * both["USD"]
    return both
""",
            "dollars-rows",
        ),
        "a left join on the exact day": (
            """
def to_usd(payments, rates):
    table = rates.pivot(index="date", columns="ccy", values="rate").assign(EUR=1.0)
    both = payments.merge(table, left_on="date", right_index=True, how="left")
    own = [row[row["ccy"]] for _, row in both.iterrows()]
    both["usd"] = both["amount"] / own * both["USD"]
    return both
""",
            "dollars-weekend",
        ),
        "the next rate": (
            """
def to_usd(payments, rates):
    table = rates.pivot(index="date", columns="ccy", values="rate").sort_index().assign(EUR=1.0)
    known = table.reindex(payments["date"], method="bfill")
    own = [known[ccy].iloc[row] for row, ccy in enumerate(payments["ccy"])]
    return payments.assign(usd=payments["amount"].to_numpy() / own * known["USD"].to_numpy())
""",
            "dollars-future",
        ),
        "the nearest rate": (
            """
def to_usd(payments, rates):
    table = rates.pivot(index="date", columns="ccy", values="rate").sort_index().assign(EUR=1.0)
    known = table.reindex(payments["date"], method="nearest")
    own = [known[ccy].iloc[row] for row, ccy in enumerate(payments["ccy"])]
    return payments.assign(usd=payments["amount"].to_numpy() / own * known["USD"].to_numpy())
""",
            "dollars-future",
        ),
        "rates upside down": (
            """
def to_usd(payments, rates):
    table = rates.pivot(index="date", columns="ccy", values="rate").sort_index().assign(EUR=1.0)
    known = table.reindex(payments["date"], method="ffill")
    own = [known[ccy].iloc[row] for row, ccy in enumerate(payments["ccy"])]
    return payments.assign(usd=payments["amount"].to_numpy() * own / known["USD"].to_numpy())
""",
            "dollars-upside-down",
        ),
        "stops at the euro": (
            """
def to_usd(payments, rates):
    table = rates.pivot(index="date", columns="ccy", values="rate").sort_index().assign(EUR=1.0)
    known = table.reindex(payments["date"], method="ffill")
    own = [known[ccy].iloc[row] for row, ccy in enumerate(payments["ccy"])]
    return payments.assign(usd=payments["amount"].to_numpy() / own)
""",
            "dollars-still-euro",
        ),
        "today's rate for all": (
            """
def to_usd(payments, rates):
    last = rates.sort_values("date").groupby("ccy")["rate"].last().to_dict()
    last["EUR"] = 1.0
    own = payments["ccy"].map(last)
    return payments.assign(usd=payments["amount"] / own * last["USD"])
""",
            "dollars-value",
        ),
        "no rate for the euro": (
            """
def to_usd(payments, rates):
    table = rates.pivot(index="date", columns="ccy", values="rate").sort_index()
    known = table.reindex(payments["date"], method="ffill")
    own = [known[ccy].iloc[row] if ccy in known else float("nan")
           for row, ccy in enumerate(payments["ccy"])]
    return payments.assign(usd=payments["amount"].to_numpy() / own * known["USD"].to_numpy())
""",
            "dollars-euro",
        ),
        "asks the table for the euro": (
            """
def to_usd(payments, rates):
    table = rates.pivot(index="date", columns="ccy", values="rate").sort_index()
    known = table.reindex(payments["date"], method="ffill")
    own = [known[ccy].iloc[row] for row, ccy in enumerate(payments["ccy"])]
    return payments.assign(usd=payments["amount"].to_numpy() / own * known["USD"].to_numpy())
""",
            "raised",
        ),
        "takes dollars for euros": (
            """
def to_usd(payments, rates):
    table = rates.pivot(index="date", columns="ccy", values="rate").sort_index()
    known = table.reindex(payments["date"], method="ffill")
    own = np.where(payments["ccy"] == "CNY", known["CNY"], 1.0)
    return payments.assign(usd=payments["amount"].to_numpy() / own * known["USD"].to_numpy())
""",
            "dollars-same",
        ),
        "gives them back sorted": (
            """
def to_usd(payments, rates):
    table = rates.pivot(index="date", columns="ccy", values="rate").sort_index()
    table = table.assign(EUR=1.0).reset_index()
    both = pd.merge_asof(payments.sort_values("date"), table, on="date")
    own = [row[row["ccy"]] for _, row in both.iterrows()]
    both["usd"] = both["amount"] / own * both["USD"]
    return both
""",
            "dollars-order",
        ),
        "fills backwards at the start": (
            """
def to_usd(payments, rates):
    table = rates.pivot(index="date", columns="ccy", values="rate").sort_index().assign(EUR=1.0)
    days = table.index.union(payments["date"].unique())
    known = table.reindex(days).ffill().bfill().loc[payments["date"]]
    own = [known[ccy].iloc[row] for row, ccy in enumerate(payments["ccy"])]
    return payments.assign(usd=payments["amount"].to_numpy() / own * known["USD"].to_numpy())
""",
            "dollars-too-early",
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
    },
}

EQUIVALENT = {
    "audit": {
        "report = table": "what becomes of the caller's table is not asked",
        'exact = (report["recomputed"] * scale).round(8)': "any place far behind dp will do",
        'exact = (report["recomputed"] * scale).round(10)': "any place far behind dp will do",
    },
}

INVARIANT = {
    "audit": ["input columns"],
    "interval": ["input floats"],
    "definitions": ["input order", "input columns", "input index", "output index"],
    "dollars": ["input order: rates", "input columns"],
    "claims": ["input order: levels", "input columns"],
}

ORDERED = {
    "netsun.csv": "one row a year, from the oldest to the newest: growth is from row to row",
}
