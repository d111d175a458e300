"""The generator of Lumina Trading, the company of all labs.

`Company(seed)` makes each table once, when it is first asked for. `generate(seed)` makes all.
The tables in `datasets/tables/` come from `SEED`; hidden checks use another seed and get fresh
data of the same shape. What no table may show is in `datasets.lumina.truth`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import pandas as pd

from datasets.lumina import core, market, pricing

SEED = 20240305
"""The seed of the published tables."""

TABLES = (
    "products",
    "markets",
    "channels",
    "warehouses",
    "netsun",
    "gac",
    "ecb_fx",
    "market_claims",
    "price_daily",
    "costs",
    "price_history",
    "map",
)
"""The tables that `generate` makes, each an attribute of `Company` (`map` is `map_prices`)."""


class Company:
    """Lumina Trading as one seed draws it; tables are data frames, made once and kept.

    Raises ValueError if `seed` is negative.
    """

    def __init__(self, seed: int = SEED) -> None:
        if seed < 0:
            raise ValueError(f"A seed must be zero or more (got {seed}).")
        self.seed = seed
        self.published = seed == SEED

    @cached_property
    def products(self) -> pd.DataFrame:
        """The catalogue: 240 products."""
        return core.products(self.seed)

    @cached_property
    def markets(self) -> pd.DataFrame:
        """Six markets."""
        return core.markets()

    @cached_property
    def channels(self) -> pd.DataFrame:
        """Three sales channels."""
        return core.channels()

    @cached_property
    def warehouses(self) -> pd.DataFrame:
        """Three warehouses."""
        return core.warehouses()

    @cached_property
    def netsun(self) -> pd.DataFrame:
        """Market size and stated growth of a research firm, 2019 to 2023."""
        return market.netsun(self.seed, published=self.published)

    @cached_property
    def gac(self) -> pd.DataFrame:
        """The customs' figures with their revisions."""
        return market.gac(self.seed, published=self.published)

    @cached_property
    def ecb_fx(self) -> pd.DataFrame:
        """Daily rates of USD and CNY for one euro."""
        return market.ecb_fx(self.seed, published=self.published)

    @cached_property
    def market_claims(self) -> pd.DataFrame:
        """An assistant's claims about average growth."""
        return market.market_claims(self.seed, published=self.published)

    @cached_property
    def price_daily(self) -> pd.DataFrame:
        """Prices and sales of forty products on 365 days."""
        return pricing.price_daily(self.seed)

    @cached_property
    def costs(self) -> pd.DataFrame:
        """Unit costs of the priced products."""
        return pricing.costs(self.seed)

    @cached_property
    def price_history(self) -> pd.DataFrame:
        """Changes of the German prices."""
        return pricing.price_history(self.price_daily)

    @cached_property
    def map_prices(self) -> pd.DataFrame:
        """Minimum advertised prices."""
        return pricing.map_prices(self.seed)


def generate(seed: int = SEED, tables: Iterable[str] = TABLES) -> dict[str, pd.DataFrame]:
    """Return the named tables of the company that `seed` draws (all by default).

    Raises ValueError for a name that is not in `TABLES` and for a negative seed.
    """
    company = Company(seed)
    made = {}
    for name in tables:
        if name not in TABLES:
            raise ValueError(f"There is no table {name!r}. The tables are {', '.join(TABLES)}.")
        made[name] = getattr(company, "map_prices" if name == "map" else name)
    return made
