"""Pricing: a regression of prices with a cross-validated forest, shown and plotted on the way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from assignment import Assignment, Step


def _listings(path: Path, scale: float) -> None:
    """Flats and what they were let for: 2,400 lines, some twice, some without an area."""
    rng = np.random.default_rng(21)
    rows = int(2_400 * scale)
    area, age = rng.gamma(9.0, 8.0, rows).round(1), rng.integers(0, 90, rows)
    district, floor = rng.integers(0, 6, rows), rng.integers(0, 9, rows)
    rent = 180 + 11 * area + 60 * district - 2.5 * age + 8 * floor + rng.normal(0, 60, rows)
    table = pd.DataFrame({
        "listing": [f"F{number:05d}" for number in range(rows)],
        "district": np.array(["North", "East", "Harbour", "South", "West", "Old Town"])[district],
        "area": np.where(rng.random(rows) < 0.04, np.nan, area),
        "age": age,
        "floor": floor,
        "rent": rent.clip(150).round(2),
    })  # fmt: skip
    pd.concat([table, table.sample(rows // 20, random_state=3)]).to_csv(path, index=False)


TIDY = Step(
    "tidy",
    """
def tidy(df):
    once = df.drop_duplicates('listing').copy()
    middle = once.groupby('district')['area'].transform('median')
    once['area'] = once['area'].fillna(middle)
    return once.sort_values('listing').reset_index(drop=True)
""".strip(),
    """
flats_again = tidy(listings)
assert flats_again['listing'].is_unique and flats_again['area'].notna().all()
assert len(flats_again) == listings['listing'].nunique()
### BEGIN HIDDEN TESTS
known = listings.drop_duplicates('listing').groupby('district')['area'].median()
unknown = listings.loc[listings['area'].isna(), 'listing']
filled = flats_again[flats_again['listing'].isin(unknown)]
assert np.allclose(filled['area'], filled['district'].map(known))
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def tidy(df):
    parts = []
    for district, part in df.drop_duplicates('listing').groupby('district'):
        parts.append(part.assign(area=part['area'].fillna(part['area'].median())))
    return pd.concat(parts).sort_values('listing', ignore_index=True)
""".strip(),
    ),
    wrong="def tidy(df):\n    return df.drop_duplicates('listing').dropna()",
    between="""
flats = tidy(listings)
figure, axes = plt.subplots(2, 3, figsize=(9, 5), sharex=True)
for place, (district, part) in zip(axes.flat, flats.groupby('district')):
    place.scatter(part['area'], part['rent'], s=4)
    place.set_title(district)
flats.groupby('district')[['area', 'rent']].describe().round(1)
""".strip(),
)

FEATURES = Step(
    "features",
    """
def features(df):
    numbers = df[['area', 'age', 'floor']].astype(float)
    return numbers.join(pd.get_dummies(df['district'], dtype=float))
""".strip(),
    """
numbers = features(flats)
assert len(numbers) == len(flats) and numbers.shape[1] == 9
assert all(dtype == float for dtype in numbers.dtypes)
### BEGIN HIDDEN TESTS
assert np.allclose(numbers['Harbour'], flats['district'] == 'Harbour')
assert features(flats.head(50))['area'].sum().round(3) == flats['area'].head(50).sum().round(3)
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def features(df):
    columns = {name: df[name].astype(float) for name in ('area', 'age', 'floor')}
    for district in sorted(df['district'].unique()):
        columns[district] = (df['district'] == district).astype(float)
    return pd.DataFrame(columns)
""".strip(),
    ),
    wrong="def features(df):\n    return df[['area', 'age', 'floor']].astype(float)",
    between="""
shown = features(flats).corrwith(flats['rent']).sort_values()
shown.plot.barh(title='correlation with the rent');
""".strip(),
    locked=False,
)

SCORES = Step(
    "scores",
    """
def scores(x, y):
    forest = RandomForestRegressor(28, max_depth=9, random_state=0)
    return cross_val_score(forest, x, y, cv=3)
""".strip(),
    """
assert len(found) == 3 and min(found) > 0.6
### BEGIN HIDDEN TESTS
part = flats.sample(frac=0.5, random_state=5)
assert 0.6 < np.mean(scores(features(part), part['rent'])) < 0.999
noise = np.random.default_rng(1).normal(size=len(part))
assert np.mean(scores(features(part), noise)) < 0.3
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def scores(x, y):
    found = []
    for train, test in KFold(3, shuffle=True, random_state=4).split(x):
        forest = RandomForestRegressor(24, random_state=1)
        forest.fit(x.iloc[train], np.asarray(y)[train])
        found.append(forest.score(x.iloc[test], np.asarray(y)[test]))
    return np.array(found)
""".strip(),
        """
