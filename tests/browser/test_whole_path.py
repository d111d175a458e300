"""From an empty folder to feedback that a student reads: each test goes on where the last ended."""

from __future__ import annotations

import os
import pwd
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from conftest import COURSE, LAB, REPOSITORY, Picture, Visit
from people import Person, jupyterlab
from playwright.sync_api import Locator, Page, expect

from autograder.grading.nbgrader_api import Gradebook

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

MENUS = ("Formgrader", "Course List", "Create Assignment")
SHARE = (
    "def cagr(levels):\n    years = levels.index[-1] - levels.index[0]\n"
    "    return (levels.iloc[-1] / levels.iloc[0]) ** (1 / years) - 1"
)
PERCENT = SHARE.replace("return ", "return 100 * (") + ")"
NOTE = "The statistics office revised the figure of the year before, so a rise of 7.3 % is unsure."
PRAISE = "You say what is unsure, and why."
# nbgrader's exchange knows a student by the system's account: here the one that runs the tests.
ACCOUNT = pwd.getpwuid(os.getuid()).pw_name
expect.set_options(timeout=90_000)


@pytest.fixture(scope="module")
def students_lab(student: Person, course: Path) -> Iterator[str]:
    with jupyterlab(student) as address:
        yield address


@pytest.fixture(scope="module")
def teachers_lab(teacher: Person, course: Path) -> Iterator[str]:
    with jupyterlab(teacher, course) as address:
        yield address


@pytest.fixture
def assignments(students_lab: str, visit: Visit) -> Iterator[Page]:
    """The student's list of assignments."""
    page = visit(students_lab.replace("/lab?", "/lab?reset&"))
    menu(page, "Nbgrader", "Assignment List")
    expect(page.get_by_text("Released assignments")).to_be_visible()
    yield page
    page.close()


@pytest.fixture
def notebook(students_lab: str, visit: Visit) -> Iterator[Page]:
    """The student's notebook, its kernel at rest."""
    page = visit(students_lab.replace("/lab?", f"/lab/tree/{LAB}/{LAB}.ipynb?reset&"))
    expect(page.locator(".jp-Notebook .jp-Cell").first).to_be_visible()
    at_rest(page)
    yield page
    page.close()


def menu(page: Page, name: str, entry: str) -> None:
    page.locator("#jp-MainMenu").get_by_text(name, exact=True).click()
    page.locator(".lm-Menu").get_by_text(entry, exact=True).click()


def menu_entries(page: Page) -> list[str]:
    page.locator("#jp-MainMenu").get_by_text("Nbgrader", exact=True).click()
    expect(page.locator(".lm-Menu-itemLabel").first).to_be_visible()
    found = page.locator(".lm-Menu-itemLabel").all_inner_texts()
    page.keyboard.press("Escape")
    return [text for text in found if text]


def at_rest(page: Page) -> None:
    expect(page.locator(".jp-NotebookPanel .jp-Notebook-ExecutionIndicator")).to_have_attribute(
        "data-status", "idle"
    )


def listed(page: Page, kind: str) -> Locator:
    """The line of the lab among the released, fetched or submitted assignments."""
    return page.locator(f"#{kind}_assignments_list > .list_item", has_text=LAB)


def answer(page: Page, code: str) -> None:
    """Type an answer over the stub of Task 1; run it and its check."""
    cell = page.locator(".jp-CodeCell", has_text="def cagr(").first
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(code)
    menu(page, "Run", "Run All Above Selected Cell")
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")


def test_a_student_sees_no_menu_of_instructors_and_no_news(students_lab: str, visit: Visit) -> None:
    page = visit(students_lab)
    expect(page.locator(".jp-Launcher")).to_be_visible()
    found = menu_entries(page)
    assert "Assignment List" in found
    assert not {*MENUS} & {*found}
    expect(page.locator(".jp-toast, .Toastify__toast")).to_have_count(0)
    page.close()


def test_an_instructor_sees_the_menus_of_instructors(teachers_lab: str, visit: Visit) -> None:
    page = visit(teachers_lab)
    expect(page.locator(".jp-Launcher")).to_be_visible()
    assert {"Formgrader", "Assignment List"} <= {*menu_entries(page)}
    page.close()


def test_a_student_finds_and_fetches_the_assignment(
    assignments: Page, student: Person, picture: Picture
) -> None:
    expect(listed(assignments, "released")).to_contain_text(COURSE)
    picture(assignments, "released", 330)
    listed(assignments, "released").get_by_text("Fetch", exact=True).click()
    expect(listed(assignments, "fetched")).to_contain_text("Submit")
    assert (student.work / LAB / f"{LAB}.ipynb").is_file()


