# %% [markdown]
"""
# Where is my parcel?

## The desk

Wednesday, 11 November 2026, eight in the morning in Guangzhou. It is the day of the great sale,
and since midnight 61 buyers have written the same sentence in six languages: *Where is my parcel?*
Lumina Trading has some 150 parcels on the road, with six carriers in six countries. Each carrier
has a web page of its own. Nobody has them all in one place.

You are the **logistics specialist**. In Table 1 of the paper that this course grew from (Wen and
Wu, "The Tech-Driven Era") your work is "international shipment": choose providers, track cargo,
clear customs. Today is the second of the three. Ms Lin, who leads logistics, wants **a control
tower**: one sheet on the wall by half past nine, when the shift meets beneath it. Where is
everything? What will be late? Whom do we call first? It goes through the office's laser printer,
which knows black, white and grey.

She wants one thing more. A software house offers her an *AI arrival date* for every parcel. "They
say it is right to the day. You will build your own this morning. Then tell me what such a date is
worth."

So at half past nine you hand in **the board**, and **a note** about the dates on it.

**You need** pandas for filtering, grouping and merging, and dictionaries and loops in Python.
Whatever you need of models is in the notebook.

**Afterwards you can**

- bring the scans of many carriers to one clock and one language;
- say where a parcel is, from records that come late, twice or out of order;
- measure how long each part of the way takes;
- forecast arrivals with honest limits, and learn from parcels that have *not* arrived;
- find the parcels that need a call, with nothing but what was known at the time;
- pass events on in the standard format EPCIS 2.0.

**Time:** about 110 minutes, for seven questions and the note.
"""

# %%
import io
import json
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from IPython.display import Image, display
from matplotlib.figure import Figure
from scipy import sparse
from scipy.optimize import linprog

from autograder.checks import approx, check, course_seed, data_file, fill, rules

NOW = pd.Timestamp("2026-11-11 00:00", tz="UTC")  # eight in the morning in Guangzhou


def as_text(path):
    """A table with every field as text: the code 01 stays 01, an empty field stays empty."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


raw = as_text(data_file("track_scans.csv"))
raw["received"] = pd.to_datetime(raw["received"], utc=True)
parcels = as_text(data_file("track_parcels.csv"))
parcels["shipped"] = pd.to_datetime(parcels["shipped"], utc=True)
sites = as_text(data_file("track_sites.csv")).set_index("site")
carriers = as_text(data_file("track_carriers.csv")).set_index("carrier")
reading = as_text(data_file("track_map.csv"))
titles = pd.read_csv(data_file("products.csv"), index_col="sku")["title"]
markets = pd.read_csv(data_file("markets.csv"), index_col="market")

raw[raw["tracking"] == "LK410449126CN"].take([0, 4, 7, 9, 10, 11, 12])

# %% [markdown]
"""
(Boxes where Chinese should stand? Then your computer lacks a font. Nothing else is wrong.)

This is a camp chair on its way to Germany, or seven of its thirteen **scans**. A scan is what the
carrier's machine notes when a parcel passes: where, when, and a code or a few words. You see
Chinese and German, three ways to write a date, and no time zone anywhere.

| column of `raw` | meaning |
|---|---|
| `received` | when the record reached *us*, in UTC, the world's common clock |
| `carrier`, `tracking` | who writes, and the number of the parcel |
| `time` | when it happened, as the carrier writes it |
| `site` | where it happened: our key of the place |
| `code`, `text` | what happened, in the carrier's own words; the code may be empty |

## The idea

Read the last three lines of the chair again. They came in last. Two of them say *not delivered*
("Zustellung nicht möglich", "未能妥投"). So is the chair lost in Hannover? No. A neighbour has had
it since the day before. The records are about Friday. They only came on Sunday.

Every scan has **two times**: when it happened, and when we heard of it. Mixing them up is the
oldest mistake of the trade. Here is a smaller parcel, for the hand:

| scan | happened | reached us | says |
|---|---|---|---|
| A | Monday 08:00 | Monday 08:10 | out for delivery |
| B | Monday 11:30 | Tuesday 15:00 | not delivered |
| C | Tuesday 08:00 | Tuesday 08:05 | out for delivery |
| D | Tuesday 13:20 | Tuesday 13:30 | delivered |
| E | Tuesday 18:00 | Tuesday 18:20 | scanned at the hub |
"""


# %%
def two_rails():
    """Draw the five scans of the small parcel: when they happened, and when we heard of them."""
    scans = [("A", 8, 8.2), ("B", 11.5, 39), ("C", 32, 32.1), ("D", 37.3, 37.5), ("E", 42, 42.3)]
    fig, ax = plt.subplots(figsize=(9, 3.2), layout="constrained")
    for y, words in ((1, "it happened"), (0, "we heard")):
        ax.plot([4, 48], [y, y], color="#999999", linewidth=1, zorder=0)
        ax.text(3.2, y, words, ha="right", va="center")
    for name, happened, heard in scans:
        late = heard - happened > 5
        ax.plot([happened, heard], [1, 0], "k", linewidth=2.2 if late else 1)
        ax.plot(happened, 1, "o", color="black", markersize=8)
        ax.plot(heard, 0, "s", color="white", markeredgecolor="black", markersize=8)
        ax.text(happened, 1.17, name, ha="center", weight="bold")
        ax.text(heard, -0.33, name, ha="center", weight="bold" if late else "normal")
    for hour in (14, 38.2):
        ax.plot([hour, hour], [-0.4, 1.4], "k:", linewidth=1.4)
    ax.text(14, 1.62, "first question\nMonday 14:00", ha="center", va="center")
    ax.text(38.2, 1.62, "second question\nTuesday 14:10", ha="center", va="center")
    ax.set(xlim=(-3, 48), ylim=(-0.5, 1.9), yticks=[])
    ax.set_xticks([8, 12, 16, 20, 32, 36, 40, 44])
    ax.set_xticklabels(
        [f"{'Mon' if t < 24 else 'Tue'} {t % 24:02d}h" for t in (8, 12, 16, 20)]
        + [f"Tue {t % 24:02d}h" for t in (32, 36, 40, 44)]
    )
    ax.spines[["top", "right", "left", "bottom"]].set_visible(False)


two_rails()

# %% [markdown]
"""
*What you see: two rails, above the times at which the five scans happened, below the times at which
we heard of them, joined by lines. Four lines are nearly upright. The line of scan B is long and
slanted: it happened on Monday before noon and reached us on Tuesday afternoon, after D. Two dotted
lines mark the moments at which somebody asks.*

Somebody asks on Monday at 14:00. B has happened, but nobody can know it yet. An honest answer is
*out for delivery*. On Tuesday at 14:10 the answer is *delivered*. At 15:00 B arrives, the youngest
record of all, and the parcel must stay *delivered*. At 18:20 a tired worker scans an empty label
at the hub. It must still stay *delivered*.

Three rules follow, and you will use them all morning:

1. **Sort by what happened**, not by what came in.
2. **Know only what had come in** by the moment of the question.
3. **Some news is final.**

Each of the seven questions below is one function (the fifth is two). Write it where
`raise NotImplementedError()` stands, run the cell, then the check under it. More checks run when
your work is graded, with other carriers, other words and other dates.

## Question 1. When was that?

"30.10.2026 11:49", says the scan from Hannover. By whose clock? Here is how the six carriers write:
"""

# %%
carriers.head(6)

# %% [markdown]
"""
`layout` is the pattern for `datetime.strptime`. `%z` in it means that the text carries its own
offset from UTC, as in +01:00. `clock` says whose time it is:

| `clock` | meaning |
|---|---|
| `site` | local time of the place where the scan was made |
| `offset` | stands in the text itself |
| a zone such as `Asia/Shanghai` | the carrier's home time, *wherever* the scan was made |

So Kapok Post writes Beijing time even for a scan in Frankfurt. And look at Bluelark and Southern
Cross: is 10/11/2026 in October or in November? Only the layout knows.

A **zone** such as `Europe/Berlin` is more than an offset. It knows that Hannover is two hours ahead
of UTC in summer and one hour in winter. Twice a year that makes trouble.

**The hour that comes twice.** On 25 October 2026 at three in the morning German clocks went back to
two. So 02:30 came twice: first at 00:30 UTC, then again at 01:30 UTC. Hubs sort at night, so we
have such scans. Python reads the first with `fold=0` and the second with `fold=1`:

> `datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1)`

**The hour that never comes.** On 4 October clocks in Sydney jumped from two to three. A scanner
that nobody had set yet wrote 02:10. With `fold=0` Python takes the old offset, and that gives
16:10 UTC; `fold=1` takes the new one, an hour less.

Which reading is right? We have a witness: nobody can *hear* of a scan before it *happened*. So keep
the readings that are not after `received`, and take **the later** of them, because most records
come within minutes. If both are after `received`, the carrier's clock is wrong; take the earlier.
"""


# %% task="utc" role="answer"
def to_utc(scan: dict, carriers: dict[str, dict], zones: dict[str, str]) -> datetime:
    """When a scan happened, in UTC.

    scan: carrier, time (text, as the carrier writes it), site, and received (aware datetime in
    UTC); there may be more keys.
    carriers: for each carrier a dict with layout (for strptime) and clock ("site", "offset", or
    the name of a zone). With "offset" the layout ends in %z.
    zones: the name of the time zone for each site.
    Returns an aware datetime in UTC. A time has two readings, fold 0 and fold 1; they differ only
    near a change of the clock. Of the readings that are not after received the later one counts;
    if both are after it, the earlier one.

    Rheinpaket, "01.07.2026 14:00" in Hannover: 12:00 UTC of that day.
    """
    ### BEGIN SOLUTION
    carrier = carriers[scan["carrier"]]
    local = datetime.strptime(scan["time"], carrier["layout"])
    if carrier["clock"] == "offset":
        return local.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if carrier["clock"] == "site" else carrier["clock"])
    readings = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in readings if one <= scan["received"]), default=min(readings))
    ### END SOLUTION


# %% task="utc" role="check" points=1 outcome="one-clock"
def scan_at(carrier, time, site, received="2026-12-31 00:00"):
    """A scan as a dict, received at the end of the year where nothing else is said."""
    known = datetime.fromisoformat(received).replace(tzinfo=UTC)
    return {"carrier": carrier, "time": time, "site": site, "received": known}


def utc(text):
    """An instant in UTC from text."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


book = carriers.to_dict("index")
zones = sites["zone"].to_dict()
with check("utc"):
    got = to_utc(scan_at("RHP", "01.07.2026 14:00", "HAJ1"), book, zones)
    assert isinstance(got, datetime), fill("utc-type", got=type(got).__name__)
    assert got.tzinfo is not None, "utc-naive"
    assert got.utcoffset() == timedelta(0), "utc-zone"
    assert got != utc("2026-07-01 14:00"), "utc-as-is"
    assert got != utc("2026-07-01 16:00"), "utc-sign"
    assert got != utc("2026-07-01 13:00"), "utc-summer"
    assert got == utc("2026-07-01 12:00"), fill("utc-value", got=str(got))
    got = to_utc(scan_at("KPK", "2026-10-28 18:29:00", "FRA1"), book, zones)
    assert got == utc("2026-10-28 10:29"), "utc-home"
    got = to_utc(scan_at("MRD", "2026-08-01T01:30:00+01:00", "LYS1"), book, zones)
    assert got == utc("2026-08-01 00:30"), "utc-offset"
    got = to_utc(scan_at("BLK", "10/11/2026 02:05 PM", "LAX1"), book, zones)
    assert got == utc("2026-10-11 21:05"), fill("utc-value-us", got=str(got))
    night = ("RHP", "25.10.2026 02:30", "HAJ1")
    assert to_utc(scan_at(*night, "2026-10-25 00:50"), book, zones) == utc("2026-10-25 00:30"), (
        "utc-first"
    )
    assert to_utc(scan_at(*night, "2026-10-25 01:40"), book, zones) == utc("2026-10-25 01:30"), (
        "utc-second"
    )
    spring = scan_at("SXC", "04/10/2026 02:10", "SYD1", "2026-10-03 16:29")
    assert to_utc(spring, book, zones) == utc("2026-10-03 16:10"), "utc-gap"

