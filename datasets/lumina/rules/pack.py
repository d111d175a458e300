"""Read a rule pack and answer what was valid on a day.

Standard library only: notebooks import this at their start.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path

COLUMNS = (
    "rule_id",
    "jurisdiction",
    "channel",
    "value",
    "unit",
    "valid_from",
    "valid_to",
    "source",
    "checked_on",
    "confidence",
)
CONFIDENCE = "ABCVUL"
FOLDER = Path(__file__).parent


class RuleError(LookupError):
    """A question to a rule pack has no single answer."""


class UnknownRule(RuleError):
    """No rule of the pack has this id."""


class NoRuleThen(RuleError):
    """The rule exists, but not for that day, place and channel."""


class AmbiguousRule(RuleError):
    """More than one rule answers."""


class PackError(Exception):
    """A pack file is wrong; the text names the file, the line and the remedy."""


@dataclass(frozen=True)
class Rule:
    """One row of a pack. `valid_to` is None while the rule holds until further notice."""

    rule_id: str
    jurisdiction: str
    channel: str
    value: Decimal
    unit: str
    valid_from: date
    valid_to: date | None
    source: str
    checked_on: date
    confidence: str

    def holds(self, day: date) -> bool:
        """Say whether the rule is valid on `day`, first and last day included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def place(self) -> str:
        """Where the rule holds, in words for a message: "DE", "DE on bazaar", "everywhere"."""
        return _place(self.jurisdiction, self.channel)


