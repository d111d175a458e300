"""Draws the formulas of a page where it is made, so that nobody needs a network to read them.

nbgrader's pages fetch MathJax from the internet. Here matplotlib draws each formula as SVG; its TeX
is the text for screen readers. What matplotlib cannot draw (environments such as `aligned`) stays
as it is, for MathJax where there is a network, else as TeX.

In `nbgrader_config.py`, for formgrader and `nbgrader generate_feedback`::

    c.HTMLExporter.preprocessors = ["autograder.feedback.Formulas"]
"""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Any

from nbconvert.preprocessors import Preprocessor

from autograder.harmless.markdown import NO_LETTER

Resources = dict[str, Any]

# Formulas as Jupyter writes them; code is matched first, so that a $ in it stays.
_PARTS = re.compile(
    r"(?P<code>^(?P<fence>```+|~~~+).*?^(?P=fence)|(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`))"
    r"|(?<!\\)\$\$(?P<block>[^$]+?)\$\$"
    r"|(?<![\\$\w])\$(?P<line>(?!\s)[^$\n]+?)(?<![\s\\])\$(?![\d$])",
    re.DOTALL | re.MULTILINE,
)
# Short names that MathJax knows and matplotlib does not.
_SHORT = re.compile(r"\\([gln]e)(?![A-Za-z])")
_LONGEST = 500  # letters; a student may have written them, and drawing takes time
_MOST = 300  # formulas of a notebook
_POINTS = 12


class Formulas(Preprocessor):  # type: ignore[misc]  # nbconvert has no types
    """Replaces formulas in Markdown cells by pictures."""

    def preprocess(self, nb: Any, resources: Resources) -> tuple[Any, Resources]:
        """Rewrite Markdown cells in place; the notebook of a page is a copy."""
        left = _MOST
        for cell in nb.cells:
            if cell.cell_type == "markdown" and "$" in cell.source:
                cell.source, drawn = _draw_all(cell.source, left)
                left -= drawn
        return nb, resources


def _draw_all(source: str, most: int) -> tuple[str, int]:
    drawn = 0

    def replace(found: re.Match[str]) -> str:
        nonlocal drawn
        tex = (found["block"] or found["line"] or "").replace(NO_LETTER, "")
        if found["code"] or drawn >= most:
            return found[0]
        picture = draw(" ".join(tex.split()))
        drawn += 1
        if not picture:
            return found[0]
        if found["line"]:
            return picture
        return f'<span style="display:block;text-align:center;margin:1em 0">{picture}</span>'

    return _PARTS.sub(replace, source), drawn


@lru_cache(maxsize=1000)
def draw(tex: str) -> str:
    """An `<img>` that holds the formula as SVG, or "" where matplotlib cannot draw it."""
    if not 0 < len(tex) <= _LONGEST:
        return ""
    from matplotlib import rc_context
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import math_to_image

    made = BytesIO()
    font = FontProperties(size=_POINTS, math_fontfamily="cm")
    try:
        with rc_context({"savefig.transparent": True, "svg.hashsalt": "labs"}):
            words = _SHORT.sub(r"\\\1q", tex)
            depth = math_to_image(f"${words}$", made, prop=font, dpi=72, format="svg")
    except (ValueError, RecursionError, RuntimeError):  # no TeX that it knows
        return ""
    svg = re.sub(r"<metadata>.*?</metadata>", "", made.getvalue().decode(), flags=re.DOTALL)
    data = base64.b64encode(svg.encode()).decode()
    return (
        f'<img alt="{escape(tex)}" style="vertical-align:{-depth:g}pt" '
        f'src="data:image/svg+xml;base64,{data}">'
    )