# %% task="utc" role="hidden" points=3 outcome="one-clock"
with check("utc"):
    draw = np.random.default_rng([course_seed(), 1])
    fresh = {
        "Q1": {"layout": "%Y%m%d-%H%M", "clock": "site"},
        "Q2": {"layout": "%d %m %y %I.%M %p", "clock": "America/Bogota"},
        "Q3": {"layout": "%H:%M %d/%m/%Y %z", "clock": "offset"},
    }
    places = {"K": "Asia/Kathmandu", "C": "America/Chicago", "M": "Europe/Madrid"}
    places |= {"L": "Australia/Lord_Howe", "S": "Australia/Sydney"}

    def sent(carrier, site, local, received):
        """A scan with a local time, an aware or a naive one, in the carrier's layout."""
        time = local.strftime(fresh[carrier]["layout"])
        return {"carrier": carrier, "time": time, "site": site, "received": received, "n": 7}

    for _ in range(8):
        true = datetime(2028, 1, 1, tzinfo=UTC) + timedelta(minutes=int(draw.integers(500_000)))
        heard = true + timedelta(minutes=int(draw.integers(1, 90)))
        for site, place in places.items():
            local = true.astimezone(ZoneInfo(place))
            both = {local.replace(fold=fold).utcoffset() for fold in (0, 1)}
            if len(both) == 1:
                got = to_utc(sent("Q1", site, local, heard), fresh, places)
                assert got == true, "utc-hidden"
            far = timedelta(hours=int(draw.integers(-11, 12)), minutes=30)
            odd = (true + far).replace(tzinfo=None).strftime("%H:%M %d/%m/%Y ")
            sign, left = ("-", -far) if far < timedelta(0) else ("+", far)
            odd += f"{sign}{left.seconds // 3600:02d}30"
            scan = sent("Q3", site, true, heard) | {"time": odd}
            got = to_utc(scan, fresh, places)
            assert got == true, "utc-offset-hidden"
            assert got.utcoffset() == timedelta(0), "utc-zone"
            home = true.astimezone(ZoneInfo("America/Bogota"))
            assert to_utc(sent("Q2", site, home, heard), fresh, places) == true, "utc-home-hidden"
    backward = [
        ("M", datetime(2027, 10, 31, 1, tzinfo=UTC), 60),
        ("C", datetime(2027, 11, 7, 7, tzinfo=UTC), 60),
        ("L", datetime(2027, 4, 3, 15, tzinfo=UTC), 30),
    ]
    for site, change, length in backward:
        first = change - timedelta(minutes=int(draw.integers(2, length - 1)))
        second = first + timedelta(minutes=length)
        local = first.astimezone(ZoneInfo(places[site]))
        for heard, expected in [
            (first + timedelta(minutes=1), first),
            (second - timedelta(minutes=1), first),
            (second, second),
            (second + timedelta(days=2), second),
            (first - timedelta(minutes=4), first),
        ]:
            got = to_utc(sent("Q1", site, local, heard), fresh, places)
            assert got == expected, "utc-fold-hidden"
    for site, change in [("S", datetime(2027, 10, 2, 16)), ("M", datetime(2027, 3, 28, 1))]:
        true = (change + timedelta(minutes=int(draw.integers(5, 55)))).replace(tzinfo=UTC)
        before = (true - timedelta(hours=2)).astimezone(ZoneInfo(places[site])).utcoffset()
        scan = sent("Q1", site, (true + before).replace(tzinfo=None), true + timedelta(minutes=3))
        assert to_utc(scan, fresh, places) == true, "utc-gap-hidden"
        scan["received"] = true - timedelta(minutes=3)
        assert to_utc(scan, fresh, places) == true - timedelta(hours=1), "utc-gap-hidden"

# %% [markdown] task="utc" role="hint"
"""
You hold a scan from Frankfurt that Kapok Post wrote, and one from Hannover that Rheinpaket wrote.
For each of them: which table tells you the zone? And when does neither of the two matter?
"""

# %% [markdown] task="utc" role="hint"
"""
`datetime.strptime(scan["time"], layout)` first. With clock "offset" it is aware already:
`.astimezone(UTC)`. Otherwise make a list of two readings with
`.replace(tzinfo=ZoneInfo(name), fold=fold).astimezone(UTC)` for fold 0 and 1. Then
`max(those <= received, default=min(readings))`.
"""

# %%
try:
    book = carriers.to_dict("index")
    zones = sites["zone"].to_dict()
    scans = raw.copy()
    times = [to_utc(scan, book, zones) for scan in raw.to_dict("records")]
    scans["event"] = pd.to_datetime(times, utc=True)
    delay = (scans["received"] - scans["event"]) / pd.Timedelta(hours=1)
    print(
        f"{len(scans):,} scans on one clock. Half of them reached us within "
        f"{60 * delay.median():.0f} minutes, {100 * (delay > 5).mean():.0f} % after more than "
        f"five hours, {100 * (delay < 0).mean():.1f} % before they happened."
    )
except Exception:
    scans = pd.DataFrame()
    print("All scans on one clock appear here when Question 1 passes its check.")

# %% [markdown]
"""
*Before they happened?* A few records announce tomorrow's round of the van. They are plans, not
scans. Rule 2 will take care of them.

## Question 2. What did they say?

The whole trade speaks of a parcel in about ten words. These **tags** come from a well-known
tracking service (AfterShip); the last two rows are ours:

| tag | meaning |
|---|---|
| `Pending` | nothing heard yet |
| `InfoReceived` | the carrier has the data, not the parcel |
| `InTransit` | on the way |
| `OutForDelivery` | in the van, today |
| `AttemptFail` | they were at the door, in vain |
| `AvailableForPickup` | waits at a shop or locker |
| `Delivered` | done |
| `Exception` | held, damaged, stuck at customs |
| `Expired` | no news for 30 days |
| `ReturnedToSender` | on its way back to us, or here again |
| `Unknown` | we cannot read it |

Over the years the desk has learned some codes and some pieces of text. The table `reading` is not
complete, and it never will be.
"""

# %%
samples = reading.groupby(["kind", "language"])["phrase"]
samples.agg(rows="size", some=lambda words: ", ".join(words[:4])).query("kind != 'code'")

# %% [markdown]
"""
A **code** is worth more than words, but each carrier has its own: 6 is *delivered* for Meridian and
a failed attempt for Southern Cross. Only carrier and code together mean something.

Without a known code you read the text. Four traps, each of them from real feeds:

- **Writing.** `DELIVERED`, a full-width `Ｄｅｌ`, a hard space, half-width ﾎﾞｯｸｽ for ボックス. Bring
  text to the form **NFKC** with `unicodedata.normalize("NFKC", text)` and to lower case first.
- **Longer says more.** "Delivered to pickup point" holds two phrases. Take the longest one.
- **Not.** "Die Sendung konnte nicht zugestellt werden" holds *zugestellt*, delivered, and means the
  opposite. 未妥投, お届けできませんでした and "could not be delivered" do the
  same. A refund, a complaint and
  a bad review hang on this word.
- **The niece.** "Zugestellt an *Nichte* des Empfängers": delivered to the niece. She contains
  *nicht*. A mailbox *note* contains *not*. So in English and German look for whole words
  (`\b` in a regular expression). Chinese and Japanese put no space between words; there look for
  the piece itself.
"""


# %% task="say" role="answer"
def normalise(
    scan: dict,
    codes: dict[tuple[str, str], str],
    phrases: dict[str, list[tuple[str, str]]],
    negations: dict[str, list[str]],
) -> str:
    """The tag of a scan.

    scan: carrier, code (text, may be empty), text and language ("en", "de", "zh", "ja", ...);
    there may be more keys.
    codes: tag for (carrier, code). A known code decides alone, whatever the text says.
    phrases: for each language pairs (phrase, tag), in lower case and NFKC. Of the phrases that
    stand in the text the longest decides.
    negations: for each language words that turn "Delivered" from a phrase into "AttemptFail".
    Other tags stay as they are.
    Phrases and negations count as whole words only, but in zh and ja anywhere in the text.
    Returns "Unknown" if neither code nor text can be read.

    "NOT DELIVERED" with the phrase "delivered" and the negation "not": "AttemptFail".
    """
    ### BEGIN SOLUTION
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases[scan["language"]] if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations[scan["language"]]):
        return "AttemptFail"
    return tag
    ### END SOLUTION


# %% task="say" role="check" points=1 outcome="one-language"
few_codes = {("MRD", "6"): "Delivered", ("SXC", "6"): "AttemptFail"}
few_phrases = {
    "en": [
        ("label created", "InfoReceived"),
        ("delivered", "Delivered"),
        ("delivered to pickup point", "AvailableForPickup"),
        ("in transit", "InTransit"),
    ],
    "de": [("zugestellt", "Delivered"), ("in zustellung", "OutForDelivery")],
    "zh": [("妥投", "Delivered"), ("派送", "OutForDelivery")],
    "ja": [("お届け", "Delivered"), ("宅配ボックス", "Delivered"), ("配達中", "OutForDelivery")],
}
few_negations = {"en": ["not"], "de": ["nicht"], "zh": ["未"], "ja": ["ません"]}


def tag_of(text, language="en", carrier="BLK", code=""):
    """The tag that the student's function gives a text."""
    scan = {"carrier": carrier, "code": code, "text": text, "language": language}
    return normalise(scan, few_codes, few_phrases, few_negations)


with check("say"):
    tag = tag_of("Delivered")
    assert tag != "Unknown", "say-case"
    assert tag == "Delivered", fill("say-plain", got=tag)
    assert tag_of("signed", carrier="MRD", code="6") == "Delivered", "say-code"
    assert tag_of("card left", carrier="SXC", code="6") == "AttemptFail", "say-carrier"
    assert tag_of("NOT DELIVERED - ACCESS PROBLEM") == "AttemptFail", "say-not"
    german = tag_of("Die Sendung konnte nicht zugestellt werden", "de")
    assert german == "AttemptFail", fill("say-not-de", got=german)
    assert tag_of("未妥投", "zh") == "AttemptFail", "say-not-asia"
    assert tag_of("お届けできませんでした", "ja") == "AttemptFail", "say-not-asia"
    assert tag_of("Zugestellt an Nichte des Empfängers", "de") == "Delivered", "say-niece"
    assert tag_of("Delivered. Note left in mailbox") == "Delivered", "say-niece"
    assert tag_of("Delivered to pickup point") == "AvailableForPickup", "say-longest"
    assert tag_of("Label created, not yet in system") == "InfoReceived", "say-other-not"
    assert tag_of("宅配ﾎﾞｯｸｽ", "ja") == "Delivered", "say-width"
    assert tag_of("Rate your experience!") == "Unknown", "say-unknown"

# %% task="say" role="hidden" points=3 outcome="one-language"
with check("say"):
    draw = np.random.default_rng([course_seed(), 2])
    pool = ["velun", "strop", "bi.do", "karrat", "omnis", "plont", "grevel", "sutti"]
    one, two, three, four, no, nay, *_ = (str(word) for word in draw.permutation(pool))
    hanzi = [str(sign) for sign in draw.permutation(list("木火土金水山川田"))]
    new_codes = {("X", "01"): "Exception", ("Y", "01"): "Delivered", ("Y", "1"): "InTransit"}
    spaced = [
        (two, "OutForDelivery"),
        (one, "Delivered"),
        (f"{one} {two} {three}", "InTransit"),
        (f"{two} {three}", "AvailableForPickup"),
        (f"{four} {two}", "ReturnedToSender"),
    ]
    signs = [
        (hanzi[0], "Delivered"),
        (hanzi[1] + hanzi[2], "Exception"),
        (hanzi[0] + hanzi[1] + hanzi[2], "InTransit"),
    ]
    kana = [("バス", "Delivered"), ("ガスパ", "OutForDelivery")]
    new_phrases = {"en": spaced, "de": [(three, "Exception")], "zh": signs, "ja": kana}
    new_phrases["fr"] = [(one, "Delivered"), (f"{three} {four}", "Exception")]
    new_negations = {"en": [no, nay], "de": [no], "zh": [hanzi[3], hanzi[4]], "ja": ["ナイ"]}
    new_negations["fr"] = [nay]

    def read(text, language="en", carrier="X", code=""):
        """The tag in the invented languages."""
        scan = {"code": code, "text": text, "carrier": carrier, "language": language, "n": 1}
        return normalise(scan, new_codes, new_phrases, new_negations)

    assert read("", carrier="X", code="01") == "Exception", "say-code-hidden"
    assert read(f"{no} {one}", carrier="Y", code="01") == "Delivered", "say-code-hidden"
    assert read(one, carrier="Y", code="1") == "InTransit", "say-code-hidden"
    assert read(two, carrier="X", code="1") == "OutForDelivery", "say-hidden"
    for language in ("en", "fr"):
        assert read(f"{three}, {one}!", language) == "Delivered", "say-hidden"
        assert read(f"{one}s", language) == "Unknown", "say-word-hidden"
        assert read(f"un{one}", language) == "Unknown", "say-word-hidden"
        assert read(f"{one}: {nay}.", language) == "AttemptFail", "say-not-hidden"
        assert read(f"{one} {nay}t", language) == "Delivered", "say-word-hidden"
        assert read(f"{one} e{nay}", language) == "Delivered", "say-word-hidden"
    assert read(f"{no} x {one}") == "AttemptFail", "say-not-hidden"
    assert read(f"{no} {two}") == "OutForDelivery", "say-other-hidden"
    assert read(f"{two} {one}".upper()) in ("Delivered", "OutForDelivery"), "say-case"
    assert read(f"{one} {two} {three}") == "InTransit", "say-longest-hidden"
    assert read(f"{one} {two} {three} {no}") == "InTransit", "say-other-hidden"
    assert read(f"{four} {two} {three} {one}") in ("AvailableForPickup", "ReturnedToSender"), (
        "say-longest-hidden"
    )
    assert read(f"{two}\u00a0{three}") == "AvailableForPickup", "say-width-hidden"
    assert read(three) == "Unknown", "say-language-hidden"
    assert read(three, "de") == "Exception", "say-hidden"
    assert read("bi.do".replace(".", "x") + " strop".replace("o", "0")) == "Unknown", "say-hidden"
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in one.upper())
    assert read(wide) == "Delivered", "say-width-hidden"
    assert read(f"了{hanzi[0]}了", "zh") == "Delivered", "say-asia-hidden"
    assert read(f"了{hanzi[4]}了{hanzi[0]}", "zh") == "AttemptFail", "say-asia-hidden"
    assert read("".join(hanzi[:3]) + hanzi[3], "zh") == "InTransit", "say-asia-hidden"
    assert read("ノﾊﾞｽニ", "ja") == "Delivered", "say-asia-hidden"
    assert read("ﾊﾞｽﾅｲ", "ja") == "AttemptFail", "say-asia-hidden"
    assert read("ｶﾞｽﾊﾟ", "ja") == "OutForDelivery", "say-asia-hidden"
    assert read("", "ja") == "Unknown", "say-hidden"

