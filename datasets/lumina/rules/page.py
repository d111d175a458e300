"""The page of rules, `docs/rules.md`: what an instructor checks before a term."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from lumina.rules.pack import PackError, Rule, load, packs

PAGE = Path("docs") / "rules.md"

SURENESS = {
    "U": ("unsure", "common knowledge without a source"),
    "C": ("one source", "one secondary source"),
    "B": ("two sources", "two or more independent secondary sources that agree"),
    "A": ("official", "an official or primary text"),
    "V": ("recomputed", "recomputed from other rows by running code"),
    "L": ("house rule", "a rule of Lumina Trading or a stylised card, invented for teaching"),
}
"""Confidence in a word and in a sentence, least sure first; what is invented comes last."""

_TOP = """# Rules to check before a term

The labs take every number of law and of platforms from the rule packs in `datasets/lumina/rules/`, with the days on which it is valid. Rules change a dozen times a year. This page lists all of them, the longest unchecked first and, within a day, the least sure first: go down from the top, look each rule up where its source says, correct the row in the CSV file, write the day into `checked_on`, and run `labs data build`, which writes this page. No lab has to change.

For real business look at the platform and the law, not at this page.
"""  # noqa: E501


def page() -> str:
    """Return the page as Markdown. Raises PackError if a pack cannot be read."""
    rules = [(pack, rule) for pack in packs() for rule in load(pack).rules]
    order = list(SURENESS)
    rules.sort(key=lambda found: (found[1].checked_on, order.index(found[1].confidence), found[0]))
    return "\n".join([_TOP, *_summary(rules), *_tables(rules)])


def problems(clone: Path | None) -> list[str]:
    """Return a line for each pack that cannot be read, and for a page that is out of date.

    `clone` is the folder with `docs/`; None where the labs are installed without one.
    """
    try:
        wanted = page()
    except PackError as error:
        return [str(error)]
    if clone is None:
        return []
    path = clone / PAGE
    if path.is_file() and path.read_text("utf-8") == wanted:
        return []
    return [f"{PAGE.as_posix()} is out of date. Run `labs data build`."]


def write(clone: Path) -> list[str]:
    """Write the page into `docs/` of a clone; return a line if a pack cannot be read."""
    try:
        wanted = page()
    except PackError as error:
        return [str(error)]
    (clone / PAGE).parent.mkdir(exist_ok=True)
    (clone / PAGE).write_text(wanted, "utf-8", newline="\n")
    return []


def _summary(rules: list[tuple[str, Rule]]) -> Iterator[str]:
    yield "| confidence | meaning | rules |"
    yield "|---|---|---|"
    for letter, (word, meaning) in SURENESS.items():
        count = sum(rule.confidence == letter for _, rule in rules)
        yield f"| {word} ({letter}) | {meaning} | {count} |"
    yield ""


def _tables(rules: list[tuple[str, Rule]]) -> Iterator[str]:
    for day, then in groupby(rules, lambda found: found[1].checked_on):
        yield f"## Checked on {day}\n"
        for letter, some in groupby(then, lambda found: found[1].confidence):
            word, meaning = SURENESS[letter]
            yield f"### {word[0].upper()}{word[1:]}: {meaning}\n"
            yield "| pack | rule | place | value | unit | valid | source |"
            yield "|---|---|---|---|---|---|---|"
            yield from (_row(pack, rule) for pack, rule in some)
            yield ""


def _row(pack: str, rule: Rule) -> str:
    until = f"to {rule.valid_to}" if rule.valid_to else "until further notice"
    valid = f"{rule.valid_from} {until}"
    cells = (pack, f"`{rule.rule_id}`", rule.place, rule.value, rule.unit, valid, rule.source)
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"
