"""Does the reference get full marks under other seeds, and with the rows of tables permuted?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.bench.reruns import Steady, idle
from autograder.audit.evidence import Evidence, first_failed, points
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise


@question(
    20,
    "the reference again",
    "full marks each time: with two other hash seeds, ten other values of `LABS_SEED`, and the "
    "rows of the tables in another order",
)
def steady(evidence: Evidence) -> Row:
    """The reference under other conditions; a table listed as ordered must cost points."""
    wanted = "full marks each time"
    if evidence.steady is None or not evidence.reference.full:
        return Row(0, wanted, "not tried", left_out=True)
    again = evidence.steady
    got = f"{sum(one.run.full for one in again)} of {len(again)} do"
    ordered = sum(one.ordered and not one.run.full for one in again)
    if ordered:
        got += f"; {ordered} tables listed as ordered"
    return Row(len(again), wanted, got, tuple(_surprises(evidence)))


def _surprises(evidence: Evidence) -> Iterator[Surprise]:
    subject = evidence.subject
    for one in evidence.steady or ():
        if one.ordered == (not one.run.full):
            continue
        outcomes = one.run.outcomes
        failed = first_failed(outcomes)
        place = subject.cell_place(failed.check.id) if failed else subject.start
        task = failed.check.task if failed else ""
        if one.ordered:
            place = subject.attempts_place(_line(evidence, one))
            remedy = f"take {one.table} off ORDERED in attempts.py"
            yield Surprise("", one.name, place, "points lost", points(outcomes), remedy)
            continue
        remedy = "find out what in the reference or in the check depends on it"
        if one.table:
            remedy += "; if the order of its rows has a meaning, write in attempts.py: "
            remedy += f'ORDERED = {{"{one.table}": "why"}}'
        wanted = f"all {sum(outcome.check.points for outcome in outcomes):g} points"
        yield Surprise(task, one.name, place, wanted, evidence.got(outcomes), remedy)
    for excuse in idle(subject):
        place, remedy = subject.attempts_place(excuse.line), "remove the entry, or mend the name"
        got = f"the lab reads no table {excuse.key}"
        yield Surprise("", "ORDERED", place, "a table of the lab", got, remedy)


def _line(evidence: Evidence, one: Steady) -> int:
    excuses = evidence.subject.attempts.ordered
    return next(excuse.line for excuse in excuses if excuse.key == one.table)