def scores(x, y):
    folds = KFold(3, shuffle=True, random_state=9)
    return cross_val_score(RandomForestRegressor(32, max_depth=8, random_state=2), x, y, cv=folds)
""".strip(),
    ),
    wrong="""
def scores(x, y):
    forest = RandomForestRegressor(12, random_state=0).fit(x, y)
    return np.array([forest.score(x, y)] * 3)
""".strip(),
    between="""
found = scores(features(flats), flats['rent'])
pd.Series(found, name='R2').rename_axis('fold').to_frame().round(3)
""".strip(),
)

PREDICT = Step(
    "predict",
    """
def predict(train, new):
    forest = RandomForestRegressor(60, max_depth=10, random_state=0)
    forest.fit(features(train), train['rent'])
    return forest.predict(features(new))
""".strip(),
    """
assert len(predicted) == len(late)
assert np.mean(np.abs(predicted - late['rent'])) < 110
### BEGIN HIDDEN TESTS
middle = np.abs(late['rent'] - early['rent'].median()).mean()
assert np.abs(predict(early, late) - late['rent']).mean() < 0.6 * middle
assert np.abs(predict(late, early) - early['rent']).mean() < 0.6 * middle
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def predict(train, new):
    model = RandomForestRegressor(n_estimators=50, min_samples_leaf=2, random_state=8)
    model.fit(features(train), train['rent'])
    guesses = []
    for start in range(0, len(new), 400):
        guesses.extend(model.predict(features(new)[start:start + 400]))
    return np.array(guesses)
""".strip(),
    ),
    wrong="def predict(train, new):\n    return np.full(len(new), train['rent'].mean())",
    between="""
early, late = flats.iloc[::2], flats.iloc[1::2]
predicted = predict(early, late)
figure, axes = plt.subplots(figsize=(6, 4))
axes.scatter(late['rent'], predicted - late['rent'], s=5, alpha=0.6)
axes.axhline(0)
axes.set(xlabel='rent', ylabel='error');
""".strip(),
    locked=False,
)

RANKING = Step(
    "ranking",
    """
def ranking(x, y):
    forest = RandomForestRegressor(24, random_state=0).fit(x, y)
    return pd.Series(forest.feature_importances_, x.columns).sort_values(ascending=False)
""".strip(),
    """
assert ranked.index[0] == 'area' and ranked.is_monotonic_decreasing
### BEGIN HIDDEN TESTS
x = features(flats).assign(copy=np.random.default_rng(2).permutation(flats['rent']))
again = ranking(x, flats['age'] * 10.0 + flats['area'])
assert again.index[0] == 'age' and set(again.index) == set(x.columns)
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def ranking(x, y):
    forest = RandomForestRegressor(20, max_depth=8, random_state=3).fit(x, y)
    weights = {}
    for name, weight in zip(x.columns, forest.feature_importances_):
        weights[name] = float(weight)
    return pd.Series(weights).sort_values(ascending=False)
""".strip(),
    ),
    wrong="def ranking(x, y):\n    return pd.Series(1.0, x.columns)",
    between="""
ranked = ranking(features(flats), flats['rent'])
ranked.plot.bar(title='what a rent depends on')
plt.tight_layout()
""".strip(),
)

BANDS = Step(
    "bands",
    """
def bands(rents, steps):
    return pd.cut(rents, [-np.inf, *steps, np.inf], labels=False)
""".strip(),
    """
assert sorted(set(bands(flats['rent'], [800, 1200]))) == [0, 1, 2]
### BEGIN HIDDEN TESTS
assert list(bands(pd.Series([1.0, 5.0, 5.5, 20.0]), [2, 5, 9])) == [0, 1, 2, 3]
whole = pd.Series(bands(pd.Series(predict(early, late)), [800, 1200]))
assert whole.value_counts().sum() == len(late)
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def bands(rents, steps):
    placed = []
    for rent in rents:
        placed.append(sum(rent > step for step in steps))
    return pd.Series(placed, rents.index)
""".strip(),
    ),
    wrong="def bands(rents, steps):\n    return pd.Series(np.searchsorted(steps, rents, 'right'))",
    between="""
banded = flats.assign(band=bands(flats['rent'], [800, 1200]),
                      asked=predict(flats, flats).round(-1))
banded.pivot_table(index='district', columns='band', values=['rent', 'asked'], aggfunc='mean')
""".strip(),
)

PRICING = Assignment(
    "pricing",
    "listings.csv",
    _listings,
    (
        "import matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd\n"
        "from sklearn.ensemble import RandomForestRegressor\n"
        "from sklearn.model_selection import KFold, cross_val_score",
        "listings = pd.read_csv('listings.csv')\nlistings.head()",
    ),
    (TIDY, FEATURES, SCORES, PREDICT, RANKING, BANDS),
)
