"""Lumina Trading itself: all tables and files that one seed draws.

`Company(seed)` makes each table once, when it is first asked for. `generate(seed)` makes all
tables; `Company(seed).file(name)` makes a file that is no table.
The tables in `lumina/tables/` come from `SEED`; hidden checks use another seed and get fresh
data of the same shape.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import pandas as pd

from lumina import SEED
from lumina.generator import (
    core,
    cutout,
    drafts,
    kpi,
    listings,
    market,
    mornings,
    orders,
    pricing,
    rates,
    reports,
    settlements,
    tracking,
    workbooks,
)

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
    "rate_cards",
    "shipments",
    "track_carriers",
    "track_sites",
    "track_map",
    "track_parcels",
    "track_scans",
    "track_mornings",
    "kpi_month",
    "targets",
    "workbook_cells",
    "workbook_faults",
    "workbook_review",
    "cutout_shots",
    "listing_items",
    "listing_facts",
    "listing_units",
    "listing_phrases",
    "listing_codes",
    "banned_terms",
    "draft_review",
)
"""The tables that `generate` makes, each an attribute of `Company` (`map` is `map_prices`)."""

FILES: dict[str, str] = {
    "ai_drafts.jsonl": "ai_drafts",
    "cutout_pictures.zip": "cutout_pictures",
    "order_report.txt": "order_report",
    "settlement_us.txt": "settlement_us",
    "settlement_de.txt": "settlement_de",
    "settlement_jp.txt": "settlement_jp",
}
"""Files that are no tables in CSV: their name and the attribute of `Company` with their bytes.

No two files and no file and table may have the same stem: it is the name of the card.
"""


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

    @cached_property
    def track_carriers(self) -> pd.DataFrame:
        """Six carriers and how they write times."""
        return tracking.track_carriers()

    @cached_property
    def track_sites(self) -> pd.DataFrame:
        """Twenty places that scan parcels."""
        return tracking.track_sites()

    @cached_property
    def track_map(self) -> pd.DataFrame:
        """What the desk can read of codes and texts."""
        return tracking.track_map()

    @cached_property
    def track_parcels(self) -> pd.DataFrame:
        """Parcels of 1 July to 10 November 2026."""
        return tracking.track_parcels(self.seed)

    @cached_property
    def track_scans(self) -> pd.DataFrame:
        """What the carriers sent about them."""
        return tracking.track_scans(self.seed)

    @cached_property
    def track_mornings(self) -> pd.DataFrame:
        """What was known of open parcels on ten Mondays, and how it ended."""
        return mornings.track_mornings(self.seed)

    @cached_property
    def kpi_month(self) -> pd.DataFrame:
        """Figures of 36 months in six markets."""
        return kpi.kpi_month(self.seed, self.price_daily)

    @cached_property
    def targets(self) -> pd.DataFrame:
        """Limits for each market."""
        return kpi.targets()

    @cached_property
    def workbook_cells(self) -> pd.DataFrame:
        """Workbooks that an assistant built, cell by cell."""
        return workbooks.workbook_cells(self.seed, self.kpi_month)[0]

    @cached_property
    def workbook_faults(self) -> pd.DataFrame:
        """What is wrong with these workbooks."""
        return workbooks.workbook_cells(self.seed, self.kpi_month)[1]

    @cached_property
    def workbook_review(self) -> pd.DataFrame:
        """What the assistant finds in them."""
        return workbooks.workbook_review(self.seed, self.workbook_cells, self.workbook_faults)

    @cached_property
    def rate_cards(self) -> pd.DataFrame:
        """What carriers ask for parcels and freight."""
        return rates.rate_cards()

    @cached_property
    def order_lines(self) -> list[orders.Line]:
        """Lines of the marketplace's orders of five days; no table."""
        return orders.order_lines(self.seed, self.price_daily, self.track_parcels)

    @cached_property
    def shipments(self) -> pd.DataFrame:
        """Which parcel brought which line of an order."""
        return reports.shipments(self.order_lines, self.track_parcels)

    @cached_property
    def order_report(self) -> bytes:
        """The marketplace's report of these orders."""
        return reports.order_report(self.seed, self.order_lines)

    @cached_property
    def settlement_us(self) -> bytes:
        """What the marketplace pays for the orders of the United States."""
        return settlements.settlement(self.seed, "US", self.order_lines, self.price_daily)

    @cached_property
    def settlement_de(self) -> bytes:
        """What the marketplace pays for the German orders."""
        return settlements.settlement(self.seed, "DE", self.order_lines, self.price_daily)

    @cached_property
    def settlement_jp(self) -> bytes:
        """What the marketplace pays for the Japanese orders."""
        return settlements.settlement(self.seed, "JP", self.order_lines, self.price_daily)

    @cached_property
    def cutout_drawn(self) -> list[cutout.Picture]:
        """Product pictures with their masks; no table."""
        return cutout.shots(self.seed)

    @cached_property
    def cutout_shots(self) -> pd.DataFrame:
        """Which product is on which picture."""
        return cutout.table(self.cutout_drawn)

    @cached_property
    def cutout_pictures(self) -> bytes:
        """The pictures and the masks made by hand."""
        return cutout.pack(self.cutout_drawn)

    @cached_property
    def listing_items(self) -> pd.DataFrame:
        """What a title needs of each product."""
        return listings.listing_items(self.seed, self.products)

    @cached_property
    def listing_facts(self) -> pd.DataFrame:
        """What is true of each product, in numbers with units."""
        return listings.listing_facts(self.seed, self.products)

    @cached_property
    def listing_units(self) -> pd.DataFrame:
        """The units of listings and what they measure."""
        return listings.listing_units()

    @cached_property
    def listing_phrases(self) -> pd.DataFrame:
        """What buyers type into the search."""
        return listings.listing_phrases(self.seed)

    @cached_property
    def listing_codes(self) -> pd.DataFrame:
        """The supplier's list of article numbers."""
        return listings.listing_codes(self.seed, self.products)

    @cached_property
    def banned_terms(self) -> pd.DataFrame:
        """What a listing may not say."""
        return listings.banned_terms()

    @cached_property
    def drafted(self) -> list[drafts.Made]:
        """Drafts of an assistant with their faults; no table."""
        return drafts.made(self.seed, self.products)

    @cached_property
    def ai_drafts(self) -> bytes:
        """The drafts."""
        return drafts.ai_drafts(self.drafted)

    @cached_property
    def draft_review(self) -> pd.DataFrame:
        """What is wrong with the drafts."""
        return drafts.draft_review(self.drafted)

    def table(self, name: str) -> pd.DataFrame:
        """Return the table of this name. Raises ValueError if it is not in `TABLES`."""
        if name not in TABLES:
            raise ValueError(f"There is no table {name!r}. The tables are {', '.join(TABLES)}.")
        made: pd.DataFrame = getattr(self, "map_prices" if name == "map" else name)
        return made

    def file(self, name: str) -> bytes:
        """Return the bytes of the file of this name. Raises ValueError if not in `FILES`."""
        if name not in FILES:
            raise ValueError(f"There is no file {name!r}. The files are {', '.join(FILES)}.")
        made: bytes = getattr(self, FILES[name])
        return made


def generate(seed: int = SEED, tables: Iterable[str] = TABLES) -> dict[str, pd.DataFrame]:
    """Return the named tables of the company that `seed` draws (all by default).

    Raises ValueError for a name that is not in `TABLES` and for a negative seed.
    """
    company = Company(seed)
    return {name: company.table(name) for name in tables}
