"""Nothing that a student's code shows acts in a page; what a person wants to see is still there."""

from __future__ import annotations

import base64
import io
from itertools import permutations

import pandas as pd
import pytest
from attacks import HTML, MARKDOWN
from hypothesis import given, settings
from hypothesis import strategies as st
from page import active, active_markdown, text

from autograder.engine.outside.outputs import clean
from autograder.harmless.html import clean_html
from autograder.harmless.markdown import as_typed, clean_attachments, clean_markdown
from autograder.harmless.svg import clean_svg

pytestmark = pytest.mark.unit

ALL = [*HTML, *MARKDOWN]
pieces = st.lists(
    st.sampled_from(
        ["<", ">", "</", "/>", "<!--", "-->", "'", '"', "=", " ", "\n", "\n\n", "`", "```", "[",
         "]",
         "](", ")", "]:", "!", "\\", "&", "#", "$", "$$", "script", "img", "svg", "div", "b", "a",
         "href", "src", "style", "onerror", "javascript:", "https://x", "x", "|", "-", ">", "*",
         "_", "<b>", "</b>", "<img src=x onerror=1>", "<style>", "</style>", "<a href=", "~~~",
         "&lt;", "&#60;", "<br>", "<div ", "title=", "data:", "\t", "\x00", "mermaid"]
    )
    | st.sampled_from(ALL)
    | st.text(max_size=3),
    max_size=25,
).map("".join)  # fmt: skip


def test_the_attacks_are_seen_where_nothing_is_done_about_them() -> None:
    silent = {attack for attack in HTML if not active(attack, links=False)}
    assert len(silent) < len(HTML) / 4, silent
    assert len([one for one in MARKDOWN if active_markdown(one)]) > 20


@pytest.mark.parametrize("attack", ALL)
def test_no_attack_is_left_in_html(attack: str) -> None:
    assert active(clean_html(attack), links=False) == []
    assert active(clean_html(f"<table><tr><td>{attack}"), links=False) == []


@pytest.mark.parametrize("attack", ALL)
def test_no_attack_is_left_in_markdown(attack: str) -> None:
    for source in (attack, f"Text {attack} text", f"> {attack}", f"- {attack}\n\n    {attack}",
                   f"`a` {attack}", f"| {attack} |\n|-|\n| {attack} |", f"# {attack}"):  # fmt: skip
        assert active_markdown(clean_markdown(source)) == []


@settings(max_examples=400, deadline=None)
@given(pieces)
def test_nothing_put_together_of_such_pieces_acts(source: str) -> None:
    assert active(clean_html(source), links=False) == []
    assert active_markdown(clean_markdown(source)) == []


@settings(max_examples=200, deadline=None)
@given(pieces)
def test_what_is_harmless_stays_as_it_is(source: str) -> None:
    once = clean_markdown(source)
    assert clean_markdown(once) == once
    page = clean_html(source)
    assert text(clean_html(page)) == text(page)


@pytest.mark.parametrize(("first", "second"), list(permutations(HTML[:8], 2)))
def test_two_attacks_hide_each_other_in_vain(first: str, second: str) -> None:
    nested = first.replace("alert(1)", second)
    assert active(clean_html(nested), links=False) == []
    assert active_markdown(clean_markdown(nested)) == []


def test_tags_of_a_page_around_it_are_not_closed() -> None:
    page = f"<div id=outer><p>{clean_html('</p></div></div><b>x')}</p>END</div>"
    assert page.index("END") > page.index("</b>")
    assert active(page) == []
    assert clean_markdown("</div></td> x").count("\u2060") == 2


@pytest.mark.parametrize(
    "source",
    [
        "# Title\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n- **bold** *it* ~~no~~\n\n> quote",
        r"A price $p^* = \frac{c}{1-f}$, and $a < b$, $$\sum_i x_i \le 5$$",
        r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
        "[a page](https://example.org/a?b=1#c), <https://example.org>, https://example.org",
        "[mail](mailto:ana@example.org) [below](#part-2) [file](data/prices.csv)",
        "H<sub>2</sub>O<br>10<sup>3</sup> <kbd>Ctrl</kbd> <mark>x</mark>",
        '<span style="color: red">red</span>',
        "```python\nif a < b > c:\n    print(x[0](1))\n```",
        "1 < 2 > 0 & 3 &lt; 4, a <- b, x[i]: 3, d[k](v), [1]: Smith 2020",
        "![plot](plots/first plot.png)" .replace(" plot.", "-plot."),
        "中文 [链接](https://example.org/中文)",
    ],
)  # fmt: skip
def test_ordinary_markdown_is_not_touched(source: str) -> None:
    assert clean_markdown(source) == source
    assert active_markdown(source) == []


def test_code_about_tags_looks_as_it_was_typed() -> None:
    source = "`<script>` and a<b and c>d"
    assert clean_markdown(source).replace("\u2060", "") == source


def test_what_breaks_the_rules_is_shown_letter_by_letter() -> None:
    attack = "**x** [y](javascript:alert(1))\n\n<b>"
    shown = clean_markdown(attack)
    assert shown == as_typed(attack)
    assert text(shown) == attack


def test_a_picture_from_elsewhere_becomes_a_link_to_it() -> None:
    assert clean_markdown("![a](https://x.example/a.png)") == "[a](https://x.example/a.png)"


PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n....").decode()


