"""Which names code binds, and to what its imports bind them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from autograder.forbidden.rule import Path

_COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


class Scope:
    """The names of a module, class or function.

    bound     given a value, so far in a module or class, anywhere in a function
    paths     those that stand for something in a module
    outside   declared global
    """

    def __init__(
        self, kind: str, bound: Iterable[str] = (), outside: frozenset[str] = frozenset()
    ) -> None:
        self.kind = kind
        self.bound = set(bound) - outside
        self.paths: dict[str, Path] = {}
        self.outside = outside


def imports_of(tree: ast.AST) -> Iterator[tuple[str, Path]]:
    """The names that imports in code give to modules; `*` for everything in one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                path = tuple(alias.name.split("."))
                yield (alias.asname, path) if alias.asname else (path[0], path[:1])
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            module = tuple(node.module.split("."))
            for alias in node.names:
                star = alias.name == "*"
                yield alias.asname or alias.name, module if star else (*module, alias.name)


def targets_of(generators: Sequence[ast.comprehension]) -> set[str]:
    """The names that a comprehension binds for itself."""
    nodes = (node for part in generators for node in ast.walk(part.target))
    return {node.id for node in nodes if isinstance(node, ast.Name)}


def parameters_of(args: ast.arguments) -> list[ast.arg]:
    """All parameters of a function."""
    named = (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg)
    return [one for one in named if one is not None]


def function_scope(args: ast.arguments, body: Sequence[ast.AST]) -> Scope:
    """The scope of a function."""
    bound, outside = {one.arg for one in parameters_of(args)}, set[str]()
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                bound.add(name)
            case ast.Global(names=names):
                outside.update(names)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                bound.add(name)
            case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                bound.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                bound.update((one.asname or one.name).partition(".")[0] for one in aliases)
        if isinstance(node, _FUNCTIONS | ast.ClassDef):
            bound.add(node.name)
            waiting += node.decorator_list
        elif isinstance(node, _COMPREHENSIONS):
            bound.update(n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr))
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return Scope("function", bound, frozenset(outside))
