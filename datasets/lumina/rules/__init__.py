"""Rules of law and of platforms, each with the days on which it is valid.

Rules change a dozen times a year, so no number of this kind stands in code. A pack is a CSV file
in this folder with the columns `rule_id, jurisdiction, channel, value, unit, valid_from,
valid_to, source, checked_on, confidence`. An empty jurisdiction or channel means all; an empty
`valid_to` means until further notice; both days are included.

    >>> from datetime import date
    >>> vat = load("vat")
    >>> vat.value("vat_standard", as_of=date(2026, 11, 1), jurisdiction="DE")
    Decimal('0.19')

Confidence: A an official text, B two independent sources, C one source, V recomputed, U common
knowledge without a source (check it before you rely on it), L a rule of Lumina Trading or a
stylised card, invented for teaching.

Errors, all with the remedy in their text:

    RuleError (LookupError)
     |- UnknownRule      no rule has this id
     |- NoRuleThen       the rule exists, but not for that day and place
     |- AmbiguousRule    more than one rule answers; say which place or channel
    PackError (Exception)
        a pack file is wrong: file, line, remedy
"""

from lumina.rules.pack import (
    AmbiguousRule,
    NoRuleThen,
    PackError,
    Rule,
    RuleError,
    RulePack,
    UnknownRule,
    load,
    packs,
)

__all__ = [
    "AmbiguousRule",
    "NoRuleThen",
    "PackError",
    "Rule",
    "RuleError",
    "RulePack",
    "UnknownRule",
    "load",
    "packs",
]
