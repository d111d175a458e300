"""Do messages speak to people, and not in Python's own spelling?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.audit.bench.outcomes import Outcome
from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.audit.surprises import grouped, of_check
from autograder.checks import State

_SPELLINGS = re.compile(
    r"""\b(?:Decimal|Timestamp|Timedelta|array|Series|DataFrame|frozenset|OrderedDict|ZoneInfo)
        \(['"\[{\d]
    | \b(?:datetime|np|numpy|pd)\.\w+\(
    | <\w[\w .]*\sof\sshape | <class\s | <function\s | \bobject\sat\s0x | \bdtype[:=]
    | \d\.\d*(?:0{8}|9{8})\d* | \d\.\d{13}""",
    re.VERBOSE,
)


@question(
    125,
    "words of messages",
    "no spelling of Python's in a message that anything gets: no `Decimal('20.49')`, "
    "no `0.36000000000000004`",
    own=True,
)
def words(evidence: Evidence) -> Row:
    """The messages of all answers that were tried."""
    found = tuple(grouped(_surprises(evidence)))
    met = {outcome.seen.message for _, outcome in _met(evidence)}
    got = "none has" if not found else f"checks with such a message: {len(found)}"
    return Row(len(met), "no spelling of Python's", got, found)


def _surprises(evidence: Evidence) -> Iterator[tuple[str, Surprise]]:
    for name, outcome in _met(evidence):
        match = _SPELLINGS.search(outcome.seen.message)
        if match:
            remedy = "write the number as people write it, or name the kind of thing in words"
            got = f"{match[0]} in: {outcome.seen.message}"
            yield of_check(evidence, outcome, name, "words", got, remedy)


def _met(evidence: Evidence) -> Iterator[tuple[str, Outcome]]:
    """What a check told somebody, with the name of who got it."""
    runs = [(run.variation.name, run) for run in evidence.runs]
    runs += [(f"mutant: {mutant.operator}", run) for mutant, run in evidence.mutants]
    runs += [(trial.name, run) for trial, run in evidence.trials]
    for name, run in runs:
        for outcome in run.outcomes:
            if outcome.seen.state == State.NOT_YET:
                attempt = next(
                    (a.name for a in run.variation.attempts if a.task == outcome.check.task), name
                )
                yield attempt, outcome