# %% [markdown] task="say" role="hint"
"""
Take "Zugestellt an Nichte des Empfängers" and "konnte nicht zugestellt werden". A search for the
letters n-i-c-h-t finds both. What separates a word from its neighbours in German? And what does in
Chinese?
"""

# %% [markdown] task="say" role="hint"
"""
Look up `(scan["carrier"], scan["code"])` first. Then normalise the text, `.lower()`. Write a small
function that searches `edge + re.escape(words) + edge`, where `edge` is `r"\b"`, or "" for zh and
ja. Collect the pairs that are found, take `max(..., key=lambda pair: len(pair[0]))`, and look for
a negation only if its tag is "Delivered".
"""


# %%
def desk_words():
    """The table `reading` in the three shapes that Question 2 wants."""
    kinds = dict(list(reading.groupby("kind")))
    codes = {(row.carrier, row.code): row.tag for row in kinds["code"].itertuples()}
    phrases, negations = {}, {}
    for row in kinds["phrase"].itertuples():
        phrases.setdefault(row.language, []).append((row.phrase, row.tag))
    for row in kinds["negation"].itertuples():
        negations.setdefault(row.language, []).append(row.phrase)
    return codes, phrases, negations


try:
    scans["language"] = scans["carrier"].map(carriers["language"])
    wording, known_words = ["carrier", "code", "text", "language"], desk_words()
    said = list(zip(*(scans[name] for name in wording), strict=True))
    tags = {}  # the same wording comes again and again; read each once
    for one in set(said):
        tags[one] = normalise(dict(zip(wording, one, strict=True)), *known_words)
    scans["tag"] = [tags[one] for one in said]
    unread = scans[scans["tag"] == "Unknown"]
    print(f"{100 - 100 * len(unread) / len(scans):.1f} % of the scans can be read. The rest says:")
except Exception:
    unread = pd.DataFrame()
    print("What cannot be read appears here when Questions 1 and 2 pass their checks.")
unread.value_counts(["carrier", "text"]).head(9) if len(unread) else None

# %% [markdown]
"""
Most of it is advertising. Two lines are not. "Arbeitskampf" is a strike, and "Delivery was not
completed" is a failed attempt that our table does not know. `Unknown` is an honest answer, but
somebody must read the list every week.

## Question 3. So where is it?

Now the three rules from the beginning. In full, for one parcel and one moment `now`:

- A scan counts only if its record **had been received** by `now`, and if it **had happened** by
  `now`. (That drops the announcements.) Scans tagged `Unknown` say nothing.
- If no scan is left: `Pending`.
- `ReturnedToSender` is final. Whatever comes after it: even "delivered" then means delivered back
  *to us*. Otherwise `Delivered` is final.
- Otherwise the scan that **happened** last decides. Of two in the same minute the one that was
  received later.
- But if that one happened **more than 30 days** before `now`, the parcel is `Expired`. The 30 is
  the tracking service's own rule, so it stands in a rule pack:
"""

# %%
pack = rules("tracking")
pd.DataFrame(
    [(r.rule_id, r.value, r.unit, r.source, r.confidence) for r in pack.rules],
    columns=["rule", "value", "unit", "source", "confidence"],
)


# %% [markdown]
"""
`confidence` A is an official text; L is a rule of the house, invented for Lumina. (Rules as of
November 2026. Check the service's own page before you rely on them.)

Somebody asks on Monday at 14:00 about the small parcel of the beginning: `OutForDelivery`. On
Tuesday at 23:00, with all five scans known: `Delivered`.
"""


# %% task="status" role="answer"
def status(scans: list[dict], now: datetime, expired_days: int) -> str:
    """Where a parcel is, as far as one can know it at a moment.

    scans: of one parcel, in any order, some of them more than once: event and received (aware
    datetimes, UTC), tag (text); there may be more keys. The list may be empty.
    now: the moment of the question (aware, UTC). A scan that happened or was received at `now`
    itself counts; a later one does not.
    expired_days: "Expired" if the last news is older than this many days (exactly as old is not).
    Returns a tag; "Pending" if nothing is known. See the rules above.
    """
    ### BEGIN SOLUTION
    known = [
        scan
        for scan in scans
        if max(scan["event"], scan["received"]) <= now and scan["tag"] != "Unknown"
    ]
    for final in ("ReturnedToSender", "Delivered"):
        if any(scan["tag"] == final for scan in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda scan: (scan["event"], scan["received"]))
    return "Expired" if now - last["event"] > timedelta(days=expired_days) else last["tag"]
    ### END SOLUTION


# %% task="status" role="check" points=1 outcome="parcel-status"
def hour(day, time):
    """An instant of November 2026, from a day and a time."""
    return datetime.fromisoformat(f"2026-11-{day:02d} {time}").replace(tzinfo=UTC)


small = [
    {"event": hour(day, at), "received": hour(heard, then), "tag": tag}
    for day, at, heard, then, tag in [
        (2, "08:00", 2, "08:10", "OutForDelivery"),
        (3, "08:00", 3, "08:05", "OutForDelivery"),
        (3, "13:20", 3, "13:30", "Delivered"),
        (2, "11:30", 3, "15:00", "AttemptFail"),
        (3, "18:00", 3, "18:20", "InTransit"),
    ]
]
with check("status"):
    got = status(small[:2] + small[3:4], hour(2, "14:00"), 30)
    assert got != "AttemptFail", "status-future"
    assert got == "OutForDelivery", fill("status-monday", got=got)
    got = status(small[:2] + small[3:4], hour(3, "16:00"), 30)
    assert got != "AttemptFail", "status-arrival"
    assert got == "OutForDelivery", fill("status-order", got=got)
    got = status(small, hour(3, "23:00"), 30)
    assert got != "InTransit", "status-final"
    assert got == "Delivered", fill("status-tuesday", got=got)
    back = {"event": hour(3, "12:00"), "received": hour(3, "12:05"), "tag": "ReturnedToSender"}
    assert status([back, *small], hour(4, "09:00"), 30) == "ReturnedToSender", "status-returned"
    plan = {"event": hour(4, "08:00"), "received": hour(3, "08:06"), "tag": "Delivered"}
    got = status([*small[:2], plan], hour(3, "10:00"), 30)
    assert got == "OutForDelivery", "status-plan"
    assert status([], hour(3, "10:00"), 30) == "Pending", "status-pending"
    noise = {"event": hour(3, "09:00"), "received": hour(3, "09:06"), "tag": "Unknown"}
    assert status([*small[:2], noise], hour(3, "10:00"), 30) == "OutForDelivery", "status-unknown"
    assert status(small[:1], hour(30, "09:00"), 20) == "Expired", "status-expired"
    assert status(small, hour(30, "09:00"), 20) == "Delivered", "status-expired-done"

# %% task="status" role="hidden" points=3 outcome="parcel-status"
with check("status"):
    draw = np.random.default_rng([course_seed(), 3])
    start = datetime(2031, 3, 1, tzinfo=UTC)
    kinds = ["InTransit", "OutForDelivery", "AttemptFail", "Exception", "InfoReceived", "Unknown"]

    def hours(number):
        """An instant some hours after the start."""
        return start + timedelta(hours=float(number))

    def invented_parcel():
        """Scans of an invented parcel: late ones, repeated ones, some after the end."""
        made = []
        for number in range(int(draw.integers(1, 9))):
            happened = number * 20 + int(draw.integers(0, 20))
            late = int(draw.choice([1, 2, 60, 90]))
            tag = str(draw.choice(kinds))
            made.append((happened, happened + late, tag))
        if draw.random() < 0.4:
            made.append((happened + 5, happened + 6, "Delivered"))
            made.append((happened + 9, happened + 10, "InTransit"))
        if draw.random() < 0.2:
            made.append((happened + 2, happened + 40, "ReturnedToSender"))
        made += [made[number] for number in draw.integers(0, len(made), 2)]
        return [made[number] for number in draw.permutation(len(made))]

    def expected_tag(made, now, limit):
        """The tag by the rules, spelled out; times in hours."""
        seen = [row for row in sorted(made) if row[0] <= now and row[1] <= now]
        seen = [row for row in seen if row[2] != "Unknown"]
        tags = [row[2] for row in seen]
        if "ReturnedToSender" in tags:
            return "ReturnedToSender"
        if "Delivered" in tags:
            return "Delivered"
        if not seen:
            return "Pending"
        return "Expired" if now - seen[-1][0] > 24 * limit else tags[-1]

    def as_scans(made):
        """The scans as the student's function wants them."""
        keys = ("event", "received", "tag", "site")
        return [dict(zip(keys, (hours(a), hours(b), tag, "S"), strict=True)) for a, b, tag in made]

    for _ in range(60):
        made = invented_parcel()
        now, limit = int(draw.integers(0, 260)), int(draw.integers(2, 9))
        expected = expected_tag(made, now, limit)
        got = status(as_scans(made), hours(now), limit)
        late = any(row[1] > now for row in made)
        assert got == expected, "status-future-hidden" if late else "status-hidden"
    one = [(10, 12, "InTransit")]
    for now, limit, expected in [
        (11.9, 3, "Pending"),
        (12, 3, "InTransit"),
        (10 + 72, 3, "InTransit"),
        (10 + 72.1, 3, "Expired"),
        (10 + 72.1, 4, "InTransit"),
    ]:
        assert status(as_scans(one), hours(now), limit) == expected, "status-edge"
    plan = [(10, 12, "InTransit"), (30, 12, "OutForDelivery")]
    assert status(as_scans(plan), hours(29), 3) == "InTransit", "status-plan"
    assert status(as_scans(plan), hours(30), 3) == "OutForDelivery", "status-edge"
    tie = [(10, 15, "InTransit"), (10, 20, "Exception"), (10, 12, "AttemptFail")]
    assert status(as_scans(tie), hours(40), 3) == "Exception", "status-tie"
    assert status(as_scans(tie), hours(16), 3) == "InTransit", "status-tie"
    quiet = [(10, 12, "InTransit"), (95, 96, "Unknown")]
    assert status(as_scans(quiet), hours(100), 3) == "Expired", "status-hidden"
    ends = [(10, 12, "Delivered"), (5, 30, "ReturnedToSender")]
    assert status(as_scans(ends), hours(20), 3) == "Delivered", "status-future-hidden"
    assert status(as_scans(ends), hours(30), 3) == "ReturnedToSender", "status-hidden"
    assert status(as_scans(ends), hours(9000), 3) == "ReturnedToSender", "status-hidden"

# %% [markdown] task="status" role="hint"
"""
It is Monday, 14:00. Put your finger on each of the five rows of the small table. Which of them lie
on the desk already? Of those, which is final? If none is, which happened last?
"""

# %% [markdown] task="status" role="hint"
"""
Make a list `known` of scans with `event <= now`, `received <= now` and a tag other than "Unknown".
Look for "ReturnedToSender" in its tags, then for "Delivered". If the list is empty, "Pending".
`max(known, key=lambda scan: (scan["event"], scan["received"]))` is the last one; compare
`now - last["event"]` with `timedelta(days=expired_days)`.
"""

# %%
stories = {}
try:
    limit = int(pack.value("expired_days", as_of=NOW))
    for scan in scans[["tracking", "event", "received", "tag"]].to_dict("records"):
        stories.setdefault(scan["tracking"], []).append(scan)
    states = pd.Series({number: status(story, NOW, limit) for number, story in stories.items()})
    newest = pd.Series({number: story[-1]["tag"] for number, story in stories.items()})
    wrong = int((newest != states).sum())
    print(
        f"The newest record gives another answer than the rules for {wrong} of {len(states):,} "
        f"parcels. The camp chair: {newest['LK410449126CN']} by the newest record, "
        f"{states['LK410449126CN']} by the rules."
    )
