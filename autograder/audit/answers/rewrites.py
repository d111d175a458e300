"""Right answers made from the reference: the same meaning, written or delivered in another way."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Iterator

from autograder.audit.answers.trials import Material, Trial, Worth, answered
from autograder.authoring.model import Invariance

# Code that finds local names by their text; they keep their names then.
_BY_TEXT = frozenset({"dir", "eval", "exec", "globals", "locals", "vars"})
_NUMPY = "a number of numpy as result"
_WRAPPER = """

import functools as _functools
import inspect as _inspect


def _rewritten(function):
    @_functools.wraps(function)
    def called(*given, **named):
        bound = _inspect.signature(function).bind(*given, **named)
        for name, value in bound.arguments.items():
            if not {parameters!r} or name in {parameters!r}:
                bound.arguments[name] = _given(value)
        return _found(function(*bound.args, **bound.kwargs))

    return called


def _given(value):
    return {given}


def _found(value):
    return {found}


"""
_FRAME = 'hasattr(value, "iloc") and hasattr(value, "columns")'
# What becomes of an argument or of a result.
_CHANGES: dict[str, tuple[str, str]] = {
    Invariance.INPUT_FLOATS: (
        "float(value) if isinstance(value, int) and not isinstance(value, bool) else value",
        "value",
    ),
    Invariance.INPUT_COLUMNS: (f'value.assign(remark="-") if {_FRAME} else value', "value"),
    Invariance.INPUT_INDEX: (
        f"value.set_axis(range(7, 7 + len(value))) if {_FRAME} else value",
        "value",
    ),
    Invariance.INPUT_ORDER: (
        f"value.iloc[[*range(1, len(value), 2), *range(0, len(value), 2)]] if {_FRAME} else value",
        "value",
    ),
    Invariance.OUTPUT_COLUMNS: ("value", f'value.assign(remark="-") if {_FRAME} else value'),
    Invariance.OUTPUT_INDEX: (
        "value",
        f"value.set_axis(range(7, 7 + len(value))) if {_FRAME} else value",
    ),
    Invariance.OUTPUT_ORDER: ("value", f"value.iloc[::-1] if {_FRAME} else value"),
}
_AS_NUMPY = """def _found(value):
    import numpy

    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(map(_found, value))
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return numpy.int64(value)
    return numpy.float64(value) if isinstance(value, float) else value
"""


def rewrites(given: Material) -> list[Trial]:
    """The reference answer to a task in other forms; each is worth full marks.

    Raises:
        SyntaxError: something of it is not Python.
    """
    task, answer, trials = given.task, given.answer, list[Trial]()
    renamed = locals_renamed(answer)
    if renamed is not None:
        before, after = ast.unparse(ast.parse(answer)), renamed
        lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
        shown = "\n".join(line for line in lines if line[:3] not in ("---", "+++", "@@ "))
        trials.append(Trial(Worth.ALL, task, "local names changed", renamed, shown))
    functions = answered(answer, given.checks).functions
    if functions and _gives_numbers(answer, functions):
        trials.append(_wrapped(task, _NUMPY, answer, functions, ("value", "value"), ()))
    for excuse in given.allowed:
        kind, _, parameters = excuse.key.partition(":")
        names = tuple(name.strip() for name in parameters.split(",") if name.strip())
        trials.append(_wrapped(task, excuse.key, answer, functions, _CHANGES[kind], names))
    return trials


def _wrapped(
    task: str,
    name: str,
    answer: str,
    functions: Iterable[str],
    change: tuple[str, str],
    parameters: tuple[str, ...],
) -> Trial:
    given, found = change
    wrapper = _WRAPPER.format(parameters=parameters, given=given, found=found)
    if name == _NUMPY:
        wrapper = wrapper.replace("def _found(value):\n    return value\n", _AS_NUMPY)
    ends = "".join(f"{function} = _rewritten({function})\n" for function in functions)
    shown = f"+ {given if change[0] != 'value' else found}" if name != _NUMPY else "+ numpy.float64"
    return Trial(Worth.ALL, task, name, f"{answer}\n{wrapper}{ends}", shown)


def _gives_numbers(answer: str, functions: Iterable[str]) -> bool:
    """Whether a function says that it gives a float or an int, or says nothing about it."""
    for node in ast.parse(answer).body:
        if isinstance(node, ast.FunctionDef) and node.name in functions:
            if node.returns is None:
                return True
            words = {child.id for child in ast.walk(node.returns) if isinstance(child, ast.Name)}
            if words & {"float", "int"} and words <= {"float", "int", "tuple"}:
                return True
    return False


def locals_renamed(answer: str) -> str | None:
    """The answer with other names for the local variables of its functions, or None.

    Names are left alone that something may find by their text, that an inner function takes as
    a parameter, or that are global; None means that nothing is left to rename.

    Raises:
        SyntaxError: the answer is not Python.
    """
    tree = ast.parse(answer)
    if any(map(_reads_names, ast.walk(tree))):
        return None
    taken = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    changed = False
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            new = {
                name: f"{name}_here" for name in _locals(function) if f"{name}_here" not in taken
            }
            changed = changed or bool(new)
            for node in ast.walk(function):
                if isinstance(node, ast.Name) and node.id in new:
                    node.id = new[node.id]
    return ast.unparse(tree) if changed else None


def _reads_names(node: ast.AST) -> bool:
    match node:
        case ast.Name(id=name):
            return name in _BY_TEXT
        case ast.Constant(value=str(text)):
            return "@" in text
        case ast.Attribute(attr="eval" | "query"):
            return True
    return False


def _locals(function: ast.FunctionDef) -> Iterator[str]:
    """The names that only the function's own code can see, in the order of their first use."""
    kept: set[str] = set()
    for node in ast.walk(function):
        match node:
            case ast.arg(arg=name):
                kept.add(name)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                kept |= set(names)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                kept.add(name)
            case ast.ExceptHandler(name=str(name)):
                kept.add(name)
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                kept |= {alias.asname or alias.name.partition(".")[0] for alias in names}
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                kept.add(name)
    stored = dict.fromkeys(
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )
    yield from (name for name in stored if name not in kept)
