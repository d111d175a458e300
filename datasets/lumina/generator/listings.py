"""What listings are made of: names in two languages, facts with units, search phrases, codes.

The catalogue says what the company sells; these tables say what may be said about it. Products of
one brand and kind are one family: the same facts, another colour.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from lumina.generator.draw import Draw

UNITS = (
    ("length", 1.0, "cm"),
    ("length", 0.1, "mm"),
    ("length", 100.0, "m"),
    ("length", 2.54, "inch"),
    ("length", 2.54, "Zoll"),
    ("length", 30.48, "ft"),
    ("mass", 1.0, "g"),
    ("mass", 1000.0, "kg"),
    ("mass", 28.3495, "oz"),
    ("mass", 453.592, "lb"),
    ("volume", 1.0, "ml"),
    ("volume", 1000.0, "l"),
    ("volume", 29.5735, "oz"),
    ("volume", 29.5735, "fl oz"),
    ("power", 1.0, "W"),
    ("energy", 1.0, "Wh"),
    ("charge", 1.0, "mAh"),
    ("charge", 1000.0, "Ah"),
    ("light", 1.0, "lm"),
    ("light", 1.0, "lumens"),
    ("light", 1.0, "Lumen"),
    ("time", 1.0, "h"),
    ("time", 1.0, "hours"),
    ("time", 1.0, "Stunden"),
    ("time", 8760.0, "year"),
    ("time", 8760.0, "years"),
    ("time", 8760.0, "Jahre"),
    ("share", 1.0, "%"),
    ("pieces", 1.0, "pieces"),
    ("pieces", 1.0, "Teile"),
    ("pieces", 1.0, "Teilen"),
    ("ports", 1.0, "ports"),
    ("ports", 1.0, "Anschlüssen"),
    ("ports", 1.0, "Anschlüsse"),
    ("pockets", 1.0, "pockets"),
    ("pockets", 1.0, "Fächer"),
    ("leds", 1.0, "LEDs"),
)
"""What is measured, how much of its first unit, and the name; one name may measure two things."""

SIZES = ("S", "M", "L", "XL")


@cache
def words() -> dict[str, Any]:
    """Return the kinds, sentences and phrases of `listing.toml`."""
    return tomllib.loads(files("lumina.generator").joinpath("listing.toml").read_text("utf-8"))


@cache
def kind(noun: str) -> dict[str, Any]:
    """Return the kind of goods that the catalogue calls `noun`."""
    found: dict[str, Any] = next(kind for kind in words()["kinds"] if kind["noun"] == noun)
    return found


def nouns(products: pd.DataFrame) -> pd.DataFrame:
    """Return the noun and the colour in each working title of the catalogue."""
    parts = products["title"].str.extract(r"^\S+ (?P<noun>.*), (?P<colour>[^,]*)$")
    return parts.set_axis(products["sku"])


def number(value: float, comma: bool = False) -> str:
    """Return a number as a listing prints it: 26.5, 20,000; with `comma` 26,5 and 20.000."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4f}".rstrip("0")
    return text.translate({44: 46, 46: 44}) if comma else text


