# %% [markdown]
"""
# Numbers you can trust

## The desk

It is Tuesday, a little after two. Lumina Trading in Guangzhou wants money for a second warehouse
in Germany, and the bank closes its file at five. On your desk lies the page that will go with the
application. Its first sentence reads:

> In 2023 China's cross-border e-commerce reached 16.85 trillion yuan, a rise of 7.32 %.

Ms Lin, who signs the page, has drawn a circle around both numbers. Beside it, in pencil: *Whose
numbers? How sure? In dollars?* The sentence is not made up. It stands in a research paper, and
the paper names its source. That is a good beginning. It is not yet an answer.

You are new, and nobody has told you yet which of the six positions at Lumina will be yours:
operations, marketing, data, service, design or logistics. It does not matter this afternoon. The
paper itself (Wen and Wu, "The Tech-Driven Era") lists in its Table 1 what each position must be
able to do: the operations specialist is to be "familiar with data analysis", the data analysis
specialist collects and analyses what platforms report, and all six live on numbers that other
people made. Today you learn to hold such a number up to the light. At five you hand in one chart
and a note of a few sentences that Ms Lin can sign.

**You need** one term of Python: functions, lists, a first look at pandas.

**Afterwards you can**

- compute growth and average growth, and say what each means;
- say how exact a printed figure can be;
- compare two statistics that share one name;
- convert money on the right day;
- check the figures in what an AI wrote.

**Time:** about 90 minutes, for seven short tasks and one question in words.
"""

# %%
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from autograder.checks import approx, check, course_seed, data_file

netsun = pd.read_csv(data_file("netsun.csv"))
customs = pd.read_csv(data_file("gac.csv"), dtype={"period": str}, parse_dates=["published"])
rates = pd.read_csv(data_file("ecb_fx.csv"), parse_dates=["date"])
claims = pd.read_csv(data_file("market_claims.csv"))

netsun.head()

# %% [markdown]
"""
These are the figures of the paper. A research firm, NetSun, made them.

| column | meaning |
|---|---|
| `year` | calendar year |
| `trn_cny` | size of the market in trillion yuan (a million millions, 万亿) |
| `step_trn` | last digit that was printed: 0.1 for "10.5", 0.01 for "16.85" |
| `growth_stated` | growth over the year before, in percent, as printed |

## The idea

**A printed number is a short way of writing a range.** "10.5" is what you get when you round
10.46, and also when you round 10.54. Whoever prints 10.5 tells you: somewhere between 10.45 and
10.55. Half a step down, half a step up.

Try it with numbers that fit in your head. A shop sold 100 parcels one year and 110 the next, both
rounded to the nearest ten. It grew by 10 %, or so it seems. But the first year may have been 95
or almost 105, the second 105 or almost 115. From 105 to 105 is no growth at all. From 95 to 115
is 21 %. The same two printed numbers, and everything from nothing to a fifth.

The picture shows it: each level is a bar as wide as its rounding.
"""


# %%
def picture_of_rounding():
    """Draw the shop's two printed levels as the ranges they stand for."""
    fig, ax = plt.subplots(figsize=(8, 3), layout="constrained")
    for height, printed_level, name in [(0, 100, "first year"), (1.6, 110, "second year")]:
        ax.barh(height, 10, left=printed_level - 5, height=0.6, color="#cfe3e6", edgecolor="black")
        ax.text(printed_level, height, f"printed: {printed_level}", ha="center", va="center")
        ax.text(90.5, height, name, va="center", weight="bold")
    for start, end, style, words in [(105, 105, "--", "least: 0 %"), (95, 115, "-", "most: 21 %")]:
        arrow = {"arrowstyle": "-|>", "ls": style, "color": "#8a3b12", "lw": 1.6}
        ax.annotate("", (end, 1.28), (start, 0.32), arrowprops=arrow)
        ax.text((start + end) / 2 + (1 if start == end else -7), 0.72, words, color="#8a3b12")
    ax.set(xlabel="parcels", yticks=[], ylim=(-0.6, 2.1), xlim=(90, 120), xticks=range(95, 116, 5))
    ax.spines[["left", "right", "top"]].set_visible(False)


picture_of_rounding()

# %% [markdown]
"""
*What you see: the first year as a bar from 95 to 105 parcels, the second above it from 105 to
115. A dashed arrow goes straight up from 105 to 105: the least growth, 0 %. A full arrow goes
from 95 to 115: the most growth, 21 %.*

Now to work. Each task is a function. Write it where the line `raise NotImplementedError()`
stands, run the cell, then run the check below it. A check tells you what it saw and what to try
next. More checks run when your work is graded, on numbers that nobody has seen yet. So write what
is true for any numbers, not only for these.

## Task 1. Growth

The simplest question first: by how much did it grow? Growth is what was added, as a share of what
was there *before*. From 100 to 110 is 10 %. From 110 to 99 is minus 10 %.

Your function gets a pandas Series of levels, one for each year, in order. It gives back a Series
of growth rates in percent, with the same index. The first year has nothing before it, so its
growth is `NaN`: not known. Zero would be a lie. Zero says that it stood still.
"""


# %% task="growth" role="answer"
def growth(levels: pd.Series) -> pd.Series:
    """Growth of each level over the one before it, in percent.

    levels: positive numbers, one a year, in order. Any unit.
    Returns a Series with the same index; its first value is NaN.

    growth(pd.Series([100.0, 110.0, 99.0])) holds NaN, 10.0 and -10.0.
    """
    ### BEGIN SOLUTION
    return levels.pct_change() * 100
    ### END SOLUTION


