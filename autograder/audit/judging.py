"""The questions of an audit: each compares what came out with what the lab says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from autograder.audit.evidence import Evidence, as_said, first_failed, grouped, points
from autograder.audit.limits import CPU_SECONDS
from autograder.audit.outcomes import Outcome, same
from autograder.audit.reached import messages
from autograder.audit.report import Row, Surprise
from autograder.audit.survival import mutants
from autograder.audit.tables import mostly_pictures
from autograder.audit.trying import cheats, rewrites, steady, thoughtless
from autograder.authoring.model import Attempt
from autograder.checks import State

RIGHT, WRONG = 2, 3
DATA_MEGABYTES = 2.0
NOTICED = 1.2  # times as slow as usual
PICTURE_MEGABYTES = 5.0


def judge(evidence: Evidence) -> tuple[Row, ...]:
    """All rows of the report, in the order in which they are shown.

    A notebook of others has no attempts, messages and cards, so their rows are missing.
    """
    own = evidence.subject.own
    return tuple(question(evidence) for question in _QUESTIONS if own or question not in _OWN)


def _reference(evidence: Evidence) -> Row:
    outcomes = evidence.reference.outcomes

    def surprises() -> Iterator[Surprise]:
        for task in evidence.tasks:
            own = evidence.reference.of(task)
            if first_failed(own):
                wanted = f"all {sum(outcome.check.points for outcome in own):g} points"
                remedy = "mend the reference answer, or the check"
                place = evidence.subject.cell_place(task)
                yield Surprise(task, "reference", place, wanted, evidence.got(own), remedy)

    wanted = "full marks"
    return Row("reference", "reference", 1, wanted, points(outcomes), tuple(surprises()))


def _untouched(evidence: Evidence) -> Row:
    outcomes, own = evidence.untouched.outcomes, evidence.subject.own

    def surprises() -> Iterator[Surprise]:
        for outcome in outcomes:
            if outcome.score or (own and outcome.seen.state != State.NOT_ATTEMPTED):
                yield Surprise(
                    outcome.check.task,
                    "untouched",
                    evidence.subject.cell_place(outcome.check.id),
                    "0 points; not-attempted" if own else "0 points",
                    evidence.got([outcome]),
                    "let the check begin with what the student writes",
                )

    said = sum(outcome.seen.state == State.NOT_ATTEMPTED for outcome in outcomes)
    what, wanted, got = "untouched exercise", "0 points", points(outcomes)
    if own:
        wanted += "; every check says not attempted"
        got += f"; {said} of {len(outcomes)} checks say not attempted"
    return Row("untouched", what, 1, wanted, got, tuple(surprises()))


def _right(evidence: Evidence) -> Row:
    def surprise(attempt: Attempt) -> Surprise | None:
        own = evidence.outcomes(attempt)
        if as_said(evidence.messages, attempt, own):
            return None
        wanted = f"all {sum(outcome.check.points for outcome in own):g} points"
        remedy = "let the check accept it, or move it to WRONG with the message that it must get"
        return _of(evidence, attempt, wanted, evidence.got(own), remedy)

    found = tuple(one for attempt in evidence.subject.attempts.right if (one := surprise(attempt)))
    total = len(evidence.subject.attempts.right)
    got = f"{total - len(found)} of {total} do"
    return Row("right", "right attempts", total, "full marks for their task", got, found)


def _wrong(evidence: Evidence) -> Row:
    def surprise(attempt: Attempt) -> Surprise | None:
        own = evidence.outcomes(attempt)
        if as_said(evidence.messages, attempt, own):
            return None
        full = sum(outcome.check.points for outcome in own)
        remedy = "add an assert that catches it, or move it to RIGHT"
        if first_failed(own):
            remedy = "let the assert with that message come first, or name the message that it gets"
        wanted = f"fewer than {full:g} points; {attempt.message}"
        return _of(evidence, attempt, wanted, evidence.got(own), remedy)

    found = tuple(one for attempt in evidence.subject.attempts.wrong if (one := surprise(attempt)))
    total = len(evidence.subject.attempts.wrong)
    got = f"{total - len(found)} of {total} do"
    return Row("wrong", "wrong attempts", total, "lose points, get their message", got, found)


def _enough(evidence: Evidence) -> Row:
    def surprises() -> Iterator[Surprise]:
        for task in evidence.tasks:
            right = sum(attempt.task == task for attempt in evidence.subject.attempts.right)
            wrong = sum(attempt.task == task for attempt in evidence.subject.attempts.wrong)
            if right < RIGHT or wrong < WRONG:
                wanted = f"{RIGHT} right and {WRONG} wrong attempts, or more"
                got = f"{right} right and {wrong} wrong"
                remedy = "write down the answers and mistakes that people really make"
                place = evidence.subject.attempts_place(1)
                yield Surprise(task, "attempts.py", place, wanted, got, remedy)

    found, total = tuple(surprises()), len(evidence.tasks)
    wanted = f"{RIGHT} right, {WRONG} wrong attempts or more"
    got = f"{total - len(found)} of {total} have them"
    return Row("enough", "tasks", total, wanted, got, found)


def _apart(evidence: Evidence) -> Row:
    def surprises() -> Iterator[Surprise]:
        for run in evidence.packed:
            for task in evidence.tasks:
                attempt = next((a for a in run.variation.attempts if a.task == task), None)
                alone = evidence.outcomes(attempt) if attempt else evidence.reference.of(task)
                if same(run.of(task), alone):
                    continue
                others = [f"{a.task}: {a.name}" for a in run.variation.attempts if a.task != task]
                yield Surprise(
                    task,
                    attempt.name if attempt else "reference",
                    evidence.subject.attempts_place(attempt.line) if attempt
                    else evidence.subject.cell_place(task),
                    f"as alone: {evidence.got(alone)}",
                    f"{evidence.got(run.of(task))} (beside {'; '.join(others)})",
                    "find out which of them changes more than its own task",
                )  # fmt: skip

    what, wanted = "attempts of all tasks together", "none changes the marks of another"
    if len(evidence.subject.chosen) == 1:
        return Row("apart", what, 0, wanted, "not tried", left_out=True)
    found, total = tuple(surprises()), len(evidence.packed)
    got = "none does" if not found else f"answers with other marks: {len(found)}"
    return Row("apart", what, total, wanted, got, found)


def _compat(evidence: Evidence) -> Row:
    what, wanted, others = "all tasks together with --compat", "the same marks", evidence.compatible
    if others is None:
        return Row("compat", what, 0, wanted, "not tried", left_out=True)

    def surprises() -> Iterator[tuple[str, Surprise]]:
        for run, other in zip(evidence.whole, others, strict=True):
            for outcome, twin in zip(run.outcomes, other.outcomes, strict=True):
                if outcome.score != twin.compat:
                    wanted = f"{outcome.score:g} points, as in the default mode"
                    remedy = "let the cell end with the check, and print nothing outside of it"
                    yield _of_check(evidence, outcome, run.variation.wrote(outcome.check.task),
                                    wanted, f"{twin.compat:g} points", remedy)  # fmt: skip

    found = tuple(grouped(surprises()))
    got = "the same" if not found else f"checks that differ: {len(found)}"
    return Row("compat", what, len(others), wanted, got, found)


def _nbgrader(evidence: Evidence) -> Row:
    plain, compatible = evidence.plain, evidence.compatible
    what, wanted, total = "nbgrader autograde", "the same marks", len(evidence.whole)
    if plain is None or compatible is None:
        return Row("nbgrader", what, 0, wanted, "not tried", left_out=True)

    def surprises() -> Iterator[tuple[str, Surprise]]:
        for run in compatible:
            scores = plain.get(run.variation.name)
            if scores is None:
                place, remedy = evidence.subject.start, "run nbgrader autograde to see why"
                name = run.variation.name
                yield name, Surprise("", name, place, "marks", "nbgrader gave none", remedy)
                continue
            for outcome in run.outcomes:
                theirs = scores[outcome.check.id]
                if theirs != outcome.compat:
                    expected = f"{outcome.compat:g} points, as with --compat"
                    remedy = "let the check and the answer do without what only a kernel has"
                    yield _of_check(evidence, outcome, run.variation.wrote(outcome.check.task),
                                    expected, f"{theirs:g} points", remedy)  # fmt: skip

    found = tuple(grouped(surprises()))
    got = "the same" if not found else f"checks that differ: {len(found)}"
    return Row("nbgrader", what, total, wanted, got, found)


def _shown(evidence: Evidence) -> Row:
    def surprises() -> Iterator[tuple[str, Surprise]]:
        for run in evidence.runs:
            for outcome in run.outcomes:
                faults = [*outcome.seen.faults, *_unknown(evidence, outcome)]
                if faults:
                    wanted, remedy = "a card with a short message", "mend the check or its message"
                    name = run.variation.wrote(outcome.check.task)
                    got = "; ".join(faults)
                    yield _of_check(evidence, outcome, name, wanted, got, remedy)

    found = tuple(grouped(surprises()))
    total = sum(len(run.outcomes) for run in evidence.runs)
    got = "nothing else" if not found else f"checks that show more: {len(found)}"
    wanted = "three lines at most, no traceback, no test source"
    return Row("shown", "cards of checks", total, wanted, got, found)


def _unknown(evidence: Evidence, outcome: Outcome) -> Iterator[str]:
    """What a hidden check says that its author did not write: it may hold a value."""
    seen = outcome.seen
    if outcome.check.hidden and seen.state == State.NOT_YET and evidence.messages.unknown(seen):
        yield "a hidden check says what is not in messages.toml"


def _cpu(evidence: Evidence) -> Row:
    needs = evidence.needs
    seconds, wanted = needs.cpu_seconds / needs.slowness, f"{CPU_SECONDS:g} s at most"
    found = _limit(evidence, "reference", seconds, CPU_SECONDS, "s",
                   "use less data, a smaller model or a smaller picture")  # fmt: skip
    got = f"{seconds:.2f} s"
    if needs.slowness > NOTICED:
        got += f"; {needs.cpu_seconds:.2f} s here, {needs.slowness:.1f} times as slow as usual"
    return Row("cpu", "processor time of the reference", 1, wanted, got, found)


def _data(evidence: Evidence) -> Row:
    megabytes = sum(path.stat().st_size for path in evidence.subject.tables.values()) / 1e6
    most = (
        PICTURE_MEGABYTES if mostly_pictures(evidence.subject.tables.values()) else DATA_MEGABYTES
    )
    found = _limit(evidence, "tables", megabytes, most, "MB",
                   "leave out rows, columns or pictures that no task needs")  # fmt: skip
    wanted = f"{most:g} MB at most"
    return Row("data", "tables", len(evidence.subject.tables), wanted, f"{megabytes:.2f} MB", found)


_QUESTIONS: tuple[Callable[[Evidence], Row], ...] = (
    _reference, steady, _untouched, _right, rewrites, _wrong, thoughtless, mutants, cheats, _enough,
    _apart, messages, _compat, _nbgrader, _shown, _cpu, _data,
)  # fmt: skip
_OWN: tuple[Callable[[Evidence], Row], ...] = (_right, _wrong, _enough, _apart, messages, _shown)


def _of(evidence: Evidence, attempt: Attempt, wanted: str, got: str, remedy: str) -> Surprise:
    place = evidence.subject.attempts_place(attempt.line)
    return Surprise(attempt.task, attempt.name, place, wanted, got, remedy)


def _of_check(
    evidence: Evidence, outcome: Outcome, name: str, wanted: str, got: str, remedy: str
) -> tuple[str, Surprise]:
    """A surprise that many attempts share, with the check as its key."""
    place, task = evidence.subject.cell_place(outcome.check.id), outcome.check.task
    return outcome.check.id, Surprise(task, name, place, wanted, got, remedy)


def _limit(
    evidence: Evidence, what: str, value: float, limit: float, unit: str, remedy: str
) -> tuple[Surprise, ...]:
    if value <= limit:
        return ()
    place, got = evidence.subject.start, f"{value:.2f} {unit}"
    return (Surprise("", what, place, f"{limit:g} {unit} at most", got, remedy),)
