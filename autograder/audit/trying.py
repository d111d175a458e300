"""The rows of answers that were made automatically, and of the reference run again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from autograder.audit.evidence import Evidence, first_failed, grouped, points
from autograder.audit.outcomes import Run
from autograder.audit.report import Row, Surprise
from autograder.audit.steadiness import Steady, idle
from autograder.audit.trials import Kind, Trial


def rewrites(evidence: Evidence) -> Row:
    """Rewrites of the reference: each is worth full marks."""
    tried = [(t, run) for t, run in _of_kind(evidence, "rewrite") if evidence.sound(t.task)]

    def surprises() -> Iterator[Surprise]:
        for trial, run in tried:
            if not run.full:
                full = sum(outcome.check.points for outcome in run.outcomes)
                remedy = "let the check accept it, or let the reference not depend on it"
                yield _surprise(evidence, trial, run, f"all {full:g} points", remedy)

    found = tuple(surprises())
    got = f"{len(tried) - len(found)} of {len(tried)} do"
    what = "rewrites of the reference"
    return Row("rewrites", what, len(tried), "full marks for their task", got, found)


def thoughtless(evidence: Evidence) -> Row:
    """Answers that need no thought: none is worth a point."""
    guessed, learned = _of_kind(evidence, "thoughtless"), _of_kind(evidence, "by heart")
    remedy = "compare with a second example, or with one that a constant cannot guess"
    found = [_surprise(evidence, t, run, "0 points", remedy) for t, run in guessed if run.score]
    remedy = "add a hidden check with data of its own"
    found += [
        _surprise(evidence, t, run, f"fewer than {run.score:g} points", remedy)
        for t, run in learned
        if run.full
    ]
    total = len(guessed) + len(learned)
    got = f"{total - len(found)} of {total} get no more"
    wanted = "0 points; by heart, not all points"
    return Row("thoughtless", "answers without a thought", total, wanted, got, tuple(found))


def cheats(evidence: Evidence) -> Row:
    """The battery of cheats: none is worth more than an answer without a thought.

    They are judged only where the tests run in a process of their own.
    """
    tried = _of_kind(evidence, "cheat")
    names = dict.fromkeys(trial.name for trial, _ in tried)
    paid = [(t, run) for t, run in tried if run.score > evidence.guessed(t.task)]
    remedy = "tell the maintainers: a cheat gets through the wall"
    found = tuple(
        grouped((t.name, _surprise(evidence, t, run, "0 points", remedy)) for t, run in paid)
    )
    got = f"{len(names) - len(found)} of {len(names)} get none"
    row = Row("cheats", "cheats", len(tried), "0 points", got, found)
    if evidence.walled:
        return row
    got += "; not judged, as the tests run beside the student's code"
    return replace(row, got=got, surprises=(), notices=_unjudged(evidence, paid), judged=False)


def _unjudged(evidence: Evidence, paid: Sequence[tuple[Trial, Run]]) -> tuple[Surprise, ...]:
    """Which cheats get points where nothing keeps them from it."""
    tasks: dict[str, list[str]] = {}
    for trial, _ in paid:
        tasks.setdefault(trial.name, []).append(trial.task)
    if not tasks:
        return ()
    lines = "\n".join(f"{name}: {', '.join(where)}" for name, where in tasks.items())
    remedy = "nothing in the lab: grade it where the tests have a process of their own"
    place = evidence.subject.start
    return (Surprise("", "cheats that get points", place, "0 points", lines, remedy),)


def steady(evidence: Evidence) -> Row:
    """The reference under other seeds and with permuted tables: always full marks."""
    what, wanted = "the reference again", "full marks each time"
    if evidence.steady is None or not evidence.reference.full:
        return Row("steady", what, 0, wanted, "not tried", left_out=True)
    again = evidence.steady
    found = tuple(_unsteady(evidence))
    got = f"{sum(one.run.full for one in again)} of {len(again)} do"
    ordered = sum(one.ordered and not one.run.full for one in again)
    if ordered:
        got += f"; {ordered} tables listed as ordered"
    return Row("steady", what, len(again), wanted, got, found)


def _unsteady(evidence: Evidence) -> Iterator[Surprise]:
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


def _of_kind(evidence: Evidence, kind: Kind) -> list[tuple[Trial, Run]]:
    return [(trial, run) for trial, run in evidence.trials if trial.kind == kind]


def _surprise(evidence: Evidence, trial: Trial, run: Run, wanted: str, remedy: str) -> Surprise:
    return Surprise(
        trial.task,
        trial.name,
        evidence.subject.cell_place(trial.task),
        wanted,
        evidence.got(run.outcomes),
        remedy,
        trial.shown,
    )