# %% task="growth" role="check" points=1 outcome="growth"
with check("growth"):
    levels = pd.Series([100.0, 110.0, 99.0], index=[2021, 2022, 2023])
    result = growth(levels)
    assert isinstance(result, pd.Series), "growth-type"
    assert len(result) == 3, "growth-length"
    assert pd.isna(result.iloc[0]), "growth-first"
    assert result.iloc[1] != approx(0.1), "growth-percent"
    assert result.iloc[1] != approx(1000 / 110), "growth-base"
    assert result.iloc[1:] == approx([10.0, -10.0]), "growth-value"
    assert growth(pd.Series([50.0, 75.0])).iloc[1] == approx(50.0), "growth-value"

# %% task="growth" role="hidden" points=2 outcome="growth"
with check("growth"):
    draw = np.random.default_rng([course_seed(), 1])
    levels = pd.Series(draw.uniform(5, 20, 7), index=range(2014, 2021))
    years = levels.tolist()
    expected = [100 * (after - before) / before for before, after in pairwise(years)]
    result = growth(levels.copy())
    assert len(result) == len(levels), "growth-length"
    assert pd.isna(result.iloc[0]), "growth-first"
    assert result.iloc[1:] == approx(expected, abs=0.06), "growth-value"
    assert result.iloc[1:] == approx(expected), "growth-rounded"
    assert list(result.index) == list(levels.index), "growth-index"
    assert growth(levels * 1000).iloc[1:] == approx(expected), "growth-value"

# %% [markdown] task="growth" role="hint"
"""
From 100 to 110, then from 110 back to 99. Ten were added, then eleven were lost. Ten as a share
of which number, and eleven as a share of which?
"""

# %% [markdown] task="growth" role="hint"
"""
`levels.shift()` is the Series of the levels one year earlier. Subtract it, divide by it, multiply
by 100. pandas also has a method for the whole: `pct_change`.
"""

# %% [markdown]
"""
## Task 2. Average growth

"And on average?" Ms Lin will ask. There is a tempting answer: add the four growth rates and
divide by four. It gives 12.63 %, and it is wrong. Growth builds on growth. A shop that loses 50 %
one year and gains 50 % the next has an average of zero by that recipe, and a quarter of its trade
is gone.

The right average is the one steady rate that leads from the first level to the last. It has a
name: **CAGR**, compound annual growth rate. From 100 in 2020 to 121 in 2022 it is 10 %, because
100 · 1.10 · 1.10 = 121. Only the two ends count, and the time between them.

Count the years with care. From 2019 to 2023 you have five figures and four steps. And a table may
leave years out. Then the rows do not tell you the time. The index does.
"""


# %% task="cagr" role="answer"
def cagr(levels: pd.Series) -> float:
    """Average yearly growth from the first year to the last, compounded, in percent.

    levels: positive numbers; the index holds their years, in order. Years may be missing
    between the first and the last.

    cagr(pd.Series({2020: 100.0, 2022: 121.0})) is 10.0.
    """
    ### BEGIN SOLUTION
    years = levels.index[-1] - levels.index[0]
    return ((levels.iloc[-1] / levels.iloc[0]) ** (1 / years) - 1) * 100
    ### END SOLUTION


# %% task="cagr" role="check" points=1 outcome="growth"
with check("cagr"):
    result = cagr(netsun.set_index("year")["trn_cny"])
    assert result != approx(0.1255, abs=0.0005), "cagr-percent"
    assert result != approx(12.63, abs=0.01), "cagr-mean"
    assert result != approx(9.92, abs=0.01), "cagr-steps"
    assert result != approx(15.12, abs=0.01), "cagr-simple"
    assert result == approx(12.55, abs=0.01), "cagr-value"
    assert cagr(pd.Series({2020: 100.0, 2022: 121.0})) == approx(10.0), "cagr-gap"

# %% task="cagr" role="hidden" points=2 outcome="growth"
with check("cagr"):
    draw = np.random.default_rng([course_seed(), 2])
    for _ in range(5):
        first = int(draw.integers(1990, 2010))
        span = int(draw.integers(4, 9))
        years = [first, first + 1, first + span]
        levels = pd.Series(draw.uniform(2, 30, 3), index=years)
        ratio = float(levels.iloc[2] / levels.iloc[0])
        result = cagr(levels.copy())
        expected = 100 * (ratio ** (1 / span) - 1)
        assert result != approx(100 * (ratio ** (1 / 2) - 1)), "cagr-gap"
        assert result == approx(expected, abs=0.06), "cagr-value"
        assert result == approx(expected), "cagr-rounded"
        assert levels.iloc[0] * (1 + result / 100) ** span == approx(levels.iloc[2]), "cagr-value"
        levels.iloc[1] *= 1.4
        assert cagr(levels.copy()) == approx(expected), "cagr-value"

# %% [markdown] task="cagr" role="hint"
"""
If a market grows by the same rate *g* every year for four years, how often is the first level
multiplied by (1 + *g*)?
"""

# %% [markdown] task="cagr" role="hint"
"""
Divide the last level by the first. Take the root with the number of *steps*: `** (1 / years)`.
Take one away, multiply by 100. The number of steps is the last year of the index minus the first.
"""

# %% [markdown]
"""
## Task 3. Did they calculate, or did they cut?

Anyone can check the growth rates of the paper: the levels stand right beside them. Hardly anyone
does.

There are two ways to shorten 19.0476 to two decimals. You can **round** to 19.05. Or you can
**truncate**, that is, cut the rest off and keep 19.04. Cutting is not what readers expect. It
makes every gain a little too small, always in the same direction. Where somebody cut, you also
learn something about how the rest of the report was made.

Write an auditor. It recomputes each growth rate from the levels and compares:

| verdict | when |
|---|---|
| `"ok"` | the stated rate is the recomputed one, rounded to `dp` decimals |
| `"truncated"` | not "ok", but the recomputed one, cut off after `dp` decimals |
| `"wrong"` | neither |
| `"no base"` | the first row: no level before it |

Two traps. First, cutting off goes towards zero: −8.666 becomes −8.66. Second, a computer may hold
13.6 as 13.599999999999994. Cut that, and you get 13.59, and you accuse an honest author. Round to
nine decimals before you cut.
"""


