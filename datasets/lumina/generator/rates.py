"""What carriers ask: the freight rate cards of the company, as its forwarder sends them.

Stylised. Divisors of the volume are those that carriers publish; prices are of the size that
forwarders in Guangzhou ask. Sea freight to DE, US and JP costs a kilogram what `costs` reckons.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from lumina.generator.pricing import FREIGHT


class Band(NamedTuple):
    """A band of weight: up to how many kg, CNY a parcel (or consignment), CNY a kg."""

    up_to: float
    parcel: float
    kilogram: float


class Lane(NamedTuple):
    """A service on a way.

    `divisor` turns cm3 into kg; weight is rounded up to `step` kg and is `least` kg at least;
    `days` are the fewest and the most on the way; `battery` is the CNY more for goods with a
    lithium battery, None where they are refused.
    """

    warehouse: str
    market: str
    service: str
    carrier: str
    divisor: int
    step: float
    least: float
    days: tuple[int, int]
    battery: float | None
    bands: tuple[Band, ...]


def _post(
    market: str, days: tuple[int, int], battery: float | None, parcel: float, kilogram: float
) -> Lane:
    """The post's small parcels: dearer a kilogram when light, cheap to begin with."""
    bands = (
        Band(0.5, parcel, kilogram),
        Band(2, parcel + 2, kilogram - 6),
        Band(30, parcel + 8, kilogram - 9),
    )
    return Lane("CN-CAN", market, "economy", "KPK", 6000, 0.01, 0.05, days, battery, bands)


def _courier(
    way: str, service: str, carrier: str, days: tuple[int, int], battery: float, *bands: Band
) -> Lane:
    warehouse, market = way.split(" ")
    return Lane(warehouse, market, service, carrier, 5000, 0.5, 0.5, days, battery, bands)


def _bulk(
    market: str, service: str, least: float, days: tuple[int, int], battery: float, *bands: Band
) -> Lane:
    return Lane("CN-CAN", market, service, "FWD", 6000, 1, least, days, battery, bands)


LANES = (
    _post("US", (7, 15), 4.0, 22, 92),
    _post("DE", (6, 14), 3.0, 19, 72),
    _post("FR", (6, 14), 3.0, 20, 74),
    _post("UK", (6, 13), 3.0, 17, 64),
    _post("JP", (4, 9), None, 14, 38),
    _post("AU", (6, 14), 3.0, 18, 62),
    _courier("CN-CAN US", "express", "BLK", (3, 6), 15.0, Band(2, 70, 92), Band(20, 118, 68)),
    _courier("CN-CAN JP", "express", "TSB", (1, 3), 15.0, Band(2, 40, 46), Band(20, 64, 34)),
    _courier("US-W US", "standard", "BLK", (1, 4), 0.0, Band(1, 38, 8), Band(20, 34, 12)),
    _courier("DE-W DE", "standard", "RHP", (1, 3), 0.0, Band(1, 30, 4), Band(20, 27, 7)),
    _courier("DE-W FR", "standard", "MRD", (2, 5), 0.0, Band(1, 62, 8), Band(20, 58, 12)),
    _courier("DE-W UK", "standard", "MRD", (3, 6), 0.0, Band(1, 68, 9), Band(20, 64, 13)),
    _bulk("US", "sea", 100, (18, 30), 0.6, Band(5000, 450, FREIGHT["US"])),
    _bulk("US", "air", 45, (5, 9), 6.0, Band(300, 380, 44), Band(3000, 380, 39)),
    _bulk("DE", "sea", 100, (35, 45), 0.6, Band(5000, 520, FREIGHT["DE"])),
    _bulk("DE", "rail", 100, (16, 22), 1.5, Band(5000, 520, 18.5)),
    _bulk("DE", "air", 45, (5, 9), 6.0, Band(300, 380, 41), Band(3000, 380, 36)),
    _bulk("JP", "sea", 50, (6, 10), 0.6, Band(5000, 380, FREIGHT["JP"])),
)

PEAK = {"economy": 1.08, "express": 1.12, "standard": 1.05, "sea": 1.15, "rail": 1.05, "air": 1.20}
"""How much more the card of the fourth quarter asks, by service."""

CARDS = (("2026-H2", "2026-07-01", "2026-09-30"), ("2026-Q4", "2026-10-01", "2026-12-31"))


def rate_cards() -> pd.DataFrame:
    """Return the two rate cards of the second half of 2026: a row for each band of weight."""
    rows: list[dict[str, object]] = []
    for card, start, end in CARDS:
        for lane in LANES:
            more = PEAK[lane.service] if card == "2026-Q4" else 1.0
            above = 0.0
            for band in lane.bands:
                rows.append(
                    {
                        "card": card,
                        "valid_from": pd.Timestamp(start),
                        "valid_to": pd.Timestamp(end),
                        "warehouse": lane.warehouse,
                        "market": lane.market,
                        "service": lane.service,
                        "carrier": lane.carrier,
                        "above_kg": above,
                        "up_to_kg": float(band.up_to),
                        "per_parcel_cny": round(band.parcel * more, 2),
                        "per_kg_cny": round(band.kilogram * more, 2),
                        "divisor": lane.divisor,
                        "step_kg": float(lane.step),
                        "least_kg": float(lane.least),
                        "battery_cny": lane.battery,
                        "days_min": lane.days[0],
                        "days_max": lane.days[1],
                    }
                )
                above = float(band.up_to)
    return pd.DataFrame(rows)
