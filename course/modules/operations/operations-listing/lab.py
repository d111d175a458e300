# %% [markdown]
"""
# The flask that held 22 litres

## The desk

In July, Lumina Trading sold a steel flask online: *750 oz, keeps drinks hot for 12 hours*. The
flask holds 750 **ml**. 750 fluid ounces are 22 litres, two full buckets. The page stood for eleven
days. An AI assistant had written it, and somebody between two meetings had clicked *publish*.

Today is Thursday, 24 September 2026, half past one in Guangzhou. You are the **operations
specialist**, whose daily work begins with "product listing" (Table 1 of Wen and Wu, "The
Tech-Driven Era"). A *listing* is the page of one product in one shop: title, bullets (the short
lines under the title), search words, article number.

Last night the same assistant wrote 320 listings for three shops and three countries. They go live
on **Monday, 28 September**. Mr Qiu, who runs operations, stands at your desk with a wooden stamp
in his hand. "It took twenty minutes. A person needs three weeks. So: which of them may I stamp? I
want three piles at five. And no buckets."

At five you hand in: **the three piles** with a reason for every draft that stays behind, **mended
titles**, **a reading list** for the person who looks once more, and **a short memo**.

**You need** loops, dictionaries, sets and one chart of matplotlib. Every regular expression that
you need is shown.

**Afterwards you can**

- prove an article number, and say which ones a spreadsheet has destroyed;
- count a text as a shop counts it: in characters, in bytes, in width;
- check a listing against rules that differ by shop, country and day;
- check every number of an AI's draft against the catalogue, whatever unit it is in;
- write a title that passes and is found;
- say how many mistakes are still in a pile that has passed, and who should read what.

**Time:** about 120 minutes: 28 to read, 80 for six tasks, 12 for the memo.
"""

# %%
import html
import json
import re
import unicodedata
from collections import Counter
from contextlib import contextmanager
from copy import copy
from datetime import date, timedelta
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


@contextmanager
def shown_after(what, tasks):
    """Make something of the answers; while a task is open, say which, and never hide an error."""
    try:
        yield
    except NotImplementedError:
        print(f"{what} appears when {tasks} done.")
    except Exception as error:
        print(f"{what} cannot be made: {type(error).__name__}: {error}")


drafts = [json.loads(line) for line in data_file("ai_drafts.jsonl").read_text("utf-8").splitlines()]
items = as_text(data_file("listing_items.csv")).set_index("sku")
codes = as_text(data_file("listing_codes.csv"))
phrases = pd.read_csv(data_file("listing_phrases.csv"))
review = pd.read_csv(data_file("draft_review.csv"))

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


def fresh(value):
    """A copy of lists, dicts and sets, so that an answer may change what it is given."""
    if isinstance(value, dict):
        return {key: fresh(part) for key, part in value.items()}
    return [*map(fresh, value)] if isinstance(value, list) else copy(value)


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
Does the draft agree? You would have to convert ounces to know. You will let the machine do that,
in Task 4.

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
Keep the dotted line in mind; it comes back at half past three.

Each task is one answer cell. Write your code where `raise NotImplementedError()` stands, run the
cell, then the check under it. More checks run when your work is graded, with other texts, days and
rules.

## Task 1. A number that proves itself

Every article in the world's shops has a **GTIN**, the number under the bar code: 8, 12, 13 or 14
digits. (14 are for cartons.) Its last digit is a **check digit**, worked out from all others, so
that a typing mistake shows. This is how to test the whole number, by hand:

| | | | | | | | | |
|---|---|---|---|---|---|---|---|---|
| number | 9 | 6 | 3 | 8 | 5 | 0 | 7 | 4 |
| times, **from the right** 1, 3, 1, 3 … | 3 | 1 | 3 | 1 | 3 | 1 | 3 | 1 |
| makes | 27 | 6 | 9 | 8 | 15 | 0 | 21 | 4 |

The sum is 90. It ends in 0, so the number is good. Start from the right! Many pages on the web say
"1, 3, 1, 3 from the left". That is true for 13 digits and for no other length. (The rule is from
GS1, who give out the numbers.)

Suppliers send the numbers in spreadsheets, and a spreadsheet takes a code for a number:
"""

# %%
odd = codes[codes["code"].str.contains("E") | codes["code"].str.len().isin([7, 10, 11])]
pd.concat([odd.drop_duplicates("code").head(6), codes[codes["packing"] == "carton"].head(1)])

# %% [markdown]
"""
Two different things happened here.

- **Zeros are lost.** A number has no zeros in front, so `040000200741` became `40000200741`, of
  eleven digits. That can be mended: the weights go from the right, and a zero adds nothing, so the
  check digit is as right as before. 7 digits were 8; 9, 10 or 11 digits were 12.
- **Digits are lost.** `9.52000E+12` keeps six digits of thirteen. A million good numbers begin
  like this. Nothing brings the others back, and Python's `int(float(…))` only *looks* as if it
  did: it puts zeros there. The supplier has to send the list again.
"""


# %% task="gtin" role="answer"
def clean_gtin(cell: str) -> str:
    """The article number that a supplier's cell proves, as text; "" if it proves none.

    cell: the text as it stands in the supplier's file. It is a GTIN if it has exactly 8, 12, 13 or
    14 of the digits 0 to 9, nothing else, and the right check digit; then it comes back as it is.
    7 digits have lost one zero in front of 8; 9, 10 or 11 digits have lost the zeros in front of
    12. They come back with their zeros if the check digit is right.
    All other texts give "" and never raise: other lengths, a wrong check digit, spaces, letters,
    signs, points, an exponent (9.52E+12), digits of other scripts (٣), the empty text.

    clean_gtin("96385074") is "96385074", clean_gtin("96385075") is "",
    clean_gtin("40000200741") is "040000200741".
    """
    ### BEGIN SOLUTION
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
    ### END SOLUTION


# %% task="gtin" role="check" points=1 outcome="identify-article"
with check("gtin"):
    number = clean_gtin("96385074")
    assert isinstance(number, str), fill("gtin-type", got=type(number).__name__)
    assert clean_gtin("96385075") != "96385075", "gtin-accepts"
    assert clean_gtin("96385075") == "", "gtin-empty"
    assert clean_gtin("9520000000011") == "9520000000011", "gtin-rejects"
    assert number == "96385074", "gtin-left"
    assert clean_gtin("19520000000011") == "", "gtin-carton"
    zeros = clean_gtin("40000200741")
    assert zeros == "040000200741", fill("gtin-zeros", got=zeros)
    assert clean_gtin("40000200742") == "", "gtin-zeros-wrong"
    assert clean_gtin("9.52000E+12") == "", "gtin-exponent"
    assert clean_gtin("952000000001") == "", "gtin-length"

# %% task="gtin" role="hidden" points=1 outcome="identify-article"
with check("gtin"):
    _draw = np.random.default_rng([course_seed(), 1])

    def _number(length, zeros=0):
        """A good number of this length that begins with so many zeros, and no more."""
        digits = [0] * zeros + [int(digit) for digit in _draw.integers(1, 10, length - 1 - zeros)]
        total = sum(digit * (1 if place % 2 else 3) for place, digit in enumerate(digits[::-1]))
        return "".join(map(str, [*digits, -total % 10]))

    def _spoiled(good):
        """The number with one digit wrong, for each place."""
        for place, digit in enumerate(good):
            for shift in (1, 5):
                yield good[:place] + str((int(digit) + shift) % 10) + good[place + 1 :]

    for _length in (8, 12, 13, 14) * 3:
        for _good in (_number(_length), _number(_length, zeros=2)):
            assert clean_gtin(_good) == _good, "gtin-hidden"
            for _bad in _spoiled(_good):
                assert clean_gtin(_bad) == "", "gtin-hidden"
    for _length, _zeros in ((8, 1), (12, 1), (12, 2), (12, 3)) * 2:
        _good = _number(_length, _zeros)
        assert clean_gtin(_good[_zeros:]) == _good, "gtin-hidden-zeros"
        for _bad in _spoiled(_good[_zeros:]):
            assert clean_gtin(_bad) == "", "gtin-hidden-zeros"

# %% task="gtin" role="hidden" points=1 outcome="identify-article"
with check("gtin"):
    _draw = np.random.default_rng([course_seed(), 11])

    def _right(payload):
        """A number with the check digit that belongs to these digits."""
        total = sum(int(d) * (1 if n % 2 else 3) for n, d in enumerate(reversed(payload)))
        return payload + str(-total % 10)

    for _length in (1, 2, 3, 4, 5, 6, 15, 16, 18):
        _digits = [str(int(digit)) for digit in _draw.integers(1, 10, _length - 1)]
        assert clean_gtin(_right("".join(_digits))) == "", "gtin-hidden-length"
    _eight = _right("".join(str(int(digit)) for digit in _draw.integers(1, 10, 7)))
    _most = _right("".join(str(int(digit)) for digit in _draw.integers(1, 10, 13)))
    assert [clean_gtin(_eight), clean_gtin(_most)] == [_eight, _most], "gtin-hidden"
    for _text in (f"{_most}0", f"0{_most}", f"{_most}{_eight}", f"{_eight}{_most}", "0" * 15):
        assert clean_gtin(_text) == "", "gtin-hidden-length"
    _east = _eight.translate({48 + digit: 0x660 + digit for digit in range(10)})
    _odd = [f" {_eight}", f"{_eight}\n", f"{_eight} ", f"{_eight[:4]}-{_eight[4:]}", f"+{_eight}"]
    _odd += [f"{_eight}.0", f"{_eight[:4]}_{_eight[4:]}", _east, f"{_eight[:7]}X", "²²²²²²²²"]
    _odd += ["", "........", f"'{_eight}", "40000200741.0", f"1{_eight[1:7]}²"]
    for _text in _odd:
        assert clean_gtin(_text) == "", "gtin-hidden-signs"
    for _first in range(1, 10):  # an exponent whose digits happen to pass, if zeros are put there
        for _rest in range(100):
            _whole = f"{_first}{_rest:02d}0000000000"
            if _right(_whole[:-1]) == _whole:
                for _text in (f"{_first}.{_rest:02d}E+12", f"{_first},{_rest:02d}000E+12"):
                    assert clean_gtin(_text) == "", "gtin-hidden-exponent"

# %% [markdown] task="gtin" role="hint"
"""
In `96385074`, which weight belongs to the 4? Which to the 9? And what does a zero in front add to
the sum?
"""

# %% [markdown] task="gtin" role="hint"
"""
Three steps: send away everything that is not made of the digits 0 to 9; find out how long the
number was before its zeros were lost; test the check digit.
"""

# %% [markdown] task="gtin" role="hint"
"""
`isascii` and `isdigit` together know the digits 0 to 9. A small dictionary can say which length
was once which. Go through the digits from the right, with their places 0, 1, 2 …: at even places
the weight is 1, at odd ones 3. If the sum can be divided by 10, give the text back with as many
zeros in front as are missing (`zfill`).
"""

# %% [markdown]
"""
What becomes of the suppliers' list?
"""

# %%
with shown_after("The table", "Task 1 is"):
    codes["number"] = [clean_gtin(code) for code in codes["code"]]
    codes["verdict"] = np.select(
        [codes["number"] == "", codes["number"] != codes["code"]],
        ["back to the supplier", "zeros put back"],
        "good as it is",
    )
    print(codes.groupby(["packing", "verdict"]).size().to_string(), "\n")
    print(codes[codes["verdict"] != "good as it is"].groupby("verdict").head(4).to_string())

# %% [markdown]
"""
Some cartons go back, too. Somebody put a 1 before the piece's number and forgot that the check
digit must be worked out again. One such carton blocks a goods receipt for a day.

