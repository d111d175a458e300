"""Which cells the tests' process runs, and which names it asks the student's process for."""

from __future__ import annotations

import json

import pytest

from autograder.wall.names import names_of
from autograder.wall.plan import Plan, Role, SourceCell, again, idle

pytestmark = pytest.mark.unit


def plan(*cells: tuple[str, str], lean: bool = True) -> Plan:
    """A plan for cells that are given as role and source; a test is called by its number."""
    return Plan(
        [
            SourceCell(f"t{number}" if role == "test" else "", Role(role), source)
            for number, (role, source) in enumerate(cells)
        ],
        lean,
    )


def sources(made: Plan) -> list[str]:
    return [cell.source for cell in made.cells]


def needs(made: Plan) -> tuple[str, ...]:
    """The names that the last test asks for."""
    return made.cells[-1].needs


def test_a_test_asks_for_the_names_that_answers_bind_and_it_uses() -> None:
    made = plan(("answer", "def f(): ...\nx = 1"), ("test", "assert f() == 2"))
    assert needs(made) == ("f",)


def test_an_answer_never_runs_beside_the_tests() -> None:
    assert sources(plan(("answer", "x = 1"), ("test", "assert x"))) == ["assert x"]


def test_what_a_student_could_overwrite_is_the_instructors_own() -> None:
    made = plan(
        ("locked", "import pandas as pd\nfrom lib import check"),
        ("answer", "import pandas as pd\ncheck = print\ny = 1"),
        ("test", "check(pd, y)"),
    )
    assert needs(made) == ("y",)


def test_a_table_that_an_answer_changes_in_place_is_the_students() -> None:
    made = plan(("locked", "t = load()"), ("answer", "t['x'] = 1"), ("test", "assert t['x']"))
    assert needs(made) == ("t",)


@pytest.mark.parametrize("change", ["t.append(1)", "t[0] += 1", "del t[0]", "t.a.b = 2"])
def test_every_way_to_change_a_value_in_place_counts(change: str) -> None:
    assert names_of(change).changes == {"t"}


def test_a_change_inside_a_function_happens_only_when_it_is_called() -> None:
    assert names_of("def f(t):\n    t.append(1)").changes == frozenset()


def test_a_helper_of_the_tests_brings_the_names_that_it_will_use() -> None:
    made = plan(
        ("locked", "def helper(n):\n    return f(n)"),
        ("answer", "def f(n): ...\ndef g(n): ..."),
        ("test", "assert helper(1)"),
    )
    assert needs(made) == ("f",)


def test_a_helper_that_is_not_used_brings_nothing() -> None:
    made = plan(
        ("locked", "def helper(n):\n    return f(n)"),
        ("answer", "def f(n): ...\ndef g(n): ..."),
        ("test", "assert g(1)"),
    )
    assert needs(made) == ("g",)


def test_a_cell_that_only_shows_an_answer_is_left_out() -> None:
    made = plan(("answer", "def f(): ..."), ("locked", "chart(f())"), ("test", "f()"))
    assert sources(made) == ["f()"]


def test_a_cell_whose_result_a_test_uses_runs_beside_the_tests() -> None:
    made = plan(("answer", "def f(): ..."), ("locked", "seen = f()"), ("test", "assert seen"))
    assert sources(made) == ["seen = f()", "assert seen"]
    assert made.cells[0].needs == ("f",)


def test_a_lean_plan_leaves_out_what_no_test_seems_to_need() -> None:
    cells = (
        ("locked", "def draw(): ..."),
        ("locked", "draw()"),
        ("answer", "x = 1"),
        ("test", "assert x"),
    )
    assert sources(plan(*cells)) == ["def draw(): ...", "assert x"]
    assert sources(plan(*cells, lean=False)) == ["def draw(): ...", "draw()", "assert x"]


def test_settings_are_made_on_both_sides() -> None:
    made = plan(("locked", "%matplotlib inline"), ("answer", "x = 1"), ("test", "assert x"))
    assert sources(made)[0] == "%matplotlib inline"


def test_cells_that_were_run_for_all_are_not_run_again() -> None:
    made = plan(
        ("locked", "import math"), ("locked", "k = math.e"), ("answer", "x = 1"),
        ("test", "assert x > k and math"),
    )  # fmt: skip
    assert made.leading(["import math", "k = math.e"]) == 2
    assert made.leading(["import math", "something else"]) == 1
    assert made.leading([]) == 0


def test_a_cell_that_is_no_python_binds_nothing() -> None:
    assert names_of("this is (no python") == names_of("")


@pytest.mark.parametrize(
    ("code", "binds", "uses"),
    [
        ("[f(x) for x in y]", set(), {"f", "y"}),
        ("{x: z for x in y for z in x if x}", set(), {"y"}),
        ("def g():\n    return [f(x) for x in y]", {"g"}, {"f", "y"}),
        ("[[x for x in row] for row in y]", set(), {"y"}),
        ("[y := f(x) for x in z]", {"y"}, {"f", "z"}),
        ("[values[x] for x in values]", set(), {"values"}),
        ("[x async for x in y]", set(), {"y"}),
    ],
)
def test_a_comprehension_keeps_its_names_to_itself_in_every_python(
    code: str, binds: set[str], uses: set[str]
) -> None:
    names = names_of(code)
    assert names.uses - {"x"} == uses  # where it cannot have a scope of its own, x may be read
    assert names.binds - {"x"} == binds
    assert "x" not in names.binds or "async" in code


