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
able to do. The operations specialist is to be "familiar with data analysis", the data analysis
specialist collects and analyses what platforms report, and all six work with numbers that other
people made. Today you learn to test such a number. At five you hand in one chart and a note of a
few sentences that Ms Lin can sign.

**You need** one term of Python: functions, lists, a first look at pandas.

**Afterwards you can**

- compute average growth, and say what it means;
- say how exact a printed figure can be, and print it so;
- compare two statistics that share one name;
- convert money with the rate that fits: that of a day, or that of a year;
- check the figures in what an AI wrote.

**Time:** about 120 minutes, for seven tasks (the first and the fourth are very short), a picture
and one question in words.
"""

# %%
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from autograder.checks import approx, check, course_seed, data_file, fill

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

Try it with numbers that are easy to calculate. A shop sold 100 parcels one year and 110 the next,
both rounded to the nearest ten. It grew by 10 %, or so it seems. But the first year may have been
95 or almost 105, the second 105 or almost 115. From 105 to 105 is no growth at all. From 95 to 115
is 21 %. The same two printed numbers, and any growth from 0 % to 21 %.

The picture shows it: each level is a bar as wide as its rounding. Before you run the next cell,
write down a guess: the paper says that the market grew by 19.04 % in 2020. How wide is the range
behind that number?
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
is true for any numbers, not only for these. The next cell holds drawing and helpers; you need not
read it.
"""


# %%
def when_written(make, tasks):
    """What `make` gives; before the tasks are written a line that says so, after it any error."""
    try:
        return make()
    except NotImplementedError:
        print(f"This appears when {tasks} are written.")
    except Exception as error:
        print(f"Look again at {tasks}. It stopped with {type(error).__name__}: {error}")
    return None


def only_rounded(result, expected):
    """Whether numbers are the expected ones, rounded to some decimal places."""
    result, expected = list(np.ravel(result)), [float(value) for value in np.ravel(expected)]
    return result != approx(expected) and any(
        result == approx([round(value, places) for value in expected]) for places in range(7)
    )


def cost(low, high, places):
    """What readers pay if the middle of a range is printed to so many decimal places.

    They take the print for a range of half a step down and up, and pay for its width. If the true
    number lies outside, they pay ten times the distance as well. All numbers from low to high are
    equally likely. The sum is given as a multiple of the width of the range.
    """
    width = 10.0**-places
    shown = round((low + high) / 2, places)
    missed = np.maximum(np.abs(np.linspace(low, high, 101) - shown) - width / 2, 0)
    return (width + 10 * missed.mean()) / (high - low)


def stated_rates(draw, dp, *, rising):
    """A table of levels in tenths with stated growth of every kind, the kinds and the verdicts.

    Growth is counted in whole units of its last decimal, so no float decides a verdict.
    """
    kinds = {
        "rounded up": (True, 1, "ok"),
        "rounded down": (False, 0, "ok"),
        "cut": (True, 0, "truncated"),
        "one above": (False, 1, "wrong"),
        "one below": (True, -1, "wrong"),
        "far": (True, 3, "wrong"),
    }
    rows = [(91 if rising else 90_001, 7.5, "first", "no base")]
    for kind in [*kinds] * 3:
        up, more, verdict = kinds[kind]
        before = rows[-1][0]
        for _ in range(500):
            after = int(before * draw.uniform(*((1.05, 1.6) if rising else (0.6, 0.95))))
            cut, rest = divmod(100 * 10**dp * abs(after - before), before)
            halfway = rest == 0 or 2 * rest == before
            # Over a number with a 2 or a 5 in it, next year's growth would have no rest to round.
            if np.gcd(after, 10) == 1 and not halfway and (2 * rest > before) == up:
                break
        else:  # after some levels no number does
            return stated_rates(draw, dp, rising=rising)
        units = (cut + more) * (1 if rising else -1)
        rows.append((after, units / 10**dp, kind, verdict))
    levels, stated, names, verdicts = zip(*rows, strict=True)
    table = pd.DataFrame({"trn_cny": np.array(levels) / 10, "growth_stated": stated})
    return table, list(names), list(verdicts)


def some_ranges(draw):
    """Growth rates as ranges, in percent: from very narrow to four points wide."""
    middle = draw.uniform(-5, 25, 120)
    half = np.geomspace(0.003, 4, 120) / 2
    return list(zip(middle - half, middle + half, strict=True))


def costs_of(rule, ranges):
    """Mean cost of a rule, of the best fixed number of places, and of the best that there is."""
    table = np.array([[cost(*one, places) for places in range(5)] for one in ranges])
    mine = np.mean([table[row, int(rule(*one))] for row, one in enumerate(ranges)])
    return mine, table.mean(axis=0).min(), table.min(axis=1).mean()


def year_in_dollars(years, amounts, rates):
    """Amounts of whole years in yuan as US dollars, with the student's `to_usd`."""
    figures = pd.DataFrame(
        {
            "first_day": [pd.Timestamp(year, 1, 1) for year in years],
            "last_day": [pd.Timestamp(year, 12, 31) for year in years],
            "amount": list(amounts),
            "ccy": "CNY",
        }
    )
    figures = figures.astype(dict.fromkeys(["first_day", "last_day"], rates["date"].dtype))
    return to_usd(figures, rates)["usd"].tolist()


def draw_two_markets(table, rates):
    """Both statistics on one scale, in yuan, and the last year's also in dollars."""
    fig, ax = plt.subplots(figsize=(8, 4.4), layout="constrained")
    near = {"textcoords": "offset points", "fontsize": 9}
    years = [int(year) for year in table["year"]]
    for column, marker, color, name in [
        ("netsun_trn", "o", "#00596b", "NetSun: all that began online"),
        ("customs_trn", "s", "#8a3b12", "customs: their e-commerce channels"),
    ]:
        levels = [float(level) for level in table[column]]
        (dollars,) = year_in_dollars(years[-1:], levels[-1:], rates)
        ax.plot(years, levels, color=color, marker=marker, markersize=7)
        for year, level in zip(years, levels, strict=True):
            ax.annotate(f"{level:.4g}", (year, level), (0, 8), ha="center", **near)
        ax.annotate(name, (years[0], levels[0]), (0, -18), **near)
        ax.annotate(f"= {dollars:.3g} trn US$", (years[-1], levels[-1]), (14, -14), **near)
    ax.set(yscale="log", ylim=(1, 30), yticks=[1, 2, 5, 10, 20], xticks=years)
    ax.set(xlim=(years[0] - 0.3, years[-1] + 0.9), ylabel="trillion yuan, log scale")
    ax.set_yticklabels(["1", "2", "5", "10", "20"])
    ax.minorticks_off()
    ax.set_title("One name, two markets: seven times apart", loc="left", weight="bold")
    ax.spines[["top", "right"]].set_visible(False)


# %% [markdown]
"""
## Task 1. Average growth

Growth is what was added, as a share of what was there *before*. From 100 to 110 is 10 %. From 110
to 99 is minus 10 %. pandas computes it for a whole column: `levels.pct_change() * 100`.

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
    """Average yearly growth from the first year to the last, compounded, in percent, not rounded.

    levels: positive numbers, at least two; the index holds their years (int), in order. Years may
    be missing between the first and the last.

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


