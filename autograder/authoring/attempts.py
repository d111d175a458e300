"""Reads `attempts.py`: answers and what is known about them, as literals; it is never run.

An answer is code, or `edit("old", "new")`: the reference with one text in place of another.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from textwrap import dedent
from types import MappingProxyType

from autograder.authoring.model import Attempt, Attempts, Excuse, Invariance
from autograder.authoring.problems import Problem, read_text

_SHAPES = {
    "RIGHT": 'RIGHT = {"task": {"name": """code"""}}',
    "WRONG": 'WRONG = {"task": {"name": ("""code""", "message-id")}}',
    "EQUIVALENT": 'EQUIVALENT = {"task": {"the mutated line": "why it is right, too"}}',
    "INVARIANT": 'INVARIANT = {"task": ["input order: rates", "output columns"]}',
    "ORDERED": 'ORDERED = {"table.csv": "why the order of its rows matters"}',
    "CONSTANT": 'CONSTANT = {"task": {"parameter: size": "why no check varies it"}}',
    "UNCHANGED": 'UNCHANGED = {"task": "where the text forbids to change what is given"}',
}
_KINDS = ", ".join(Invariance)


def read_attempts(
    path: Path, problems: list[Problem], references: Mapping[str, str] = MappingProxyType({})
) -> Attempts:
    """What an author wrote in `attempts.py`; what is wrong with the file goes to `problems`.

    A lab without the file has no attempts yet. The code of an attempt is dedented, and must be
    valid Python. `references` are the answers of the lab by task, for attempts that edit them.
    """
    text = read_text(path, problems) if path.exists() else ""
    try:
        tree = ast.parse(text or "")
    except SyntaxError as error:
        problems.append(Problem(path, error.lineno or 0, f"not Python: {error.msg}", "mend it"))
        return Attempts()
    found: dict[str, ast.expr | None] = {}
    for statement in tree.body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=value)
            ) if name in _SHAPES:
                found[name] = value
            case ast.Expr(value=ast.Constant()):
                pass
            case _:
                what = f"only {', '.join(_SHAPES)} have a place in this file"
                problems.append(Problem(path, statement.lineno, what, "remove this statement"))
    answers = partial(_attempts, references=references)
    read = {
        name: tuple(reader(found[name], name, path, problems))
        for name, reader in (
            ("RIGHT", answers),
            ("WRONG", answers),
            ("EQUIVALENT", _equivalent),
            ("INVARIANT", _invariant),
            ("ORDERED", _ordered),
            ("CONSTANT", _equivalent),
            ("UNCHANGED", _unchanged),
        )
        if name in found
    }
    return Attempts(**{name.lower(): entries for name, entries in read.items()})  # type: ignore[arg-type]


def _equivalent(
    value: ast.expr | None, name: str, path: Path, problems: list[Problem]
) -> Iterator[Excuse]:
    for task, by_key in _items(value, name, path, problems):
        for key, reason in _items(by_key, name, path, problems):
            words = _reason(reason, name, path, problems)
            if words:
                lines = [line.strip() for line in str(key.value).strip().split("\n")]
                yield Excuse(str(task.value), "\n".join(lines), words, key.lineno)


def _ordered(
    value: ast.expr | None, name: str, path: Path, problems: list[Problem]
) -> Iterator[Excuse]:
    for table, reason in _items(value, name, path, problems):
        words = _reason(reason, name, path, problems)
        if words:
            yield Excuse("", str(table.value), words, table.lineno)


def _unchanged(
    value: ast.expr | None, name: str, path: Path, problems: list[Problem]
) -> Iterator[Excuse]:
    for task, reason in _items(value, name, path, problems):
        words = _reason(reason, name, path, problems)
        if words:
            yield Excuse(str(task.value), "", words, task.lineno)


def _invariant(
    value: ast.expr | None, name: str, path: Path, problems: list[Problem]
) -> Iterator[Excuse]:
    for task, kinds in _items(value, name, path, problems):
        for kind in kinds.elts if isinstance(kinds, ast.List | ast.Tuple) else [kinds]:
            words = kind.value if isinstance(kind, ast.Constant) else None
            if isinstance(words, str) and words.partition(":")[0] in list(Invariance):
                yield Excuse(str(task.value), words, "", kind.lineno)
            else:
                what = f"{ast.unparse(kind)} is nothing that may change"
                problems.append(Problem(path, kind.lineno, what, f"use some of: {_KINDS}"))


def _reason(entry: ast.expr, name: str, path: Path, problems: list[Problem]) -> str:
    match entry:
        case ast.Constant(value=str(words)) if words.strip():
            return words
    what = f"an entry of {name} without a reason"
    problems.append(Problem(path, entry.lineno, what, f"write {_SHAPES[name]}"))
    return ""


def _attempts(
    value: ast.expr | None,
    name: str,
    path: Path,
    problems: list[Problem],
    references: Mapping[str, str],
) -> list[Attempt]:
    attempts = []
    for task_key, by_name in _items(value, name, path, problems):
        for key, entry in _items(by_name, name, path, problems):
            try:
                attempt = _attempt(task_key, key, entry, references)
            except _NoEdit as error:
                remedy = "name a text that stands in it once"
                problems.append(Problem(path, key.lineno, str(error), remedy))
                continue
            if attempt is None or (attempt.message is None) != (name == "RIGHT"):
                what = f"the attempt {key.value!r} has not the form of {name}"
                problems.append(Problem(path, key.lineno, what, f"write {_SHAPES[name]}"))
                continue
            attempts.append(attempt)
            try:
                ast.parse(attempt.code)
            except SyntaxError as error:
                what = f"the attempt '{attempt.name}' is not Python: {error.msg}"
                edits = any(isinstance(node, ast.Call) for node in ast.walk(entry))
                line = key.lineno if edits else entry.lineno + (error.lineno or 1) - 1
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


class _NoEdit(Exception):
    """An edit does not fit the reference; the text says why."""


def _attempt(
    task: ast.Constant, name: ast.Constant, entry: ast.expr, references: Mapping[str, str]
) -> Attempt | None:
    """The attempt that an entry means, or None if it has another form.

    Raises:
        _NoEdit: it is an edit that does not fit the reference.
    """
    message = None
    match entry:
        case ast.Tuple(elts=[inner, ast.Constant(value=str(id_))]):
            entry, message = inner, id_
    match entry:
        case ast.Constant(value=str(text)):
            code = dedent(text)
        case ast.Call(func=ast.Name(id="edit"), args=texts, keywords=[]):
            code = _edited(references.get(str(task.value), ""), texts)
        case _:
            return None
    return Attempt(str(task.value), str(name.value), code.strip("\n"), name.lineno, message)


def _edited(code: str, texts: list[ast.expr]) -> str:
    """A reference after its edits: each pair of texts is an old one and what takes its place."""
    words = [text.value for text in texts if isinstance(text, ast.Constant)]
    pairs = list(zip(words[::2], words[1::2], strict=False))
    if not pairs or 2 * len(pairs) != len(texts) or not all(isinstance(w, str) for w in words):
        raise _NoEdit("an edit is not made of pairs of texts")
    for old, new in pairs:
        times = code.count(str(old))
        if times != 1:
            raise _NoEdit(f"{old!r:.80} stands {times} times in the reference")
        code = code.replace(str(old), str(new))
    return code
