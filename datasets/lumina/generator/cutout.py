"""Product pictures from the warehouse, with their true masks (lab `visual-cutout`).

Twenty products twice each with masks, and twelve others of today without, for any seed.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import pandas as pd

from lumina.content import pack_zip
from lumina.generator import core
from lumina.generator.cutout_canvas import Dice
from lumina.generator.cutout_goods import KINDS
from lumina.generator.cutout_scenes import Bytes, photograph
from lumina.generator.draw import Draw

LABELLED = 20
"""Products that have masks; each was photographed twice, in two places."""

TODAY = 12
"""Products of today, photographed once."""


@dataclass(frozen=True)
class Picture:
    """One picture: its name, the product, the photograph and its true soft mask (0 to 255)."""

    shot: str
    sku: str
    use: str
    photo: Bytes
    alpha: Bytes


def _goods(seed: int, count: int) -> list[tuple[str, str, str]]:
    """Return sku, kind and colour of `count` products, kind after kind."""
    products = core.products(seed)
    draw = Draw(seed, "cutout goods")
    found: list[list[tuple[str, str, str]]] = []
    for kind, (words, _, _) in KINDS.items():
        own = products[products["title"].str.contains(words, regex=False)]
        rows = [own.iloc[place] for place in draw.order(len(own))]
        found.append([(row["sku"], kind, row["title"].rpartition(", ")[2]) for row in rows])
    chosen = [kinds[turn] for turn in range(min(map(len, found))) for kinds in found]
    return chosen[:count]


def shots(seed: int) -> list[Picture]:
    """Return the pictures of the lab: labelled ones first, then those of today."""
    made = []
    for number, (sku, kind, colour) in enumerate(_goods(seed, LABELLED + TODAY)):
        use = "labelled" if number < LABELLED else "today"
        for take in "ab" if use == "labelled" else "a":
            name = f"{sku[3:].lower()}-{take}"
            shot = photograph(Dice(Draw(seed, f"cutout {name}")), kind, colour)
            made.append(Picture(name, sku, use, shot.photo, shot.alpha))
    return made


def table(pictures: list[Picture]) -> pd.DataFrame:
    """Return the list of the pictures: shot, sku, use."""
    rows = [(picture.shot, picture.sku, picture.use) for picture in pictures]
    return pd.DataFrame(rows, columns=["shot", "sku", "use"])


def pack(pictures: list[Picture]) -> bytes:
    """Return a ZIP of all photographs, and of the masks of those that have one."""
    members = {f"photos/{picture.shot}.png": _png(picture.photo) for picture in pictures}
    for picture in pictures:
        if picture.use == "labelled":
            members[f"masks/{picture.shot}.png"] = _png(picture.alpha)
    return pack_zip(members)


def _png(pixels: Bytes) -> bytes:
    from PIL import Image  # only those who make pictures pay for it

    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", optimize=True)
    return out.getvalue()
