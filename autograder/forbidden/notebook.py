"""What the answers of one notebook must not use, and which answers of a student do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.checks.catalogue import text
from autograder.engine.definitions import parsing
from autograder.engine.execution import Cell, Guard
from autograder.errors import CourseError
from autograder.forbidden.classes import classes_of
from autograder.forbidden.meanings import Around
from autograder.forbidden.parsing import Unreadable, parse
from autograder.forbidden.rule import Kind, Path, Rule, read_rule
from autograder.forbidden.scopes import imports_of
from autograder.forbidden.tree import find
from autograder.wall.names import Names, names_of

TAG = "forbid:"
ALL = "*"
"""Stands for every answer of an assignment."""
Wanted = Mapping[str, Sequence[str]]
"""What `grading.toml` forbids, by the grade id of the answer or `ALL`."""


@dataclass(frozen=True)
class Written:
    """A code cell that a student may write; `name` is the grade id of an answer, else ""."""

    name: str
    source: str


@dataclass(frozen=True)
class Breach:
    """An answer uses something forbidden.

    what   the forbidden thing; "" where the code cannot be looked at, and `why` says the reason
    line   in its cell, from 1
    via    the student's name by which the answer uses it; "" if it stands in the answer
    """

    answer: str
    what: str
    line: int
    via: str = ""
    why: str = ""

    @property
    def message(self) -> str:
        """A sentence for the student."""
        if not self.what:
            return text("forbidden.unreadable", why=self.why)
        kind = "via" if self.via else "here"
        return text(f"forbidden.{kind}", what=self.what, line=self.line, name=self.via)


@dataclass(frozen=True)
class Statement:
    """A statement at the level of a notebook, with its names, and the cell that it stands in."""

    cell: int
    lines: range
    names: Names


@dataclass(frozen=True)
class Forbidden:
    """The rules of one notebook.

    rules      by the answer's grade id
    tests      the answer that each test asks for, by the test's grade id
    products   the names that each answer gives to the notebook, in the reference
    imports    the names that the instructor's cells give to modules
    """

    rules: Mapping[str, Sequence[Rule]] = field(default_factory=dict)
    tests: Mapping[str, str] = field(default_factory=dict)
    products: Mapping[str, frozenset[str]] = field(default_factory=dict)
    imports: Sequence[tuple[str, Path]] = ()

    def breaches(self, cells: Sequence[Written]) -> list[Breach]:
        """What the answers among a student's cells use although they must not, each once.

        Only looks at the code. It takes seconds for the longest cell that it looks at at all.
        """
        if not self.rules:
            return []
        with parsing:
            return self._breaches(cells)

    def _breaches(self, cells: Sequence[Written]) -> list[Breach]:
        trees: list[ast.Module | None] = []
        unreadable: dict[int, str] = {}
        for number, cell in enumerate(cells):
            trees.append(None)
            try:
                trees[-1] = parse(cell.source)
            except Unreadable as error:
                unreadable[number] = str(error)
        student = _Student(self, cells, trees, unreadable)
        return [
            breach
            for number, cell in enumerate(cells)
            if cell.name in self.rules
            for breach in student.breaches(number)
        ]

    def guarded(self, run: Cell, cell: Any, breaches: Sequence[Breach]) -> Cell:
        """A cell to run, with what its code is refused if a student may have written it.

        The student's own cells are refused nothing until an answer with such a rule calls them.
        An answer whose breach is known is refused nothing: its tests fail in any case, and other
        tasks that need it go on.
        """
        name = cell_name(cell)
        if is_answer(cell):
            known = any(breach.answer == name for breach in breaches)
            rules: Sequence[Rule] = () if known else self.rules.get(name, ())
        elif is_own(cell):
            rules = [rule for some in self.rules.values() for rule in some]
        else:
            return run
        modules = {".".join(one.path) for one in rules if one.kind in (Kind.MODULE, Kind.PATH)}
        names = {one.name for one in rules if one.kind is Kind.NAME}
        if not names | modules:
            return run
        guard = Guard(tuple(sorted(names)), tuple(sorted(names | modules)), is_answer(cell))
        return replace(run, guard=guard)

    def by_test(self, breaches: Sequence[Breach]) -> dict[str, Breach]:
        """The first breach of the answer that each test asks for, by the test's grade id."""
        first: dict[str, Breach] = {}
        for breach in breaches:
            first.setdefault(breach.answer, breach)
        return {test: first[name] for test, name in self.tests.items() if name in first}


