"""The drafts have the faults of their list, and operations-listing quotes them rightly."""

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from lumina import SEED
from lumina.build import ROOT
from lumina.generator import core, drafts, listing_rules, listings
from lumina.rules import load

pytestmark = pytest.mark.unit

LAB = Path("course/modules/operations/operations-listing/lab.py")
FORM = {"length", "first", "character", "capitals", "repeat"}


@pytest.fixture(scope="module")
def prose() -> str:
    """The lab's text with single spaces."""
    return " ".join(LAB.read_text("utf-8").split())


@pytest.fixture(scope="module")
def gates() -> dict[str, list[tuple[int, int]]]:
    """For each batch: drafts that go out and wrong ones, for the four gates of the lab.

    The gates are perfect: they find what their rules or the catalogue can find.
    """
    lines = (ROOT / "tables" / "ai_drafts.jsonl").read_text("utf-8").splitlines()
    table = pd.DataFrame([json.loads(line) for line in lines])
    review = pd.read_csv(ROOT / "tables" / "draft_review.csv")
    codes = review.groupby("draft")["code"].agg(set).to_dict()
    faults = [codes.get(draft, set()) for draft in table["draft"]]
    silent = {"word", "swap"}
    numbers = {"unit", "number", "invented"}
    table["wrong"] = [bool(found) for found in faults]
    table["all"] = True
    table["own"] = table["self_check"] == "ok"
    table["rules"] = [found <= silent | numbers for found in faults]
    table["facts"] = [found <= silent for found in faults]
    return {
        batch: [
            (int(part[gate].sum()), int((part[gate] & part["wrong"]).sum()))
            for gate in ("all", "own", "rules", "facts")
        ]
        for batch, part in table.groupby("batch")
    }


@pytest.mark.parametrize("seed", [SEED, 3, 14])
def test_the_rules_find_the_planted_faults_and_nothing_else(seed: int) -> None:
    products = core.products(seed)
    items = listings.listing_items(seed, products).set_index("sku")
    for draft, faults in drafts.made(seed, products):
        goods, channel = items.loc[draft["sku"]], draft["channel"]
        kind = goods["type_de" if draft["market"] == "DE" else "type"]
        found = {"title": listing_rules.title_codes(draft["title"], goods["brand"], kind, channel)}
        found["search"] = listing_rules.search_codes(draft["search"], channel)
        for number, text in enumerate(draft["bullets"], 1):
            found[f"bullet {number}"] = listing_rules.bullet_codes(text, channel)
        planted = {(fault.place, fault.code) for fault in faults if fault.code in FORM}
        assert {(place, code) for place in found for code in found[place]} == planted


def test_the_generator_and_the_rule_pack_know_the_same_rules() -> None:
    pack, day = load("listings"), date(2026, 9, 28)
    for channel, book in listing_rules.BOOKS.items():
        for field in ("title", "bullet", "search"):
            least, most = (
                pack.rule(f"{field}_{end}", as_of=day, channel=channel) for end in ("min", "max")
            )
            assert most.unit.startswith(getattr(book, field)[0])
            assert (least.value, most.value) == getattr(book, field)[1:]
        first = pack.value("title_first", as_of=day, channel=channel)
        assert ("", "brand", "type")[int(first)] == book.first
        for name in ("word_max", "caps_min"):
            assert pack.value(name, as_of=day, channel=channel) == getattr(book, name)
        terms = listings.banned_terms()
        here = terms[terms["channel"].isin(["", channel])]
        for kind, characters in (
            ("title character", book.title_forbidden),
            ("bullet character", book.bullet_forbidden),
            ("allowed pictogram", book.pictograms),
        ):
            assert "".join(here.loc[here["kind"] == kind, "term"]) == characters


def test_the_rule_books_of_the_shops_differ_in_every_rule() -> None:
    books = listing_rules.BOOKS.values()
    for rule in listing_rules.Book._fields:
        assert len({getattr(book, rule) for book in books}) >= 2, rule
    assert {book.title[0] for book in books} | {book.search[0] for book in books} == {
        "characters",
        "bytes",
        "width",
    }


def test_figures_in_the_prose_are_those_of_the_data(
    prose: str, gates: dict[str, list[tuple[int, int]]]
) -> None:
    for batch in "AB":
        wrong = [bad for _, bad in gates[batch]]
        assert "from {} to {}, {} and {}".format(*wrong) in prose
    share = {batch: [round(100 * bad / out) for out, bad in gates[batch]] for batch in "AB"}
    rubric = "batch A {} % wrong against {} %, batch B {} % against {} %), far behind the gate"
    a, b = share["A"], share["B"]
    assert rubric.format(a[1], a[0], b[1], b[0]) in prose
    assert f"({a[3]} % and {b[3]} %)" in prose
    assert b[3] > 2 * a[3]  # "more than twice as bad"
    assert min(a[1], b[1]) >= 33  # "a third or more"


def test_codes_of_the_supplier_show_what_a_spreadsheet_does(prose: str) -> None:
    codes = pd.read_csv(ROOT / "tables" / "listing_codes.csv", dtype=str)["code"]
    assert "40000200741" in set(codes)
    assert "`040000200741` became `40000200741`" in prose
    assert codes.str.fullmatch(r"9\.52000E\+12").sum() >= 3
    assert {7, 10, 11} <= set(codes.str.len())  # one zero lost of 8; two and one of 12
