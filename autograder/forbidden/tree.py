"""Where code uses what is forbidden, seen on its syntax tree: nothing is run.

A name counts when it stands for what Python or a module has under it, not when the code gave it a
value of its own. Names are followed through imports and plain assignments, and into texts that are
run as code. What only running would tell (`eval(input())`) is not seen here.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.forbidden.meanings import Around, Meanings
from autograder.forbidden.parsing import Unreadable, parse
from autograder.forbidden.rule import Kind, Path, Rule
from autograder.forbidden.scopes import (
    Scope,
    function_scope,
    imports_of,
    parameters_of,
    targets_of,
)
from autograder.forbidden.texts import text_of

_DEEPEST = 3  # code in a text in a text
_RUN_TEXT = frozenset({
    "eval", "exec", "compile", "run_cell", "run_cell_magic", "run_line_magic", "run_code", "ex",
    "ev", "timeit", "repeat", "Timer",
})  # fmt: skip
_IMPORT_TEXT = frozenset({
    "__import__", "import_module", "find_spec", "resolve_name", "run_module",
    "import_optional_dependency", "find_loader", "locate",
})  # fmt: skip
_GET_TEXT = frozenset({"getattr", "hasattr", "attrgetter", "methodcaller", "__getattribute__"})
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


class _Finder(ast.NodeVisitor):
    def __init__(self, tree: ast.Module, rules: Sequence[Rule], around: Around) -> None:
        self._tree, self._rules, self._around = tree, rules, around
        self._names = Meanings(tree, around)
        self._guards_names = any(rule.kind is Kind.NAME for rule in rules)
        self._stars = set(around.stars)
        self._later: list[tuple[list[Scope], Callable[[], None]]] = []
        self._line = 0  # of the text that is looked at, if it is one
        self._depth = 0
        self._inside: list[str] = []  # classes
        self.found: set[Use] = set()

    def look(self) -> None:
        """Go through the code; functions come last, when all names of the module are known."""
        self.visit(self._tree)
        while self._later:
            scopes, work = self._later.pop()
            self._names.scopes = scopes
            work()

    # What is reported.

    def _report(self, what: str, node: ast.AST) -> None:
        self.found.add(Use(what, self._line or getattr(node, "lineno", 1)))

    def _path(self, path: Path, node: ast.AST) -> None:
        for rule in self._rules:
            if rule.means(path):
                self._report(rule.text, node)

    def _attribute(self, name: str, node: ast.AST) -> None:
        for rule in self._rules:
            if rule.kind is Kind.ATTRIBUTE and rule.name == name:
                self._report(rule.text, node)

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
        super().visit(node)

    # Syntax that binds names.

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self._names.bind(node.id)
            return
        if isinstance(node.ctx, ast.Del):
            if self._names.scopes[-1].kind != "function":
                self._names.scopes[-1].bound.discard(node.id)
            return
        path = self._names.lookup(node.id)
        if path is None:
            self._unbound(node.id, node)
        elif path:
            self._path(path, node)
            if path == ("builtins",) and self._guards_names:
                self._report("builtins", node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self._assign(target, node.value)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        pairs = [(target, value)]
        several = ast.Tuple | ast.List
        if isinstance(target, several) and isinstance(value, several):
            pairs = list(zip(target.elts, value.elts, strict=False)) or pairs
        for one, given in pairs:
            self.visit(one)
            if isinstance(one, ast.Name):
                self._names.bind(one.id, self._names.resolve(given))

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self._names.bind(node.target.id, self._names.resolve(node.value))

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        self.visit(node.target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
            self._assign(node.target, node.value)
        elif not isinstance(node.target, ast.Name):
            self.visit(node.target)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.visit(node.iter)
        self.visit(node.target)
        for one in (*node.body, *node.orelse):
            self.visit(one)

    visit_AsyncFor = visit_For

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias, (name, path) in zip(
            node.names, imports_of(ast.Module([node], [])), strict=False
        ):
            whole = tuple(alias.name.split(".")) if isinstance(node, ast.Import) else path
            self._path(whole, node)
            if whole[:1] == ("builtins",) and name == "*" and self._guards_names:
                self._report("builtins", node)
            if name == "*":
                self._stars.add(path)
            else:
                self._names.bind(name, path)
        if isinstance(node, ast.ImportFrom) and node.level:
            for alias in node.names:
                self._names.bind(alias.asname or alias.name)

    visit_ImportFrom = visit_Import

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._names.bind(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self._names.bind(node.name)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest:
            self._names.bind(node.rest)
        self.generic_visit(node)

    def visit_MatchClass(self, node: ast.MatchClass) -> None:
        for name in node.kwd_attrs:
            self._attribute(name, node)
        self.generic_visit(node)

    # Scopes.

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for outer in (*node.decorator_list, node.args, node.returns):
            if outer is not None:
                self.visit(outer)
        self._names.bind(node.name)
        self._function(node.args, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.args)
        self._function(node.args, [node.body])

    def visit_arguments(self, node: ast.arguments) -> None:
        """Defaults and annotations belong to the code around the function."""
        notes = (one.annotation for one in parameters_of(node))
        for part in (*node.defaults, *node.kw_defaults, *notes):
            if part is not None:
                self.visit(part)

    def _function(self, args: ast.arguments, body: Sequence[ast.AST]) -> None:
        scope = function_scope(args, body)
        around = [one for one in self._names.scopes if one.kind != "class"]
        line, depth, inside = self._line, self._depth, list(self._inside)

        def work() -> None:
            self._line, self._depth, self._inside = line, depth, inside
            for one in body:
                self.visit(one)

        self._later.append(([*around, scope], work))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for outer in (*node.decorator_list, *node.bases, *(key.value for key in node.keywords)):
            self.visit(outer)
        self._inside.append(node.name)
        self._names.scopes.append(Scope("class"))
        for one in node.body:
            self.visit(one)
        self._names.scopes.pop()
        self._inside.pop()
        self._names.bind(node.name)

    def _comprehension(self, node: ast.AST) -> None:
        generators: list[ast.comprehension] = node.generators  # type: ignore[attr-defined]
        for part in generators:
            for rule in self._rules:
                if ast.comprehension in rule.nodes:
                    self._report(rule.text, part.target)
        self.visit(generators[0].iter)
        self._names.scopes.append(Scope("function", targets_of(generators)))
        for number, part in enumerate(generators):
            if number:
                self.visit(part.iter)
            for test in part.ifs:
                self.visit(test)
        for name in ("elt", "key", "value"):
            if hasattr(node, name):
                self.visit(getattr(node, name))
        self._names.scopes.pop()

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    # Ways to reach a thing by its name.

    def visit_Attribute(self, node: ast.Attribute) -> None:
        path = self._names.resolve(node)
        if path:
            self._path(path, node)
        of_own_class = self._around.classes.has(node.value, node.attr, self._inside)
        if not of_own_class:
            self._attribute(node.attr, node)
        if node.attr in _AROUND and self._guards_names:
            self._report(node.attr, node)
        plain = path[:1] == ("builtins",) and len(path) == 2 and not node.attr.startswith("__")
        if not (plain and self._names.resolve(node.value) == ("builtins",)):
            self.visit(node.value)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        text = text_of(node.slice, self._names.constants)
        if text is not None:
            self._item(node.value, text, node)
        self.generic_visit(node)

    def _item(self, container: ast.expr, text: str, node: ast.AST) -> None:
        """An item of a namespace: `globals()["sorted"]`, `vars(list)["sort"]`."""
        if self._names.resolve(container)[-2:] == ("sys", "modules"):
            self._path(tuple(text.split(".")), node)
            return
        match container:
            case ast.Call(func=function, args=args):
                if self._names.resolve(function)[-1:] not in {(name,) for name in _SPACES}:
                    return
                of = args[0] if args else None
            case ast.Attribute(value=of, attr="__dict__" | "__globals__" | "__builtins__"):
                pass
            case ast.Name(id="__builtins__"):
                of = container
            case _:
                return
        path = self._names.resolve(of)
        if path:
            self._path((*path, text), node)
        if of is None or isinstance(container, ast.Attribute | ast.Name):
            self._by_name(text, node)
        self._attribute(text, node)

    def _by_name(self, text: str, node: ast.AST) -> None:
        path = self._names.lookup(text)
        if path is None:
            self._unbound(text, node)
        elif path:
            self._path(path, node)

    def visit_Call(self, node: ast.Call) -> None:
        function = node.func
        called = self._names.resolve(function)[-1:] or (getattr(function, "attr", ""),)
        given = [*node.args, *(key.value for key in node.keywords)]
        texts = [text_of(one, self._names.constants) for one in given]
        name = str(called[0])
        if name in _RUN_TEXT:
            for text in texts:
                self._code(text, node)
        elif name in _IMPORT_TEXT:
            for text in filter(None, texts):
                self._path(tuple(text.replace(":", ".").split(".")), node)
        elif name in _GET_TEXT:
            for text in filter(None, texts):
                for part in text.split("."):
                    self._attribute(part, node)
            path = self._names.resolve(given[0]) if given else ()
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
        line = self._line
        self._line, self._depth = line or getattr(node, "lineno", 1), self._depth + 1
        for one in tree.body:
            self.visit(one)
        self._line, self._depth = line, self._depth - 1
