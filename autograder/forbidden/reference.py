"""The rules of a notebook, read from the instructor's own, which has to obey them."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.cells import grade_id, role
from autograder.errors import CourseError
from autograder.forbidden.cells import answers_of, is_answer, is_own, written_in
from autograder.forbidden.notebook import Forbidden
from autograder.forbidden.parsing import Unreadable, parse
from autograder.forbidden.rule import Path, Rule, read_rule
from autograder.forbidden.scopes import imports_of
from autograder.wall.names import names_of

TAG = "forbid:"
ALL = "*"
"""Stands for every answer of an assignment."""
Wanted = Mapping[str, Sequence[str]]
"""What `grading.toml` forbids, by the grade id of the answer or `ALL`."""


def rules_of(notebook: Any, wanted: Wanted, where: str) -> Forbidden:
    """The rules of a notebook: tags of its answers, and what `grading.toml` says of them.

    `notebook` is the instructor's own (nbformat 4), `where` names it in errors. Answers that
    `wanted` names and that are not in the notebook are left to the caller. Raises `CourseError`
    for a rule that is none, that stands in the wrong place, that can cost no points, or that the
    instructor's own answer breaks.
    """
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    texts: dict[str, list[str]] = {}
    for cell in notebook.cells:
        tags = [tag for tag in cell.metadata.get("tags", []) if str(tag).startswith(TAG)]
        if tags and not (is_answer(cell) and cell.cell_type == "code"):
            raise CourseError(
                f"{where}: the tag '{tags[0]}' stands on a cell that is no answer in code",
                "put it on the answer's cell",
            )
        for tag in tags:
            texts.setdefault(grade_id(cell), []).extend(split_rules(tag.removeprefix(TAG)))
    for name in answers_of(notebook):
        texts.setdefault(name, []).extend([*wanted.get(ALL, ()), *wanted.get(name, ())])
    trees = [(cell, _parsed(str(cell.source))) for cell in code]
    imports = [pair for _, tree in trees if tree is not None for pair in imports_of(tree)]
    modules = {name: path for name, path in imports if name != "*"}
    rules = {
        name: tuple(dict.fromkeys(_rule(one, modules, f"{where}, '{name}'") for one in written))
        for name, written in texts.items()
        if written
    }
    if not rules:
        return Forbidden()
    own = {id(cell) for cell in code if is_answer(cell) or is_own(cell)}
    locked = [pair for c, tree in trees if tree and id(c) not in own for pair in imports_of(tree)]
    products = {grade_id(cell): _products(str(cell.source)) for cell in code if is_answer(cell)}
    tests = _tests(code, products)
    graded = {grade_id(cell) for cell in code if is_answer(cell) and role(cell).get("grade")}
    for name in wanted:
        if name in rules and name not in {*tests.values(), *graded}:
            raise CourseError(
                f"{where}: no test asks for '{name}', so its rules can cost no points",
                "put its test below it",
            )
    forbidden = Forbidden(rules, tests, products, locked)
    for breach in forbidden.breaches(written_in(code)):
        what = f"uses `{breach.what}` in line {breach.line}" if breach.what else breach.why
        via = f" of the cell with '{breach.via}'" if breach.via else ""
        raise CourseError(
            f"{where}: your own answer '{breach.answer}' breaks its rule: it {what}{via}",
            "mend the answer, or take the rule away",
        )
    return forbidden


def split_rules(texts: str) -> list[str]:
    """The rules in a tag or on a marker: `sorted, numpy`. An empty one stays, to be refused."""
    return [one.strip() for one in texts.split(",")]


def _parsed(source: str) -> ast.Module | None:
    try:
        return parse(source)
    except Unreadable:
        return None


def _rule(written: str, modules: Mapping[str, Path], where: str) -> Rule:
    try:
        return read_rule(written, modules)
    except ValueError as error:
        raise CourseError(f"{where}: {written!r} cannot be forbidden", str(error)) from None


def _products(source: str) -> frozenset[str]:
    names = names_of(source)
    return names.binds - {name for name, _ in names.imports}


def _tests(code: Sequence[Any], products: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The answer that each test asks for: the last above it whose names it uses, or the last."""
    helpers = [names_of(str(cell.source)) for cell in code if not is_answer(cell)]
    above: list[str] = []
    found: dict[str, str] = {}
    for cell in code:
        if is_answer(cell):
            above.append(grade_id(cell))
        elif role(cell).get("grade") and above:
            uses, new = set[str](), set(names_of(str(cell.source)).uses)
            while new:
                uses |= new
                new = {n for one in helpers if one.defines & new for n in one.later} - uses
            asked = [name for name in above if products[name] & uses]
            found[grade_id(cell)] = (asked or above)[-1]
    return found