# %% task="audit" role="answer"
def audit(table: pd.DataFrame, dp: int) -> pd.DataFrame:
    """The table with two more columns: recomputed growth, and a verdict on the stated one.

    table: columns trn_cny (levels, one row a year, in order) and growth_stated (percent);
    further columns stay as they are.
    dp: number of decimals to which growth was stated, 1 or 2.
    Adds `recomputed` (percent, not rounded, NaN in the first row) and `verdict`:
    "ok", "truncated", "wrong", or "no base" in the first row.
    """
    ### BEGIN SOLUTION
    report = table.copy()
    report["recomputed"] = report["trn_cny"].pct_change() * 100
    scale = 10**dp
    exact = (report["recomputed"] * scale).round(9)
    stated = (report["growth_stated"] * scale).round()
    report["verdict"] = "wrong"
    report.loc[stated == np.trunc(exact), "verdict"] = "truncated"
    report.loc[stated == exact.round(), "verdict"] = "ok"
    report.loc[report.index[0], "verdict"] = "no base"
    return report
    ### END SOLUTION


# %% task="audit" role="check" points=1 outcome="precision"
with check("audit"):
    report = audit(netsun.copy(), 2)
    assert isinstance(report, pd.DataFrame), "audit-columns"
    assert {"year", "recomputed", "verdict"} <= set(report.columns), "audit-columns"
    assert len(report) == 5, "audit-rows"
    expected = [19.0476, 13.6, 10.5634, 7.3248]
    assert report["recomputed"].iloc[1:] == approx(expected, abs=0.0001), "audit-recomputed"
    verdicts = list(report["verdict"])
    assert verdicts[0] == "no base", "audit-first"
    assert verdicts[1] == "truncated", "audit-truncated"
    assert verdicts[2:] == ["ok", "ok", "ok"], "audit-ok"
    small = pd.DataFrame({"trn_cny": [10.0, 13.0], "growth_stated": [5.0, 31.0]})
    assert list(audit(small, 2)["verdict"]) == ["no base", "wrong"], "audit-wrong"


# %% task="audit" role="hidden" points=3 outcome="precision"
def printed(before, after, dp, how):
    """Growth in units of the last decimal, from levels in tenths; None if a tie or no news."""
    cut, rest = divmod(100 * 10**dp * abs(after - before), before)
    if 2 * rest == before or (how == "truncated" and 2 * rest < before):
        return None
    units = {"ok": cut + (2 * rest > before), "truncated": cut, "wrong": cut + 4}[how]
    return units if after >= before else -units


with check("audit"):
    draw = np.random.default_rng([course_seed(), 3])
    for dp in (1, 2):
        tenths, stated, expected = [int(draw.integers(60, 140))], [0.0], ["no base"]
        while len(tenths) < 25:
            after, how = int(draw.integers(60, 140)), str(draw.choice(["ok", "truncated", "wrong"]))
            units = printed(tenths[-1], after, dp, how)
            if units is not None:
                tenths.append(after)
                stated.append(units / 10**dp)
                expected.append(how)
        levels = [level / 10 for level in tenths]
        table = pd.DataFrame({"trn_cny": levels, "growth_stated": stated})
        report = audit(table.copy(), dp)
        growths = [100 * (b - a) / a for a, b in pairwise(levels)]
        assert report["recomputed"].iloc[1:] == approx(growths), "audit-recomputed"
        verdicts = list(report["verdict"])
        rising = [place for place in range(1, 25) if growths[place - 1] > 0]
        good = [verdicts[place] == expected[place] for place in range(25)]
        assert verdicts[0] == "no base", "audit-first"
        assert all(good[place] for place in rising), "audit-decimals"
        assert all(good), "audit-negative"
    honest = pd.DataFrame({"trn_cny": [12.5, 14.2], "growth_stated": [0.0, 13.59]}, index=[7, 8])
    assert list(audit(honest, 2)["verdict"]) == ["no base", "wrong"], "audit-float"

# %% [markdown] task="audit" role="hint"
"""
Take the row of 2020. The recomputed growth is 19.0476..., the paper says 19.04. What would you
type on a calculator to find out whether 19.04 was rounded or cut?
"""

# %% [markdown] task="audit" role="hint"
"""
Count in units of the last decimal: multiply recomputed and stated growth by `10**dp`. Then
compare the stated whole number with `.round()` and with `np.trunc(...)` of the recomputed one.
Set "wrong" for all rows first, then "truncated", then "ok", then the first row.
"""

# %% [markdown]
"""
The paper states 16.66 % for 2019, too. The level of 2018 is not in the table. Yet from 9.0 to
10.5 is 16.666... %, and that rounds to 16.67. It seems they cut twice.

## Task 4. What can we know at all?

Rounding or cutting moves the second decimal. Is the second decimal worth anything? You have seen
the idea above: each level is a range, so growth is a range too. Now compute it.

Growth is least when the first level was as high as its print allows and the second as low. It is
most the other way round. Mind that the two prints can differ: 15.7 was given to one decimal,
16.85 to two.
"""


# %% task="interval" role="answer"
def growth_interval(
    before: float, after: float, step_before: float, step_after: float
) -> tuple[float, float]:
    """The lowest and the highest growth, in percent, that two rounded levels allow.

    before, after: the printed levels, in the same unit, positive.
    step_before, step_after: their last printed digit, in that unit (0.1 for 15.7, 0.01 for
    16.85); the true level lies within half a step of the printed one.

    growth_interval(100, 110, 10, 10) is (0.0, 21.05...).
    """
    ### BEGIN SOLUTION
    lowest = (after - step_after / 2) / (before + step_before / 2) - 1
    highest = (after + step_after / 2) / (before - step_before / 2) - 1
    return lowest * 100, highest * 100
    ### END SOLUTION


