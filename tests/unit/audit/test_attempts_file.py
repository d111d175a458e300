"""EQUIVALENT, INVARIANT and ORDERED in `attempts.py`: what they hold, and their mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.audit.bench.reruns import permuted
from autograder.authoring.attempts import read_attempts
from autograder.authoring.model import Attempt, Excuse
from autograder.authoring.problems import Problem

pytestmark = pytest.mark.unit


def read(tmp_path: Path, text: str) -> tuple[dict[str, tuple[Excuse, ...]], list[str]]:
    """The excuses in a file by kind, and its problems as lines."""
    path = tmp_path / "attempts.py"
    path.write_text(text, "utf-8")
    problems: list[Problem] = []
    found = read_attempts(path, problems)
    kinds = {name: getattr(found, name) for name in ("equivalent", "invariant", "ordered")}
    return kinds, [f"{one.line}: {one.what}; {one.remedy}" for one in problems]


def test_what_an_author_says_is_read_with_its_line(tmp_path: Path) -> None:
    text = (
        'EQUIVALENT = {\n    "t": {"return b": "the same", '
        '"""\n  if b:\n      return a\n""": "so"},\n}\n'
        'INVARIANT = {"t": ["input order: rates", "output index"]}\nORDERED = {"x.csv": "by day"}\n'
    )
    kinds, problems = read(tmp_path, text)
    assert problems == []
    assert kinds == {
        "equivalent": (
            Excuse("t", "return b", "the same", 2),
            Excuse("t", "if b:\nreturn a", "so", 2),
        ),
        "invariant": (
            Excuse("t", "input order: rates", "", 7),
            Excuse("t", "output index", "", 7),
        ),
        "ordered": (Excuse("", "x.csv", "by day", 8),),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'EQUIVALENT = {"t": {"return b": ""}}',
            "1: an entry of EQUIVALENT without a reason; write",
        ),
        (
            'EQUIVALENT = {"t": {"return b": 3}}',
            "1: an entry of EQUIVALENT without a reason; write",
        ),
        ('EQUIVALENT = {"t": "return b"}', "1: EQUIVALENT is not made of literal texts; write"),
        ('ORDERED = {"x.csv": None}', "1: an entry of ORDERED without a reason; write"),
        ('INVARIANT = {"t": ["rows"]}', "1: 'rows' is nothing that may change; use some of: input"),
        ("INVARIANT = 3", "1: INVARIANT is not made of literal texts; write INVARIANT = "),
        (
            "OTHER = {}",
            "1: only RIGHT, WRONG, EQUIVALENT, INVARIANT, ORDERED, CONSTANT, UNCHANGED have ",
        ),
    ],
)
def test_a_mistake_is_a_line_with_its_remedy(tmp_path: Path, text: str, said: str) -> None:
    _, problems = read(tmp_path, text)
    assert problems
    assert problems[0].startswith(said)


REFERENCE = "def f(a, b):\n    return a / b + a\n"


def edited(tmp_path: Path, wrong: str) -> tuple[list[Attempt], list[str]]:
    """The wrong attempts at task `t` with one entry, and the problems of the file."""
    path = tmp_path / "attempts.py"
    path.write_text(f'WRONG = {{\n"t": {{\n"x": ({wrong}, "no")}}}}\n', "utf-8")
    problems: list[Problem] = []
    found = read_attempts(path, problems, {"t": REFERENCE})
    return list(found.wrong), [f"{one.line}: {one.what}" for one in problems]


def test_an_attempt_may_be_an_edit_of_the_reference(tmp_path: Path) -> None:
    (one,), problems = edited(tmp_path, 'edit("a / b", "b / a", "+ a", "- a")')
    assert problems == []
    code = "def f(a, b):\n    return b / a - a"
    assert (one.task, one.name, one.code, one.message, one.line) == ("t", "x", code, "no", 3)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('edit("c", "d")', "3: 'c' stands 0 times in the reference"),
        ('edit(" a", "d")', "3: ' a' stands 2 times in the reference"),
        ('edit("a / b")', "3: an edit is not made of pairs of texts"),
        ('edit("a / b", "b", "+")', "3: an edit is not made of pairs of texts"),
        ('edit("a / b", 3)', "3: an edit is not made of pairs of texts"),
        ("edit()", "3: an edit is not made of pairs of texts"),
        ('edit("a / b", "(")', "3: the attempt 'x' is not Python: '(' was never closed"),
        ('other("a", "b")', "3: the attempt 'x' has not the form of WRONG"),
    ],
)
def test_an_edit_that_does_not_fit_is_a_problem(tmp_path: Path, entry: str, said: str) -> None:
    _, problems = edited(tmp_path, entry)
    assert problems == [said]


def test_rows_change_places_below_their_heading_and_records_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('a,b\n1,"two\nlines"\n2,x\n3,y\n4,z', "utf-8")
    with permuted({"data/x.csv": path, "data/y.csv": path}, ["data/x.csv"]) as tables:
        text = tables["data/x.csv"].read_text("utf-8")
        assert tables["data/y.csv"] == path
    assert text.startswith("a,b\n")
    assert '1,"two\nlines"\n' in text
    assert sorted(text.split("\n")) == sorted((path.read_text("utf-8") + "\n").split("\n"))
    assert text != path.read_text("utf-8") + "\n"