except Exception:
    states = pd.Series(dtype=str)
    print("The states of all parcels appear here when Questions 1 to 3 pass their checks.")
states.value_counts().to_frame("parcels").transpose()

# %% [markdown]
"""
## Question 4. How long did it take?

To promise anything you must know how long each part of the way takes. The way has four
**milestones**: the label is printed (first `InfoReceived`), the parcel is handed over (first
`InTransit`), the van leaves (first `OutForDelivery`), the door (first `Delivered`). Between them
lie three parts:

> label → **wait** → handed over → **road** → van → **door** → delivered

The *first* of each, because hubs scan again, posts repeat each other, and a van may leave three
times. And durations in **UTC**: a van that leaves on Saturday at 20:00 and rings on Sunday at 20:00
has needed 25 hours if the clocks went back in between.

A parcel that came back was never delivered to the buyer, whatever a later scan says.
"""


# %% task="miles" role="answer"
def milestones(scans: pd.DataFrame) -> pd.DataFrame:
    """Milestones and durations of every parcel.

    scans: columns tracking, event (UTC) and tag as above; rows in any order, some repeated.
    Returns one row a parcel, in any order, with the columns
    tracking;
    handed (first InTransit) and delivered (first Delivered; NaT if there is a ReturnedToSender);
    wait (first InfoReceived to handed), road (handed to first OutForDelivery), door (first
    OutForDelivery to delivered) and total (handed to delivered), all in days of 24 hours, NaN
    where an end is missing;
    attempts: how many different times have an AttemptFail, 0 if none.

    Handed over on 2 November at 06:00, delivered on 4 November at 18:00 UTC: total is 2.5.
    """

    ### BEGIN SOLUTION
    def first(tag):
        return scans[scans["tag"] == tag].groupby("tracking")["event"].min()

    when = pd.DataFrame(
        {
            "label": first("InfoReceived"),
            "handed": first("InTransit"),
            "van": first("OutForDelivery"),
            "delivered": first("Delivered"),
            "back": first("ReturnedToSender"),
        },
        index=scans["tracking"].unique(),
    )
    when["delivered"] = when["delivered"].where(when["back"].isna())
    for name, start, end in [
        ("wait", "label", "handed"),
        ("road", "handed", "van"),
        ("door", "van", "delivered"),
        ("total", "handed", "delivered"),
    ]:
        when[name] = (when[end] - when[start]) / pd.Timedelta(days=1)
    fails = scans[scans["tag"] == "AttemptFail"].drop_duplicates(["tracking", "event"])
    when["attempts"] = fails.groupby("tracking").size().reindex(when.index, fill_value=0)
    return when.rename_axis("tracking").reset_index()
    ### END SOLUTION


# %% task="miles" role="check" points=1 outcome="transit-times"
def on(day, time):
    """An instant of November 2026, from a day and a time."""
    return pd.Timestamp(f"2026-11-{day:02d} {time}", tz="UTC")


diary = pd.DataFrame(
    [
        ("P", on(1, "18:00"), "InfoReceived"),
        ("P", on(2, "06:00"), "InTransit"),
        ("P", on(3, "06:00"), "OutForDelivery"),
        ("P", on(3, "12:00"), "AttemptFail"),
        ("P", on(4, "06:00"), "OutForDelivery"),
        ("P", on(3, "12:00"), "AttemptFail"),
        ("P", on(4, "18:00"), "Delivered"),
        ("P", on(5, "09:00"), "Delivered"),
        ("P", on(4, "20:00"), "InTransit"),
        ("Q", on(3, "00:00"), "InTransit"),
        ("R", on(2, "00:00"), "InTransit"),
        ("R", on(5, "00:00"), "ReturnedToSender"),
        ("R", on(9, "00:00"), "Delivered"),
    ],
    columns=["tracking", "event", "tag"],
)
MILES = ["tracking", "handed", "delivered", "wait", "road", "door", "total", "attempts"]
with check("miles"):
    table = milestones(diary.copy())
    assert isinstance(table, pd.DataFrame), "miles-columns"
    assert set(MILES) <= set(table.columns), "miles-columns"
    assert sorted(table["tracking"]) == ["P", "Q", "R"], "miles-rows"
    table = table.set_index("tracking")
    total = float(table["total"]["P"])
    assert total != approx(60.0), "miles-unit"
    assert total != approx(2), "miles-whole"
    assert total != approx(3.125), "miles-last"
    assert total == approx(2.5), fill("miles-total", got=total)
    assert float(table["road"]["P"]) != approx(2), "miles-last"
    parts = [float(table[name]["P"]) for name in ("wait", "road", "door")]
    assert parts == approx([0.5, 1.0, 1.5]), fill("miles-parts", got=parts)
    assert int(table["attempts"]["P"]) != 2, "miles-repeat"
    assert [int(number) for number in table["attempts"][["P", "Q"]]] == [1, 0], "miles-attempts"
    assert np.isnan(float(table["total"]["Q"])), "miles-missing"
    assert pd.isna(table["delivered"]["R"]), "miles-returned"
    assert np.isnan(float(table["total"]["R"])), "miles-returned"

# %% task="miles" role="hidden" points=3 outcome="transit-times"
with check("miles"):
    draw = np.random.default_rng([course_seed(), 4])
    names = ["InfoReceived", "InTransit", "OutForDelivery", "AttemptFail", "Delivered"]
    names += ["Exception", "Unknown"]
    start = pd.Timestamp("2031-03-01", tz="UTC")
    rows, first, fails = [], {}, {}
    for number in range(25):
        tracking, tags = f"T{draw.integers(10**6)}-{number}", set()
        for _ in range(int(draw.integers(2, 11))):
            tag = str(draw.choice(names))
            event = start + timedelta(hours=int(draw.integers(0, 90)))
            rows += [(tracking, event, tag)] * int(draw.integers(1, 3))
            first[tracking, tag] = min(event, first.get((tracking, tag), event))
            if tag == "AttemptFail":
                fails.setdefault(tracking, set()).add(event)
        if number % 6 == 0:
            first[tracking, "ReturnedToSender"] = start
            rows.append((tracking, start, "ReturnedToSender"))
    fresh = pd.DataFrame(rows, columns=["tracking", "event", "tag"])
    fresh["event"] = pd.to_datetime(fresh["event"], utc=True)
    fresh = fresh.sample(frac=1, random_state=7).assign(site="S")
    table = milestones(fresh.copy())
    everyone = sorted(set(fresh["tracking"]))
    assert sorted(table["tracking"]) == everyone, "miles-rows"
    table = table.set_index("tracking")

    def between(tracking, one, other):
        """Days between two milestones, NaN if one is missing."""
        ends = first.get((tracking, one)), first.get((tracking, other))
        lost = other == "Delivered" and (tracking, "ReturnedToSender") in first
        return np.nan if None in ends or lost else (ends[1] - ends[0]) / timedelta(days=1)

    for name, one, other in [
        ("wait", "InfoReceived", "InTransit"),
        ("road", "InTransit", "OutForDelivery"),
        ("door", "OutForDelivery", "Delivered"),
        ("total", "InTransit", "Delivered"),
    ]:
        expected = [between(tracking, one, other) for tracking in everyone]
        got = [float(value) for value in table[name][everyone]]
        assert got == approx(expected, abs=1e-6, nan_ok=True), "miles-hidden"
    counts = [len(fails.get(tracking, ())) for tracking in everyone]
    assert [int(number) for number in table["attempts"][everyone]] == counts, "miles-attempts"
    for name, tag in (("handed", "InTransit"), ("delivered", "Delivered")):
        for tracking in everyone:
            expected = first.get((tracking, tag))
            if tag == "Delivered" and (tracking, "ReturnedToSender") in first:
                expected = None
            got = table[name][tracking]
            right = pd.isna(got) if expected is None else pd.Timestamp(got) == expected
            assert right, "miles-hidden"
    alone = pd.DataFrame({"tracking": ["Z"], "event": fresh["event"][:1], "tag": ["Unknown"]})
    table = milestones(alone)
    assert list(table["tracking"]) == ["Z"], "miles-rows"
    assert np.isnan(float(table["total"].iloc[0])), "miles-missing"
    assert int(table["attempts"].iloc[0]) == 0, "miles-attempts"

# %% [markdown] task="miles" role="hint"
"""
Parcel P went out twice and was scanned as delivered twice. Which of its rows tell when the van left
for the first time? Which single step gives you the earliest time of each parcel for one tag?
"""

# %% [markdown] task="miles" role="hint"
"""
`scans[scans["tag"] == tag].groupby("tracking")["event"].min()` is a Series of first times. Put five
of them side by side in a DataFrame with `index=scans["tracking"].unique()`. A duration is
`(end - start) / pd.Timedelta(days=1)`. For the attempts drop repeated pairs of tracking and event
before you count.
"""

# %%
try:
    known = scans[(scans["event"] <= scans["received"]) & (scans["tag"] != "Unknown")]
    miles = milestones(known).merge(parcels, on="tracking")
    miles["lane"] = miles["warehouse"] + " > " + miles["market"]
    parts = miles.groupby(["lane", "service"])[["wait", "road", "door", "total"]].median().round(1)
    parts["failed first"] = (
        miles.assign(failed=miles["attempts"] > 0).groupby(["lane", "service"])["failed"].mean()
    ).map("{:.0%}".format)
except Exception:
    miles = parts = pd.DataFrame()
    print("The lanes appear here when Questions 1, 2 and 4 pass their checks.")
parts.head(12)

# %% [markdown]
"""
A **lane** is a way from a warehouse to a market. You see medians in days: half of the parcels are
faster. From Guangzhou nearly all the time is on the road. From Duisburg to a German door it is two
days and a half.

`failed first` is the share of parcels for which somebody rang in vain. France has the best doors of
the world: 1 %. Do you believe it? France is Meridian's, and *Delivery was not completed* is one of
the texts that we cannot read. Three of four failed attempts on that lane hide behind it. A lane can
look good because we are deaf.

## Question 5. When will it come?

"On 19 November" is not an answer. "Between 16 and 23 November, four times out of five" is one. So
for every parcel you want three numbers, in days from its newest stage: an **early** one that only
10 % beat, a **middle** one, and a **late** one that 90 % keep. They are **quantiles**. Early to
late is an interval that should hold 80 % of the parcels. Later you count whether it does.

**How good is a quantile?** Suppose you say "7 days" for the late end, the 90 % line.

- It takes 9 days. You were too early by 2, and for a 90 % line that is a serious fault:
  it costs 0.9 × 2 = **1.8**.
- It takes 5 days. You were too late by 2, and for a 90 % line that is normal:
  it costs 0.1 × 2 = **0.2**.

This is the **pinball loss**. Whoever wants it small on average must say the true 90 % line: lower
and the 1.8s pile up, higher and the 0.2s do. For the 10 % line the weights are the other way round.

**A model that finds such lines** is quantile regression. Ordinary regression draws the line with
the smallest squares; this one draws the line with the smallest pinball loss. It looks at the
lane, the service and the **stage** (`origin`: still at our warehouse, `left`: left China,
`there`: in the buyer's country, `van`, `trouble`), and adds them up on a logarithmic scale: *to
Japan: a third of the time*. In `scikit-learn` it is called `QuantileRegressor`. Inside, the
smallest pinball loss is a linear programme: every parcel has a part that was too little, at a
price of `share`, and a part that was too much, at a price of `1 - share`. Here it is, for one
line:
"""


# %%
def signs(rows, others):
    """Columns of 0 and 1 for what the model looks at: rows and others get the same columns."""
    both = pd.concat([rows, others])
    early = ~both["stage"].isin(["van", "trouble"])
    looks = pd.DataFrame(
        {
            "place": both["stage"] + both["lane"].where(early, ""),
            "service": both["service"].where(early, ""),
        }
    )
    columns = pd.get_dummies(looks, dtype=float).to_numpy()
    return columns[: len(rows)], columns[len(rows) :]


def quantile_line(rows, days, others, share):
    """Learn from rows and their days (positive) what `share` of such parcels keep, for others.

    rows, others: lane, service, stage. Returns an array with a number of days for each of others.
    """
    here, there = signs(rows, others)
    size, weights = here.shape
    both_ways = sparse.hstack([here, sparse.eye(size), -sparse.eye(size)], format="csc")
    cost = np.r_[np.zeros(weights), np.full(size, share), np.full(size, 1 - share)]
    free = [(None, None)] * weights + [(0, None)] * (2 * size)
    best = linprog(cost, A_eq=both_ways, b_eq=np.log(days), bounds=free)
    return np.exp(there @ best.x[:weights])


five = pd.DataFrame({"lane": "A > B", "service": "s", "stage": "left"}, index=range(5))
quantile_line(five, np.array([4.0, 5.0, 6.0, 7.0, 30.0]), five[:1], 0.5)

