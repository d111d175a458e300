"""Three assignments like those of a data course, and a class that answered them.

Each is a list of steps: locked set-up code, then pairs of an answer and its test. A class of twenty
is a quarter right, a quarter half right, a quarter raising and a quarter blank.
"""

from __future__ import annotations

from dataclasses import dataclass

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


@dataclass(frozen=True)
class Step:
    """An answer cell and the test that follows it."""

    name: str
    answer: str
    test: str


@dataclass(frozen=True)
class Assignment:
    """An assignment: its locked first cells and its steps."""

    name: str
    setup: tuple[str, ...]
    steps: tuple[Step, ...]


_ORDERS = """
rng = np.random.default_rng(7)
rows = 60_000
orders = pd.DataFrame({
    "market": rng.choice(["US", "DE", "FR", "JP", "GB", "CA"], rows),
    "sku": rng.integers(0, 240, rows),
    "units": rng.integers(1, 6, rows),
    "price": rng.gamma(4.0, 6.0, rows).round(2),
    "day": pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 365, rows), unit="D"),
})
"""

DATA = Assignment(
    "data",
    (
        "import numpy as np\nimport pandas as pd\n"
        "from sklearn.linear_model import LinearRegression\n"
        "from sklearn.ensemble import RandomForestRegressor",
        _ORDERS,
    ),
    (
        Step(
            "revenue",
            "def revenue(df):\n    return df.assign(revenue=df.units * df.price)",
            "assert revenue(orders).revenue.sum().round(2) == "
            "(orders.units * orders.price).sum().round(2)",
        ),
        Step(
            "markets",
            "def by_market(df):\n    return df.groupby('market').units.sum().sort_index()",
            "assert by_market(orders).index.tolist() == ['CA', 'DE', 'FR', 'GB', 'JP', 'US']\n"
            "assert by_market(orders).sum() == orders.units.sum()",
        ),
        Step(
            "monthly",
            "def monthly(df):\n"
            "    return df.pivot_table(index=df.day.dt.month, columns='market', values='units',\n"
            "                          aggfunc='sum')",
            "assert monthly(orders).shape == (12, 6)",
        ),
        Step(
            "trend",
            "def trend(df):\n"
            "    daily = df.groupby('day').units.sum()\n"
            "    x = np.arange(len(daily)).reshape(-1, 1)\n"
            "    return LinearRegression().fit(x, daily.to_numpy()).coef_[0]",
            "assert abs(trend(orders)) < 1",
        ),
        Step(
            "forest",
            "def forest(df):\n"
            "    x = pd.get_dummies(df.market[:1500]).assign(price=df.price[:1500])\n"
            "    return RandomForestRegressor(12, random_state=0).fit(x, df.units[:1500])",
            "assert forest(orders).n_estimators == 12",
        ),
        Step(
            "plot",
            "import matplotlib.pyplot as plt\n"
            "def chart(df):\n"
            "    figure, axes = plt.subplots()\n"
            "    df.groupby('day').units.sum().plot(ax=axes)\n"
            "    return axes\n"
            "chart(orders);",
            "assert len(chart(orders).lines) == 1",
        ),
    ),
)

WORKBOOK = Assignment(
    "workbook",
    (
        "import io\nimport openpyxl\nfrom openpyxl.styles import Font\n"
        "from openpyxl.chart import LineChart, Reference",
        "sales = [(day, day % 6, 20 + day * 3 % 17, 9.5 + day % 5) for day in range(1, 1201)]",
    ),
    (
        Step(
            "sheet",
            "def sheet(rows):\n"
            "    book = openpyxl.Workbook()\n"
            "    page = book.active\n"
            "    page.append(['day', 'market', 'units', 'price'])\n"
            "    for row in rows:\n"
            "        page.append(row)\n"
            "    return book",
            "assert sheet(sales).active.max_row == 1201",
        ),
        Step(
            "formulas",
            "def formulas(rows):\n"
            "    book = sheet(rows)\n"
            "    page = book.active\n"
            "    for number in range(2, page.max_row + 1):\n"
            "        page.cell(number, 5, f'=C{number}*D{number}')\n"
            "    return book",
            "assert formulas(sales).active['E3'].value == '=C3*D3'",
        ),
        Step(
            "style",
            "def style(book):\n"
            "    for cell in book.active[1]:\n"
            "        cell.font = Font(bold=True)\n"
            "    return book",
            "assert style(sheet(sales)).active['A1'].font.bold",
        ),
        Step(
            "chart",
            "def chart(book):\n"
            "    line = LineChart()\n"
            "    line.add_data(Reference(book.active, min_col=3, min_row=1, max_row=1201))\n"
            "    book.active.add_chart(line, 'H2')\n"
            "    return book",
            "assert len(chart(sheet(sales)).active._charts) == 1",
        ),
        Step(
            "roundtrip",
            "def roundtrip(book):\n"
            "    file = io.BytesIO()\n"
            "    book.save(file)\n"
            "    return openpyxl.load_workbook(file)",
            "assert roundtrip(formulas(sales)).active['B2'].value == 1",
        ),
    ),
)

PICTURE = Assignment(
    "picture",
    (
        "import numpy as np\nfrom PIL import Image, ImageDraw, ImageFilter",
        "def product(size=700):\n"
        "    image = Image.new('RGB', (size, size), (236, 236, 230))\n"
        "    draw = ImageDraw.Draw(image)\n"
        "    draw.ellipse([size * .2, size * .2, size * .8, size * .8], fill=(60, 90, 140))\n"
        "    return image.filter(ImageFilter.GaussianBlur(2))\n"
        "photo = product()",
    ),
    (
        Step(
            "mask",
            "def mask(image):\n"
            "    return np.asarray(image.convert('L')) < 180",
            "assert 0.2 < mask(photo).mean() < 0.4",
        ),
        Step(
            "cutout",
            "def cutout(image):\n"
            "    alpha = Image.fromarray((mask(image) * 255).astype('uint8'))\n"
            "    result = image.convert('RGBA')\n"
            "    result.putalpha(alpha)\n"
            "    return result",
            "assert cutout(photo).getpixel((0, 0))[3] == 0",
        ),
        Step(
            "shadow",
            "def shadow(image):\n"
            "    alpha = cutout(image).getchannel('A')\n"
            "    return alpha.filter(ImageFilter.GaussianBlur(14))",
            "assert shadow(photo).size == photo.size",
        ),
        Step(
            "sizes",
            "def sizes(image):\n"
            "    return [image.resize((s, s), Image.Resampling.LANCZOS) for s in (600, 300, 100)]",
            "assert [i.width for i in sizes(photo)] == [600, 300, 100]",
        ),
        Step(
            "colour",
            "def colour(image):\n"
            "    pixels = np.asarray(image)[mask(image)]\n"
            "    return tuple(int(v) for v in np.median(pixels, axis=0))",
            "assert colour(photo) == (60, 90, 140)",
        ),
    ),
)

ASSIGNMENTS = (DATA, WORKBOOK, PICTURE)


def answers(assignment: Assignment, student: int) -> list[str]:
    """What student number 0, 1, 2 ... wrote into the answer cells."""
    kind = ("right", "half", "raising", "blank")[student % 4]
    written = []
    for number, step in enumerate(assignment.steps):
        if kind == "right" or (kind == "half" and number % 2 == 0):
            written.append(step.answer)
        elif kind == "raising" and number % 2:
            written.append(step.answer + f"\n1 / 0  # {step.name}")
        else:
            written.append(STUB)
    return written