class _Student:
    """The code of one student, as the rules see it."""

    def __init__(
        self,
        forbidden: Forbidden,
        cells: Sequence[Written],
        trees: Sequence[ast.Module | None],
        unreadable: Mapping[int, str],
    ) -> None:
        self._forbidden, self._cells = forbidden, cells
        self._trees, self._unreadable = trees, dict(unreadable)
        self._imports = [*forbidden.imports]
        self._statements: list[Statement] = []
        known = [tree for tree in trees if tree is not None]
        self._classes = classes_of(known)
        for number, tree in enumerate(trees):
            if tree is not None:
                self._imports += imports_of(tree)
                try:
                    self._statements += _statements(number, tree)
                except (RecursionError, MemoryError):
                    self._unreadable[number] = "it is nested too deeply"

    def breaches(self, number: int) -> Iterator[Breach]:
        """What the answer in a cell uses although it must not."""
        answer = self._cells[number].name
        rules = self._forbidden.rules[answer]
        reached, wanted = self._reached(number)
        seen = set[tuple[str, str]]()
        for other in [number, *sorted({one.cell for one in reached} - {number})]:
            tree = self._trees[other]
            if tree is None or other in self._unreadable:
                continue
            try:
                uses = find(tree, rules, self._around(other))
            except Unreadable as error:
                self._unreadable[other] = str(error)
                continue
            for use in uses:
                via = "" if other == number else self._via(other, use.line, reached, wanted)
                if via is not None and (use.what, via) not in seen:
                    seen.add((use.what, via))
                    yield Breach(answer, use.what, use.line, via)
        for other, why in self._unreadable.items():
            words = set(re.findall(r"\w+", self._cells[other].source))
            if other == number or words & wanted:
                yield Breach(answer, "", 1, why=why)

    def _around(self, number: int) -> Around:
        others = [one for one in self._statements if one.cell != number]
        own = {name for one in others for name in one.names.binds}
        paths = {name: path for name, path in self._imports if name != "*"}
        stars = frozenset(path for name, path in self._imports if name == "*")
        return Around(frozenset(own - paths.keys()), paths, stars, self._classes)

    def _reached(self, number: int) -> tuple[list[Statement], set[str]]:
        """The statements of other cells that an answer uses, and the names by which it does.

        A name that another answer has to define is that task's own business.
        """
        answer = self._cells[number].name
        products = self._forbidden.products
        own = [one.names for one in self._statements if one.cell == number]
        new = {name for names in own for name in names.uses} | products.get(answer, frozenset())
        reached: list[Statement] = []
        wanted = set[str]()
        while new:
            wanted |= new
            found = [
                one
                for one in self._statements
                if one.cell != number
                and one not in reached
                and (one.names.binds | one.names.changes)
                & new - (products.get(self._cells[one.cell].name, frozenset()))
            ]
            reached += found
            new = {name for one in found for name in one.names.uses} - wanted
        return reached, wanted

    def _via(
        self, cell: int, line: int, reached: Sequence[Statement], wanted: set[str]
    ) -> str | None:
        """The name by which an answer uses a line of another cell, None if it does not."""
        for one in reached:
            if one.cell == cell and line in one.lines:
                return min((one.names.binds | one.names.changes) & wanted, default=None)
        return None


def _statements(number: int, tree: ast.Module) -> Iterator[Statement]:
    for node in tree.body:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(one.lineno for one in decorators)])
        lines = range(first, (node.end_lineno or node.lineno) + 1)
        yield Statement(number, lines, names_of(ast.unparse(node)))


# From the instructor's notebook.


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
            texts.setdefault(cell_name(cell), []).extend(split_rules(tag.removeprefix(TAG)))
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
    products = {cell_name(cell): _products(str(cell.source)) for cell in code if is_answer(cell)}
    tests = _tests(code, products)
    graded = {cell_name(cell) for cell in code if is_answer(cell) and _marks(cell).get("grade")}
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


def is_answer(cell: Any) -> bool:
    """Whether a cell of an nbgrader notebook is for a student's answer."""
    return bool(_marks(cell).get("solution"))


def is_own(cell: Any) -> bool:
    """Whether a cell is nobody's in particular, so that a student may have written it."""
    marks = _marks(cell)
    return not (marks.get("solution") or marks.get("grade") or marks.get("locked"))


def cell_name(cell: Any) -> str:
    """A cell's grade id, "" without one."""
    return str(_marks(cell).get("grade_id", ""))


def answers_of(notebook: Any) -> list[str]:
    """The grade ids of the answers in code."""
    cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    return [cell_name(cell) for cell in cells if is_answer(cell)]


def written_in(code: Sequence[Any]) -> list[Written]:
    """The cells of a notebook that a student may write, of its code cells."""
    return [
        Written(cell_name(cell) if is_answer(cell) else "", str(cell.source))
        for cell in code
        if is_answer(cell) or is_own(cell)
    ]


def _marks(cell: Any) -> Mapping[str, Any]:
    marks: Mapping[str, Any] = cell.metadata.get("nbgrader", {})
    return marks


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
            above.append(cell_name(cell))
        elif _marks(cell).get("grade") and above:
            uses, new = set[str](), set(names_of(str(cell.source)).uses)
            while new:
                uses |= new
                new = {n for one in helpers if one.defines & new for n in one.later} - uses
            asked = [name for name in above if products[name] & uses]
            found[cell_name(cell)] = (asked or above)[-1]
    return found