# %% [markdown]
"""
Five parcels took 4, 5, 6, 7 and 30 days, and the middle line is 6. It would still be 6 if the last
had taken 300. Remember that, it will save you.

**Now the trap.** From which parcels do you learn? "From those that have arrived", says everybody,
"the others have no answer yet". Think of the parcels handed over ten days ago. Those that *have*
arrived took ten days or less, every one of them! The slow ones are still flying. The fresher the
data, the faster the world looks. This is **survivorship**: you ask only those who came through.

The remedy is patience. Look only at parcels that had time enough: scans from `wait` days ago or
earlier. In `wait` days nearly all arrive. The few that do not are not thrown away either. You do
not know how long they will take, only that it is *longer than `wait`*, and for a quantile that is
enough. (You saw it: 30 or 300 made no difference.) So they count as `wait` days.

Each row of `past` below is a parcel at a stage: `since` is its first scan there, `delivered` when
it arrived.
"""


# %% task="arrive" role="answer"
def pinball(actual: pd.Series, said: pd.Series, share: float) -> float:
    """Mean pinball loss of a quantile, in days.

    actual: days that it took. said: days that were said, for the same parcels in the same order.
    share: which quantile was meant (0.9: nine of ten parcels should take `said` days or less).
    A day too little (actual above said) costs share, a day too much costs 1 - share.

    It took 9 and 5 days, said was 7 and 7, share 0.9: (1.8 + 0.2) / 2 = 1.0.
    """
    ### BEGIN SOLUTION
    short = np.asarray(actual) - np.asarray(said)
    return float(np.mean(np.maximum(share * short, (share - 1) * short)))
    ### END SOLUTION


def forecast(past: pd.DataFrame, now: pd.Timestamp, ask: pd.DataFrame, wait: int) -> pd.DataFrame:
    """Early, middle and late number of days from `since` until a parcel is delivered.

    past: rows as above with lane, service, stage, since and delivered (UTC; NaT: not delivered).
    now: the moment of the forecast (UTC).
    ask: rows with lane, service and stage, for which to forecast.
    wait: days. Learn only from rows whose `since` is `wait` days or more before now. Of these a
    parcel that took longer, or was not delivered, counts as `wait` days.
    Returns low, mid and high, in days, that 10 %, 50 % and 90 % of the parcels keep: one row for
    each row of ask, in the same order.

    One lane with 2, 3, ... 12 days: low 3, mid 7, high 11.
    """
    ### BEGIN SOLUTION
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )
    ### END SOLUTION


# %% task="arrive" role="check" points=1 outcome="forecast-arrival"
today = pd.Timestamp("2026-11-01", tz="UTC")


def history(lane, days, ago):
    """Parcels of one lane that took so many days (None: not delivered), scanned `ago` days ago."""
    since = today - pd.Timedelta(days=ago)
    ends = [pd.NaT if d is None else since + pd.Timedelta(days=d) for d in days]
    table = pd.DataFrame(
        {"lane": lane, "service": "economy", "stage": "left", "since": since},
        index=range(len(days)),
    )
    table["delivered"] = pd.to_datetime(pd.Series(ends), utc=True)
    return table


mature = pd.concat(
    [history("A > B", range(2, 13), 40), history("A > C", [*range(10, 18), None, None, None], 35)]
)
young = history("A > B", [1.0] * 12 + [None] * 20, 6)
with check("arrive"):
    loss = pinball(pd.Series([9.0, 5.0]), pd.Series([7.0, 7.0]), 0.9)
    assert loss != approx(2.0), "pinball-absolute"
    assert loss == approx(1.0), fill("pinball-value", got=loss)
    low = pinball(pd.Series([9.0, 9.0, 5.0]), pd.Series([7.0, 7.0, 7.0]), 0.1)
    assert low == approx(2.2 / 3), fill("pinball-sides", got=low)
    result = forecast(mature.copy(), today, mature.iloc[[0, -1]], 30)
    assert isinstance(result, pd.DataFrame), "arrive-columns"
    assert {"low", "mid", "high"} <= set(result.columns), "arrive-columns"
    assert len(result) == 2, "arrive-rows"
    fast = [float(result[name].iloc[0]) for name in ("low", "mid", "high")]
    assert fast == approx([3, 7, 11], abs=0.7), fill("arrive-lines", got=np.round(fast, 1).tolist())
    slow = float(result["high"].iloc[1])
    assert slow > 18, "arrive-survivors"
    assert slow == approx(30, abs=0.7), fill("arrive-waiting", got=round(slow, 1))
    mixed = forecast(pd.concat([young, mature]), today, mature[:1], 30)
    middle = float(mixed["mid"].iloc[0])
    assert middle == approx(7, abs=0.7), fill("arrive-young", got=round(middle, 1))

# %% task="arrive" role="hidden" points=2 outcome="forecast-arrival"
with check("arrive"):
    draw = np.random.default_rng([course_seed(), 5])
    took = pd.Series(draw.uniform(1, 20, 40))
    said = pd.Series(draw.uniform(1, 20, 40), index=range(100, 140))
    for share in (0.1, 0.35, 0.9):
        gap = took.to_numpy() - said.to_numpy()
        each = [share * g if g > 0 else (share - 1) * g for g in gap]
        assert pinball(took, said, share) == approx(float(np.mean(each))), "pinball-hidden"
        assert pinball(10 * took, 10 * said, share) == approx(10 * float(np.mean(each))), (
            "pinball-hidden"
        )
    assert pinball(took, took.set_axis(said.index), 0.9) == approx(0, abs=1e-9), "pinball-hidden"
    for wait in (20, 41):
        lanes = [
            history("K > L", [3.0 + n for n in draw.permutation(11)], wait),
            history("K > M", [8.0, 9, 10, 11, 12, 13, None, None, None, None, None], wait + 3),
            history("K > L", [0.5] * 30, wait - 0.1),
            history("K > M", [wait + 6.0] * 30 + [0.4] * 30, wait - 1),
            history("K > N", [2.0] * 2 + [wait + 9.0] * 9, wait + 15),
        ]
        told = pd.concat(lanes).sample(frac=1, random_state=3).reset_index(drop=True)
        ask = pd.concat([lanes[4][:2], lanes[1][:1], lanes[0][:1]])
        result = forecast(told, today, ask[["lane", "service", "stage"]], wait)
        assert len(result) == 4, "arrive-rows"
        low, mid, high = ([float(v) for v in result[name]] for name in ("low", "mid", "high"))
        assert mid[3] == approx(8, abs=0.7), "arrive-edge"
        assert [low[3], high[3]] == approx([4, 12], abs=0.7), "arrive-hidden-lines"
        assert [low[2], mid[2]] == approx([9, 13], abs=0.9), "arrive-hidden-lines"
        assert high[2] == approx(wait, abs=0.9), "arrive-hidden-waiting"
        assert mid[:2] == approx([wait, wait], abs=0.9), "arrive-hidden-waiting"
    slow = history("K > P", [float(n) for n in draw.permutation(101) + 1], 210)
    result = forecast(slow, today, slow[:1], 200)
    got = [float(result[name].iloc[0]) for name in ("low", "mid", "high")]
    assert got == approx([11, 51, 91], abs=0.6), "arrive-hidden-lines"


# %% task="arrive" role="hidden" points=2 outcome="doubt-forecast"
def world(draw, moment, size):
    """Parcels of an invented company that grows, and the days that each really takes."""
    ago = 75 * draw.random(size) ** 2.2
    table = pd.DataFrame({"lane": draw.choice(["K > L", "K > M", "J > L"], size)})
    table["service"] = draw.choice(["economy", "express"], size)
    table["stage"] = draw.choice(["origin", "left", "there"], size)
    log = 2.3 + table["lane"].map({"K > L": 0.3, "K > M": 0.0, "J > L": -0.4})
    log += table["stage"].map({"origin": 0.25, "left": 0.0, "there": -0.7})
    log += table["service"].map({"economy": 0.0, "express": -0.5}) * (table["stage"] != "there")
    log[table["stage"] == "there"] = 1.4
    days = np.exp(log + 0.45 * draw.normal(size=size))
    table["days"] = np.where(draw.random(size) < 0.03, 500.0, days)
    table["since"] = moment - pd.to_timedelta(ago, unit="D")
    table["delivered"] = table["since"] + pd.to_timedelta(table["days"], unit="D")
    return table


with check("arrive"):
    draw = np.random.default_rng([course_seed(), 6])
    moment = pd.Timestamp("2031-10-05", tz="UTC")
    everything = world(draw, moment, 2000)
    past = everything.drop(columns="days")
    past["delivered"] = past["delivered"].where(past["delivered"] <= moment)
    ask = world(draw, moment, 900)
    took = ask["days"].clip(upper=30).to_numpy()
    looks = ask[["lane", "service", "stage"]]
    result = forecast(past.copy(), moment, looks, 30)
    groups = everything.groupby(["lane", "service", "stage"])["days"]
    known = groups.quantile([0.1, 0.5, 0.9]).clip(upper=30).unstack()
    ideal = looks.join(known, on=["lane", "service", "stage"])
    ours = reference = 0.0
    for name, share in (("low", 0.1), ("mid", 0.5), ("high", 0.9)):
        for said, mine in ((result[name], True), (ideal[share], False)):
            gap = took - said.to_numpy(dtype=float)
            loss = float(np.mean(np.maximum(share * gap, (share - 1) * gap)))
            ours, reference = (ours + loss, reference) if mine else (ours, reference + loss)
    high = result["high"].to_numpy(dtype=float)
    inside = np.mean((took >= result["low"].to_numpy(dtype=float)) & (took <= high))
    assert np.mean(took <= high) > 0.84, "arrive-hidden-survivors"
    assert 0.72 < inside < 0.88, "arrive-coverage"
    assert ours < 1.13 * reference, "arrive-loss"

# %% [markdown] task="arrive" role="hint"
"""
Eleven parcels were scanned 35 days ago. Eight have arrived, three have not. How many days will you
write down for the three? And what do parcels that were scanned six days ago tell you about a way
that takes ten?
"""

# %% [markdown] task="arrive" role="hint"
"""
For pinball let `short = actual - said`; the loss of each is the larger of `share * short` and
`(share - 1) * short`. For the forecast keep rows with `since <= now - pd.Timedelta(days=wait)`.
Days are `(delivered - since) / pd.Timedelta(days=1)`, then `.fillna(wait).clip(upper=wait)`. Call
`quantile_line` three times, with 0.1, 0.5 and 0.9.
"""

# %% [markdown]
"""
### Is it any good?

Go back in time. It is 12 September; you know what had come in by then, and no more. You forecast
every parcel that is scanned from then on until mid-October. Today, in November, you know how they
ended. That is a **split by time**, and it is the only honest one here: parcels of one week share
their flights and their strikes.

Two others take part. The **baseline** knows nothing of lanes and stages: one interval for all. The
third is the software house's recipe, "always the freshest data": the parcels of the last three
weeks that have arrived.
"""


# %%
def stage_table(scans, moment):
    """Every parcel at every stage as known at a moment: first scan there, and when it arrived."""
    seen = scans[(scans["received"] <= moment) & (scans["event"] <= scans["received"])]
    seen = seen[seen["tag"] != "Unknown"].sort_values("event")
    arrived = milestones(seen).set_index("tracking")["delivered"]
    table = seen[~seen["tag"].isin(["Delivered", "ReturnedToSender"])].merge(
        parcels[["tracking", "warehouse", "market", "service"]], on="tracking"
    )
    table["lane"] = table["warehouse"] + " > " + table["market"]
    table["stage"] = table["site"].map(sites["stage"])
    table.loc[table["tag"] == "OutForDelivery", "stage"] = "van"
    trouble = table["tag"].isin(["AttemptFail", "Exception", "AvailableForPickup"])
    table.loc[trouble, "stage"] = "trouble"
    table["delivered"] = table["tracking"].map(arrived)
    table = table[~(table["delivered"] <= table["event"])]
    table = table.drop_duplicates(["tracking", "stage"]).rename(columns={"event": "since"})
    return table[["tracking", "lane", "service", "stage", "since", "delivered"]]


def lately(table, moment, days=60):
    """The rows of the last sixty days: winter should not learn from last spring."""
    return table[table["since"] > moment - pd.Timedelta(days=days)]


def verdict(said, took):
    """Pinball loss over the three lines, and the share of parcels inside the interval."""
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    loss = np.mean([pinball(took, said[name], share) for name, share in lines.items()])
    low, high = said["low"].to_numpy(), said["high"].to_numpy()
    inside = (took.to_numpy() >= low) & (took.to_numpy() <= high)
    return {"pinball loss, days": loss, "inside, %": 100 * inside.mean()}, inside


