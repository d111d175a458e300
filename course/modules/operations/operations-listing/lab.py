# %% [markdown]
"""
# The flask that held 22 litres

## The desk

In July, Lumina Trading sold a steel flask online: *750 oz, keeps drinks hot for 12 hours*. The
flask is as long as a forearm and holds 750 **ml**. 750 fluid ounces are 22 litres, two full
buckets. The page stood for eleven days. Nobody at Lumina had typed it. An AI assistant had, and
somebody between two meetings had clicked *publish*.

Today is Thursday, 24 September 2026, half past one in Guangzhou. You are the **operations
specialist**. In Table 1 of the paper that this course grew from (Wen and Wu, "The Tech-Driven
Era") your daily work begins with "product listing". A *listing* is the page of one product in one
shop: title, bullets (the short lines under the title), search words, article number.

Last night the same assistant wrote 320 listings for three shops and three countries. They go live
on **Monday, 28 September**. Mr Qiu, who runs operations, stands at your desk with a wooden stamp
in his hand. "It took twenty minutes. A person needs three weeks. So: which of them may I stamp? I
want three piles at five. And no buckets."

At five you hand in: **the three piles** with a reason for every draft that stays behind, **mended
titles**, **the feed** for Google, and **a short memo** about the assistant.

**You need** loops, dictionaries and sets. The few regular expressions that you need are shown.

**Afterwards you can**

- prove an article number by its check digit;
- count bytes where a shop counts bytes, and cut a text without breaking it;
- check a listing against rules that differ by shop, country and day;
- check every number of an AI's draft against the catalogue, whatever unit it is in;
- write a title that passes and is found, and a feed row that says who wrote it;
- say how many mistakes are still in a pile that has passed.

**Time:** about 110 minutes, for seven tasks and the memo.
"""

# %%
import html
import json
import re
import unicodedata
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from IPython.display import HTML

from autograder.checks import check, course_seed, data_file, fill, rules

GO_LIVE = date(2026, 9, 28)


def as_text(path):
    """A table with every field as text: the code 0400 stays 0400, an empty field stays empty."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


drafts = [json.loads(line) for line in data_file("ai_drafts.jsonl").read_text("utf-8").splitlines()]
items = as_text(data_file("listing_items.csv")).set_index("sku")
codes = as_text(data_file("listing_codes.csv"))
phrases = pd.read_csv(data_file("listing_phrases.csv"))

facts: dict[str, list[tuple[float, str]]] = {}
for row in as_text(data_file("listing_facts.csv")).itertuples():
    facts.setdefault(row.sku, []).append((float(row.value), row.unit.lower()))

units: dict[str, list[tuple[str, float]]] = {}
for row in pd.read_csv(data_file("listing_units.csv")).itertuples():
    units.setdefault(row.unit.lower(), []).append((row.measures, row.factor))

banned = as_text(data_file("banned_terms.csv")).to_dict("records")
for entry in banned:
    entry["valid_from"] = date.fromisoformat(entry["valid_from"])
    entry["valid_to"] = date.fromisoformat(entry["valid_to"]) if entry["valid_to"] else None
terms = [entry for entry in banned if entry["kind"] == "term"]

drafts[43]

# %% [markdown]
"""
This is one draft: a flask for the United States. `facts` holds what the catalogue knows of each
product, as pairs of a number and a unit. For this flask:
"""

# %%
facts[drafts[43]["sku"]]

# %% [markdown]
"""
750 ml, hot for 14 h, cold for 28 h, 27.5 cm, 310 g. Does the draft agree? You would have to
convert ounces and inches to know. You will let the machine do that, in Task 5.

## The idea

Read this title slowly. How many things are wrong with it, and *how do you know*?

> Glimmo FREE Steel Flask, 750 oz, Hot for 12 h, Never Scratches!

Everything that a listing says can be checked in one of three ways, and by nobody else:

| what is said | who knows | in this title |
|---|---|---|
| **form**: length, characters, words | the rules of the shop | *FREE* and *!* are not allowed |
| **numbers** with a unit | the catalogue | 12 h is there; 750 oz is not |
| **everything else** | somebody with the flask in hand | *never scratches*: did anybody try? |
"""


# %%
def three_marks(title="Glimmo FREE Steel Flask, 750 oz, Hot for 12 h, Never Scratches!"):
    """Draw the title letter by letter, with the mark of who can judge each part."""
    fig, ax = plt.subplots(figsize=(10, 2.7), layout="constrained")
    for place, letter in enumerate(title):
        ax.text(place + 0.5, 0, letter, family="monospace", size=12, ha="center", va="center")
    marks = [
        ("FREE", "box", "rules say no", -1.75),
        ("750 oz", "double", "catalogue says\n750 ml", -1.95),
        ("12 h", "single", "catalogue says\nyes", -1.95),
        ("Never Scratches", "dots", "nobody here knows", -1.75),
        ("!", "box", "rules\nsay no", 1.55),
    ]
    for words, style, note, height in marks:
        first = title.index(words)
        last = first + len(words)
        if style == "box":
            ax.add_patch(
                plt.Rectangle((first - 0.1, -0.5), last - first + 0.2, 1, fill=False, lw=2)
            )
        for shift in {"double": (-0.55, -0.72), "single": (-0.6,), "dots": (-0.6,)}.get(style, ()):
            ax.plot([first, last], [shift] * 2, "k:" if style == "dots" else "k-", lw=2)
        middle = (first + last) / 2
        ax.plot([middle] * 2, [np.sign(height) * 0.85, height * 0.76], color="#888888", lw=1)
        ax.text(middle, height, note, ha="center", va="center", size=10.5)
    ax.set(xlim=(-1, len(title) + 3), ylim=(-2.5, 2.1))
    ax.axis("off")


three_marks()

# %% [markdown]
"""
*What you see: the title in large letters. A box stands around FREE and around the exclamation
mark: the rules say no. 750 oz is underlined twice: the catalogue says 750 ml. 12 h is underlined
once: the catalogue agrees. Never Scratches has a dotted line: nobody here knows.*

The first two ways are work for a machine, and you will build that machine today. The third is not.
Keep the dotted line in mind; it comes back at half past four.

Each task is one function. Write it where `raise NotImplementedError()` stands, run the cell, then
the check under it. More checks run when your work is graded, with other texts, days and rules.

## Task 1. A number that proves itself

Every article in the world's shops has a **GTIN**, the number under the bar code: 8, 12, 13 or 14
digits. (14 are for cartons.) Its last digit is a **check digit**, worked out from all others, so a
slip of the finger shows. This is how to test the whole number, by hand:

| | | | | | | | | |
|---|---|---|---|---|---|---|---|---|
| number | 9 | 6 | 3 | 8 | 5 | 0 | 7 | 4 |
| times, **from the right** 1, 3, 1, 3 … | 3 | 1 | 3 | 1 | 3 | 1 | 3 | 1 |
| makes | 27 | 6 | 9 | 8 | 15 | 0 | 21 | 4 |

The sum is 90. It ends in 0, so the number is good. Start from the right! Many pages on the web say
"1, 3, 1, 3 from the left". That is true for 13 digits and for no other length. (The rule is from
GS1, who give out the numbers.)

Suppliers send the numbers in spreadsheets, and spreadsheets have ideas of their own:
"""

# %%
odd = codes[codes["code"].str.contains("E") | codes["code"].str.len().isin([11])]
pd.concat([odd.head(4), codes[codes["packing"] == "carton"].head(2)])


# %% task="gtin" role="answer"
def gtin_ok(code: str) -> bool:
    """Whether this text is a GTIN.

    code: a text, as the supplier sent it. Good are exactly 8, 12, 13 or 14 of the digits 0 to 9,
    nothing else, with the right check digit. All other texts (spaces, letters, other lengths,
    digits of other scripts such as "٣", the empty text) give False and never raise.

    gtin_ok("96385074") is True, gtin_ok("96385075") is False.
    """
    ### BEGIN SOLUTION
    if len(code) not in (8, 12, 13, 14) or not (code.isascii() and code.isdigit()):
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code)))
    return total % 10 == 0
    ### END SOLUTION


# %% task="gtin" role="check" points=1 outcome="identify-article"
with check("gtin"):
    verdict = gtin_ok("96385074")
    assert isinstance(verdict, bool | np.bool_), fill("gtin-type", got=verdict)
    assert not gtin_ok("96385075"), "gtin-accepts"
    assert gtin_ok("9520000000011"), "gtin-rejects"
    assert verdict, "gtin-left"
    assert not gtin_ok("9520000019"), "gtin-length"
    assert not gtin_ok("9.52000E+12"), "gtin-letters"
    assert not gtin_ok("19520000000011"), "gtin-carton"

# %% task="gtin" role="hidden" points=2 outcome="identify-article"
with check("gtin"):
    draw = np.random.default_rng([course_seed(), 1])

    def with_check_digit(payload):
        """A number with its check digit, worked out apart from the task."""
        odd_places = sum(int(digit) for digit in payload[-1::-2])
        even_places = sum(int(digit) for digit in payload[-2::-2])
        return payload + str(-(3 * odd_places + even_places) % 10)

    def number(length):
        """A good number of this length."""
        digits = [str(int(digit)) for digit in draw.integers(0, 10, length - 1)]
        return with_check_digit("".join(digits))

    for length in (8, 12, 13, 14) * 6:
        good = number(length)
        assert gtin_ok(good), "gtin-hidden"
        for place in range(length):
            for shift in (1, 5):
                digit = str((int(good[place]) + shift) % 10)
                assert not gtin_ok(good[:place] + digit + good[place + 1 :]), "gtin-hidden"
    for length in (2, 7, 9, 10, 11, 15, 18):
        assert not gtin_ok(number(length)), "gtin-length"
    good = number(8)
    eastern = good.translate({48 + digit: 0x660 + digit for digit in range(10)})
    for text in (f" {number(7)}", f"{good}\n", eastern, "", "²²²²²²²²", "9638507X", "........"):
        assert not gtin_ok(text), "gtin-letters"

# %% [markdown] task="gtin" role="hint"
"""
In `96385074`, which weight belongs to the 4? Which to the 9? And in a number of 13 digits, which
weight does the *first* digit get?
"""

# %% [markdown] task="gtin" role="hint"
"""
First send away what is no GTIN: `len(code)` must be one of four, and `code.isascii()` and
`code.isdigit()` must be true. Then go through `enumerate(reversed(code))`: at places 0, 2, 4 … the
weight is 1, at places 1, 3, 5 … it is 3. The sum must be divisible by 10.
"""

# %% [markdown]
"""
How many of the suppliers' numbers are good?
"""

# %%
try:
    codes["good"] = [gtin_ok(code) for code in codes["code"]]
    bad = codes[~codes["good"].astype(bool)]
    print(f"{len(bad)} of {len(codes)} numbers go back to the suppliers")
except Exception:
    bad = codes.head(0)
    print("The list appears when Task 1 passes its check.")
bad.groupby("packing").head(3)

# %% [markdown]
"""
Look at the cartons. Somebody put a 1 before the piece's number and forgot that the check digit
must be worked out again. One such carton blocks a goods receipt for a day.

