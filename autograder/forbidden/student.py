"""Which answers of a student use what they must not, themselves or by way of other cells."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.checks.catalogue import text
from autograder.forbidden.cells import Written
from autograder.forbidden.classes import classes_of
from autograder.forbidden.meanings import Around
from autograder.forbidden.parsing import LONGEST_OF_ALL, Unreadable, parse
from autograder.forbidden.rule import Path, Rule
from autograder.forbidden.scopes import imports_of
from autograder.forbidden.tree import find
from autograder.wall.names import Names, names_of


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

    @property
    def gives(self) -> frozenset[str]:
        """The names that it gives a value, or changes."""
        return self.names.binds | self.names.changes


class StudentCode:
    """The code of one student, as the rules of a notebook see it (see `Forbidden`)."""

    def __init__(
        self,
        rules: Mapping[str, Sequence[Rule]],
        products: Mapping[str, frozenset[str]],
        imports: Sequence[tuple[str, Path]],
        cells: Sequence[Written],
    ) -> None:
        self._rules, self._products, self._cells = rules, products, cells
        self._unreadable: dict[int, str] = {}
        self._length = 0
        trees = [self._parsed(number) for number in range(len(cells))]
        self._trees = trees
        self._imports = [*imports]
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
        self._giving: dict[str, list[Statement]] = {}
        for one in self._statements:
            for name in one.gives - products.get(cells[one.cell].name, frozenset()):
                self._giving.setdefault(name, []).append(one)

    def _parsed(self, number: int) -> ast.Module | None:
        self._length += len(self._cells[number].source)
        try:
            if self._length > LONGEST_OF_ALL:
                raise Unreadable(f"the notebook is longer than {LONGEST_OF_ALL:,} characters")
            return parse(self._cells[number].source)
        except Unreadable as error:
            self._unreadable[number] = str(error)
            return None

    def breaches(self, number: int) -> Iterator[Breach]:
        """What the answer in a cell uses although it must not."""
        answer = self._cells[number].name
        rules = self._rules[answer]
        reached, wanted = self._reached(number)
        seen = set[tuple[str, str]]()
        for other in [number, *sorted({cell for cell, _ in reached} - {number})]:
            tree = self._trees[other]
            if tree is None or other in self._unreadable:
                continue
            try:
                uses = find(tree, rules, self._around(other))
            except Unreadable as error:
                self._unreadable[other] = str(error)
                continue
            for use in uses:
                via = ""
                if other != number:
                    one = reached.get((other, use.line))
                    if one is None:
                        continue
                    via = min(one.gives & wanted)
                if (use.what, via) not in seen:
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

    def _reached(self, number: int) -> tuple[dict[tuple[int, int], Statement], set[str]]:
        """The statements of other cells that an answer uses, by cell and line, and their names.

        A name that another answer has to define is that task's own business.
        """
        own = (one.names.uses for one in self._statements if one.cell == number)
        waiting = set(self._products.get(self._cells[number].name, frozenset())).union(*own)
        wanted = set(waiting)
        reached: dict[tuple[int, int], Statement] = {}
        while waiting:
            for one in self._giving.get(waiting.pop(), ()):
                if one.cell != number and (one.cell, one.lines[0]) not in reached:
                    reached.update({(one.cell, line): one for line in one.lines})
                    waiting |= one.names.uses - wanted
                    wanted |= one.names.uses
        return reached, wanted


def _statements(number: int, tree: ast.Module) -> Iterator[Statement]:
    for node in tree.body:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(one.lineno for one in decorators)])
        lines = range(first, (node.end_lineno or node.lineno) + 1)
        yield Statement(number, lines, names_of(ast.unparse(node)))