def duel(wait=25):
    """Three forecasts of 12 September, judged by what really came."""
    cut = pd.Timestamp("2026-09-12", tz="UTC")
    past, full = stage_table(scans, cut), stage_table(scans, NOW)
    ask = full[(full["since"] > cut) & (full["since"] <= NOW - pd.Timedelta(days=wait))]
    took = ((ask["delivered"] - ask["since"]) / pd.Timedelta(days=1)).fillna(wait).clip(upper=wait)
    fresh = past[past["since"] > cut - pd.Timedelta(days=21)].dropna(subset=["delivered"])
    quick = (fresh["delivered"] - fresh["since"]) / pd.Timedelta(days=1)
    old = past[past["since"] <= cut - pd.Timedelta(days=wait)]
    slow = ((old["delivered"] - old["since"]) / pd.Timedelta(days=1)).fillna(wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    said = {
        "baseline: one interval for all": pd.DataFrame(
            {name: np.full(len(ask), slow.quantile(share)) for name, share in lines.items()}
        ),
        "theirs: fresh, arrived parcels": pd.DataFrame(
            {name: quantile_line(fresh, quick, ask, share) for name, share in lines.items()}
        ),
        "yours: parcels that had time": forecast(past, cut, ask, wait),
    }
    verdicts = {name: verdict(one, took) for name, one in said.items()}
    table = pd.DataFrame({name: one for name, (one, _) in verdicts.items()}).T
    by_stage = {
        name: 100 * pd.Series(inside).groupby(ask["stage"].to_numpy()).mean()
        for name, (_, inside) in verdicts.items()
    }
    yours = verdicts["yours: parcels that had time"][1]
    week = ask["since"].dt.tz_convert(None).dt.to_period("W").dt.start_time.dt.strftime("%d %b")
    where = np.where(ask["lane"].str.endswith("DE"), "to Germany", "elsewhere")
    held = pd.DataFrame({"week of": week.to_numpy(), "to": where, "inside": 100.0 * yours})
    by_week = held.pivot_table(index="to", columns="week of", values="inside", sort=False)
    return table, pd.DataFrame(by_stage).T, by_week


try:
    duelled, by_stage, by_week = duel()
except Exception:
    duelled = by_stage = pd.DataFrame()
    by_week = pd.DataFrame()
    print("The duel appears here when Questions 1, 2, 4 and 5 pass their checks.")
duelled.join(by_stage.add_prefix("inside, % "), how="left")[
    ["pinball loss, days", "inside, %", "inside, % left", "inside, % there"]
].round(2) if len(duelled) else None

# %% [markdown]
"""
The baseline keeps nearly 80 %, but look at its loss: an interval from a few hours to two weeks is
seldom wrong and never useful. The software house's recipe promises 80 % and keeps 64; of the
parcels that have just left China it keeps 57. Yours promises 80 and keeps 72, with the smallest
loss. That is not perfect either, and you will see why in a moment.

And here is where the shortfall of theirs comes from.
"""


# %%
def bent_mirror():
    """Draw the median days of arrived parcels by week, as seen on three days, and the truth."""
    rows = miles[miles["lane"].str.startswith("CN-CAN") & (miles["service"] == "economy")].copy()
    rows["week"] = rows["handed"].dt.tz_convert(None).dt.to_period("W").dt.start_time
    fig, ax = plt.subplots(figsize=(9, 3.3), layout="constrained")
    looks = [("2026-09-12", ":", "o"), ("2026-10-12", "--", "s"), ("2026-11-11", "-", "^")]
    for day, style, marker in looks:
        moment = pd.Timestamp(day, tz="UTC")
        arrived = rows[rows["delivered"] <= moment]
        median = arrived.groupby("week")["total"].agg(["median", "size"])
        median = median[median["size"] >= 3]["median"]
        ax.plot(
            median.index,
            median,
            style,
            marker=marker,
            color="black",
            markersize=5,
            markerfacecolor="white",
            label=f"seen on {moment.day} {moment:%B}",
        )
    ax.set(
        ylim=(0, 16),
        ylabel="median days of those\nthat have arrived",
        xlabel="week in which they were handed over",
    )
    weeks = pd.date_range(rows["week"].min(), rows["week"].max(), freq="21D")
    ax.set_xticks(weeks, [f"{week.day} {week:%b}" for week in weeks])
    ax.legend(frameon=False, loc="lower left", ncols=3)
    ax.spines[["top", "right"]].set_visible(False)


try:
    bent_mirror()
except Exception:
    print("The picture appears here when Questions 1, 2 and 4 pass their checks.")

# %% [markdown]
"""
*What you see: three lines, the median days of economy parcels from Guangzhou that had arrived, by
week of hand-over, as they looked on 12 September, on 12 October and today. All three run together
at ten to twelve days. But each one bends down at its own end, the September line to eight days,
the youngest to six, and the next line shows that this fall never took place.*

Every dashboard that averages "delivered parcels of this month" draws this false good news.

And where did *your* eight points go? Some went because it learned from seven weeks of summer only.
For the others look at the share of parcels inside your interval by week, to Germany and
elsewhere:
"""

# %%
by_week.round(0).head(2)

# %% [markdown]
"""
From 5 to 16 October Rheinpaket was on strike. No model knew, and none could. Its intervals go on
promising 80 % while they keep half of that. Only somebody who reads the *texts* could have told it:
remember what "Arbeitskampf" means.

## Question 6. Who needs a call?

The board may name 150 parcels, but the shift can make thirty calls. So which? You go through the
open parcels and write down **one reason** for each, the first that fits:

| reason | when |
|---|---|
| `lost` | no news for more than 30 days. Claim the money from the carrier |
| `overdue` | the promised day is over |
| `stuck` | the last scan says `AttemptFail` or `Exception` |
| `silent` | no news for more than six days |
| `tight` | the late end of its forecast is after the promise: a chance of one in ten to break it |

*Open* means: not delivered and not returned, **as far as one could know at `now`**. The shift will
ask "why did we not see it on Monday?", and you will run the board for last Monday. Then not one
scan of Tuesday may be in it. A parcel without any scan counts from the moment it was shipped.
"""


# %% task="risk" role="answer"
def at_risk(
    parcels: pd.DataFrame, scans: pd.DataFrame, now: pd.Timestamp, silent_days: int, lost_days: int
) -> pd.DataFrame:
    """The open parcels that need somebody, each with the first reason that fits.

    parcels: tracking, shipped, due (end of the promised day) and latest (late end of the forecast),
    all UTC. What is shipped after now is not there yet.
    scans: tracking, event, received (UTC), tag; any order, some repeated. Only scans that had
    happened and been received by now (at now included) may be used; "Unknown" ones are not used.
    Open: no known Delivered and no known ReturnedToSender.
    Last news: the known scan that happened last (of two at once the one received later); without
    one, the moment of shipping.
    Reasons in this order: "lost" (last news more than lost_days before now), "overdue" (due before
    now), "stuck" (tag of the last news is AttemptFail or Exception), "silent" (last news more than
    silent_days before now), "tight" (latest after due).
    Returns tracking, due and reason of the parcels with a reason, by due, then tracking.
    """
    ### BEGIN SOLUTION
    known = scans[(scans[["event", "received"]].max(axis=1) <= now) & (scans["tag"] != "Unknown")]
    closed = known.loc[known["tag"].isin(["Delivered", "ReturnedToSender"]), "tracking"]
    last = known.sort_values(["event", "received"]).drop_duplicates("tracking", keep="last")
    last = last.set_index("tracking")
    todo = parcels[(parcels["shipped"] <= now) & ~parcels["tracking"].isin(closed)]
    quiet = now - todo["tracking"].map(last["event"]).fillna(todo["shipped"])
    reasons = {
        "lost": quiet > pd.Timedelta(days=lost_days),
        "overdue": todo["due"] < now,
        "stuck": todo["tracking"].map(last["tag"]).isin(["AttemptFail", "Exception"]),
        "silent": quiet > pd.Timedelta(days=silent_days),
        "tight": todo["latest"] > todo["due"],
    }
    todo = todo.assign(reason=np.select(list(reasons.values()), list(reasons), ""))
    todo = todo.loc[todo["reason"] != "", ["tracking", "due", "reason"]]
    return todo.sort_values(["due", "tracking"])
    ### END SOLUTION


# %% task="risk" role="check" points=1 outcome="parcel-risk"
def shelf(rows):
    """Parcels from (tracking, shipped, due, latest) in days of November 2026."""
    table = pd.DataFrame(rows, columns=["tracking", "shipped", "due", "latest"])
    for name in ("shipped", "due", "latest"):
        days = pd.to_timedelta(table[name].astype(float), unit="D")
        table[name] = pd.Timestamp("2026-11-01", tz="UTC") + days
    return table


def news(rows):
    """Scans from (tracking, event, received, tag), in days of November 2026."""
    table = pd.DataFrame(rows, columns=["tracking", "event", "received", "tag"])
    for name in ("event", "received"):
        days = pd.to_timedelta(table[name].astype(float), unit="D")
        table[name] = pd.Timestamp("2026-11-01", tz="UTC") + days
    return table


board_parcels = shelf(
    [
        ("done", 0, 9, 5),
        ("fine", 1, 20, 15),
        ("mute", 0, 21, 15),
        ("door", 2, 22, 15),
        ("slow", 3, 14, 15),
        ("over", 0, 8, 7),
        ("gone", -40, -20, -25),
        ("told", 4, 19, 12),
    ]
)
board_scans = news(
    [
        ("door", 9, 9.1, "AttemptFail"),
        ("done", 4, 4.1, "Delivered"),
        ("door", 8, 9.5, "OutForDelivery"),
        ("fine", 8, 8.1, "InTransit"),
        ("mute", 2, 2.1, "InTransit"),
        ("slow", 9, 9.1, "InTransit"),
        ("done", 5, 5.1, "InTransit"),
        ("over", 7, 7.1, "OutForDelivery"),
        ("over", 9.5, 12, "Delivered"),
        ("gone", -38, -37, "InTransit"),
        ("told", 8, 8.1, "InTransit"),
        ("told", 9, 9.9, "Unknown"),
        ("mute", 9, 9.9, "Unknown"),
    ]
)
with check("risk"):
    tenth = pd.Timestamp("2026-11-11", tz="UTC")
    result = at_risk(board_parcels.copy(), board_scans.copy(), tenth, 6, 30)
    assert isinstance(result, pd.DataFrame), "risk-columns"
    assert {"tracking", "due", "reason"} <= set(result.columns), "risk-columns"
    found = dict(zip(result["tracking"], result["reason"], strict=True))
    assert "done" not in found, "risk-closed"
    assert "over" in found, "risk-future"
    assert "fine" not in found, "risk-fine"
    assert found.get("gone") == "lost", fill("risk-lost", got=found.get("gone"))
    assert found.get("door") == "stuck", fill("risk-stuck", got=found.get("door"))
    assert found.get("mute") == "silent", fill("risk-silent", got=found.get("mute"))
    expected = {"gone": "lost", "over": "overdue", "slow": "tight", "mute": "silent"}
    assert found == {**expected, "door": "stuck"}, fill("risk-value", got=found)
    order = ["gone", "over", "slow", "mute", "door"]
    assert list(result["tracking"]) == order, "risk-order"


# %% task="risk" role="hidden" points=2 outcome="parcel-risk"
def risk_by_hand(parcels, scans, now, silent, lost):
    """The rules of the question, row by row."""
    rows, by_name = [], {}
    for s in scans.to_dict("records"):
        if s["event"] <= now and s["received"] <= now and s["tag"] != "Unknown":
            by_name.setdefault(s["tracking"], []).append(s)
    for p in parcels.to_dict("records"):
        seen = sorted(by_name.get(p["tracking"], []), key=lambda s: (s["event"], s["received"]))
        tags = [s["tag"] for s in seen]
        if p["shipped"] > now or "Delivered" in tags or "ReturnedToSender" in tags:
            continue
        quiet = (now - (seen[-1]["event"] if seen else p["shipped"])) / pd.Timedelta(days=1)
        if quiet > lost:
            reason = "lost"
        elif p["due"] < now:
            reason = "overdue"
        elif tags and tags[-1] in ("AttemptFail", "Exception"):
            reason = "stuck"
        elif quiet > silent:
            reason = "silent"
        elif p["latest"] > p["due"]:
            reason = "tight"
        else:
            continue
        rows.append((p["due"], p["tracking"], reason))
    return [(tracking, reason) for _, tracking, reason in sorted(rows)]


with check("risk"):
    draw = np.random.default_rng([course_seed(), 8])
    kinds = ["InTransit", "OutForDelivery", "AttemptFail", "Exception", "Unknown"]
    kinds += ["AvailableForPickup"]
    ship, said = [], []
    for _ in range(90):
        name, out = f"N{draw.integers(10**5):05d}", int(draw.integers(-30, 13))
        due = out + int(draw.integers(4, 24))
        ship.append((name, out, due, due + int(draw.integers(-9, 4))))
        at = out + 0.5
        for _ in range(int(draw.integers(0, 7))):
            said.append((name, at, at + float(draw.choice([0.1, 0.2, 3])), str(draw.choice(kinds))))
            at += float(draw.integers(1, 5))
        if draw.random() < 0.3:
            end = str(draw.choice(["Delivered", "ReturnedToSender"]))
            said.append((name, at, at + float(draw.choice([0.1, 2.5])), end))
            said.append((name, at + 1, at + 1.1, "InTransit"))
    some, told = shelf(ship), news(said)
    told = told.sample(frac=1.3, replace=True, random_state=5).assign(site="S")
    some = some.sample(frac=1, random_state=6).assign(sku="LT")
    for day, silent, lost in [(10, 6, 30), (5, 3, 14), (13.3, 8, 21)]:
        moment = pd.Timestamp("2026-11-01", tz="UTC") + pd.Timedelta(days=day)
        expected = risk_by_hand(some, told, moment, silent, lost)
        result = at_risk(some.copy(), told.copy(), moment, silent, lost)
        got = list(zip(result["tracking"], result["reason"], strict=True))
        assert {name for name, _ in got} == {name for name, _ in expected}, "risk-hidden-names"
        assert dict(got) == dict(expected), "risk-hidden"
        assert got == expected, "risk-order"
        future = (told["received"] > moment) | (told["event"] > moment)
        again = at_risk(some.copy(), told[~future].copy(), moment, silent, lost)
        assert list(again["tracking"]) == list(result["tracking"]), "risk-future"

# %% task="risk" role="hidden" points=1 outcome="parcel-status"
with check("risk"):
    edges = shelf(
        [
            ("e1", 0, 30, 30),
            ("e2", 0, 30, 30),
            ("e3", 10, 30, 31),
            ("e4", 10.1, 30, 31),
            ("e5", 5, 10, 9),
            ("e6", 0, 30, 20),
            ("e7", 0, 30, 20),
            ("e8", 0, 30, 20),
            ("e9", 3, 30, 20),
            ("f1", 4, 30, 20),
            ("f2", -30, 30, 20),
            ("f3", -20, 30, 20),
        ]
    )
    lines = news(
        [
            ("e1", 4, 4.1, "InTransit"),
            ("e2", 3.9, 4.1, "InTransit"),
            ("e5", 9, 9.1, "InTransit"),
            ("e6", 9, 9.2, "InTransit"),
            ("e6", 9, 9.1, "Exception"),
            ("e7", 9, 9.1, "InTransit"),
            ("e7", 9, 9.2, "AttemptFail"),
            ("e8", 9, 9.1, "InTransit"),
            ("e8", 12, 9.1, "Exception"),
            ("f3", -20, -19, "InTransit"),
        ]
    )
    edges, moment = edges.iloc[::-1], pd.Timestamp("2026-11-11", tz="UTC")
    expected = risk_by_hand(edges, lines, moment, 6, 30)
    result = at_risk(edges, lines, moment, 6, 30)
    assert list(zip(result["tracking"], result["reason"], strict=True)) == expected, "risk-edge"
    none = at_risk(edges[-1:], lines, moment, 6, 30)
    assert len(none) == 0, "risk-edge"
    expected = risk_by_hand(edges, lines, moment, 7, 40)
    result = at_risk(edges, lines, moment, 7, 40)
    assert list(zip(result["tracking"], result["reason"], strict=True)) == expected, "risk-edge"
    arrived = pd.concat([lines, news([("f2", 10, 10, "Delivered")])])
    expected = risk_by_hand(edges, arrived, moment, 6, 30)
    result = at_risk(edges, arrived, moment, 6, 30)
    assert list(zip(result["tracking"], result["reason"], strict=True)) == expected, "risk-edge"

# %% [markdown] task="risk" role="hint"
"""
Draw two piles: scans that lay on the desk at `now`, and all others. Which of your steps may look
into the second pile? And for a parcel with no scan at all: since when have you been waiting?
"""

# %% [markdown] task="risk" role="hint"
"""
Filter `known` first (event, received, Unknown). The last news is
`known.sort_values(["event", "received"]).drop_duplicates("tracking", keep="last")`. Bring its event
and tag to the parcels with `.map`, and `.fillna` with `shipped`. `np.select(conditions, names, "")`
takes the first condition that is true. Filter and sort at the end.
"""

# %% [markdown]
"""
## Question 7. May we have that too?

A chain of shops in Hamburg buys from Lumina by the pallet. Its system does not read your tags, and
you will not read its own. Between firms there is a common form, **EPCIS 2.0** of GS1, the people of
the bar code. A document holds *events*; an event says what, when, where and why:

| field | rule |
|---|---|
| `@context`, `creationDate` | of the document; required |
| `type`, `schemaVersion` | of the document; required: `EPCISDocument` and the text `2.0` |
| `epcisBody` | of the document; required; holds `eventList`, and each event has: |
| `type` | `ObjectEvent`: something was seen |
| `eventTime` | required, ISO 8601 *with* zone or offset |
| `eventTimeZoneOffset` | required: the offset of the place *at that moment*, as `+01:00` |
| `recordTime` | when it was recorded; here: when we received it |
| `epcList` | a list of URIs, one for each object |
| `action` | `OBSERVE` (or `ADD`, `DELETE`) |
| `bizStep`, `disposition` | plain words from a fixed list, such as `transporting`, `in_transit` |
| `readPoint` | an object with an `id`, a URI |

(From GS1's published JSON schema. Look there before you send anything.) A JSON file knows text,
numbers, lists and dicts, no dates: times must become **text**.

Which word for which tag? That is for us to say, and to agree with Hamburg. Note who is missing. An
`InfoReceived` is an announcement; nothing was *seen*. `Unknown` is nothing at all.
"""

# %%
words = {
    "InTransit": ("transporting", "in_transit"),
    "OutForDelivery": ("departing", "in_transit"),
    "AttemptFail": ("holding", "in_transit"),
    "AvailableForPickup": ("storing", "sellable_not_accessible"),
    "Exception": ("holding", "unavailable"),
    "Delivered": ("receiving", "in_progress"),
    "ReturnedToSender": ("receiving", "returned"),
}
CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
PARCEL = "https://lumina.example/parcel/"
SITE = "https://lumina.example/site/"


# %% task="epcis" role="answer"
def epcis(scans: list[dict], words: dict[str, tuple[str, str]], created: datetime) -> dict:
    """An EPCIS 2.0 document with one ObjectEvent for each scan.

    scans: tracking, site, zone (name of the site's time zone), event and received (aware
    datetimes, UTC), tag. Scans whose tag is not in words are left out; the others keep their order.
    words: bizStep and disposition for a tag.
    created: when the document is made (aware datetime).
    Events have type, eventTime, eventTimeZoneOffset (as +01:00), recordTime, epcList (the parcel:
    PARCEL + tracking), action, bizStep, disposition, readPoint (its id: SITE + site).
    "@context" is the list [CONTEXT]. All times are ISO text with offset. The result can be written
    with json.dumps.

    A scan in Hannover in July has the offset "+02:00", in November "+01:00".
    """
    ### BEGIN SOLUTION
    events = []
    for scan in scans:
        if scan["tag"] in words:
            local = scan["event"].astimezone(ZoneInfo(scan["zone"])).isoformat()
            step, disposition = words[scan["tag"]]
            events.append(
                {
                    "type": "ObjectEvent",
                    "eventTime": local,
                    "eventTimeZoneOffset": local[-6:],
                    "recordTime": scan["received"].isoformat(),
                    "epcList": [PARCEL + scan["tracking"]],
                    "action": "OBSERVE",
                    "bizStep": step,
                    "disposition": disposition,
                    "readPoint": {"id": SITE + scan["site"]},
                }
            )
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": created.isoformat(),
        "epcisBody": {"eventList": events},
    }
    ### END SOLUTION


