"""A key changes with whatever may change a mark, and with nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.audit.proofs.barecode import bare
from autograder.audit.proofs.keys import Keys, keys_of
from autograder.audit.proofs.needs import needed_cells, needed_files
from autograder.authoring import read_lab
from autograder.authoring.model import Cell, Lab, Role

pytestmark = pytest.mark.unit

LAB = "shop-growth"
FOLDER = Path("course/modules/shop", LAB)
TINY = Path(__file__).parents[1] / "authoring" / "tiny"
SETUP = "from itertools import pairwise\n"
TASK_2 = '# %% [markdown]\n"""\n## Task 2'


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    shutil.copytree(TINY, tmp_path / "clone")
    return tmp_path / "clone"


def keys(clone: Path) -> Keys:
    return keys_of(read_lab(clone, LAB), clone)


def edit(clone: Path, name: str, old: str, new: str) -> None:
    path = clone / FOLDER / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def changed(clone: Path, before: Keys) -> set[str]:
    """The tasks whose keys are others now, and "lab" if its own is."""
    now = keys(clone)
    assert now.tasks.keys() == before.tasks.keys()
    found = {task for task, key in now.tasks.items() if key != before.tasks[task]}
    return found | ({"lab"} if now.lab != before.lab else set())


BOTH = {"growth", "best-month", "lab"}
EDITS = {
    "an answer": ("lab.py", "100 * (after - before)", "(after - before) * 100", {"growth", "lab"}),
    "an example that a constant is copied from": (
        "lab.py", "is `[10.0]`", "is `[10.5]`", {"growth", "lab"},
    ),
    "a visible check": ("lab.py", "approx([10.0])", "approx([10.01])", {"growth", "lab"}),
    "a hidden check": ("lab.py", '== "June"', '== "July"', {"best-month", "lab"}),
    "points": ("lab.py", '"hidden" points=1', '"hidden" points=2', {"best-month", "lab"}),
    "an import that one task needs": (
        "lab.py", SETUP, "from itertools import pairwise as pairwise\n", {"growth", "lab"},
    ),
    "an import that both need": (
        "lab.py", "approx, check, course_seed", "approx, check as check, course_seed", BOTH,
    ),
    "an import that none needs": ("lab.py", SETUP, f"{SETUP}import math\n", {"lab"}),
    "a call in the set-up": ("lab.py", SETUP, f"{SETUP}print()\n", BOTH),
    "the id of a message": ("lab.py", '"best-month-value"', '"growth-one-value"',
                            {"best-month", "lab"}),
    "a right attempt": ("attempts.py", 'month = "June"', 'month = "Ju" "ne"',
                        {"best-month", "lab"}),
    "what a wrong attempt must get": ("attempts.py", '"best-month-type"', '"best-month-value"',
                                      {"best-month", "lab"}),
    "a mutant that is excused": ("attempts.py", '"May": 91', '"May": 92', {"best-month", "lab"}),
    "what may change": ("attempts.py", "EQUIVALENT = ",
                        'INVARIANT = {"growth": ["input floats"]}\n\nEQUIVALENT = ',
                        {"growth", "lab"}),
    "a table that is ordered": ("attempts.py", "EQUIVALENT = ",
                                'ORDERED = {"x.csv": "by day"}\n\nEQUIVALENT = ', {"lab"}),
    "a locked cell that no task needs": ("lab.py", TASK_2, f'# %%\nprint("seen")\n\n{TASK_2}',
                                         {"lab"}),
    "a locked cell that takes a name's place": (
        "lab.py", TASK_2, f"# %%\nmax = min\n\n{TASK_2}", {"best-month", "lab"},
    ),
    "a message that nobody names": ("messages.toml", "[growth-base]",
                                    '[other]\nen = "Look."\n\n[growth-base]', {"lab"}),
    "prose": ("lab.py", "Mei sells tea cups.", "Mei sells plates.", set()),
    "a docstring": ("lab.py", "Growth of each value over", "The growth of each value over", set()),
    "a comment": ("lab.py", "### BEGIN SOLUTION\n    return",
                  "### BEGIN SOLUTION\n    # in percent\n    return", set()),
    "a hint": ("lab.py", "Which of the two numbers is larger?", "Which is larger?", set()),
    "a message's text": ("messages.toml", 'en = "', 'en = "Look again. ', set()),
    "the reason for an excuse": ("attempts.py", "June stays the larger", "June is larger", set()),
    "the mark scheme": ("lab.py", "names one of them", "names one", set()),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_the_keys_of_what_it_may_mark_otherwise(name: str, clone: Path) -> None:
    file, old, new, expected = EDITS[name]
    before = keys(clone)
    edit(clone, file, old, new)
    assert changed(clone, before) == expected


def test_a_table_a_rule_pack_and_the_package_of_the_data_are_in_the_keys(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = '    assert best_month in ("May", "June"), "best-month-type"\n'
    edit(clone, "lab.py", SETUP, SETUP + "from autograder.checks import data_file, rules\n")
    edit(clone, "lab.py", check, f'{check}    data_file("netsun.csv")\n')
    edit(clone, "lab.py", "    parcels = [100, 110]\n",
         '    rules("vat")\n    from lumina import content\n    parcels = [1, 2]\n')  # fmt: skip
    table = clone / "datasets/lumina/tables/netsun.csv"
    table.parent.mkdir(parents=True)
    table.write_text("year\n", "utf-8")
    before = keys(clone)
    table.write_text("year\n2025\n", "utf-8")
    assert changed(clone, before) == {"best-month", "lab"}
    cells = needed_cells(read_lab(clone, LAB), "growth")
    files = needed_files(cells)
    assert {"content.py", "rules/pack.py", "rules/vat.csv"} <= files.keys()
    assert "rules/duty.csv" not in files


def lab_of(*cells: tuple[str, Role | None, str]) -> Lab:
    made = [Cell("code", source, 1, 1, task or None, role) for task, role, source in cells]
    lab = read_lab(TINY, LAB)
    return Lab(lab.folder, lab.module, tuple(made), {}, lab.attempts)


def test_cells_above_are_followed_by_the_names_that_they_give_and_change() -> None:
    lab = lab_of(
        ("", None, "import pandas as pd\nrates = {}\npd.set_option('display.width', 90)"),
        ("", None, "other = 1"),
        ("a", Role.ANSWER, "def first(x):\n    return x"),
        ("a", Role.CHECK, "draw = 1\nassert first(draw) == 1"),
        ("", None, 'rates["EUR"] = 2'),
        ("b", Role.ANSWER, "def second(x):\n    return first(x) * rates['EUR']"),
        ("b", Role.CHECK, "draw = 2\nassert second(draw) == 4"),
        ("", None, "rates = None"),
    )
    sources = [cell.source for cell in needed_cells(lab, "b")]
    assert sources == [lab.cells[n].source for n in (0, 2, 4, 5, 6)]
    assert [cell.source for cell in needed_cells(lab, "a")] == [
        lab.cells[2].source, lab.cells[3].source,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('def f():\n    """It."""\n    return 1  # one\n', "def f():\n\n    return 1"),
        ('x = """# no comment"""\n', 'x = """# no comment"""'),
        ('"é"; y = "é"  # é\n', '; y = "é"'),
        ("### BEGIN SOLUTION\nx = 1\n\n\n# why\n", "### BEGIN SOLUTION\nx = 1"),
        ("%matplotlib inline\n# why", "%matplotlib inline\n# why"),
    ],
)
def test_code_without_words(source: str, code: str) -> None:
    assert bare(source).split("\n") == [line for line in code.split("\n") if line]
