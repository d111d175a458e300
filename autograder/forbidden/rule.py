"""One thing that an answer must not use, as an instructor writes it."""

from __future__ import annotations

import ast
import builtins
import keyword
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

Path = tuple[str, ...]
"""A module or something in it: `("numpy", "linalg", "solve")`."""

# As everybody writes them.
SHORT = {
    "np": ("numpy",), "pd": ("pandas",), "plt": ("matplotlib", "pyplot"), "sp": ("scipy",),
    "sns": ("seaborn",), "mpl": ("matplotlib",),
}  # fmt: skip
# The parts of Python that a keyword stands for.
STATEMENTS: dict[str, tuple[type[ast.AST], ...]] = {
    "for": (ast.For, ast.AsyncFor, ast.comprehension),
    "while": (ast.While,),
    "if": (ast.If, ast.IfExp),
    "lambda": (ast.Lambda,),
    "def": (ast.FunctionDef, ast.AsyncFunctionDef),
    "class": (ast.ClassDef,),
    "try": (ast.Try, ast.TryStar),
    "with": (ast.With, ast.AsyncWith),
    "import": (ast.Import, ast.ImportFrom),
    "global": (ast.Global,),
    "yield": (ast.Yield, ast.YieldFrom),
    "match": (ast.Match,),
    "break": (ast.Break,),
    "continue": (ast.Continue,),
}


class Kind(Enum):
    """How a rule is to be read."""

    NAME = "what Python has under this name, and what any module has"
    MODULE = "a module with all that is in it"
    PATH = "a part of a module"
    ATTRIBUTE = "an attribute or a method of whatever"
    STATEMENT = "a keyword"


@dataclass(frozen=True)
class Rule:
    """A forbidden thing; `text` is how the instructor wrote it, `path` what is meant."""

    text: str
    kind: Kind
    path: Path

    @property
    def name(self) -> str:
        """The last part."""
        return self.path[-1]

    @property
    def nodes(self) -> tuple[type[ast.AST], ...]:
        """The kinds of syntax that a keyword stands for."""
        return STATEMENTS[self.name] if self.kind is Kind.STATEMENT else ()

    def means(self, path: Path) -> bool:
        """Whether a module, or something that is in one, is forbidden."""
        if self.kind is Kind.STATEMENT:
            return False
        if self.kind is Kind.ATTRIBUTE:
            return len(path) > 1 and path[-1] == self.name
        if self.kind is Kind.NAME:
            return self.name in (path[0], path[-1])
        if self.kind is Kind.MODULE and len(path) > 1 and path[-1] in self._nicknames():
            return True  # `pandas.np`
        return path[: len(self.path)] == self.path

    def _nicknames(self) -> set[str]:
        known = {short for short, path in SHORT.items() if path == self.path}
        return known if self.path[0] in sys.stdlib_module_names else {*known, *self.path[-1:]}


def read_rule(text: str, imports: Mapping[str, Path]) -> Rule:
    """A rule from its text.

    `imports` are the names that the instructor's notebook gives to modules: with `np` among them
    `np.linalg.solve` is a part of numpy. Raises `ValueError` with a remedy for what is no rule.
    """
    written = text.strip().strip("`").removesuffix("()").removeprefix("import ").strip()
    bare = written.removeprefix(".")
    parts = tuple(bare.split("."))
    if written in STATEMENTS:
        return Rule(written, Kind.STATEMENT, (written,))
    if not all(part.isidentifier() and not keyword.iskeyword(part) for part in parts):
        raise ValueError(
            "write a name (sorted), a module (numpy), a part of one (np.linalg.solve), "
            f"a method (.sort) or one of the keywords {', '.join(STATEMENTS)}"
        )
    if written != bare:
        if len(parts) > 1:
            raise ValueError(f"write .{parts[-1]} for this method of whatever object")
        return Rule(written, Kind.ATTRIBUTE, parts)
    if len(parts) > 1:
        if parts[0] == "builtins":
            return Rule(written, Kind.NAME, parts[-1:])
        if hasattr(builtins, parts[0]) or any(part[:1].isupper() for part in parts[:-1]):
            return Rule(written, Kind.ATTRIBUTE, parts[-1:])  # of what class is not seen in code
        first = imports.get(parts[0]) or SHORT.get(parts[0]) or parts[:1]
        return Rule(written, Kind.PATH, (*first, *parts[1:]))
    path = imports.get(written) or SHORT.get(written) or parts
    modules = {*((name,) for name in sys.stdlib_module_names), *SHORT.values(), *imports.values()}
    if path in modules and not hasattr(builtins, written):
        return Rule(written, Kind.MODULE, path)
    return Rule(written, Kind.NAME, parts)
