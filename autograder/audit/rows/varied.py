"""Do the checks vary all that they hand to the functions of an answer?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.audit.calls.sketch import Noted
from autograder.audit.evidence import Evidence
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.authoring.model import Excuse

_SCALARS = frozenset({"bool", "int", "float", "str", "Decimal", "datetime", "date", "timedelta"})
_SIZED = frozenset({"list", "dict", "set", "Series", "DataFrame", "ndarray"})
_SIGNED = frozenset({"float", "Decimal", "timedelta"})
# A docstring with such words asks for what a check then cannot vary.
_POSITIVE = re.compile(r"positive|negative|or more|at least|above 0|between", re.IGNORECASE)
_IN_ORDER = re.compile(r"in order|sorted|oldest|newest|ascending|descending", re.IGNORECASE)
_WEAK = frozenset({"sign", "repeats"})  # shown, but no surprise: often nothing else makes sense
_FEW = 8


@question(
    75,
    "what the checks never vary",
    "nothing: each parameter, column and key has more than one value, size, order and kind of "
    "label in the calls of the checks, moments and numbers have fractions, texts have spaces at "
    "their ends and capitals. Signs, and lists where nothing stands twice, are only shown",
)
def varied(evidence: Evidence) -> Row:
    """All places of all functions that checks call."""
    sketches = evidence.further.sketches
    found = [
        (task, one, question, words)
        for task, sketch in sketches.items()
        for one in sketch.noted
        for question, words in _constant(one, evidence.subject.notebooks.reference[task])
    ]
    excuses = evidence.subject.attempts.constant
    left = [each for each in found if not any(_means(excuse, *each) for excuse in excuses)]
    idle = [e for e in excuses if e.task in sketches and not any(_means(e, *f) for f in found)]
    surprises = [_surprise(evidence, *each) for each in left if each[2] not in _WEAK]
    notices = [_surprise(evidence, *each) for each in left if each[2] in _WEAK]
    total = sum(not one.is_result for sketch in sketches.values() for one in sketch.noted)
    listed = len(found) - len(left)
    got = f"{len(surprises)} things in {total} places" + (f", {listed} listed" if listed else "")
    surprises += [_idle(evidence, excuse) for excuse in idle]
    return Row(total, "nothing", got, tuple(surprises), notices=tuple(notices))


def _constant(one: Noted, answer: str) -> Iterator[tuple[str, str]]:
    """What never varies in a place, each as a word and a sentence."""
    place = one.place
    named = [str(step[1]) for step in one.path if step[0] == "key"]
    if one.is_result or not all(name in answer for name in named):
        return
    if place.kinds and place.kinds <= _SCALARS and len(place.values) == 1 and not place.missing:
        yield "value", f"is always {next(iter(place.values))}"
        return
    yield from _of_container(one, answer)
    yield from _of_numbers(one, answer)
    if "str" in place.kinds and ("long" in place.marks or len(place.values) > _FEW):
        if "long" in place.marks and "spaced" not in place.marks:
            yield "spaces", "never has a space at an end"
        if "cased" not in place.marks:
            yield "capitals", "never has a capital letter"


def _of_container(one: Noted, answer: str) -> Iterator[tuple[str, str]]:
    place = one.place
    column = bool(one.path) and one.path[-1][0] == "key" and "Series" in place.kinds
    if len(place.orders) == 1 and "mixed" not in place.orders and not _IN_ORDER.search(answer):
        yield "order", f"always goes {next(iter(place.orders))}"
    if column or not place.kinds & _SIZED or _is_record(one):
        return
    if len(place.sizes) == 1:
        yield "size", f"always has the size {next(iter(place.sizes))}"
    if place.labels == {"numbered"}:
        yield "labels", "always has the labels 0, 1, 2 and so on"
    if place.kinds == {"list"} and not place.repeats:
        yield "repeats", "never holds the same thing twice"


def _of_numbers(one: Noted, answer: str) -> Iterator[tuple[str, str]]:
    place = one.place
    dated = "date" in one.words.lower() or "day" in one.words.lower()
    if place.kinds & _SIGNED and len(place.signs) == 1 and not _POSITIVE.search(answer):
        yield "sign", f"always has the sign {next(iter(place.signs))}"
    if len(place.values) > 2 and place.finest == {"whole"} and "int" not in place.kinds:
        yield "fraction", "is always a whole number"
    if len(place.values) > 1 and place.finest == {"days"} and not dated:
        yield "fraction", "always falls on whole days"
    if "datetime" in place.kinds and len(place.offsets) == 1 and place.offsets != {"None"}:
        yield "offset", f"always has the distance {next(iter(place.offsets))} from UTC"


def _is_record(one: Noted) -> bool:
    """Whether it is a dict or a list of fixed form, whose size says nothing."""
    return one.place.kinds == {"dict"} or (len(one.path) > 1 and one.path[-1] == ("each",))


def _means(excuse: Excuse, task: str, one: Noted, question: str, words: str) -> bool:
    return excuse.task == task and excuse.key in (one.words, f"{one.words}: {question}")


def _surprise(evidence: Evidence, task: str, one: Noted, question: str, words: str) -> Surprise:
    key = f"{one.words}: {question}"
    return Surprise(
        task,
        f"{one.function}: {one.words}",
        evidence.subject.cell_place(task),
        f"another {question}, too",
        f"it {words} in the calls of the checks",
        f'vary it; if it must be so: CONSTANT = {{"{task}": {{"{key}": "why"}}}} in attempts.py',
    )


def _idle(evidence: Evidence, excuse: Excuse) -> Surprise:
    return Surprise(
        excuse.task,
        "CONSTANT",
        evidence.subject.attempts_place(excuse.line),
        "something that the checks never vary",
        f"nothing of the kind in {excuse.key}",
        "remove the entry, or mend the name",
    )
