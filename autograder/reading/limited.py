"""Reads one notebook a process, under limits; runs apart and knows only the standard library.

Started by its path, `python -I -S limited.py DESCRIPTOR`. Over the socket come pairs of
descriptors: a file, and where the answer goes. The answer is one JSON object: `problem`, or
`cells`, `language` and `minor` in the form that `reader` reads. Everything in the file may be a lie
or an attack; what is kept of it is text, flags and pictures, of exactly the types named here.
"""

from __future__ import annotations

import base64
import binascii
import gc
import json
import math
import os
import re
import resource
import signal
import socket
import sys
from typing import Any

MEMORY, CPU_SECONDS = 1 << 30, 30
MOST_CELLS = 5_000
LARGEST_PICTURES = 8 * 1024 * 1024  # of all attachments, in base 64
_PICTURES = ("image/png", "image/jpeg", "image/gif")
_KINDS = ("code", "markdown", "raw")
_NAME = re.compile(r"[a-zA-Z0-9_-]{1,200}", re.ASCII)
_FLAGS = ("grade", "solution", "locked", "task")
_TEXTS = ("grade_id", "checksum", "cell_type")
_KNOWN = {*_FLAGS, *_TEXTS, "points", "schema_version"}


class Unreadable(Exception):
    """The file is no notebook; the text says why."""


def read(data: bytes) -> dict[str, Any]:
    """The answers to what a notebook holds; raises `Unreadable`."""
    try:
        content = json.loads(data)
    except UnicodeDecodeError:
        raise Unreadable("is not UTF-8 text") from None
    except RecursionError:
        raise Unreadable("is not valid JSON (nested too deeply)") from None
    except ValueError as error:
        raise Unreadable(f"is not valid JSON ({str(error)[:200]})") from None
    if not isinstance(content, dict):
        raise Unreadable("is not a notebook")
    version = content.get("nbformat")
    if version == 3 and type(version) is int:
        cells = [cell for sheet in _list(content.get("worksheets")) for cell in _cells_of(sheet)]
    elif version == 4 and type(version) is int:
        cells = _list(content.get("cells"))
    elif type(version) is int and version > 4:
        raise Unreadable(f"is not a notebook of a known format (it says nbformat {version})")
    else:
        raise Unreadable("is not a notebook")
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"has {len(cells):,} cells; {MOST_CELLS:,} can be graded")
    room = [LARGEST_PICTURES]
    found = [_cell(number, cell, room) for number, cell in enumerate(cells, 1)]
    minor = content.get("nbformat_minor")
    return {
        "cells": found,
        "language": _language(content.get("metadata")),
        "minor": minor if version == 4 and type(minor) is int and 0 <= minor < 100 else 0,
    }


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable("is not a notebook (it has no cells)")
    return value


def _cells_of(sheet: Any) -> list[Any]:
    """The cells of a worksheet of nbformat 3, in the words of nbformat 4."""
    if not isinstance(sheet, dict):
        raise Unreadable("is not a notebook (a worksheet without form)")
    return [_renamed(cell) for cell in _list(sheet.get("cells", []))]


def _renamed(cell: Any) -> Any:
    kind = cell.get("cell_type") if isinstance(cell, dict) else None
    if kind == "code":
        return {**cell, "source": cell.get("input", "")}
    return {**cell, "cell_type": "markdown"} if kind in ("heading", "html") else cell


def _cell(number: int, cell: Any, room: list[int]) -> dict[str, Any]:
    if not isinstance(cell, dict) or cell.get("cell_type") not in _KINDS:
        raise Unreadable(f"is not a notebook (cell {number} has no type)")
    source = cell.get("source")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise Unreadable(f"is not a notebook (cell {number} has no text)")
    try:
        source.encode("utf-8")
    except UnicodeEncodeError:
        raise Unreadable(f"holds characters that are no text (cell {number})") from None
    metadata = cell.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    role, problem = _role(metadata.get("nbgrader"))
    name = role.get("grade_id")
    tags = metadata.get("tags")
    return {
        "kind": cell["cell_type"],
        "source": source.replace("\r\n", "\n").replace("\r", "\n"),
        "name": name if isinstance(name, str) and _NAME.fullmatch(name) else None,
        "role": role,
        "problem": problem,
        "skipped": isinstance(tags, list) and "skip-execution" in tags,
        "pictures": _pictures(cell.get("attachments"), room),
    }


def _role(claimed: Any) -> tuple[dict[str, Any], str]:
    """What a cell says of its role, as far as it is in form; and what is not in form, in words."""
    if claimed is None or claimed == {}:
        return {}, ""
    if not isinstance(claimed, dict):
        return {}, "nbgrader metadata of a wrong form"
    role, problem = {}, ""
    for key, value in claimed.items():
        if key in _FLAGS:
            right = isinstance(value, bool)
        elif key in _TEXTS:
            right = isinstance(value, str) and len(value) <= 200 and value.isascii()
        elif key == "points":
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            right = number and 0 <= value <= 1e6 and math.isfinite(value)
        else:
            right = key == "schema_version" and type(value) is int and 0 <= value < 1000
        if right:
            role[key] = value
        else:
            named = key if key in _KNOWN else "a key that nbgrader does not know"
            problem = f"nbgrader metadata of a wrong form: {named}"
    if role.get("grade") and "points" not in role:
        problem = problem or "nbgrader metadata of a wrong form: grade without points"
    return role, problem


def _pictures(claimed: Any, room: list[int]) -> dict[str, dict[str, str]]:
    """Attached pictures by name: one form of each, whose first bytes are those of a picture."""
    found: dict[str, dict[str, str]] = {}
    for name, forms in claimed.items() if isinstance(claimed, dict) else ():
        if not isinstance(forms, dict) or len(name) > 200 or not name.isprintable():
            continue
        for kind in _PICTURES:
            data = forms.get(kind)
            data = "".join(data) if isinstance(data, list) and all(
                isinstance(part, str) for part in data
            ) else data  # fmt: skip
            if isinstance(data, str) and len(data) <= room[0] and _is_picture(data):
                room[0] -= len(data)
                found[name] = {kind: data}
                break
    return found


def _is_picture(data: str) -> bool:
    try:
        whole = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return whole.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"))


def _language(metadata: Any) -> str | None:
    """The language in which the notebook was handed out, as it says itself."""
    record = metadata.get("crossborder_labs") if isinstance(metadata, dict) else None
    given = record.get("language") if isinstance(record, dict) else None
    return given if isinstance(given, str) and len(given) <= 20 else None


def _answer(file: int, answer: int) -> None:
    """In a process of its own: read one file, write the answer, and end."""
    gc.disable()  # millions of small objects would be looked through again and again
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with open(file, "rb") as stream:
            told = json.dumps(read(stream.read()))
    except Unreadable as error:
        told = json.dumps({"problem": str(error)})
    except MemoryError:
        told = json.dumps({"problem": "needs more memory to be read than a notebook may"})
    with open(answer, "w", encoding="ascii") as out:
        out.write(told)


def main(descriptor: int) -> None:
    """Fork for each file, until the grader hangs up."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the grader's business
    control = socket.socket(fileno=descriptor)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 2)
        if not message:
            return
        if os.fork() == 0:
            try:
                control.close()
                _answer(*descriptors)
            finally:
                os._exit(0)
        for one in descriptors:
            os.close(one)


if __name__ == "__main__":
    main(int(sys.argv[1]))