## Task 2. Words that are banned

*Free* is banned: shops do not want a title to shout about prices and shipping. Now look at what
the letters f-r-e-e also stand in:

> **Free**standing on a wide foot · BPA-**free** lid · Hands-**free** · Care**free** in the
  rucksack

None of these is an offer. A program must look for *words*. A **regular expression** can say
"free, but with no letter, digit, underscore or hyphen touching it":

```python
re.search(r"(?<![\w-])free(?![\w-])", text, re.IGNORECASE)
```

`\w` is a letter or a digit of any language, or `_`. `(?<! … )` means "not after this", `(?! … )`
"not before this". The well-known `\b` is not enough here: it sees a border between the hyphen and
the *f* of BPA-free, and none before the `#` of `#1`. In a pattern some characters have a meaning
of their own; `re.escape("no. 1")` makes the point a plain point.

Sellers write ＦＲＥＥ with wide letters to get through, `ö` can be one character or two, and three
hyphens look alike. `plain` makes such twins equal. They can stand in the draft and in the list of
terms, too:
"""


# %%
def plain(text: str) -> str:
    """The text with one way of writing for twins (Unicode's NFKC), and one kind of hyphen."""
    return unicodedata.normalize("NFKC", text).replace("\u2010", "-")


[plain(text) for text in ("ＦＲＥＥ", "o\u0308ko", "BPA\u2011free", "BPA\u2010free")]

# %% [markdown]
"""
The rules also have a place and a day. *Umweltfreundlich* ("eco-friendly") was a nice word in
Germany. From Sunday, 27 September 2026, European law (Directive 2024/825) asks for proof of such a
general green claim. Our listings go live on Monday.
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
"""


# %% task="banned" role="answer"
def banned_in(text: str, terms: list[dict], market: str, channel: str, as_of: date) -> set[str]:
    """The banned terms that a text contains, each written as in `terms`.

    terms: dicts with term, market, channel, valid_from, valid_to (see the table above).
    market, channel, as_of: where and on which day the text will be shown.
    A term counts as a whole: no letter or digit of any language, no underscore and no hyphen may
    touch it, on either side; everything else may. Capital and small letters are the same. So are
    twins, which `plain` makes equal, in the text and in the term. Where the term has a space, the
    text may have any white space, as much as it likes, but not none.
    No term, no text: an empty set.

    "BPA-free lid, FREE  shipping!" has "free" and "free shipping".
    """
    ### BEGIN SOLUTION
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and entry["valid_from"] <= as_of and not ended:
            words = r"\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\w-]){words}(?![\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
    ### END SOLUTION


# %%
def few_terms():
    """A short list of terms for the check below."""
    always = {"market": "", "channel": "", "valid_from": date(2020, 1, 1), "valid_to": None}
    return [
        {**always, "term": "free"},
        {**always, "term": "free shipping"},
        {**always, "term": "#1"},
        {**always, "term": "eco-friendly", "market": "DE", "valid_from": date(2026, 9, 27)},
        {**always, "term": "summer edition", "channel": "bazaar", "valid_to": date(2026, 8, 31)},
    ]


def in_germany(text, day=GO_LIVE, market="DE"):
    """What your function finds on Bazaar with the short list."""
    return banned_in(text, few_terms(), market, "bazaar", day)


# %% task="banned" role="check" points=1 outcome="apply-rules"
with check("banned"):
    inside = in_germany("Freestanding lamp")
    assert isinstance(inside, set | frozenset), fill("banned-type", got=type(inside).__name__)
    assert inside == set(), "banned-substring"
    assert in_germany("BPA-free lid") == set(), "banned-hyphen"
    both = in_germany("BPA-free lid, FREE  shipping today")
    assert both != set(), "banned-case"
    assert both != {"free"}, "banned-spaces"
    assert both == {"free", "free shipping"}, fill("banned-value", got=", ".join(sorted(both)))
    assert in_germany("It is free!") == {"free"}, "banned-marks"
    assert in_germany("The #1 lamp") == {"#1"}, "banned-hash"
    assert in_germany("An eco-friendly lamp") == {"eco-friendly"}, "banned-green"
    assert in_germany("An eco-friendly lamp", date(2026, 9, 26)) == set(), "banned-date"
    assert in_germany("An eco-friendly lamp", market="UK") == set(), "banned-place"
    assert in_germany("Our summer edition") == set(), "banned-over"
    assert in_germany("BPA\u2011free") == set(), "banned-twin-hyphen"
    assert in_germany("ＦＲＥＥ") == {"free"}, "banned-twin"

# %% task="banned" role="hidden" points=1 outcome="apply-rules"
with check("banned"):
    _draw = np.random.default_rng([course_seed(), 3])

    def _word():
        """A word that no language has."""
        syllables = ["lo", "mi", "tra", "ken", "so", "pu", "dax", "li", "vo", "ref"]
        return "".join(_draw.choice(syllables, 3)) + str(_draw.choice(list("bgkz")))

    for _ in range(6):
        _one, _two, _plain = _word() + "a", _word() + "e", _word() + "i"
        _terms = [_one.title(), f"{_one} {_two}", f"no. {_two}", f"#{_two}", f"{_two}++", "100% ja"]

        def _seen(text, terms=tuple(_terms)):
            """What is found in a text, everywhere and always."""
            span = {"valid_from": date(2010, 1, 1), "valid_to": None, "market": "", "channel": ""}
            pack = [{**span, "term": term} for term in terms]
            return banned_in(text, pack, "FR", "clipshop", date(2030, 5, 6))

        for _before, _after in [(x, "") for x in ["x", "7", "_", "-", "E", "S"]] + [
            ("", x) for x in ["x", "7", "_", "-", "e", "s"]
        ]:
            _text = f"{_plain} {_before}{_one}{_after} {_plain}"
            assert _seen(_text) == set(), "banned-hidden-touched"
        for _text in (_one, f"{_plain}.{_one}", f"{_one}?", f"„{_one}“ {_plain}", f"({_one})"):
            assert _seen(_text) == {_one.title()}, "banned-hidden-free"
        for _text in (_one.upper(), f"{_one}, {_plain}{_one}", f"{_plain}{_one} {_one}"):
            assert _seen(_text) == {_one.title()}, "banned-hidden-free"
        for _gap in (" ", "   ", "\n", "\t", "\u00a0", " \u3000\n"):
            _text = f"{_plain} {_one.upper()}{_gap}{_two.title()}"
            assert _seen(_text) == {_one.title(), f"{_one} {_two}"}, "banned-hidden-spaces"
        assert _seen(f"{_one}{_two}, {_one}-{_two}, {_two} {_one}_") == set(), (
            "banned-hidden-spaces"
        )
        for _text in (f"No. {_two}", f"#{_two.upper()}!", f"a {_two}++", "the 100%  JA"):
            _term = " ".join(_text.lower().strip("!").removeprefix("a ").split()[-2:])
            assert _seen(_text) == {_term}, "banned-hidden-signs"
        assert _seen(f"nod {_two}, no.{_two}, {_two}") == set(), "banned-hidden-signs"
        assert _seen("", ()) == set(), "banned-hidden-nothing"
        assert _seen(_one, ()) == set(), "banned-hidden-nothing"
        assert _seen("") == set(), "banned-hidden-nothing"

# %% task="banned" role="hidden" points=1 outcome="apply-rules"
with check("banned"):
    _draw = np.random.default_rng([course_seed(), 31])
    for _ in range(8):
        _first = date(2027, 1, 1) + timedelta(days=int(_draw.integers(0, 700)))
        _last = _first + timedelta(days=int(_draw.integers(1, 90)))

        def _seen(market, channel, day, first=_first, last=_last):
            """Which of eight terms are found; they differ in place and in their days."""
            pack = [
                {"term": term, "market": at, "channel": on, "valid_from": since, "valid_to": until}
                for term, at, on, since, until in [
                    ("aa", "", "", first, last),
                    ("bb", "JP", "", first, last),
                    ("cc", "", "ownshop", first, last),
                    ("dd", "JP", "ownshop", first, last),
                    ("ee", "", "", first, None),
                    ("ff", "JP", "ownshop", first, None),
                    ("gg", "", "", first, first),
                    ("hh", "", "", last, last),
                ]
            ]
            found = banned_in("aa bb cc dd ee ff gg hh", pack, market, channel, day)
            return "".join(sorted(found))

        _on, _far = _first, date(2040, 1, 1)
        assert _seen("JP", "ownshop", _on) == "aabbccddeeffgg", "banned-hidden-day"
        assert _seen("JP", "clipshop", _on) == "aabbeegg", "banned-hidden-place"
        assert _seen("FR", "ownshop", _on) == "aacceegg", "banned-hidden-place"
        assert _seen("FR", "clipshop", _on) == "aaeegg", "banned-hidden-place"
        assert _seen("JP", "ownshop", _first - timedelta(days=1)) == "", "banned-hidden-day"
        assert _seen("FR", "clipshop", _last) == "aaeehh", "banned-hidden-day"
        assert _seen("FR", "clipshop", _last + timedelta(days=1)) == "ee", "banned-hidden-day"
        assert _seen("JP", "ownshop", _far) == "eeff", "banned-hidden-day"

# %% task="banned" role="hidden" points=1 outcome="apply-rules"
with check("banned"):
    _draw = np.random.default_rng([course_seed(), 32])
    _always = {"valid_from": date(2010, 1, 1), "valid_to": None, "market": "", "channel": ""}

    def _has(text, term):
        """Whether the term is found, written as in the list."""
        found = banned_in(text, [{**_always, "term": term}], "JP", "ownshop", date(2031, 2, 3))
        assert found in (set(), {term}), "banned-hidden-written"
        return found == {term}

    for _ in range(4):
        _word = "".join(_draw.choice(list("abcdefghklmnop"), 5)) + "ö"
        _wide = "".join(
            chr(ord(letter) + 0xFEE0) if letter < "\x7f" else letter for letter in _word
        )
        _apart = unicodedata.normalize("NFD", _word)
        for _twin in (_wide, _apart, _word.upper(), _wide.upper()):
            assert _has(f"A {_twin}!", _word), "banned-hidden-text"
            assert _has(f"A {_word}!", _twin), "banned-hidden-term"
        for _hyphen in "-\u2010\u2011":
            assert not _has(f"A {_word}{_hyphen}x", _word), "banned-hidden-hyphens"
            assert not _has(f"A x{_hyphen}{_word}", _word), "banned-hidden-hyphens"
            for _other in "-\u2010\u2011":
                _term = f"{_word}{_other}kind"
                assert _has(f"{_word}{_hyphen}kind", _term), "banned-hidden-hyphens"
        for _letter in "éжش水3٣５":
            assert not _has(f"A {_letter}{_word}", _word), "banned-hidden-letters"
            assert not _has(f"A {_word}{_letter}", _word), "banned-hidden-letters"
        for _sign in "–—·。“'/+#&":
            assert _has(f"A{_sign}{_word}{_sign}b", _word), "banned-hidden-letters"

# %% [markdown] task="banned" role="hint"
"""
Take one term and ask three questions in this order: is it banned *here*? Is it banned on *that
day*? Does it stand in the text as a word? For the last: what may touch it, and what may not?
"""

# %% [markdown] task="banned" role="hint"
"""
Make the text plain once, and each term too. For each term that holds here and on that day, build a
pattern from its words, with the two borders of the example around it, and search.
"""

# %% [markdown] task="banned" role="hint"
"""
A term holds if its market is empty or yours, its channel likewise, its first day is not later than
the day, and its last day is missing or not earlier. For the pattern, split the plain term at its
spaces, escape each word, and join them with the pattern for "one white space or more", `\s+`. What
goes into the set is the term as it was, not the plain one.
"""

# %% [markdown]
"""
How much does "words, not letters" save? Here are the drafts, searched both ways:
"""


# %%
def whole(draft):
    """All texts of a draft, with the name of their place."""
    bullets = {f"bullet {number}": text for number, text in enumerate(draft["bullets"], 1)}
    return {"title": draft["title"], **bullets, "search": draft["search"]}


def here(draft):
    """Where and when a draft will be shown."""
    return draft["market"], draft["channel"], GO_LIVE


with shown_after("The count", "Task 2 is"):
    by_letters = by_words = 0
    for draft in drafts:
        text = " / ".join(whole(draft).values())
        by_letters += any(entry["term"] in text.lower() for entry in terms)
        by_words += bool(banned_in(text, fresh(terms), *here(draft)))
    print(f"drafts with a banned term: {by_letters} by letters, {by_words} by words, place and day")

# %% [markdown]
"""
## Task 3. Three shops, three rule books

Bazaar is like Amazon, Own Shop is our own site and feeds Google, ClipShop is a social shop. They
do not agree on anything, not even on how long a text is:
"""

# %%
pd.DataFrame(
    [
        (
            text,
            len(text),
            len(text.encode("utf-8")),
            " ".join(map(unicodedata.east_asian_width, text)),
        )
        for text in ("flask", "größe", "水筒", "🔥", "é", "e\u0301")
    ],
    columns=["text", "characters", "bytes", "east_asian_width"],
)

# %% [markdown]
"""
| unit | how it counts |
|---|---|
| `characters` | `len(text)` |
| `bytes` | the storage in UTF-8: `len(text.encode("utf-8"))` |
| `width` | as on a Japanese screen: 2 if `east_asian_width` is W or F, else 1 |

The last two lines of the table look the same. One is a single character, the other an e with an
accent put on top. Count a text as it stands, with its spaces, and mend nothing.

The rules lie in a **rule pack**: each with its first and last day, its source, and how sure we are
of it. `rule_book` picks those of one shop and one day:
"""


# %%
ENGLISH = ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "over", "the"]
GERMAN = ["aus", "bei", "das", "den", "der", "die", "für", "im", "mit", "oder", "und", "von", "zum"]
STOP_WORDS = {*ENGLISH, "to", "up", "with", *GERMAN, "zur"}


