"""Audits one lab: builds it, runs everything, lets nbgrader run it too, and judges."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from autograder.audit.cards import Messages
from autograder.audit.evidence import Evidence
from autograder.audit.judging import judge
from autograder.audit.mutation import mutants_of
from autograder.audit.plain import autograde
from autograder.audit.report import LabReport
from autograder.audit.running import Bench
from autograder.audit.survival import scores
from autograder.audit.tables import tables_of
from autograder.audit.variations import Notebooks, filled_in
from autograder.authoring.lint import lint
from autograder.authoring.problems import AuthoringError
from autograder.authoring.reader import known_outcomes, read_lab
from autograder.checks import course_seed
from autograder.engine.engine import Engine
from autograder.errors import SettingsError


def audit_lab(
    root: Path,
    lab_id: str,
    engine: Engine,
    *,
    fast: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> LabReport:
    """Grade a lab's reference, its untouched exercise and its attempts, and compare.

    `root` is the clone. `fast` leaves out nbgrader, which takes most of the time. `say` is told
    what is being done.

    Raises:
        LabsError: there is no such lab, or something other than the lab is in the way.
        AuthoringError: the lab does not build.
    """
    started = time.monotonic()
    seed = _seed()
    lab = read_lab(root, lab_id)
    problems = lint(lab, known_outcomes(root))
    if problems:
        raise AuthoringError(problems)
    tables = tables_of(lab, root)
    notebooks = Notebooks(lab)
    attempts = (*lab.right, *lab.wrong)
    say(f"{lab_id}: {len(attempts)} attempts")
    with Bench(engine, notebooks, tables) as bench:
        reference = bench.reference()
        untouched, *packed = bench.each([notebooks.nothing, *notebooks.packed(lab)])
        compatible = bench.each_in_one_process(
            [notebooks.everything, notebooks.nothing, *notebooks.packed(lab)]
        )
        singles = bench.each_alone([notebooks.single(attempt) for attempt in attempts])
        made = [m for task, code in notebooks.reference.items() for m in mutants_of(task, code)]
        say(f"{lab_id}: {len(made)} mutants")
        caught = bench.each_alone(
            [notebooks.alone("mutant", mutant.task, mutant.code) for mutant in made], brief=True
        )
        notes = (bench.note,) if bench.note else ()
    plain = None
    if not fast:
        variations = [run.variation for run in (reference, untouched, *packed)]
        say(f"{lab_id}: nbgrader grades {len(variations)} notebooks")
        submissions = {each.name: filled_in(notebooks.exercise, each) for each in variations}
        plain = autograde(lab_id, notebooks.source, submissions, tables)
    evidence = Evidence(
        lab, root, notebooks.checks, tables, Messages(lab), reference, untouched,
        dict(zip(attempts, singles, strict=True)), list(zip(made, caught, strict=True)), packed,
        compatible, plain,
    )  # fmt: skip
    rows, by_task = judge(evidence), scores(evidence)
    return LabReport(lab_id, seed, rows, notes, time.monotonic() - started, by_task)


def _seed() -> int:
    try:
        return course_seed()
    except ValueError as error:
        raise SettingsError(str(error)) from error