## Task 2. Characters and bytes

Behind each listing lies a field that buyers never see: the **search words**. The marketplace reads
them up to a limit, and the limit is counted in **bytes**: 249 in our rule pack. A byte is the unit
in which computers store text. A plain letter takes one; others take more.
"""

# %%
pd.DataFrame(
    [
        (text, len(text), len(text.encode("utf-8")))
        for text in ("flask", "größe", "水筒", "🔥", "é", "e\u0301")
    ],
    columns=["text", "characters", "bytes"],
)

# %% [markdown]
"""
`"text".encode("utf-8")` gives the bytes, and `len` of that counts them. The last two lines look
the same. One is a single character, the other an e with an accent put on top.

Japanese search words reach 249 bytes after some 80 characters. Who counts characters sends three
times too much, and the marketplace drops what is too long. Who cuts at byte 249 cuts through the
middle of a character, and the field ends in `�`.
"""


# %% task="trim" role="answer"
def trim_bytes(text: str, max_bytes: int) -> str:
    """The longest beginning of a text, in whole words, that fits into a number of bytes.

    text: words in any script with white space between, before or after them.
    max_bytes: the most bytes that the result may have in UTF-8, spaces included.
    Between two words of the result stands one space. The first word that does not fit ends it,
    even if a later word would still fit. If not even the first word fits: "".

    trim_bytes("camp  lamp light", 9) is "camp lamp".
    """
    ### BEGIN SOLUTION
    kept = ""
    for word in text.split():
        longer = f"{kept} {word}".strip()
        if len(longer.encode("utf-8")) > max_bytes:
            break
        kept = longer
    return kept
    ### END SOLUTION


# %% task="trim" role="check" points=1 outcome="count-bytes"
with check("trim"):
    short = trim_bytes("camp  lamp light", 9)
    assert isinstance(short, str), fill("trim-type", got=type(short).__name__)
    assert short != "camp  lam", "trim-cut"
    assert short != "camp  lamp", "trim-spaces"
    assert short == "camp lamp", fill("trim-value", got=short)
    tight = trim_bytes("camp lamp light", 8)
    assert tight != "camp lam", "trim-cut"
    assert tight == "camp", fill("trim-value", got=tight)
    assert trim_bytes("水筒 保温 750ml", 13) != "水筒 保温 750ml", "trim-characters"
    assert trim_bytes("水筒 保温 750ml", 13) == "水筒 保温", "trim-bytes"
    assert trim_bytes("水筒 保温", 12) == "水筒", "trim-bytes"
    assert trim_bytes("tent lantern pole", 9) == "tent", "trim-later"
    assert trim_bytes("lantern tent", 5) == "", "trim-first"

# %% task="trim" role="hidden" points=2 outcome="count-bytes"
with check("trim"):
    draw = np.random.default_rng([course_seed(), 2])
    letters = [*"abcdeäöüßéñ水筒保温灯🔥🎒", "e\u0301"]
    for number in range(40):
        words = ["".join(draw.choice(letters, draw.integers(1, 7))) for _ in range(8)]
        gaps = draw.choice([" ", "  ", "\n", "\t ", "\u3000"], 9)
        text = "".join(gap + word for gap, word in zip(gaps, words, strict=False))
        text = text + str(gaps[8]) if number % 2 else text.strip()
        ends = np.cumsum([len(word.encode("utf-8")) + 1 for word in words]) - 1
        for limit in {0, 1, *(int(end) + step for end in ends[::3] for step in (-1, 0, 1))}:
            fitting = int((ends <= limit).sum())
            assert trim_bytes(text, limit) == " ".join(words[:fitting]), "trim-hidden"
    assert trim_bytes("", 9) == "", "trim-first"
    assert trim_bytes(" \n", 9) == "", "trim-first"

# %% [markdown] task="trim" role="hint"
"""
You hold "camp" and look at "lamp". What exactly must fit into 9 bytes: the word, or everything
that you would then have? And how many bytes does "水筒" have?
"""

# %% [markdown] task="trim" role="hint"
"""
Start with `kept = ""`. For each word of `text.split()`, make `longer` from `kept`, a space and the
word, without a space in front of the first. If `len(longer.encode("utf-8"))` is above the limit,
`break`; else `kept = longer`.
"""

# %% [markdown]
"""
## Task 3. Words that are banned

*Free* is banned: shops do not want a title to shout about prices and shipping. Now look at what
the letters f-r-e-e also stand in:

> **Free**standing on a wide foot · BPA-**free** lid · Hands-**free** · Care**free** in the
  rucksack

None of these is an offer. A program that looks for letters flags all of them, and after the tenth
false alarm nobody reads its alarms. It must look for *words*. A **regular expression** can say
"free, but with no letter, digit or hyphen touching it":

```python
re.search(r"(?<![\w-])free(?![\w-])", text, re.IGNORECASE)
```

`\w` is a letter or digit of any language. `(?<! … )` means "not after this", `(?! … )` "not
before this". The well-known `\b` is not enough here: it sees a border between the hyphen and the
*f* of BPA-free, and none before the `#` of `#1`.

The rules also have a place and a day. In July *umweltfreundlich* ("eco-friendly") was a nice word
in Germany. Yesterday it still was. But on Sunday, 27 September 2026, a European law starts to
apply (Directive 2024/825): a general green claim needs proof of an excellent performance for the
environment. Our listings go live on Monday.
"""

# %%
pd.DataFrame(
    [entry for entry in terms if entry["term"] in ("free", "eco-friendly", "summer edition")]
)

# %% [markdown]
"""
| key of a term | meaning |
|---|---|
| `term` | one word or several |
| `market`, `channel` | where it is banned; `""` means everywhere |
| `valid_from`, `valid_to` | first and last day, both included; `None`: until further notice |
| `source` | who says so |
| `confidence` | A official, B two sources, C one, U unsure, L our own rule |

