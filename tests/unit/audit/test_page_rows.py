"""The rows that read the page itself: prose, names of checks, errors that are hidden."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from autograder.audit.answers.variations import CheckCell
from autograder.audit.bench.drawn import drawing
from autograder.audit.evidence import Evidence
from autograder.audit.page import error_of, kinds
from autograder.audit.report import Row
from autograder.audit.rows.bound import bound
from autograder.audit.rows.excepts import excepts
from autograder.audit.rows.prose import prose
from autograder.audit.rows.words import _SPELLINGS

pytestmark = pytest.mark.unit


def cell(kind: str, source: str, name: str = "") -> SimpleNamespace:
    return SimpleNamespace(cell_type=kind, source=source, id=name or f"cell-{hash(source)}")


def evidence(*cells: SimpleNamespace) -> Evidence:
    checks = [CheckCell(c.id, "t", "hidden" in c.id, 1) for c in cells if "check" in c.id]
    answers = {c.id: c.source for c in cells if "answer" in c.id}
    notebooks = SimpleNamespace(source=SimpleNamespace(cells=cells), checks=checks, answers=answers)
    subject = SimpleNamespace(notebooks=notebooks, start="lab.py:1", cell_place=str)
    return cast(Evidence, SimpleNamespace(subject=subject))


def ask(question: Any, *cells: SimpleNamespace) -> Row:
    row = question.ask(evidence(*cells))
    assert isinstance(row, Row)
    return row


@pytest.mark.parametrize(
    "text",
    [
        r'Write `r"\\d+"`.',
        "Call `growth(levels`.\n\nThen `sum(a b)`.",
        "```python\nif a:\nprint(a)\n```",
        'Use `re.sub("\\\\s", " ", text)`.',
    ],
)
def test_code_that_does_not_work_when_it_is_copied_is_named(text: str) -> None:
    row = ask(prose, cell("markdown", text))
    assert row.state == "failed"
    assert "'" in row.surprises[0].place


def test_hints_are_read_too() -> None:
    hints = cell("code", 'add_hints("t", ["Try `sum(a b)`.", "Or `sum(a)`."])')
    assert [one.attempt for one in ask(prose, hints).surprises] == ["code: sum(a b)"]


@pytest.mark.parametrize(
    "text",
    [
        r'Write `r"\d+"` and `growth(levels, ...)`.',
        "The column `price (EUR)` is `12,50 €`, `.dt.days` are days, `0 to 5` a range.",
        "Use `IF(a='b',1)`, or `.clip(upper=wait).astimezone(UTC)`.",
        "```python\nfor n in a:\n    print(n)\n```\n\n```\nnot Python at all (\n```",
        r"A matrix: $\begin{matrix} 1 \\ 2 \end{matrix}$.",
    ],
)
def test_what_works_or_is_no_code_is_left_alone(text: str) -> None:
    assert ask(prose, cell("markdown", text)).state == "good"


SETUP = cell("code", "drafts = {}\ndef shown(): return drafts")


def test_a_check_that_overwrites_a_name_of_a_later_page_is_named() -> None:
    row = ask(
        bound,
        SETUP,
        cell("code", "from shop import drafts\nassert drafts", "check-hidden"),
        cell("code", "print(len(drafts))"),
    )
    (surprise,) = row.surprises
    assert surprise.attempt == "hidden check, drafts"


@pytest.mark.parametrize("below", ["total += 1", "total = total + 1", "def f(): return total"])
def test_a_name_that_is_read_before_it_gets_a_value_is_named(below: str) -> None:
    row = ask(
        bound, cell("code", "total = 0"), cell("code", "total = 9", "check"), cell("code", below)
    )
    assert row.state == "failed"


@pytest.mark.parametrize(
    ("check", "below", "last"),
    [
        ("_drafts = 1", "print(len(drafts))", ""),
        ("result = 1", "result = 2\nprint(result)", ""),
        ("result = 1", "result = 2\n", "print(result)"),
        (
            "text = 1",
            "try:\n    for text in []:\n        print(text)\nexcept KeyError:\n    pass",
            "",
        ),
        ("text = 1", "if a:\n    text = f(a)\n    print(text)", ""),
        ("def run():\n    drafts = 1\nrun()", "print(len(drafts))", ""),
    ],
)
def test_names_of_its_own_are_no_harm(check: str, below: str, last: str) -> None:
    row = ask(bound, SETUP, *(cell("code", *one) for one in ((check, "check"), (below,), (last,))))
    assert row.state == "good", row.surprises


HIDES = "try:\n    draw(plan(1))\nexcept {}:\n    {}"


@pytest.mark.parametrize(
    ("kind", "does"),
    [("Exception", 'print("later")'), ("(ValueError, Exception)", "pass"), ("", "pass")],
)
def test_an_error_that_is_hidden_is_named(kind: str, does: str) -> None:
    source = HIDES.format(kind, does).replace("except :", "except:")
    row = ask(excepts, cell("code", source))
    assert row.state == "failed"


@pytest.mark.parametrize(
    ("kind", "does"),
    [("NotImplementedError", "pass"), ("Exception as e", "print(e)"), ("Exception", "raise")],
)
def test_an_error_that_is_shown_is_not(kind: str, does: str) -> None:
    assert ask(excepts, cell("code", HIDES.format(kind, does))).state == "good"


def test_answers_may_catch_what_they_like() -> None:
    row = ask(excepts, cell("code", HIDES.format("Exception", "pass"), "answer"))
    assert (row.state, row.number) == ("good", 0)


@pytest.mark.parametrize(
    "message",
    [
        "You gave Decimal('20.49').", "It is <ndarray of shape 2>.", "0.36000000000000004 is",
        "Timestamp('2026-01-01 00:00:00')", "datetime.date(2026, 1, 1)", "np.float64(0.5)",
        "<class 'int'>", "array([1, 2])",
    ],
)  # fmt: skip
def test_a_spelling_of_pythons_is_seen(message: str) -> None:
    assert _SPELLINGS.search(message)


@pytest.mark.parametrize(
    "message",
    ["You gave 20.49 EUR.", "Call growth(levels).", "a Series of 3", "1.05 and 3.14159", "30 < 31"],
)
def test_plain_words_are_not(message: str) -> None:
    assert not _SPELLINGS.search(message)


def test_a_check_draws_if_it_reads_the_seed_or_what_another_made_of_it() -> None:
    checks = [
        ("seen", "assert f(1) == 1"),
        ("helper", "def drawn():\n    return course_seed()\n"),
        ("hidden", "assert f(drawn())"),
        ("edges", "assert f(0) == 0"),
        ("magic", "%%time\nf(1)"),
    ]
    assert drawing(checks) == {"helper", "hidden"}


def test_outputs_have_kinds() -> None:
    outputs = [
        {"output_type": "stream", "text": "seen"},
        {"output_type": "display_data", "data": {"image/png": "", "text/plain": "<Figure>"}},
        {"output_type": "execute_result", "data": {"text/html": "<table>", "text/plain": ""}},
        {"output_type": "error", "ename": "KeyError", "evalue": "'a'", "traceback": []},
    ]
    assert kinds(outputs) == {"text", "picture", "table", "error"}
    assert error_of(outputs) == "KeyError: 'a'"
    assert error_of(outputs[:3]) == ""