@dataclass(frozen=True)
class RulePack:
    """The rules of one subject."""

    name: str
    rules: tuple[Rule, ...]

    def rule(self, rule_id: str, *, as_of: date, jurisdiction: str = "", channel: str = "") -> Rule:
        """Return the one rule with this id that was valid on `as_of`.

        A rule for all places or all channels answers where none is more exact. `as_of` is a
        `date`, a `datetime` (its day counts) or a pandas Timestamp. Raises `UnknownRule`,
        `NoRuleThen` or `AmbiguousRule`, and TypeError for another `as_of`.
        """
        if not isinstance(as_of, date):
            raise TypeError(
                f"as_of must be a date such as date(2026, 11, 1) "
                f"(got {as_of!r} that is a {type(as_of).__name__})."
            )
        day = as_of.date() if isinstance(as_of, datetime) else as_of
        named = [rule for rule in self.rules if rule.rule_id == rule_id]
        if not named:
            raise UnknownRule(self._unknown(rule_id))
        fitting = [
            rule
            for rule in named
            if (not jurisdiction or rule.jurisdiction in ("", jurisdiction))
            and (not channel or rule.channel in ("", channel))
        ]
        valid = [rule for rule in fitting if rule.holds(day)]
        if not valid:
            raise NoRuleThen(self._none_then(rule_id, day, jurisdiction, channel, fitting or named))
        exactness = [
            (bool(jurisdiction and rule.jurisdiction), bool(channel and rule.channel))
            for rule in valid
        ]
        top = max(exactness)
        best = [rule for rule, exact in zip(valid, exactness, strict=True) if exact == top]
        if len(best) > 1 or any(exact[1] > top[1] for exact in exactness):
            raise AmbiguousRule(
                f"{rule_id!r} has {len(valid)} values on {day}: "
                f"{_some(sorted(rule.place for rule in valid))}. "
                "Say which one with jurisdiction= or channel=."
            )
        return best[0]

    def value(
        self, rule_id: str, *, as_of: date, jurisdiction: str = "", channel: str = ""
    ) -> Decimal:
        """Return the value of the rule that `rule` finds; same arguments, same errors."""
        found = self.rule(rule_id, as_of=as_of, jurisdiction=jurisdiction, channel=channel)
        return found.value

    def changed(self, rule_id: str, value: Decimal, *, jurisdiction: str = "") -> RulePack:
        """Return a copy in which this rule has another value, for tests of code that uses it.

        With `jurisdiction` only the rows of that place change. Raises `UnknownRule`.
        """
        hit = [
            rule.rule_id == rule_id and jurisdiction in ("", rule.jurisdiction)
            for rule in self.rules
        ]
        if not any(hit):
            raise UnknownRule(self._unknown(rule_id))
        rules = tuple(
            replace(rule, value=value) if yes else rule
            for rule, yes in zip(self.rules, hit, strict=True)
        )
        return replace(self, rules=rules)

    def unsure(self) -> tuple[Rule, ...]:
        """Return the rules with confidence U, which a person should check before use."""
        return tuple(rule for rule in self.rules if rule.confidence == "U")

    def _unknown(self, rule_id: str) -> str:
        ids = sorted({rule.rule_id for rule in self.rules})
        near = get_close_matches(rule_id, ids, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"It has {', '.join(ids)}."
        return f"The pack {self.name!r} has no rule {rule_id!r}. {hint}"

    def _none_then(
        self, rule_id: str, day: date, jurisdiction: str, channel: str, known: list[Rule]
    ) -> str:
        spans = [f"{rule.place} {rule.valid_from} to {rule.valid_to or 'now'}" for rule in known]
        return (
            f"{rule_id!r} has no value for {_place(jurisdiction, channel)} on {day}. "
            f"The pack {self.name!r} knows {_some(spans)}. "
            "Ask for another day or place, or add a row with its source."
        )


def _place(jurisdiction: str, channel: str) -> str:
    return (jurisdiction or "everywhere") + (f" on {channel}" if channel else "")


def _some(texts: list[str]) -> str:
    more = f" and {len(texts) - 6} more" if len(texts) > 6 else ""
    return ", ".join(texts[:6]) + more


def packs() -> list[str]:
    """Return the names of all packs, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.csv"))


def load(pack: str, *, folder: Path = FOLDER) -> RulePack:
    """Read the pack of this name, for instance "vat".

    Raises PackError, with file, line and remedy, for an unknown pack, a row that cannot be read,
    and rows of one rule and place whose days overlap.
    """
    path = folder / f"{pack}.csv"
    if not path.is_file():
        known = ", ".join(sorted(found.stem for found in folder.glob("*.csv")))
        raise PackError(f"There is no rule pack {pack!r}. The packs are {known}.")
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise PackError(f"{path.name}, line 1: the columns must be {', '.join(COLUMNS)}.")
        rules = tuple(_rules(path.name, rows))
    return RulePack(pack, rules)


def _rules(name: str, rows: csv.DictReader[str]) -> Iterator[Rule]:
    """Yield the rules of a pack, each compared with those before it."""
    seen: dict[tuple[str, str, str], list[tuple[int, Rule]]] = {}
    for row in rows:
        where = f"{name}, line {rows.line_num}"
        rule = _rule(where, row)
        key = (rule.rule_id, rule.jurisdiction, rule.channel)
        for line, other in seen.setdefault(key, []):
            last = min(rule.valid_to or date.max, other.valid_to or date.max)
            if max(rule.valid_from, other.valid_from) <= last:
                raise PackError(
                    f"{where}: {rule.rule_id!r} ({rule.place}) is valid on days of line {line} "
                    "too. End the older rule on the day before the newer one begins."
                )
        seen[key].append((rows.line_num, rule))
        yield rule


def _rule(where: str, row: dict[str, str]) -> Rule:
    if None in row or None in row.values():
        raise PackError(
            f"{where}: {len(COLUMNS)} fields are expected. Put a text with a comma in quotes."
        )
    for column in ("rule_id", "value", "unit", "valid_from", "source", "checked_on"):
        if not row[column]:
            raise PackError(f"{where}: {column!r} is empty. Fill it in.")
    if row["confidence"] not in CONFIDENCE or len(row["confidence"]) != 1:
        raise PackError(f"{where}: confidence is one of {', '.join(CONFIDENCE)}.")
    try:
        rule = Rule(
            rule_id=row["rule_id"],
            jurisdiction=row["jurisdiction"],
            channel=row["channel"],
            value=Decimal(row["value"]),
            unit=row["unit"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            source=row["source"],
            checked_on=date.fromisoformat(row["checked_on"]),
            confidence=row["confidence"],
        )
    except InvalidOperation:
        raise PackError(f"{where}: {row['value']!r} is no number. Write it as 0.19.") from None
    except ValueError as error:
        raise PackError(f"{where}: {error}. Write days as 2026-11-01.") from None
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise PackError(f"{where}: the rule ends before it begins. Exchange the two days.")
    return rule
