"""Which mutants of the reference the checks catch, and what to do about the others."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.evidence import Evidence, points
from autograder.audit.mutation import Mutant
from autograder.audit.outcomes import Run
from autograder.audit.report import Row, Score, Surprise
from autograder.authoring.model import Attempts, Excuse

BAR = 0.95


def scores(evidence: Evidence) -> tuple[Score, ...]:
    """How many mutants of each task are caught, where the reference itself gets full marks."""
    return tuple(_score(evidence, task) for task in evidence.tasks if evidence.sound(task))


def mutants(evidence: Evidence) -> Row:
    """The row of the mutants: their survivors, and excuses that excuse nothing."""
    by_task = scores(evidence)
    total = Score(
        "",
        sum(score.made for score in by_task),
        sum(score.caught for score in by_task),
        sum(score.equivalent for score in by_task),
    )
    low = {score.task for score in (by_task if total.share >= BAR else ()) if score.share < BAR}
    attempts = evidence.subject.attempts
    survivors = [
        (mutant, _survivor(evidence, mutant, run))
        for mutant, run in evidence.mutants
        if run.full and evidence.sound(mutant.task) and not excused(attempts, mutant)
    ]
    fails = {mutant.task for mutant, _ in survivors} if total.share < BAR else low
    surprises = (
        *_idle_excuses(evidence),
        *(surprise for mutant, surprise in survivors if mutant.task in fails),
    )
    notices = tuple(surprise for mutant, surprise in survivors if mutant.task not in fails)
    listed = f", {total.equivalent} more listed as equivalent" if total.equivalent else ""
    got = f"{total.caught} caught: {_percent(total.share)}{listed}"
    wanted = f"{BAR * 100:g} % caught, in every task"
    what = "mutants of the reference"
    return Row("mutants", what, total.made, wanted, got, surprises, notices=notices)


def _score(evidence: Evidence, task: str) -> Score:
    own = [(mutant, run) for mutant, run in evidence.mutants if mutant.task == task]
    counted = [run for mutant, run in own if not excused(evidence.subject.attempts, mutant)]
    caught = sum(not run.full for run in counted)
    return Score(task, len(counted), caught, len(own) - len(counted))


def excused(attempts: Attempts, mutant: Mutant) -> bool:
    """Whether the author lists a mutant as equivalent."""
    return any(_means(excuse, mutant) for excuse in attempts.equivalent)


def _means(excuse: Excuse, mutant: Mutant) -> bool:
    return excuse.task == mutant.task and excuse.key == mutant.key


def _survivor(evidence: Evidence, mutant: Mutant, run: Run) -> Surprise:
    key = repr(mutant.key) if "\n" not in mutant.key else f'"""{mutant.key}"""'
    return Surprise(
        mutant.task,
        f"mutant: {mutant.operator}",
        evidence.subject.cell_place(mutant.task, mutant.line),
        f"fewer than {_full(run)} points",
        f"{points(run.outcomes)}; every check passed",
        "add an assert that fails for it; if it is right, too, list it in attempts.py: "
        f'EQUIVALENT = {{"{mutant.task}": {{{key}: "why"}}}}',
        mutant.diff,
    )


def _full(run: Run) -> str:
    return f"{sum(outcome.check.points for outcome in run.outcomes):g}"


def _idle_excuses(evidence: Evidence) -> Iterator[Surprise]:
    """Excuses that match no mutant, or one that is caught."""
    for excuse in evidence.subject.attempts.equivalent:
        if not evidence.sound(excuse.task):
            continue
        runs = [run for mutant, run in evidence.mutants if _means(excuse, mutant)]
        caught = runs and not all(run.full for run in runs)
        if runs and not caught:
            continue
        yield Surprise(
            excuse.task,
            "EQUIVALENT",
            evidence.subject.attempts_place(excuse.line),
            "a mutant that no check can tell from the reference",
            "the checks catch this mutant" if caught else "no mutant of the reference has this key",
            "remove the entry" if caught else "remove the entry, or copy the mutated line again",
            excuse.key,
        )


def _percent(share: float) -> str:
    """A share in percent, cut off: what is not quite all is never called 100 %."""
    return f"{int(share * 1000) / 10:g} %"
