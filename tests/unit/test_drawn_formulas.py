"""Formulas of a page: drawn where they can be, left as they are elsewhere, code never touched."""

from __future__ import annotations

import base64
import re
from xml.etree import ElementTree

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.feedback import Formulas
from autograder.feedback.formulas import draw

pytestmark = pytest.mark.unit


def drawn(source: str) -> str:
    """The Markdown with each picture as its text in brackets."""
    cells = [new_markdown_cell(source), new_code_cell("x = '$a$'")]
    notebook, _ = Formulas(enabled=True)(new_notebook(cells=cells), {})
    assert notebook.cells[1].source == "x = '$a$'"
    return re.sub(r'<img alt="([^"]*)"[^>]*>', r"[\1]", notebook.cells[0].source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"a price $p^* = \frac{c}{1-f}$.", r"a price [p^* = \frac{c}{1-f}]."),
        (r"at least $c \ge 0$", r"at least [c \ge 0]"),
        ("$a$, $b$", "[a], [b]"),
        ("$a < b$", "[a &lt; b]"),
    ],
)
def test_formulas_become_pictures_with_their_tex_as_text(source: str, expected: str) -> None:
    assert drawn(source) == expected


def test_a_formula_of_its_own_is_centred() -> None:
    assert re.fullmatch(
        r"<span style=[^>]*center[^>]*>\[\\sum x\]</span>", drawn("$$\n\\sum x\n$$")
    )


@pytest.mark.parametrize(
    "source",
    [
        "from $5 to $6, or US$3 and US$4",
        "in `Dashboard!$C$3` and ``a`$b$`c``",
        "```\n$a$\n```",
        r"\$a\$",
        r"$\begin{aligned}a&=b\end{aligned}$",
        "$" + "x" * 501 + "$",
        "$" + "{" * 400 + "$",
    ],
)
def test_money_code_and_what_cannot_be_drawn_stay_as_they_are(source: str) -> None:
    assert drawn(source) == source


def test_the_picture_is_an_svg_without_foreign_addresses() -> None:
    data = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', draw(r"\sqrt{x}"))
    assert data is not None
    svg = base64.b64decode(data[1]).decode()
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert not re.search(r"(href|src)=\"(?!#)|<script|<metadata", svg)
    assert draw(r"\sqrt{x}") == draw(r"\sqrt{x}")
