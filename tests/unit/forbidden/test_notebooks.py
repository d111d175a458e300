"""Rules of a notebook: where they are said, which tests they concern, which cells are looked at."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest

from autograder.errors import CourseError
from autograder.forbidden.cells import Written
from autograder.forbidden.notebook import Forbidden
from autograder.forbidden.reference import rules_of

pytestmark = pytest.mark.unit
FIRST = "def first(x):\n    return min(x)"
SECOND = "def second(x):\n    return sorted(x)"


def cell(source: str, name: str, *tags: str, **marks: bool) -> Any:
    made = nbformat.v4.new_code_cell(source)
    made.metadata.update({"nbgrader": {"grade_id": name, **marks}, "tags": list(tags)})
    return made


def reference(*tags: str, tests: bool = True) -> Any:
    first = cell(FIRST, "first", *tags, solution=True)
    test = [cell("assert first([1]) == 1", "first-test", grade=True, locked=True)] * tests
    second = cell(SECOND, "second", solution=True)
    last = cell("assert second([first([1])]) == [1]", "second-test", grade=True, locked=True)
    return nbformat.v4.new_notebook(
        cells=[cell("import numpy as np", "s", locked=True), first, *test, second, last]
    )


RULES = rules_of(reference("forbid:sorted", "forbid:numpy"), {}, "p1")


def broken(first: str, *own: str, rules: Forbidden = RULES) -> list[tuple[str, str, int, str]]:
    cells = [*(Written("", one) for one in own), Written("first", first)]
    return [(b.answer, b.what, b.line, b.via)
            for b in rules.breaches([*cells, Written("second", SECOND)])]  # fmt: skip


def test_a_tag_and_a_setting_say_the_same() -> None:
    setting = rules_of(reference(), {"first": ["sorted", "numpy"]}, "p1")
    assert setting == RULES


def test_a_test_asks_for_the_last_answer_whose_names_it_uses() -> None:
    assert RULES.tests == {"first-test": "first", "second-test": "second"}


def test_helpers_are_looked_at_as_far_as_the_answer_uses_them() -> None:
    helper = "def unused(x):\n    return sorted(x)\ndef helper(x):\n    return inner(x)"
    inner = "x = 1\ninner = lambda v: sorted(v)"
    assert broken("def first(x):\n    return helper(x)[0]", helper, inner) == [
        ("first", "sorted", 2, "inner")
    ]
    assert broken(FIRST, helper, inner) == []


def test_imports_elsewhere_count() -> None:
    assert broken("def first(x):\n    return n.min(x)", "import numpy as n")
    assert broken("def first(x):\n    return np.min(x)")
    assert broken("def first(x):\n    return s(x)[0]", "from builtins import sorted as s")
    assert broken(FIRST, "import numpy as n") == []


def test_another_definition_of_the_answer_counts() -> None:
    assert broken(FIRST, "def first(x):\n    return sorted(x)[0]") == [
        ("first", "sorted", 2, "first")
    ]


def test_what_another_answer_has_to_define_is_that_tasks_own_business() -> None:
    assert broken("def first(x):\n    return second(x)[0]") == []


def test_a_function_of_the_students_own_may_have_the_name() -> None:
    own = "def sorted(x):\n    return [min(x)]"
    assert broken("def first(x):\n    return sorted(x)[0]", own) == []


def test_code_that_does_not_parse_breaks_nothing_and_code_too_long_does() -> None:
    assert broken("def first(x) return") == []
    long = f"helper = sorted\n#{'x' * 200_000}"
    assert broken("def first(x):\n    return helper(x)", long) == [("first", "", 1, "")]
    assert broken(FIRST, long) == []


@pytest.mark.parametrize(
    ("notebook", "wanted", "problem"),
    [
        (reference("forbid:min"), {}, "your own answer 'first' breaks its rule"),
        (reference("forbid:"), {}, "'' cannot be forbidden"),
        (reference("forbid:a b"), {}, "'a b' cannot be forbidden"),
        (reference(), {"*": ["sorted"]}, "your own answer 'second' breaks its rule"),
        (reference(tests=False), {"first": ["max"]}, "no test asks for 'first'"),
        (nbformat.v4.new_notebook(cells=[cell("1", "t", "forbid:x", grade=True)]), {},
         "stands on a cell that is no answer"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_rules_is_said(notebook: Any, wanted: Any, problem: str) -> None:
    with pytest.raises(CourseError, match=problem):
        rules_of(notebook, wanted, "p1")
