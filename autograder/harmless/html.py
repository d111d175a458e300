"""HTML that a student's code made, rebuilt from a closed list of tags, attributes and styles.

A page is made anew: of the tags that are read only those on the list are written, well formed, and
everything else is text. So nothing depends on how a browser mends broken HTML. The time grows
in step with the length of the text. That of bleach, which nbconvert uses, grows with its square: a
hostile text of 33 kB takes a second, one of a megabyte a quarter of an hour.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import escape, unescape

from autograder.harmless.svg import clean_svg

_INLINE = frozenset((
    "a", "abbr", "b", "br", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "s", "small",
    "span", "strong", "sub", "sup", "u", "var", "wbr",
))  # fmt: skip
_BLOCKS = frozenset((
    "blockquote", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_ALONE = frozenset(("br", "col", "hr", "img", "wbr"))
# These vanish with what stands in them; of all other tags the text stays.
_WHOLE = re.compile(
    r"<(script|style|svg|math|template|iframe|object|noscript|title|head|select)\b", re.IGNORECASE
)
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)"
    r"(?P<rest>(?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w:.-]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*>?", re.DOTALL)

_PLAIN = re.compile(r"[\w .,:;%+()/-]{0,200}")
_VALUES = {
    "align": re.compile(r"left|right|center|justify"),
    "valign": re.compile(r"top|middle|bottom|baseline"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "lang": re.compile(r"[A-Za-z-]{1,20}"),
    "title": _PLAIN,
    "alt": _PLAIN,
    **dict.fromkeys(
        ("border", "colspan", "rowspan", "width", "height", "start", "span", "halign"),
        re.compile(r"\d{1,4}%?"),
    ),
    "open": re.compile(r"(?:open)?"),
    "class": re.compile(r"dataframe"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
}
_PROPERTY = re.compile(
    r"(?:border(?:-(?:top|right|bottom|left))?(?:-(?:width|style|color|radius|collapse|spacing))?"
    r"|(?:padding|margin)(?:-(?:top|right|bottom|left))?|(?:min-|max-)?(?:width|height)"
    r"|color|background(?:-color)?|font(?:-(?:size|weight|style|family|variant-numeric))?"
    r"|line-height|text-(?:align|decoration)|vertical-align|white-space|list-style(?:-type)?"
    r"|display|overflow(?:-[xy])?|overflow-wrap|gap|flex(?:-(?:wrap|direction|grow|shrink|basis))?"
    r"|table-layout|position|left|top)"
)
_FRAME = "position: relative; overflow: hidden"
# No url(), no var(), no negative length that would move something over another.
_STYLE_VALUE = re.compile(r"(?:[\w #%.,]|(?<=\w)-(?=\w)|rgba?\([\d ,.%/]*\)|hsla?\([\d ,.%/]*\))+")
_DRAWING_DATA = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=\s]*)")
PICTURE_DATA = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")


def clean_html(text: str) -> str:
    """The harmless part of a page's HTML: no script, style sheet, form, link or outside address.

    What a notebook prints can hold what a hidden test gave it: an address that is fetched, or a
    link that is followed, would carry it away.
    """
    parts: list[str] = []
    opened: list[str] = []
    place = 0
    for start, end, found in _tags(text):
        parts.append(_text(text[place:start]))
        place = end
        parts.append(found if isinstance(found, str) else _rebuilt(found, opened))
    parts.append(_text(text[place:]))
    made = "".join([*parts, *(f"</{name}>" for name in reversed(opened))])
    # What is put somewhere stays within what the cell shows.
    return f'<div style="{_FRAME}">{made}</div>' if "position: absolute" in made else made


def inline_tag(found: re.Match[str]) -> str | None:
    """A tag of a line of Markdown, rebuilt; None where something of it is not on the lists."""
    name, kept = found["name"].lower(), _attributes(found)
    if name not in _INLINE or len(kept) < len(_ATTRIBUTE.findall(found["rest"])):
        return None
    return f"</{name}>" if found["close"] else _opening(name, kept)


def find_tag(text: str, place: int) -> re.Match[str] | None:
    """The tag that stands at this place of a text, if it is well formed."""
    return _TAG.match(text, place)


def _tags(text: str) -> Iterator[tuple[int, int, re.Match[str] | str]]:
    """Where tags begin and end; what vanishes with its content, with what stands for it."""
    place = text.find("<")
    while place >= 0:
        end = place + 1
        if whole := _WHOLE.match(text, place):
            closing = re.compile(rf"</{whole[1]}\s*>", re.IGNORECASE).search(text, place)
            end = closing.end() if closing else len(text)
            drawn = whole[1].lower() == "svg"
            yield place, end, _picture(clean_svg(text[place:end])) if drawn else ""
        elif tag := _TAG.match(text, place):
            end = tag.end()
            yield place, end, tag
        elif comment := _COMMENT.match(text, place):
            end = comment.end()
            yield place, end, ""
        place = text.find("<", end)


def _picture(svg: str) -> str:
    """A drawing as a picture: a browser runs nothing in it and fetches nothing for it."""
    return f'<img src="{_as_data(svg)}">' if svg else ""


def _as_data(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _source(value: str) -> str:
    """The address of a picture if it is the picture itself."""
    if drawing := _DRAWING_DATA.fullmatch(value):
        try:
            svg = clean_svg(base64.b64decode(drawing[1]).decode())
        except ValueError:
            return ""
        return _as_data(svg) if svg else ""
    return value if PICTURE_DATA.fullmatch(value) else ""


def _rebuilt(found: re.Match[str], opened: list[str]) -> str:
    """A tag on the list as it is written, well nested; "" for any other."""
    name = found["name"].lower()
    if name not in _INLINE | _BLOCKS:
        return ""
    if not found["close"]:
        if name not in _ALONE:
            opened.append(name)
        kept = _attributes(found)
        return "" if name == "img" and "src" not in kept else _opening(name, kept)
    if name not in opened[-50:]:
        return ""
    closed: list[str] = []
    while not closed or closed[-1] != name:
        closed.append(opened.pop())
    return "".join(f"</{one}>" for one in closed)


def _opening(name: str, attributes: dict[str, str]) -> str:
    written = (f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{''.join(written)}>"


def _attributes(found: re.Match[str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for written, quoted in _ATTRIBUTE.findall(found["rest"]):
        key, value = written.lower(), unescape(quoted.strip("\"'"))
        if key == "style":
            value = _style(value)
        elif key == "src" and found["name"].lower() == "img":
            value = _source(value)
        elif key not in _VALUES or not _VALUES[key].fullmatch(value):
            continue
        if value or key == "open":
            kept.setdefault(key, value)
    return kept


def _style(text: str) -> str:
    kept = []
    for declaration in text.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        known = _PROPERTY.fullmatch(name.lower()) and _STYLE_VALUE.fullmatch(value)
        if known and (name.lower() != "position" or value in ("relative", "absolute")):
            kept.append(f"{name.lower()}: {value}")
    return "; ".join(kept)


def _text(text: str) -> str:
    """Text between tags, its entities kept."""
    return escape(unescape(text), quote=False)