One more trick to know. Sellers write ＦＲＥＥ with wide letters to slip through, and `ö` can be one
character or two. `unicodedata.normalize("NFKC", text)` makes such twins equal.
"""


# %% task="banned" role="answer"
def banned_in(text: str, terms: list[dict], market: str, channel: str, as_of: date) -> set[str]:
    """The banned terms that a text contains.

    terms: dicts with term, market, channel, valid_from, valid_to (see the table above).
    market, channel, as_of: where and on which day the text will be shown.
    A term counts as a whole: no letter, digit or hyphen may touch it on either side. Capital and
    small letters are the same, so are characters that NFKC makes equal. Between the words of a
    term any white space may stand. No term, no text: an empty set.

    "BPA-free lid, FREE  shipping!" has "free" and "free shipping", written as in `terms`.
    """
    ### BEGIN SOLUTION
    text = unicodedata.normalize("NFKC", text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and entry["valid_from"] <= as_of and not ended:
            words = r"\s+".join(re.escape(word) for word in entry["term"].split())
            if re.search(rf"(?<![\w-]){words}(?![\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
    ### END SOLUTION


# %% task="banned" role="check" points=1 outcome="apply-rules"
always = {"market": "", "channel": "", "valid_from": date(2020, 1, 1), "valid_to": None}
few_terms = [
    {**always, "term": "free"},
    {**always, "term": "free shipping"},
    {**always, "term": "#1"},
    {**always, "term": "eco-friendly", "market": "DE", "valid_from": date(2026, 9, 27)},
    {**always, "term": "summer edition", "channel": "bazaar", "valid_to": date(2026, 8, 31)},
]
with check("banned"):
    monday = ("DE", "bazaar", GO_LIVE)
    inside = banned_in("Freestanding lamp", few_terms, *monday)
    assert isinstance(inside, set), fill("banned-type", got=type(inside).__name__)
    assert inside == set(), "banned-substring"
    assert banned_in("BPA-free lid", few_terms, *monday) == set(), "banned-hyphen"
    both = banned_in("BPA-free lid, FREE  shipping!", few_terms, *monday)
    assert both != set(), "banned-case"
    assert both != {"free"}, "banned-spaces"
    assert both == {"free", "free shipping"}, fill("banned-value", got=both)
    assert banned_in("The #1 lamp", few_terms, *monday) == {"#1"}, "banned-hash"
    green = "An eco-friendly lamp"
    assert banned_in(green, few_terms, *monday) == {"eco-friendly"}, "banned-green"
    assert banned_in(green, few_terms, "DE", "bazaar", date(2026, 9, 26)) == set(), "banned-date"
    assert banned_in(green, few_terms, "UK", "bazaar", GO_LIVE) == set(), "banned-place"
    assert banned_in("Our summer edition", few_terms, *monday) == set(), "banned-over"

# %% task="banned" role="hidden" points=3 outcome="apply-rules"
with check("banned"):
    draw = np.random.default_rng([course_seed(), 3])
    syllables = ["lo", "mi", "tra", "ken", "sö", "pu", "dax", "li", "vo", "ref"]

    def word():
        """A word that no language has."""
        return "".join(draw.choice(syllables, 3)) + str(draw.choice(list("bgkz")))

    for number in range(12):
        one, two, plain = word(), word(), word()
        first = date(2027, 1, 1) + timedelta(days=int(draw.integers(0, 700)))
        last = first + timedelta(days=int(draw.integers(3, 90)))
        span = {"valid_from": first, "valid_to": last, "market": "", "channel": ""}
        pack = [
            {**span, "term": f"{one} {two}", "market": "JP" if number % 3 == 0 else ""},
            {**span, "term": one.title(), "channel": "ownshop" if number % 3 == 1 else ""},
            {**span, "term": "no. 1", "valid_to": None},
            {**span, "term": f"100% {two}", "valid_from": date(2010, 1, 1)},
        ]
        inside = first + timedelta(days=1)
        text = f"({one.upper()}\u00a0\n{two.title()}): {plain}"
        for market in ("JP", "FR"):
            for channel in ("ownshop", "clipshop"):
                expected = set()
                if number % 3 != 0 or market == "JP":
                    expected.add(f"{one} {two}")
                if number % 3 != 1 or channel == "ownshop":
                    expected.add(one.title())
                seen = banned_in(text, [dict(entry) for entry in pack], market, channel, inside)
                assert seen == expected, "banned-hidden-place"
        at = ("JP", "ownshop")
        for day, there in (
            (first - timedelta(days=1), False),
            (first, True),
            (last, True),
            (last + timedelta(days=1), False),
        ):
            seen = banned_in(text, pack, *at, day)
            assert seen == ({f"{one} {two}", one.title()} if there else set()), "banned-hidden-day"
        for before, after in [("x", ""), ("", "x"), ("-", ""), ("", "-"), ("7", ""), ("", "ö")]:
            touched = f"{plain} {before}{one}{after} {plain}"
            assert banned_in(touched, pack, *at, inside) == set(), "banned-hidden-word"
        for touched in (one, f"{plain}.{one}", f"{one}?", f"„{one}“ {plain}"):
            assert banned_in(touched, pack, *at, inside) == {one.title()}, "banned-hidden-word"
        assert banned_in(f"100% {two}!", pack, *at, inside) == {f"100% {two}"}, "banned-hidden-word"
        assert banned_in("nor 1, No.1", pack, *at, inside) == set(), "banned-hidden-word"
        assert banned_in("No.  1", pack, *at, date(2040, 1, 1)) == {"no. 1"}, "banned-hidden-word"
        twin = unicodedata.normalize("NFD", f"sö{one}")
        wide = "".join(chr(ord(sign) + 0xFEE0) if sign < "\x7f" else sign for sign in f"sö{one}")
        pack.append({**span, "term": f"sö{one}"})
        for text in (twin, wide):
            assert banned_in(text, pack, *at, inside) == {f"sö{one}"}, "banned-hidden-twin"
    assert banned_in("", pack, *at, inside) == set(), "banned-hidden-word"
    assert banned_in("free", [], *at, inside) == set(), "banned-hidden-word"

# %% [markdown] task="banned" role="hint"
"""
Take one term and ask three questions in this order: is it banned *here*? Is it banned on *that
day*? Does it stand in the text as a word? For the last: what may touch it, and what may not?
"""

# %% [markdown] task="banned" role="hint"
"""
Normalise the text first. In the loop, test market and channel with `in ("", market)`, then the two
days (`valid_to` may be None). Build the pattern from `re.escape(word)` for each word of
`entry["term"].split()`, joined by `r"\s+"`, with `(?<![\w-])` before and `(?![\w-])` after it.
"""

# %% [markdown]
"""
How much does "words, not letters" save? Here are the drafts, searched both ways:
"""


# %%
def whole(draft):
    """All texts of a draft, with the name of their place."""
    bullets = {f"bullet {number}": text for number, text in enumerate(draft["bullets"], 1)}
    return {"title": draft["title"], **bullets}


def here(draft):
    """Where and when a draft will be shown."""
    return draft["market"], draft["channel"], GO_LIVE


try:
    by_letters = by_words = 0
    for draft in drafts:
        text = " / ".join(whole(draft).values())
        by_letters += any(entry["term"] in text.lower() for entry in terms)
        by_words += bool(banned_in(text, terms, *here(draft)))
    print(f"drafts with a banned term: {by_letters} by letters, {by_words} by words, place and day")
except Exception:
    print("The count appears when Task 3 passes its check.")

# %% [markdown]
"""
## Task 4. The form

Three shops, three rule books. The rules lie in a **rule pack**: each with its first and last day,
its source, and how sure we are of it. `channel_limits` picks those of one shop and one day:
"""


# %%
ENGLISH = ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "over", "the"]
GERMAN = ["aus", "bei", "das", "den", "der", "die", "für", "im", "mit", "oder", "und", "von", "zum"]
STOP_WORDS = {*ENGLISH, "to", "up", "with", *GERMAN, "zur"}


@cache
def channel_limits(channel, market, day):
    """The limits of one shop on one day, as a dict."""
    pack = rules("listings")
    names = ("title_min", "title_max", "word_max", "caps_min", "bullets_min", "bullet_min")
    limits = {
        name: int(pack.value(name, as_of=day, channel=channel, jurisdiction=market))
        for name in (*names, "bullet_max")
    }
    for kind in ("title", "bullet"):
        signs = [entry for entry in banned if entry["kind"] == f"{kind} character"]
        limits[f"{kind}_forbidden"] = "".join(entry["term"] for entry in signs)
    return {**limits, "bullet_allowed": "°", "stop_words": STOP_WORDS}


pd.DataFrame(
    {name: channel_limits(name, "US", GO_LIVE) for name in ("bazaar", "ownshop", "clipshop")}
)

# %% [markdown]
"""
Bazaar is like Amazon, Own Shop is our own site and feeds Google, ClipShop is a social shop. "At
most 255 characters for a bullet" has confidence U: three sites state three numbers. So the
numbers come in as `limits`, and never stand in your code. Look them up at the platform before
real use.

What is wrong gets a short code:

| place | code | it is wrong if |
|---|---|---|
| `title` | `length` | fewer characters than `title_min` or more than `title_max` |
| | `brand` | the title does not begin with the brand |
| | `character` | a character of `title_forbidden` stands outside the brand |
| | `capitals` | a word outside the brand, of `caps_min` characters or more, is ALL CAPITALS |
| | `repeat` | a word stands in it more than `word_max` times |
| `bullet 1`, … | `length` | fewer characters than `bullet_min` or more than `bullet_max` |
| | `character` | a character of `bullet_forbidden`, or a pictogram |
| `bullets` | `count` | there are fewer bullets than `bullets_min` |

A *word* is a run of letters and digits: `re.findall(r"\w+", title)`. So T-Shirt is two words. For
`repeat`, small and capital letters are the same, and `stop_words` do not count.

A *pictogram* (✅ 🔥 ⭐) is a character of the Unicode category "So", which is short for "symbol,
other": `unicodedata.category("🔥")` gives it. A list of pictograms would be old next spring; a
property is not. The degree sign ° has the same category, and is welcome: what stands in
`bullet_allowed` is no pictogram.