# %% task="cagr" role="hidden" points=1 outcome="growth"
def _steady_growth(seed):
    """Rising, falling and standing levels, some years left out."""
    draw = np.random.default_rng([seed, 2])
    for factor, span in [(4.0, 9), (1.07, 3), (1.0, 4), (0.8, 5), (0.3, 2), (1.6, 30)]:
        first, start = float(draw.uniform(2, 30)), int(draw.integers(1950, 1990))
        between = {start + 1: first * float(draw.uniform(0.5, 2))}
        levels = pd.Series({start: first, **between, start + span: first * factor})
        expected = 100 * (factor ** (1 / span) - 1)
        result = cagr(levels)
        by_rows = 100 * (factor ** (1 / (len(levels) - 1)) - 1)
        assert result != approx(by_rows) or by_rows == approx(expected), "cagr-gap"
        assert not only_rounded(result, expected), "cagr-rounded"
        assert result == approx(expected), "cagr-value"


with check("cagr"):
    _steady_growth(course_seed())


# %% task="cagr" role="hidden" points=1 outcome="growth"
def _levels_of_other_kinds(seed):
    """One step only, whole numbers, other units, and a middle that must not matter."""
    draw = np.random.default_rng([seed, 9])
    start = int(draw.integers(1950, 1990))
    small, large = sorted(int(level) for level in draw.choice(range(10, 90), 2, replace=False))
    up, down = 100 * (large / small - 1), 100 * (small / large - 1)
    assert cagr(pd.Series({start: small, start + 1: large})) == approx(up), "cagr-one-step"
    assert cagr(pd.Series({start: large, start + 1: small})) == approx(down), "cagr-one-step"
    in_millions = pd.Series({start: 1e6 * small, start + 7: 1e6 * large}, name="sales")
    long = 100 * ((large / small) ** (1 / 7) - 1)
    assert cagr(in_millions) == approx(long), "cagr-units"
    for middle in (1, 1000):
        levels = pd.Series({start: small, start + 5: middle, start + 7: large})
        assert cagr(levels) == approx(long), "cagr-middle"


with check("cagr"):
    _levels_of_other_kinds(course_seed())

# %% [markdown] task="cagr" role="hint"
"""
If a market grows by the same rate *g* every year for four years, how often is the first level
multiplied by (1 + *g*)?
"""

# %% [markdown] task="cagr" role="hint"
"""
You know the first level, the last level and the number of steps. So you know what (1 + *g*),
multiplied by itself that many times, must be. What is the opposite of raising to a power?
"""

# %% [markdown] task="cagr" role="hint"
"""
Divide the last level by the first. Take the root: in Python a power of one over the number of
steps. Take one away and turn the share into percent. The number of steps is the last year of the
index minus the first.
"""

# %% [markdown]
"""
## Task 2. Did they calculate, or did they cut?

Anyone can check the growth rates of the paper: the levels stand right beside them. Hardly anyone
does.

There are two ways to shorten 19.0476 to two decimals. You can **round** to 19.05. Or you can
**truncate**, that is, cut the rest off and keep 19.04. Readers do not expect cutting. It makes
every gain a little too small, always in the same direction. Where somebody cut, you also learn
something about how the rest of the report was made.

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

    table: columns trn_cny (positive levels, one row a year, in order) and growth_stated (percent,
    with at most dp decimals); at least two rows. Further columns, the order of the rows and the
    index stay as they are.
    dp: number of decimals to which growth was stated, 0 to 3.
    Adds `recomputed` (percent, not rounded, NaN in the first row) and `verdict`:
    "ok", "truncated", "wrong", or "no base" in the first row, whatever is stated there.
    How you round a rate that lies exactly halfway (0.125 to two decimals) is not checked.
    """
    ### BEGIN SOLUTION
    report = table.copy()
    report["recomputed"] = report["trn_cny"].pct_change() * 100
    scale = 10**dp
    exact = (report["recomputed"] * scale).round(9)
    stated = (report["growth_stated"] * scale).round()
    fits = [report["recomputed"].isna(), stated == exact.round(), stated == np.trunc(exact)]
    report["verdict"] = np.select(fits, ["no base", "ok", "truncated"], "wrong")
    return report
    ### END SOLUTION


# %% task="audit" role="check" points=1 outcome="precision"
with check("audit"):
    report = audit(netsun.copy(), 2)
    assert isinstance(report, pd.DataFrame), "audit-columns"
    assert {"year", "recomputed", "verdict"} <= set(report.columns), "audit-columns"
    assert len(report) == 5, "audit-rows"
    recomputed = report["recomputed"].iloc[1:]
    expected = [19.0476, 13.6, 10.5634, 7.3248]
    assert recomputed == approx(expected, abs=0.006), "audit-recomputed"
    verdicts = list(report["verdict"])
    assert verdicts[0] == "no base", "audit-first"
    assert verdicts[1] == "truncated", "audit-truncated"
    assert verdicts[2:] == ["ok", "ok", "ok"], "audit-ok"
    small = pd.DataFrame({"trn_cny": [10.0, 13.0], "growth_stated": [5.0, 31.0]})
    assert list(audit(small, 2)["verdict"]) == ["no base", "wrong"], "audit-wrong"


# %% task="audit" role="hidden" points=2 outcome="precision"
def _rising_rates(seed):
    draw = np.random.default_rng([seed, 3])
    for dp in (2, 0, 1, 3):
        table, kinds, wanted = stated_rates(draw, dp, rising=True)
        report = audit(table.copy(), dp)
        assert len(report) == len(table), "audit-rows"
        growths = [100 * (b - a) / a for a, b in pairwise(table["trn_cny"])]
        assert not only_rounded(report["recomputed"].iloc[1:], growths), "audit-unrounded"
        assert report["recomputed"].iloc[1:] == approx(growths), "audit-recomputed"
        assert pd.isna(report["recomputed"].iloc[0]), "audit-first-open"
        rows = zip(kinds, wanted, report["verdict"], strict=True)
        missed = {kind for kind, verdict, got in rows if got != verdict}
        assert dp == 2 or not missed, "audit-decimals"
        assert "first" not in missed, "audit-first"
        assert not missed & {"rounded up", "rounded down"}, "audit-rounded"
        assert "cut" not in missed, "audit-cut"
        assert not missed, "audit-neither"


with check("audit"):
    _rising_rates(course_seed())


# %% task="audit" role="hidden" points=1 outcome="precision"
def _falling_and_exact(seed):
    draw = np.random.default_rng([seed, 10])
    for dp in (1, 2):
        table, _, wanted = stated_rates(draw, dp, rising=False)
        assert list(audit(table.copy(), dp)["verdict"]) == wanted, "audit-negative"
        # Growth that is exact, while a float lies a little below it.
        for before, after, rate in [(12.5, 14.2, 13.6), (5.0, 5.6, 12.0), (6.0, 5.4, -10.0)]:
            lower = round(rate - (1 if rate > 0 else -1) / 10**dp, dp)
            for stated, verdict in ((rate, "ok"), (lower, "wrong")):
                pair = pd.DataFrame({"trn_cny": [before, after], "growth_stated": [0.0, stated]})
                assert list(audit(pair, dp)["verdict"]) == ["no base", verdict], "audit-float"
    labels = [f"row {number}" for number in np.roll(range(3), draw.integers(1, 3))]
    table = pd.DataFrame(
        {"source": ["a", "c", "b"], "growth_stated": [1.0, 50.0, 9.0], "trn_cny": [2, 3, 6]},
        index=labels,
    )
    report = audit(table.copy(), 0)
    assert {*table.columns} <= {*report.columns}, "audit-kept"
    kept = all(list(report[name]) == list(table[name]) for name in table.columns)
    assert kept, "audit-kept"
    assert list(report.index) == labels, "audit-kept"
    assert list(report["verdict"]) == ["no base", "ok", "wrong"], "audit-other-tables"


