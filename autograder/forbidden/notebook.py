"""What the answers of one notebook must not use, and which answers of a student do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.cells import grade_id
from autograder.engine.between.execution import Cell, Guard
from autograder.engine.outside.definitions import parsing
from autograder.forbidden.cells import Written, is_answer, is_own
from autograder.forbidden.rule import Kind, Path, Rule
from autograder.forbidden.student import Breach, StudentCode


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
        student = StudentCode(self.rules, self.products, self.imports, cells)
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
        name = grade_id(cell)
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