# %% task="interval" role="check" points=1 outcome="precision"
with check("interval"):
    result = growth_interval(10.5, 12.5, 0.1, 0.1)
    assert len(result) == 2, "interval-pair"
    low, high = result
    assert sorted(result) != approx([18.96, 19.14], abs=0.01), "interval-same-side"
    assert low < high, "interval-order"
    assert high != approx(0.2010, abs=0.0001), "interval-percent"
    assert (low, high) != approx((18.57, 19.52), abs=0.01), "interval-one-end"
    assert (low, high) != approx((16.98, 21.15), abs=0.01), "interval-half"
    assert (low, high) == approx((18.01, 20.10), abs=0.01), "interval-value"
    mixed = growth_interval(15.7, 16.85, 0.1, 0.01)
    assert mixed == approx((6.95, 7.70), abs=0.01), "interval-steps"

# %% task="interval" role="hidden" points=2 outcome="precision"
with check("interval"):
    draw = np.random.default_rng([course_seed(), 4])
    gaps = []
    for _ in range(20):
        before, after = (float(level) for level in draw.uniform(5, 30, 2))
        steps = [float(step) for step in draw.choice([2.0, 1.0, 0.5, 0.1], 2, replace=False)]
        low, high = growth_interval(before, after, *steps)
        least = 100 * ((after - steps[1] / 2) / (before + steps[0] / 2) - 1)
        most = 100 * ((after + steps[1] / 2) / (before - steps[0] / 2) - 1)
        gaps.append((least - low, high - most))
    assert min(min(gap) for gap in gaps) >= -0.06, "interval-misses"
    assert max(max(gap) for gap in gaps) <= 0.06, "interval-value"
    assert gaps == approx([(0.0, 0.0)] * 20, abs=1e-6), "interval-rounded"
    exact = growth_interval(8.0, 10.0, 0.0, 0.0)
    assert exact == approx((25.0, 25.0)), "interval-value"

# %% [markdown] task="interval" role="hint"
"""
The shop with 100 and 110 parcels: which of the two true numbers must be large, and which small,
for the growth to be as low as possible?
"""

# %% [markdown] task="interval" role="hint"
"""
Lowest: `(after - step_after / 2) / (before + step_before / 2)`. Highest: exchange plus and minus.
Take one away from each and multiply by 100.
"""

# %% [markdown]
"""
So "19.04 %" is really "between 18 and 20 %". The paper printed four digits and knew one and a
half. This is called **false precision**, and it is the most common fault in business reports,
because it looks like care.

## Task 5. Two rulers for one market

Now the pencil's first question: *whose numbers?* Here is what China's customs say about
"cross-border e-commerce".
"""

# %%
customs[customs["period"].isin(["2021", "2022", "2023"])]

# %% [markdown]
"""
| column | meaning |
|---|---|
| `period` | `2022` is a year, `2024H1` its first half, `2024Q1` its first quarter |
| `span` | `year`, `half` or `quarter` |
| `series` | `total`, or its parts `exports` and `imports` |
| `value_bn` | *billion* yuan; a trillion is a thousand billion |
| `step_bn` | the last digit that was printed, in billion yuan |
| `growth_stated` | growth over the same period a year before, in percent, as printed |
| `vintage` | `preliminary`: an estimate; `revised`: after the customs' survey |
| `published` | day of the page on which the figure was read |
| `confidence` | A: an official text. B: two sources agree. C: one source. U: not checked |

Look at 2022. The same office, the same year, and two totals. A figure has a **vintage**, like
wine: the day on which it was bottled. Imports even change their sign, from plus 4.9 % to minus
0.8 %. Whoever quotes a figure without its day quotes half a figure.

Then compare 2023 with the table at the top. NetSun counts all trade that began online, most of it
between firms. The customs count what passes their e-commerce channels. Both say "cross-border
e-commerce". Neither lies.

Put them side by side: one row for each year that both have.
"""


# %% task="definitions" role="answer"
def compare_definitions(netsun: pd.DataFrame, customs: pd.DataFrame) -> pd.DataFrame:
    """The two statistics of the same market, year by year, and how far they are apart.

    netsun: columns year (int) and trn_cny. customs: columns period (text), span, series,
    value_bn, published (a day), as in the tables above; rows in any order, other columns too.
    Uses only totals of whole years. One row for each year that both have, in order of year:
      year         int
      netsun_trn   trillion yuan
      customs_trn  trillion yuan, the figure published last
      ratio        netsun_trn / customs_trn
      revised_pct  change from the figure published first to the one published last, in
                   percent of the first; 0.0 if only one was published
    """
    ### BEGIN SOLUTION
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    by_year = totals.sort_values("published").groupby("period")["value_bn"]
    table = pd.DataFrame({"first": by_year.first(), "last": by_year.last()})
    table.index = table.index.astype(int)
    both = netsun.merge(table, left_on="year", right_index=True).sort_values("year")
    return pd.DataFrame(
        {
            "year": both["year"],
            "netsun_trn": both["trn_cny"],
            "customs_trn": both["last"] / 1000,
            "ratio": both["trn_cny"] / (both["last"] / 1000),
            "revised_pct": (both["last"] / both["first"] - 1) * 100,
        }
    )
    ### END SOLUTION


