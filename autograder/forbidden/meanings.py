"""What the names in code stand for: something in a module, or a value of the code's own."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder.forbidden.classes import Classes
from autograder.forbidden.rule import Path
from autograder.forbidden.scopes import Scope
from autograder.forbidden.texts import constants_of, text_of

_LONGEST_PATH = 12


@dataclass(frozen=True)
class Around:
    """What the cells around a cell make known to it.

    own       names that the student's other cells give a value
    imports   names that any cell gives to modules and to what is in them
    stars     modules of which any cell imports everything
    """

    own: frozenset[str] = frozenset()
    imports: Mapping[str, Path] = field(default_factory=dict)
    stars: frozenset[Path] = frozenset()
    classes: Classes = field(default_factory=Classes)


class Meanings:
    """The names that code has bound so far; `scopes` are those around the present place."""

    def __init__(self, tree: ast.Module, around: Around) -> None:
        self.around, self.constants = around, constants_of(tree)
        self.scopes = [Scope("module")]

    def lookup(self, name: str) -> Path | None:
        """What a name stands for: something in a module, () for the code's own, None unbound."""
        for number, scope in enumerate(reversed(self.scopes)):
            if scope.kind == "class" and number:
                continue
            if name in scope.outside:
                break
            if name in scope.bound:
                return scope.paths.get(name, ())
        module = self.scopes[0]
        if name in module.bound:
            return module.paths.get(name, ())
        if name in self.around.imports:
            return self.around.imports[name]
        return () if name in self.around.own else None

    def resolve(self, node: ast.AST | None) -> Path:
        """What an expression stands for, () if that is nothing in a module."""
        match node:
            case ast.Name(id=name):
                path = self.lookup(name)
                if path is not None:
                    return path
                if name == "__builtins__":
                    return ("builtins",)
                return ("builtins", name) if hasattr(builtins, name) else ()
            case ast.Attribute(value=value, attr=attr):
                path = self.resolve(value) if _is_short(value) else ()
                return (*path, attr) if path else ()
            case ast.NamedExpr(value=value):
                return self.resolve(value)
            case ast.Call(func=function, args=[first, *more]):
                called = self.resolve(function)[-1:]
                if called in (("import_module",), ("__import__",)):
                    text = text_of(first, self.constants)
                    return tuple(text.split(".")) if text else ()
                if called == ("getattr",) and more:
                    path, text = self.resolve(first), text_of(more[0], self.constants)
                    return (*path, text) if path and text else ()
                if called == ("vars",):
                    return self.resolve(first)
            case ast.Subscript(value=value, slice=index):
                text = text_of(index, self.constants)
                if text and self.resolve(value)[-2:] == ("sys", "modules"):
                    return tuple(text.split("."))
        return ()

    def bind(self, name: str, path: Path = ()) -> None:
        scope = self.scopes[0] if name in self.scopes[-1].outside else self.scopes[-1]
        scope.bound.add(name)
        if path:
            scope.paths[name] = path
        else:
            scope.paths.pop(name, None)


def _is_short(node: ast.expr) -> bool:
    """Whether a chain of attributes can name a part of a module; looking at each costs time."""
    for _ in range(_LONGEST_PATH):
        if not isinstance(node, ast.Attribute):
            return True
        node = node.value
    return False
