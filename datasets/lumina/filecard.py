"""The card of a file that is no table in CSV: a report with tabs, JSON Lines, a ZIP of pictures.

It is a TOML file in `datasets/lumina/cards/` named after the file: `events_raw.toml` for
`events_raw.txt`. People write it; the build stamps `bytes`, `sha256` and, where a line is a
record, `rows`. As with tables, nothing is published that the card does not explain: the columns
of a delimited file, the keys of JSON Lines and the members of a ZIP must stand on it.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from lumina.card import CardError, Column, read_column
from lumina.content import digest, unpack_zip

FILE_KINDS = {
    "delimited": "records with a first line of names",
    "jsonl": "JSON Lines, one object a line",
    "lines": "one record a line, without a first line of names",
    "zip": "a ZIP archive",
    "other": "anything else",
}
"""What a file is, for `kind` on its card; the first three have `rows`."""


@dataclass(frozen=True)
class Member:
    """Members of a ZIP: a name or a pattern such as `pictures/*.png`, and what they are."""

    name: str
    meaning: str


@dataclass(frozen=True)
class FileCard:
    """What a reader must know about one file.

    `size` is in bytes (`bytes` on the card), `rows` counts records, None where a file has none.
    `sha256` is that of the content, see `lumina.content`. `delimiter` and `encoding` are for
    text.
    """

    file: str
    title: str
    about: str
    kind: str
    format: str
    labs: tuple[str, ...]
    licence: str
    sources: tuple[str, ...]
    faults: tuple[str, ...]
    size: int
    sha256: str
    rows: int | None
    fields: tuple[Column, ...]
    members: tuple[Member, ...]
    delimiter: str
    encoding: str

    @classmethod
    def load(cls, path: Path, file: str) -> FileCard:
        """Read the card of `file`; raise CardError, with the remedy, if it is not complete."""
        try:
            data = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise CardError(f"{path.name}: this is no valid TOML ({error}).") from None
        try:
            kind = data["kind"]
            if kind not in FILE_KINDS:
                known = ", ".join(FILE_KINDS)
                raise CardError(f"{path.name}: `kind` is {kind!r}. Choose from {known}.")
            card = cls(
                file=data["file"],
                title=data["title"],
                about=data["about"].strip(),
                kind=kind,
                format=data["format"],
                labs=tuple(data["labs"]),
                licence=data["licence"],
                sources=tuple(data["sources"]),
                faults=tuple(data["faults"]),
                size=data["bytes"],
                sha256=data["sha256"],
                rows=data["rows"] if kind in ("delimited", "jsonl", "lines") else None,
                fields=tuple(read_column(path, entry) for entry in data.get("fields", [])),
                members=tuple(Member(**entry) for entry in data.get("members", [])),
                delimiter=data.get("delimiter", ","),
                encoding=data.get("encoding", "utf-8"),
            )
        except KeyError as error:
            raise CardError(f"{path.name}: {error.args[0]!r} is missing. Add it.") from None
        except TypeError as error:
            raise CardError(f"{path.name}: a member or field has a wrong key ({error}).") from None
        if card.file != file:
            raise CardError(f"{path.name}: `file` is {card.file!r}. Write {file!r}.")
        return card

    @property
    def stamped(self) -> dict[str, int | str]:
        """What the build has written on the card."""
        return self._stamps(self.size, self.sha256, self.rows)

    def measure(self, content: bytes) -> dict[str, int | str]:
        """Return what the build writes on the card for this content."""
        rows = None if self.rows is None else content.count(b"\n") - (self.kind == "delimited")
        return self._stamps(len(content), digest(content), rows)

    def verify(self, content: bytes) -> None:
        """Raise CardError, with the remedy, if the content has what the card does not explain."""
        looks: dict[str, Callable[[bytes], None]] = {
            "delimited": self._verify_names,
            "jsonl": self._verify_keys,
            "zip": self._verify_members,
        }
        if self.kind in looks:
            looks[self.kind](content)

    def _stamps(self, size: int, sha256: str, rows: int | None) -> dict[str, int | str]:
        stamps: dict[str, int | str] = {} if rows is None else {"rows": rows}
        return {**stamps, "bytes": size, "sha256": sha256}

    def _verify_names(self, content: bytes) -> None:
        first = content.split(b"\n", 1)[0].decode(self.encoding).rstrip("\r")
        names = next(csv.reader(io.StringIO(first), delimiter=self.delimiter))
        wanted = [field.name for field in self.fields]
        if names != wanted:
            raise CardError(
                f"The card of {self.file} lists the fields {wanted}, the file has {names}. "
                "Bring the card or the generator in line."
            )

    def _verify_keys(self, content: bytes) -> None:
        known = {field.name for field in self.fields}
        for number, line in enumerate(content.decode(self.encoding).splitlines(), 1):
            strange = set(json.loads(line)) - known
            if strange:
                raise CardError(
                    f"{self.file}, line {number}: the card explains no {sorted(strange)}. "
                    "Add a field to the card."
                )

    def _verify_members(self, content: bytes) -> None:
        names = list(unpack_zip(content))
        for name in names:
            if not any(fnmatchcase(name, member.name) for member in self.members):
                raise CardError(f"{self.file}: the card explains no member {name!r}. Add it.")
        for member in self.members:
            if not any(fnmatchcase(name, member.name) for name in names):
                raise CardError(
                    f"{self.file}: no member is called {member.name!r}. Delete it from the card."
                )
