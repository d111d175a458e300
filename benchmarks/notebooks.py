"""Three light assignments of a data course: answers and tests, and nothing between them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from assignment import Assignment, Step
from PIL import Image, ImageDraw


def _orders(path: Path, scale: float) -> None:
    """A year of orders, 80,000 lines."""
    rng = np.random.default_rng(7)
    rows = int(80_000 * scale)
    days = pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 365, rows), unit="D")
    table = {
        "order": [f"11{number:07d}" for number in range(rows)],
        "market": rng.choice(["US", "DE", "FR", "JP", "GB", "CA"], rows),
        "sku": [f"LT-{number:04d}" for number in rng.integers(0, 240, rows)],
        "units": rng.integers(1, 6, rows),
        "price": rng.gamma(4.0, 6.0, rows).round(2),
        "day": days.strftime("%Y-%m-%d"),
    }
    pd.DataFrame(table).to_csv(path, index=False)


def _settlement(path: Path, scale: float) -> None:
    """A settlement report as a workbook, 1,000 lines."""
    rng = np.random.default_rng(8)
    rows = int(1_000 * scale)
    table = {
        "day": np.arange(rows) % 365,
        "market": rng.integers(0, 6, rows),
        "units": rng.integers(1, 30, rows),
        "price": rng.gamma(4.0, 6.0, rows).round(2),
    }
    pd.DataFrame(table).to_excel(path, index=False)


def _photo(path: Path, scale: float) -> None:
    """A product photograph of 1,200 by 1,200 pixels, with grain."""
    size = int(1_200 * scale)
    image = Image.new("RGB", (size, size), (236, 236, 230))
    box = [size * 0.2, size * 0.2, size * 0.8, size * 0.8]
    ImageDraw.Draw(image).ellipse(box, fill=(60, 90, 140))
    grain = np.random.default_rng(9).normal(0, 4, (size, size, 3))
    noisy = np.clip(np.asarray(image) + grain, 0, 255).astype("uint8")
    Image.fromarray(noisy).save(path, quality=92)


DATA = Assignment(
    "data",
    "orders.csv",
    _orders,
    (
        "import numpy as np\nimport pandas as pd\n"
        "from sklearn.linear_model import LinearRegression\n"
        "from sklearn.ensemble import RandomForestRegressor",
        "orders = pd.read_csv('orders.csv', parse_dates=['day'], dtype={'order': 'str'})\n"
        "orders = orders.drop_duplicates('order').sort_values(['day', 'order'])",
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
    "settlement.xlsx",
    _settlement,
    (
        "import io\nimport openpyxl\nfrom openpyxl.styles import Font\n"
        "from openpyxl.chart import LineChart, Reference",
        "page = openpyxl.load_workbook('settlement.xlsx').active\n"
        "sales = list(page.iter_rows(min_row=2, values_only=True))",
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
            "assert sheet(sales).active.max_row == len(sales) + 1",
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
            "    line.add_data(Reference(book.active, min_col=3, min_row=1, max_row=1001))\n"
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
            "assert roundtrip(formulas(sales)).active['B2'].value == sales[0][1]",
        ),
    ),
)

PICTURE = Assignment(
    "picture",
    "photo.jpg",
    _photo,
    (
        "import numpy as np\nfrom PIL import Image, ImageDraw, ImageFilter",
        "photo = Image.open('photo.jpg').convert('RGB').filter(ImageFilter.MedianFilter(3))\n"
        "photo = photo.resize((700, 700), Image.Resampling.LANCZOS)",
    ),
    (
        Step(
            "mask",
            "def mask(image):\n    return np.asarray(image.convert('L')) < 180",
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
            "assert max(abs(a - b) for a, b in zip(colour(photo), (60, 90, 140))) < 6",
        ),
    ),
)