# %% task="definitions" role="check" points=1 outcome="definitions"
with check("definitions"):
    table = compare_definitions(netsun.copy(), customs.copy())
    names = {"year", "netsun_trn", "customs_trn", "ratio", "revised_pct"}
    assert isinstance(table, pd.DataFrame), "definitions-columns"
    assert names <= set(table.columns), "definitions-columns"
    assert len(table) > 0, "definitions-empty"
    assert list(table["year"]) == [2020, 2021, 2022, 2023], "definitions-years"
    assert table["ratio"].iloc[3] != approx(0.00708, abs=0.0001), "definitions-unit"
    assert table["ratio"].iloc[3] != approx(0.141, abs=0.001), "definitions-inverse"
    assert table["customs_trn"].iloc[2] != approx(2.11), "definitions-vintage"
    assert table["customs_trn"] == approx([1.69, 1.98, 2.10, 2.38]), "definitions-customs"
    assert table["netsun_trn"] == approx([12.5, 14.2, 15.7, 16.85]), "definitions-netsun"
    assert table["ratio"] == approx([7.396, 7.172, 7.476, 7.080], abs=0.001), "definitions-ratio"
    assert not table["revised_pct"].isna().any(), "definitions-single"
    assert table["revised_pct"] == approx([0, 0, -0.474, 0], abs=0.001), "definitions-revised"
    doubled = customs.assign(value_bn=2 * customs["value_bn"])
    half = compare_definitions(netsun.copy(), doubled)["ratio"]
    assert half == approx([3.698, 3.586, 3.738, 3.540], abs=0.001), "definitions-ratio"


# %% task="definitions" role="hidden" points=2 outcome="definitions"
def invented(draw):
    """Two tables of an invented market, rows of the customs in random order."""
    years = [int(year) for year in draw.choice(range(1990, 2020), 14, replace=False)]
    ours = pd.DataFrame({"year": years[:12], "trn_cny": draw.uniform(5, 20, 12)})
    vintages = [*draw.permutation([1, 1, 2, 2, 3, 4, 5, 6, 6, 6]), 1, 3]
    rows = []
    for year, count in zip(years[2:], vintages, strict=True):
        for number in range(count):
            day = pd.Timestamp(year + 1, 1, 10) + pd.Timedelta(days=90 * number)
            for span, name in (("year", str(year)), ("half", f"{year}H1")):
                for series in ("total", "exports", "imports"):
                    label = "revised" if number else "preliminary"
                    value = float(draw.uniform(500, 3000))
                    rows.append((name, span, series, value, label, day))
    names = ["period", "span", "series", "value_bn", "vintage", "published"]
    theirs = pd.DataFrame(rows, columns=names)
    return ours, theirs.iloc[draw.permutation(len(theirs))].reset_index(drop=True)


with check("definitions"):
    draw = np.random.default_rng([course_seed(), 5])
    ours, theirs = invented(draw)
    totals = theirs[(theirs["span"] == "year") & (theirs["series"] == "total")]
    expected = {}
    for year, level in ours.itertuples(index=False):
        mine = totals[totals["period"] == str(year)]
        if len(mine):
            last = mine.loc[mine["published"].idxmax(), "value_bn"] / 1000
            expected[int(year)] = (level, last, level / last)
    table = compare_definitions(ours.copy(), theirs.copy())
    assert len(table) > 0, "definitions-empty"
    assert sorted(table["year"]) == sorted(expected), "definitions-years"
    assert list(table["year"]) == sorted(expected), "definitions-order"
    wanted = [expected[year] for year in sorted(expected)]
    assert table["netsun_trn"] == approx([row[0] for row in wanted]), "definitions-netsun"
    assert table["customs_trn"] == approx([row[1] for row in wanted]), "definitions-newest"
    assert table["ratio"] == approx([row[2] for row in wanted]), "definitions-ratio"

# %% task="definitions" role="hidden" points=2 outcome="definitions"
with check("definitions"):
    draw = np.random.default_rng([course_seed(), 6])
    ours, theirs = invented(draw)
    totals = theirs[(theirs["span"] == "year") & (theirs["series"] == "total")]
    expected = {}
    for year in ours["year"]:
        mine = totals[totals["period"] == str(year)].set_index("published")["value_bn"]
        if len(mine):
            change = mine[mine.index.max()] / mine[mine.index.min()] - 1
            expected[int(year)] = 100 * change
    table = compare_definitions(ours.copy(), theirs.copy()).set_index("year")
    result = {int(year): float(table["revised_pct"][year]) for year in expected}
    single = [year for year in expected if expected[year] == 0]
    assert [result[year] for year in single] == approx([0.0] * len(single)), "definitions-single"
    assert result == approx(expected), "definitions-revised"

# %% [markdown] task="definitions" role="hint"
"""
The customs table mixes things that must not be mixed. Which rows would you cover with your hand
before you compare it with NetSun's? And if a year is left with two rows, which one do you
believe?
"""

# %% [markdown] task="definitions" role="hint"
"""
Filter `span == "year"` and `series == "total"`. Sort by `published`, group by `period`, and take
`.first()` and `.last()` of `value_bn`. Turn the periods into whole numbers with `astype(int)` and
merge with NetSun's years. Divide by 1000 to get trillions.
"""

# %% [markdown]
"""
Seven times. Not seven percent: seven *times*. A bank that reads 16.85 and a bank that reads 2.38
have read about two different worlds, under one name.

## Task 6. In dollars, on a Saturday

*In dollars?* asks the pencil. The customs close their books on 31 December. In 2022 that was a
Saturday, in 2023 a Sunday, and on weekends nobody sets an exchange rate.

The European Central Bank publishes reference rates on working days. Each is **units of a currency
for one euro**:
"""

# %%
rates[rates["date"].between("2022-12-28", "2023-01-03")]

# %% [markdown]
"""
On 30 December 2022 one euro was 7.3582 yuan and also 1.0666 dollars. So 7.3582 yuan *are* 1.0666
dollars: from yuan to euros you divide, from euros to dollars you multiply.

For a day without a rate, use the last one *before* it. That is what contracts say, and for a good
reason: on Saturday nobody knows Monday's rate. Whoever uses it has looked into the future.

(In our file the rates of twenty days, all year-ends among them, are the bank's own. The days
between are invented for this course. The dataset's card says so, as a good source should.)
"""