def chosen(seed: int, products: pd.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the facts of each family, (brand, noun): name to (value, unit)."""
    draw = Draw(seed, "listing_facts")
    families = sorted(set(zip(products["brand"], nouns(products)["noun"], strict=True)))
    return {
        family: {
            name: (draw.pick(options, 1)[0], unit)
            for name, (options, unit) in kind(family[1])["facts"].items()
        }
        for family in families
    }


def listing_facts(seed: int, products: pd.DataFrame) -> pd.DataFrame:
    """Return what is true of each product: a row for each fact with a number and a unit."""
    facts = chosen(seed, products)
    rows = [
        (sku, name, number(value).replace(",", ""), unit)
        for sku, brand, noun in zip(
            products["sku"], products["brand"], nouns(products)["noun"], strict=True
        )
        for name, (value, unit) in facts[brand, noun].items()
    ]
    return pd.DataFrame(rows, columns=["sku", "fact", "value", "unit"])


def listing_items(seed: int, products: pd.DataFrame) -> pd.DataFrame:
    """Return what a title needs of each product, and its family of variants.

    Of products that differ from their sisters in nothing (colour, size) only the first is in the
    family: two of them would be one variant twice.
    """
    facts, draw = chosen(seed, products), Draw(seed, "listing_items")
    size = draw.pick(SIZES, len(products))
    numbers: dict[tuple[str, str], int] = {}
    seen, rows = set(), []
    named = nouns(products)
    for place, (sku, brand, category, noun, colour) in enumerate(
        zip(
            *(products[name] for name in ("sku", "brand", "category")),
            *(named[name] for name in ("noun", "colour")),
            strict=True,
        )
    ):
        words_of, family = kind(noun), (brand, noun)
        value, unit = facts[family][words_of["key"]]
        letter = size[place] if category == "apparel" and noun != "sun hat" else ""
        code = numbers.setdefault(family, len(numbers) + 1)
        same = (family, colour, letter)
        rows.append(
            {
                "sku": sku,
                "brand": brand,
                "type": words_of["type"][0],
                "type_de": words_of["type"][1],
                "key": f"{number(value)}{'' if unit == '%' else ' '}{unit}",
                "colour": colour.title(),
                "colour_de": words()["colours"][colour],
                "size": letter,
                "parent": "" if same in seen else f"LP-{code:03d}",
            }
        )
        seen.add(same)
    return pd.DataFrame(rows)


def listing_units() -> pd.DataFrame:
    """Return the units that listings use, with what they measure."""
    rows = [(name, measures, factor) for measures, factor, name in UNITS]
    return pd.DataFrame(rows, columns=["unit", "measures", "factor"])


def listing_phrases(seed: int) -> pd.DataFrame:
    """Return what buyers type, in three markets, with searches a month."""
    draw, rows = Draw(seed, "listing_phrases"), []
    for goods in words()["kinds"]:
        english = goods["phrases"] + goods["lies"]
        german = [*goods["german"], ["Gratis Versand", 2900]]
        for market, share, phrases in (("US", 1, english), ("UK", 0.3, english), ("DE", 1, german)):
            luck = draw.uniform(0.8, 1.25, len(phrases))
            for (phrase, searches), factor in zip(phrases, luck, strict=True):
                count = int(round(searches * share * factor, -1))
                rows.append((goods["type"][market == "DE"], market, phrase, count))
    return pd.DataFrame(rows, columns=["type", "market", "phrase", "searches"])


def check_digit(payload: str) -> str:
    """Return the check digit of a GTIN without it."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(payload[::-1]))
    return str(-total % 10)


def listing_codes(seed: int, products: pd.DataFrame) -> pd.DataFrame:
    """Return the supplier's list of article numbers, with the mistakes that such lists have.

    Numbers of 12 digits begin with 04 or 004 and those of 8 with 2 or 02: kept for use inside a
    company. A spreadsheet that takes a code for a number drops its zeros, or writes an exponent.
    """
    draw, rows = Draw(seed, "listing_codes"), []
    luck = draw.uniform(0, 1, 3 * len(products)).reshape(-1, 3).tolist()
    spots = draw.integers(2, 6, len(products)).tolist()
    for place, (sku, gtin) in enumerate(zip(products["sku"], products["gtin13"], strict=True)):
        (style, fault, carton), spot = luck[place], spots[place]
        right = gtin
        if style < 0.16:
            zero = "0" if style < 0.03 or style > 0.13 else ""  # one more than the others have
            tail = f"{place:05d}{place * 37 % 10000:04d}"
            payload = f"{zero}04{tail}"[:11] if style < 0.1 else f"{zero}2{place:06d}"[:7]
            right = payload + check_digit(payload)
        piece = right
        if right[0] == "0" and fault < 0.5:
            piece = right.lstrip("0")  # a spreadsheet took it for a number
        elif fault > 0.96:
            piece = f"{float(right):.5E}"
        elif fault > 0.91:
            piece = right[:spot] + str((int(right[spot]) + 1) % 10) + right[spot + 1 :]
        rows.append((sku, "piece", piece))
        if carton < 0.3 and right == gtin:
            payload = "1" + gtin[:-1]  # the check digit must be worked out again
            good = payload + check_digit(payload)
            rows.append((sku, "carton", "1" + gtin if fault < 0.2 else good))
    return pd.DataFrame(rows, columns=["sku", "packing", "code"])


def banned_terms() -> pd.DataFrame:
    """Return what a listing may not say, with the days and the source of each rule."""
    text = files("lumina.generator").joinpath("banned.toml").read_text("utf-8")
    rows = [
        {
            "term": term,
            "kind": group["kind"],
            "market": market,
            "channel": group.get("channel", ""),
            "reason": group["reason"],
            "valid_from": pd.Timestamp(group["since"]),
            "valid_to": pd.Timestamp(group["until"]) if "until" in group else pd.NaT,
            "source": group["source"],
            "confidence": group["confidence"],
        }
        for group in tomllib.loads(text)["groups"]
        for market in group.get("markets", [""])
        for term in group["terms"]
    ]
    return pd.DataFrame(rows)