# %% task="epcis" role="check" points=1 outcome="share-events"
def instant(text):
    """The instant that an ISO text names, or None if it is no text with an offset."""
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None


def seen_at(tag, day="2026-07-03", zone="Europe/Berlin", site="HAJ1", tracking="LK410449126CN"):
    """A scan at noon UTC, received five minutes later."""
    event = datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=UTC)
    received = event + timedelta(minutes=5)
    keys = {"tracking": tracking, "site": site, "zone": zone, "tag": tag}
    return {**keys, "event": event, "received": received}


with check("epcis"):
    made = datetime(2026, 11, 11, 1, 30, tzinfo=UTC)
    document = epcis([seen_at("InfoReceived"), seen_at("InTransit")], words, made)
    assert isinstance(document, dict), fill("epcis-type", got=type(document).__name__)
    needed = {"@context", "type", "schemaVersion", "creationDate", "epcisBody"}
    assert set(document) == needed, fill("epcis-document", got=sorted(set(document) ^ needed))
    try:
        copy = json.loads(json.dumps(document))
    except TypeError:
        copy = None
    assert copy == document, "epcis-json"
    head = (document["type"], document["schemaVersion"], document["@context"])
    assert head == ("EPCISDocument", "2.0", [CONTEXT]), fill("epcis-head", got=head)
    events = document["epcisBody"]["eventList"]
    assert len(events) == 1, "epcis-announced"
    event = events[0]
    needed = {"type", "eventTime", "eventTimeZoneOffset", "recordTime", "epcList", "action"}
    needed |= {"bizStep", "disposition", "readPoint"}
    assert set(event) == needed, fill("epcis-event", got=sorted(set(event) ^ needed))
    assert instant(event["eventTime"]) is not None, "epcis-time"
    noon = datetime(2026, 7, 3, 12, tzinfo=UTC)
    assert instant(event["eventTime"]) == noon, "epcis-instant"
    offset = event["eventTimeZoneOffset"]
    assert offset == "+02:00", fill("epcis-offset", got=offset)
    winter = epcis([seen_at("InTransit", "2026-11-03")], words, made)["epcisBody"]["eventList"][0]
    assert winter["eventTimeZoneOffset"] == "+01:00", "epcis-winter"
    assert instant(event["recordTime"]) == noon + timedelta(minutes=5), "epcis-record"
    assert event["epcList"] == [PARCEL + "LK410449126CN"], "epcis-list"
    steps = (event["type"], event["action"], event["bizStep"], event["disposition"])
    right = ("ObjectEvent", "OBSERVE", "transporting", "in_transit")
    assert steps == right, fill("epcis-words", got=steps)
    assert event["readPoint"] == {"id": SITE + "HAJ1"}, "epcis-point"