@cache
def rule_book(channel, market, day):
    """The rules of one shop on one day, as a dict."""
    pack = rules("listings")

    def rule(name):
        return pack.rule(name, as_of=day, channel=channel, jurisdiction=market)

    def size(field):
        least, most = rule(f"{field}_min"), rule(f"{field}_max")
        return re.match(r"\w+", most.unit)[0], int(least.value), int(most.value)

    def characters(kind):
        chosen = (entry for entry in banned if entry["kind"] == kind)
        return "".join(e["term"] for e in chosen if e["channel"] in ("", channel))

    return {
        "title": size("title"),
        "bullet": size("bullet"),
        "search": size("search"),
        "bullets": size("bullets")[1:],
        "first": ("", "brand", "type")[int(rule("title_first").value)],
        "caps_min": int(rule("caps_min").value),
        "word_max": int(rule("word_max").value),
        "title_forbidden": characters("title character"),
        "bullet_forbidden": characters("bullet character"),
        "pictograms": characters("allowed pictogram"),
        "stop_words": STOP_WORDS,
    }


books = {name: rule_book(name, "US", GO_LIVE) for name in ("bazaar", "ownshop", "clipshop")}
pd.DataFrame(books).drop("stop_words")

# %% [markdown]
"""
`title`, `bullet` and `search` say in which unit a text is counted, and the least and the most that
it may have. A least of 1 means that the field is **required**, a most of 0 that the shop has no
such field. ClipShop's numbers are invented; for Bazaar's 255 characters of a bullet three sites
state three numbers. So numbers come in as `book` and never stand in your code. Look them up at the
platform before real use.

What is wrong gets a short code:

| place | code | it is wrong if |
|---|---|---|
| `title` | `length` | it is shorter than its least or longer than its most, in its unit |
| | `first` | it does not begin with its `brand` or `type`, whichever `first` names; `""`: no rule |
| | `character` | a character of `title_forbidden` stands outside the brand |
| | `capitals` | a word outside the brand, of `caps_min` characters or more, is ALL CAPITALS |
| | `repeat` | a word stands in it more than `word_max` times |
| `bullet 1`, … | `length` | as for the title, with `bullet` |
| | `character` | a character of `bullet_forbidden`, or a pictogram that is not in `pictograms` |
| `bullets` | `count` | there are fewer or more of them than `bullets` says: (least, most) |
| `search` | `length` | as for the title, with `search` |

A *word* is what `re.findall(r"\w+", title)` finds. So T-Shirt is two words, and 65 is one, too. A
word is all capitals if `word.isupper()` says so. For `repeat`, small and capital letters are the
same, the brand counts, and `stop_words` do not.

*Outside the brand* means: after `title.replace(brand, " ")`. There are brands like *Yahoo!*, and
they may write their name, exactly as it is.

A *pictogram* (✅ 🔥 ⭐) is a character of the Unicode category "So", short for "symbol, other":
`unicodedata.category("🔥")` gives it. A list of all pictograms would be old next spring; a property
is not. The degree sign ° has the same category; that is why all three shops allow it.
"""


# %% task="form" role="answer"
def listing_issues(listing: dict, book: dict) -> dict[str, set[str]]:
    """What is wrong with the form of a listing: place -> set of codes (see the table above).

    listing: title, brand, type, search (texts), bullets (a list of texts).
    book: title, bullet, search, each (unit, least, most), both ends allowed; bullets, (least,
    most), both ends allowed; first ("brand", "type" or ""); word_max, caps_min (whole numbers);
    title_forbidden, bullet_forbidden, pictograms (texts of characters); stop_words (set of words
    in small letters).
    Every bullet counts and is checked, an empty one, too. Large and small letters differ, but for
    `repeat`. Only places with something wrong are in the result; a good listing gives {}.

    "Lamp by Yago", one bullet "Ok" where 5 characters are the least, first "brand":
    {"title": {"first"}, "bullet 1": {"length"}}.
    """
    ### BEGIN SOLUTION

    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\w+", title.lower()))
    loud = [word for word in re.findall(r"\w+", rest) if word.isupper()]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in words.keys() - book["stop_words"]),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = {"length"} if wrong_size(text, "bullet") else set()
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
    ### END SOLUTION


# %%
def easy_book(**changed):
    """A rule book for the checks below."""
    book = {
        "title": ("characters", 10, 60),
        "bullet": ("characters", 5, 40),
        "search": ("bytes", 0, 30),
        "bullets": (2, 4),
        "first": "brand",
        "word_max": 2,
        "caps_min": 5,
        "title_forbidden": "!?",
        "bullet_forbidden": "™~",
        "pictograms": "°",
        "stop_words": {"the", "for", "and"},
    }
    return book | changed


GOOD_BULLETS = ("Holds water up to 90 °C", "Steel inside")


def issues(title, /, bullets=GOOD_BULLETS, *, brand="Yago", **book):
    """What your function finds in a flask's listing."""
    listing = {"title": title, "brand": brand, "type": "Flask", "search": ""}
    return listing_issues({**listing, "bullets": list(bullets)}, easy_book(**book))


def told(found):
    """Issues in words: title: first, length."""
    if not isinstance(found, dict):
        return type(found).__name__
    lines = [f"{place}: {', '.join(sorted(found[place])) or 'no code'}" for place in found]
    return "; ".join(lines) or "nothing"


# %% task="form" role="check" points=1 outcome="count-bytes"
with check("form"):
    good = issues("Yago Flask, Red")
    assert isinstance(good, dict), fill("form-type", got=type(good).__name__)
    assert good == {}, fill("form-good", got=told(good))
    short = issues("Yago Lamp")
    assert short == {"title": {"length"}}, fill("form-short", got=told(short))
    japan = "Yago 水筒 保温 750ml"
    assert issues(japan, title=("characters", 5, 16)) == {}, "form-characters"
    assert issues(japan, title=("bytes", 5, 23)) != {}, "form-bytes"
    assert issues(japan, title=("bytes", 5, 24)) == {}, "form-bytes"
    assert issues(japan, title=("width", 5, 19)) != {}, "form-width"
    assert issues(japan, title=("width", 5, 20)) == {}, "form-width"
    empty = issues("Yago Flask, Red", search=("bytes", 1, 30))
    assert empty == {"search": {"length"}}, fill("form-required", got=told(empty))

# %% task="form" role="check" points=1 outcome="apply-rules"
with check("form"):
    signs = issues("Yahoo! Flask for the USA", brand="Yahoo!")
    assert signs == {}, fill("form-good", got=told(signs))
    stops = issues("Yago Flask for the Tent, for the Boat, for the Sea")
    assert stops == {}, fill("form-stop-words", got=told(stops))
    twice = issues("Yago Lamp, Desk Lamp, LAMP")
    assert twice == {"title": {"repeat"}}, fill("form-repeat", got=told(twice))
    turned = issues("Flask, Red, Yago", first="type")
    assert turned == {}, fill("form-first", got=told(turned))
    turned = issues("Red Flask by Yago")
    assert turned == {"title": {"first"}}, fill("form-first", got=told(turned))
    loud = issues("Best Lamp EVER by Yago! NOWADAYS", ["Ok", "Hot 🔥 stuff", "So ~ so"])
    right = {"title": {"capitals", "character", "first"}, "bullet 1": {"length"}}
    right |= {"bullet 2": {"character"}, "bullet 3": {"character"}}
    assert "bullet 2" in loud, "form-pictogram"
    assert loud == right, fill("form-codes", got=told(loud))
    alone = issues("Yago Desk Lamp", ["Steel inside"])
    assert alone == {"bullets": {"count"}}, fill("form-count", got=told(alone))