def test_only_pictures_are_attached_and_only_so_many() -> None:
    large = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(7 * 2**20)).decode()
    claimed = {
        "a.png": {"image/png": PNG}, "b.html": {"text/html": "PGI+"}, "c.png": {"image/png": "!!"},
        "d.png": {"image/png": "PGI+"}, "e.svg": {"image/svg+xml": PNG}, 'f"': {"image/png": PNG},
        "g.png": {"image/png": large}, "h.png": [], "i.png": {"image/png": 7},
    }  # fmt: skip
    assert clean_attachments(claimed) == {"a.png": {"image/png": PNG}}
    assert clean_attachments([]) == clean_attachments(None) == {}
    source = "![x](attachment:a.png)"
    assert clean_markdown(source, {"a.png": {}}) == source
    assert clean_markdown(source) == as_typed(source)


def _output(**data: object) -> dict[str, object]:
    return {"output_type": "display_data", "metadata": {}, "data": data}


def test_a_table_of_pandas_is_shown() -> None:
    table = pd.DataFrame({"price": [1.5, 2], "<b>": ["<script>", "x"]})
    (shown,) = clean([_output(**{"text/html": table._repr_html_(), "text/plain": "t"})])
    assert "<table" in shown["data"]["text/html"]
    assert active(shown["data"]["text/html"]) == []
    assert "<script>" in text(shown["data"]["text/html"])
    assert "style scoped" not in shown["data"]["text/html"]


def test_pictures_of_matplotlib_are_shown() -> None:
    from matplotlib.figure import Figure

    figure = Figure()
    figure.subplots().plot([1, 3, 2], label="$x^2$")
    for kind in ("png", "svg"):
        made = io.BytesIO()
        figure.savefig(made, format=kind)
        mime = "image/png" if kind == "png" else "image/svg+xml"
        data = (
            base64.b64encode(made.getvalue()).decode()
            if kind == "png"
            else made.getvalue().decode()
        )
        (shown,) = clean([_output(**{mime: data})])
        assert len(shown["data"][mime]) > len(data) * 0.8
        if kind == "svg":
            assert shown["data"][mime].count("<path") == data.count("<path")


def test_a_drawing_within_html_is_shown_as_a_picture() -> None:
    page = clean_html("<b>x</b><svg viewBox='0 0 9 9'><circle r='3' fill='red'/></svg>y")
    assert page.startswith('<b>x</b><img src="data:image/svg+xml;base64,')
    assert "circle" in base64.b64decode(page.split(",")[1].split('"')[0]).decode()


def test_what_is_no_drawing_is_none() -> None:
    for wrong in ("", "<svg", "<html/>", "x", "<svg><svg>", '<!DOCTYPE a [<!ENTITY b "c">]><svg/>'):
        assert clean_svg(wrong) == ""


def test_only_kinds_on_the_list_are_kept() -> None:
    kinds = {
        "text/plain": "x", "application/javascript": "alert(1)", "application/json": {"a": 1},
        "application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/vnd.mermaid": "<b>",
        "application/vnd.plotly.v1+json": {}, "application/pdf": "x", "image/png": PNG,
        "text/latex": r"$\href{javascript:alert(1)}{x}$", "TEXT/HTML": "<script>",
    }  # fmt: skip
    (shown,) = clean([_output(**kinds)])
    assert shown["data"] == {"text/plain": "x", "image/png": PNG}
    (nothing,) = clean([_output(**{"application/javascript": "alert(1)"})])
    assert list(nothing["data"]) == ["text/plain"]


def test_a_markdown_output_carries_no_link_away() -> None:
    (shown,) = clean([_output(**{"text/markdown": "**x** [y](https://x.example/?s=41)"})])
    assert active(shown["data"]["text/markdown"], links=False) == []
    (table,) = clean([_output(**{"text/markdown": "| a |\n|--|\n| $x$ |"})])
    assert table["data"]["text/markdown"] == "| a |\n|--|\n| $x$ |"


def test_metadata_is_the_facts_of_a_check_and_the_size_of_a_picture() -> None:
    metadata = {
        "labs": {"state": "passed", "hidden": True, "task": "q" * 5000, "more": {"a": 1}},
        "image/png": {"width": 300, "height": "1 onload=alert(1)", "unconfined": True},
        "text/html": {"isolated": True}, "filenames": {"image/png": "https://x.example"},
        "width": "1 onload=alert(1)", "image/jpeg": [], "image/gif": {"width": 10**9},
    }  # fmt: skip
    (shown,) = clean([{**_output(**{"image/png": PNG}), "metadata": metadata}])
    assert shown["metadata"] == {
        "labs": {"state": "passed", "hidden": True, "task": "q" * 2000},
        "image/png": {"width": 300},
    }


HOSTILE = {
    "brackets": "<" * 300_000, "quotes": '<a b="' * 50_000, "nested": "<b>" * 100_000,
    "crossed": "<b>" * 50_000 + "</i>" * 100_000, "blanks": "<a " + " " * 300_000,
    "comments": "<!--" * 100_000, "styles": "<style>" * 50_000, "drawings": "<svg>" * 50_000,
    "attributes": "<a" + " b='c'" * 50_000, "links": "](a" * 100_000, "images": "![" * 100_000,
    "deep": "<svg>" + "<g>" * 50_000, "definitions": "]:\n" * 100_000,
}  # fmt: skip


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_made_to_hold_the_reader_up_does_not(name: str) -> None:
    clean_html(HOSTILE[name])
    clean_markdown(HOSTILE[name])
