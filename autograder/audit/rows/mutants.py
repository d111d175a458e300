"""Do the checks catch the reference with one small mistake?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.audit.answers.mutation import Mutant
from autograder.audit.bench.outcomes import Run
from autograder.audit.evidence import Evidence, points
from autograder.audit.mutation_score import excused, excuses, scores
from autograder.audit.question import PROVEN, question
from autograder.audit.report import Row, Score, Surprise

BAR = 0.95


@question(
    80,
    "mutants of the reference",
    f"fewer points than full: {BAR * 100:g} % of them, in every task",
)
def mutants(evidence: Evidence) -> Row:
    """The mutants of all tasks: survivors, and excuses that excuse nothing."""
    wanted = f"{BAR * 100:g} % caught, in every task"
    if not evidence.subject.varied:
        return Row(0, wanted, PROVEN, left_out=True)
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
    return Row(total.made, wanted, got, surprises, notices=notices)


def _survivor(evidence: Evidence, mutant: Mutant, run: Run) -> Surprise:
    key = repr(mutant.key) if "\n" not in mutant.key else f'"""{mutant.key}"""'
    return Surprise(
        mutant.task,
        f"mutant: {mutant.operator}",
        evidence.subject.cell_place(mutant.task, mutant.line),
        f"fewer than {sum(outcome.check.points for outcome in run.outcomes):g} points",
        f"{points(run.outcomes)}; every check passed",
        "add an assert that fails for it; if it is right, too, list it in attempts.py: "
        f'EQUIVALENT = {{"{mutant.task}": {{{key}: "why"}}}}',
        mutant.diff,
    )


def _idle_excuses(evidence: Evidence) -> Iterator[Surprise]:
    """Excuses that match no mutant, or one that is caught."""
    for excuse in evidence.subject.attempts.equivalent:
        if excuse.task not in evidence.subject.varied or not evidence.sound(excuse.task):
            continue
        runs = [run for mutant, run in evidence.mutants if excuses(excuse, mutant)]
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