def test_a_wrong_answer_gets_a_card_that_says_what_is_wrong_until_it_is_mended(
    notebook: Page, picture: Picture
) -> None:
    answer(notebook, SHARE)
    card = notebook.locator(".jp-OutputArea-output", has_text="cagr: not yet").first
    expect(card).to_contain_text("Percent are expected. Multiply by 100 at the very end.")
    card.get_by_text("A hint").click()
    expect(card.locator("details")).to_have_attribute("open", "")
    picture(notebook, "not-yet", 620)
    answer(notebook, PERCENT)
    expect(
        notebook.locator(".jp-OutputArea-output", has_text="cagr: visible checks passed").first
    ).to_be_visible()
    expect(notebook.get_by_text("cagr: not yet")).to_have_count(0)
    notebook.keyboard.press("Control+S")
    expect(notebook.locator(".jp-mod-dirty")).to_have_count(0)


def test_validating_names_what_still_fails(notebook: Page, picture: Picture) -> None:
    notebook.get_by_role("button", name="Validate").click()
    dialog = notebook.locator(".jp-Dialog")
    expect(dialog).to_contain_text("failed")
    expect(dialog).to_contain_text("audit")
    picture(notebook, "validate", 700)


def test_the_rest_is_done_and_everything_validates(student: Person, notebook: Page) -> None:
    """The other answers are written into the file, as an afternoon's work would."""
    path = student.work / LAB / f"{LAB}.ipynb"
    solved = nbformat.read(REPOSITORY / f"solutions/en/{LAB}/{LAB}.ipynb", as_version=4)
    answers = {cell.id: cell.source for cell in solved.cells}
    mine = nbformat.read(path, as_version=4)
    for cell in mine.cells:
        if not cell.metadata.get("nbgrader", {}).get("solution") or cell.source == PERCENT:
            continue
        lines = NOTE.splitlines() if cell.cell_type == "markdown" else answers[cell.id].splitlines()
        cell.source = "\n".join(line for line in lines if "### " not in line)
    nbformat.write(mine, path)
    notebook.reload()
    at_rest(notebook)
    notebook.get_by_role("button", name="Validate").click()
    expect(notebook.locator(".jp-Dialog")).to_contain_text("Success")


def test_a_student_hands_the_assignment_in(assignments: Page, picture: Picture) -> None:
    listed(assignments, "fetched").get_by_text("Submit", exact=True).click()
    expect(listed(assignments, "submitted")).to_contain_text(LAB)
    picture(assignments, "submitted", 370)


def test_an_instructor_collects_and_grades(course: Path, teacher: Person) -> None:
    teacher.run("nbgrader", "collect", LAB, folder=course)
    said = teacher.run("labs", "grade", LAB, folder=course)
    assert "1 graded" in said
    assert score(course) == (27.0, True)


def test_an_instructor_marks_the_written_answer_in_formgrader(
    course: Path, teachers_lab: str, visit: Visit, picture: Picture
) -> None:
    server, token = re.fullmatch(r"(.+)/lab\?(token=.+)", teachers_lab).groups()  # type: ignore[union-attr]
    page = visit(f"{server}/formgrader/gradebook/{LAB}/{LAB}?{token}")
    page.get_by_text("Submission #1").click()
    answered = page.locator(".nbgrader_cell", has_text=NOTE)
    answered.scroll_into_view_if_needed()
    answered.locator("input.score").fill("3")
    answered.locator("input.score").press("Tab")
    answered.locator("textarea.comment").fill(PRAISE)
    answered.locator("textarea.comment").press("Tab")
    expect(answered.locator(".save-icon, .glyphicon-ok").first).to_be_attached()
    picture(page, "formgrader")
    page.wait_for_load_state("networkidle")
    page.close()
    assert score(course) == (30.0, False)


def test_a_student_reads_the_feedback(
    course: Path,
    teacher: Person,
    student: Person,
    assignments: Page,
    picture: Picture,
) -> None:
    teacher.run("nbgrader", "generate_feedback", LAB, folder=course)
    teacher.run("nbgrader", "release_feedback", LAB, folder=course)
    assignments.locator("#refresh_assignments_list").click()
    line = assignments.locator("#submitted_assignments_list")
    line.get_by_text(LAB).first.click()
    line.get_by_text("Fetch Feedback").first.click()
    expect(line.get_by_text("view feedback").first).to_be_visible()
    (page_file,) = (student.work / LAB / "feedback").glob(f"*/{LAB}.html")
    assignments.goto(
        re.sub(r"/lab.*", f"/lab/tree/{page_file.relative_to(student.work)}?reset", assignments.url)
    )
    feedback = assignments.frame_locator(".jp-HTMLViewer iframe").locator("body")
    expect(feedback).to_contain_text("30.0")
    expect(feedback).to_contain_text(PRAISE)
    picture(assignments, "feedback")


def test_nothing_was_needed_from_another_machine(elsewhere: list[str]) -> None:
    """nbgrader's own templates ask for MathJax; the formulas are drawn already."""
    assert [address for address in elsewhere if "/mathjax/" not in address] == []


def score(course: Path) -> tuple[float, bool]:
    """The student's score, and whether something waits for a person."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", COURSE) as gradebook:
        found = gradebook.find_submission(LAB, ACCOUNT)
        return float(found.score), bool(found.needs_manual_grade)
