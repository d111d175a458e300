"""What the audit finds beyond the marks: over seeds, by the calls of checks, on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoiled_lab import LAB, Edit

from autograder.audit.audit import audit_lab
from autograder.audit.bench.engines import Engines
from autograder.audit.report import Row

pytestmark = pytest.mark.labs

PLANTED = """    assert growth([2, 2, -1]) == approx([0.0, -150.0]), "growth-base"
"""
FALLING = (
    "    assert growth([0.7, 0.70111, 0.35]) == approx([0.158571, -50.0791], abs=1e-4), "
    '"growth-base"\n'
)
DRAWN = """    if draw.random() < 0.5:
        assert growth([2, 2, -1]) == approx([0.0, -150.0]), "growth-base"
"""
POSITIVE = """
def growth(levels):
    return [abs(100 * (b - a) / a) for a, b in zip(levels, levels[1:])]
"""
TASK_2 = '# %% [markdown]\n"""\n## Task 2'
PAGE = '''# %% [markdown]
r"""
Copy `re.sub("\\\\d", "", text)` or `growth(levels`.
"""

# %%
try:
    print(months, growth([1, 2])[0].is_integer())
except Exception:
    print("appears when Task 1 passes")

'''


def rows(clone: Path, engine: Engines, seeds: int, *tasks: str) -> dict[str, Row]:
    report = audit_lab(clone, LAB, engine, tasks=tasks, fast=True, seeds=seeds)
    return {row.id: row for row in report.rows}


def test_an_attempt_that_some_seeds_let_pass_is_named_with_these_seeds(
    clone: Path, engine: Engines, edit: Edit
) -> None:
    edit("lab.py", PLANTED, DRAWN)
    edit("lab.py", FALLING, "")
    edit("lab.py", "levels = [draw.uniform(50, 150) for _ in range(6)]",
         "levels = sorted(draw.uniform(50, 150) for _ in range(6))")  # fmt: skip
    edit("attempts.py", '        "divides by the new value": (',
         f'        "made positive": (\n            """{POSITIVE}""",\n            "growth-base",\n'
         '        ),\n        "divides by the new value": (')  # fmt: skip
    found = rows(clone, engine, 30, "growth")
    (surprise,) = [one for one in found["seeds"].surprises if one.attempt == "made positive"]
    assert surprise.expected == "fewer points with each of 30 seeds"
    lucky = int(surprise.got.removeprefix("full marks with ").partition(" of 30 seeds: ")[0])
    assert 5 < lucky < 25
    assert found["seeds"].number == 10


def test_a_right_answer_that_some_seeds_refuse_is_named(
    clone: Path, engine: Engines, edit: Edit
) -> None:
    edit("lab.py", PLANTED, PLANTED + '    assert draw.random() < 0.8, "growth-scale"\n')
    found = rows(clone, engine, 30, "growth")["seeds"]
    names = {one.attempt for one in found.surprises}
    assert {"reference", "a loop", "numpy"} <= names or {"reference"} & names, found
    assert any("points lost with " in one.got for one in found.surprises)


def test_misreadings_that_no_check_sees_survive(clone: Path, engine: Engines, edit: Edit) -> None:
    edit("lab.py", PLANTED, "")
    edit("lab.py", "[0.7, 0.70111, 0.35]) == approx([0.158571, -50.0791], abs=1e-4)",
         "[0.7, 0.70111, 0.8]) == approx([0.158571, 14.104], abs=1e-3)")  # fmt: skip
    edit("lab.py", "levels = [draw.uniform(50, 150) for _ in range(6)]",
         "levels = sorted(draw.uniform(50, 150) for _ in range(6))[:2] + [60]")  # fmt: skip
    found = rows(clone, engine, 0, "growth")
    survivors = {one.code for one in found["mutants"].surprises}
    assert "+ growth: return[] made positive" in survivors
    assert found["seeds"].state == "left out"


def test_what_is_always_the_same_is_named_and_may_be_listed(
    clone: Path, engine: Engines, edit: Edit
) -> None:
    edit("lab.py", PLANTED, "")
    edit("lab.py", FALLING, "")
    edit("lab.py", "growth([7.0]) == []", "growth([7.0, 7.0]) == [0.0]")
    edit("lab.py", "_ in range(6)", "_ in range(2)")
    (surprise,) = rows(clone, engine, 0, "growth")["varied"].surprises
    assert surprise.attempt == "growth: levels"
    assert surprise.got == "it always has the size 2 in the calls of the checks"
    path = clone / "course" / "modules" / "shop" / LAB / "attempts.py"
    listed = '\nCONSTANT = {"growth": {"levels: size": "why", "levels: order": "no"}}\n'
    path.write_text(path.read_text("utf-8") + listed, "utf-8")
    (idle,) = rows(clone, engine, 0, "growth")["varied"].surprises
    assert (idle.attempt, idle.got) == ("CONSTANT", "nothing of the kind in levels: order")


def test_a_check_that_hands_the_same_list_over_twice_is_named_unless_the_text_forbids_it(
    clone: Path, engine: Engines, edit: Edit
) -> None:
    edit("lab.py", "base = growth([*levels])", "base = growth(levels)")
    found = rows(clone, engine, 0, "growth")["spoiled"]
    assert [one.attempt for one in found.surprises] == [
        "reference, which changes its arguments",
        "a loop, which changes its arguments",
        "numpy, which changes its arguments",
    ]
    path = clone / "course" / "modules" / "shop" / LAB / "attempts.py"
    listed = '\nUNCHANGED = {"growth": "the text says so"}\n'
    path.write_text(path.read_text("utf-8") + listed, "utf-8")
    assert rows(clone, engine, 0, "growth")["spoiled"].state == "good"


def test_the_page_is_read_and_run(clone: Path, engine: Engines, edit: Edit) -> None:
    edit("lab.py", TASK_2, PAGE + TASK_2)
    edit("lab.py", "import random\n", 'import random\n\nmonths = ["May", "June"]\n')
    edit("lab.py", '    draw = random.Random(course_seed())\n',
         '    draw = random.Random(course_seed())\n    months = ["July"]\n')  # fmt: skip
    edit("lab.py", "best_month = max({", "names = months\nbest_month = max({")
    edit("attempts.py", "        out.append((levels[number] / levels[number - 1] - 1) * 100)",
         "        out.append(__import__('fractions').Fraction((levels[number] / levels[number - 1]"
         " - 1) * 100))")  # fmt: skip
    found = rows(clone, engine, 0)
    assert len(found["prose"].surprises) == 2
    assert [one.attempt for one in found["bound"].surprises] == ["hidden check, months"]
    assert len(found["excepts"].surprises) == 1
    assert found["later"].surprises[0].attempt == "reference, with the hidden checks"
    assert "July" in found["later"].surprises[0].got


def test_a_page_that_no_right_answer_but_the_reference_can_build_is_named(
    clone: Path, engine: Engines, edit: Edit
) -> None:
    edit("lab.py", TASK_2, f"# %%\nprint(growth([1, 2])[0].is_integer())\n\n{TASK_2}")
    edit("attempts.py", "        out.append((levels[number] / levels[number - 1] - 1) * 100)",
         "        out.append(__import__('decimal').Decimal(levels[number] / levels[number - 1]"
         " - 1) * 100)")  # fmt: skip
    found = rows(clone, engine, 0)["later"]
    (surprise,) = found.surprises
    assert surprise.attempt.startswith("right attempts (growth: a loop")
    assert "AttributeError" in surprise.got
