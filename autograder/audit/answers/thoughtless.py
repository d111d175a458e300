"""Answers that need no thought: nothing, what came in, and what the page shows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from autograder.audit.answers.trials import Answered, Material, Trial, Worth, answered

_NOTHING = {
    "None": "None",
    "zero": "0",
    "one": "1",
    "an empty text": '""',
    "an empty list": "[]",
    "an empty dict": "{}",
    "an empty set": "set()",
    "True": "True",
    "False": "False",
}
_FIRST = "(*given, *named.values())[0] if given or named else None"
_LAST = "(*given, *named.values())[-1] if given or named else None"
# A result of the right kind, with the right columns, and nothing in it.
_EMPTIED = """
def _emptied(whole, *given, **named):
    try:
        result = whole(*given, **named)
    except Exception:
        return None
    if hasattr(result, "iloc"):
        return result.iloc[:0]
    if isinstance(result, dict):
        return {}
    return result[:0] if hasattr(result, "__getitem__") else None

"""
# Names of which a constant may be made.
_KNOWN = frozenset({
    "Decimal", "date", "datetime", "dict", "float", "frozenset", "int", "list", "np", "pd", "set",
    "str", "tuple",
})  # fmt: skip
_EXAMPLE = re.compile(
    r"(?:\bis|\bbecomes|\breturns|\bgives|:)\s+`?"
    r"(Decimal\(['\"][^'\"]*['\"]\)|-?\d[\d_]*(?:\.\d+)?|\[[^\]\n]*\]|\([^)\n]*\)|\"[^\"\n]*\")"
)
_MOST_CONSTANTS = 8


def thoughtless(given: Material) -> list[Trial]:
    """Answers to a task that no one had to think for; none is worth a point.

    One that knows the visible calls by heart may get some points, and not all.

    Raises:
        SyntaxError: something of it is not Python.
    """
    task, answer, visible = given.task, given.answer, given.visible
    made = answered(answer, given.checks)
    trials = [
        _trial(task, f"gives {words}", answer, made, value) for words, value in _NOTHING.items()
    ]
    if made.functions:
        trials += [
            _trial(task, "gives back its first argument", answer, made, _FIRST),
            _trial(task, "gives back its last argument", answer, made, _LAST),
        ]
        if not _does_its_work_aside(answer, made):
            trials.append(_trial(task, "gives an empty result", answer, made, "", _EMPTIED))
        by_heart = _by_heart(task, answer, visible, made)
        trials += [by_heart] if by_heart else []
    for value in _constants(visible, answer):
        trials.append(_trial(task, f"gives {value}, copied from the page", answer, made, value))
    return list({trial.code: trial for trial in trials}.values())


def _does_its_work_aside(answer: str, made: Answered) -> bool:
    """Whether the functions give nothing back and do all they do elsewhere, in a file for instance.

    To empty their result would leave the right answer as it is.
    """
    return all(
        isinstance(node.returns, ast.Constant) and node.returns.value is None
        for node in ast.parse(answer).body
        if isinstance(node, ast.FunctionDef) and node.name in made.functions
    )


def _trial(
    task: str, name: str, answer: str, made: Answered, value: str, before: str = ""
) -> Trial:
    parts = [before] if before else []
    for function in made.functions:
        if before:
            parts.append(f"_whole_{function} = {function}\n")
            value = f"_emptied(_whole_{function}, *given, **named)"
        parts.append(f"\ndef {function}(*given, **named):\n    return {value}\n")
    parts += [f"{name} = {value}\n" for name in made.values if not made.functions]
    added = "".join(parts).strip("\n")
    return Trial(Worth.NONE, task, name, f"{answer}\n\n\n{added}\n", added)


def _by_heart(task: str, answer: str, visible: str, made: Answered) -> Trial | None:
    """An answer that knows the results of the calls in visible checks, and no other."""
    calls = {
        ast.unparse(node): node.func.id
        for node in ast.walk(ast.parse(visible))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in made.functions
        and not {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} - {node.func.id, *_KNOWN}
    }
    if not calls:
        return None
    lines = ["_known = {}"]
    for call, name in calls.items():
        key = f"(lambda *given, **named: repr((given, named))){call.removeprefix(name)}"
        lines.append(
            f"try: _known[{name!r}, {key}] = {call}\n"
            f"except Exception as error: _known[{name!r}, {key}] = error"
        )
    lines += [
        f"def {name}(*given, **named):\n"
        f"    result = _known[{name!r}, repr((given, named))]\n"
        "    if isinstance(result, Exception):\n"
        "        raise result\n"
        "    return result"
        for name in dict.fromkeys(calls.values())
    ]
    added = "\n".join(lines)
    shown = f"knows {', '.join(calls)}"
    return Trial(Worth.NOT_ALL, task, "knows the page by heart", f"{answer}\n\n{added}\n", shown)


def _constants(visible: str, answer: str) -> list[str]:
    """The values that a visible check compares with, and those in the examples of docstrings."""
    tree = ast.parse(visible)
    named = {
        target.id: value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target, value in [(node.targets[0], node.value)]
        if isinstance(target, ast.Name)
    }
    found = [
        ast.unparse(value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        if _is_constant(value := _expected(side, named))
    ]
    found += examples(answer)
    return list(dict.fromkeys(found))[:_MOST_CONSTANTS]


def _expected(side: ast.expr, named: dict[str, ast.expr]) -> ast.expr:
    """What one side of a comparison expects, without the tolerance around it."""
    match side:
        case ast.Call(func=ast.Name(id="approx") | ast.Attribute(attr="approx"), args=[inner, *_]):
            side = inner
    return named.get(side.id, side) if isinstance(side, ast.Name) else side


def _is_constant(node: ast.expr) -> bool:
    """Whether an expression holds a value and no name that only a check knows."""
    names = {child.id for child in ast.walk(node) if isinstance(child, ast.Name)}
    holds = any(isinstance(child, ast.Constant) for child in ast.walk(node))
    return holds and names <= _KNOWN and not isinstance(node, ast.Compare)


def examples(answer: str) -> list[str]:
    """The values in the examples that the docstrings of an answer's functions give.

    Raises:
        SyntaxError: the answer is not Python.
    """
    return [
        text
        for node in ast.walk(ast.parse(answer))
        if isinstance(node, ast.FunctionDef)
        for text in _examples(ast.get_docstring(node) or "")
    ]


def _examples(docstring: str) -> Iterator[str]:
    for text in _EXAMPLE.findall(docstring):
        try:
            ast.parse(text, mode="eval")
        except SyntaxError:
            continue
        yield text
