"""Finds what is wrong with a lab before a student does."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from autograder.authoring import regions
from autograder.authoring.lint_forbidden import forbidden
from autograder.authoring.lint_messages import attempts, check_cell, messages
from autograder.authoring.model import Cell, Lab, Role, Task
from autograder.authoring.problems import Problem

HINTS = 2


def lint(lab: Lab, outcomes: Collection[str] = ()) -> list[Problem]:
    """Every mistake of a lab that its files show, in the order of file and line.

    Code that is not Python is reported alone, since the rest cannot be read without it.

    Args:
        lab: a lab that was read.
        outcomes: the ids of all outcomes of the course, which `requires` and `prerequisites` may
            name; those of the lab's own module need not be among them.
    """
    problems = [problem for cell in lab.cells for problem in _python(lab, cell)] or [
        *_module(lab, {*outcomes, *lab.module.outcomes}),
        *_cells(lab),
        *(problem for task in lab.tasks.values() for problem in _task(lab, task)),
        *messages(lab),
        *attempts(lab),
        *forbidden(lab),
    ]
    return sorted(problems, key=lambda problem: (str(problem.path), problem.line))


def _module(lab: Lab, outcomes: Collection[str]) -> Iterator[Problem]:
    module, entry = lab.module, lab.entry
    path = module.path
    if not lab.id.startswith(f"{module.id}-"):
        remedy = f"rename its folder to '{module.id}-<topic>'"
        yield Problem(lab.path, 0, f"lab '{lab.id}' is not named after its module", remedy)
    total = sum(task.points for task in lab.tasks.values())
    if abs(total - entry.points) > 1e-9:
        what = f"the cells of {lab.id} add up to {total:g} points, not to {entry.points:g}"
        yield Problem(path, entry.line, what, f"write points = {total:g}, or change the cells")
    for name in sorted({*entry.requires, *module.prerequisites} - set(outcomes)):
        remedy = "name an outcome of a module of this course"
        yield Problem(path, entry.line, f"no module teaches '{name}'", remedy)
    used = {cell.outcome for cell in lab.cells if cell.outcome}
    for name in sorted(used - set(entry.teaches)):
        remedy = "add it to teaches"
        yield Problem(path, entry.line, f"{lab.id} assesses '{name}' without teaching it", remedy)
    for name in sorted(set(entry.teaches) - used):
        what = f"no cell of {lab.id} assesses '{name}'"
        yield Problem(path, entry.line, what, f'write outcome="{name}" on a check')


def _cells(lab: Lab) -> Iterator[Problem]:
    first_code = next((cell for cell in lab.cells if cell.kind == "code"), None)
    if first_code is None or first_code.role:
        line = first_code.line if first_code else 0
        remedy = "begin with a '# %%' cell that imports from autograder.checks"
        yield Problem(lab.path, line, "the lab has no set-up cell", remedy)
    for cell in lab.cells:
        if cell.outcome and cell.outcome not in lab.module.outcomes:
            known = ", ".join(lab.module.outcomes) or "none yet"
            remedy = f"use one of {known}, or add it to module.toml"
            yield Problem(lab.path, cell.line, f"unknown outcome '{cell.outcome}'", remedy)
        yield from _regions(lab, cell)


def _regions(lab: Lab, cell: Cell) -> Iterator[Problem]:
    wanted = {Role.ANSWER: regions.SOLUTION, Role.WRITTEN: regions.MARK_SCHEME}
    for region in regions.ALL:
        try:
            inside = regions.split(cell.source, region).inside
        except regions.UnbalancedRegion as error:
            line, what = cell.first_line + error.line, f"a mark of {region} has no partner"
            remedy = f"write both '### BEGIN {region}' and '### END {region}'"
            yield Problem(lab.path, line, what, remedy)
            continue
        needed = cell.role is not None and wanted.get(cell.role) == region
        if needed and not inside:
            what = f"the {cell.role} of '{cell.task}' has no {region} region"
            remedy = f"put '### BEGIN {region}' and '### END {region}' around it"
            yield Problem(lab.path, cell.line, what, remedy)
        elif inside and not needed:
            remedy = "remove its marks; the build writes those of hidden checks"
            yield Problem(lab.path, cell.line, f"a {region} region has no place here", remedy)


def _python(lab: Lab, cell: Cell) -> Iterator[Problem]:
    if cell.kind == "markdown":
        return
    try:
        ast.parse(cell.source)
    except SyntaxError as error:
        line = cell.first_line + (error.lineno or 1) - 1
        yield Problem(lab.path, line, f"not Python: {error.msg}", "mend this line")


def _task(lab: Lab, task: Task) -> Iterator[Problem]:
    answers, checks, hidden = (task.having(role) for role in (Role.ANSWER, Role.CHECK, Role.HIDDEN))
    hints, written = task.having(Role.HINT), task.having(Role.WRITTEN)

    def wrong(line: int, what: str, remedy: str) -> Problem:
        return Problem(lab.path, line, what, remedy)

    if written:
        if len(task.cells) > 1:
            remedy = "give the question a task id of its own"
            yield wrong(written[0].line, f"task '{task.id}' is more than its question", remedy)
        return
    if len(answers) != 1:
        line = answers[1].line if answers else task.line
        what = f"task '{task.id}' has {len(answers)} answers"
        yield wrong(line, what, f'write one cell with task="{task.id}" role="answer"')
        return
    line = answers[0].line
    for name, cells in (("check", checks), ("hidden", hidden)):
        adjective = "visible" if name == "check" else "hidden"
        if not cells:
            what = f"the answer of '{task.id}' has no {adjective} check"
            yield wrong(line, what, f'add a cell with task="{task.id}" role="{name}"')
    if len(hints) < HINTS:
        what = f"task '{task.id}' has {len(hints)} of {HINTS} hints"
        remedy = f'add \'# %% [markdown] task="{task.id}" role="hint"\''
        yield wrong(line, what, remedy)
    for cell in task.cells:
        if cell.line < line:
            yield wrong(cell.line, f"a {cell.role} before its answer", "move it below the answer")
    for cell in (*checks, *hidden):
        yield from check_cell(lab, cell)
