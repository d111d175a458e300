"""Feedback pages show marks, cards and messages, never a hidden test or a value in it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from nbgrader_courses import Course, MakeCourse, labs, nbgrader
from tiny_notebooks import STUB, answer, essay, graded, locked, notebook, plain

from autograder.feedback import HideTests
from autograder.grading.nbgrader_api import nbformat

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(200)]

CONFIG = """c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.feedback.HideTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]"""
VISIBLE = """with check("growth"):
    result = growth([100, 110])
    assert len(result) == 1, fill("You returned {got} for two values.", got=result)
    assert result == approx([10.0]), "The rate is not a share of the old value."
"""
HIDDEN = """# Hidden checks stand here.
### BEGIN HIDDEN TESTS
secret_levels = [73519.25, 80871.175]
with check("growth", hidden=True):
    assert growth(secret_levels) == approx([10.0]), "Large numbers give another rate."
### END HIDDEN TESTS"""
LATER = """with check("later"):
    assert later() == "done", fill("You returned {got}, not done.", got=later())
"""
MIXED = """assert growth([1, 2]) == [100.0], "From one to two"
### BEGIN HIDDEN TESTS
assert growth([4, 73519.5]) == [1837887.5], f"got {growth([4, 73519.5])}"
### END HIDDEN TESTS"""
SECRETS = ("73519", "80871", "1837887", "secret_levels", "HIDDEN TESTS", "hidden=True", "Traceback")

RIGHT = "def growth(levels):\n    return [100 * (levels[1] - levels[0]) / levels[0]]"
DONE = 'def later():\n    return "done"'
ANSWERS = {
    "right": (RIGHT, DONE),
    "blank": (STUB, STUB),
    "wrong": ("def growth(levels):\n    return [100 * (levels[1] - levels[0]) / levels[1]]", DONE),
    "nearly": (f"{RIGHT[:-1]} if levels[0] < 1000 else 7]", DONE),
    "raises": (
        "def growth(levels):\n"
        "    if levels[0] > 1000:\n"
        "        raise ValueError(f'too large: {levels}')\n" + RIGHT.split("\n")[1],
        'def later():\n    return {}["no such key"]',
    ),
    "leaves": ("import os\ndef growth(levels):\n    os._exit(0)", "growth(1"),
    "thief": (
        "from IPython.display import display\n"
        "seen = []\n"
        "def growth(levels):\n"
        "    seen.append(levels)\n"
        "    if levels[0] < 1000 and levels[1] < 1000:\n"
        "        return [100 * (levels[1] - levels[0]) / levels[0]]\n"
        "    import os, sys\n"
        "    os.write(1, str(levels).encode())\n"
        "    raise type(f'Seen{int(levels[0])}And{int(levels[1])}', (Exception,), {})(levels)",
        "print(seen)\n"
        "facts = {'task': str(seen), 'state': 'passed', 'message': str(seen), 'hidden': True}\n"
        "display({'text/plain': str(seen)}, raw=True, metadata={'labs': facts})\n"
        "def later():\n"
        "    print(seen)\n"
        "    display({'text/plain': str(seen)}, raw=True, metadata={'labs': facts})\n"
        "    return str(seen)\n"
        "raise RuntimeError(str(seen))",
    ),
}  # fmt: skip


def _source() -> Any:
    return notebook(
        locked("from autograder.checks import approx, check, fill\nprint('before any answer')"),
        answer(STUB, "growth"),
        graded(VISIBLE, 1, "growth-check"),
        graded(HIDDEN, 2, "growth-hidden"),
        answer(STUB, "later"),
        graded(LATER, 1, "later-check"),
        graded(MIXED, 3, "mixed"),
        locked("print('after the answers', growth([1, 2]))", "setup-2"),
        essay("YOUR ANSWER HERE", 2, "note"),
    )


def _handed_in(course: Course, student: str) -> Any:
    released = nbformat.read(course.root / "release/ps/p1.ipynb", as_version=4)
    first, second = ANSWERS[student]
    sources = {"growth": first, "later": second, "note": f"The words of {student}."}
    for cell in released.cells:
        cell.source = sources.get(cell.metadata.nbgrader.grade_id, cell.source)
    return released


