"""Submissions on which the default mode and nbgrader differ: what is handed in and both marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tiny_notebooks import STUB, answer, essay, graded, plain, program, task

from autograder.grading.nbgrader_api import nbformat

NO_MARK = "no mark"
DUE = "2026-03-01 12:00:00 UTC"
Scores = Mapping[str, float | None]


@dataclass(frozen=True)
class Oddity:
    """One submission.

    `section` is its heading in docs/differences-from-nbgrader.md; `first` an earlier attempt that
    was graded before; `as_text` turns all cells into Markdown; `theirs`
    and `ours` the automatic scores (NO_MARK: the submission fails),
    `reported` words of the note that tells the instructor. With a `time` it was handed in then, and
    `penalties` are what nbgrader and we take off where the assignment was due at `DUE`.
    """

    section: str
    source: Sequence[Any]
    submitted: Sequence[Any]
    theirs: Scores | str
    ours: Scores
    reported: str
    first: Sequence[Any] = field(default=())
    review: bool = False
    as_text: bool = False
    time: str = ""
    penalties: tuple[float | None, float | None] = (None, None)


def _value(text: str, points: float = 2) -> Sequence[Any]:
    return [answer("x = 1"), graded(f"assert x == 1\n{text}", points)]


_TEST = "assert x == 1"
_SOURCE = [answer(STUB), graded(_TEST), plain("1")]
_RIGHT = [answer("x = 1"), graded(_TEST), plain("1")]
_WRONG_WITHOUT_TEST = [answer("x = 2"), plain("1")]
_WRITTEN = [essay("YOUR ANSWER HERE"), program(STUB), plain("1")]
_STRIPPED = [plain("x = 1"), plain("y = 2")]

ZONE = "A time zone that nbgrader does not know"
DOUBT = "A time that could be several"

ODDITIES = {
    "warning": Oddity(
        "Text on stderr",
        [answer(STUB), graded(f"import warnings\nwarnings.warn('old')\n{_TEST}")],
        [answer("x = 1"), graded("")],
        {"test": 0}, {"test": 1}, "'test' gets 1 of 1: nbgrader would give 0",
    ),
    "nan": Oddity(
        "A partial credit that is no number", _value("float('nan')"), _value("float('nan')"),
        {"test": 2}, {"test": 0}, "it ends in a number that is no credit; nbgrader would give 2",
        review=True,
    ),
    "negative": Oddity(
        "A partial credit below zero", _value("-0.5"), _value("-0.5"),
        {"test": 2}, {"test": 0}, "it ends in a number that is no credit; nbgrader would give 2",
        review=True,
    ),
    "too-much": Oddity(
        "A partial credit above the maximum", _value("2.5"), _value("2.5"),
        NO_MARK, {"test": 0}, "it ends in more than its points; nbgrader would give this",
        review=True,
    ),
    "rounding": Oddity(
        "A partial credit above the maximum", _value("0.1 + 0.2", 0.3), _value("0.1 + 0.2", 0.3),
        NO_MARK, {"test": 0.3}, "'test' gets 0.3 of 0.3: nbgrader would give this submission no",
    ),
    "no-text": Oddity(
        "A value that is no number",
        _value("type('Silent', (), {'__repr__': lambda self: ''})()"), _value("0"),
        NO_MARK, {"test": 0}, "it ends in a value that is no number; nbgrader would give this",
        review=True,
    ),
    "truth": Oddity(
        "A value that is no number",
        [answer(STUB), graded("x == 1", 2)], [answer("x = 2"), graded("", 2)],
        {"test": 2}, {"test": 0}, "it ends in a value that is no number; nbgrader would give 2",
        review=True,
    ),
    "undecided": Oddity(
        "A check that cannot judge",
        [answer(STUB), graded(
            "from autograder.checks import Undecided, check\n"
            "with check('x'):\n    raise Undecided('a formula needs LAMBDA')"
        )],
        [answer("x = 1"), graded("")],
        {"test": 0}, {"test": 0}, "a formula needs LAMBDA", review=True,
    ),
    "numpy": Oddity(
        "A number of numpy's",
        _value("import numpy as np\nnp.float64(0.5)"), _value("0"),
        {"test": 2}, {"test": 0.5}, "'test' gets 0.5 of 2: nbgrader would give 2",
    ),
    "decimal": Oddity(
        "A number of numpy's",
        _value("from decimal import Decimal\nDecimal('1.5')"), _value("0"),
        {"test": 2}, {"test": 1.5}, "'test' gets 1.5 of 2: nbgrader would give 2",
    ),
    "value-then-error": Oddity(
        "A value shown before an error",
        [answer(STUB), graded(f"import sys\nsys.displayhook(1.5)\n{_TEST}", 2)],
        [answer("x = 2"), graded("", 2)],
        {"test": 1.5}, {"test": 0}, "'test' gets 0 of 2: nbgrader would give 1.5",
    ),
    "deleted-test": Oddity(
        "A deleted test", _SOURCE, [answer("x = 1"), plain("1")],
        {"test": None}, {"test": 1}, "the cell 'test' had been deleted: it was put back",
    ),
    "deleted-answer": Oddity(
        "A deleted answer that a person marks", _WRITTEN, [plain("1")],
        {"essay": None, "program": None}, {"essay": 0, "program": 0}, "'program' had been deleted",
    ),
    "deleted-task": Oddity(
        "A deleted task", [task("Describe it."), *_SOURCE], _RIGHT,
        {"task": None, "test": 1}, {"task": None, "test": 1}, "'task' had been deleted",
    ),
    "stripped": Oddity(
        "A notebook without nbgrader's metadata",
        [answer(STUB, "a"), graded(_TEST, name="t1"), answer(STUB, "b"),
         graded("assert y == 2", name="t2")], _STRIPPED,
        {"t1": None, "t2": None}, {"t1": 1, "t2": 1}, "'t1' had been deleted: it was put back",
    ),
    "stripped-words": Oddity(
        "A notebook without nbgrader's metadata", _WRITTEN,
        [plain("y = 1"), nbformat.v4.new_markdown_cell("My words."), plain("x = 1")],
        {"essay": None, "program": None}, {"essay": None, "program": None},
        "'essay' had lost its metadata: the cell that stands there was taken",
    ),
    "copied-answer": Oddity(
        "A copied answer", _WRITTEN,
        [essay("My words."), essay("YOUR ANSWER HERE"), program("x = 1"), program(STUB)],
        NO_MARK, {"essay": None, "program": None},
        "'essay' was there 2 times: copy 1 of 2 counts",
    ),
    "copied-test": Oddity(
        "A copied test", _SOURCE, [*_RIGHT[:2], plain("x = 3"), graded(_TEST)],
        NO_MARK, {"test": 1}, "'test' was there 2 times: the instructor's own was run, once",
    ),
    "copied-test-above": Oddity(
        "A copied test", _SOURCE, [graded(_TEST), *_RIGHT],
        NO_MARK, {"test": 1}, "'test' was there 2 times: the instructor's own was run, once",
    ),
    "types": Oddity(
        "A cell of another type", _SOURCE[:2], _RIGHT[:2],
        NO_MARK, {"test": 1}, "the cell 'test' was a markdown cell: it is code again",
        as_text=True,
    ),
    "lingering": Oddity(
        "Marks of an earlier attempt", _SOURCE, _WRONG_WITHOUT_TEST,
        {"test": 1}, {"test": 0}, "'test' had been deleted", first=_RIGHT,
    ),
    **{
        name: Oddity(
            section, _SOURCE, _RIGHT, {"test": 1}, {"test": 1}, reported,
            time=time, penalties=penalties,
        )
        for name, section, time, penalties, reported in (
            ("zone-number", ZONE, "2026-03-01 13:00:00 +0200", (1, None),
             "means 2026-03-01 11:00:00 UTC; nbgrader takes it for 2026-03-01 12:56:40 UTC"),
            ("zone-number-late", ZONE, "2026-03-01 11:00:00 -0200", (None, 1),
             "means 2026-03-01 13:00:00 UTC; nbgrader takes it for 2026-03-01 11:03:20 UTC"),
            ("zone-colon", ZONE, "2026-03-01 12:30:00 +01:00", (1, None),
             "means 2026-03-01 11:30:00 UTC; nbgrader takes it for 2026-03-01 12:30:00 UTC"),
            ("zone-letters", ZONE, "2026-03-01 21:00:00.000001 AEST", (1, None),
             "means 2026-03-01 11:00:00 UTC; nbgrader takes it for 2026-03-01 21:00:00 UTC"),
            ("zone-edt", ZONE, "2026-03-10 08:00:00 EDT", (1, 1),
             "means 2026-03-10 12:00:00 UTC; nbgrader takes it for 2026-03-10 08:00:00 UTC"),
            ("zone-ambiguous", DOUBT, "2026-03-01 18:00:00 IST", (1, None),
             "IST is 2 different times; c.Exchange.timezone can say which"),
            ("zone-missing", DOUBT, "2026-03-01 18:00:00", (1, None),
             "it does not hold a time as nbgrader writes it"),
            ("clock-of-twelve", DOUBT, "2026-03-01 10:30 PM", (None, None),
             "it does not hold a time as nbgrader writes it"),
            ("day-first", DOUBT, "01.03.2026 18:00:00 UTC", (None, None),
             "it does not hold a time as nbgrader writes it"),
            ("first-year", DOUBT, "0001-01-01 00:00:00 UTC", (None, None),
             "nothing was handed in in 1"),
            ("far-future", DOUBT, "2190-01-01 00:00:00 UTC", (1, None),
             "nothing was handed in in 2190"),
        )
    },
    "byte-order-mark": Oddity(
        "A byte order mark", _SOURCE, _RIGHT, NO_MARK, {"test": 1}, "nbgrader cannot read it",
        time="\ufeff2026-03-01 13:00:00 UTC", penalties=(None, 1),
    ),
}  # fmt: skip