# %% task="dollars" role="answer"
def to_usd(payments: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """The payments with one more column, `usd`: each amount in US dollars.

    payments: columns date (a day), amount, ccy ("CNY", "USD" or "EUR"); rows in any order.
    rates: columns date, ccy ("CNY", "USD"), rate (units of ccy for one euro); rows in any
    order. A euro is one euro on every day.
    Uses the last rates on or before the payment's day. `usd` is not rounded; it is NaN if there
    is no rate yet. The rows stay in the order in which they came.
    """
    ### BEGIN SOLUTION
    table = rates.pivot(index="date", columns="ccy", values="rate")
    table["EUR"] = 1.0
    known = table.reindex(payments["date"], method="ffill")
    per_euro = [known[ccy].iloc[row] for row, ccy in enumerate(payments["ccy"])]
    euros = payments["amount"].to_numpy() / np.array(per_euro)
    return payments.assign(usd=euros * known["USD"].to_numpy())
    ### END SOLUTION


# %% task="dollars" role="check" points=1 outcome="currency"
with check("dollars"):
    payments = pd.DataFrame(
        {
            "date": pd.to_datetime(["2023-01-01", "2022-12-30", "2022-12-31", "2023-12-31"]),
            "amount": [80.0, 7358.2, 7358.2, 100.0],
            "ccy": ["USD", "CNY", "CNY", "EUR"],
        }
    )
    result = to_usd(payments.copy(), rates.copy())
    assert isinstance(result, pd.DataFrame), "dollars-column"
    assert "usd" in result.columns, "dollars-column"
    assert len(result) == 4, "dollars-rows"
    assert result["amount"].tolist() == payments["amount"].tolist(), "dollars-order"
    usd = result["usd"].tolist()
    assert usd[1] != approx(7358.2 / 1.0666 * 7.3582, abs=0.01), "dollars-upside-down"
    assert usd[1] != approx(1000.0, abs=0.01), "dollars-still-euro"
    assert usd[1] == approx(1066.6, abs=0.01), "dollars-value"
    assert not pd.isna(usd[2]), "dollars-weekend"
    assert usd[2] == approx(1066.6, abs=0.01), "dollars-future"
    assert usd[3] == approx(110.5, abs=0.01), "dollars-euro"
    assert usd[0] == approx(80.0), "dollars-same"

# %% task="dollars" role="hidden" points=3 outcome="currency"
with check("dollars"):
    draw = np.random.default_rng([course_seed(), 7])
    days = pd.bdate_range("2031-03-03", periods=60)
    table = {
        "CNY": dict(zip(days, draw.uniform(6.5, 8.5, 60).round(4), strict=True)),
        "USD": dict(zip(days, draw.uniform(0.95, 1.25, 60).round(4), strict=True)),
    }
    fresh = pd.DataFrame(
        [(day, ccy, rate) for ccy, quotes in table.items() for day, rate in quotes.items()],
        columns=["date", "ccy", "rate"],
    )
    fresh = fresh.iloc[draw.permutation(len(fresh))]
    offsets = draw.permutation(np.r_[0:80, 5, 6, 12, 13])
    payments = pd.DataFrame(
        {
            "date": days[0] + pd.to_timedelta(offsets, unit="D"),
            "amount": draw.uniform(10, 5000, len(offsets)).round(2),
            "ccy": draw.choice(["CNY", "USD", "EUR"], len(offsets)),
        },
        index=range(100, 100 + len(offsets)),
    )

    def before(ccy, day):
        """The last rate on or before a day."""
        return 1.0 if ccy == "EUR" else table[ccy][max(known for known in days if known <= day)]

    expected = [
        amount / before(ccy, day) * before("USD", day)
        for day, amount, ccy in payments.itertuples(index=False)
    ]
    result = to_usd(payments.copy(), fresh.copy())
    assert len(result) == len(payments), "dollars-rows"
    assert result["amount"].tolist() == payments["amount"].tolist(), "dollars-order"
    assert not result["usd"].isna().any(), "dollars-weekend"
    working = [place for place, day in enumerate(payments["date"]) if day in table["CNY"]]
    usd = result["usd"].tolist()
    weekdays = [usd[place] for place in working]
    assert weekdays == approx([expected[place] for place in working]), "dollars-value"
    assert usd == approx(expected), "dollars-future"
    early = pd.DataFrame(
        {"date": [days[0] - pd.Timedelta(days=1)], "amount": [5.0], "ccy": ["CNY"]}
    )
    assert to_usd(early, fresh.copy())["usd"].isna().all(), "dollars-too-early"

# %% [markdown] task="dollars" role="hint"
"""
Do it by hand for 7,358.20 yuan on 31 December 2022. Which line of the rates do you put your
finger on? And which of the two numbers do you divide by?
"""

# %% [markdown] task="dollars" role="hint"
"""
`rates.pivot(index="date", columns="ccy", values="rate")` gives one row a day, in order.
`.reindex(payments["date"], method="ffill")` picks for each payment the last row on or before its
day. Then `amount / rate_of_its_currency * rate_of_USD`, where the euro's rate is 1.
"""

# %% [markdown]
"""
## Task 7. The assistant is very sure

Somebody on the floor has asked a chat assistant to write the paragraph for the bank. It was
quick. It made eighteen claims about average growth from NetSun's table, and then, asked whether
each was right, it judged its own work.

(The text was written for this course in the manner of such an assistant. The mistakes are ones
that they make.)
"""

# %%
claims.head(6)

# %% [markdown]
"""
| column | meaning |
|---|---|
| `claim`, `text` | its number and its sentence |
| `from_year`, `to_year` | first and last year of the claim |
| `stated_pct` | average growth a year, in percent, that the sentence states |
| `self_check` | the assistant's answer when asked to check itself: `correct` or `doubtful` |

Check every claim, and be fair. A rate is not wrong because it differs from yours in the second
decimal. It is wrong if the printed levels cannot produce it. So use the range: the lowest and the
highest average growth that rounding allows.

| verdict | when |
|---|---|
| `"no data"` | the table lacks the first or the last year of the claim |
| `"consistent"` | the stated rate lies within the range, ends included |
| `"contradicted"` | it lies outside |

The range of an *average* over several years works like Task 4 with a root: the lowest last level
over the highest first one, to the power of one over the years; and the other way round.
"""


# %% task="claims" role="answer"
def check_claims(claims: pd.DataFrame, levels: pd.DataFrame) -> list[str]:
    """A verdict on each claim about average growth, in the order of the rows.

    claims: columns from_year, to_year (int, from_year < to_year), stated_pct (percent a year,
    compounded).
    levels: columns year (int), trn_cny (printed level), step_trn (its last printed digit, same
    unit); rows in any order.
    Returns "consistent", "contradicted" or "no data" for each claim.
    """
    ### BEGIN SOLUTION
    table = levels.set_index("year")
    verdicts = []
    for claim in claims.itertuples():
        if claim.from_year not in table.index or claim.to_year not in table.index:
            verdicts.append("no data")
            continue
        first, last = table.loc[claim.from_year], table.loc[claim.to_year]
        power = 1 / (claim.to_year - claim.from_year)
        up, down = first["step_trn"] / 2, last["step_trn"] / 2
        lowest = ((last["trn_cny"] - down) / (first["trn_cny"] + up)) ** power * 100 - 100
        highest = ((last["trn_cny"] + down) / (first["trn_cny"] - up)) ** power * 100 - 100
        fits = lowest <= claim.stated_pct <= highest
        verdicts.append("consistent" if fits else "contradicted")
    return verdicts
    ### END SOLUTION


# %% task="claims" role="check" points=1 outcome="doubt-ai"
with check("claims"):
    by_id = claims.set_index("claim")
    some = by_id.loc[["C07", "C12", "C03", "C10", "C06", "C02", "C11", "C13"]]
    result = list(check_claims(some.copy(), netsun.copy()))
    assert len(result) == 8, "claims-length"
    assert set(result) <= {"consistent", "contradicted", "no data"}, "claims-words"
    assert result[6:] == ["no data", "no data"], "claims-no-data"
    assert result[2] == "contradicted", "claims-simple"
    assert result[3] == "contradicted", "claims-total"
    assert result[4] == "contradicted", "claims-steps"
    assert [result[0], result[1], result[5]] == ["consistent"] * 3, "claims-range"
    assert list(check_claims(some.iloc[::-1], netsun.copy())) == result[::-1], "claims-order"

# %% task="claims" role="hidden" points=3 outcome="doubt-ai"
with check("claims"):
    draw = np.random.default_rng([course_seed(), 8])
    years = sorted(int(year) for year in draw.choice(range(1995, 2015), 9, replace=False))
    steps = draw.choice([0.5, 0.1, 0.01], 9)
    printed_levels = (draw.uniform(8, 30, 9) / steps).round() * steps
    levels = pd.DataFrame({"year": years, "trn_cny": printed_levels, "step_trn": steps})
    rows = []
    while len(rows) < 90:
        pool = years if draw.random() < 0.75 else range(1994, 2016)
        start, end = sorted(int(year) for year in draw.choice(pool, 2, replace=False))
        if start in years and end in years:
            first, last = years.index(start), years.index(end)
            power = 1 / (end - start)
            corners = [
                100
                * (
                    (printed_levels[last] + b * steps[last])
                    / (printed_levels[first] + a * steps[first])
                )
                ** power
                - 100
                for a in (-0.5, 0.5)
                for b in (-0.5, 0.5)
            ]
            low, high = min(corners), max(corners)
            place = float(draw.choice([-0.6, -0.1, 0.05, 0.5, 0.95, 1.1, 1.6]))
            verdict = "consistent" if 0 < place < 1 else "contradicted"
            rows.append((start, end, low + place * (high - low), verdict))
        else:
            rows.append((start, end, float(draw.uniform(-5, 15)), "no data"))
    table = pd.DataFrame(rows, columns=["from_year", "to_year", "stated_pct", "verdict"])
    expected = table.pop("verdict").tolist()
    shuffled = levels.iloc[draw.permutation(9)].reset_index(drop=True)
    result = list(check_claims(table.copy(), shuffled))
    assert len(result) == len(table), "claims-length"
    missing = [place for place, verdict in enumerate(expected) if verdict == "no data"]
    assert all(result[place] == "no data" for place in missing), "claims-no-data"
    assert "no data" not in [result[p] for p in range(90) if p not in missing], "claims-no-data"
    fitting = [place for place, verdict in enumerate(expected) if verdict == "consistent"]
    assert all(result[place] == "consistent" for place in fitting), "claims-range"
    assert result == expected, "claims-outside"
    exact = pd.DataFrame({"year": [7, 8], "trn_cny": [100.0, 125.0], "step_trn": [0.0, 0.0]})
    end = pd.DataFrame({"from_year": [7], "to_year": [8], "stated_pct": [25.0]})
    assert list(check_claims(end, exact)) == ["consistent"], "claims-range"

# %% [markdown] task="claims" role="hint"
"""
Claim C12 says 14.0 % for 2021, the paper says 13.6 %. Levels of 12.5 and 14.2 were printed. Can
you find two true levels behind these prints that make 14.0 %?
"""

# %% [markdown] task="claims" role="hint"
"""
Put the years into the index: `table = levels.set_index("year")`. For each claim: if a year is not
in `table.index`, it is "no data". Otherwise compute lowest and highest as in Task 4, but take the
ratio `** (1 / years)` before you subtract one.
"""

# %% [markdown]
"""
Now let us see how much the assistant's own check was worth. A fair judge needs something to
compare with, a **baseline**: what if we simply believed everything?
"""


# %%
def scoreboard(claims, verdicts):
    """Print how often each way of judging the claims is right."""
    sound = pd.Series([verdict == "consistent" for verdict in verdicts], index=claims.index)
    believed = claims["self_check"] == "correct"
    print(f"claims that the table supports:        {sound.sum():2} of {len(sound)}")
    print(f"believe everything, right in:          {sound.sum():2} of {len(sound)}")
    print(f"believe the assistant's check, right:  {(believed == sound).sum():2} of {len(sound)}")
    print(
        f"bad claims that its check let pass:    {(believed & ~sound).sum():2} of {(~sound).sum()}"
    )


try:
    scoreboard(claims, check_claims(claims, netsun))
except Exception:
    print("The scoreboard appears when Task 7 passes its check.")

# %% [markdown]
"""
Believing everything would be right in eight cases of eighteen. Believing the assistant's own
check is right in nine. Asking it "are you sure?" was worth one claim. It did not find the years
it miscounted, nor the totals that it divided by the years. It did call one sound claim doubtful,
because it looked unusual.

It was given the same table as you. What it lacked was not data. It lacked somebody who
recomputes.

## The thing you hand in

Your functions, in one picture. Left: the two rulers. Right: the growth that the paper prints, and
the range that its own levels allow.
"""


# %%
def picture_for_the_bank(table, bands):
    """Draw both statistics, and printed growth with the range that rounding allows."""
    fig, (left, right) = plt.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
    for column, marker, color, name in [
        ("netsun_trn", "o", "#00596b", "NetSun: all that began online"),
        ("customs_trn", "s", "#8a3b12", "customs: their e-commerce channels"),
    ]:
        left.plot(table["year"], table[column], color=color, marker=marker, markersize=7)
        for year, level in zip(table["year"], table[column], strict=True):
            left.annotate(f"{level:g}", (year, level), (0, 8), ha="center", **NEAR)
        left.annotate(name, (table["year"].iloc[0], table[column].iloc[0]), (0, -18), **NEAR)
    left.set(yscale="log", ylim=(1, 30), yticks=[1, 2, 5, 10, 20], xlim=(2019.7, 2023.4))
    left.set(yticklabels=["1", "2", "5", "10", "20"], ylabel="trillion yuan, log scale")
    left.set_title("One name, two markets: seven times apart", loc="left", weight="bold")
    left.minorticks_off()
    for year, (printed_growth, low, high) in bands.items():
        right.plot([year, year], [low, high], color="#9cc3ca", linewidth=12, solid_capstyle="butt")
        right.plot(year, printed_growth, color="black", marker="D", markersize=5)
        right.annotate(f"{low:.1f} to {high:.1f}", (year, high), (0, 6), ha="center", **NEAR)
        right.annotate(f"{printed_growth}", (year, printed_growth), (11, -4), weight="bold", **NEAR)
    right.set(ylim=(0, 24), xlim=(2019.5, 2023.7), xticks=list(bands), ylabel="growth, % a year")
    right.set_title("Printed to two decimals, known to one point", loc="left", weight="bold")
    left.set_xticks(list(table["year"]))
    for ax in (left, right):
        ax.spines[["top", "right"]].set_visible(False)


NEAR = {"textcoords": "offset points", "fontsize": 9}
try:
    bands = {
        b.year: (b.growth_stated, *growth_interval(a.trn_cny, b.trn_cny, a.step_trn, b.step_trn))
        for a, b in pairwise(netsun.itertuples())
    }
    picture_for_the_bank(compare_definitions(netsun, customs), bands)
except Exception:
    print("The picture appears when Tasks 4 and 5 pass their checks.")

# %% [markdown]
"""
*What you see. Left, on a scale where each step multiplies: NetSun's line with round marks climbs
from 12.5 to 16.85 trillion yuan, the customs' line with square marks from 1.69 to 2.38, nearly
parallel. Right: for each year a bar of possible growth, two points long for 2020 and shorter
later; a black diamond stands where the paper's figure is.*
"""

# %% [markdown] task="note" role="written" points=4 outcome="doubt-ai"
"""
## The note

Write the note that goes with the chart: five to eight sentences that Ms Lin can sign at five
o'clock. The bank must learn from it

1. how large the market is, by whose definition, and why another figure is seven times smaller;
2. how fast it grows, to the precision that the data carry, and with the day of the figure where
   it was revised;
3. one number that you would *not* print, and why;
4. whether the assistant's paragraph may be used: for what, for what not, and who checks it.

### BEGIN MARK SCHEME
One point for each of the four items: good 1, fair 0.5, weak 0. Order and language do not count.

- Size and definition. Good: names both figures with their makers and says what each counts (all
  trade that began online; what passes the customs' channels for e-commerce). Fair: both figures,
  but the reason is only "different sources". Weak: one figure, or no maker.
- Growth and precision. Good: gives a range or whole percents, and names the day or vintage of a
  figure that was revised. Fair: one of the two. Weak: two decimals as if they were known.
- A number not printed. Good: names a figure and a reason from the lab (two decimals, mean of the
  rates, a forecast without a source, one of the claims). Fair: a figure without a reason. Weak:
  none.
- The assistant. Good: a use, a limit, and a person who recomputes; knows that its own check was
  hardly better than believing everything. Fair: "must be checked", without how or by whom. Weak:
  "AI is reliable" or "AI is bad".

A figure that is misquoted costs the item in which it stands.
### END MARK SCHEME
"""

# %% [markdown]
"""
## Go further

The customs' table holds a small detective story. For 2022 the preliminary total is 2,110 billion
yuan with growth of 9.8 %. The preliminary total for 2021 was 1,980. But from 1,980 to 2,110 is
6.6 %. Who is wrong? (Work backwards: from which level is 2,110 a rise of 9.8 %? Then do the same
for 2023, and find out which figure of 2022 the customs had in mind.) No points. But the next time
somebody at a table says "it grew by 15.6 %", you will be the one who asks: from what?
"""
