"""Drafts of listings in the manner of an AI assistant, and what a careful person finds in them.

About half of the drafts are right. The faults are of three kinds: against the rules of a channel,
against the numbers of the catalogue, and claims that neither rules nor numbers can judge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from lumina.generator import listing_rules as law
from lumina.generator import listings
from lumina.generator.draw import Draw

T = TypeVar("T")

FIRST_BATCH = ("lighting", "camping", "kitchen", "bags")
MARKETS = ("US", "US", "US", "UK", "UK", "DE", "DE")
CHANNELS = ("bazaar", "bazaar", "ownshop", "clipshop")
RULE_FAULTS = ("term", "term", "term", "character", "repeat", "length", "capitals", "first")
BAZAAR_FAULTS = (*RULE_FAULTS, "search")  # the only shop that needs search words
CLIPSHOP_FAULTS = ("term", "term", "term", "character", "repeat", "length")  # it is less strict
NUMBER_FAULTS = ("unit", "number", "invented")
WORD_FAULTS = ("word", "swap")

TERMS = (  # banned everywhere and on every channel
    ("Free shipping on every order you place", "Versandkostenfrei bis an die Haustür"),
    ("The #1 choice for a weekend away", "Die Nr. 1 für das Wochenende"),
    ("On sale for a few days and then no more", "Nur heute zu diesem Preis im Angebot"),
    ("A best seller that people come back for", "Ein Bestseller, den man gern behält"),
    ("Buy now and pack your things tonight", "Dazu legen wir gratis eine Tasche"),
)
GREEN = ("Eco-friendly from the first step to the last", "Umweltfreundlich vom Anfang bis zum Ende")
WRONG_UNIT = {"ml": "oz", "l": "oz", "cm": "inch", "mm": "cm", "m": "ft", "inch": "cm", "g": "oz"}
WRONG_UNIT |= {"kg": "lb", "W": "Wh", "Wh": "W", "mAh": "Ah", "h": "years"}
SIGNS = {
    "bazaar": (" ✅", " 🔥", " ™", " ⭐", "…"),
    "ownshop": (" ✅", " 🔥", " ⭐", " €"),
    "clipshop": (" ™", " ®", " ♻", " ✈"),
}
SHORT = ("So good", "Top", "Nice")


class Fault(NamedTuple):
    """One fault: in the title or which bullet, of which kind, in which words."""

    place: str
    code: str
    words: str


Made = tuple[dict[str, Any], list[Fault]]
"""A draft as the assistant gave it, and its faults."""


class Writer:
    """One stream of chances, and the words of one draft."""

    def __init__(self, seed: int) -> None:
        draw = Draw(seed, "ai_drafts")
        self._chances = iter(draw.uniform(0, 1, 60_000).tolist())

    def chance(self) -> float:
        """Return the next number between 0 and 1."""
        return float(next(self._chances))

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[int(self.chance() * len(options))]

    def some(self, options: Sequence[T], size: int) -> list[T]:
        """Return `size` different options in a random order."""
        left = list(options)
        return [left.pop(int(self.chance() * len(left))) for _ in range(min(size, len(left)))]

    def quantity(self, value: float, unit: str, market: str) -> str:
        """Return a number with its unit as this market writes it."""
        if market == "DE":
            names = {"inch": "Zoll", "pieces": "Teilen", "ports": "Anschlüssen", "lm": "Lumen"}
            names |= {"pockets": "Fächer", "h": "Stunden"}
            if unit == "ml" and self.chance() < 0.4:
                value, unit = value / 1000, "l"
            gap = self.pick([" ", "\u00a0"])
            return f"{listings.number(value, comma=True)}{gap}{names.get(unit, unit)}"
        names = {"h": "hours", "lm": self.pick(["lm", "lumens"])}
        text = f"{listings.number(value)} {names.get(unit, unit)}".replace(" %", "%")
        foreign = {"ml": ("oz", 29.5735), "cm": ("inch", 2.54)}
        foreign |= {"g": ("oz", 28.3495), "kg": ("lb", 0.453592), "m": ("ft", 0.3048)}
        if market == "US" and unit in foreign:
            name, factor = foreign[unit]
            american = f"{round(value / factor, 1):,} {name}"
            return american if self.chance() < 0.5 else f"{american} ({text})"
        return text.replace(" ", "") if self.chance() < 0.1 else text


class Draft:
    """One draft while it is being written."""

    def __init__(self, writer: Writer, item: dict[str, Any], market: str, channel: str) -> None:
        self.writer, self.item, self.market, self.channel = writer, item, market, channel
        self.german = market == "DE"
        self.facts: dict[str, tuple[float, str]] = item["facts"]
        self.goods = listings.kind(item["noun"])
        self.faults: list[Fault] = []
        self.wrong_order = False

    def sentence(self, fact: str, quantity: str) -> str:
        """Return the sentence of a fact."""
        text: str = listings.words()["sentences"][fact][self.german]
        return text.replace("{v}", quantity)

    def write(self, lively: bool) -> None:
        """Write a right draft; `lively` is the manner of the second prompt."""
        pen, item, self.lively = self.writer, self.item, lively
        key = pen.quantity(*self.facts[self.goods["key"]], self.market)
        self.start = f"{item['brand']} {item['type_de' if self.german else 'type']}"
        colour = item["colour_de" if self.german else "colour"]
        listed = self.goods["german" if self.german else "phrases"]
        phrases = [phrase for phrase, _ in pen.some(listed, 3 if lively else 2)]
        size = [f"Größe {item['size']}" if self.german else f"Size {item['size']}"]
        self.key = key.replace("Teilen", "Teile").replace("Anschlüssen", "Anschlüsse")
        self.phrases, self.extra = phrases, ""
        self.colour = [*(size if item["size"] else []), colour]
        while self.codes():
            self.phrases.pop()
        self.search = self.search_words() if self.channel == "bazaar" else ""
        self.names = pen.some(list(self.facts), 3)
        bullets = [
            self.sentence(name, pen.quantity(*self.facts[name], self.market)) for name in self.names
        ]
        bullets += self.goods["plain"][self.german]
        heads = pen.some(listings.words()["heads"]["de" if self.german else "en"], 5)
        self.bullets = [
            f"{head}: {text}" if lively else text for head, text in zip(heads, bullets, strict=True)
        ]
        if lively and self.channel == "clipshop" and pen.chance() < 0.4:
            self.bullets[4] += pen.pick([" ✅", " ⭐"])  # this shop allows them

    @property
    def title(self) -> str:
        """The title with its parts in the order of the shop."""
        brand, kind = self.item["brand"], self.item["type_de" if self.german else "type"]
        if self.channel == "ownshop":
            parts = [kind, self.key, *self.phrases, *self.colour, brand]
        elif self.channel == "clipshop":
            parts = [*self.phrases, self.start, self.key, *self.colour]
        else:
            parts = [self.start, self.key, *self.phrases, *self.colour]
        if self.wrong_order:
            by = f"von {brand}" if self.german else f"by {brand}"
            own = self.channel == "ownshop"  # there it is the order of the marketplace
            parts = [self.start, *parts[1:-1]] if own else [kind, *parts[1:], by]
        return ", ".join(parts) + self.extra

    def codes(self) -> set[str]:
        """Return what is wrong with the form of the title as it stands."""
        kind = self.item["type_de" if self.german else "type"]
        return law.title_codes(self.title, self.item["brand"], kind, self.channel)

    def search_words(self) -> str:
        """Return what the marketplace gets as hidden search words."""
        listed = self.goods["german" if self.german else "phrases"]
        return " ".join(phrase.lower() for phrase, _ in listed if phrase not in self.phrases)

    def put(self, place: int, text: str) -> None:
        """Replace the words of a bullet, but not its heading."""
        head = self.bullets[place - 1].partition(": ")[0]
        self.bullets[place - 1] = f"{head}: {text}" if self.lively else text

    def note(self, place: int, code: str, words: str) -> None:
        """Put a fault on the list; place 0 is the title."""
        self.faults.append(Fault(f"bullet {place}" if place else "title", code, words))

    def spoil(self, code: str) -> None:
        """Plant one fault."""
        getattr(self, f"_{code}")()

    def _term(self) -> None:
        pen, options = self.writer, list(TERMS)
        if self.german or (self.market == "US" and self.channel == "bazaar"):
            options += [GREEN, GREEN]
        text = pen.pick(options)[self.german]
        self.put(5, text)
        self.note(5, "term", text)

    def _character(self) -> None:
        if self.channel != "clipshop" and self.writer.chance() < 0.4:
            self.extra = "!"
            self.note(0, "character", "!")
        else:
            sign = self.writer.pick(SIGNS[self.channel])
            self.bullets[3] += sign
            self.note(4, "character", sign.strip())

    def _repeat(self) -> None:
        word = re.findall(r"\w+", self.start)[-1]
        again = [word] * law.BOOKS[self.channel].word_max
        again.insert(-1, "für" if self.german else "for")
        self.phrases.append(f"{' '.join(again)}-Fans" if self.german else f"{' '.join(again)} Fans")
        while "length" in self.codes():
            self.phrases.pop(0)
        self.note(0, "repeat", word)

    def _length(self) -> None:
        book = law.BOOKS[self.channel]
        if self.writer.chance() < 0.5:
            short = [text for text in SHORT if len(text) < book.bullet[1]]
            self.bullets[3] = self.writer.pick(short)
            self.note(4, "length", self.bullets[3])
            return
        texts = [text.replace(",", "") for text in self.goods["plain"][self.german]]
        for text in texts + listings.words()["heads"]["de" if self.german else "en"]:
            if len(self.title) < book.title[2] + 25:
                self.phrases.append(text)
                if "repeat" in self.codes():
                    self.phrases.remove(text)
        self.note(0, "length", "too long")

    def _capitals(self) -> None:
        loud = "PREMIUM-QUALITÄT" if self.german else "PREMIUM QUALITY"
        self.phrases.insert(0, loud)
        self.note(0, "capitals", loud)

    def _first(self) -> None:
        self.wrong_order = True
        self.note(0, "first", self.title.partition(",")[0])

    def _search(self) -> None:
        if self.writer.chance() < 0.4:
            self.search = ""
        else:  # short enough in characters, too long in bytes
            heads = listings.words()["heads"]["de" if self.german else "en"]
            texts = [self.search, *(text.lower() for text in heads), *self.bullets]
            words = " ".join(" ".join(texts).replace(",", "").split())[:245].rsplit(" ", 1)[0]
            self.search = f"{words} café décor crème"[:249]
            self.search = self.search if len(self.search.encode()) > 249 else self.search + " été é"
        self.faults.append(Fault("search", "length", self.search[:20] or "missing"))

    def _wrong(self, value: float, unit: str, code: str) -> str | None:
        """Return a false quantity, or None if it would be true."""
        pen = self.writer
        if code == "unit":
            text = f"{listings.number(value, self.german)} {WRONG_UNIT.get(unit, 'kg')}"
            text = text.replace("years", "Jahre") if self.german else text
        else:
            text = pen.quantity(value * pen.pick([0.5, 1.5, 2, 3]), unit, self.market)
            text = text.partition(" (")[0]
        return text if law.unsupported(text, self.facts.values(), self.german) else None

    def _unit(self) -> None:
        self._number("unit")

    def _number(self, code: str = "number") -> None:
        in_title = self.writer.chance() < 0.35
        name = self.goods["key"] if in_title else self.names[0]
        text = self._wrong(*self.facts[name], code)
        if text is None:
            self._invented()
        elif in_title:
            self.key = text
            self.note(0, code, text)
        else:
            self.put(1, self.sentence(name, text))
            self.note(1, code, text)

    def _invented(self) -> None:
        text = self.writer.pick(listings.words()["invented"]["numbers"])[self.german]
        self.put(3, text)
        self.note(3, "invented", law.unsupported(text, [], self.german)[0])

    def _word(self) -> None:
        claims = listings.words()["invented"]["words"]
        text = self.writer.pick(claims if self.lively else claims[:5])[self.german]
        self.put(2, text)
        self.note(2, "word", text)

    def _swap(self) -> None:
        pairs = [
            (name, other)
            for name, (value, unit) in self.facts.items()
            for other, (number, measure) in self.facts.items()
            if unit == measure and value != number
        ]
        if not pairs:
            self._word()
            return
        name, other = self.writer.pick(pairs)
        text = self.sentence(name, self.writer.quantity(*self.facts[other], self.market))
        self.put(2, text)
        self.note(2, "swap", text)


def _kinds(pen: Writer, lively: bool, channel: str) -> list[str]:
    """Return the kinds of faults of one draft: none, one, or two of different groups."""
    luck, group, other = pen.chance(), pen.chance(), pen.chance()
    rules, numbers = (0.40, 0.70) if lively else (0.50, 0.90)
    first = (group >= rules) + (group >= numbers)
    second = (first + 1 + (other < 0.5)) % 3
    rule_faults = {"bazaar": BAZAAR_FAULTS, "clipshop": CLIPSHOP_FAULTS}.get(channel, RULE_FAULTS)
    groups = [rule_faults, NUMBER_FAULTS, WORD_FAULTS]
    chosen = [] if luck < 0.54 else [first] if luck < 0.9 else [first, second]
    return [pen.pick(groups[number]) for number in chosen]


def made(seed: int, products: pd.DataFrame) -> list[Made]:
    """Return all drafts with their faults."""
    items = listings.listing_items(seed, products).to_dict("records")
    facts, noun = listings.chosen(seed, products), listings.nouns(products)["noun"]
    orders = []
    for item, category in zip(items, products["category"], strict=True):
        item["noun"] = noun[item["sku"]]
        item["facts"] = facts[item["brand"], item["noun"]]
        orders += [(item, "A")] if category in FIRST_BATCH else [(item, "B"), (item, "B")]
    pen, found = Writer(seed), []
    for number in Draw(seed, "ai_drafts order").order(len(orders)):
        item, batch = orders[number]
        market, channel = pen.pick(MARKETS), pen.pick(CHANNELS)
        draft = Draft(pen, item, market, channel)
        draft.write(lively=batch == "B")
        for code in _kinds(pen, batch == "B", channel):
            draft.spoil(code)
        if not draft.faults and market != "DE" and channel != "bazaar" and pen.chance() < 0.2:
            draft.put(5, GREEN[0])  # allowed here: neither the marketplace nor the EU
        doubt = pen.chance() < (0.34 if draft.faults else 0.12)
        record = {"sku": item["sku"], "market": market, "channel": channel, "batch": batch}
        record |= {"title": draft.title, "bullets": draft.bullets, "search": draft.search}
        found.append((record | {"self_check": "doubtful" if doubt else "ok"}, draft.faults))
    found.sort(key=lambda pair: pair[0]["batch"])
    return [
        ({"draft": f"D{n:03d}", **record}, faults) for n, (record, faults) in enumerate(found, 1)
    ]


def ai_drafts(drafts: list[Made]) -> bytes:
    """Return the drafts as JSON Lines."""
    lines = (json.dumps(record, ensure_ascii=False) for record, _ in drafts)
    return ("\n".join(lines) + "\n").encode()


def draft_review(drafts: list[Made]) -> pd.DataFrame:
    """Return what is wrong with the drafts: a row for each fault."""
    rows = [(record["draft"], *fault) for record, faults in drafts for fault in faults]
    return pd.DataFrame(rows, columns=["draft", "place", "code", "words"])