with check("audit"):
    _falling_and_exact(course_seed())

# %% [markdown] task="audit" role="hint"
"""
Take the row of 2020. The recomputed growth is 19.0476..., the paper says 19.04. What would you
type on a calculator to find out whether 19.04 was rounded or cut?
"""

# %% [markdown] task="audit" role="hint"
"""
Decimals are easier to compare as whole numbers: 19.04 with two decimals is 1904 hundredths. Bring
both rates to that unit. Then there are two whole numbers to compare with: the recomputed one
rounded, and the recomputed one cut.
"""

# %% [markdown] task="audit" role="hint"
"""
Multiply both rates by ten to the power of `dp`, and round the recomputed one to nine decimals. Give
all rows the verdict "wrong" first, then "truncated" where the cut number (`np.trunc` cuts) agrees,
then "ok" where the rounded one agrees, and the first row last.
"""

# %% [markdown]
"""
The paper states 16.66 % for 2019, too. The level of 2018 is not in the table. Yet from 9.0 to
10.5 is 16.666... %, and that rounds to 16.67. It seems they cut twice.

## Task 3. What can we know at all?

Rounding or cutting moves the second decimal. Does the second decimal mean anything? You have seen
the idea above: each level is a range, so growth is a range too. Now compute it.

Growth is least when the first level was as high as its print allows and the second as low. It is
most the other way round. The two prints can differ: 15.7 was given to one decimal, 16.85 to two.
"""


# %% task="interval" role="answer"
def growth_interval(
    before: float, after: float, step_before: float, step_after: float
) -> tuple[float, float]:
    """The lowest and the highest growth, in percent, not rounded, that two rounded levels allow.

    before, after: the printed levels, in the same unit, positive.
    step_before, step_after: their last printed digit, in that unit (0.1 for 15.7, 0.01 for
    16.85), or 0 if a level is exact; the true level lies within half a step of the printed one.

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


# %% task="interval" role="hidden" points=1 outcome="precision"
def _ranges_of_growth(seed):
    """Rising, falling and equal levels with two different steps."""
    draw = np.random.default_rng([seed, 4])
    for factor in (1.0, 0.4, 0.9, 1.1, 3.0) * 3:
        before = float(draw.uniform(8, 30))
        after = before * factor
        first, last = (float(s) for s in draw.choice([2.0, 1.0, 0.5, 0.1], 2, replace=False))
        least = 100 * ((after - last / 2) / (before + first / 2) - 1)
        most = 100 * ((after + last / 2) / (before - first / 2) - 1)
        result = growth_interval(before, after, first, last)
        assert not only_rounded(result, (least, most)), "interval-rounded"
        low, high = result
        assert low <= least + 1e-4, "interval-misses"
        assert high >= most - 1e-4, "interval-misses"
        assert result == approx((least, most)), "interval-wide"


with check("interval"):
    _ranges_of_growth(course_seed())


# %% task="interval" role="hidden" points=1 outcome="precision"
def _exact_levels_and_other_units(seed):
    draw = np.random.default_rng([seed, 11])
    before, after = (int(level) for level in draw.choice(range(20, 90), 2, replace=False))
    growth = 100 * (after / before - 1)
    assert growth_interval(before, after, 0, 0) == approx((growth, growth)), "interval-exact"
    one = [100 * ((after + side) / before - 1) for side in (-1, 1)]
    assert growth_interval(before, after, 0, 2) == approx(one), "interval-exact"
    other = [100 * (after / (before - side) - 1) for side in (-1, 1)]
    assert growth_interval(before, after, 2, 0) == approx(other), "interval-exact"
    both = [100 * ((after + side * 5) / (before - side) - 1) for side in (-1, 1)]
    thousand = growth_interval(1000 * before, 1000 * after, 2000, 10000)
    assert thousand == approx(both), "interval-units"


with check("interval"):
    _exact_levels_and_other_units(course_seed())

# %% [markdown] task="interval" role="hint"
"""
The shop with 100 and 110 parcels: which of the two true numbers must be large, and which small,
for the growth to be as low as possible?
"""

# %% [markdown] task="interval" role="hint"
"""
Each level has a lowest and a highest true value, half of its own step away. Growth is a division.
What makes a quotient small: which of the two values above the line, and which below it?
"""

# %% [markdown] task="interval" role="hint"
"""
Lowest growth: the lowest value of the later level, divided by the highest value of the earlier
one. Highest growth: the other way round. Take one away from each and multiply by 100.
"""

# %% [markdown]
"""
So "19.04 %" is really "between 18 and 20 %". The paper printed four digits and knew one and a
half. This is called **false precision**. It is common in business reports, because it looks like
care.

## Task 4. Your decision: how many decimals?

The chart for the bank will show growth as one number beside its range. *You* decide with how many
decimals. Nobody can tell you the right answer, but it can be measured what your rule costs.

A reader takes a print for a range of half a step down and half a step up. "19" says 18.5 to 19.5,
"19.04" says 19.035 to 19.045. A wide print tells little. A narrow one is often false. So let the
reader pay for two things: the width of the print, and ten times the distance by which the true
growth lies outside of it. Your rule gets a range, and its cost is given as a multiple of the
width of that range. Printing the range itself would cost 1.

For the paper's growth of 2020 (18.01 to 20.10): two decimals cost 2.51, one decimal 2.34, none
1.18.

Write a rule. Then run the cell below the check: it compares your rule on 120 ranges with the best
fixed number of decimals, and with the best that is possible. Change your rule and try again. Full
marks go to a rule that gets 70 % of the way from the one to the other, on ranges like these.
"""


# %% task="decimals" role="answer"
def decimals(low: float, high: float) -> int:
    """With how many decimals to print the middle of a range of growth rates: 0, 1, 2, 3 or 4.

    low, high: the ends of the range in percent, low < high. The rule is yours.
    """
    ### BEGIN SOLUTION
    return min(range(5), key=lambda places: cost(low, high, places))
    ### END SOLUTION


# %% task="decimals" role="check" points=1 outcome="precision"
with check("decimals"):
    # The paper's four, and three of a shop that knows its sales to the cent.
    seven = [(18.01, 20.10), (12.75, 14.46), (9.84, 11.29), (6.95, 7.70)]
    seven += [(4.31, 4.36), (12.02, 12.03), (7.5, 7.506)]
    places = [decimals(low, high) for low, high in seven]
    whole = all(isinstance(number, int | np.integer) for number in places)
    assert whole, "decimals-type"
    assert set(places) <= {0, 1, 2, 3, 4}, "decimals-type"
    mine = np.mean([cost(*ends, number) for ends, number in zip(seven, places, strict=True)])
    assert mine < 2.1, fill("decimals-seven", got=round(float(mine), 2))


# %% task="decimals" role="hidden" points=1 outcome="precision"
with check("decimals"):
    _mine, _fixed, _best = costs_of(
        decimals, some_ranges(np.random.default_rng([course_seed(), 12]))
    )
    assert _mine < _fixed, "decimals-fixed"

# %% task="decimals" role="hidden" points=1 outcome="precision"
with check("decimals"):
    _draw = np.random.default_rng([course_seed(), 13])
    _mine, _fixed, _best = costs_of(decimals, some_ranges(_draw))
    assert _fixed - _mine >= 0.7 * (_fixed - _best), "decimals-way"

# %% [markdown] task="decimals" role="hint"
"""
For a range two points wide, no decimal is best. Which width would make one decimal the better
choice? Try `cost(10, 10.5, 0)` and `cost(10, 10.5, 1)` in a cell of your own.
"""

# %% [markdown] task="decimals" role="hint"
"""
Only the width of the range matters, `high - low`. With each further decimal the print becomes ten
times narrower. So the width at which you change from one number of decimals to the next should
become ten times smaller, too.
"""

# %% [markdown] task="decimals" role="hint"
"""
You may also let the computer try: it can work out the cost of each of the five numbers of decimals
for the range that it gets, and take the cheapest.
"""


# %%
def compare_rules():
    """Print what readers pay under the student's rule, and under two others."""
    mine, fixed, best = costs_of(decimals, some_ranges(np.random.default_rng(2023)))
    print(f"the best fixed number of decimals costs  {fixed:.2f}")
    print(f"your rule costs                          {mine:.2f}")
    print(f"the best that is possible costs          {best:.2f}")
    print(f"your rule gets {(fixed - mine) / (fixed - best):.0%} of the way")