# %% task="form" role="hidden" points=1 outcome="count-bytes"
with check("form"):
    _draw = np.random.default_rng([course_seed(), 4])

    def _size(text, unit):
        """How long a text is, counted letter by letter."""
        each = {
            "characters": lambda letter: 1,
            "bytes": lambda letter: 1 + sum(ord(letter) > most for most in (0x7F, 0x7FF, 0xFFFF)),
            "width": lambda letter: 2 if unicodedata.east_asian_width(letter) in "FW" else 1,
        }
        return sum(map(each[unit], text))

    def _text(size, unit, start):
        """A text of this size; its twins, its wide letters and its spaces count as they stand."""
        text = start + "e\u0301ü水ｗﾊж" + "".join(_draw.choice(list("abcdeü水ж"), 6))
        return text + "z" * (size - _size(text, unit) - 1) + " "

    for _unit in ("characters", "bytes", "width"):
        for _place, _field in (("title", "title"), ("bullet 3", "bullet"), ("search", "search")):
            _least, _most = int(_draw.integers(50, 60)), int(_draw.integers(75, 150))
            for _length in (_least - 1, _least, _most, _most + 1):
                _new = _text(_length, _unit, "Zora " if _field == "title" else " ")
                _listing = {"title": "Zora", "brand": "Zora", "type": "Mug", "search": "tea"}
                _listing |= {"bullets": ["one", "two", "three", "four"], _field: _new}
                if _field == "bullet":
                    _fine = _text(_least, _unit, " ")
                    _listing["bullets"] = [_fine, _text(_most, _unit, ""), _new, _fine]
                _book = dict.fromkeys(("title", "bullet", "search"), ("characters", 0, 50))
                _book |= {"bullets": (4, 4), "first": "brand", "word_max": 9, "caps_min": 40}
                _book |= {"title_forbidden": "", "bullet_forbidden": "", "pictograms": ""}
                _book |= {"stop_words": set()}
                _book[_field] = (_unit, _least, _most)
                _found = listing_issues(_listing, _book)
                _right = {} if _least <= _length <= _most else {_place: {"length"}}
                assert _found == _right, "form-hidden-units"

# %% task="form" role="hidden" points=1 outcome="apply-rules"
with check("form"):

    def _codes(title, /, brand="Zora", kind="Tent Lamp", **changed):
        """The codes of a title in a listing that has no other fault."""
        book = dict.fromkeys(("title", "bullet", "search"), ("characters", 0, 200))
        book |= {"bullets": (0, 9), "first": "", "word_max": 9, "caps_min": 90}
        book |= {
            "title_forbidden": "",
            "bullet_forbidden": "",
            "pictograms": "",
            "stop_words": set(),
        }
        listing = {"title": title, "brand": brand, "type": kind, "search": "", "bullets": ["tea"]}
        found = listing_issues(listing, book | changed)
        return "".join(sorted(found.pop("title", ["-"]))) + ("+" if found else "")

    for _first, _title, _right in [
        ("brand", "Zora Tent Lamp, Red", "-"),
        ("brand", "Tent Lamp, Red, Zora", "first"),
        ("brand", "zora Tent Lamp, Red", "first"),
        ("brand", " Zora Tent Lamp, Red", "first"),
        ("type", "Tent Lamp, Red, Zora", "-"),
        ("type", "Zora Tent Lamp, Red", "first"),
        ("type", "TENT LAMP, Red, Zora", "first"),
        ("type", "Tent, Lamp, Zora", "first"),
        ("", "Red Zora Tent Lamp", "-"),
        ("", "Red", "-"),
        ("brand", "", "first"),
        ("", "", "-"),
    ]:
        assert _codes(_title, first=_first) == _right, "form-hidden-first"
    for _brand in ("Zora", "Zo!ra", "Z*", "ZORANA"):
        for _sign in "!*":
            _title = f"{_brand} Lamp{_sign} by {_brand}"
            assert _codes(_title, _brand, title_forbidden="!*") == "character", "form-hidden-signs"
            assert _codes(_title, _brand, title_forbidden="#") == "-", "form-hidden-signs"
        assert _codes(f"{_brand} Lamp by {_brand}", _brand, title_forbidden="!*") == "-", (
            "form-hidden-brand"
        )
        _small = _brand.swapcase()
        _right = "character" if {*"!*"} & {*_small} else "-"
        assert _codes(f"A {_small} Lamp", _brand, title_forbidden="!*") == _right, (
            "form-hidden-brand"
        )
    for _most, _caps in ((1, 4), (2, 5), (3, 7), (4, 9)):
        _limits = {"word_max": _most, "caps_min": _caps, "stop_words": {"of", "für"}}
        _loud = "WÖLKENHEIM"[:_caps]
        for _title, _right in [
            (f"A {_loud} of it", "capitals"),
            (f"A {_loud[:-1]} of it", "-"),
            (f"A {_loud[:-1]}3 of it", "capitals"),
            (f"A {_loud}s of it", "-"),
            (f"A {'7' * 9} of it", "-"),
            (f"An {_loud[:-1]}-{_loud[:2]} of it", "-"),
            (f"It is {_loud}, by {_loud}", "-"),
        ]:
            _brand = _loud if " by " in _title else "Zora"
            _here = _limits | {"word_max": 9}
            assert _codes(_title, _brand, **_here) == _right, "form-hidden-capitals"
        for _many, _right in ((_most, "-"), (_most + 1, "repeat")):
            _words = " ".join((["Öl", "öl", "ÖL", "öL"] * 2)[:_many])
            assert _codes(f"Zora {_words} kit", **_limits) == _right, "form-hidden-repeat"
            _twins = _words.replace("l", "l äl")  # other words, but for their first letter
            assert _codes(f"Zora {_twins} kit", **_limits) == _right, "form-hidden-repeat"
            assert _codes(f"{'-'.join(['65'] * _many)} W kit", **_limits) == _right, (
                "form-hidden-repeat"
            )
            assert _codes(f"{'-zora' * (_many - 1)} Zora kit", **_limits) == _right, (
                "form-hidden-repeat"
            )
        assert _codes(f"Zora {'of Für OF ' * 4} kit", **_limits) == "-", "form-hidden-stop"
        assert _codes("the the the the the", **_limits) == "repeat", "form-hidden-stop"
        _all = {"title_forbidden": "!", "first": "brand", "title": ("width", 1, 9), **_limits}
        _right = "capitalscharacterfirstlengthrepeat"
        assert _codes(f"{_loud}! {'öl ' * (_most + 1)}", **_all) == _right, "form-hidden-all"

# %% task="form" role="hidden" points=1 outcome="apply-rules"
with check("form"):
    _draw = np.random.default_rng([course_seed(), 42])
    for _ in range(6):
        _least, _most = int(_draw.integers(1, 4)), int(_draw.integers(5, 8))
        _forbidden, _welcome = "".join(_draw.choice(list("€q;|"), 2, replace=False)), "☂"

        def _found(bullets, search="tea", least=_least, most=_most, forbidden=_forbidden, short=3):
            """The issues of a listing that has a good title."""
            book = {"title": ("characters", 0, 200), "bullet": ("width", short, 40)}
            book |= {"search": ("characters", 2, 9), "bullets": (least, most), "first": "type"}
            book |= {"word_max": 1, "caps_min": 4, "title_forbidden": "x", "pictograms": "☂"}
            book |= {"bullet_forbidden": forbidden, "stop_words": {"of"}}
            listing = {"title": "Mug by Zora", "brand": "Zora", "type": "Mug", "search": search}
            found = listing_issues({**listing, "bullets": list(bullets)}, book)
            assert all(found.values()), "form-hidden-empty"
            return {place: sorted(codes) for place, codes in found.items()}

        for _count in range(10):
            _right = {} if _least <= _count <= _most else {"bullets": ["count"]}
            assert _found(["good"] * _count) == _right, "form-hidden-count"
        _blank = {f"bullet {place + 1}": ["length"] for place in range(_least)}
        assert _found([""] * _least) == _blank, "form-hidden-blank"
        assert _found([""] * _least, short=0) == {}, "form-hidden-blank"
        assert _found(["good"] * _least, search="") == {"search": ["length"]}, "form-hidden-search"
        _bad, _other = _forbidden
        _lines = [f"tea{_bad}", "cup ✈", "☂ rain", "→ ×", f"{_other}mug", "♻", "EVER x! x"]
        _right = {f"bullet {place}": ["character"] for place in (1, 2, 5)}
        _right["bullet 6"] = ["character", "length"]
        if len(_lines) > _most:
            _right["bullets"] = ["count"]
        assert _found(_lines) == _right, "form-hidden-bullets"
        _lines.reverse()
        _right = {f"bullet {place}": ["character"] for place in (3, 6, 7)}
        _right["bullet 2"] = ["character", "length"]
        assert _found(_lines, most=9) == _right, "form-hidden-bullets"
        _signs = [f"one {chr(code)}" for code in (0x1F9F8, 0x2605, 0x1F1E9, 0x00A9, 0x1F525)]
        _right = {f"bullet {place}": ["character"] for place in range(1, 6)}
        assert _found(_signs, most=9) == _right, "form-hidden-pictograms"
        assert _found(["12 °C"] * 3, least=0)["bullet 3"] == ["character"], "form-hidden-pictograms"

# %% [markdown] task="form" role="hint"
"""
Which of the five title codes look at the *whole* title, and which only at what is left without the
brand? Try it on "Yahoo! Flask for the USA" with the brand "Yahoo!". And how many bytes has "水筒"?
"""

# %% [markdown] task="form" role="hint"
"""
Write a small function first: is this text too short or too long for this field, in its unit? Use
it for the title, each bullet, and the search words. Then one question for each other code. Collect
codes in a set for each place, and drop the places whose set is empty at the end.
"""

# %% [markdown] task="form" role="hint"
"""
For the title, make a dictionary from code to True or False, and keep the codes that are True. Count
the words of the small title with `Counter` and leave out the stop words. Take words in capitals and
forbidden characters from the title without the brand. Number the bullets with `enumerate`, from 1.
"""

# %% [markdown]
"""
## Task 4. Is it true?

Now the buckets. The catalogue knows the flask's facts, each a number with a unit. The draft makes
claims, each a number with a unit. Is every claim covered by a fact?

Equal numbers are not enough: 750 **oz** is not 750 **ml**. And other numbers can be right:
**25.4 oz** is 750 ml, rounded. *oz* is two things, an ounce of weight and a fluid ounce of volume;
which one is meant, only the fact can tell. So `units` gives each name *all* that it can mean, with
its size:
"""

