"""The plots of a report: SVG inside the page, legible in grey, with words for those who listen."""

from __future__ import annotations

import io
import re
from html import escape
from typing import Any

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

_STYLE: Any = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "svg.hashsalt": "x",
}
_GREY, _DARK = "#c9d3dc", "#1b1b1b"


def distribution(shares: pd.Series, title: str) -> str:
    """A histogram of shares (0 to 1) in tenths, with the median; as an `<svg>`."""
    counts, _ = np.histogram(shares.clip(0, 1), bins=np.linspace(0, 1, 11))
    with plt.rc_context(_STYLE):
        fig, ax = plt.subplots(figsize=(4.6, 2.1), layout="constrained")
        ax.bar(np.arange(10) + 0.5, counts, width=0.92, color=_GREY, edgecolor=_DARK, lw=0.8)
        for place, count in enumerate(counts):
            if count:
                ax.text(place + 0.5, count, str(count), ha="center", va="bottom", size=9)
        middle = float(shares.median())
        ax.axvline(10 * middle, color=_DARK, lw=1.6, ls="--")
        ax.set(xlim=(0, 10), ylim=(0, max(counts.max() * 1.25, 1)), yticks=[])
        ax.set_xticks(range(0, 11, 2), [f"{10 * tick} %" for tick in range(0, 11, 2)])
        ax.spines[["top", "right", "left"]].set_visible(False)
    low, high = int((shares < 0.5).sum()), int((shares >= 0.9).sum())
    words = (
        f"{title}: {len(shares)} handed in, the median is {middle:.0%} of the points; "
        f"{high} reached 90 % or more, {low} less than half"
    )
    return _svg(fig, words)


def difficulty(tasks: pd.DataFrame, title: str) -> str:
    """A bar for the share of points that was reached in each task; as an `<svg>`."""
    shown = tasks[tasks["share"].notna()].iloc[::-1]
    with plt.rc_context(_STYLE):
        fig, ax = plt.subplots(figsize=(4.6, 0.28 * max(len(shown), 1) + 0.5), layout="constrained")
        hatches = ["////" if by_hand else "" for by_hand in shown["by_hand"]]
        ax.barh(shown["task"], 100 * shown["share"], color=_GREY, edgecolor=_DARK, lw=0.8,
                hatch=hatches)  # fmt: skip
        for place, share in enumerate(shown["share"]):
            ax.text(100 * share + 1, place, f"{share:.0%}", va="center", size=9)
        ax.set(xlim=(0, 112), xticks=[0, 50, 100])
        ax.set_xticklabels(["0 %", "50 %", "100 %"])
        ax.spines[["top", "right"]].set_visible(False)
    words = ", ".join(
        f"{row['task']} {row['share']:.0%}" for row in shown.iloc[::-1].to_dict("records")
    )
    return _svg(fig, f"{title}, share of points reached by task: {words}")


def _svg(fig: Any, words: str) -> str:
    stream = io.StringIO()
    fig.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(fig)
    text = stream.getvalue()
    text = text[text.index("<svg") :]
    label = f'<svg role="img" aria-label="{escape(words, quote=True)}"'
    text = text.replace("<svg", label, 1)
    # Ids must differ between the plots of one page.
    mark = f"{abs(hash(words)) % 10**8}"
    named = r'(\bid="|href="#|url\(#)([A-Za-z][\w-]*)'
    return re.sub(named, rf"\g<1>p{mark}\g<2>", _without_metadata(text))


def _without_metadata(svg: str) -> str:
    return re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
