"""Finds what is wrong with a lab's messages: in its checks, in the file, in the attempts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from string import Formatter

from autograder.authoring.checkcode import MessageUse, read_check
from autograder.authoring.model import Cell, Lab, Role, Task
from autograder.authoring.problems import Problem

LENGTH, LINES = 300, 3
# What a wrong attempt may name in place of a message: states that the framework words itself.
FRAMEWORK = frozenset({"raised", "not-attempted", "undecided"})


def check_cell(lab: Lab, cell: Cell) -> Iterator[Problem]:
    """What is wrong with a check cell and with the messages that it names."""
    code = read_check(cell)
    remedy = f'write: with check("{cell.task}"):'
    if not code.checks:
        yield Problem(lab.path, cell.line, f"the {cell.role} cell runs no check", remedy)
    for call in code.checks:
        match call:
            case ast.Call(args=[ast.Constant(value=name)], keywords=[]) if name == cell.task:
                pass
            case _:
                line = call.lineno + cell.first_line - 1
                yield Problem(lab.path, line, "the check is not of this cell's task", remedy)
    for line in code.stray:
        yield Problem(lab.path, line, "an assert outside of the check", "move it into the with")
    for line in code.mute:
        remedy = 'write: assert ..., "message-id"'
        yield Problem(lab.path, line, "an assert without a message id", remedy)
    if not code.uses and code.checks:
        remedy = 'write: assert ..., "message-id"'
        yield Problem(lab.path, cell.line, "the check asserts nothing", remedy)
    for use in code.uses:
        yield from _use(lab, cell, use)


def messages(lab: Lab) -> Iterator[Problem]:
    """What is wrong with `messages.toml`."""
    path = lab.folder / "messages.toml"
    used = frozenset().union(*(_said(task) for task in lab.tasks.values()))
    for message in lab.messages.values():
        if message.id in FRAMEWORK:
            what = f"'{message.id}' is a name of the framework"
            yield Problem(path, message.line, what, "give the message another id")
        elif message.id not in used:
            what = f"no check says '{message.id}'"
            yield Problem(path, message.line, what, "remove it, or name it in an assert")
        for language, text in message.texts.items():
            if len(text) > LENGTH or len(text.splitlines()) > LINES:
                what = f"the text '{message.id}.{language}' is too long"
                remedy = f"use {LINES} lines and {LENGTH} characters at most"
                yield Problem(path, message.line, what, remedy)
            if _fields(text) is None:
                what = f"the text '{message.id}.{language}' has a brace without its partner"
                yield Problem(path, message.line, what, "write {name}, or no brace")


def attempts(lab: Lab) -> Iterator[Problem]:
    """What is wrong with `attempts.py`."""
    path = lab.folder / "attempts.py"
    for attempt in (*lab.right, *lab.wrong):
        task = lab.tasks.get(attempt.task)
        if task is None or task.written:
            known = ", ".join(name for name, other in lab.tasks.items() if not other.written)
            what = f"'{attempt.name}' is for an unknown task '{attempt.task}'"
            yield Problem(path, attempt.line, what, f"tasks here: {known}")
        elif attempt.message is not None and attempt.message not in FRAMEWORK | _said(task):
            known = ", ".join(sorted(FRAMEWORK | _said(task)))
            what = f"no check of '{task.id}' says '{attempt.message}'"
            yield Problem(path, attempt.line, what, f"messages of this task: {known}")
    for excuse in (*lab.attempts.equivalent, *lab.attempts.invariant):
        task = lab.tasks.get(excuse.task)
        if task is None or task.written:
            known = ", ".join(name for name, other in lab.tasks.items() if not other.written)
            what = f"'{excuse.key}' is said of an unknown task '{excuse.task}'"
            yield Problem(path, excuse.line, what, f"tasks here: {known}")


def _said(task: Task) -> frozenset[str]:
    """The ids of the messages that the checks of a task name."""
    cells = (*task.having(Role.CHECK), *task.having(Role.HIDDEN))
    return frozenset(use.id for cell in cells for use in read_check(cell).uses)


def _use(lab: Lab, cell: Cell, use: MessageUse) -> Iterator[Problem]:
    message = lab.messages.get(use.id)
    if message is None:
        remedy = f"add [{use.id}] to messages.toml, or mend the id"
        yield Problem(lab.path, use.line, f"unknown message '{use.id}'", remedy)
        return
    if cell.role is Role.HIDDEN and use.filled:
        remedy = "say it without the value"
        yield Problem(lab.path, use.line, "a hidden check shows a value", remedy)
    for language, text in message.texts.items():
        for name in sorted((_fields(text) or frozenset()) ^ use.filled):
            what = f"'{{{name}}}' is either not filled here or not in {use.id}.{language}"
            remedy = f'write fill("{use.id}", {name}=...), and {{{name}}} in the text'
            yield Problem(lab.path, use.line, what, remedy)


def _fields(text: str) -> frozenset[str] | None:
    """The names in braces of a text, or None when a brace has no partner."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return None
