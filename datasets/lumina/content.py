"""What a file holds, apart from how its bytes happen to be packed.

The bytes of a PNG or of a packed ZIP depend on the version of zlib that wrote them. So a file is
known by its content: a ZIP by the names of its members, in order, and the content of each; a PNG
by its pixels and all its chunks but the packed pixels; anything else by its bytes.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping

_PNG = b"\x89PNG\r\n\x1a\n"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MOMENT = (2026, 11, 1, 0, 0, 0)


def pack_zip(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP with these members, in this order: the same bytes on every machine.

    Members are stored, not packed. Pictures are packed in themselves; put much text into a file
    of its own beside the ZIP.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.create_system = 3  # Unix, also when Windows writes it
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def unpack_zip(content: bytes) -> dict[str, bytes]:
    """Return the members of a ZIP by name, in order. Raises zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def digest(content: bytes) -> str:
    """Return the SHA-256 of what a file holds, as hexadecimal digits.

    Raises zipfile.BadZipFile or PIL.UnidentifiedImageError for a damaged ZIP or PNG.
    """
    found = hashlib.sha256()
    if content.startswith(_ZIP):
        for name, member in unpack_zip(content).items():
            found.update(f"{name}\n{digest(member)}\n".encode())
    elif content.startswith(_PNG):
        for kind, body in _chunks(content):
            if kind != b"IDAT":
                found.update(kind + len(body).to_bytes(4, "big") + body)
        found.update(_pixels(content))
    else:
        found.update(content)
    return found.hexdigest()


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG)
    while place + 8 <= len(png):
        size = int.from_bytes(png[place : place + 4], "big")
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        place += 12 + size


def _pixels(png: bytes) -> bytes:
    from PIL import Image  # only those who read pictures pay for it

    with Image.open(io.BytesIO(png)) as picture:
        return picture.tobytes()
