"""Audits one lab: builds it, runs everything, lets nbgrader run it too, and judges."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from autograder.audit.answers.mutation import mutants_of
from autograder.audit.answers.mutation.misread.made import misreadings_of
from autograder.audit.answers.trials import Material, Trial
from autograder.audit.answers.variations import Notebooks, filled_in
from autograder.audit.bench.bench import Bench
from autograder.audit.bench.cards import Messages
from autograder.audit.bench.engines import Engines
from autograder.audit.bench.nbgrader_scores import autograde
from autograder.audit.bench.outcomes import Run
from autograder.audit.bench.reruns import run_again
from autograder.audit.bench.suggested_limits import suggestion
from autograder.audit.evidence import Evidence, as_said
from autograder.audit.finding import over_seeds, page, sketches
from autograder.audit.mutation_score import excused, scores
from autograder.audit.proofs.results import results
from autograder.audit.question import Question
from autograder.audit.report import LabReport
from autograder.audit.rows import questions
from autograder.audit.subject import Subject, lab_subject, notebook_subject
from autograder.authoring.model import Attempt
from autograder.checks import course_seed
from autograder.errors import LabsError, SettingsError

Say = Callable[[str], None]
SEEDS, FAST_SEEDS = 100, 10


def audit_lab(
    root: Path,
    lab_id: str,
    engines: Engines,
    *,
    tasks: Collection[str] = (),
    fast: bool = False,
    nbgrader: bool = False,
    seeds: int | None = None,
    skipped: Collection[str] = (),
    known: Mapping[str, Collection[str]] = MappingProxyType({}),
    say: Say = lambda _: None,
) -> LabReport:
    """Grade a lab's reference, its attempts and hundreds of variations of them, and compare.

    `root` is the clone. `tasks` are those that are audited; all, if none is named. `fast` leaves
    out the reference run again; `nbgrader` lets nbgrader grade, too, which takes more time than
    all else. `skipped` are tasks whose reference is not varied; their attempts run. `known` has
    for those that were proven before the messages that only automatic answers get. `say` is told
    what is being done.

    Raises:
        LabsError: there is no such lab, or something other than the lab is in the way.
        AuthoringError: the lab does not build.
    """

    def read() -> Subject:
        subject = lab_subject(root, lab_id).only(tasks)
        return replace(subject, skipped=frozenset(skipped), known=known)

    return _audit(read, engines, fast, nbgrader, seeds, say)


def audit_notebook(
    path: Path,
    engines: Engines,
    *,
    tasks: Collection[str] = (),
    fast: bool = False,
    nbgrader: bool = False,
    seeds: int | None = None,
    say: Say = lambda _: None,
) -> LabReport:
    """Do the same for a source notebook of some nbgrader course, as far as it goes.

    Raises:
        LabsError: the notebook has no automatic test, or cannot be used.
    """
    return _audit(lambda: notebook_subject(path).only(tasks), engines, fast, nbgrader, seeds, say)


def _audit(
    read: Callable[[], Subject],
    engines: Engines,
    fast: bool,
    nbgrader: bool,
    seeds: int | None,
    say: Say,
) -> LabReport:
    started = time.monotonic()
    seed = _seed()
    subject = read()
    notebooks, messages = subject.notebooks, Messages(subject.messages)
    try:
        made = [m for task in subject.varied for m in mutants_of(task, notebooks.reference[task])]
        tried = [trial for task in subject.varied for trial in _trials(subject, task)]
    except SyntaxError as error:
        raise LabsError(
            f"an answer or a check of {subject.name} is not plain Python ({error})",
            "an audit reads no magic commands; write them another way",
        ) from error
    # One task alone is not beside another: its attempts are run by themselves.
    packed = notebooks.packed(subject.attempts) if len(subject.chosen) != 1 else []
    say(f"{subject.name}: {len(subject.attempts.all)} attempts, {len(tried)} made automatically")
    with (
        Bench(engines.main, notebooks, subject.tables) as bench,
        ThreadPoolExecutor(1) as beside,
    ):
        if not fast:
            engines.start_others(bench.packages)
        reference, needs = bench.reference()
        again = None if fast else beside.submit(run_again, subject, engines, seed, bench)
        bench.prepare(subject.tasks)
        sketched = sketches(bench, subject, seed)
        made += [
            mutant
            for task, sketch in sketched.items()
            for mutant in misreadings_of(task, notebooks.reference[task], sketch)
        ]
        untouched, *together = bench.each([notebooks.nothing, *packed])
        whole = [reference, untouched, *together]
        variations = [run.variation for run in whole]
        compatible = bench.each_in_one_process(variations) if nbgrader else None
        alone = _alone(bench, subject, messages, together)
        trials = list(_tried(bench, notebooks, tried))
        say(f"{subject.name}: {len(made)} mutants")
        caught = bench.each_in_batches(
            [notebooks.alone("mutant", mutant.task, mutant.code) for mutant in made],
            lambda number, run: run.full == excused(subject.attempts, made[number]),
            brief=True,
        )
        count = (FAST_SEEDS if fast else SEEDS) if seeds is None else seeds
        say(f"{subject.name}: {count} seeds")
        tested = list(zip(made, caught, strict=True))
        further = over_seeds(
            bench, subject, messages, range(seed, seed + count), together, alone,
            [(mutant, run) for mutant, run in tested if not excused(subject.attempts, mutant)],
        )  # fmt: skip
        further = replace(further, sketches=sketched, page=page(bench, subject))
        notes = tuple(filter(None, (*bench.notes, suggestion(needs))))
        steady = again.result() if again else None
    plain = None
    if nbgrader:
        say(f"{subject.name}: nbgrader grades {len(variations)} notebooks")
        submissions = {each.name: filled_in(notebooks.exercise, each) for each in variations}
        plain = autograde(subject.name, notebooks.source, submissions, subject.tables)
    evidence = Evidence(
        subject, messages, reference, needs, untouched, alone,
        tested, together, compatible, trials, steady, plain, further,
    )  # fmt: skip
    rows = tuple(question.ask(evidence) for question in _asked(subject))
    took = time.monotonic() - started
    return LabReport(subject.name, seed, rows, notes, took, scores(evidence), results(evidence))


def _alone(
    bench: Bench, subject: Subject, messages: Messages, together: Sequence[Run]
) -> dict[Attempt, Run]:
    """Attempts by themselves: those that surprise beside the attempts at other tasks.

    Without others beside them it is all of them.
    """
    outcomes = {one: run.of(one.task) for run in together for one in run.variation.attempts}
    attempts = [
        attempt
        for attempt in subject.attempts.all
        if not (attempt in outcomes and as_said(messages, attempt, outcomes[attempt]))
    ]
    runs = bench.each_in_batches(
        [subject.notebooks.single(attempt) for attempt in attempts],
        lambda number, run: as_said(messages, attempts[number], run.outcomes),
    )
    return dict(zip(attempts, runs, strict=True))


def _tried(
    bench: Bench, notebooks: Notebooks, trials: Sequence[Trial]
) -> Iterator[tuple[Trial, Run]]:
    """The answers that were made automatically; each hostile one is tried in all tasks at once."""
    cheating = [trial for trial in trials if trial.hostile]
    honest = [trial for trial in trials if not trial.hostile]
    by_name = dict[tuple[str, str], dict[str, str]]()
    for trial in cheating:
        by_name.setdefault((trial.row, trial.name), {})[trial.task] = trial.code
    cheats = [notebooks.answered(name, codes) for (_, name), codes in by_name.items()]
    with ThreadPoolExecutor(1) as pool:  # a cheat that hangs is waited for
        tasks = {trial.task for trial in cheating}
        attacks = pool.submit(bench.each_hostile, cheats, tasks) if cheats else None
        runs = bench.each_in_batches(
            [notebooks.alone(trial.name, trial.task, trial.code) for trial in honest],
            lambda number, run: honest[number].as_expected(run.full, run.score),
        )
        attacked = dict(zip(by_name, attacks.result() if attacks else [], strict=True))
    yield from zip(honest, runs, strict=True)
    for trial in cheating:
        run = attacked[trial.row, trial.name]
        yield trial, replace(run, outcomes=run.of(trial.task))


def _trials(subject: Subject, task: str) -> list[Trial]:
    """The answers to a task that are made automatically."""
    visible, checks = (
        "\n".join(
            cell.source
            for cell, check in subject.notebooks.test_cells()
            if check.task == task and not (check.hidden and only_visible)
        )
        for only_visible in (True, False)
    )
    allowed = [excuse for excuse in subject.attempts.invariant if excuse.task == task]
    right = {one.name: one.code for one in subject.attempts.right if one.task == task}
    unchanged = any(excuse.task == task for excuse in subject.attempts.unchanged)
    answer = subject.notebooks.reference[task]
    given = Material(task, answer, visible, checks, allowed, right, unchanged)
    return [trial for question in _asked(subject) for trial in question.trials(given)]


def _asked(subject: Subject) -> list[Question]:
    """The questions that can be asked of a lab, or of a notebook of others."""
    return [question for question in questions() if subject.own or not question.own]


def _seed() -> int:
    try:
        return course_seed()
    except ValueError as error:
        raise SettingsError(str(error)) from error
