"""Goes through code in the order in which it runs and keeps account of the names that it binds."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from autograder.forbidden.meanings import Around, Meanings
from autograder.forbidden.rule import Path
from autograder.forbidden.scopes import (
    Scope,
    function_scope,
    imports_of,
    parameters_of,
    targets_of,
)


class Walker(ast.NodeVisitor):
    """Visits code; `inside` are the classes around the present place.

    `line` stands instead of the lines of code that stands in a text, 0 elsewhere.
    """

    def __init__(self, tree: ast.Module, around: Around) -> None:
        self._tree = tree
        self.names = Meanings(tree, around)
        self.inside: list[str] = []
        self.line = 0
        self._later: list[tuple[list[Scope], list[str], int, Sequence[ast.AST]]] = []

    def look(self) -> None:
        """Go through the code; functions come last, when all names of the module are known."""
        self.visit(self._tree)
        while self._later:
            self.names.scopes, self.inside, self.line, body = self._later.pop()
            for one in body:
                self.visit(one)

    def read(self, node: ast.Name) -> None:
        """A name that is read."""

    def imported(self, path: Path, name: str, node: ast.AST) -> None:
        """Something that is imported under a name; "*" is everything in it."""

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.names.bind(node.id)
            return
        if isinstance(node.ctx, ast.Del):
            if self.names.scopes[-1].kind != "function":
                self.names.scopes[-1].bound.discard(node.id)
            return
        self.read(node)

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
                self.names.bind(one.id, self.names.resolve(given))

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.names.bind(node.target.id, self.names.resolve(node.value))

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
            self.imported(whole, name, node)
            if name != "*":
                self.names.bind(name, path)
        if isinstance(node, ast.ImportFrom) and node.level:
            for alias in node.names:
                self.names.bind(alias.asname or alias.name)

    visit_ImportFrom = visit_Import

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.names.bind(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self.names.bind(node.name)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest:
            self.names.bind(node.rest)
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for outer in (*node.decorator_list, node.args, node.returns):
            if outer is not None:
                self.visit(outer)
        self.names.bind(node.name)
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
        around = [one for one in self.names.scopes if one.kind != "class"]
        self._later.append(([*around, scope], list(self.inside), self.line, body))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for outer in (*node.decorator_list, *node.bases, *(key.value for key in node.keywords)):
            self.visit(outer)
        self.inside.append(node.name)
        self.names.scopes.append(Scope("class"))
        for one in node.body:
            self.visit(one)
        self.names.scopes.pop()
        self.inside.pop()
        self.names.bind(node.name)

    def _comprehension(self, node: ast.AST) -> None:
        generators: list[ast.comprehension] = node.generators  # type: ignore[attr-defined]
        self.visit(generators[0].iter)
        self.names.scopes.append(Scope("function", targets_of(generators)))
        for number, part in enumerate(generators):
            if number:
                self.visit(part.iter)
            for test in part.ifs:
                self.visit(test)
        for name in ("elt", "key", "value"):
            if hasattr(node, name):
                self.visit(getattr(node, name))
        self.names.scopes.pop()

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension
