"""All mutants of an answer: each is one mistake, and none is made twice."""

from __future__ import annotations

import ast
import difflib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from autograder.audit.answers.mutation.normal import normal
from autograder.audit.answers.mutation.source import Edit, Operator, Source


@cache
def operators() -> dict[str, Operator]:
    """The operators of all families by their names; a family is a file here with `OPERATORS`."""
    here = Path(__file__).parent
    found = sorted(pkgutil.iter_modules([str(here)]), key=lambda module: module.name)
    families = [import_module(f"{__package__}.{module.name}") for module in found]
    return {
        name: operator
        for family in families
        for name, operator in getattr(family, "OPERATORS", {}).items()
    }


@dataclass(frozen=True, slots=True)
class Mutant:
    """An answer with one mistake.

    task      whose answer it is
    operator  the kind of mistake, in words
    code      the whole answer cell with the mistake
    line      the line of the cell that differs, from 0
    diff      the lines that differ, with `-` and `+` before them
    key       the text by which `attempts.py` names it: the changed line, or `- ` and a deleted one
    """

    task: str
    operator: str
    code: str
    line: int
    diff: str
    key: str


def mutants_of(task: str, answer: str) -> list[Mutant]:
    """The mutants of the answer to a task, in the order of their lines.

    Docstrings, annotations, messages of exceptions and what only prints or colours are left as
    they are. Of mutants that are the same code, and of those that are the reference, one is made
    or none.

    Raises:
        SyntaxError: the answer is not Python.
    """
    source = Source(answer)
    seen, found = {normal(answer)}, []
    for operator, edit in _edits(source):
        code = source.apply(edit)
        try:
            form = normal(code)
            compile(code, "<mutant>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except (SyntaxError, ValueError):
            continue
        if form not in seen:
            seen.add(form)
            line, diff, key = _difference(answer, code)
            found.append(Mutant(task, operator, code, line, diff, key))
    return sorted(found, key=lambda mutant: mutant.line)


def _edits(source: Source) -> Iterator[tuple[str, Edit]]:
    for node in source.nodes():
        for name, operator in operators().items():
            for edit in operator(node, source):
                yield name, edit


def _difference(before: str, after: str) -> tuple[int, str, str]:
    """The first line that differs, the lines that differ as a diff, and their key."""
    old, new = before.split("\n"), after.split("\n")
    first, removed, added = len(old), list[str](), list[str]()
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            first = min(first, start)
            removed += old[start:end]
            added += new[new_start:new_end]
    diff = "\n".join([*(f"- {line}" for line in removed), *(f"+ {line}" for line in added)])
    lines = [line.strip() for line in added if line.strip()]
    if not lines or lines == ["pass"]:
        return first, diff, "\n".join(f"- {line.strip()}" for line in removed if line.strip())
    return first, diff, "\n".join(lines)
