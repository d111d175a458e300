"""A report in a workbook: sheets made from tables, put together in locked cells, read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from assignment import Assignment, Step


def _ledger(path: Path, scale: float) -> None:
    """A year of sales as a workbook: 1,500 lines, some of them returns, some without a market."""
    rng = np.random.default_rng(22)
    rows = int(1_500 * scale)
    markets = rng.choice(["US", "DE", "FR", "JP"], rows).astype(object)
    markets[rng.random(rows) < 0.03] = None
    table = {
        "day": pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 365, rows), unit="D"),
        "market": markets,
        "sku": [f"LT-{number:03d}" for number in rng.integers(0, 60, rows)],
        "units": rng.integers(-2, 12, rows),
        "price": rng.gamma(4.0, 6.0, rows).round(2),
    }
    pd.DataFrame(table).to_excel(path, sheet_name="ledger", index=False)


SALES = Step(
    "sales",
    """
def read_sales(path):
    table = pd.read_excel(path, sheet_name='ledger')
    table['market'] = table['market'].fillna('unknown')
    table['revenue'] = (table['units'] * table['price']).round(2)
    return table.sort_values(['day', 'sku'], ignore_index=True)
""".strip(),
    """
assert list(sales.columns) == ['day', 'market', 'sku', 'units', 'price', 'revenue']
assert sales['market'].notna().all() and sales['day'].is_monotonic_increasing
### BEGIN HIDDEN TESTS
raw = pd.read_excel('ledger.xlsx')
assert np.isclose(sales['revenue'].sum(), (raw['units'] * raw['price']).round(2).sum())
raw.head(30).to_excel('short.xlsx', sheet_name='ledger', index=False)
assert len(read_sales('short.xlsx')) == 30
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def read_sales(path):
    page = openpyxl.load_workbook(path)['ledger']
    lines = []
    for day, market, sku, units, price in page.iter_rows(min_row=2, values_only=True):
        lines.append((day, market or 'unknown', sku, units, price, round(units * price, 2)))
    names = ['day', 'market', 'sku', 'units', 'price', 'revenue']
    return pd.DataFrame(lines, columns=names).sort_values(['day', 'sku'], ignore_index=True)
""".strip(),
    ),
    wrong="def read_sales(path):\n    return pd.read_excel(path).dropna()",
    between="""
sales = read_sales('ledger.xlsx')
sales.describe().round(2)
""".strip(),
)

MARKETS = Step(
    "markets",
    """
def by_market(df):
    table = df.groupby('market').agg(units=('units', 'sum'), revenue=('revenue', 'sum'))
    table['share'] = table['revenue'] / table['revenue'].sum()
    return table.sort_values('revenue', ascending=False).round(4)
""".strip(),
    """
table = by_market(sales)
assert list(table.columns) == ['units', 'revenue', 'share'] and 'unknown' in table.index
assert table['revenue'].is_monotonic_decreasing and np.isclose(table['share'].sum(), 1, atol=0.01)
### BEGIN HIDDEN TESTS
few = by_market(sales[sales['market'] != 'JP'])
assert 'JP' not in few.index and np.isclose(few['share'].sum(), 1, atol=0.01)
assert few['units'].sum() == sales.loc[sales['market'] != 'JP', 'units'].sum()
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def by_market(df):
    total = df['revenue'].sum()
    lines = {}
    for market, part in df.groupby('market'):
        revenue = part['revenue'].sum()
        lines[market] = (int(part['units'].sum()), round(revenue, 4), round(revenue / total, 4))
    table = pd.DataFrame.from_dict(lines, orient='index', columns=['units', 'revenue', 'share'])
    return table.sort_values('revenue', ascending=False)
""".strip(),
    ),
    wrong="def by_market(df):\n    return df.groupby('market')[['units', 'revenue']].sum()",
    between="by_market(sales)['revenue'].plot.bar(title='revenue');",
    locked=False,
)

MONTHS = Step(
    "months",
    """
def by_month(df):
    return df.pivot_table(index=df['day'].dt.month, columns='market', values='revenue',
                          aggfunc='sum', fill_value=0.0)
""".strip(),
    """
assert list(monthly.index) == list(range(1, 13))
assert np.isclose(monthly.to_numpy().sum(), sales['revenue'].sum())
### BEGIN HIDDEN TESTS
june = by_month(sales[sales['day'].dt.month == 6])
assert len(june) == 1 and np.isclose(june.loc[6].sum(), monthly.loc[6].sum())
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def by_month(df):
    found = pd.DataFrame(0.0, sorted(df['day'].dt.month.unique()), sorted(df['market'].unique()))
    for (month, market), part in df.groupby([df['day'].dt.month, 'market']):
        found.loc[month, market] = part['revenue'].sum()
    return found
