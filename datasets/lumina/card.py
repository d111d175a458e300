"""The card of a table: what each column means, in which unit, from where, under which licence.

A card is a TOML file in `datasets/lumina/cards/`. People write it; `lumina.build` stamps the number
of rows and the hash into it. A table is written by its card, so a column that no card explains
cannot be published.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from lumina.content import digest

MINOR_UNITS = {"JPY": 0}
"""Decimal places of money by currency (ISO 4217), two where nothing else stands."""

KINDS = ("text", "integer", "decimal", "date", "time")


class CardError(Exception):
    """A card or a table breaks the rules; the text names the file and the remedy."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    `kind` is text, integer, decimal, date (a calendar day, ISO 8601) or time (a moment, written
    as the generator made it). `unit` says what a number counts; `zone` says whose calendar a day
    or whose clock a time belongs to. `decimals` is the number of
    places of a decimal, "currency" where the row's `currency` column decides, or "printed"
    where the number has the places that its source printed. `empty` says what an empty field
    means; without it no field may be empty.
    """

    name: str
    kind: str
    meaning: str
    unit: str = ""
    zone: str = ""
    decimals: int | str = 2
    empty: str = ""


@dataclass(frozen=True)
class Card:
    """What a reader must know about one table."""

    table: str
    title: str
    about: str
    labs: tuple[str, ...]
    licence: str
    sources: tuple[str, ...]
    faults: tuple[str, ...]
    rows: int
    sha256: str
    columns: tuple[Column, ...]

    @classmethod
    def load(cls, path: Path) -> Card:
        """Read a card; raise CardError, with the file and the remedy, if it is not complete."""
        try:
            data = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise CardError(f"{path.name}: this is no valid TOML ({error}).") from None
        try:
            columns = tuple(read_column(path, entry) for entry in data["columns"])
            card = cls(
                table=data["table"],
                title=data["title"],
                about=data["about"].strip(),
                labs=tuple(data["labs"]),
                licence=data["licence"],
                sources=tuple(data["sources"]),
                faults=tuple(data["faults"]),
                rows=data["rows"],
                sha256=data["sha256"],
                columns=columns,
            )
        except KeyError as error:
            raise CardError(f"{path.name}: {error.args[0]!r} is missing. Add it.") from None
        if card.table != path.stem:
            raise CardError(f"{path.name}: `table` is {card.table!r}. Write {path.stem!r}.")
        return card

    @property
    def stamped(self) -> dict[str, int | str]:
        """What the build has written on the card."""
        return {"rows": self.rows, "sha256": self.sha256}

    def measure(self, content: bytes) -> dict[str, int | str]:
        """Return what the build writes on the card for a table with these bytes."""
        return {"rows": content.count(b"\n") - 1, "sha256": digest(content)}

    def render(self, frame: pd.DataFrame) -> bytes:
        """Return the table as CSV, by this card: columns in order, decimals as stated, UTF-8.

        Raises CardError if the frame has other columns or an empty field that may not be.
        """
        wanted = [column.name for column in self.columns]
        if list(frame.columns) != wanted:
            raise CardError(
                f"{self.table}.toml lists the columns {wanted}, the generator makes "
                f"{list(frame.columns)}. Bring the card or the generator in line."
            )
        text = pd.DataFrame({column.name: self._text(frame, column) for column in self.columns})
        return text.to_csv(index=False, lineterminator="\n").encode()

    def _text(self, frame: pd.DataFrame, column: Column) -> list[str]:
        values = frame[column.name]
        if values.isna().any() and not column.empty:
            raise CardError(
                f"{self.table}.toml: {column.name!r} has empty fields. "
                "Say in `empty` what they mean, or fill them."
            )
        if column.kind == "date":
            return [str(day) for day in values.dt.strftime("%Y-%m-%d").fillna("")]
        if column.kind == "decimal" and column.decimals != "printed":
            if column.decimals == "currency":
                places = [MINOR_UNITS.get(currency, 2) for currency in frame["currency"]]
            else:
                places = [int(column.decimals)] * len(frame)
            return [
                "" if pd.isna(value) else f"{value:.{place}f}"
                for value, place in zip(values, places, strict=True)
            ]
        return ["" if pd.isna(value) else str(value) for value in values]


def read_column(path: Path, entry: Mapping[str, Any]) -> Column:
    """Return a column of the card at `path`; raise CardError if its unit or zone is missing."""
    column = Column(**entry)
    where = f"{path.name}: column {column.name!r}"
    if column.kind not in KINDS:
        raise CardError(f"{where} has the kind {column.kind!r}. Choose from {', '.join(KINDS)}.")
    if column.kind in ("integer", "decimal") and not column.unit:
        raise CardError(f"{where} holds numbers. Say in `unit` what they count.")
    if column.kind == "date" and not column.zone:
        raise CardError(f"{where} holds days. Say in `zone` whose calendar they belong to.")
    if column.kind == "time" and not column.zone:
        raise CardError(f"{where} holds times. Say in `zone` by whose clock they are.")
    return column


def stamp(path: Path, values: Mapping[str, int | str]) -> None:
    """Write values, such as the number of rows and the hash, into a card that has these keys."""
    text = path.read_text("utf-8")
    for key, value in values.items():
        shown = f'"{value}"' if isinstance(value, str) else value
        text = re.sub(rf"(?m)^{key} = .*$", f"{key} = {shown}", text, count=1)
    path.write_text(text, "utf-8", newline="\n")
