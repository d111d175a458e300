"""A lab that is not fair is caught: each spoiled lab has its own row, attempt and words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from spoiled_lab import LAB, Audit, Edit, failed

from autograder.audit.audit import audit_lab
from autograder.audit.bench.engines import Engines
from autograder.authoring import AuthoringError

pytestmark = pytest.mark.labs

SETUP = "from autograder.checks import approx, check, course_seed, fill\n"
MONTH = 'assert best_month in ("May", "June"), "best-month-type"\n'


@dataclass(frozen=True)
class Spoiled:
    """A change of the tiny lab, and the one surprise that it must cause."""

    file: str
    old: str
    new: str
    row: str
    attempt: str
    expected: str
    got: str


SPOILED = {
    "a hidden check without effect": Spoiled(
        "lab.py", 'assert best_month == "June", "best-month-value"',
        'assert best_month, "best-month-value"',
        "wrong", "the smaller number", "fewer than 2 points; best-month-value",
        "2 of 2 points; every check passed",
    ),
    "an attempt that gets another message": Spoiled(
        "attempts.py", '"best-month-type"', '"best-month-value"',
        "wrong", "a number", "fewer than 2 points; best-month-value",
        "0 of 2 points; best-month-type: The best month is not a text.",
    ),
    "an attempt that gets no message of the lab": Spoiled(
        "attempts.py", '"raised"', '"growth-one-value"',
        "wrong", "fails on short lists", "fewer than 3 points; growth-one-value",
        "1 of 3 points; raised: ",
    ),
    "a right attempt that fails": Spoiled(
        "attempts.py", "[number - 1] - 1) * 100)", "[number - 1] - 1) * 99)",
        "right", "a loop", "all 3 points", "0 of 3 points; growth-base: ",
    ),
    "an exercise that has points": Spoiled(
        "lab.py", MONTH, 'assert "best" in "best_month", "best-month-type"\n',
        "untouched", "untouched", "0 points; not-attempted", "1 of 1 points; every check passed",
    ),
    "an exercise that is called wrong": Spoiled(
        "lab.py", MONTH, 'assert "best_month" in globals(), "best-month-type"\n    ' + MONTH,
        "untouched", "untouched", "0 points; not-attempted", "0 of 1 points; best-month-type: ",
    ),
    "too few attempts": Spoiled(
        "attempts.py", '        "typed": \'best_month = "June"\',\n', "",
        "enough", "attempts.py", "2 right and 3 wrong attempts, or more", "1 right and 3 wrong",
    ),
    "a check with code before it": Spoiled(
        "lab.py", 'with check("best-month"):\n    ' + MONTH,
        'length = len(best_month)\nwith check("best-month"):\n    ' + MONTH,
        "shown", "untouched, and 4 more", "a card with a short message",
        "the cell ends with NameError outside of its `with check`; it shows a line of the check's "
        "source; it shows no card",
    ),
}  # fmt: skip


def test_the_tiny_lab_is_fair(audit: Audit) -> None:
    report = audit()
    assert report.passed, report.surprises
    rows = {row.id: (row.number, row.got) for row in report.rows}
    assert rows["reference"] == (1, "5 of 5 points")
    assert rows["untouched"] == (1, "0 of 5 points; 4 of 4 checks say not attempted")
    assert rows["right"] == (4, "4 of 4 do")
    assert rows["wrong"] == (9, "9 of 9 do")
    assert rows["apart"] == (8, "none does")
    assert [row.id for row in report.rows if row.left_out] == ["steady", "compat", "nbgrader"]


@pytest.mark.parametrize("name", SPOILED)
def test_what_is_unfair_is_named(name: str, audit: Audit, edit: Edit) -> None:
    spoiled = SPOILED[name]
    edit(spoiled.file, spoiled.old, spoiled.new)
    found = failed(audit())
    assert spoiled.row in found, found
    surprise = found[spoiled.row][0]
    assert (surprise.attempt, surprise.expected) == (spoiled.attempt, spoiled.expected)
    assert surprise.got.startswith(spoiled.got)
    assert surprise.remedy


def test_a_mutant_that_survives_is_shown_with_its_line_and_its_key(
    audit: Audit, edit: Edit
) -> None:
    edit("lab.py", 'assert base[0] == approx(100 * (levels[1] / levels[0] - 1)), "growth-base"',
         'assert base, "growth-base"')  # fmt: skip
    edit("lab.py", "assert growth([50, 100]) == approx([100.0])", "assert growth([50, 100])")
    edit(
        "lab.py", "assert growth([2, 2, -1]) == approx([0.0, -150.0])", "assert growth([2, 2, -1])"
    )
    edit("lab.py", "== approx([0.158571, -50.0791], abs=1e-4)", "")
    edit("lab.py", "assert result == approx([10.0])", "assert result == approx([10.0], abs=1)")
    report = audit()
    (score,) = [score for score in report.scores if score.task == "growth"]
    assert score.caught < score.made
    survivors = [*failed(report).get("mutants", ()), *report.notices]
    (surprise, *_) = [one for one in survivors if one.code.startswith("-     return")]
    removed, added = surprise.code.split("\n")
    assert removed == (
        "-     return [100 * (after - before) / before for before, after in pairwise(levels)]"
    )
    assert added[6:] in surprise.remedy
    assert "list it in attempts.py: EQUIVALENT = " in surprise.remedy


@pytest.mark.parametrize(
    ("old", "new", "got"),
    [
        ('"May": 91', '"May": 92', "no mutant of the reference has this key"),
        (
            'best_month = max({"May": 91, "June": 120}.items(), key=lambda item: item[1])[0]',
            'best_month = min({"May": 90, "June": 120}.items(), key=lambda item: item[1])[0]',
            "the checks catch this mutant",
        ),
    ],
)
def test_an_excuse_that_excuses_nothing_is_an_error(
    audit: Audit, edit: Edit, old: str, new: str, got: str
) -> None:
    edit("attempts.py", old, new)
    surprises = failed(audit())["mutants"]
    assert got in {surprise.got for surprise in surprises}
    assert all(surprise.remedy for surprise in surprises)


def test_a_reference_that_fails_is_one_surprise_at_its_line(audit: Audit, edit: Edit) -> None:
    edit("lab.py", "100 * (after - before) / before", "100 * (after - before) / after")
    found = failed(audit())
    (surprise,) = found["reference"]
    lines = Path("course/modules/shop", LAB, "lab.py").read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if 'task="growth" role="answer"' in text)
    assert surprise.place == f"course/modules/shop/{LAB}/lab.py:{line}"
    assert surprise.got.startswith("0 of 3 points; growth-base: ")
    assert set(found) == {"reference"}


def test_an_attempt_that_harms_another_task_is_found(audit: Audit, edit: Edit) -> None:
    edit(
        "attempts.py",
        "import numpy as np\n\ndef growth",
        "import numpy as np\n\nsorted = None\n\ndef growth",
    )
    (surprise,) = failed(audit())["apart"]
    assert (surprise.task, surprise.attempt) == ("best-month", "sorted")
    assert surprise.expected == "as alone: 2 of 2 points; every check passed"
    assert "growth: numpy" in surprise.got


def test_a_hidden_check_that_is_missing_stops_the_audit(audit: Audit, edit: Edit) -> None:
    edit("lab.py", 'role="hidden" points=1', 'role="check" points=1')
    with pytest.raises(AuthoringError, match=r"lab\.py:\d+: .*'best-month' has no hidden check"):
        audit()


def test_a_slow_reference_and_much_data_are_found(
    audit: Audit, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit("lab.py", SETUP, SETUP + "from autograder.checks import data_file\n\n"
         'data_file("netsun.csv").read_text("utf-8")\n')  # fmt: skip
    monkeypatch.setattr("autograder.audit.rows.cpu.CPU_SECONDS", 0.0)
    monkeypatch.setattr("autograder.audit.rows.data.MEGABYTES", 0.0)
    found = failed(audit())
    assert found["cpu"][0].expected == "0 s at most"
    assert found["data"][0].got.endswith(" MB")
    assert set(found) == {"cpu", "data"}


def test_a_table_that_is_not_there_is_named_with_its_line(audit: Audit, edit: Edit) -> None:
    edit("lab.py", SETUP, SETUP + 'from autograder.checks import data_file\ndata_file("no.csv")\n')
    with pytest.raises(AuthoringError, match=r"lab\.py:\d+: there is no table 'no\.csv'; add it"):
        audit()


def test_a_lab_finds_tables_rules_and_the_seed_of_the_course(
    clone: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit("lab.py", SETUP, SETUP + (
        "from autograder.checks import data_file, rules\n\n"
        'data_file("netsun.csv").read_text("utf-8")\n'
        'assert rules("vat").rules\n'
        "assert course_seed() == 7\n"
    ))  # fmt: skip
    monkeypatch.setenv("LABS_SEED", "7")
    with Engines() as engine:
        report = audit_lab(clone, LAB, engine, fast=True)
    assert report.passed, report.surprises
    *_, limits = report.notes  # the set-up cells need the seed, so they are not shared
    assert report.seed == 7
    assert "limits for grading.toml: wall_seconds = 10" in limits


def test_set_up_cells_that_write_files_cost_a_note_and_no_mark(audit: Audit, edit: Edit) -> None:
    edit("lab.py", SETUP, SETUP + '\nopen("scratch.txt", "w").close()\n')
    report = audit()
    assert report.passed, report.surprises
    note, _ = report.notes
    assert note.endswith("the locked cells write files")
