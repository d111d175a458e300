"""Markdown that a student wrote, made harmless in its own form, whoever draws it.

Tags are rebuilt from the list of `autograder.harmless.html` or become text, addresses are those of
the web, pictures are in the notebook. Nothing is parsed: what the rules below look at is more than
any reader of Markdown takes for a tag, a link or a picture. A text that breaks them otherwise is
shown as it was typed.
"""

from __future__ import annotations

import base64
import re
import string
from collections.abc import Mapping
from html import unescape
from typing import Any

from autograder.harmless.html import PICTURE_DATA, find_tag, inline_tag

Attachments = dict[str, dict[str, str]]

LARGEST_ATTACHMENTS = 8 * 1024 * 1024
"""Letters of all pictures of a cell."""
_SIGNATURES = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
}
_NAME = re.compile(r"[\w.-]{1,100}")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^\s<>\"'`]*>", re.IGNORECASE)
_TAG_BEGINS = re.compile(r"<(?=[A-Za-z/!?])")
NO_LETTER = "\u2060"
"""An invisible letter. After a `<` nobody takes what follows for a tag, in text and in code."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# A link and a picture have `](` before their address, a definition `]:`.
_BEFORE_ADDRESS = re.compile(r"\](?:\(|:)\s*<?")
_ADDRESS = re.compile(rf"(?:{PICTURE_DATA.pattern}|[^\s)]{{0,300}})")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\(\s{0,9}")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?=.)", re.IGNORECASE | re.DOTALL)
_WEB = frozenset(("http", "https", "mailto"))
_SCRIPTS = re.compile(r"(?:javascript|vbscript|data|file|blob|about):", re.IGNORECASE)
# What begins like this leads to the server that shows the page, which may act on it.
_ON_THIS_SERVER = re.compile(r"[/?]|(?:.*/)?\.\.(?:/|\Z)", re.DOTALL)
_LONGEST_LOCAL = 200
_LOCAL = re.compile(r"[\w-][\w .%-]*(?:/[\w-][\w .%-]*)*")
_DIAGRAM = re.compile(r"(?:```|~~~)[\s{.]*mermaid", re.IGNORECASE)
_AS_TYPED = re.compile(r"<pre>(?:[A-Za-z0-9 ]|&#\d+;)*</pre>")
_ACTIVE_TEX = re.compile(r"\\(?:href|require|html\w*|cssId|class|style|includegraphics)\s*[{\[]")


def clean_markdown(source: str, attachments: Mapping[str, Any] | None = None) -> str:
    """The harmless form of a text; one that is harmless comes back as it is.

    `attachments` are those of its cell, cleaned.
    """
    if _AS_TYPED.fullmatch(source):
        return source
    source = _CONTROL.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))
    text = _without_tags(source)
    places = list(_BEFORE_ADDRESS.finditer(text))
    addresses = [_address(text, found.end()) for found in places]
    known = attachments or {}
    readable = unescape(unescape(text))
    bad = (
        any(_is_bad(address, known) for address in addresses)
        or _DIAGRAM.search(readable)
        or is_active(readable)
    )
    if bad:
        return as_typed(source)
    defined = [one for one, found in zip(addresses, places, strict=True) if found[0][1] == ":"]
    elsewhere = not all(_in_the_notebook(address, known) for address in defined)

    def picture(begin: re.Match[str]) -> str:
        """A picture from elsewhere is a link to it."""
        simple = None if elsewhere else _PICTURE.match(text, begin.start())
        ours = simple is not None and _in_the_notebook(_address(text, simple.end()), known)
        return begin[0] if ours else "["

    return re.sub(r"!+\[", picture, text)


def is_active(tex: str) -> bool:
    """Whether a formula holds commands by which MathJax makes links and changes the page."""
    return bool(_ACTIVE_TEX.search(tex))


def as_typed(source: str) -> str:
    """A text shown letter by letter: nothing in it means anything to a reader of Markdown."""
    plain = frozenset(string.ascii_letters + string.digits + " ")
    letters = (c if c in plain else f"&#{ord(c)};" for c in source)
    return f"<pre>{''.join(letters)}</pre>"


def clean_attachments(claimed: object) -> Attachments:
    """The pictures among a cell's attachments, up to their largest size."""
    kept: Attachments = {}
    room = LARGEST_ATTACHMENTS
    for name, bundle in claimed.items() if isinstance(claimed, Mapping) else ():
        if not isinstance(bundle, Mapping) or not _NAME.fullmatch(str(name)):
            continue
        for kind, data in bundle.items():
            picture = clean_picture(str(kind), data)
            if picture and len(picture) <= room:
                room -= len(picture)
                kept[str(name)] = {str(kind): picture}
                break
    return kept


def clean_picture(kind: str, data: object) -> str:
    """A picture in base64 on one line, if it is one of this kind; else ""."""
    joined = "".join(map(str, data)) if isinstance(data, list) else data
    if kind not in _SIGNATURES or not isinstance(joined, str):
        return ""
    joined = "".join(joined.split())
    try:
        decoded = base64.b64decode(joined, validate=True)
    except ValueError:
        return ""
    return joined if decoded.startswith(_SIGNATURES[kind]) else ""


def _without_tags(source: str) -> str:
    """The text with tags rebuilt that may stay in a line; of others the `<` begins no tag."""
    parts: list[str] = []
    opened: list[str] = []
    place = 0
    for begin in _TAG_BEGINS.finditer(source):
        start = begin.start()
        if start < place:
            continue
        parts.append(source[place:start])
        place = start + 1
        found = find_tag(source, start)
        rebuilt = inline_tag(found) if found is not None and "\n\n" not in found[0] else None
        if link := _AUTOLINK.match(source, start):
            parts.append(link[0])
            place = link.end()
        elif found is None or rebuilt is None or not _nests(found, opened):
            parts.append(f"<{NO_LETTER}")
        else:
            parts.append(rebuilt)
            place = found.end()
    parts.append(source[place:])
    return "".join([*parts, *(f"</{name}>" for name in reversed(opened))])


def _nests(found: re.Match[str], opened: list[str]) -> bool:
    """Whether a tag closes what was opened last, or opens something."""
    name = found["name"].lower()
    if not found["close"]:
        if name not in ("br", "img", "wbr"):
            opened.append(name)
        return True
    if opened and opened[-1] == name:
        opened.pop()
        return True
    return False


def _address(text: str, place: int) -> str:
    """The address that begins at a place of a text; of a long one the beginning."""
    found = _ADDRESS.match(text, place)
    written = found[0] if found else ""
    return unescape(unescape(written)).replace(NO_LETTER, "").strip("<> \t\n")


def _is_bad(address: str, attachments: Mapping[str, Any]) -> bool:
    """Whether an address may run something, or ask something of the server that shows the page."""
    bare = re.sub(r"[\x00-\x20\\]", "", address)
    if PICTURE_DATA.fullmatch(address):
        return False
    if _SCRIPTS.match(bare):
        return True
    scheme = _SCHEME.match(bare)
    if scheme is None:
        return len(bare) > _LONGEST_LOCAL or bool(_ON_THIS_SERVER.match(bare))
    if scheme[1].lower() == "attachment":  # a page with such a gap cannot be made
        return address.partition(":")[2] not in attachments
    return scheme[1].lower() not in _WEB


def _in_the_notebook(address: str, attachments: Mapping[str, Any]) -> bool:
    if PICTURE_DATA.fullmatch(address):
        return True
    return address.partition(":")[2] in attachments or bool(_LOCAL.fullmatch(address))