""".strip(),
    ),
    wrong="""
def by_month(df):
    return df.pivot_table(index=df['day'].dt.month, columns='market', values='revenue')
""".strip(),
    between="""
monthly = by_month(sales)
figure, axes = plt.subplots(figsize=(7, 4))
for market in monthly.columns:
    axes.plot(monthly.index, monthly[market].cumsum(), label=market)
axes.legend();
""".strip(),
)

BOOK = Step(
    "book",
    """
def sales_book(df):
    book = openpyxl.Workbook()
    page = book.active
    page.title = 'Sales'
    page.append(list(df.columns))
    for line in df.itertuples(index=False):
        page.append(list(line))
    for cell in page[1]:
        cell.font = Font(bold=True)
    return book
""".strip(),
    """
again = openpyxl.load_workbook('sales.xlsx')['Sales']
assert again.max_row == len(sales) + 1
assert again['A1'].font.bold and not again['A2'].font.bold
### BEGIN HIDDEN TESTS
assert [cell.value for cell in again[1]] == list(sales.columns)
read = pd.read_excel('sales.xlsx', sheet_name='Sales')
assert np.isclose(read['revenue'].sum(), sales['revenue'].sum())
assert sales_book(sales.head(3))['Sales'].max_row == 4
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def sales_book(df):
    book = openpyxl.Workbook()
    book.active.title = 'Sales'
    for column, name in enumerate(df.columns, start=1):
        book.active.cell(1, column, name).font = Font(bold=True, size=12)
        for row, value in enumerate(df[name].tolist(), start=2):
            book.active.cell(row, column, value)
    return book
""".strip(),
    ),
    wrong="def sales_book(df):\n    return openpyxl.Workbook()",
    between="""
sales_book(sales).save('sales.xlsx')
pd.read_excel('sales.xlsx').tail()
""".strip(),
)

SUMMARY = Step(
    "summary",
    """
def summary_book(df):
    book = sales_book(df)
    months = book.create_sheet('Months', 0)
    monthly = by_month(df)
    months.append(['month', *monthly.columns])
    for line in monthly.itertuples():
        months.append(list(line))
    markets = book.create_sheet('Markets', 0)
    markets.append(['market', 'units', 'revenue', 'share'])
    table = by_market(df)
    for line in table.itertuples():
        markets.append(list(line))
    last = len(table) + 1
    markets.append(['total', f'=SUM(B2:B{last})', f'=SUM(C2:C{last})'])
    return book
""".strip(),
    """
book = openpyxl.load_workbook('report.xlsx')
assert book.sheetnames == ['Markets', 'Months', 'Sales']
assert book['Markets'].max_row == sales['market'].nunique() + 2
### BEGIN HIDDEN TESTS
top = by_market(sales)
assert book['Markets']['A2'].value == top.index[0]
assert book['Markets'].cell(len(top) + 2, 3).value == f'=SUM(C2:C{len(top) + 1})'
months = pd.read_excel('report.xlsx', sheet_name='Months')
assert np.isclose(months.drop(columns='month').to_numpy().sum(), sales['revenue'].sum())
summary_book(sales[sales['market'] == 'US']).save('us.xlsx')
assert openpyxl.load_workbook('us.xlsx')['Sales'].max_row == (sales['market'] == 'US').sum() + 1
### END HIDDEN TESTS
""".strip(),
    others=(
        """
def summary_book(df):
    book = sales_book(df)
    tables = {'Markets': by_market(df).rename_axis('market').reset_index(),
              'Months': by_month(df).reset_index(names='month')}
    for place, (title, table) in enumerate(tables.items()):
        page = book.create_sheet(title, place)
        for column, name in enumerate(table.columns, start=1):
            page.cell(1, column, name)
            for row, value in enumerate(table[name].tolist(), start=2):
                page.cell(row, column, value)
    last = len(tables['Markets']) + 1
    for letter, value in zip('ABC', ('total', f'=SUM(B2:B{last})', f'=SUM(C2:C{last})')):
        book['Markets'][f'{letter}{last + 1}'] = value
    return book
""".strip(),
    ),
    wrong="def summary_book(df):\n    return sales_book(df)",
    between="""
summary_book(sales).save('report.xlsx')
for page in openpyxl.load_workbook('report.xlsx'):
    print(page.title, page.dimensions)
pd.read_excel('report.xlsx', sheet_name='Months').round(0)
""".strip(),
)

REPORT = Assignment(
    "report",
    "ledger.xlsx",
    _ledger,
    (
        "import matplotlib.pyplot as plt\nimport numpy as np\nimport openpyxl\n"
        "import pandas as pd\nfrom openpyxl.styles import Font",
    ),
    (SALES, MARKETS, MONTHS, BOOK, SUMMARY),
)
