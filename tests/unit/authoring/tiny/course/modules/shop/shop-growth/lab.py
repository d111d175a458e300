# %% [markdown]
"""
# Growth of a small shop

Mei sells tea cups. She asks how fast her shop grows.
"""

# %%
import random
from itertools import pairwise

from autograder.checks import approx, check, course_seed, fill

# %% [markdown]
"""
## Task 1. Growth

Last year 100 parcels, this year 110.
"""


# %% task="growth" role="answer"
def growth(levels: list[float]) -> list[float]:
    """Growth of each value over the one before it, in percent.

    `growth([100, 110])` is `[10.0]`; one value alone has no growth.
    """
    ### BEGIN SOLUTION
    return [100 * (after - before) / before for before, after in pairwise(levels)]
    ### END SOLUTION


# %% task="growth" role="check" points=1 outcome="read-growth"
with check("growth"):
    parcels = [100, 110]
    result = growth(parcels)
    assert len(result) == 1, fill("growth-length", got=len(result))
    assert result == approx([10.0]), "growth-base"
    assert growth([50, 100]) == approx([100.0]), "growth-base"

# %% task="growth" role="hidden" points=2 outcome="read-growth"
with check("growth"):
    draw = random.Random(course_seed())
    levels = [draw.uniform(50, 150) for _ in range(6)]
    base = growth([*levels])
    assert growth([7.0]) == [], "growth-one-value"
    assert growth([100 * level for level in levels]) == approx(base), "growth-scale"
    assert base[0] == approx(100 * (levels[1] / levels[0] - 1)), "growth-base"
    assert growth([0.7, 0.70111, 0.35]) == approx([0.158571, -50.0791], abs=1e-4), "growth-base"
    assert growth([2, 2, -1]) == approx([0.0, -150.0]), "growth-base"

# %% [markdown] task="growth" role="hint"
"""
Ten more than 100: ten percent of which number?
"""

# %% [markdown] task="growth" role="hint"
"""
Subtract the old value from the new one, then divide by the *old* one.
"""

# %% [markdown]
"""
## Task 2. The best month
"""

# %% task="best-month" role="answer"
### BEGIN SOLUTION
best_month = max({"May": 90, "June": 120}.items(), key=lambda item: item[1])[0]
### END SOLUTION

# %% task="best-month" role="check" points=1 outcome="read-growth"
with check("best-month"):
    assert best_month in ("May", "June"), "best-month-type"

# %% task="best-month" role="hidden" points=1 outcome="read-growth"
with check("best-month"):
    assert best_month == "June", "best-month-value"

# %% [markdown] task="best-month" role="hint"
"""
Which of the two numbers is larger?
"""

# %% [markdown] task="best-month" role="hint"
"""
Write the name of the month between quotes.
"""

# %% [markdown] task="limits" role="written" points=3 outcome="doubt"
"""
## A question in words

When would you not trust this growth rate?

### BEGIN MARK SCHEME
3: names rounding and a change of definition. 2: names one of them. 1: says "error" only.
### END MARK SCHEME
"""
