"""The student's own classes: a method `sort` of one of them is not the `sort` of a list."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Classes:
    """The attributes that classes define themselves, and the names that only hold objects of one.

    attributes   by class
    objects      the class by name
    """

    attributes: dict[str, set[str]] = field(default_factory=dict)
    objects: dict[str, str] = field(default_factory=dict)

    def has(self, value: ast.expr, attribute: str, inside: Sequence[str]) -> bool:
        """Whether an expression is an own object, or its class, with such an attribute.

        `inside` are the classes around the code.
        """
        match value:
            case ast.Name(id="self" | "cls") if inside:
                owner = inside[-1]
            case ast.Name(id=name):
                owner = self.objects.get(name, name)
            case ast.Call(func=ast.Name(id=owner)):
                pass
            case _:
                return False
        return attribute in self.attributes.get(owner, ())


def classes_of(trees: Iterable[ast.Module]) -> Classes:
    """The classes that code defines, and what is made of them."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    attributes: dict[str, set[str]] = {}
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
            inherited = set().union(*(attributes.get(base, ()) for base in bases))
            attributes[node.name] = inherited | _defined(node)
    kinds: dict[str, set[str]] = {}
    made: set[int] = set()
    for node in nodes:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name) as target], value=ast.Call(func=ast.Name(id=kind))
            ) if kind in attributes:
                kinds.setdefault(name, set()).add(kind)
                made.add(id(target))
            case ast.arg(arg=name, annotation=ast.Name(id=kind)) if kind in attributes:
                kinds.setdefault(name, set()).add(kind)
            case ast.arg(arg=name):
                kinds.setdefault(name, set()).add("")
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in made:
            kinds.setdefault(node.id, set()).add("")
    objects = {name: min(found) for name, found in kinds.items() if len(found) == 1 and min(found)}
    return Classes(attributes, objects)


def _defined(node: ast.ClassDef) -> set[str]:
    """The attributes that a class gives itself or, by `self.x = ...`, its objects."""
    names = {
        one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    for part in ast.walk(node):
        match part:
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                names.add(name)
            case ast.AnnAssign(target=ast.Name(id=name)) if part in node.body:
                names.add(name)
    return names
