"""Whoever opens what was graded is safe: the stored notebook, formgrader's page and feedback."""

from __future__ import annotations

import copy
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from nbgrader_courses import Course, MakeCourse, labs, nbgrader
from tiny_notebooks import STUB, answer, essay, graded, locked, notebook, plain
from traitlets.config import Config

from autograder.grading.nbgrader_api import nbformat

sys.path.append(str(Path(__file__).parents[1] / "unit" / "harmless"))
from attacks import HTML, MARKDOWN
from page import active, text

pytestmark = [pytest.mark.nbgrader, pytest.mark.timeout(300)]

CONFIG = """c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.feedback.HideTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]"""
EXECUTE = """c.Autograde.autograde_preprocessors = [
    "autograder.preprocessors.Execute", "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades", "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]"""
INSTRUCTORS = '<div class="alert alert-info">Read this.</div>\n\n[help](/help)'
SHOWN = """
import json, pandas as pd
import matplotlib.pyplot as plt
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display
x = 1
display(pd.DataFrame({"price": [19.5], "<b>": ["<script>"]}))
plt.plot([1, 2, 1]); plt.title("Demand"); plt.show()
display(Markdown("| a | b |\\n|--|--|\\n| 1 | **two** |"), Latex("$x^2$"))
open("table.xlsx", "w").write("a workbook"); open("page.html", "w").write("<script>1</script>")
"""
HARMFUL = f"""
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display
for attack in {HTML!r}:
    display(HTML(attack))
    display({{"text/plain": attack, "image/svg+xml": attack}}, raw=True)
    display({{"text/plain": attack, "text/html": attack}}, raw=True,
            metadata={{"text/html": {{"isolated": True}}}})
for attack in {MARKDOWN!r}:
    display(Markdown(attack))
display(Javascript("alert(1)"), Latex(r"$\\href{{javascript:alert(1)}}{{x}}$"))
display({{"image/png": "iVBORw0KGgo=", "text/plain": "p"}}, raw=True,
        metadata={{"image/png": {{"width": "1 onload=alert(1)"}}}})
display({{"application/vnd.jupyter.widget-view+json": {{"model_id": "1"}}, "text/plain": "w"}},
        raw=True)
print("\\x1b[31m<script>alert(1)</script>")
raise ValueError("<img src=x onerror=alert(1)>")
"""
WORDS = (
    "**My** answer with $a < b$, a [link](https://example.org/x), H<sub>2</sub>O\n\n"
    "| a | b |\n|--|--|\n| 1 | 2 |\n\n![plot](attachment:plot.png)"
)
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


def _source() -> Any:
    prose = nbformat.v4.new_markdown_cell(INSTRUCTORS)
    prose.metadata["nbgrader"] = {
        "schema_version": 3, "grade_id": "prose", "grade": False, "solution": False,
        "locked": True, "task": False,
    }  # fmt: skip
    return notebook(
        prose, locked("base = 1"), answer(STUB), graded("assert x == 1"),
        essay("YOUR ANSWER HERE"), essay("YOUR ANSWER HERE", 1, "untouched"),
    )  # fmt: skip


def _handed_in(released: Any, *, harmful: bool) -> Any:
    made = copy.deepcopy(released)
    for cell in made.cells:
        if cell.metadata.nbgrader.grade_id == "answer":
            cell.source = "x = 1" if harmful else SHOWN
        if cell.metadata.nbgrader.grade_id == "essay":
            cell.source = "\n\n".join(MARKDOWN) if harmful else WORDS
            cell.attachments = {"plot.png": {"image/png": PNG}, "x": {"text/html": "PGI+"}}
    if harmful:
        for attack in (*HTML, *MARKDOWN):
            made.cells.append(nbformat.v4.new_markdown_cell(attack))
            raw = nbformat.v4.new_raw_cell(attack)
            raw.metadata["raw_mimetype"] = "text/html"
            made.cells.append(raw)
        made.cells.append(plain(HARMFUL))
        made.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"x": "<script>"}}
    return made


@pytest.fixture(scope="module", params=["labs grade", "nbgrader autograde"])
def course(request: pytest.FixtureRequest, make_course: MakeCourse) -> Course:
    made = make_course(CONFIG, EXECUTE)
    made.source("ps", {"p1": _source()})
    made.generate("ps")
    for student in ("harmful", "honest"):
        work = _handed_in(made.released("ps"), harmful=student == "harmful")
        made.submit(student, "ps", {"p1": work})
    if request.param == "labs grade":
        assert labs(made).status == 0
    else:
        assert nbgrader(made, ["autograde", "ps"])[0].status == 0
    assert nbgrader(made, ["generate_feedback", "ps"])[0].status == 0
    return made