when_written(compare_rules, "Task 4")

# %% [markdown]
"""
## Task 5. Two measures of one market

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

Look at 2022. The same office, the same year, and two totals. A figure has a **vintage**: the day
on which it was published. Whoever quotes a figure without its day quotes half a figure.

By how much was 2022 revised? From 2,110 to 2,100, that is −0.47 %: so it seems. But the revised
total was printed as 2.1 trillion, so it is known to 100 billion only. Task 3 applies here too:
the revision lies somewhere between −3.1 and +2.1 %. The two totals do not even say whether the
figure went up or down.

Then compare 2023 with the table at the top. NetSun counts all trade that began online, most of it
between firms. The customs count what passes their e-commerce channels. Both say "cross-border
e-commerce". Neither lies. Put them side by side: one row for each year that both have.
"""


# %% task="definitions" role="answer"
def compare_definitions(netsun: pd.DataFrame, customs: pd.DataFrame) -> pd.DataFrame:
    """The two statistics of the same market, year by year, and how far they are apart.

    netsun: columns year (int) and trn_cny. customs: columns period (text), span, series,
    value_bn, step_bn, published (a day; no two totals of one year have the same), as in the
    tables above. In both: rows in any order, other columns too.
    Uses only totals of whole years. One row for each year that both have, in order of year, with
    nothing rounded and at least these columns:
      year          whole number
      netsun_trn    trillion yuan
      customs_trn   trillion yuan, the figure with the latest day
      ratio         netsun_trn / customs_trn
      revised_low, revised_high
                    the lowest and the highest change, in percent, from the figure published first
                    to the one published last, which their last digits step_bn allow; 0.0 and 0.0
                    if only one was published
    """
    ### BEGIN SOLUTION
    totals = customs[(customs["span"] == "year") & (customs["series"] == "total")]
    rows = []
    for year, level in sorted(zip(netsun["year"], netsun["trn_cny"], strict=True)):
        mine = totals[totals["period"] == str(year)].sort_values("published")
        if mine.empty:
            continue
        first, last = mine.iloc[0], mine.iloc[-1]
        up, down = first["step_bn"] / 2, last["step_bn"] / 2
        low, high = 0.0, 0.0
        if len(mine) > 1:
            low = 100 * (last["value_bn"] - down) / (first["value_bn"] + up) - 100
            high = 100 * (last["value_bn"] + down) / (first["value_bn"] - up) - 100
        size = last["value_bn"] / 1000
        rows.append((year, level, size, level / size, low, high))
    names = ["year", "netsun_trn", "customs_trn", "ratio", "revised_low", "revised_high"]
    return pd.DataFrame(rows, columns=names)
    ### END SOLUTION


# %% task="definitions" role="check" points=1 outcome="definitions"
with check("definitions"):
    both = compare_definitions(netsun.copy(), customs.copy())
    names = {"year", "netsun_trn", "customs_trn", "ratio", "revised_low", "revised_high"}
    assert isinstance(both, pd.DataFrame), "definitions-columns"
    assert names <= set(both.columns), "definitions-columns"
    assert len(both) > 0, "definitions-empty"
    assert list(both["year"]) == [2020, 2021, 2022, 2023], "definitions-years"
    assert both["ratio"].iloc[3] != approx(0.00708, abs=0.0001), "definitions-unit"
    assert both["ratio"].iloc[3] != approx(0.141, abs=0.001), "definitions-inverse"
    assert both["customs_trn"].iloc[2] != approx(2.11), "definitions-vintage"
    assert both["customs_trn"] == approx([1.69, 1.98, 2.10, 2.38]), "definitions-customs"
    assert both["netsun_trn"] == approx([12.5, 14.2, 15.7, 16.85]), "definitions-netsun"
    assert both["ratio"] == approx([7.396, 7.172, 7.476, 7.080], abs=0.001), "definitions-ratio"
    revised = both[["revised_low", "revised_high"]]
    assert not revised.isna().any().any(), "definitions-single"
    assert revised.iloc[2].tolist() != approx([-0.474, -0.474], abs=0.001), "definitions-exact"
    assert revised.iloc[2].tolist() == approx([-3.073, 2.138], abs=0.001), "definitions-revised"
    assert revised.iloc[:2].to_numpy().tolist() == [[0, 0], [0, 0]], "definitions-single"


# %% task="definitions" role="hidden" points=2 outcome="definitions"
def _invented(seed, number):
    """Two tables of an invented market, and what should come out, row by row."""
    draw = np.random.default_rng([seed, number])
    years = [int(year) for year in draw.choice(range(1990, 2020), 14, replace=False)]
    ours = pd.DataFrame({"year": years[:12], "trn_cny": draw.uniform(5, 20, 12), "source": "N"})
    rows, wanted = [], []
    for year, count in zip(years[2:], [1, 1, 2, 2, 2, 3, 4, 6, 0, 2, 1, 3], strict=True):
        days = pd.Timestamp(year + 1, 1, 10) + pd.to_timedelta(
            np.sort(draw.choice(2000, count, replace=False)), unit="D"
        )
        totals = [
            (float(draw.uniform(500, 3000)), float(draw.choice([0.1, 10, 100]))) for _ in days
        ]
        if year == years[4]:
            totals[1] = (totals[0][0], 100.0)  # the same figure again, with fewer digits
        for day, (value, step) in zip(days, totals, strict=True):
            rows.append((str(year), "year", "total", value, step, day))
            rows.append((str(year), "year", "imports", value / 4, step, day))
        for series in ("total", "exports"):  # published later than any total of the year
            late = pd.Timestamp(year + 8, 1, 1)
            rows.append((f"{year}H1", "half", series, 700.0, 1.0, late))
            rows.append((str(year), "year", "exports", 900.0, 1.0, late))
        if year in years[:12] and totals:
            level = float(ours.loc[ours["year"] == year, "trn_cny"].iloc[0])
            (first, up), (last, down) = totals[0], totals[-1]
            ends = [100 * (last + s * down / 2) / (first - s * up / 2) - 100 for s in (-1, 1)]
            size = last / 1000
            wanted.append((year, level, size, level / size, *(ends if count > 1 else (0.0, 0.0))))
    names = ["period", "span", "series", "value_bn", "step_bn", "published"]
    theirs = pd.DataFrame(rows, columns=names)
    theirs["vintage"] = draw.choice(["preliminary", "revised"], len(theirs))
    theirs = theirs.iloc[draw.permutation(len(theirs))].reset_index(drop=True)
    return ours, theirs, sorted(wanted)