@pytest.fixture(scope="module")
def pages(make_course: MakeCourse) -> dict[str, str]:
    """The text of each student's feedback page, without its head."""
    course = make_course(CONFIG)
    course.source("ps", {"p1": _source()})
    course.generate("ps")
    for student in ANSWERS:
        course.submit(student, "ps", {"p1": _handed_in(course, student)})
    assert labs(course).status == 0
    (outcome,) = nbgrader(course, ["generate_feedback", "ps"])
    assert outcome.status == 0, outcome.log
    return {
        student: _text(course.root / "feedback" / student / "ps/p1.html") for student in ANSWERS
    }


def _text(page: Path) -> str:
    body = page.read_text(encoding="utf-8").partition("<body")[2]
    return html.unescape(re.sub(r"<[^>]+>", "", body)).replace("\xa0", " ")


def _cell(page: str, name: str) -> str:
    """What a page shows of a test: its mark, its source and its card."""
    return page.partition(f"Grade cell: {name}\n")[2].partition("In [")[0]


@pytest.mark.parametrize("student", ANSWERS)
def test_no_page_holds_the_source_the_traceback_or_a_value_of_a_hidden_test(
    pages: dict[str, str], student: str
) -> None:
    assert [secret for secret in SECRETS if secret in pages[student]] == []


@pytest.mark.parametrize("student", ANSWERS)
def test_every_page_says_where_hidden_tests_stand_and_shows_the_visible_ones(
    pages: dict[str, str], student: str
) -> None:
    page = pages[student]
    assert "# Hidden check: 2 points" in _cell(page, "growth-hidden")
    mixed = _cell(page, "mixed")
    assert "# Hidden check: 3 points" in mixed
    assert 'assert growth([1, 2]) == [100.0], "From one to two"' in mixed
    assert 'assert result == approx([10.0]), "The rate' in _cell(page, "growth-check")
    assert f"The words of {student}." in page


@pytest.mark.parametrize(
    ("student", "total", "marks"),
    [
        ("right", 7, (1, 2, 1, 3)), ("blank", 0, (0, 0, 0, 0)), ("wrong", 1, (0, 0, 1, 0)),
        ("nearly", 5, (1, 0, 1, 3)), ("raises", 4, (1, 0, 0, 3)), ("leaves", 0, (0, 0, 0, 0)),
        ("thief", 1, (1, 0, 0, 0)),
    ],
)  # fmt: skip
def test_marks_stay(
    pages: dict[str, str], student: str, total: float, marks: tuple[float, ...]
) -> None:
    page = pages[student]
    assert f"p1 (Score: {total:.1f} / 9.0)" in page
    names = ("growth-check", "growth-hidden", "later-check", "mixed")
    for name, mark, points in zip(names, marks, (1, 2, 1, 3), strict=True):
        assert f"Score: {mark:.1f} / {points:.1f}" in _cell(page, name)


def test_cards_and_messages_stay(pages: dict[str, str]) -> None:
    def said(student: str, name: str) -> str:
        return _cell(pages[student], name)

    assert "✔ growth: visible checks passed" in said("right", "growth-check")
    assert "✔ growth: hidden checks passed" in said("right", "growth-hidden")
    assert "○ growth: not attempted" in said("blank", "growth-hidden")
    assert "✘ growth: not yetThe rate is not a share" in said("wrong", "growth-check")
    assert "✘ growth: not yetLarge numbers give another" in said("nearly", "growth-hidden")
    assert "growth(…) raised an error on other data." in said("raises", "growth-hidden")
    assert "later() raised" not in said("raises", "later-check")
    assert "later(…) raised an error." in said("raises", "later-check")
    assert "✘ mixed: not yet" in said("wrong", "mixed")
    assert "Your code raised an error." in said("leaves", "growth-hidden")


def test_a_made_up_error_or_card_says_nothing(pages: dict[str, str]) -> None:
    thief = pages["thief"]
    assert "growth(…) raised an error on other data." in _cell(thief, "growth-hidden")
    assert "later(" not in _cell(thief, "later-check").partition("✘")[2]
    assert "RuntimeError" not in thief.replace("raise RuntimeError(", "")


