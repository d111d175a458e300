"""Finds out what `Further` holds: by more runs than those that give the marks."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from autograder.audit.answers.mutation import Mutant
from autograder.audit.answers.trials import answered
from autograder.audit.answers.variations import Variation
from autograder.audit.bench.bench import Bench
from autograder.audit.bench.cards import Messages
from autograder.audit.bench.outcomes import Outcome, Run
from autograder.audit.bench.parallel import parallel
from autograder.audit.bench.seeds import Seeded, SeedRuns, passes
from autograder.audit.calls.sketch import PRINT, Sketch, read, recorded
from autograder.audit.evidence import as_said, first_failed
from autograder.audit.further import Further
from autograder.audit.page import Page, Shown
from autograder.audit.subject import Subject
from autograder.authoring.model import Attempt, Attempts

SKETCHED = 3  # seeds with which calls are noted
SAMPLE = 5  # further seeds for a mutant


def sketches(bench: Bench, subject: Subject, seed: int) -> dict[str, Sketch]:
    """What the checks of each task hand to its functions, with a few seeds.

    A task without functions has none, and neither has one whose calls cannot be noted.
    """

    def sketch(task: str) -> Sketch | None:
        checks = "\n".join(
            cell.source for cell, check in subject.notebooks.test_cells() if check.task == task
        )
        answer = subject.notebooks.reference[task]
        functions = answered(answer, checks).functions
        if not functions:
            return None
        code = recorded(answer, functions)
        text = bench.seed_runs(task).printed(code, range(seed, seed + SKETCHED), PRINT)
        return read(text) if text.startswith("{") else None

    found = parallel(sketch, subject.varied)
    return {task: one for task, one in zip(subject.varied, found, strict=True) if one}


def over_seeds(
    bench: Bench,
    subject: Subject,
    messages: Messages,
    seeds: Sequence[int],
    packed: Sequence[Run],
    alone: Mapping[Attempt, Run],
    mutants: Iterable[tuple[Mutant, Run]],
) -> Further:
    """References, attempts and mutants with other seeds.

    `packed`, `alone` and `mutants` came out with the seed of the audit. What a check without a
    draw stops is stopped with every seed, so it is not run again.
    """
    beside = {one: run for run in packed for one in run.variation.attempts}
    runs = {task: bench.seed_runs(task) for task in subject.varied}
    drawing = frozenset(name for run in runs.values() for name in run.drawing)

    def settled(found: Sequence[Outcome]) -> bool:
        failed = first_failed(found)
        return failed is not None and failed.check.id not in drawing

    tasks = [task for task in subject.varied if runs[task].drawing]
    attempts = [
        one
        for one in subject.attempts.all
        if one.task in tasks and not settled((alone.get(one) or beside[one]).of(one.task))
    ]
    caught = [
        mutant
        for mutant, run in mutants
        if mutant.task in tasks and not run.full and not settled(run.outcomes)
    ]
    notebooks = subject.notebooks
    asked: list[tuple[Variation, Callable[[Sequence[Outcome]], bool]]] = [
        (dataclasses.replace(notebooks.everything, task=task), passes) for task in tasks
    ]
    asked += [(notebooks.single(one), partial(as_said, messages, one)) for one in attempts]
    done = _each(runs, asked, seeds)
    sample = range(seeds[0] + 1, seeds[0] + 1 + SAMPLE) if seeds else ()
    others = [
        (notebooks.alone("mutant", one.task, one.code), lambda found: not passes(found))
        for one in caught
    ]
    return Further(
        seeds=seeds,
        sample=sample,
        drawing=drawing,
        references=dict(zip(tasks, done, strict=False)),
        attempts=dict(zip(attempts, done[len(tasks) :], strict=True)),
        mutants=[*zip(caught, _each(runs, others, sample), strict=True)],
    )


def _each(
    runs: Mapping[str, SeedRuns],
    asked: Sequence[tuple[Variation, Callable[[Sequence[Outcome]], bool]]],
    seeds: Sequence[int],
) -> list[Seeded]:
    """Each answer with each seed; what is not as expected runs again alone, and that counts."""
    found: list[Seeded] = [{} for _ in asked]
    jobs = [
        (runs[task], [numbers[n] for n in chosen], some)
        for task in runs
        for numbers in [[n for n, (one, _) in enumerate(asked) if one.task == task]]
        for chosen, some in runs[task].jobs([asked[n][0] for n in numbers], seeds)
    ]

    def run(job: tuple[SeedRuns, list[int], Sequence[int]]) -> list[Seeded]:
        where, numbers, some = job
        return where.run([asked[number][0] for number in numbers], some)

    for (_, numbers, _), results in zip(jobs, parallel(run, jobs), strict=True):
        for number, seeded in zip(numbers, results, strict=True):
            found[number].update(seeded)
    again = [
        (runs[asked[number][0].task], [number], [seed])
        for number, seeded in enumerate(found)
        for seed in _first_doubts(asked[number][1], seeded)
    ]
    for (_, (number,), _), (seeded,) in zip(again, parallel(run, again), strict=True):
        found[number].update(seeded)
    return found


def _first_doubts(as_expected: Callable[[Sequence[Outcome]], bool], seeded: Seeded) -> list[int]:
    """The first seeds with which an answer came out otherwise than it should."""
    return [seed for seed, outcomes in seeded.items() if not as_expected(outcomes)][:2]


def page(bench: Bench, subject: Subject) -> Page:
    """What locked cells show with the reference and with right attempts, in one process."""
    notebooks = subject.notebooks
    right = notebooks.packed(Attempts(right=subject.attempts.right))
    everything = notebooks.everything
    wanted = [(everything, True), (everything, False), *((one, True) for one in right)]

    def shown(each: tuple[Variation, bool]) -> Shown:
        variation, hidden = each
        return bench.page(variation, hidden=hidden)

    whole, student, *others = parallel(shown, wanted)
    return Page(whole, student, [*zip(right, others, strict=True)])
