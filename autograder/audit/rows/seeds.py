"""Do the marks stay the same with the seeds of other courses?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.audit.bench.seeds import Seeded, passes
from autograder.audit.evidence import Evidence, as_said
from autograder.audit.further import passing
from autograder.audit.question import question
from autograder.audit.report import Row, Surprise
from autograder.audit.surprises import of_attempt

_FEW = 3
BAR = 0.95


@question(
    65,
    "hidden checks with the seeds of other courses",
    "the same with each of a hundred seeds: full marks for the reference and right attempts, fewer "
    "points and its message for a wrong one. Mutants that a drawing check caught meet five more "
    "seeds, and 95 % of them are caught with all",
)
def seeds(evidence: Evidence) -> Row:
    """References, attempts and mutants with other draws."""
    further = evidence.further
    wanted = f"the same with each of {len(further.seeds)} seeds"
    if not further.seeds:
        return Row(0, wanted, "not tried", left_out=True)
    found = (*_references(evidence), *_attempts(evidence))
    lucky = tuple(_mutants(evidence))
    total = len(evidence.tasks) + len(evidence.subject.attempts.all)
    caught = sum(not run.full for _, run in evidence.mutants)
    got = f"{total - len(found)} of {total} are"
    if lucky:
        got += f"; of {caught} mutants caught, {len(lucky)} pass with another seed"
    failed = caught and len(lucky) > (1 - BAR) * caught
    surprises = (*found, *lucky) if failed else found
    return Row(total, wanted, got, surprises, notices=() if failed else lucky)


def _references(evidence: Evidence) -> Iterator[Surprise]:
    for task, seeded in evidence.further.references.items():
        lost = [seed for seed in seeded if not passes(seeded[seed])]
        if lost and evidence.sound(task):
            yield Surprise(
                task,
                "reference",
                evidence.subject.cell_place(task),
                f"full marks with each of {len(seeded)} seeds",
                f"points lost with {_named(lost, seeded)}; {evidence.got(seeded[lost[0]])}",
                "mend the check, or the reference: its draw meets a case that nobody thought of",
            )


def _attempts(evidence: Evidence) -> Iterator[Surprise]:
    remedy = "plant the case in the check in place of leaving it to the draw"
    for attempt, seeded in evidence.further.attempts.items():
        full = passing(seeded)
        if attempt.message is None:
            lost = [seed for seed in seeded if seed not in full]
            if lost and full:  # if it loses with all, the row of right attempts says so
                got = f"points lost with {_named(lost, seeded)}; {evidence.got(seeded[lost[0]])}"
                wanted = f"full marks with each of {len(seeded)} seeds"
                yield of_attempt(evidence, attempt, wanted, got, "mend the check")
            continue
        if full:
            got = f"full marks with {_named(full, seeded)}"
            wanted = f"fewer points with each of {len(seeded)} seeds"
            yield of_attempt(evidence, attempt, wanted, got, remedy)
            continue
        other = [
            seed
            for seed, outcomes in seeded.items()
            if outcomes and not as_said(evidence.messages, attempt, outcomes)
        ]
        if other and len(other) < len(seeded):
            got = f"another with {_named(other, seeded)}; {evidence.got(seeded[other[0]])}"
            wanted = f"{attempt.message} with each of {len(seeded)} seeds"
            yield of_attempt(evidence, attempt, wanted, got, remedy)


def _mutants(evidence: Evidence) -> Iterator[Surprise]:
    for mutant, seeded in evidence.further.mutants:
        full = passing(seeded)
        if full:
            yield Surprise(
                mutant.task,
                f"mutant: {mutant.operator}",
                evidence.subject.cell_place(mutant.task, mutant.line),
                f"fewer points with each of {len(seeded)} seeds",
                f"full marks with {_named(full, seeded)}",
                "plant the case in the check in place of leaving it to the draw",
                mutant.diff,
            )


def _named(some: Sequence[int], seeded: Seeded) -> str:
    first = ", ".join(map(str, some[:_FEW]))
    more = " ..." if len(some) > _FEW else ""
    return f"{len(some)} of {len(seeded)} seeds: {first}{more}"