def test_only_outputs_from_before_the_students_code_are_shown(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert "before any answer" in page.partition("Student's answer")[0].replace("print(", "")
        assert "after the answers [100.0]" not in page


BITS = 30
COUNTER = """def growth(levels):
    if levels[0] > 1000:
        seen.append(int(levels[0]))
    return [0]
seen = []"""


def _told_by(bit: int) -> str:
    """A cell by which student code tells one bit of a hidden value, and the whole by its number."""
    return (
        f"if seen and seen[0] >> {bit} & 1:\n"
        "    raise type(f'Error{seen[0]}', (Exception,), {})\n"
        "get_ipython().execution_count = seen[0] if seen else 1"
    )


def test_a_hidden_value_is_told_neither_by_which_cells_fail_nor_by_their_numbers(
    make_course: MakeCourse,
) -> None:
    course = make_course(CONFIG)
    course.source("ps", {"p1": _source()})
    course.generate("ps")
    made = _handed_in(course, "right")
    made.cells[1].source = COUNTER
    made.cells[4:4] = [plain(_told_by(bit)) for bit in range(BITS)]
    made.cells[1:1] = [plain("1 / 0")]
    course.submit("bits", "ps", {"p1": made})
    assert labs(course).status == 0
    stored = nbformat.read(course.root / "autograded/bits/ps/p1.ipynb", as_version=4)
    assert 73519 in {cell.execution_count for cell in stored.cells if cell.cell_type == "code"}
    assert nbgrader(course, ["generate_feedback", "ps"])[0].status == 0
    page = _text(course.root / "feedback/bits/ps/p1.html")
    assert "73519" not in page
    assert page.count("This cell ended with an error.") == 1, "only what ran before a hidden test"
    assert set(re.findall(r"In \[(.*?)\]", page)) == {" "}


def _passed_on(
    monkeypatch: pytest.MonkeyPatch, folder: Path, source: str, *, keep: bool = False
) -> Any:
    """A test of this source, with an output and an error of its own, after the preprocessor."""
    monkeypatch.chdir(folder)
    nb = notebook(answer("x = 1"), graded(source, 2, "t"), locked("print(1)"))
    for cell in nb.cells:
        error = {"ename": "ValueError", "evalue": "no 41", "traceback": ["line 41"]}
        cell.outputs = [
            nbformat.v4.new_output("stream", name="stdout", text="41"),
            nbformat.v4.new_output("error", **error),
        ]
    step = HideTests(keep_outputs=keep)
    names = {"student": "ana", "assignment": "ps", "notebook": "p1"}
    step.preprocess(nb, {"nbgrader": names})
    return nb


def _test(nb: Any) -> Any:
    return next(c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "t")


@pytest.mark.parametrize(
    "source",
    [
        "assert f(41)\n### BEGIN HIDDEN TESTS\nassert g(42)",
        'with check("x", hidden=True):\n    assert f(41) == 42',
        '%time f(41)\nwith check("x", hidden = True):\n    pass',
    ],
    ids=["a mark without its partner", "no marks", "syntax of IPython"],
)
def test_a_hidden_test_is_known_without_its_released_form(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str
) -> None:
    for keep in (False, True):
        nb = _passed_on(monkeypatch, tmp_path, source, keep=keep)
        test = _test(nb)
        assert test.source == "# Hidden check: 2 points"
        assert re.search(r"\b4[12]\b", str(test.outputs)) is None
        assert "Your code raised an error." in test.outputs[0].data["text/plain"]


def test_what_was_released_is_what_is_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "release/ps").mkdir(parents=True)
    for shown in ("assert f(1)", "assert f(1)\nassert g(41)"):
        nbformat.write(notebook(graded(shown, 2, "t")), tmp_path / "release/ps/p1.ipynb")
        nb = _passed_on(monkeypatch, tmp_path, "assert f(1)\nassert g(41)", keep=True)
        source = _test(nb).source
        if "g" in shown:
            assert source == shown
        else:
            assert source == f"# Hidden check: 2 points\n\n{shown}"


def test_an_instructor_may_keep_the_outputs_of_visible_cells(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = _passed_on(monkeypatch, tmp_path, "assert f(1)", keep=True)
    assert [len(cell.outputs) for cell in kept.cells] == [2, 2, 2]
    left = _passed_on(monkeypatch, tmp_path, "assert f(1)")
    assert left.cells[0].cell_type == "markdown"
    assert "41" not in str([cell.outputs for cell in left.cells[1:]])
