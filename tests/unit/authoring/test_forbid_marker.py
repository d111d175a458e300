"""`forbid=` on the marker of an answer becomes tags; the lab's own answers have to obey."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from tiny_lab import LAB, Edit

from autograder.authoring import AuthoringError, build_lab, lint, read_lab

pytestmark = pytest.mark.unit
ANSWER = '# %% task="growth" role="answer"'
CHECK = '# %% task="growth" role="check"'


@pytest.mark.parametrize("kind", ["solutions", "exercises"])
def test_it_becomes_tags_of_the_answer(clone: Path, edit: Edit, kind: str) -> None:
    edit("lab.py", ANSWER, f'{ANSWER} forbid="sorted, .sort"')
    built = build_lab(clone, LAB)[Path(kind, "en", LAB, f"{LAB}.ipynb")]
    (cell,) = [c for c in nbformat.reads(built, as_version=4).cells if c.id == "growth"]
    assert cell.metadata.tags == ["raises-exception", "forbid:sorted", "forbid:.sort"]
    assert lint(read_lab(clone, LAB)) == []


def test_a_right_attempt_has_to_obey(clone: Path, edit: Edit) -> None:
    edit("lab.py", ANSWER, f'{ANSWER} forbid="numpy"')
    (problem,) = lint(read_lab(clone, LAB))
    assert problem.what == "the right answer 'numpy' uses what 'growth' forbids"
    assert problem.path.name == "attempts.py"


@pytest.mark.parametrize(
    ("rule", "said"), [("pairwise", "breaks its rule"), ("a b", "cannot be forbidden")]
)
def test_so_has_the_reference_and_the_rule_must_be_one(
    clone: Path, edit: Edit, rule: str, said: str
) -> None:
    edit("lab.py", ANSWER, f'{ANSWER} forbid="{rule}"')
    assert [problem.what for problem in lint(read_lab(clone, LAB)) if said in problem.what]


@pytest.mark.parametrize(
    ("marker", "value", "said"),
    [
        (CHECK, "sorted", "no answer"),
        (ANSWER, "", "names nothing"),
        (ANSWER, "a,", "names nothing"),
    ],
)
def test_a_marker_that_forbids_nothing_is_a_mistake(
    clone: Path, edit: Edit, marker: str, value: str, said: str
) -> None:
    edit("lab.py", marker, f'{marker} forbid="{value}"')
    with pytest.raises(AuthoringError, match=said):
        read_lab(clone, LAB)
