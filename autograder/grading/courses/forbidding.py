"""What an assignment's answers must not use: `[forbid]` of grading.toml, and tags.

::

    [forbid.week-3]                  # an assignment
    "*" = ["numpy"]                  # every answer of it
    my-sort = ["sorted", ".sort"]    # the answer with this grade id

The tag `forbid:sorted` on an answer's cell in the instructor's notebook says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.cells import grade_id
from autograder.checks.card import Card, CheckFailed, State
from autograder.checks.catalogue import text
from autograder.errors import CourseError, SettingsError
from autograder.forbidden.cells import answers_of
from autograder.forbidden.notebook import Forbidden
from autograder.forbidden.reference import ALL, Wanted, rules_of
from autograder.forbidden.student import Breach
from autograder.grading.courses.course import SETTINGS, Course, load_settings
from autograder.grading.instructor.instructors import read_notebook
from autograder.grading.nbgrader_api import nbformat

_RUNNING = "ForbiddenName"
_WRITE = f'write [forbid.ASSIGNMENT] and lines like my-sort = ["sorted", ".sort"] in {SETTINGS}'


def read_wanted(course: Course) -> dict[str, Wanted]:
    """What grading.toml forbids, by assignment and answer. Raises `SettingsError`."""
    path = course.root / SETTINGS
    table = load_settings(path).get("forbid", {}) if path.exists() else {}
    if not isinstance(table, dict):
        raise SettingsError(f"{SETTINGS}: forbid = {table!r:.80}", _WRITE)
    for assignment, answers in table.items():
        if not isinstance(answers, dict):
            raise SettingsError(f"{SETTINGS}: forbid.{assignment} = {answers!r:.80}", _WRITE)
        for name, rules in answers.items():
            good = isinstance(rules, list) and rules and all(isinstance(r, str) for r in rules)
            if not good:
                what = f"{SETTINGS}: [forbid.{assignment}] {name} = {rules!r:.80}"
                raise SettingsError(what, 'write a list of names: ["sorted", "numpy"]')
    return table


def check_rules(course: Course, notebooks: Mapping[str, Iterable[str]]) -> None:
    """Look at the rules of assignments, with the names of their notebooks, before any is graded.

    Raises `SettingsError` or `CourseError` for a rule of grading.toml that fits nothing, or that
    the instructor's own answers break.
    """
    wanted = read_wanted(course)
    for assignment in wanted:
        if not course.path("source", ".", assignment).is_dir():
            raise SettingsError(
                f"{SETTINGS}: [forbid.{assignment}] is no assignment of this course",
                "name a folder of the instructor's notebooks",
            )
    for assignment, names in notebooks.items():
        answers = {ALL}
        for name in names:
            notebook_rules(course, assignment, name)
            answers |= set(answers_of(_reference(course, assignment, name)))
        for answer in wanted.get(assignment, {}):
            if answer not in answers:
                known = ", ".join(sorted(answers - {ALL})) or "none"
                raise SettingsError(
                    f"{SETTINGS}: [forbid.{assignment}] names '{answer}', which is no answer",
                    f"the answers in code are: {known}",
                )


def notebook_rules(course: Course, assignment: str, name: str) -> Forbidden:
    """The rules of one notebook. Raises `CourseError` or `SettingsError`."""
    wanted = read_wanted(course).get(assignment, {})
    notebook = _reference(course, assignment, name)
    if wanted and not notebook.cells:
        raise CourseError(
            f"{assignment}: the instructor's {name}.ipynb is not there or cannot be read",
            f"[forbid.{assignment}] in {SETTINGS} needs it",
        )
    return rules_of(notebook, wanted, f"{assignment}, {name}.ipynb")


def _reference(course: Course, assignment: str, name: str) -> Any:
    """The instructor's notebook, an empty one where there is none."""
    path = course.path("source", ".", assignment) / f"{name}.ipynb"
    try:
        return read_notebook(path)
    except CourseError:
        return nbformat.v4.new_notebook()


@dataclass
class Judgement:
    """What the rules say about one student's notebook.

    messages   for the student, by the grade id of the test that fails for it
    notes      for the instructor
    """

    messages: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def judge(forbidden: Forbidden, breaches: Sequence[Breach], code: Sequence[Any]) -> Judgement:
    """Have the tests fail that ask for an answer that breaks its rules, once a notebook has run.

    `code` are its code cells, with their outputs. A test that failed because its answer was refused
    something while it ran gets a message, too.
    """
    found = Judgement()
    for breach in breaches:
        what = f"uses `{breach.what}`" if breach.what else f"cannot be looked at ({breach.why})"
        via = f" by '{breach.via}'" if breach.via else ""
        found.notes.append(f"'{breach.answer}' {what}{via}, line {breach.line}: forbidden")
    broken = forbidden.by_test(breaches)
    for cell in code:
        name = grade_id(cell)
        if name in broken:
            found.messages[name] = broken[name].message
            cell.outputs = _failure(broken[name].answer, broken[name].message)
        elif forbidden.tests.get(name) in forbidden.rules and _was_refused(cell):
            found.messages[name] = text("forbidden.running")
            answer = forbidden.tests[name]
            found.notes.append(f"'{name}' failed: '{answer}' used something forbidden as it ran")
    return found


def _was_refused(cell: Any) -> bool:
    return any(
        output.output_type == "error" and _RUNNING in f"{output.ename} {output.evalue}"
        for output in cell.outputs
    )


def _failure(answer: str, message: str) -> list[Any]:
    """The outputs of a check that did not pass: its card, and the error that ends the cell."""
    card = Card(answer, State.NOT_YET, message=message)
    data, metadata = card._repr_mimebundle_()
    error = CheckFailed(card, shown=True)
    return [
        nbformat.v4.new_output("display_data", data=data, metadata=metadata),
        nbformat.v4.new_output(
            "error", ename=_RUNNING, evalue=str(error), traceback=error._render_traceback_()
        ),
    ]