def _two_markets_of_other_years(seed):
    ours, theirs, wanted = _invented(seed, 5)
    result = compare_definitions(ours, theirs)
    assert len(result) > 0, "definitions-empty"
    assert sorted(result["year"]) == [row[0] for row in wanted], "definitions-years"
    assert list(result["year"]) == [row[0] for row in wanted], "definitions-order"
    assert all(isinstance(year, int) for year in result["year"].tolist()), "definitions-whole"
    assert result["netsun_trn"] == approx([row[1] for row in wanted]), "definitions-netsun"
    assert result["customs_trn"] == approx([row[2] for row in wanted]), "definitions-newest"
    assert not only_rounded(result["ratio"], [row[3] for row in wanted]), "definitions-rounded"
    assert result["ratio"] == approx([row[3] for row in wanted]), "definitions-ratio"


with check("definitions"):
    _two_markets_of_other_years(course_seed())


# %% task="definitions" role="hidden" points=2 outcome="definitions"
def _revisions_of_other_years(seed):
    ours, theirs, wanted = _revised(seed)
    result = compare_definitions(ours, theirs)
    got = {
        int(year): (float(low), float(high))
        for year, low, high in zip(
            result["year"], result["revised_low"], result["revised_high"], strict=True
        )
    }
    once = [year for year, ends in wanted.items() if ends == (0.0, 0.0)]
    assert all(got.get(year) == approx((0.0, 0.0)) for year in once), "definitions-single"
    expected = [wanted[year] for year in sorted(wanted)]
    found = [got.get(year, (0.0, 0.0)) for year in sorted(wanted)]
    assert not only_rounded(found, expected), "definitions-rounded"
    assert [low <= high for low, high in found] == [True] * len(found), "definitions-ends"
    assert found == approx(expected), "definitions-range"


def _revised(seed):
    """Years with one, two or three totals; steps that differ; and the ranges of the changes."""
    draw = np.random.default_rng([seed, 6])
    start, rows, wanted = int(draw.integers(1950, 2000)), [], {}
    cases = [
        [(2000.0, 10.0)],
        [(2110.0, 10.0), (2100.0, 100.0)],
        [(1500.0, 100.0), (1700.0, 1.0)],
        [(900.0, 100.0), (900.0, 100.0)],
        [(1200.0, 10.0), (600.0, 0.1), (1230.0, 10.0)],
        [(800.0, 0.1)],
        [(3000.0, 100.0), (3300.0, 10.0), (2000.0, 1.0)],
    ]
    for year, place in zip(range(start, start + 7), draw.permutation(7), strict=True):
        factor = float(draw.uniform(0.9, 1.1))
        totals = [(value * factor, step) for value, step in cases[place]]
        (first, up), (last, down) = totals[0], totals[-1]
        ends = [100 * (last + s * down / 2) / (first - s * up / 2) - 100 for s in (-1, 1)]
        wanted[year] = (ends[0], ends[1]) if len(totals) > 1 else (0.0, 0.0)
        for number, (value, step) in enumerate(totals):
            day = pd.Timestamp(year + 1, 2, 1) + pd.Timedelta(days=150 * number)
            rows.append((str(year), "year", "total", value, step, day))
    names = ["period", "span", "series", "value_bn", "step_bn", "published"]
    theirs = pd.DataFrame(rows, columns=names)
    ours = pd.DataFrame({"year": list(wanted), "trn_cny": draw.uniform(5, 20, 7)})
    return ours, theirs.iloc[draw.permutation(len(theirs))], wanted


with check("definitions"):
    _revisions_of_other_years(course_seed())

# %% [markdown] task="definitions" role="hint"
"""
The customs table mixes things that must not be mixed. Which rows would you cover with your hand
before you compare it with NetSun's? And if a year is left with two rows, which one do you
believe?
"""

# %% [markdown] task="definitions" role="hint"
"""
Keep the totals of whole years. Then each year has one row or several. For each year you need the
row with the earliest day and the row with the latest day, each with its value and its step. The
range of the change is that of Task 3.
"""

# %% [markdown] task="definitions" role="hint"
"""
A loop over NetSun's years is enough: take the customs' rows whose period is that year as a text,
sort them by day, and use the first and the last. A year without rows is left out. Divide by 1000
to get trillions. With one row only, both ends of the revision are zero.
"""

# %% [markdown]
"""
Seven times. Not seven percent: seven *times*. A bank that reads 16.85 and a bank that reads 2.38
have read about two different markets, under one name.

## Task 6. In dollars: of a day, or of a year?

*In dollars?* asks the pencil. The European Central Bank publishes reference rates on working
days. Each is **units of a currency for one euro**:
"""

# %%
rates[rates["date"].between("2022-12-28", "2023-01-03")]

# %% [markdown]
"""
On 30 December 2022 one euro was 7.3582 yuan and also 1.0666 dollars. So 7.3582 yuan *are* 1.0666
dollars: from yuan to euros you divide, from euros to dollars you multiply.

Which day's rate? It depends on what the figure counts.

| figure | example | rate |
|---|---|---|
| of one day | a payment; money in the account on 31 December | the last one on or before that day |
| of a period | sales of a year | the mean of all in the period, both ends included |

A figure of one day is called a **stock** (or is a single payment), one of a period a **flow**.

31 December 2022 was a Saturday, and on weekends nobody sets a rate. So you go back to the last
one *before*. On Saturday nobody knows Monday's rate. And a market of a year did not happen on its
last evening: with the rate of 30 December 2022 the year's trade would come out 2.6 % too small.

(In our file the rates of twenty days, all year-ends among them, are the bank's own, and so are the
means of whole years. The days between are invented for this course. The dataset's card says so, as
a good source should.)
"""


