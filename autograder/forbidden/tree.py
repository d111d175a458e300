"""Where code uses what is forbidden, seen on its syntax tree: nothing is run.

A name counts when it stands for what Python or a module has under it, not when the code gave it a
value of its own. Names are followed through imports and plain assignments, and into texts that are
run as code. What only running would tell (`eval(input())`) is not seen here.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.forbidden.meanings import Around
from autograder.forbidden.parsing import Unreadable, parse
from autograder.forbidden.rule import Kind, Path, Rule
from autograder.forbidden.texts import text_of
from autograder.forbidden.walking import Walker

_DEEPEST = 3  # code in a text in a text
# What takes a text as code, as a module, as a name of an attribute: by module, or on any object.
_RUN_TEXT = frozenset({
    ("builtins", "eval"), ("builtins", "exec"), ("builtins", "compile"), ("timeit", "timeit"),
    ("timeit", "repeat"), ("timeit", "Timer"), *((name,) for name in (
        "run_cell", "run_cell_magic", "run_line_magic", "run_code", "ex", "ev",
    )),
})  # fmt: skip
_IMPORT_TEXT = frozenset({
    "__import__", "import_module", "find_spec", "resolve_name", "run_module",
    "import_optional_dependency", "find_loader", "locate",
})  # fmt: skip
_GET_TEXT = frozenset({"getattr", "attrgetter", "methodcaller", "__getattribute__"})
_SPACES = frozenset({"globals", "locals", "vars"})
_ITEM = frozenset({"get", "pop", "__getitem__", "setdefault"})
# Ways around a forbidden name that no honest answer needs.
_AROUND = frozenset({"__builtins__", "__subclasses__", "__self__"})


@dataclass(frozen=True)
class Use:
    """A forbidden thing, as the instructor or the language names it, and its line from 1."""

    what: str
    line: int


def find(tree: ast.Module, rules: Sequence[Rule], around: Around) -> list[Use]:
    """The uses of forbidden things in a cell, in the order of their lines; `Unreadable`."""
    finder = _Finder(tree, rules, around)
    try:
        finder.look()
    except (RecursionError, MemoryError):
        raise Unreadable("it is nested too deeply") from None
    return sorted(finder.found, key=lambda use: (use.line, use.what))


class _Finder(Walker):
    def __init__(self, tree: ast.Module, rules: Sequence[Rule], around: Around) -> None:
        super().__init__(tree, around)
        self._rules, self._around = rules, around
        self._guards_names = any(rule.kind is Kind.NAME for rule in rules)
        self._stars = {path for path in around.stars if self._holds(path)}
        self._depth = 0
        self.found: set[Use] = set()

    # What is reported.

    def _report(self, what: str, node: ast.AST) -> None:
        self.found.add(Use(what, self.line or getattr(node, "lineno", 1)))

    def _path(self, path: Path, node: ast.AST) -> None:
        for rule in self._rules:
            if rule.means(path):
                self._report(rule.text, node)

    def _attribute(self, name: str, node: ast.AST) -> None:
        for rule in self._rules:
            if rule.kind is Kind.ATTRIBUTE and rule.name == name:
                self._report(rule.text, node)

    def _holds(self, module: Path) -> bool:
        """Whether something forbidden is in a module."""
        return any(
            rule.kind is Kind.PATH and rule.path[: len(module)] == module for rule in self._rules
        )

    def _unbound(self, name: str, node: ast.AST) -> None:
        """A name that no code of the student gave a value."""
        for rule in self._rules:
            if rule.kind is Kind.NAME and rule.name == name:
                self._report(rule.text, node)
        for module in self._stars:
            self._path((*module, name), node)
        if name == "__builtins__" and self._guards_names:
            self._report(name, node)

    def visit(self, node: ast.AST) -> None:
        """All syntax passes here."""
        for rule in self._rules:
            if rule.nodes and isinstance(node, rule.nodes):
                self._report(rule.text, node)
        for part in getattr(node, "generators", ()):  # the `for` of a comprehension
            for rule in self._rules:
                if ast.comprehension in rule.nodes:
                    self._report(rule.text, part.target)
        super().visit(node)

    # Ways to reach a thing by its name.

    def read(self, node: ast.Name) -> None:
        path = self.names.lookup(node.id)
        if path is None:
            self._unbound(node.id, node)
        elif path:
            self._path(path, node)
            if path == ("builtins",) and self._guards_names:
                self._report("builtins", node)

    def imported(self, path: Path, name: str, node: ast.AST) -> None:
        self._path(path, node)
        if name == "*":
            if self._holds(path):
                self._stars.add(path)
            if path == ("builtins",) and self._guards_names:
                self._report("builtins", node)

    def visit_MatchClass(self, node: ast.MatchClass) -> None:
        for name in node.kwd_attrs:
            self._attribute(name, node)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        path = self.names.resolve(node)
        if path:
            self._path(path, node)
        of_own_class = self._around.classes.has(node.value, node.attr, self.inside)
        if not of_own_class:
            self._attribute(node.attr, node)
        if node.attr in _AROUND and self._guards_names:
            self._report(node.attr, node)
        plain = path[:1] == ("builtins",) and len(path) == 2 and not node.attr.startswith("__")
        if not (plain and self.names.resolve(node.value) == ("builtins",)):
            self.visit(node.value)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        text = text_of(node.slice, self.names.constants)
        if text is not None:
            self._item(node.value, text, node)
        self.generic_visit(node)

    def _item(self, container: ast.expr, text: str, node: ast.AST) -> None:
        """An item of a namespace: `globals()["sorted"]`, `vars(list)["sort"]`."""
        if self.names.resolve(container)[-2:] == ("sys", "modules"):
            self._path(tuple(text.split(".")), node)
            return
        match container:
            case ast.Call(func=function, args=args):
                if self.names.resolve(function)[-1:] not in {(name,) for name in _SPACES}:
                    return
                of = args[0] if args else None
            case ast.Attribute(value=of, attr="__dict__" | "__globals__" | "__builtins__"):
                pass
            case ast.Name(id="__builtins__"):
                of = container
            case _:
                return
        path = self.names.resolve(of)
        if path:
            self._path((*path, text), node)
        if of is None or isinstance(container, ast.Attribute | ast.Name):
            self._by_name(text, node)
        self._attribute(text, node)

    def _by_name(self, text: str, node: ast.AST) -> None:
        path = self.names.lookup(text)
        if path is None:
            self._unbound(text, node)
        elif path:
            self._path(path, node)

    def visit_Call(self, node: ast.Call) -> None:
        function = node.func
        called = self.names.resolve(function) or (getattr(function, "attr", ""),)
        given = [*node.args, *(key.value for key in node.keywords)]
        texts = [text_of(one, self.names.constants) for one in given]
        name = called[-1]
        if called in _RUN_TEXT:
            for text in texts:
                self._code(text, node)
        elif name in _IMPORT_TEXT:
            for text in filter(None, texts):
                self._path(tuple(text.replace(":", ".").split(".")), node)
        elif name in _GET_TEXT:
            for text in filter(None, texts):
                for part in text.split("."):
                    self._attribute(part, node)
            path = self.names.resolve(given[0]) if given else ()
            if path and len(texts) > 1 and texts[1] is not None:
                self._path((*path, texts[1]), node)
                if path == ("builtins",):  # its name alone says nothing
                    given = given[1:]
        elif name in _ITEM and isinstance(function, ast.Attribute) and texts and texts[0]:
            self._item(function.value, texts[0], node)
        self.visit(function)
        for one in given:
            self.visit(one)

    def _code(self, text: str | None, node: ast.AST) -> None:
        """A text that is run as code."""
        if text is None or self._depth == _DEEPEST:
            return
        tree = parse(text)
        if tree is None:
            return
        line = self.line
        self.line, self._depth = line or getattr(node, "lineno", 1), self._depth + 1
        for one in tree.body:
            self.visit(one)
        self.line, self._depth = line, self._depth - 1
