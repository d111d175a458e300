"""What the first lab says in words is what its tables and reference answers say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest

from autograder.authoring import Lab, Role, read_lab

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def lab() -> Lab:
    return read_lab(Path(__file__).parents[3], "foundations-market")


@pytest.fixture(scope="module")
def prose(lab: Lab) -> str:
    """The words of the lab with single spaces and a plain minus."""
    cells = [cell.source for cell in lab.cells if cell.kind == "markdown"]
    return " ".join(" ".join(cells).split()).replace("\N{MINUS SIGN}", "-")


@pytest.fixture(scope="module")
def page(lab: Lab) -> dict[str, Any]:
    """The names of the notebook after its locked cells and reference answers ran."""
    mpl.use("Agg")
    names: dict[str, Any] = {}
    for cell in lab.cells:
        if cell.kind == "code" and cell.role in (None, Role.ANSWER):
            exec(compile(cell.source, "lab.py", "exec"), names)
    names["plt"].close("all")
    return names


def test_growth_of_the_paper(page: dict[str, Any], prose: str) -> None:
    levels = page["netsun"].set_index("year")["trn_cny"]
    rates = (levels.pct_change() * 100).dropna()
    assert f"It gives {rates.mean():.2f} %" in prose
    assert f"{rates[2020]:.4f}" in prose
    low, high = page["growth_interval"](10.5, 12.5, 0.1, 0.1)
    assert f"({low:.2f} to {high:.2f})" in prose
    assert f'"between {low:.0f} and {high:.0f} %"' in prose
    assert round(100 * (10.5 / 9.0 - 1), 2) == 16.67


def test_costs_of_a_print(page: dict[str, Any], prose: str) -> None:
    two, one, none = (f"{page['cost'](18.01, 20.10, places):.2f}" for places in (2, 1, 0))
    assert f"two decimals cost {two}, one decimal {one}, none {none}" in prose
    seven = [(18.01, 20.10), (12.75, 14.46), (9.84, 11.29), (6.95, 7.70)]
    seven += [(4.31, 4.36), (12.02, 12.03), (7.5, 7.506)]
    fixed = [sum(page["cost"](*ends, places) for ends in seven) / 7 for places in range(5)]
    assert min(fixed) == fixed[2]
    assert round(fixed[2], 2) == 2.28  # as the message of the check says


def test_two_markets(page: dict[str, Any], prose: str) -> None:
    table = page["compare_definitions"](page["netsun"], page["customs"]).set_index("year")
    assert table["ratio"].round().tolist() == [7, 7, 7, 7]
    revised = table.loc[2022]
    ends = f"between {revised['revised_low']:.1f} and +{revised['revised_high']:.1f} %"
    assert f"somewhere {ends}" in prose
    assert f"that is {100 * (2100 / 2110 - 1):.2f} %" in prose


def test_dollars(page: dict[str, Any], prose: str) -> None:
    netsun, customs = page["year_in_dollars"]([2023, 2023], [16.85, 2.38], page["rates"])
    assert f"was worth {netsun:.2f} trillion *dollars*" in prose
    assert f"{netsun:.2f}" == "2.38"  # the same digits as the customs' yuan
    assert f"about {netsun:.1f} trillion by NetSun, about {customs:.2f} by the customs" in prose
    (mean,) = page["year_in_dollars"]([2022], [1.0], page["rates"])
    last = 1.0666 / 7.3582
    assert f"would come out {100 * (1 - last / mean):.1f} % too small" in prose


def test_claims_and_puzzle(page: dict[str, Any], prose: str) -> None:
    assert len(page["claims"]) == 18
    assert "eighteen claims" in prose
    assert f"from 1,980 to 2,110 is {100 * (2110 / 1980 - 1):.1f} %" in prose