And why "outside the brand"? There are brands like *Yahoo!*, and they may write their name.
"""


# %% task="form" role="answer"
def listing_issues(title: str, bullets: list[str], brand: str, limits: dict) -> dict[str, set[str]]:
    """What is wrong with the form of a listing: place -> set of codes (see the table above).

    limits: title_min, title_max, bullet_min, bullet_max (characters, both ends allowed),
    word_max, caps_min, bullets_min (whole numbers), title_forbidden, bullet_forbidden,
    bullet_allowed (texts of characters), stop_words (set of words in small letters).
    Only places with something wrong are in the result; a good listing gives {}.

    "Lamp by Yago", one bullet "Ok", title_min 9, bullet_min 5, brand "Yago" and bullets_min 2:
    {"title": {"brand"}, "bullet 1": {"length"}, "bullets": {"count"}}.
    """
    ### BEGIN SOLUTION
    rest = title.replace(brand, " ")
    loud = [word for word in re.findall(r"\w+", rest) if word.isupper()]
    words = [word for word in re.findall(r"\w+", title.lower()) if word not in limits["stop_words"]]
    tests = {
        "length": not limits["title_min"] <= len(title) <= limits["title_max"],
        "brand": not title.startswith(brand),
        "character": any(sign in limits["title_forbidden"] for sign in rest),
        "capitals": any(len(word) >= limits["caps_min"] for word in loud),
        "repeat": any(times > limits["word_max"] for times in Counter(words).values()),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(bullets, 1):
        codes = found[f"bullet {number}"] = set()
        if not limits["bullet_min"] <= len(text) <= limits["bullet_max"]:
            codes.add("length")
        for sign in text:
            pictogram = unicodedata.category(sign) == "So" and sign not in limits["bullet_allowed"]
            if sign in limits["bullet_forbidden"] or pictogram:
                codes.add("character")
    if len(bullets) < limits["bullets_min"]:
        found["bullets"] = {"count"}
    return {place: codes for place, codes in found.items() if codes}
    ### END SOLUTION


# %% task="form" role="check" points=2 outcome="apply-rules"
easy = {
    "title_min": 10,
    "title_max": 60,
    "word_max": 2,
    "caps_min": 5,
    "bullets_min": 2,
    "bullet_min": 5,
    "bullet_max": 40,
    "title_forbidden": "!?",
    "bullet_forbidden": "™~",
    "bullet_allowed": "°",
    "stop_words": {"the", "for", "and"},
}
fine = ["Holds water up to 90 °C", "Steel inside"]
with check("form"):
    good = listing_issues("Yahoo! Flask for the USA", fine, "Yahoo!", easy)
    assert isinstance(good, dict), fill("form-type", got=type(good).__name__)
    assert good.get("title") != {"character"}, "form-brand-sign"
    assert "bullet 1" not in good or good["bullet 1"], "form-empty-places"
    assert good.get("bullet 1") != {"character"}, "form-degree"
    assert good.get("title") != {"capitals"}, "form-short-capitals"
    assert good == {}, fill("form-good", got=good)
    stops = listing_issues("Yago Flask for the Tent, for the Boat, for the Sea", fine, "Yago", easy)
    assert stops == {}, "form-stop-words"
    twice = listing_issues("Yago Lamp, Desk Lamp, LAMP", fine, "Yago", easy)
    assert twice != {}, "form-repeat-case"
    assert twice == {"title": {"repeat"}}, fill("form-codes", got=twice)
    assert listing_issues("Yago Lamp, Desk Lamp", fine, "Yago", easy) == {}, "form-twice"
    loud = listing_issues(
        "Best Lamp EVER by Yago! NOWADAYS", ["Ok", "Hot 🔥 stuff", "So ~ so"], "Yago", easy
    )
    assert loud.get("bullet 2") == {"character"}, fill("form-pictogram", got=loud.get("bullet 2"))
    expected = {
        "title": {"brand", "character", "capitals"},
        "bullet 1": {"length"},
        "bullet 2": {"character"},
        "bullet 3": {"character"},
    }
    assert loud == expected, fill("form-codes", got=loud)
    alone = listing_issues("Yago Desk Lamp", ["Steel inside"], "Yago", easy)
    assert alone == {"bullets": {"count"}}, fill("form-count", got=alone)

# %% task="form" role="hidden" points=3 outcome="apply-rules"
with check("form"):
    draw = np.random.default_rng([course_seed(), 4])
    for _ in range(10):
        low, high = (int(size) for size in (draw.integers(14, 21), draw.integers(60, 90)))
        tight = {
            "title_min": low,
            "title_max": high,
            "word_max": int(draw.integers(1, 4)),
            "caps_min": int(draw.integers(4, 8)),
            "bullets_min": int(draw.integers(1, 4)),
            "bullet_min": low - 5,
            "bullet_max": high + 7,
            "title_forbidden": "*¦",
            "bullet_forbidden": "€q",
            "bullet_allowed": "☂",
            "stop_words": {"of", "mit"},
        }
        plenty = ["x" * (low - 5), "y" * (high + 7), "☂ z" * 8]

        def title_codes(title, brand="Zora", limits=tight, bullets=plenty):
            """What a listing with good bullets gets."""
            return listing_issues(title, list(bullets), brand, dict(limits))

        for size, wanted in (
            (low - 1, {"length"}),
            (low, set()),
            (high, set()),
            (high + 1, {"length"}),
        ):
            long_title = "Zora " + "".join(draw.choice(list("abcde"), size - 5))
            assert title_codes(long_title) == ({"title": wanted} if wanted else {}), "form-edges"
        times = tight["word_max"]
        many = "Zora tool " + " ".join(["Öl", "öl", "ÖL", "öL"][:times])
        assert title_codes(many + " kit set abc") == {}, "form-edges"
        assert title_codes(many + " Öl kit set") == {"title": {"repeat"}}, "form-edges"
        assert title_codes(f"Zora {'of Mit ' * 4}{'of-' * 3}thing") == {}, "form-stop-words"
        assert title_codes(f"Zora{'-zora' * times} abc def ghi") == {"title": {"repeat"}}, (
            "form-repeat-brand"
        )
        capital = "WOLKEN-"[: tight["caps_min"]].replace("-", "X")
        assert title_codes(f"Zora {capital} abc def ghi") == {"title": {"capitals"}}, "form-edges"
        assert title_codes(f"Zora {capital[:-1]} abc def ghi") == {}, "form-edges"
        assert title_codes(f"Zora {capital[:-1].lower()}S abc def ghij") == {}, "form-edges"
        shout = f"{capital}* abc def ghi klm"
        assert title_codes(shout, brand=f"{capital}*") == {}, "form-brand-sign"
        for sign in "*¦":
            assert title_codes(f"Zora abc def ghi{sign} klm") == {"title": {"character"}}, (
                "form-signs"
            )
        assert title_codes("abc Zora def ghi klm nop qrs") == {"title": {"brand"}}, "form-signs"
        assert title_codes("Zora abc def ghi! klm nop qrs", bullets=["🎒" * low] * 3) == {
            f"bullet {place}": {"character"} for place in (1, 2, 3)
        }, "form-bullets"
        pad = "a" * (low - 6)
        lines = [
            pad,
            pad + "aa€",
            pad + "bq",
            pad + "°c",
            pad + "☂",
            "b" * (high + 8),
            "♻" + pad[:-1],
        ]
        seen = title_codes("Zora abc def ghi klm nop qrs", bullets=lines)
        assert seen == {
            "bullet 1": {"length"},
            **{f"bullet {place}": {"character"} for place in (2, 3, 4)},
            "bullet 6": {"length"},
            "bullet 7": {"length", "character"},
        }, "form-bullets"
        enough = plenty * 2
        for count in range(5):
            missing = {"bullets": {"count"}} if count < tight["bullets_min"] else {}
            seen = title_codes("Zora abc def ghi klm nop qrs", bullets=enough[:count])
            assert seen == missing, "form-edges"
    nothing = title_codes("", limits={**tight, "title_min": 0})
    assert nothing == {"title": {"brand"}}, "form-edges"

# %% [markdown] task="form" role="hint"
"""
Which of the five title codes look at the *whole* title, and which only at what is left without the
brand? Try it on "Yahoo! Flask for the USA" with the brand "Yahoo!".
"""

# %% [markdown] task="form" role="hint"
"""
`rest = title.replace(brand, " ")` is the title without the brand. Make a dict from code to True
or False for the title, and keep the codes that are True. `Counter(words)` counts words; take them
from `title.lower()` and leave out the stop words. Number the bullets with `enumerate(bullets,
1)`. At the end drop the places whose set is empty.
"""

# %% [markdown]
"""
## Task 5. Is it true?

Now the buckets. The catalogue knows the flask's facts, each a number with a unit. The draft makes
claims, each a number with a unit. Is every claim covered by a fact?

Equal numbers are not enough: 750 **oz** is not 750 **ml**. Unequal numbers are not too much:
**25.4 oz** is 750 ml, rounded. And *oz* is two things, an ounce of weight and a fluid ounce of
volume; which one is meant, only the fact can tell. So `units` gives each name *all* that it can
mean, with its size:
"""

# %%
{name: units[name] for name in ("ml", "l", "oz", "fl oz", "g", "cm", "inch", "h")}

# %% [markdown]
"""
Is "25.4 oz" covered by 750 ml? Both can be volume. 750 × 1 / 29.5735 = 25.36 fluid ounces. The
claim shows one decimal, so rounding explains 0.05 at most: 25.36 lies between 25.35 and 25.45.
**Yes.** "25 oz" shows none, so rounding explains 0.5: **yes**, too. "25.1 oz": 25.36 is not
between 25.05 and 25.15: **no**.

How does one find the claims? This pattern takes a number, perhaps one space or hyphen, and a name
of a unit that no further letter follows:

```python
names = "|".join(re.escape(name) for name in units)
re.finditer(rf"(\d[\d.,]*)[\s-]?({names})(?!\w)", text, re.IGNORECASE)
```

Each thing it finds has three parts: `claim[0]` is all of it ("25.4 oz"), `claim[1]` the number,
and `claim[2]` the unit. And then there is Germany: 0,75 l is three quarters of a litre, and
20.000 mAh are twenty thousand. The argument `mark` says which sign is the decimal mark; the other
one groups thousands.
"""


# %% task="ground" role="answer"
def ungrounded(text: str, facts: list[tuple[float, str]], units: dict, mark: str) -> list[str]:
    """The claims of a text that no fact covers, as they are written, in the order of the text.

    facts: (number, unit) pairs, the unit in small letters, a key of `units`.
    units: unit in small letters -> list of (what it measures, size); a unit may have several.
    mark: decimal mark of the text, "." or ","; the other of the two groups thousands.
    A claim is a number and a unit, with nothing, one white space or a hyphen between them; capital
    and small letters are the same. A fact covers it if both can measure the same thing and the
    fact, in the claim's unit, differs by at most half a step of the claim's last digit (both ends
    included, with 1e-9 for the computer's own rounding). Without a claim: [].

    "Holds 25 oz, or 750 oz" with [(750.0, "ml")] and ".": ["750 oz"].
    """
    ### BEGIN SOLUTION
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    found = []
    for claim in re.finditer(rf"(\d[\d.,]*)[\s-]?({names})(?!\w)", text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        slack = 0.5 * 10 ** -len(digits.partition(".")[2]) + 1e-9
        covered = any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
    ### END SOLUTION


# %% task="ground" role="check" points=2 outcome="ground-draft"
flask = [(750.0, "ml"), (12.0, "h"), (26.5, "cm"), (310.0, "g")]
with check("ground"):
    wrong = ungrounded("Holds 25 oz, or 750 oz", flask, units, ".")
    assert isinstance(wrong, list), fill("ground-type", got=type(wrong).__name__)
    assert wrong != [], "ground-unit"
    assert wrong != ["25 oz", "750 oz"], "ground-convert"
    assert wrong == ["750 oz"], fill("ground-value", got=wrong)
    assert ungrounded("25.4 oz and 25.1 oz", flask, units, ".") == ["25.1 oz"], "ground-rounding"
    assert ungrounded("Weighs 10.9 oz", flask, units, ".") == [], "ground-ounces"
    assert ungrounded("Weighs 10.9 fl oz", flask, units, ".") == ["10.9 fl oz"], "ground-ounces"
    forms = ungrounded("750ml, 750-ml, 750\u00a0ML; 9 heads", flask, units, ".")
    assert forms == [], "ground-forms"
    assert ungrounded("Fasst 0,75 l", flask, units, ",") == [], "ground-mark"
    bank = [(20000.0, "mah")]
    assert ungrounded("20.000 mAh", bank, units, ",") == [], "ground-mark"
    assert ungrounded("20,000 mAh", bank, units, ".") == [], "ground-thousands"
    assert ungrounded("2-year warranty, 9 h, 2-year", flask, units, ".") == [
        "2-year",
        "9 h",
        "2-year",
    ], "ground-order"

# %% task="ground" role="hidden" points=2 outcome="ground-draft"
with check("ground"):
    draw = np.random.default_rng([course_seed(), 5])
    strange = {
        "zo": [("span", 1.0)],
        "kzo": [("span", 8.0)],
        "pim": [("span", 2.5), ("load", 40.0)],
        "dr": [("load", 1.0)],
        "xl pim": [("load", 4.0)],
        "c.u": [("glow", 1.0)],
    }
    for _ in range(12):
        amount = 8 * int(draw.integers(20, 60)) + 4
        known = [(float(amount), "zo")]
        for text, true in [
            (f"{amount} zo", True),
            (f"{amount / 8:.1f} kzo", True),
            (f"{amount // 8} kzo", True),
            (f"{amount // 8 + 1} kzo", True),
            (f"{amount // 8 + 2} kzo", False),
            (f"{amount / 8 + 0.1:.1f} kzo", False),
            (f"{amount / 8 - 0.1:.1f}-KZO", False),
            (f"{amount / 8:.2f} KZO", True),
            (f"{amount / 8 + 0.01:.2f} kzo", False),
            (f"{amount / 2.5:.1f} pim", True),
            (f"{amount / 40:.2f} pim", False),
            (f"{amount} dr", False),
            (f"{amount + 1} zo", False),
            (f"{amount - 1}Zo", False),
        ]:
            seen = ungrounded(f"With {text}, yes", known, dict(strange), ".")
            assert seen == ([] if true else [text]), "ground-hidden"
            if "." in text:
                comma = text.replace(".", ",")
                seen = ungrounded(f"With {comma}.", known, strange, ",")
                assert seen == ([] if true else [comma]), "ground-mark"
        both = [(float(40 * amount), "dr"), (7.0, "zo")]
        assert ungrounded(f"{amount} pim", both, strange, ".") == [], "ground-ounces"
        assert ungrounded(f"{10 * amount}\u2009xl pim", both, strange, ".") == [], "ground-ounces"
        assert ungrounded("3 pim", both, strange, ".") == [], "ground-hidden"
        assert ungrounded(f"{amount + 1} zob", both, strange, ".") == [], "ground-forms"
        assert ungrounded(f"{amount}  zo, {amount}--zo", both, strange, ".") == [], "ground-forms"
        big = [(1000.0 * amount + 250, "zo")]
        split = f"{amount},250"
        assert ungrounded(f"{split} zo {split}.0 zo", big, strange, ".") == [], "ground-thousands"
        assert ungrounded(f"{split} zo", big, strange, ",") == [f"{split} zo"], "ground-mark"
        assert ungrounded(f"{amount}.250,0 zo", big, strange, ",") == [], "ground-mark"
        some = ungrounded(f"9 c.u then {amount}zo and 9 c.u; 4 cxu", [], strange, ".")
        assert some == ["9 c.u", f"{amount}zo", "9 c.u"], "ground-order"
    assert ungrounded("", known, strange, ".") == [], "ground-hidden"
    for fact, text, true in [
        (0.15, "0.2 zo", True),
        (10.352, "10.4 zo", True),
        (10.352, "10.3 zo", False),
        (10.52, "10 zo", False),
        (10.3546, "10.35 zo", True),
        (10.3554, "10.35 zo", False),
    ]:
        seen = ungrounded(text, [(fact, "zo")], strange, ".")
        assert seen == ([] if true else [text]), "ground-hidden"

# %% task="ground" role="hidden" points=2 outcome="ground-draft"
with check("ground"):
    from lumina.generator import core, drafts, listings

    draw = np.random.default_rng([course_seed(), 6])
    company = int(draw.integers(1, 10**6))
    products, true_facts = core.products(company), {}
    for row in listings.listing_facts(company, products).itertuples():
        true_facts.setdefault(row.sku, []).append((float(row.value), row.unit.lower()))
    for draft, faults in drafts.made(company, products)[::4]:
        mark = "," if draft["market"] == "DE" else "."
        lines = {f"bullet {n}": text for n, text in enumerate(draft["bullets"], 1)}
        for place, text in {"title": draft["title"], **lines}.items():
            planted = [
                fault.words
                for fault in faults
                if fault.place == place and fault.code in ("unit", "number", "invented")
            ]
            if planted or any(sign.isdigit() for sign in text):
                seen = ungrounded(text, list(true_facts[draft["sku"]]), units, mark)
                assert all(words in seen for words in planted), "ground-missed"
                assert list(seen) == planted, "ground-alarm"

# %% [markdown] task="ground" role="hint"
"""
Do it by hand for "25.4 oz" and the facts of the flask. With which of the facts can you compare it
at all? In which unit do you compare? How far apart may the two be, and what in "25.4" tells you?
"""

# %% [markdown] task="ground" role="hint"
"""
For each claim: drop the grouping sign from the number and turn `mark` into a point. The decimals
are `len(digits.partition(".")[2])`, so half a step is `0.5 * 10 ** -decimals`. Go through all
facts, all meanings of the fact's unit, and all meanings of the claim's unit. If they measure the
same thing, compare `number * size / unit_size` with the claim.
"""

# %% [markdown]
"""
## Half past three: can the assistant check itself?

"Why all this work?" asks Mr Qiu. "I asked it: *is this draft right?* It says ok to most of them."
True: `self_check` holds its answer. So there are four ways to make the pile that goes out:

1. stamp everything;
2. stamp what the assistant itself calls ok;
3. stamp what passes the rules (Tasks 3 and 4);
4. stamp what passes the rules *and* the catalogue (Task 5 as well).

A colleague has gone through all 320 drafts with the products in her hands. It took her eight days,
and her list `draft_review` is the truth to measure against. But be careful with *which* drafts you
measure on. Batch A are lamps, camping, kitchen and bags. With drafts of this kind in mind this lab
was made, rules and all. Batch B came last night: clothes and chargers, and somebody had asked the
assistant to write "livelier". **A gate must be judged on what it was not built for.**

Before you run the next cell, write a number on a piece of paper: of a hundred drafts of batch B
that pass gate 4, how many are still wrong?
"""


# %%
def findings(draft):
    """All that your functions find in a draft: rows of place, code and words."""
    limits = channel_limits(draft["channel"], draft["market"], GO_LIVE)
    brand = items["brand"][draft["sku"]]
    issues = listing_issues(draft["title"], draft["bullets"], brand, limits)
    rows = [(place, code, "") for place, codes in issues.items() for code in sorted(codes)]
    mark = "," if draft["market"] == "DE" else "."
    for place, text in whole(draft).items():
        rows += [(place, "term", term) for term in sorted(banned_in(text, terms, *here(draft)))]
        claims = ungrounded(text, facts[draft["sku"]], units, mark)
        rows += [(place, "number", claim) for claim in claims]
    return rows


def at_most(wrong, checked):
    """Upper end of the 95 % interval of a share (Wilson), in percent."""
    z, share = 1.96, wrong / checked
    middle = share + z**2 / (2 * checked)
    spread = z * np.sqrt(share * (1 - share) / checked + z**2 / (4 * checked**2))
    return 100 * (middle + spread) / (1 + z**2 / checked)


def duel(found):
    """For each gate and batch: how many go out, and how many of these are wrong."""
    wrong = set(pd.read_csv(data_file("draft_review.csv"))["draft"])
    gates = {
        "1 stamp all": lambda draft: True,
        "2 its own check": lambda draft: draft["self_check"] == "ok",
        "3 rules": lambda draft: all(code == "number" for _, code, _ in found[draft["draft"]]),
        "4 rules and facts": lambda draft: not found[draft["draft"]],
    }
    rows = []
    for name, passes in gates.items():
        for batch in "AB":
            out = [d["draft"] for d in drafts if d["batch"] == batch and passes(d)]
            bad = len(wrong.intersection(out))
            rows.append((name, batch, len(out), bad, 100 * bad / len(out), at_most(bad, len(out))))
    return pd.DataFrame(rows, columns=["gate", "batch", "out", "wrong", "wrong_%", "at_most_%"])


def duel_chart(board):
    """Draw what goes out through each gate: the right part pale, the wrong part hatched."""
    fig, axes = plt.subplots(1, 2, figsize=(10, 2.8), sharey=True, layout="constrained")
    for ax, (batch, part) in zip(axes, board.groupby("batch"), strict=True):
        bars = part.iloc[::-1]
        good = bars["out"] - bars["wrong"]
        ax.barh(bars["gate"], good, color="#dfe6ee", edgecolor="black")
        ax.barh(
            bars["gate"], bars["wrong"], left=good, color="white", edgecolor="black", hatch="////"
        )
        for place, row in enumerate(bars.itertuples()):
            share = f"{row.wrong} wrong, {100 * row.wrong / row.out:.0f} %"
            ax.text(row.out + 3, place, share, va="center")
        ax.set(title=f"Batch {batch}", xlabel="drafts that go out", xlim=(0, 228))
        ax.spines[["top", "right"]].set_visible(False)


try:
    found = {draft["draft"]: findings(draft) for draft in drafts}
    board = duel(found)
    duel_chart(board)
except Exception:
    found, board = {}, pd.DataFrame()
    print("The duel appears when Tasks 3, 4 and 5 pass their checks.")
board.round(1)

# %% [markdown]
"""
*What you see: two groups of four bars, one group a batch, one bar a gate. The pale part of a bar
are right drafts that go out, the hatched part wrong ones. With the reference answers, in batch A
the hatched part shrinks from 68 to 42, 37 and 4 drafts; in batch B from 76 to 51, 46 and 12.*

Was your number near? Two things to take to the memo. The assistant's own check is a poor
baseline: of what it calls ok, more than a third is wrong, hardly better than stamping everything.
And your own gate is three times as bad in batch B as in batch A, though not a line of it changed.
*Livelier* means: more words, more dotted lines. These are the drafts that slipped through:
"""

# %%
try:
    review = pd.read_csv(data_file("draft_review.csv"))
    silent = {draft for draft, rows in found.items() if not rows}
    slipped = review[review["draft"].isin(silent)]
except Exception:
    slipped = pd.DataFrame()
    print("The list appears when Tasks 3, 4 and 5 pass their checks.")
slipped.tail(8)

# %% [markdown]
"""
`word`: a claim without a number. `swap`: a true number in the wrong sentence, such as the hours
for *cold* in the sentence about *hot*. No rule and no catalogue of numbers sees either of them.
That is no mistake in your code. It is where such code ends.

## Task 6. A title that passes and is found

The drafts with a broken title need a new one, and you will not let the assistant write it again.
A good title begins with what makes the buyer stay: **brand, kind of product, the most important
fact**. On a phone only the first 80 characters are seen. Then come phrases that people really type
into the search, and last the **colour**: a listing often has *variants*, sisters in other colours,
and their titles must not be the same.

| phrase for the flask, United States | searches a month |
|---|---|
| 40 oz | 15,980 |
| Insulated Water Bottle | 22,590 |
| Eco-Friendly Bottle | 7,490 |
| Coffee and Tea | 6,450 |

Everybody wants 22,590 searches. But not all phrases go together: the title has a limit, a word
may stand twice at most, and some phrases are banned or untrue. A title is legal or not *as a
whole*. So you get a function `passes(title)` that says so, and you look for the legal title with
the most searches. Greed ("take the biggest, then the next") is not always best: one long phrase
can push out two that are worth more together.

With eight phrases there are 2 × 2 × … = 256 choices. That is nothing for a computer. Try them all:
`itertools.combinations(ranked, 3)` gives all choices of three.
"""


# %% task="title" role="answer"
def best_title(item: dict, phrases: list[tuple[str, int]], passes) -> str:
    """The legal title with the most searches.

    item: brand, type, key, colour (texts). phrases: (phrase, searches a month), in any order.
    passes: a function that takes a title and says True or False. Only it knows the rules; more
    words can also make an illegal title legal (a title can be too short).
    The title is "brand type, key, phrase, ..., colour" with any of the phrases, each at most once,
    the phrase with more searches first. Among legal titles take that with the most searches in all;
    of two with the same, the one with fewer phrases. If no title is legal: "".

    Yago, Flask, 1 l, Red, [("Big", 5), ("Tea", 9)], all legal: "Yago Flask, 1 l, Tea, Big, Red".
    """
    ### BEGIN SOLUTION
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            words = [phrase for phrase, _ in chosen]
            start = f"{item['brand']} {item['type']}"
            title = ", ".join([start, item["key"], *words, item["colour"]])
            if passes(title):
                options.append((sum(searches for _, searches in chosen), -size, title))
    return max(options)[2] if options else ""
    ### END SOLUTION


# %% task="title" role="check" points=2 outcome="write-listing"
red = {"brand": "Yago", "type": "Flask", "key": "1 l", "colour": "Red"}
four = [("Big", 50), ("Insulated Bottle", 90), ("Tea", 45), ("Free Cup", 400)]
with check("title"):
    plain = best_title(red, [("Big", 5), ("Tea", 9)], lambda title: True)
    assert isinstance(plain, str), fill("title-type", got=type(plain).__name__)
    assert plain.startswith("Yago Flask, 1 l,"), fill("title-start", got=plain)
    assert plain.endswith(", Red"), fill("title-colour", got=plain)
    assert plain != "Yago Flask, 1 l, Big, Tea, Red", "title-order"
    assert plain == "Yago Flask, 1 l, Tea, Big, Red", fill("title-value", got=plain)
    short = best_title(red, four, lambda title: len(title) <= 38 and "Free" not in title)
    assert "Free" not in short, "title-illegal"
    assert len(short) <= 38, "title-illegal"
    assert short != "Yago Flask, 1 l, Insulated Bottle, Red", "title-greedy"
    assert short == "Yago Flask, 1 l, Big, Tea, Red", fill("title-best", got=short)
    assert best_title(red, four, lambda title: False) == "", "title-none"
    assert best_title(red, four, lambda title: title.count(",") < 3) == "Yago Flask, 1 l, Red", (
        "title-bare"
    )

# %% task="title" role="hidden" points=3 outcome="write-listing"
with check("title"):
    draw = np.random.default_rng([course_seed(), 7])
    for number in range(14):
        letters = list("bcdfglmnprst")
        pool = ["".join(draw.choice(letters, draw.integers(3, 14))).title() for _ in range(6)]
        searches = [int(count) for count in draw.choice(np.arange(10, 900, 7), 6, replace=False)]
        given = list(zip(pool, searches, strict=True))
        item = {"brand": "Zora", "type": "Tent Lamp", "key": f"{number} lm", "colour": "Navy"}
        bare = f"Zora Tent Lamp, {number} lm, Navy"
        most = len(bare) + int(draw.integers(14, 40))
        least = len(bare) + int(draw.integers(0, 12))
        bad = str(draw.choice(pool))

        def legal(title, least=least, most=most, bad=bad):
            """A rule book of this round."""
            return least <= len(title) <= most and bad not in title

        best = -1
        for choice in range(64):
            chosen = [pair for place, pair in enumerate(given) if choice >> place & 1]
            length = len(bare) + sum(len(phrase) + 2 for phrase, _ in chosen)
            if least <= length <= most and all(phrase != bad for phrase, _ in chosen):
                best = max(best, sum(count for _, count in chosen))
        title = best_title(dict(item), list(given), legal)
        if best < 0:
            assert title == "", "title-none"
            continue
        assert title.startswith(bare.removesuffix("Navy")), "title-hidden-frame"
        assert title.endswith(", Navy"), "title-hidden-frame"
        assert legal(title), "title-illegal"
        used = title.split(", ")[2:-1]
        worth = [dict(given).get(phrase, -(10**6)) for phrase in used]
        assert len(set(used)) == len(used), "title-hidden-frame"
        assert sum(worth) == best, "title-hidden-best"
        assert worth == sorted(worth, reverse=True), "title-order"
    tie = [("Aa", 30), ("Bbb", 20), ("Cc", 10)]
    title = best_title(item, tie, lambda title: not ("Aa" in title and len(title) > len(bare) + 4))
    assert title == bare.replace("Navy", "Aa, Navy"), "title-tie"
    nothing = best_title(item, [("Zz", 0)], lambda title: True)
    assert nothing == bare, "title-tie"
    assert best_title(item, [], lambda title: True) == bare, "title-hidden-frame"

# %% [markdown] task="title" role="hint"
"""
Put 38 characters as the limit and take the biggest phrase first. What is left? Now start without
it. How could a program be sure that it has not missed a better choice?
"""

# %% [markdown] task="title" role="hint"
"""
Sort the phrases by searches, the largest first. For each `size` from 0 to all, and each `chosen`
in `combinations(ranked, size)`, join the title with ", " and ask `passes`. Keep (searches in all,
-size, title) of the legal ones; `max` of these is the best, and an empty list gives "".
"""

# %% [markdown]
"""
## Task 7. The row for Google

Own Shop's products are shown in Google's shopping results. For that Google reads a **feed**, a
table with a row for each product. Since April 2024 the feed has to say who wrote the text. A
title that a generative AI wrote may not stand in `title`. It goes into `structured_title`, with
its source in front:

> `trained_algorithmic_media:"Yago Flask, 1 l, Red"`

The same holds for `structured_description`. And one trap: if a row has *both* `title` and
`structured_title`, Google takes `title`. The label is gone, and the seller has declared an AI's
text as a person's.

Variants are tied together by `item_group_id`. It belongs only into rows that *have* a sister in
the same feed; a family of one is no family.
"""


# %% task="feed" role="answer"
def feed_rows(items: list[dict]) -> list[dict[str, str]]:
    """The rows of a feed, one a product, in the same order.

    Each item: sku, brand, colour, size, gtin, parent (texts; may be ""), link, image (texts), price
    (Decimal), currency, places (decimals of the currency), stock (pieces), title, description,
    and title_by, description_by: "assistant" (an AI wrote it) or "person".
    A row has id, brand, color, size, gtin, link, image_link, all copied; price such as "29.90 USD"
    or "4980 JPY"; availability "in_stock" or "out_of_stock" (no piece left); title or
    structured_title, never both, and description or structured_description (an AI's text as
    trained_algorithmic_media:"the text"); item_group_id, the parent, if at least two items
    have it. A field without a value is left out of the row. No items: [].

    title "Lamp" by the assistant: structured_title is 'trained_algorithmic_media:"Lamp"'.
    """
    ### BEGIN SOLUTION
    families = Counter(item["parent"] for item in items)
    rows = []
    for item in items:
        row = {
            "id": item["sku"],
            "brand": item["brand"],
            "color": item["colour"],
            "size": item["size"],
            "gtin": item["gtin"],
            "link": item["link"],
            "image_link": item["image"],
            "price": f"{item['price']:.{item['places']}f} {item['currency']}",
            "availability": "in_stock" if item["stock"] > 0 else "out_of_stock",
        }
        for name in ("title", "description"):
            if item[f"{name}_by"] == "assistant":
                row[f"structured_{name}"] = f'trained_algorithmic_media:"{item[name]}"'
            else:
                row[name] = item[name]
        if families[item["parent"]] > 1:
            row["item_group_id"] = item["parent"]
        rows.append({name: value for name, value in row.items() if value})
    return rows
    ### END SOLUTION


# %% task="feed" role="check" points=1 outcome="write-listing"
cup = {
    "sku": "LT-1",
    "brand": "Yago",
    "colour": "Red",
    "size": "",
    "gtin": "96385074",
    "link": "https://shop.example/1",
    "image": "https://shop.example/1.jpg",
    "parent": "LP-7",
    "price": Decimal("29.9"),
    "currency": "USD",
    "places": 2,
    "stock": 4,
    "title": "Yago Flask, Red",
    "title_by": "assistant",
    "description": "A flask.",
    "description_by": "person",
}
sister = {**cup, "sku": "LT-2", "colour": "Blue", "gtin": "", "stock": 0, "title_by": "person"}
with check("feed"):
    lone = feed_rows([cup])
    assert isinstance(lone, list), fill("feed-type", got=type(lone).__name__)
    assert len(lone) == 1, fill("feed-type", got=lone)
    lone = lone[0]
    assert "title" not in lone, "feed-both"
    marked = lone.get("structured_title")
    assert marked == 'trained_algorithmic_media:"Yago Flask, Red"', fill("feed-mark", got=marked)
    assert lone.get("description") == "A flask.", "feed-description"
    assert "structured_description" not in lone, "feed-description"
    assert lone.get("price") == "29.90 USD", fill("feed-price", got=lone.get("price"))
    assert "item_group_id" not in lone, "feed-lone"
    assert "size" not in lone, "feed-empty"
    two = feed_rows([cup, sister])
    assert [row.get("item_group_id") for row in two] == ["LP-7", "LP-7"], "feed-family"
    assert "gtin" not in two[1], "feed-empty"
    stock = [row.get("availability") for row in two]
    assert stock == ["in_stock", "out_of_stock"], fill("feed-stock", got=stock)
    assert two[1].get("title") == "Yago Flask, Red", "feed-person"
    names = {"id", "brand", "color", "gtin", "link", "image_link", "price", "availability"}
    assert set(lone) == names | {"structured_title", "description"}, fill(
        "feed-names", got=sorted(lone)
    )

# %% task="feed" role="hidden" points=3 outcome="write-listing"
with check("feed"):
    draw = np.random.default_rng([course_seed(), 8])
    for _ in range(6):
        given, expected = [], []
        parents = [str(name) for name in draw.choice(["LP-1", "LP-2", "LP-3", "LP-4", "", ""], 9)]
        for number, parent in enumerate(parents):
            cents, yen = int(draw.integers(100, 99999)), bool(draw.integers(0, 2))
            item = {
                "sku": f"S{number}",
                "brand": "Zora",
                "colour": "Navy",
                "parent": parent,
                "size": str(draw.choice(["", "M"])),
                "gtin": str(draw.choice(["", "96385074"])),
                "link": f"https://a.example/{number}",
                "image": f"https://b.example/{number}",
                "price": Decimal(cents) / (1 if yen else 100),
                "places": 0 if yen else 2,
                "currency": "JPY" if yen else "EUR",
                "stock": int(draw.integers(0, 3)),
                "title": f"Lamp {cents}",
                "description": f"Text {cents}",
                "title_by": str(draw.choice(["person", "assistant"])),
                "description_by": str(draw.choice(["person", "assistant"])),
            }
            row = {"id": item["sku"], "brand": "Zora", "color": "Navy", "link": item["link"]}
            row |= {name: item[name] for name in ("size", "gtin") if item[name]}
            row["image_link"] = item["image"]
            row["price"] = f"{cents} JPY" if yen else f"{cents // 100}.{cents % 100:02d} EUR"
            row["availability"] = ("out_of_stock", "in_stock", "in_stock")[item["stock"]]
            for name in ("title", "description"):
                if item[f"{name}_by"] == "assistant":
                    text = f'trained_algorithmic_media:"{item[name]}"'
                    row[f"structured_{name}"] = text
                else:
                    row[name] = item[name]
            if parent and parents.count(parent) > 1:
                row["item_group_id"] = parent
            given.append(item)
            expected.append(row)
        seen = feed_rows([dict(item) for item in given])
        assert [row.get("id") for row in seen] == [row["id"] for row in expected], "feed-order"
        for row, right in zip(seen, expected, strict=True):
            assert row.get("item_group_id") == right.get("item_group_id"), "feed-hidden-family"
            both = {"title", "structured_title"}
            assert len(both & set(row)) == 1, "feed-both"
            assert row.get("price") == right["price"], "feed-hidden-price"
            assert dict(row) == right, "feed-hidden"
    twins = [{**cup, "parent": "", "sku": name} for name in ("A", "B")]
    assert all("item_group_id" not in row for row in feed_rows(twins)), "feed-hidden-family"
    assert feed_rows([]) == [], "feed-order"

# %% [markdown] task="feed" role="hint"
"""
Before you write the first row: what must you know about *all* items? And if you put `title` into
every row and add `structured_title` where needed, which of the two does Google read?
"""

# %% [markdown] task="feed" role="hint"
"""
Count the parents first, with `Counter`. Build each row as a dict with the plain fields. For
"title" and "description" add either the plain or the structured field. `f"{price:.{places}f}"`
prints a price with so many decimals. Add the parent if its count is above 1. At the end leave out
empty values.
"""

# %% [markdown]
"""
## Five o'clock: the thing you hand in

All 320 drafts through your functions. What has no finding may go out. Where only the title is at
fault, your `best_title` writes a new one from the catalogue. All others go back to a person, with
the reasons.
"""


# %%
def mend(draft):
    """A new title for a draft from catalogue and search phrases; "" if none is legal."""
    sku, market = draft["sku"], draft["market"]
    german = market == "DE"
    goods = items.loc[sku]
    limits = channel_limits(draft["channel"], market, GO_LIVE)
    item = {
        "brand": goods["brand"],
        "type": goods["type_de" if german else "type"],
        "key": goods["key"].replace("pieces", "Teile" if german else "pieces"),
        "colour": goods["colour_de" if german else "colour"],
    }
    if goods["size"]:
        item["colour"] = f"{'Größe' if german else 'Size'} {goods['size']}, {item['colour']}"

    def passes(title):
        return "title" not in listing_issues(title, [], goods["brand"], limits)

    offered = phrases[(phrases["type"] == item["type"]) & (phrases["market"] == market)]
    possible = [
        (phrase, searches)
        for phrase, searches in zip(offered["phrase"], offered["searches"].tolist(), strict=True)
        if not banned_in(phrase, terms, *here(draft))
        and not ungrounded(phrase, facts[sku], units, ".")
    ]
    return best_title(item, possible, passes)


def sort_drafts():
    """The three piles: draft, pile, reasons, new title."""
    rows = []
    for draft in drafts:
        rows_of = found[draft["draft"]]
        places = {place for place, _, _ in rows_of}
        pile = "out" if not rows_of else "mended" if places == {"title"} else "to a person"
        reasons = "; ".join(f"{place}: {code} {words}".strip() for place, code, words in rows_of)
        title = mend(draft) if pile == "mended" else draft["title"]
        rows.append(
            {**draft, "pile": pile if title else "to a person", "reasons": reasons, "new": title}
        )
    return pd.DataFrame(rows).set_index("draft")


def wall(piles):
    """Draw every draft as one sign: batch by batch, pile by pile."""
    signs = {
        "out": ("o", "may go out"),
        "mended": ("D", "new title"),
        "to a person": ("X", "to a person"),
    }
    fig, ax = plt.subplots(figsize=(10, 3.6), layout="constrained")
    for left, (batch, part) in zip((0, 22), piles.groupby("batch"), strict=True):
        order = part["pile"].map(list(signs).index).sort_values(kind="stable")
        ax.text(left, 1.1, f"Batch {batch}", weight="bold", size=12)
        for place, (name, (marker, _)) in enumerate(signs.items()):
            spots = np.flatnonzero((order == place).to_numpy())
            face = {"out": "white", "mended": "#b9c7d6", "to a person": "black"}[name]
            style = {"marker": marker, "s": 85, "facecolor": face, "edgecolor": "black", "lw": 0.8}
            ax.scatter(left + spots % 20, -(spots // 20), **style)
    for place, (name, (marker, words)) in enumerate(signs.items()):
        face = {"out": "white", "mended": "#b9c7d6", "to a person": "black"}[name]
        count = int((piles["pile"] == name).sum())
        ax.scatter(
            6 + 12 * place, -9.2, marker=marker, s=85, facecolor=face, edgecolor="black", lw=0.8
        )
        ax.text(6.8 + 12 * place, -9.2, f"{count} {words}", va="center")
    ax.set(xlim=(-1, 42), ylim=(-10, 2))
    ax.axis("off")


try:
    piles = sort_drafts()
    wall(piles)
except Exception:
    piles = pd.DataFrame()
    print("The wall appears when Tasks 3 to 6 pass their checks.")

# %% [markdown]
"""
*What you see: 320 signs in two blocks of eight rows, batch A left and batch B right. An open
circle may go out, a grey diamond gets a new title, a black cross goes to a person. A line below
counts them.*

And this is what Mr Qiu's stamp will fall on: the best of the mended, before and after.
"""


# %%
def before_and_after(piles, count=3):
    """A card for each of some mended listings: the old title with its faults, and the new one."""
    box = "border:1px solid #888;border-radius:8px;padding:10px 14px;margin:8px 0;max-width:760px;"
    chip = "border:1px solid #555;border-radius:9px;padding:0 7px;margin-right:6px;font-size:85%;"
    mended = piles[(piles["pile"] == "mended") & (piles["market"] == "US")]
    mended = mended.assign(size=mended["reasons"].str.len()).sort_values("size", ascending=False)
    cards = []
    for name, row in mended.head(count).iterrows():
        notes = [note.removeprefix("title: ") for note in row["reasons"].split("; ")]
        chips = "".join(f"<span style='{chip}'>{html.escape(note)}</span>" for note in notes)
        tail = f"{name} · {row['channel']} · {len(row['new'])} characters"
        cards.append(
            f"<div style='{box}background:#fff;color:#111'>"
            f"<div><b>before</b> <s>{html.escape(row['title'])}</s></div><div>{chips}</div>"
            f"<div style='font-size:120%;margin-top:6px'><b>{html.escape(row['new'][:80])}</b>"
            f"{html.escape(row['new'][80:])}</div><div style='color:#555'>{tail}</div></div>"
        )
    return HTML("".join(cards))


before_and_after(piles) if len(piles) else print("The cards appear with the wall.")

# %% [markdown]
"""
Each card shows the assistant's title crossed out, the reasons, and yours. The bold part is what a
phone shows. Last, the feed for the United States, as Google will read it:
"""

# %%
SOLD_OUT = {"LT-KIT-013", "LT-APP-030"}  # the warehouse's list of this morning


def build_feed(piles):
    """The feed of Own Shop in the United States: what goes out, and what was mended."""
    catalogue = as_text(data_file("products.csv")).set_index("sku")
    ready = piles[(piles["pile"] != "to a person") & (piles["market"] == "US")]
    ready = ready[ready["channel"] == "ownshop"].drop_duplicates("sku")
    pieces = codes[codes["packing"] == "piece"].set_index("sku")["code"]
    given = []
    for row in ready.itertuples():
        goods, code = items.loc[row.sku], pieces[row.sku]
        given.append(
            {
                **{name: goods[name] for name in ("brand", "colour", "size", "parent")},
                "sku": row.sku,
                "gtin": code if gtin_ok(code) else "",
                "currency": "USD",
                "price": Decimal(catalogue["list_price_usd"][row.sku]),
                "places": 2,
                "stock": 0 if row.sku in SOLD_OUT else 1,
                "title": row.new,
                "title_by": "assistant" if row.pile == "out" else "person",
                "description": ". ".join(row.bullets) + ".",
                "description_by": "assistant",
                "link": f"https://ownshop.example/us/{row.sku.lower()}",
                "image": f"https://ownshop.example/img/{row.sku.lower()}.jpg",
            }
        )
    return pd.DataFrame(feed_rows(given)).fillna("")


try:
    feed = build_feed(piles)
    labelled = (feed["structured_title"] != "").sum()
    print(f"{len(feed)} rows; {labelled} titles are labelled as written by an AI")
except Exception:
    feed = pd.DataFrame()
    print("The feed appears when all seven tasks pass their checks.")
feed.head(6)

# %% [markdown] task="memo" role="written" points=4 outcome="doubt-model"
"""
## The memo

Write to Mr Qiu: five to eight sentences about the assistant and about your own gate. He wants to
know

1. what the assistant's check of itself is worth, beside which baseline, in figures;
2. why your gate is worse in batch B, and which of the two batches tells him what to expect of
   next week's drafts;
3. one claim that passed the gate and is wrong, and what would have to exist at Lumina to catch
   it;
4. how many of the stamped drafts a person should still read, which of them first, and what has to
   be told to buyers or to Google about the text.

### BEGIN MARK SCHEME
One point for each item: good 1, fair 0.5, weak 0. Order and language do not count.

- The self-check. Good: with figures that it is hardly better than stamping everything (batch A 34
  % wrong against 43 %, batch B 40 % against 48 %), far behind the gate (4 % and 13 %). Fair:
  "unreliable" with a figure but no baseline. Weak: no figure.
- The batches. Good: batch B was not in mind when the gate was made, has another prompt and other
  goods, and more claims in words; B tells more about next week, and even B only if the prompt
  stays. Fair: names B without the reason. Weak: takes A, or the mean of both.
- The slip. Good: a `word` or `swap` claim of the list, and a remedy that fits (attributes in
  words in the catalogue, facts tied to a name such as hot and cold, a test report, a list of
  claims that always need proof). Fair: the claim or the remedy. Weak: "a better AI" alone.
- The people. Good: a number with a reason (for instance all of batch B's, since one in eight is
  wrong, at most about one in five; a sample of A), livelier text and claims about safety first,
  and AI text marked in the feed. Fair: two of the three. Weak: "check more".

An error in a figure costs the item in which it stands.
### END MARK SCHEME
"""

# %% [markdown]
"""
## Go further

Your gate knows *that* 28 h is a fact of the flask, but not that it is the hours for *cold*. Catch
the swaps: `listing_facts.csv` has the name of every fact. Collect, from batch A alone, the words
that stand in sentences about `hot`, `cold`, `length`, `width`. Then let a claim count as covered
only if its sentence fits the name of the fact. How many swaps of batch B do you catch, and how
many right sentences do you flag by mistake? No points. But it is how one gets a dotted line to
become a firm one.
"""