# %%
{name: units[name] for name in ("ml", "l", "oz", "fl oz", "g", "cm", "inch", "h")}

# %% [markdown]
"""
Is "25.4 oz" covered by 750 ml? Both can be volume. 750 × 1 / 29.5735 = 25.36 fluid ounces. The
claim shows one decimal, so rounding explains half of 0.1: 25.36 lies between 25.35 and 25.45.
**Yes.** "25 oz" shows none, so rounding explains 0.5: **yes**, too. "25.1 oz": 25.36 is not
between 25.05 and 25.15: **no**.

How does one find the claims? This pattern takes a number, perhaps one white space or hyphen, and a
name of a unit that no letter, digit or `_` follows:

```python
names = "|".join(re.escape(name) for name in units)
re.finditer(rf"(\d+(?:[.,]\d+)*)[\s\u2010\u2011-]?({names})(?!\w)", text, re.IGNORECASE)
```

Each thing it finds has three parts: `claim[0]` is all of it ("25.4 oz"), `claim[1]` the number,
and `claim[2]` the unit. In "0.75. l" it finds nothing, since a point and a space stand before the
unit.

And numbers have formats. In Germany 0,75 l is three quarters of a litre, and 20.000 mAh are twenty
thousand. The argument `mark` says which one is the decimal mark; the other one groups thousands,
three digits each. What is written in no such way (`1.5.2`, or `1,5` in an American text) may be
any number: nothing covers it, and a person has to look.
"""


# %% task="ground" role="answer"
def ungrounded(text: str, facts: list[tuple[float, str]], units: dict, mark: str) -> list[str]:
    """The claims of a text that no fact covers, as they are written, in the order of the text.

    facts: (number, unit) pairs, the unit in small letters, a key of `units`.
    units: unit in small letters -> list of (what it measures, size); a unit may have several.
    mark: decimal mark of the text, "." or ","; the other of the two groups thousands.
    A claim is what the pattern above finds: a number (digits, with single points or commas between
    them), at most one white space or hyphen (-, U+2010, U+2011), and a unit; capital and small
    letters are the same. A claim that stands twice is in the list twice.
    A fact covers it if both can measure the same thing and the fact, in the claim's unit, differs
    by at most half a step of the claim's last digit (both ends included, with 1e-9 for the
    computer's own rounding). 25.40 has a step of 0.01; 20,000 a step of 1, as 20000 has.
    The number has groups of three digits behind each grouping sign, or no such sign, and at most
    one decimal mark, behind them. Any other is covered by nothing. Without a claim: [].

    "Holds 25 oz, or 750 oz" with [(750.0, "ml")] and ".": ["750 oz"].
    """
    ### BEGIN SOLUTION
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\d+|\d{{1,3}}(\{group}\d{{3}})+)(\{mark}\d+)?")
    found = []
    for claim in re.finditer(
        rf"(\d+(?:[.,]\d+)*)[\s\u2010\u2011-]?({names})(?!\w)", text, re.IGNORECASE
    ):
        digits = claim[1].replace(group, "").replace(mark, ".")
        slack = 0.5 * 10 ** -len(digits.partition(".")[2]) + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
    ### END SOLUTION


# %%
FLASK = [(750.0, "ml"), (12.0, "h"), (26.5, "cm"), (310.0, "g")]


def flask_claims(text, mark=".", known=None):
    """What your function finds in a text about the flask, or about something else."""
    return ungrounded(text, fresh(FLASK if known is None else known), fresh(units), mark)


# %% task="ground" role="check" points=1 outcome="ground-draft"
with check("ground"):
    wrong = flask_claims("Holds 25 oz, or 750 oz")
    assert isinstance(wrong, list), fill("ground-type", got=type(wrong).__name__)
    assert wrong not in ([], ["25 oz"]), "ground-unit"
    assert wrong != ["25 oz", "750 oz"], "ground-convert"
    assert wrong == ["750 oz"], fill("ground-value", got=", ".join(map(str, wrong)))
    assert flask_claims("25.4 oz and 25.1 oz") == ["25.1 oz"], "ground-rounding"
    assert flask_claims("Weighs 10.9 oz") == [], "ground-ounces"
    assert flask_claims("Weighs 10.9 fl oz") == ["10.9 fl oz"], "ground-fluid"
    assert flask_claims("750ml, 750-ml, 750\u00a0ML; 9 heads") == [], "ground-forms"
    assert flask_claims("Fasst 0,75 l", ",") == [], "ground-mark"
    assert flask_claims("20.000 mAh", ",", [(20000.0, "mah")]) == [], "ground-mark"
    assert flask_claims("20,000 mAh", ".", [(20000.0, "mah")]) == [], "ground-thousands"
    assert flask_claims("0,75 l", ".", [(75.0, "l")]) == ["0,75 l"], "ground-format"
    both = flask_claims("2-year warranty, 9 h, 2-year")
    assert both == ["2-year", "9 h", "2-year"], fill("ground-order", got=", ".join(map(str, both)))

# %% task="ground" role="hidden" points=1 outcome="ground-draft"
with check("ground"):
    _draw = np.random.default_rng([course_seed(), 5])

    def _claims(text, known, mark="."):
        """What is found with units that no country has."""
        strange = {
            "zo": [("span", 1.0)],
            "kzo": [("span", 8.0)],
            "pim": [("span", 2.5), ("load", 40.0)],
            "dr": [("load", 1.0)],
            "xl pim": [("load", 4.0)],
            "mur": [("load", 3.0), ("span", 6.0), ("glow", 2.0)],
        }
        return ungrounded(text, list(known), strange, mark)

    for _ in range(5):
        _amount = 8 * int(_draw.integers(20, 60)) + 4
        for _text, _true in [
            (f"{_amount} zo", True),
            (f"{_amount / 8:.1f} kzo", True),
            (f"{_amount // 8} kzo", True),
            (f"{_amount // 8 + 1} kzo", True),
            (f"{_amount // 8 + 2} kzo", False),
            (f"{_amount / 8 + 0.1:.1f} kzo", False),
            (f"{_amount / 8 - 0.1:.1f}-KZO", False),
            (f"{_amount / 8:.2f} KZO", True),
            (f"{_amount / 8 + 0.01:.2f} kzo", False),
            (f"{_amount / 2.5:.1f} pim", True),
            (f"{_amount / 40:.2f} pim", False),
            (f"{_amount / 6:.3f} mur", True),
            (f"{_amount / 6 + 0.002:.3f} mur", False),
            (f"{_amount} dr", False),
            (f"{_amount + 1} zo", False),
            (f"{_amount - 1}Zo", False),
        ]:
            assert _claims(f"With {_text}, yes", [(float(_amount), "zo")]) == (
                [] if _true else [_text]
            ), "ground-hidden"
        _both = [(float(40 * _amount), "dr"), (7.0, "zo")]
        assert _claims(f"{_amount} pim", _both) == [], "ground-hidden-meanings"
        assert _claims(f"{10 * _amount} xl pim", _both) == [], "ground-hidden-meanings"
        assert _claims("3 pim", _both) == [], "ground-hidden-meanings"
        assert _claims(f"{40 * _amount / 3:.1f} mur", _both) == [], "ground-hidden-meanings"
        assert _claims("7 dr, 2.80 pim, 1.17 mur, 2.8 xl pim", _both) == ["7 dr", "2.8 xl pim"], (
            "ground-hidden-meanings"
        )
        _two = [(float(_amount), "pim")]
        assert _claims(f"{_amount * 40} dr, {_amount * 2.5:.0f} zo, {_amount} mur", _two) == [
            f"{_amount} mur"
        ], "ground-hidden-meanings"
        _some = _claims(f"9 pim then {_amount}zo and 9 pim, {_amount}ZO; 4 cxu", [])
        assert _some == ["9 pim", f"{_amount}zo", "9 pim", f"{_amount}ZO"], "ground-hidden-order"
    assert _claims("", [(1.0, "zo")]) == [], "ground-hidden-order"
    assert _claims("no claim", [(1.0, "zo")]) == [], "ground-hidden-order"
    for _fact, _text, _true in [
        (0.15, "0.2 zo", True),
        (0.25, "0.2 zo", True),
        (10.352, "10.4 zo", True),
        (10.352, "10.3 zo", False),
        (10.352, "10.40 zo", False),
        (10.52, "10 zo", False),
        (10.5, "10 zo", True),
        (10.5, "11 zo", True),
        (10.3546, "10.35 zo", True),
        (10.3554, "10.35 zo", False),
        (10.3525, "10.3528 zo", False),
        (20.0, "20.0 zo", True),
        (19600.0, "20000 zo", False),
        (19999.6, "20000 zo", True),
    ]:
        assert _claims(_text, [(_fact, "zo")]) == ([] if _true else [_text]), "ground-hidden-step"

# %% task="ground" role="hidden" points=1 outcome="ground-draft"
with check("ground"):
    _draw = np.random.default_rng([course_seed(), 51])

    def _claims(text, known, mark="."):
        """What is found with units whose names hold a point, a space and a sign."""
        strange = {"zo": [("span", 1.0)], "c.u": [("glow", 1.0)], "%": [("part", 1.0)]}
        return ungrounded(text, [(float(number), unit) for number, unit in known], strange, mark)

    for _ in range(6):
        _n = int(_draw.integers(101, 990))
        for _mark, _group in ((".", ","), (",", ".")):
            for _number, _value in [
                (f"{_n}", _n),
                (f"{_n}{_group}250", 1000 * _n + 250),
                (f"7{_group}{_n}{_group}001", 1000 * _n + 7000001),
                (f"{_n}{_mark}250", _n + 0.25),
                (f"{_n}{_group}250{_mark}5", 1000 * _n + 250.5),
                (f"0{_mark}{_n}", _n / 1000),
            ]:
                _text = f"With {_number} zo"
                assert _claims(_text, [(_value, "zo")], _mark) == [], "ground-hidden-format"
                _near = [(_value + 2, "zo"), (_value / 1000, "zo"), (_value * 1000, "zo")]
                assert _claims(_text, _near, _mark) == [f"{_number} zo"], "ground-hidden-format"
            for _number in (
                f"{_n}{_group}25",
                f"{_n}{_group}5",
                f"{_n}{_mark}5{_mark}2",
                f"{_n}{_group}2500",
                f"1{_n}{_group}250",
                f"{_n}{_mark}250{_group}500",
                f"{_n}{_group}25{_mark}5",
            ):
                _digits = _number.replace(_group, "").replace(_mark, ".", 1).replace(_mark, "")
                _joined = _number.replace(_group, "").replace(_mark, "")
                _near = [
                    (_digits, "zo"),
                    (_joined, "zo"),
                    (_n, "zo"),
                    (_number[-2:].strip(".,"), "zo"),
                ]
                assert _claims(f"{_number} zo", _near, _mark) == [f"{_number} zo"], (
                    "ground-hidden-unreadable"
                )
            for _text in (f"{_n}{_mark} zo", f"{_n}, zo", f"{_n} . zo", f"{_n}  zo", f"{_n}--zo"):
                assert _claims(_text, [], _mark) == [], "ground-hidden-apart"
        for _gap in ("", " ", "\u00a0", "\u2009", "\n", "-", "\u2010", "\u2011"):
            assert _claims(f"A {_n}{_gap}zo cup", []) == [f"{_n}{_gap}zo"], "ground-hidden-gap"
        for _after in ("b", "2", "_", "é", "水"):
            assert _claims(f"{_n} zo{_after}", []) == [], "ground-hidden-after"
        for _after in (".", ",", ")", "-", " b", "/"):
            assert _claims(f"{_n} zo{_after}", []) == [f"{_n} zo"], "ground-hidden-after"
        assert _claims(f"{_n} c.u; 4 cxu, 5%, 6 %", []) == [f"{_n} c.u", "5%", "6 %"], (
            "ground-hidden-escape"
        )

