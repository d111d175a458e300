"""A page as a browser reads it, and what in it could act."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

from bleach._vendor import html5lib
from nbconvert.filters import markdown2html
from nbconvert.filters.markdown_mistune import InvalidNotebook

_HTML = "{http://www.w3.org/1999/xhtml}"
_HARMLESS_TAGS = frozenset((
    "html", "head", "body", "a", "abbr", "b", "blockquote", "br", "caption", "code", "col",
    "colgroup", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "s",
    "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "u", "ul", "var", "wbr",
))  # fmt: skip
_SHOWN = re.compile(r"data:image/(?:png|jpeg|gif|svg\+xml);base64,[A-Za-z0-9+/=]*")
_WEB = re.compile(r"https?://|mailto:", re.IGNORECASE)
_LEADS = re.compile(r"[\x00-\x20]*[a-z][a-z0-9+.-]*:|\s*[/\\]|.*\.\./", re.IGNORECASE | re.DOTALL)
_COLOUR = re.compile(r"\b(?:rgb|hsl)a?\([\d ,.%]*\)")
_MOVES = re.compile(r"url|\(|@|fixed|sticky|-\d|\\")
_ACTS = re.compile(r"<script|\son\w+=|script:|foreignObject|url\((?!#)|https?:(?!//www.w3)")


def active(html: str, *, links: bool = True) -> list[str]:
    """Everything in a page that runs, asks, moves or fetches; with `links` a link may stay."""
    return list(_active(html5lib.parse(html, namespaceHTMLElements=True), links))


def active_markdown(source: str) -> list[str]:
    """The same for Markdown, in the page that nbconvert makes of it."""
    try:
        return active(markdown2html(source))
    except InvalidNotebook as error:
        return [f"no page can be made: {error}"]


def text(html: str) -> str:
    """What a person reads."""
    return "".join(html5lib.parse(html).itertext())


def _active(element: Any, links: bool) -> Iterator[str]:
    for part in element.iter():
        if not isinstance(part.tag, str):  # a comment
            continue
        name = part.tag.removeprefix(_HTML)
        if name == "input" and part.get("type") == "checkbox" and "disabled" in part.attrib:
            continue  # of a list of tasks
        if name not in _HARMLESS_TAGS:
            yield f"<{name}>"
        for key, value in part.attrib.items():
            if key.startswith("on") or key in ("srcdoc", "action", "formaction", "srcset", "ping"):
                yield f"{key}={value}"
            elif key == "src":
                yield from _drawn(value)
            elif key == "href" and (not links or (_LEADS.match(value) and not _WEB.match(value))):
                yield f"href={value}"
            elif key == "style" and _MOVES.search(_COLOUR.sub("", value)):
                yield f"style={value}"


def _drawn(value: str) -> Iterator[str]:
    if not _SHOWN.fullmatch(value) and not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*", value):
        yield f"src={value}"
    if "svg" in value[:20]:
        drawing = base64.b64decode(value.partition(",")[2]).decode()
        if _ACTS.search(drawing):
            yield drawing
