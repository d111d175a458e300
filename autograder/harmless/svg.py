"""Drawings in SVG, rebuilt from a closed list of elements; pictures in them are data."""

from __future__ import annotations

import re
from xml.etree import ElementTree

LARGEST = 2 * 1024 * 1024
"""Letters of a drawing; a plot of some thousand points has some hundred thousand."""
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset((
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
    "textPath", "defs", "use", "clipPath", "mask", "pattern", "linearGradient", "radialGradient",
    "stop", "symbol", "marker", "title", "desc", "style", "image",
))  # fmt: skip
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_ENTITIES = re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"url\s*\(\s*[\"']?\s*(?!#)|@import|expression\s*\(|\\|script:", re.IGNORECASE
)
_LEADING = re.compile(r"\s*(?:<\?xml[^>]*\?>)?\s*")


def clean_svg(text: str) -> str:
    """A drawing without script, event, link and outside address; "" if it is not one."""
    if len(text) > LARGEST or _ENTITIES.search(text):
        return ""
    try:
        root = ElementTree.fromstring(_LEADING.sub("", text, count=1))
        if not str(root.tag).startswith(_NAMESPACE):  # of HTML, where it needs no namespace
            return clean_svg(_with_namespace(text)) if root.tag == "svg" else ""
        if root.tag != f"{_NAMESPACE}svg":
            return ""
        _clean(root)
        return _written(root)
    except (ElementTree.ParseError, ValueError, RecursionError):
        return ""


def _with_namespace(text: str) -> str:
    return text.replace("<svg", f'<svg xmlns="{_NAMESPACE[1:-1]}"', 1)


def _written(root: ElementTree.Element) -> str:
    for prefix, uri in (("", _NAMESPACE[1:-1]), ("xlink", _LINK[1:].partition("}")[0])):
        ElementTree.register_namespace(prefix, uri)
    return ElementTree.tostring(root, encoding="unicode")


def _clean(root: ElementTree.Element) -> None:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        _clean_attributes(element)
        for child in list(element):
            name = str(child.tag)
            known = name.startswith(_NAMESPACE) and name[len(_NAMESPACE) :] in _ELEMENTS
            style = known and name.endswith("}style")
            if not known or (style and _OUTSIDE.search("".join(child.itertext()))):
                element.remove(child)
            else:
                waiting.append(child)


def _clean_attributes(element: ElementTree.Element) -> None:
    for key, value in list(element.attrib.items()):
        name = key.rpartition("}")[2].lower()
        if name == "href":
            picture = str(element.tag).endswith("}image") and _PICTURE.fullmatch(value)
            bad = not (picture or value.startswith("#"))
        else:
            ours = not key.startswith("{") or key.startswith("{http://www.w3.org/XML/")
            bad = not ours or name.startswith("on") or bool(_OUTSIDE.search(value))
        if bad:
            del element.attrib[key]