# %% task="ground" role="hidden" points=1 outcome="ground-draft"
with check("ground"):

    def _compare():
        """Your findings in the drafts of another company, against those that were planted."""
        from lumina.generator import core, drafts, listings

        company = int(np.random.default_rng([course_seed(), 6]).integers(1, 10**6))
        products, true_facts = core.products(company)[::4], {}
        for row in listings.listing_facts(company, products).itertuples():
            true_facts.setdefault(row.sku, []).append((float(row.value), row.unit.lower()))
        for draft, faults in drafts.made(company, products):
            mark = "," if draft["market"] == "DE" else "."
            lines = {f"bullet {n}": text for n, text in enumerate(draft["bullets"], 1)}
            for place, text in {"title": draft["title"], **lines}.items():
                planted = [
                    fault.words
                    for fault in faults
                    if fault.place == place and fault.code in ("unit", "number", "invented")
                ]
                if planted or any(letter.isdigit() for letter in text):
                    known = fresh(true_facts[draft["sku"]])
                    seen = ungrounded(text, known, fresh(units), mark)
                    yield planted, list(seen)

    _pairs = list(_compare())
    assert all(words in seen for planted, seen in _pairs for words in planted), "ground-missed"
    assert all(planted == seen for planted, seen in _pairs), "ground-alarm"

# %% [markdown] task="ground" role="hint"
"""
Do it by hand for "25.4 oz" and the facts of the flask. With which of the facts can you compare it
at all? In which unit do you compare? How far apart may the two be, and what in "25.4" tells you?
"""

# %% [markdown] task="ground" role="hint"
"""
For each claim three steps: can its number be read at all; which value and which half step does it
have; is there a fact that measures the same thing and is near enough? Only the last step needs the
facts.
"""

# %% [markdown] task="ground" role="hint"
"""
Look at the number with `re.fullmatch`: digits, or one to three digits and then groups of a grouping
sign and three digits; after that perhaps a decimal mark and digits. To get its value, drop the
grouping signs and turn the decimal mark into a point. Half a step is half of ten to the power of
minus the number of decimals. Then go through all facts, all meanings of the fact's unit and all
meanings of the claim's unit. Where they measure the same thing, convert the fact and compare.
"""

# %% [markdown]
"""
## Half past three: can the assistant check itself?

"Why all this work?" asks Mr Qiu. "I asked it: *is this draft right?* It says ok to most of them."
True: `self_check` holds its answer. So there are four ways to make the pile that goes out:

1. stamp everything;
2. stamp what the assistant itself calls ok;
3. stamp what passes the rules (Tasks 2 and 3);
4. stamp what passes the rules *and* the catalogue (Task 4 as well).

A colleague has gone through all 320 drafts with the products in her hands; her list `draft_review`
is the truth to measure against. Batch A are lamps, camping, kitchen and bags: with such drafts in
mind this lab was made. Batch B came last night: clothes and chargers, and somebody had asked the
assistant to write "livelier". **A gate must be judged on what it was not built for.** (Drafts and
faults are simulated: about half are right by design, and batch B has more claims in words.)

Before you run the next cells, write down a number: of a hundred drafts of batch B that pass gate 4,
how many are still wrong?
"""


# %%
def findings(draft):
    """All that your functions find in a draft: rows of place, code and words."""
    book = rule_book(draft["channel"], draft["market"], GO_LIVE)
    goods = items.loc[draft["sku"]]
    kind = goods["type_de" if draft["market"] == "DE" else "type"]
    listing = {**fresh(draft), "brand": goods["brand"], "type": kind}
    issues_of = listing_issues(listing, fresh(book))
    rows = [(place, code, "") for place, codes in issues_of.items() for code in sorted(codes)]
    mark = "," if draft["market"] == "DE" else "."
    for place, text in whole(draft).items():
        banned_here = banned_in(text, fresh(terms), *here(draft))
        rows += [(place, "term", term) for term in sorted(banned_here)]
        claims = ungrounded(text, fresh(facts[draft["sku"]]), fresh(units), mark)
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
    wrong = set(review["draft"])
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


# %%
def duel_chart(board):
    """Draw what goes out through each gate: right drafts in grey, wrong ones hatched."""
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


# %%
found, board = {}, pd.DataFrame()
with shown_after("The comparison", "Tasks 2, 3 and 4 are"):
    found = {draft["draft"]: findings(draft) for draft in drafts}
    board = duel(found)
    duel_chart(board)
board.round(1)

# %% [markdown]
"""
*What you see: two groups of four bars, one group a batch, one bar a gate. The grey part of a bar
stands for right drafts that go out, the hatched part for wrong ones. With the reference answers, in
batch A the hatched part shrinks from 79 to 52, 36 and 4 drafts; in batch B from 62 to 43, 23 and
12.*

Was your number near? Two things to take to the memo. The assistant's own check is a poor baseline:
of what it calls ok, a third or more is wrong, hardly better than stamping everything. And your own
gate is more than twice as bad in batch B as in batch A, though not a line of it changed. *Livelier*
means: more words, more dotted lines. These are the drafts that slipped through:
"""

# %%
slipped = review.head(0)
if found:
    silent = {draft for draft, rows in found.items() if not rows}
    slipped = review[review["draft"].isin(silent)]
slipped.tail(12)

# %% [markdown]
"""
`word`: a claim without a number. `swap`: a true number in the wrong sentence, such as the hours
for *cold* in the sentence about *hot*. No rule and no catalogue of numbers sees either of them.
That is no mistake in your code. It is where such code ends, and where a person begins.

## Task 5. Who reads what: your choice

Ms Lan has the products in her hands, and time to read **thirty** of the drafts that passed. Which
thirty? In any order she finds some wrong ones by chance. You can do better, and *how* is for you to
decide: `doubt(draft)` gives a number, and the drafts with the largest numbers are read first. What
makes you doubt a draft? Certain words? The number of claims without a figure? A livelier tone? The
assistant's own doubt? Look at `slipped`, but do not write down tonight's drafts: your order is
measured on the drafts of *other* companies by the same assistant. (It is simulated and repeats
itself, in English and German. A real one invents new claims every day.) Measured are the livelier
drafts that are right or have a claim in words; swaps are left to another day.

| points | for this |
|---|---|
| one, visible | tonight's thirty have more wrong ones than the assistant's own doubt finds |
| one, hidden | the same for three other companies together |
| one, hidden | for four more, you gain at least half of what can be gained over chance |
| one, hidden | the chart of other orders |

In the same cell draw the picture that shows Mr Qiu what reading brings.
"""


# %% task="doubt" role="answer"
def doubt(draft: dict) -> float:
    """How much a draft that passed the gate should be read by a person; more is sooner.

    draft: as in `drafts`: draft, sku, market, channel, batch, title, bullets, search, self_check.
    Any finite number, the same for the same draft. Of equal ones the earlier draft is read first.
    """
    ### BEGIN SOLUTION
    text = " ".join(draft["bullets"]).lower()
    proofs = (
        "labor dishwash spülmasch waterproof wasserdicht scratch verkratz loved beliebt trusted"
    )
    proofs += " rettern doctor ärzt surviv übersteht harm tierleid"
    return sum(word in text for word in proofs.split())
    ### END SOLUTION


