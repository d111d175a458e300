"""Answers that run one after the other in the same processes get what they would get alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from spoiled_lab import LAB, Edit

from autograder.audit.answers.mutation import mutants_of
from autograder.audit.answers.variations import Variation
from autograder.audit.audit import _trials, audit_lab
from autograder.audit.bench.batches import Batches
from autograder.audit.bench.bench import Bench
from autograder.audit.bench.engines import Engines
from autograder.audit.bench.outcomes import Run
from autograder.audit.subject import Subject, lab_subject

pytestmark = pytest.mark.labs

SETUP = "from autograder.checks import approx, check, course_seed, fill\n"
TASK_2 = '# %% [markdown]\n"""\n## Task 2'
RIGHT = "def growth(levels):\n    return [100 * (b - a) / a for a, b in zip(levels, levels[1:])]\n"


@pytest.fixture
def subject(clone: Path) -> Subject:
    return lab_subject(clone, LAB)


@pytest.fixture
def bench(subject: Subject, engine: Engines) -> Iterator[Bench]:
    with Bench(engine.main, subject.notebooks, subject.tables) as bench:
        bench.reference()
        bench.prepare(subject.tasks)
        yield bench


def answers(subject: Subject, *codes: str) -> list[Variation]:
    return [subject.notebooks.alone("answer", "growth", code) for code in codes]


def scores(runs: list[Run]) -> list[float]:
    return [run.score for run in runs]


def trusted(number: int, run: Run) -> bool:
    """No run is made again because of what came out."""
    return True


def test_every_answer_gets_the_points_and_cards_that_it_gets_alone(
    subject: Subject, bench: Bench
) -> None:
    notebooks = subject.notebooks
    tried = [
        *map(notebooks.single, subject.attempts.all),
        *(
            notebooks.alone(one.name, one.task, one.code)
            for task in subject.tasks
            for one in _trials(subject, task)
            if not one.hostile
        ),
        *(
            notebooks.alone("mutant", one.task, one.code)
            for task in subject.tasks
            for one in mutants_of(task, notebooks.reference[task])
        ),
    ]
    assert len(tried) > 50
    together, alone = bench.each_in_batches(tried, trusted), bench.each_alone(tried)
    assert [run.outcomes for run in together] == [run.outcomes for run in alone]
    assert {run.full for run in alone} == {True, False}


def test_a_name_that_an_answer_leaves_behind_helps_no_other(subject: Subject, bench: Bench) -> None:
    helper = f"def gains(levels):{RIGHT.partition(':')[2]}"
    uses = "def growth(levels):\n    return gains(levels)\n"
    runs = bench.each_in_batches(answers(subject, helper + uses, uses, RIGHT), trusted)
    assert scores(runs) == [3, 0, 3]


def test_an_answer_that_spoils_a_table_costs_no_other_a_point(
    edit: Edit, clone: Path, engine: Engines
) -> None:
    edit("lab.py", SETUP, SETUP + "\nunits = [100]\n")
    edit("lab.py", "return [100 * (after", "return [units[0] * (after")
    subject = lab_subject(clone, LAB)
    spoils = RIGHT + "units[0] = 1\n"
    own = RIGHT.replace("100", "units[0]")
    with Bench(engine.main, subject.notebooks, subject.tables) as bench:
        bench.reference()
        bench.prepare(subject.tasks)
        runs = bench.each_in_batches(answers(subject, own, spoils, own, own), trusted)
    assert scores(runs) == [3, 3, 3, 3]


@pytest.mark.parametrize(
    "ends",
    [f"{RIGHT}import os\nos._exit(0)\n", "import os\ndef growth(levels):\n    os._exit(0)\n"],
    ids=["at once", "when it is called"],
)
def test_an_answer_that_ends_its_process_ends_no_other(
    ends: str, subject: Subject, bench: Bench
) -> None:
    runs = bench.each_in_batches(answers(subject, RIGHT, ends, RIGHT), trusted)
    assert scores(runs) == [3, 0, 3]


def test_an_answer_that_never_ends_holds_up_no_other(subject: Subject, bench: Bench) -> None:
    endless = "def growth(levels):\n    while True:\n        pass\n"
    runs = bench.each_in_batches(answers(subject, RIGHT, endless, RIGHT), trusted, brief=True)
    assert [run.full for run in runs] == [True, False, True]


def test_a_run_that_is_not_as_expected_is_made_again_alone(
    subject: Subject, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = "def growth(levels):\n    return []\n"
    mixed_up = bench.each_alone(answers(subject, wrong, RIGHT))
    monkeypatch.setattr(Batches, "run", lambda batches, answers: mixed_up)
    runs = bench.each_in_batches(
        answers(subject, RIGHT, wrong), lambda n, run: run.full == (n == 0)
    )
    assert scores(runs) == [3, 0]


def test_cells_that_show_the_same_for_every_answer_run_for_the_reference_alone(
    edit: Edit, clone: Path, engine: Engines
) -> None:
    edit("lab.py", TASK_2, f'# %%\nprint("seen")\n\n{TASK_2}')
    subject = lab_subject(clone, LAB)
    with Bench(engine.main, subject.notebooks, subject.tables) as bench:
        bench.reference()
        runner = bench._runner
        cells = runner.cells(subject.notebooks.everything, runner.all_tasks)
        assert 'print("seen")' in [c.source for c in runner.whole(subject.notebooks.everything)]
        assert 'print("seen")' not in [cell.source for cell in cells]


def test_a_file_that_such_a_cell_writes_and_a_check_reads_keeps_all_cells(
    edit: Edit, clone: Path, engine: Engines
) -> None:
    edit("lab.py", TASK_2, f'# %%\nopen("months.txt", "w").close()\n\n{TASK_2}')
    edit("lab.py", "best_month = max(", 'open("months.txt").close()\nbest_month = max(')
    subject = lab_subject(clone, LAB)
    with Bench(engine.main, subject.notebooks, subject.tables) as bench:
        reference, _ = bench.reference()
        assert reference.full
        assert not bench._runner.lean
    rows = {row.id: row for row in audit_lab(clone, LAB, engine, tasks=["best-month"]).rows}
    assert rows["steady"].state == "good", rows["steady"]  # under other seeds, too
