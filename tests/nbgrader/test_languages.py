"""A class may mix languages: each is answered in that of the notebook that was handed in.

The second language is invented: nothing of it stands in this package.
"""

from __future__ import annotations

import html
from typing import Any

import pytest
from nbgrader_courses import Course, Graded, MakeCourse, labs, nbgrader
from tiny_notebooks import STUB, answer, graded, handed_in, locked, notebook

from autograder import RECORD

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(200)]

SETUP = """from autograder.checks import add_messages, check, fill, speak

speak("en")
add_messages("en", {"low": "{got} is too little.", "hid": "Too little elsewhere."})
add_messages("xx", {"low": "{got} ulgemi!"})"""
VISIBLE = """with check("double"):
    assert double(2) == 4, fill("low", got=double(2))"""
HIDDEN = """### BEGIN HIDDEN TESTS
add_messages("en", {"elsewhere": "With 73519 it is too little."})
add_messages("xx", {"elsewhere": "Vakke ulgemi!"})
with check("double", hidden=True):
    assert double(73519) == 147038, "elsewhere"
### END HIDDEN TESTS"""
WRONG = "def double(x): return 3"
NEARLY = "def double(x): return 4"
SAYS = {
    "ann": ("en", WRONG, "3 is too little."),
    "bei": ("xx", WRONG, "3 ulgemi!"),
    "cai": ("xx", NEARLY, "Vakke ulgemi!"),
    "dan": ("yy", WRONG, "3 is too little."),
    "eve": (["xx"], WRONG, "3 is too little."),
}
CONFIG = """c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.feedback.HideTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]"""


def of(made: Any, language: object) -> Any:
    """The notebook, saying that it is in a language and that there are two."""
    made.metadata[RECORD] = {"language": language, "languages": ["en", "xx"]}
    return made


@pytest.fixture(scope="module")
def mixed(make_course: MakeCourse) -> tuple[Course, Graded]:
    course = make_course(CONFIG)
    cells = [locked(SETUP), answer(STUB, "double"), graded(VISIBLE, 1), graded(HIDDEN, 1, "hidden")]
    course.source("ps", {"p1": of(notebook(*cells), "en")})
    course.generate("ps")
    released = course.released("ps")
    for student, (language, code, _) in SAYS.items():
        made = handed_in(released, cells[0], answer(code, "double"), *cells[2:])
        course.submit(student, "ps", {"p1": of(made, language)})
    run = labs(course)
    (outcome,) = nbgrader(course, ["generate_feedback", "ps"])
    assert outcome.status == 0, outcome.log
    return course, run


@pytest.mark.parametrize("student", SAYS)
def test_what_a_check_says_is_in_the_language_of_the_submission(
    mixed: tuple[Course, Graded], student: str
) -> None:
    course, run = mixed
    words = SAYS[student][2]
    notebooks = run.submissions["ps", student]["notebooks"]
    assert words in [cell["message"] for nb in notebooks for cell in nb["cells"]]
    page = (course.root / "feedback" / student / "ps" / "p1.html").read_text("utf-8")
    assert words.replace("3 ", "… ") in html.unescape(page)


def test_nobody_reads_a_hidden_checks_words_before_the_grading(
    mixed: tuple[Course, Graded],
) -> None:
    released = "\n".join(cell.source for cell in mixed[0].released("ps").cells)
    assert "ulgemi!" in released
    assert "Vakke" not in released
    assert "73519" not in released