@pytest.mark.parametrize(
    "test",
    [
        "limit = 3\nassert f(limit) == 3",
        "with check('f') as limit:\n    assert f(limit)",
        "with check('f'):\n    limit = 3\n    assert f(limit)",
        "for limit in (3, 4):\n    assert f(limit) == limit",
        "def help_(limit):\n    return f(limit)\nassert help_(3)",
        "assert [f(limit) for limit in (3, 4)]",
        "if f(1):\n    limit = 3\n    assert f(limit)",
    ],
)
def test_a_test_that_gives_a_name_its_own_value_needs_no_cell_for_it(test: str) -> None:
    show = "limit = f(9)"
    assert sources(plan(("answer", "def f(x): ..."), ("locked", show), ("test", test))) == [test]


@pytest.mark.parametrize(
    "test",
    [
        "assert f(limit) == 3\nlimit = 3",
        "limit += 1\nassert f(limit)",
        "for limit in range(limit):\n    assert f(limit)",
        "for limit in ():\n    pass\nassert f(limit)",
        "if f(1):\n    limit = 3\nassert f(limit)",
        "def help_():\n    return f(limit)\nlimit = 3\nassert help_()",
        "limit = limit + 1\nassert f(limit)",
    ],
)
def test_a_value_that_a_test_reads_before_it_surely_has_its_own_is_made(test: str) -> None:
    show = "limit = f(9)"
    made = plan(("answer", "def f(x): ..."), ("locked", show), ("test", test))
    assert sources(made) == [show, test]


def test_a_plan_that_is_not_lean_makes_every_value_that_a_test_reads() -> None:
    show, test = "limit = f(9)", "limit = 3\nassert f(limit) == 3"
    cells = ("answer", "def f(x): ..."), ("locked", show), ("test", test)
    assert sources(plan(*cells)) == [test]
    assert sources(plan(*cells, lean=False)) == [show, test]


def test_a_repeated_plan_runs_all_below_the_answer_again_under_other_names() -> None:
    cells = [
        SourceCell("", Role.LOCKED, "data = load()"),
        SourceCell("task", Role.ANSWER, "def f(x): ..."),
        SourceCell("", Role.LOCKED, "made = f(data)"),
        SourceCell("test", Role.TEST, "assert made"),
    ]
    plan = Plan(cells).repeated("task", 2)
    assert [cell.source for cell in plan.cells] == [
        "data = load()", "made = f(data)", "assert made", "made = f(data)", "assert made",
    ]  # fmt: skip
    assert plan.places == {again("test", 0): 2, again("test", 1): 4}
    assert Plan(cells).places == {"test": 2}


@pytest.mark.parametrize(
    ("source", "left_out"),
    [
        ("data.plot()", False),  # it may change the data
        ("data.head()[:3]", True),
        ("def draw(): return data\ndraw()", True),
        ("draw(f)", False),  # it calls an answer
        ("made = 1", False),  # the test reads it
        ("other = 1", True),
    ],
)
def test_a_locked_cell_is_idle_if_no_answer_and_no_test_has_to_do_with_it(
    source: str, left_out: bool
) -> None:
    cells = [
        SourceCell("", Role.LOCKED, "data = load()"),
        SourceCell("task", Role.ANSWER, "def f(x): return data"),
        SourceCell("", Role.LOCKED, source),
        SourceCell("test", Role.TEST, "assert f(data) == made"),
    ]
    assert idle(cells) == [False, False, left_out, False]


def test_what_only_idle_cells_read_is_idle_too() -> None:
    cells = [
        SourceCell("", Role.LOCKED, "shown = load()"),
        SourceCell("", Role.LOCKED, "shown[:3]"),
        SourceCell("test", Role.TEST, "assert f()"),
    ]
    assert idle(cells) == [True, True, False]


def test_packages_that_a_cell_imports_anywhere_are_known_by_their_names() -> None:
    source = "import one.part as o\ndef f():\n    from two.part import g\n    from . import own\n"
    assert names_of(source).packages == {"one", "two"}


HELPER = "def helper(): ...\ndef use(): return helper()\ndef again(n): return again(n - 1)"


def test_a_function_that_a_test_takes_away_from_others_is_taken_from_the_student_too() -> None:
    made = plan(("answer", HELPER), ("test", "kept = helper\ndel helper\nuse()\nhelper = kept"))
    assert made.cells[-1].patches == ("helper",)
    made = plan(("answer", HELPER), ("test", "def helper(): return 3\nassert use() == 3"))
    assert made.cells[-1].patches == ("helper",)


def test_a_name_that_no_other_function_reads_is_not() -> None:
    made = plan(("answer", HELPER), ("test", "use = again\nagain = 3"))
    assert made.cells[-1].patches == ()


def test_what_the_reference_answered_stays_with_the_plan_as_plain_data() -> None:
    made = plan(("locked", "import math"), ("answer", "x = 1"), ("test", "assert x == 1"))
    answers = [None, {"x": ("missing",)}]
    known = made.expecting(answers)
    assert json.loads(json.dumps(known.expected)) == [None, {"x": ["missing"]}]
    assert made.expected == [None, None]
    assert [cell.expected for cell in known.repeated("", 2).cells[1:]] == [answers[1]] * 2


def test_a_record_of_another_plan_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        plan(("test", "1")).expecting([])