# %% task="dollars" role="answer"
def to_usd(figures: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """The figures with one more column, `usd`: each amount in US dollars, not rounded.

    figures: columns first_day and last_day (days; equal for a payment or a stock), amount (may be
    negative), ccy ("CNY", "USD" or "EUR"), and others; any index. Rows, their order, their index
    and the other columns stay.
    rates: columns date, ccy ("CNY", "USD"), rate (units of ccy for one euro); rows in any order,
    at most one for a day and a currency. A currency may lack a rate on a day that the other has.
    Each currency's rate is found by itself:
      one day          the last rate on or before it
      several days     the mean of the rates published from first_day to last_day, both included
    and a euro is one euro always. An amount in dollars stays as it is, with or without a rate.
    `usd` is NaN if a rate that is needed does not exist.
    """
    ### BEGIN SOLUTION
    quotes = {
        ccy: rows.set_index("date")["rate"].sort_index() for ccy, rows in rates.groupby("ccy")
    }

    def rate(ccy, first, last):
        if ccy == "EUR":
            return 1.0
        if first < last:
            return quotes[ccy][first:last].mean()
        known = quotes[ccy][:last]
        return known.iloc[-1] if len(known) else np.nan

    usd = [
        row.amount
        if row.ccy == "USD"
        else row.amount
        / rate(row.ccy, row.first_day, row.last_day)
        * rate("USD", row.first_day, row.last_day)
        for row in figures.itertuples()
    ]
    return figures.assign(usd=usd)
    ### END SOLUTION


# %% task="dollars" role="check" points=1 outcome="currency"
with check("dollars"):
    figures = pd.DataFrame(
        {
            "first_day": ["2023-01-01", "2022-12-30", "2022-12-31", "2023-12-31", "2022-01-01"],
            "last_day": ["2023-01-01", "2022-12-30", "2022-12-31", "2023-12-31", "2022-12-31"],
            "amount": [80.0, 7358.2, 7358.2, 100.0, 15.7],
            "ccy": ["USD", "CNY", "CNY", "EUR", "CNY"],
        }
    )
    figures = figures.astype(dict.fromkeys(["first_day", "last_day"], rates["date"].dtype))
    result = to_usd(figures.copy(), rates.copy())
    assert isinstance(result, pd.DataFrame), "dollars-column"
    assert "usd" in result.columns, "dollars-column"
    assert len(result) == 5, "dollars-rows"
    assert result["amount"].tolist() == figures["amount"].tolist(), "dollars-order"
    usd = result["usd"].tolist()
    assert usd[1] != approx(7358.2 / 1.0666 * 7.3582, abs=0.01), "dollars-upside-down"
    assert usd[1] != approx(1000.0, abs=0.01), "dollars-still-euro"
    assert usd[1] == approx(1066.6, abs=0.01), "dollars-value"
    assert not pd.isna(usd[2]), "dollars-weekend"
    assert usd[2] == approx(1066.6, abs=0.01), "dollars-future"
    assert usd[3] == approx(110.5, abs=0.01), "dollars-euro"
    assert usd[0] == approx(80.0), "dollars-same"
    assert usd[4] != approx(2.2758, abs=0.0002), "dollars-last-day"
    assert usd[4] == approx(2.33544, abs=0.00005), "dollars-year"


# %% task="dollars" role="hidden" points=2 outcome="currency"
def _rates_with_gaps(draw):
    """Rates of 60 working days, some missing for one currency only, and as dicts by day."""
    monday = pd.Timestamp("2031-03-03") + pd.Timedelta(days=7 * int(draw.integers(0, 200)))
    days = [pd.Timestamp(day) for day in pd.bdate_range(monday, periods=60)]
    table = {
        "CNY": {day: float(rate) for day, rate in zip(days, draw.uniform(6, 9, 60), strict=True)},
        "USD": {
            day: float(rate) for day, rate in zip(days, draw.uniform(0.8, 1.4, 60), strict=True)
        },
    }
    for place in (7, 8, 14, 20):
        del table["CNY"][days[place]], table["USD"][days[place + 4]]
    rows = [(day, ccy, rate) for ccy, quotes in table.items() for day, rate in quotes.items()]
    frame = pd.DataFrame(rows, columns=["date", "ccy", "rate"])
    return days, table, frame.iloc[draw.permutation(len(frame))]


def _one_day(seed):
    """Payments of every currency on each day of six weeks, and after the last rate."""
    draw = np.random.default_rng([seed, 7])
    days, table, fresh = _rates_with_gaps(draw)
    when = [days[0] + pd.Timedelta(days=number) for number in [*range(44), 90, 91]] * 3
    payments = pd.DataFrame(
        {
            "first_day": when,
            "last_day": when,
            "amount": draw.uniform(-500, 5000, len(when)).round(2),
            "ccy": np.repeat(["CNY", "USD", "EUR"], len(when) // 3),
        }
    ).iloc[draw.permutation(len(when))]

    def before(ccy, day):
        return 1.0 if ccy == "EUR" else table[ccy][max(d for d in table[ccy] if d <= day)]

    rows = [(row.last_day, row.amount, row.ccy) for row in payments.itertuples()]
    wanted = [
        amount / before(ccy, day) * before("USD", day) if ccy != "USD" else amount
        for day, amount, ccy in rows
    ]
    result = to_usd(payments.copy(), fresh.copy())
    assert len(result) == len(payments), "dollars-rows"
    assert result["amount"].tolist() == payments["amount"].tolist(), "dollars-order"
    usd = result["usd"].tolist()
    assert not any(pd.isna(value) for value in usd), "dollars-weekend"
    assert not only_rounded(usd, wanted), "dollars-rounded"
    own = [place for place, row in enumerate(rows) if row[2] == "USD"]
    assert [usd[place] for place in own] == approx([wanted[place] for place in own]), "dollars-same"
    quoted = [
        p for p, (day, _, _) in enumerate(rows) if day in table["CNY"] and day in table["USD"]
    ]
    assert [usd[p] for p in quoted] == approx([wanted[p] for p in quoted]), "dollars-working-day"
    closed = [p for p, (day, _, _) in enumerate(rows) if day not in days]
    whole = [
        p
        for p in closed
        if max(d for d in days if d <= rows[p][0]) in {*table["CNY"]} & {*table["USD"]}
    ]
    assert [usd[p] for p in whole] == approx([wanted[p] for p in whole]), "dollars-future"
    assert usd == approx(wanted), "dollars-one-currency"


with check("dollars"):
    _one_day(course_seed())


# %% task="dollars" role="hidden" points=2 outcome="currency"
def _periods_and_edges(seed):
    draw = np.random.default_rng([seed, 14])
    monday = pd.Timestamp("2033-05-02") + pd.Timedelta(days=7 * int(draw.integers(0, 90)))
    days = [pd.Timestamp(day) for day in pd.bdate_range(monday, periods=40)]
    quotes = {
        "CNY": dict(zip(days, map(float, draw.uniform(6, 9, 40)), strict=True)),
        "USD": dict(zip(days, map(float, draw.uniform(0.8, 1.4, 40)), strict=True)),
    }
    for place in (2, 3, 12, 20):
        del quotes["CNY"][days[place]], quotes["USD"][days[place + 5]]
    rows = [(day, ccy, rate) for ccy, known in quotes.items() for day, rate in known.items()]
    fresh = pd.DataFrame(rows, columns=["date", "ccy", "rate"]).iloc[draw.permutation(len(rows))]
    week = pd.Timedelta(days=7)
    periods = [
        (days[0], days[1]),
        (days[0], days[-1]),
        (days[5], days[30]),
        (days[1] - pd.Timedelta(days=30), days[6]),
        (days[14], days[14] + 3 * week),
        (days[4] - pd.Timedelta(days=1), days[14] + pd.Timedelta(days=2)),
    ]
    rows = [(*period, ccy) for period in periods for ccy in ("CNY", "EUR", "USD")]
    labels = [f"f{number}" for number in draw.permutation(len(rows))]
    figures = pd.DataFrame(rows, columns=["first_day", "last_day", "ccy"], index=labels)
    figures.insert(0, "amount", [int(amount) for amount in draw.integers(-900, 9000, len(rows))])
    figures["note"] = "n" + figures["ccy"]

    def mean(ccy, first, last):
        known = [rate for day, rate in quotes[ccy].items() if first <= day <= last]
        return sum(known) / len(known)

    def worth(amount, first, last, ccy):
        own = 1.0 if ccy == "EUR" else mean(ccy, first, last)
        return amount if ccy == "USD" else amount / own * mean("USD", first, last)

    plain = figures[["amount", "first_day", "last_day", "ccy"]].itertuples(index=False)
    wanted = [float(worth(*row)) for row in plain]
    result = to_usd(figures.copy(), fresh.copy())
    assert len(result) == len(figures), "dollars-rows"
    assert {*figures.columns} <= {*result.columns}, "dollars-kept"
    kept = all(list(result[name]) == list(figures[name]) for name in figures.columns)
    assert kept, "dollars-kept"
    assert list(result.index) == labels, "dollars-kept"
    usd = result["usd"].tolist()
    assert usd[::3] + usd[1::3] == approx(wanted[::3] + wanted[1::3]), "dollars-period"
    assert usd[2::3] == approx(wanted[2::3]), "dollars-same"
    early, weekend = days[0] - pd.Timedelta(days=2), days[-1] + week
    none = pd.DataFrame(
        {
            "first_day": [early, early, early, weekend, early],
            "last_day": [early, early, early, weekend + pd.Timedelta(days=1), days[0]],
            "amount": [5.0, 6.0, 7.0, 8.0, 9.0],
            "ccy": ["CNY", "EUR", "USD", "CNY", "CNY"],
        }
    )
    none = none.astype(dict.fromkeys(["first_day", "last_day"], fresh["date"].dtype))
    usd = to_usd(none, fresh.copy())["usd"].tolist()
    assert usd[2] == approx(7.0), "dollars-same"
    assert all(pd.isna(usd[place]) for place in (0, 1, 3)), "dollars-no-rate"
    assert usd[4] == approx(9 / quotes["CNY"][days[0]] * quotes["USD"][days[0]]), "dollars-period"
    year = days[20].year  # the picture for the bank, of another year
    whole = pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31)
    shown = year_in_dollars([year], [20.0], fresh.copy())
    assert shown == approx([20 / mean("CNY", *whole) * mean("USD", *whole)]), "dollars-picture"


with check("dollars"):
    _periods_and_edges(course_seed())

# %% [markdown] task="dollars" role="hint"
"""
Do it by hand for 7,358.20 yuan on 31 December 2022. Which line of the rates do you put your
finger on? And which of the two numbers do you divide by? Then think of a shop's sales of a whole
year: which lines now?
"""

# %% [markdown] task="dollars" role="hint"
"""
Write a small function first: the rate of *one* currency for *one* row of figures. It has three
cases: the euro, a single day, a period. The rest is a division and a multiplication. Find the
yuan's rate and the dollar's by two calls, so that a gap in one does not touch the other.
"""

# %% [markdown] task="dollars" role="hint"
"""
For a single day: keep the currency's rates up to that day, sort them by date, take the last; if
none is left, NaN. For a period: keep those between the two days and take their mean, which is NaN
if none is left. Collect the dollars in a list, in the order of the rows, and put it into a copy.
"""

# %% [markdown]
"""
Now the pencil has its answer: in 2023 NetSun's market was worth 2.38 trillion *dollars*. Look
twice: 2.38 is also what the customs count in trillion *yuan*. The same three digits, another
currency and another market. A figure without its unit is half a figure, too.

## Task 7. The assistant is very sure

Somebody on the floor has asked a chat assistant to write the paragraph for the bank. It was
quick. It made eighteen claims about average growth from NetSun's table. Then it was asked whether
each was right, and it judged its own work.

(The text and the answers were written for this course, in the manner of such an assistant. They
show kinds of mistakes. They do not show how often a real assistant makes them.)
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

The range of an *average* over several years works like Task 3 with a root: the lowest last level
over the highest first one, to the power of one over the years; and the other way round.
"""


# %% task="claims" role="answer"
def check_claims(claims: pd.DataFrame, levels: pd.DataFrame) -> list[str]:
    """A verdict on each claim about average growth, in the order of the rows.

    claims: columns from_year, to_year (int, from_year < to_year), stated_pct (percent a year,
    compounded), and others; any index; at least one row.
    levels: columns year (int, each once), trn_cny (printed level), step_trn (its last printed
    digit, same unit, 0 if exact), and others; rows in any order.
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
    some = claims.set_index("claim", drop=False)
    some = some.loc[["C07", "C12", "C03", "C10", "C06", "C02", "C11", "C13"]]
    result = list(check_claims(some.copy(), netsun.copy()))
    assert len(result) == 8, "claims-length"
    assert set(result) <= {"consistent", "contradicted", "no data"}, "claims-words"
    assert result[6:] == ["no data", "no data"], "claims-no-data"
    assert result[2] == "contradicted", "claims-simple"
    assert result[3] == "contradicted", "claims-total"
    assert result[4] == "contradicted", "claims-steps"
    assert [result[0], result[1], result[5]] == ["consistent"] * 3, "claims-range"
    assert list(check_claims(some.iloc[::-1], netsun.copy())) == result[::-1], "claims-order"


# %% task="claims" role="hidden" points=2 outcome="doubt-ai"
def _claims_about_other_years(seed):
    """Claims at planted places of their ranges, and claims about years that are missing."""
    draw = np.random.default_rng([seed, 8])
    years = sorted(int(year) for year in draw.choice(range(1970, 2015), 9, replace=False))
    steps = [float(step) for step in draw.permutation([0.5, 0.1, 0.01] * 3)]
    printed = [round(float(draw.uniform(8, 30)) / step) * step for step in steps]
    rows = []
    places = [-2.0, -0.4, -0.02, 0.02, 0.3, 0.5, 0.7, 0.98, 1.02, 1.4, 3.0] * 8
    for place in places:
        one, two = sorted(int(number) for number in draw.choice(9, 2, replace=False))
        power = 1 / (years[two] - years[one])
        corners = [
            100 * ((printed[two] + b * steps[two]) / (printed[one] + a * steps[one])) ** power - 100
            for a in (-0.5, 0.5)
            for b in (-0.5, 0.5)
        ]
        low, high = min(corners), max(corners)
        verdict = "consistent" if 0 < place < 1 else "contradicted"
        rows.append((years[one], years[two], low + place * (high - low), verdict))
    absent = [year for year in range(1969, 2016) if year not in years]
    for missing in draw.choice(absent, 12, replace=False):
        known = int(draw.choice(years))
        start, end = sorted((int(missing), known))
        rows.append((start, end, float(draw.uniform(-5, 15)), "no data"))
    rows.append((absent[0], absent[-1], 5.0, "no data"))
    table = pd.DataFrame(rows, columns=["from_year", "to_year", "stated_pct", "wanted"])
    table = table.iloc[draw.permutation(len(table))]
    wanted = table.pop("wanted").tolist()
    levels = pd.DataFrame({"year": years, "trn_cny": printed, "step_trn": steps})
    levels = levels.iloc[draw.permutation(9)].reset_index(drop=True)
    result = list(check_claims(table, levels))
    assert len(result) == len(wanted), "claims-length"
    pairs = list(zip(result, wanted, strict=True))
    assert all((got == "no data") == (want == "no data") for got, want in pairs), "claims-no-data"
    assert all(got == want for got, want in pairs if want == "consistent"), "claims-range"
    assert result == wanted, "claims-outside"


with check("claims"):
    _claims_about_other_years(course_seed())


# %% task="claims" role="hidden" points=1 outcome="growth"
def _ends_and_exact_levels(seed):
    """Rates on the very end of a range (binary fractions, so exact), and falls."""
    draw = np.random.default_rng([seed, 15])
    start = int(draw.integers(1900, 1990))
    levels = pd.DataFrame(
        {
            "year": [start + 1, start, start + 2, start + 4],
            "trn_cny": [80.0, 64.0, 40.0, 16.0],
            "step_trn": [8.0, 0.0, 0.0, 0.0],
            "source": "S",
        }
    )
    rows = [
        (start, start + 1, 18.75, "consistent"),
        (start, start + 1, 31.25, "consistent"),
        (start, start + 1, 18.7, "contradicted"),
        (start, start + 1, 31.3, "contradicted"),
        (start, start + 4, 100 * 0.25**0.25 - 100 + 1e-4, "contradicted"),
        (start, start + 4, 100 * 0.25**0.25 - 100 - 1e-4, "contradicted"),
        (start + 1, start + 2, -50.0, "consistent"),
        (start, start + 3, 3.0, "no data"),
    ]
    names = ["from_year", "to_year", "stated_pct", "wanted"]
    table = pd.DataFrame(rows, columns=names, index=draw.permutation(len(rows)))
    wanted = table.pop("wanted").tolist()
    result = list(check_claims(table.copy(), levels.copy()))
    assert result[:2] == wanted[:2], "claims-ends"
    assert result[:4] == wanted[:4], "claims-outside"
    assert result == wanted, "claims-falls"


with check("claims"):
    _ends_and_exact_levels(course_seed())

# %% [markdown] task="claims" role="hint"
"""
Claim C12 says 14.0 % for 2021, the paper says 13.6 %. Levels of 12.5 and 14.2 were printed. Can
you find two true levels behind these prints that make 14.0 %?
"""

# %% [markdown] task="claims" role="hint"
"""
For each claim three questions, in this order. Does the table have both years? If so, which range
of average growth do the two printed levels allow? Does the stated rate lie in it?
"""

# %% [markdown] task="claims" role="hint"
"""
Make the year the index of the levels, so that you can look a year up. Compute the lowest and the
highest ratio of the levels as in Task 3, take the root with the number of years of each, and turn
both into percent. Compare with both ends, equality allowed.
"""

# %% [markdown]
"""
How much was the assistant's own check worth here? To judge it you need something to compare with,
a **baseline**: what if we simply believed everything? Write down a guess before you run the cell:
of eighteen claims, in how many is each way right?
"""


# %%
def scoreboard():
    """Print how often each way of judging the claims is right."""
    sound = pd.Series(check_claims(claims.copy(), netsun.copy()), index=claims.index).eq(
        "consistent"
    )
    believed = claims["self_check"] == "correct"
    print(f"claims that the table supports:        {sound.sum():2} of {len(sound)}")
    print(f"believe everything, right in:          {sound.sum():2} of {len(sound)}")
    print(f"believe the assistant's check, right:  {(believed == sound).sum():2} of {len(sound)}")
    print(
        f"bad claims that its check let pass:    {(believed & ~sound).sum():2} of {(~sound).sum()}"
    )


when_written(scoreboard, "Task 7")

# %% [markdown]
"""
Eighteen claims that were written for a course prove nothing about assistants in general. To know
how far *yours* can be believed you would do this with its own text, many times. What the table
does show is how to find out: a baseline, and somebody who recomputes. The assistant of this story
had the same table as you. It lacked no data.

## The thing you hand in

Your functions, in one picture: both measures of the market, with the last year in dollars too, at
the mean rate of that year.
"""

# %%
when_written(
    lambda: draw_two_markets(compare_definitions(netsun.copy(), customs.copy()), rates.copy()),
    "Tasks 5 and 6",
)

# %% [markdown]
"""
*What you see: on a scale where each step multiplies, NetSun's line with round marks climbs from
12.5 to 16.85 trillion yuan, the customs' line with square marks from 1.69 to 2.38, nearly
parallel. Beside the marks of 2023 stand the same amounts in dollars.*

The second picture is yours. The next cell makes a table of growth: what the paper printed, the
range that the levels allow, and the number of decimals that your rule chooses.
"""


# %%
def growth_table():
    """Printed growth of each year, its range, and what the student's rule would print."""
    rows = []
    for before, after in pairwise(netsun.itertuples()):
        low, high = growth_interval(before.trn_cny, after.trn_cny, before.step_trn, after.step_trn)
        places = int(decimals(low, high))
        shown = f"{(low + high) / 2:.{places}f}"
        rows.append((int(after.year), after.growth_stated, low, high, shown))
    return pd.DataFrame(rows, columns=["year", "printed", "low", "high", "shown"])


bands = when_written(growth_table, "Tasks 3 and 4")
pd.DataFrame(bands)

# %% [markdown]
"""
Open a new cell below this one (the + in the toolbar) and draw `bands` with matplotlib. For each
year one must see the range, the number that the paper printed, and the number that you would
print. Label the axes with their units, and give the picture a title that says what it shows. It
is marked together with the note.
"""

# %% [markdown] task="note" role="written" points=5 outcome="doubt-ai"
"""
## The note

Write the note that goes with the two pictures: five to eight sentences that Ms Lin can sign at
five o'clock. The bank must learn from it

1. how large the market is, by whose definition, and why another figure is seven times smaller;
2. how large it is in dollars, and with which rate you converted it;
3. how fast it grows, to the precision that the data carry, and with the day of publication of a
   figure that was revised;
4. whether the assistant's paragraph may be used: for what, for what not, and who checks it.

The picture that you drew counts as the fifth item.

### BEGIN MARK SCHEME
One point for each of the five items: good 1, fair 0.5, weak 0. Order and language do not count.

- Size and definition. Good: names both figures with their makers and says what each counts (all
  trade that began online; what passes the customs' channels for e-commerce). Fair: both figures,
  but the reason is only "different sources". Weak: one figure, or no maker.
- Dollars. Good: an amount in dollars that fits its amount in yuan (for 2023 about 2.4 trillion
  by NetSun, about 0.34 by the customs), and that it is the mean rate of the year. Fair: the amount
  without the rate, or the rate of the last day. Weak: none, or yuan and dollars confused.
- Growth and precision. Good: gives a range or whole percents, and names the day or vintage of a
  figure that was revised. Fair: one of the two. Weak: two decimals as if they were known.
- The assistant. Good: a use, a limit, and a person who recomputes. Fair: "must be checked",
  without how or by whom. Weak: "AI is reliable" or "AI is bad". What the eighteen invented claims
  showed need not be told; told as proof about real assistants it is fair at best.
- The picture. Good: range, printed and own number can be told apart without colour, both axes
  have their unit, the title says what is seen. Fair: one of these is missing. Weak: no range.

A figure that is misquoted costs the item in which it stands.
### END MARK SCHEME
"""

# %% [markdown]
"""
## Go further

The customs' table holds a small puzzle. For 2022 the preliminary total is 2,110 billion yuan with
growth of 9.8 %. The preliminary total for 2021 was 1,980. But from 1,980 to 2,110 is 6.6 %. Who is
wrong? (Work backwards: from which level is 2,110 a rise of 9.8 %? Then do the same for 2023, and
find out which figure of 2022 the customs had in mind.) No points. But the next time somebody says
"it grew by 15.6 %", you will be the one who asks: from what?
"""
