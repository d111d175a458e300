"""Reads `attempts.py`: right and wrong answers, as literals, without running the file."""

from __future__ import annotations

import ast
from pathlib import Path
from textwrap import dedent

from autograder.authoring.model import Attempt
from autograder.authoring.problems import Problem, read_text

_SHAPES = {
    "RIGHT": 'RIGHT = {"task": {"name": """code"""}}',
    "WRONG": 'WRONG = {"task": {"name": ("""code""", "message-id")}}',
}


def read_attempts(
    path: Path, problems: list[Problem]
) -> tuple[tuple[Attempt, ...], tuple[Attempt, ...]]:
    """The right and the wrong attempts; what is wrong with the file goes to `problems`.

    A lab without the file has no attempts yet. The code of an attempt is dedented, and must be
    valid Python.
    """
    text = read_text(path, problems) if path.exists() else ""
    try:
        tree = ast.parse(text or "")
    except SyntaxError as error:
        problems.append(Problem(path, error.lineno or 0, f"not Python: {error.msg}", "mend it"))
        return (), ()
    found: dict[str, tuple[Attempt, ...]] = {"RIGHT": (), "WRONG": ()}
    for statement in tree.body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=value)
            ) if name in found:
                found[name] = tuple(_attempts(value, name, path, problems))
            case ast.Expr(value=ast.Constant()):
                pass
            case _:
                what = "only RIGHT and WRONG have a place in this file"
                problems.append(Problem(path, statement.lineno, what, "remove this statement"))
    return found["RIGHT"], found["WRONG"]


def _attempts(
    value: ast.expr | None, name: str, path: Path, problems: list[Problem]
) -> list[Attempt]:
    attempts = []
    for task_key, by_name in _items(value, name, path, problems):
        for key, entry in _items(by_name, name, path, problems):
            attempt = _attempt(task_key, key, entry)
            if attempt is None or (attempt.message is None) != (name == "RIGHT"):
                what = f"the attempt {key.value!r} has not the form of {name}"
                problems.append(Problem(path, key.lineno, what, f"write {_SHAPES[name]}"))
                continue
            attempts.append(attempt)
            try:
                ast.parse(attempt.code)
            except SyntaxError as error:
                what = f"the attempt '{attempt.name}' is not Python: {error.msg}"
                line = entry.lineno + (error.lineno or 1) - 1
                problems.append(Problem(path, line, what, "mend its code"))
    return attempts


def _items(
    value: ast.expr | None, name: str, path: Path, problems: list[Problem]
) -> list[tuple[ast.Constant, ast.expr]]:
    """The pairs of a literal dict whose keys are texts, each of them once."""
    pairs = list(zip(value.keys, value.values, strict=True)) if isinstance(value, ast.Dict) else []
    texts = [
        (key, entry)
        for key, entry in pairs
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    ]
    if not isinstance(value, ast.Dict) or len(texts) != len(pairs):
        line = value.lineno if value else 0
        what = f"{name} is not made of literal texts"
        problems.append(Problem(path, line, what, f"write {_SHAPES[name]}"))
    seen: set[object] = set()
    for key, _ in texts:
        if key.value in seen:
            what = f"{key.value!r} stands twice, so the first is lost"
            problems.append(Problem(path, key.lineno, what, "give it another name"))
        seen.add(key.value)
    return texts


def _attempt(task: ast.Constant, name: ast.Constant, entry: ast.expr) -> Attempt | None:
    try:
        value = ast.literal_eval(entry)
    except ValueError:
        return None
    match value:
        case str(code):
            message = None
        case (str(code), str(message)):
            pass
        case _:
            return None
    return Attempt(str(task.value), str(name.value), dedent(code).strip("\n"), name.lineno, message)