def gain_chart(hits: list[bool]):
    """A figure (matplotlib) of how many wrong drafts are found while one reads.

    hits: the drafts in the order of reading, True where a draft is wrong; at least one.
    The first line goes from (0, 0) to the right: at n drafts read it is at the number of wrong
    ones among the first n. The second line is chance: straight from (0, 0) to the end of the
    first, in another line style. Both axes have a label. The figure has one pair of axes and is
    returned.
    """
    ### BEGIN SOLUTION
    found_so_far = np.cumsum([0, *hits])
    fig, ax = plt.subplots(figsize=(6, 3), layout="constrained")
    ax.plot(range(len(found_so_far)), found_so_far, "k-")
    ax.plot([0, len(hits)], [0, found_so_far[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
    ### END SOLUTION


# %%
def own_doubt(draft):
    """The baseline: what the assistant itself calls doubtful."""
    return draft["self_check"] == "doubtful"


def passed_tonight():
    """Copies of tonight's drafts of batch B with no other fault than claims in words; the wrong."""
    gate = set(review.loc[review["code"] != "word", "draft"])
    passed = [d for d in drafts if d["batch"] == "B" and d["draft"] not in gate]
    return fresh(passed), [d["draft"] in set(review["draft"]) for d in passed]


def hits_of(score):
    """Which drafts are wrong, those with the largest score first; of equal ones the earlier."""
    passed, wrong = passed_tonight()
    order = np.argsort([-float(score(draft)) for draft in passed], kind="stable")
    return [wrong[place] for place in order]


# %% task="doubt" role="check" points=1 outcome="doubt-model"
with check("doubt"):
    numbers = [doubt(draft) for draft in passed_tonight()[0]]
    assert all(isinstance(n, int | float | np.number | np.bool_) for n in numbers), "doubt-type"
    assert np.isfinite(np.array(numbers, dtype=float)).all(), "doubt-type"
    hits, theirs = hits_of(doubt), hits_of(own_doubt)
    yours, its = sum(hits[:30]), sum(theirs[:30])
    assert yours > its, fill("doubt-tonight", yours=yours, its=its, all=sum(hits))
    figure = gain_chart([False, True, False, True])
    axes = getattr(figure, "axes", None)
    assert isinstance(axes, list), "doubt-figure"
    assert len(axes) == 1, "doubt-figure"
    ax = axes[0]
    assert len(ax.lines) >= 2, "doubt-lines"
    line = [int(y) for y in ax.lines[0].get_ydata()]
    assert line != [0, 1, 1, 2], "doubt-start"
    assert line == [0, 0, 1, 1, 2], fill("doubt-curve", got=", ".join(map(str, line)))
    assert ax.get_xlabel(), "doubt-labels"
    assert ax.get_ylabel(), "doubt-labels"

# %% task="doubt" role="hidden" points=1 outcome="doubt-model"
with check("doubt"):

    def _counts(number):
        """Wrong ones among the first thirty of another company: by your order and by its own."""
        from lumina.generator import core, drafts

        company = int(np.random.default_rng([course_seed(), number]).integers(1, 10**6))
        products = core.products(company)
        made = drafts.made(company, products[~products["category"].isin(drafts.FIRST_BATCH)])
        passed = {
            draft["draft"]: (draft, bool(faults))
            for draft, faults in made
            if draft["batch"] == "B" and all(fault.code == "word" for fault in faults)
        }
        scores = [float(doubt(fresh(draft))) for draft, _ in passed.values()]
        assert np.isfinite(scores).all(), "doubt-hidden-number"
        order = np.argsort([-score for score in scores], kind="stable")
        wrong = np.array([is_wrong for _, is_wrong in passed.values()])
        theirs = np.argsort([d["self_check"] == "ok" for d, _ in passed.values()], kind="stable")
        return int(wrong[order][:30].sum()), int(wrong[theirs][:30].sum())

    _yours, _its = np.sum([_counts(number) for number in (7, 71, 77)], axis=0)
    assert _yours > _its, "doubt-hidden-baseline"

# %% task="doubt" role="hidden" points=1 outcome="doubt-model"
with check("doubt"):

    def _gained(number):
        """What is gained over chance in thirty drafts of another company, and what can be."""
        from lumina.generator import core, drafts

        company = int(np.random.default_rng([course_seed(), number]).integers(1, 10**6))
        products = core.products(company)
        made = drafts.made(company, products[~products["category"].isin(drafts.FIRST_BATCH)])
        passed = [
            (draft, bool(faults))
            for draft, faults in made
            if draft["batch"] == "B" and all(fault.code == "word" for fault in faults)
        ]
        scores = [float(doubt(fresh(draft))) for draft, _ in passed]
        wrong = np.array([is_wrong for _, is_wrong in passed])
        hits = wrong[np.argsort([-score for score in scores], kind="stable")]
        chance = wrong.sum() * 30 / len(wrong)
        return hits, hits[:30].sum() - chance, min(30, wrong.sum()) - chance

    _all = [_gained(number) for number in (72, 73, 75, 76)]
    assert sum(gain for _, gain, _ in _all) >= 0.5 * sum(best for *_, best in _all), (
        "doubt-hidden-half"
    )

# %% task="doubt" role="hidden" points=1 outcome="doubt-model"
with check("doubt"):
    _draw = np.random.default_rng([course_seed(), 74])
    for _count in (1, 2, 9, 47):
        _hits = [bool(hit) for hit in _draw.integers(0, 2, _count)]
        _hits[0], _hits[-1] = True, _count != 9
        _figure = gain_chart(list(_hits))
        _axes = _figure.axes
        assert len(_axes) == 1, "doubt-hidden-figure"
        _first, _second = _axes[0].lines[0], _axes[0].lines[1]
        _steps = [sum(_hits[:place]) for place in range(_count + 1)]
        assert np.array_equal(_first.get_xdata(), range(_count + 1)), "doubt-hidden-x"
        assert np.array_equal(_first.get_ydata(), _steps), "doubt-hidden-y"
        _x, _y = np.asarray(_second.get_xdata()), np.asarray(_second.get_ydata())
        assert (_x[0], _y[0], _x[-1], _y[-1]) == (0, 0, _count, _steps[-1]), "doubt-hidden-chance"
        assert np.allclose(_y * _count, _x * _steps[-1]), "doubt-hidden-chance"
        assert _first.get_linestyle() != _second.get_linestyle(), "doubt-hidden-style"

# %% [markdown] task="doubt" role="hint"
"""
Read `slipped["words"]` aloud. What would Ms Lan have to *do* with the product to know whether each
of them is true? Which words give such a claim away?
"""

# %% [markdown] task="doubt" role="hint"
"""
Begin with the assistant's own doubt, as a number. Then add something that looks at the bullets, in
both languages. Compare `yours` and `its` of the check after each change. For the chart: two calls
of `ax.plot`.
"""

# %% [markdown] task="doubt" role="hint"
"""
Collect the words of claims that need a proof: tests, persons who confirm, what the product is said
to survive. Parts of words catch more forms (`waterproof`, `wasserdicht`). Count how many of them
stand in the small letters of all bullets, and add a little if the assistant doubts. For the first
line of the chart put a 0 before the hits and take `np.cumsum`.
"""

# %%
with shown_after("The chart", "Task 5 is"):
    hits = hits_of(doubt)
    gain_chart(list(hits))
    print(f"by chance: {30 * sum(hits) / len(hits):.1f} of {sum(hits)} wrong drafts in thirty")
    for name, score in [("by the assistant's doubt", own_doubt), ("by yours", doubt)]:
        print(f"{name}: {sum(hits_of(score)[:30])}")

# %% [markdown]
"""
*What you see, when Task 5 is done: your own chart. The further the first line stands above the
dashed one, the more wrong drafts each hour of Ms Lan's finds.*

## Task 6. A title that passes and is found

The drafts with a broken title need a new one, and you will not let the assistant write it again.
On a phone only the first 80 characters are seen, so what makes the buyer stay comes first; what
that is, each shop has its own order for:

| shop | before the phrases | after them |
|---|---|---|
| Bazaar | `Glimmo Steel Vacuum Flask`, `750 ml` | `Sky Blue` |
| Own Shop | `Steel Vacuum Flask`, `750 ml` | `Sky Blue`, `Glimmo` |
| ClipShop | | `Glimmo Steel Vacuum Flask`, `750 ml`, `Sky Blue` |

The colour is always there: a listing often has *variants*, sisters in other colours, and their
titles must not be the same. The **phrases** are what people really type into the search:
"""

# %%
phrases[(phrases["type"] == "Steel Vacuum Flask") & (phrases["market"] == "US")]

# %% [markdown]
"""
Everybody wants the most searches. But not all phrases go together: the title has a limit, a word
may stand only so often, and some phrases are banned or untrue. A title is legal or not *as a
whole*. So you get a function `passes(title)` that says so, and you look for the legal title with
the most searches. Greed ("take the biggest, then the next") is not always best: one long phrase can
push out two that are worth more together.

With eight phrases there are 2 × 2 × … = 256 choices. That is nothing for a computer. Try them all:
`itertools.combinations(ranked, 3)` gives all choices of three.
"""


# %% task="title" role="answer"
def best_title(before: list[str], phrases: list[tuple[str, int]], after: list[str], passes) -> str:
    """The legal title with the most searches.

    before, after: the fixed parts of the title, in order; one of the two lists may be empty.
    phrases: (phrase, searches a month), 0 or more, in any order, up to eight, all different.
    passes: a function that takes a title and says True or False. Only it knows the rules; more
    words can make an illegal title legal, too (a title can be too short).
    A title is the parts before, some of the phrases, the parts after, all joined by ", ". Each
    phrase stands in it at most once, and the phrase with more searches first.
    Among the legal titles it is that with the most searches in all; of two with the same, the one
    with fewer phrases, even if it is longer. If these are equal, too, either. If no title is
    legal: "".

    ["Yago Flask", "1 l"], [("Big", 5), ("Tea", 9)], ["Red"], all legal:
    "Yago Flask, 1 l, Tea, Big, Red".
    """
    ### BEGIN SOLUTION
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(searches for _, searches in chosen), -size, title))
    return max(options)[2] if options else ""
    ### END SOLUTION


# %%
def red_flask(passes, given=None):
    """Your title for a red flask."""
    four = [("Big", 50), ("Insulated Bottle", 90), ("Tea", 45), ("Free Cup", 400)]
    return best_title(["Yago Flask", "1 l"], four if given is None else given, ["Red"], passes)


# %% task="title" role="check" points=1 outcome="write-listing"
with check("title"):
    easy_title = red_flask(lambda title: True, [("Big", 5), ("Tea", 9)])
    assert isinstance(easy_title, str), fill("title-type", got=type(easy_title).__name__)
    assert easy_title.startswith("Yago Flask, 1 l,"), fill("title-start", got=easy_title)
    assert easy_title.endswith(", Red"), fill("title-end", got=easy_title)
    assert easy_title != "Yago Flask, 1 l, Big, Tea, Red", "title-order"
    assert easy_title == "Yago Flask, 1 l, Tea, Big, Red", fill("title-value", got=easy_title)
    short_title = red_flask(lambda title: len(title) <= 38 and "Free" not in title)
    assert "Free" not in short_title, "title-illegal"
    assert len(short_title) <= 38, "title-illegal"
    assert short_title != "Yago Flask, 1 l, Insulated Bottle, Red", "title-greedy"
    assert short_title == "Yago Flask, 1 l, Big, Tea, Red", fill("title-best", got=short_title)
    assert red_flask(lambda title: False) == "", "title-none"
    assert red_flask(lambda title: title.count(",") < 3) == "Yago Flask, 1 l, Red", "title-bare"

# %% task="title" role="hidden" points=1 outcome="write-listing"
with check("title"):
    _draw = np.random.default_rng([course_seed(), 8])

    def _book(least, most, bad):
        """The rules of a round as a function."""
        return lambda title: least <= len(title) <= most and bad not in title

    for _number in range(10):
        _letters = list("bcdfglmnprst")
        _pool = ["".join(_draw.choice(_letters, _draw.integers(3, 14))).title() for _ in range(6)]
        _pool = [f"{phrase}{place}" for place, phrase in enumerate(_pool)]
        _counts = [int(count) for count in _draw.choice(np.arange(10, 900, 7), 6, replace=False)]
        _before = ["Zora Lamp", f"{_number} lm", "Big"][: _number % 4]
        _after = ["Navy", "Zora"][: 1 + _number % 2]
        _bare = len(", ".join([*_before, *_after]))
        _least, _most = _bare + int(_draw.integers(0, 12)), _bare + int(_draw.integers(24, 50))
        _passes = _book(_least, _most, str(_draw.choice(_pool)))
        _given = list(zip(_pool, _counts, strict=True))
        _worth = {}
        for _choice in range(64):
            _chosen = [pair for place, pair in enumerate(_given) if _choice >> place & 1]
            _chosen.sort(key=lambda pair: pair[1], reverse=True)
            _title = ", ".join(_before + [phrase for phrase, _ in _chosen] + _after)
            if _passes(_title):
                _worth[_title] = sum(count for _, count in _chosen)
        _title = best_title(list(_before), list(_given), list(_after), _passes)
        if not _worth:
            assert _title == "", "title-hidden-nothing"
            continue
        assert _title != "", "title-hidden-missing"
        assert _passes(_title), "title-hidden-illegal"
        assert _title in _worth, "title-hidden-frame"
        assert _worth[_title] == max(_worth.values()), "title-hidden-best"
    _given = [("Aa", 5), ("A long phrase", 90), ("Bbb", 50), ("Cc", 6), ("Dd", 7)]
    for _most, _want in [
        (25, "Mug, A long phrase, Red"),
        (17, "Mug, Bbb, Dd, Red"),
        (28, "Mug, A long phrase, Bbb, Red"),
    ]:
        for _pairs in (_given, _given[::-1], [pair for pair in _given if pair[1] != 50]):
            _title = best_title(["Mug"], list(_pairs), ["Red"], _book(0, _most, "?"))
            if _pairs in (_given, _given[::-1]):
                assert _title == _want, "title-hidden-best"
            elif _most == 25:
                assert _title == "Mug, A long phrase, Red", "title-hidden-best"

# %% task="title" role="hidden" points=1 outcome="write-listing"
with check("title"):

    def _title(passes, pairs, before=("Zora Mug", "1 l"), after=("Red",)):
        """Your title of these phrases."""
        return best_title(list(before), [tuple(pair) for pair in pairs], list(after), passes)

    _all = [
        (f"Phrase {letter} of many words", 10 + place) for place, letter in enumerate("ABCDEFGH")
    ]
    _names = [phrase for phrase, _ in reversed(_all)]
    for _count in (0, 1, 5, 7, 8):
        _pairs = [_all[(3 * place + 2) % 8] for place in range(8)][:_count]
        _want = ", ".join(["Zora Mug", "1 l", *(n for n in _names if n in dict(_pairs)), "Red"])
        assert _title(lambda title: True, _pairs) == _want, "title-hidden-many"
    _tie = [("Cc", 10), ("A phrase that is very long", 30), ("Bbb", 20)]
    _one = "Zora Mug, 1 l, A phrase that is very long, Red"
    _book = {_one, "Zora Mug, 1 l, Bbb, Cc, Red", "Zora Mug, 1 l, Red", "Zora Mug, 1 l, Bbb, Red"}
    for _pairs in (_tie, _tie[::-1]):
        assert _title(lambda title: title in _book, _pairs) == _one, "title-hidden-tie"
    assert _title(lambda title: True, [("Zz", 0)]) == "Zora Mug, 1 l, Red", "title-hidden-tie"
    assert _title(lambda title: True, _tie, (), ("Zora", "Red")).startswith("A phrase"), (
        "title-hidden-empty"
    )
    assert _title(lambda title: True, _tie, ("Zora",), ()).endswith(", Cc"), "title-hidden-empty"
    assert _title(lambda title: len(title) >= 50, _tie) != "", "title-hidden-long"
    _long = _title(lambda title: len(title) >= 50 and "Bbb" not in title, _tie)
    assert _long == "Zora Mug, 1 l, A phrase that is very long, Cc, Red", "title-hidden-long"
    assert _title(lambda title: title.count(",") == 2, _tie) == "Zora Mug, 1 l, Red", (
        "title-hidden-empty"
    )
    assert _title(lambda title: False, _tie) == "", "title-hidden-nothing"
    assert _title(lambda title: False, []) == "", "title-hidden-nothing"

# %% [markdown] task="title" role="hint"
"""
Put 38 characters as the limit and take the biggest phrase first. What is left? Now start without
it. How could a program be sure that it has not missed a better choice?
"""

# %% [markdown] task="title" role="hint"
"""
Put the phrases in order of searches first; then every choice of them is in order, too. Go through
the choices of every size, from none to all, and keep the legal titles with what they are worth.
"""

# %% [markdown] task="title" role="hint"
"""
For each legal title keep three things together: its searches in all, the number of its phrases,
the title. The best has the most searches, and among those the fewest phrases; with the number of
phrases as a negative number, `max` finds it. If nothing was legal, there is nothing to take the
maximum of.
"""

# %% [markdown]
"""
## Five o'clock: the thing you hand in

All 320 drafts through your functions. What has no finding may go out. Where only the title is at
fault, your `best_title` writes a new one from the catalogue. All others go back to a person, with
the reasons.
"""


# %%
def frame(draft):
    """The fixed parts of a title, before and after the phrases, in the order of the shop."""
    goods, german = items.loc[draft["sku"]], draft["market"] == "DE"
    kind = goods["type_de" if german else "type"]
    key = goods["key"]
    if german:  # the catalogue writes numbers and units as in English
        key = re.sub(r"[.,]", lambda sign: {",": ".", ".": ","}[sign[0]], key)
        names = {"pieces": "Teile", "lm": "Lumen", "inch": "Zoll"}
        key = " ".join(names.get(word, word) for word in key.split(" "))
    colour = goods["colour_de" if german else "colour"]
    size = [f"{'Größe' if german else 'Size'} {goods['size']}"] if goods["size"] else []
    return {
        "bazaar": ([f"{goods['brand']} {kind}", key], [*size, colour]),
        "ownshop": ([kind, key], [*size, colour, goods["brand"]]),
        "clipshop": ([], [f"{goods['brand']} {kind}", key, *size, colour]),
    }[draft["channel"]]


def mend(draft):
    """A new title for a draft from catalogue and search phrases; "" if none is legal."""
    goods, market, sku = items.loc[draft["sku"]], draft["market"], draft["sku"]
    kind = goods["type_de" if market == "DE" else "type"]
    book = rule_book(draft["channel"], market, GO_LIVE)

    def passes(title):
        listing = {**fresh(draft), "title": title, "brand": goods["brand"], "type": kind}
        return "title" not in listing_issues(listing, fresh(book))

    offered = phrases[(phrases["type"] == kind) & (phrases["market"] == market)]
    possible = [
        (phrase, searches)
        for phrase, searches in zip(offered["phrase"], offered["searches"].tolist(), strict=True)
        if not banned_in(phrase, fresh(terms), *here(draft))
        and not ungrounded(phrase, fresh(facts[sku]), fresh(units), "," if market == "DE" else ".")
    ]
    before, after = frame(draft)
    return best_title(before, possible, after, passes)


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


# %%
def wall(piles):
    """Draw every draft as one mark: batch by batch, pile by pile."""
    marks = {
        "out": ("o", "white", "may go out"),
        "mended": ("D", "#b9c7d6", "new title"),
        "to a person": ("X", "black", "to a person"),
    }
    fig, ax = plt.subplots(figsize=(10, 3.6), layout="constrained")
    for left, (batch, part) in zip((0, 22), piles.groupby("batch"), strict=True):
        order = part["pile"].map(list(marks).index).sort_values(kind="stable")
        ax.text(left, 1.1, f"Batch {batch}", weight="bold", size=12)
        for place, (marker, face, _) in enumerate(marks.values()):
            spots = np.flatnonzero((order == place).to_numpy())
            style = {"marker": marker, "s": 85, "facecolor": face, "edgecolor": "black", "lw": 0.8}
            ax.scatter(left + spots % 20, -(spots // 20), **style)
    for place, (name, (marker, face, words)) in enumerate(marks.items()):
        count = int((piles["pile"] == name).sum())
        style = {"marker": marker, "s": 85, "facecolor": face, "edgecolor": "black", "lw": 0.8}
        ax.scatter(6 + 12 * place, -9.2, **style)
        ax.text(6.8 + 12 * place, -9.2, f"{count} {words}", va="center")
    ax.set(xlim=(-1, 42), ylim=(-10, 2))
    ax.axis("off")


# %%
piles = pd.DataFrame()
with shown_after("The picture of the piles", "Tasks 2 to 4 and 6 are"):
    if found:
        piles = sort_drafts()
        wall(piles)

# %% [markdown]
"""
*What you see: 320 marks in two blocks of eight rows, batch A left and batch B right. An open
circle may go out, a grey diamond gets a new title, a black cross goes to a person. A line below
counts them.*

And this is what Mr Qiu's stamp will fall on: three of the mended, before and after.
"""


# %%
def before_and_after(piles, count=3):
    """A card for each of some mended listings: the old title with its faults, and the new one."""
    box = "border:1px solid #888;border-radius:8px;padding:10px 14px;margin:8px 0;max-width:760px;"
    chip = "border:1px solid #555;border-radius:9px;padding:0 7px;margin-right:6px;font-size:85%;"
    mended = piles[(piles["pile"] == "mended") & (piles["market"] == "US")]
    cards = []
    for name, row in mended.groupby("channel").head(1).head(count).iterrows():
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


before_and_after(piles) if len(piles) else print("The cards appear with the picture of the piles.")

# %% [markdown]
"""
Each card shows the assistant's title crossed out, the reasons, and yours. The bold part is what a
phone shows.

One thing is left to say: who wrote it. Google reads our **feed**, a table with a row for each
product of Own Shop. Since April 2024 a title by a generative AI goes into `structured_title`, with
its source in front, and `title` must stay empty: if a row has both, Google takes `title`, and the
seller has declared an AI's text as a person's. A title of your `best_title` is none of an AI's.
"""


# %%
def feed(piles):
    """The titles of Own Shop in the United States, as Google reads them."""
    ready = piles[(piles["pile"] != "to a person") & (piles["market"] == "US")]
    ready = ready[ready["channel"] == "ownshop"].drop_duplicates("sku")
    by_ai = ready["pile"] == "out"
    marked = 'trained_algorithmic_media:"' + ready["new"] + '"'
    return pd.DataFrame(
        {
            "id": ready["sku"],
            "title": ready["new"].where(~by_ai, ""),
            "structured_title": marked.where(by_ai, ""),
        }
    )


feed(piles).tail(6) if len(piles) else print("The feed appears with the picture of the piles.")

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
4. what Ms Lan should read first and by which rule of yours, how much that finds and what it
   cannot find, and what has to be told to buyers or to Google about the text.

### BEGIN MARK SCHEME
One point for each item: good 1, fair 0.5, weak 0. Order and language do not count.

- The self-check. Good: with figures that it is hardly better than stamping everything (batch A 41
  % wrong against 49 %, batch B 33 % against 39 %), far behind the gate (5 % and 11 %). Fair:
  "unreliable" with a figure but no baseline. Weak: no figure.
- The batches. Good: batch B was not in mind when the gate was made, has another prompt and other
  goods, and more claims in words; B tells more about next week, and even B only if the prompt
  stays. Fair: names B without the reason. Weak: takes A, or the mean of both.
- The slip. Good: a `word` or `swap` claim of the list, and a remedy that fits (attributes in
  words in the catalogue, facts tied to a name such as hot and cold, a test report, a list of
  claims that always need proof). Fair: the claim or the remedy. Weak: "a better AI" alone.
- The people. Good: the student's own rule, its figure beside chance or the assistant's doubt, a
  limit of it (new claims, swapped numbers), and AI text marked in the feed. Fair: two of these.
  Weak: "check more".

An error in a figure costs half of the item in which it stands.
### END MARK SCHEME
"""

# %% [markdown]
"""
## Go further

Your gate knows *that* 20 h is a fact of the flask, but not that it is the hours for *cold*. Catch
the swaps: `listing_facts.csv` has the name of every fact. Collect from batch A the words that stand
in sentences about `hot`, `cold`, `length`, `width`, and let a claim count as covered only if its
sentence fits the name of the fact. How many swaps of batch B do you catch, and how many right
sentences do you flag by mistake? No points.
"""
