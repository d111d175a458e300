"""The figures in the prose of the lab on prices are those that its own cells compute."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from autograder.authoring.model import Role
from autograder.authoring.reader import find_root, read_lab

pytestmark = pytest.mark.unit

LAB = read_lab(find_root(Path(__file__).parent), "operations-pricing")
PROSE = " ".join(" ".join(c.source for c in LAB.cells if c.kind == "markdown").split())
GRADED = (Role.CHECK, Role.HIDDEN)


def figure(pattern: str) -> float:
    """The one number that the prose gives where the pattern stands."""
    found = re.findall(pattern, PROSE)
    assert len(found) == 1, found
    return float(found[0].replace(",", ""))


@pytest.fixture(scope="module")
def lab() -> tuple[dict[str, Any], str]:
    """The names of the lab with its reference answers, and what its cells print."""
    names: dict[str, Any] = {"__name__": "__main__"}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for cell in LAB.cells:
            source = cell.source if cell.role not in GRADED else ""
            if "def _true_gain" in cell.source:
                source = cell.source.partition("with check(")[0]  # the simulator, without its check
            if cell.kind == "code":
                exec(compile(source, "lab.py", "exec"), names)
    return names, printed.getvalue()


def test_the_lamp_of_the_idea() -> None:
    assert [round(100 * (p / 10) ** -2 * (p - 8)) for p in (10, 16, 20, 30)] == [200, 312, 300, 244]
    assert figure(r"with \*e\* = −4 it is 8 times 4/3, or ([\d.]+\d)\.") == round(8 * 4 / 3, 2)


def test_nothing_is_missing_where_all_tasks_work(lab: tuple[dict[str, Any], str]) -> None:
    assert "appears here" not in lab[1]
    assert "cannot be made" not in lab[1]


def test_the_competitor_follows_by_about_a_half(lab: tuple[dict[str, Any], str]) -> None:
    assert "he moves 0.48 percent" in lab[1]
    assert lab[0]["FOLLOWS"] == 0.5


def test_the_tent(lab: tuple[dict[str, Any], str]) -> None:
    names = lab[0]
    tent = names["desk"].set_index("sku").loc["LT-CAM-013"]
    costs = tent["landed"] + tent["fulfilment"]
    assert figure(r"All costs together are ([\d.]+) dollars") == pytest.approx(costs, abs=0.001)
    assert figure(r"price was never above ([\d.]+) dollars") == tent["seen_high"]
    assert figure(r"the tent above ([\d.]+\d)") == tent["seen_high"]
    lines = names["what_if"]().axes[0].lines
    best = [float(line.get_xdata()[0]) for line in lines if len(line.get_xdata()) == 1]
    assert best == [figure(r"flat top at (\d+) dollars"), figure(r"that was asked: (\d+)\.")]


def test_the_plan_of_partial_elasticities(lab: tuple[dict[str, Any], str]) -> None:
    names = lab[0]
    desk, boldest = names["desk"], names["boldest"]
    found = names["elasticity"](names["daily"].copy(), pd.Timestamp(names["TODAY"]), 0.0)
    partial = desk.assign(elasticity=desk["sku"].map(found.set_index("sku")["elasticity"]))
    other = names["price_plan"](partial, names["all_tags"](desk))
    gains = [names["_true_gain"](desk, plan["price"]) for plan in (other, boldest)]
    assert gains[0] / gains[1] == pytest.approx(7 / 8, abs=0.01)  # "an eighth less"
    turned = (other["price"] - desk["price"]) * (boldest["price"] - desk["price"]) < 0
    assert figure(r"(\d+) of its 40 prices move in the other direction") == turned.sum()
    gain = names["in_yuan"](desk, boldest["change"])
    assert gain[~boldest["seen"]].sum() > 0.8 * gain.sum()  # "most of the promised gain"


def test_the_duel_of_three_products(lab: tuple[dict[str, Any], str]) -> None:
    late = lab[0]["scores"]["July and August"]
    mean, line, one, pooled = late.sort_index().iloc[[1, 3, 2, 0]]
    assert mean > 2 * one
    assert one > 1.25 * pooled
    assert pooled == pytest.approx(line, rel=0.08)
    differ = (late - lab[0]["scores"]["random days"]).abs()
    assert differ.idxmax() == "their kind: trees, one product"


@pytest.mark.labs
def test_the_duel_of_all_forty(lab: tuple[dict[str, Any], str]) -> None:
    names = lab[0]
    late = names["duel"](list(names["costs"]["sku"]))["July and August"].round()
    said = re.search(
        r"are (\d+) % for the regression, (\d+) % for the pooled trees, "
        r"(\d+) % for the trees of one product, and (\d+) % for the mean",
        PROSE,
    )
    assert said is not None
    kinds = ("your", "a better", "their", "baseline")
    assert [float(part) for part in said.groups()] == [
        next(score for name, score in late.items() if name.startswith(kind)) for kind in kinds
    ]


def test_the_example_of_the_prior_price() -> None:
    assert figure(r"the reduction is ([\d.]+) %") == round(100 * (1 - 34.90 / 39.90), 1)
    assert figure(r"the reduction is [\d.]+ %, not (\d+) %") == round(100 * (1 - 34.90 / 42.50))


def test_the_chart_shows_the_whole_plan(lab: tuple[dict[str, Any], str]) -> None:
    names = lab[0]
    fig = names["wall_chart"](names["desk"], names["boldest"])
    words = [text.get_text() for text in fig.legends[0].get_texts()]
    assert "planned price, never seen" in words
    for ax in fig.axes:
        left, right = ax.get_xlim()
        for bars in ax.collections:
            ends = np.concatenate(bars.get_segments())[:, 0]
            assert left < ends.min()
            assert ends.max() < right
