"""Outputs as a worker claims them, made safe to store and to show.

They get the form of nbformat 4, valid Unicode, and the kinds on a closed list: text, pictures, HTML
and Markdown without anything that acts. No scripts, and no widgets: without the process that drew
it a widget shows nothing but its text.
"""

from __future__ import annotations

from typing import Any

from autograder.harmless.html import clean_html
from autograder.harmless.markdown import as_typed, clean_markdown, clean_picture, is_active
from autograder.harmless.svg import clean_svg

Output = dict[str, Any]
_PICTURES = ("image/png", "image/jpeg", "image/gif")
_MOST_PIXELS = 20_000
_LONGEST_FACT = 2000
_NOT_SHOWN = "(something that a page cannot show safely)"


def _text(value: object) -> str:
    joined = "".join(map(str, value)) if isinstance(value, list) else str(value)
    return joined.encode("utf-8", "replace").decode()


def _shown(kind: str, claimed: object) -> str:
    """What is kept of one kind of a display; "" for nothing."""
    if kind in _PICTURES:
        return clean_picture(kind, claimed)
    text = _text(claimed)
    if kind == "text/plain":
        return text
    if kind == "text/html":
        return clean_html(text)
    if kind == "text/markdown":  # a link would carry away what a hidden test gave to the code
        return as_typed(text) if "://" in text or "mailto:" in text else clean_markdown(text)
    if kind == "text/latex":
        return "" if is_active(text) else text
    return clean_svg(text) if kind == "image/svg+xml" else ""


def _bundle(data: object) -> dict[str, str]:
    """A mime bundle of the kinds that are shown."""
    claimed = data if isinstance(data, dict) else {}
    kept = {_text(kind): _shown(str(kind), value) for kind, value in claimed.items()}
    return {kind: text for kind, text in kept.items() if text or kind == "text/plain"}


def _about(metadata: object) -> dict[str, Any]:
    """What is kept of a display's metadata: the facts of a check, the sizes of pictures."""
    claimed = metadata if isinstance(metadata, dict) else {}
    kept: dict[str, Any] = {}
    facts = claimed.get("labs")
    if isinstance(facts, dict):
        kept["labs"] = {
            _text(key)[:_LONGEST_FACT]: fact
            if isinstance(fact, bool)
            else _text(fact)[:_LONGEST_FACT]
            for key, fact in facts.items()
            if isinstance(fact, str | bool)
        }
    for kind in (*_PICTURES, "image/svg+xml"):
        size = claimed.get(kind)
        sizes = size.items() if isinstance(size, dict) else ()
        good = {
            key: pixels
            for key, pixels in sizes
            if key in ("width", "height") and type(pixels) is int and 0 < pixels <= _MOST_PIXELS
        }
        if good:
            kept[kind] = good
    return kept


def clean(claimed: object) -> list[Output]:
    """The outputs that have a form known to nbformat 4; anything else is left out."""
    outputs: list[Output] = []
    for output in claimed if isinstance(claimed, list) else []:
        if not isinstance(output, dict):
            continue
        kind = output.get("output_type")
        if kind == "stream" and output.get("name") in ("stdout", "stderr"):
            outputs.append(
                {"output_type": kind, "name": output["name"], "text": _text(output.get("text", ""))}
            )
        elif kind in ("display_data", "execute_result"):
            data, about = _bundle(output.get("data")), _about(output.get("metadata"))
            shown = {"output_type": kind, "data": data, "metadata": about}
            if kind == "execute_result":
                shown["execution_count"] = count(output.get("execution_count"))
            elif not data:
                data["text/plain"] = _NOT_SHOWN
            outputs.append(shown)
        elif kind == "error":
            trace = output.get("traceback")
            outputs.append(
                {
                    "output_type": kind,
                    "ename": _text(output.get("ename", "")),
                    "evalue": _text(output.get("evalue", "")),
                    "traceback": [_text(line) for line in trace] if isinstance(trace, list) else [],
                }
            )
    return outputs


def count(value: object) -> int | None:
    """An execution count: a small natural number or nothing."""
    return value if type(value) is int and 0 <= value < 10**9 else None