def _formgraders(course: Course, student: str, step: str = "autograded") -> str:
    """The page that formgrader's handler makes of a submission, without what is its own."""
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    path = course.root / step / student / "ps/p1.ipynb"
    names = ("assignment_id", "notebook_id", "submission_id", "base_url", "student", "last_name",
             "first_name", "notebook_path")  # fmt: skip
    resources = {**dict.fromkeys(names, "x"), "index": 0, "total": 1}
    page, _ = HTMLExporter(config=config).from_filename(str(path), resources=resources)
    return _body(page)


def _body(page: str) -> str:
    """What a page shows of a notebook, without nbgrader's fields, links and the prompts."""
    assert '<div class="container" id="notebook-container">' in page
    body = page.partition('<div class="container" id="notebook-container">')[2]
    own = r"</?(?:main|span class=\"btn-group|button|input class|textarea|a name)[^>]*>"
    body = re.sub(own, "", body).replace('<a href="#top">', "").replace(" checked", "")
    return body.partition("</body>")[0]


def _feedback(course: Course, student: str) -> str:
    page = (course.root / "feedback" / student / "ps/p1.html").read_text(encoding="utf-8")
    return _body(page)


def _of_students(found: list[str]) -> list[str]:
    """Without what the instructor's own text may do."""
    return [one for one in found if one != "href=/help"]


def test_nothing_acts_in_formgraders_page(course: Course) -> None:
    assert _of_students(active(_formgraders(course, "harmful"))) == []


def test_the_page_of_what_was_handed_in_would_act(course: Course) -> None:
    path = course.root / "submitted/harmful/ps/p1.ipynb"
    work = nbformat.read(path, as_version=4)
    for cell in work.cells:  # no page can be made of a picture that is not there
        cell.source = cell.source.replace("attachment:none.png", "x")
    (course.root / "bare/harmful/ps").mkdir(parents=True, exist_ok=True)
    nbformat.write(work, course.root / "bare/harmful/ps/p1.ipynb")
    assert len(_of_students(active(_formgraders(course, "harmful", "bare")))) > 30


def test_nothing_acts_in_the_feedback(course: Course) -> None:
    assert _of_students(active(_feedback(course, "harmful"))) == []


def test_nothing_acts_in_what_is_stored(course: Course) -> None:
    stored = nbformat.read(course.root / "autograded/harmful/ps/p1.ipynb", as_version=4)
    nbformat.validate(stored)
    assert "widgets" not in stored.metadata
    for cell in stored.cells:
        assert not {"raw_mimetype", "format"} & set(cell.metadata)
        for output in cell.get("outputs", ()):
            kinds = set(output.get("data", {}))
            assert kinds <= {"text/plain", "text/html", "text/markdown", "text/latex",
                             "image/png", "image/svg+xml"}  # fmt: skip
            for kind in kinds & {"text/html", "image/svg+xml"}:
                assert (
                    active(output.data[kind], links=False) in ([], ["<svg>"]) or kind != "text/html"
                )


def test_what_a_person_wants_to_see_is_there(course: Course) -> None:
    page = _formgraders(course, "honest")
    words = text(page)
    assert "19.5" in words
    assert "<script>" in words  # the name of a column, as text
    assert '<table border="1" class="dataframe">' in page
    assert page.count('src="data:image/png;base64,') == 2  # the plot and the attachment
    assert "<strong>two</strong>" in page
    assert "$x^2$" in words
    assert "$a < b$" in words
    assert 'href="https://example.org/x"' in page
    assert "<sub>2</sub>" in page
    assert page.count("<table") == 3


def test_the_instructors_own_text_is_not_touched(course: Course) -> None:
    for student in ("honest", "harmful"):
        stored = nbformat.read(course.root / f"autograded/{student}/ps/p1.ipynb", as_version=4)
        sources = [cell.source for cell in stored.cells]
        assert INSTRUCTORS in sources
        assert "YOUR ANSWER HERE" in sources


def test_marks_and_comments_are_those_of_what_was_handed_in(course: Course) -> None:
    with course.gradebook() as gradebook:
        for student in ("honest", "harmful"):
            graded_one = gradebook.find_submission_notebook("p1", "ps", student)
            scores = {grade.name: grade.auto_score for grade in graded_one.grades}
            assert scores == {"test": 1, "essay": None, "untouched": 0}
            comments = {one.name: one.auto_comment for one in graded_one.comments}
            assert comments["untouched"] == "No response."
            assert comments["essay"] is None


def test_the_written_workbook_is_for_the_marker_and_not_in_the_feedback(course: Course) -> None:
    place = course.root / "autograded/honest/ps"
    assert (place / "table.xlsx").read_text() == "a workbook"
    assert not (place / "page.html").exists()
    feedback = course.root / "feedback/honest/ps"
    assert sorted(path.name for path in feedback.iterdir()) == ["p1.html"]
    assert json.loads((place / "p1.ipynb").read_text(encoding="utf-8"))["cells"]
