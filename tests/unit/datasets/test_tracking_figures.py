"""The figures in the prose of the tracking lab are those that its own cells compute."""

import re
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from autograder.authoring.model import Role
from autograder.authoring.reader import find_clone, read_lab

pytestmark = pytest.mark.unit

ROOT = find_clone()
LAB = read_lab(ROOT, "logistics-tracking")
PROSE = re.sub(r"\s+", " ", (LAB.path).read_text("utf-8"))


@pytest.fixture(scope="module")
def lab() -> dict[str, Any]:
    """The names of the notebook with the reference answers, checks left out."""
    matplotlib.use("Agg")
    names: dict[str, Any] = {"__name__": "lab"}
    for cell in LAB.cells:
        if cell.kind == "code" and cell.role not in (Role.CHECK, Role.HIDDEN):
            exec(compile(cell.source, "lab.py", "exec"), names)  # our own file
    plt.close("all")
    return names


def test_the_lead_parcel_has_a_newest_record_that_misleads(lab: dict[str, Any]) -> None:
    state = lab["states"].loc[lab["LEAD"]]
    assert state["by the rules"] == "Delivered"
    assert state["newest record"] == "OutForDelivery"
    story = lab["raw"][lab["raw"]["tracking"] == lab["LEAD"]]
    assert len(story) == 15
    assert "eight of its fifteen" in PROSE
    words = ["wurde zugestellt", "未能妥投", "安排投递"]
    for word, text in zip(words, story["text"].iloc[[12, 13, 14]], strict=True):
        assert word in text
    assert '"21.10.2026 13:42", says the scan from Hannover' in PROSE
    assert story["time"].iloc[12] == "21.10.2026 13:42"


def test_survivors_keep_more_promises_than_parcels_do(lab: dict[str, Any]) -> None:
    miles, week = lab["miles"], lab["NOW"] - 7 * lab["DAY"]
    came = miles[miles["delivered"] > week]
    number, kept = lab["kept_in_days"](lab["NOW"])
    assert f'"{100 * (came["delivered"] <= came["due"]).mean():.0f} % of the parcels' in PROSE
    assert f"Of {number} such promises {kept:.0f} % were kept" in PROSE


def test_the_scorecard_is_described_as_it_is(lab: dict[str, Any]) -> None:
    card = lab["card"].set_index("carrier")
    assert card.index[-1] == "Rheinpaket"
    assert card["first"].idxmax() == "Meridian Courier"
    assert card["customs"].between(0.4, 0.7).all()
    scans = lab["scans"]
    deaf = scans[scans["text"] == "Delivery was not completed"]
    assert set(deaf["tag"]) == {"Unknown"}
    assert set(deaf["carrier"]) == {"MRD"}


def test_the_duel_ends_as_the_prose_and_the_rubric_say(lab: dict[str, Any]) -> None:
    table = lab["duelled"]
    base, theirs, yours, wide = (row for _, row in table.iterrows())
    inside = "inside, %"
    assert f"The baseline holds {base[inside]:.0f} of a hundred" in PROSE
    assert f"promises 80 % and holds {theirs[inside]:.0f}." in PROSE
    assert f"promises 80 and holds {yours[inside]:.0f}," in PROSE
    assert f"Stretched it holds {wide[inside]:.0f}." in PROSE
    for place, words in (("elsewhere", "the repair works: from"), ("to Germany", "does not: from")):
        column = f"inside, % {place}"
        assert f"{words} {yours[column]:.0f} to {wide[column]:.0f}." in PROSE
    loss = table["pinball loss, days"]
    assert 0.5 < loss.iloc[2] / loss.iloc[0] < 0.6  # "little more than half the loss"
    rubric = [f"{row['pinball loss, days']:.2f}" for row in (yours, wide, theirs, base)]
    shares = [f"{row[inside]:.0f} %" for row in (yours, wide, theirs, base)]
    own, stretched, other, least = (
        f"{a} days and {b}" if n == 0 else f"{a} and {b}"
        for n, (a, b) in enumerate(zip(rubric, shares, strict=True))
    )
    assert f"own about {own}, stretched {stretched}, theirs about {other}" in PROSE
    assert f"baseline about {least})" in PROSE


def test_calls_find_what_the_prose_says(lab: dict[str, Any]) -> None:
    tested = lab["tested"]
    first, later = tested["first five"], tested["later five"]
    assert first["chance"] == "3 of 50"
    assert first["the calendar"] == "7 of 50"
    assert "chance finds three broken promises with its fifty calls, the calendar seven" in PROSE
    assert later[["chance", "the calendar"]].tolist() == ["7 of 50", "16 of 50"]
    assert "the calendar finds 16, chance 7" in PROSE
    found = {name: int(text.split()[0]) for name, text in later.items()}
    assert found["forecast after the promise"] < found["the calendar"] < found["yours"]


def test_the_board_has_as_many_parcels_as_the_desk_says(lab: dict[str, Any]) -> None:
    assert 145 <= len(lab["tower"]) < 155  # "some 150"
    assert (lab["calls"]["reason"] != "lost").sum() <= 30  # "thirty calls"
    assert (lab["tower"]["reason"] == "chosen").sum() == 10


def test_the_mirror_bends_as_described(lab: dict[str, Any]) -> None:
    miles = lab["miles"]
    rows = miles[miles["lane"].str.startswith("CN-CAN") & (miles["service"] == "economy")].copy()
    rows["days"] = (rows["delivered"] - rows["handed"]) / lab["DAY"]
    rows["week"] = rows["handed"].dt.tz_convert(None).dt.to_period("W").dt.start_time

    def medians(day: str) -> "pd.Series[float]":
        came = rows[rows["delivered"] <= pd.Timestamp(day, tz="UTC")]
        weeks = came.groupby("week")["days"].agg(["median", "size"])
        return weeks.loc[weeks["size"] >= 3, "median"]

    today, september = medians("2026-11-11"), medians("2026-09-12")
    assert round(float(september.iloc[-1])) == 8
    assert round(float(today.iloc[-1])) == 6
    assert np.median(today.iloc[:-3]) == pytest.approx(11, abs=1.2)


def test_tokyo_and_los_angeles_have_the_clocks_of_the_prose() -> None:
    nine = pd.Timestamp("2026-11-11 09:00", tz="Asia/Shanghai")
    assert nine.tz_convert("Asia/Tokyo").hour == 10
    there = nine.tz_convert("America/Los_Angeles")
    assert (there.day, there.hour) == (10, 17)
    ends = [pd.Timestamp("2026-11-11", tz=zone) for zone in ("Asia/Tokyo", "America/Los_Angeles")]
    assert (ends[1] - ends[0]) == pd.Timedelta(hours=17)
