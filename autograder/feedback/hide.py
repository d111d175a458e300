"""The step of `nbgrader generate_feedback` that takes hidden tests out of a student's page."""

from __future__ import annotations

import ast
import re
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_markdown_cell, new_output
from nbgrader import utils
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearHiddenTests, NbGraderPreprocessor
from traitlets import Bool

from autograder import RECORD
from autograder.cells import grade_id
from autograder.checks.card import State
from autograder.feedback.retell import ERROR, language_of, retell, texts_in
from autograder.feedback.written import take_out
from autograder.grading.records.showing import clean_outputs, make_harmless

Resources = dict[str, Any]

_HIDDEN = re.compile(r"\bhidden\s*=\s*True\b")
_NOTE = (
    "Below are your answers, the checks with what they said, and your marks. What your own code "
    "printed or drew is not repeated here: run your notebook to see it."
)


class HideTests(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Takes the source, the traceback and every value of hidden tests out of a feedback page.

    A test has a hidden part if the released notebook shows less of it, if nbgrader's marks for
    hidden tests stand in it, or if it says `hidden=True`. Of such a test the page shows what was
    released, its points, its mark and its card. Student code can keep what a hidden test gave it
    and tell it later, a bit at a time: by what it prints, by the name of an error, by the number
    of an execution, by which of many cells end with an error. So outputs are shown only up to the
    first cell that a student can write, errors (by no name) up to the first test with a hidden
    part, and numbers of executions never. After that only tests show something: their cards.
    """

    keep_outputs = Bool(
        False,
        help="Also show what the student's code and the visible tests printed and drew. A student "
        "can print there what a hidden test gave to his code.",
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Resources) -> tuple[Any, Resources]:
        """Rewrite sources and outputs in place; runs after nbgrader's `GetGrades`."""
        released = self._released(resources["nbgrader"])
        forbidden = _forbidden(nb)
        if not self.keep_outputs:
            take_out(CourseDirectory(parent=self), resources["nbgrader"])
        student_code = may_know = False
        make_harmless(nb)
        self._texts = texts_in(
            cell.source for cell in nb.cells if utils.is_locked(cell) and grade_id(cell)
        )
        self._lang = language_of(nb)
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            clean_outputs(cell)
            cell.execution_count = None
            if utils.is_grade(cell) and not utils.is_solution(cell):
                may_know = self._test(cell, released, forbidden) or may_know
                continue
            # nbgrader takes the id from a cell that it does not know.
            known = utils.is_locked(cell) and grade_id(cell)
            student_code = student_code or not known
            if student_code and not self.keep_outputs:
                failed = any(output.output_type == "error" for output in cell.outputs)
                cell.outputs = [_error()] if failed and not may_know else []
        if not self.keep_outputs:
            nb.cells.insert(0, new_markdown_cell(_NOTE))
        return nb, resources

    def _test(self, cell: Any, released: dict[str, str], forbidden: dict[str, Any]) -> bool:
        """Show no more of a test than a student may see; whether it has a hidden part."""
        name = grade_id(cell)
        visible = self._visible(cell, released.get(name))
        hidden = bool(visible != cell.source)
        if not hidden and self.keep_outputs:
            return False
        card = retell(
            cell.source, cell.outputs, name, hidden=hidden, texts=self._texts, lang=self._lang
        )
        if card is not None and name in forbidden:  # the grader's own words
            card = replace(card, state=State.NOT_YET, message=str(forbidden[name]))
        cell.outputs = [] if card is None else [_shown(card)]
        if hidden:
            heading = f"# Hidden check: {_points(cell.metadata.nbgrader.points)}"
            cell.source = f"{heading}\n\n{visible}" if _has_code(visible) else heading
        return hidden

    def _visible(self, cell: Any, released: str | None) -> str:
        """The part of a test's source that a student may see."""
        if released is None:
            bare = deepcopy(cell)
            try:
                ClearHiddenTests(parent=self).preprocess_cell(bare, {}, 0)
            except RuntimeError:  # a mark without its partner: where the test ends is not known
                return ""
            released = str(bare.source)
        return "" if _HIDDEN.search(released) else released

    def _released(self, names: dict[str, str]) -> dict[str, str]:
        """The sources of the released notebook by grade id; nothing where it is not there."""
        course = CourseDirectory(parent=self)
        folder = course.format_path(course.release_directory, ".", names["assignment"])
        path = Path(folder) / f"{names['notebook']}.ipynb"
        if not path.is_file():
            return {}
        cells = nbformat.read(path, as_version=4).cells
        return {name: cell.source for cell in cells if (name := grade_id(cell))}


def _forbidden(notebook: Any) -> dict[str, Any]:
    """What `labs grade` recorded for tests whose answers use something forbidden."""
    record = notebook.metadata.get(RECORD)
    found = record.get("forbidden") if isinstance(record, dict) else None
    return found if isinstance(found, dict) else {}


def _shown(card: Any) -> Any:
    data = {"text/plain": card.text(), "text/html": card.html()}
    return new_output("display_data", data=data)


def _error() -> Any:
    line = f"This cell ended with {ERROR}."
    return new_output("error", ename=ERROR, evalue="", traceback=[line])


def _points(points: float) -> str:
    return f"{points:g} point{'' if points == 1 else 's'}"


def _has_code(source: str) -> bool:
    try:
        return bool(ast.parse(source).body)
    except SyntaxError:  # IPython's own syntax
        return True