# %% task="epcis" role="hidden" points=3 outcome="share-events"
with check("epcis"):
    draw = np.random.default_rng([course_seed(), 9])
    own = {"Delivered": ("unloading", "damaged"), "InfoReceived": ("packing", "reserved")}
    places = ["Asia/Kathmandu", "America/St_Johns", "Europe/Lisbon", "Australia/Adelaide"]
    batch = []
    for number in range(16):
        tag = ["Delivered", "InTransit", "InfoReceived", "Unknown"][int(draw.integers(4))]
        day = f"2027-{draw.integers(1, 13):02d}-{draw.integers(1, 28):02d}"
        site, place = f"S{number}", places[number % 4]
        batch.append(seen_at(tag, day, place, site, f"P{draw.integers(10**8)}") | {"code": "x"})
        late = timedelta(minutes=int(draw.integers(6, 9000)))
        batch[-1]["received"] = batch[-1]["event"] + late
    made = datetime(2028, 2, 3, 4, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
    document = epcis([dict(scan) for scan in batch], own, made)
    assert json.loads(json.dumps(document)) == document, "epcis-json"
    assert instant(document["creationDate"]) == made, "epcis-created"
    kept = [scan for scan in batch if scan["tag"] in own]
    events = document["epcisBody"]["eventList"]
    assert len(events) == len(kept), "epcis-hidden-number"
    for scan, event in zip(kept, events, strict=True):
        shift = scan["event"].astimezone(ZoneInfo(scan["zone"])).utcoffset()
        sign, left = ("-", -shift) if shift < timedelta(0) else ("+", shift)
        offset = f"{sign}{left.seconds // 3600:02d}:{left.seconds // 60 % 60:02d}"
        assert event["eventTimeZoneOffset"] == offset, "epcis-hidden-offset"
        assert instant(event["eventTime"]) == scan["event"], "epcis-hidden-time"
        assert instant(event["recordTime"]) == scan["received"], "epcis-hidden-time"
        assert event["epcList"] == [PARCEL + scan["tracking"]], "epcis-hidden"
        assert event["readPoint"] == {"id": SITE + scan["site"]}, "epcis-hidden"
        assert (event["bizStep"], event["disposition"]) == own[scan["tag"]], "epcis-hidden"
        assert (event["type"], event["action"]) == ("ObjectEvent", "OBSERVE"), "epcis-hidden"
    assert epcis([], own, made)["epcisBody"] == {"eventList": []}, "epcis-hidden-number"
    head = (document["type"], document["schemaVersion"], document["@context"])
    assert head == ("EPCISDocument", "2.0", [CONTEXT]), "epcis-hidden"

# %% [markdown] task="epcis" role="hint"
"""
Noon UTC on 3 July and on 3 November: what does a clock in Hannover show? Which object in Python
knows the difference? And what does `json.dumps` say when it meets a datetime?
"""

# %% [markdown] task="epcis" role="hint"
"""
Loop over the scans and skip tags that are not in `words`.
`scan["event"].astimezone(ZoneInfo(zone))` is local time, its `.isoformat()` ends in the offset:
the last six characters. Build one dict for each event and one for the document; call
`.isoformat()` on every time.
"""

# %%
try:
    chair = scans[scans["tracking"] == "LK410449126CN"].drop_duplicates(["event", "tag"])
    chair = chair.assign(zone=chair["site"].map(sites["zone"])).sort_values("event")
    document = epcis(chair.to_dict("records"), words, NOW.to_pydatetime())
    print(json.dumps(document["epcisBody"]["eventList"][-2], indent=2))
except Exception:
    print("An event of the camp chair appears here when Questions 1, 2 and 7 pass their checks.")

# %% [markdown]
"""
## The thing you hand in

Half past nine. Everything comes together: your clock, your tags, your rules, your forecast. One
thing to note about the promise. `promised` is a *day*, and it ends at midnight where the **buyer**
lives: nine in the morning of the next day is too late in Tokyo and still in time in Los Angeles.

And one decision is yours, not the model's. The strike is over. The parcels that it caught would
teach the model that Germany takes three weeks, and paint every German parcel black. So you take
them out of what it learns from. A person who knows why may do that; who does it whenever the
figures look ugly is cheating. Write down which it was.
"""


# %%
def without_strike(table):
    """The rows without parcels to Germany that were on the road during the strike."""
    first, last = pd.Timestamp("2026-10-05", tz="UTC"), pd.Timestamp("2026-10-17", tz="UTC")
    struck = table["lane"].str.endswith("DE") & (table["since"] < last)
    return table[~(struck & ~(table["delivered"] < first))]


def control_tower(moment):
    """What the board shows of a moment: open parcels with stage and forecast, and those at risk."""
    wait, silent, lost = (
        int(pack.value(name, as_of=moment)) for name in ("wait_days", "silent_days", "expired_days")
    )
    ends = [
        group.add(pd.Timedelta(days=1)).dt.tz_localize(markets["zone"][market]).dt.tz_convert("UTC")
        for market, group in pd.to_datetime(parcels["promised"]).groupby(parcels["market"])
    ]
    ours = parcels.assign(due=pd.concat(ends))
    ours = ours[ours["shipped"] <= moment]
    table = stage_table(scans, moment)
    last = table.sort_values("since").drop_duplicates("tracking", keep="last")
    last = last[last["delivered"].isna()].reset_index(drop=True)
    days = forecast(without_strike(lately(table, moment)), moment, last, wait)
    for name, line in (("early", "low"), ("middle", "mid"), ("latest", "high")):
        last[name] = last["since"] + pd.to_timedelta(days[line].to_numpy(), unit="D")
    ours = ours.merge(
        last[["tracking", "lane", "stage", "early", "middle", "latest"]], "left", on="tracking"
    )
    risky = at_risk(ours, scans, moment, silent, lost)
    ours["state"] = [status(stories.get(n, []), moment, lost) for n in ours["tracking"]]
    ours["reason"] = ours["tracking"].map(risky.set_index("tracking")["reason"])
    ours["lane"] = ours["warehouse"] + " > " + ours["market"]
    return ours


try:
    tower = control_tower(NOW)
    open_now = tower[~tower["state"].isin(["Delivered", "ReturnedToSender"])]
    calls = open_now.dropna(subset=["reason"]).sort_values(["due", "tracking"])
    monday = control_tower(pd.Timestamp("2026-11-09", tz="UTC"))
    already = monday.dropna(subset=["reason"])["tracking"]
    print(
        f"{len(open_now)} parcels are open, {len(calls)} need somebody. "
        f"{calls['tracking'].isin(already).sum()} of these stood on Monday's board already."
    )
except Exception:
    tower = open_now = calls = pd.DataFrame()
    print("The control tower appears here when Questions 1 to 6 pass their checks.")
calls.assign(product=calls["sku"].map(titles).str.slice(0, 30))[
    ["tracking", "product", "lane", "state", "reason", "promised"]
].head(8) if len(calls) else None


# %%
STAGES = {
    "origin": "at our\nwarehouse",
    "left": "left\nChina",
    "there": "in buyer's\ncountry",
    "van": "in the\nvan",
    "trouble": "in\ntrouble",
}
MARKS = {"overdue": "X", "stuck": "s", "silent": "o", "tight": ">"}


def tiles(ax, moment):
    """Five figures in boxes."""
    done = tower[tower["state"] == "Delivered"].merge(miles[["tracking", "delivered"]])
    done = done[done["delivered"] > moment - pd.Timedelta(days=7)]
    kept = (done["delivered"] < done["due"]).mean()
    waiting = calls[calls["reason"] != "lost"]
    figures = [
        (len(open_now), "parcels open"),
        (int((open_now["state"] == "OutForDelivery").sum()), "in the van now"),
        (len(waiting), "need a call today"),
        (int((calls["reason"] == "lost").sum()), "lost: claim the money"),
        (f"{100 * kept:.0f} %", f"of {len(done)} delivered in 7 days\ncame within the promise"),
    ]
    for n, (number, words) in enumerate(figures):
        dark = n == 2
        box = plt.Rectangle((n, 0), 0.94, 1, facecolor="black" if dark else "#eeeeee")
        ax.add_patch(box)
        ink = "white" if dark else "black"
        ax.text(n + 0.05, 0.66, number, size=25, weight="bold", color=ink, va="center")
        ax.text(n + 0.05, 0.24, words, size=9.5, color=ink, va="center")
    ax.set(xlim=(0, 4.94), ylim=(0, 1))
    ax.axis("off")


def where_map(ax):
    """How many open parcels of each lane are at which stage: darker is more."""
    live = open_now[open_now["reason"] != "lost"]
    lanes = sorted(live["lane"].unique(), reverse=True)
    counts = pd.crosstab(live["lane"], live["stage"]).reindex(
        index=lanes, columns=list(STAGES), fill_value=0
    )
    ink, most = counts.to_numpy() ** 0.6, counts.to_numpy().max() ** 0.6
    ax.pcolormesh(ink, cmap="Greys", vmin=0, vmax=1.15 * most, edgecolor="white", linewidth=2)
    for (row, column), number in np.ndenumerate(counts.to_numpy()):
        if number:
            paper = "white" if number**0.6 > 0.62 * most else "black"
            ax.text(column + 0.5, row + 0.5, number, ha="center", va="center", size=12, color=paper)
    ax.set_xticks(np.arange(0.5, len(STAGES)), list(STAGES.values()), size=9)
    ax.set_yticks(np.arange(0.5, len(lanes)), lanes, size=10)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_title("Where they are, without the lost", loc="left", weight="bold")


def call_list(ax, moment):
    """The parcels to call about: when expected, when promised, and why."""
    rows = calls[calls["reason"] != "lost"].head(24).iloc[::-1].reset_index(drop=True)
    zero = moment.tz_convert("Asia/Shanghai").tz_localize(None).normalize()
    for name in ("early", "middle", "latest", "due"):
        rows[name] = rows[name].dt.tz_convert("Asia/Shanghai").dt.tz_localize(None)
    left, right = zero - pd.Timedelta(days=9), zero + pd.Timedelta(days=19)
    ax.hlines(
        rows.index,
        rows["early"].clip(left, right),
        rows["latest"].clip(left, right),
        color="#c4c4c4",
        linewidth=9,
    )
    ax.plot(rows["middle"].clip(left), rows.index, "|", color="black", markersize=11, mew=2)
    ax.plot(rows["due"].clip(left), rows.index, "D", color="white", mec="black", markersize=8)
    ax.axvline(moment.tz_convert("Asia/Shanghai").tz_localize(None), color="black", linewidth=1.5)
    for row in rows.itertuples():
        ax.plot(
            right + pd.Timedelta(hours=26),
            row.Index,
            MARKS[row.reason],
            color="black",
            markersize=8,
            clip_on=False,
        )
        ax.text(right + pd.Timedelta(hours=48), row.Index, row.reason, va="center", size=10)
    names = rows["tracking"] + "   " + rows["lane"]
    ax.set_yticks(rows.index, names, size=9, family="monospace")
    ax.set(xlim=(left, right), ylim=(-0.7, len(rows) - 0.3))
    days = pd.date_range(left.ceil("D"), right, freq="4D")
    ax.set_xticks(days, [f"{day.day} {day:%b}" for day in days])
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.set_title("Call today, most urgent first", loc="left", weight="bold")


def wall_board(moment):
    """The control tower as a picture: five figures, a map of stages, a list of calls."""
    fig = Figure(figsize=(14, 8.2))
    local = moment.tz_convert("Asia/Shanghai")
    fig.text(0.01, 0.955, "Control tower", size=22, weight="bold")
    fig.text(
        0.205, 0.958, f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M} in Guangzhou", size=13
    )
    tiles(fig.add_axes((0.01, 0.81, 0.98, 0.115)), moment)
    where_map(fig.add_axes((0.095, 0.135, 0.27, 0.61)))
    call_list(fig.add_axes((0.575, 0.135, 0.335, 0.61)), moment)
    gone = calls.loc[calls["reason"] == "lost", "tracking"]
    fig.text(
        0.01,
        0.055,
        "Lost, no news for more than 30 days: "
        + ", ".join(gone[:7])
        + (f" and {len(gone) - 7} more" if len(gone) > 7 else ""),
        size=9,
    )
    fig.text(
        0.01,
        0.022,
        "Grey bar: eight of ten such parcels come within it.  Stroke: as likely "
        "before as after.  White diamond: end of the promised day.  Upright line: now.",
        size=9,
    )
    paper = io.BytesIO()
    fig.savefig(paper, format="png", dpi=100)
    words = f"Control tower: {len(open_now)} parcels open, {len(calls)} need somebody."
    return Image(paper.getvalue(), alt=words)


try:
    board = wall_board(NOW)
except Exception:
    board = None
    print("The board appears here when Questions 1 to 6 pass their checks.")
display(board) if board else None

# %% [markdown]
"""
*What you see: a sheet with a title and five boxes with figures, the black one with the number of
calls for today. On the left a table of lanes and stages; the darker a field, the more parcels are
there, and the number stands in it. On the right one line for each parcel to call about: a grey
bar from the early to the late end of its forecast, a short stroke at the middle, a white diamond
at the end of the promised day, and at the right edge a mark and a word for the reason: a cross
for overdue, a square for stuck, a circle for silent, an arrow head for tight. An upright line
marks now.*

Before it goes to the wall, look for a parcel whose whole grey bar lies left of the line. By the
forecast it should be here by now. What do you think of its forecast? And of the parcel?
"""

# %% [markdown] task="note" role="written" points=4 outcome="doubt-forecast"
"""
## The note

Write to Ms Lin: five to eight sentences about the dates on the board and about those of the
software house. She wants to know

1. which forecast was better in September, against which baseline, and why you tested on later
   weeks and not on parcels picked at random;
2. why "learn from the freshest deliveries" goes wrong, and what your way costs instead;
3. a situation in which you would not trust *your own* interval, with something in the data that
   shows it;
4. what the shift may do by itself on the word of the board, and where a person must look first.
   Think of the tag `Delivered`, of `Unknown`, and of a buyer's money.

### BEGIN MARK SCHEME
One point for each item: good 1, fair 0.5, weak 0. Order and language do not count.

- The test. Good: names loss or coverage of all three (own about 0.64 days and 72 %, theirs about
  0.74 and 64 %, baseline about 1.30 and 77 %) and says that parcels of one week share flights,
  holidays and strikes, or that a forecast is for a future not seen. Fair: the winner with one
  figure, no reason for the split. Weak: the winner alone.
- Survivorship. Good: recent parcels that have arrived are the fast ones, so intervals are too
  early and too narrow; the cost of waiting is that the newest 25 days are not used, so a change
  (peak season, new airline) is seen late. Fair: one of the two. Weak: "less data".
- Own limits. Good: a concrete case (strike of Rheinpaket in October, peak season learned from
  summer, customs hold, a lane with few parcels, a parcel whose whole bar has passed) with a
  figure or parcel. Fair: a case without evidence. Weak: "models can be wrong".
- Person. Good: at least two of: no automatic refund or closing of a case on one text that was
  read as Delivered or AttemptFail; Unknown texts are read by a person every week; a claim for a
  lost parcel is checked; buyers are told a span, not a day. Fair: one. Weak: "a human decides".

An error in a figure costs the item in which it stands.
### END MARK SCHEME
"""

# %% [markdown]
"""
## Go further

"Not home. Delivered to neighbour." Your function makes an `AttemptFail` of it, because *not*
stands in the text. Is that error worse than the other one, a `Delivered` that never was? Put a
price on both, for a camp chair of 38 dollars. Then look at the texts that end as `Unknown`, ask a
translation tool or a language model for their tags, and compare with your own reading. Which of
its answers would you let into the table without a second look? No points. But every tracking
service in the world has to answer this, several million times a day.
"""
