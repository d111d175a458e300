"""Which cells only define things, so that running them twice is the same as running them once."""

from __future__ import annotations

import ast
import sys
import threading
from collections.abc import Iterable

from autograder.libraries import PACKAGES, package

# Modules whose import changes nothing that a notebook could notice a second time.
_KNOWN = sys.stdlib_module_names | {"autograder", "lumina", *PACKAGES}
_RUNS_CODE = (
    ast.Call, ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.ListComp, ast.SetComp,
    ast.DictComp, ast.GeneratorExp, ast.Subscript,
)  # fmt: skip

# Python 3.11 counts the depth of the trees that it makes for all threads together, and raises
# SystemError when another thread comes between. Whoever reads students' code in a thread takes it.
parsing = threading.Lock()


def only_defines(source: str) -> bool:
    """Whether a cell holds nothing but function definitions, imports and plain constants.

    Functions may have annotations and constant defaults but no decorators; anything else, a magic
    command too, is taken for code that does something.
    """
    try:
        with parsing:
            statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return all(map(_defines, statements))


def _defines(statement: ast.stmt) -> bool:
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            signature = statement.args
            defaults = [*signature.defaults, *filter(None, signature.kw_defaults)]
            return not statement.decorator_list and _harmless(defaults)
        case ast.Import(names=names):
            return _known(name.name for name in names)
        case ast.ImportFrom(module=str(module), level=0):
            return _known([module])
        case ast.Assign(targets=targets, value=value):
            return all(isinstance(target, ast.Name) for target in targets) and _harmless([value])
        case ast.Expr(value=ast.Constant()) | ast.Pass():
            return True
    return False


def _known(modules: Iterable[str]) -> bool:
    return all(package(module) in _KNOWN for module in modules)


def _harmless(expressions: list[ast.expr]) -> bool:
    return not any(
        isinstance(node, _RUNS_CODE) for expression in expressions for node in ast.walk(expression)
    )
